"""What date expressions look like in each language: names from CLDR and num2words, conventions from the lexicons.

Belongs here: the word classes (months, weekdays, units, number words, and the classes of `dates_terms.csv`) and the
patterns of `dates_patterns.csv` compiled from them. A pattern is a regular expression in which a blank stands for white
space within a line and `{class}` for any word of a class; it captures the word in a group of the same name (`{class:2}`
in a group `class2`). Does not belong here: what an expression means (`reading`) or where it stands (`scan`).

Every pattern is tried only at words listed for it in the column `starts`, so an article is read once, word by word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from babel import Locale
from babel.dates import format_timedelta
from babel.units import format_unit
from num2words import num2words

from extraction.lexicon import items, load

LANGUAGES = ("en", "sv", "de", "fr", "es")

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
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Grammar:
    """The word classes and rules of one language."""

    language: str
    words: dict[str, dict[str, str]]
    """Word class -> lower-case form -> value."""
    by_word: dict[str, tuple[Rule, ...]]
    """First word of an expression -> the rules to try there, in their order."""
    by_digits: tuple[tuple[Rule, ...], tuple[Rule, ...]]
    """The rules to try at a number of one to three digits, and at a longer one."""

    def value(self, word_class: str, form: str) -> str:
        """The value of a word as written in the text; KeyError if the class does not hold it."""
        return self.words[word_class][_plain(form)]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; English for one that has none."""
    if language not in LANGUAGES:
        return grammar("en")
    words = _word_classes(language)
    by_word: dict[str, list[Rule]] = {}
    by_digits: tuple[list[Rule], list[Rule]] = ([], [])
    for row in load("dates_patterns"):
        if row["language"] not in (language, "*"):
            continue
        rule = Rule(row["rule"], _compiled(row["pattern"], language, words))
        for start in row["starts"].split():
            if start == "#":
                by_digits[0].append(rule)
            elif start == "####":
                by_digits[1].append(rule)
            else:
                for first in sorted(_first_words(start, words)):
                    by_word.setdefault(first, []).append(rule)
    return Grammar(
        language,
        words,
        {word: tuple(dict.fromkeys(rules)) for word, rules in by_word.items()},
        (tuple(by_digits[0]), tuple(by_digits[1])),
    )


def _word_classes(language: str) -> dict[str, dict[str, str]]:
    locale = Locale(language)
    words: dict[str, dict[str, str]] = {
        "month": {},
        "weekday": {},
        "unit": _units(language),
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


def _compiled(template: str, language: str, words: dict[str, dict[str, str]]) -> re.Pattern[str]:
    def slot(match: re.Match[str]) -> str:
        name, suffix = match.group(1), match.group(2) or ""
        if name in _FIXED:
            return _FIXED[name]
        if name in ("month", "weekday"):
            return _names(name, suffix, language, words[name])
        forms = sorted(words[name], key=lambda form: (-len(form), form))
        digits = r"\d{1,4}(?![.,]?\d)|" if name == "n" else ""
        body = "|".join(re.escape(form).replace(r"\ ", _BLANK) for form in forms)
        return f"(?P<{name}{suffix}>{digits}(?:{body})(?!\\w))"

    expanded = _SLOT.sub(slot, template.replace(" ", _BLANK))
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return match.group() if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.compile("(?i:" + _GROUP.sub(numbered, expanded) + ")")


def captured(match: re.Match[str]) -> dict[str, str]:
    """The words that a rule captured, by the name of their group; a group may stand in several branches."""
    return {name.partition("__")[0]: word for name, word in match.groupdict().items() if word is not None}


def _names(name: str, suffix: str, language: str, forms: dict[str, str]) -> str:
    """Month or weekday names in the cases that the language writes; a full stop may follow a shortened one."""
    cased = {form.capitalize() for form in forms} | {form.upper() for form in forms}
    if language not in _CAPITALISED:
        cased |= set(forms)
    body = "|".join(sorted(cased, key=lambda form: (-len(form), form)))
    return rf"(?-i:(?P<{name}{suffix}>{body})(?!\w)\.?)"


def _first_words(start: str, words: dict[str, dict[str, str]]) -> set[str]:
    """The lower-case first words of a class, or the literal word itself."""
    forms = words[start[1:-1]] if start.startswith("{") else {start: ""}
    return {re.split(r"[ '’.-]", form)[0] for form in forms}


def _plain(form: str) -> str:
    return re.sub(r"\s+", " ", form.lower()).replace("’", "'")
