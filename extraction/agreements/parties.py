"""Who a noun phrase stands for: a party by name, by its government, by description, or a reference back.

Belongs here: reading parties off the units of a clause. What "the two countries" refers to is told by the discourse
(`extraction.agreements.discourse`), not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale

from extraction import lexicon
from extraction.agreements.clauses import Clauses, Unit
from extraction.agreements.instruments import taxonomy
from extraction.agreements.introductions import COMPOUNDING, ORGANISATION_ENDS, introduced
from extraction.agreements.names import is_state, last_words, legal_forms
from extraction.agreements.words import closed, is_common
from extraction.document import Document, Entity
from extraction.document.coreference import stands_for
from extraction.document.gazetteer import gazetteer

JOINING = ("along", "together", "alongside", "plus")
"""Words after which "with X" adds to the subject."""


@dataclass(slots=True, unsafe_hash=True)
class Reference:
    """What a noun phrase refers to.

    `kind`: party | name | capital | pair | all | firms | company | of_state | bloc | group | named | it | they
    | vague | state.
    """

    kind: str
    key: str
    first: int
    stop: int


@cache
def _nouns(language: str) -> dict[str, str]:
    return {r["noun"]: r["class"] for r in reversed(lexicon.load("agreements_nouns")) if r["language"] == language}


@cache
def _noun_classes(language: str) -> dict[str, frozenset[str]]:
    """Classes of every noun and of every last word of a phrase."""
    table: dict[str, set[str]] = {}
    for row in lexicon.load("agreements_nouns"):
        if row["language"] == language:
            table.setdefault(row["noun"], set()).add(row["class"])
            table.setdefault(row["noun"].split()[-1], set())
    return {noun: frozenset(classes) for noun, classes in table.items()}


@cache
def government(language: str) -> frozenset[str]:
    """Nouns that stand for their state."""
    return frozenset(
        r["noun"] for r in lexicon.load("agreements_nouns") if r["language"] == language and r["class"] == "government"
    )


@cache
def _of_class(language: str, name: str) -> frozenset[str]:
    return frozenset(
        r["noun"] for r in lexicon.load("agreements_nouns") if r["language"] == language and r["class"] == name
    )


def nouns_of(name: str, language: str = "en") -> frozenset[str]:
    """Nouns of a class of `agreements_nouns`."""
    return _of_class(language, name)


NAMES_A_THING = frozenset({"entity.state_based", "entity.state_in_title"})
"""Entity rules whose mention describes something else: "US-based", "the US-Australia Framework"."""


def party_key(entity: Entity) -> str | None:
    """The key by which a mention is a party: a ministry stands for its state, a company or a bank for itself."""
    if entity.kind == "body":
        return entity.key if _acts_for_itself(entity) else stands_for(entity) or entity.key
    if entity.kind in ("state", "bloc"):
        return stands_for(entity)
    return entity.key if entity.kind == "company" else None


def _acts_for_itself(entity: Entity) -> bool:
    """Banks, funds and agencies sign for themselves, ministries and cabinets for their state."""
    words = frozenset(entity.name.lower().split())
    if words & _of_class("en", "cabinet"):
        return False
    if (entity.key.isupper() and " " not in entity.key) or words & _of_class("en", "own"):
        return True
    return entity.rule == "entity.body_word" and "administration" not in words


def _titled(units: list[Unit], first: int, last: int, language: str) -> str | None:
    """The state in a person's title: "French President Emmanuel Macron"."""
    for k in range(last - 1, first - 1, -1):
        entity = units[k].entity
        if entity is not None and entity.kind == "state":
            titled = any(u.low in government(language) for u in units[k + 1 : last])
            return entity.key if titled else None
    return None


TIMES = closed("time")
MEMBERS = closed("members")
OWN = closed("own")
"""Determiners of what is a person's: "his ministry"."""
HONORIFICS = closed("honorifics")
SEATS = closed("seats")
"""Nouns that are part of a name with "of": "port of Rotterdam"."""
COLLECTIVES = closed("collectives")
"""Nouns that end the name of a group of owners: "the Parodi family"."""
PROVINCES = closed("provinces")
INCLUDING = closed("including")
KEPT_DETERMINERS = closed("kept_determiners")
"""Determiners that are part of a reference: "both sides"."""
INDEFINITE = closed("indefinite")


def is_indefinite(u: Unit) -> bool:
    """Whether a unit is an indefinite article; the "a" of a language that lists it as its own definite one is none."""
    return u.low in INDEFINITE and u.tag != "definite"


