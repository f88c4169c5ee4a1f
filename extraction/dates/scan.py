"""Where dates may stand: the rules of a language tried at the words that can begin one, in one pass over the tokens.

Belongs here: finding the spans. Does not belong here: what only looks like a date (`vetoes`), or what a span means
(`readers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.dates.grammar import Grammar, Rule, captured, grammar
from extraction.dates.vetoes import VETOES, Candidate
from extraction.document import Document

_PART = re.compile(r"[-'’\u2010-\u2014](?=\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_WORD = 60
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
    tokens = document.tokens
    starts, lowers = tokens.starts, tokens.lowers
    end = 0
    for segment in document.segments:
        language = grammar(segment.language)
        by_word = language.by_word
        for i in document.tokens_between(segment.start, segment.end):
            word = lowers[i]
            if (word not in by_word and word[0] not in _DIGITS and (len(word) < 4 or word.isalpha())) or starts[
                i
            ] < end:
                continue
            for at, rules in _candidates(tokens.lowers, starts[i], i, language):
                if at < end:
                    continue
                mention = _first(document, at, segment.end, rules, language)
                if mention is not None:
                    end = mention.end
                    yield mention


def _candidates(lowers: list[str], start: int, i: int, language: Grammar) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Places inside a token at which a date may begin, with the rules to try there."""
    word = lowers[i]
    if word[0] in _DIGITS:
        yield start, language.by_digits[len(word) >= 4 and word[:4].isdigit()]
        return
    known = language.by_word.get(word)
    if known is not None:
        rules, nexts = known
        if nexts is None or _follows(lowers, i + 1, nexts):
            yield start, rules
        if word.isalpha():
            return
    first = _WORD.match(word)
    if known is None and first is not None and first.group() in language.by_word:
        yield start, language.by_word[first.group()][0]
    for part in _PART.finditer(word, 1, _LONGEST_WORD):
        inner = _WORD.match(word, part.end())
        if inner is None:
            continue
        if inner.group()[0] in _DIGITS:
            yield start + part.end(), language.by_digits[len(inner.group()) >= 4]
        elif inner.group() in language.by_word:
            yield start + part.end(), language.by_word[inner.group()][0]


def _follows(lowers: list[str], i: int, nexts: frozenset[str]) -> bool:
    if i >= len(lowers):
        return False
    word = lowers[i]
    return word in nexts or (word[0] in _DIGITS and "#" in nexts) or word.partition("-")[0] in nexts


def _first(document: Document, at: int, stop: int, rules: tuple[Rule, ...], language: Grammar) -> Mention | None:
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
