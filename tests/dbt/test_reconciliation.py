"""What the marts say about planted claims: which disagree, which do not, and who stands against the rest."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest


def conflicts(con: duckdb.DuckDBPyConnection, folder: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The conflicts whose claims come from one folder, by kind and verdict."""
    cursor = con.execute(
        "select kind, verdict, claims, explanation, adjudication from marts.conflicts"
        " where list_any_value(list_transform(claims, lambda claim: claim.path)).starts_with($1) order by 1, 2",
        [folder],
    )
    return {(kind, verdict): {"claims": claims, "explanation": why, "adjudication": ruling}
            for kind, verdict, claims, why, ruling in cursor.fetchall()}  # fmt: skip


def outliers(conflict: dict[str, Any]) -> set[str]:
    return {claim["path"] for claim in conflict["claims"] if claim["outlier"]}


def test_an_attendance_that_no_other_report_admits_is_named(worlds: duckdb.DuckDBPyConnection) -> None:
    found = conflicts(worlds, "harbour/")
    assert set(found) == {("figure", "contradictory")}
    conflict = found["figure", "contradictory"]
    assert outliers(conflict) == {"harbour/c.txt"}
    assert {claim["surface"] for claim in conflict["claims"]} == {"31 countries", "Some 30 countries", "44 countries"}
    assert "44 countries" in conflict["explanation"]
    assert "harbour/c.txt stands against 2 other" in conflict["explanation"]


def test_a_disputed_measure_has_no_value_but_its_hull(worlds: duckdb.DuckDBPyConnection) -> None:
    row = worlds.execute(
        "select verdict, value, value_low, value_high, n_claims from marts.measures where label = "
        "'attendance at the summit'"
    ).fetchall()
    assert row == [("contradictory", None, 27.0, 44.0, 3)]


def test_shares_of_one_stage_diverge_and_other_stages_are_left_alone(worlds: duckdb.DuckDBPyConnection) -> None:
    found = conflicts(worlds, "cobalt/")
    assert set(found) == {("figure", "divergent")}
    assert {claim["surface"] for claim in found["figure", "divergent"]["claims"]} == {"over 60%", "72%"}
    assert not outliers(found["figure", "divergent"])
    assert "16.7 percent apart" in found["figure", "divergent"]["explanation"]


def test_weekdays_stand_with_the_date_they_fall_on(worlds: duckdb.DuckDBPyConnection) -> None:
    found = conflicts(worlds, "ferry/")
    assert set(found) == {("date", "contradictory"), ("party", "divergent")}
    date = found["date", "contradictory"]
    assert outliers(date) == {"ferry/d.txt"}
    assert "ferry/b.txt (Wednesday)" in date["explanation"]
    assert {claim["value_text"] for claim in date["claims"]} == {"2026-05-06", "2026-05-08", "Wednesday"}
    row = worlds.execute(
        "select date_verdict, date_edtf, date_low, parties, n_articles from marts.agreements where "
        "subject = 'night ferry lines'"
    ).fetchall()
    assert row == [("contradictory", None, None, ["EE", "FI", "LV"], 4)]


def test_two_dates_each_carried_twice_are_two_agreements(worlds: duckdb.DuckDBPyConnection) -> None:
    assert conflicts(worlds, "water/") == {}
    rows = worlds.execute(
        "select date_edtf, n_articles from marts.agreements where subject = 'water of the lake' order by 1"
    ).fetchall()
    assert rows == [("2019-07-03", 2), ("2025-07-03", 2)]


def test_a_bygone_deal_of_the_same_parties_is_another(worlds: duckdb.DuckDBPyConnection) -> None:
    found = conflicts(worlds, "lagoon/")
    assert set(found) == {("date", "contradictory")}
    assert {claim["path"] for claim in found["date", "contradictory"]["claims"]} == {
        "lagoon/a.txt", "lagoon/b.txt", "lagoon/d.txt"
    }  # fmt: skip
    assert outliers(found["date", "contradictory"]) == {"lagoon/d.txt"}
    rows = worlds.execute(
        "select date_edtf, n_articles from marts.agreements where subject = 'fishing in the lagoon' order by 1"
    ).fetchall()
    assert rows == [("2011-06-02", 2), (None, 3)]


def test_parts_that_do_not_add_up_to_their_total_are_told(worlds: duckdb.DuckDBPyConnection) -> None:
    told = worlds.execute(
        "select verdict, explanation, len(claims) from marts.conflicts where kind = 'figure'"
        " and claims[1].path like 'sums/%' order by claims[1].path"
    ).fetchall()
    assert told == [
        ("divergent", 'names after "Four ports": "Four ports" in sums/list.txt is followed by 2 to 3 names.', 2),
        ("divergent", _parts("over", 20, (14, 13), (26, 28)), 3),
        ("divergent", _parts("short", 16, (9, 3), (11, 13)), 3),
    ]