ATTACHING = closed("attaching")
"""Prepositions by which a government or its people are told apart: "the leaders of", "regeringen i"."""
SPEAKERS = closed("speakers")
UNION_BODIES = closed("union_bodies")
"""What the European Commission is called when it is named again."""
JOINT_BODIES = closed("joint_bodies")
"""Bodies that act for those whose they are: "a working group of the two countries"."""


@cache
def referring(language: str) -> frozenset[str]:
    """Words by which a sentence that names nobody may refer to a party or an agreement."""
    found = {
        noun.split()[-1]
        for noun, classes in _noun_classes(language).items()
        if classes & {"pair", "all", "company", "state", "bloc", "government", "firms"}
    }
    found |= {words[-1] for phrases in taxonomy(language).phrases.values() for words, _, _ in phrases}
    return frozenset(found) | COLLECTIVES


def gatherings(language: str) -> frozenset[str]:
    """Nouns of meetings, which nobody promises."""
    return _of_class(language, "gathering")


def references(document: Document, clauses: Clauses, start: int, stop: int) -> list[tuple[str, Reference]]:
    """(preposition or "", reference) of every noun phrase of units[start:stop] that may stand for a party.

    A phrase that is coordinated with the one before shares its preposition. "The government of Kenya" is one reference.
    """
    kept = clauses.readings.get((start, stop))
    if kept is None:
        kept = clauses.readings[start, stop] = _references(document, clauses, start, stop)
    found: list[tuple[str, Reference]] = kept
    return found


def _references(document: Document, clauses: Clauses, start: int, stop: int) -> list[tuple[str, Reference]]:
    units = clauses.units
    out: list[tuple[str, Reference]] = []
    preposition, head, outer = "", "", ""
    i = start
    joined = beside = False
    while i < stop:
        u = units[i]
        if u.kind == "(":
            while i < stop and units[i].kind != ")":
                i += 1
            i += 1
            continue
        if u.kind in "PT":
            if u.low in INCLUDING:
                i += 1
                continue
            joined = i > 0 and units[i - 1].low in JOINING and u.low in ("with", "mit", "avec", "con", "med")
            preposition = "" if joined else u.low
            if u.low == "alongside":
                preposition = ""
            i += 1
            continue
        if u.kind in "DNEs#":
            j = i
            while j < stop and units[j].kind in "DNEs#":
                if units[j].kind == "D" and j > i and units[j - 1].kind != "D":
                    break
                if j > i and units[j].low in TIMES and units[j - 1].kind in "EN":
                    break  # "with Kenya last week"
                j += 1
            phrase = units[i:j]
            noun = _head(phrase)
            seat = _seat(document, clauses, i, j, stop)
            if seat is not None:
                out.append((preposition, seat))
                i, head = seat.stop, ""
                continue
            ref = resolve(document, clauses, i, j)
            if head and (preposition in ATTACHING or (preposition == "for" and head in SPEAKERS)):
                place = phrase[-1].entity if len(phrase) == 1 else None
                if ref is None and place is not None and place.kind == "place":
                    ref = Reference("party", place.name, i, j)  # "the provincial government of Quebec"
                if ref is not None and ref.kind == "capital":
                    ref = Reference("party", ref.key, ref.first, ref.stop)  # "the government in N'Djamena"
                # "the leaders of France and Germany", "ministers from Japan"
                if (
                    ref is not None
                    and ref.kind == "party"
                    and out
                    and units[i - 1].kind == "P"
                    and out[-1][1].stop == i - 1
                ):
                    out.pop()
                    out.append((outer, ref))
                elif ref is not None and ref.kind in ("party", "pair"):
                    out.append((outer, ref))
                i = j
                continue
            if (
                ref is not None
                and ref.kind == "party"
                and ref.key == document.text[units[ref.first].start : units[ref.stop - 1].end]
                and is_indefinite(u)
                and out
                and i > 1
                and units[i - 1].kind == ","
                and out[-1][1].stop == i - 1
            ):
                ref = None  # "Medira, a Swedish maker of pumps": who Medira is
                beside = True
            if (
                ref is not None
                and ref.kind == "name"
                and out
                and i > 1
                and units[i - 1].kind == ","
                and out[-1][1].stop == i - 1
                and units[i - 2].low in government(clauses.language)
            ):
                ref = None  # "Sri Lanka's president, Anura Dissanayake,": the president's name
                beside = True
            governs = (
                noun in government(clauses.language)
                or noun in _of_class(clauses.language, "all")
                or noun in JOINT_BODIES
            )
            entity = phrase[-1].entity
            if entity is not None and entity.kind == "body" and entity.name.lower() in government(clauses.language):
                head, outer = entity.name.lower(), preposition  # "the Senate of the Philippines"
            elif governs and (ref is None or ref.kind in ("all", "vague", "state")):
                head, outer = noun, preposition
            else:
                head, outer = "", preposition
            if ref is not None:
                after = (
                    units[i - 1].kind == "C" and preposition in ATTACHING and len(out) > 1 and out[-1][0] == preposition
                )
                if after and is_state(out[-1][1].key) and not is_state(ref.key) and not is_state(out[-2][1].key):
                    preposition = out[-2][0]  # "Ionia Telecom of Greece and the Saudi operator Najd Connect"
                out.append((preposition, ref))
            i = j
            continue
        if u.kind not in "C,'\"A":
            preposition, head = "|", ""  # after a verb or a clause border nothing belongs to what came before
        elif u.kind == "," and beside:
            preposition, head, beside = "", "", False
        elif u.kind == "," and not _list_comma(units, i, stop):
            head = ""
        i += 1
    return out


