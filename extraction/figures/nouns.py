"""The noun that a number counts: the head of the phrase that follows it.

Belongs here: where a counted phrase ends, which of its words is the head, and the head's singular in English where the
lexicon knows it. English asks lemminflect for parts of speech, German its capitals; the other languages order words so
that the noun is the first word that is neither a function word nor an adjective before its noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import lemminflect

from extraction.document import Tokens
from extraction.english import lemmas
from extraction.figures.closed_classes import function_words, word_class
from extraction.figures.number_words import LANGUAGES
from extraction.lexicon import items, load, read_as

_REACH = 6
"""Words of a counted phrase before its head: "13,000 striking American auto workers" has three."""
_WORDS_KEPT = 65_536
"""Words whose look-ups are remembered: news has fewer in use, and a bulk of odd words must not fill the memory."""
_WORD = re.compile(r"[^\W\d_]")
_ELIDED = re.compile(r"^(?:d|l|qu)[’'](.+)$")
_SWEDISH_ADJECTIVE = re.compile(
    r"(?:iska|iga|ande|(?<![aeo]r)na|[bdglnrstv]da|ade|nya|stora|små|andra|olika|unga|äldre|döda|bästa|första|sista"
    r"|[aeiouyåäö]sta)$"
)


@dataclass(slots=True, unsafe_hash=True)
class Head:
    """The head noun of a counted phrase."""

    index: int
    after: int
    """Token after the phrase as the span takes it (a coordination of counted nouns included)."""
    name: str
    lemma: str


@cache
def _known_nouns(language: str) -> dict[str, str]:
    return {
        form: row["english"]
        for row in load("figures_nouns")
        if row["language"] == language
        for form in items(row["forms"])
    }


@lru_cache(_WORDS_KEPT)
def noun_name(word: str, language: str) -> str:
    """Singular of a noun, lower case: in English where the lexicon knows it, else in its own language."""
    lower = word.lower()
    known = _known_nouns(language).get(lower)
    if known is not None:
        return known
    if language != "en":
        if "-" in word and language == "fr":
            return "-".join(_lemma(part, language) for part in lower.split("-"))
        return _lemma(word if language == "de" else lower, language).lower()
    nouns = lemmas(lower).get("NOUN") or lemminflect.getAllLemmasOOV(lower, "NOUN").get("NOUN", ())
    return str(nouns[0]) if nouns else lower


def _lemma(word: str, language: str) -> str:
    """From simplemma's dictionaries as they are stored: unpacked they would take 90 MB a language for a few nouns."""
    import simplemma  # a package of many modules, of which English needs none

    return simplemma.lemmatize(word, language, low_memory=True)


@lru_cache(_WORDS_KEPT)
def parts_of_speech(word: str) -> frozenset[str]:
    """Universal tags that an English word may have; empty for a word not known."""
    return frozenset(lemmas(word))


@lru_cache(_WORDS_KEPT)
def is_plural(word: str) -> bool:
    """Whether an English word, in lower case, is a plural noun."""
    if word in _known_nouns("en"):
        return True
    if "-" in word:
        word = word.rpartition("-")[2]
    found = lemmas(word)
    if found:
        nouns = found.get("NOUN")
        return (
            nouns is not None
            and word not in nouns
            and word.endswith(("s", "i", "a", "en", "ae", "e", "x", "eth", "ice"))
        )
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))


def find_head(
    tokens: Tokens, text: str, at: int, end: int, language: str, *, scaled: bool = False, last: bool = False
) -> Head | None:
    """The head of the phrase that begins at a token, or None where no noun is counted.

    Args:
        tokens: Tokens of the document.
        text: Its text, for the gaps between tokens.
        at: First token after the number.
        end: Token to stop before (the end of the sentence).
        language: Language of the text around.
        last: Take the last noun of a phrase in the singular ("20-minute video demonstration"), not the first.
        scaled: Written with a scale word, after which some languages put "of" ("millones de personas").
    """
    if language not in LANGUAGES:
        language = "en"
    if scaled and at < end and tokens.lowers[at] in {"de", "d’", "d'"} and read_as(language) in ("fr", "es"):
        at += 1
    if language == "en":
        return _english(tokens, text, at, end, last=last)
    return _other(tokens, text, at, end, language)


def _stops(tokens: Tokens, text: str, i: int, at: int, functions: frozenset[str]) -> bool:
    """Whether a token cannot belong to the phrase."""
    word = tokens.texts[i]
    if not _WORD.match(word) or tokens.lowers[i] in functions:
        return True
    gap = text[tokens.ends[i - 1] : tokens.starts[i]]
    return (i > at and not gap) or "\n" in gap


