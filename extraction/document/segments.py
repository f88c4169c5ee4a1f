"""What each paragraph is for (headline, body, faq, teaser, caption, boilerplate) and in which language it is written.

Belongs here: the rules that place a line by its form and its place; the wordings of publishers are rows of
`lexicons/segments_markers.csv`: `block` opens a block that runs on, `exact` is a whole line, `prefix` its beginning,
`contains` any part of it, `short` any part of a short line.

A short line without a final stop between paragraphs is a section heading; it is a headline like the one on top, for what
is said in a heading is repeated, with its evidence, below it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from extraction.document.language import paragraph_language, smooth
from extraction.document.model import Tokens
from extraction.lexicon import load

_FINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_QUESTION = re.compile(r"[?？][\"'”’»)\]]*$")
_BULLET = re.compile(r"[-–—•*·]|\d+[.)]|[\"'“‘«„]")
_HEADLINE_LENGTH = 200
_HEADING_LENGTH = 90
_SHORT_LINE = 120
_VOTING_WORDS = 60
"""Words of a paragraph that vote for its language; a third of them are function words."""


@cache
def _markers() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Whole lines by their wording; what a line begins with; what it contains."""
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    parts: dict[str, str] = {}
    for row in load("segments_markers"):
        text, kind, match = row["text"].lower(), row["kind"], row["match"]
        if match == "block":
            whole[text] = f"{kind}:"
        elif match == "exact":
            whole.setdefault(text, kind)
        elif match == "prefix":
            beginnings.setdefault(text, kind)
        elif match in ("contains", "short"):
            parts.setdefault(text, kind if match == "contains" else f"{kind}?")
        else:
            raise ValueError(f"segments_markers: unknown match {match!r}")
    return whole, _alternation(beginnings), _alternation(parts)


def _alternation(kinds: dict[str, str]) -> re.Pattern[str]:
    """One pattern with a group for each kind; the kinds are coded in the group names."""
    groups: dict[str, list[str]] = {}
    for text, kind in kinds.items():
        groups.setdefault(kind.replace("?", "_short"), []).append(re.escape(text))
    return re.compile(
        "|".join(f"(?P<{kind}>{'|'.join(sorted(ts, key=len, reverse=True))})" for kind, ts in groups.items())
    )


def _marked(line: str) -> str | None:
    """Kind by wording: a bare kind for this line, with a colon for the block that it opens."""
    whole, beginnings, parts = _markers()
    low = line.lower()
    kind = whole.get(low.rstrip(" :…›»→>"))
    if kind:
        return kind
    if len(low) > 400:
        return None
    begins = beginnings.match(low)
    if begins:
        return begins.lastgroup
    part = parts.search(low)
    if part and part.lastgroup:
        if part.lastgroup.endswith("_short"):
            return part.lastgroup.removesuffix("_short") if len(low) <= _SHORT_LINE and not _FINAL.search(low) else None
        return part.lastgroup
    return None


def find_segments(text: str, lines: list[tuple[int, int]], tokens: Tokens, given: str | None) -> list[tuple[str, str]]:
    """(kind, ISO 639-1 language) of each paragraph.

    Args:
        text: The article.
        lines: The span of each paragraph.
        tokens: The tokens of the text.
        given: Language by metadata, used where the words do not tell.
    """
    kinds = _kinds([text[start:end] for start, end in lines])
    bounds = [bisect_left(tokens.starts, start) for start, _ in lines]
    bounds.append(len(tokens.starts))
    votes = [
        paragraph_language(text[start:end], tokens.lowers[bounds[i] : min(bounds[i + 1], bounds[i] + _VOTING_WORDS)])
        for i, (start, end) in enumerate(lines)
    ]
    return list(zip(kinds, smooth(votes, given), strict=True))


def _kinds(lines: list[str]) -> list[str]:
    kinds: list[str] = []
    block: str | None = None
    n_answers = 0
    for i, line in enumerate(lines):
        mark = _marked(line)
        if mark and mark.endswith(":"):
            block, n_answers = mark[:-1], 0
            kinds.append(block)
        elif mark:
            kinds.append(mark)
        elif block == "teaser":
            kinds.append("boilerplate" if kinds[-1] == "boilerplate" and _is_heading(line) else "teaser")
        elif block == "faq":
            if _QUESTION.search(line):
                kinds.append("faq")
                n_answers = 0
            elif n_answers < 3:
                kinds.append("faq")
                n_answers += 1
            else:
                block = None
                kinds.append("body")
        elif i == 0 and len(lines) > 1 and len(line) <= _HEADLINE_LENGTH and not _FINAL.search(line):
            kinds.append("headline")
        elif i > 0 and i + 1 < len(lines) and _is_heading(line) and len(lines[i + 1]) > len(line):
            kinds.append("headline")
        else:
            kinds.append("body")
    return kinds


def _is_heading(line: str) -> bool:
    return len(line) <= _HEADING_LENGTH and not _FINAL.search(line) and not _BULLET.match(line) and line[0].isupper()
