"""The rules that read agreements off clauses, in the order in which they are tried.

Belongs here: one function a rule, each named in the rows it makes. Word classes are in the lexicons, the shape of a
sentence in `clauses`, parties in `parties`; how mentions become one row an article is in `merging`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from extraction.agreements import status as ladder
from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.discourse import Discourse
from extraction.agreements.instruments import EARLIER, Instrument, find_instruments
from extraction.agreements.names import as_party, is_state
from extraction.agreements.parties import Reference, calendar, government, references
from extraction.agreements.words import closed
from extraction.document import Document
from extraction.document.coreference import stands_for

WITH = closed("with")
NEGATING = closed("negating")
AGENT = closed("agent")
DEFINITE = closed("definite")
POINTING = closed("pointing")
BILATERAL = closed("bilateral")
CREATED = closed("created")


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
    subject: str | None = None


def find_mentions(document: Document, clauses: Clauses, discourse: Discourse) -> list[Mention]:
    """Statements about agreements in one analysed sentence, in the order of the text."""
    out: list[Mention] = []
    for instrument in find_instruments(clauses):
        mention = _read(document, clauses, discourse, instrument)
        if mention is not None:
            out.append(mention)
    for verb in clauses.verbs:
        for rule in (_partner_verb, _joint_investment, _stake):
            mention = rule(document, clauses, discourse, verb)
            if mention is not None:
                out.append(mention)
                break
    out.sort(key=lambda m: (m.anchor, m.rule))
    return out


def _governing(clauses: Clauses, instrument: Instrument) -> VerbGroup | None:
    """The verb group of whose object or adverbials the instrument's phrase is a part."""
    best = None
    for v in clauses.verbs:
        if v.split and v.first < instrument.first and instrument.head < v.last:
            return v
        if v.last < instrument.first and instrument.head < max(v.stop, v.last + 1):
            best = v
    return best


def _subject_of(clauses: Clauses, instrument: Instrument) -> VerbGroup | None:
    for v in sorted(clauses.verbs, key=lambda v: v.relative):
        if v.kind == "finite" and v.subject[0] <= instrument.head < v.subject[1] and v.first > instrument.head:
            between = clauses.units[v.subject[0] : instrument.first]
            if not any(u.kind in "PS" for u in between):
                return v
    return None


def _keys(
    discourse: Discourse, refs: list[Reference], offset: int, names: bool = False
) -> tuple[tuple[str, ...], bool]:
    keys: list[str] = []
    vague = False
    for ref in refs:
        found = discourse.keys(ref, offset, names)
        if not found:
            vague = True
        keys += [k for k in found if k not in keys]
    return tuple(keys), vague


def subject_parties(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    verb: VerbGroup,
    names: bool = False,
    passive: bool = False,
) -> tuple[tuple[str, ...], bool]:
    """Parties that a verb's subject stands for, and whether it names others that are not told."""
    a, b = verb.subject
    if (verb.passive and not passive) or b <= a:
        return _inverted(document, clauses, discourse, verb)
    offset = clauses.units[a].start
    found = references(document, clauses, a, b)
    if verb.relative:
        return _keys(discourse, [r for _, r in found[-1:] if r.stop >= b - 1], offset, names)
    refs = [r for p, r in found if p == ""]
    if not found:
        pronoun = _pronoun(clauses, a, b)
        if pronoun is not None:
            return _keys(discourse, [pronoun], offset)
    if not refs and clauses.units[a].kind == "P" and found:
        # "On Wednesday Japan ..." with no comma: the last phrase stands before the verb
        own = [r for p, r in found if p == clauses.units[a].low]
        last = own[-1].stop if own else a
        first = own[0].first if own else a
        while first > a and clauses.units[first - 1].kind in "DE":
            first -= 1
        if own and (last == b or clauses.units[last].kind == ",") and clauses.units[first - 1].kind in "N#":
            refs = own
    if not refs and any(u.low in LEADING for u in clauses.units[a:b]):
        refs = [r for p, r in found if p == "by"]  # "a consortium led by Fortescue"
    if not refs and _untitled(clauses, a, b):
        opening = _opening(clauses, discourse)
        if opening is not None and is_state(opening):
            return (opening,), False  # "Sweden opens the round. Development minister Karin Ahlqvist pledges ..."
    names = names or (len(refs) > 1 and any(r.kind == "party" for r in refs))
    keys, vague = _keys(discourse, refs, offset, names)
    if not keys and all(r.kind == "name" for r in refs):
        return _inverted(document, clauses, discourse, verb)
    return keys, vague


def _untitled(clauses: Clauses, a: int, b: int) -> bool:
    """The subject is a minister or a president whom nothing in the sentence ties to a state."""
    units = clauses.units[a:b]
    people = [u for u in units if u.entity is not None]
    if len(people) != 1 or people[0].entity is None or people[0].entity.kind != "person" or people[0].entity.party:
        return False
    return any(u.low in government(clauses.language) for u in units)


def _inverted(
    document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup
) -> tuple[tuple[str, ...], bool]:
    """The subject behind a finite verb in second place: "Am Montag unterzeichneten Chile und Peru ..."."""
    if clauses.language not in ("de", "sv") or verb.kind != "finite":
        return (), False
    start = verb.first + 1
    while start < len(clauses.units) and clauses.units[start].low in REFLEXIVE:
        start += 1
    stop = start
    while stop < len(clauses.units) and clauses.units[stop].kind in "DENsC,#":
        stop += 1
    refs = [r for p, r in references(document, clauses, start, stop) if p == "" and r.kind in ("party", "pair", "all")]
    return _keys(discourse, refs, clauses.units[verb.first].start)


REFLEXIVE = closed("reflexive")


def _pronoun(clauses: Clauses, a: int, b: int) -> Reference | None:
    words = [u for u in clauses.units[a:b] if u.kind in "RNE"]
    if len(words) == 1 and words[0].kind == "R":
        if words[0].low in ("it", "he", "she"):
            return Reference("it", "", a, b)
        if words[0].low == "they":
            return Reference("they", "", a, b)
    return None


