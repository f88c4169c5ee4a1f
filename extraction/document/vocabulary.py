"""The lexicons of titles, organisation words and cues as sets that the rules look words up in.

Belongs here: reading the CSV files into the shapes the rules need, once a process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extraction.lexicon import load, rows_for


@dataclass(frozen=True, slots=True)
class Title:
    """A word that says what somebody is. `official` ones speak for the state that their phrase names."""

    gender: str | None
    official: bool
    honorific: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Every word list that the rules for names look into."""

    titles: dict[str, Title]
    title_endings: tuple[tuple[str, Title], ...]
    title_ends: tuple[str, ...]
    modifiers: frozenset[str]
    before_names: frozenset[str]
    """Words that may end a title: titles, modifiers and the full stop of "Mr."."""
    last: dict[str, str]
    """Kind of name by its last word: company | body | place."""
    first: dict[str, str]
    """Kind of name by its first word."""
    surnames: frozenset[str]
    """Last words of organisations and places that are surnames too."""
    heads_of: frozenset[str]
    """Words that begin a name of the form "Ministry of Trade"."""
    endings: tuple[tuple[str, str], ...]
    """Kind of a one-word name by its ending ("-departementet", "-ministerium")."""
    ends: tuple[str, ...]
    ordinary: frozenset[str]
    """Everyday words, with which a sentence begins oftener than a name does."""
    openings: dict[str, frozenset[str]]
    """The same by language."""
    function: dict[str, frozenset[str]]
    """Those of them that stand in no name, by language."""
    state_bodies: frozenset[str]
    speech: frozenset[str]
    locative: frozenset[str]
    motion: frozenset[str]
    city_nouns: frozenset[str]
    """Nouns that a city's name stands before as a place ("Paris climate deal")."""
    company_nouns: frozenset[str]
    company_ends: tuple[str, ...]
    """German company nouns as the ends of compounds ("Stahlkonzern")."""
    company_titles: frozenset[str]
    other_acronyms: frozenset[str]
    leader_nouns: frozenset[str]
    own_of: frozenset[str]
    """Words for "of" that a language with a file of its own adds to those in the rules, with the article or without."""
    own_and: frozenset[str]
    own_articles: frozenset[str]
    state_titles: dict[str, str]
    """State by a title that only its officials bear ("secretary of state")."""

    def title(self, word: str) -> Title | None:
        """The title that a word in lower case is, or ends in ("handelsministern")."""
        found = self.titles.get(word)
        if found is None and len(word) > 7 and word.endswith(self.title_ends):
            return next(title for ending, title in self.title_endings if word.endswith(ending))
        return found


@cache
def vocabulary(language: str = "") -> Vocabulary:
    """The lexicons in the shapes that the rules need, read once a process.

    Args:
        language: The language of the text where it has a file of its own, whose words count in no other text.
    """
    titles: dict[str, Title] = {}
    endings: dict[str, Title] = {}
    for row in rows_for("entities_titles", language):
        title = Title(row["gender"] or None, row["official"] == "yes", row["match"] == "honorific")
        table = endings if row["match"] == "suffix" else titles
        known = table.get(row["head"])
        if known is not None:
            gender = title.gender if title.gender == known.gender else None
            title = Title(gender, known.official or title.official, known.honorific or title.honorific)
        table[row["head"]] = title
    last: dict[str, str] = {}
    first: dict[str, str] = {}
    heads_of: set[str] = set()
    surnames: set[str] = set()
    word_endings: dict[str, str] = {}
    for row in rows_for("entities_organisation_words", language):
        word, kind, position = row["word"], row["kind"], row["position"]
        if position in ("last", "any"):
            last.setdefault(word, kind)
        if position in ("first", "any"):
            first.setdefault(word, kind)
        if position in ("of", "any"):
            heads_of.add(word)
        if position == "surname":
            surnames.add(word)
        if position == "suffix":
            word_endings.setdefault(word, kind)
    function: dict[str, set[str]] = {}
    openings: dict[str, set[str]] = {}
    for row in rows_for("segments_function_words", language):
        openings.setdefault(row["language"], set()).add(row["word"])
        if row["class"] == "function":
            function.setdefault(row["language"], set()).add(row["word"])
    cues: dict[str, set[str]] = {}
    for row in rows_for("entities_cues", language):
        cues.setdefault(row["cue"], set()).add(row["word"])
    modifiers = frozenset(row["word"] for row in rows_for("entities_role_modifiers", language))
    return Vocabulary(
        titles=titles,
        title_endings=tuple(sorted(endings.items(), key=lambda item: (-len(item[0]), item[0]))),
        title_ends=tuple(endings),
        modifiers=modifiers,
        before_names=frozenset({*modifiers, *titles, "."}),
        last=last,
        first=first,
        surnames=frozenset(surnames),
        heads_of=frozenset(heads_of),
        endings=tuple(sorted(word_endings.items(), key=lambda item: (-len(item[0]), item[0]))),
        ends=tuple(word_endings),
        ordinary=frozenset(row["word"] for row in rows_for("segments_function_words", language)),
        openings={code: frozenset(found) for code, found in openings.items()},
        function={code: frozenset(found) for code, found in function.items()},
        state_bodies=frozenset(row["noun"] for row in rows_for("entities_state_bodies", language)),
        speech=frozenset(cues["speech"]),
        locative=frozenset(cues["locative"]),
        city_nouns=frozenset(cues["city_noun"]),
        motion=frozenset(cues["motion"]),
        company_nouns=frozenset(cues["company_noun"]),
        company_ends=tuple(sorted(word.lower() for word in cues["company_noun"] if word[0].isupper())),
        company_titles=frozenset(cues["company_title"]),
        other_acronyms=frozenset(row["word"] for row in rows_for("entities_other_acronyms", language)),
        leader_nouns=frozenset(cues["leader_noun"]),
        own_of=frozenset(cues.get("of", ())),
        own_and=frozenset(cues.get("and", ())),
        own_articles=frozenset(cues.get("article", ())),
        state_titles={row["title"]: row["code"] for row in load("entities_state_titles")},
    )