def _english(tokens: Tokens, text: str, at: int, end: int, *, last: bool) -> Head | None:
    functions = function_words("en")
    fallback = None
    for i in range(at, min(end, at + _REACH)):
        lower = tokens.lowers[i]
        if lower in {"and", "or"} and _joins_adjectives(tokens, i, at, end):
            continue
        if lower == "such" and i == at:
            continue
        if _stops(tokens, text, i, at, functions) or (lower in _RECENT and _is_time(tokens, i + 1, end)):
            break
        if is_plural(lower):
            if last and fallback is not None and "VERB" in parts_of_speech(lower):
                break
            head = i
            if i + 1 < end and not _stops(tokens, text, i + 1, at, functions) and is_plural(tokens.lowers[i + 1]):
                head = i + 1
            return Head(
                head,
                _coordination(tokens, text, head, end),
                noun_name(lower if head == i else tokens.lowers[head], "en"),
                noun_name(tokens.lowers[head], "en"),
            )
        tags = parts_of_speech(lower)
        if lower.endswith("ly") and tags <= {"ADV"}:
            continue
        if "VERB" in tags and "NOUN" not in tags and "ADJ" not in tags and not lower.endswith(("ed", "ing")):
            break
        if fallback is None or last:
            if word_before_noun(tokens, i, end, functions) or lower in _NO_HEADS:
                continue
            if ("NOUN" in tags or (not tags and not lower.endswith("ly"))) and not (
                tags & {"ADJ"} and "NOUN" not in tags
            ):
                fallback = i
            elif fallback is None and tags and not tags & {"NOUN", "ADJ"} and not lower.endswith(("ed", "ing")):
                break
    if fallback is None:
        return None
    name = noun_name(tokens.lowers[fallback], "en")
    return Head(fallback, fallback + 1, name, name)


_RECENT = frozenset({"last", "next"})


def _is_time(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "last" or "next" before a token says when: "219,000 last week"."""
    return at < end and tokens.lowers[at] in word_class("en", "dated")


_NO_HEADS = frozenset({"more", "less", "fewer", "another", "others", "other", "further", "additional"})


def word_before_noun(tokens: Tokens, i: int, end: int, functions: frozenset[str]) -> bool:
    """Whether a capitalised word is an attribute of the word behind it ("Australian salt")."""
    if not tokens.texts[i][0].isupper() or i + 1 >= end or is_plural(tokens.lowers[i]):
        return False
    following = tokens.texts[i + 1]
    return following[0].isalpha() and following.islower() and tokens.lowers[i + 1] not in functions


def _joins_adjectives(tokens: Tokens, i: int, at: int, end: int) -> bool:
    """As in "six Baltic and Nordic states": an "and" between two attributes of the same noun."""
    if i == at or i + 2 >= end:
        return False
    left, right = tokens.texts[i - 1], tokens.texts[i + 1]
    if left[0].isupper() and right[0].isupper():
        return not is_plural(left.lower()) and is_plural(tokens.lowers[i + 2])
    tags = parts_of_speech(left.lower()), parts_of_speech(right.lower())
    attributes = all("ADJ" in t for t in tags) or (left.endswith("ing") and right.endswith("ing"))
    return attributes and is_plural(tokens.lowers[i + 2])


def _coordination(tokens: Tokens, text: str, head: int, end: int) -> int:
    """Token after "countries and organizations": counted nouns joined to the head belong to the span."""
    if head + 2 < end and tokens.lowers[head + 1] in {"and", "or"} and is_plural(tokens.lowers[head + 2]):
        if tokens.texts[head].islower() != tokens.texts[head + 2].islower():
            return head + 1
        follows = tokens.lowers[head + 3] if head + 3 < end else "."
        if not _stops(tokens, text, head + 2, 0, function_words("en")) and follows not in {"are", "were", "have"}:
            return head + 3
    return head + 1


def _other(tokens: Tokens, text: str, at: int, end: int, language: str) -> Head | None:
    functions, known = function_words(language), _known_nouns(language)
    adjectives = word_class(language, "adjective")
    for i in range(at, min(end, at + 4)):
        word, lower = tokens.texts[i], tokens.lowers[i]
        elided = _ELIDED.match(lower) if read_as(language) == "fr" else None
        if elided is not None and i == at:
            word = lower = elided.group(1)
        elif _stops(tokens, text, i, at, functions):
            return None
        if lower in known:
            return Head(i, i + 1, known[lower], lower)
        if language == "de":
            if not word[0].isupper():
                continue
        elif lower in adjectives or (language == "sv" and _SWEDISH_ADJECTIVE.search(lower) and i + 1 < end):
            continue
        name = noun_name(word, language)
        return Head(i, i + 1, name, name)
    return None
