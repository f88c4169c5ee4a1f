"""A light clause analysis: words in classes, verb groups, what governs them, where subjects stand.

Belongs here: the shape of a sentence, the same for every kind of statement. It knows closed word classes and verb forms
and no instrument, party or promise. It is no parser: where a sentence is too knotty, a verb group has no subject and
the rules that need one stay silent.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from extraction.agreements.names import as_party
from extraction.agreements.words import (
    LANGUAGES,
    VerbForm,
    base_form,
    closed,
    listed_forms,
    verb_form,
    weekdays,
    word_tags,
)
from extraction.conjugation import endings
from extraction.document import Document, Entity, Sentence
from extraction.document.gazetteer import gazetteer
from extraction.lexicon import read_as

MAX_UNITS = 220
"""Longer sentences are lists or noise, not statements; they are not analysed."""

_MARKS = {
    ",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "[": "(", "]": ")", "–": "-", "—": "-", "-": "-",
    '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "'": "'",
    ".": ".", "?": "?", "!": ".",
}  # fmt: skip
_KINDS = {
    "det": "D",
    "definite": "D",
    "prep": "P",
    "conj": "C",
    "sub": "S",
    "pron": "R",
    "adv": "A",
    "neg": "G",
    "to": "P",
}
_TURNS = closed("turns")
_BEFORE_TURNS = closed("before_turns")
_FLOATING = closed("floating")
"""Determiners that also stand behind their noun: "Germany and France each pledged"."""
_ELIDED = ("qu", "l", "d", "s", "n", "j", "c", "m", "t")
_AUX = frozenset({"be", "have", "do", "modal", "negaux"})
_CLAUSE_TAKERS = closed("clause_takers")


@dataclass(slots=True)
class Unit:
    """A word, an entity mention or a mark.

    `kind`: E entity, V verb, X auxiliary, T infinitive marker, N noun or adjective, D determiner, P preposition,
    C coordinator, S subordinator, R pronoun, A adverb, G negation, # number, s genitive, or the mark itself.
    """

    kind: str
    start: int
    end: int
    low: str
    token: int
    capital: bool
    entity: Entity | None = None
    form: VerbForm | None = None
    tag: str = ""

    @property
    def forms(self) -> str:
        """Forms of the verb that the unit is, empty for what is no verb."""
        return self.form.forms if self.form is not None else ""


@dataclass(slots=True)
class VerbGroup:
    """Auxiliaries and a main verb: units first to last, the main verb at `last`."""

    first: int
    last: int
    lemma: str
    kind: str
    """finite | infinitive | gerund | participle (bare: "the treaty, signed in 2020")"""
    form: str
    modal: str | None = None
    negative: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    past: bool = False
    governor: int | None = None
    """Index of the verb group that governs this one, None for a finite verb."""
    link: str = ""
    """complement | purpose | coordinate | participial: how it hangs on its governor."""
    subject: tuple[int, int] = (0, 0)
    """Units of the subject's region, empty where none was found; the governor's for a group that has one."""
    relative: bool = False
    intro: tuple[int, int] = (0, 0)
    """Units of a phrase set before the subject: "Under the agreement, "."""
    split: bool = False
    """The object stands between the auxiliary and the main verb: "haben ein Abkommen unterzeichnet"."""
    stop: int = 0
    """End of the units that belong to the verb as object and adverbials."""


@dataclass(slots=True)
class Clauses:
    """An analysed sentence."""

    sentence: Sentence
    language: str
    units: list[Unit]
    verbs: list[VerbGroup] = field(default_factory=list)
    readings: dict[object, Any] = field(default_factory=dict)
    """What other modules have read off these units, by their own keys, so that nothing is read twice."""

    def chain(self, verb: VerbGroup) -> list[VerbGroup]:
        """The verb and its governors, innermost first."""
        out = [verb]
        while out[-1].governor is not None and len(out) < 8:
            out.append(self.verbs[out[-1].governor])
        return out

    def object_start(self, verb: VerbGroup) -> int:
        """First unit of what follows the verb, or of what its two parts frame."""
        return verb.first + 1 if verb.split else verb.last + 1

    def unit_at(self, offset: int) -> int:
        """Index of the last unit that begins at or before an offset."""
        return max(0, bisect_right([u.start for u in self.units], offset) - 1)


def analyse(document: Document, sentence: Sentence) -> Clauses:
    """Analyse one sentence."""
    language = document.segments[sentence.segment].language
    if language not in LANGUAGES:
        language = "en"
    if sentence.token_end - sentence.token_start > MAX_UNITS:
        return Clauses(sentence, language, [])
    clauses = Clauses(sentence, language, _units(document, sentence, language))
    _mark_verbs(clauses.units, language)
    like = read_as(language)
    if like == "fr" or not _FLOATING.isdisjoint(
        document.tokens.lowers[sentence.token_start : sentence.token_end]
    ):  # a French word may be cut in two
        _unfloat(clauses.units)
    if like == "sv":
        for u, following in pairwise(clauses.units):
            if u.kind == "R" and u.low in ("de", "den", "det") and following.kind in "N#" and following.form is None:
                u.kind = "D"  # "de två länderna"
    clauses.verbs = _groups(clauses.units, language)
    if like == "de":
        _separate(clauses)
    _govern(clauses)
    _find_subjects(clauses)
    _find_stops(clauses)
    return clauses


_Word = tuple[str, str, VerbForm | None, bool]
"""Kind, tag and verb form of a lower-case word, before its place is looked at; whether its place changes nothing."""


_KNOWN: dict[str, dict[str, _Word]] = {language: {} for language in LANGUAGES}
"""Words read so far, by language; `_word` bounds it."""


def _word(low: str, language: str, known: dict[str, _Word]) -> _Word:
    tag = word_tags(language).get(low, "")
    kind = _MARKS.get(low)
    form = None
    if kind is not None:
        pass
    elif low in ("'s", "’s"):
        kind = "s"
    elif low[0].isdigit() or low in _CURRENCIES:
        kind = "#"
    else:
        kind = _KINDS.get(tag, "X" if tag in _AUX else "N")
        if kind == "N":
            form = verb_form(low, language)
            if language == "en" and form is None and low.endswith("ly") and len(low) > 4 and low not in _LY_NOUNS:
                kind = "A"
    plain = kind not in ("'", "-") and low not in _TURNS and low not in _FLOATING and (form is None or kind == "N")
    word = (kind, tag, form, plain)
    if len(known) < 100_000:
        known[low] = word
    return word


_CURRENCIES = frozenset("$€£¥")


def _units(document: Document, sentence: Sentence, language: str) -> list[Unit]:
    tokens = document.tokens
    ends = tokens.ends
    entities = document.entities_between(sentence.start, sentence.end)
    units: list[Unit] = []
    e, n_entities = 0, len(entities)
    i, last = sentence.token_start, sentence.token_end
    while e < n_entities:
        first = bisect_right(ends, entities[e].start, i, last)  # the token that the mention begins in
        _add_words(units, document, sentence, i, first, language)
        if first == last:
            return units
        start, end = tokens.starts[first], ends[first]
        inside = [entities[e]]
        e += 1
        while e < n_entities and entities[e].start < end:
            inside.append(entities[e])
            e += 1
        if inside[0].end > end and (pair := _pair(document, inside[0], start, end)):
            inside = pair  # "Japan-Philippines military access": the pair, and words after it
        stop = max(end, inside[-1].end)
        i = first + 1
        while i < last and tokens.starts[i] < stop:
            i += 1
        rest = document.text[inside[-1].end : ends[i - 1]]
        if rest.startswith("-") and len(rest) > 2 and rest[1].islower():
            units.append(Unit("N", inside[0].start, ends[i - 1], rest[1:], first, True, None, None, "based"))
        else:
            for entity in _joined(document, inside, start, end):
                entity = as_party(document, entity)
                units.append(Unit("E", entity.start, entity.end, entity.name.lower(), first, True, entity))
    _add_words(units, document, sentence, i, last, language)
    return units


def _add_words(units: list[Unit], document: Document, sentence: Sentence, first: int, stop: int, language: str) -> None:
    """Add the tokens [first, stop) of a sentence, which belong to no mention."""
    tokens = document.tokens
    known = _KNOWN[language]
    elides = read_as(language) == "fr"
    texts, lowers = tokens.texts[first:stop], tokens.lowers[first:stop]
    for i, start, end, text, low in zip(
        range(first, stop), tokens.starts[first:stop], tokens.ends[first:stop], texts, lowers, strict=True
    ):
        if elides and (cut := elision(low)):
            kind = _KINDS.get(word_tags(language).get(low[:cut], ""), "D")
            units.append(Unit(kind, start, start + cut, low[:cut], i, False))
            start, text, low = start + cut, text[cut:], low[cut:]
        kind, tag, form, plain = known.get(low) or _word(low, language, known)
        if plain and text == low:
            units.append(Unit(kind, start, end, low, i, False, None, form, tag))
            continue
        if kind == "'" and units and units[-1].end == start and units[-1].low.endswith("s") and language == "en":
            apart = i + 1 < sentence.token_end and tokens.starts[i + 1] > end
            kind = "s" if apart else kind  # "120 girls' teams"
        if kind == "-" and start and not document.text[start - 1].isspace():
            kind = units[-1].kind if units and units[-1].kind in "#N" else kind  # "a 200-kilometre line"
        if low in _TURNS and units and units[-1].low in _BEFORE_TURNS:
            kind = units[-1].kind = "A"  # "will in turn open"
        capital = text[0].isupper()
        if capital:
            if tag == "modal" and units:
                kind = "N"  # May the month, Will the man
            elif tag and kind != "N" and len(text) > 1 and text.isupper():
                kind = "N"  # US as a pronoun is "us"
        if kind == "D" and low in _FLOATING and units and units[-1].kind in "ERNX" and units[-1].form is None:
            kind = "A"
        units.append(Unit(kind, start, end, low, i, capital, None, form if kind == "N" else None, tag))


def _joined(document: Document, inside: list[Entity], start: int, end: int) -> list[Entity]:
    """The names that a hyphen joins in one token ("US-Mexico"), the mentions as they are in any other."""
    text = document.text[start:end]
    if "-" not in text or len(inside) > 1 or inside[0].end >= end:
        return inside
    found = [
        Entity(start + a, start + b, entry.kind, entry.key, entry.name, inside[0].rule)
        for a, b, entry in gazetteer().find(text)
        if entry.kind in ("state", "bloc")
    ]
    return found or inside


def _pair(document: Document, entity: Entity, start: int, end: int) -> list[Entity]:
    """The states of a hyphenated pair that a longer name begins with, none if there are not two."""
    text = document.text[start:end]
    if "-" not in text or entity.start != start:
        return []
    found = [
        Entity(start + a, start + b, entry.kind, entry.key, entry.name, entity.rule)
        for a, b, entry in gazetteer().find(text)
        if entry.kind in ("state", "bloc")
    ]
    return found if len(found) > 1 else []


def elision(low: str) -> int:
    """Length of an elided French word with its apostrophe ("l’" of "l’accord"), 0 if there is none."""
    for word in _ELIDED:
        n = len(word)
        if len(low) > n + 1 and low.startswith(word) and low[n] in "'’":
            return n + 1
    return 0


_LY_NOUNS = closed("ly_nouns")


def _mark_verbs(units: list[Unit], language: str) -> None:
    """Keep the verb form of a word where its place is a verb's, and make the unit a verb."""
    names: bool | None = None
    english = language == "en"
    for i, u in enumerate(units):
        if u.kind != "N":
            continue
        form = u.form
        if form is None:
            if u.capital:
                continue
            if not english:
                form = VerbForm(u.low, "B", nounable=False) if _is_infinitive(units, i, language) else None
            elif i and (units[i - 1].low == "to" or units[i - 1].kind in "XAG"):
                form = _unlisted_base(units, i)
            if form is None:
                continue
        u.form = None
        if u.capital and i > 0 and language != "de":
            names = _title_run(units) if names is None else names
            if names:
                continue
        if _is_verb(units, i, form) if language == "en" else _is_verb_elsewhere(units, i, form, language):
            u.kind, u.form = "V", form


