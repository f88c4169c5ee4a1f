"""Names known beforehand: states, their adjectives and capitals, blocs, organisations.

Belongs here: putting the lexicons and the names of pycountry and CLDR into one automaton, and finding them at word
edges.
What a mention means in its context (a capital that stands for a government, a name that is part of a longer one) is the
business of `extraction.document.entities`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import pycountry
from babel import Locale
from babel.core import get_global

from extraction.lexicon import added_language, items, languages, load, read_as

LANGUAGES = languages()
_NOT_PARTIES = frozenset({"RE", "JE", "GG", "IM", "SJ", "BV", "HM", "UM", "TF", "IO"})
"""Dependencies whose names are everyday words or names of something else in one of the languages."""
_GENITIVES = ("sv", "de")
"""Languages whose names take an "s" without an apostrophe ("Vattenfalls vd")."""
_FEDERATIONS = ("US", "CA", "AU")
_AREAS = ("Africa", "America", "Asia", "Australia", "Europe")
_AMBIGUOUS_PLACES = frozenset(
    ("Georgia", "Washington", "Center", "Easter", "Louisville", "Melbourne", "Vincent", "Marigot", "Winamac", "Thomas")
) - {"Louisville", "Melbourne"}
"""Names that more often mean something else: a state, a direction, a person."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for."""

    kind: str
    """state | bloc | body | company | place | ignore"""
    key: str
    name: str
    rule: str
    party: str | None = None
    languages: tuple[str, ...] = ()
    """Languages in which the name has this meaning; empty for all."""


