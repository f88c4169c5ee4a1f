"""Deadlines: the due date or the period to act in that a span of text states (CODEBOOK.md, section 4)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extraction.document import Document
from extraction.rows import DateRow

_YEAR_IN_WORDS = re.compile(r"\d{4}|['’]\d\d")
_YEARLESS_RULES = frozenset(("date.day", "date.day_words", "date.day_short", "date.month"))


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due.

    Attributes:
        text: As the text states it: "P30D" for a period, EDTF for a date ("2035"), the year left open where the text
            names none ("XXXX-06").
        due_low: Earliest day on which it may be due, None for a period or where no year is fixed.
        due_high: Latest day.
        date: The row that states it.
    """

    text: str
    due_low: date | None
    due_high: date | None
    date: DateRow


def deadline_in(document: Document, dates: Sequence[DateRow], start: int, end: int) -> Deadline | None:
    """The first deadline that begins in text[start:end], or None.

    Args:
        document: The article.
        dates: The rows of `find_dates`, in their order.
        start: Where to look from, for example the beginning of a clause.
        end: Where to look to, exclusive.
    """
    for i in range(bisect_left(dates, start, key=lambda row: row.char_start), len(dates)):
        row = dates[i]
        if row.char_start >= end:
            return None
        if row.role == "due" and row.date_edtf is not None:
            return Deadline(_as_stated(document.text, row), row.date_low, row.date_high, row)
    return None


def _as_stated(text: str, row: DateRow) -> str:
    edtf = row.date_edtf or ""
    if row.inferred and row.rule in _YEARLESS_RULES and not _YEAR_IN_WORDS.search(text[row.char_start : row.char_end]):
        return re.sub(r"\d{4}(?=-)", "XXXX", edtf)
    return edtf
