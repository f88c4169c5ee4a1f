"""Exchange rates in words: "1.08 dollars to the euro", "$1 = 149.5 yen", "one euro is worth $1.08".

An amount that is the price of one of another money, or of a round number of it, is no amount of anything else: it says
what another amount comes to. Of the ways to say so, those are read that say nothing else ("to the euro", "is worth"),
and those that prices of goods share ("per") only beside a word for a rate. An amount converted in brackets is no matter
of words, and is linked where the figures of a sentence are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extraction.document import Document
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import function_words, word_class
from extraction.figures.dollars import currency_of
from extraction.figures.number_words import LANGUAGES
from extraction.figures.units import Unit, currency_table
from extraction.lexicon import items, load, read_as

_LONGEST_NAME = 3
"""Words of the longest name of a money that is looked for: "United States dollar"."""
_REACH = 10
"""Tokens in which a word for a rate must stand."""
_ROUND = frozenset({1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0})
"""How many of the one money a rate gives the price of."""
_POUND = Unit("GBP", "money")


@cache
def _phrases(language: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of one kind, the longest first."""
    known = language if language in LANGUAGES else "en"
    found = (
        tuple(phrase.split())
        for row in load("figures_exchange")
        if row["language"] in (known, "*") and row["kind"] == kind
        for phrase in items(row["words"])
    )
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _firsts(language: str) -> frozenset[str]:
    """Words with which what stands behind the price of another money begins."""
    return frozenset(phrase[0] for kind in ("to_one", "per") for phrase in _phrases(language, kind))


@cache
def _lasts(language: str) -> frozenset[str]:
    """Words with which what stands before such a price ends."""
    return frozenset(phrase[-1] for phrase in _phrases(language, "equals"))


@cache
def _words(language: str, kind: str) -> frozenset[str]:
    return frozenset(word for phrase in _phrases(language, kind) for word in phrase)


def find_rates(document: Document, figures: Sequence[Candidate]) -> None:
    """Mark the amounts that are the price of another money, with that money and the amount of it that is priced."""
    for i, c in enumerate(figures):
        if c.numeral.scale != 1.0 or c.value <= 0 or c.unit is None or c.modifier == "range":
            continue
        if c.unit.kind != "money" and c.unit.name != "pound":
            continue
        before = figures[i - 1] if i else None
        after = figures[i + 1] if i + 1 < len(figures) else None
        if c.unit.kind != "money":
            if before is not None and _is_priced(before, c) and c.lowers[before.after : c.first] == ["="]:
                c.unit = _POUND  # "$1 = 0.78 pounds" weighs nothing
                _price(c, before)
        elif before is not None and _is_priced(before, c) and _equal(before, c):
            _price(c, before)
        elif after is not None and _is_priced(after, c) and _each(c, after):
            _price(c, after)
        else:
            money = _to_one(document, c) or _worth(document, c)
            if money is not None and money != c.unit:
                c.priced, c.per, c.rule = money.name, None, "exchange_rate"


def _price(c: Candidate, priced: Candidate) -> None:
    assert priced.unit is not None
    c.priced, c.converts, c.per, c.rule = priced.unit.name, priced, None, "exchange_rate"
    priced.is_priced = True


def _is_priced(priced: Candidate, c: Candidate) -> bool:
    """Whether an amount beside another is a round number of another money."""
    return (
        priced.sentence == c.sentence
        and priced.unit is not None
        and priced.unit.kind == "money"
        and priced.unit != c.unit
        and priced.value in _ROUND
        and priced.modifier == "exact"
        and priced.priced is None
        and not priced.is_priced
    )


def _equal(priced: Candidate, c: Candidate) -> bool:
    """As in "$1 = 149.5 yen", "one euro is worth $1.08", "a rate of 1 euro to 1.08 dollars"."""
    gap = tuple(c.lowers[priced.after : c.first])
    if gap in _phrases(c.language, "equals"):
        return True
    return gap in {("to",), (":",)} and c.lower(priced.first - 1) == "of" and c.lower(priced.first - 2) == "rate"


def _each(c: Candidate, priced: Candidate) -> bool:
    """As in "a rate of 1,08 dollar pour un euro": the one is a figure by itself."""
    gap = tuple(c.lowers[c.after : priced.first])
    if priced.value != 1.0 or len(gap) > 1:
        return False
    forms = {phrase[:1] for phrase in _phrases(c.language, "to_one") if len(phrase) > 1}
    return gap in forms or (gap in {phrase[:1] for phrase in _phrases(c.language, "per")} and _beside_rate(c))


def _beside_rate(c: Candidate) -> bool:
    """Whether a word for a rate stands in the clause before an amount."""
    return not _words(c.language, "rate_word").isdisjoint(c.lowers[max(c.low, c.first - _REACH) : c.first])


def _to_one(document: Document, c: Candidate) -> Unit | None:
    """The money behind an amount that it is the price of one of: "to the euro", "per dollar"."""
    if c.lower(c.after) not in _firsts(c.language):
        return None
    for kind in ("to_one", "per"):
        for phrase in _phrases(c.language, kind):
            at = c.after + len(phrase)
            if c.lower(c.after) == phrase[0] and tuple(c.lowers[c.after : at]) == phrase:
                found = currency_table(c.language).match(document.tokens.texts, c.lowers, at, c.high)
                if found is not None and _ends(c, found[1]) and (kind == "to_one" or _beside_rate(c)):
                    return _named(document, c, found[0], at, found[1])
    return None


def _ends(c: Candidate, at: int) -> bool:
    """Whether a name is all of its phrase: "to the euro", not "to the euro area", "per euro invested"."""
    word = c.lower(at)
    return not word[:1].isalpha() or (word in function_words(c.language) and word not in word_class("*", "of"))


def _worth(document: Document, c: Candidate) -> Unit | None:
    """The money that stands as the subject before an amount: "the euro was trading at $1.08", "un euro vaut"."""
    if c.lower(c.first - 1) not in _lasts(c.language):
        return None
    for phrase in _phrases(c.language, "equals"):
        after = c.first - len(phrase)
        if c.lower(c.first - 1) != phrase[-1] or after <= c.low or tuple(c.lowers[after : c.first]) != phrase:
            continue
        for begin in range(after - 1, max(c.low, after - 1 - _LONGEST_NAME), -1):
            found = currency_table(c.language).match(document.tokens.texts, c.lowers, begin, after)
            if found is not None and found[1] == after and c.lower(begin - 1) in _words(c.language, "one"):
                return _named(document, c, found[0], begin, after)
        elided = c.lower(after - 1)
        if read_as(c.language) == "fr" and elided[:2] in {"l'", "l’"}:
            found = currency_table(c.language).match([elided[2:]], [elided[2:]], 0, 1)
            return found[0] if found is not None else None
    return None


def before_rate(c: Candidate, at: int) -> int:
    """Token after what the words behind an amount say of it, where a rate follows: ", at a rate of" says nothing."""
    small, rate = function_words(c.language), _words(c.language, "rate_word")
    while at > c.after and (c.lower(at - 1) in small or c.lower(at - 1) in rate or not c.word(at - 1)[0].isalnum()):
        at -= 1
    return at


def _named(document: Document, c: Candidate, unit: Unit, begin: int, after: int) -> Unit:
    """Whose money a name of one word is that several states share."""
    if after != begin + 1:
        return unit
    offset = document.tokens.starts[begin]
    return Unit(currency_of(document, c.lowers[begin], c.language, c.sentence, offset, unit.name), "money")
