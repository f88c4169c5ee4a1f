"""Where dates may stand: the rules of a language tried at the words that can begin one, in one pass over the tokens.

Belongs here: finding the spans, and the vetoes that only need the words around them ("May said", "2000 workers"). Does
not belong here: what a span means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extraction.dates.grammar import Grammar, Rule, captured, grammar
from extraction.document import Document

_PART = re.compile(r"[-'’\u2010-\u2014](?=\w)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_BEFORE = re.compile(r"([\w$€£¥%'’.#]+)[ \t\u00a0]*[(]?$")
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
    tokens, text = document.tokens, document.text
    starts, lowers = tokens.starts, tokens.lowers
    end = 0
    for segment in document.segments:
        language = grammar(segment.language)
        by_word = language.by_word
        for i in document.tokens_between(segment.start, segment.end):
            word = lowers[i]
            if word not in by_word and word[0] not in _DIGITS and (len(word) < 4 or word.isalpha()):
                continue
            if starts[i] < end:
                continue
            for at, rules in _candidates(text, starts[i], word, language):
                if at < end:
                    continue
                mention = _first(document, at, segment.end, rules, language)
                if mention is not None:
                    end = mention.end
                    yield mention


def _candidates(text: str, start: int, word: str, language: Grammar) -> Iterator[tuple[int, tuple[Rule, ...]]]:
    """Places inside a token at which a date may begin, with the rules to try there."""
    rules = language.by_word.get(word)
    if rules is not None:
        yield start, rules
        if len(word) < 4 or word.isalpha():
            return
    elif word[0] in _DIGITS:
        yield start, language.by_digits[len(word) >= 4 and word[:4].isdigit()]
        return
    first = _WORD.match(word)
    if rules is None and first is not None and first.group() in language.by_word:
        yield start, language.by_word[first.group()]
    for part in _PART.finditer(word, 1, 60):
        inner = _WORD.match(word, part.end())
        if inner is None:
            continue
        if inner.group()[0] in _DIGITS:
            yield start + part.end(), language.by_digits[len(inner.group()) >= 4]
        elif inner.group() in language.by_word:
            yield start + part.end(), language.by_word[inner.group()]


def _first(document: Document, at: int, stop: int, rules: tuple[Rule, ...], language: Grammar) -> Mention | None:
    text = document.text
    for rule in rules:
        match = rule.pattern.match(text, at, stop)
        if match is None:
            continue
        mention = Mention(at, match.end(), rule.name, captured(match), language)
        veto = _VETOES.get(rule.name)
        if veto is None or not veto(text, mention):
            return mention
    return None


def _word_before(text: str, at: int) -> str:
    match = _BEFORE.search(text, max(0, at - 24), at)
    return match.group(1) if match else ""


_FOLLOWING = re.compile(r"[ \t\u00a0-]?([^\W\d_]+)")


def _word_after(text: str, at: int) -> str:
    match = _FOLLOWING.match(text, at)
    return match.group(1) if match else ""


def _not_a_year(text: str, mention: Mention) -> bool:
    """A bare number of four digits is a year unless money, a unit, a name or a counted noun claims it."""
    groups, language = mention.groups, mention.grammar
    year = int(groups["year"])
    before = text[max(0, mention.start - 1) : mention.start]
    after = text[mention.end : mention.end + 2]
    if before and (
        before in "$€£¥#-–.,/+" and text[mention.start - 2 : mention.start - 1] not in " (" or before in "$€£¥#"
    ):
        # "pre-2020" and "2000 - 2050" are years, "F-1999" and "12-2000" are not
        word = re.search(r"([^\W\d_]+)[-–]$", text[max(0, mention.start - 16) : mention.start])
        if word is None or not word.group(1).islower():
            return True
    if after[:1] in "%‰°€" and after or after.strip()[:1] in ("%", "€") and after.strip():
        return True
    if groups.get("part"):
        return False
    word = _word_before(text, mention.start)
    cue = word.lower() in language.words["yearcue"]
    if cue:
        return False
    following = _word_after(text, mention.end)
    if following.lower() in language.words["notyear"] or word.lower() in language.words["yearname"]:
        return True
    if year < 1900 or year > 2100 or year % 100 == 0:
        return True
    return False


def _not_a_month(text: str, mention: Mention) -> bool:
    """A month alone is a date only in full, and where a word of time stands before it if it is also another word."""
    groups = mention.groups
    if any(groups.get(k) for k in ("year", "yy", "dir", "dir2", "part", "relyear", "dirpost", "lastyear", "dirpost2")):
        return False
    month = groups["month"]
    before = _word_before(text, mention.start).lower()
    cue = before in mention.grammar.words["monthcue"]
    if len(month) <= 4 and month.lower() not in mention.grammar.words["fullmonth"]:
        return True
    if month.lower() in mention.grammar.words["monthword"]:
        return not cue
    following = text[mention.end : mention.end + 2]
    if not cue and re.match(r" [A-Z]", following) and mention.grammar.language != "de":
        return True
    return False


def _not_a_season(text: str, mention: Mention) -> bool:
    groups = mention.groups
    return not any(groups.get(k) for k in ("year", "dir", "dir2", "relyear", "dirpost"))


def _not_a_decade(text: str, mention: Mention) -> bool:
    """ "his 60s" is an age; "the 60s" and "’60s" are a decade."""
    if not mention.groups.get("decade2") or mention.grammar.language != "en":
        return False
    return (
        text[mention.start - 1 : mention.start] not in ("'", "’", "‘")
        and _word_before(text, mention.start).lower() != "the"
    )


def _not_numeric(text: str, mention: Mention) -> bool:
    return text[max(0, mention.start - 1) : mention.start] in ("/", ".", "-", ",")


_VETOES: dict[str, Callable[[str, Mention], bool]] = {
    "year": _not_a_year,
    "month": _not_a_month,
    "season": _not_a_season,
    "decade": _not_a_decade,
    "numeric_date": _not_numeric,
    "clock_time": _not_numeric,
    "day_short": _not_numeric,
}
