"""What the words around an instrument's phrase tell of it: relative clauses, participles, talks, nouns of events.

Belongs here: reading beside and behind the phrase, and keeping apart what is told of another agreement.
"""

from __future__ import annotations

from dataclasses import replace

from extraction.agreements import status as ladder
from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.discourse import Discourse
from extraction.agreements.instruments import EARLIER, Instrument, find_instruments
from extraction.agreements.mention import Mention, union
from extraction.agreements.parties import references
from extraction.agreements.sides import WITH, keys_of, pronoun_reference, subject_parties, with_parties
from extraction.agreements.words import closed
from extraction.document import Document

ABOUT = closed("about")
BREAKING = closed("breaking")
"""Verbs of talks that come to nothing."""
RENEWING = closed("renewing")
"""Verbs whose object was agreed before: what is told of it is not what happens now."""
REPLACING = closed("replacing")
"""Verbs of a new agreement whose object is the old one."""
TALKS = closed("talks")
ENDING = closed("ending")
"""Verbs by which an agreement ends of itself."""
ENDING_PHRASES = closed("ending_phrases")
IN_FORCE = closed("in_force_words")


def governing_verb(clauses: Clauses, instrument: Instrument) -> VerbGroup | None:
    """The verb group of whose object or adverbials the instrument's phrase is a part."""
    best = None
    for v in clauses.verbs:
        if v.split and v.first < instrument.first and instrument.head < v.last:
            return v
        if v.last < instrument.first and instrument.head < max(v.stop, v.last + 1):
            best = v
    return best


def talks_before(clauses: Clauses, instrument: Instrument) -> int | None:
    """The noun of talks that are about the instrument and name who talks: "negotiations between A and B on a pact"."""
    units = clauses.units
    lead = instrument.first - 1 - (units[instrument.first - 1].kind == "D")
    if lead < 3 or units[lead].kind != "P" or units[lead].low not in ABOUT or instrument.weak:
        return None
    noun = next((k for k in range(lead - 1, max(-1, lead - 12), -1) if units[k].low in TALKS), None)
    if noun is None or noun + 1 == lead or any(u.kind in "VXS;" for u in units[noun + 1 : lead]):
        return None
    return noun if units[noun + 1].low in WITH else None


def read_talks(
    document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument, noun: int, base: Mention
) -> Mention | None:
    """Rule talks: "Negotiations between Australia and the EU on a free trade agreement resumed"."""
    parties, vague = with_parties(document, clauses, discourse, noun + 1, instrument.first, names=True)
    verb = next((v for v in clauses.verbs if v.kind == "finite" and v.subject[0] <= noun < v.subject[1]), None)
    if verb is not None:
        classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
        over = verb.negative or verb.lemma in ENDING | BREAKING or "drop" in classes
        if over or set(classes.values()) & {"ended", "suspended"}:
            return None
    else:
        governor = governing_verb(clauses, instrument)
        if governor is not None:
            subject, _ = subject_parties(document, clauses, discourse, governor, names=True)
            classes = ladder.verb_classes(clauses.language).get(governor.lemma, {})
            if governor.negative or set(classes.values()) & {"ended", "suspended"} or governor.lemma in BREAKING:
                return None  # "broke off talks with China on an agreement"
            parties = union(subject, parties)
    if len(parties) < 2:
        return None
    return replace(base, rule="agreement.talks", parties=parties, vague=vague, status="planned")


def read_relative(
    document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument, base: Mention
) -> Mention | None:
    """Rule relative: "a memorandum that Laos signed with Vietnam", "a protocol that the two want to conclude"."""
    units = clauses.units
    at = instrument.head + 1
    while at < len(units) and at < instrument.head + 7 and units[at].kind in "PDNE#":
        at += 1
    if at + 1 < len(units) and units[at].kind == "," and units[at + 1].kind == "S":
        at += 1
    if instrument.weak or instrument.klass == "declaration":
        return None  # "in a joint statement that they ..." is what it says
    bare = _bare_relative(clauses, instrument)
    if bare is None and (at + 1 >= len(units) or units[at].kind != "S"):
        return None
    outer = bare or next((v for v in clauses.verbs if v.kind == "finite" and v.subject[0] == at + 1), None)
    if outer is None or outer.relative or outer.passive:
        return None
    k = clauses.verbs.index(outer)
    verb = next((v for v in clauses.verbs[k:] if outer in clauses.chain(v) and _event(clauses, v)), None)
    if verb is None:
        return None
    status = ladder.of_chain(clauses, verb, _event(clauses, verb))
    if status is None:
        return None
    if bare is not None:
        found = [r for _, r in references(document, clauses, instrument.head + 1, bare.first)]
        pronoun = pronoun_reference(clauses, instrument.head + 1, bare.first)
        found = found or ([pronoun] if pronoun is not None else [])
        subject, vague = keys_of(discourse, found, units[instrument.head].start, names=True)
        at = instrument.head + 1
    else:
        subject, vague = subject_parties(document, clauses, discourse, outer, names=True)
    partners, more = with_parties(document, clauses, discourse, verb.last + 1, verb.stop, names=True)
    before, _ = with_parties(document, clauses, discourse, instrument.head + 1, at, names=True)
    parties = union(subject, partners, before)
    if len(parties) < 2 or not subject:
        return None
    span = (units[verb.first].start, units[verb.stop - 1].end)
    for v in clauses.verbs[k + 1 :]:
        if v.relative and v.lemma in ("be", "remain") and not v.negative and takes_effect(clauses, v):
            status, span = "in_force", (units[v.first].start, units[v.stop - 1].end)
    return replace(
        base, rule="agreement.relative", parties=parties, vague=vague or more, status=status, head_party=subject,
        verb=span,
    )  # fmt: skip


