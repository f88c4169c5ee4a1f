"""Mentions of states, blocs, bodies, companies, persons and places.

Belongs here: the order in which evidence is weighed. Names known beforehand come from `gazetteer`, the shape of a role
from `roles`; what is left is decided here for each run of capitalised words, by its last word ("Saskatchewan Research
Council"), the title before it, a given name at its head, an apposition behind it, the noun or the verb beside it. A run
without any evidence is no entity: precision first.

The text is walked once for runs and once more for the short forms of the persons found ("Greer"), so a headline above
the first full name resolves too.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from extraction.document.gazetteer import LANGUAGES, Entry, gazetteer
from extraction.document.given_names import given_names
from extraction.document.model import Document, Entity
from extraction.document.roles import Role, apposition_after, title_before
from extraction.document.vocabulary import vocabulary

_PARTICLES = frozenset("von van der den bin ibn ben al el ter ten di da dos das de du la le del af zu zur".split())
_LOOSE_PARTICLES = frozenset("de du la le del da dos das el".split())
"""Particles that also join other things, so they need a given name before them."""
_OF = frozenset("of for on de des du d' d’ für för del para sur".split())
_AFTER_OF = frozenset("the la le los las les den die der das l' l’".split())
_POSSESSIVES = frozenset(("'s", "’s"))
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_BASED = ("-based", "-born", "-backed", "-led", "-owned", "-headquartered", "-registered", "-listed")
_MAX_NAME = 5
_MAX_RUN = 12


@dataclass(slots=True)
class _Person:
    """What the article says of one person, gathered over all mentions."""

    name: str
    words: tuple[str, ...]
    role: str | None = None
    party: str | None = None
    gender: str | None = None
    official: bool = False


@dataclass(slots=True)
class _Run:
    """Tokens [first, last) in capitals that stand together; `head` is the word before an "of" inside it."""

    first: int
    last: int
    head: int = -1


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    first: int
    last: int
    kind: str
    key: str
    name: str
    rule: str
    party: str | None = None
    person: _Person | None = None


def find_entities(document: Document) -> list[Entity]:
    """Every mention, in the order of the text, without overlaps."""
    return _Finder(document).find()


class _Finder:
    """The two walks over one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.tokens = document.tokens
        self.words = vocabulary()
        self.given = given_names()
        self.sentence_first = {s.token_start for s in document.sentences}
        self.mentions: list[_Mention] = []
        self.persons: dict[tuple[str, ...], _Person] = {}
        self.open_runs: list[tuple[int, int, bool]] = []
        """Runs (first, last, headline) that had no evidence of their own."""
        self.covered = bytearray(len(self.tokens))
        self.in_role = bytearray(len(self.tokens))
        self.acronyms: dict[str, _Mention] = {}
        self.known = self._known_names()
        self.known_at = {first: (first, last, start, end, entry) for first, last, start, end, entry in self.known}

    def find(self) -> list[Entity]:
        starts = self.tokens.starts
        headlines = [
            (bisect_left(starts, s.start), bisect_left(starts, s.end))
            for s in self.document.segments
            if s.kind == "headline"
        ]
        for run in self._runs():
            if headlines and run.last - run.first > 1 and any(a <= run.first < b for a, b in headlines):
                self._headline_run(run)
            else:
                self._run(run)
        for first, last, start, end, entry in self.known:
            if not any(self.covered[first:last]):
                self._known_mention(first, last, start, end, entry)
        self._resolve_open_runs()
        self._tie_persons()
        return self._entities()

    # names known beforehand

    def _known_names(self) -> list[tuple[int, int, int, int, Entry]]:
        """(first token, last token, start, end, entry) of the gazetteer's names that hold in their paragraph's language."""
        starts = self.tokens.starts
        segments = self.document.segments
        at = 0
        out = []
        for start, end, entry in gazetteer().find(self.text):
            while at + 1 < len(segments) and segments[at + 1].start <= start:
                at += 1
            language = segments[at].language
            if entry.languages and language not in entry.languages and language in LANGUAGES:
                if "en" not in entry.languages or entry.rule == "entity.state_adjective":
                    continue
            first = bisect_left(starts, start + 1) - 1
            out.append((first, bisect_left(starts, end), start, end, entry))
        return out

    def _known_mention(self, first: int, last: int, start: int, end: int, entry: Entry) -> None:
        """A mention of a known name, read in its context."""
        if entry.kind == "ignore":
            return
        texts, lowers, starts = self.tokens.texts, self.tokens.lowers, self.tokens.starts
        kind, rule, party = entry.kind, entry.rule, entry.party
        n = len(texts)
        if entry.kind in ("state", "bloc"):
            body = self._state_body(first, last, start, end, entry)
            if body:
                return
            if self.text.startswith(_BASED, end):
                rule = "entity.state_based"
            elif rule == "entity.capital_metonym":
                before = lowers[first - 1] if first else ""
                if (
                    before in self.words.locative
                    or before in ("from", "to")
                    or (
                        last < n
                        and texts[last] == ","
                        and last + 1 < n
                        and last + 1 in self.known_at
                        and self.known_at[last + 1][4].kind == "state"
                        and before != "and"
                        and self.known_at[last + 1][4].key == entry.key
                    )
                ):
                    kind, rule = "place", "entity.capital_place"
            elif any(self.in_role[first:last]):
                rule = "entity.state_in_title"
        key = entry.key
        if kind == "place":
            key = self.text[start:end]
        self._add(_Mention(start, end, first, last, kind, key, entry.name if kind != "place" else key, rule, party))

    def _state_body(self, first: int, last: int, start: int, end: int, entry: Entry) -> bool:
        """A government or ministry that the state's name or adjective belongs to ("China's commerce ministry")."""
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        n = len(texts)
        at = last
        if at < n and texts[at] in _POSSESSIVES:
            at += 1
        for words in range(4):
            if at + words >= n or starts[at + words] - ends[at + words - 1] > 1:
                break
            word = texts[at + words]
            if word in self.words.state_bodies and (word[0].islower() or words):
                stop = at + words + 1
                surface = self.text[start : ends[stop - 1]]
                self._add(
                    _Mention(
                        start, ends[stop - 1], first, stop, "body", surface, surface, "entity.state_body", entry.key
                    )
                )
                return True
            if not (word[0].islower() and (lowers[at + words] in self.words.modifiers or words == 0 and len(word) > 3)):
                break
        before = first - 1
        if before > 0 and (lowers[before] in _OF or lowers[before] in _AFTER_OF):
            before -= 1
            if lowers[before] in _OF and before > 0:
                before -= 1
        if (
            before >= 0
            and texts[before] in self.words.state_bodies
            and self.document.segment_at(start).language in ("fr", "es", "en")
        ):
            surface = self.text[starts[before] : end]
            self._add(
                _Mention(starts[before], end, before, last, "body", surface, surface, "entity.body_of_state", entry.key)
            )
            return True
        return False

    # runs of capitalised words

    def _runs(self) -> list[_Run]:
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        capitals = [i for i, t in enumerate(texts) if t[0].isupper()]
        heads = self.words.heads_of
        runs: list[_Run] = []
        run: _Run | None = None
        for i in capitals:
            if run is not None and run.last - run.first < _MAX_RUN:
                last = run.last
                if last == i and starts[i] - ends[i - 1] == 1 and self.text[ends[i - 1]] == " ":
                    run.last = i + 1
                    continue
                gap = i - last
                if gap == 1:
                    word = lowers[last]
                    if word == "." and starts[last] == ends[last - 1] and starts[i] - ends[last] <= 1:
                        before = lowers[last - 1]
                        if len(before) == 1 or before + "." in self.words.titles or before in ("st", "jr", "sr"):
                            run.last = i + 1
                            continue
                    elif starts[i] - ends[last - 1] == len(word) + 2:
                        if word in _PARTICLES and (word not in _LOOSE_PARTICLES or texts[run.first] in self.given):
                            run.last = i + 1
                            continue
                        if word == "&":
                            run.last = i + 1
                            continue
                        if word in _OF and (texts[last - 1] in heads or run.head >= 0):
                            run.head = last - 1 if run.head < 0 else run.head
                            run.last = i + 1
                            continue
                        if word in ("and", "och", "und", "et", "y") and run.head >= 0:
                            run.last = i + 1
                            continue
                elif gap == 2 and lowers[last] in _OF and lowers[last + 1] in _AFTER_OF and texts[last - 1] in heads:
                    run.head = last - 1
                    run.last = i + 1
                    continue
            run = _Run(i, i + 1)
            runs.append(run)
        return runs

    def _run(self, run: _Run) -> None:
        first = run.first
        lowers = self.tokens.lowers
        while first < run.last and lowers[first] in self.words.ordinary and first not in self.known_at:
            first += 1
        if first < run.last:
            self._span(first, run.last, run.head)

    def _span(self, first: int, last: int, head: int) -> None:
        """Decide what the capitalised tokens [first, last) name."""
        texts, lowers = self.tokens.texts, self.tokens.lowers
        known = self.known_at.get(first)
        if known is not None and known[1] >= last:
            return  # left to the names known beforehand
        size = last - first
        kind = self._organisation_kind(first, last, head)
        if kind is not None:
            self._organisation(first, last, kind)
            return
        name = self._name_after_titles(first, last)
        if name == last:
            return
        floor = max(0, first - 8)
        role = title_before(self.tokens, self.words, name, floor)
        honorific = self._honorific_before(name)
        if role is None and honorific is None:
            name = first
        if last - name <= _MAX_NAME and name not in self.known_at and not self._other(name, last):
            if role is not None or honorific is not None:
                self._person(name, last, "entity.person_title", role, honorific)
                return
            if size > 1 and texts[first] in self.given and texts[first + 1].lower() not in self.words.speech:
                self._person(first, last, "entity.person_given_name", None, None)
                return
            if self._company_beside(first, last):
                self._organisation(first, last, "company", "entity.company_noun")
                return
            if size > 1 and self._speaks(first, last):
                self._person(first, last, "entity.person_speaks", None, None)
                return
            after = apposition_after(self.tokens, self.words, last)
            if after is not None and (size > 1 or first not in self.sentence_first):
                self._person(first, last, "entity.person_apposition", None, None)
                return
        if self._defines_acronym(first, last):
            self._organisation(first, last, "body", "entity.body_acronym")
            return
        at = first
        while at < last and at not in self.known_at:
            at += 1
        if at < last:
            if at > first:
                self._leave_open(first, at)
            if self.known_at[at][1] < last:
                rest = self.known_at[at][1]
                self._span(rest, last, head if head >= rest else -1)
            return
        self._leave_open(first, last)

    def _leave_open(self, first: int, last: int) -> None:
        self.open_runs.append((first, last, False))

    def _headline_run(self, run: _Run) -> None:
        self.open_runs.append((run.first, run.last, True))

    def _other(self, first: int, last: int) -> bool:
        """Whether the run ends in a word that names neither person nor organisation ("Paris Agreement")."""
        return self.words.last.get(self.tokens.texts[last - 1]) == "other"

    def _name_after_titles(self, first: int, last: int) -> int:
        lowers = self.tokens.lowers
        at = first
        while at < last:
            known = self.known_at.get(at)
            if known is not None and known[4].kind in ("state", "bloc", "body") and known[1] <= last:
                at = known[1]
            elif lowers[at] in self.words.modifiers or self.words.title(lowers[at]) is not None or lowers[at] == ".":
                at += 1
            elif lowers[at] in _OF or lowers[at] == "and":
                at += 1
            else:
                break
        return at

    def _honorific_before(self, name: int) -> str | None:
        """The honorific right before a name: "m", "f" or "" for one that does not tell; None for none."""
        lowers = self.tokens.lowers
        for at in (name - 1, name - 2):
            if at < 0 or (at == name - 2 and lowers[name - 1] != "."):
                break
            title = self.words.titles.get(lowers[at]) or self.words.titles.get(lowers[at] + ".")
            if title is not None and title.honorific and self.tokens.texts[at][0].isupper():
                return title.gender or ""
        return None

    def _organisation_kind(self, first: int, last: int, head: int) -> str | None:
        texts = self.tokens.texts
        if head >= first and head + 1 < last:
            return self.words.last.get(texts[head], "body")
        final = last - 1
        kind = self.words.last.get(texts[final])
        if kind in ("company", "body", "place") and last - first > 1:
            known = self.known_at.get(first)
            if (
                known is not None
                and known[1] == final
                and kind != "company"
                and known[4].kind not in ("state", "bloc", "place")
            ):
                return None
            return kind
        lead = self.words.first.get(texts[first])
        if lead == "place" and last - first in (2, 3) and texts[first + 1] not in self.given:
            return "place" if not self._speaks(first, last) else None
        if lead == "body" and last - first > 1:
            return "body"
        if last - first == 1 and len(texts[first]) > 8:
            word = texts[first].lower()
            for ending, ending_kind in self.words.endings:
                if word.endswith(ending) and len(word) > len(ending) + 2:
                    return ending_kind
        return None

    def _organisation(self, first: int, last: int, kind: str, rule: str | None = None) -> None:
        starts, ends = self.tokens.starts, self.tokens.ends
        party = None
        for at in (first, first - 2 if first > 1 and self.tokens.texts[first - 1] in _POSSESSIVES else first):
            known = self.known_at.get(at)
            if known is not None and known[4].kind in ("state", "bloc"):
                party = known[4].key
        if party is None and first > 1 and self.tokens.texts[first - 1] in _POSSESSIVES:
            for begin, end, _, _, entry in self.known:
                if end == first - 1 and begin < first and entry.kind == "state":
                    party = entry.key
        if kind != "body":
            party = None
        end = ends[last - 1]
        if self.text.startswith(".", end) and texts_abbreviates(self.tokens.texts[last - 1]):
            end += 1
        surface = self.text[starts[first] : end]
        mention = _Mention(
            starts[first], end, first, last, kind, surface, surface, rule or f"entity.{kind}_word", party
        )
        self._add(mention)
        acronym = self._acronym_after(last)
        if acronym:
            self.acronyms[acronym] = mention

    def _acronym_after(self, last: int) -> str | None:
        texts = self.tokens.texts
        if last + 2 < len(texts) and texts[last] == "(" and texts[last + 2] == ")":
            word = texts[last + 1]
            if 2 <= len(word) <= 8 and word[0].isupper() and sum(map(str.isupper, word)) >= 2:
                return word
        return None

    def _defines_acronym(self, first: int, last: int) -> bool:
        acronym = self._acronym_after(last)
        if acronym is None or last - first < 2:
            return False
        initials = "".join(t[0] for t in self.tokens.texts[first:last] if t[0].isupper())
        return (
            initials[:2] == acronym[:2].upper() or initials[:1] == acronym[:1] and initials[-1:] == acronym[-1:].upper()
        )

    def _company_beside(self, first: int, last: int) -> bool:
        texts, lowers = self.tokens.texts, self.tokens.lowers
        if last - first > 4:
            return False
        if first and texts[first - 1] in self.words.company_nouns:
            return True
        if (
            last + 1 < len(texts)
            and texts[last] == ","
            and lowers[last + 1] in ("a", "an", "the", "ett", "en", "ein", "eine", "une", "un", "una")
        ):
            for at in range(last + 2, min(last + 8, len(texts))):
                if texts[at] in (",", ".", "who", "that", "which"):
                    break
                if texts[at] in self.words.company_nouns:
                    return True
        return False

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands directly beside the name."""
        lowers = self.tokens.lowers
        if last < len(lowers) and lowers[last] in self.words.speech:
            return True
        return (
            first > 0
            and lowers[first - 1] in self.words.speech
            and lowers[first - 1] not in ("told", "tells", "asked", "urged")
        )

    # persons

    def _person(self, first: int, last: int, rule: str, role: Role | None, honorific: str | None) -> None:
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        words = tuple(t for t in texts[first:last] if t != ".")
        while len(words) > 1 and words[-1].lower() in _GENERATIONS:
            words = words[:-1]
        end = ends[last - 1]
        surface = self.text[starts[first] : end]
        if texts[last - 1].lower() in ("jr", "sr") and self.text.startswith(".", end):
            end += 1
        person = self._known_person(words)
        if person is None:
            person = self.persons[words] = _Person(surface, words)
        elif len(words) > len(person.words) and words[-1] == person.words[-1]:
            person.name, person.words = surface, words
        after = last
        if after + 1 < len(texts) and texts[after] == "(":
            while after < len(texts) and after < last + 8 and texts[after] != ")":
                after += 1
            after += 1
        apposition = apposition_after(self.tokens, self.words, after)
        for found in (role, apposition):
            if found is None:
                continue
            for at in range(found.first, found.last):
                self.in_role[at] = 1
            if person.role is None:
                person.role = self.text[starts[found.first] : ends[found.last - 1]]
            person.official = person.official or found.official
            person.gender = person.gender or found.gender
            if person.party is None and found.official:
                person.party = self._party_in(found)
        person.gender = person.gender or honorific or self.given.get(words[0])
        self._add(_Mention(starts[first], end, first, last, "person", "", surface, rule, None, person))

    def _party_in(self, role: Role) -> str | None:
        for at in range(role.first, role.last):
            known = self.known_at.get(at)
            if known is not None:
                entry = known[4]
                if entry.kind in ("state", "bloc"):
                    return entry.key
                if entry.party:
                    return entry.party
        return None

    def _known_person(self, words: tuple[str, ...]) -> _Person | None:
        """The person of the article that these words name: the same first and last word, or one word of a full name."""
        person = self.persons.get(words)
        if person is not None:
            return person
        for other in self.persons.values():
            if len(words) > 1 and len(other.words) > 1:
                if other.words[0] == words[0] and other.words[-1] == words[-1]:
                    return other
            elif words[-1] == other.words[-1] and (len(words) == 1 or len(other.words) == 1):
                return other
        return None

    def _resolve_open_runs(self) -> None:
        """Short forms of the persons found, and what the place of a run tells when nothing else does."""
        by_word: dict[str, list[_Person]] = {}
        for person in {id(p): p for p in self.persons.values()}.values():
            for word in dict.fromkeys((person.words[-1], person.words[0])):
                by_word.setdefault(word, []).append(person)
                if len(word) > 2:
                    by_word.setdefault(word.upper(), []).append(person)
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        for first, last, headline in self.open_runs:
            found = False
            at = first
            while at < last:
                people = by_word.get(texts[at])
                if people and not self.covered[at] and (last - first <= 2 or headline or at == first):
                    person = self._best(people, texts[at])
                    begin = at
                    while begin > first and texts[begin - 1] in person.words:
                        begin -= 1
                    stop = at + 1
                    while stop < last and texts[stop] in person.words:
                        stop += 1
                    if stop < len(texts) and lowers[stop] in self.words.leader_nouns:
                        surface = self.text[starts[begin] : ends[stop]]
                        self._add(
                            _Mention(
                                starts[begin],
                                ends[stop],
                                begin,
                                stop + 1,
                                "body",
                                surface,
                                surface,
                                "entity.leader_body",
                                None,
                                person,
                            )
                        )
                    else:
                        surface = self.text[starts[begin] : ends[stop - 1]]
                        self._add(
                            _Mention(
                                starts[begin],
                                ends[stop - 1],
                                begin,
                                stop,
                                "person",
                                "",
                                surface,
                                "entity.person_short",
                                None,
                                person,
                            )
                        )
                    found = True
                    at = stop
                else:
                    at += 1
            if found or headline or any(self.covered[first:last]):
                continue
            self._by_place(first, last)

    def _best(self, people: list[_Person], word: str) -> _Person:
        """Who a short form means: the one with that last name, the first one introduced among several."""
        for person in people:
            if person.words[-1] == word:
                return person
        return people[0]

    def _by_place(self, first: int, last: int) -> None:
        """A run known by nothing but its neighbours: an acronym spelled out elsewhere, an administration, a place."""
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        surface = self.text[starts[first] : ends[last - 1]]
        mention = self.acronyms.get(surface)
        if mention is not None:
            self._add(
                _Mention(
                    starts[first],
                    ends[last - 1],
                    first,
                    last,
                    mention.kind,
                    mention.key,
                    mention.name,
                    "entity.acronym",
                    mention.party,
                )
            )
        elif last - first == 1 and last < len(texts) and lowers[last] == "administration":
            surface = self.text[starts[first] : ends[last]]
            person = _Person(texts[first], (texts[first],))
            self._add(
                _Mention(
                    starts[first],
                    ends[last],
                    first,
                    last + 1,
                    "body",
                    surface,
                    surface,
                    "entity.leader_body",
                    None,
                    person,
                )
            )
        elif last - first == 1 and first not in self.sentence_first and self._speaks(first, last):
            self._add(
                _Mention(starts[first], ends[last - 1], first, last, "person", surface, surface, "entity.person_speaks")
            )
        elif (
            last - first <= 3
            and first
            and lowers[first - 1] in self.words.locative
            and first not in self.sentence_first
        ):
            self._add(
                _Mention(starts[first], ends[last - 1], first, last, "place", surface, surface, "entity.place_locative")
            )

    def _tie_persons(self) -> None:
        """Leaders and their administrations stand for a state only where the article ties them to it."""
        names_us = any(m.key == "US" or m.party == "US" for m in self.mentions)
        for mention in self.mentions:
            if mention.rule == "entity.leader_body" and mention.person is not None:
                person = mention.person
                if person.party is None and names_us and mention.name.lower().endswith("administration"):
                    person.party = "US"
                    known = self._known_person(person.words)
                    if known is not None and known.party is None:
                        known.party = "US"
                if not mention.name.lower().endswith(("campaign", "era")):
                    mention.party = person.party

    def _add(self, mention: _Mention) -> None:
        first, last = mention.first, mention.last
        if any(self.covered[first:last]) and mention.kind != "state" and mention.kind != "bloc":
            return
        self.covered[first:last] = b"\1" * (last - first)
        self.mentions.append(mention)

    def _entities(self) -> list[Entity]:
        longest: dict[str, str] = {}
        for m in self.mentions:
            if m.kind in ("body", "company") and len(self.text[m.start : m.end]) > len(longest.get(m.key, "")):
                longest[m.key] = self.text[m.start : m.end]
        out: list[Entity] = []
        end = -1
        for m in sorted(self.mentions, key=lambda m: (m.start, -m.end)):
            if m.start < end:
                continue
            end = m.end
            if m.kind == "person" and m.person is not None:
                p = m.person
                out.append(Entity(m.start, m.end, "person", p.name, p.name, m.rule, p.role, p.party, p.gender or None))
            else:
                out.append(Entity(m.start, m.end, m.kind, m.key, longest.get(m.key, m.name), m.rule, None, m.party))
        return out


def texts_abbreviates(word: str) -> bool:
    """Whether a company suffix is written with a full stop that belongs to it ("Inc.")."""
    return word in ("Inc", "Corp", "Ltd", "Co", "Cos", "Bros")
