"""What the clause around a date says of it: whether it looks ahead, and which role the date has.

Belongs here: reading the verbs and prepositions near a span by the word lists of `dates_clause.csv`. A bounded number of
words on either side is looked at, so the cost of a date does not depend on the text's length.

The column `use` of the lexicon:
    verb         a word of one or two tokens, or an ending ("-ed"), with the tense and the role that it says
    auxiliary    what makes a future of a past participle before it ("will be signed", "sera signé")
    deadline     prepositions that make a date due and flip it forward: by, until
    limit        the same, unless the clause speaks of the past: before, through
    period       prepositions that make a duration a period to act in: within, over the next
    start        prepositions that make a date the day something takes effect: as of, effective
    break        where a clause ends
    date line    words that stand beside the date of an article ("Updated")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction.dates.scan import Mention
from extraction.document import Document, Sentence
from extraction.lexicon import items, load

_REACH = 14
_MARKS = frozenset((";", ":", "—", "–", "(", ")", "“", "”", '"', "«", "»"))
_AUXILIARY_REACH = 3


@dataclass(frozen=True)
class _Cues:
    tense: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    role: dict[str, str]
    prepositions: dict[str, dict[str, str]]
    auxiliaries: frozenset[str]
    breaks: frozenset[str]


@cache
def _cues(language: str) -> _Cues:
    tense: dict[str, str] = {}
    role: dict[str, str] = {}
    endings: list[tuple[str, str]] = []
    prepositions: dict[str, dict[str, str]] = {"deadline": {}, "limit": {}, "period": {}, "start": {}}
    auxiliaries: set[str] = set()
    breaks = set(_MARKS)
    for row in load("dates_clause"):
        if row["language"] != language:
            continue
        for form in items(row["form"]):
            match row["use"]:
                case "auxiliary":
                    auxiliaries.add(form)
                case "break":
                    breaks.add(form)
                case "deadline" | "limit" | "period" | "start" as use:
                    prepositions[use][form] = row["role"]
                case "verb" if form.startswith("-"):
                    endings.append((form[1:], row["tense"]))
                case "verb":
                    if row["tense"]:
                        tense.setdefault(form, row["tense"])
                    if row["role"]:
                        role.setdefault(form, row["role"])
    return _Cues(tense, tuple(endings), role, prepositions, frozenset(auxiliaries), frozenset(breaks))


class Clause:
    """The words around one span, within its sentence; `left` runs outwards from the span."""

    __slots__ = ("_cues", "_left", "_right", "_tenses")

    def __init__(self, document: Document, sentence: Sentence, mention: Mention) -> None:
        lowers = document.tokens.lowers
        span = document.tokens_between(mention.start, mention.end)
        first, last = span.start, span.stop
        self._cues = _cues(mention.grammar.language)
        self._left = lowers[max(sentence.token_start, first - _REACH) : first][::-1]
        self._right = lowers[last : min(sentence.token_end, last + _REACH)]
        self._tenses: tuple[str | None, str | None] | None = None

    def _preposition(self, use: str) -> bool:
        """Whether words of this use stand right before the span, an article between them or not."""
        known = self._cues.prepositions[use]
        left = self._left
        return any(" ".join(left[:size][::-1]) in known for size in range(min(4, len(left)), 0, -1))

    def _tense(self) -> str | None:
        """past | future: of the nearest verb before the span, else after it, within the clause."""
        if self._tenses is None:
            self._tenses = self._nearest_tense(self._left), None
            if self._tenses[0] is None:
                self._tenses = None, self._nearest_tense(self._right)
        return self._tenses[0] or self._tenses[1]

    def _nearest_tense(self, words: list[str]) -> str | None:
        cues = self._cues
        leftwards = words is self._left
        for i, word in enumerate(words):
            if word in cues.breaks:
                return None
            tense = cues.tense.get(word)
            if tense is None and i + 1 < len(words):
                pair = f"{words[i + 1]} {word}" if leftwards else f"{word} {words[i + 1]}"
                tense = cues.tense.get(pair)
            if tense is None and len(word) > 4:
                tense = next((t for ending, t in cues.endings if word.endswith(ending)), None)
            if tense == "past" and leftwards:
                # "to be held", "will be signed", "sera signé": the auxiliary says when
                if not cues.auxiliaries.isdisjoint(words[i + 1 : i + 1 + _AUXILIARY_REACH]):
                    return "future"
            if tense is not None:
                return tense
        return None

    def future(self) -> bool:
        """Whether the verb that governs the span looks ahead; the preposition of a deadline does too."""
        if self._preposition("deadline"):
            return True
        tense = self._tense()
        return tense == "future" or (tense is None and self._preposition("limit"))

    def role(self, *, may_be_due: bool = True) -> str | None:
        """The role of a date: a deadline's preposition first, then that of a start, then the nearest verb or noun."""
        if may_be_due and (self._preposition("deadline") or (self._preposition("limit") and self._tense() != "past")):
            return "due"
        if self._preposition("start"):
            return "effective"
        best: tuple[int, str] | None = None
        for words in (self._left, self._right):
            for distance, word in enumerate(words):
                if word in self._cues.breaks:
                    break
                role = self._cues.role.get(word)
                if role is not None:
                    if best is None or distance < best[0]:
                        best = distance, role
                    break
        return best[1] if best else None

    def role_of_duration(self) -> str | None:
        """A period to act in is due; "over six months" is one where the clause looks ahead."""
        if self._preposition("period"):
            return "due"
        return "due" if self._preposition("limit") and self._tense() == "future" else None
