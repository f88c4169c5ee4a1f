"""From the build to the file that analysts open: copied fresh, compared with the one before, replaced at one instant.

Belongs here: schemas facts, marts and meta of the published file, and its snapshots. Does not belong here: whether a
build may be published (`expectations`, data tests). A reader who has the old file open keeps it; nobody ever sees half
a file.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from extraction import extractor_version
from orchestration.changes import TableChanges, compare
from orchestration.errors import PublishingBlocked, RefreshFailed
from orchestration.settings import Settings
from orchestration.snapshots import keep_snapshot
from orchestration.state import note_published
from orchestration.tables import Table, quoted, tables_of
from orchestration.warehouse import bounds

if TYPE_CHECKING:
    from expectations.report import GateReport

SCHEMAS = ("facts", "marts")
STORAGE_VERSION = "v1.2.0"
"""The oldest format that has all that is stored: every DuckDB since 1.2 opens the file."""

_META = """
create schema published.meta;
create table published.meta.snapshot (
    snapshot_id varchar not null, published_at timestamp not null, accord_version varchar not null,
    extractor_version varchar not null, duckdb_version varchar not null, dbt_version varchar not null,
    state varchar, n_articles bigint not null, n_rejects bigint not null,
    n_dates bigint not null, n_figures bigint not null, n_quotes bigint not null, n_agreements bigint not null, n_commitments bigint not null, n_conflicts bigint not null
);
create table published.meta.tables (
    "schema" varchar not null, "table" varchar not null, n_rows bigint not null, checksum varchar not null
);
create table published.meta.expectation_results (
    suite varchar not null, expectation varchar not null, description varchar, severity varchar not null,
    success boolean not null, observed varchar, failed_rows json, advice varchar
);
create table published.meta.rejects (
    path varchar not null, "row" integer, reason varchar not null, detail varchar not null, first_seen timestamp not null
);
create table published.meta.changes (
    "schema" varchar not null, "table" varchar not null,
    added bigint not null, changed bigint not null, removed bigint not null, compared_with varchar
);
"""
_META_COMMENTS = {
    "snapshot": "One row: this published file, what made it and what it counts.",
    "tables": "One table of facts or marts: its rows, and a checksum over them that does not depend on their order.",
    "expectation_results": "One expectation of the gate, as it fared on this snapshot.",
    "rejects": "One input of raw/ that was not loaded: where, why, and since when.",
    "changes": "One table of facts or marts: rows added, changed and removed against the snapshot before"
    " (extractor_version is not compared).",
}


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published."""

    snapshot_id: str
    path: Path
    bytes: int
    rows: dict[str, int]
    """Rows by "schema.table"."""
    changes: list[TableChanges]


def publish(settings: Settings, gate: GateReport) -> PublishReport:
    """Make the published file anew from the build and put it in place.

    Raises:
        PublishingBlocked: the gate says no.
        RefreshFailed: the build is not complete, or the folder has no room.
    """
    if gate.blocked:
        names = ", ".join(
            f"{r.suite}.{r.expectation}" for r in gate.results if not r.success and r.severity == "critical"
        )
        raise PublishingBlocked(f"The gate blocked publishing: {names}", "The snapshot published before still stands.")
    _require_room(settings)
    settings.scratch.mkdir(parents=True, exist_ok=True)
    fresh = settings.scratch / "accord.duckdb"
    _discard(fresh)
    published_at = datetime.now(UTC).replace(tzinfo=None)
    previous = settings.published if settings.published.exists() else None
    try:
        with duckdb.connect(config=bounds(settings)) as connection:
            connection.execute("set timezone = 'UTC'")
            connection.execute(f"attach {_literal(settings.build)} as build (read_only)")
            connection.execute(f"attach {_literal(fresh)} as published (storage_version '{STORAGE_VERSION}')")
            _require_complete(connection)
            state = connection.execute("select fingerprint from build.raw.load_state").fetchall()
            tables = tables_of(connection, "build", SCHEMAS)
            rows = _copy(connection, tables)
            snapshot_id = _snapshot_id(published_at)
            changes = compare(connection, tables, previous)
            _write_meta(connection, gate, snapshot_id, published_at, rows, changes, state[0][0] if state else None)
            connection.execute("checkpoint published")
            connection.execute("detach published")
    except BaseException:
        _discard(fresh)
        raise
    size = fresh.stat().st_size
    _put_in_place(settings, fresh, snapshot_id)
    if state:
        note_published(settings, state[0][0], snapshot_id)
    return PublishReport(snapshot_id, settings.published, size, rows, changes)


def _require_complete(connection: duckdb.DuckDBPyConnection) -> None:
    """A build whose marts do not hold the loaded articles was not finished; a refresh started by hand may try."""
    try:
        differing = connection.execute(
            """
            select count(*)
            from (select article_id from build.raw.articles) as loaded
            full join (select article_id from build.marts.articles) as built using (article_id)
            where loaded.article_id is null or built.article_id is null
            """
        ).fetchall()[0][0]
        pending = connection.execute(
            "select count(*) from build.raw.articles"
            " where annotation_key not in (select annotation_key from build.raw.annotations)"
        ).fetchall()[0][0]
    except duckdb.CatalogException as error:
        raise RefreshFailed(f"The build is not complete: {error}", "Run `accord refresh`.") from error
    if differing or pending:
        raise RefreshFailed(
            f"The build is not complete: {differing} articles are not in both raw and marts, {pending} not annotated",
            "Run `accord refresh`.",
        )


