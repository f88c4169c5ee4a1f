"""Lists of figures of which each is another party's: "France and Germany gave 110 and 244 million respectively".

Belongs here: which figures stand in such a list. Does not belong here: whose they are (`measured`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import word_class

_REACH = 3
"""Tokens between the list and the word that says so: "110 and 244 million euros, respectively"."""


def respective(figures: Sequence[Candidate]) -> Iterator[range]:
    """Runs of two or more figures, as indexes, that a word shares out among as many parties."""
    i = 0
    while i < len(figures):
        stop = i + 1
        while stop < len(figures) and _listed(figures[stop - 1], figures[stop]):
            stop += 1
        first, last = figures[i], figures[stop - 1]
        if stop - i > 1:
            words = word_class(first.language, "respective")
            around = first.lowers[max(first.low, first.first - _REACH) : min(first.high, last.after + _REACH)]
            if not words.isdisjoint(around):
                yield range(i, stop)
        i = stop


def _listed(left: Candidate, right: Candidate) -> bool:
    gap = left.lowers[left.after : right.first]
    joining = word_class(left.language, "respective") | _JOINING
    kinds = {c.unit.kind for c in (left, right) if c.unit is not None}
    return left.sentence == right.sentence and 0 < len(gap) < 3 and joining.issuperset(gap) and len(kinds) < 2


_JOINING = frozenset((",", "and", "och", "und", "et", "y"))
