"""What an article has spoken of so far, for "the two countries", "the company", "it" and "the agreement".

Belongs here: antecedents. A reference whose antecedent is not clear resolves to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from extraction.agreements.clauses import Clauses
from extraction.agreements.introductions import introduced
from extraction.agreements.names import as_party, heads_of, is_state
from extraction.agreements.parties import Reference, party_key
from extraction.agreements.words import closed
from extraction.document import Document
from extraction.document.coreference import antecedent_states

REACH = 1200
"""Characters back to which a reference may reach for a party that no agreement names."""

BACK = 3
"""Sentences back in which "the company" is looked for."""
STATE_WORDS = closed("state_words")


@dataclass(slots=True)
class Draft:
    """An agreement while the article is being read."""

    klass: str
    noun: str
    parties: tuple[str, ...]
    status: str
    rule: str
    start: int
    end: int
    priority: int
    """Of its evidence: 0 body, 1 teaser, 2 headline or caption."""
    vague: bool
    plural: bool
    head_party: tuple[str, ...]
    """The parties on the subject's side, empty where the text does not tell sides."""
    name: str | None = None
    subject: tuple[int, int] | None = None
    """Offsets of what it is about."""
    dates: list[tuple[str, int]] = field(default_factory=list)
    """(status, index of a date row) as the mentions state them."""
    mentions: list[int] = field(default_factory=list)
    order: int = 0
    earlier: bool = False
    """Told apart from another of the same parties as the one from before."""
    years: set[int] = field(default_factory=set)
    """Years that the text gives it."""


