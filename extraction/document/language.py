"""Which language a paragraph is written in.

Belongs here: the vote and its smoothing. Most paragraphs in the languages of the lexicons are decided by their function
words, which costs a dictionary look-up a word; scripts other than Latin decide themselves where one language owns them;
only what is left is handed to py3langid, whose model is loaded when first needed.

A language that is read as another has most of its function words in common with it. It does not vote: it takes a
paragraph from the others by the words that none of them has.
"""

from __future__ import annotations

import math
import re
from functools import cache

from extraction.lexicon import added, load

_SCRIPTS = (
    ("ko", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)
_NOT_LATIN = re.compile("[\u0370-\u1dff\u3040-\ud7af]")
_OTHER_SCRIPT = re.compile("[\u0400-\u04ff\u0530-\u058f\u0600-\u06ff\u0900-\u0d7f\u10a0-\u10ff]")
_MODEL_SAMPLE = 400
"""Characters handed to the model: its features are counted, so more does not change the answer of a news paragraph."""
_MODEL_MARGIN = 40
"""Difference of log probabilities: short lines in the language at hand stay below 10, foreign sentences above 60."""
_MIN_WORDS_FOR_MODEL = 8
_NONE: frozenset[str] = frozenset()
_SURE = 4
"""So many different words of one language alone, among the first ones of a paragraph, leave no doubt."""
_FEW = 2
"""So many different words that no other language has tell one that is read as another."""
_SAMPLE = 20
"""Words of a paragraph that vote first, a third of them function words; where they do not tell, more are asked."""


@cache
def _voters() -> dict[str, tuple[str, ...]]:
    voters: dict[str, tuple[str, ...]] = {}
    for row in load("segments_function_words"):
        if row["language"] not in added() and row["language"] not in voters.get(row["word"], ()):
            voters[row["word"]] = (*voters.get(row["word"], ()), row["language"])
    return voters


@cache
def _own_words() -> dict[str, frozenset[str]]:
    """The function words that only one language has, by language."""
    own: dict[str, set[str]] = {}
    for word, languages in _voters().items():
        if len(languages) == 1:
            own.setdefault(languages[0], set()).add(word)
    return {language: frozenset(words) for language, words in own.items()} | {
        language: words for language, (words, _) in _told_apart().items()
    }


@cache
def _told_apart() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """By language that is read as another: its words that no other has, and those that only the others have."""
    words: dict[str, set[str]] = {}
    for row in load("segments_function_words"):
        words.setdefault(row["language"], set()).add(row["word"])
    apart: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for language in sorted(added().intersection(words)):
        others = {word for other, found in words.items() if other != language for word in found}
        apart[language] = frozenset(words[language] - others), frozenset(others - words[language])
    return apart


@cache
def _all_words(language: str | None) -> frozenset[str]:
    return frozenset(row["word"] for row in load("segments_function_words") if row["language"] == language)


@cache
def _telling() -> frozenset[str]:
    """Every word by which a paragraph may be told to be in such a language."""
    return frozenset(word for own, _ in _told_apart().values() for word in own)


def _taken(sample: list[str], best: str | None, previous: str | None) -> str | None:
    """The language of the words: `best` by the vote, or one that is read as another if its own words say so.

    Where such a language is at hand, it is enough that no more words speak against it than for it.
    """
    at_hand = _told_apart().get(previous) if previous is not None else None
    if at_hand is not None and not _all_words(previous).isdisjoint(sample):
        own, others = at_hand
        if len(own.intersection(sample)) >= len(others.intersection(sample)):
            return previous
    if _telling().isdisjoint(sample):
        return best
    counts = {language: len(own.intersection(sample)) for language, (own, _) in _told_apart().items()}
    language = max(counts, key=counts.__getitem__)
    against = len(_told_apart()[language][1].intersection(sample))
    enough = counts[language] >= _FEW and counts[language] >= 2 * against
    return language if enough and list(counts.values()).count(counts[language]) == 1 else best


def paragraph_language(text: str, lowers: list[str], first: int, last: int, previous: str | None) -> str | None:
    """ISO 639-1 code of a paragraph, or None where its own words do not tell.

    Args:
        text: The paragraph.
        lowers: The tokens of the article in lower case.
        first: Its first token.
        last: The token after its last one.
        previous: The language of the paragraph before, which is asked first: most articles have one.
    """
    if not text.isascii() and _NOT_LATIN.search(text):
        foreign = _by_script(text)
        if foreign:
            return foreign
    sample = lowers[first : min(last, first + _SAMPLE)]
    if previous is not None and len(_own_words().get(previous, _NONE).intersection(sample)) >= _SURE:
        return previous
    votes = _votes(sample)
    best = _taken(sample, _winner(votes, len(sample)), previous)
    if best is None and last - first > _SAMPLE:
        sample = lowers[first : min(last, first + 4 * _SAMPLE)]
        votes = _votes(sample)
        best = _taken(sample, _winner(votes, len(sample)), previous)
    if best is not None or sum(map(str.isalpha, sample)) < _MIN_WORDS_FOR_MODEL:
        return best
    if previous is not None and votes and votes.get(previous) == max(votes.values()):
        return None  # too few to decide, but nothing speaks against the language at hand
    return _by_model(text[:_MODEL_SAMPLE], previous)


def _votes(words: list[str]) -> dict[str, int]:
    """How many of the words are function words of each language."""
    get = _voters().get
    votes: dict[str, int] = {}
    for languages in [found for word in words if (found := get(word))]:
        for language in languages:
            votes[language] = votes.get(language, 0) + 1
    return votes


def _winner(votes: dict[str, int], n_words: int) -> str | None:
    """The language whose function words stand out among the words, if one does."""
    if not votes:
        return None
    best = max(votes, key=votes.__getitem__)
    second = max((n for language, n in votes.items() if language != best), default=0)
    if votes[best] >= 3 and votes[best] >= 1.5 * second and votes[best] * 6 >= n_words:
        return best
    if votes[best] >= 2 and second == 0 and n_words <= _MIN_WORDS_FOR_MODEL:
        return best
    return None


def _by_script(text: str) -> str | None:
    """The language of a paragraph whose letters are mostly of a script that Latin text does not use."""
    letters = sum(map(str.isalpha, text[:_MODEL_SAMPLE]))
    for language, pattern in _SCRIPTS:
        if 3 * len(pattern.findall(text[:_MODEL_SAMPLE])) > letters:
            return language
    if 2 * len(_OTHER_SCRIPT.findall(text[:_MODEL_SAMPLE])) > letters:
        return _by_model(text[:_MODEL_SAMPLE], None)
    return None


def _by_model(text: str, previous: str | None) -> str | None:
    """The model's answer where it is far from the language at hand: a line of names and numbers is in no language."""
    import py3langid  # its model takes most of a second to load, and few articles need it

    ranking = py3langid.rank(text)
    language, score = ranking[0]
    if len(language) != 2:
        return None
    rival = previous or "en"
    if language == rival:
        return rival
    return str(language) if score - dict(ranking).get(rival, -math.inf) >= _MODEL_MARGIN else None


def smooth(votes: list[str | None], given: str | None) -> list[str]:
    """The language of each paragraph, the unsure ones from their neighbours.

    A paragraph that does not tell takes the language of the one before it, else of the next that tells, else the one
    given by metadata, else English.
    """
    out: list[str] = []
    following = next((v for v in votes if v is not None), given or "en")
    current = given if given is not None and given in votes else following
    for vote in votes:
        current = vote or current
        out.append(current or "en")
    return out
