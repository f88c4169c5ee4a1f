"""Dates that lean on the one before: "the same day", "the following week", "the year before", "le lendemain"."""

from __future__ import annotations

from datetime import timedelta

from extraction.dates.edtf_bounds import add_months, interval, week_of
from extraction.dates.readers.days import one_day
from extraction.dates.readers.periods import period
from extraction.dates.words import OPEN, Readers, Reading, Words


def _same(words: Words) -> Reading | None:
    return _beside(words.value("what") or "D", words.integer("same") or 0, words)


def _before_or_after(words: Words) -> Reading | None:
    return _beside(words.value("what") or "D", words.integer("beside") or 0, words)


def _neighbour(words: Words) -> Reading | None:
    return _beside("D", words.integer("anaday") or 0, words)


def _beside(unit: str, shift: int, words: Words) -> Reading:
    """A period so many steps from the last date, where that date lies within one period of the unit."""
    if words.context.previous is None:
        return OPEN
    low, high = words.context.previous
    if unit == "D":
        return one_day(low + timedelta(shift), inferred=True) if low == high else OPEN
    if unit == "W":
        first, last = week_of(low + timedelta(7 * shift))
        return Reading("date", interval(first, last), first, last, True) if high <= week_of(low)[1] else OPEN
    if unit == "M" and (low.year, low.month) == (high.year, high.month):
        year, month = add_months(low.year, low.month, shift)
        return period(f"{year:04d}-{month:02d}", inferred=True)
    if unit == "Y" and low.year == high.year:
        return period(f"{low.year + shift:04d}", inferred=True)
    return OPEN


READERS: Readers = {"anaphor": _same, "beside": _before_or_after, "anaphor_day": _neighbour}