def _unlisted_base(units: list[Unit], i: int) -> VerbForm | None:
    """A base form that no lexicon lists, behind a modal or the "to" of a verb that takes an infinitive."""
    p = _before(units, i)
    if p < 0 or units[p].low != "to":
        return base_form(units[i].low) if p >= 0 and units[p].tag == "modal" else None
    governor = units[p - 1] if p else None
    if governor is None or governor.form is None or governor.form.lemma not in _TAKE_INFINITIVE:
        return None
    return base_form(units[i].low)


_ENDINGS = {"sv": ("a",), "de": ("en", "ern", "eln"), "fr": ("er", "ir", "re"), "es": ("ar", "er", "ir")}


@cache
def _infinitive_endings(language: str) -> tuple[str, ...]:
    return endings(language) or _ENDINGS[read_as(language)]


_SEPARABLE = re.compile(
    r"(?:ab|an|auf|aus|bei|bereit|ein|fest|her|hin|mit|nach|um|vor|weg|weiter|zurück|zusammen)zu\w+en"
)


def _is_infinitive(units: list[Unit], i: int, language: str) -> bool:
    """An infinitive that no lexicon lists, told by its ending and the marker before it."""
    u = units[i]
    if u.capital or len(u.low) < 4 or not u.low.endswith(_infinitive_endings(language)) or i == 0:
        return False
    prev, like = units[i - 1], read_as(language)
    if like == "sv":
        return prev.low == "att"
    if like == "de":
        last = i + 1 == len(units) or units[i + 1].kind in ".,C"
        return (
            prev.low == "zu"
            or _SEPARABLE.fullmatch(u.low) is not None
            or (last and any(w.tag == "modal" for w in units[:i]))
        )
    marker = prev.kind == "P" and i > 1 and (units[i - 2].kind == "V" or units[i - 2].low in ("afin", "fin"))
    return prev.kind == "V" or marker or prev.tag == "modal"


