"""The conflict board: claims side by side, each with its sentence and its source."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection
from markupsafe import Markup

from explorer import wording
from explorer.highlighting import marked_sentence
from explorer.pages.shown import Shown
from explorer.paging import Paging
from explorer.published import Row, one, rows
from explorer.route import Route
from explorer.templates import filled

KINDS = ("figure", "date", "party", "attribution", "wording")
VERDICTS = ("contradictory", "divergent")
_SIZE = 8
_CLAIMS = 12
"""Most claims of a conflict that are shown; outliers come first, then one of each value."""

_WHERE = """
where ($kind = '' or kind = $kind) and ($verdict = '' or verdict = $verdict) and ($id = '' or conflict_id = $id)
"""
_COUNT = f"select count(*) as n from marts.conflicts {_WHERE}"
_PAGE = f"""
select conflict_id, kind, verdict, label, measure_id, agreement_key, claims, explanation, adjudication, first_seen
from marts.conflicts {_WHERE}
order by verdict <> 'contradictory', adjudication is not null, len(claims) desc, conflict_id
limit $size offset $offset
"""
_BY_KIND = "select kind, verdict, count(*) as n from marts.conflicts group by all order by all"
_SENTENCES = " union all ".join(
    f"select {kind}_id as fact_id, sentence from facts.fct_{kind}s where {kind}_id in (select unnest($ids))"
    for kind in ("figure", "quote", "agreement", "date", "commitment")
)
_SOURCES = """
select article_id, publisher, title, published_low
from marts.articles where article_id in (select unnest($ids))
"""
_NO_SOURCE: Row = {"publisher": None, "title": None, "published_low": None}
_DATES = """
select article_id, char_start, char_end, surface, date_edtf, sentence
from facts.fct_dates where article_id in (select unnest($ids))
"""


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """The board, narrowed to a kind, a verdict or one conflict."""
    chosen = {
        "kind": route.one_of("kind", KINDS),
        "verdict": route.one_of("verdict", VERDICTS),
        "id": route.get("id"),
    }
    paging = Paging(route.number("n"), _SIZE, one(connection, _COUNT, chosen)["n"])
    found = rows(connection, _PAGE, chosen | {"size": paging.size, "offset": paging.offset})
    return Shown(
        filled(
            "conflicts",
            route=route,
            paging=paging,
            conflicts=with_evidence(connection, found),
            counts=rows(connection, _BY_KIND),
            kinds=KINDS,
            verdicts=VERDICTS,
            chosen=chosen,
        )
    )


def some(connection: DuckDBPyConnection, limit: int, agreement_key: str | None = None) -> list[Row]:
    """The first conflicts, of one agreement where it is given, without their evidence."""
    where = "where agreement_key = $key" if agreement_key else ""
    query = f"""
        select conflict_id, kind, verdict, label, adjudication, list_distinct([c.value_text for c in claims]) as said
        from marts.conflicts {where}
        order by verdict <> 'contradictory', adjudication is not null, len(claims) desc, conflict_id
        limit $limit
    """
    found = rows(connection, query, {"limit": limit} | ({"key": agreement_key} if agreement_key else {}))
    for conflict in found:
        conflict["said"] = [_value(conflict["kind"], value) for value in sorted(filter(None, conflict["said"]))]
    return found


def with_evidence(connection: DuckDBPyConnection, found: list[Row]) -> list[Row]:
    """Conflicts whose claims carry the sentence they were read from and the source that printed it."""
    claims: list[Row] = [claim for conflict in found for claim in _chosen(conflict)]
    articles = {"ids": sorted({claim["article_id"] for claim in claims})}
    facts = {"ids": sorted({claim["fact_id"] for claim in claims})}
    sentences = {row["fact_id"]: row["sentence"] for row in rows(connection, _SENTENCES, facts)}
    sources = {row["article_id"]: row for row in rows(connection, _SOURCES, articles)}
    dates: dict[str, list[Row]] = {}
    if any(conflict["kind"] == "date" for conflict in found):
        for row in rows(connection, _DATES, articles):
            dates.setdefault(row["article_id"], []).append(row)
    for conflict in found:
        conflict["why"] = _why(conflict)
        conflict["n_claims"] = len(conflict["claims"])
        conflict["claims"] = [
            claim
            | {
                "value": _value(conflict["kind"], claim["value_text"]),
                "sentence": _sentence(conflict["kind"], claim, sentences, dates),
                "source": sources.get(claim["article_id"], _NO_SOURCE),
            }
            for claim in _chosen(conflict)
        ]
    return found


def _chosen(conflict: Row) -> list[Row]:
    """Claims to show of a conflict with very many of them: outliers, then one of each value, then the others."""
    claims: list[Row] = conflict["claims"]
    if len(claims) <= _CLAIMS:
        return claims
    seen: set[Any] = set()
    ranked = []
    for place, claim in enumerate(claims):
        ranked.append((not claim["outlier"], claim["value_text"] in seen, place))
        seen.add(claim["value_text"])
    return [claims[place] for _, _, place in sorted(sorted(ranked)[:_CLAIMS], key=lambda rank: rank[2])]


def _why(conflict: Row) -> str:
    """The explanation without the label it starts with, which stands above it already."""
    said = (conflict["explanation"] or "").removeprefix(f"{conflict['label']}: ")
    return said[:1].upper() + said[1:]


def _value(kind: str, value: str | None) -> str:
    return wording.edtf(value) if kind == "date" else value or ""


def _sentence(kind: str, claim: Row, sentences: dict[str, str], dates: dict[str, list[Row]]) -> Markup:
    sentence = sentences.get(claim["fact_id"]) or claim["surface"] or ""
    parts = [claim["surface"]] if claim["surface"] != sentence else []
    if kind == "date":
        parts = [
            row["surface"]
            for row in dates.get(claim["article_id"], ())
            if claim["char_start"] <= row["char_start"] and row["char_end"] <= claim["char_end"]
        ]
        elsewhere = [row for row in dates.get(claim["article_id"], ()) if row["date_edtf"] == claim["value_text"]]
        if not parts and elsewhere:  # the agreement is named in one sentence, its date in another
            date = elsewhere[0]
            return marked_sentence(sentence, []) + " … " + marked_sentence(date["sentence"], [date["surface"]])
        named = [part for part in parts if part == claim["value_text"]]
        parts = named or parts
    return marked_sentence(sentence, parts)
