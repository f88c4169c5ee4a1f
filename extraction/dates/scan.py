"""Where dates may stand: the rules of a language tried at the words that can begin one, in one pass over the tokens.

Belongs here: finding the spans. Does not belong here: what only looks like a date (`vetoes`), or what a span means
(`readers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.dates.grammar import Grammar, Rule, Start, captured, grammar
from extraction.dates.vetoes import VETOES, Candidate
from extraction.document import Document

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
    end = 0
    for segment in document.segments:
        language = grammar(segment.language)
        by_word = language.by_word
        span = document.tokens_between(segment.start, segment.end)
        triggers = [
            i
            for i, word in enumerate(lowers[span.start : span.stop], span.start)
            if word in by_word or word[0] in _DIGITS or (len(word) > _SHORTEST_COMPOUND and not word.isalpha())
        ]
        for i in triggers:
            if starts[i] < end:
                continue
            for at, rules in _candidates(lowers, starts[i], i, language):
                mention = _first(document, at, segment.end, rules, language) if rules and at >= end else None
                if mention is not None:
                    end = mention.end
                    yield mention


def _candidates(lowers: list[str], start: int, i: int, language: Grammar) -> Iterator[tuple[int, Sequence[Rule]]]:
    """Places inside a token at which a date may begin, with the rules to try there."""
    word = lowers[i]
    following = lowers[i + 1] if i + 1 < len(lowers) else ""
    if word[0] in _DIGITS:
        long = len(word) >= 4 and word[:4].isdigit()
        follows = following in language.after_number or following.partition("-")[0] in language.after_number
        if follows or not word.isdigit():
            yield start, language.by_digits[long]
        elif long:
            yield start, language.years
        return
    known = language.by_word.get(word)
    if known is not None:
        yield start, _admitted(known, following)
        if word.isalpha():
            return
    first = _WORD.match(word)
    if known is None and first is not None and first.group() in language.by_word:
        yield start, _admitted(language.by_word[first.group()], None)
    for part in _PART.finditer(word, 1, _LONGEST_COMPOUND):
        inner = _WORD.match(word, part.end())
        if inner is None:
            continue
        if inner.group()[0] in _DIGITS:
            yield start + part.end(), language.by_digits[len(inner.group()) >= 4]
        elif inner.group() in language.by_word:
            yield start + part.end(), _admitted(language.by_word[inner.group()], None)


def _admitted(starts: tuple[Start, ...], following: str | None) -> list[Rule]:
    """The rules that the following word admits; all of them where it is not known, inside a compound."""
    if following is None:
        return [rule for rule, _ in starts]
    if following and following[0] in _DIGITS:
        return [rule for rule, nexts in starts if nexts is None or "#" in nexts]
    first = following.partition("-")[0]
    return [rule for rule, nexts in starts if nexts is None or following in nexts or first in nexts]


def _first(document: Document, at: int, stop: int, rules: Sequence[Rule], language: Grammar) -> Mention | None:
    text = document.text
    for rule in rules:
        match = rule.pattern.match(text, at, stop)
        if match is None:
            continue
        candidate = Candidate(text, at, match.end(), captured(match), language)
        veto = VETOES.get(rule.name)
        if veto is None or not veto(candidate):
            return Mention(at, match.end(), rule.name, candidate.groups, language)
    return None
