"""What a span means: one function for each rule, from the captured words and the anchor to an EDTF string and its days.

Belongs here: the news conventions of CODEBOOK.md, section 5. A reader gets the words, the anchor (the days of
publication, or what the text fixes itself) and whether the clause looks ahead; it never looks at the text. Does not
belong here: finding spans (`scan`), verbs and prepositions (`clause`), years inferred across sentences (`inference`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extraction.dates.edtf_bounds import add_months, bounds, interval, month_end, third, week_of
from extraction.dates.grammar import Grammar
from extraction.dates.scan import Mention

_MONTHS = {"M": 1, "QUARTER": 3, "Y": 12, "DECADE": 120, "CENTURY": 1200}
_LONGEST_GAP = 40
"""Years after which a day of the year has fallen on every weekday it can, the leap day of a skipped century included."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days against which relative dates resolve; both ends None where nothing fixes them."""

    low: date | None = None
    high: date | None = None
    inferred: bool = False

    @property
    def day(self) -> date | None:
        return self.low if self.low == self.high else None

    @property
    def year(self) -> int | None:
        return self.low.year if self.low and self.high and self.low.year == self.high.year else None

    @property
    def month(self) -> tuple[int, int] | None:
        if self.year is None or self.low is None or self.high is None or self.low.month != self.high.month:
            return None
        return self.year, self.low.month


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may know beside the words: the anchor, the last date read before, and the look of the clause."""

    anchor: Anchor
    previous: tuple[date, date] | None
    loaded_on: date | None
    future: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a span; the fields are those of DateRow."""

    kind: str
    edtf: str | None
    low: date | None = None
    high: date | None = None
    inferred: bool = False
    weekday: int | None = None


class Words:
    """The captured words of a mention, read through the classes of its language."""

    __slots__ = ("grammar", "groups")

    def __init__(self, mention: Mention) -> None:
        self.groups = mention.groups
        self.grammar: Grammar = mention.grammar

    def has(self, group: str) -> bool:
        return group in self.groups

    def number(self, group: str) -> int | None:
        word = self.groups.get(group)
        return int(word) if word else None

    def value(self, group: str, word_class: str | None = None) -> str | None:
        word = self.groups.get(group)
        return None if word is None else self.grammar.value(word_class or group, word)

    def integer(self, group: str, word_class: str | None = None) -> int | None:
        value = self.value(group, word_class)
        return None if value is None else int(value)

    @property
    def year(self) -> int | None:
        if self.has("year"):
            return self.number("year")
        if self.has("yy"):
            short = int(self.groups["yy"])
            return 2000 + short if short < 70 else 1900 + short
        return None

    @property
    def direction(self) -> int | None:
        """-1, 0 or +1 for last, this and next."""
        for group, word_class in (("dir", "dir"), ("dirpost", "dirpost"), ("dir2", "dir"), ("dirpost2", "dirpost")):
            if self.has(group):
                return self.integer(group, word_class)
        return None

    @property
    def part(self) -> str | None:
        return self.value("part")

    def quantity(self) -> float | None:
        if self.has("half"):
            return float(self.grammar.words["half"][" ".join(self.groups["half"].lower().split())])
        word = self.groups.get("n")
        if word is None:
            return None
        n = float(word) if word.isdigit() else float(self.grammar.value("n", word))
        return n + 0.5 if self.has("andhalf") else n


def read_mention(mention: Mention, context: Context) -> Reading | None:
    """The reading of a mention, or None where the words make no date ("31 February")."""
    try:
        reading = _READERS[mention.rule](Words(mention), context)
    except (OverflowError, ValueError):  # a day outside the calendar: the year 10000, 31 June
        return None
    if reading is not None and reading.inferred is False and context.anchor.inferred and _is_relative(mention.rule):
        return replace(reading, inferred=reading.low is not None)
    return reading


def _is_relative(rule: str) -> bool:
    return rule.startswith(("relative", "part_of_period", "year_end", "ago", "from_now", "last_", "this_", "weekday"))


# -- days ----------------------------------------------------------------------------------------------------------


def _iso_date(words: Words, context: Context) -> Reading | None:
    return _whole_date(words.year, int(words.groups["mm"]), int(words.groups["day"]))


def _iso_month(words: Words, context: Context) -> Reading | None:
    return _reading(f"{words.year:04d}-{words.groups['mm']}")


