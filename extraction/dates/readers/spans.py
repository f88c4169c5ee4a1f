"""Lengths of time and what is counted with them: durations, "two years ago", sets, and times of the day."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from extraction.dates.edtf_bounds import add_months, interval, week_of
from extraction.dates.readers.days import one_day
from extraction.dates.readers.periods import period
from extraction.dates.words import OPEN, Readers, Reading, Words

_MULTIPLES = {"DECADE": (10, "Y"), "CENTURY": (100, "Y"), "QUARTER": (3, "M"), "WEEKEND": (1, "W")}


@lru_cache(1024)
def iso_duration(quantity: float, unit: str) -> str:
    """The ISO 8601 duration of a quantity and a unit.

    Args:
        quantity: How many.
        unit: D, W, M or Y; h, m or s; DECADE, CENTURY or QUARTER; or one of these with a number before it ("2W").

    Returns:
        "P30D", "PT8H", "P2.5Y", "P10Y" for a decade.
    """
    if unit[0].isdigit():
        quantity, unit = quantity * int(unit[0]), unit[1:]
    factor, unit = _MULTIPLES.get(unit, (1, unit))
    time = "T" if unit in "hms" else ""
    amount = round(quantity * factor, 6)
    digits = str(int(amount)) if amount == int(amount) else f"{amount:.6f}".rstrip("0")
    return f"P{time}{digits}{unit.upper()}"


def _duration(words: Words) -> Reading | None:
    quantity, unit = words.quantity, words.value("unit") or words.value("glued")
    if words.has("glue"):  # "femveckors": the compound's value is number and unit
        glue = words.value("glue") or ""
        unit = glue.lstrip("0123456789.")
        quantity = float(glue[: len(glue) - len(unit)])
    return Reading("duration", iso_duration(quantity, unit)) if quantity and unit else None


def _ago(words: Words) -> Reading | None:
    return _counted(words, -1)


def _from_now(words: Words) -> Reading | None:
    return _counted(words, 1)


def _counted(words: Words, sign: int) -> Reading | None:
    """As precise as its unit: "two years ago" is a year, "two weeks ago" a week, "two days ago" a day."""
    quantity, unit, anchor = words.quantity, words.value("unit"), words.anchor
    if quantity is None or unit is None:
        return None
    if unit[0].isdigit():
        quantity, unit = quantity * int(unit[0]), unit[1:]
    factor, unit = _MULTIPLES.get(unit, (1, unit))
    quantity *= factor
    if unit == "Y" and quantity != int(quantity):
        quantity, unit = quantity * 12, "M"
    if unit == "Y":
        return period(f"{anchor.year + sign * int(quantity):04d}", inferred=anchor.inferred) if anchor.year else OPEN
    if unit == "M":
        if anchor.month is None:
            return OPEN
        year, month = add_months(*anchor.month, sign * round(quantity))
        return period(f"{year:04d}-{month:02d}", inferred=anchor.inferred)
    if anchor.day is None:
        return OPEN
    if unit == "W":
        low, high = week_of(anchor.day + timedelta(weeks=sign * quantity))
        return Reading("date", interval(low, high), low, high)
    if unit == "D":
        return one_day(anchor.day + timedelta(sign * int(quantity)))
    return one_day(anchor.day + timedelta(sign * int(quantity / 24))) if unit == "h" and quantity % 24 == 0 else OPEN


def _open_later(words: Words) -> Reading | None:
    """A date that is left open ("three years later"); within a day, only a length of time ("six minutes later")."""
    unit = words.value("unit") or "Y"
    return _duration(words) if unit in "hms" else OPEN


def _no_date(_: Words) -> Reading | None:
    """An age is a figure of a person, not a date."""
    return None


def _every(words: Words) -> Reading | None:
    step = words.integer("every") or 1
    if words.has("weekday"):
        return Reading("set", f"R/P{step}W", weekday=words.integer("weekday"))
    unit = "Y" if words.has("month", "season") else words.value("unit") or words.value("period") or "Y"
    return Reading("set", "R/" + iso_duration((words.quantity or 1) * step, unit))


def _times_per(words: Words) -> Reading | None:
    return Reading("set", "R/" + iso_duration(1, words.value("unit") or words.value("period") or "D"))


def _often(words: Words) -> Reading | None:
    return Reading("set", "R/" + iso_duration(1, words.value("often") or "Y"))


def _clock(words: Words) -> Reading | None:
    if words.has("clock"):
        return Reading("time", f"T{words.value('clock')}")
    hour, minute = int(words.groups["hour"]), words.number("minute") or 0
    meridiem = words.groups.get("meridiem", "").lower()
    if meridiem:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if meridiem.startswith("p") else 0)
    return Reading("time", f"T{hour:02d}:{minute:02d}") if hour < 24 or minute == 0 else None


READERS: Readers = {
    "duration": _duration,
    "duration_word": _duration,
    "range_of_time": _duration,
    "ago": _ago,
    "from_now": _from_now,
    "open_later": _open_later,
    "age": _no_date,
    "every": _every,
    "times_per": _times_per,
    "often": _often,
    "clock_time": _clock,
    "clock_hours": _clock,
    "clock_word": _clock,
}
