"""The published file is whole, described, comparable with the one before, and replaced at one instant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.report import ExpectationResult, GateReport
from orchestration import publishing_whole
from orchestration.annotating import annotate_pending
from orchestration.errors import PublishingBlocked, RefreshFailed
from orchestration.loading import load_articles
from orchestration.publishing import publish
from orchestration.recovery import recover
from orchestration.settings import Settings
from orchestration.snapshots import snapshots
from orchestration.verifying import verify
from tests.orchestration.conftest import write_articles

PASSED = GateReport([], blocked=False)


@pytest.fixture
def built(settings: Settings) -> Settings:
    """A build with small facts and marts of its own, as dbt would leave them."""
    write_articles(settings.raw)
    load_articles(settings)
    annotate_pending(settings)
    with changing(settings) as build:
        build.execute("create schema facts; create schema marts; create schema intermediate")
        build.execute("create table marts.articles (article_id varchar not null, path varchar, text varchar)")
        build.execute("insert into marts.articles select article_id, path, text from raw.articles")
        build.execute("comment on table marts.articles is 'One article. It''s all here.'")
        build.execute("comment on column marts.articles.text is 'The text; exactly.'")
        build.execute("create view marts.paths as select path, article_id from marts.articles")
        build.execute("comment on view marts.paths is 'One path.'")
        build.execute("create view marts.latest as select max(path) as path from marts.paths")
        build.execute("create view marts.days as select article_id, loaded_on from raw.articles")
        build.execute(
            "create table facts.fct_things as select md5(path) as thing_id, article_id, 1 as char_start, 2 as char_end,"
            " [{'a': 1, 'b': date '2024-01-01'}] as nested, 'v1' as extractor_version from raw.articles"
        )
        build.execute("create table intermediate.not_published as select 1 as x")
    return settings


@contextmanager
def changing(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(settings.build)) as connection:
        yield connection


def ask(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_log_that_a_full_disk_kept_from_being_merged_is_merged(built: Settings) -> None:
    log = Path(f"{built.build}.wal")
    with changing(built) as build:
        build.execute("pragma disable_checkpoint_on_shutdown")
        build.execute("insert into facts.fct_things by name select 'late' as thing_id")
    assert log.exists()
    assert publish(built, PASSED).rows["facts.fct_things"] == 5
    assert not log.exists()


def test_tables_and_views_arrive_with_their_comments_and_constraints(built: Settings) -> None:
    report = publish(built, PASSED)
    assert report.rows == {"facts.fct_things": 4, "marts.articles": 4, "marts.days": 4}
    comments = ask(
        built, "select table_name, comment from duckdb_tables() where schema_name in ('facts', 'marts') order by 1"
    )
    assert comments == [("articles", "One article. It's all here."), ("days", None), ("fct_things", None)]
    column = "select comment, is_nullable from duckdb_columns() where table_name = 'articles' and column_name = "
    assert ask(built, column + "'text'") == [("The text; exactly.", True)]
    assert ask(built, column + "'article_id'") == [(None, False)]
    assert ask(built, "select count(*) from duckdb_tables() where schema_name in ('intermediate', 'raw')") == [(0,)]


def test_a_view_of_what_is_published_stays_one_and_any_other_is_filled(built: Settings) -> None:
    publish(built, PASSED)
    views = "select view_name, comment from duckdb_views() where schema_name = 'marts' order by 1"
    assert ask(built, views) == [("latest", None), ("paths", "One path.")]
    with duckdb.connect() as client:
        client.execute(f"attach '{built.published}' as elsewhere (read_only)")
        query = "select (select count(*) from elsewhere.marts.latest), count(*) from elsewhere.marts.days"
        assert client.execute(query).fetchall() == [(1, 4)]
    assert not [finding for finding in verify(built.published) if finding.check == "can be read" and finding.wrong]


def test_rows_are_in_order_when_they_are_copied_in_parts(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing_whole, "_ROWS_SORTED", 700)
    with changing(built) as build:
        build.execute(
            "create table facts.fct_many as select md5(x::varchar) as many_id,"
            " case when x % 97 > 0 then left(md5((x % 300)::varchar), 4) end as article_id, x as char_start,"
            " x + 1 as char_end, repeat(md5(x::varchar), 4) as sentence from range(5000) as rows (x)"
        )
    assert publish(built, PASSED).rows["facts.fct_many"] == 5000
    in_place = "select * from facts.fct_many order by rowid"
    assert ask(built, in_place) == ask(built, "select * from facts.fct_many order by article_id, char_start")


def test_changes_follow_keys_and_rows(built: Settings) -> None:
    publish(built, PASSED)
    with changing(built) as build:
        build.execute("update facts.fct_things set nested = [] where thing_id = md5('rail.txt')")
        build.execute("update facts.fct_things set extractor_version = 'v2'")
        build.execute("delete from facts.fct_things where thing_id = md5('grain.txt')")
        build.execute("insert into facts.fct_things select 'new', 'x', 1, 2, null, 'v2' from range(1)")
        build.execute("create table marts.late as select 1 as x")
    (things,) = [c for c in publish(built, PASSED).changes if c.table == "fct_things"]
    assert (things.added, things.changed, things.removed) == (1, 1, 1)
    assert ask(built, "select added, changed, removed from meta.changes where \"table\" = 'late'") == [(1, 0, 0)]


def test_a_table_that_repeats_rows_is_compared_as_a_whole(built: Settings) -> None:
    with changing(built) as build:
        build.execute("create table marts.repeats as select 1 as x from range(3)")
    publish(built, PASSED)
    with changing(built) as build:
        build.execute("insert into marts.repeats values (1), (2)")
    (repeats,) = [c for c in publish(built, PASSED).changes if c.table == "repeats"]
    assert (repeats.added, repeats.changed, repeats.removed) == (2, 0, 0)


def test_a_blocked_gate_publishes_nothing(built: Settings) -> None:
    publish(built, PASSED)
    before = built.published.read_bytes()
    failed = ExpectationResult("subject", "never", "", "critical", False, "1 row", [], "mend it")
    with pytest.raises(PublishingBlocked, match=r"subject\.never"):
        publish(built, GateReport([failed], blocked=True))
    assert built.published.read_bytes() == before


def test_a_build_that_lags_behind_raw_is_not_published(built: Settings) -> None:
    write_articles(built.raw, {"new.txt": "A new text."})
    load_articles(built)
    with pytest.raises(RefreshFailed, match="not complete"):
        publish(built, PASSED)
    assert not built.published.exists()


def test_the_last_snapshots_are_kept(built: Settings) -> None:
    settings = replace(built, snapshots_kept=2)
    ids = [publish(settings, PASSED).snapshot_id for _ in range(4)]
    assert [path.stem for path in snapshots(settings)] == ids[-2:]
    assert snapshots(settings)[-1].read_bytes() == settings.published.read_bytes()


def test_a_log_left_by_a_client_is_not_replayed_into_the_new_file(built: Settings) -> None:
    publish(built, PASSED)
    client = duckdb.connect(str(built.published))
    client.execute("create table mine as select 1")
    shutil.copy(f"{built.published}.wal", built.warehouse / "stale")
    client.close()
    shutil.move(built.warehouse / "stale", f"{built.published}.wal")
    publish(built, PASSED)
    assert not Path(f"{built.published}.wal").exists()
    assert ask(built, "select count(*) from duckdb_tables() where table_name = 'mine'") == [(0,)]


def test_readers_see_whole_snapshots_while_new_ones_are_published(built: Settings) -> None:
    publish(built, PASSED)
    enough = built.warehouse / "enough"
    command = [sys.executable, "-c", READER, str(built.published), str(enough)]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for _ in range(5):
            with changing(built) as build:
                build.execute("insert into facts.fct_things select uuid()::varchar, 'x', 1, 2, null, 'v' from range(7)")
            publish(built, PASSED)
        enough.touch()
        assert int(reader.stdout.read()) > 0
    assert reader.returncode == 0


READER = """
import os, sys, duckdb
count = 0
while not os.path.exists(sys.argv[2]):
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        rows, noted = connection.execute(
            "select (select count(*) from facts.fct_things), "
            "(select n_rows from meta.tables where \\"table\\" = 'fct_things')").fetchall()[0]
        assert rows == noted, (rows, noted)
    count += 1
    if count == 1:
        print("reading", flush=True)
print(count)
"""


def test_recovery_sweeps_what_a_killed_refresh_left(built: Settings) -> None:
    publish(built, PASSED)
    (built.scratch / "accord.duckdb").write_bytes(b"half")
    (built.snapshots / "x.tmp").write_bytes(b"half")
    snapshots(built)[-1].unlink()
    lines = recover(built)
    assert len(lines) == 2
    assert not list(built.scratch.iterdir())
    assert snapshots(built)[-1].read_bytes() == built.published.read_bytes()
    assert recover(built) == []