def _numeric_date(words: Words, context: Context) -> Reading | None:
    a, b = int(words.groups["a"]), int(words.groups["b"])
    year = words.year
    if words.groups["mark"] == "." and len(words.groups.get("yy", "2026")) == 2 and a > 31:
        return None
    first_is_year = words.has("year") and "a" in words.groups and words.grammar.language == ""
    if first_is_year:
        return None
    month_first = words.grammar.language == "en" and words.groups["mark"] == "/" and a <= 12
    day, month = (b, a) if month_first or b > 12 else (a, b)
    return _whole_date(year, month, day)


def _whole_date(year: int | None, month: int, day: int) -> Reading | None:
    if year is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    exact = date(year, month, day)
    return Reading("date", exact.isoformat(), exact, exact)


def _day(words: Words, context: Context) -> Reading | None:
    day = words.number("day") if words.has("day") else words.integer("ordinal")
    month = int(words.groups["mm"]) if words.has("mm") else words.integer("month")
    weekday = words.integer("weekday")
    last = words.number("day2")
    if month is None or day is None or day > monthrange(2000, month)[1]:
        return None
    year, inferred = words.year, False
    if year is None:
        shift = -1 if words.has("lastyear") else words.direction
        if shift is None:
            shift = words.integer("relyear")
        if shift is not None:
            year = context.anchor.year + shift if context.anchor.year else None
        else:
            year, inferred = infer_year(month, day, weekday, context), True
    if year is None:
        end = f"/XXXX-{month:02d}-{last:02d}" if last and last > day else ""
        return Reading("date", f"XXXX-{month:02d}-{day:02d}{end}", weekday=weekday)
    low = date(year, month, day)
    high = date(year, month, last) if last and last > day else low
    edtf = low.isoformat() if high == low else interval(low, high)
    return Reading("date", edtf, low, high, inferred, weekday)


def infer_year(month: int, day: int, weekday: int | None, context: Context) -> int | None:
    """The year of a day that is written without one (CODEBOOK.md, section 5)."""
    anchor = context.anchor
    if anchor.low is None or anchor.high is None:
        if weekday is None or context.loaded_on is None:
            return None
        return year_by_weekday(month, day, weekday, context.loaded_on)
    future = context.future()
    years = range(anchor.low.year, anchor.low.year + 9) if future else range(anchor.high.year, anchor.high.year - 9, -1)
    candidates = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
    fitting = [d for d in candidates if (d >= anchor.low if future else d <= anchor.high)]
    if weekday is not None and fitting and fitting[0].isoweekday() != weekday:
        # The weekday decides: the nearest year in which it is true, else the calendar's nearest.
        near = [
            date(y, month, day)
            for y in (anchor.high.year + 1, anchor.high.year, anchor.high.year - 1)
            if day <= monthrange(y, month)[1]
        ]
        near = [d for d in near if d.isoweekday() == weekday and abs((d - anchor.high).days) <= 366]
        fitting = near or [d for d in fitting if d.isoweekday() == weekday] or fitting
    return fitting[0].year if fitting else None


def year_by_weekday(month: int, day: int, weekday: int, not_after: date) -> int | None:
    """The latest year in which a day fell on a weekday, the day itself not later than `not_after`."""
    for year in range(not_after.year, max(1, not_after.year - _LONGEST_GAP), -1):
        if day <= monthrange(year, month)[1]:
            candidate = date(year, month, day)
            if candidate <= not_after and candidate.isoweekday() == weekday:
                return year
    return None


def _relative_day(words: Words, context: Context) -> Reading | None:
    shift = words.integer("relday") or 0
    today = context.anchor.day
    if today is None or context.anchor.inferred:
        return Reading("date", None)
    return _one_day(today + timedelta(shift))


def _one_day(day: date, inferred: bool = False, weekday: int | None = None) -> Reading:
    return Reading("date", day.isoformat(), day, day, inferred, weekday)


def _weekday(words: Words, context: Context) -> Reading | None:
    weekday = words.integer("weekday") or 1
    today = context.anchor.day
    if today is None or context.anchor.inferred:
        return Reading("date", None, weekday=weekday)
    shift = words.direction
    if words.has("last"):
        shift = -1
    if words.has("ahead"):
        shift = 1
    if words.has("week"):
        week = {"last": -7, "this": 0, "next": 7, "förra": -7, "nästa": 7}.get(words.groups["week"].lower(), 0)
        return _one_day(week_of(today)[0] + timedelta(week + weekday - 1), True, weekday)
    back = (today.isoweekday() - weekday) % 7
    ahead = (weekday - today.isoweekday()) % 7
    if shift == -1:
        day = today - timedelta(back or 7)
    elif shift == 1:
        day = today + timedelta(ahead or 7)
    elif context.future():
        day = today + timedelta(ahead)
    else:
        day = today - timedelta(back)
    return _one_day(day, True, weekday)


