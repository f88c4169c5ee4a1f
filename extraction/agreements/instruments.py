"""Which nouns name an instrument, and of which class, by the taxonomy in `instruments_taxonomy.csv`.

Belongs here: finding the noun phrases of a sentence that name an instrument. Whether the sentence says that somebody
agreed on it is told by the rules in `extraction.agreements.finding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction import lexicon
from extraction.agreements.clauses import Clauses, Unit, elision
from extraction.agreements.words import closed
from extraction.lexicon import read_as

SUFFIX_LANGUAGES = ("de", "sv")
"""Languages that write a compound as one word: "Handelsabkommen"."""

GENERIC = closed("generic")
"""Nouns that any instrument may be called by when it is named again."""


@dataclass(slots=True, unsafe_hash=True)
class Instrument:
    """A noun phrase that names an instrument: units first (after the determiner) to head."""

    first: int
    head: int
    klass: str
    noun: str
    weak: bool
    plural: bool
    determiner: str
    generic: bool
    earlier: bool = False
    """Told apart as one from before: "the previous deal"."""
    standing: bool = False
    """Told apart as the one in place: "the existing deal"."""
    year: int | None = None
    """The year that its phrase names: "the 1994 accord", "l'accord de 2016"."""


@dataclass(frozen=True, slots=True)
class _Taxonomy:
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    modifiers: dict[str, dict[str, str]]
    suffixes: tuple[str, ...]


def _plurals(noun: str, language: str) -> list[str]:
    like = read_as(language)
    if like == "sv":
        return [noun, noun + "en"] if noun.endswith("avtal") else [noun]
    if like == "de":
        return [noun, noun + "s"] if noun.endswith(("abkommen", "memorandum")) else [noun, noun + "n", noun + "en"]
    if language == "en":
        if noun.endswith("y") and noun[-2] not in "aeo":
            return [noun, noun[:-1] + "ies"]
        if noun == "memorandum":
            return [noun, "memoranda", "memorandums"]
        if noun.startswith(("memorandum of", "plan of", "letter of", "memo of", "declaration of")):
            first, rest = noun.split(" ", 1)
            return [noun, f"{first}s {rest}"] + ([f"memoranda {rest}"] if first == "memorandum" else [])
    if " " in noun:
        first, rest = noun.split(" ", 1)
        return [noun, f"{first}s {rest}", noun + "s"]
    return [noun, noun + ("es" if noun.endswith(("n", "d", "r")) and like == "es" else "s")]


def _words(form: str, language: str) -> tuple[str, ...]:
    """The words of a noun as clause analysis sees them: "protocole d’accord" has three."""
    out: list[str] = []
    for word in form.split():
        cut = elision(word) if read_as(language) == "fr" else 0
        out += [word[:cut], word[cut:]] if cut else [word]
    return tuple(out)


@cache
def taxonomy(language: str) -> _Taxonomy:
    """The taxonomy of a language, by first word of the noun."""
    phrases: dict[str, dict[tuple[str, ...], tuple[str, str]]] = {}
    modifiers: dict[str, dict[str, str]] = {}
    nouns: set[str] = set()
    for row in lexicon.load("instruments_taxonomy"):
        if row["language"] != language:
            continue
        if row["weight"] == "modified":
            for word in lexicon.items(row["modifier"]):
                modifiers.setdefault(row["noun"], {})[word] = row["class"]
            continue
        for form in _plurals(row["noun"], language):
            words = _words(form, language)
            phrases.setdefault(words[0], {}).setdefault(words, (row["class"], row["weight"]))
        nouns.add(row["noun"])
    ordered = {
        first: tuple((words, *found[words]) for words in sorted(found, key=len, reverse=True))
        for first, found in phrases.items()
    }
    return _Taxonomy(ordered, modifiers, tuple(sorted(n for n in nouns if " " not in n and len(n) > 4)))


def find_instruments(clauses: Clauses) -> list[Instrument]:
    """Every instrument's noun phrase in a sentence, in order."""
    kept = clauses.readings.get("instruments")
    if kept is None:
        kept = clauses.readings["instruments"] = _find(clauses)
    found: list[Instrument] = kept
    return found


def _end_of_title(units: list[Unit], stop: int, language: str) -> int:
    """Where the title ends whose noun ends at stop: an "Agreement for Trans-Pacific Partnership" is one."""
    k = stop
    if not units[stop - 1].capital or language == "de":
        return stop
    while k + 1 < len(units) and units[k].kind == "P" and units[k].low in OF_TITLES and units[k + 1].capital:
        k += 1
        while k < len(units) and units[k].capital and units[k].kind in "NEA":
            k += 1
    return k


OF_TITLES = closed("of_titles")
"""Prepositions inside a title."""


