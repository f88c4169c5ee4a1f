"""A file that was brought up to date is the file that a copy in full would be; where it could not be, there is one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.report import GateReport
from orchestration import publishing, publishing_changes
from orchestration.publishing import PublishReport, publish
from orchestration.rollback import roll_back
from orchestration.settings import Settings
from orchestration.state import note_published
from orchestration.tables import tables_of
from orchestration.verifying import verify
from orchestration.warehouse import writing

PASSED = GateReport([], blocked=False)

BUILD = """
insert into raw.articles
select
    left(sha256(text), 16), 'a' || n || '.txt', null, null, null, null, 'en', null, null, null, text, 3,
    timestamp '2025-01-01', date '2025-01-01', 'k' || n, 'v1'
from (select n, 'Article number ' || n as text from range(300) as rows (n));
insert into raw.annotations (annotation_key, article_id) select annotation_key, article_id from raw.articles;
insert into raw.load_state values ('raw-code', 'reader', timestamp '2025-01-01');
create schema facts;
create schema marts;
create schema maintenance;
create table marts.articles (article_id varchar not null, path varchar, text varchar);
insert into marts.articles select article_id, path, text from raw.articles;
comment on table marts.articles is 'One article. It''s all here.';
comment on column marts.articles.text is 'The text; exactly.';
create table facts.fct_things as
select
    article_id || '/' || n as thing_id, article_id, n::integer as char_start, (n + 4)::integer as char_end,
    [{'a': n, 'b': null}] as nested, 'v1' as extractor_version
from marts.articles, range(3) as rows (n);
create table marts.timeline as
select case when n % 7 > 0 then date '2025-01-01' + (n % 40)::integer end as day, 'event ' || (n % 90) as what
from range(300) as rows (n);
create table marts.counts as select char_start, count(*) as n from facts.fct_things group by all;
create view marts.paths as select path, article_id from marts.articles union all select 'x', 'y' union all
(select path, null from marts.articles union all select what, null from marts.timeline);
create view marts.a_first as select min(path) as path from marts.paths;
comment on view marts.paths is 'One path.';
create table maintenance.state as
select 'v' as version, true as is_whole, true as goes_on, null::varchar as published;
"""
MAINTAINED = {"articles": "marts", "fct_things": "facts", "timeline": "marts"}
NEW = "'fffffffffffffffe'"
GROWS = f"insert into facts.fct_things values ({NEW} || '/9', {NEW}, 0, 4, null, 'v2')"
ROUNDS = {
    "nothing": [],
    "rows come": [GROWS, "insert into marts.timeline values ('2031-01-01', 'late'), ('2025-01-03', 'again')"],
    "rows go": [
        "delete from facts.fct_things where char_start = 2",
        "delete from marts.timeline where what < 'event 2'",
    ],
    "rows change": [
        "update facts.fct_things set nested = [] where thing_id < '4'",
        "update facts.fct_things set extractor_version = 'v2' where thing_id > 'c'",
        "update marts.articles set path = 'moved/' || path where article_id < '4'",
    ],
    "keys repeat and are missing": [
        "insert into facts.fct_things select * from facts.fct_things where thing_id < '2'",
        "update marts.timeline set what = 'of no day' where day is null",
        "update marts.timeline set day = null where day = '2025-01-04'",
        "update marts.timeline set day = '2025-01-09' where day = '2025-01-08'",
    ],
    "rows change that nobody notes": ["update marts.counts set n = n + 1 where char_start = 1", "truncate raw.rejects"],
    "a row changes and changes back": [
        "update marts.articles set path = path || '?'",
        "update marts.articles set path = rtrim(path, '?')",
    ],
}


@pytest.fixture
def built(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A small build that was published, and goes on from there."""
    monkeypatch.setattr(publishing_changes, "_MOST_LOOSE", 100.0)  # a small file is mostly free after any change
    with writing(settings) as build:
        build.execute(BUILD)
    assert publish(settings, PASSED).whole_because == "the build does not go on from one that was published"
    return settings


def go_on(settings: Settings, *statements: str) -> None:
    """Change the build, and note the keys of rows of maintained tables as dbt does."""
    with duckdb.connect(str(settings.build)) as build:
        for table, schema in MAINTAINED.items():
            build.execute(
                f"create table if not exists maintenance.unpublished_{table} as select #1 as key"
                f" from {schema}.{table} limit 0"
            )
        for statement in statements:
            for table, schema in MAINTAINED.items():
                build.execute(f"create or replace temp table old_{table} as from {schema}.{table}")
            build.execute(statement)
            for table, schema in MAINTAINED.items():
                new, old = f"{schema}.{table}", f"old_{table}"
                build.execute(
                    f"insert into maintenance.unpublished_{table} select distinct #1 from"
                    f" ((from {new} except all from {old}) union all (from {old} except all from {new}))"
                )


