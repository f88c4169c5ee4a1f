"""Words and punctuation marks.

A word keeps its inner apostrophes, hyphens and the points of an abbreviation ("Beijing-Tokyo", "China’s" is "China" and
"’s", "U.S."); a number keeps its separators ("1,234.5"); any other mark stands alone.

What stands between two white spaces is split without regard to its neighbours, and most of it has been seen before, so
it is split once and remembered. The tokens of an article are then the strings that are remembered: they know their
hash, and a look-up of a frequent word finds it in the processor's caches.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from itertools import accumulate

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
class _Parts:
    """The tokens of what is no plain word, where each begins in it, and which of them are mixed."""

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    mixed: list[int]


_Piece = tuple[str, str, _Parts | None]
"""What stands between two white spaces, the same in lower case, and its parts if it is more than a plain word."""


class _Pieces(dict[str, _Piece]):
    """What has been split so far."""

    def __missing__(self, written: str) -> _Piece:
        low = written.lower()
        piece = (written, written if low == written else low, None if written.isalpha() else _parts(written))
        if len(written) <= _LONGEST_KEPT and len(self) < _KEPT:
            self[written] = piece
        return piece


def _parts(written: str) -> _Parts:
    found = list(_TOKEN.finditer(written))
    texts = [m.group() for m in found]
    mixed = [i for i, t in enumerate(texts) if not t.isalpha() and (len(t) > 1 or t.isdigit())]
    return _Parts(texts, list(map(str.lower, texts)), [m.start() for m in found], mixed)


_pieces = _Pieces()


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, in order; every character that is not white space belongs to one."""
    texts: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    mixed: list[int] = []
    at = 0
    for line in text.split("\n"):
        written = line.split()
        if written:
            places = list(accumulate(map(_STEP, map(len, written)), initial=at))
            if places.pop() != at + len(line) + 1:  # some white space is not one character between two pieces
                places = _places(line, at)
            for place, (word, low, parts) in zip(places, map(_pieces.__getitem__, written), strict=True):
                if parts is None:
                    texts.append(word)
                    lowers.append(low)
                    starts.append(place)
                    continue
                if parts.mixed:
                    known = len(texts)
                    for i in parts.mixed:
                        mixed.append(known + i)
                texts += parts.texts
                lowers += parts.lowers
                for start in parts.starts:
                    starts.append(place + start)
        at += len(line) + 1
    ends = list(map(operator.add, starts, map(len, texts)))
    return Tokens(starts, ends, texts, lowers, mixed)


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