def _unfloat(units: list[Unit]) -> None:
    """What stands before its noun floats nowhere: "obliges both countries"."""
    for u, following in pairwise(units):
        if u.kind == "A" and following.kind in "NE" and u.low in _FLOATING:
            u.kind = "D"


def _title_run(units: list[Unit]) -> bool:
    """A capitalised word inside a sentence is a name, except in a headline where nearly all words are capitalised."""
    words = [u.capital for u in units if u.kind in "NAV"]
    return sum(words) * 2 < len(words) or not words


def _before(units: list[Unit], i: int) -> int:
    """The unit before i, adverbs and negations skipped; -1 at the start."""
    i -= 1
    while i >= 0 and (units[i].kind in "AG" or (units[i].kind == '"' and i and units[i - 1].kind in "CTP")):
        i -= 1
    return i


def _to_act(units: list[Unit], i: int) -> bool:
    """An infinitive follows: "plans to sell", not "sell two plants to Arla"."""
    if i + 2 >= len(units) or units[i + 1].low != "to":
        return False
    k = i + 2
    while k + 1 < len(units) and units[k].kind in "AG":
        k += 1
    return units[k].kind == "X" or (not units[k].capital and base_form(units[k].low) is not None)


_HOLDING = closed("possessive") | closed("possessed") | closed("inside")
"""Words behind which a name and a word that may be a verb are one noun phrase: "its U.S. plants"."""


