"""Words and punctuation marks.

A word keeps its inner apostrophes, hyphens and the points of an abbreviation ("Beijing-Tokyo", "China’s" is "China" and
"’s", "U.S."); a number keeps its separators ("1,234.5"); any other mark stands alone.
"""

from __future__ import annotations

import re

from extraction.document.model import Tokens

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|\d+(?:[.,]\d+)*"
    r"|[’'](?:s|re|ve|ll|d|m|t)\b"
    r"|[^\W\d_]+(?:-[^\W_]+|[’'](?!s\b)[^\W\d_]+)*"
    r"|[^\s]"
)


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, in order; every character that is not white space belongs to one."""
    texts = _TOKEN.findall(text)
    starts: list[int] = []
    ends: list[int] = []
    find = text.find
    at = 0
    for token in texts:  # only white space stands between tokens, so the next occurrence is the token itself
        at = find(token, at)
        starts.append(at)
        at += len(token)
        ends.append(at)
    return Tokens(starts, ends, texts, list(map(str.lower, texts)))
