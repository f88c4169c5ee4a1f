"""The published file, opened for questions, untrusted ones too.

Belongs here: a connection that can read this one file and nothing else. Does not belong here: how answers are shown.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.errors import ConfigurationError

_IS_OURS = "select 1 from duckdb_tables() where schema_name = 'meta' and table_name = 'snapshot'"
_locking = threading.Lock()
"""Connections of one process share one database, and what the first one locked cannot be set by the second."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the names of their columns."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    @property
    def records(self) -> list[dict[str, Any]]:
        """The rows as mappings from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def require(published: Path) -> None:
    """Nothing when there is a published file.

    Raises:
        ConfigurationError: there is none.
    """
    if not published.exists():
        raise ConfigurationError(
            f"Nothing is published yet: there is no {published}",
            "Run `accord refresh` first, or name another warehouse with --warehouse or ACCORD_WAREHOUSE.",
        )


@contextmanager
def reading(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, read-only: no other file, no network, no extensions, and no way to change that.

    Raises:
        ConfigurationError: there is no published file, or it is none that Accord published.
    """
    require(published)
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    try:
        connection = duckdb.connect(str(published), read_only=True, config=config)
    except duckdb.Error as error:
        raise ConfigurationError(f"{published} cannot be opened: {error}", "Run `accord refresh --full`.") from error
    with connection:
        with _locking:
            if not connection.sql("select current_setting('lock_configuration')").fetchall()[0][0]:
                connection.execute("set global timezone = 'UTC'")
                connection.execute("set lock_configuration = true")
        if not connection.execute(_IS_OURS).fetchall():
            raise ConfigurationError(
                f"{published} was not published by Accord: it has no table meta.snapshot",
                "Name another warehouse with --warehouse or ACCORD_WAREHOUSE, or move that file away and refresh.",
            )
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, query: str, values: object = None) -> Answer:
    """The answer to one query; a statement without rows answers with none."""
    cursor = connection.execute(query, values)
    return Answer([column[0] for column in cursor.description or []], cursor.fetchall())