def _qualifies(units: list[Unit], i: int, conjunction: int) -> bool:
    """An adjective behind a noun of a phrase: "in grants and blended finance"; verbs that tell of deals are verbs."""
    return (
        units[i].low not in listed_forms("en")
        and conjunction > 1
        and units[conjunction - 1].kind == "N"
        and any(u.kind == "P" for u in units[max(0, conjunction - 3) : conjunction - 1])
        and i + 1 < len(units)
        and units[i + 1].kind == "N"
    )


def _is_verb(units: list[Unit], i: int, form: VerbForm) -> bool:
    p = _before(units, i)
    prev = units[p] if p >= 0 else None
    nxt = units[i + 1] if i + 1 < len(units) else None
    tags = form.forms
    if prev is not None and prev.kind == "P" and prev.low == "to" and "B" in tags:
        if nxt is not None and nxt.low in ("chain", "chains"):
            return False  # "to supply chains"
        prev.kind = "T"
        return True
    if prev is not None and prev.kind == "X":
        if prev.tag in ("modal", "do", "negaux"):
            return "B" in tags or "N" in tags or "G" in tags
        return "N" in tags or "G" in tags
    if prev is not None and prev.kind == "V" and prev.low in ("help", "helps", "helped") and "B" in tags:
        return True
    if "G" in tags:
        if prev is not None and prev.kind in "Ds":
            return False
        if nxt is not None and nxt.low == "of" and form.nounable:
            return False
        if form.nounable and (nxt is None or nxt.kind in "P,;."):
            return False
        if prev is None or prev.kind in "PSC,V":
            return nxt is not None and nxt.kind in "DNE#PRSA'\""
        return prev.kind in "NE#" and not form.nounable and nxt is not None and nxt.kind in "DE#PS"
    if "D" in tags or "N" in tags:
        if prev is not None and prev.kind == "C" and _qualifies(units, i, p):
            return False
        if prev is not None and prev.kind in "Ds" and "B" not in tags:
            return False
        if prev is not None and prev.kind == "P" and prev.low != "as" and "B" not in tags:
            return False
        if prev is not None and prev.kind in "V\"'T" and nxt is not None and nxt.kind == "N" and "B" not in tags:
            return False  # an adjective: "develop coordinated policies"
        if not form.nounable or "B" not in tags:
            if (
                prev is not None
                and prev.kind == "N"
                and nxt is not None
                and nxt.kind == "N"
                and form.nounable
                and not prev.low.endswith("s")
            ):
                return prev.capital
            return True
    if "S" in tags:
        if prev is None:
            return False
        year = prev.kind == "#" and len(prev.low) == 4 and p > 0 and units[p - 1].kind == "P"
        if prev.kind in "DPs" or (prev.kind == "#" and not year) or (prev.kind == "V" and "B" in prev.forms):
            return False
        if not form.nounable:
            return True
        if prev.kind == "E" and p > 0 and units[p - 1].low in _HOLDING and (nxt is None or nxt.low != "to"):
            return False  # "in its U.S. plants by 2028"
        follows = nxt is not None and (
            _to_act(units, i) or nxt.kind in "#DSE\"'A" or (nxt.kind in "NP" and (year or prev.kind in "ERS),"))
        )
        if prev.kind in "ERS)" or year:
            return follows and not (
                nxt is not None and nxt.low in ("of", "for") and form.lemma not in ("call", "provide")
            )
        if prev.kind == ",":
            return follows and nxt is not None and nxt.low == "to"
        if prev.kind == "C":
            if form.lemma in _TAKE_INFINITIVE and nxt is not None and nxt.low == "to" and i + 2 < len(units):
                then = units[i + 2]
                if then.form is not None and "B" in then.forms and any(u.kind in "VX" for u in units[:p]):
                    return True  # "will donate radars and plans to sell ships"
            return any(u.kind == "V" and "S" in u.forms for u in units[:p]) and follows
        return nxt is not None and (_to_act(units, i) or nxt.kind in "#D")
    # base form, which is the plural present and the infinitive
    if prev is None or prev.kind in "DPs#":
        return False
    if prev.kind == "C":
        if nxt is not None and nxt.low in ("chain", "chains"):
            return False
        if form.nounable and nxt is not None and nxt.kind == "P":
            return False  # "sourcing and supply of minerals"
        return any(u.kind == "V" and "B" in u.forms for u in units[:p]) and (nxt is None or nxt.kind in "DNE#PRA'\"")
    if prev.kind == "R":
        return True
    if prev.kind == "S":
        return not form.nounable
    if prev.kind == "E":
        grouped = any(u.kind == "C" for u in units[max(0, p - 4) : p])
        return grouped and (not form.nounable or (nxt is not None and (nxt.low == "to" or nxt.kind in "#D")))
    if prev.kind == "N":
        plural = prev.low.endswith("s") and not prev.low.endswith("ss")
        if not form.nounable:
            return plural or (nxt is not None and nxt.low == "to")
        return plural and nxt is not None and (nxt.low == "to" or nxt.kind in "#D")
    if prev.kind in "),":
        if form.nounable and nxt is not None and nxt.kind == "D":  # "Chad and UNHCR, the UN agency, sign an accord"
            before = units[:p]
            return any(u.kind == "C" for u in before) and not any(u.kind in "VXS" for u in before)
        return not form.nounable or (nxt is not None and nxt.low == "to")
    return False