def _bare_relative(clauses: Clauses, instrument: Instrument) -> VerbGroup | None:
    """The verb of a relative clause without its pronoun: "an agreement it signed with the ministry"."""
    head = instrument.head
    for v in clauses.verbs:
        if (
            head + 1 < v.first <= head + 4
            and v.kind in ("finite", "participle")
            and "D" in v.form
            and _event(clauses, v)
            and not v.passive
        ):
            between = clauses.units[head + 1 : v.first]
            if between[0].kind in "RED" and all(u.kind in "REDsNA" for u in between):
                return v
    return None


def _event(clauses: Clauses, verb: VerbGroup) -> str:
    return ladder.verb_classes(clauses.language).get(verb.lemma, {}).get("event", "")


def foreign_spans(clauses: Clauses, instrument: Instrument) -> tuple[tuple[int, int], ...]:
    """Stretches of the sentence that tell of agreements before this one: "which replaces a pact signed in 2010"."""
    units = clauses.units
    out = []
    for other in find_instruments(clauses):
        if other is not instrument and (other.earlier or other.standing or other.year is not None):
            out.append((units[other.first].start, told_until(clauses, other.head)))
    for v in clauses.verbs:
        if v.lemma in REPLACING and v.kind != "participle" and not v.first <= instrument.first < v.stop:
            out.append((units[v.first].start, units[v.stop - 1].end))
        elif v.lemma in RENEWING and v.last < instrument.first < v.stop:
            out.append((units[instrument.first].start, told_until(clauses, instrument.head)))
    return tuple(out)


def told_until(clauses: Clauses, head: int) -> int:
    """End of a phrase with the participle or relative clause right behind it."""
    for v in clauses.verbs:
        if head < v.first <= head + 6 and (v.kind == "participle" or v.subject[1] in (head + 1, head + 2)):
            between = clauses.units[head + 1 : v.first]
            if v.kind == "participle" and not all(u.kind in ",A" for u in between):
                continue
            if v.kind != "participle" and not any(u.kind == "S" for u in between):
                continue
            return clauses.units[v.stop - 1].end
    return clauses.units[min(head + 2, len(clauses.units) - 1)].end


def event_noun_before(clauses: Clauses, instrument: Instrument) -> tuple[str, str] | None:
    """Status by a noun that governs the phrase: "the signing of the X", "talks on a pact"."""
    units = clauses.units
    i = instrument.first - 1
    while i >= 0 and units[i].kind in "D'\"":
        i -= 1
    if i < 1 or units[i].kind != "P" or units[i].low == "with":
        return None
    i -= 1
    if units[i].kind in "NV":
        status = ladder.event_nouns(clauses.language).get(units[i].low)
        if status is not None:
            return units[i].low, status
    return None


def told_after(
    clauses: Clauses, instrument: Instrument, status: str, span: tuple[int, int]
) -> tuple[str, tuple[int, int]]:
    """A relative clause or participle behind the phrase may say more: "the pact that they signed in May"."""
    units = clauses.units
    for v in clauses.verbs:
        if v.first <= instrument.head or v.first > instrument.head + 10:
            continue
        if any(w.lemma in RENEWING and w.last < instrument.first < w.stop for w in clauses.verbs):
            continue
        between = units[instrument.head + 1 : v.first]
        relative = (
            v.kind == "finite" and any(u.kind == "S" for u in between) and not any(u.kind == "C" for u in between)
        )
        bare = v.kind == "participle" and all(u.kind in ",A" or u.low in EARLIER for u in between)
        own = ladder.verb_classes(clauses.language).get(v.lemma, {}).get("event")
        if v.relative and takes_effect(clauses, v) and not (ends(clauses, v) and not v.past):
            own = "ended" if ends(clauses, v) else "in_force"
        if own is not None and (relative or bare):
            read = ladder.of_chain(clauses, v, own)
            if read is not None and ladder.LADDER.index(read) > ladder.LADDER.index(status):
                return read, (units[v.first].start, units[v.stop - 1].end)
    return status, span


def ends(clauses: Clauses, verb: VerbGroup) -> bool:
    """The verb says that something ends of itself: "expired", "ran out"."""
    particle = clauses.units[verb.last + 1].low if verb.last + 1 < len(clauses.units) else ""
    return verb.lemma in ENDING or f"{verb.lemma} {particle}" in ENDING_PHRASES


def takes_effect(clauses: Clauses, verb: VerbGroup) -> bool:
    """The verb says that something is in force, enters into force or ends of itself."""
    if ends(clauses, verb):
        return True
    after = [u.low for u in clauses.units[verb.last + 1 : verb.last + 5] if u.kind != "X"]
    if clauses.language != "en":
        inside = [u.low for u in clauses.units[verb.first + 1 : verb.last]] if verb.split else []
        return verb.lemma in ("gälla", "gelten") or not IN_FORCE.isdisjoint(after + inside)
    if verb.lemma == "take":
        return after[:1] == ["effect"]
    return after[:1] in (["in"], ["into"]) and after[1:2] in (["force"], ["effect"])
