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
    ahead        prepositions that look ahead and say no more: "für den 9. April"
    behind       prepositions that look back, whatever the verb says: than, since
    break        where a clause ends
    date line    words that stand beside the date of an article ("Updated")
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from extraction.dates.scan import Mention
from extraction.document import Document, Sentence
from extraction.lexicon import items, load

_REACH = 14
_MARKS = frozenset((";", "—", "–", "(", ")", "“", "”", '"', "«", "»"))
_LONGEST_PREPOSITION = 5
_OPENING = 6
"""Tokens before a date that opens its sentence, whose verb may stand behind a comma: "In Vienna on Monday, ..."."""
_PREPOSITIONS = ("deadline", "limit", "period", "term", "start", "behind", "ahead")


@dataclass(frozen=True)
class _Cues:
    tense: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    ends: tuple[str, ...]
    role: dict[str, str]
    prepositions: dict[str, dict[str, str]]
    auxiliaries: frozenset[str]
    breaks: frozenset[str]
    paired: frozenset[str]
    """The words of breaks and verbs of two words."""
    telling: frozenset[str]
    """Every word that says anything by itself or in a pair."""


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
    return _Cues(
        tense,
        tuple(endings),
        tuple(ending for ending, _ in endings),
        role,
        prepositions,
        frozenset(auxiliaries),
        frozenset(breaks),
        paired,
        frozenset({*paired, *tense, *role, *breaks}),
    )


@dataclass(slots=True, unsafe_hash=True)
class _Side:
    """What the words on one side of a span say, up to the end of the clause."""

    tense: str | None = None
    governed: bool = False
    """Whether a verb of this side governs the span, be it one of no role."""
    role: str | None = None


class Clause:
    """The words around one span, within its sentence. The tokens of `_before` run outwards from the span, as those of
    `_after` do.
    """

    __slots__ = ("_after", "_before", "_cues", "_sides", "_tokens")

    def __init__(self, document: Document, sentence: Sentence, mention: Mention) -> None:
        tokens = self._tokens = document.tokens
        first = bisect_left(tokens.starts, mention.start)
        if first and tokens.ends[first - 1] > mention.start:
            first -= 1  # "l’été" is one token
        last = bisect_left(tokens.starts, mention.end, first)
        self._cues = _cues(mention.grammar.language)
        self._before = range(first - 1, max(sentence.token_start, first - _REACH) - 1, -1)
        self._after = range(last, min(sentence.token_end, last + _REACH))
        self._sides: tuple[_Side, _Side] | None = None

    def _preposition(self, use: str) -> bool:
        """Whether words of this use stand right before the span."""
        known, lowers = self._cues.prepositions[use], self._tokens.lowers
        phrase = ""
        for i in self._before[:_LONGEST_PREPOSITION]:
            phrase = f"{lowers[i]} {phrase}" if phrase else lowers[i]
            if phrase in known:
                return True
        return False

    def _read(self) -> tuple[_Side, _Side]:
        if self._sides is None:
            before = self._side(self._before, -1)
            opens = before.tense is None and len(self._before) <= _OPENING
            # A clause that the date does not open ends at a comma: ", the ministry says" is another.
            self._sides = before, self._side(self._after, 1, to_comma=not opens)
        return self._sides

    def _side(self, reach: range, step: int, *, to_comma: bool = False) -> _Side:
        cues, texts, lowers = self._cues, self._tokens.texts, self._tokens.lowers
        tense, governed, role = None, False, None
        for i in reach:
            word = lowers[i]
            said = ending = None
            if to_comma and word == ",":
                break
            if word in cues.telling:
                if word in cues.breaks:
                    break
                said = cues.tense.get(word)
                if word in cues.paired and i != reach[-1]:
                    pair = f"{lowers[i - 1]} {word}" if step < 0 else f"{word} {lowers[i + 1]}"
                    # Before its verb, a comma and "and" join the subjects of a clause that the date opens.
                    if pair in cues.breaks and (step < 0 or tense is not None):
                        break
                    said = said or cues.tense.get(pair)
            if said is None and len(word) > 4 and word.endswith(cues.ends) and texts[i] == word:
                # a name ("United", "Staaten") is no verb
                ending = next(of_it for end, of_it in cues.endings if word.endswith(end))
            if tense is None:
                tense = said or ending
                if tense == "past" and step < 0 and not cues.auxiliaries.isdisjoint(lowers[max(i - 3, reach[-1]) : i]):
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
        if self._preposition("deadline") or self._preposition("ahead"):
            return "future"
        if self._preposition("behind"):
            return "past"
        tense = self._verb()
        return "future" if tense is None and (self._preposition("limit") or self._preposition("start")) else tense

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
