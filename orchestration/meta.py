"""Schema meta of the published file: what this snapshot is, what its gate said, what was rejected, what has changed.

Belongs here: these tables, described column by column, and filling them. Does not belong here: schemas facts and marts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

import duckdb

from extraction import extractor_version
from orchestration.changes import TableChanges
from orchestration.tables import literal

if TYPE_CHECKING:
    from expectations.report import GateReport

_COUNTED = {
    "n_articles": "marts.articles",
    "n_dates": "facts.fct_dates",
    "n_figures": "facts.fct_figures",
    "n_quotes": "facts.fct_quotes",
    "n_agreements": "facts.fct_agreements",
    "n_commitments": "facts.fct_commitments",
    "n_conflicts": "marts.conflicts",
}

_TABLES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "snapshot": (
        "One row: this published file, what made it and what it counts.",
        {
            "snapshot_id": ("varchar not null", "Name of the snapshot in snapshots/; sorts by time."),
            "published_at": ("timestamp not null", "When it was published, UTC."),
            "accord_version": ("varchar not null", "Version of this project."),
            "extractor_version": ("varchar not null", "Hash of the code and lexicons of the extraction."),
            "duckdb_version": ("varchar not null", "DuckDB that wrote the file."),
            "dbt_version": ("varchar not null", "dbt that built the tables."),
            "state": ("varchar", "Fingerprint of raw/, then of code and settings, at the time of loading."),
            "n_rejects": ("bigint not null", "Rows of meta.rejects."),
            **{name: ("bigint not null", f"Rows of {table}.") for name, table in _COUNTED.items()},
        },
    ),
    "tables": (
        "One table of facts or marts: its rows and a checksum over them.",
        {
            "schema": ("varchar not null", "facts or marts."),
            "table": ("varchar not null", "Name of the table."),
            "n_rows": ("bigint not null", "Rows of the table."),
            "checksum": (
                "varchar not null",
                "Sum of a 64-bit digest of each row; the order of the rows plays no part.",
            ),
        },
    ),
    "expectation_results": (
        "One expectation of the gate, as it fared on this snapshot.",
        {
            "suite": ("varchar not null", "The subject that the expectation belongs to."),
            "expectation": ("varchar not null", "Name of the expectation."),
            "description": ("varchar", "What is expected, and why."),
            "severity": ("varchar not null", "critical (would have blocked publishing) or warning."),
            "success": ("boolean not null", "Whether the build meets it."),
            "observed": ("varchar", "What was found, in a line."),
            "failed_rows": ("json", "The rows that break it, as a list of objects, the first ones only."),
            "advice": ("varchar", "What to do about it."),
        },
    ),
    "rejects": (
        "One input of raw/ that was not loaded.",
        {
            "path": ("varchar not null", "The file, relative to raw/."),
            "row": ("integer", "The row of a bulk file, from 0; NULL for a whole file."),
            "reason": ("varchar not null", "A word to group by: empty, binary, not_utf8, too_large, bad_metadata ..."),
            "detail": ("varchar not null", "What exactly stands in the way."),
            "first_seen": ("timestamp not null", "When it was first rejected for this reason, UTC."),
        },
    ),
    "changes": (
        "One table of facts or marts: how its rows differ from the snapshot before (extractor_version aside).",
        {
            "schema": ("varchar not null", "facts or marts."),
            "table": ("varchar not null", "Name of the table."),
            "added": ("bigint not null", "Rows whose key is new."),
            "changed": ("bigint not null", "Rows of the same key with other content."),
            "removed": ("bigint not null", "Rows whose key is gone."),
            "compared_with": ("varchar", "Id of the snapshot before; NULL for the first one."),
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: how many rows, and the sum of a 64-bit digest of each (`checksum`)."""

    rows: int
    digest: int

    def __add__(self, other: Content) -> Content:
        """With the rows of another."""
        return Content(self.rows + other.rows, self.digest + other.digest)

    def __sub__(self, other: Content) -> Content:
        """Without the rows of another."""
        return Content(self.rows - other.rows, self.digest - other.digest)


def write_meta(
    connection: duckdb.DuckDBPyConnection,
    gate: GateReport,
    snapshot_id: str,
    published_at: datetime,
    state: str | None,
    contents: Mapping[str, Content],
    changes: Iterable[TableChanges],
) -> None:
    """Create and fill schema meta of the attached database `published`, from the attached `build`."""
    _create(connection)
    connection.execute(
        'insert into published.meta.rejects by name select path, "row", reason, detail, first_seen'
        " from build.raw.rejects order by all"
    )
    rejects = connection.execute("select count(*) from published.meta.rejects").fetchall()[0][0]
    _insert(
        connection,
        "snapshot",
        snapshot_id,
        published_at,
        version("accord-warehouse"),
        extractor_version(),
        duckdb.__version__,
        version("dbt-core"),
        state,
        rejects,
        *(contents[table].rows if table in contents else 0 for table in _COUNTED.values()),
    )
    for name, content in contents.items():
        _insert(connection, "tables", *name.split("."), content.rows, str(content.digest))
    for result in gate.results:
        _insert(
            connection,
            "expectation_results",
            result.suite,
            result.expectation,
            result.description,
            result.severity,
            result.success,
            result.observed,
            json.dumps(result.failed_rows, default=str, ensure_ascii=False),
            result.advice,
        )
    for change in changes:
        _insert(connection, "changes", *astuple(change))


def content_of(connection: duckdb.DuckDBPyConnection, relation: str) -> Content:
    """What a table holds, read from its rows."""
    rows, digest = connection.execute(f"select count(*), {checksum('t')} from {relation} as t").fetchall()[0]
    return Content(int(rows), int(digest))


def noted_contents(connection: duckdb.DuckDBPyConnection) -> dict[str, Content]:
    """What the tables of the attached `published` hold by "schema.table", as its schema meta has it."""
    return {
        f"{schema}.{table}": Content(int(rows), int(digest))
        for schema, table, rows, digest in connection.execute(
            'select schema, "table", n_rows, checksum from published.meta.tables'
        ).fetchall()
    }


def checksum(row: str) -> str:
    """SQL for a checksum over rows in any order: the sum of a 64-bit digest of each, so that repeats count too."""
    return f"coalesce(sum(md5_number_lower({row}::varchar)), 0)::varchar"


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema published.meta")
    for table, (comment, columns) in _TABLES.items():
        described = ", ".join(f'"{name}" {kind}' for name, (kind, _) in columns.items())
        connection.execute(f"create table published.meta.{table} ({described})")
        connection.execute(f"comment on table published.meta.{table} is {literal(comment)}")
        for name, (_, meaning) in columns.items():
            connection.execute(f'comment on column published.meta.{table}."{name}" is {literal(meaning)}')


def _insert(connection: duckdb.DuckDBPyConnection, table: str, *values: object) -> None:
    connection.execute(f"insert into published.meta.{table} values ({', '.join('?' * len(values))})", list(values))
