"""The amount and the deadline of a commitment, from the figures and dates that stand in its clause.

Belongs here: choosing among rows that other kinds have made. Nothing is parsed from the text a second time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extraction.agreements.clauses import Clauses
from extraction.agreements.words import closed
from extraction.document import Document
from extraction.lexicon import read_as
from extraction.rows import DateRow, FigureRow

BEFORE = closed("before")


LIMITS = closed("limits")


def figures_in(figures: Sequence[FigureRow], starts: Sequence[int], start: int, stop: int) -> list[FigureRow]:
    """Figures that begin in [start, stop)."""
    return [f for f in figures[bisect_left(starts, start) : bisect_left(starts, stop)] if f.char_end <= stop + 40]


FROM = closed("from_value")
TARGET = closed("to_value")
LASTING = closed("lasting")
"""Prepositions by which a length of time says how long, not by when: "for at least 15 years"."""


def _word_before(document: Document, offset: int) -> str:
    before = document.tokens_between(max(0, offset - 12), offset)
    return document.tokens.lowers[before[-1]] if len(before) else ""


def _lasts(document: Document, token: int) -> bool:
    """The preposition nearest before a length of time, or its own first word, says how long."""
    lowers = document.tokens.lowers
    for k in range(token, max(-1, token - 5), -1):
        if lowers[k] in LASTING:
            return True
        if lowers[k] in BEFORE:
            return False
    return False


def _is_held(document: Document, figure: FigureRow) -> bool:
    """The share of a company that changes hands or is held."""
    tokens = document.tokens_between(figure.char_start - 12, figure.char_end + 12)
    return any(document.tokens.lowers[t] in STAKES for t in tokens)


STAKES = closed("stakes")


def amount(document: Document, found: Sequence[FigureRow], *, held: bool = False) -> FigureRow | None:
    """The figure that a commitment is about: money first, then percent, then a counted thing, then how long."""
    for figure in found:
        if figure.unit_kind == "rate" and len(figure.unit) == 3 and figure.unit.isupper():
            return figure  # so much money a year
    for figure in found:
        if figure.unit == "percent" and (_is_held(document, figure) or (held and figure is found[0])):
            return figure  # "buy a 9.9% stake for $310 million"
    for wanted in (("money",), ("percent",), ("mass", "power", "energy", "volume", "count", "area", "length", "other")):
        kind = [f for f in found if f.unit_kind in wanted and f.converts is None]
        for k, figure in enumerate(kind):
            following = kind[k + 1] if k + 1 < len(kind) else None
            if (
                following is not None
                and following.unit == figure.unit
                and _word_before(document, figure.char_start) in FROM
                and _word_before(document, following.char_start) in TARGET
            ):
                return following  # "from 150% to 75%"
            return figure
    for figure in found:
        if figure.unit_kind == "rate":
            return figure  # so many tonnes a year
    for figure in found:
        if figure.unit_kind == "duration" and _lasts(
            document, document.tokens_between(figure.char_start, figure.char_end).start
        ):
            return figure
    return None


def price_behind(document: Document, found: Sequence[FigureRow], clauses: Clauses, what_end: int) -> FigureRow | None:
    """The price told after an aside: "buy three frigates from Firth Marine, which owns the yard, for £1.9 billion"."""
    first = clauses.unit_at(what_end) + 1
    if first >= len(clauses.units) or clauses.units[first - 1].kind != "," or clauses.units[first].kind != "S":
        return None
    close = next((u.end for u in clauses.units[first:] if u.kind == ","), None)
    for figure in found:
        before = document.tokens_between(max(0, figure.char_start - 24), figure.char_start)
        words = [document.tokens.lowers[t] for t in before]
        if close is not None and figure.char_start > close and figure.unit_kind == "money" and "for" in words[-3:]:
            return figure if figure.char_start - close < 30 else None
    return None


def limit_of(document: Document, found: Sequence[FigureRow], chosen: FigureRow | None) -> int | None:
    """Where a further step begins, whose date is its own: "to 75% at once and to 40% within ten years"."""
    if chosen is None:
        return None
    for figure in found:
        later = figure.char_start > chosen.char_end and figure.unit == chosen.unit
        if later and _word_before(document, figure.char_start) in TARGET:
            return figure.char_start
    return None


def deadline(
    document: Document, dates: Sequence[DateRow], starts: Sequence[int], start: int, stop: int
) -> DateRow | None:
    """The period or date by which the clause says it will be done."""
    for row in dates[bisect_left(starts, start) : bisect_left(starts, stop)]:
        if row.date_edtf is None:
            continue
        span = document.tokens_between(row.char_start, row.char_end)
        if row.kind == "duration" and _lasts(document, span.start):
            continue
        limits = LIMITS | closed("limits_es") if read_as(document.language_at(row.char_start)) == "es" else LIMITS
        words = [
            document.tokens.lowers[k] for k in range(max(0, span.start - 3), min(len(document.tokens), span.start + 2))
        ]
        if row.role == "due" or (row.kind == "duration" and any(w in BEFORE for w in words)):
            return row
        if row.kind == "date" and any(w in limits for w in words[:3]):
            return row
    return None
