"""What a database holds, told from its catalogue, so that no column list is written twice.

Belongs here: tables and views with their columns, comments and a sensible order of rows. Does not belong here: copying
or comparing them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its catalogue describes it."""

    name: str
    type: str
    nullable: bool
    comment: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a view; its first column is its key where that is unique (contract of facts and most marts)."""

    schema: str
    table: str
    columns: tuple[Column, ...]
    comment: str | None
    view: str | None = None
    """The statement that makes the view, with names that hold in any database; None for a table."""

    @property
    def name(self) -> str:
        """Quoted for SQL."""
        return f"{quoted(self.schema)}.{quoted(self.table)}"

    @property
    def plain_name(self) -> str:
        """As `schema.table`, for people."""
        return f"{self.schema}.{self.table}"

    @property
    def key(self) -> str:
        """The first column."""
        return self.columns[0].name

    @property
    def order(self) -> str:
        """Facts by where they stand in their articles, which is also how they are looked up; others by their key."""
        names = [c.name for c in self.columns]
        by = [n for n in ("article_id", "char_start", "char_end") if n in names] if "char_start" in names else []
        columns = [*by, self.key, *(n for n in ("article_id", "path") if n in names and n != self.key and not by)]
        return ", ".join(map(quoted, dict.fromkeys(columns)))


def quoted(name: str) -> str:
    """An identifier for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """A text for SQL where no parameter can stand."""
    return "'" + str(value).replace("'", "''") + "'"


def tables_of(connection: duckdb.DuckDBPyConnection, database: str, schemas: Iterable[str]) -> list[Table]:
    """The tables and views of some schemas, in the order of their names."""
    schemas = list(schemas)
    found = {
        (schema, name): (comment, view)
        for schema, name, comment, view in connection.execute(
            "select schema_name, table_name, comment, null from duckdb_tables()"
            " where database_name = $database and schema_name in $schemas union all"
            " select schema_name, view_name, comment, sql from duckdb_views()"
            " where database_name = $database and schema_name in $schemas",
            {"database": database, "schemas": schemas},
        ).fetchall()
    }
    columns: dict[tuple[str, str], list[Column]] = {name: [] for name in sorted(found)}
    for schema, table, *column in connection.execute(
        "select schema_name, table_name, column_name, data_type, is_nullable, comment from duckdb_columns()"
        " where database_name = $database and schema_name in $schemas order by column_index",
        {"database": database, "schemas": schemas},
    ).fetchall():
        columns[schema, table].append(Column(*column))
    return [Table(*name, tuple(columns[name]), *found[name]) for name in columns]