# -- months, years and what lies between -----------------------------------------------------------------------------


def _reading(edtf: str, part: str | None = None, inferred: bool = False) -> Reading:
    low, high = bounds(edtf)
    if part and low and high:
        low, high = third(low, high, part)
    return Reading("date", edtf, low, high, inferred)


def _shifted_year(words: Words, context: Context) -> int | None:
    """The year that "of last year", "i fjol", "de l'an dernier" name."""
    shift = words.direction
    if words.has("lastyear"):
        shift = -1
    elif words.has("thisyear") or words.has("thisyear2"):
        shift = 0
    elif words.has("relyear"):
        shift = words.integer("relyear")
    return context.anchor.year + shift if shift is not None and context.anchor.year else None


def _month(words: Words, context: Context) -> Reading | None:
    month = words.integer("month") or 1
    last = words.integer("month2", "month")
    year, inferred = words.year, False
    if year is None and any(words.has(g) for g in ("dir2", "dirpost2", "lastyear", "relyear")):
        shift = words.integer("dir2", "dir") if words.has("dir2") else -1
        if words.has("relyear"):
            shift = words.integer("relyear")
        year = context.anchor.year + (shift or 0) if context.anchor.year else None
    elif year is None:
        year, inferred = _month_year(month, words.direction, context), True
    if year is None:
        return Reading("date", f"XXXX-{month:02d}")
    if last is not None and last > month:
        edtf = f"{year:04d}-{month:02d}/{year:04d}-{last:02d}"
        return _reading(edtf, words.part, inferred)
    return _reading(f"{year:04d}-{month:02d}", words.part, inferred)


def _month_year(month: int, direction: int | None, context: Context) -> int | None:
    low, high = context.anchor.low, context.anchor.high
    if low is None or high is None:
        return None
    if direction == -1:
        return high.year if month < high.month else high.year - 1
    if direction == 1 or (direction is None and context.future()):
        return low.year if month >= low.month + (direction or 0) else low.year + 1
    if direction == 0:
        return low.year
    return high.year if month <= high.month else high.year - 1


def _year(words: Words, context: Context) -> Reading | None:
    year = words.year
    if year is None:
        return None
    last = words.number("year2")
    if words.has("yy"):
        year = int(words.groups["year"])
        last = year // 100 * 100 + int(words.groups["yy"])
    if last is not None:
        if not year < last <= year + 200:
            return None
        return _reading(f"{year:04d}/{last:04d}", words.part)
    return _reading(f"{year:04d}", words.part)


def _fiscal_year(words: Words, context: Context) -> Reading | None:
    if words.has("year") and (words.has("year2") or words.has("yy")):
        return _year(words, context)
    return _reading(f"{words.year:04d}~")


def _relative_year(words: Words, context: Context) -> Reading | None:
    year = context.anchor.year
    if year is None:
        return Reading("date", None)
    return _reading(f"{year + (words.integer('relyear') or 0):04d}", words.part)


def _year_end(words: Words, context: Context) -> Reading | None:
    return _reading(f"{context.anchor.year:04d}", "late") if context.anchor.year else Reading("date", None)


def _decade(words: Words, context: Context) -> Reading | None:
    if words.has("decade"):
        tens = words.groups["decade"]
    else:
        tens = ("20" if int(words.groups["decade2"]) < 3 else "19") + words.groups["decade2"]
        tens = tens[:3]
    return _reading(f"{tens}X", words.part)


def _decade_word(words: Words, context: Context) -> Reading | None:
    return _reading(f"19{words.value('decadeword')}"[:3] + "X", words.part)


def _century(words: Words, context: Context) -> Reading | None:
    n = words.number("century") or words.integer("ordinal") or words.integer("roman")
    return _reading(f"{n - 1:02d}XX", words.part) if n and 2 <= n <= 22 else None


def _century_hundreds(words: Words, context: Context) -> Reading | None:
    return _reading(words.groups["hundred"] + "XX")


