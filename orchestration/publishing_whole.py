"""The file to publish, made from nothing: every table of the build, described and in order.

Belongs here: which schemas are published, creating what they hold, and copying rows. Does not belong here: taking over
only what has changed (`publishing_changes`), and what happens to the file (`publishing`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import duckdb

from orchestration.changes import TableChanges, compare
from orchestration.meta import Content, content_of
from orchestration.tables import Table, literal, quoted, tables_of
from orchestration.warehouse import transaction

SCHEMAS = ("facts", "marts")
STORAGE_VERSION = "v1.2.0"
"""The oldest format that has all that is stored: every DuckDB since 1.2 opens the file."""
_ROWS_SORTED = 400_000
"""Rows that are put into their order at once."""
_LONG_TEXT = 80
"""Bytes of an ordinary value from which on zstd packs a column better than what DuckDB chooses, and in less time."""
_SAMPLED = 1_000
"""Rows that tell what is ordinary."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a file holds that is ready but for schema meta."""

    contents: dict[str, Content]
    """By "schema.table", views left out."""
    changes: list[TableChanges]
    taken_over: int
    """Keys whose rows were exchanged since everything was copied."""


def copy_whole(connection: duckdb.DuckDBPyConnection, build: Path, fresh: Path, previous: Path | None) -> Filled:
    """Fill the file `fresh`, attached as `published`, from the attached `build`, and compare it with `previous`."""
    found = tables_of(connection, "build", SCHEMAS)
    long_texts = {table.name: _long_texts(connection, table) for table in found if table.view is None}
    connection.execute("detach build")  # a view that needs it is none that can be published
    connection.execute(f"attach {literal(fresh)} as published (storage_version '{STORAGE_VERSION}')")
    tables = _create(connection, found, long_texts)
    connection.execute(f"attach {literal(build)} as build (read_only)")
    # Copying sorts, with one thread for the most part: what was copied last is read beside it.
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as beside:  # closed once nothing reads with it
        cursor.execute("set timezone = 'UTC'")  # which a cursor does not take over
        reading = {}
        for table in tables:
            _copy(connection, table)
            reading[table.plain_name] = beside.submit(content_of, cursor, f"published.{table.name}")
        changes = compare(connection, tables, previous)
        contents = {name: content.result() for name, content in reading.items()}
    return Filled(contents, changes, 0)


def create_views(connection: duckdb.DuckDBPyConnection, views: Sequence[Table]) -> list[Table]:
    """Create views in the attached `published`, while no other database is attached that they could read.

    Those that could not be made: they read what is not published.
    """
    left = list(views)
    connection.execute("use published")
    while True:  # a view may read another one
        made = [view for view in left if _create_view(connection, view)]
        left = [view for view in left if view not in made]
        if not made or not left:
            break
    connection.execute("use memory")
    with transaction(connection):
        for view in views:
            if view not in left:
                _describe(connection, view, "view")
    return left


def _create(
    connection: duckdb.DuckDBPyConnection, found: Iterable[Table], long_texts: Mapping[str, Collection[str]]
) -> list[Table]:
    """Create all that was found in the build, empty and described; the tables among it, which are to be filled.

    A view stays one where it reads what is published; any other is published as a table.
    """
    tables = [table for table in found if table.view is None]
    with transaction(connection):  # each by itself would wait for the disk
        for schema in SCHEMAS:
            connection.execute(f"create schema published.{schema}")
        for table in tables:
            _create_table(connection, table, long_texts[table.name])
    unmade = create_views(connection, [table for table in found if table.view is not None])
    with transaction(connection):
        for view in unmade:
            _create_table(connection, view)
    return sorted([*tables, *unmade], key=lambda table: (table.schema, table.table))


def _long_texts(connection: duckdb.DuckDBPyConnection, table: Table) -> list[str]:
    """Columns of a table of the attached `build` that hold sentences and more."""
    texts = [column.name for column in table.columns if column.type == "VARCHAR"]
    if not texts:
        return []
    sizes = ", ".join(f"avg(strlen({quoted(name)}))" for name in texts)
    sample = f"select * from build.{table.name} limit {_SAMPLED}"
    (ordinary,) = connection.execute(f"select {sizes} from ({sample})").fetchall()
    return [name for name, size in zip(texts, ordinary, strict=True) if size is not None and size >= _LONG_TEXT]


def _create_table(connection: duckdb.DuckDBPyConnection, table: Table, long_texts: Collection[str] = ()) -> None:
    columns = ", ".join(
        quoted(c.name)
        + f" {c.type}"
        + (" using compression zstd" if c.name in long_texts else "")
        + ("" if c.nullable else " not null")
        for c in table.columns
    )
    connection.execute(f"create table published.{table.name} ({columns})")
    _describe(connection, table, "table")


def _create_view(connection: duckdb.DuckDBPyConnection, view: Table) -> bool:
    """Whether the view could be made, in the database that is in use."""
    try:
        connection.execute(view.view or "")
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True


def _describe(connection: duckdb.DuckDBPyConnection, table: Table, kind: str) -> None:
    if table.comment:
        connection.execute(f"comment on {kind} published.{table.name} is {literal(table.comment)}")
    for column in table.columns:
        if column.comment:
            name = f"published.{table.name}.{quoted(column.name)}"
            connection.execute(f"comment on column {name} is {literal(column.comment)}")


def _copy(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Copy the rows in their order, a part at a time: a sort keeps more in memory than DuckDB can spill."""
    source, target = f"build.{table.name}", f"published.{table.name}"
    count = int(connection.execute(f"select count(*) from {source}").fetchall()[0][0])
    for part in _parts(connection, table, count):
        connection.execute(f"insert into {target} select * from {source} where {part} order by {table.order}")


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
