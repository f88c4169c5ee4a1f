"""The closed word classes that the rules of figures ask for: prepositions, determiners, verbs of change and others."""

from __future__ import annotations

from functools import cache

from extraction.figures.number_words import LANGUAGES
from extraction.lexicon import items, load


@cache
def word_class(language: str, kind: str) -> frozenset[str]:
    """The words (lower case) of one class in a language, "*" for a class that all share; else of English."""
    return own_words(language if language in LANGUAGES or language == "*" else "en", kind)


@cache
def own_words(language: str, kind: str) -> frozenset[str]:
    """The words and phrases of one class in a language; none where it has no rows of its own."""
    return frozenset(
        word
        for row in load("figures_function_words")
        if row["language"] == language and row["kind"] == kind
        for word in items(row["words"])
    )


@cache
def shared_words(language: str, kind: str) -> frozenset[str]:
    """The words of a class that all languages share, and those that a language adds to it."""
    return word_class("*", kind) | own_words(language, kind)


@cache
def function_words(language: str) -> frozenset[str]:
    """Every word that cannot be part of a counted phrase."""
    kinds = (
        "definite",
        "possessive",
        "preposition",
        "conjunction",
        "pronoun",
        "verb",
        "adverb",
        "determiner",
        "respective",
    )
    return frozenset().union(*(word_class(language, kind) for kind in kinds))
