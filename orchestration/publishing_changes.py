"""The file to publish, made from the one before: a copy of it that takes over the rows which have changed.

Belongs here: when that is possible, and doing it. What comes out has the rows that a file made from nothing has
(`publishing_whole`); those that were taken over stand at the end of their tables, out of order. Does not belong here:
knowing what has changed (`unpublished`), and what happens to the file (`publishing`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import duckdb

from orchestration.changes import TableChanges, changes_between
from orchestration.meta import Content, content_of, noted_contents
from orchestration.publishing_whole import SCHEMAS, Filled, create_views
from orchestration.settings import Settings
from orchestration.state import published_fingerprint
from orchestration.tables import Table, literal, quoted, tables_of
from orchestration.unpublished import unpublished
from orchestration.warehouse import transaction

_MOST_LOOSE = 0.25
"""Rows that were taken over one by one, or blocks that are free, as a share of all. Rows that are gone leave holes, new
ones stand out of order: both make the file larger, and looking things up in it slower."""


class CannotUpdateError(Exception):
    """The file before can not be brought up to date, and why; everything has to be copied."""


def copy_changes(
    connection: duckdb.DuckDBPyConnection, settings: Settings, fresh: Path, previous: Path | None
) -> Filled:
    """Fill the file `fresh`, attached as `published`, with `previous` and the changes of the attached `build`.

    Raises:
        CannotUpdateError: `previous` is not what the build has changed since, or a copy in full is worth its time.
        duckdb.Error: `previous` is damaged.
    """
    new = unpublished(connection)
    if new is None:
        raise CannotUpdateError("the build does not go on from one that was published")
    if previous is None or published_fingerprint(settings) is None:
        raise CannotUpdateError("the published file is not the one that was put there")
    found = tables_of(connection, "build", SCHEMAS)
    tables = [table for table in found if table.view is None]
    shutil.copyfile(previous, fresh)
    connection.execute("detach build")  # or views could be made of it
    connection.execute(f"attach {literal(fresh)} as published")
    _require_same(connection, new.since, found)
    _renew_views(connection, [table for table in found if table.view is not None])
    connection.execute(f"attach {literal(settings.build)} as build (read_only)")
    noted = noted_contents(connection)
    if noted.keys() != {table.plain_name for table in tables}:
        raise CannotUpdateError("checksums are missing")
    keys = {
        table: new.keys.get(table.table) or _differing(connection, table, f"differing_{n}")
        for n, table in enumerate(tables)
    }
    taken_over = new.taken_over + _count_rows(connection, keys.values())
    _require_tidy(connection, sum(content.rows for content in noted.values()), taken_over)
    with transaction(connection):
        updated = [_update(connection, table, keys[table], noted[table.plain_name], new.since) for table in tables]
        connection.execute("drop schema published.meta cascade")
    _require_counts(connection, tables)
    return Filled(
        {table.plain_name: content for table, (content, _) in zip(tables, updated, strict=True)},
        [changes for _, changes in updated],
        taken_over,
    )


def _require_same(connection: duckdb.DuckDBPyConnection, since: str, found: Sequence[Table]) -> None:
    """The copy is of the snapshot that the changes are against, and whatever writes it has not changed."""
    made = connection.execute("select snapshot_id, accord_version, duckdb_version from published.meta.snapshot")
    if made.fetchall() != [(since, version("accord-warehouse"), duckdb.__version__)]:
        raise CannotUpdateError("the published file is of another snapshot, or another version made it")
    if [_definition(t) for t in tables_of(connection, "published", SCHEMAS)] != [_definition(t) for t in found]:
        raise CannotUpdateError("tables, columns or descriptions have changed")


def _definition(table: Table) -> Table:
    """A view comes back from the catalogue in other words, and is made anew anyway."""
    return table if table.view is None else replace(table, view="")


def _renew_views(connection: duckdb.DuckDBPyConnection, views: Sequence[Table]) -> None:
    with transaction(connection):
        for view in views:
            connection.execute(f"drop view published.{view.name}")
    if create_views(connection, views):
        raise CannotUpdateError("a view reads what is not published")


def _differing(connection: duckdb.DuckDBPyConnection, table: Table, name: str) -> str:
    """The keys of rows that are new, changed or gone, found by reading all, for a table of which nobody notes them."""
    row = f"{quoted(table.key)} as key, hash({', '.join(quoted(c.name) for c in table.columns)}) as content"
    connection.execute(
        f"""
        create temp table {name} as
        select distinct key
        from (
            select {row}, 1 as n from build.{table.name}
            union all
            select {row}, -1 as n from published.{table.name}
        ) as rows
        group by key, content
        having sum(n) <> 0
        """
    )
    return name


def _count_rows(connection: duckdb.DuckDBPyConnection, relations: Iterable[str]) -> int:
    counts = [connection.execute(f"select count(*) from {relation}").fetchall()[0][0] for relation in relations]
    return sum(map(int, counts))


def _require_tidy(connection: duckdb.DuckDBPyConnection, rows: int, taken_over: int) -> None:
    blocks, free = connection.execute(
        "select total_blocks, free_blocks from pragma_database_size() where database_name = 'published'"
    ).fetchall()[0]
    if taken_over > _MOST_LOOSE * rows or free > _MOST_LOOSE * blocks:
        raise CannotUpdateError("a copy in full is due")


def _update(
    connection: duckdb.DuckDBPyConnection, table: Table, keys: str, noted: Content, since: str
) -> tuple[Content, TableChanges]:
    """Put the build's rows of some keys in the place of those that are there; what the table then holds, and how that
    differs from before.
    """
    if not _count_rows(connection, [keys]):
        return noted, TableChanges(table.schema, table.table, 0, 0, 0, since)
    target = f"published.{table.name}"
    connection.execute(f"create or replace temp table places as {_places(target, table, keys)}")
    # By their places: of all other rows, no column but the key is read.
    connection.execute(
        f"create or replace temp table gone as select * from {target} where rowid in (select place from places)"
    )
    connection.execute(
        f"create or replace temp table came as select * from build.{table.name}"
        f" where rowid in ({_places(f'build.{table.name}', table, keys)})"
    )
    changes = changes_between(connection, table, "gone", "came", since)
    gone, came = content_of(connection, "gone"), content_of(connection, "came")
    connection.execute(f"delete from {target} where rowid in (select place from places)")
    connection.execute(f"insert into {target} select * from came order by {table.order}")
    return noted - gone + came, changes


def _places(rows: str, table: Table, keys: str) -> str:
    """A query for where the rows of some keys stand; a key may be null, or that of several rows."""
    return (
        f"select t.rowid as place from {rows} as t semi join {keys} as k on t.{quoted(table.key)} is not distinct from"
        " k.key"
    )


def _require_counts(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> None:
    """As many rows as in the build: else keys were missing among those that were noted."""
    for table in tables:
        counts = connection.execute(
            f"select (select count(*) from published.{table.name}), (select count(*) from build.{table.name})"
        ).fetchall()[0]
        if counts[0] != counts[1]:
            raise CannotUpdateError(f"{table.plain_name} has {counts[0]} rows after its changes, not {counts[1]}")
