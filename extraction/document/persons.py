"""The persons of an article, gathered over their mentions.

Belongs here: which mentions name the same person, and what is known of each. "Hillary Rodham Clinton" and "Hillary
Clinton" are one, named by the fullest form; a bare "Clinton" is the first introduced of that surname.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_MAX_NAMESAKES = 50
"""Persons of one surname that are compared; more are no article."""
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))


@dataclass(slots=True)
class Person:
    """One person: the fullest name, its words, and what the article says of them."""

    name: str
    words: tuple[str, ...]
    role: str | None = None
    party: str | None = None
    gender: str | None = None


def name_words(texts: list[str]) -> tuple[str, ...]:
    """The words of a name without full stops and generation marks."""
    words = [t for t in texts if t != "."]
    while len(words) > 1 and words[-1].lower() in _GENERATIONS:
        words.pop()
    return tuple(words)


@dataclass(slots=True)
class Persons:
    """The register of one article."""

    people: list[Person] = field(default_factory=list)
    _by_words: dict[tuple[str, ...], Person] = field(default_factory=dict)
    _by_last: dict[str, list[Person]] = field(default_factory=dict)

    def register(self, name: str, words: tuple[str, ...]) -> Person:
        """The person that a mention names, a new one if the article has not named them yet."""
        person = self.find(words)
        if person is None:
            person = Person(name, words)
            self.people.append(person)
            self._by_last.setdefault(words[-1], []).append(person)
        elif len(words) > len(person.words):
            person.name, person.words = name, words
        self._by_words[words] = person
        return person

    def find(self, words: tuple[str, ...]) -> Person | None:
        """The person of these words: the same first and last one, or one of the same surname where one form is bare."""
        person = self._by_words.get(words)
        if person is not None:
            return person
        for other in self._by_last.get(words[-1], ())[:_MAX_NAMESAKES]:
            if len(words) == 1 or len(other.words) == 1 or other.words[0] == words[0]:
                return other
        return None

    def short_forms(self) -> dict[str, Person]:
        """Person by each single word that may stand for them; a surname comes before a given name of somebody else."""
        forms: dict[str, Person] = {}
        for person in self.people:
            forms.setdefault(person.words[-1], person)
        for person in self.people:
            forms.setdefault(person.words[0], person)
            if len(person.words) > 2:
                forms.setdefault(person.words[1], person)
        for word, person in list(forms.items()):
            if len(word) < 2:
                del forms[word]
            elif len(word) > 2:
                forms.setdefault(word.upper(), person)
        return forms
