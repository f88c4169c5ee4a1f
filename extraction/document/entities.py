"""Mentions of states, blocs, bodies, companies and persons."""

from __future__ import annotations

import re
from functools import cache

import pycountry
from babel import Locale

from extraction.document.model import Document, Entity

LANGUAGES = ("en", "sv", "de", "fr", "es")


@cache
def _names() -> dict[str, str]:
    names = {"U.S.": "US", "US": "US", "U.S": "US", "EU": "EU", "European Union": "EU", "European Commission": "EU"}
    for country in pycountry.countries:
        names[country.name] = country.alpha_2
        for language in LANGUAGES:
            name = Locale(language).territories.get(country.alpha_2)
            if name:
                names[name] = country.alpha_2
    return names


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(_names(), key=len, reverse=True))) + r")(?!\w)")


def find_entities(document: Document) -> list[Entity]:
    """Every mention, in the order of the text, without overlaps."""
    names = _names()
    out = []
    for m in _pattern().finditer(document.text):
        code = names[m.group()]
        out.append(
            Entity(m.start(), m.end(), "bloc" if code == "EU" else "state", code, m.group(), "entity.state_name")
        )
    return out
