"""One statement about an agreement, and what is read off the phrase that names it.

Belongs here: the record that the rules make and what they share in making it: title, topic, the clause that gives the
status. Who its parties are is told by `extraction.agreements.sides`.
"""

from __future__ import annotations

from dataclasses import dataclass

from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.instruments import Instrument
from extraction.agreements.parties import calendar
from extraction.agreements.words import closed
from extraction.document import Document

ANNOUNCING = closed("announcing") | {"say"}
WHEN = closed("when")


@dataclass(slots=True)
class Mention:
    """One statement about an agreement."""

    rule: str
    klass: str
    noun: str
    parties: tuple[str, ...]
    vague: bool
    status: str
    start: int
    end: int
    anchor: int
    """Offset at which the instrument is named."""
    definite: bool
    generic: bool
    plural: bool
    head_party: tuple[str, ...]
    verb: tuple[int, int]
    """Offsets of the clause that gives the status."""
    told: tuple[int, int] = (0, 0)
    """Offsets of the clause behind it that says when this was announced."""
    new: bool = False
    """Told apart by the text from what was named before."""
    anaphoric: bool = False
    """Names no parties of its own."""
    earlier: bool = False
    """Told as one from before the agreement that the article is about: "the previous deal"."""
    standing: bool = False
    """Told as the one in place: "the existing deal"."""
    year: int | None = None
    """The year that its own phrase names."""
    pointing: bool = False
    """Points at what was just named: "this agreement", "their deal"."""
    foreign: tuple[tuple[int, int], ...] = ()
    """Offsets of what is told of other agreements in the sentence, whose dates are theirs."""
    name: str | None = None
    subject: tuple[int, int] | None = None
    """Offsets of what it is about."""


def announcement_of(clauses: Clauses, verb: VerbGroup) -> tuple[int, int]:
    """The clause that ends the sentence with who announced it: "..., the companies announced on 14 May"."""
    for v in clauses.verbs:
        if v.kind == "finite" and not v.relative and v.subject[0] > verb.last and v.lemma in ANNOUNCING:
            return clauses.units[v.first].start, clauses.units[v.stop - 1].end
    return 0, 0


def union(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """The members of several groups, each once, in order."""
    out: list[str] = []
    for group in groups:
        out += [k for k in group if k not in out]
    return tuple(out)


def clause_span(clauses: Clauses, verb: VerbGroup) -> tuple[int, int]:
    """Offsets of the clause of a verb, in which the date of its event stands."""
    a = (
        verb.intro[0]
        if verb.intro[1] > verb.intro[0]
        else verb.subject[0]
        if verb.subject[1] > verb.subject[0]
        else verb.first
    )
    a = min(a, verb.first)
    if any(v.kind == "finite" and a < v.first < verb.first and not v.relative for v in clauses.verbs):
        a = verb.first  # a subject shared with a verb before: what stands there belongs to that verb
    units = clauses.units
    start = verb.subject[0] - 1 if verb.subject[1] > verb.subject[0] else a - 1
    if start > 2 and units[start].low in WHEN and units[start - 1].kind == "," and units[start - 2].kind in "#N":
        a = start - 2  # "closed in 2019, when India cancelled a contract"
    relative = (v.subject[1] for v in clauses.verbs if v.relative and verb.last < v.subject[1] <= v.first < verb.stop)
    stop = min((verb.stop, *relative))  # "..., which will fly past in April": another event's date
    return clauses.units[a].start, clauses.units[stop - 1].end


def title_of(document: Document, clauses: Clauses, instrument: Instrument) -> str | None:
    """The proper title of an instrument: a run of capitalised words around its noun, with the small words inside."""
    units = clauses.units
    if not units[instrument.head].capital or clauses.language == "de":
        return None
    first = instrument.head
    while first > 0 and first > instrument.head - 10:
        if units[first - 1].capital or units[first - 1].kind == "-":
            first -= 1
        elif units[first - 1].kind == "C" and first > 1 and units[first - 2].capital and units[first - 2].kind == "N":
            first -= 2  # "Comprehensive and Progressive Agreement"
        else:
            break
    stop = instrument.head + 1
    k = stop
    while k < len(units) and k < instrument.head + 16:
        if (units[k].capital or units[k].kind == "#") and units[k].low not in calendar():
            k += 1
            stop = k if units[k - 1].capital or units[k - 2].capital else stop
        elif units[k].low in (
            "of",
            "for",
            "on",
            "and",
            "the",
            "to",
            "in",
            "de",
            "du",
            "des",
            "för",
            "om",
            "och",
            "sur",
            "pour",
            "para",
            "y",
            "sobre",
            "with",
            "between",
        ):
            k += 1
        else:
            break
    if stop - first < 2 or (first == 0 and stop == instrument.head + 1):
        return None
    words = units[first:stop]
    if sum(u.capital for u in units) * 2 > len(units):
        return None  # a headline in title case
    return document.text[words[0].start : words[-1].end]


def topic_of(clauses: Clauses, instrument: Instrument) -> tuple[int, int]:
    """Where it stands what it is about: the phrase of the instrument with what follows "on", "to", "for"."""
    units = clauses.units
    stop = instrument.head + 1
    while stop < len(units) and stop < instrument.head + 14 and units[stop].kind not in ',;SR"().?':
        if units[stop].kind == "D" and stop == instrument.head + 1:
            break  # "a treaty the neighbours signed"
        if units[stop].kind == "X" or (units[stop].kind == "V" and not set(units[stop].forms) & set("BG")):
            break
        stop += 1
    while stop > instrument.head + 1 and units[stop - 1].kind in "PTCDA'\"":
        stop -= 1
    return units[instrument.first].start, units[stop - 1].end


def purpose_of(clauses: Clauses, verb: VerbGroup) -> tuple[int, int] | None:
    """Where it stands what the parties do together, where no noun names it: the words behind the verb."""
    stop = min(verb.stop, verb.last + 24)
    start = verb.last + 1
    for k in range(start, stop):
        if clauses.units[k].kind == "T":
            start = k + 1
            break
    for k in range(start, stop):
        if clauses.units[k].kind in ",;":
            stop = k
            break
    return (clauses.units[start].start, clauses.units[stop - 1].end) if start < stop else None
