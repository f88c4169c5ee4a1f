"""What the build has that is not published yet, as dbt notes it while it goes on from one build to the next.

Belongs here: schema `maintenance` of the build, as far as publishing reads and writes it. Does not belong here: how dbt
finds out what has changed (`dbt_project/macros/maintained.sql`), or taking it over (`publishing_changes`).
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from orchestration.settings import Settings
from orchestration.tables import literal, quoted
from orchestration.warehouse import bounds, transaction

_PREFIX = "unpublished_"
"""Before the name of a table whose changes are noted; column `key` holds values of that table's first column."""
_TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What has changed since a publication."""

    since: str
    """Id of the snapshot that had exactly the tables which the build then held."""
    keys: dict[str, str]
    """By table, the relation with the keys of its rows that are new, changed or gone. A table that is not among them
    may have changed in any way."""
    taken_over: int
    """Keys whose rows were exchanged in the published file since everything was copied."""


def unpublished(connection: duckdb.DuckDBPyConnection) -> Unpublished | None:
    """What the attached database `build` notes; None where any row of it may differ from what was published."""
    present = {
        str(name)
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'build' and schema_name = 'maintenance'"
        ).fetchall()
    }
    if "state" not in present:
        return None
    state = connection.execute("select is_whole, published from build.maintenance.state").fetchall()
    if len(state) != 1 or not state[0][0] or state[0][1] is None or _TAKEN_OVER not in present:
        return None
    keys = {
        name.removeprefix(_PREFIX): f"build.maintenance.{quoted(name)}" for name in present if name.startswith(_PREFIX)
    }
    taken_over = connection.execute(f"select n_rows from build.maintenance.{_TAKEN_OVER}").fetchall()[0][0]
    return Unpublished(str(state[0][1]), keys, int(taken_over))


def note_in_build(settings: Settings, snapshot_id: str, taken_over: int) -> None:
    """Note that a snapshot holds all that the build does, where dbt keeps such notes.

    To be called once the snapshot is in place. If that never happens, what was noted before names a snapshot that is no
    longer the published one, and the next publication copies everything.
    """
    with duckdb.connect(str(settings.build), config=bounds(settings)) as connection, transaction(connection):
        noted = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'maintenance'"
            f" and (table_name = 'state' or starts_with(table_name, '{_PREFIX}'))"
        ).fetchall()
        for (name,) in noted:
            if name == "state":
                connection.execute(f"update maintenance.state set published = {literal(snapshot_id)}")
                connection.execute(
                    f"create or replace table maintenance.{_TAKEN_OVER} as select {taken_over:d}::bigint as n_rows"
                )
            else:
                connection.execute(f"delete from maintenance.{quoted(name)}")
