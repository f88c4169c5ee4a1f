"""From the build to the file that analysts open: copied fresh, compared with the one before, replaced at one instant.

Belongs here: schemas facts, marts and meta of the published file, and its snapshots. Does not belong here: whether a
build may be published (`expectations`, data tests). A reader who has the old file open keeps it; nobody ever sees half
a file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from orchestration.changes import TableChanges, compare
from orchestration.errors import PublishingBlocked, RefreshFailed
from orchestration.meta import write_meta
from orchestration.settings import Settings
from orchestration.snapshots import keep_snapshot, last_published
from orchestration.state import note_published
from orchestration.tables import Table, literal, quoted, tables_of
from orchestration.warehouse import bounds

if TYPE_CHECKING:
    from expectations.report import GateReport

SCHEMAS = ("facts", "marts")
STORAGE_VERSION = "v1.2.0"
"""The oldest format that has all that is stored: every DuckDB since 1.2 opens the file."""
_ROWS_SORTED = 400_000
"""Rows that are put into their order at once."""


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published."""

    snapshot_id: str
    path: Path
    bytes: int
    rows: dict[str, int]
    """Rows by "schema.table", views left out."""
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
    _merge_log(settings)
    settings.scratch.mkdir(parents=True, exist_ok=True)
    fresh = settings.scratch / "accord.duckdb"
    _discard(fresh)
    published_at = datetime.now(UTC).replace(tzinfo=None)
    previous = last_published(settings)
    try:
        with duckdb.connect(config=bounds(settings)) as connection:
            connection.execute("set timezone = 'UTC'")
            build = f"attach {literal(settings.build)} as build (read_only)"
            connection.execute(build)
            _require_complete(connection)
            state = connection.execute("select fingerprint from build.raw.load_state").fetchall()
            found = tables_of(connection, "build", SCHEMAS)
            connection.execute("detach build")  # a view that needs it is none that can be published
            connection.execute(f"attach {literal(fresh)} as published (storage_version '{STORAGE_VERSION}')")
            tables = _create(connection, found)
            connection.execute(build)
            rows = {table.plain_name: _copy(connection, table) for table in tables}
            snapshot_id = _snapshot_id(published_at)
            changes = compare(connection, tables, previous)
            write_meta(connection, gate, snapshot_id, published_at, state[0][0] if state else None, rows, changes)
            connection.execute("checkpoint published")
            connection.execute("detach published")
    except BaseException:
        _discard(fresh)
        raise
    size = fresh.stat().st_size
    put_in_place(settings, fresh)
    keep_snapshot(settings, snapshot_id)
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


def _create(connection: duckdb.DuckDBPyConnection, found: Iterable[Table]) -> list[Table]:
    """Create all that was found in the build, empty and described; the tables among it, which are to be filled.

    A view stays one where it reads what is published; any other is published as a table.
    """
    for schema in SCHEMAS:
        connection.execute(f"create schema published.{schema}")
    tables = [table for table in found if table.view is None]
    views = [table for table in found if table.view is not None]
    for table in tables:
        _create_table(connection, table)
    connection.execute("use published")
    while True:  # a view may read another one
        made = [view for view in views if _create_view(connection, view)]
        views = [view for view in views if view not in made]
        if not made or not views:
            break
    connection.execute("use memory")
    for view in views:
        _create_table(connection, view)
    for table in found:
        kind = "view" if table not in tables and table not in views else "table"
        if table.comment:
            connection.execute(f"comment on {kind} published.{table.name} is {literal(table.comment)}")
        for column in table.columns:
            if column.comment:
                name = f"published.{table.name}.{quoted(column.name)}"
                connection.execute(f"comment on column {name} is {literal(column.comment)}")
    return sorted([*tables, *views], key=lambda table: (table.schema, table.table))


def _create_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    columns = ", ".join(f"{quoted(c.name)} {c.type}{'' if c.nullable else ' not null'}" for c in table.columns)
    connection.execute(f"create table published.{table.name} ({columns})")


def _create_view(connection: duckdb.DuckDBPyConnection, view: Table) -> bool:
    """Whether the view could be made, in the database that is in use."""
    try:
        connection.execute(view.view or "")
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True


def _copy(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Copy the rows in their order, a part at a time: a sort keeps more in memory than DuckDB can spill."""
    source, target = f"build.{table.name}", f"published.{table.name}"
    count = int(connection.execute(f"select count(*) from {source}").fetchall()[0][0])
    for part in _parts(connection, table, count):
        connection.execute(f"insert into {target} select * from {source} where {part} order by {table.order}")
    return count


def _parts(connection: duckdb.DuckDBPyConnection, table: Table, count: int) -> list[str]:
    """Conditions that split a table of so many rows by the column that comes first in its order; null comes last."""
    if count <= _ROWS_SORTED:
        return ["true"]
    column, parts = table.order.split(",")[0], -(-count // _ROWS_SORTED)
    shares = [n / parts for n in range(1, parts)]
    cuts = connection.execute(f"select quantile_disc({column}, {shares}) from build.{table.name}").fetchall()[0][0]
    cuts = [literal(cut) for cut in dict.fromkeys(cuts or [])]
    if not cuts:
        return ["true"]
    return [
        f"{column} < {cuts[0]}",
        *(f"{column} >= {low} and {column} < {high}" for low, high in pairwise(cuts)),
        f"({column} >= {cuts[-1]} or {column} is null)",
    ]


def _snapshot_id(published_at: datetime) -> str:
    """Sorts by time; one process publishes at a time, so milliseconds tell two apart."""
    return f"{published_at:%Y%m%dT%H%M%S}.{published_at.microsecond // 1000:03}Z"


def put_in_place(settings: Settings, fresh: Path) -> None:
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


def _require_room(settings: Settings) -> None:
    """Fail early and clearly: the copy takes at most what the build takes."""
    if not settings.build.exists():
        raise RefreshFailed(f"There is no build to publish: {settings.build}", "Run `accord refresh`.")
    needed, free = settings.build.stat().st_size, shutil.disk_usage(settings.warehouse).free
    if free < needed:
        raise RefreshFailed(
            f"{settings.warehouse} has no room to publish: {free:,} bytes free, up to {needed:,} needed",
            "Free some space, or keep fewer snapshots (ACCORD_SNAPSHOTS).",
        )


def _merge_log(settings: Settings) -> None:
    """Where the disk was too full when dbt closed the build, what it wrote last still stands in the log alone."""
    if Path(f"{settings.build}.wal").exists():
        with duckdb.connect(str(settings.build), config=bounds(settings)) as connection:
            connection.execute("checkpoint")


def _discard(path: Path) -> None:
    path.unlink(missing_ok=True)
    Path(f"{path}.wal").unlink(missing_ok=True)
