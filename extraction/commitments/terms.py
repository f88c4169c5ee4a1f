"""The amount and the deadline of a commitment, from the figures and dates that stand in its clause.

Belongs here: choosing among rows that other kinds have made. Nothing is parsed from the text a second time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extraction.agreements.words import closed
from extraction.document import Document
from extraction.rows import DateRow, FigureRow

BEFORE = closed("before")


LIMITS = closed("limits")


def figures_in(figures: Sequence[FigureRow], starts: Sequence[int], start: int, stop: int) -> list[FigureRow]:
    """Figures that begin in [start, stop)."""
    return [f for f in figures[bisect_left(starts, start) : bisect_left(starts, stop)] if f.char_end <= stop + 40]


def amount(found: Sequence[FigureRow]) -> FigureRow | None:
    """The figure that a commitment is about: money first, then percent, then a counted thing."""
    for figure in found:
        if figure.unit_kind == "rate" and len(figure.unit) == 3 and figure.unit.isupper():
            return figure  # so much money a year
    for wanted in (("money",), ("percent",), ("mass", "power", "energy", "volume", "count", "area", "length", "other")):
        for figure in found:
            if figure.unit_kind in wanted and figure.converts is None:
                return figure
    return None


def deadline(
    document: Document, dates: Sequence[DateRow], starts: Sequence[int], start: int, stop: int
) -> DateRow | None:
    """The period or date by which the clause says it will be done."""
    for row in dates[bisect_left(starts, start) : bisect_left(starts, stop)]:
        if row.date_edtf is None:
            continue
        span = document.tokens_between(row.char_start, row.char_end)
        limits = LIMITS | closed("limits_es") if document.language_at(row.char_start) == "es" else LIMITS
        words = [
            document.tokens.lowers[k] for k in range(max(0, span.start - 3), min(len(document.tokens), span.start + 2))
        ]
        if row.role == "due" or (row.kind == "duration" and any(w in BEFORE for w in words)):
            return row
        if row.kind == "date" and any(w in limits for w in words[:3]):
            return row
    return None
