"""Dates that share their year: "between January and March 2025", "January 23 - March 9, 2014".

Belongs here: which mentions are joined, and the year that a later one gives to those before it.
"""

from __future__ import annotations

from extraction.dates.scan import Mention

_LONGEST_JOIN = 14
_YEARLESS = frozenset(("day", "month"))
_YEAR_WORDS = frozenset(("year", "yy", "diryear", "dirpostyear", "dir", "dirpost", "relyear", "lastyear", "thisyear"))


def is_joined(text: str, first: Mention, second: Mention) -> bool:
    """Whether nothing but words like "and" and "to" stands between two mentions."""
    if not 0 < second.start - first.end <= _LONGEST_JOIN:
        return False
    joins = first.grammar.words["join"]
    words = text[first.end : second.start].lower().split()
    return bool(words) and all(word in joins for word in words)


def spread_years(text: str, mentions: list[Mention]) -> None:
    """Give days and months without a year that of the joined one after them, or the year before if they are later."""
    for i in range(len(mentions) - 2, -1, -1):
        first, second = mentions[i], mentions[i + 1]
        if first.rule not in _YEARLESS or second.rule not in _YEARLESS or "year" not in second.groups:
            continue
        if _YEAR_WORDS.isdisjoint(first.groups) and is_joined(text, first, second):
            months = [int(m.grammar.value("month", m.groups["month"])) for m in (first, second)]
            first.groups["year"] = str(int(second.groups["year"]) - (months[0] > months[1]))