def _is_verb_elsewhere(units: list[Unit], i: int, form: VerbForm, language: str) -> bool:
    if language == "de" and units[i].capital and i > 0:
        return False  # German nouns are capitalised, verbs are not
    prev = units[i - 1] if i else None
    like = read_as(language)
    if prev is not None and prev.kind in "Ds" and like in ("de", "sv"):
        return prev.low in ("det", "de") and like == "sv"
    return not (prev is not None and prev.kind == "D" and "B" not in form.forms)


def _groups(units: list[Unit], language: str) -> list[VerbGroup]:
    groups: list[VerbGroup] = []
    like = read_as(language)
    i, n = 0, len(units)
    open_aux: list[int] = []
    for first in [k for k, u in enumerate(units) if u.kind in "XTV;S"]:
        if first < i:
            continue
        if units[first].kind in ";S":
            if units[first].kind == ";" or language != "en":
                open_aux = []
            continue
        i = first
        aux: list[Unit] = []
        marker = False
        while i < n and (units[i].kind in "XTAG" or _yet_to(units, i) or (units[i].kind == "R" and language != "en")):
            if units[i].kind in "XG":
                aux.append(units[i])
            marker = marker or units[i].kind == "T" or units[i].low == "to"
            i += 1
        if i < n and units[i].kind == "V":
            main = i
            i += 1
        else:
            if aux and any(a.kind == "X" for a in aux):
                if like in ("de", "sv"):
                    open_aux = [first]
                else:
                    # a copula or an auxiliary on its own: "is a step"
                    groups.append(_group(units, first, first, aux, marker, language))
            i = max(i, first + 1)
            continue
        if open_aux and like in ("de", "sv") and not aux and set(units[main].forms) & set("BN"):
            a = open_aux.pop()
            group = _group(units, a, main, [units[a]], False, language)
            group.split = like == "de" and main > a + 1
            groups.append(group)
            continue
        groups.append(_group(units, first, main, aux, marker, language))
    return groups


def _is_passive(verb: Unit, aux: list[Unit], tags: str, language: str) -> bool:
    """A passive of another language than English: "wurde verlängert", "undertecknades", "a été signé"."""
    if read_as(language) == "sv" and verb.low.endswith("s") and not verb.low.endswith("ss") and set(tags) & set("DNPB"):
        return True
    if "N" not in tags:
        return False
    words = {u.low for u in aux}
    if read_as(language) == "de":
        return not words.isdisjoint(_PASSIVE) and "B" not in tags
    return not words.isdisjoint(_PASSIVE)


_PASSIVE = closed("passive")


def _yet_to(units: list[Unit], i: int) -> bool:
    """The "to" of "has yet to be signed"."""
    return units[i].low == "to" and 0 < i < len(units) - 1 and units[i - 1].low == "yet" and units[i + 1].kind == "X"


def _group(units: list[Unit], first: int, main: int, aux: list[Unit], marker: bool, language: str) -> VerbGroup:
    form = units[main].form
    tags = form.forms if form else ""
    lemma = form.lemma if form else "be"
    modal: str | None = None
    be = have = finite = False
    negative = first > 0 and units[first - 1].kind == "G"
    for u in aux:
        if u.kind == "G":
            negative = True
            continue
        finite = True
        if u.tag == "negaux":
            negative = True
            be = be or u.low.startswith(("is", "are", "was", "were"))
            have = have or u.low.startswith("ha")
            if modal is None and u.low.startswith(("wo", "ca", "co", "sh", "mu")):
                modal = u.low
        elif u.tag == "modal":
            modal = modal or u.low
        elif u.tag == "be":
            be = True
        elif u.tag == "have":
            have = True
    if not negative and main > first:
        negative = any(u.kind == "G" for u in units[first:main])
    if have and marker and any(u.low == "yet" for u in units[first:main]):
        negative = True  # "has yet to sign"
    if modal is None and tags == "F":
        modal = "will"
    if form is None:
        kind = "finite"
    elif marker and be and "B" in tags:
        kind, modal = "finite", "to"  # "is to export"
    elif marker or (language != "en" and not aux and tags == "B"):
        kind = "infinitive"
    elif not finite and "G" in tags and language == "en":
        kind = "gerund"
    elif language != "en" and not aux and tags == "N":
        kind = "participle"
    else:
        kind = "finite"
    passive = be and "N" in tags and "G" not in tags and language == "en"
    if language != "en" and form is not None and _is_passive(units[main], aux, tags, language):
        passive, modal, kind = True, None, "finite"
    return VerbGroup(
        first,
        main,
        lemma,
        kind,
        tags,
        modal,
        negative,
        passive=passive,
        perfect=have,
        progressive=be and "G" in tags,
        past="D" in tags and not aux,
    )


_PARTICLES = (
    "zusammen", "zurück", "weiter", "bereit", "nach", "fest", "bei", "auf", "aus", "ein", "her", "hin", "mit", "vor",
    "weg", "ab", "an", "um", "zu",
)  # fmt: skip