def _months_of_year(first: int, months: int, words: Words, context: Context) -> Reading | None:
    """A quarter or half, in the year named or in the nearest one that the clause admits."""
    year, inferred = words.year or _shifted_year(words, context), False
    if year is None:
        if context.anchor.low is None or context.anchor.high is None:
            return Reading("date", None)
        inferred = True
        if context.future():
            year = context.anchor.low.year
            year += month_end(year, first + months - 1) < context.anchor.low
        else:
            year = context.anchor.high.year
            year -= date(year, first, 1) > context.anchor.high
    return _reading(f"{year:04d}-{first:02d}/{year:04d}-{first + months - 1:02d}", words.part, inferred)


def _quarter(words: Words, context: Context) -> Reading | None:
    quarter = words.number("q") or words.integer("nth") or 9
    return _months_of_year(quarter * 3 - 2, 3, words, context) if quarter <= 4 else None


def _half(words: Words, context: Context) -> Reading | None:
    half = words.number("q") or words.integer("nth") or 9
    return _months_of_year(half * 6 - 5, 6, words, context) if half <= 2 else None


def _season(words: Words, context: Context) -> Reading | None:
    season = words.integer("season") or words.integer("lastseason") or 21
    year, inferred = words.year, False
    if year is None and words.has("season") and (words.has("dir2") or words.has("relyear")):
        shift = words.integer("dir2", "dir") if words.has("dir2") else words.integer("relyear")
        year = context.anchor.year + (shift or 0) if context.anchor.year else None
    elif words.has("yy"):
        year = int(words.groups["year"])
    elif year is None:
        direction = -1 if words.has("lastseason") else words.direction
        year, inferred = _season_year(season, direction or 0, context), True
    return _reading(f"{year:04d}-{season}", words.part, inferred) if year else Reading("date", None)


def _season_year(season: int, direction: int, context: Context) -> int | None:
    low, high = context.anchor.low, context.anchor.high
    if low is None or high is None:
        return None
    years = [y for y in range(high.year - 2, high.year + 3)]
    spans = [(y, *bounds(f"{y:04d}-{season}")) for y in years]
    if direction < 0:
        past = [y for y, _, last in spans if last and last < low]
        return past[-1] if past else None
    if direction > 0:
        ahead = [y for y, first, _ in spans if first and first > high]
        return ahead[0] if ahead else None
    now = [y for y, first, last in spans if first and last and first <= high and last >= low]
    return now[0] if now else low.year


def _last_season(words: Words, context: Context) -> Reading | None:
    return _season(words, context)


def _relative_period(words: Words, context: Context) -> Reading | None:
    return _period(words.value("period") or "Y", words.direction or 0, words, context)


