"""Days: calendar dates in every usual order, weekdays, today and its neighbours."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from extraction.dates.edtf_bounds import interval, week_of
from extraction.dates.words import OPEN, Context, Readers, Reading, Words

_LONGEST_GAP = 40
"""Years within which every day of the year falls on every weekday, 29 February across a skipped leap year included."""
_CLOSE, _FAR = 30, 300
"""Days: a day this close is meant rather than one that far."""


def one_day(day: date, *, inferred: bool = False, weekday: int | None = None) -> Reading:
    """The reading of a single day."""
    return Reading("date", day.isoformat(), day, day, inferred, weekday)


def _whole(year: int | None, month: int, day: int) -> Reading | None:
    if year is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return one_day(date(year, month, day))


def _iso_date(words: Words) -> Reading | None:
    return _whole(words.year, int(words.groups["mm"]), int(words.groups["day"]))


def _numeric_date(words: Words) -> Reading | None:
    """Day and month in the order of the locale, unless only the other order makes a date."""
    first, second = int(words.groups["a"]), int(words.groups["b"])
    month_first = words.grammar.language == "en" and words.groups["mark"] == "/"
    if (month_first and first <= 12) or second > 12:
        first, second = second, first
    return _whole(words.year, second, first)


def _numeric_date_ymd(words: Words) -> Reading | None:
    return _whole(words.year, int(words.groups["a"]), int(words.groups["b"]))


def _day(words: Words) -> Reading | None:
    """A day and its month, with or without a year, a weekday, or a second day ("February 4-6")."""
    day = words.number("day") or words.integer("ordinal")
    month = words.number("mm") or words.integer("month")
    weekday = words.integer("weekday")
    last = words.number("day2")
    if month is None or day is None or month > 12 or day > monthrange(2000, month)[1]:
        return None
    if last is not None and not day < last <= monthrange(2000, month)[1]:
        return None
    year = words.stated_year
    inferred = year is None
    if year is None and words.year_shift is None:
        year = infer_year(month, day, weekday, words.context, words.shift)
    if year is None:
        end = f"/XXXX-{month:02d}-{last:02d}" if last else ""
        return Reading("date", f"XXXX-{month:02d}-{day:02d}{end}", weekday=weekday)
    low = date(year, month, day)
    if not last:
        return one_day(low, inferred=inferred, weekday=weekday)
    high = date(year, month, last)
    return Reading("date", interval(low, high), low, high, inferred, weekday)


def infer_year(month: int, day: int, weekday: int | None, context: Context, shift: int | None) -> int | None:
    """The year of a day that is written without one (CODEBOOK.md, section 5).

    Against an anchor it is the nearest past one, or the nearest to come where the clause looks ahead; but a day close
    by on the other side is meant rather than one almost a year away, unless the verb says otherwise. A weekday beside
    the day overrules both, within a year to either side. Without an anchor only a weekday can tell, up to the day the
    article was loaded.
    """
    low, high = context.anchor.low, context.anchor.high
    if low is None or high is None:
        if weekday is None or context.loaded_on is None:
            return None
        return year_by_weekday(month, day, weekday, context.loaded_on)
    past = _first_valid(range(high.year, high.year - 9, -1), month, day, lambda d: d <= high)
    ahead = _first_valid(range(low.year, low.year + 9), month, day, lambda d: d >= low)
    tense = {1: "future", -1: "past"}.get(shift or 0) or context.tense()
    nearest = ahead if tense == "future" else past
    if past and ahead and not shift:
        if tense == "future" and (low - past).days <= _CLOSE and (ahead - high).days >= _FAR:
            nearest = past
        elif tense is None and (ahead - high).days <= _CLOSE and (low - past).days >= _FAR:
            nearest = ahead
    if weekday is not None and nearest is not None and nearest.isoweekday() != weekday:
        around = [
            date(y, month, day)
            for y in (high.year, high.year + 1, high.year - 1)
            if 1 <= y <= 9999 and day <= monthrange(y, month)[1]
        ]
        fitting = [d for d in around if d.isoweekday() == weekday]
        nearest = min(fitting, key=lambda d: abs((d - high).days), default=nearest)
    return nearest.year if nearest else None


def _first_valid(years: range, month: int, day: int, wanted: Callable[[date], bool]) -> date | None:
    return next(
        (d for y in years if day <= monthrange(y, month)[1] and wanted(d := date(y, month, day))),
        None,
    )


def year_by_weekday(month: int, day: int, weekday: int, not_after: date) -> int | None:
    """The latest year in which a day fell on a weekday and was not later than `not_after`."""
    for year in range(not_after.year, max(1, not_after.year - _LONGEST_GAP), -1):
        if day <= monthrange(year, month)[1]:
            candidate = date(year, month, day)
            if candidate <= not_after and candidate.isoweekday() == weekday:
                return year
    return None


def _relative_day(words: Words) -> Reading | None:
    today = words.anchor.day
    return one_day(today + timedelta(words.integer("relday") or 0)) if today else OPEN


def _weekday(words: Words) -> Reading | None:
    """The most recent one, the day itself included; the next one where the words or the clause look ahead."""
    weekday = words.integer("weekday") or 1
    named = Reading("date", None, weekday=weekday)
    today, shift = words.anchor.day, words.shift
    week_shift = words.integer("dirofweek", "dir")
    if words.has("justpast"):
        shift = -1
    elif words.has("ahead"):
        shift = 1
    if today is None:
        fixed = words.anchor.low if words.anchor.inferred else None
        plain = shift is None and week_shift is None and words.context.main_text
        if fixed is None or fixed.isoweekday() != weekday or not plain or words.context.future():
            return named
        return one_day(fixed, inferred=True, weekday=weekday)
    if week_shift is not None:
        day = week_of(today)[0] + timedelta(7 * week_shift + weekday - 1)
        return one_day(day, inferred=False, weekday=weekday)
    back, ahead = (today.isoweekday() - weekday) % 7, (weekday - today.isoweekday()) % 7
    if shift == -1:
        day = today - timedelta(back or 7)
    elif shift == 1:
        day = today + timedelta(ahead or 7)
    elif words.context.future():
        day = today + timedelta(ahead)
    else:
        day = today - timedelta(back)
    return one_day(day, inferred=True, weekday=weekday)


READERS: Readers = {
    "iso_date": _iso_date,
    "numeric_date": _numeric_date,
    "numeric_date_ymd": _numeric_date_ymd,
    "day": _day,
    "day_words": _day,
    "day_short": _day,
    "relative_day": _relative_day,
    "weekday": _weekday,
}
