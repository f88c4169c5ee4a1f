"""Where dates may stand: the rules of a language tried at the words that can begin one, in one pass over the tokens.

Belongs here: finding the spans. Does not belong here: what only looks like a date (`vetoes`), or what a span means
(`readers`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from extraction.dates.grammar import Grammar, Series, admitted, admitted_at_number, grammar
from extraction.dates.vetoes import VETOES, Candidate
from extraction.document import Document, Segment

_PART = re.compile(r"[-'’\u2010-\u2014](?=\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 3, 60
_DIGITS = frozenset("0123456789")


@dataclass(slots=True)
class Mention:
    """A span that a rule matched, with the words it captured."""

    start: int
    end: int
    rule: str
    groups: dict[str, str]
    grammar: Grammar


def find_mentions(document: Document) -> Iterator[Mention]:
    """Every span that reads as a date, time, duration or set, in the order of the text, without overlaps."""
    starts, lowers = document.tokens.starts, document.tokens.lowers
    n = len(lowers)
    end = 0
    for segment in document.segments:
        language = grammar(segment.language)
        for i in _triggers(document, segment, language):
            at = starts[i]
            if at < end:
                continue
            if lowers[i].isalpha():  # a listed word, and most of them are followed by nothing that makes a date
                rules = admitted(language.language, lowers[i], lowers[i + 1] if i + 1 < n else "")
                if not rules.rules:
                    continue
                places = [(at, rules)]
            else:
                places = list(_candidates(lowers, at, i, language))
            for place, rules in places:
                mention = (
                    _first(document, place, segment.end, rules, language) if rules.rules and place >= end else None
                )
                if mention is not None:
                    end = mention.end
                    yield mention


def _triggers(document: Document, segment: Segment, language: Grammar) -> list[int]:
    """The tokens that a date may begin in: listed words, numbers, compounds."""
    lowers, mixed = document.tokens.lowers, document.tokens.mixed
    span = document.tokens_between(segment.start, segment.end)
    listed = compress(span, map(language.by_word.__contains__, lowers[span.start : span.stop]))
    others = mixed[bisect_left(mixed, span.start) : bisect_left(mixed, span.stop)]
    return sorted({*listed, *[i for i in others if lowers[i][0] in _DIGITS or len(lowers[i]) > _SHORTEST_COMPOUND]})


def _candidates(lowers: list[str], start: int, i: int, language: Grammar) -> Iterator[tuple[int, Series]]:
    """Places inside a number or a compound at which a date may begin, with the rules to try there."""
    word = lowers[i]
    following = lowers[i + 1] if i + 1 < len(lowers) else ""
    if word[0] in _DIGITS:
        digits = "####" if len(word) >= 4 and word[:4].isdigit() else "#"
        marked = not word.isdigit()
        if marked or following in language.after_number or following.partition("-")[0] in language.after_number:
            yield start, admitted_at_number(language.language, digits, following, marked=marked)
        elif digits == "####":
            yield start, language.years
        return
    known = word in language.by_word
    if known:
        yield start, admitted(language.language, word, following)
    first = _WORD.match(word)
    if not known and first is not None and first.group() in language.by_word:
        yield start, admitted(language.language, first.group(), None)
    for part in _PART.finditer(word, 1, _LONGEST_COMPOUND):
        inner = _WORD.match(word, part.end())
        if inner is None:
            continue
        if inner.group()[0] in _DIGITS:
            digits = "####" if len(inner.group()) >= 4 else "#"
            yield start + part.end(), admitted_at_number(language.language, digits, None)
        elif inner.group() in language.by_word:
            yield start + part.end(), admitted(language.language, inner.group(), None)


def _first(document: Document, at: int, stop: int, rules: Series, language: Grammar) -> Mention | None:
    text = document.text
    for rule in rules.from_first_match(text, at, stop):
        match = rule.pattern.match(text, at, stop)
        if match is None:
            continue
        end, groups = match.end(), rule.captured(match)
        veto = VETOES.get(rule.name)
        if veto is None or not veto(Candidate(text, at, end, groups, language)):
            return Mention(at, end, rule.name, groups, language)
    return None
