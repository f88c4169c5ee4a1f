"""The closed word classes and verb forms that clause analysis reads, from the lexicons.

Belongs here: turning the rows of `agreements_words`, `agreements_verbs` and `commitments_verbs` into look-ups by word
and language. What a verb means for an agreement or a commitment is the business of the modules that ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from extraction import lexicon
from extraction.conjugation import conjugated, endings, read_forms
from extraction.english import lemmas, verb_forms

LANGUAGES = lexicon.languages("agreements_words")
"""Languages that the lexicons cover; text in any other is read with the English ones."""

_FORMS = {"VB": "B", "VBP": "P", "VBZ": "S", "VBD": "D", "VBN": "N", "VBG": "G"}


@cache
def closed(name: str) -> frozenset[str]:
    """The words of a closed class of `agreements_classes.csv`, of all languages together.

    Raises:
        KeyError: There is no such class.
    """
    words = frozenset(r["word"] for r in lexicon.load("agreements_classes") if r["class"] == name)
    if not words:
        raise KeyError(name)
    return words


@cache
def weekdays() -> frozenset[str]:
    """Names of the days of the week in all languages, lower case."""
    days = (Locale(language).days["format"]["wide"] for language in LANGUAGES)
    return frozenset(str(name).lower() for names in days for name in names.values())


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A word that may be a form of a verb.

    `forms`: B base, P plural present, S singular present, D past, N participle, G gerund, F future.
    """

    lemma: str
    forms: str
    nounable: bool
    """The same word is also a noun or an adjective, so its place has to decide."""


@cache
def word_tags(language: str) -> dict[str, str]:
    """Tag of every word of a closed class: det, prep, conj, sub, pron, be, have, do, modal, neg, negaux, to, adv.

    A determiner is "definite" where another language has the same word for its indefinite article.
    """
    return {
        r["word"]: r["tag"]
        for r in lexicon.load("agreements_words")
        if r["language"] == language and r["tag"] != "nounish"
    }


@cache
def _nounish() -> frozenset[str]:
    return frozenset(r["word"] for r in lexicon.load("agreements_words") if r["tag"] == "nounish")


@cache
def listed_forms(language: str) -> dict[str, VerbForm]:
    """Every form of the verbs that the lexicons list."""
    forms: dict[str, VerbForm] = {}
    rows = [r for name in ("agreements_verbs", "commitments_verbs") for r in lexicon.load(name)]
    for row in rows:
        if row["language"] != language:
            continue
        if row["forms"]:
            _enter(forms, row["lemma"], read_forms(row["forms"]))
        elif endings(language):
            _enter(forms, row["lemma"], conjugated(row["lemma"], language))
        else:
            for word, tags in _english_forms(row["lemma"]).items():
                noun = _nounable(word) if set(tags) & set("DNG") else row["lemma"] in _nounish()
                forms[word] = VerbForm(row["lemma"], tags, noun)
    return forms


def _enter(forms: dict[str, VerbForm], lemma: str, tags_of: dict[str, str]) -> None:
    for word, tags in tags_of.items():
        known = forms.get(word)
        if known is None:
            forms[word] = VerbForm(lemma, tags, nounable=False)
        else:
            forms[word] = VerbForm(known.lemma, "".join(sorted({*known.forms, *tags})), nounable=False)


def _english_forms(lemma: str) -> dict[str, str]:
    found: dict[str, str] = {}
    inflections = verb_forms(lemma)
    for tag, words in inflections.items():
        for word in words:
            found[word] = found.get(word, "") + _FORMS.get(tag, "")
    if not inflections.get("VBN"):
        for word in inflections.get("VBD", ()):
            found[word] += "N"  # the tables list a participle only where it differs from the past
    return found or {lemma: "BP"}


@lru_cache(maxsize=65536)
def _nounable(word: str) -> bool:
    found = lemmas(word)
    return "NOUN" in found or "ADJ" in found or "PROPN" in found


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Whether a lower-case word is a common English word."""
    return any(pos != "PROPN" for pos in lemmas(word))


@lru_cache(maxsize=65536)
def _unlisted_english(word: str) -> VerbForm | None:
    found = lemmas(word)
    if "VERB" not in found or "ADV" in found:
        return None
    lemma = found["VERB"][0]
    tags = _english_forms(lemma).get(word, "")
    nounable = "NOUN" in found or "ADJ" in found
    if not tags or (nounable and not tags.strip("BPS")):
        return None  # a noun more often than a verb: "market", "results"
    return VerbForm(lemma, tags, nounable)


def verb_form(word: str, language: str) -> VerbForm | None:
    """The verb form that a lower-case word may be; English verbs beyond the lexicons are known by their endings."""
    form = listed_forms(language).get(word)
    if form is None and language == "en" and len(word) < 24 and (word.endswith(("ed", "s", "ing"))):
        return _unlisted_english(word)
    return form


@lru_cache(maxsize=65536)
def base_form(word: str) -> VerbForm | None:
    """An English verb beyond the lexicons in its base form, for places where only the place tells it from a noun."""
    found = lemmas(word)
    if word not in found.get("VERB", ()):
        return None
    return VerbForm(word, "BP", "NOUN" in found or "ADJ" in found)
