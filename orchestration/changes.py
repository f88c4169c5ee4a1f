"""What a snapshot adds, changes and removes against the one before, table by table.

Belongs here: comparing two files by key and by row. Does not belong here: what the changes mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.tables import Table, literal, quoted, tables_of

_NOT_COMPARED = {"extractor_version"}
"""A new extractor version by itself changes no claim."""


@dataclass(frozen=True, slots=True)
class TableChanges:
    """Rows of one table that are new, differ, or are gone. A table without a unique key has no changed rows."""

    schema: str
    table: str
    added: int
    changed: int
    removed: int
    compared_with: str | None
    """Id of the snapshot before, or None for the first one."""


def compare(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], previous: Path | None
) -> list[TableChanges]:
    """Compare the attached database `published` with the file `previous`; everything is new where there is none."""
    if previous is None:
        return [_all_new(connection, table) for table in tables]
    connection.execute(f"attach {literal(previous)} as before (read_only)")
    try:
        snapshot = str(connection.execute("select snapshot_id from before.meta.snapshot").fetchall()[0][0])
        schemas = {t.schema for t in tables}
        old = {t.plain_name: t for t in tables_of(connection, "before", schemas)}
        return [
            _changes(connection, table, old[table.plain_name], snapshot)
            if table.plain_name in old
            else _all_new(connection, table, snapshot)
            for table in tables
        ]
    finally:
        connection.execute("detach before")


def _all_new(connection: duckdb.DuckDBPyConnection, table: Table, snapshot: str | None = None) -> TableChanges:
    count = connection.execute(f"select count(*) from published.{table.name}").fetchall()[0][0]
    return TableChanges(table.schema, table.table, int(count), 0, 0, snapshot)


def _changes(connection: duckdb.DuckDBPyConnection, table: Table, old: Table, snapshot: str) -> TableChanges:
    types = {c.name: c.type for c in old.columns}
    shared = [c.name for c in table.columns if types.get(c.name) == c.type and c.name not in _NOT_COMPARED]
    if table.key in shared and all(
        _unique(connection, f"{db}.{table.name}", table.key) for db in ("before", "published")
    ):
        key, row = quoted(table.key), f"hash({', '.join(map(quoted, shared))})"
    else:  # each row is its own key, numbered where it repeats
        row = f"hash({', '.join(map(quoted, shared))})" if shared else "0"
        key = f"{{'row': {row}, 'n': row_number() over (partition by {row})}}"
    added, changed, removed = connection.execute(
        f"""
        with
        old as (select {key} as key, {row} as content from before.{table.name}),

        new as (select {key} as key, {row} as content from published.{table.name})

        select
            count(*) filter (where old.key is null),
            count(*) filter (where old.content <> new.content),
            count(*) filter (where new.key is null)
        from old
        full join new on old.key = new.key
        """
    ).fetchall()[0]
    return TableChanges(table.schema, table.table, int(added), int(changed), int(removed), snapshot)


def _unique(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> bool:
    query = f"select count(*) = count(distinct {quoted(key)}) from {table}"
    return bool(connection.execute(query).fetchall()[0][0])
