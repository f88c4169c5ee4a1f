"""Opening the databases of the warehouse folder, and the tables of schema raw that a refresh writes.

Belongs here: connections with their bounds, and the one place that spells out schema raw. Does not belong here: what is
written into it (`loading`, `annotating`), and every other schema, which is dbt's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from orchestration.errors import RefreshFailed
from orchestration.settings import Settings
from orchestration.tables import literal

_RAW_TABLES = """
create schema if not exists raw;

create table if not exists raw.files (
    path varchar not null, size bigint, mtime_ns bigint, inode ubigint, mode bigint,
    sidecar_size bigint, sidecar_mtime_ns bigint, sidecar_inode ubigint, sidecar_mode bigint,
    sha256 varchar
);
create table if not exists raw.article_paths (
    article_id varchar not null, path varchar not null, file varchar not null,
    title varchar, publisher varchar, author varchar, url varchar, language varchar, published_edtf varchar,
    published_low date, published_high date
);
create table if not exists raw.articles (
    article_id varchar not null, path varchar not null,
    title varchar, publisher varchar, author varchar, url varchar, language varchar,
    published_edtf varchar, published_low date, published_high date,
    text varchar not null using compression zstd, n_words integer not null,
    loaded_at timestamp not null, loaded_on date not null,
    annotation_key varchar not null, extractor_version varchar not null
);
create table if not exists raw.first_loads (article_id varchar not null, loaded_at timestamp not null);
create table if not exists raw.retired_annotations (annotation_key varchar not null, retired_at timestamp not null);
create table if not exists raw.rejects (
    path varchar not null, "row" integer, reason varchar not null, detail varchar not null,
    first_seen timestamp not null, file varchar not null
);
create table if not exists raw.load_state (
    fingerprint varchar not null, reader varchar not null, loaded_at timestamp not null
);
"""
_ROW_GROUP = 16_384
"""Rows. DuckDB's own 122,880 are so much text that one thread would write and read most warehouses alone."""


@contextmanager
def writing(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build database, open for writing, schema raw in place. Close it before dbt runs: there is one writer a file.

    A cursor of the connection has to `use build` first.

    Raises:
        RefreshFailed: another process has it open, or it cannot be opened.
    """
    settings.warehouse.mkdir(parents=True, exist_ok=True)
    settings.scratch.mkdir(exist_ok=True)
    try:
        connection = duckdb.connect(config=bounds(settings))
        connection.execute(f"attach {literal(settings.build)} as build (row_group_size {_ROW_GROUP}); use build")
    except duckdb.IOException as error:
        connection.close()
        raise RefreshFailed(
            f"{settings.build} cannot be opened: {error}",
            "End the process that has it open; delete the file if it is damaged: everything in it can be made again.",
        ) from error
    with connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(_RAW_TABLES)
        _annotations_table(connection)
        yield connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block, or nothing of it."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def bounds(settings: Settings) -> dict[str, str | bool | int | float | list[str]]:
    """DuckDB settings that keep a refresh's memory within bounds and its spilled files in the warehouse folder."""
    return {
        "memory_limit": f"{settings.memory_mb}MB",
        "temp_directory": str(settings.spill),
        "preserve_insertion_order": False,
    }


def _annotations_table(connection: duckdb.DuckDBPyConnection) -> None:
    """raw.annotations after the schema of extraction, made anew when that schema has changed."""
    from extraction.schema import ANNOTATIONS

    empty = ANNOTATIONS.empty_table()
    connection.register("wanted", empty)
    wanted = connection.execute("select column_name, column_type from (describe wanted)").fetchall()
    present = connection.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = 'raw' and table_name = 'annotations'"
        " order by column_index"
    ).fetchall()
    if present != wanted:
        connection.execute("create or replace table raw.annotations as from wanted")
    connection.unregister("wanted")
