"""What a reader of dates is given, and what it gives back.

Belongs here: the captured words of a mention, the anchor and the context of its clause, and the reading. Does not
belong here: what any expression means (`readers`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extraction.dates.grammar import Grammar
from extraction.dates.scan import Mention


@dataclass(frozen=True, slots=True)
class Anchor:
    """The days against which relative dates resolve; both ends None where nothing fixes them.

    `inferred` marks an anchor that is not the publication's date but a day that the text itself fixes.
    """

    low: date | None = None
    high: date | None = None
    inferred: bool = False

    @property
    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.low if self.low == self.high and not self.inferred else None

    @property
    def year(self) -> int | None:
        """The year, where both ends share it."""
        return self.low.year if self.low and self.high and self.low.year == self.high.year else None

    @property
    def month(self) -> tuple[int, int] | None:
        """(year, month), where both ends share them."""
        if self.low is None or self.high is None:
            return None
        month = self.low.year, self.low.month
        return month if month == (self.high.year, self.high.month) else None


@dataclass(slots=True, unsafe_hash=True)
class Context:
    """What a reader may know beside the words."""

    anchor: Anchor
    previous: tuple[date, date] | None
    """The last date that the segment gave before."""
    loaded_on: date | None
    tense: Callable[[], str | None]
    """Tense of the clause, past or future, or None where nothing tells; asked only where it matters."""
    main_text: bool
    """Whether the words stand in the article proper, not in a teaser or boilerplate."""

    def future(self) -> bool:
        """Whether the clause looks ahead."""
        return self.tense() == "future"


@dataclass(slots=True, unsafe_hash=True)
class Reading:
    """The meaning of a span; the fields are those of DateRow."""

    kind: str
    edtf: str | None
    low: date | None = None
    high: date | None = None
    inferred: bool = False
    weekday: int | None = None


OPEN = Reading("date", None)
"""A date that nothing fixes."""


class Words:
    """The captured words of a mention, read through the word classes of its language."""

    __slots__ = ("anchor", "context", "grammar", "groups")

    def __init__(self, mention: Mention, context: Context) -> None:
        self.groups = mention.groups
        self.grammar: Grammar = mention.grammar
        self.context = context
        self.anchor = context.anchor

    def has(self, *groups: str) -> bool:
        """Whether any of the groups was captured."""
        return any(group in self.groups for group in groups)

    def number(self, group: str) -> int | None:
        """The number that a group of digits writes."""
        digits = self.groups.get(group)
        return int(digits) if digits else None

    def value(self, group: str, word_class: str | None = None) -> str | None:
        """The value of a captured word in its class, which is named as the group unless said otherwise."""
        word = self.groups.get(group)
        return None if word is None else self.grammar.value(word_class or group, word)

    def integer(self, group: str, word_class: str | None = None) -> int | None:
        """The value of a captured word as a whole number."""
        value = self.value(group, word_class)
        return None if value is None else int(value)

    @property
    def year(self) -> int | None:
        """The year as written; two digits are of this century up to 69."""
        if "year" in self.groups:
            return int(self.groups["year"])
        if "yy" in self.groups:
            short = int(self.groups["yy"])
            return 2000 + short if short < 70 else 1900 + short
        return None

    @property
    def shift(self) -> int | None:
        """-1, 0 or +1 for last, this and next, said of the expression itself."""
        return self.integer("dir") if "dir" in self.groups else self.integer("dirpost")

    @property
    def year_shift(self) -> int | None:
        """The same, said of the year that the expression belongs to ("March of last year", "i fjol")."""
        if "lastyear" in self.groups:
            return -1
        if "thisyear" in self.groups:
            return 0
        if "relyear" in self.groups:
            return self.integer("relyear")
        if "diryear" in self.groups:
            return self.integer("diryear", "dir")
        return self.integer("dirpostyear", "dirpost")

    @property
    def stated_year(self) -> int | None:
        """The year that the words name, in digits or against the anchor."""
        if self.year is not None:
            return self.year
        shift = self.year_shift
        return None if shift is None or self.anchor.year is None else self.anchor.year + shift

    @property
    def part(self) -> str | None:
        """Part of the period: early, mid or late."""
        return self.value("part")

    @property
    def quantity(self) -> float | None:
        """The number before a unit, in digits or words."""
        if "fraction" in self.groups:
            return float(self.value("fraction") or 0)
        word = self.groups.get("n")
        if word is None:
            return None
        n = float(word.replace(",", ".")) if word[0].isdigit() else float(self.grammar.value("n", word))
        return n + 0.5 if "andhalf" in self.groups else n


Readers = dict[str, Callable[[Words], Reading | None]]
"""The functions that read a mention, by the rule that found it."""
