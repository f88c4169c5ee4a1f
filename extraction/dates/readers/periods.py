"""Periods of the calendar: months, quarters, seasons, years, decades, centuries; last, this and next of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from extraction.dates.edtf_bounds import add_months, bounds, interval, month_end, third, week_of
from extraction.dates.words import OPEN, Readers, Reading, Words


def period(edtf: str, part: str | None = None, *, inferred: bool = False) -> Reading:
    """The reading of an EDTF expression, its days narrowed to the early, mid or late third."""
    low, high = bounds(edtf)
    if part and low and high:
        low, high = third(low, high, part)
    return Reading("date", edtf, low, high, inferred)


# -- named in the text


def _iso_month(words: Words) -> Reading | None:
    return period(f"{words.year:04d}-{int(words.groups['mm']):02d}")


def _month(words: Words) -> Reading | None:
    month, last = words.integer("month"), words.integer("month2", "month")
    if month is None:
        return None
    year, inferred = words.stated_year, False
    if year is None and words.year_shift is None:
        year, inferred = _nearest_year(month, words), True
    if year is None:
        return Reading("date", f"XXXX-{month:02d}")
    edtf = f"{year:04d}-{month:02d}"
    if last is not None:
        if last <= month:
            return None
        edtf += f"/{year:04d}-{last:02d}"
    return period(edtf, words.part, inferred=inferred)


def _nearest_year(month: int, words: Words) -> int | None:
    """The nearest past one, the month of publication included; to come, where the clause looks ahead."""
    low, high, shift = words.anchor.low, words.anchor.high, words.shift
    if low is None or high is None:
        return None
    if shift == 0:
        return low.year
    if shift == 1:
        return low.year if month > low.month else low.year + 1
    if shift is None and words.context.future():
        return low.year if month >= low.month else low.year + 1
    return high.year if month < high.month or (month == high.month and shift is None) else high.year - 1


def _year(words: Words) -> Reading | None:
    """A year, or a span of years ("2019-2021", "2025/26")."""
    year, last = int(words.groups["year"]), words.number("year2")
    if words.has("yy"):
        last = year // 100 * 100 + int(words.groups["yy"])
    if last is None:
        return period(f"{year:04d}", words.part)
    return period(f"{year:04d}/{last:04d}", words.part) if year < last <= year + 200 else None


def _fiscal_year(words: Words) -> Reading | None:
    """Approximate: which months a fiscal year holds, its owner says and the text does not."""
    if words.has("year") and words.has("year2", "yy"):
        return _year(words)
    return period(f"{words.year:04d}~")


def _decade(words: Words) -> Reading | None:
    if words.has("decade"):
        return period(words.groups["decade"] + "X", words.part)
    tens = int(words.groups["decade2"]) if words.has("decade2") else (words.integer("decadeword") or 0) // 10
    century = "20" if tens < 2 else "19"
    return period(f"{century}{tens}X", words.part)


def _century(words: Words) -> Reading | None:
    if words.has("hundred"):
        return period(words.groups["hundred"] + "XX", words.part)
    n = words.number("century") or words.integer("ordinal") or words.integer("roman") or 0
    return period(f"{n - 1:02d}XX", words.part) if 2 <= n <= 22 else None


def _quarter(words: Words) -> Reading | None:
    quarter = words.number("q") or words.integer("nth") or 9
    return _months_of_year(quarter * 3 - 2, 3, words) if quarter <= 4 else None


def _half(words: Words) -> Reading | None:
    half = words.number("q") or words.integer("nth") or 9
    return _months_of_year(half * 6 - 5, 6, words) if half <= 2 else None


def _months_of_year(first: int, months: int, words: Words) -> Reading:
    """Months in the year named, else in the nearest year that the clause admits."""
    year, low, high = words.stated_year, words.anchor.low, words.anchor.high
    inferred = year is None
    if year is None:
        if low is None or high is None or words.year_shift is not None:
            return OPEN
        if words.context.future():
            year = low.year + (month_end(low.year, first + months - 1) < low)
        else:
            year = high.year - (date(high.year, first, 1) > high)
    return period(f"{year:04d}-{first:02d}/{year:04d}-{first + months - 1:02d}", words.part, inferred=inferred)


def _season(words: Words) -> Reading | None:
    season = words.integer("season") or words.integer("lastseason") or 21
    year, inferred = words.stated_year, False
    if words.has("year") and words.has("year2", "yy"):
        year = int(words.groups["year"])
    elif year is None and words.year_shift is None:
        year, inferred = _season_year(season, -1 if words.has("lastseason") else words.shift or 0, words), True
    return period(f"{year:04d}-{season}", words.part, inferred=inferred) if year else OPEN


def _season_year(season: int, shift: int, words: Words) -> int | None:
    """Last is the latest that has ended, next the first that has not begun, this the one now or else of this year."""
    low, high = words.anchor.low, words.anchor.high
    if low is None or high is None:
        return None
    spans = [(year, *bounds(f"{year:04d}-{season}")) for year in range(high.year - 2, high.year + 3)]
    if shift < 0:
        return max((year for year, _, last in spans if last and last < low), default=None)
    if shift > 0:
        return min((year for year, first, _ in spans if first and first > high), default=None)
    if words.shift is None and words.context.future():
        return min((year for year, _, last in spans if last and last >= low), default=low.year)
    if words.shift is None:
        return max((year for year, first, _ in spans if first and first <= high), default=low.year)
    return next((year for year, first, last in spans if first and last and first <= high and last >= low), low.year)


# -- counted from the anchor


def _relative_period(words: Words) -> Reading | None:
    return _shifted(words.value("period") or "Y", words.shift or 0, words)


def _part_of_period(words: Words) -> Reading | None:
    """The beginning, middle or end of this, last or next year, month or week."""
    if words.has("relyear"):
        return _relative_year(words)
    unit = "M" if words.has("thismonth") else "W" if words.has("thisweek") else words.value("period") or "Y"
    return None if unit == "D" else _shifted(unit, words.shift or 0, words)


def _relative_year(words: Words) -> Reading | None:
    year = words.anchor.year
    return period(f"{year + (words.integer('relyear') or 0):04d}", words.part) if year else OPEN


def _year_end(words: Words) -> Reading | None:
    return period(f"{words.anchor.year:04d}", "late") if words.anchor.year else OPEN


def _relative_week(words: Words) -> Reading | None:
    return _shifted("W", 0, words)


def _relative_weekend(words: Words) -> Reading | None:
    return _weekend(0, words)


def _shifted(unit: str, shift: int, words: Words) -> Reading:
    anchor = words.anchor
    reading = OPEN
    if unit in ("Y", "DECADE", "CENTURY"):
        if anchor.year:
            digits, step = {"Y": (4, 1), "DECADE": (3, 10), "CENTURY": (2, 100)}[unit]
            reading = period(f"{anchor.year + shift * step:04d}"[:digits] + "X" * (4 - digits))
    elif unit in ("M", "QUARTER"):
        if anchor.month:
            year, month = anchor.month
            size = 1 if unit == "M" else 3
            year, month = add_months(year, (month - 1) // size * size + 1, size * shift)
            last = f"/{year:04d}-{month + 2:02d}" if unit == "QUARTER" else ""
            reading = period(f"{year:04d}-{month:02d}{last}")
    elif unit == "WEEKEND":
        reading = _weekend(shift, words)
    elif anchor.day:
        low, high = week_of(anchor.day + timedelta(7 * shift))
        reading = Reading("date", interval(low, high), low, high)
    if anchor.inferred and reading.low:
        reading = replace(reading, inferred=True)
    return _narrowed(reading, words)


def _weekend(shift: int, words: Words) -> Reading:
    """Last is the latest that has begun before this week's, next the coming one; else the clause decides."""
    today = words.anchor.day
    if today is None:
        return OPEN
    saturday = week_of(today)[0] + timedelta(5)
    ahead = shift > 0 or (shift == 0 and words.context.future())
    if shift > 0 and today >= saturday:
        saturday += timedelta(7)
    elif not ahead and (today < saturday or shift < 0):
        saturday -= timedelta(7)
    return Reading("date", interval(saturday, saturday + timedelta(1)), saturday, saturday + timedelta(1), True)


def _narrowed(reading: Reading, words: Words) -> Reading:
    """Early, mid and late are thirds; "earlier this year" ends and "later this year" begins at the anchor."""
    part, low, high = words.part, reading.low, reading.high
    if part is None or low is None or high is None:
        return reading
    today = words.anchor.day
    word = words.groups["part"].lower()
    if today and low <= today <= high and word in words.grammar.words.get("comparative", ()):
        return replace(reading, high=today) if part == "early" else replace(reading, low=today)
    low, high = third(low, high, part)
    return replace(reading, low=low, high=high)


READERS: Readers = {
    "iso_month": _iso_month,
    "numeric_month": _iso_month,
    "month": _month,
    "year": _year,
    "fiscal_year": _fiscal_year,
    "decade": _decade,
    "decade_word": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "last_season": _season,
    "this_season": _season,
    "relative_period": _relative_period,
    "part_of_period": _part_of_period,
    "relative_year": _relative_year,
    "year_end": _year_end,
    "relative_week": _relative_week,
    "relative_weekend": _relative_weekend,
}
