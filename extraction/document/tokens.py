"""Words and punctuation marks.

A word keeps its inner apostrophes, hyphens and the points of an abbreviation ("Beijing-Tokyo", "China’s" is "China" and
"’s", "U.S."); a number keeps its separators ("1,234.5"); any other mark stands alone.
"""

from __future__ import annotations

import operator
import re

from extraction.document.model import Tokens

_TOKEN = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ɏ]++(?![-.’'\w])"  # the plain word, first because most tokens are one
    r"|(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|\d+(?:[.,]\d+)*"
    r"|[’'](?:s|re|ve|ll|d|m|t)\b"
    r"|[^\W\d_]+(?:-[^\W_]+|[’'](?!s\b)[^\W\d_]+)*"
    r"|[^\s]"
)


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, in order; every character that is not white space belongs to one."""
    texts = _TOKEN.findall(text)
    find = text.find
    at = 0
    # only white space stands between tokens, so the next occurrence of a token's characters is the token itself
    ends = [at := find(token, at) + len(token) for token in texts]
    starts = list(map(operator.sub, ends, map(len, texts)))
    return Tokens(starts, ends, texts, list(map(str.lower, texts)))
