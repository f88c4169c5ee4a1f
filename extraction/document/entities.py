"""Mentions of states, blocs, bodies, companies, persons and places.

Belongs here: the order in which evidence is weighed. Names known beforehand come from `gazetteer`, runs of capitalised
words from `runs`, roles from `roles`; what is left is decided here for each run, by its last word ("Halden Research
Institute"), the title before it, a given name at its head, an apposition behind it, the noun or the verb beside it. A
run without any evidence is no entity: precision first.

The text is walked once for runs and once more for the short forms of the persons found ("Moreau"), so a headline above
the first full name resolves too. Rules, as in `Entity.rule`:

| rule | what it saw |
|---|---|
| state_name, state_adjective, organisation, place_name | a name of the lexicons, pycountry or CLDR |
| capital_metonym | a capital that stands for its government; capital_place where it is the city |
| state_based, state_in_title | a state in "US-based", and in somebody's title: no party to anything |
| state_body, body_of_state | "Peru's trade ministry", "gouvernement japonais"; party is the state |
| leader_body | "the Harlow administration" |
| company_word, body_word, place_word | the word that says what it is ("Inc", "Council", "River") |
| company_short | "Harrow" after "Harrow Minerals Inc." |
| company_noun, company_title | "miner X", "X, a Canadian producer", "X chairman" |
| body_acronym, acronym | a name spelled out with its acronym, an unknown acronym; the acronym later |
| regional_body | the government of a part of a state |
| person_title, person_given_name, person_apposition, person_speaks, person_short | what made it a person |
| dateline | a place in capitals at the head of a report |
| place_locative | an unknown name that the article puts "in" somewhere |
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from extraction.document.gazetteer import LANGUAGES, Entry, gazetteer
from extraction.document.given_names import given_names
from extraction.document.model import Document, Entity
from extraction.document.persons import Person, Persons, name_words
from extraction.document.roles import Role, apposition_after, apposition_before, title_before
from extraction.document.runs import Run, capitalised_runs
from extraction.document.vocabulary import vocabulary
from extraction.lexicon import added_language, read_as

_OF = frozenset(("of", "for", "de", "des", "du", "d'", "d’", "del"))
_ARTICLES = frozenset(
    ("the", "la", "le", "los", "las", "les", "l'", "l’", "a", "an", "ett", "en", "ein", "eine", "un", "une", "una")
)
_POSSESSIVES = frozenset(("'s", "’s"))
_BASED = (
    "-based",
    "-born",
    "-backed",
    "-led",
    "-owned",
    "-headquartered",
    "-registered",
    "-listed",
    "-basierte",
    "-baserade",
)
_ADDRESSED = frozenset(("told", "tells", "asked", "urged", "tell", "ask"))
"""Verbs of saying whose next name is the hearer."""
_ABBREVIATED = frozenset(("Inc", "Corp", "Ltd", "Co", "Cos", "Bros", "Jr", "Sr"))
_GOVERNMENTS = frozenset(
    (
        "government",
        "parliament",
        "assembly",
        "council",
        "regeringen",
        "parlamentet",
        "kommun",
        "Regierung",
        "Parlament",
    )
)
_ENDING = 8
"""A word of more letters may tell by its ending what it names ("Energimyndigheten")."""
_DATELINE = frozenset((",", "(", "—", "–", "-", ":"))
"""What follows a place in capitals at the head of a report."""
_SLASHED = " A/S"
"""A legal form that is three tokens."""
_MAX_NAME = 5
_MAX_WORDS = 3
"""Words of a name without particles and initials; a longer run is a heading in capitals."""


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
    person: Person | None = None


@dataclass(slots=True)
class _Known:
    """A name known beforehand, over the tokens [first, last)."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry


def find_entities(document: Document) -> list[Entity]:
    """Every mention, in the order of the text, without overlaps."""
    return _Finder(document).find()


