"""Runs of capitalised words: what may be one name.

Belongs here: which tokens stand together. "Bank of Japan", "Johanna van der Meer", "J. K. Stone" and "Ministry of Trade
and Industry" are one run each; a comma, a lower-case word or a line end closes a run. What a run names is for
`extraction.document.entities` to say.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Container
from dataclasses import dataclass
from itertools import compress

from extraction.document.model import Document, Tokens
from extraction.document.vocabulary import Vocabulary

_PARTICLES = frozenset(
    ("von", "van", "der", "den", "bin", "ibn", "ben", "al", "ter", "ten", "di", "das", "af", "zu", "zur")
)
_LOOSE_PARTICLES = frozenset(("de", "du", "la", "le", "del", "da", "dos", "el", "los", "las", "y"))
"""Particles that also join other things, so a given name must open the run."""
_OF = frozenset(("of", "for", "on", "de", "des", "du", "d'", "d’", "für", "för", "del", "para", "sur", "pour"))
_ARTICLES = frozenset(("the", "la", "le", "los", "las", "les", "den", "die", "der", "das", "l'", "l’"))
_AND = frozenset(("and", "och", "und", "et", "y", "&"))
_ALSO_NAMES = frozenset(("may", "august", "april", "june", "will"))
"""Everyday words and months that are names too; any other ends a run."""
_MAX_TOKENS = 12


@dataclass(slots=True)
class Run:
    """Tokens [first, last) in a paragraph of `language`; `head` is the token before the first "of" inside, or -1."""

    first: int
    last: int
    head: int = -1
    language: str = "en"


def capitalised_runs(document: Document, words: Vocabulary, given: Container[str], known: Container[int]) -> list[Run]:
    """All runs, in the order of the text.

    Args:
        document: The document with its segments and tokens.
        words: The lexicons.
        given: Given names; one at the head lets particles join ("Simone de Beauvoir").
        known: First tokens of the names known beforehand, which may begin with a function word ("La Paz").
    """
    tokens = document.tokens
    texts, lowers = tokens.texts, tokens.lowers
    runs: list[Run] = []
    for segment in document.segments:
        function = words.function.get(segment.language, words.function["en"])
        first, last = bisect_left(tokens.starts, segment.start), bisect_left(tokens.starts, segment.end)
        run: Run | None = None
        cased = map(operator.ne, texts[first:last], lowers[first:last])
        for i in compress(range(first, last), cased):
            if not texts[i][0].isupper():
                continue
            if lowers[i] in function and lowers[i] not in _ALSO_NAMES and i not in known:
                goes_on = (lowers[i] in _LOOSE_PARTICLES and texts[run.first] in given) if run is not None else False
                if run is not None and run.last == i and (goes_on or texts[i] in words.last):
                    run.last = i + 1  # "Bruno Le Goff", "Fjordkraft AS"
                else:
                    run = None
            elif run is None or i - run.last > 3 or not _joins(document.text, tokens, words, given, known, run, i):
                run = Run(i, i + 1, -1, segment.language)
                runs.append(run)
            else:
                run.last = i + 1
    return runs


def _joins(
    text: str, tokens: Tokens, words: Vocabulary, given: Container[str], known: Container[int], run: Run, i: int
) -> bool:
    """Whether the capitalised token `i` goes on with the run before it."""
    texts, lowers, starts, ends = tokens.texts, tokens.lowers, tokens.starts, tokens.ends
    last = run.last
    gap = i - last
    if run.last - run.first >= _MAX_TOKENS:
        return False
    if gap == 0:
        return starts[i] - ends[i - 1] == 1 and text[ends[i - 1]] != "\n"
    if starts[i] - ends[last - 1] > 12 or "\n" in text[ends[last - 1] : starts[i]]:
        return False
    between = lowers[last:i]
    if between == ["."]:
        before = lowers[last - 1]
        abbreviated = len(before) == 1 or before + "." in words.titles or before in ("st", "jr", "sr")
        return abbreviated and ends[last - 1] == starts[last]
    if all(w in _PARTICLES for w in between):
        return words.title(lowers[last - 1]) is None
    if texts[run.first] in given and all(w in _PARTICLES or w in _LOOSE_PARTICLES for w in between):
        return True
    if gap == 1 and between[0] == "&":
        return True
    if (between[0] in _OF or between[0] in words.own_of) and (texts[last - 1] in words.heads_of or run.head >= 0):
        if gap == 1 or (gap == 2 and between[1] in _ARTICLES):
            run.head = last - 1 if run.head < 0 else run.head
            return True
        return False
    return gap == 1 and (between[0] in _AND or between[0] in words.own_and) and run.head >= 0 and i not in known
