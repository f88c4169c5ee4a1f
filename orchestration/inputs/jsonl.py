"""JSON Lines: one article a line, read line by line, so that no file is ever held whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from orchestration.inputs.metadata import from_mapping
from orchestration.inputs.records import InputArticle, Limits, Metadata, Reject, Source, Unusable, checked, decoded

_BLANK_LINES = 100_000
"""Blank lines are passed over, but no file of nothing else keeps a refresh busy."""


def read_jsonl(source: Source) -> Iterator[InputArticle | Reject]:
    """One article or reject for each line that is not blank; rows count all lines from 0, blank ones too."""
    limits = source.limits
    row = blank = 0
    while line := source.stream.readline(limits.markup_bytes + 1):
        try:
            if len(line) > limits.markup_bytes:
                _skip_line(source.stream, line, limits)
                raise Unusable("too_large", f"a line of more than {limits.markup_bytes:,} bytes")
            blank = blank + 1 if line.isspace() else 0
            if blank > _BLANK_LINES:
                yield Reject(row, "bad_json", f"more than {_BLANK_LINES:,} blank lines in a row; the rest is not read")
                return
            if not blank:
                yield _article(line, row, source.given, limits)
        except Unusable as problem:
            yield problem.at(row)
        row += 1
    if row == 0:
        raise Unusable("empty", "no lines")


def _article(line: bytes, row: int, given: Metadata, limits: Limits) -> InputArticle:
    try:
        fields = json.loads(decoded(line))
    except json.JSONDecodeError as error:
        raise Unusable("bad_json", f"{error.msg} at column {error.colno}") from None
    except RecursionError:
        raise Unusable("bad_json", "nested too deeply") from None
    except ValueError as error:  # a number of more digits than Python reads
        raise Unusable("bad_json", str(error)) from None
    if not isinstance(fields, dict):
        raise Unusable("bad_json", "a line must hold an object with a text")
    text = fields.get("text")
    if not isinstance(text, str):
        raise Unusable("no_text", "no field text" if text is None else f"text is a {type(text).__name__}")
    return InputArticle(row, checked(text, limits), from_mapping(fields).over(given))


def _skip_line(stream: IO[bytes], line: bytes, limits: Limits) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(limits.markup_bytes)