def _parts(name: str, total: int, parts: tuple[int, int], ends: tuple[int, int]) -> str:
    return (
        f'parts of "${total} million": "${total} million" in sums/{name}.txt means {total - 1},500,000 to'
        f' {total},500,000, its parts "${parts[0]} million" and "${parts[1]} million" add up to {ends[0]},000,000 to'
        f" {ends[1]},000,000."
    )


def test_one_utterance_with_two_speakers_or_two_wordings(worlds: duckdb.DuckDBPyConnection) -> None:
    found = conflicts(worlds, "opera/")
    assert set(found) == {("attribution", "contradictory"), ("wording", "divergent")}
    assert {claim["value_text"] for claim in found["attribution", "contradictory"]["claims"]} == {
        "Jonas Thaler",
        "Vera Blum",
    }
    quotes = worlds.execute(
        "select speaker, n_articles, verdict from marts.quotes where quote_text like 'The "
        "curtain%' or quote_text like 'We looked%'"
        " order by quote_text"
    ).fetchall()
    assert quotes == [(None, 2, "contradictory"), ("Edda Kern", 3, "divergent")]
    wordings = worlds.execute("select wordings from marts.quotes where quote_text like 'We looked%'").fetchone()
    assert wordings is not None
    assert [words.partition(" ")[0] for words in wordings[0]] == ["We", "We", "looked"]


def test_other_roundings_units_and_donors_are_no_conflict(worlds: duckdb.DuckDBPyConnection) -> None:
    assert conflicts(worlds, "pledge/") == {}
    verdicts = worlds.execute(
        "select subject, unit, verdict, value, n_claims, n_articles from marts.measures where unit "
        "in ('USD', 'tonne') order by 1, 2"
    ).fetchall()
    assert verdicts == [
        ("DK", "USD", "single", 25e6, 1, 1),
        ("KE", "tonne", "agree", 1500.0, 3, 3),
        ("NO", "USD", "compatible", 11.67e6, 3, 3),
    ]


def test_a_copied_text_is_one_source(worlds: duckdb.DuckDBPyConnection) -> None:
    sources = dict(worlds.execute("select path, source_id from marts.articles where path like 'pledge/%'").fetchall())
    assert sources["pledge/copy.txt"] == sources["pledge/a.txt"]
    assert len(set(sources.values())) == 3


def test_the_scorecard_counts_who_stands_alone(worlds: duckdb.DuckDBPyConnection) -> None:
    rows = worlds.execute(
        "select path, n_claims, n_corroborated, n_contradicted, n_outlier, n_alone from marts.source_scorecard"
        " where path in ('ferry/d.txt', 'harbour/a.txt', 'pledge/c.txt', 'quiet/empty.txt') order by 1"
    ).fetchall()
    assert rows == [
        ("ferry/d.txt", 1, 0, 1, 1, 0),
        ("harbour/a.txt", 2, 1, 1, 0, 0),
        ("pledge/c.txt", 1, 0, 0, 0, 1),
        ("quiet/empty.txt", 0, 0, 0, 0, 0),
    ]


def test_articles_without_claims_are_articles_all_the_same(worlds: duckdb.DuckDBPyConnection) -> None:
    rows = worlds.execute(
        "select path, annotation_error from marts.articles where path like 'quiet/%' order by 1"
    ).fetchall()
    assert rows == [("quiet/broken.txt", "ValueError: planted"), ("quiet/empty.txt", None)]


def test_first_seen_is_when_the_second_of_two_that_disagree_came(worlds: duckdb.DuckDBPyConnection) -> None:
    seen = worlds.execute(
        "select c.first_seen = a.loaded_at from marts.conflicts c, marts.articles a"
        " where c.kind = 'date' and a.path = 'ferry/d.txt' and c.label like '%ferry%'"
    ).fetchall()
    assert seen == [(True,)]


@pytest.mark.parametrize("table", ["figures", "quotes", "agreements", "dates", "commitments"])
def test_every_fact_leads_back_to_its_words(worlds: duckdb.DuckDBPyConnection, table: str) -> None:
    words = "quote_text" if table == "quotes" else "surface"
    strays = worlds.execute(
        f"select count(*) from facts.fct_{table} f join marts.articles a using (article_id)"
        f" where substr(a.text, f.char_start + 1, f.char_end - f.char_start) <> f.{words}"
    ).fetchall()
    assert strays == [(0,)]


def test_a_speaker_is_one_by_surname_title_and_full_name(worlds: duckdb.DuckDBPyConnection) -> None:
    speakers = worlds.execute("select speaker, n_quotes from marts.speakers where speaker like '%Kern'").fetchall()
    assert speakers == [("Edda Kern", 1)]
    assert ("attribution", "contradictory") in conflicts(worlds, "opera/")
    kern = worlds.execute("select speaker from marts.quotes where quote_text like '%ledger%'").fetchall()
    assert kern == [("Edda Kern",)]
