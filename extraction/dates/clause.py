"""What the clause around a date says of it: whether it looks ahead, and which role the date has.

Belongs here: reading the verbs and prepositions near a span by the word lists of `dates_clause.csv`. A bounded number
of words on either side is looked at, so the cost of a date does not depend on the text's length.

The column `use` of the lexicon:
    verb         a word of one or two tokens, or an ending ("-ed"), with the tense and the role that it says
    auxiliary    what makes a future of a past participle before it ("will be signed", "sera signé")
    deadline     prepositions that make a date due and flip it forward: by, until
    limit        the same, unless the clause speaks of the past: before, through
    period       prepositions that make a duration a period to act in: within, over the next
    term         prepositions that do so where the clause looks ahead: over, in
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
_MARKS = frozenset((";", "—", "–", "(", ")", "“", "”", '"', "«", "»"))
_LONGEST_PREPOSITION = 5
_PREPOSITIONS = ("deadline", "limit", "period", "term", "start")


@dataclass(frozen=True)
class _Cues:
    tense: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    role: dict[str, str]
    prepositions: dict[str, dict[str, str]]
    auxiliaries: frozenset[str]
    breaks: frozenset[str]
    paired: frozenset[str]
    """The words of breaks and verbs of two words."""


@cache
def _cues(language: str) -> _Cues:
    tense: dict[str, str] = {}
    role: dict[str, str] = {}
    endings: list[tuple[str, str]] = []
    prepositions: dict[str, dict[str, str]] = {use: {} for use in _PREPOSITIONS}
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
                case use if use in _PREPOSITIONS:
                    prepositions[use][form] = row["role"]
                case "verb" if form.startswith("-"):
                    endings.append((form[1:], row["tense"]))
                case "verb":
                    if row["tense"]:
                        tense.setdefault(form, row["tense"])
                    if row["role"]:
                        role.setdefault(form, row["role"])
    paired = frozenset(word for form in (*tense, *breaks) if " " in form for word in form.split())
    return _Cues(tense, tuple(endings), role, prepositions, frozenset(auxiliaries), frozenset(breaks), paired)


@dataclass(slots=True, unsafe_hash=True)
class _Side:
    """What the words on one side of a span say, up to the end of the clause."""

    tense: str | None = None
    governed: bool = False
    """Whether a verb of this side governs the span, be it one of no role."""
    role: str | None = None


class Clause:
    """The words around one span, within its sentence. `_before` runs outwards from the span, as `_after` does."""

    __slots__ = ("_after", "_before", "_cues", "_sides")

    def __init__(self, document: Document, sentence: Sentence, mention: Mention) -> None:
        span = document.tokens_between(mention.start, mention.end)
        words = document.tokens.texts
        self._cues = _cues(mention.grammar.language)
        self._before = words[max(sentence.token_start, span.start - _REACH) : span.start][::-1]
        self._after = words[span.stop : min(sentence.token_end, span.stop + _REACH)]
        self._sides: tuple[_Side, _Side] | None = None

    def _preposition(self, use: str) -> bool:
        """Whether words of this use stand right before the span."""
        known, before = self._cues.prepositions[use], self._before
        phrase = ""
        for word in before[:_LONGEST_PREPOSITION]:
            phrase = f"{word.lower()} {phrase}" if phrase else word.lower()
            if phrase in known:
                return True
        return False

    def _read(self) -> tuple[_Side, _Side]:
        if self._sides is None:
            self._sides = self._side(self._before, leftwards=True), self._side(self._after, leftwards=False)
        return self._sides

    def _side(self, words: list[str], *, leftwards: bool) -> _Side:
        cues = self._cues
        lowers = [word.lower() for word in words]
        tense, governed, role = None, False, None
        for i, word in enumerate(lowers):
            if word in cues.breaks:
                break
            said = cues.tense.get(word)
            if word in cues.paired and i + 1 < len(lowers):
                pair = f"{lowers[i + 1]} {word}" if leftwards else f"{word} {lowers[i + 1]}"
                # Before its verb, a comma and "and" join the subjects of a clause that the date opens.
                if pair in cues.breaks and (leftwards or tense is not None):
                    break
                said = said or cues.tense.get(pair)
            ending = None
            if said is None and len(word) > 4 and words[i] == word:  # a name ("United", "Staaten") is no verb
                ending = next((tense for ending, tense in cues.endings if word.endswith(ending)), None)
            if tense is None:
                tense = said or ending
                if tense == "past" and leftwards and not cues.auxiliaries.isdisjoint(lowers[i + 1 : i + 4]):
                    tense = "future"  # "to be held", "will be signed", "sera signé"
            if not governed:
                role = cues.role.get(word)
                governed = role is not None or ending is not None
            if tense is not None and governed:
                break
        return _Side(tense, governed, role)

    def _verb(self) -> str | None:
        """Tense, past or future, of the nearest verb before the span, else after it, within the clause."""
        before, after = self._read()
        return before.tense or after.tense

    def tense(self) -> str | None:
        """Past, future, or None where nothing tells; the preposition of a deadline looks ahead."""
        if self._preposition("deadline"):
            return "future"
        tense = self._verb()
        return "future" if tense is None and self._preposition("limit") else tense

    def role(self, *, may_be_due: bool = True) -> str | None:
        """The role of a date: a deadline's preposition first, then that of a start, then the nearest verb or noun."""
        if may_be_due and (self._preposition("deadline") or (self._preposition("limit") and self._verb() != "past")):
            return "due"
        if self._preposition("start"):
            return "effective"
        before, after = self._read()
        return before.role if before.governed else after.role

    def role_of_duration(self, ahead: int | None) -> str | None:
        """A period to act in is due; "over six months" is one where the clause looks ahead.

        Args:
            ahead: +1 for "the next six months", -1 for "the past six months", None where the words do not say.
        """
        if ahead == -1:
            return None
        if ahead == 1 or self._preposition("period"):
            return "due"
        return "due" if self._preposition("term") and self._verb() == "future" else None
