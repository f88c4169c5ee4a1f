"""Whose agreement it is: the parties of a subject, of "with" and "between", of a genitive, of the sentence around it.

Belongs here: from a place in the clause to the keys of parties. What a noun phrase refers to is told by `parties` and
`discourse`, which statement it makes by the rules in `finding` and `dealing`.
"""

from __future__ import annotations

from collections import Counter

from extraction.agreements import status as ladder
from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.discourse import Discourse
from extraction.agreements.instruments import Instrument, find_instruments
from extraction.agreements.names import as_party, is_state
from extraction.agreements.parties import Reference, government, references
from extraction.agreements.words import closed
from extraction.document import Document
from extraction.lexicon import read_as

WITH = closed("with")
AGENT = closed("agent")
REFLEXIVE = closed("reflexive")
POSSESSIVE = closed("possessive")
THEIR = closed("their")
OWNING = closed("owning")
"""Articles and prepositions of a genitive behind its noun."""
MEMBERS = closed("members")
WINNING = closed("winning")
LEADING = closed("led_by")
MEDIATING = closed("mediating")
BUYING = closed("buying")
SELLING = closed("selling")
RECENT = closed("recent")
SPANS = closed("spans_of_time")
"""Nouns of a stretch of time behind "last", "this" or "next"."""
OPENING = 48
"""Characters at the beginning of a sentence within which its subject is named."""


