"""Runs of capitalised words: what may be one name.

Belongs here: which tokens stand together. "Bank of Japan", "Ursula von der Leyen", "J. K. Rowling" and "Ministry of Trade
and Industry" are one run each; a comma, a lower-case word or a line end closes a run. What a run names is for
`extraction.document.entities` to say.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from extraction.document.model import Tokens
from extraction.document.vocabulary import Vocabulary

_PARTICLES = frozenset(("von", "van", "der", "den", "bin", "ibn", "ben", "al", "ter", "ten", "di", "das", "af", "zu", "zur"))
_LOOSE_PARTICLES = frozenset(("de", "du", "la", "le", "del", "da", "dos", "el", "los", "las", "y"))
"""Particles that also join other things, so a given name must open the run."""
_OF = frozenset(("of", "for", "on", "de", "des", "du", "d'", "d’", "für", "för", "del", "para", "sur", "pour"))
_ARTICLES = frozenset(("the", "la", "le", "los", "las", "les", "den", "die", "der", "das", "l'", "l’"))
_AND = frozenset(("and", "och", "und", "et", "y", "&"))
_ALSO_NAMES = frozenset(("may", "august", "april", "june", "will", "an", "the"))
"""Everyday words and months that are names too; any other ends a run."""
_MAX_TOKENS = 12


@dataclass(slots=True)
class Run:
    """Tokens [first, last); `head` is the token before the first "of" inside, or -1."""

    first: int
    last: int
    head: int = -1


def capitalised_runs(
    text: str, tokens: Tokens, words: Vocabulary, given: Container[str], known: Container[int]
) -> list[Run]:
    """All runs, in the order of the text.

    Args:
        text: The article.
        tokens: Its tokens.
        words: The lexicons.
        given: Given names; one at the head lets particles join ("Simone de Beauvoir").
        known: First tokens of the names known beforehand, which may begin with an everyday word ("New York").
    """
    texts, lowers, starts, ends = tokens.texts, tokens.lowers, tokens.starts, tokens.ends
    heads = words.heads_of
    runs: list[Run] = []
    run: Run | None = None
    ordinary = words.function - _ALSO_NAMES
    for i in [i for i, t in enumerate(texts) if t[0].isupper()]:
        if lowers[i] in ordinary:
            run = None
            if i not in known:
                continue
        if run is not None and run.last - run.first < _MAX_TOKENS and i - run.last <= 3:
            last = run.last
            gap = i - last
            if gap == 0:
                if starts[i] - ends[i - 1] == 1 and text[ends[i - 1]] != "\n":
                    run.last = i + 1
                    continue
            elif starts[i] - ends[last - 1] <= 12 and "\n" not in text[ends[last - 1] : starts[i]]:
                between = lowers[last:i]
                if between == ["."]:
                    before = lowers[last - 1]
                    if ends[last - 1] == starts[last] and (
                        len(before) == 1 or before + "." in words.titles or before in ("st", "jr", "sr")
                    ):
                        run.last = i + 1
                        continue
                elif all(w in _PARTICLES for w in between) or (
                    texts[run.first] in given and all(w in _PARTICLES or w in _LOOSE_PARTICLES for w in between)
                ):
                    run.last = i + 1
                    continue
                elif gap == 1 and between[0] == "&":
                    run.last = i + 1
                    continue
                elif between[0] in _OF and (texts[last - 1] in heads or run.head >= 0):
                    if gap == 1 or (gap == 2 and between[1] in _ARTICLES):
                        run.head = last - 1 if run.head < 0 else run.head
                        run.last = i + 1
                        continue
                elif gap == 1 and between[0] in _AND and run.head >= 0:
                    run.last = i + 1
                    continue
        run = Run(i, i + 1)
        runs.append(run)
    return runs
