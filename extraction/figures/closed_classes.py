"""The closed word classes that the rules of figures ask for: prepositions, determiners, verbs of change and others."""

from __future__ import annotations

from functools import cache

from extraction.figures.number_words import LANGUAGES
from extraction.lexicon import items, load


@cache
def word_class(language: str, kind: str) -> frozenset[str]:
    """The words (lower case) of one class in a language, "*" for a class that all share; else of English."""
    known = language if language in LANGUAGES or language == "*" else "en"
    return frozenset(
        word
        for row in load("figures_function_words")
        if row["language"] == known and row["kind"] == kind
        for word in items(row["words"])
    )


@cache
def function_words(language: str) -> frozenset[str]:
    """Every word that cannot be part of a counted phrase."""
    kinds = ("definite", "possessive", "preposition", "conjunction", "pronoun", "verb", "adverb", "determiner")
    return frozenset().union(*(word_class(language, kind) for kind in kinds))
