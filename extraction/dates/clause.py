"""What the clause around a date says of it: whether it looks ahead, and which role the date has.

Belongs here: reading verbs and prepositions near a span, by the word lists of `dates_clause.csv`. Only single words are
looked at, a bounded number of them on either side, so the cost of a date does not depend on the text's length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction.document import Document
from extraction.lexicon import items, load

_REACH = 14
_BREAKS = frozenset((";", ":", "—", "–", "(", ")", "“", "”", '"', "«", "»"))


@dataclass(frozen=True)
class _Cues:
    tense: dict[str, str]
    suffixes: tuple[tuple[str, str], ...]
    role: dict[str, str]
    before: dict[str, str]
    breaks: frozenset[str]


@cache
def _cues(language: str) -> _Cues:
    tense: dict[str, str] = {}
    suffixes: list[tuple[str, str]] = []
    role: dict[str, str] = {}
    before: dict[str, str] = {}
    breaks: set[str] = set(_BREAKS)
    for row in load("dates_clause"):
        if row["language"] != language:
            continue
        for form in items(row["form"]):
            if row["use"] == "preposition":
                before[form] = row["role"]
            elif row["use"] == "break":
                breaks.add(form)
            elif form.startswith("-"):
                suffixes.append((form[1:], row["tense"]))
            else:
                if row["tense"]:
                    tense.setdefault(form, row["tense"])
                if row["role"]:
                    role.setdefault(form, row["role"])
    return _Cues(tense, tuple(suffixes), role, before, frozenset(breaks))


class Clause:
    """The words around one span, within its sentence."""

    __slots__ = ("cues", "left", "preposition", "right")

    def __init__(self, document: Document, start: int, end: int, language: str) -> None:
        sentence = document.sentence_at(start)
        tokens = document.tokens
        span = document.tokens_between(start, end)
        first, last = span.start, span.stop
        if first > sentence.token_start and tokens.ends[first - 1] > start:
            first -= 1
        self.cues = _cues(language)
        self.left = tokens.lowers[max(sentence.token_start, first - _REACH) : first][::-1]
        self.right = tokens.lowers[last : min(sentence.token_end, last + _REACH)]
        self.preposition = self._preposition()

    def _preposition(self) -> str | None:
        """The role that the words just before the span give it: "by", "until", "within" make it a due date."""
        before = self.cues.before
        for size in (3, 2, 1):
            words = " ".join(self.left[:size][::-1])
            if words in before:
                return before[words]
        return None

    def future(self) -> bool:
        """Whether the verb that governs the span looks ahead; a preposition of a deadline does too."""
        tense = self._tense(self.left, stop_at_comma=False)
        if self.preposition == "due":
            return tense != "past" or "had" not in self.left
        if tense is None:
            tense = self._tense(self.right, stop_at_comma=False)
        return tense == "future"

    def _tense(self, words: list[str], *, stop_at_comma: bool) -> str | None:
        cues = self.cues
        for word in words:
            if word in cues.breaks or (stop_at_comma and word == ","):
                return None
            found = cues.tense.get(word)
            if found is not None:
                return found
            if len(word) > 4:
                for suffix, tense in cues.suffixes:
                    if word.endswith(suffix):
                        return tense
        return None

    def role(self) -> str | None:
        """The role of the date in its clause: a deadline's preposition first, else the nearest verb's."""
        if self.preposition == "due" and not ("had" in self.left):
            return "due"
        best: tuple[int, str] | None = None
        for words in (self.left, self.right):
            for distance, word in enumerate(words):
                if word in self.cues.breaks:
                    break
                role = self.cues.role.get(word)
                if role is not None:
                    if best is None or distance < best[0]:
                        best = (distance, role)
                    break
        return best[1] if best else self.preposition