def with_parties(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    start: int,
    stop: int,
    deep: bool = False,
    agents: bool = False,
    names: bool = False,
) -> tuple[tuple[str, ...], bool]:
    """Parties after "with", "between", "among" or "by" in units[start:stop]; `deep` reads past infinitives too."""
    units = clauses.units
    if not deep:
        for k in range(start, stop):
            if units[k].kind == "T" or (
                "G" in units[k].forms and units[k].low not in ("concerning", "involving", "covering", "linking")
            ):
                stop = k
                break
    if start >= stop:
        return (), False
    refs = [r for p, r in references(document, clauses, start, stop) if p in WITH or (agents and p in AGENT)]
    return _keys(discourse, refs, units[start].start, names)


def _owner(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> tuple[str, ...]:
    """Whose the instrument is: "Hungary's memorandum with Vietnam", "der Vertrag der OMV mit Gazprom"."""
    units = clauses.units
    k = instrument.first - 1
    if instrument.determiner in POSSESSIVE:
        many = instrument.determiner in THEIR
        return _keys(discourse, [Reference("they" if many else "it", "", k, k + 1)], units[k].start)[0]
    if k > 0 and units[k].kind == "s":
        first = k
        while first > 0 and units[first - 1].kind in "NE":
            first -= 1
        refs = [r for _, r in references(document, clauses, first, k)]
        return _keys(discourse, refs[-1:], units[first].start)[0]
    k = instrument.head + 1
    if clauses.language in ("de", "fr", "es") and k + 1 < len(units) and units[k].kind in "DP":
        if units[k].low not in OWNING:
            return ()
        stop = k + 1
        while stop < len(units) and units[stop].kind in "DE":
            stop += 1
        while (
            stop < len(units)
            and units[stop].kind == "N"
            and document.text[units[stop].start : units[stop].end].isupper()
        ):
            stop += 1  # "der Vertrag der OMV mit Gazprom"
        refs = [r for _, r in references(document, clauses, k, stop) if r.kind in ("party", "name")]
        return _keys(discourse, refs[:1], units[k].start, names=True)[0]
    return ()


POSSESSIVE = closed("possessive")
THEIR = closed("their")
OWNING = closed("owning")
"""Articles and prepositions of a genitive behind its noun."""


def _pair_parties(clauses: Clauses, instrument: Instrument) -> tuple[str, ...]:
    """Parties named in the phrase itself: "US-Mexico plan", "a China and Russia deal"."""
    keys: list[str] = []
    units = clauses.units
    for k in range(instrument.first, instrument.head + 1):
        entity = units[k].entity
        if entity is None or entity.kind not in ("state", "bloc", "company", "body") or entity.key in keys:
            continue
        if entity.kind == "body" and k and units[k - 1].capital and units[k - 1].kind == "N":
            continue  # a piece of a title: "New START"
        keys.append(entity.key)
    return tuple(keys)


def _read(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> Mention | None:
    units = clauses.units
    if instrument.determiner in NEGATING:
        return None
    anchor = units[instrument.first].start
    verb = _governing(clauses, instrument)
    subject_verb = _subject_of(clauses, instrument)
    pair = _union(_owner(document, clauses, discourse, instrument), _pair_parties(clauses, instrument))
    whole = (clauses.sentence.start, clauses.sentence.end)
    base = Mention(
        "", instrument.klass, instrument.noun, (), False, "announced", *whole, anchor,
        instrument.determiner in DEFINITE, instrument.generic, instrument.plural, (), whole,
        name=_title(document, clauses, instrument), subject=_topic(document, clauses, instrument),
        new=any(u.low in OTHER for u in units[instrument.first : instrument.head])
        and instrument.determiner not in DEFINITE
        and not instrument.earlier,
        earlier=instrument.earlier, standing=instrument.standing, year=instrument.year,
        pointing=instrument.determiner in POINTING, foreign=_foreign(clauses, instrument),
    )  # fmt: skip
    if verb is not None and verb.lemma in REPLACING and _agreement_subject(clauses, verb) and not base.definite:
        base = replace(base, earlier=True, new=False)
    talks = _talks_before(clauses, instrument)
    if talks is not None:
        return _talked_about(document, clauses, discourse, instrument, talks, base)
    inner = _in_relative(document, clauses, discourse, instrument, base)
    pair = _union(pair, inner.parties) if inner is not None else pair
    if subject_verb is None and verb is None and not base.definite and not instrument.weak:
        dealt = _introducing(document, clauses, discourse, instrument, base)
        if dealt is not None:
            return dealt
    if subject_verb is not None and not (subject_verb.relative and verb is not None):
        found = _as_subject(document, clauses, discourse, instrument, subject_verb, pair, base)
    else:
        found = _as_object(document, clauses, discourse, instrument, verb, pair, base) if verb is not None else None
        found = found or _as_phrase(document, clauses, discourse, instrument, verb, pair, base)
    if inner is None:
        return found
    if found is None or found.anaphoric or set(found.parties) <= set(inner.parties):
        further = found is not None and found.status in ladder.LADDER and found.rule != "agreement.between"
        if found is not None and further and ladder.LADDER.index(found.status) > ladder.LADDER.index(inner.status):
            return replace(inner, status=found.status, verb=found.verb)
        return inner
    return found


def _talks_before(clauses: Clauses, instrument: Instrument) -> int | None:
    """The noun of talks that are about the instrument and name who talks: "negotiations between A and B on a pact"."""
    units = clauses.units
    lead = instrument.first - 1 - (units[instrument.first - 1].kind == "D")
    if lead < 3 or units[lead].kind != "P" or units[lead].low not in ABOUT or instrument.weak:
        return None
    noun = next((k for k in range(lead - 1, max(-1, lead - 12), -1) if units[k].low in TALKS), None)
    if noun is None or noun + 1 == lead or any(u.kind in "VXS;" for u in units[noun + 1 : lead]):
        return None
    return noun if units[noun + 1].low in WITH else None


def _talked_about(
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
        governor = _governing(clauses, instrument)
        if governor is not None:
            subject, _ = subject_parties(document, clauses, discourse, governor, names=True)
            classes = ladder.verb_classes(clauses.language).get(governor.lemma, {})
            if governor.negative or set(classes.values()) & {"ended", "suspended"} or governor.lemma in BREAKING:
                return None  # "broke off talks with China on an agreement"
            parties = _union(subject, parties)
    if len(parties) < 2:
        return None
    return replace(base, rule="agreement.talks", parties=parties, vague=vague, status="planned")


ABOUT = closed("about")
BREAKING = closed("breaking")
"""Verbs of talks that come to nothing."""


def _in_relative(
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
        pronoun = _pronoun(clauses, instrument.head + 1, bare.first)
        found = found or ([pronoun] if pronoun is not None else [])
        subject, vague = _keys(discourse, found, units[instrument.head].start, names=True)
        at = instrument.head + 1
    else:
        subject, vague = subject_parties(document, clauses, discourse, outer, names=True)
    partners, more = with_parties(document, clauses, discourse, verb.last + 1, verb.stop, names=True)
    before, _ = with_parties(document, clauses, discourse, instrument.head + 1, at, names=True)
    parties = _union(subject, partners, before)
    if len(parties) < 2 or not subject:
        return None
    span = (units[verb.first].start, units[verb.stop - 1].end)
    for v in clauses.verbs[k + 1 :]:
        if v.relative and v.lemma in ("be", "remain") and not v.negative and _takes_effect(clauses, v):
            status, span = "in_force", (units[v.first].start, units[v.stop - 1].end)
    return replace(
        base, rule="agreement.relative", parties=parties, vague=vague or more, status=status, head_party=subject,
        verb=span,
    )  # fmt: skip


def _bare_relative(clauses: Clauses, instrument: Instrument) -> VerbGroup | None:
    """The verb of a relative clause without its pronoun: "an agreement it signed with the ministry"."""
    head = instrument.head
    for v in clauses.verbs:
        if head + 1 < v.first <= head + 4 and v.kind == "finite" and _event(clauses, v) and not v.passive:
            between = clauses.units[head + 1 : v.first]
            if between[0].kind in "RE" and all(u.kind in "REsNA" for u in between):
                return v
    return None


def _event(clauses: Clauses, verb: VerbGroup) -> str:
    return ladder.verb_classes(clauses.language).get(verb.lemma, {}).get("event", "")


def _foreign(clauses: Clauses, instrument: Instrument) -> tuple[tuple[int, int], ...]:
    """Stretches of the sentence that tell of agreements before this one: "which replaces a pact signed in 2010"."""
    units = clauses.units
    out = []
    for other in find_instruments(clauses):
        if other is not instrument and (other.earlier or other.standing or other.year is not None):
            out.append((units[other.first].start, _told_until(clauses, other.head)))
    for v in clauses.verbs:
        if v.lemma in REPLACING and v.kind != "participle" and not v.first <= instrument.first < v.stop:
            out.append((units[v.first].start, units[v.stop - 1].end))
        elif v.lemma in RENEWING and v.last < instrument.first < v.stop:
            out.append((units[instrument.first].start, _told_until(clauses, instrument.head)))
    return tuple(out)


def _told_until(clauses: Clauses, head: int) -> int:
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


RENEWING = closed("renewing")
"""Verbs whose object was agreed before: what is told of it is not what happens now."""
REPLACING = closed("replacing")
"""Verbs of a new agreement whose object is the old one."""


def _event_noun(clauses: Clauses, instrument: Instrument) -> tuple[str, str] | None:
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


def _as_object(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rule event_object: somebody signs, announces, proposes ... the instrument."""
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    noun = _event_noun(clauses, instrument)
    own = classes.get("event")
    if verb.lemma in PARTICLED:
        own = "ended" if clauses.units[verb.last + 1].low in ("out", "away") else None
    near = (
        verb.lemma == "be"
        and not verb.form
        and any(u.low in NEARING for u in clauses.units[verb.last + 1 : instrument.first])
    )
    if near and not verb.negative:
        own = "planned"
    if own is None and noun is None:
        chain = clauses.chain(verb)
        dealer = next((v for v in chain if v.lemma in DEALING), chain[0])
        dealt = _dealt(document, clauses, discourse, instrument, dealer, base)
        if dealt is not None or dealer.lemma in DEALING:
            return dealt
    if own is None and noun is None:
        return _possessed(document, clauses, discourse, instrument, verb, pair, base)
    if noun is not None and noun[0] in TALKS and (own in ("ended", "suspended") or verb.lemma in ("break", "collapse")):
        return None  # talks that failed
    if instrument.weak and any(verb.last < other.head < instrument.first for other in find_instruments(clauses)):
        return None  # "a declaration on an energy corridor" is one agreement
    if "drop" in classes and own is None:
        return None
    direct = near or _direct(clauses, verb, instrument)
    if noun is None and not direct:
        return _dealt(document, clauses, discourse, instrument, verb, base)
    status = own if own is not None else noun[1] if noun else None
    if noun is not None and status is not None:
        status = ladder.lower(noun[1], status) if own is not None and noun[1] in ("proposed", "planned") else noun[1]
    if status is None:
        return None
    read = ladder.of_chain(clauses, verb, status)
    if read is None:
        return None
    status = read
    if verb.progressive and verb.lemma in ("finalize", "finalise", "conclude", "complete", "close"):
        status = ladder.lower(status, "planned")
    subject, vague = subject_parties(document, clauses, discourse, verb, names=True)
    if not subject and _agreement_subject(clauses, verb) and verb.lemma in CREATED | {"seek", "aim", "include", "be"}:
        return None  # what an instrument is to create is not an agreement of its own
    chain = clauses.chain(verb)
    if verb.lemma in CREATED and any(
        "partner" in ladder.verb_classes(clauses.language).get(v.lemma, {}) for v in chain[1:]
    ):
        return None
    partners, vague_with = _partners(
        document, clauses, discourse, instrument, max(verb.stop, instrument.head + 1), names=len(subject) < 2
    )
    start = clauses.object_start(verb)
    before: tuple[str, ...] = ()
    vague_before = False
    if not any(verb.last < other.head < instrument.first for other in find_instruments(clauses)):
        before, vague_before = with_parties(document, clauses, discourse, start, instrument.first, names=True)
    for governor in chain[1:]:
        more, more_vague = with_parties(document, clauses, discourse, governor.last + 1, verb.first)
        before, vague_before = before + more, vague_before or more_vague
    before = _union(before, _relative_partner(document, clauses, discourse, verb))
    if verb.passive:
        subject, _ = with_parties(document, clauses, discourse, start, verb.stop, agents=True)
    if not subject and not verb.passive:
        subject = _untied_leader(document, clauses, verb, _union(before, partners, pair))
    parties = _union(subject, before, partners, pair, _launchers(document, clauses, discourse, instrument))
    if len(parties) < 2 and not partners:
        partners = _elsewhere(document, clauses, discourse, instrument, verb)
        parties = _union(parties, partners)
    if len(parties) == 1 and not base.definite and any(v.negative for v in chain):
        return None  # "Ghana has yet to reach a deal"
    if len(parties) == 1 and not vague and not vague_with and _one_sided(clauses, instrument):
        return None  # "signed a letter of intent to buy 20 jets": what one side will do
    vague = vague or vague_with or vague_before
    status, span = _told_after(clauses, instrument, status, _clause_span(clauses, verb))
    vague = vague or (len(parties) == 1 and _members(clauses, verb))
    named = replace(
        base, rule="agreement.event_object", parties=parties, vague=vague, status=status, head_party=subject, verb=span,
        told=_announcement(clauses, verb) if status == "announced" else (0, 0),
    )  # fmt: skip
    if verb.lemma in ("welcome", "hail", "hold", "discuss", "want") and len(parties) < 2:
        return None
    return _accept(instrument, named)


def _members(clauses: Clauses, verb: VerbGroup) -> bool:
    """The subject is a bloc by its members: "the G7 countries adopted a declaration"."""
    units = clauses.units[verb.subject[0] : verb.subject[1]]
    named = any(u.entity is not None and (u.entity.kind == "bloc" or u.entity.kind == "body") for u in units)
    return named and any(u.low in MEMBERS for u in units)


MEMBERS = closed("members")


def _relative_partner(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> tuple[str, ...]:
    """The party that a relative clause hangs on: "Italy, with which it signed a protocol"."""
    units = clauses.units
    k = verb.subject[0] - 2
    if k < 1 or units[k + 1].kind != "S" or units[k].low not in WITH:
        return ()
    stop = k - 1 if units[k - 1].kind == "," else k
    first = stop
    while first > 0 and units[first - 1].kind in "NE":
        first -= 1
    refs = [r for _, r in references(document, clauses, first, stop)]
    return _keys(discourse, refs[-1:], units[k].start)[0]


def _announcement(clauses: Clauses, verb: VerbGroup) -> tuple[int, int]:
    """The clause that ends the sentence with who announced it: "..., the companies announced on 14 May"."""
    for v in clauses.verbs:
        if v.kind == "finite" and not v.relative and v.subject[0] > verb.last and v.lemma in ANNOUNCING:
            return clauses.units[v.first].start, clauses.units[v.stop - 1].end
    return 0, 0


ANNOUNCING = closed("announcing") | {"say"}


def _dealt(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    base: Mention,
) -> Mention | None:
    """Rule dealt: "will invest $5 billion in B, in a deal that ...", "is to supply B under a contract"."""
    lead = [u.low for u in clauses.units[max(0, instrument.first - 3) : instrument.first] if u.kind == "P"]
    if base.definite or not lead or lead[-1] not in ("in", "under", "through", "of") or instrument.weak:
        return None
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    if verb.lemma not in DEALING and (
        classes.keys() & {"drop", "talk"} or lead[-1] == "of" or base.klass == "declaration"
    ):
        return None
    status = ladder.of_chain(clauses, verb, "announced")
    if status is None:
        return None
    subject, _ = subject_parties(document, clauses, discourse, verb, names=True)
    found = references(document, clauses, verb.last + 1, instrument.first)
    others, _ = _partners(document, clauses, discourse, instrument, max(verb.stop, instrument.head + 1))
    if not others and verb.lemma in DEALING:
        own = [
            r for p, r in found if p in SIDES and (verb.lemma not in GIVING or (p in ("", "to") and r.kind == "party"))
        ]
        others, _ = _keys(discourse, own, clauses.units[verb.last].start, names=True)
    if not subject or len(_union(subject, others)) < 2:
        return None
    klass = "investment" if verb.lemma == "invest" and base.klass == "other" else base.klass
    told, span = _told_after(clauses, instrument, "announced", _clause_span(clauses, verb))
    return replace(
        base, rule="agreement.dealt", klass=klass, parties=_union(subject, others), status=told,
        head_party=subject, verb=span,
    )  # fmt: skip


def _introducing(
    document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument, base: Mention
) -> Mention | None:
    """Rule dealt: "Under a separate letter of intent, Copenhagen plans to buy three frigates from Firth Marine"."""
    units = clauses.units
    k = instrument.first - 1
    while k >= 0 and units[k].kind == "D":
        k -= 1
    if k < 0 or units[k].kind != "P" or units[k].low not in UNDER:
        return None
    outer = next((v for v in clauses.verbs if v.kind == "finite" and v.subject[0] > instrument.head), None)
    if outer is None or outer.relative or outer.passive:
        return None
    at = clauses.verbs.index(outer)
    act = next((v for v in reversed(clauses.verbs[at : at + 3]) if outer in clauses.chain(v)), outer)
    if ladder.of_chain(clauses, outer, "announced") is None:
        return None
    subject, vague = subject_parties(document, clauses, discourse, outer, names=True)
    inside, _ = with_parties(document, clauses, discourse, instrument.head + 1, outer.subject[0])
    found = references(document, clauses, outer.last + 1, clauses.verbs[at].stop)
    sides = [r for p, r in found if p in SIDES and r.kind in ("party", "name")]
    others, _ = _keys(discourse, [r for r in sides if r.first > outer.last], units[outer.last].start, names=True)
    if not subject or len(_union(subject, inside, others)) < 2:
        return None
    status, span = _told_after(clauses, instrument, "announced", _clause_span(clauses, act))
    return replace(
        base, rule="agreement.dealt", parties=_union(subject, inside, others), vague=vague, status=status,
        head_party=subject, verb=span,
    )  # fmt: skip


UNDER = closed("under")
SIDES = closed("sides")
"""Prepositions of the other side of a deal, and none where it is the object."""


def _stake(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule stake: "A agreed to buy a 20% stake in B"."""
    units = clauses.units
    if verb.lemma not in TAKING | {"sell"} or not any(v.lemma == "agree" for v in clauses.chain(verb)[1:]):
        return None
    if verb.lemma == "sell":
        return _sold(document, clauses, discourse, verb)
    at = next(
        (k for k in range(verb.last + 1, verb.stop) if units[k].low in ("stake", "stakes", "shares", "interest")), None
    )
    status = ladder.of_chain(clauses, verb, "announced")
    if status is None:
        return None
    subject, vague = subject_parties(document, clauses, discourse, verb, names=True)
    if at is None:
        over = verb.lemma == "take"
        if over and units[verb.last + 1].low != "over":
            return None
        first = verb.last + 1 + over
        whole = [r for _, r in references(document, clauses, first, verb.stop) if r.kind == "party"]
        found = whole[:1] if whole and whole[0].first <= first + 3 and not is_state(whole[0].key) else []
        if found and any(u.kind in "P#" for u in units[first : found[0].first]):
            return None
        others, _ = _keys(discourse, found, units[verb.last].start)
        klass = "investment"
    else:
        held = [r for p, r in references(document, clauses, at + 1, verb.stop) if p in ("in", "of")]
        others, _ = _keys(discourse, held[:1], units[at].start, names=True)
        klass = "investment"
    if not subject or not others:
        return None
    return Mention(
        "agreement.stake", klass, "investment", _union(subject, others), vague, "announced",
        clauses.sentence.start, clauses.sentence.end, units[verb.last].start, False, False, False, subject,
        _clause_span(clauses, clauses.chain(verb)[-1]), _announcement(clauses, verb),
        subject=_purpose(document, clauses, verb),
    )  # fmt: skip


def _sold(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule stake: "A agreed to sell its water business to B"."""
    units = clauses.units
    sold = next((k for k in range(verb.last + 1, verb.stop) if units[k].low in BUSINESSES), None)
    if sold is None:
        return None
    to = [r for p, r in references(document, clauses, sold + 1, verb.stop) if p == "to"]
    buyers, vague = _keys(discourse, to, units[sold].start, names=True)
    subject, _ = subject_parties(document, clauses, discourse, verb, names=True)
    status = ladder.of_chain(clauses, verb, "announced")
    if not buyers or not subject or status is None:
        return None
    return Mention(
        "agreement.stake", "investment", "investment", _union(subject, buyers), vague, "announced",
        clauses.sentence.start, clauses.sentence.end, units[verb.last].start, False, False, False, subject,
        _clause_span(clauses, clauses.chain(verb)[-1]), _announcement(clauses, verb),
        subject=_purpose(document, clauses, verb),
    )  # fmt: skip


BUSINESSES = closed("businesses")
OTHER = closed("other") - EARLIER
"""Adjectives that tell an instrument apart from those named before: "a similar accord"."""
NEARING = closed("nearing")
"""Words by which parties are short of an agreement: "are close to a deal"."""
PARTICLED = closed("particled")
"""Verbs that end an agreement only with "out" or "away" behind them."""
WINNING = closed("winning")
LEADING = closed("led_by")
TALKS = closed("talks")
GIVING = closed("giving")
"""Verbs of dealing whose receiver stands right behind them: "will pay Gabon 60 million"."""
DEALING = closed("dealing")
TAKING = closed("taking")


def _possessed(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rule possession: "Tokyo has similar treaties with Australia and Britain"."""
    if clauses.units[verb.last].tag != "have" or verb.modal is not None or verb.negative or instrument.weak:
        return None
    subject, _ = subject_parties(document, clauses, discourse, verb, names=True)
    partners, vague = _partners(document, clauses, discourse, instrument, verb.stop)
    if len(_union(subject, partners)) < 2:
        return None
    told, span = _told_after(clauses, instrument, "proposed", base.verb)
    return replace(
        base, rule="agreement.possession", parties=_union(subject, partners, pair), vague=vague,
        status=told if told != "proposed" else "in_force", head_party=subject, verb=span,
    )  # fmt: skip


def _launchers(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> tuple[str, ...]:
    """Who made it, told right behind the phrase: "a partnership launched by Germany"."""
    for v in clauses.verbs:
        if v.kind != "participle" or v.first != instrument.head + 1 or v.lemma in MEDIATING:
            continue
        if "event" in ladder.verb_classes(clauses.language).get(v.lemma, {}):
            return with_parties(document, clauses, discourse, v.last + 1, v.stop, agents=True, names=True)[0]
    return ()


MEDIATING = closed("mediating")


def _elsewhere(
    document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument, verb: VerbGroup
) -> tuple[str, ...]:
    """The other side, where it does not stand right behind the instrument: "a deal to end a dispute with B"."""
    start = instrument.head + 1
    found = _counterpart(document, clauses, discourse, instrument)
    if not found and verb.lemma in WINNING:
        givers = [r for p, r in references(document, clauses, start, verb.stop) if p == "from"]
        found, _ = _keys(discourse, givers, clauses.units[verb.first].start, names=True)
    if not found:
        later = (v.first for v in clauses.verbs if v.kind == "finite" and not v.relative and v.first > start)
        stop = min((clauses.verbs[-1].stop, *later))
        found, _ = with_parties(document, clauses, discourse, start, stop, deep=True)
    return found


def _untied_leader(document: Document, clauses: Clauses, verb: VerbGroup, others: tuple[str, ...]) -> tuple[str, ...]:
    """The state of a president or minister whom no phrase ties to one: the state that the article speaks of most."""
    a, b = verb.subject
    people = [u for u in clauses.units[a:b] if u.entity is not None]
    if not others or len(people) != 1 or people[0].entity is None or people[0].entity.kind != "person":
        return ()
    if people[0].entity.party or not any(u.low in government(clauses.language) for u in clauses.units[a:b]):
        return ()
    counts = Counter(e.key for e in document.entities if e.kind == "state" and e.key not in others).most_common(2)
    if counts and counts[0][1] > 1 and (len(counts) == 1 or counts[0][1] > counts[1][1]):
        return (counts[0][0],)
    return ()


def _partners(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    stop: int,
    names: bool = True,
) -> tuple[tuple[str, ...], bool]:
    """Parties named with this instrument and not with the next one that the sentence names."""
    start = instrument.head + 1
    following = next((i for i in find_instruments(clauses) if i.first > instrument.head and i.head < stop), None)
    if following is not None and any(u.kind == "C" for u in clauses.units[start : following.first]):
        own = with_parties(document, clauses, discourse, start, following.first, names=names)
        if own[0] or own[1]:
            return own
    return with_parties(document, clauses, discourse, start, stop, names=names)


def _counterpart(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> tuple[str, ...]:
    """Who sells or buys: "a deal to buy 160 jets from B", "a contract to supply B with gas"."""
    act = next((v for v in clauses.verbs if v.kind == "infinitive" and 0 < v.first - instrument.head < 4), None)
    if act is None or act.lemma not in BUYING | SELLING:
        return ()
    side = ("from",) if act.lemma in BUYING else ("to",)
    found = references(document, clauses, act.last + 1, act.stop)
    return _keys(discourse, [r for p, r in found if p in side], clauses.units[act.last].start, names=True)[0]


def _one_sided(clauses: Clauses, instrument: Instrument) -> bool:
    act = next((v for v in clauses.verbs if v.kind == "infinitive" and 0 < v.first - instrument.head < 4), None)
    return act is not None and act.lemma in BUYING | SELLING


BUYING = closed("buying")
SELLING = closed("selling")


def _told_after(
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
        bare = v.kind == "participle" and all(u.kind in ",A" for u in between)
        own = ladder.verb_classes(clauses.language).get(v.lemma, {}).get("event")
        if own is not None and (relative or bare):
            read = ladder.of_chain(clauses, v, own)
            if read is not None and ladder.LADDER.index(read) > ladder.LADDER.index(status):
                return read, (units[v.first].start, units[v.stop - 1].end)
    return status, span


def _accept(instrument: Instrument, mention: Mention) -> Mention | None:
    """Enough parties for an agreement, or a reference to one named before."""
    n = len(mention.parties)
    if n >= 2:
        if instrument.weak and mention.klass == "investment" and not instrument.determiner:
            return None
        if instrument.weak and mention.klass == "other" and mention.status not in ("signed", "announced", "planned"):
            return None
        return mention
    if instrument.weak:
        return None
    if mention.definite or mention.earlier:
        return replace(mention, anaphoric=True)
    if n == 1:
        untold = mention.new and mention.status in ("proposed", "planned")
        if (instrument.plural and not mention.vague) or untold:
            return None  # "will publish all loan contracts", "is interested in a similar treaty"
        if (
            mention.vague
            or instrument.noun.split()[-1] in BILATERAL
            or mention.klass
            in ("memorandum_of_understanding", "trade_agreement", "treaty", "joint_venture", "partnership")
        ):
            return mention
        if instrument.noun.endswith(("bloc", "alliance", "coalition")):
            return mention
        return None
    return None


_LEADING = closed("leading")


def _direct(clauses: Clauses, verb: VerbGroup, instrument: Instrument) -> bool:
    """Nothing but determiners, adverbs, times, other objects and "on", "to", "into" stands between verb and phrase."""
    gap = clauses.units[clauses.object_start(verb) : instrument.first]
    if clauses.language != "en":
        return not any(u.kind in ";S" for u in gap)
    for k, u in enumerate(gap):
        if u.kind == "P" and u.low not in _LEADING:
            return False
        if u.kind == "P" and u.low == "for" and verb.lemma not in ("announce", "unveil", "push", "draft", "plan"):
            return False
        if u.kind in ";S":
            return False
        if u.kind == "P" and u.low == "to" and k > 3 and verb.lemma != "agree":
            return False
    return True


def _agreement_subject(clauses: Clauses, verb: VerbGroup) -> bool:
    a, b = verb.subject
    return any(i.head < b and i.first >= a for i in find_instruments(clauses))


def _as_subject(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rule instrument_subject: the instrument was signed, takes effect, is between A and B."""
    language = clauses.language
    classes = ladder.verb_classes(language).get(verb.lemma, {})
    a, b = instrument.head + 1, verb.first
    inside, vague = with_parties(document, clauses, discourse, a, b, deep=True)
    parties = _union(inside, pair)
    status: str | None = None
    span = _clause_span(clauses, verb)
    noun = _event_noun(clauses, instrument)
    if verb.passive and "event" in classes:
        status = ladder.of_chain(clauses, verb, classes["event"])
        if status is None:
            return None
        agents, more = with_parties(document, clauses, discourse, verb.last + 1, verb.stop, agents=True, names=True)
        parties, vague = _union(parties, agents), vague or more
        infinitive = next(
            (v for v in clauses.verbs if v.governor is not None and clauses.verbs[v.governor] is verb), None
        )
        if infinitive is not None and infinitive.first == verb.last + 1:
            inner = ladder.verb_classes(language).get(infinitive.lemma, {}).get("event")
            status = ladder.lower(inner or status, "planned")
    elif verb.lemma == "be" and not verb.form and _takes_effect(clauses, verb):
        status = ladder.of_chain(clauses, verb, "in_force")
    elif "state" in classes and _takes_effect(clauses, verb):
        over = verb.lemma in ENDING
        status = ladder.of_chain(clauses, verb, "ended" if over else "in_force")
        if status is None:
            return None
        if over and not verb.past and not verb.perfect:
            status, span = "in_force", (anchor_of(clauses, instrument),) * 2  # "expires in 2030" is still in force
    if any(v.relative and instrument.head < v.first < verb.first for v in clauses.verbs):
        span = (clauses.units[verb.first].start, clauses.units[verb.stop - 1].end)
    participle = next(
        (
            v
            for v in clauses.verbs
            if v.kind == "participle"
            and instrument.head < v.first < verb.first
            and all(u.kind in ",A" or u.low in EARLIER for u in clauses.units[instrument.head + 1 : v.first])
        ),
        None,
    )
    if participle is not None:
        span = (clauses.units[verb.first].start, clauses.units[verb.stop - 1].end)
        own = ladder.verb_classes(language).get(participle.lemma, {}).get("event")
        if own is not None:
            if status is None or ladder.LADDER.index(own) > ladder.LADDER.index(status):
                status, span = own, _clause_span(clauses, participle)
            agents, more = with_parties(
                document, clauses, discourse, participle.last + 1, verb.first, agents=True, names=True
            )
            parties, vague = _union(parties, agents), vague or more
    if len(parties) == 1 and inside and not pair and status is not None and not base.definite:
        parties = _union(parties, _at_hand(clauses, discourse, parties[0]))
        last = discourse.agreement_before(base.anchor)
        if len(parties) == 1 and base.earlier and last is not None and len(last.head_party) == 1:
            parties = _union(parties, last.head_party)  # "A previous partnership with Lorient ended"
    if len(parties) >= 2:
        named = replace(
            base,
            rule="agreement.instrument_subject",
            parties=parties,
            vague=vague,
            status=status or _state(clauses, instrument, noun),
            verb=span,
        )
        return _accept(instrument, named)
    if instrument.weak and not (base.definite):
        return None
    if base.definite or status is not None:
        return replace(
            base, rule="agreement.instrument_subject", parties=parties, status=status or "", anaphoric=True, verb=span
        )
    return None


def _at_hand(clauses: Clauses, discourse: Discourse, partner: str) -> tuple[str, ...]:
    """The party of whose deals a paragraph tells: "Korvia tried it before. A deal with Salvo was cancelled"."""
    opening = _opening(clauses, discourse)
    if opening is None or opening == partner or is_state(opening) != is_state(partner):
        return ()
    return (opening,)


def _opening(clauses: Clauses, discourse: Discourse) -> str | None:
    """The state or company at the beginning of the sentence before in the same paragraph."""
    document = discourse.document
    here = document.sentence_index(clauses.sentence.start)
    if here == 0 or clauses.sentence.start - document.sentences[here - 1].end > 1:
        return None
    before = document.sentences[here - 1]
    opening = document.entities_between(before.start, min(before.end, before.start + OPENING))
    first = as_party(document, opening[-1]) if opening else None
    return first.key if first is not None and first.kind in ("company", "state") else None


OPENING = 48
"""Characters at the beginning of a sentence within which its subject is named."""


def anchor_of(clauses: Clauses, instrument: Instrument) -> int:
    """Offset at which an instrument is named."""
    return clauses.units[instrument.first].start


def _takes_effect(clauses: Clauses, verb: VerbGroup) -> bool:
    if verb.lemma in ENDING:
        return True
    after = [u.low for u in clauses.units[verb.last + 1 : verb.last + 5] if u.kind != "X"]
    if clauses.language != "en":
        inside = [u.low for u in clauses.units[verb.first + 1 : verb.last]] if verb.split else []
        return verb.lemma in ("gälla", "gelten") or not IN_FORCE.isdisjoint(after + inside)
    if verb.lemma == "take":
        return after[:1] == ["effect"]
    return after[:1] in (["in"], ["into"]) and after[1:2] in (["force"], ["effect"])


ENDING = closed("ending")
"""Verbs by which an agreement ends of itself."""
IN_FORCE = closed("in_force_words")


def _as_phrase(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup | None,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rules component, between and back_reference: the phrase itself names the parties or points back."""
    units = clauses.units
    stop = max(instrument.head + 1, verb.stop if verb is not None else len(units))
    if verb is None or instrument.head >= verb.stop:
        following = next(
            (v.first for v in clauses.verbs if v.first > instrument.head and v.kind == "finite"), len(units)
        )
        comma = next(
            (
                k
                for k in range(instrument.head + 1, following)
                if units[k].kind == "," and not (k + 1 < len(units) and units[k + 1].kind in "EC")
            ),
            following,
        )
        stop = min(following, comma)
    inside, vague = with_parties(document, clauses, discourse, instrument.head + 1, stop)
    parties = _union(inside, pair)
    noun = _event_noun(clauses, instrument)
    if verb is not None and verb.lemma == "be" and verb.form == "" and not verb.negative and not base.definite:
        a, b = verb.subject
        words = {u.low for u in units[a:b]}
        draft = next((d for d in discourse.drafts if len(d.parties) > 1), None)
        if words & {"component", "part", "pillar", "element", "strand"} and draft is not None:
            return replace(
                base, rule="agreement.component", parties=draft.parties, status="proposed", new=True, vague=True
            )
    if len(parties) >= 2:
        if (
            verb is not None
            and "drop" in ladder.verb_classes(clauses.language).get(verb.lemma, {})
            and verb.kind == "finite"
        ):
            return None
        status = _state(clauses, instrument, noun)
        if noun is not None and verb is not None:
            read = ladder.of_chain(clauses, verb, status)
            if read is None:
                return None
            status = read
        if instrument.weak and not pair and noun is None:
            return None
        sides: tuple[str, ...] = ()
        if noun is not None and verb is not None and noun[0] in ("push", "plans", "plan", "signing", "signature"):
            sides, _ = subject_parties(document, clauses, discourse, verb)
        return replace(base, rule="agreement.between", parties=parties, vague=vague, status=status, head_party=sides)
    if noun is not None and noun[1] in ("signed", "announced") and verb is not None and not base.generic:
        subject, _ = subject_parties(document, clauses, discourse, verb)
        a, b = verb.subject
        others, _ = with_parties(document, clauses, discourse, a, b, deep=True)
        owner = tuple(
            stands_for(u.entity)
            for u in units[a:b]
            if u.entity is not None and (u.entity.kind == "state" or u.entity.party)
        )
        parties = _union(pair, subject, others, tuple(k for k in owner if k))
        if len(parties) >= 2:
            return replace(base, rule="agreement.event_noun", parties=parties, status=noun[1])
    if verb is not None and verb.lemma in REPLACING and not instrument.weak and _agreement_subject(clauses, verb):
        status = "ended" if verb.lemma != "build" and ladder.of_chain(clauses, verb, "ended") == "ended" else ""
        return replace(
            base, rule="agreement.earlier", parties=parties, status=status, anaphoric=True, earlier=True,
            verb=(units[instrument.first].start, _told_until(clauses, instrument.head)),
        )  # fmt: skip
    if (base.definite or base.earlier) and not instrument.weak:
        return replace(base, rule="agreement.back_reference", parties=parties, status="", anaphoric=True)
    return None


def _state(clauses: Clauses, instrument: Instrument, noun: tuple[str, str] | None) -> str:
    if noun is not None:
        return noun[1]
    words = {u.low for u in clauses.units[max(0, instrument.first - 1) : instrument.head]}
    if words & {"current", "existing", "longstanding", "long-standing", "present"}:
        return "in_force"
    if words & {"proposed", "possible", "potential", "prospective"}:
        return "proposed"
    if words & {"planned", "forthcoming", "upcoming", "future", "draft"}:
        return "planned"
    if words & {"suspended", "stalled", "frozen"}:
        return "suspended"
    return "announced"


def _partner_verb(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule partner_verb: "A has partnered with B", "A and B teamed up"."""
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    if "partner" not in classes or verb.passive:
        return None
    status = ladder.of_chain(clauses, verb, classes["partner"])
    if status is None:
        return None
    subject, vague = subject_parties(document, clauses, discourse, verb, names=True)
    partners, more = with_parties(document, clauses, discourse, verb.last + 1, verb.stop, names=True)
    parties = _union(subject, partners)
    named = verb.lemma == "partner" or any(discourse.is_known(k) for k in parties)
    if len(parties) < 2 or not subject or not named:
        return None  # "Holt, who teamed with Hardy"
    start, end = clauses.sentence.start, clauses.sentence.end
    return Mention(
        "agreement.partner_verb", "partnership", "partnership", parties, vague or more, status, start, end,
        clauses.units[verb.last].start, False, False, False, subject, _clause_span(clauses, verb),
        subject=_purpose(document, clauses, verb),
    )  # fmt: skip


def _joint_investment(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule joint_investment: two parties or more pledge to invest together."""
    if verb.lemma not in ("invest", "investieren", "investera", "investir", "invertir"):
        return None
    status = ladder.of_chain(clauses, verb, "announced")
    chain = clauses.chain(verb)
    if (
        status is None
        or len(chain) < 2
        or chain[1].lemma not in ("pledge", "agree", "commit", "promise", "plan", "intend")
    ):
        return None
    if any(u.low == "each" for u in clauses.units):
        return None
    subject, vague = subject_parties(document, clauses, discourse, verb)
    if len(subject) < 2 or any(set(subject) <= set(d.parties) and not d.plural for d in discourse.drafts):
        return None  # partners who say what they will pay agree on nothing new
    status = "planned" if chain[1].lemma in ("plan", "intend") else "announced"
    start, end = clauses.sentence.start, clauses.sentence.end
    return Mention(
        "agreement.joint_investment", "investment", "investment", subject, vague, status, start, end,
        clauses.units[verb.last].start, False, False, False, subject, _clause_span(clauses, chain[-1]),
        subject=_purpose(document, clauses, verb),
    )  # fmt: skip


def _union(*groups: tuple[str, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for group in groups:
        out += [k for k in group if k not in out]
    return tuple(out)


def _clause_span(clauses: Clauses, verb: VerbGroup) -> tuple[int, int]:
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


WHEN = closed("when")


def _title(document: Document, clauses: Clauses, instrument: Instrument) -> str | None:
    """The proper title of an instrument: a run of capitalised words around its noun, with the small words inside."""
    units = clauses.units
    if not units[instrument.head].capital or clauses.language == "de":
        return None
    first = instrument.head
    while first > 0 and first > instrument.head - 10 and (units[first - 1].capital or units[first - 1].kind == "-"):
        first -= 1
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


def _topic(document: Document, clauses: Clauses, instrument: Instrument) -> str | None:
    """What it is about: the phrase of the instrument with what follows "on", "to", "for"."""
    units = clauses.units
    stop = instrument.head + 1
    while stop < len(units) and stop < instrument.head + 14 and units[stop].kind not in ',;SR"().':
        if units[stop].kind == "X" or (units[stop].kind == "V" and not set(units[stop].forms) & set("BG")):
            break
        stop += 1
    while stop > instrument.head + 1 and units[stop - 1].kind in "PTCDA'\"":
        stop -= 1
    return document.text[units[instrument.first].start : units[stop - 1].end]


def _purpose(document: Document, clauses: Clauses, verb: VerbGroup) -> str | None:
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
    return clauses.text(document, start, stop) or None