def _period(unit: str, shift: int, words: Words, context: Context) -> Reading | None:
    anchor = context.anchor
    part = words.part
    if unit == "Y":
        return _to_date(_reading(f"{anchor.year + shift:04d}"), part, words, context) if anchor.year else _OPEN
    if unit in ("DECADE", "CENTURY"):
        if not anchor.year:
            return _OPEN
        digits = 3 if unit == "DECADE" else 2
        step = 10 if unit == "DECADE" else 100
        return _reading(f"{anchor.year + shift * step:04d}"[:digits] + "X" * (4 - digits), part)
    if unit == "M" or unit == "QUARTER":
        if anchor.month is None:
            return _OPEN
        year, month = anchor.month
        if unit == "M":
            year, month = add_months(year, month, shift)
            return _to_date(_reading(f"{year:04d}-{month:02d}"), part, words, context)
        year, month = add_months(year, (month - 1) // 3 * 3 + 1, 3 * shift)
        return _reading(f"{year:04d}-{month:02d}/{year:04d}-{month + 2:02d}", part)
    day = anchor.day
    if day is None or anchor.inferred:
        return _OPEN
    if unit == "D":
        return _one_day(day + timedelta(shift)) if shift == 0 else _OPEN
    monday = week_of(day)[0]
    if unit == "WEEKEND":
        return _weekend(day, shift, words, context)
    low, high = monday + timedelta(7 * shift), monday + timedelta(7 * shift + 6)
    return _to_date(Reading("date", interval(low, high), low, high), part, words, context)


def _weekend(day: date, shift: int | None, words: Words, context: Context) -> Reading:
    saturday = week_of(day)[0] + timedelta(5)
    past = saturday if day >= saturday else saturday - timedelta(7)
    if shift == -1:
        low = past if day.isoweekday() < 6 else past - timedelta(7)
    elif shift == 1:
        low = saturday if day.isoweekday() < 6 else saturday + timedelta(7)
    else:
        low = saturday if context.future() else past
    return Reading("date", interval(low, low + timedelta(1)), low, low + timedelta(1), True)


def _to_date(reading: Reading, part: str | None, words: Words, context: Context) -> Reading:
    """ "early", "mid", "late" narrow to a third; "earlier" ends and "later" begins at the anchor."""
    if part is None or reading.low is None or reading.high is None:
        return reading
    word = words.groups.get("part", "").lower()
    today = context.anchor.day
    if today and reading.low <= today <= reading.high:
        if word.startswith("earlier"):
            return replace(reading, high=today)
        if word.startswith("later"):
            return replace(reading, low=today)
    low, high = third(reading.low, reading.high, part)
    return replace(reading, low=low, high=high)


_OPEN = Reading("date", None)


def _part_of_period(words: Words, context: Context) -> Reading | None:
    if words.has("relyear"):
        return _relative_year(words, context)
    unit = words.value("period") or words.value("period2", "period")
    if words.has("thismonth"):
        unit = "M"
    elif words.has("thisweek"):
        unit = "W"
    elif unit is None:
        unit = "Y"
    reading = _period(unit, words.direction or 0, words, context)
    if reading is not None and words.has("d") and reading.low and reading.high:
        low, high = third(reading.low, reading.high, "late")
        return replace(reading, low=low, high=high)
    return reading


def _relative_week(words: Words, context: Context) -> Reading | None:
    return _period("W", 0, words, context)


def _relative_weekend(words: Words, context: Context) -> Reading | None:
    day = context.anchor.day
    return _weekend(day, None, words, context) if day and not context.anchor.inferred else _OPEN


# -- spans of time -----------------------------------------------------------------------------------------------------


def iso_duration(quantity: float, designator: str) -> str:
    """The ISO 8601 duration of a quantity and a unit ("P30D", "PT8H", "P2.5Y"; decades and quarters in years, months)."""
    factor = 1.0
    if designator[0].isdigit():
        factor, designator = float(designator[:-1]), designator[-1]
    if designator == "DECADE":
        factor, designator = 10.0, "Y"
    elif designator == "CENTURY":
        factor, designator = 100.0, "Y"
    elif designator == "QUARTER":
        factor, designator = 3.0, "M"
    amount = f"{quantity * factor:g}"
    return f"PT{amount}{designator.upper()}" if designator in "hms" else f"P{amount}{designator}"


def _duration(words: Words, context: Context) -> Reading | None:
    quantity, unit = words.quantity(), words.value("unit")
    return Reading("duration", iso_duration(quantity, unit)) if quantity and unit else None


def _duration_word(words: Words, context: Context) -> Reading | None:
    if words.has("glue"):
        glue = words.value("glue") or ""
        digits = "".join(c for c in glue if c.isdigit())
        return Reading("duration", iso_duration(float(digits), glue[len(digits) :]))
    quantity, unit = words.quantity(), words.value("glued")
    return Reading("duration", iso_duration(quantity, unit)) if quantity and unit else None


def _ago(words: Words, context: Context) -> Reading | None:
    return _counted_from_now(words, context, -1)


def _from_now(words: Words, context: Context) -> Reading | None:
    return _counted_from_now(words, context, 1)


def _counted_from_now(words: Words, context: Context, sign: int) -> Reading | None:
    """ "two years ago" is a year, "two weeks ago" a week, "two days ago" a day: as precise as its unit."""
    quantity, unit, anchor = words.quantity(), words.value("unit"), context.anchor
    if quantity is None or unit is None:
        return None
    if unit == "2W":
        quantity, unit = quantity * 2, "W"
    if unit in _MONTHS:
        months = round(quantity * _MONTHS[unit]) * sign
        if months % 12 == 0:
            return _reading(f"{anchor.year + months // 12:04d}") if anchor.year else _OPEN
        if anchor.month is None:
            return _OPEN
        year, month = add_months(*anchor.month, months)
        return _reading(f"{year:04d}-{month:02d}")
    if anchor.day is None or anchor.inferred:
        return _OPEN
    if unit == "W":
        low, high = week_of(anchor.day + timedelta(weeks=sign * quantity))
        return Reading("date", interval(low, high), low, high)
    if unit == "D" or (unit == "h" and quantity % 24 == 0):
        return _one_day(anchor.day + timedelta(days=sign * quantity / (1 if unit == "D" else 24)))
    return _OPEN


def _open_later(words: Words, context: Context) -> Reading | None:
    return _OPEN


def _set_of(period: str) -> Reading:
    return Reading("set", f"R/{iso_duration(1, period)}")


def _every(words: Words, context: Context) -> Reading | None:
    step = words.integer("every") or 1
    if words.has("weekday"):
        return Reading("set", f"R/P{step}W", weekday=words.integer("weekday"))
    if words.has("month") or words.has("season"):
        return Reading("set", f"R/P{step}Y")
    unit = words.value("unit") or words.value("period") or "Y"
    return Reading("set", f"R/{iso_duration((words.quantity() or 1) * step, _designator(unit))}")


def _designator(unit: str) -> str:
    return "W" if unit == "WEEKEND" else unit


def _times_per(words: Words, context: Context) -> Reading | None:
    return _set_of(_designator(words.value("unit") or words.value("period") or "D"))


def _often(words: Words, context: Context) -> Reading | None:
    return _set_of(words.value("often") or "Y")


def _clock(words: Words, context: Context) -> Reading | None:
    if words.has("clock"):
        return Reading("time", "T" + (words.value("clock") or ""))
    hour, minute = int(words.groups["hour"]), int(words.groups.get("minute") or words.groups.get("minute2") or 0)
    meridiem = words.groups.get("meridiem", "").lower()
    if meridiem:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if meridiem.startswith("p") else 0)
    return Reading("time", f"T{hour:02d}:{minute:02d}") if hour < 24 or minute == 0 else None


