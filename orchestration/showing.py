"""Answers as tables for people, and as JSON and CSV for programs.

Belongs here: layout, and keeping text from outside harmless in a terminal. Does not belong here: what is asked.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import IO, Any

from orchestration.reading import Answer

_ROWS_SHOWN = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(value: object) -> str:
    """Text in which control characters, terminal escapes and changes of direction are spelled out."""
    text = str(value)
    return text if text.isprintable() else _CONTROL.sub(_spelled, text)


def harmless_lines(text: str) -> str:
    """The same for a message of several lines."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def _spelled(match: re.Match[str]) -> str:
    character = match.group()
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character) or f"\\u{ord(character):04x}"


def as_text(value: Any) -> str:
    """One cell: NULL as nothing, times to the second, numbers as short as they are exact."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.6g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, list):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {as_text(item)}" for name, item in value.items()) + "}"
    return harmless(value)


def print_table(answer: Answer, out: IO[str] | None = None) -> None:
    """A table: cut to the window and to some rows on a terminal, whole when it goes elsewhere."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = sys.stdout if out is None else out
    watched = out.isatty()
    console = Console(file=out, highlight=False, width=None if watched else 100_000)
    numeric = [
        all(
            isinstance(row[i], (int, float)) and not isinstance(row[i], bool)
            for row in answer.rows
            if row[i] is not None
        )
        for i in range(len(answer.columns))
    ]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, right in zip(answer.columns, numeric, strict=True):
        table.add_column(
            Text(harmless(name)), justify="right" if right else "left", overflow="fold", no_wrap=not watched
        )
    shown = answer.rows[:_ROWS_SHOWN] if watched else answer.rows
    for row in shown:
        table.add_row(*(Text(as_text(value)) for value in row))
    console.print(table)
    if len(shown) < len(answer.rows):
        console.print(f"{len(shown)} of {len(answer.rows):,} rows; --json and --csv print all.", style="dim")


def print_json(value: object, out: IO[str] | None = None) -> None:
    """JSON that a program reads: an answer as a list of objects."""
    content = value.records if isinstance(value, Answer) else value
    json.dump(content, out or sys.stdout, default=_plain, ensure_ascii=False, indent=2)
    print(file=out or sys.stdout)


def print_csv(answer: Answer, out: IO[str] | None = None) -> None:
    """CSV with a header; lists and structs as JSON."""
    writer = csv.writer(out or sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, default=_plain, ensure_ascii=False)
    return _plain(value) if isinstance(value, (date, bytes)) else value


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return str(value)
