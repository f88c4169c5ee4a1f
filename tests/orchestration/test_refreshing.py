"""A person adds, changes and removes articles, and the published file follows."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.lock import RefreshLock
from orchestration.settings import Settings
from tests.orchestration.conftest import Refreshed, accord

KINDS = ("figures", "quotes", "agreements", "commitments", "dates")


def facts(refreshed: Refreshed, kind: str, path: str, which: str) -> set[object]:
    file = refreshed.first if which == "first" else refreshed.settings.published
    return {
        row for (row,) in refreshed.ask(f"select {kind[:-1]}_id from facts.fct_{kind} where path = ?", path, file=file)
    }


def test_every_kind_of_fact_is_published(refreshed: Refreshed) -> None:
    for kind in KINDS:
        assert refreshed.ask(f"select count(*) from facts.fct_{kind}", file=refreshed.first)[0][0], kind


@pytest.mark.parametrize("kind", KINDS)
def test_claims_of_a_removed_article_go_and_those_of_a_new_one_come(refreshed: Refreshed, kind: str) -> None:
    assert not facts(refreshed, kind, "rail.txt", "second")
    if kind in {"figures", "agreements"}:
        assert facts(refreshed, kind, "rail.txt", "first")
        assert facts(refreshed, kind, "bridge.txt", "second")


@pytest.mark.parametrize("kind", KINDS)
def test_an_untouched_article_keeps_its_ids(refreshed: Refreshed, kind: str) -> None:
    assert facts(refreshed, kind, "copper.txt", "first") == facts(refreshed, kind, "copper.txt", "second")


def test_a_changed_text_changes_its_claims(refreshed: Refreshed) -> None:
    query = "select value from facts.fct_figures where path = 'ports.txt' and unit = 'USD'"
    assert refreshed.ask(query, file=refreshed.first) == [(400e6,)]
    assert refreshed.ask(query) == [(450e6,)]


def test_a_changed_sidecar_moves_what_depends_on_the_publication_date(refreshed: Refreshed) -> None:
    query = "select date_edtf from facts.fct_dates where path = 'grain.txt' and surface like '%Wednesday%'"
    assert refreshed.ask(query, file=refreshed.first) == [("2025-05-07",)]
    assert refreshed.ask(query) == [("2025-06-04",)]


def test_changes_are_told_table_by_table(refreshed: Refreshed) -> None:
    (before,) = refreshed.ask("select snapshot_id from meta.snapshot", file=refreshed.first)[0]
    changes = {
        table: counts
        for table, *counts in refreshed.ask('select "table", added, changed, removed, compared_with from meta.changes')
    }
    # ports.txt changed its text, which makes it another article; grain.txt changed its date alone
    assert changes["articles"] == [2, 1, 2, before]
    first = refreshed.ask(
        "select added, compared_with from meta.changes where \"table\" = 'articles'", file=refreshed.first
    )
    assert first == [(4, None)]


def test_rejects_have_reasons_and_do_not_stop_the_rest(refreshed: Refreshed) -> None:
    rejects = dict(refreshed.ask("select path, reason from meta.rejects"))
    assert rejects == {"old.bin.txt": "binary", "empty.txt": "empty"}
    (old,) = refreshed.ask("select first_seen from meta.rejects where path = 'old.bin.txt'")
    assert [old] == refreshed.ask("select first_seen from meta.rejects", file=refreshed.first)


def test_a_reader_keeps_the_file_it_opened(refreshed: Refreshed) -> None:
    assert refreshed.seen_through_open_file == 4


def test_every_span_is_its_surface(refreshed: Refreshed) -> None:
    for kind, surface in (("figures", "surface"), ("dates", "surface"), ("quotes", "quote_text")):
        query = (
            f"select count(*) from facts.fct_{kind} f join marts.articles a using (article_id)"
            f" where substr(a.text, f.char_start + 1, f.char_end - f.char_start) <> f.{surface}"
        )
        assert refreshed.ask(query) == [(0,)], kind


def test_every_table_and_column_is_described(refreshed: Refreshed) -> None:
    undescribed = refreshed.ask(
        "select table_name, column_name from duckdb_columns()"
        " where schema_name in ('facts', 'marts', 'meta') and coalesce(comment, '') = ''"
        " union all select table_name, null from duckdb_tables() where coalesce(comment, '') = ''"
    )
    assert undescribed == []


def test_old_clients_can_open_the_file(refreshed: Refreshed) -> None:
    header = refreshed.settings.published.read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 65, "the storage version of DuckDB 1.2"


def test_nothing_half_written_stays(refreshed: Refreshed) -> None:
    warehouse = refreshed.settings.warehouse
    assert not list(warehouse.rglob("*.wal"))
    assert not list(warehouse.rglob("*.tmp"))
    assert not [p for p in refreshed.settings.scratch.iterdir() if p.is_file()]
    assert len(list(refreshed.settings.snapshots.iterdir())) == 2


def test_expectations_are_published_with_the_snapshot(refreshed: Refreshed) -> None:
    severities = refreshed.ask("select distinct severity from meta.expectation_results where success order by all")
    assert severities == [("critical",), ("warning",)]


def test_nothing_new_is_answered_before_anything_heavy_is_imported(copied: Settings) -> None:
    answer = accord(copied, "refresh", PYTHONPROFILEIMPORTTIME="1")
    assert answer.returncode == 0
    assert "nothing new" in answer.stdout.lower()
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in answer.stderr.splitlines()}
    assert {"typer", "orchestration"} <= imported
    heavy = {
        "dagster",
        "dbt",
        "duckdb",
        "pandas",
        "pyarrow",
        "numpy",
        "great_expectations",
        "extraction",
        "expectations",
    }
    assert not imported & heavy


def test_a_second_refresh_says_who_holds_the_warehouse(settings: Settings) -> None:
    with RefreshLock(settings, "accord refresh --full"):
        answer = accord(settings, "refresh")
    assert answer.returncode == 3
    assert "accord refresh --full" in answer.stderr
    assert "process" in answer.stderr


def test_status_shows_what_is_published_and_what_waits(copied: Settings) -> None:
    answer = accord(copied, "status")
    assert answer.returncode == 0
    assert "nothing new" in answer.stdout
    assert "old.bin.txt" in answer.stdout


def test_published_tables_equal_those_of_the_build(refreshed: Refreshed) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{refreshed.settings.build}' as build (read_only)")
        connection.execute(f"attach '{refreshed.settings.published}' as published (read_only)")
        tables = connection.execute('select "schema" || \'.\' || "table" from published.meta.tables').fetchall()
        assert len(tables) >= 16
        for (table,) in tables:
            difference = f"(from build.{table} except all from published.{table})"
            assert connection.execute(f"select count(*) from {difference}").fetchall() == [(0,)], table
