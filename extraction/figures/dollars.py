"""Whose money a shared name means: a bare dollar sign, "kroner", "pesos".

A dollar is the US dollar, unless a dateline or the text says another (codebook). A dateline says so only where the
article speaks of the dateline's state outside it, or of no other state: Japan's "$60 million" at a summit in Suva are
not Fijian. Any other shared name is the money of the nearest state before the amount in its sentence that has money of
that name, else of the only such state in the article, else the best-known of the name.

Belongs here: reading the dateline and the sentence that names the currency of a whole text, and which states share a
name. Does not belong here: marks that say it themselves ("A$").
"""

from __future__ import annotations

import re
from functools import cache

from extraction.document import Document
from extraction.figures.number_words import LANGUAGES
from extraction.figures.tender import money_of, short_names
from extraction.lexicon import load

DEFAULT = "USD"
_PARAGRAPHS = 4
"""A dateline opens one of the first paragraphs."""
_DATELINE = re.compile(
    r"([A-Z][\w.'’ -]{2,24}?)(?:,[^\n—–(-]{0,40})?\s{0,2}(?:\([A-Z][\w .]{1,24}\)\s{0,2})?(?:—|–|--|-(?=\s))"
)
_READ = 20_000
"""Characters of a text in which the currency of all its amounts would be said."""


@cache
def _by_place() -> dict[str, str]:
    return {row["place"]: row["iso"] for row in load("figures_dollars")}


@cache
def _said() -> re.Pattern[str]:
    adjectives = sorted({re.escape(row["adjective"]) for row in load("figures_dollars")})
    subject = r"\b(?:figures|amounts|prices|sums|values|currency)\b[^.\n]{0,30}"
    return re.compile(subject + r"\b(" + "|".join(adjectives) + r") (?:dollars|currency)\b")


@cache
def _by_adjective() -> dict[str, str]:
    return {row["adjective"]: row["iso"] for row in load("figures_dollars")}


def dollar_of(document: Document) -> str:
    """ISO code of the dollar that the text means where it says no more than "$" or "dollars"."""
    text = document.text
    named = any(text.find(noun, 0, _READ) >= 0 for noun in (" dollars", " currency"))
    said = _said().search(text, 0, _READ) if named else None
    if said is not None:
        return _by_adjective()[said.group(1)]
    for paragraph in document.paragraphs[:_PARAGRAPHS]:
        match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 100))
        if match is not None:
            code = _by_place().get(match.group(1).strip().lower())
            if code is not None:
                states = {e.key for e in document.entities if e.kind == "state" and e.start >= match.end()}
                return code if not states or any(code in money_of(state) for state in states) else DEFAULT
    return DEFAULT


def currency_of(document: Document, word: str, language: str, sentence: int, offset: int, default: str) -> str:
    """ISO code of the money that a name of one word means in a sentence; `default` where nothing tells."""
    shared = _shared_names(language).get(word, frozenset())
    if len(shared) < 2:
        return default
    for entity in reversed(document.entities_between(document.sentences[sentence].start, offset)):
        if entity.kind == "state" or entity.party:
            code = _of_state(entity.party or entity.key, shared)
            if code is not None:
                return code
    found = {_of_state(e.key, shared) for e in document.entities if e.kind == "state"} - {None}
    only = found.pop() if len(found) == 1 else None
    return only or default


def _of_state(state: str, shared: frozenset[str]) -> str | None:
    return next((code for code in money_of(state) if code in shared), None)


@cache
def _shared_names(language: str) -> dict[str, frozenset[str]]:
    """Short names that several currencies bear, and these."""
    names: dict[str, set[str]] = {}
    for locale in {language, "en"}.intersection(LANGUAGES):
        for word, codes in short_names(locale).items():
            names.setdefault(word, set()).update(codes)
    for form in ("krona", "kronor", "krone", "kroner", "kronen", "couronnes", "coronas"):
        names[form] = set().union(*(names.get(w, set()) for w in ("krona", "krone", "kroner", "kronor")))
    return {word: frozenset(codes) for word, codes in names.items() if len(codes) > 1}