def _separate(clauses: Clauses) -> None:
    """A German verb of two parts is only meant where both stand in the clause: "sagte ... zu"."""
    for v in clauses.verbs:
        low = clauses.units[v.last].low
        particle = next((p for p in _PARTICLES if v.lemma.startswith(p) and len(v.lemma) > len(p) + 2), None)
        if particle is None or low.startswith(particle) or particle + "ge" in low:
            continue
        base = v.lemma[len(particle) :]
        v.lemma = base
        for k in range(v.last + 1, len(clauses.units)):
            u = clauses.units[k]
            if u.kind in ".;S":
                break
            if u.low in _PARTICLES and (k + 1 == len(clauses.units) or clauses.units[k + 1].kind in ".,;C"):
                v.lemma = u.low + base
                break


def _govern(clauses: Clauses) -> None:
    """Tell bare participles from finite verbs, and hang infinitives and gerunds on what governs them."""
    units, verbs = clauses.units, clauses.verbs
    for k, v in enumerate(verbs):
        if (
            clauses.language == "en"
            and v.kind == "finite"
            and v.first == v.last
            and "N" in v.form
            and "B" not in v.form
            and not _attributes(units, v)
            and not _in_object_relative(units, v)
            and not (v.lemma in _CLAUSE_TAKERS and v.last + 1 < len(units) and units[v.last + 1].kind in "RSE")
        ):
            nxt = verbs[k + 1] if k + 1 < len(verbs) else None
            prev = verbs[k - 1] if k else None
            before = units[v.first - 1] if v.first else None
            after = units[v.last + 1] if v.last + 1 < len(units) else None
            has_object = before is not None and before.kind == "N" and after is not None and after.kind == "D"
            if has_object and v.lemma not in _TWO_OBJECTS:
                continue  # a participle behind its noun has no object: "after the two renewed a pact"
            if (
                before is None
                or (prev is None and after is not None and after.kind in "P," and _opens_phrase(units, v.first))
                or (after is not None and after.low == "by" and before.kind in "N,E)")
                or (
                    before.kind == ","
                    and nxt is not None
                    and nxt.kind == "finite"
                    and nxt.first > v.last
                    and units[nxt.first - 1].kind == ","
                )
                or (
                    before.kind == "N"
                    and nxt is not None
                    and nxt.kind == "finite"
                    and not any(u.kind in ",;SC-" for u in units[v.last : nxt.first])
                )
                or (
                    before.kind in "N,"
                    and prev is not None
                    and prev.kind in ("finite", "infinitive")
                    and not any(u.kind in ";SC-" for u in units[prev.last + 1 : v.first])
                    and (before.kind == "N" or (after is not None and after.kind == "P"))
                )
            ):
                v.kind = "participle"
    for k, v in enumerate(verbs):
        if (
            v.kind == "finite"
            and k
            and clauses.language == "en"
            and v.form
            and v.first == v.last
            and "B" in v.form
            and "S" not in v.form
            and units[v.first - 1].kind in 'CA"'
        ):
            # "agreed to cut tariffs and invest": a base form that joins an infinitive or a modal's verb
            p = _before(units, v.first)
            if p >= 0 and units[p].kind == "C":
                v.kind = "infinitive"
                previous = next(
                    (j for j in range(k - 1, -1, -1) if verbs[j].kind == "infinitive" or verbs[j].modal is not None),
                    None,
                )
                if previous is None:
                    v.kind = "finite"
                    continue
                _join(verbs, k, previous)
                continue
        if k and v.kind == "finite" and v.first == v.last and "B" in v.form and verbs[k - 1].lemma in _LETTING:
            gap = units[verbs[k - 1].last + 1 : v.first]
            if gap and all(u.kind in "DNEsC#" for u in gap):
                v.kind, v.governor, v.link = "infinitive", k - 1, "purpose"  # "will let Fiocruz and Medivar produce"
                continue
        if v.kind in ("infinitive", "gerund"):
            if k == 0:
                if (
                    v.kind == "infinitive"
                    and v.first
                    and units[v.first - 1].kind in "ENC)"
                    and not any(w.kind == "finite" for w in verbs)
                ):
                    v.kind, v.modal = "finite", "to"  # headline: "Japan and EU to sign pact"
                continue
            at = _before(units, v.first)
            mark = units[at].kind if at >= 0 else ""
            sibling = verbs[k - 1].kind == v.kind and verbs[k - 1].governor is not None
            if sibling and (mark == "C" or (mark == "," and v.kind == "infinitive")):
                _join(verbs, k, k - 1)
                continue
            if v.kind == "gerund" and mark == ",":
                main = next((j for j in range(k - 1, -1, -1) if verbs[j].kind == "finite"), None)
                if main is not None:
                    v.governor, v.link = main, "participial"
                continue
            gap = units[verbs[k - 1].last + 1 : v.first]
            v.governor = k - 1
            close = all(u.kind in "AGTR" or (u.low == "to" and v.kind == "gerund") for u in gap)
            if read_as(clauses.language) == "de":
                purpose = any(
                    u.low == "um" and not (j + 1 < len(gap) and gap[j + 1].kind == "#") for j, u in enumerate(gap)
                )
                close = v.kind == "infinitive" and not purpose
            elif clauses.language != "en":
                close = len(gap) <= 2 and all(u.kind in "AGTRPSD" for u in gap)
            if verbs[k - 1].lemma in COMMISSIVE and v.kind == "infinitive" and _adverbial(gap):
                close = True  # "agreed in principle to", "pledged on Monday to"
            if verbs[k - 1].lemma in LIGHT and v.kind == "infinitive":
                close = True
            v.link = "complement" if close else "purpose"


