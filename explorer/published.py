"""The published file, as the explorer sees it: opened for each answer, so that a refresh shows at the next look.

Belongs here: which file, whether it is another one by now, rows as mappings, limits on what a reader's own query may
take. Does not belong here: the locked connection itself (`orchestration.reading`).
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.reading import Answer, ask, reading
from orchestration.showing import as_text

Row = dict[str, Any]
QUERY_SECONDS = 20.0
"""Longest time that a reader's own query may take."""
QUERY_ROWS = 1_000
"""Most rows of its answer that are shown."""


def version_of(published: Path) -> tuple[int, int] | None:
    """Something that changes whenever the file is replaced; None while there is none."""
    try:
        found = published.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def rows(connection: duckdb.DuckDBPyConnection, query: str, values: object = None) -> list[Row]:
    """The answer to one of the explorer's own queries."""
    return ask(connection, query, values).records


def one(connection: duckdb.DuckDBPyConnection, query: str, values: object = None) -> Row:
    """The only row of an answer."""
    return rows(connection, query, values)[0]


@dataclass(frozen=True, slots=True)
class Own:
    """What a reader's own query came to."""

    answer: Answer
    more: bool
    """Whether there are more rows than are shown."""
    seconds: float
    trouble: str
    """Why there is no answer; empty when there is one."""


def own_query(published: Path, query: str, seconds: float = QUERY_SECONDS, most: int = QUERY_ROWS) -> Own:
    """A reader's own query, on a connection that can read this file and nothing else, ended when it takes too long."""
    began = time.monotonic()
    with reading(published) as connection:
        late = threading.Timer(seconds, connection.interrupt)
        late.start()
        try:
            cursor = connection.execute(query)
            found = cursor.fetchmany(most + 1)
            answer = Answer([column[0] for column in cursor.description or []], found[:most])
            return Own(answer, len(found) > most, time.monotonic() - began, "")
        except duckdb.InterruptException:
            return Own(Answer([], []), False, seconds, f"Ended after {seconds:.0f} seconds. Narrow the query down.")
        except duckdb.Error as error:
            return Own(Answer([], []), False, time.monotonic() - began, str(error))
        finally:
            late.cancel()


def cells(answer: Answer) -> list[Row]:
    """An answer for a table on the screen: numbers stay numbers, everything else is spelled out."""
    names = [
        name if answer.columns.count(name) == 1 else f"{name} ({place})" for place, name in enumerate(answer.columns, 1)
    ]
    return [dict(zip(names, map(_cell, row), strict=True)) for row in answer.rows]


def _cell(value: Any) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, (bool, int, float)) else as_text(value)
