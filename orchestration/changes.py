"""What a snapshot adds, changes and removes against the one before, table by table.

Belongs here: comparing two files by key and by row. Does not belong here: what the changes mean.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.tables import Table, literal, quoted, tables_of

_NOT_COMPARED = {"extractor_version"}
"""A new extractor version by itself changes no claim."""


@dataclass(frozen=True, slots=True)
class TableChanges:
    """Rows of one table that are new, differ, or are gone. Rows whose key repeats are new or gone, never changed."""

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
            changes_between(
                connection,
                table,
                f"before.{table.name}",
                f"published.{table.name}",
                snapshot,
                _shared(table, old[table.plain_name]),
            )
            if table.plain_name in old
            else _all_new(connection, table, snapshot)
            for table in tables
        ]
    finally:
        connection.execute("detach before")


def changes_between(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    before: str,
    after: str,
    snapshot: str,
    shared: Collection[str] | None = None,
) -> TableChanges:
    """Compare two relations that hold rows of a table, by the columns that both have; all where none are named.

    Those of some keys only tell as much as all rows do where the others are the same.
    """
    columns = [c.name for c in table.columns if (shared is None or c.name in shared) and c.name not in _NOT_COMPARED]
    row = f"hash({', '.join(map(quoted, columns))})" if columns else "0"
    key = quoted(table.key) if table.key in columns else "null"
    sides = f"""
        old as (select {key} as key, {row} as content from {before}),

        new as (select {key} as key, {row} as content from {after})
    """
    if key == "null" or not all(_unique(connection, relation, table.key) for relation in (before, after)):
        # A row whose key repeats is its own key, numbered where the row repeats.
        named = """
            select
                content,
                case
                    when key is not null and key not in (select key from repeated) then {'key': key, 'row': null}
                    else {'key': null, 'row': {'row': content, 'n': row_number() over (partition by content)}}
                end as key
        """
        sides = f"""
            old_rows as (select {key} as key, {row} as content from {before}),

            new_rows as (select {key} as key, {row} as content from {after}),

            repeated as (
                select key from old_rows where key is not null group by key having count(*) > 1
                union
                select key from new_rows where key is not null group by key having count(*) > 1
            ),

            old as ({named} from old_rows),

            new as ({named} from new_rows)
        """
    added, changed, removed = connection.execute(
        f"""
        with {sides}

        select
            count(*) filter (where old.key is null),
            count(*) filter (where old.content <> new.content),
            count(*) filter (where new.key is null)
        from old
        full join new on old.key = new.key
        """
    ).fetchall()[0]
    return TableChanges(table.schema, table.table, int(added), int(changed), int(removed), snapshot)


def _shared(table: Table, old: Table) -> list[str]:
    """Columns that are as they were."""
    types = {c.name: c.type for c in old.columns}
    return [c.name for c in table.columns if types.get(c.name) == c.type]


def _all_new(connection: duckdb.DuckDBPyConnection, table: Table, snapshot: str | None = None) -> TableChanges:
    count = connection.execute(f"select count(*) from published.{table.name}").fetchall()[0][0]
    return TableChanges(table.schema, table.table, int(count), 0, 0, snapshot)


def _unique(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> bool:
    query = f"select count(*) = count(distinct {quoted(key)}) from {table}"
    return bool(connection.execute(query).fetchall()[0][0])