def _opens_phrase(units: list[Unit], first: int) -> bool:
    """Only a phrase of a preposition and a determiner stands before: "Under a licensing agreement signed in May"."""
    k = first - 1
    while k > 0 and units[k].kind == "N":
        k -= 1
    return (
        0 < k < first - 1
        and units[k].kind == "D"
        and units[k - 1].kind == "P"
        and (k == 1 or units[k - 2].kind in ",-")
    )


def _in_object_relative(units: list[Unit], v: VerbGroup) -> bool:
    """The verb's subject stands between it and a "that": "a memorandum that the two governments signed"."""
    if "D" not in v.form:
        return False
    k = v.first - 1
    while k > 0 and v.first - k < 8 and units[k].kind in "NE#DRC":
        k -= 1
    return 0 < k < v.first - 1 and units[k].low in ("that", "which") and units[k - 1].kind == "N"


def _attributes(units: list[Unit], v: VerbGroup) -> bool:
    """The verb ends a sentence with who said so: "..., the two companies announced on 14 May"."""
    if v.lemma not in _CLAUSE_TAKERS:
        return False
    k = v.first - 1
    while k > 0 and v.first - k < 8 and units[k].kind in "NE#s":
        k -= 1
    return k > 0 and units[k].kind == "D" and units[k].low in ("the", "both") and units[k - 1].kind == ","


def _join(verbs: list[VerbGroup], k: int, previous: int) -> None:
    """Make group k a sibling of an earlier one."""
    other = verbs[previous]
    if other.kind == "finite":
        verbs[k].modal = other.modal
        verbs[k].kind = "finite"
        verbs[k].link = "coordinate"
        verbs[k].governor = None
        verbs[k].subject = other.subject
        return
    verbs[k].governor, verbs[k].link = other.governor, other.link if other.link != "coordinate" else "complement"


def _find_subjects(clauses: Clauses) -> None:
    verbs = clauses.verbs
    for k, v in enumerate(verbs):
        if v.kind == "finite":
            _find_subject(clauses, k)
        elif v.governor is not None:
            governor = verbs[v.governor]
            v.subject, v.intro, v.relative = governor.subject, governor.intro, governor.relative
    for v in verbs:
        if v.kind != "finite" and v.governor is not None and v.subject == (0, 0):
            governor = verbs[v.governor]
            v.subject, v.intro, v.relative = governor.subject, governor.intro, governor.relative


def _find_subject(clauses: Clauses, k: int) -> None:
    units, verbs = clauses.units, clauses.verbs
    v = verbs[k]
    stop = v.first
    while stop > 0 and units[stop - 1].kind in "AG":
        stop -= 1
    i = stop - 1
    if i >= 0 and units[i].kind == "C":
        aside = i > 0 and units[i - 1].kind == ","
        before = next((w for w in reversed(verbs[:k]) if w.kind == "finite" and not (aside and w.relative)), None)
        if before is not None:
            v.subject, v.intro, v.relative = before.subject, before.intro, before.relative
        return
    if i >= 0 and units[i].kind in ",-":
        mark = units[i].kind
        j = i - 1
        while j >= 0 and units[j].kind != mark:
            j -= 1
        if j > 0 and not (j and units[j - 1].kind == "S"):
            stop, i = j, j - 1
        else:
            stop, i = i, i - 1
    elif i >= 0 and units[i].kind == "S" and units[i].low in _RELATIVES.get(read_as(clauses.language), ()):
        v.relative = True
        stop = i
        i -= 1
        if i >= 0 and units[i].kind == ",":
            stop = i
            i -= 1
    ends = {w.last: w for w in verbs[:k]}
    shared: VerbGroup | None = None
    boundary = 0
    while i >= 0:
        kind = units[i].kind
        if kind in "VXT":
            w = ends.get(i)
            if w is not None and w.kind == "finite":
                shared = w
                boundary = i + 1
                break
        elif kind == ")":
            while i >= 0 and units[i].kind != "(":
                i -= 1
        elif kind in ";(?-S":
            boundary = i + 1
            break
        i -= 1
    if v.relative:
        v.subject = (boundary, stop)
        return
    start = boundary
    if shared is not None:
        region = units[start:stop]
        attribution = v.lemma in _CLAUSE_TAKERS and any(u.kind == "," for u in region)
        object_first = bool(region) and (
            region[0].kind == "C" or (shared.lemma in COMMISSIVE and region[0].kind in "#P")
        )
        if shared.lemma not in _CLAUSE_TAKERS or object_first or attribution:
            cut = None
            commas = [j for j, u in enumerate(region) if u.kind == ","]
            for j in range(len(region) - 1, -1, -1):
                if region[j].kind == "C" and (j == 0 or region[j - 1].kind == ","):
                    cut = j + 1
                    break
            if cut is None:
                conj = [j for j, u in enumerate(region) if u.kind == "C"]
                if commas:
                    cut = commas[-1] + 1
                elif conj:
                    cut = conj[-1] + 1
            clause = _subordinate(units, start, stop)
            if clause is not None:
                v.subject = (clause, stop)
                return
            head = _antecedent(units, verbs[:k], shared)
            if head is not None and (cut is None or (commas == [] and any(u.kind in "PV" for u in region[cut:]))):
                v.subject = (head, stop)  # "An agreement that lets troops train abroad entered into force"
                return
            if cut is None:
                v.subject = (start, stop) if shared.lemma in _CLAUSE_TAKERS else (0, 0)
                return
            start += cut
        else:
            if shared.lemma == "tell":
                told = next((j for j in range(start + 1, stop) if units[j].kind in "DR"), start)
                start = told if told < stop - 1 or units[told].kind == "R" else start  # "told reporters the ministry"
            # the complement of a verb of saying, after words of time or place
            while start < stop and units[start].kind in "PA":
                start = _skip_phrase(units, start, stop)
        if not any(u.kind in "NERD" for u in units[start:stop]):
            v.subject, v.intro, v.relative = shared.subject, shared.intro, shared.relative
            return
    intro_from = start
    while start < stop and (
        units[start].kind in "PACS"
        or "G" in units[start].forms
        or units[start].kind == "V"
        or (units[start].low.endswith("ing") and start + 1 < stop and units[start + 1].kind == "P")
    ):
        comma = next((j for j in range(start, stop) if units[j].kind == ","), None)
        if comma is None:
            if units[start].kind in "AC":
                start += 1
                continue
            break
        start = comma + 1
    v.intro = (intro_from, start)
    if start < stop and start == intro_from and units[start].kind == "N" and units[start].low in _TIME:
        comma = next((j for j in range(start, stop) if units[j].kind == ","), None)
        if comma is not None:
            start = comma + 1
    v.subject = (start, stop)


