"""Which sentences are worth a look, told by a pass over the words of an article before anything is analysed.

Belongs here: the words by which a sentence may name an instrument or somebody. What it says of them is told by the
rules that read its clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from extraction import lexicon
from extraction.agreements.clauses import elision
from extraction.agreements.instruments import SUFFIX_LANGUAGES, taxonomy
from extraction.agreements.introductions import introductions
from extraction.agreements.names import last_words
from extraction.agreements.status import verb_classes
from extraction.agreements.words import LANGUAGES, closed, listed_forms
from extraction.document import Document, Sentence
from extraction.lexicon import read_as

AGREEING = closed("agreeing")
PRONOUN_EVENTS = closed("pronoun_events")
"""What happens to an agreement that is only called "it"."""
_BE = frozenset(("is", "are", "was", "were"))


def language_of(document: Document, sentence: Sentence) -> str:
    """The language that a sentence is read in: English where the lexicons do not cover its own."""
    language = document.segments[sentence.segment].language
    return language if language in LANGUAGES else "en"


def words_of(document: Document, sentence: Sentence, language: str) -> list[str]:
    """The words of a sentence, lower case and without elided articles."""
    lowers = document.tokens.lowers[sentence.token_start : sentence.token_end]
    return [w[elision(w) :] for w in lowers] if read_as(language) == "fr" else lowers


def touched(document: Document, triggers: Callable[[str], frozenset[str]], *, is_to: bool = False) -> list[int]:
    """Indexes of the sentences that hold a trigger, or "is to" if asked; all of an article in other languages."""
    sentences = document.sentences
    if any(s.language != "en" and s.language in LANGUAGES for s in document.segments):
        return list(range(len(sentences)))
    words, lowers = triggers("en"), document.tokens.lowers
    out: list[int] = []
    for index, sentence in enumerate(sentences):
        first, last = sentence.token_start, sentence.token_end
        part = lowers[first:last]
        if not words.isdisjoint(part) or (is_to and "to" in part and _says_is_to(lowers, first, last)):
            out.append(index)
    return out


def _says_is_to(lowers: list[str], first: int, last: int) -> bool:
    if _BE.isdisjoint(lowers[first:last]) and lowers[first - 1] not in _BE:
        return False
    return any(lowers[i] == "to" and lowers[i - 1] in _BE for i in range(first, last))


@cache
def _instrument_words(language: str) -> tuple[frozenset[str], dict[str, list[tuple[str, ...]]], frozenset[str]]:
    """Words of which one makes a sentence worth a look, phrases of which all words must be there, their last words.

    The phrases are listed by their last word.
    """
    single = set(closed("candidates")) if language == "en" else set()
    phrases = []
    for found in taxonomy(language).phrases.values():
        for words, _, _ in found:
            if len(words) == 1:
                single.add(words[0])
            else:
                phrases.append(tuple(w for w in words if not w.endswith(("'", "’"))))
    single |= _partner_forms(language) | AGREEING
    rest: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        if single.isdisjoint(phrase):
            rest.setdefault(phrase[-1], []).append(phrase)
    return frozenset(single), rest, frozenset(rest)


@cache
def instrument_triggers(language: str) -> frozenset[str]:
    """Every word by which a sentence may speak of an agreement."""
    single, _, ends = _instrument_words(language)
    return single | ends | {"both", "two"} | (PRONOUN_EVENTS if language == "en" else frozenset())


@cache
def _partner_forms(language: str) -> frozenset[str]:
    classes = verb_classes(language)
    return frozenset(w for w, form in listed_forms(language).items() if "partner" in classes.get(form.lemma, {}))


@cache
def _naming(language: str) -> frozenset[str]:
    """Words that make a sentence worth a look though it names nobody: instruments and references to parties."""
    words = {
        words[-1] for found in taxonomy(language).phrases.values() for words, _, weight in found if weight == "strong"
    }
    words |= _partner_forms(language)
    words |= {
        r["noun"].split()[-1]
        for r in lexicon.load("agreements_nouns")
        if r["language"] == language and r["class"] in ("pair", "all")
    }
    return frozenset(words)


def names_somebody(document: Document, sentence: Sentence, lowers: Sequence[str], *, entities: bool = True) -> bool:
    """Whether a sentence names anybody: an entity, a name introduced before, or the last word of one."""
    if entities and document.entities_between(sentence.start, sentence.end):
        return True
    return not (introductions(document).words.isdisjoint(lowers) and last_words(document).isdisjoint(lowers))


def may_agree(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence may speak of an agreement."""
    language = language_of(document, sentence)
    lowers = words_of(document, sentence, language)
    if language == "en" and lowers[:1] == ["it"] and not PRONOUN_EVENTS.isdisjoint(lowers):
        return True
    return _names_instrument(lowers, language) and (
        names_somebody(document, sentence, lowers) or not _naming(language).isdisjoint(lowers)
    )


def _names_instrument(lowers: list[str], language: str) -> bool:
    """Whether a word or a phrase of the sentence may name an instrument or say that somebody agreed."""
    single, phrases, ends = _instrument_words(language)
    if not single.isdisjoint(lowers):
        return True
    if lowers[:1] == ["both"] or lowers[:2] == ["the", "two"]:
        return True  # whom "they" in the next sentence means
    for end in ends.intersection(lowers):
        if any(all(word in lowers for word in phrase) for phrase in phrases[end]):
            return True
    if read_as(language) in SUFFIX_LANGUAGES:
        suffixes = taxonomy(language).suffixes
        return any(len(w) > 7 and w.endswith(suffixes) for w in lowers)
    return False
