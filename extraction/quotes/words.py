"""The closed word classes that attribution reads: from the lexicons `quotes_words` and `quotes_forms`.

Belongs here: look-ups from a lower-case word to its class or its reporting verb, cached for the process. Does not
belong here: what a sequence of classes means.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction.conjugation import conjugated
from extraction.lexicon import load

FALLBACK = "en"

TAG_OF_CLASS = {
    "determiner": "D",
    "quantifier": "Y",
    "pronoun": "P",
    "relative": "W",
    "complementizer": "T",
    "subordinator": "U",
    "preposition": "p",
    "infinitive": "i",
    "conjunction": "&",
    "auxiliary": "A",
    "be": "B",
    "adverb": "R",
    "time": "d",
    "according": "a",
    "according_after": "s",
    "time_unit": "u",
    "noun": "n",
}
"""One letter a class: a sentence becomes a string of tags (see `extraction.quotes.frames`)."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A form of a reporting verb."""

    lemma: str
    kind: str
    """speech | writing | judgement | thought | other"""
    form: str
    """finite | base | participle | gerund"""
    noun: bool
    """Also a common noun, so that its plain and -s forms need a subject beside them."""


@cache
def classes(language: str) -> dict[str, frozenset[str]]:
    """Word classes of one language, those of the fallback language where it has none of that name."""
    groups: dict[str, set[str]] = {}
    for row in load("quotes_words"):
        if row["language"] == language:
            groups.setdefault(row["class"], set()).add(row["word"])
    if language != FALLBACK:
        for name, words in classes(FALLBACK).items():
            if name not in TAG_OF_CLASS:
                groups.setdefault(name, set()).update(words)
    return {name: frozenset(words) for name, words in groups.items()}


@cache
def words(language: str, name: str) -> frozenset[str]:
    """The words of one class."""
    return classes(language).get(name, frozenset())


@cache
def words_of_any_language(name: str) -> frozenset[str]:
    """The words of one class, all languages together."""
    return frozenset(row["word"] for row in load("quotes_words") if row["class"] == name)


@cache
def verbs(language: str) -> dict[str, Verb]:
    """Every one-word form of every listed verb; a reporting verb goes before a plain one of the same form."""
    return {form: verb for form, verb in _all_verbs(language).items() if " " not in form}


@cache
def _phrasal_verbs(language: str) -> dict[str, dict[str, Verb]]:
    """Verbs with a particle ("went on"), by verb form and particle."""
    out: dict[str, dict[str, Verb]] = {}
    for form, verb in _all_verbs(language).items():
        word, _, particle = form.partition(" ")
        if particle:
            out.setdefault(word, {})[particle] = verb
    return out


def verb_at(language: str, lower: str, following: str) -> Verb | None:
    """The verb of a word, given the word after it: "went" alone is plain, "went on" reports."""
    particles = _phrasal_verbs(language).get(lower)
    if particles is not None and following in particles:
        return particles[following]
    listed = verbs(language)
    return listed.get(lower) or (listed.get(lower.partition("-")[0]) if clitic(lower, language) else None)


def clitic(lower: str, language: str) -> str | None:
    """The subject pronoun that a hyphen ties to a verb ("dit-il", "a-t-elle"), if there is one."""
    if "-" not in lower:
        return None
    pronoun = lower.rpartition("-")[2]
    return pronoun if pronoun in words(language, "pronoun") else None


@cache
def _all_verbs(language: str) -> dict[str, Verb]:
    rows = {r["lemma"]: r for r in load("quotes_verbs") if r["language"] == language}
    out: dict[str, Verb] = {}
    for row in load("quotes_forms"):
        if row["language"] == language:
            entry = rows[row["lemma"]]
            known = out.get(row["form"])
            if known is None or (known.kind == "other" and entry["kind"] != "other"):
                out[row["form"]] = Verb(row["lemma"], entry["kind"], row["class"], entry["noun"] == "yes")
    for lemma, entry in rows.items():
        for form, tagged in conjugated(lemma, language).items():
            known = out.get(form)
            if known is None or (known.kind == "other" and entry["kind"] != "other"):
                out[form] = Verb(lemma, entry["kind"], _form_class(tagged), entry["noun"] == "yes")
    return out


def _form_class(tagged: str) -> str:
    """The class of a form: finite where it may be, as "diz" is."""
    if tagged.strip("BGN"):
        return "finite"
    return "participle" if "N" in tagged else "gerund" if "G" in tagged else "base"


@cache
def tags(language: str) -> dict[str, str]:
    """Tag of every listed word: closed classes first, then verbs (C and g reporting, V and x plain).

    "phrasal" stands for a word that reports with a particle only.
    """
    out: dict[str, str] = {}
    for form, verb in verbs(language).items():
        gerund = verb.form == "gerund"
        out[form] = ("x" if gerund else "V") if verb.kind == "other" else ("g" if gerund else "C")
    for form in _phrasal_verbs(language):
        if out.get(form) not in ("C", "g"):
            out[form] = "phrasal"
    for name, tag in TAG_OF_CLASS.items():
        for word in words(language, name):
            out[word] = tag
    return out


def known_languages() -> frozenset[str]:
    """The languages that have reporting verbs of their own."""
    return _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(row["language"] for row in load("quotes_verbs"))
