"""Words and punctuation marks.

A word keeps its inner apostrophes, hyphens and the points of an abbreviation ("Beijing-Tokyo", "China’s" is "China" and
"’s", "U.S."); a number keeps its separators ("1,234.5"); any other mark stands alone.

What stands between two white spaces is split without regard to its neighbours. Most of it is a word and nothing else;
what has marks in it has mostly been seen before, so it is split once and remembered.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from itertools import accumulate, compress

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
_KEPT = 50_000
"""Pieces that are remembered: news has fewer in use, and a bulk of odd ones must not fill the memory."""
_LONGEST_KEPT = 30


@dataclass(slots=True)
class _Piece:
    """The tokens of what stands between two white spaces, where each begins in it, and which of them are mixed."""

    texts: list[str]
    starts: list[int]
    mixed: list[int]


class _Pieces(dict[str, _Piece]):
    """What has been split so far."""

    def __missing__(self, written: str) -> _Piece:
        found = list(_TOKEN.finditer(written))
        texts = [m.group() for m in found]
        mixed = [i for i, t in enumerate(texts) if not t.isalpha() and (len(t) > 1 or t.isdigit())]
        piece = _Piece(texts, [m.start() for m in found], mixed)
        if len(written) <= _LONGEST_KEPT and len(self) < _KEPT:
            self[written] = piece
        return piece


_pieces = _Pieces()


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, in order; every character that is not white space belongs to one."""
    texts: list[str] = []
    starts: list[int] = []
    mixed: list[int] = []
    at = 0
    for line in text.split("\n"):
        written = line.split()
        if written:
            places = list(accumulate(map(_STEP, map(len, written)), initial=at))
            if places.pop() != at + len(line) + 1:  # some white space is not one character between two pieces
                places = _places(line, at)
            done = 0
            for i in compress(range(len(written)), map(operator.not_, map(str.isalpha, written))):
                texts += written[done:i]
                starts += places[done:i]
                done = i + 1
                piece = _pieces[written[i]]
                if piece.mixed:
                    known = len(texts)
                    mixed += [known + m for m in piece.mixed]
                texts += piece.texts
                place = places[i]
                starts += [place + start for start in piece.starts]
            texts += written[done:]
            starts += places[done:]
        at += len(line) + 1
    ends = list(map(operator.add, starts, map(len, texts)))
    return Tokens(starts, ends, texts, list(map(str.lower, texts)), mixed)


_STEP = (1).__add__


def _places(line: str, offset: int) -> list[int]:
    """Where the pieces of a line begin, counted anew behind each wider white space."""
    places: list[int] = []
    begin = len(line) - len(line.lstrip())
    for end, following in [*(gap.span() for gap in _WIDE.finditer(line, begin)), (len(line), len(line))]:
        places += accumulate(map(_STEP, map(len, line[begin:end].split())), initial=offset + begin)
        places.pop()
        begin = following
    return places
