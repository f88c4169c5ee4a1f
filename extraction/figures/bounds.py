"""What a number's modifier says about it: about, more than, at least, up to (codebook, section 1, table of modifiers).

Belongs here: finding modifiers before and after a number and what each does to its interval. The modifiers are a closed
class, in `figures_modifiers.csv`. Does not belong here: ranges of two numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extraction.figures.closed_classes import own_words
from extraction.figures.number_words import LANGUAGES
from extraction.lexicon import load, read_as

TOLERANCE = 0.1
"""Half width of "about", as a share of the value (codebook: approx)."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """One modifier: its words, what it makes of the number, and the condition under which it holds."""

    words: tuple[str, ...]
    kind: str
    """exact | approx | over | at_least | up_to | under"""
    shape: str
    """near: one-sided. window: only before a time. duration: before a time it is a preposition, no bound. equal, bare:
    see `after`."""


_RANK = {"exact": 0, "approx": 1, "over": 2, "under": 2, "at_least": 3, "up_to": 3}


_ELIDED = frozenset({"d'", "d’"})


@cache
def _modifiers(language: str, side: str) -> dict[str, tuple[Modifier, ...]]:
    """Modifiers of a side by the word that stands next to the number, longest first."""
    found: dict[str, list[Modifier]] = {}
    for row in load("figures_modifiers"):
        if row["language"] in (language, "*") and row["side"] == side:
            *rest, last = row["phrase"].split(" ")
            # with the article of the number: "más del 20 %", "près du quart"
            contracted = own_words(row["language"], f"contracted {last}") if side == "before" else frozenset()
            for ending in (last, *sorted(contracted)):
                words = (*rest, ending)
                key = words[-1] if side == "before" else words[0]
                found.setdefault(key, []).append(Modifier(words, row["modifier"], row["shape"]))
    return {key: tuple(sorted(rows, key=lambda m: -len(m.words))) for key, rows in found.items()}


def modifiers_before(
    lowers: Sequence[str], first: int, low: int, language: str, *, definite: bool = False
) -> list[tuple[Modifier, int]]:
    """Modifiers that end right before token `first`, the nearest first, each with the token that it begins at.

    Args:
        lowers: Tokens of the document in lower case.
        first: Token that the number begins with.
        low: First token to look at.
        language: Language of the text around.
        definite: A definite article may stand between modifier and number, as before a share.
    """
    language = language if language in LANGUAGES else "en"
    table = _modifiers(language, "before")
    articles = own_words(language, "between_modifier")
    definites = own_words(language, "between_share") if definite else frozenset()
    found: list[tuple[Modifier, int]] = []
    at = first
    if lowers[first][:2] in _ELIDED and first > low and read_as(language) == "fr":
        # "plus d'un tiers": the preposition is in the same word as the number.
        for modifier in table.get("de", ()):
            begin = at - len(modifier.words) + 1
            if begin >= low and tuple(lowers[begin:at]) == modifier.words[:-1]:
                return [(modifier, begin)]
    while at > low and len(found) < 3:
        match = _ending_at(table, lowers, at, low)
        if match is None and at - 1 > low:
            word = lowers[at - 1]
            if word in articles or (word in definites and not found):
                match = _ending_at(table, lowers, at - 1, low)
                if match is not None and word in definites and match[0].kind == "up_to":
                    break  # "sube hasta el 2,75 %": where it went
        if match is None:
            break
        found.append(match)
        at = match[1]
    return found


def _ending_at(
    table: dict[str, tuple[Modifier, ...]], lowers: Sequence[str], at: int, low: int
) -> tuple[Modifier, int] | None:
    """The longest modifier that ends right before a token, and the token that it begins at."""
    for modifier in table.get(lowers[at - 1], ()):
        begin = at - len(modifier.words)
        if begin >= low and tuple(lowers[begin:at]) == modifier.words:
            return modifier, begin
    return None


def modifier_after(lowers: Sequence[str], at: int, end: int, language: str) -> tuple[Modifier, int] | None:
    """The modifier that begins at a token after a number or its noun, and the token after it."""
    if at + 1 < end and lowers[at] == "-":
        at += 1
    if at >= end:
        return None
    for modifier in _modifiers(language if language in LANGUAGES else "en", "after").get(lowers[at], ()):
        after = at + len(modifier.words)
        if after <= end and tuple(lowers[at:after]) == modifier.words:
            return modifier, after
    return None


def stronger(left: str, right: str) -> str:
    """Which of two modifiers of one number decides: a bound over an estimate."""
    return left if _RANK[left] >= _RANK[right] else right


def interval(value: float, modifier: str, *, near: bool) -> tuple[float | None, float | None]:
    """Low and high of a value under its modifier; None is open (codebook, table of modifiers)."""
    if modifier == "approx":
        wide = abs(value) * TOLERANCE
        return value - wide, value if near else value + wide
    if modifier in ("over", "at_least"):
        return value, None
    if modifier in ("up_to", "under"):
        return None, value
    return value, value