def _seat(document: Document, clauses: Clauses, first: int, stop: int, end: int) -> Reference | None:
    """A port, a city or a province named with "of": "the port of Rotterdam", "the US state of California"."""
    units = clauses.units
    noun = units[stop - 1].low
    if noun not in SEATS and noun not in PROVINCES:
        return None
    if stop + 1 >= end or units[stop].low not in ("of", "de", "d'", "d’", "von") or not units[stop + 1].capital:
        return None
    last = stop + 1
    entity = units[last].entity
    if units[last].kind not in "NE" or (entity is not None and entity.kind in ("bloc", "person")):
        return None
    while last + 1 < end and units[last + 1].kind == "N" and units[last + 1].capital:
        last += 1
    start = units[stop - 1].start if noun in SEATS else units[stop + 1].start
    return Reference("party", document.text[start : units[last].end], first, last + 1)


def _list_comma(units: list[Unit], i: int, stop: int) -> bool:
    return i + 1 < stop and units[i + 1].kind in "EDC"


def _head(phrase: list[Unit]) -> str:
    for u in reversed(phrase):
        if u.kind == "N":
            return u.low
    return ""


def resolve(document: Document, clauses: Clauses, first: int, stop: int) -> Reference | None:
    """What the noun phrase units[first:stop] refers to, None where it is no party and no reference."""
    units = clauses.units
    language = clauses.language
    while (
        first < stop
        and units[first].kind in "D#"
        and units[first].entity is None
        and units[first].low not in KEPT_DETERMINERS
    ):
        if units[first].kind == "#":
            break
        first += 1
    last = next((k for k in range(stop - 1, first - 1, -1) if units[k].kind == "E"), None)
    if last is None:
        return (
            _anaphor(document, clauses, first, stop)
            or (_introduced(document, clauses, first, stop) if _opens_with_noun(clauses, first, stop) else None)
            or _name(document, clauses, first, stop)
            or _introduced(document, clauses, first, stop)
        )
    entity = units[last].entity
    assert entity is not None
    tail = list(units[last + 1 : stop])
    while tail and tail[0].low in legal_forms() and entity.kind == "company":
        tail = tail[1:]
    words = [u for u in tail if u.kind == "N"]
    if not words:
        if any(u.kind in "#s" for u in tail):
            return None
        if entity.kind == "person":
            state = _titled(units, first, last, language)
            key = state or entity.party
            if key:
                return Reference("party", key, last, stop)
        if entity.rule == "entity.capital_place" or (entity.kind == "person" and " " not in entity.name):
            known = gazetteer().find(entity.name)
            return Reference("capital", known[0][2].key, last, stop) if known else None
        if entity.kind == "person":
            return None
        if entity.kind == "place":
            return Reference("place", entity.name, last, stop)
        key = party_key(entity)
        return Reference("party", key, last, stop) if key else None
    behind = _introduced(document, clauses, first, stop) if entity.kind in ("state", "place") else None
    if behind is not None:
        return behind
    head = words[-1].low
    two = f"{words[-2].low} {head}" if len(words) > 1 else head
    ruling = government(language)
    if entity.kind == "person":
        return None
    if entity.rule in NAMES_A_THING:
        return None
    if head in ruling or two in ruling or any(w.low in ruling and w.capital for w in words):
        if entity.kind in ("state", "bloc", "body", "place"):
            return Reference("party", party_key(entity) or entity.key, last, stop) if entity.kind != "place" else None
        return None
    if tail and tail[0].kind == "s" and all(u.capital and u.kind == "N" for u in tail[1:]):
        return Reference("party", document.text[tail[1].start : units[stop - 1].end], last + 2, stop)  # "Hungary's MVM"
    if head in _of_class(language, "organisation"):
        if entity.kind in ("company", "body") and tail[0].kind == "N" and tail[0].capital and len(tail) > 1:
            return Reference("party", document.text[units[last].start : units[stop - 1].end], last, stop)
        if entity.kind in ("company", "body") and not any(u.kind == "s" for u in tail):
            return Reference("party", entity.key, last, stop)
        if entity.kind in ("state", "place"):
            described = document.text[units[last].start : units[stop - 1].end]
            if entity.kind == "state" and units[last - 1].low == "the" and last == first and len(words) == 1:
                return Reference("of_state", f"{entity.key} {described}", last, stop)
            return Reference("party", described, last, stop)
    if head in PROVINCES and stop + 1 < len(units) and units[stop].low == "of" and units[stop + 1].capital:
        return Reference("name", document.text[units[stop + 1].start : units[stop + 1].end], last, stop)
    group = entity.kind in ("bloc", "body") and entity.rule != "entity.state_adjective"
    if group and (
        head in ("members", "allies") or (len(words) == 1 and units[last - 1].low == "the" and head in MEMBERS)
    ):
        return Reference("party", entity.key, last, stop)
    if head in ("countries", "nations", "states", "partners", "allies", "members") and entity.kind in (
        "state",
        "bloc",
        "place",
        "body",
    ):
        return Reference("vague", "", last, stop)
    if entity.rule == "entity.state_name" and last == first and all(u.kind == "N" and u.capital for u in tail):
        named = not _titled_headline(units) and not any(u.low in calendar() for u in tail)
        text = document.text[units[first].start : units[stop - 1].end]
        return Reference("name", text, first, stop) if named else None  # "China Merchants"
    return None


