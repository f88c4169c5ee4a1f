"""Numbers that count what has just been named: "seafarers and carers, 14,000 of whom", "40 plants, of which 12".

The noun of such a number is a pronoun, and what it counts is the pronoun's antecedent: what a number before it in the
sentence counts, or in English the list of nouns right before the pronoun. Where the two are not one, or several numbers
may be meant, nothing is said. A part of what is counted in the sentence is no count of the whole, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extraction.document import Document
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import function_words, word_class
from extraction.figures.nouns import Head, is_plural, noun_name
from extraction.figures.units import unit_table

_REACH = 12
"""Tokens of the longest list of nouns that is looked at."""
_MARKS = frozenset({",", "(", "–", "—", "-"})
_JOINED = frozenset({"and", "or", "&"})


@cache
def _phrases(language: str, side: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(phrase.split()) for phrase in word_class(language, f"antecedent_{side}")))


@cache
def _edges(language: str) -> frozenset[str]:
    """Words of such phrases that may stand right beside a number."""
    behind, before = _phrases(language, "behind"), _phrases(language, "before")
    return frozenset(phrase[0] for phrase in behind) | frozenset(phrase[-1] for phrase in before)


def name_antecedents(document: Document, figures: Sequence[Candidate]) -> None:
    """Give numbers that stand with a pronoun for their noun what the pronoun stands for."""
    for i, c in enumerate(figures):
        if c.unit is not None or (c.head is not None and c.rule != "partitive"):
            continue
        at = _pronoun(c)
        if at is None:
            continue
        counted = _counted(c, figures[:i])
        named = _named(document, c, at)
        if named is not None and any(f.head is not None and f.head.index == named.index for f in figures[:i]):
            named = None  # what another number counts is among those already, unless it is too few
        heads = {head.name: head for head in (*counted, named) if head is not None}
        c.head = None
        if len(heads) == 1:
            (head,) = heads.values()
            c.head = Head(c.numeral.first, c.after, head.name, head.lemma)
            c.rule, c.is_part = "antecedent", bool(counted)
        elif c.rule == "partitive":
            c.rule = "number"


def _pronoun(c: Candidate) -> int | None:
    """The token where the clause of the number begins, or None where no pronoun stands with it."""
    if c.lower(c.numeral.after) not in _edges(c.language) and c.lower(c.first - 1) not in _edges(c.language):
        return None
    for phrase in _phrases(c.language, "behind"):
        if c.lower(c.numeral.after) == phrase[0] and (
            tuple(c.lowers[c.numeral.after : c.numeral.after + len(phrase)]) == phrase
        ):
            return c.first
    for phrase in _phrases(c.language, "before"):
        begin = c.first - len(phrase)
        if begin > c.low and c.lower(begin) == phrase[0] and tuple(c.lowers[begin : c.first]) == phrase:
            return begin
    return None


def _counted(c: Candidate, before: Sequence[Candidate]) -> list[Head]:
    """What the numbers before it in the sentence count, of which it may be a part."""
    found = []
    for other in reversed(before):
        if other.sentence != c.sentence:
            break
        most = other.range_high if other.modifier == "range" else other.value
        if other.unit is None and other.head is not None and most is not None and most >= c.value:
            found.append(other.head)
    return found


def _named(document: Document, c: Candidate, at: int) -> Head | None:
    """The first noun of the list right before the pronoun: of "carers, cooks and hotel staff" the carers."""
    if c.language != "en":
        return None
    lowers, functions = document.tokens.lowers, function_words("en")
    end = at - 1 if c.lower(at - 1) in _MARKS else at
    begin = end
    while begin > max(c.low, end - _REACH):
        lower = lowers[begin - 1]
        if lower not in _JOINED and lower != "," and (lower in functions or not lower[0].isalpha()):
            break
        begin -= 1
    joint = next((i for i in range(end - 1, begin, -1) if lowers[i] in _JOINED), None)
    if joint is None:
        noun = end - 1
    else:
        noun = joint - 1
        for i in range(joint - 1, begin, -1):
            if lowers[i] == ",":
                noun = i - 1
    lower = c.lower(noun)
    if noun < begin or not is_plural(lower) or unit_table("en").by_first.get(lower) is not None:
        return None
    name = noun_name(lower, "en")
    return Head(noun, noun + 1, name, name)
