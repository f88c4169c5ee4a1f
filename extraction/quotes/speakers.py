"""From a mention beside a cue to a speaker: fullest name, kind, role and party.

Belongs here: reading the mention, looking it up among the article's entities, and what a pronoun stands for. Does not
belong here: which mention attributes a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from extraction.document import Document, Entity
from extraction.document.coreference import person_for_pronoun, stands_for
from extraction.lexicon import read_as
from extraction.quotes.clauses import Phrase
from extraction.quotes.frames import Frame
from extraction.quotes.marks import Quotation
from extraction.quotes.words import clitic, words

_ORGANISATIONS = frozenset({"body", "company", "state", "bloc"})
_NAMED = _ORGANISATIONS | {"person"}
_DEFINITE = frozenset(("the", "der", "die", "das", "le", "la", "l'", "l’", "el"))
_ARTICLES = (
    _DEFINITE
    | {"a", "an", "dem", "den", "des", "ein", "eine", "einem", "einen", "einer"}
    | {"les", "un", "une", "los", "las", "una", "det", "ett", "en"}
)
_ELIDED_ARTICLE = re.compile("[lLdD]['’](?=\\w)")
_AUTHOR_PREPOSITIONS = frozenset({"from", "by", "von", "från", "par", "por", "du"})
_MEMORY = 1500
"""Characters over which a pronoun may refer to the speaker before it."""


@dataclass(slots=True, unsafe_hash=True)
class Speaker:
    """Who speaks: `name` is None where the mention stands for somebody the text does not tell."""

    name: str | None
    kind: str | None
    start: int
    end: int
    role: str | None = None
    party: str | None = None
    gender: str | None = None


@dataclass(slots=True)
class _Mention:
    """The items of a phrase, its tags, and the offsets it spans."""

    items: list[int]
    tags: str
    language: str
    start: int
    end: int


class Speakers:
    """The speakers of one article, in the order in which they are asked for."""

    def __init__(self, document: Document, quotations: list[Quotation]) -> None:
        self.document = document
        self._quotations = quotations
        self._quotation_starts = [q.start for q in quotations]
        self._previous: list[Speaker] = []

    def of(self, frame: Frame, phrase: Phrase, mention: Phrase | None = None) -> Speaker | None:
        """The speaker whom a phrase of a frame names; `mention` is the relative pronoun beside the cue, if any."""
        apposition = self._named_apposition(frame, phrase)
        begin, end = apposition or phrase
        kept = [(i, t) for i, t in zip(frame.items[begin:end], frame.tags[begin:end], strict=True) if i >= 0]
        if not kept:
            return None
        tokens = self.document.tokens
        circumstances = words(frame.language, "circumstance")
        media = words(frame.language, "medium")
        following = [*(tokens.lowers[i] for i, _ in kept[1:]), ""]
        nouns = zip(kept, following, [*following[1:], ""], strict=True)
        over = next(
            (
                k
                for k, ((i, t), one, two) in enumerate(nouns)
                if t == "p" and k and (tokens.lowers[i] in circumstances or one in media or two in media)
            ),
            0,
        )
        kept = kept[:over] if over else kept  # "Mme Girard devant la presse": where and when it was said
        items = [i for i, _ in kept]
        read = _Mention(
            items, "".join(t for _, t in kept), frame.language, tokens.starts[items[0]], tokens.ends[items[-1]]
        )
        speaker = self._pronoun(read) if read.tags[0] in "PC" else self._named(read)
        if speaker is None:
            return None
        if apposition is not None and speaker.role is None and speaker.kind == "person":
            described = [i for i in frame.items[phrase[0] : phrase[1]] if i >= 0]
            role = _Mention(described, "", frame.language, tokens.starts[described[0]], tokens.ends[described[-1]])
            speaker = replace(speaker, role=self._without_article(role))
        if mention is not None and (item := frame.items[mention[0]]) >= 0:
            speaker = replace(speaker, start=tokens.starts[item], end=tokens.ends[item])
        if speaker.name is not None:
            self._previous.append(speaker)
        return speaker

    def of_token(self, item: int, language: str) -> Speaker:
        """The speaker whom a single pronoun names, or a verb with one tied to it."""
        tokens = self.document.tokens
        return self._pronoun(_Mention([item], "P", language, tokens.starts[item], tokens.ends[item]))

    def _named_apposition(self, frame: Frame, phrase: Phrase) -> Phrase | None:
        """The name behind a description: "the company's chief executive, Ana Rivera,"."""
        tags, (begin, end) = frame.tags, phrase
        head = next((k for k in range(begin, end) if tags[k] == "p"), end)
        if head == begin or tags[head - 1] != "n" or tags[end : end + 1] != ",":
            return None
        stop = end + 1
        within = self._end_of_person(frame.items[stop]) if stop < len(tags) else -1
        while stop < len(tags) and (tags[stop] in "Nt" or 0 <= self.document.tokens.starts[frame.items[stop]] < within):
            stop += 1
        if stop == end + 1 or tags[stop : stop + 1] not in ("", ",", ".", ")") or stop - end > 6:
            return None
        starts = self.document.tokens.starts
        first, last = frame.items[end + 1], frame.items[stop - 1]
        if first < 0 or last < 0:
            return None
        kinds = [e.kind for e in self.document.entities_between(starts[first], starts[last] + 1)]
        is_name = "person" in kinds if head < end else not kinds or "person" in kinds
        return (end + 1, stop) if is_name else None

    def _end_of_person(self, item: int) -> int:
        """Where the name of the person ends that begins with a token, small words of it and all; -1 for no person."""
        if item < 0:
            return -1
        start = self.document.tokens.starts[item]
        return max((e.end for e in self.document.entities_between(start, start + 1) if e.kind == "person"), default=-1)

    def _named(self, m: _Mention) -> Speaker | None:
        tokens, text = self.document.tokens, self.document.text
        head = self._head_end(m)
        head_stop = tokens.ends[m.items[head - 1]]
        if "&" in m.tags:
            joint = self._joint(m)
            if joint is not None:
                return joint
        entities = self.document.entities_between(m.start, m.end)
        person = next((e for e in reversed(entities) if e.kind == "person" and abs(e.end - head_stop) <= 1), None)
        if person is not None:
            return Speaker(person.name, "person", m.start, person.end, person.role, person.party, person.gender)
        holder = self._behind_office(m, head, entities)
        if holder is not None:
            return Speaker(holder.name, "person", m.start, holder.end, holder.role, holder.party, holder.gender)
        inner = m.tags.find("D", 1)  # a genitive without a preposition: "der Sprecher der Kommission"
        nearest = head if inner < 0 else min(head, inner)
        nouns = [tokens.lowers[i] for i, t in zip(m.items[:nearest], m.tags, strict=False) if t in "Nn"]
        if nouns and _is_listed(nouns[-1], m.language, "document"):
            return self._document(m, head, entities)
        organisation = next((e for e in entities if e.kind in _ORGANISATIONS and e.end >= head_stop), None)
        if nouns and nouns[0] in words(m.language, "office"):
            organisation = None  # "the president of the commission", "der Sprecher der Kommission"
        if organisation is not None and organisation.start <= tokens.starts[m.items[head - 1]]:
            return self._organisation(m, organisation)
        if nouns and _is_listed(nouns[-1], m.language, "body"):
            return Speaker(self._without_article(m), "body", m.start, m.end, party=_party(entities))
        if inner > 0:
            return Speaker(self._without_article(m), "described", m.start, m.end, party=_party(entities))
        run = head
        while run > 0 and m.tags[run - 1] == "N" and not (run < head and self._is_office(m, run - 1)):
            run -= 1
        if run < head and m.tags[head - 1] == "N" and not self._is_office(m, head - 1):
            return self._by_name(m, run, head)
        if not any(t in "NnY" for t in m.tags) or (len(m.items) == 1 and tokens.lowers[m.items[0]] == "one"):
            return None
        holder = self._holder(m, nouns, entities)
        if holder is not None:
            return Speaker(holder.name, "person", m.start, m.end, holder.role, holder.party, holder.gender)
        return Speaker(self._without_article(m), "described", m.start, m.end, party=_party(entities)) if text else None

    def _behind_office(self, m: _Mention, head: int, entities: list[Entity]) -> Entity | None:
        """The name behind an office and what it is of: "le ministre de l'Economie Marc Aubry"."""
        if m.language == "en" or head >= len(m.items) or not entities or entities[-1].kind != "person":
            return None
        tokens, person = self.document.tokens, entities[-1]
        if abs(person.end - m.end) > 1 or tokens.lowers[m.items[head - 1]] not in words(m.language, "office"):
            return None
        before = next((k for k, i in enumerate(m.items) if tokens.ends[i] > person.start), 0) - 1
        if before <= head or m.tags[before] in "pD" or tokens.lowers[m.items[before]] in words(m.language, "office"):
            return None
        return person

    def _head_end(self, m: _Mention) -> int:
        """Position after the head noun: before the first preposition, unless an office goes before its holder's name
        ("Minister for Foreign Affairs Ana Rivera").
        """
        head = m.tags.find("p")
        if head <= 0:
            return len(m.items)
        return len(m.items) if m.tags[-1] == "N" and self._is_office(m, head - 1) else head

    def _is_office(self, m: _Mention, position: int) -> bool:
        word = self.document.tokens.texts[m.items[position]]
        return word[:1].isupper() and word.lower() in words(m.language, "office")

    def _joint(self, m: _Mention) -> Speaker | None:
        """Several persons or bodies side by side, each by its fullest name."""
        entities = [e for e in self.document.entities_between(m.start, m.end) if e.kind in _NAMED]
        if len(entities) < 2 or "p" in m.tags or entities[-1].end < m.end - 1:
            return None
        names = list(dict.fromkeys(self._fullest(e) for e in entities))
        if len(names) < 2:
            return None
        kind = "person" if all(e.kind == "person" for e in entities) else "body"
        return Speaker(", ".join(names[:-1]) + " and " + names[-1], kind, m.start, m.end)

    def _document(self, m: _Mention, head: int, entities: list[Entity]) -> Speaker:
        """A text that speaks: its one named author where it has one ("a statement from the ministry"), else itself."""
        tokens = self.document.tokens
        if head < len(m.items) - 1 and tokens.lowers[m.items[head]] in _AUTHOR_PREPOSITIONS and "&" not in m.tags:
            author = _Mention(
                m.items[head + 1 :], m.tags[head + 1 :], m.language, tokens.starts[m.items[head + 1]], m.end
            )
            named = self._named(author)
            if named is not None and named.kind in ("person", "body"):
                return named
        return Speaker(self._without_article(m), "document", m.start, m.end, party=_party(entities))

    def _organisation(self, m: _Mention, entity: Entity) -> Speaker:
        named = entity.kind in ("body", "company")
        name = self._fullest(entity) if named else self.document.text[entity.start : entity.end]
        return Speaker(name, "body", m.start, entity.end, party=stands_for(entity))

    def _fullest(self, entity: Entity) -> str:
        return self._longest_names.get((entity.kind, entity.key), entity.name)

    @cached_property
    def _longest_names(self) -> dict[tuple[str, str], str]:
        """The longest name that the article gives each body; states keep the name of the mention."""
        longest: dict[tuple[str, str], str] = {}
        for e in self.document.entities:
            if e.kind in ("body", "company", "person") and len(e.name) > len(longest.get((e.kind, e.key), "")):
                longest[e.kind, e.key] = e.name
        return longest

    def _by_name(self, m: _Mention, run: int, head: int) -> Speaker:
        """A name that no entity covers: a person of the article by surname, else as written."""
        tokens = self.document.tokens
        start, stop = tokens.starts[m.items[run]], tokens.ends[m.items[head - 1]]
        written = self.document.text[start:stop]
        if head - run == 1 and tokens.texts[m.items[run]] not in self._persons_by_surname:
            opens = m.language != "de" and self.document.sentence_at(start).start == start
            if opens or m.tags[0] in "DY" or (read_as(m.language) == "fr" and _ELIDED_ARTICLE.match(written)):
                # "Analysts at the bank", "das Ministerium": a capital that is no name's
                return Speaker(self._without_article(m), "described", m.start, m.end)
        if run > 0 and m.tags[run - 1] in "DY" and written not in self._persons_by_surname:
            kind = "body" if m.tags[run - 1] == "D" and head - run > 1 else "described"
            return Speaker(self._without_article(m), kind, m.start, m.end)
        known = self._persons_by_surname.get(tokens.texts[m.items[head - 1]])
        if known is not None and (head - run == 1 or known.name == written):
            return Speaker(known.name, "person", m.start, stop, known.role, known.party, known.gender)
        gender = None
        for i in m.items[:head]:
            if tokens.lowers[i] in words(m.language, "female"):
                gender = "f"
            elif tokens.lowers[i] in words(m.language, "male"):
                gender = "m"
        return Speaker(written, "person", m.start, stop, gender=gender)

    @cached_property
    def _persons_by_surname(self) -> dict[str, Entity]:
        persons: dict[str, Entity] = {}
        for e in self.document.entities:
            if e.kind == "person":
                persons.setdefault(e.name.rpartition(" ")[2], e)
        return persons

    def _holder(self, m: _Mention, nouns: list[str], entities: list[Entity]) -> Entity | None:
        """The one person of the article so far whose role has the words of "the prime minister"."""
        if m.tags[0] != "D" or "p" in m.tags or self.document.tokens.lowers[m.items[0]] not in _DEFINITE:
            return None
        wanted = {n for n in nouns if n not in _DEFINITE}
        if entities or not wanted or nouns[-1] not in words(m.language, "office"):
            return None
        found = [e for e, role in self._roles if e.start < m.start and wanted <= role]
        return found[0] if found and len({e.key for e in found}) == 1 else None

    @cached_property
    def _roles(self) -> list[tuple[Entity, set[str]]]:
        """The first mention of each person that has a role, with the words of the role."""
        first: dict[str, Entity] = {}
        for e in self.document.entities:
            if e.kind == "person" and e.role:
                first.setdefault(e.key, e)
        return [(e, set((e.role or "").lower().split())) for e in first.values()]

    def _without_article(self, m: _Mention) -> str:
        begin = 0
        lowers = self.document.tokens.lowers
        while begin < len(m.items) - 1 and lowers[m.items[begin]] in _ARTICLES:
            begin += 1
        surface = self.document.text[self.document.tokens.starts[m.items[begin]] : m.end]
        return (surface[2:] if _ELIDED_ARTICLE.match(surface) else surface) if read_as(m.language) == "fr" else surface

    def _pronoun(self, m: _Mention) -> Speaker:
        lower = self.document.tokens.lowers[m.items[0]].replace("’", "'").partition("'")[0]
        lower = clitic(lower, m.language) or lower
        nobody = Speaker(None, None, m.start, m.end)
        if lower in words(m.language, "female"):
            return self._person(m, lower, "f") or nobody
        if lower in words(m.language, "male"):
            return self._person(m, lower, "m") or nobody
        if lower in words(m.language, "neuter"):
            found = self._last(m, ("body", "document"), None)
            return replace(found, start=m.start, end=m.end) if found is not None else nobody
        return nobody

    def _person(self, m: _Mention, lower: str, gender: str) -> Speaker | None:
        """The last speaker of that gender, unless a later sentence has another such person as its subject."""
        last = self._last(m, ("person",), gender)
        since = last.end if last is not None else max(0, m.start - _MEMORY)
        for e in reversed(self.document.entities_between(since, m.start)):
            if e.kind == "person" and e.gender in (None, gender) and self._is_subject(e):
                if last is not None and e.name == last.name:
                    break
                return Speaker(e.name, "person", m.start, m.end, e.role, e.party, gender)
        if last is not None:
            return replace(last, start=m.start, end=m.end, gender=gender)
        entity = person_for_pronoun(self.document, m.start, lower)
        if entity is None:
            return None
        return Speaker(entity.name, "person", m.start, m.end, entity.role, entity.party, gender)

    def _last(self, m: _Mention, kinds: tuple[str, ...], gender: str | None) -> Speaker | None:
        for speaker in reversed(self._previous[-4:]):
            if speaker.start > m.start or m.start - speaker.end > _MEMORY:
                continue
            if speaker.kind in kinds and (gender is None or speaker.gender in (None, gender)):
                return speaker
        return None

    def _is_subject(self, entity: Entity) -> bool:
        """In the writer's own words, near the beginning of its sentence, and no possessor."""
        text = self.document.text
        if text[entity.end : entity.end + 2] in ("'s", "’s") or text[entity.end : entity.end + 1] in ("'", "’"):
            return False
        at = bisect_right(self._quotation_starts, entity.start) - 1
        if at >= 0 and entity.start < self._quotations[at].end:
            return False
        sentence = self.document.sentence_at(entity.start)
        tokens = self.document.tokens
        before = self.document.tokens_between(sentence.start, entity.start)
        return len(before) <= 8 and all(tokens.texts[t][0].isupper() or tokens.lowers[t] in _LIGHT for t in before)


_LIGHT = frozenset({"the", "a", "an", "of", "for", "on", "in", ",", "but", "and", "."})


def _is_listed(noun: str, language: str, name: str) -> bool:
    listed = words(language, name)
    return noun in listed or (noun.endswith("s") and noun[:-1] in listed)


def _party(entities: list[Entity]) -> str | None:
    """The one state or bloc that the entities of a phrase stand for ("U.S. officials")."""
    codes = {code for e in entities if (code := stands_for(e)) is not None}
    return next(iter(codes)) if len(codes) == 1 else None
