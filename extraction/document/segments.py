"""What each paragraph is for (headline, body, faq, teaser, caption, boilerplate) and in which language it is written.

Belongs here: the rules that place a line by its form and its place; the wordings of publishers are rows of
`lexicons/segments_markers.csv`: `block` opens a block that runs on, `exact` is a whole line, `prefix` its beginning,
`contains` any part of it, `short` any part of a short line.

A short line without a final stop between paragraphs is a section heading; it is a headline like the one on top: what
is said in a heading is repeated, with its evidence, below it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from extraction.document.language import paragraph_language, smooth
from extraction.document.model import Tokens
from extraction.lexicon import added_language, load

_FINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_QUESTION = re.compile(r"[?？][\"'”’»)\]]*$")
_BULLET = re.compile(r"[-–—•*·]|\d+[.)]|[\"'“‘«„]")
_HEADLINE_LENGTH = 200
_HEADING_LENGTH = 90
_SHORT_LINE = 120
_MARKED_LENGTH = 400
"""A longer line is prose, whatever it mentions."""
_TAIL = 6
"""Characters at the end of a line that hold its final mark."""


@dataclass(frozen=True)
class _Markers:
    """The wordings of publishers' furniture, in lower case, with the kind and language of each."""

    whole: dict[str, tuple[str, str]]
    """By the whole line; the kind of a heading that opens a block ends in a colon."""
    beginnings: dict[str, tuple[str, str]]
    openings: tuple[str, ...]
    heads: frozenset[str]
    """First three characters of the openings: a look-up before the long comparison."""
    parts: list[tuple[str, str, bool]]
    """Kind, language, and whether only a short line counts; by pattern of the automaton."""
    automaton: ahocorasick_rs.AhoCorasick


@cache
def _markers() -> _Markers:
    tables: dict[str, dict[str, tuple[str, str]]] = {"whole": {}, "prefix": {}, "contains": {}, "short": {}}
    for row in load("segments_markers"):
        kind = f"{row['kind']}:" if row["match"] == "block" else row["kind"]
        table = tables["whole" if row["match"] in ("block", "exact") else row["match"]]
        text = row["text"].lower()
        known = table.get(text)
        language = row["language"] if known is None or known[1] == row["language"] else ""
        table[text] = (known[0] if known else kind, language)
    whole, beginnings = tables["whole"], tables["prefix"]
    parts = {
        text: (*found, match == "short") for match in ("contains", "short") for text, found in tables[match].items()
    }
    openings = tuple(sorted(beginnings, key=len, reverse=True))
    automaton = ahocorasick_rs.AhoCorasick(list(parts))
    heads = frozenset(opening[:3] for opening in openings)
    return _Markers(whole, beginnings, openings, heads, list(parts.values()), automaton)


def _marked(line: str) -> tuple[str, str] | None:
    """(kind, language) by wording: a bare kind for this line, with a colon for the block that it opens."""
    if len(line) > _MARKED_LENGTH:
        return None
    markers = _markers()
    low = line.lower()
    found = markers.whole.get(low.rstrip(" :…›»→>"))
    if found:
        return found
    if low[:3] in markers.heads and low.startswith(markers.openings):
        opening = next(o for o in markers.openings if low.startswith(o))
        after = low[len(opening) : len(opening) + 1]
        if not (opening[-1].isalnum() and after.isalnum()):
            return markers.beginnings[opening]
    for index, _, _ in markers.automaton.find_matches_as_indexes(low):
        kind, language, short = markers.parts[index]
        if not short or (len(low) <= _SHORT_LINE and not _ends_as_sentence(low)):
            return kind, language
    return None


def _ends_as_sentence(line: str) -> bool:
    return _FINAL.search(line, max(0, len(line) - _TAIL)) is not None


def find_segments(text: str, lines: list[tuple[int, int]], tokens: Tokens, given: str | None) -> list[tuple[str, str]]:
    """(kind, ISO 639-1 language) of each paragraph.

    Args:
        text: The article.
        lines: The span of each paragraph.
        tokens: The tokens of the text.
        given: Language by metadata, used where the words do not tell.
    """
    paragraphs = [text[start:end] for start, end in lines]
    marks = [_marked(line) for line in paragraphs]
    kinds = _kinds(paragraphs, [mark[0] if mark else None for mark in marks])
    bounds = [bisect_left(tokens.starts, start) for start, _ in lines]
    bounds.append(len(tokens.starts))
    votes: list[str | None] = [mark[1] or None if mark else None for mark in marks]
    previous = added_language([given]) or None if given else None
    opening: list[int] = []
    for i, line in enumerate(paragraphs):
        if votes[i] is None:
            if previous is None and i + 1 < len(lines) and len(line) <= _HEADLINE_LENGTH:
                opening.append(i)  # a headline tells less than what stands below it
                continue
            votes[i] = paragraph_language(line, tokens.lowers, bounds[i], bounds[i + 1], previous)
            previous = votes[i] or previous
    for i in opening:
        votes[i] = paragraph_language(paragraphs[i], tokens.lowers, bounds[i], bounds[i + 1], previous)
    return list(zip(kinds, smooth(votes, given), strict=True))


def _kinds(lines: list[str], marks: list[str | None]) -> list[str]:
    kinds: list[str] = []
    block: str | None = None
    n_answers = 0
    for i, line in enumerate(lines):
        mark = marks[i]
        if mark and mark.endswith(":"):
            block, n_answers = mark[:-1], 0
            kinds.append(block)
        elif mark:
            kinds.append(mark)
        elif block == "teaser":
            kinds.append("boilerplate" if kinds[-1] == "boilerplate" and _is_heading(line) else "teaser")
        elif block == "faq":
            if _QUESTION.search(line, max(0, len(line) - _TAIL)):
                kinds.append("faq")
                n_answers = 0
            elif n_answers < 3:
                kinds.append("faq")
                n_answers += 1
            else:
                block = None
                kinds.append("body")
        elif _is_headline(lines, i):
            kinds.append("headline")
        else:
            kinds.append("body")
    return kinds


def _is_headline(lines: list[str], i: int) -> bool:
    """Whether a line is the headline on top, or a heading above a longer paragraph."""
    if i + 1 >= len(lines):
        return False
    line = lines[i]
    if i == 0:
        return len(line) <= _HEADLINE_LENGTH and not _ends_as_sentence(line)
    return _is_heading(line) and len(lines[i + 1]) > len(line)


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _HEADING_LENGTH and not _ends_as_sentence(line) and not _BULLET.match(line) and line[0].isupper()
    )