class _Finder:
    """The two walks over one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.tokens = document.tokens
        self.words = vocabulary(added_language(segment.language for segment in document.segments))
        self.given = given_names()
        self.names = gazetteer().names
        self.companies: dict[str, str] = {}
        """Full names of companies by their short forms."""
        self.sentence_first = {s.token_start for s in document.sentences}
        self.mentions: list[_Mention] = []
        self.persons = Persons()
        self.open_runs: list[tuple[int, int, bool]] = []
        """Runs (first, last, in a headline) that had no evidence of their own."""
        self.speaking: list[tuple[int, int]] = []
        """Open runs of several words that speak."""
        self.covered = bytearray(len(self.tokens))
        self.in_role = bytearray(len(self.tokens))
        self.acronyms: dict[str, _Mention] = {}
        self.places: set[str] = set()
        self.alone_count: Counter[str] = Counter()
        self.alone_inside: set[str] = set()
        self.known = self._known_names()
        self.known_at = {known.first: known for known in self.known}
        self.known_before = {known.last: known for known in self.known}
        self.known_tokens = {
            t for known in self.known if known.entry.kind != "place" for t in range(known.first, known.last)
        }

    def find(self) -> list[Entity]:
        starts = self.tokens.starts
        headline = bytearray(len(self.tokens))
        for s in self.document.segments:
            if s.kind == "headline":
                first, last = bisect_left(starts, s.start), bisect_left(starts, s.end)
                headline[first:last] = b"\1" * (last - first)
        for run in capitalised_runs(self.document, self.words, self.given, self.known_at):
            if headline[run.first] and run.last - run.first > 1:
                self.open_runs.append((run.first, run.last, True))
            else:
                self._run(run)
        for known in self.known:
            if self._is_free(known.first, known.last):
                self._known_mention(known)
        self._resolve_open_runs()
        self._tie_leaders()
        self._named_after_states()
        return self._entities()

    # names known beforehand

    def _known_names(self) -> list[_Known]:
        """The names of the gazetteer that have their meaning in the language of their paragraph."""
        starts = self.tokens.starts
        segments = self.document.segments
        at = 0
        out = []
        for start, end, entry in gazetteer().find(self.text):
            while at + 1 < len(segments) and segments[at + 1].start <= start:
                at += 1
            language = segments[at].language
            if entry.languages and language not in entry.languages and language in LANGUAGES:
                english = "en" in entry.languages and entry.rule != "entity.state_adjective"
                if not english:
                    continue
            out.append(_Known(bisect_left(starts, start + 1) - 1, bisect_left(starts, end), start, end, entry))
        return out

    def _known_mention(self, known: _Known) -> None:
        """A mention of a known name, read in its context."""
        entry = known.entry
        kind, rule, key, name = entry.kind, entry.rule, entry.key, entry.name
        if kind == "ignore" or (kind in ("state", "bloc") and self._state_body(known)):
            return
        following = self.text[known.end : known.end + 1]
        if following == "$":
            return  # a currency
        if kind in ("state", "bloc"):
            if following == "-" and self.text.startswith(_BASED, known.end):
                rule = "entity.state_based"
            elif rule == "entity.capital_metonym" and self._is_city(known):
                kind, rule = "place", "entity.capital_place"
            elif self.in_role.find(1, known.first, known.last) >= 0:
                rule = "entity.state_in_title"
        if kind == "place":
            key = name = self.text[known.start : known.end]
        self._add(_Mention(known.start, known.end, known.first, known.last, kind, key, name, rule, entry.party))

    def _is_city(self, known: _Known) -> bool:
        """Whether a capital is a place here: after "in", before its country, in a longer name ("Nairobi Agreement")."""
        texts, lowers = self.tokens.texts, self.tokens.lowers
        before = lowers[known.first - 1] if known.first else ""
        if before in self.words.locative or before in ("from", "to"):
            return True
        if any(w in self.words.motion for w in lowers[max(0, known.first - 2) : known.first]):
            return True
        last = known.last
        if last < len(texts) and texts[last] in self.words.city_nouns:
            return True
        if last < len(texts) and texts[last][0].isupper() and last not in self.known_at:
            return self.tokens.starts[last] - known.end == 1
        if last + 1 < len(texts) and texts[last] == ",":
            country = self.known_at.get(last + 1)
            return country is not None and country.entry.key == known.entry.key and before != "and"
        return False

    def _state_body(self, known: _Known) -> bool:
        """A government or ministry that the state's name or adjective belongs to ("Peru's trade ministry")."""
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        bodies = self.words.state_bodies
        n = len(texts)
        at = known.last
        if at < n and texts[at] in _POSSESSIVES:
            at += 1
        for stop in range(at, min(at + 4, n)):
            if starts[stop] - ends[stop - 1] > 1:
                break
            word = texts[stop]
            if word in bodies:
                self._body(known.first, stop + 1, known.start, "entity.state_body", known.entry.key)
                return True
            if not word[0].islower() or (stop > at and lowers[stop] not in self.words.modifiers):
                break
        before = known.first - 1
        own = self.words.own_of
        while before > 0 and before > known.first - 3:
            if lowers[before] not in _OF and lowers[before] not in _ARTICLES and lowers[before] not in own:
                break
            before -= 1
        if before >= 0 and texts[before] in bodies and starts[known.first] - ends[before] <= 8:
            first_of = before < known.first - 1
            if first_of or read_as(self.document.language_at(known.start)) in ("fr", "es"):
                self._body(before, known.last, starts[before], "entity.body_of_state", known.entry.key)
                return True
        return False

    def _body(self, first: int, last: int, start: int, rule: str, party: str) -> None:
        end = self.tokens.ends[last - 1]
        surface = self.text[start:end]
        self._add(_Mention(start, end, first, last, "body", surface, surface, rule, party))

    # runs of capitalised words

    def _run(self, run: Run) -> None:
        first, last = run.first, run.last
        texts, lowers = self.tokens.texts, self.tokens.lowers
        ordinary = self.words.openings.get(run.language, self.words.ordinary)
        while first < last:
            known = self.known_at.get(first)
            low = lowers[first]
            if known is None and (low in ordinary or first in self.known_tokens):
                first += 1  # an everyday word, or one inside a known name that began before the run
            elif "-" in low and (low if known is None else texts[first]).endswith(_BASED):
                first += 1
            else:
                break
        if first < last:
            self._span(first, last, run.head if run.head >= first else -1)

    def _span(self, first: int, last: int, head: int) -> None:
        """Decide what the capitalised tokens [first, last) name."""
        known = self.known_at.get(first)
        if known is not None and known.last >= last:
            return  # left to the names known beforehand
        size = last - first
        if size == 1 and self._stands_alone(first):
            self.open_runs.append((first, last, False))
            return
        if (
            size > 1
            and self.tokens.lowers[first].endswith(self.words.company_ends)
            and (self._nouns_are_capitalised(first) or first in self.sentence_first)
        ):
            self._organisation(first + 1, last, "company", "entity.company_noun")
            return
        if size > 2 and self._titled_person(first, last, inner=True):
            return
        kind = self._organisation_kind(first, last, head)
        if kind is not None:
            self._organisation(first, last, kind)
        elif self._ends_as_other(last) or not (
            self._titled_person(first, last) or self._other_evidence(first, last, size)
        ):
            self._parts(first, last, head)

    def _stands_alone(self, token: int) -> bool:
        """Whether nothing beside a single word can be evidence: the short way for most runs."""
        texts, lowers = self.tokens.texts, self.tokens.lowers
        if len(texts[token]) > _ENDING or (token + 1 < len(texts) and texts[token + 1] in (",", "(")):
            return False
        if self.text.startswith(_SLASHED, self.tokens.ends[token]):
            return False
        if not token:
            return True
        before = lowers[token - 1]
        return not (
            before in self.words.before_names
            or token - 1 in self.known_tokens
            or texts[token - 1] in self.words.company_nouns
            or before.endswith(self.words.title_ends)
        )

    def _parts(self, first: int, last: int, head: int) -> None:
        """A run that is no name as a whole: what is known inside is left to itself, the rest is looked at again."""
        at = first
        while at < last and at not in self.known_at:
            at += 1
        if at > first:
            self.open_runs.append((first, at, False))
        if at < last and self.known_at[at].last < last:
            rest = self.known_at[at].last
            self._span(rest, last, head if head >= rest else -1)

    def _ends_as_other(self, last: int) -> bool:
        """Whether the run ends in a word that names neither person nor organisation ("Paris Agreement")."""
        return self.words.last.get(self.tokens.texts[last - 1]) == "other"

    # organisations

    def _organisation_kind(self, first: int, last: int, head: int) -> str | None:
        texts = self.tokens.texts
        if head >= first and head + 1 < last:
            return "place" if self.words.last.get(texts[head]) == "place" else "body"
        final = last - 1
        if final > first:
            kind = self.words.last.get(texts[final])
            if texts[final] in self.words.surnames and final - first == 1 and texts[first] in self.given:
                return None
            if kind in ("company", "body", "place"):
                known = self.known_at.get(first)
                whole = known is not None and known.last == final and known.entry.kind in ("body", "company", "person")
                return None if whole and kind != "company" else kind
            if kind == "other":
                return None
            lead = self.words.first.get(texts[first])
            if lead in ("body", "company"):
                return lead
            if lead == "place" and final - first <= 2 and texts[first + 1] not in self.given:
                return "place" if not self._speaks(first, last) and first + 1 not in self.known_at else None
        elif len(texts[first]) > _ENDING:
            word = self.tokens.lowers[first]
            if word.endswith(self.words.ends):
                return next(
                    (k for end, k in self.words.endings if word.endswith(end) and len(word) > len(end) + 2), None
                )
        return None

    def _organisation(self, first: int, last: int, kind: str, rule: str | None = None) -> None:
        starts, ends, texts = self.tokens.starts, self.tokens.ends, self.tokens.texts
        end = ends[last - 1]
        if texts[last - 1] in _ABBREVIATED and self.text.startswith(".", end):
            end += 1
        surface = self.text[starts[first] : end]
        if texts[last - 1] == "Administration" and last - first == 2 and first not in self.known_at:
            leader = Person(texts[first], (texts[first],))
            self._add(
                _Mention(starts[first], end, first, last, "body", surface, surface, "entity.leader_body", None, leader)
            )
            return
        party = self._state_of(first, last) if kind == "body" else None
        mention = _Mention(
            starts[first], end, first, last, kind, surface, surface, rule or f"entity.{kind}_word", party
        )
        self._add(mention)
        acronym = self._acronym_after(last)
        if acronym:
            self.acronyms[acronym] = mention

    def _state_of(self, first: int, last: int) -> str | None:
        """The state whose name begins or ends a body's name, or possesses it."""
        if first > 1 and self.tokens.texts[first - 1] in _POSSESSIVES and first - 2 in self.known_tokens:
            known = self.known_before.get(first - 1)
            if known is not None and known.entry.kind in ("state", "bloc"):
                return known.entry.key
        for at in range(first, last):
            known_here = self.known_at.get(at)
            if known_here is not None and known_here.entry.kind in ("state", "bloc"):
                if known_here.entry.rule == "entity.capital_metonym":
                    return None
                return known_here.entry.key if at == first or known_here.last == last else None
        return None

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
        return initials[0] == acronym[0] and (initials[1:2] == acronym[1:2] or initials[-1] == acronym[-1].upper())

    def _company_beside(self, first: int, last: int) -> bool:
        """Whether a noun for companies stands right before the name or in its apposition."""
        texts, lowers = self.tokens.texts, self.tokens.lowers
        if last - first > 4:
            return False
        if first and texts[first - 1] in self.words.company_nouns:
            return True
        if last + 1 < len(texts) and texts[last] == "," and lowers[last + 1] in _ARTICLES:
            for at in range(last + 2, min(last + 8, len(texts))):
                if texts[at] in (",", ".", "who", "that", "which", "of", "at", "for", "in"):
                    break
                if texts[at] in self.words.company_nouns:
                    return True
        return False

    # persons

    def _titled_person(self, first: int, last: int, *, inner: bool = False) -> bool:
        """A name after a title in the run or before it ("Apple CEO Tim Cook", "police chief Ann Lee", "Mr. Brown").

        With `inner`, only a title inside the run before a given name counts, which no organisation's name has.
        """
        texts, lowers = self.tokens.texts, self.tokens.lowers
        name = first
        for at in range(last - 2, first - 1, -1):
            if lowers[at] == ".":
                continue
            title = self.words.title(lowers[at])
            if title is None or (texts[at] in self.given and at == first and not title.honorific):
                continue
            name = at + 2 if lowers[at + 1] == "." and at + 2 < last else at + 1
            break
        else:
            if inner:
                return False
            while name < last:
                known = self.known_at.get(name)
                if known is not None and known.entry.kind in ("state", "bloc") and known.last <= last:
                    name = known.last
                elif lowers[name] in self.words.modifiers or (lowers[name] == "and" and name > first):
                    name += 1
                else:
                    break
        if name >= last or last - name > _MAX_NAME or name in self.known_at or not texts[name][0].isupper():
            return False
        if inner and (texts[name] not in self.given or last - name < 2 or name == first):
            return False
        if texts[name] not in self.given and self._company_beside(name, last):
            return False
        honorific = self._honorific_before(name)
        role = title_before(self.tokens, self.words, self.known_tokens, name, max(0, name - 12))
        if role is None and honorific is None:
            return False
        if last - name == 1 and honorific is None and self.words.title(lowers[name]) is not None:
            return False
        self._person(name, last, "entity.person_title", role, honorific)
        before = name
        while before > first and (
            lowers[before - 1] in self.words.modifiers
            or lowers[before - 1] == "."
            or self.words.title(lowers[before - 1]) is not None
        ):
            before -= 1
        if before > first:
            self._span(first, before, -1)
        return True

    def _other_evidence(self, first: int, last: int, size: int) -> bool:
        texts = self.tokens.texts
        if self._defines_acronym(first, last):
            self._organisation(first, last, "body", "entity.body_acronym")
            return True
        if self.text.startswith(_SLASHED, self.tokens.ends[last - 1]):
            self._organisation(first, last + 3, "company")
            return True
        if first in self.known_at and not (size > 1 and texts[first] in self.given):
            return False
        if (
            size > 2
            and texts[first] not in self.given
            and texts[first + 1] in self.given
            and first not in self.known_at
        ):
            self.open_runs.append((first, first + 1, False))
            return self._other_evidence(first + 1, last, size - 1)
        if sum(t[0].isupper() and len(t) > 1 for t in texts[first:last]) > _MAX_WORDS:
            self.open_runs.append((first, last, True))  # a heading in capitals: only who is known elsewhere is seen
            return True
        evidence = self._name_evidence(first, last) if size > 1 else None
        if evidence != "given_name" and self._company_beside(first, last):
            self._organisation(first, last, "company", "entity.company_noun")
            return True
        if evidence is None:
            return False
        self._person(first, last, f"entity.person_{evidence}", None, None)
        return True

    def _name_evidence(self, first: int, last: int) -> str | None:
        """What makes two or more capitalised words a person's name."""
        texts, lowers = self.tokens.texts, self.tokens.lowers
        if any(len(t) > 1 and t.isupper() for t in texts[first:last]) and not texts[first].isupper():
            return None
        if first not in self.known_at and texts[first] in self.given:
            second = texts[first + 1]
            if second in self.words.surnames:
                return "given_name"
            if lowers[first + 1] in self.words.modifiers or second in self.words.first or second in self.words.last:
                return None
            return "given_name" if self.words.titles.get(lowers[first + 1]) is None else None
        if self._nouns_are_capitalised(first):
            return None
        if apposition_after(self.tokens, self.words, last) is not None:
            return "apposition"
        if apposition_before(self.tokens, self.words, self.known_tokens, first) is not None:
            return "apposition"
        if self._speaks(first, last) and not texts[first].isupper() and first not in self.known_at:
            self.speaking.append((first, last))
        return None

    def _nouns_are_capitalised(self, token: int) -> bool:
        """Whether capitals say nothing here, as in German."""
        return self.document.language_at(self.tokens.starts[token]) == "de"

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

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands directly beside the name."""
        lowers = self.tokens.lowers
        if last < len(lowers) and lowers[last] in self.words.speech:
            return True
        return first > 0 and lowers[first - 1] in self.words.speech and lowers[first - 1] not in _ADDRESSED

    def _person(self, first: int, last: int, rule: str, role: Role | None, honorific: str | None) -> None:
        texts, starts, ends = self.tokens.texts, self.tokens.starts, self.tokens.ends
        end = ends[last - 1]
        if texts[last - 1] in _ABBREVIATED and self.text.startswith(".", end):
            end += 1
        surface = self.text[starts[first] : end]
        person = self.persons.register(surface, name_words(texts[first:last]))
        after = last
        if after + 1 < len(texts) and texts[after] == "(":
            closing = after + 1
            while closing < len(texts) and closing < after + 8 and texts[closing] != ")":
                closing += 1
            after = closing + 1
        before = role or apposition_before(self.tokens, self.words, self.known_tokens, first)
        for found in (before, apposition_after(self.tokens, self.words, after)):
            if found is not None:
                self._learn(person, found)
        person.gender = person.gender or honorific or self.given.get(person.words[0])
        self._add(_Mention(starts[first], end, first, last, "person", "", surface, rule, None, person))

    def _learn(self, person: Person, role: Role) -> None:
        """Note what a title or an apposition says of a person."""
        self.in_role[role.first : role.last] = b"\1" * (role.last - role.first)
        surface = self.text[self.tokens.starts[role.first] : self.tokens.ends[role.last - 1]]
        person.role = person.role or surface
        person.gender = person.gender or role.gender
        if person.party is not None or not role.official:
            return
        for at in range(role.first, role.last):
            known = self.known_at.get(at)
            if known is not None and (known.entry.kind in ("state", "bloc") or known.entry.party):
                person.party = known.entry.party or known.entry.key
                return
        person.party = self.words.state_titles.get(surface.lower())

    # what only the rest of the article tells

    def _resolve_open_runs(self) -> None:
        """Short forms of the persons found, and what the place of a run tells when nothing else does."""
        self._register_recurring()
        forms = self.persons.short_forms()
        self._name_companies()
        self.places = self._located()
        singles = [a for a, b, _ in self.open_runs if b - a == 1]
        self.alone_count = Counter(self.tokens.texts[a] for a in singles)
        self.alone_inside = {self.tokens.texts[a] for a in singles if a not in self.sentence_first}
        texts = self.tokens.texts
        for first, last, headline in self.open_runs:
            found = False
            at = first
            while at < last:
                person = forms.get(texts[at])
                if person is None or self.covered[at] or not (last - first <= 2 or headline or at == first):
                    at += 1
                    continue
                begin, stop = at, at + 1
                while begin and texts[begin - 1] in person.words and not self.covered[begin - 1]:
                    begin -= 1
                while stop < last and texts[stop] in person.words:
                    stop += 1
                at = stop
                if headline and stop - begin == 1 and texts[begin] in self.given and person.words[-1] != texts[begin]:
                    continue  # "Grace Period Ends" is not about Grace Muller
                self._short_form(begin, stop, person)
                found = True
            if not (found or headline or not self._is_free(first, last)):
                self._by_place(first, last)
        self._earlier_mentions()

    def _earlier_mentions(self) -> None:
        """Mentions of a company above the words that told what it is: "X chairman" names the X before it."""
        learned = {m.key for m in self.mentions if m.rule == "entity.company_title"}
        if not learned:
            return
        starts, ends = self.tokens.starts, self.tokens.ends
        for first, last, headline in self.open_runs:
            surface = self.text[starts[first] : ends[last - 1]]
            if surface in learned and not headline and self._is_free(first, last):
                self._add(
                    _Mention(
                        starts[first], ends[last - 1], first, last, "company", surface, surface, "entity.company_short"
                    )
                )

    def _name_companies(self) -> None:
        """Short forms of the companies found: without their legal form, and a first word that is theirs alone."""
        names = sorted(
            {m.key for m in self.mentions if m.kind == "company" and m.rule != "entity.organisation"}, key=len
        )
        claims: dict[str, set[str]] = {}
        for name in names:
            words = name.split()
            if len(words) < 2:
                low = name.lower()
                if len(name) > 3 and low not in self.words.ordinary and low not in self.words.modifiers:
                    claims.setdefault(name, set()).add(name)
                continue
            bare = words[1:] if self.words.first.get(words[0]) == "company" else words
            if len(bare) > 1 and self.words.last.get(bare[-1]) == "company":
                claims.setdefault(" ".join(bare[:-1]), set()).add(name)
            claims.setdefault(" ".join(bare), set()).add(name)
            head = bare[0]
            low = head.lower()
            everyday = low in self.words.ordinary or low in self.words.modifiers or head in self.given
            everyday = everyday or head in self.words.last
            if len(head) > 3 and not everyday and head not in self.names:
                claims.setdefault(head, set()).add(name)
        self.companies = {form: next(iter(full)) for form, full in claims.items() if len(full) == 1}
        for mention in self.mentions:
            if mention.kind == "company":
                mention.key = mention.name = self.companies.get(mention.key, mention.key)

    def _register_recurring(self) -> None:
        """A name of two or three words whose first or last word speaks on its own elsewhere is a person's."""
        texts = self.tokens.texts
        forms = self.persons.short_forms()
        for first, last in self.speaking:
            if not any(
                t in forms or t in self.words.last or t.lower() in self.words.ordinary for t in texts[first:last]
            ):
                self._person(first, last, "entity.person_speaks", None, None)
        alone = {
            texts[a]
            for a, b, headline in self.open_runs
            if b - a == 1 and not headline and self._speaks(a, b) and not self._nouns_are_capitalised(a)
        }
        used: set[str] = set()
        for first, last, headline in self.open_runs:
            if headline or not 2 <= last - first <= 3 or not self._is_free(first, last):
                continue
            if not (texts[first] in alone or texts[last - 1] in alone) or texts[first].isupper():
                continue
            used = used or set(texts)  # a word that the article also writes small is no name ("Team", "Calls")
            if not any(t.lower() in used or t in self.words.last for t in texts[first:last]):
                self._person(first, last, "entity.person_speaks", None, None)

    def _short_form(self, first: int, last: int, person: Person) -> None:
        starts, ends, lowers = self.tokens.starts, self.tokens.ends, self.tokens.lowers
        if last < len(lowers) and lowers[last] in self.words.leader_nouns:
            surface = self.text[starts[first] : ends[last]]
            body = _Mention(starts[first], ends[last], first, last + 1, "body", surface, surface, "entity.leader_body")
            body.person = person
            self._add(body)
        else:
            surface = self.text[starts[first] : ends[last - 1]]
            mention = _Mention(starts[first], ends[last - 1], first, last, "person", "", surface, "entity.person_short")
            mention.person = person
            self._add(mention)

    def _by_place(self, first: int, last: int) -> None:
        """A run known by nothing but its neighbours: an acronym spelled out elsewhere, an administration, a place."""
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        start, end = starts[first], ends[last - 1]
        surface = self.text[start:end]
        single = last - first == 1
        following = lowers[last] if last < len(texts) else ""
        spelled = self.acronyms.get(surface)
        company = self.companies.get(surface)
        if company:
            self._add(_Mention(start, end, first, last, "company", company, company, "entity.company_short"))
        elif spelled is not None:
            key, name, party = spelled.key, spelled.name, spelled.party
            self._add(_Mention(start, end, first, last, spelled.kind, key, name, "entity.acronym", party))
        elif single and following in ("administration", "presidency"):
            self._short_form(first, last, Person(surface, (surface,)))
        elif self._names_a_body(first, last, single):
            pass
        elif surface in self.places:
            self._add(_Mention(start, end, first, last, "place", surface, surface, "entity.place_locative"))
        elif single and surface.istitle() and self._speaks_alone(first):
            self._add(_Mention(start, end, first, last, "person", surface, surface, "entity.person_speaks"))

    def _names_a_body(self, first: int, last: int, single: bool) -> bool:
        """A company before its chief or its shares, a region before its government, an unknown acronym."""
        texts, starts, ends = self.tokens.texts, self.tokens.starts, self.tokens.ends
        following = texts[last] if last < len(texts) else ""
        surface = self.text[starts[first] : ends[last - 1]]
        if following in self.words.company_titles and last - first <= _MAX_WORDS:
            self._organisation(first, last, "company", "entity.company_title")
            return True
        stop = last
        while (
            stop < min(len(texts), last + 2) and texts[stop] not in _GOVERNMENTS and texts[stop] in self.words.modifiers
        ):
            stop += 1
        if stop < len(texts) and texts[stop] in _GOVERNMENTS and last - first <= 2:
            if first > 1 and texts[first - 1] == "of" and texts[first - 2].istitle() and not self.covered[first - 2]:
                first -= 2  # "the Isle of Wight council"
            body = self.text[starts[first] : ends[stop]]
            self._add(_Mention(starts[first], ends[stop], first, stop + 1, "body", body, body, "entity.regional_body"))
            return True
        if single and 3 <= len(surface) <= 8 and surface.isupper() and surface.isalpha():
            if following in _DATELINE and any(p.start == starts[first] for p in self.document.paragraphs):
                if following != ":":
                    self._add(
                        _Mention(
                            starts[first], ends[last - 1], first, last, "place", surface, surface, "entity.dateline"
                        )
                    )
                return True
            shouting = any(0 <= t < len(texts) and len(texts[t]) > 2 and texts[t].isupper() for t in (first - 1, last))
            titled = self.words.title(self.tokens.lowers[first]) is not None
            if surface not in self.words.other_acronyms and not shouting and not titled:
                self._add(
                    _Mention(
                        starts[first], ends[last - 1], first, last, "body", surface, surface, "entity.body_acronym"
                    )
                )
                return True
        return False

    def _speaks_alone(self, token: int) -> bool:
        """Whether an unknown single name speaks and recurs, not only where a sentence begins: no everyday word does."""
        texts, lowers = self.tokens.texts, self.tokens.lowers
        word = texts[token]
        if self._nouns_are_capitalised(token) or not self._speaks(token, token + 1):
            return False
        if (
            word.rsplit("-")[-1] in self.words.last
            or self.words.title(lowers[token]) is not None
            or lowers[token] in self.words.modifiers
        ):
            return False
        return self.alone_count[word] > 1 and word in self.alone_inside

    def _located(self) -> set[str]:
        """Names that stand after "in" and before a function word or a mark anywhere in the article."""
        texts, lowers, starts, ends = self.tokens.texts, self.tokens.lowers, self.tokens.starts, self.tokens.ends
        places = set()
        speakers = {texts[a] for a, b, _ in self.open_runs if b - a == 1 and self._speaks(a, b)}
        for first, last, headline in self.open_runs:
            if headline or last - first > 3 or not first or lowers[first - 1] not in self.words.locative:
                continue
            if first in self.sentence_first or self._nouns_are_capitalised(first) or self.words.title(lowers[first]):
                continue
            following = texts[last] if last < len(texts) else "."
            if following[0].isupper() or (following.isalpha() and following not in self.words.ordinary):
                continue
            surface = self.text[starts[first] : ends[last - 1]]
            if surface not in speakers:
                places.add(surface)
        return places

    def _tie_leaders(self) -> None:
        """Leaders and their administrations stand for a state only where the article ties them to it.

        "The X administration" is how English names an American government, so it is the tie where the article names the
        United States and no title says otherwise.
        """
        names_us = any(m.key == "US" or m.party == "US" for m in self.mentions)
        for mention in self.mentions:
            person = mention.person
            if mention.rule != "entity.leader_body" or person is None:
                continue
            noun = self.tokens.lowers[mention.last - 1]
            if noun in ("campaign", "era"):
                continue
            known = self.persons.find(person.words) or person
            if known.party is None and names_us and noun == "administration":
                known.party = "US"
            mention.party = known.party

    def _named_after_states(self) -> None:
        """A company named after a state, where only another place told what it is: the "U.S. Steel" of a headline."""
        starts, ends = self.tokens.starts, self.tokens.ends
        named = {
            self.text[m.start : m.end]: m
            for m in self.mentions
            if m.kind in ("company", "body") and 1 < m.last - m.first <= _MAX_NAME
        }
        lengths = sorted({m.last - m.first for m in named.values()}, reverse=True)
        for state in [m for m in self.mentions if m.kind == "state"] if named else ():
            for length in lengths:
                last = min(state.first + length, len(starts))
                known = named.get(self.text[state.start : ends[last - 1]]) if last > state.last else None
                if known is not None:
                    self.mentions.append(
                        _Mention(
                            state.start,
                            ends[last - 1],
                            state.first,
                            last,
                            known.kind,
                            known.key,
                            known.name,
                            known.rule,
                        )
                    )  # the longer of two mentions that begin together counts
                    break

    def _is_free(self, first: int, last: int) -> bool:
        """Whether none of the tokens [first, last) belongs to a mention."""
        return self.covered.find(1, first, last) < 0

    def _add(self, mention: _Mention) -> None:
        first, last = mention.first, mention.last
        if not self._is_free(first, last) and mention.kind not in ("state", "bloc"):
            return
        self.covered[first:last] = b"\1" * (last - first)
        self.mentions.append(mention)

    def _entities(self) -> list[Entity]:
        longest: dict[str, str] = {}
        for m in self.mentions:
            if m.kind in ("body", "company"):
                surface = self.text[m.start : m.end]
                if m.rule == "entity.organisation" and surface[-1] == "s" and surface[:-1] in self.names:
                    surface = surface[:-1]  # a genitive without an apostrophe
                if len(surface) > len(longest.get(m.key, "")):
                    longest[m.key] = surface
        out: list[Entity] = []
        end = -1
        for m in sorted(self.mentions, key=lambda m: (m.start, -m.end)):
            if m.start < end:
                continue
            end = m.end
            person = m.person
            if m.kind == "person" and person is not None:
                name, role, gender = person.name, person.role, person.gender or None
                out.append(Entity(m.start, m.end, "person", name, name, m.rule, role, person.party, gender))
            else:
                out.append(Entity(m.start, m.end, m.kind, m.key, longest.get(m.key, m.name), m.rule, None, m.party))
        return out