def _titled_headline(units: list[Unit]) -> bool:
    """Nearly every word is capitalised, so that capitals tell no names."""
    words = [u.capital for u in units if u.kind in "NVE"]
    return sum(words) * 2 > len(words) and len(units) > 8


def _introduced(document: Document, clauses: Clauses, first: int, stop: int) -> Reference | None:
    """A name behind the noun of an organisation: "Chilean carrier Aerolinia", "le groupe chimique Valmine"."""
    units = clauses.units
    at = stop
    while at > first and units[at - 1].kind == "N" and units[at - 1].capital:
        at -= 1
    language = clauses.language
    if language == "de":
        at = next((k + 1 for k in range(at, stop - 1) if names_organisation(units[k].low, language)), at)
    while at == 0 and at < stop - 1 and units[at].low in closed("organisation_nouns") and units[at].entity is None:
        at += 1  # "Drugmaker Helvion"
    if not 0 < stop - at < 5 or names_organisation(units[stop - 1].low, language):
        return None
    before = units[max(first, at - 3) : at]
    adjective = language == "sv" and at > first and units[at - 1].entity is not None  # "estniska Milrem"
    if not adjective and not any(u.kind == "N" and names_organisation(u.low, language) for u in before):
        return None
    return Reference("party", document.text[units[at].start : units[stop - 1].end], at, stop)


def _opens_with_noun(clauses: Clauses, first: int, stop: int) -> bool:
    """A sentence begins with the noun of an organisation and its name: "Drugmaker Helvion"."""
    return first == 0 and stop > 1 and clauses.units[0].low in closed("organisation_nouns")


def names_organisation(low: str, language: str) -> bool:
    """Whether a lower-case word is the noun of an organisation, or a compound that ends in one: "Klinikkette"."""
    return low in organisations(language) or (language in COMPOUNDING and low.endswith(ORGANISATION_ENDS))


@cache
def organisations(language: str) -> frozenset[str]:
    """Nouns of organisations, singular and plural."""
    single = _of_class(language, "organisation") | _of_class(language, "company")
    return frozenset(single) | firms(language) | closed("organisation_nouns")


@cache
def firms(language: str) -> frozenset[str]:
    """Plural nouns of companies: "the airlines"."""
    single = _of_class(language, "company")
    if language == "en":
        return frozenset(n[:-1] + "ies" if n.endswith("y") and n[-2] not in "aeo" else n + "s" for n in single)
    return _of_class(language, "firms")