def _subordinate(units: list[Unit], start: int, stop: int) -> int | None:
    """Where the subject begins of a clause that "after" or "before" opens, the words of which are prepositions too."""
    for k in range(stop - 2, max(start, stop - 12) - 1, -1):
        u = units[k]
        if u.kind == "P" and u.low in _OPENING:
            return k + 1 if units[k + 1].kind in "DNERP" and units[k + 1].low != "that" else None
        if u.kind not in "DNE#sC'\"" and not (u.kind == "P" and u.low == "of"):
            return None
    return None


_OPENING = closed("opening")
_TWO_OBJECTS = closed("two_objects")


def _antecedent(units: list[Unit], verbs: list[VerbGroup], inner: VerbGroup) -> int | None:
    """Where the noun phrase begins that a relative clause hangs on, if the verb before is that clause's."""
    if inner.relative:
        start, mark = inner.subject
    else:
        start, mark = inner.subject[0], inner.subject[0] - 1
        if (
            mark < 1
            or units[mark].kind != "S"
            or units[mark].low not in ("that", "which")
            or units[mark - 1].kind != "N"
        ):
            return None
        start = mark
        while start > 0 and units[start - 1].kind in "NE#DsPC":
            start -= 1
    if start >= mark or any(start <= w.last < mark for w in verbs):
        return None
    return start


COMMISSIVE = closed("commissive")
"""Verbs whose infinitive may stand behind a phrase of time, place or manner."""


def _adverbial(gap: list[Unit]) -> bool:
    """A phrase of time, place or manner, or an aside: "on Monday", "este martes", "de son côté"."""
    if not 0 < len(gap) < 7:
        return False
    if gap[0].kind == "P" and gap[0].low in ("in", "on", "at", "during", "after", "last"):
        return True
    return all(u.kind in "DPNRA#" for u in gap) and any(u.low in weekdays() or u.low in _ASIDES for u in gap)


_ASIDES = closed("asides")
"""Nouns of phrases that set a party apart from others: "for its part", "por su parte"."""


_LETTING = closed("letting")
_TAKE_INFINITIVE = COMMISSIVE | closed("prospect") | closed("refusing")
LIGHT = closed("light")
"""Verbs that only say that the act of the infinitive behind them is joint."""

_RELATIVES = {
    "en": ("that", "which", "who"),
    "sv": ("som", "vilket", "vilken", "vilka"),
    "de": ("die", "das", "der"),
    "fr": ("qui",),
    "es": ("que",),
}
_TIME = closed("time")


def _skip_phrase(units: list[Unit], start: int, stop: int) -> int:
    start += 1
    while start < stop and units[start].kind in "N#":
        start += 1
    return start


def _find_stops(clauses: Clauses) -> None:
    """Where the object and the adverbials of each verb group end."""
    units, verbs = clauses.units, clauses.verbs
    n = len(units)
    for k, v in enumerate(verbs):
        stop = n
        for j in range(k + 1, len(verbs)):
            w = verbs[j]
            if w.kind == "finite" and not w.relative:
                border = w.subject[0] if w.subject[0] > v.last else w.first
                if w.intro[0] > v.last:
                    border = min(border, w.intro[0])
                stop = min(stop, border)
                break
            if w.kind == "finite" and w.relative and w.subject[0] >= v.last:
                continue
            if w.governor is not None and w.governor == v.governor and w.kind == v.kind:
                stop = min(stop, w.first)
                break
        while stop > v.last + 1 and units[stop - 1].kind in "CS,;.T":
            stop -= 1
        v.stop = max(stop, v.last + 1)