def publish_in_full(settings: Settings, folder: Path) -> PublishReport:
    """The same, copied in full, by a warehouse that is the same but for that."""
    other = replace(settings, warehouse=folder / "in full")
    shutil.rmtree(other.warehouse, ignore_errors=True)
    shutil.copytree(settings.warehouse, other.warehouse)
    return publish(other, PASSED, full=True)


def differences(one: PublishReport, other: PublishReport) -> list[str]:
    """Tables and views that do not hold the same, or are not described in the same way."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one.path}' as one (read_only); attach '{other.path}' as other (read_only)")
        schemas = ("facts", "marts", "meta")
        found = tables_of(connection, "one", schemas)
        assert found == tables_of(connection, "other", schemas)
        return [
            table.plain_name
            for table in found
            if _rows(connection, f"one.{table.name}") != _rows(connection, f"other.{table.name}")
        ]


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> Sequence[tuple[object, ...]]:
    described = "* exclude (snapshot_id, published_at)" if table.endswith('"snapshot"') else "*"
    return connection.execute(
        f"select t::varchar, count(*) from (select {described} from {table}) as t group by all order by all"
    ).fetchall()


def break_off(settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Publish, and be interrupted where a step of it begins."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupting:
        interrupting.setattr(publishing, step, interrupted)
        with pytest.raises(KeyboardInterrupt):
            publish(settings, PASSED)


def with_changes(settings: Settings) -> PublishReport:
    report = publish(settings, PASSED)
    assert report.whole_because is None
    return report


@pytest.mark.parametrize("changes", ROUNDS)
def test_it_is_the_file_that_a_copy_in_full_is(built: Settings, tmp_path: Path, changes: str) -> None:
    go_on(built, *ROUNDS[changes])
    full = publish_in_full(built, tmp_path)
    report = with_changes(built)
    assert report.rows == full.rows
    assert report.changes == full.changes
    assert differences(report, full) == []


def test_it_stays_so_round_after_round(built: Settings, tmp_path: Path) -> None:
    for changes in ("rows come", "rows change", "keys repeat and are missing"):
        go_on(built, *ROUNDS[changes])
        report = with_changes(built)
    assert differences(report, publish_in_full(built, tmp_path)) == ["meta.changes"]
    with duckdb.connect(str(built.published), read_only=True) as connection:
        tags = connection.execute("select tags from duckdb_databases() where database_name = 'accord'").fetchall()
    assert tags[0][0]["storage_version"].startswith("v1.2.0"), "or old clients could not open it"


def test_what_is_not_published_yet_adds_up(built: Settings, tmp_path: Path) -> None:
    go_on(built, *ROUNDS["rows come"])
    go_on(built, *ROUNDS["rows go"])
    full = publish_in_full(built, tmp_path)
    assert differences(with_changes(built), full) == []
    with duckdb.connect(str(built.build), read_only=True) as build:
        assert build.execute("select count(*) from maintenance.unpublished_fct_things").fetchall() == [(0,)]


def test_it_passes_the_checks_of_a_published_file(built: Settings) -> None:
    go_on(built, "update facts.fct_things set nested = null where char_start = 1", *ROUNDS["rows go"])
    assert [finding for finding in verify(with_changes(built).path) if not finding.passed] == []


def _forget(built: Settings) -> None:
    with duckdb.connect(str(built.build)) as build:
        build.execute("drop schema maintenance cascade")


def _in_build(statement: str) -> Callable[[Settings], None]:
    def change(built: Settings) -> None:
        with duckdb.connect(str(built.build)) as build:
            build.execute(statement)

    return change


def _in_published(statement: str, *, noted: bool) -> Callable[[Settings], None]:
    def change(built: Settings) -> None:
        with duckdb.connect(str(built.published)) as published:
            published.execute(statement)
        if noted:
            note_published(built, "raw-code", "whatever")

    return change


def _back(built: Settings) -> None:
    go_on(built, GROWS)
    with_changes(built)
    roll_back(built)


FALLS_BACK: dict[str, tuple[Callable[[Settings], None], str]] = {
    "no notes": (_forget, "does not go on"),
    "a build that broke off": (_in_build("update maintenance.state set is_whole = false"), "does not go on"),
    "a build from nothing": (_in_build("update maintenance.state set published = null"), "does not go on"),
    "a build of another snapshot": (_in_build("update maintenance.state set published = 'x'"), "another snapshot"),
    "a rollback": (_back, "another snapshot"),
    "a client that wrote": (_in_published("delete from marts.counts", noted=False), "not the one that was put there"),
    "an older version": (_in_published("update meta.snapshot set accord_version = '0'", noted=True), "another version"),
    "another DuckDB": (_in_published("update meta.snapshot set duckdb_version = '0'", noted=True), "another version"),
    "no checksums": (_in_published("delete from meta.tables", noted=True), "checksums are missing"),
    "no meta": (_in_published("alter table meta.tables rename to other", noted=True), "could not be brought up"),
    "a column": (_in_build("alter table marts.counts add column more integer"), "have changed"),
    "a type": (_in_build("alter table marts.counts alter n type varchar"), "have changed"),
    "a comment": (_in_build("comment on column marts.articles.text is 'Other.'"), "have changed"),
    "a table more": (_in_build("create table marts.more as select 1 as x"), "have changed"),
    "a table less": (_in_build("drop table marts.counts"), "have changed"),
    "a view more": (_in_build("create view marts.more as select path from marts.articles"), "have changed"),
    "a view of what is not published": (
        _in_build("create or replace view marts.a_first as select path from raw.articles"),
        "not published",
    ),
    "rows that nobody noted": (
        _in_build("delete from facts.fct_things where char_start = 1"),
        "rows after its changes",
    ),
}


@pytest.mark.parametrize("what", FALLS_BACK)
def test_everything_is_copied_where_the_file_before_does_not_do(built: Settings, tmp_path: Path, what: str) -> None:
    happens, why = FALLS_BACK[what]
    go_on(built, GROWS)
    happens(built)
    full = publish_in_full(built, tmp_path)
    report = publish(built, PASSED)
    assert report.whole_because is not None
    assert why in report.whole_because
    assert differences(report, full) == []
    assert not list(built.scratch.iterdir())


def test_a_view_that_says_something_else_is_renewed(built: Settings) -> None:
    _in_build("create or replace view marts.a_first as select max(path) as path from marts.articles")(built)
    with duckdb.connect(str(with_changes(built).path), read_only=True) as connection:
        assert connection.execute("from marts.a_first").fetchall() == [("a99.txt",)]


def test_everything_is_copied_when_that_is_asked_for(built: Settings) -> None:
    go_on(built, GROWS)
    assert publish(built, PASSED, full=True).whole_because == "it was asked for"


def test_a_damaged_file_is_not_built_upon(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> None:
        raise duckdb.IOException("checksum mismatch")

    monkeypatch.setattr(publishing_changes, "_update", unreadable)
    assert "checksum mismatch" in (publish(built, PASSED).whole_because or "")


@pytest.mark.parametrize("step", ["copy_changes", "write_meta", "put_in_place"])
def test_a_publication_that_breaks_off_leaves_the_file_before(
    built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    go_on(built, GROWS)
    before = built.published.read_bytes()
    break_off(built, monkeypatch, step)
    assert built.published.read_bytes() == before
    full = publish_in_full(built, tmp_path)
    assert differences(with_changes(built), full) == []


@pytest.mark.parametrize("step", ["keep_snapshot", "note_published", "note_in_build"])
def test_a_file_that_the_build_has_not_noted_is_not_built_upon(
    built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    go_on(built, GROWS)
    break_off(built, monkeypatch, step)
    go_on(built, "delete from facts.fct_things where char_start = 1")
    full = publish_in_full(built, tmp_path)
    report = publish(built, PASSED)
    assert report.whole_because is not None
    assert differences(report, full) == []


def test_the_file_stays_small(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    size = publish(built, PASSED, full=True).bytes
    reports = []
    for n in range(6):
        go_on(built, f"update facts.fct_things set nested = [{{'a': {n}, 'b': null}}] where char_start = {n % 3}")
        reports.append(publish(built, PASSED))
    assert "a copy in full is due" in {report.whole_because for report in reports}
    assert max(report.bytes for report in reports) < 3 * size


def test_rows_that_were_exchanged_are_counted_until_a_copy_in_full(built: Settings) -> None:
    def noted() -> int:
        with duckdb.connect(str(built.build), read_only=True) as build:
            return int(build.execute("select n_rows from maintenance.taken_over").fetchall()[0][0])

    for count in (1, 2):
        go_on(built, f"update marts.articles set path = '{count}' where path = 'a{count}.txt'")
        with_changes(built)
        assert noted() == count
    publish(built, PASSED, full=True)
    assert noted() == 0


def test_the_real_tables_are_taken_over(copied: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing_changes, "_MOST_LOOSE", 100.0)
    full = publish_in_full(copied, tmp_path)
    report = with_changes(copied)
    assert differences(report, full) == []
    assert [finding for finding in verify(report.path) if not finding.passed] == []