def _find(clauses: Clauses) -> list[Instrument]:
    units, language = clauses.units, clauses.language
    lexical = taxonomy(language)
    out: list[Instrument] = []
    done = 0
    for start in _nouns(units, lexical, language):
        found = _match(units, start, lexical, language) if start >= done else None
        if found is None:
            continue
        stop, klass, weight, noun = found
        while stop < len(units) and (more := _match(units, stop, lexical, language)) is not None:
            stop, next_class, next_weight, next_noun = more
            if klass == "other" or (next_class != "other" and weight == "weak"):
                klass, noun = next_class, next_noun
            elif next_class not in ("other", "investment", "partnership") and klass != "joint_venture":
                klass = next_class
            noun = next_noun if next_class == klass else noun
            weight = "strong" if next_weight == "strong" else weight
        if stop < len(units) and units[stop].low in NOT_HEAD:
            done = stop + 1  # "700 contract workers", "the treaty text"
            continue
        first = start
        while first > 0 and start - first < 7:
            u = units[first - 1]
            if u.kind not in "NE#-\"'sV" and not (u.kind == "A" and u.low in EARLIER):
                break
            if u.kind == "V" and (
                u.form is None or not (set(u.form.forms) & set("NG")) or first < 2 or units[first - 2].kind not in "DNE"
            ):
                break
            if u.kind == "s":
                break
            first -= 1
        if first > 2 and units[first - 1].kind == "C" and units[first - 2].kind == "N":
            joined = first - 2
            while joined > 0 and units[joined - 1].kind == "N":
                joined -= 1
            if joined and units[joined - 1].kind == "D":
                first = joined  # "a supply and investment pact"
        before = units[first - 1] if first else None
        determiner = (
            "genitive"
            if before is not None and before.kind == "s"
            else ("the" if before.tag == "definite" else before.low)
            if before is not None and before.kind == "D"
            else ""
        )
        modified = False
        if klass == "other":
            changed = _by_modifier(units, first, start, stop, noun, lexical, language)
            if changed is not None:
                klass, modified = changed, True
        head = units[stop - 1].low
        plural = (
            head.endswith("s")
            and read_as(language) in ("en", "fr", "es")
            and not head.endswith("ss")
            and noun.split()[-1] != head
        )
        plural = plural or (units[start].low in ("memoranda", "memorandums", "plans", "letters"))
        beside = units[first:start] + (units[stop : stop + 1] if read_as(language) in ("fr", "es") else [])
        out.append(
            Instrument(
                first, stop - 1, klass, noun, weight == "weak", plural, determiner, noun in GENERIC and not modified,
                any(u.low in EARLIER for u in beside) or units[start].low.startswith(FORERUNNER),
                any(u.low in STANDING for u in beside),
                _year(units, first, start, stop),
            )
        )  # fmt: skip
        done = _end_of_title(units, stop, language)
    return out


def _nouns(units: list[Unit], lexical: _Taxonomy, language: str) -> list[int]:
    """The units that may be the noun of an instrument, or its first word."""
    phrases, suffixes = lexical.phrases, lexical.suffixes
    if read_as(language) in SUFFIX_LANGUAGES:
        return [i for i, u in enumerate(units) if u.low in phrases or u.low.endswith(suffixes)]
    return [i for i, u in enumerate(units) if u.low in phrases]


NOT_HEAD = closed("not_head")
"""Nouns behind that of an instrument which are what the phrase is about."""
EARLIER = closed("earlier")
STANDING = closed("standing")
FORERUNNER = ("vorläufer", "vorgänger")
"""First parts of a German compound that tell it apart as the one from before."""
_OF_YEAR = closed("of_year")


def _year(units: list[Unit], first: int, start: int, stop: int) -> int | None:
    behind = units[stop + 1 : stop + 2] if stop < len(units) and units[stop].low in _OF_YEAR else []
    for u in (*units[first:start], *behind):
        if u.kind == "#" and len(u.low) == 4 and u.low.isdigit() and "1800" < u.low < "2100":
            return int(u.low)
    return None


def _match(units: list[Unit], i: int, lexical: _Taxonomy, language: str) -> tuple[int, str, str, str] | None:
    u = units[i]
    if u.kind not in "NV" or (u.kind == "V" and u.form is not None and not u.form.nounable):
        return None
    if u.kind == "V" and i and units[i - 1].kind not in "DNEs":
        return None
    for words, klass, weight in lexical.phrases.get(u.low, ()):
        n = len(words)
        if i + n <= len(units) and all(units[i + k].low == words[k] for k in range(1, n)):
            return i + n, klass, weight, _singular(words, language)
    if read_as(language) in SUFFIX_LANGUAGES and len(u.low) > 7 and u.low.endswith(lexical.suffixes):
        for noun in sorted(lexical.suffixes, key=len, reverse=True):
            if u.low.endswith(noun):
                klass, weight = next((c, w) for ws, c, w in lexical.phrases[noun] if ws == (noun,))
                prefix = u.low[: -len(noun)]
                for word, other in lexical.modifiers.get(noun, {}).items():
                    if prefix.endswith(word):
                        klass = other
                return i + 1, klass, weight, noun
    return None


@cache
def _singular(words: tuple[str, ...], language: str) -> str:
    form = " ".join(words)
    for row in lexicon.load("instruments_taxonomy"):
        if row["language"] == language and row["weight"] != "modified" and form in _plurals(row["noun"], language):
            return row["noun"]
    return form


def _by_modifier(
    units: list[Unit], first: int, start: int, stop: int, noun: str, lexical: _Taxonomy, language: str
) -> str | None:
    """Class of a generic noun by what stands beside it: "trade deal", "accord commercial", "pact on defence"."""
    table = lexical.modifiers.get(noun)
    if not table:
        return None
    for u in reversed(units[first:start]):
        if u.low in table:
            return table[u.low]
    if read_as(language) in ("fr", "es"):
        for u in units[stop : stop + 3]:
            if u.kind in ",VX":
                break
            if u.low in table:
                return table[u.low]
    if stop < len(units) and units[stop].low in ("on", "over", "de", "sobre", "über", "om", "sur"):
        for u in units[stop + 1 : stop + 4]:
            if u.kind in "P,":
                break
            if u.low in table:
                return table[u.low]
    return None