def _name(document: Document, clauses: Clauses, first: int, stop: int) -> Reference | None:
    """A capitalised name that is no known entity: "Fortescue has partnered with Liebherr"."""
    units = clauses.units
    while first < stop - 1 and units[stop - 1].low in COLLECTIVES and not units[first].capital:
        first += 1
    owner = next((k for k in range(stop - 1, first, -1) if units[k].kind == "s"), None)
    if owner is not None:
        first = owner + 1  # "Korea's Daehan Heavy"
    words = units[first:stop]
    if (
        words
        and words[-1].low in COLLECTIVES
        and len(words) > 1
        and all(u.kind == "N" and u.capital for u in words[:-1])
    ):
        return Reference("party", document.text[words[0].start : words[-1].end], first, stop)
    if not 1 <= len(words) <= 5 or not all(u.kind == "N" and u.capital and u.tag != "based" for u in words):
        return None
    if clauses.language != "de" and _titled_headline(units):
        return None
    if words[-1].low in government(clauses.language) or words[0].low in calendar() or words[-1].low in HONORIFICS:
        return None
    if len(words) == 1 and first == 0 and (words[0].low.endswith("s") or is_common(words[0].low)):
        pair = units[stop + 1] if stop + 1 < len(units) and units[stop].kind == "C" else None
        if pair is None or not (pair.kind == "E" or (pair.capital and not is_common(pair.low))):
            return None  # a common word that begins a sentence, unless it is paired with a name
    text = document.text[words[0].start : words[-1].end]
    if clauses.language == "de" and len(words) > 1 and names_organisation(words[-1].low, "de"):
        return Reference("party", text, first, stop)  # "Interamerikanische Entwicklungsbank"
    known = introduced(document).get(text)
    return Reference("party", known[0], first, stop) if known is not None else Reference("name", text, first, stop)


@cache
def calendar() -> frozenset[str]:
    """English names of weekdays and months, lower case."""
    names = Locale("en")
    return frozenset(str(n).lower() for table in (names.days, names.months) for n in table["format"]["wide"].values())


def _named(document: Document, units: list[Unit], first: int, stop: int, head: str) -> Reference | None:
    """The noun by which a body's or a company's own name ends: "the council" after "Harrow Council"."""
    before = units[first - 1] if first else None
    if stop - first != 1 or before is None or before.low not in ("the", "die", "der", "das", "la", "le", "el"):
        return None
    return Reference("named", head, first, stop) if head in last_words(document) else None


def _anaphor(document: Document, clauses: Clauses, first: int, stop: int) -> Reference | None:
    """A phrase that refers back: "the two countries", "both sides", "the company", "signatories"."""
    units, language = clauses.units, clauses.language
    head = units[stop - 1].low if stop > first else ""
    classes = _noun_classes(language).get(head)
    named = _named(document, units, first, stop, head)
    plural_firms = head in firms(language)
    if named is not None or (classes is None and not plural_firms and head not in ("two", "pair")):
        return named
    if head in ("two", "pair") and stop - first == 1 and units[first - 1 if first else 0].low == "the":
        return Reference("pair", "parties", first, stop)
    classes = classes or frozenset()
    words = [u.low for u in units[first:stop] if u.kind in "DN#"]
    if not words or words[-1] != head:
        return None
    before = units[first - 1] if first else None
    definite = before is not None and before.kind == "D" and not is_indefinite(before)
    definite = definite or words[0] == "both" or lexicon.read_as(language) == "sv"
    if plural_firms and definite and "pair" not in classes and "all" not in classes:
        return Reference("pair" if words[0] in ("two", "both") else "firms", "companies", first, stop)
    if head in UNION_BODIES and stop - first == 1 and definite and units[first].capital:
        here = any(e.key == "EU" for e in document.entities)
        return Reference("party", "EU", first, stop) if here else None
    two = _noun_classes(language).get(" ".join(words[-2:]), frozenset())
    if "pair" in two or (definite and "pair" in classes):
        return Reference("pair", head, first, stop)
    if definite and ("all" in classes or "all" in two):
        return Reference("all", " ".join(words), first, stop)
    if not definite and head in ("signatories", "partners", "parties"):
        return Reference("all", head, first, stop)
    if "all" in classes:
        return Reference("vague", head, first, stop)
    if definite and "bloc" in classes:
        return Reference("bloc", head, first, stop)
    if "groups" in classes:
        start = next((k for k in range(first, stop) if units[k].kind != "D"), first)
        return Reference("group", document.text[units[start].start : units[stop - 1].end], first, stop)
    if definite and "company" in classes:
        return Reference("company", head, first, stop)
    if definite and "state" in classes:
        own = before is not None and before.low in OWN
        return Reference("own_state" if own else "state", head, first, stop)
    return Reference("vague", head, first, stop) if "government" in classes else None