# -- dates that lean on the one before -----------------------------------------------------------------------------------

_WHAT = {
    **dict.fromkeys(("day", "dag", "dagen", "tag", "tages", "tags", "jour", "día"), "D"),
    **dict.fromkeys(("week", "vecka", "veckan", "woche", "semaine", "semana"), "W"),
    **dict.fromkeys(("month", "månad", "månaden", "monat", "mois", "mes"), "M"),
    **dict.fromkeys(("year", "år", "året", "jahr", "jahres", "année", "año"), "Y"),
}


def _anaphor(words: Words, context: Context) -> Reading | None:
    return _beside_previous(_WHAT[words.groups["what"].lower()], words.integer("same") or 0, context)


def _beside(words: Words, context: Context) -> Reading | None:
    return _beside_previous(_WHAT[words.groups["what"].lower()], words.integer("beside") or 0, context)


def _anaphor_day(words: Words, context: Context) -> Reading | None:
    return _beside_previous("D", words.integer("anaday") or 0, context)


def _beside_previous(unit: str, shift: int, context: Context) -> Reading:
    if context.previous is None:
        return _OPEN
    low, high = context.previous
    if unit == "D":
        return _one_day(low + timedelta(shift), True) if low == high else _OPEN
    if unit == "W":
        if (high - low).days > 6:
            return _OPEN
        first, last = week_of(low + timedelta(7 * shift))
        return Reading("date", interval(first, last), first, last, True)
    if low.year != high.year or (unit == "M" and low.month != high.month):
        return _OPEN
    if unit == "M":
        year, month = add_months(low.year, low.month, shift)
        return _reading(f"{year:04d}-{month:02d}", inferred=True)
    return _reading(f"{low.year + shift:04d}", inferred=True)


_READERS: dict[str, Callable[[Words, Context], Reading | None]] = {
    "iso_date": _iso_date,
    "iso_month": _iso_month,
    "numeric_date": _numeric_date,
    "clock_time": _clock,
    "clock_hours": _clock,
    "clock_word": _clock,
    "day": _day,
    "day_words": _day,
    "day_short": _day,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "last_season": _last_season,
    "this_season": _season,
    "fiscal_year": _fiscal_year,
    "decade": _decade,
    "decade_word": _decade_word,
    "century": _century,
    "century_hundreds": _century_hundreds,
    "relative_day": _relative_day,
    "relative_year": _relative_year,
    "part_of_period": _part_of_period,
    "year_end": _year_end,
    "relative_period": _relative_period,
    "relative_week": _relative_week,
    "relative_weekend": _relative_weekend,
    "weekday": _weekday,
    "range_of_time": _duration,
    "ago": _ago,
    "from_now": _from_now,
    "open_later": _open_later,
    "age": lambda words, context: None,
    "times_per": _times_per,
    "every": _every,
    "often": _often,
    "duration": _duration,
    "duration_word": _duration_word,
    "anaphor": _anaphor,
    "anaphor_day": _anaphor_day,
    "beside": _beside,
    "year": _year,
}
