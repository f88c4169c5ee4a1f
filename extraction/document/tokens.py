"""Words and punctuation marks.

A word keeps its inner apostrophes, hyphens and the points of an abbreviation ("Beijing-Tokyo", "China’s" is "China" and
"’s", "U.S."); a number keeps its separators ("1,234.5"); any other mark stands alone.

What stands between two white spaces is split without regard to its neighbours, and most of it has been seen before, so
it is split once and remembered; the tokens of all articles then share their strings.
"""

from __future__ import annotations

import operator
import re
from itertools import accumulate, chain, compress

from extraction.document.model import Tokens

_TOKEN = re.compile(
    r"[A-Za-zÀ-ÖØ-öø-ɏ]++(?![-.’'\w])"  # the plain word, first because most tokens are one
    r"|(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|\d+(?:[.,]\d+)*"
    r"|[’'](?:s|re|ve|ll|d|m|t)\b"
    r"|[^\W\d_]+(?:-[^\W_]+|[’'](?!s\b)[^\W\d_]+)*"
    r"|[^\s]"
)
_WIDE = re.compile(r"\s{2,}")
_KEPT = 100_000
"""Pieces that are remembered: news has fewer in use, and a bulk of odd ones must not fill the memory."""
_LONGEST_KEPT = 30

_Piece = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
"""The tokens of what stands between two white spaces, the same in lower case, and how far it is from the start of each
token to that of the next, over one white space after the last."""


class _Pieces(dict[str, _Piece]):
    """What has been split so far."""

    def __missing__(self, written: str) -> _Piece:
        texts = tuple(_TOKEN.findall(written))
        steps = (*map(len, texts[:-1]), len(texts[-1]) + 1)
        piece = texts, tuple(map(str.lower, texts)), steps
        if len(written) <= _LONGEST_KEPT and len(self) < _KEPT:
            self[written] = piece
        return piece


_pieces = _Pieces()
_texts_of, _lowers_of, _steps_of = operator.itemgetter(0), operator.itemgetter(1), operator.itemgetter(2)


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, in order; every character that is not white space belongs to one."""
    pieces: list[_Piece] = []
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        found = list(map(_pieces.__getitem__, line.split()))
        if found:
            known = len(starts)
            starts += accumulate(chain.from_iterable(map(_steps_of, found)), initial=at)
            if starts.pop() != at + len(line) + 1:  # some white space is not one character between two pieces
                starts[known:] = _starts_in_runs(line, at)
            pieces += found
        at += len(line) + 1
    texts = list(chain.from_iterable(map(_texts_of, pieces)))
    lowers = list(chain.from_iterable(map(_lowers_of, pieces)))
    ends = list(map(operator.add, starts, map(len, texts)))
    other = compress(range(len(texts)), map(operator.not_, map(str.isalpha, texts)))
    mixed = [i for i in other if len(texts[i]) > 1 or texts[i].isdigit()]
    return Tokens(starts, ends, texts, lowers, mixed)


def _starts_in_runs(line: str, offset: int) -> list[int]:
    """Starts of the tokens of a line, each run of it with single white spaces counted from its own beginning."""
    starts: list[int] = []
    begin = len(line) - len(line.lstrip())
    for end, following in [*(gap.span() for gap in _WIDE.finditer(line, begin)), (len(line), len(line))]:
        found = map(_pieces.__getitem__, line[begin:end].split())
        starts += accumulate(chain.from_iterable(map(_steps_of, found)), initial=offset + begin)
        starts.pop()
        begin = following
    return starts