def keys_of(
    discourse: Discourse, refs: list[Reference], offset: int, names: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Keys of what noun phrases refer to, and whether some of it is not told."""
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
        return keys_of(discourse, [r for _, r in found[-1:] if r.stop >= b - 1], offset, names)
    refs = [r for p, r in found if p == ""]
    if not found:
        pronoun = pronoun_reference(clauses, a, b)
        if pronoun is not None:
            return keys_of(discourse, [pronoun], offset)
    if not refs and clauses.units[a].kind == "P" and found:
        # "On Wednesday Japan ..." with no comma: the last phrase stands before the verb
        own = [r for p, r in found if p == clauses.units[a].low]
        last = own[-1].stop if own else a
        first = own[0].first if own else a
        while first > a and clauses.units[first - 1].kind in "DE":
            first -= 1
        if own and (last == b or clauses.units[last].kind == ",") and clauses.units[first - 1].kind in "N#":
            refs = own
    if not refs and clauses.units[a].kind == "P" and found:
        rest = _behind_time(clauses, a, b)
        refs = [r for p, r in references(document, clauses, rest, b) if p == ""] if rest < b else []
    if not refs and any(u.low in LEADING for u in clauses.units[a:b]):
        refs = [r for p, r in found if p == "by"]  # "a consortium led by Fortescue"
    if not refs and _untitled(clauses, a, b):
        opening = _opening(clauses, discourse)
        if opening is not None and is_state(opening):
            return (opening,), False  # "Sweden opens the round. Development minister Karin Ahlqvist pledges ..."
    names = names or (len(refs) > 1 and any(r.kind == "party" for r in refs))
    keys, vague = keys_of(discourse, refs, offset, names)
    if not keys and all(r.kind == "name" for r in refs):
        return _inverted(document, clauses, discourse, verb)
    return keys, vague


def _behind_time(clauses: Clauses, a: int, b: int) -> int:
    """Where the subject begins behind a place and a time with no comma: "In Nuuk last month the Union ..."."""
    units = clauses.units
    for k in range(a + 1, min(b - 1, a + 8)):
        if units[k].kind not in "NE#PDA":
            return b
        if units[k].low in SPANS and units[k - 1].low in RECENT:
            return k + 1
    return b


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
    if read_as(clauses.language) not in ("de", "sv") or verb.kind != "finite":
        return (), False
    start = verb.first + 1
    while start < len(clauses.units) and clauses.units[start].low in REFLEXIVE:
        start += 1
    stop = start
    while stop < len(clauses.units) and clauses.units[stop].kind in "DENsC,#":
        stop += 1
    if start + 1 < stop and clauses.units[start].kind == "E" and clauses.units[start + 1].kind not in "C,s":
        stop = start + 1  # "will London europäischen Kuttern Zugang gewähren"
    refs = [r for p, r in references(document, clauses, start, stop) if p == "" and r.kind in ("party", "pair", "all")]
    return keys_of(discourse, refs, clauses.units[verb.first].start)


def pronoun_reference(clauses: Clauses, a: int, b: int) -> Reference | None:
    """The pronoun that a subject is, None where it is a phrase."""
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
    return keys_of(discourse, refs, units[start].start, names)


def owner_of(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> tuple[str, ...]:
    """Whose the instrument is: "Hungary's memorandum with Vietnam", "der Vertrag der OMV mit Gazprom"."""
    units = clauses.units
    k = instrument.first - 1
    if instrument.determiner in POSSESSIVE:
        many = instrument.determiner in THEIR
        return keys_of(discourse, [Reference("they" if many else "it", "", k, k + 1)], units[k].start)[0]
    if k > 0 and units[k].kind == "s":
        first = k
        while first > 0 and units[first - 1].kind in "NE":
            first -= 1
        refs = [r for _, r in references(document, clauses, first, k)]
        return keys_of(discourse, refs[-1:], units[first].start)[0]
    k = instrument.head + 1
    if read_as(clauses.language) in ("de", "fr", "es") and k + 1 < len(units) and units[k].kind in "DP":
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
        return keys_of(discourse, refs[:1], units[k].start, names=True)[0]
    return ()


def pair_parties(clauses: Clauses, instrument: Instrument) -> tuple[str, ...]:
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


def by_its_members(clauses: Clauses, verb: VerbGroup) -> bool:
    """The subject is a bloc by its members: "the G7 countries adopted a declaration"."""
    units = clauses.units[verb.subject[0] : verb.subject[1]]
    named = any(u.entity is not None and (u.entity.kind == "bloc" or u.entity.kind == "body") for u in units)
    return named and any(u.low in MEMBERS for u in units)


def relative_partner(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> tuple[str, ...]:
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
    return keys_of(discourse, refs[-1:], units[k].start)[0]


def launchers_of(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> tuple[str, ...]:
    """Who made it, told right behind the phrase: "a partnership launched by Germany"."""
    for v in clauses.verbs:
        if v.kind != "participle" or v.first != instrument.head + 1 or v.lemma in MEDIATING:
            continue
        if "event" in ladder.verb_classes(clauses.language).get(v.lemma, {}):
            return with_parties(document, clauses, discourse, v.last + 1, v.stop, agents=True, names=True)[0]
    return ()


def partners_elsewhere(
    document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument, verb: VerbGroup
) -> tuple[str, ...]:
    """The other side, where it does not stand right behind the instrument: "a deal to end a dispute with B"."""
    start = instrument.head + 1
    found = _counterpart(document, clauses, discourse, instrument)
    if not found and verb.lemma in WINNING:
        givers = [r for p, r in references(document, clauses, start, verb.stop) if p == "from"]
        found, _ = keys_of(discourse, givers, clauses.units[verb.first].start, names=True)
    if not found:
        later = (v.first for v in clauses.verbs if v.kind == "finite" and not v.relative and v.first > start)
        stop = min((clauses.verbs[-1].stop, *later))
        found, _ = with_parties(document, clauses, discourse, start, stop, deep=True)
    return found


def untied_leader(document: Document, clauses: Clauses, verb: VerbGroup, others: tuple[str, ...]) -> tuple[str, ...]:
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


def partners_of(
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
    return keys_of(discourse, [r for p, r in found if p in side], clauses.units[act.last].start, names=True)[0]


def is_one_sided(clauses: Clauses, instrument: Instrument) -> bool:
    """The instrument is for what one side will buy or sell."""
    act = next((v for v in clauses.verbs if v.kind == "infinitive" and 0 < v.first - instrument.head < 4), None)
    return act is not None and act.lemma in BUYING | SELLING


def party_at_hand(clauses: Clauses, discourse: Discourse, partner: str) -> tuple[str, ...]:
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
