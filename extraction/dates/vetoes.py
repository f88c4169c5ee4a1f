"""Spans that only look like dates: numbers that count, names that are also words ("May said", "2,000 workers").

Belongs here: one function for each rule that needs the words around its span, by the classes `yearcue`, `weakcue`,
`yearname`, `notyear`, `monthcue`, `monthword`, `fullmonth` and `notday` of `dates_terms.csv`. Each looks a fixed number
of characters to either side.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extraction.dates.grammar import Grammar
from extraction.lexicon import read_as

_REACH = 24
_BEFORE = re.compile(r"([^\W_]+(?:['’][^\W\d_]+)?)[ \t\u00a0]*\(?$")
_AFTER = re.compile(r"[ \t\u00a0-]?([^\W\d_]+)")
_TO_YEAR = re.compile(r" ?[-–] ?(?:19|20|21)\d\d(?!\d|[.,]\d)")
_MONEY_OR_MARK = frozenset("$€£¥#+")
_UNIT_SIGNS = frozenset("%‰°€$")
_QUOTES = frozenset("“„«\"'‘")
_AMOUNT = re.compile(
    r"(?:\d|\b(?:hundred|thousand|million|billion|trillion|dozen|two|three|four|five|six|seven|eight|nine|ten|twelve))"
    r"(?: ?(?!(?:within|in|for|over|after|than|about|by|to|until|and|or|every|per|last) )[^\W\d_]{1,12}){0,2} $",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?:%|percent|per cent|prozent|procent|prozentpunkte|procentenheter|points?|viertel|drittel|hälfte|quarter|third"
    r"|half|times|mal|gånger) (?:more|less|fewer|higher|lower|mehr|weniger|höher|niedriger|mer|fler|färre|högre|lägre)"
    r" (?:than|als|än) $",
    re.IGNORECASE,
)
"""A share and a comparison: the number behind them is the year compared with ("12% more than 2024")."""
_AMOUNT_REACH = 36
_OLDEST_PLAIN_YEAR = 1500
_JOINED = frozenset("-–/.,")


@dataclass(slots=True)
class Candidate:
    """A span that a rule matched, with the words it captured."""

    text: str
    start: int
    end: int
    groups: dict[str, str]
    grammar: Grammar

    @property
    def left(self) -> str:
        """The character before the span."""
        return self.text[max(0, self.start - 1) : self.start]

    @property
    def before(self) -> str:
        """The word before the span."""
        return self.word_before(self.start)

    @property
    def after(self) -> str:
        """The word after the span."""
        match = _AFTER.match(self.text, self.end, self.end + _REACH)
        return match.group(1) if match else ""

    def word_before(self, at: int) -> str:
        """The word that ends before an offset."""
        window = self.text[max(0, at - _REACH) : at]
        # no word holds a blank, so the search may begin behind the last one but those right before the offset
        match = _BEFORE.search(window, window.rstrip(" (\t\u00a0").rfind(" ") + 1)
        return match.group(1) if match else ""

    def is_a(self, word_class: str, word: str) -> bool:
        """Whether a word is of a class of the language."""
        return word.lower() in self.grammar.words.get(word_class, ())


def _year(span: Candidate) -> bool:
    """A bare number of four digits is a year unless money, a unit, a name or a counted noun claims it."""
    if "part" in span.groups:
        return False
    left, right = span.left, span.text[span.end : span.end + 2].lstrip()[:1]
    if left in _MONEY_OR_MARK or right in _UNIT_SIGNS:
        return True
    if left in _JOINED:
        # "pre-2020" and "2000-2050" hold years, "F-1999", "12-2000" and "3.1999" do not
        word = span.word_before(span.start - 1)
        if left not in "-–" or not (word.islower() or (word.isdigit() and len(word) == 4)):
            return True
    before, after = span.before, span.after
    if _TO_YEAR.match(span.text, span.end):
        return False
    if span.is_a("notyear", after):
        return True
    if span.is_a("yearname", before):
        return _COMPARED.search(span.text[max(0, span.start - _AMOUNT_REACH) : span.start]) is None
    year = int(span.groups["year"])
    if 1900 <= year <= 2100 and year % 100:
        return False
    if span.is_a("weakcue", before) and (year < _OLDEST_PLAIN_YEAR or year % 100 == 0):
        return True
    if span.is_a("yearcue", before):
        counted = after.islower() and len(after) > 3 and after[-1] in "snr"
        return counted and (span.is_a("weakcue", before) or year % 100 == 0)
    return True


def _month(span: Candidate) -> bool:
    """A month alone is a date only in full, and a word of time goes before it if it is also another word or a name."""
    if len(span.groups) > 1:
        return False
    month = span.groups["month"]
    if len(month) <= 4 and not span.is_a("fullmonth", month):
        return True
    if span.is_a("monthcue", span.before):
        return False
    return span.is_a("monthword", month) or (span.grammar.language != "de" and span.after[:1].isupper())


def _season(span: Candidate) -> bool:
    """A season alone is a kind of time ("spring sales"), unless words make it one season ("in the spring")."""
    if span.groups.keys() - {"season", "part"}:
        return False
    after, language = span.after, span.grammar.language
    elided = read_as(language) == "fr" and span.left in ("'", "’")
    if not elided and not span.is_a("seasoncue", span.before):
        return True
    noun = bool(after) if language != "de" else after[:1].isupper()
    return noun and not span.is_a("afterseason", after)


def _decade(span: Candidate) -> bool:
    """An age ("his 60s"); "the 60s" and "’60s" are a decade."""
    if "decade2" not in span.groups or span.grammar.language != "en" or "part" in span.groups:
        return False
    return span.left not in ("'", "’", "‘") and span.before.lower() != "the"


def _joined(span: Candidate) -> bool:
    """Digits that go on to the left are another number."""
    return span.left in ("/", ".", "-", ",", ":")


def _day(span: Candidate) -> bool:
    """A shortened weekday right after a capitalised word is part of a name: "the Edmonton Sun, August 16"."""
    weekday = span.groups.get("weekday", "")
    after_name = span.left == " " and span.before[:1].isupper()
    return 0 < len(weekday) <= 3 and after_name and span.text.startswith(weekday, span.start)


def _weekday(span: Candidate) -> bool:
    """A shortened weekday alone is also a word ("Sun", "Sat", "mar")."""
    return len(span.groups["weekday"]) <= 4 and len(span.groups) == 1


def _day_of_month(span: Candidate) -> bool:
    """A fraction ("4/2"), unless a word of time goes before it."""
    if _joined(span):
        return True
    return span.grammar.language == "sv" and "year" not in span.groups and not span.is_a("monthcue", span.before)


def _weekend(span: Candidate) -> bool:
    """A kind of day, unless it is "the weekend"."""
    return span.before.lower() != "the"


def _relative_day(span: Candidate) -> bool:
    """A part of any day ("por la mañana"), or of a name ("USA Today")."""
    before = span.before
    name = span.left == " " and before[:1].isupper() and span.text[span.start].isupper()
    return name or span.is_a("notday", before)


def _relative_period(span: Candidate) -> bool:
    """A title: “This Week”."""
    return span.left in _QUOTES and span.text[span.start : span.end].istitle()


def _duration(span: Candidate) -> bool:
    """An ordinal ("a second attempt"), a part ("a quarter of a point"), what an amount is for ("$5 a year")."""
    if read_as(span.grammar.language) == "es" and span.groups.get("n") in ("un", "una"):
        return span.after == "de"  # "en un mes de junio"
    if span.grammar.language != "en":
        return False
    n, unit = span.groups.get("n", "1").lower(), span.groups["unit"]
    if n in ("a", "an"):
        before = span.text[max(0, span.start - _AMOUNT_REACH) : span.start]
        if (unit == "quarter" and span.after == "of") or _AMOUNT.search(before):
            return True
    return unit == "second" and not n.isdigit()


def _beside(span: Candidate) -> bool:
    """Not one day: "day after day"."""
    return span.grammar.language == "en" and span.before.lower() != "the"


VETOES: dict[str, Callable[[Candidate], bool]] = {
    "year": _year,
    "month": _month,
    "season": _season,
    "decade": _decade,
    "numeric_date": _joined,
    "numeric_date_ymd": _joined,
    "numeric_month": _joined,
    "iso_date": _joined,
    "iso_month": _joined,
    "clock_time": _joined,
    "day": _day,
    "day_short": _day_of_month,
    "weekday": _weekday,
    "relative_weekend": _weekend,
    "relative_day": _relative_day,
    "relative_period": _relative_period,
    "duration": _duration,
    "beside": _beside,
}
