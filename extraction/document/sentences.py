"""Sentence ends: a closing mark, white space and what may begin a sentence, unless an abbreviation stands before it.

Belongs here: the rule for full stops. The abbreviations are rows of `lexicons/segments_abbreviations.csv`: `inside`
ones never end a sentence, `number` ones only when no number follows, `either` ones when a function word in capitals
does ("He joined Harrow Inc. The move ..."); so do acronyms with stops ("in the U.S. The ...") and initials.
"""

from __future__ import annotations

import re
from functools import cache

from extraction.document.vocabulary import vocabulary
from extraction.lexicon import added_language, load

_END = re.compile(
    r"[.!?…。！？؟।](?<![.!?…][.!?…])[.!?…]*+[\"'”’»›)\]」』）]*+(?:[ \u00a0\u202f]»)?+"
    r"(?:(?=\s[\s\"'“‘«„‚‹(\[¿¡]*+[\w$€£¥–—-])|(?<=[。！？।])(?=\S)|(?<=[。！？][”’」』）])(?=\S))"
)
"""A closing mark with what closes after it; it begins with a plain set of characters, which the engine scans fast."""
_TO_WORD = re.compile(r"(?s:.*)[\s(\[“‘«„\"'’/]")
"""Everything up to the last word of a stretch, found from its end."""
_OPENERS = " \t\u00a0\"'“‘«„‚‹([¿¡"
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL_DAYS = frozenset(("de", "da", "no", "nb", "fi", "cs", "hu"))
_WINDOW = 24


@cache
def _abbreviations() -> dict[str, str]:
    """Class by abbreviation without its last stop; where languages differ, the one that never ends a sentence wins."""
    classes: dict[str, str] = {}
    for row in load("segments_abbreviations"):
        known = classes.get(row["word"])
        if known is None or (known != row["class"] and row["class"] == "inside"):
            classes[row["word"]] = row["class"]
    return classes


def sentence_spans(text: str, start: int, end: int, language: str = "en") -> list[tuple[int, int]]:
    """Split text[start:end], a paragraph, into sentences: spans without the white space around them."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        at = match.end()
        following = text[at : min(end, at + 2 * _WINDOW)].lstrip(_OPENERS)
        if following[:1].islower():
            continue
        if match.group() == "." and not _ends(text, max(begin, at - _WINDOW), at - 1, following, language):
            continue
        spans.append((begin, at))
        begin = at
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends(text: str, begin: int, stop: int, following: str, language: str) -> bool:
    """Whether the full stop at `stop` ends a sentence, by the word before it and the text that follows."""
    before = _TO_WORD.match(text, begin, stop)
    word = text[before.end() if before else begin : stop]
    if not word:
        return True
    if word.isdigit():
        return not (
            len(word) <= 2 and language in _ORDINAL_DAYS and _after_article(text, begin, stop - len(word), following)
        )
    kind = _abbreviations().get(word)
    if kind == "inside":
        return False
    if kind == "number":
        return not following[:1].isdigit()
    if kind == "either" or len(word) == 1 or "." in word:
        if len(word) == 1 and not word.isalpha():
            return True
        if "." in word and not word.replace(".", "").isalpha():
            return True
        next_word = _NEXT_WORD.match(following)
        return next_word is not None and next_word.group().lower() in _openings(language)
    return True


@cache
def _openings(language: str) -> frozenset[str]:
    function = vocabulary(added_language([language])).function
    return function.get(language, function["en"])


def _after_article(text: str, begin: int, at: int, following: str) -> bool:
    """Whether a number with a stop is an ordinal: after an article or a preposition ("am 4. Februar")."""
    before = text[begin:at].rsplit(maxsplit=1)
    word = before[-1].lower() if before else ""
    next_word = _NEXT_WORD.match(following)
    return (
        word in _openings("de")
        and next_word is not None
        and next_word.group().lower()
        not in (
            "der",
            "die",
            "das",
            "er",
            "sie",
            "es",
            "wir",
            "ich",
            "ein",
            "eine",
            "in",
            "im",
            "am",
            "auch",
            "doch",
            "aber",
            "und",
        )
    )
