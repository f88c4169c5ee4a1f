"""From the build to the file that analysts open: made beside it, put in place at one instant, kept as a snapshot.

Belongs here: that order, and what has to be so before it begins. Does not belong here: filling the file
(`publishing_whole`, `publishing_changes`), and whether a build may be published (`expectations`, data tests). A reader
who has the old file open keeps it; nobody ever sees half a file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from orchestration.changes import TableChanges
from orchestration.errors import PublishingBlocked, RefreshFailed
from orchestration.meta import write_meta
from orchestration.publishing_changes import CannotUpdateError, copy_changes
from orchestration.publishing_whole import Filled, copy_whole
from orchestration.settings import Settings
from orchestration.snapshots import keep_snapshot, last_published
from orchestration.state import note_published
from orchestration.tables import literal
from orchestration.unpublished import note_in_build
from orchestration.warehouse import bounds, transaction

if TYPE_CHECKING:
    from expectations.report import GateReport


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published."""

    snapshot_id: str
    path: Path
    bytes: int
    rows: dict[str, int]
    """Rows by "schema.table", views left out."""
    changes: list[TableChanges]
    whole_because: str | None
    """Why all rows were copied; None where those that have changed were enough."""


def publish(settings: Settings, gate: GateReport, *, full: bool = False) -> PublishReport:
    """Make the file from the build and put it in place: with what has changed since the one before, where that is
    known and `full` does not ask for everything.

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
    published_at = datetime.now(UTC).replace(tzinfo=None)
    snapshot_id = _snapshot_id(published_at)
    previous = last_published(settings)

    def make(fill: Callable[[duckdb.DuckDBPyConnection], Filled]) -> tuple[str | None, Filled]:
        """The state of raw/ and code that the build was made from, and what the file holds."""
        _discard(fresh)
        try:
            with duckdb.connect(config=bounds(settings)) as connection:
                connection.execute("set timezone = 'UTC'")
                connection.execute(f"attach {literal(settings.build)} as build (read_only)")
                _require_complete(connection)
                states = connection.execute("select fingerprint from build.raw.load_state").fetchall()
                state = str(states[0][0]) if states else None
                filled = fill(connection)
                with transaction(connection):
                    write_meta(connection, gate, snapshot_id, published_at, state, filled.contents, filled.changes)
                connection.execute("checkpoint published")
                connection.execute("detach published")
        except BaseException:
            _discard(fresh)
            raise
        return state, filled

    whole_because = "it was asked for" if full else None
    if whole_because is None:
        try:
            state, filled = make(lambda connection: copy_changes(connection, settings, fresh, previous))
        except CannotUpdateError as reason:
            whole_because = str(reason)
        except duckdb.Error as error:
            whole_because = f"the file before could not be brought up to date: {error}"
    if whole_because is not None:
        state, filled = make(lambda connection: copy_whole(connection, settings.build, fresh, previous))
    size = fresh.stat().st_size
    put_in_place(settings, fresh)
    keep_snapshot(settings, snapshot_id)
    if state is not None:
        note_published(settings, state, snapshot_id)
    note_in_build(settings, snapshot_id, filled.taken_over)
    rows = {name: content.rows for name, content in filled.contents.items()}
    return PublishReport(snapshot_id, settings.published, size, rows, filled.changes, whole_because)


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
