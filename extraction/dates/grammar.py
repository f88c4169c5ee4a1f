"""What date expressions look like in each language: names from CLDR and num2words, conventions from the lexicons.

Belongs here: the word classes (months, weekdays, units, number words, and the classes of `dates_terms.csv`) and the
patterns of `dates_patterns.csv` compiled from them. A pattern is a regular expression in which a blank stands for white
space within a line and `{class}` for any word of a class; it captures the word in a group of the same name (`{class:2}`
in a group `class2`). Does not belong here: what an expression means (`reading`) or where it stands (`scan`).

Every pattern is tried only at words listed for it in the column `starts`, so an article is read once, word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property, lru_cache

from babel import Locale
from babel.dates import format_timedelta
from babel.units import format_unit
from num2words import num2words

from extraction.lexicon import items, languages, load, read_as

LANGUAGES = languages("dates_patterns")

_UNITS = {
    "D": "duration-day",
    "W": "duration-week",
    "M": "duration-month",
    "Y": "duration-year",
    "h": "duration-hour",
    "m": "duration-minute",
    "s": "duration-second",
    "DECADE": "duration-decade",
    "CENTURY": "duration-century",
    "QUARTER": "duration-quarter",
}
_DELTAS = {"day": ("D", 86400), "week": ("W", 604800), "month": ("M", 2629800), "year": ("Y", 31557600)}
_NUMBERS = (*range(1, 32), 36, *range(40, 101, 5))
_DIGITS = frozenset("0123456789")
_ADMITTED_KEPT = 16_384
_LONGEST_SHORT = 5
_BREAK = re.compile(r"[ '’.-]")
_BLANK = r"(?:[ \t\u00a0\u2009\u202f]{1,2})"
_CAPITALISED = ("en", "de")  # month and weekday names are written with a capital
_FIXED = {
    "D": r"(?P<day>0?[1-9]|[12]\d|3[01])(?![\d,.]*\d)",
    "D2": r"(?P<day2>0?[1-9]|[12]\d|3[01])(?![\d,.]*\d)",
    "Y": r"(?P<year>1\d{3}|20\d\d|21\d\d)(?!\d|[.,]\d)",
    "Y2": r"(?P<year2>1\d{3}|20\d\d|21\d\d)(?!\d|[.,]\d)",
    "YY": r"(?P<yy>\d\d)(?!\d|[.,]\d)",
    "dash": r"[-\u2010-\u2015\u2212]",
    "apos": r"['’‘]",
    "end": r"(?!\w)",
}
_GROUP = re.compile(r"\(\?P<(\w+)>")
_SLOT = re.compile(r"\{([A-Za-z]\w*)(?::(\w+))?\}")


@dataclass(frozen=True)
class Rule:
    """A named form of a date expression in one language."""

    name: str
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first tried: an article meets few of the forms, and compiling all takes a quarter second."""
        return re.compile(self.expression)

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        """Names of the groups in their order; a group may stand in several branches."""
        return tuple(name.partition("__")[0] for name in self.pattern.groupindex)

    def captured(self, match: re.Match[str]) -> dict[str, str]:
        """The words that the pattern captured, by the name of their group."""
        return {name: word for name, word in zip(self._groups, match.groups(), strict=True) if word is not None}


class Series:
    """Rules that are tried one after the other at the same place."""

    def __init__(self, rules: Sequence[Rule], *, joined: bool = False) -> None:
        """With `joined`, one pattern of all the rules says first which of them matches: worth its compilation where
        most places match none.
        """
        self.rules = tuple(rules)
        self._joined = joined

    def __bool__(self) -> bool:
        return bool(self.rules)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?P<r{i}>{_own(rule.expression, i)})" for i, rule in enumerate(self.rules)))

    def from_first_match(self, text: str, at: int, stop: int) -> tuple[Rule, ...]:
        """The rules from the first that matches at an offset; at least, those before the first are left out."""
        if not self._joined:
            return self.rules
        match = self._any.match(text, at, stop)
        return () if match is None else self.rules[int((match.lastgroup or "r0")[1:]) :]


_NAME = re.compile(r"(\(\?P<|\(\?P=|\(\?\()(\w+)")


def _own(expression: str, number: int) -> str:
    """An expression whose groups have names of their own, so that it may stand beside others."""
    return _NAME.sub(rf"\1g{number}_\2", expression)


Start = tuple[Rule, frozenset[str] | None]
"""A rule to try at a word or number, and the words and marks of which one must follow; None where any may, "#" for a
number.
"""


