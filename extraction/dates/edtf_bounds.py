"""EDTF strings and the calendar: from an expression to its earliest and latest day, and from days to expressions.

Belongs here: the arithmetic of EDTF (ISO 8601-2) level 0 and 1. The forms that news produces are read by one pattern,
a thousand times faster than a full parser; anything else is handed to the `edtf` library, which is imported only then.
Does not belong here: anything about text.

A season is read as the meteorological one of the northern hemisphere; winter begins in December of its year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from time import struct_time

Bounds = tuple[date | None, date | None]

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?", re.ASCII)
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


@lru_cache(maxsize=4096)
def bounds(edtf: str | None) -> Bounds:
    """The earliest and the latest day of an EDTF expression, both inclusive.

    Args:
        edtf: "2026-02-04", "2026-02", "2026", "196X", "2026-22" (a season), "2026-02-02/2026-02-08", "2026-02/..", with
            or without a trailing "?", "~" or "%"; None and durations ("P30D") have no days.

    Returns:
        (earliest, latest); None on a side that is open or that the expression does not fix ("XXXX-02-04").
    """
    if not edtf or edtf[0] in "PRT":
        return None, None
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return bounds(first)[0] if first != ".." else None, bounds(last)[1] if last != ".." else None
    match = _POINT.fullmatch(edtf)
    if match is None:
        return (None, None) if edtf.startswith("XX") else _library_bounds(edtf)
    year, month, day = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low < 1:
        return None, None
    if month in (None, "XX"):
        return date(low, 1, 1), date(high, 12, 31)
    number = int(month)
    if number in _SEASON_STARTS and day is None:
        return season_bounds(low, number)
    if not 1 <= number <= 12:
        return _library_bounds(edtf)
    if day in (None, "XX"):
        return date(low, number, 1), month_end(high, number)
    if not 1 <= int(day) <= monthrange(low, number)[1]:
        return None, None
    return date(low, number, int(day)), date(high, number, int(day))


def season_bounds(year: int, season: int) -> tuple[date, date]:
    """First and last day of a season of EDTF (21 spring to 24 winter)."""
    first = date(year, _SEASON_STARTS[season], 1)
    return first, month_end(*add_months(year, first.month, 2))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """The (year, month) that lies `n` months after another."""
    index = year * 12 + month - 1 + n
    return index // 12, index % 12 + 1


def third(low: date, high: date, part: str) -> tuple[date, date]:
    """The "early", "mid" or "late" third of a period: whole months where the period has three or more, else days."""
    index = {"early": 0, "mid": 1, "late": 2}[part]
    months = (high.year - low.year) * 12 + high.month - low.month + 1
    if low.day == 1 and months >= 3 and (months % 3 == 0 or months >= 36):
        first = date(*add_months(low.year, low.month, index * months // 3), 1)
        return first, month_end(*add_months(low.year, low.month, (index + 1) * months // 3 - 1))
    days = (high - low).days + 1
    return low + timedelta(index * days // 3), low + timedelta((index + 1) * days // 3 - 1)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def interval(low: date, high: date) -> str:
    """The EDTF interval of two days."""
    return f"{low.isoformat()}/{high.isoformat()}"


def _library_bounds(edtf: str) -> Bounds:
    # The library takes a sixth of a second to import and milliseconds a parse: worth it only for rare forms.
    from edtf import EDTFParseException, parse_edtf

    try:
        parsed = parse_edtf(edtf)
        return _as_date(parsed.lower_strict()), _as_date(parsed.upper_strict())
    except (EDTFParseException, AttributeError, ValueError, TypeError, OverflowError):
        return None, None


def _as_date(value: object) -> date | None:
    if isinstance(value, struct_time) and 1 <= value.tm_year <= 9999:
        return date(value.tm_year, value.tm_mon, value.tm_mday)
    return None
