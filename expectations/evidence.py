"""The rows behind a failed expectation, and the one line that names them.

Belongs here: fetching, capping and wording. Does not belong here: deciding whether anything failed.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

import duckdb

from expectations.suite import FAILED_ROWS, Expected

_LONGEST = 700
_NAMED = 3


def rows_of(connection: duckdb.DuckDBPyConnection, expected: Expected) -> tuple[int, list[dict[str, Any]]]:
    """How many rows break `expected`, and the first of them as plain JSON values."""
    ((total,),) = connection.execute(f"select count(*) from ({expected.evidence})").fetchall()
    result = connection.execute(f"select * from ({expected.evidence}) limit {FAILED_ROWS}")
    names = [column[0] for column in result.description or ()]
    return int(total), [plain(dict(zip(names, row, strict=True))) for row in result.fetchall()]


def plain(row: dict[Any, Any]) -> dict[str, Any]:
    """A row as JSON holds it: dates as ISO text, no NaN."""
    return {str(name): _plain(value) for name, value in row.items()}


def _plain(value: object) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    if isinstance(value, dict):
        return plain(value)
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return str(value)


def sentence_of(expected: Expected, total: int, failed: list[dict[str, Any]]) -> str:
    """One line: how many, and the first few by what identifies them."""
    named = " | ".join(_named(row) for row in failed[:_NAMED])
    more = f" | and {total - _NAMED} more" if total > _NAMED else ""
    return f"{total} {'row' if total == 1 else 'rows'}: {named}{more}" if total else f"fails: {named or expected.why}"


def _named(row: dict[str, Any]) -> str:
    """A conflict reads as its label and claims; any other row as its columns."""
    if "claims" in row and "label" in row:
        text = f"{row.get('verdict')}: {row['label']}: {row['claims']}"
    else:
        text = ", ".join(f"{name}={value}" for name, value in row.items() if value is not None)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
