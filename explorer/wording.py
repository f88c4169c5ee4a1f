"""Values as a person writes them: dates, amounts, intervals, parties.

Belongs here: one value in, a few words out. Does not belong here: HTML, or which values are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

_EDTF_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?")
_PERIOD = re.compile(r"P(\d+)([DWMY])")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def day(value: date | datetime | None) -> str:
    """A day, such as 4 February 2026."""
    return "" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def days(low: date | None, high: date | None) -> str:
    """The days from low to high, either of which may be open."""
    if low is None or high is None:
        return "" if low is high else (f"by {day(high)}" if low is None else f"from {day(low)}")
    if low == high:
        return day(low)
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31):
        return str(low.year) if low.year == high.year else f"{low.year} to {high.year}"
    return f"{day(low)} to {day(high)}"


def edtf(value: str | None) -> str:
    """A date as the extraction writes it, in words; what is no simple date stays as it is."""
    found = _EDTF_DAY.fullmatch(value or "")
    if not found or not 1 <= int(found[2]) <= 12:
        return value or ""
    year, month = found[1], _MONTHS[int(found[2]) - 1]
    start = f"{int(found[3])} {month}" if found[3] else month
    return f"{start}, no year given" if year == "XXXX" else f"{start} {year}"


def deadline(value: str | None) -> str:
    """A deadline as the text gives it: a period, or a date."""
    found = _PERIOD.fullmatch(value or "")
    return f"within {counted(int(found[1]), _UNITS[found[2]])}" if found else f"by {edtf(value)}" if value else ""


def counted(number: int, noun: str, several: str | None = None) -> str:
    """A number and its noun, which takes an s unless `several` says otherwise."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def number(value: float | None) -> str:
    """A number as short as it is exact to six digits, in millions and above with their word."""
    if value is None:
        return ""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def interval(low: float | None, high: float | None, unit: str | None) -> str:
    """A value or an interval, which may be open at one end, with its unit."""
    if low is None and high is None:
        return ""
    if low == high:
        text = number(low)
    elif low is None:
        text = f"at most {number(high)}"
    elif high is None:
        text = f"at least {number(low)}"
    else:
        text = f"{number(low)} to {number(high)}"
    return f"{text} {unit or ''}".strip()


def listed(names: Sequence[str] | None) -> str:
    """Names with commas and a final `and`."""
    names = list(names or ())
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def spelled(value: str | None) -> str:
    """A value of a closed list, such as memorandum_of_understanding, as words."""
    return (value or "").replace("_", " ")