class Gazetteer:
    """An automaton over all names; leftmost longest match, at word edges only."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        names = list(entries)
        self.names = frozenset(names)
        self._entries = [entries[name] for name in names]
        self._automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST)

    def find(self, text: str) -> list[tuple[int, int, Entry]]:
        """(start, end, entry) of every name in the text, in order, without overlaps."""
        out = []
        length = len(text)
        entries = self._entries
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (start and text[start - 1].isalnum()) or (
                end < length and text[end].isalnum() and text[end - 1].isalnum()
            ):
                continue
            out.append((start, end, entries[index]))
        return out


@cache
def gazetteer() -> Gazetteer:
    """The automaton over all names, built once a process."""
    return Gazetteer(_entries())


@cache
def state_name(code: str) -> str:
    """English name of a state or union by its code, as CLDR writes it ("JP": "Japan") where that is a name in use."""
    name = str(Locale("en").territories.get(code, code)).partition(" (")[0].removesuffix(" SAR China")
    if " - " not in name:
        return name
    return max(
        (row["name"] for row in load("entities_states") if row["code"] == code and row["language"] == "en"), key=len
    )


def _entries() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    added: list[tuple[str, Entry]] = []

    def add(name: str, entry: Entry, *, last: bool = False) -> None:
        if not last and added_language(entry.languages):
            added.append((name, entry))  # takes no name from another language
            return
        known = entries.get(name)
        if known is not None and known.key == entry.key and known.languages and entry.languages:
            entry = Entry(
                known.kind, known.key, known.name, known.rule, known.party, (*known.languages, *entry.languages)
            )
        elif known is not None:
            return
        entries[name] = entry

    for row in load("entities_states"):
        kind = row["kind"] if row["kind"] in ("place", "ignore") else "state"
        rule = {"state": "entity.state_name", "adjective": "entity.state_adjective"}.get(
            row["kind"], "entity.place_name"
        )
        name = state_name(row["code"]) if row["code"] else row["name"]
        add(row["name"], Entry(kind, row["code"] or row["name"], name, rule, None, items(row["language"])))
    for row in load("entities_organisations"):
        spoken = items(row["language"])
        entry = Entry(row["kind"], row["key"], row["name"], "entity.organisation", row["party"] or None, spoken)
        for alias in items(row["aliases"]):
            for spelling in dict.fromkeys((alias, alias.replace("'", "’"))):
                add(spelling, entry)
            if alias[-1].isalpha() and alias[-1] not in "sxz" and (not spoken or read_as(spoken[0]) in _GENITIVES):
                genitive = Entry(entry.kind, entry.key, entry.name, entry.rule, entry.party, _GENITIVES)
                add(alias + "s", genitive)
    for name, code, spoken in _country_names():
        add(name, _state(code, "entity.state_name", spoken))
        if read_as(spoken[0]) in _GENITIVES and name[-1] not in "sxz":
            add(name + "s", _state(code, "entity.state_name", spoken))
    for row in load("entities_adjectives"):
        for language in LANGUAGES:
            for base in items(row[language]):
                for form in adjective_forms(base, language):
                    add(form, _state(row["code"], "entity.state_adjective", (language,)))
                    if form[0].islower():
                        add(form[0].upper() + form[1:], _state(row["code"], "entity.state_adjective", (language,)))
    for row in load("entities_capitals"):
        for language in LANGUAGES:
            for name in items(row[language]):
                add(name, _state(row["code"], "entity.capital_metonym", (language,)))
                if read_as(language) in _GENITIVES and name[-1] not in "sxz":
                    add(name + "s", _state(row["code"], "entity.capital_metonym", (language,)))
    for name, spoken in _place_names():
        add(name, Entry("place", name, name, "entity.place_name", None, spoken))
    for name, entry in added:
        add(name, entry, last=True)
    return {name: entry for name, entry in entries.items() if name}


def _state(code: str, rule: str, languages: tuple[str, ...]) -> Entry:
    return Entry("bloc" if code == "EU" else "state", code, state_name(code), rule, None, languages)


def _country_names() -> list[tuple[str, str, tuple[str, ...]]]:
    names: list[tuple[str, str, tuple[str, ...]]] = []
    for country in pycountry.countries:
        code = country.alpha_2
        if code in _NOT_PARTIES:
            continue
        for field in ("common_name", "name", "official_name"):
            name = getattr(country, field, None)
            if name and "," not in name and "(" not in name:
                names.append((name, code, ("en",)))
        for language in LANGUAGES:
            name = Locale(language).territories.get(code)
            if name and "(" not in name and " - " not in name and "SAR" not in name and "S.A.R." not in name:
                names.append((name, code, (language,)))
                names.append((name.replace("’", "'"), code, (language,)))
                if " & " in name:
                    names.append((name.replace(" & ", " and "), code, (language,)))
    return names


def _place_names() -> list[tuple[str, tuple[str, ...]]]:
    """Parts of large federations and the cities that give time zones their names."""
    names: list[tuple[str, tuple[str, ...]]] = []
    for code in _FEDERATIONS:
        subdivisions = pycountry.subdivisions.get(country_code=code)  # type: ignore[no-untyped-call]
        for subdivision in subdivisions:
            if subdivision.name not in _AMBIGUOUS_PLACES and "," not in subdivision.name:
                names.append((subdivision.name, ()))
    for language in LANGUAGES:
        for zone in Locale(language).time_zones.values():
            city = zone.get("city")
            if city and city not in _AMBIGUOUS_PLACES and len(city) > 3:
                names.append((city, (language,)))
    for zone in sorted(get_global("zone_territories")):
        area, _, city = zone.rpartition("/")
        if area.split("/")[0] in _AREAS and len(city) > 3 and city.replace("_", " ") not in _AMBIGUOUS_PLACES:
            names.append((city.replace("_", " "), ()))
    return names


def adjective_forms(base: str, language: str) -> tuple[str, ...]:
    """The inflected forms of an adjective of nationality, by the regular endings of its language."""
    language = read_as(language)
    if language == "sv":
        return (base, base + "a", base + "t", base + "e")
    if language == "de":
        return (base, *(base + ending for ending in ("e", "en", "er", "es", "em")))
    if language == "fr":
        if base.endswith(("ien", "éen")):
            return (base, base + "ne", base + "s", base + "nes")
        if base.endswith("e"):
            return (base, base + "s")
        if base.endswith("c"):
            return (
                (base, base[:-1] + "que", base + "s", base[:-1] + "ques")
                if base == "turc"
                else (base, "grecque", base + "s", "grecques")
            )
        if base.endswith("s"):
            return (base, base + "e", base + "es")
        return (base, base + "e", base + "s", base + "es")
    if language == "es":
        if base.endswith("o"):
            return (base, base[:-1] + "a", base + "s", base[:-1] + "as")
        if base.endswith(("és", "án", "ín")):
            plain = base[:-2] + {"é": "e", "á": "a", "í": "i"}[base[-2]] + base[-1]
            return (base, plain + "a", plain + "es", plain + "as")
        if base.endswith("í"):
            return (base, base + "es", base + "s")
        if base.endswith(("l", "n")):
            return (base, base + "a", base + "es", base + "as")
        return (base, base + "s")
    return (base,)