@dataclass(frozen=True)
class Grammar:
    """The word classes and rules of one language."""

    language: str
    words: dict[str, dict[str, str]]
    """Word class -> lower-case form -> value."""
    by_word: dict[str, tuple[Start, ...]]
    """First word of an expression -> the rules to try there, in their order."""
    by_number: dict[str, tuple[Start, ...]]
    """The rules to try at a number of one to three digits, "#", and at a longer one, "####"."""
    years: Series
    """Those of them that need nothing after a longer number."""
    after_number: frozenset[str]
    """The words and marks of which one must follow a number for the others."""

    def value(self, word_class: str, form: str) -> str:
        """The value of a word as written in the text; KeyError if the class does not hold it."""
        return self.words[word_class][_plain(form)]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; English for one that has none."""
    if language not in LANGUAGES:
        return grammar("en")
    words = _word_classes(language)
    by_word: dict[str, dict[Rule, frozenset[str] | None]] = {}
    by_number: dict[str, dict[Rule, frozenset[str] | None]] = {"#": {}, "####": {}}
    for row in load("dates_patterns"):
        if row["language"] not in (language, "*"):
            continue
        rule = Rule(row["rule"], _expanded(row["pattern"], language, words))
        for start in row["starts"].split():
            for first, following in _first_words(start, words).items():
                rules = by_number[first] if first in by_number else by_word.setdefault(first, {})
                known = rules.get(rule, frozenset())
                rules[rule] = None if known is None or following is None else known | following
    starts = {word: tuple(rules.items()) for word, rules in by_word.items()}
    numbers = {digits: tuple(rules.items()) for digits, rules in by_number.items()}
    years = Series([rule for rule in by_number["####"] if rule.name == "year"])
    return Grammar(language, words, starts, numbers, years, _after_number(words))


@lru_cache(_ADMITTED_KEPT)
def admitted(language: str, word: str, following: str | None) -> Series:
    """The rules of a listed word that the word after it admits; all of them where that is not known, in a compound."""
    starts = grammar(language).by_word[word]
    if following is None:
        return Series([rule for rule, _ in starts])
    if following and following[0] in _DIGITS:
        return Series([rule for rule, nexts in starts if nexts is None or "#" in nexts])
    first = following.partition("-")[0]
    return Series([rule for rule, nexts in starts if nexts is None or following in nexts or first in nexts])


@lru_cache(_ADMITTED_KEPT)
def admitted_at_number(language: str, digits: str, following: str | None, *, marked: bool = False) -> Series:
    """The rules of a number that what follows it admits; those of a mark inside it too where it is `marked`."""
    starts = grammar(language).by_number[digits]
    first = following.partition("-")[0] if following else ""
    return _joined(
        tuple(
            rule
            for rule, nexts in starts
            if nexts is None or following is None or following in nexts or first in nexts or (marked and "." in nexts)
        )
    )


@cache
def _joined(rules: tuple[Rule, ...]) -> Series:
    return Series(rules, joined=len(rules) > 1)


def _after_number(words: dict[str, dict[str, str]]) -> frozenset[str]:
    """The words and marks that may follow a number with which a date begins."""
    classes = ("unit", "month", "ran", "numlink", "glued", "nth")
    forms = [form for name in classes for form in words.get(name, ())]
    return frozenset([_BREAK.split(form)[0] or form for form in forms] + [form for form in forms if " " not in form])


def _word_classes(language: str) -> dict[str, dict[str, str]]:
    locale = Locale(language)
    words: dict[str, dict[str, str]] = {
        "month": {},
        "weekday": {},
        "unit": _units(language),
        "dash": {mark: mark for mark in "-‐‑‒–—―−"},
        "n": {num2words(n, lang=language): str(n) for n in _NUMBERS},
        "ordinal": {num2words(n, lang=language, to="ordinal"): str(n) for n in range(1, 32)},
    }
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in locale.months[context][width].items():
                words["month"].setdefault(name.rstrip(".").lower(), str(number))
            for number, name in locale.days[context][width].items():
                words["weekday"].setdefault(name.rstrip(".").lower(), str(number + 1))
    for row in load("dates_terms"):
        if row["language"] in (language, "*"):
            for form in items(row["forms"]):
                words.setdefault(row["class"], {})[form] = row["value"]
    words["what"] = {**words["period"], **words["dayword"]}
    if "glued" in words:
        words["glue"] = {
            number.replace(" ", "") + unit: n + designator
            for number, n in words["n"].items()
            for unit, designator in words["glued"].items()
        }
    return words


def _units(language: str) -> dict[str, str]:
    """Names of the units of time in every number and case that CLDR has, with the ISO 8601 designator."""
    out: dict[str, str] = {}
    for designator, unit in _UNITS.items():
        for n in (1, 2):
            out.setdefault(_noun(format_unit(n, unit, locale=language)), designator)
    for granularity, (designator, seconds) in _DELTAS.items():
        for n in (1, 2, -1, -2):
            text = format_timedelta(
                timedelta(seconds=n * seconds),
                granularity=granularity,  # type: ignore[arg-type]
                threshold=10**9,
                add_direction=True,
                locale=language,
            )
            after = re.search(r"\d+\s+([^\W\d_]+)", text)
            if after:
                out.setdefault(after.group(1).lower(), designator)
    return out


def _noun(counted: str) -> str:
    return re.sub(r"[\d.,]+", "", counted).strip().lower()


def _expanded(template: str, language: str, words: dict[str, dict[str, str]]) -> str:
    def slot(match: re.Match[str]) -> str:
        name, suffix = match.group(1), match.group(2) or ""
        if name in _FIXED:
            return _FIXED[name]
        if name in ("month", "weekday"):
            return _names(name, suffix, language, words[name])
        digits = r"\d{1,4}(?:[.,]\d{1,2})?(?![.,]?\d)|" if name == "n" else ""
        return f"(?P<{name}{suffix}>{digits}{_any_of(words[name])}(?!\\w))"

    expanded = _SLOT.sub(slot, template.replace(" ", _BLANK))
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return match.group() if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return "(?i:" + _GROUP.sub(numbered, expanded) + ")"


def _any_of(forms: Iterable[str]) -> str:
    """An expression for the longest of the forms that stands there.

    Forms share what they begin with: alternatives are tried one by one, and letters of any case are slow to compare.
    """
    tree: _Tree = {}
    for form in forms:
        node = tree
        for character in form:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _branches(tree)


def _branches(tree: _Tree) -> str:
    branches = [
        (_BLANK if character == " " else re.escape(character)) + _branches(below)
        for character, below in sorted(tree.items())
        if character != _END
    ]
    if _END in tree:
        return f"(?:{'|'.join(branches)})?" if branches else ""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


_Tree = dict[str, "_Tree"]
"""What may follow, by character; `_END` where a form ends."""
_END = ""


def _names(name: str, suffix: str, language: str, forms: dict[str, str]) -> str:
    """Month or weekday names in the cases that the language writes; a full stop belongs to a shortened one."""
    full = {form for form in forms if len(form) > _LONGEST_SHORT or form in _full_names(name, language)}

    def group(chosen: set[str]) -> str:
        cased = {form.capitalize() for form in chosen} | {form.upper() for form in chosen}
        if read_as(language) not in _CAPITALISED:
            cased |= chosen
        return f"(?P<{name}{suffix}>{'|'.join(sorted(cased, key=lambda form: (-len(form), form)))})(?!\\w)"

    return f"(?-i:{group(full)}|{group(set(forms) - full)}\\.?)"


@cache
def _full_names(name: str, language: str) -> frozenset[str]:
    locale = Locale(language)
    names = (locale.months if name == "month" else locale.days)["format"]["wide"]
    return frozenset(full.lower() for full in names.values())


def _first_words(start: str, words: dict[str, dict[str, str]]) -> dict[str, set[str] | None]:
    """First words of what a start names, each with the words of which one must follow, None where any may.

    A start is a word, a class or a number, or one of them with what must follow it: "{month}", "since", "in>{n},#". A
    form of several words is followed by its own second word, and an article that counts ("a year") by a unit.
    """
    first, _, after = start.partition(">")
    following = set[str]()
    for name in after.split(",") if after else ():
        following |= _first_words(name, words).keys() if name.startswith("{") else {name}
    if not first.startswith("{"):
        return {first: following or None}
    out: dict[str, set[str] | None] = {}
    for form in words[first[1:-1]]:
        parts = [part for part in _BREAK.split(form) if part] or [form]
        nexts = {parts[1]} if len(parts) > 1 and parts[1] in form.split() else following or None
        if first == "{n}" and not after and nexts is None:
            nexts = set(_after_number(words)).difference(words["month"])
        known = out.setdefault(parts[0], set())
        out[parts[0]] = None if known is None or nexts is None else known | nexts
    return out


def _plain(form: str) -> str:
    return re.sub(r"\s+", " ", form.lower()).replace("’", "'")
