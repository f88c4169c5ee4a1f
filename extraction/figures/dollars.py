"""Which dollar a bare dollar sign means: the US dollar, unless a dateline or the text says another (codebook).

Belongs here: reading the dateline and the sentence that names the currency of a whole text. Does not belong here: marks
that say it themselves ("A$").
"""

from __future__ import annotations

import re
from functools import cache

from extraction.document import Document
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
    said = _said().search(text, 0, _READ)
    if said is not None:
        return _by_adjective()[said.group(1)]
    for paragraph in document.paragraphs[:_PARAGRAPHS]:
        match = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 100))
        if match is not None:
            code = _by_place().get(match.group(1).strip().lower())
            if code is not None:
                return code
    return DEFAULT