def _copy(connection: duckdb.DuckDBPyConnection, tables: Iterable[Table]) -> dict[str, int]:
    """Copy tables, and views as tables: a view reads schemas that the published file does not have."""
    rows = {}
    for schema in SCHEMAS:
        connection.execute(f"create schema published.{schema}")
    for table in tables:
        target = f"published.{table.name}"
        columns = ", ".join(f"{quoted(c.name)} {c.type}{'' if c.nullable else ' not null'}" for c in table.columns)
        connection.execute(f"create table {target} ({columns})")
        connection.execute(f"insert into {target} select * from build.{table.name} order by {table.order}")
        if table.comment:
            connection.execute(f"comment on table {target} is {_literal(table.comment)}")
        for column in table.columns:
            if column.comment:
                connection.execute(f"comment on column {target}.{quoted(column.name)} is {_literal(column.comment)}")
        rows[table.plain_name] = int(connection.execute(f"select count(*) from {target}").fetchall()[0][0])
    return rows


def _snapshot_id(published_at: datetime) -> str:
    """Sorts by time; one process publishes at a time, so milliseconds tell two apart."""
    return f"{published_at:%Y%m%dT%H%M%S}.{published_at.microsecond // 1000:03}Z"


def _write_meta(
    connection: duckdb.DuckDBPyConnection,
    gate: GateReport,
    snapshot_id: str,
    published_at: datetime,
    rows: dict[str, int],
    changes: list[TableChanges],
    state: str | None,
) -> None:
    connection.execute(_META)
    connection.execute(
        "insert into published.meta.rejects"
        ' select path, "row", reason, detail, first_seen from build.raw.rejects order by all'
    )
    rejects = connection.execute("select count(*) from published.meta.rejects").fetchall()[0][0]
    facts = [rows.get(f"facts.fct_{kind}", 0) for kind in ("dates", "figures", "quotes", "agreements", "commitments")]
    connection.execute(
        f"insert into published.meta.snapshot values ({', '.join('?' * 15)})",
        [
            snapshot_id,
            published_at,
            version("accord-warehouse"),
            extractor_version(),
            duckdb.__version__,
            version("dbt-core"),
            state,
            rows.get("marts.articles", 0),
            rejects,
            *facts,
            rows.get("marts.conflicts", 0),
        ],
    )
    for name in rows:
        schema, table = name.split(".")
        connection.execute(
            f"insert into published.meta.tables select ?, ?, count(*), {checksum('t')} from published.{name} as t",
            [schema, table],
        )
    for result in gate.results:
        connection.execute(
            "insert into published.meta.expectation_results values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                result.suite,
                result.expectation,
                result.description,
                result.severity,
                result.success,
                result.observed,
                json.dumps(result.failed_rows, default=str, ensure_ascii=False),
                result.advice,
            ],
        )
    for change in changes:
        values = asdict(change)
        connection.execute(
            f"insert into published.meta.changes values ({', '.join('?' * len(values))})", list(values.values())
        )
    for table, comment in _META_COMMENTS.items():
        connection.execute(f"comment on table published.meta.{table} is {_literal(comment)}")


def checksum(row: str) -> str:
    """SQL for a checksum over rows in any order: the sum of a 64-bit digest of each, so that repeats count too."""
    return f"coalesce(sum(md5_number_lower({row}::varchar)), 0)::varchar"


def _put_in_place(settings: Settings, fresh: Path, snapshot_id: str) -> None:
    """Make the fresh file durable, then let it take the published name at one instant."""
    with fresh.open("rb") as stream:
        os.fsync(stream.fileno())
    # A log that a client left behind belongs to the old file; beside the new one it would be replayed into it.
    Path(f"{settings.published}.wal").unlink(missing_ok=True)
    fresh.replace(settings.published)
    folder = os.open(settings.warehouse, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    keep_snapshot(settings, snapshot_id)


def _require_room(settings: Settings) -> None:
    """Fail early and clearly: the copy takes at most what the build takes."""
    if not settings.build.exists():
        raise RefreshFailed(f"There is no build to publish: {settings.build}", "Run `accord refresh`.")
    needed, free = settings.build.stat().st_size, shutil.disk_usage(settings.warehouse).free
    if free < needed:
        raise RefreshFailed(
            f"{settings.warehouse} has no room to publish: {free:,} bytes free, up to {needed:,} needed",
            "Free some space, or keep fewer snapshots (ACCORD_SNAPSHOTS_KEPT).",
        )


def _discard(path: Path) -> None:
    path.unlink(missing_ok=True)
    Path(f"{path}.wal").unlink(missing_ok=True)


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