@dataclass(slots=True)
class Discourse:
    """Agreements and subjects in the order of the text."""

    document: Document
    drafts: list[Draft] = field(default_factory=list)
    trail: list[tuple[int, Draft]] = field(default_factory=list)
    subject_reader: Callable[[Discourse, Clauses], None] | None = None
    """Puts the subjects of a sentence into `spoken`, and what it says is agreed into `agreed`."""
    unread: list[Clauses] = field(default_factory=list)
    """Sentences whose subjects nobody has asked for yet: most articles are read to the end without."""
    spoken: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    companies: frozenset[str] | None = None
    by_noun: dict[str, list[tuple[int, str]]] | None = None
    """Last word of the names of bodies and companies -> where they stand, and their keys."""
    agreed: list[tuple[int, tuple[str, ...], tuple[int, int]]] = field(default_factory=list)
    """Offset, parties and sentence of every "A and B agreed ...", for an agreement that is only named after it."""

    @property
    def subjects(self) -> list[tuple[int, tuple[str, ...]]]:
        """Offset and parties of every subject so far; () for a thing that is no party."""
        self._read_subjects()
        return self.spoken

    @property
    def consensus(self) -> list[tuple[int, tuple[str, ...], tuple[int, int]]]:
        """What two parties or more are said to have agreed, in the order of the text."""
        self._read_subjects()
        return self.agreed

    def _read_subjects(self) -> None:
        reader = self.subject_reader
        if reader is None or not self.unread:
            return
        self.subject_reader = None  # what is asked for meanwhile is what has been read so far
        for clauses in self.unread:
            reader(self, clauses)
        self.unread.clear()
        self.subject_reader = reader

    def mention(self, offset: int, draft: Draft) -> None:
        """Remember that the text speaks of an agreement here."""
        self.trail.append((offset, draft))

    def agreement_before(self, offset: int, n_parties: int | None = None) -> Draft | None:
        """The agreement last spoken of before an offset, one of n parties if asked."""
        for at, draft in reversed(self.trail):
            if at < offset and (n_parties is None or len(draft.parties) == n_parties) and len(draft.parties) > 0:
                return draft
        return None

    def keys(self, reference: Reference, offset: int, names: bool = False) -> tuple[str, ...]:
        """The parties that a reference stands for, empty where that is not clear.

        `names` takes a capitalised name that is no known entity for a party; else only one that an agreement has named.
        """
        kind = reference.kind
        if kind == "party":
            return (reference.key,)
        if kind == "capital":
            return (reference.key,) if names or any(reference.key in d.parties for d in self.drafts) else ()
        if kind == "name":
            if names or any(reference.key in d.parties for d in self.drafts):
                return (reference.key,)
            return self._seated(reference.key)
        if kind == "pair":
            if reference.key in (
                "companies",
                "firms",
                "groups",
                "unternehmen",
                "bolagen",
                "företagen",
                "entreprises",
                "empresas",
            ):
                return self._companies(offset)
            states = reference.key.split()[-1] in STATE_WORDS
            return self._pair(offset, states)
        if kind == "all":
            last = self.agreement_before(offset)
            if last is not None and len(last.parties) > 1:
                return last.parties
            states = reference.key.split()[-1] in STATE_WORDS
            return antecedent_states(self.document, offset) if states else ()
        if kind == "place":
            return self._seated(reference.key)
        if kind == "group":
            return (reference.key,) if names else ()
        if kind == "bloc":
            return self._recent(offset, ("bloc",), 1)
        if kind == "of_state":
            state, described = reference.key.split(" ", 1)
            return self._company_of(state, described, offset)
        if kind == "firms":
            last = self.agreement_before(offset)
            both = last is not None and not any(is_state(k) for k in last.parties)
            return last.parties if last is not None and both else ()
        if kind == "company":
            here = self.document.sentence_index(offset)
            same = self._in(self.document.sentences[here].start, offset, "company")
            if len(same) == 1:
                return same
            for before in reversed(self.document.sentences[max(0, here - BACK) : here]):
                near = self._in(before.start, before.end, "company")
                if len(near) == 1:
                    return near
                if near:
                    break
            for at, keys in reversed(self.subjects):
                if at < offset and offset - at < REACH and len(keys) == 1 and keys[0] in self._company_keys():
                    return keys
            return self._recent(offset, ("company",), 1)
        if kind == "own_state":
            return self._own_state(offset)
        if kind == "state":
            for at, keys in reversed(self.subjects):
                if at < offset and offset - at < REACH and len(keys) == 1 and is_state(keys[0]):
                    return keys
            recent = self._recent(offset, ("state",), 1)
            return recent[:1]
        if kind == "named":
            return self._named(reference.key, offset)
        if kind in ("it", "they"):
            for at, keys in reversed(self.subjects):
                if at < offset:
                    members = kind == "they" and len(keys) == 1 and not (is_state(keys[0]))
                    if offset - at > REACH or ((kind == "it") != (len(keys) == 1) and not members):
                        return ()
                    return keys
        return ()

    def _own_state(self, offset: int) -> tuple[str, ...]:
        """The state of "his ministry": that of a person before it in the sentence, else the article's."""
        start = self.document.sentence_at(offset).start
        for entity in reversed(self.document.entities_between(start, offset)):
            if entity.kind == "person" and entity.party is not None:
                return (entity.party,)
        counts = Counter(e.key for e in self.document.entities if e.kind == "state").most_common(2)
        clear = bool(counts) and (len(counts) == 1 or counts[0][1] > counts[1][1])
        return (counts[0][0],) if clear else ()

    def _seated(self, place: str) -> tuple[str, ...]:
        """The one party whose name holds that of a place: "Ålesund" for the port of Ålesund."""
        parties = dict.fromkeys(k for d in self.drafts for k in d.parties if not is_state(k))
        here = [k for k in parties if place in k.replace("-", " ").split()]
        return (here[0],) if len(here) == 1 else ()

    def _company_of(self, state: str, described: str, offset: int) -> tuple[str, ...]:
        """Whom "the Malaysian company" means: one introduced as Malaysian, else the last subject of no other state."""
        known = introduced(self.document)
        own = dict.fromkeys(name for name, of in known.values() if of == state)
        if own:
            return (next(iter(own)),) if len(own) == 1 else ()
        for at, keys in reversed(self.subjects):
            near = at < offset and offset - at < REACH and len(keys) == 1 and self._is_company(keys[0])
            if near and not known.get(keys[0], ("", ""))[1]:
                return keys
        return (described,)

    def _named(self, noun: str, offset: int) -> tuple[str, ...]:
        """The body or company last named before an offset whose name ends in a noun: "the council", "the bank"."""
        if self.by_noun is None:
            self.by_noun = {}
            for e in self.document.entities:
                if e.kind in ("body", "company", "bloc"):
                    key = as_party(self.document, e).key if e.kind == "company" else party_key(e) or e.key
                    for head in heads_of(e.name) if " " in e.name else ():
                        self.by_noun.setdefault(head, []).append((e.start, key))
        found = [key for at, key in self.by_noun.get(noun, ()) if at < offset]
        return tuple(found[-1:])

    def is_known(self, key: str) -> bool:
        """Whether a key is that of a state, a body or a company, and no mere capitalised name."""
        return is_state(key) or key in self._company_keys() or any(e.key == key for e in self.document.entities)

    def _is_company(self, key: str) -> bool:
        state = is_state(key)
        return key in self._company_keys() or (not state and any(key in d.parties for d in self.drafts))

    def _company_keys(self) -> frozenset[str]:
        if self.companies is None:
            found = {as_party(self.document, e).key for e in self.document.entities if e.kind == "company"}
            self.companies = frozenset(found | {name for name, _ in introduced(self.document).values()})
        return self.companies

    def _companies(self, offset: int) -> tuple[str, ...]:
        for at, draft in reversed(self.trail):
            if at < offset and len(draft.parties) == 2 and not any(is_state(k) for k in draft.parties):
                return draft.parties
        found = self._recent(offset, ("company",))
        return tuple(sorted(found)) if len(found) == 2 else ()

    def _pair(self, offset: int, states: bool) -> tuple[str, ...]:
        for at, draft in reversed(self.trail):
            if states and not all(is_state(k) for k in draft.parties):
                continue
            if at < offset and len(draft.parties) == 2 and offset - at < REACH:
                since = self._states_between(at, offset)
                if len(since) != 2 or set(since) == set(draft.parties):
                    return draft.parties
                return since
        found = antecedent_states(self.document, offset)
        return found if len(found) == 2 else ()

    def subject_is_agreement(self, offset: int) -> Draft | None:
        """The agreement that "it" refers to, None where a party was the subject more recently."""
        at, draft = next(((o, d) for o, d in reversed(self.trail) if o < offset), (0, None))
        spoken = next((o for o, _ in reversed(self.subjects) if o < offset), 0)
        return draft if draft is not None and at > spoken and offset - at < REACH else None

    def _states_between(self, start: int, stop: int) -> tuple[str, ...]:
        """States mentioned after the sentence of `start`, in the order of the text."""
        begin = self.document.sentence_at(start).end
        states = (e.key for e in self.document.entities_between(begin, stop) if e.kind in ("state", "bloc"))
        return tuple(dict.fromkeys(states))

    def _in(self, start: int, end: int, kind: str) -> tuple[str, ...]:
        """Keys of the mentions of a kind in a stretch of text."""
        here = (as_party(self.document, e) for e in self.document.entities_between(start, end))
        return tuple(dict.fromkeys(e.key for e in here if e.kind == kind))

    def _recent(self, offset: int, kinds: tuple[str, ...], n: int = 2) -> tuple[str, ...]:
        found: list[str] = []
        for entity in reversed(self.document.entities_between(max(0, offset - REACH), offset)):
            party = as_party(self.document, entity)
            key = party.key if party.kind in kinds else ""
            if key and key not in found:
                found.append(key)
                if len(found) == n:
                    break
        return tuple(found)
