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
from collections.abc import Iterator

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

_Piece = tuple[str, str, tuple[tuple[str, str], ...], tuple[int, ...]]
"""The first token of what stands between two white spaces, the same in lower case, the other tokens in both cases, and
which of them all are mixed."""


class _Pieces(dict[str, _Piece]):
    """What has been split so far."""

    def __missing__(self, written: str) -> _Piece:
        tokens = (written,) if written.isalpha() else tuple(_TOKEN.findall(written))
        first, *rest = [(token, _lower(token)) for token in tokens]
        mixed = tuple(i for i, t in enumerate(tokens) if not t.isalpha() and (len(t) > 1 or t.isdigit()))
        piece = (*first, tuple(rest), mixed)
        if len(written) <= _LONGEST_KEPT and len(self) < _KEPT:
            self[written] = piece
        return piece


def _lower(token: str) -> str:
    """The token in lower case, the same string where it is."""
    low = token.lower()
    return token if low == token else low


_pieces = _Pieces()


def tokenize(text: str) -> Tokens:
    """Split a text into tokens, in order; every character that is not white space belongs to one."""
    texts: list[str] = []
    lowers: list[str] = []
    starts: list[int] = []
    mixed: list[int] = []
    for at, written in _stretches(text):
        for word, low, rest, odd in map(_pieces.__getitem__, written):
            if odd:
                known = len(texts)
                for i in odd:
                    mixed.append(known + i)
            texts.append(word)
            lowers.append(low)
            starts.append(at)
            at += len(word)
            if rest:
                for word, low in rest:
                    texts.append(word)
                    lowers.append(low)
                    starts.append(at)
                    at += len(word)
            at += 1
    ends = list(map(operator.add, starts, map(len, texts)))
    return Tokens(starts, ends, texts, lowers, mixed)


def _stretches(text: str) -> Iterator[tuple[int, list[str]]]:
    """Pieces with one white space between each and the next, and where the first of them begins."""
    at = 0
    for line in text.split("\n"):
        written = line.split()
        if len(line) == sum(map(len, written)) + len(written) - 1:
            yield at, written
        elif written:
            begin = len(line) - len(line.lstrip())
            for end, following in [*(gap.span() for gap in _WIDE.finditer(line, begin)), (len(line), len(line))]:
                yield at + begin, line[begin:end].split()
                begin = following
        at += len(line) + 1
