"""Units of measure, money and shares by their names and marks in each language.

Belongs here: which words and marks after (or before) a number are a unit, and what that unit is called and measures.
The names come from CLDR (currencies, units of measure and their plurals in five languages), from ISO 4217 and from pint
(prefixes and dimensions, by way of `prefixed_units`); `figures_units.csv` and `figures_currencies.csv` hold what news
writes and none of them knows. Does not belong here: counted nouns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale
from babel.numbers import get_currency_name

from extraction.figures.number_words import LANGUAGES
from extraction.figures.tender import short_names
from extraction.lexicon import load


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is measured in: its name as `FigureRow.unit` has it, and its kind."""

    name: str
    kind: str
    per: bool = False
    """A rate by itself ("km/h", "mpg")."""


PERCENT = Unit("percent", "percent")
POINTS = Unit("percentage_point", "percent")
TIMES = Unit("times", "ratio")
YEAR = Unit("year", "duration")
NUMBER = Unit("number", "count")

_KIND_BY_CLDR = {
    "area": "area",
    "duration": "duration",
    "energy": "energy",
    "length": "length",
    "mass": "mass",
    "power": "power",
    "speed": "speed",
    "volume": "volume",
}
_CLDR_LEFT_OUT = {"concentr", "light", "graphics"}
_CLDR_AMBIGUOUS = {
    "length-point",
    "duration-quarter",
    "duration-night",
    "angle-revolution",
    "mass-grain",
    "mass-stone",
    "volume-drop",
    "volume-cup",
    "volume-cup-metric",
    "volume-pinch",
    "volume-dram",
    "volume-jigger",
    "mass-earth-mass",
    "mass-solar-mass",
    "pressure-bar",
    "length-furlong",
    "pressure-gasoline-energy-density",
    "volume-dessert-spoon",
    "speed-light-speed",
    "speed-beaufort",
    "length-mile-scandinavian",
}
_MARKS_LEFT_OUT = {"in", "pt", "man", "mån", "CD", "al", "ch", "pi", "po", "au", "ua", "tn"}
"""Marks that are words or other marks more often than they are these units."""
_SPELLING = {"meter": "metre", "meters": "metre", "liter": "litre", "kilometer": "kilometre"}
NO_CURRENCY = "XXX"
"""ISO 4217's code, here of short names in CLDR that are other words more often than money."""
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:-[^\W_]+|[’'](?!s\b)[^\W\d_]+)*|\d+|\S")


class UnitTable:
    """The units of one language, by the tokens that name them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.by_first: dict[str, list[tuple[tuple[str, ...], Unit, bool]]] = {}
        """First token (lower case) -> (tokens, unit, as written) with the longest first."""

    def add(self, phrase: str, unit: Unit, *, exact: bool = False) -> None:
        """Enter a name; `exact` names are marks whose case matters ("MW", "m")."""
        tokens = tuple(_WORD.findall(phrase if exact else phrase.lower()))
        if not tokens:
            return
        entries = self.by_first.setdefault(tokens[0].lower(), [])
        if all(known != tokens for known, _, _ in entries):
            entries.append((tokens, unit, exact))

    def close(self) -> UnitTable:
        """Sort for look-up, longest first."""
        for entries in self.by_first.values():
            entries.sort(key=lambda e: -len(e[0]))
        return self

    def match(self, texts: Sequence[str], lowers: Sequence[str], at: int, end: int) -> tuple[Unit, int] | None:
        """The longest unit that begins at a token, and the index of the token after it."""
        entries = self.by_first.get(lowers[at]) if at < end else None
        if entries is None:
            return None
        for tokens, unit, exact in entries:
            after = at + len(tokens)
            if after <= end and tuple((texts if exact else lowers)[at:after]) == tokens:
                return unit, after
        return None


def _cldr_name(key: str) -> str:
    _, _, tail = key.partition("-")
    words = [_SPELLING.get(w, w.replace("meter", "metre").replace("liter", "litre")) for w in tail.split("-")]
    return " ".join(words)


def _add_cldr_units(table: UnitTable) -> None:
    for language in dict.fromkeys((table.language, "en")):
        patterns = Locale(language)._data["unit_patterns"]
        for key in sorted(patterns):
            group = key.partition("-")[0]
            if group in _CLDR_LEFT_OUT or key in _CLDR_AMBIGUOUS or "person" in key or "imperial" in key:
                continue
            name = _cldr_name(key)
            unit = Unit(name, _KIND_BY_CLDR.get(group, "other"), " per " in name)
            for length in ("long", "short"):
                for plural, pattern in sorted(patterns[key].get(length, {}).items()):
                    form = pattern.replace("{0}", "").replace("\u00a0", " ").replace("\u202f", " ").strip()
                    if plural == "per" or "{" in form or not form:
                        continue
                    if length == "long":
                        table.add(form, unit)
                        if language == "de" and re.search(r"(?:e|el|er)$", form):
                            table.add(form + "n", unit)
                    elif len(form.rstrip(".")) > 1 and form not in _MARKS_LEFT_OUT:
                        table.add(form.rstrip("."), unit, exact=True)


def _add_prefixed_units(table: UnitTable) -> None:
    for row in load("figures_prefixed_units"):
        unit, mark = Unit(row["unit"], row["kind"]), row["mark"]
        table.add(unit.name, unit)
        table.add(unit.name + "s", unit)
        if len(mark) > 1:
            table.add(mark, unit, exact=row["exact"] == "yes")
            if mark[0] == "k":
                table.add("K" + mark[1:], unit, exact=True)


@cache
def unit_table(language: str) -> UnitTable:
    """Units of measure, shares and multiples of a language (of English for a language not known here)."""
    if language not in LANGUAGES:
        language = "en"
    table = UnitTable(language)
    for row in load("figures_units"):
        if row["language"] in (language, "*"):
            unit = Unit(row["unit"], row["kind"], row["kind"] == "rate")
            table.add(row["form"], unit, exact=row["exact"] == "yes")
    _add_cldr_units(table)
    _add_prefixed_units(table)
    return table.close()


@cache
def currency_table(language: str) -> UnitTable:
    """Currency names and codes that stand after a number in a language."""
    if language not in LANGUAGES:
        language = "en"
    table = UnitTable(language)
    rows = [
        row for row in load("figures_currencies") if row["language"] in (language, "*") and row["place"] != "before"
    ]
    for row in rows:
        if row["iso"] != NO_CURRENCY:
            table.add(row["form"], Unit(row["iso"], "money"), exact=row["exact"] == "yes")
    known = {row["form"].lower() for row in rows}
    for name, bearers in short_names(language).items():
        if len(bearers) == 1 and name not in known:
            table.add(name, Unit(min(bearers), "money"))
    codes = [c.alpha_3 for c in pycountry.currencies]
    living = [c for c in codes if not c.startswith("X") or c in {"XAF", "XOF", "XPF", "XCD"}]
    for spoken in dict.fromkeys((language, "en")):
        for code in living:
            for count in (1, 2):
                table.add(get_currency_name(code, count=count, locale=spoken), Unit(code, "money"))
            table.add(get_currency_name(code, locale=spoken), Unit(code, "money"))
    for code in living:
        table.add(code, Unit(code, "money"), exact=True)
    before = {row["form"] for row in load("figures_currencies") if row["place"] == "before"}
    for mark, unit in currency_marks().items():
        if mark not in before:
            table.add(mark, unit, exact=True)
    return table.close()


def _names_behind(*languages: str) -> list[Mapping[str, str]]:
    """Rows of the names and codes that stand after a number in these languages."""
    return [row for row in load("figures_currencies") if row["language"] in languages and row["place"] != "before"]


@cache
def currency_words() -> frozenset[str]:
    """Short names of currencies in all languages, lower case: those that a lexicon gives, and CLDR's."""
    words: set[str] = set()
    for language in LANGUAGES:
        rows = [row for row in _names_behind(language, "*") if row["form"].isalpha()]
        words |= {row["form"].lower() for row in rows} | short_names(language).keys()
        words -= {row["form"].lower() for row in rows if row["iso"] == NO_CURRENCY}
    return frozenset(words)


@cache
def currency_marks() -> dict[str, Unit]:
    """Marks and codes that stand before a number ("$", "US$", "EUR", "RM") and what money they mean."""
    marks: dict[str, Unit] = {}
    for row in load("figures_currencies"):
        if row["place"] in ("before", "both"):
            marks[row["form"]] = Unit(row["iso"], "money")
    for mark, unit in list(marks.items()):
        if mark.endswith("$") and len(mark) > 1 and " " not in mark:
            marks[f"{mark[:-1]} $"] = unit
    for language in LANGUAGES:
        for code, mark in Locale(language).currency_symbols.items():
            mark = mark.replace("\u202f", " ")
            if mark != code and not code.startswith("X") and re.search(r"[^\w\s.]", mark):
                marks.setdefault(mark, Unit(code, "money"))
    for currency in pycountry.currencies:
        if not currency.alpha_3.startswith("X") or currency.alpha_3 in {"XAF", "XOF"}:
            marks.setdefault(currency.alpha_3, Unit(currency.alpha_3, "money"))
    return marks
