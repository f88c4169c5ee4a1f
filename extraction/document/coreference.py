"""Who "the two countries", "both sides" and "he" are, where the text before them tells; nothing where it does not.

    antecedent_states(document, offset) -> tuple[str, ...]
        Codes (ISO 3166-1 alpha-2, "EU", bloc keys) of the states that the plural phrase at `offset` refers to, in the
        order of their mention; () when unsure. The phrase's own number word ("the two countries", "beide Länder",
        "ambos países") bounds how many they are.
    person_for_pronoun(document, offset, pronoun) -> Entity | None
        The person mention that a personal pronoun at `offset` refers to; None when unsure.
    stands_for(entity) -> str | None
        The state or bloc that a mention stands for as a party: itself, or that of its government, ministry or official.

Belongs here: looking back from a phrase over the mentions of the document. Which phrases refer is for callers to say.
"""

from __future__ import annotations

import re
from functools import cache

from extraction.document.model import Document, Entity
from extraction.lexicon import load

_NOT_PARTIES = frozenset(("entity.state_based", "entity.state_in_title", "entity.capital_place"))
_COORDINATION = re.compile(
    r"[\s,]*(?:\b(?:and|with|as well as|och|samt|med|und|sowie|mit|et|avec|ainsi que|y|e|con)\b"
    r"|\b(?:the|der|die|den|dem|la|le|les|el|los|l)\b['’]?|&|-|–|/|\s|,)+(?:\([^)]{1,12}\)[\s,]*)?"
)
_MAX_BACK = 6
"""Sentences looked back; further away a phrase is a new topic more often than not."""


def stands_for(entity: Entity) -> str | None:
    """The state or bloc that a mention stands for: itself, or that of its government, ministry or official."""
    if entity.kind in ("state", "bloc"):
        return None if entity.rule in _NOT_PARTIES else entity.key
    if entity.kind in ("body", "person"):
        return entity.party
    return None


@cache
def _reference_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for row in load("entities_references"):
        words.setdefault(row["kind"], {})[row["word"]] = row["value"]
    return words


def antecedent_states(document: Document, offset: int) -> tuple[str, ...]:
    """Codes of the states that the plural phrase at `offset` refers to, or () when the text does not tell."""
    expected = _expected_number(document, offset)
    here = document.sentence_index(offset)
    gathered: list[str] = []
    for index in range(here, max(-1, here - _MAX_BACK), -1):
        sentence = document.sentences[index]
        mentions = _party_mentions(document, sentence.start, min(sentence.end, offset))
        for group in reversed(_coordinated(document, mentions)):
            if len(group) == expected or (expected is None and len(group) > 1):
                return group
        codes = tuple(dict.fromkeys(code for _, code in mentions))
        if len(codes) == expected or (expected is None and len(codes) > 1):
            return codes
        gathered = list(dict.fromkeys((*codes, *gathered)))
        if expected is not None and len(gathered) == expected and len(codes) > 0 and index < here:
            return tuple(gathered)
    return ()


def _expected_number(document: Document, offset: int) -> int | None:
    numbers = _reference_words()["number"]
    for token in document.tokens_between(offset, offset + 24):
        value = numbers.get(document.tokens.lowers[token])
        if value is not None:
            return int(value)
    return None


def _party_mentions(document: Document, start: int, end: int) -> list[tuple[Entity, str]]:
    out = []
    for entity in document.entities_between(start, end):
        code = stands_for(entity)
        if code is not None:
            out.append((entity, code))
    return out


def _coordinated(document: Document, mentions: list[tuple[Entity, str]]) -> list[tuple[str, ...]]:
    """Groups of parties that stand side by side ("the United States, Japan and the EU", "between A and B")."""
    groups: list[list[str]] = []
    end = -1
    for entity, code in mentions:
        joined = end >= 0 and entity.start - end <= 40 and _COORDINATION.fullmatch(document.text, end, entity.start)
        if joined:
            if code not in groups[-1]:
                groups[-1].append(code)
        else:
            groups.append([code])
        end = entity.end
    return [tuple(group) for group in groups]


def person_for_pronoun(document: Document, offset: int, pronoun: str) -> Entity | None:
    """The person mention that the pronoun at `offset` refers to, or None when the text does not tell.

    The subject of a sentence, its first person outside quotation marks, is preferred over others; two persons of the
    right gender without a subject among them are no evidence.
    """
    gender = _reference_words()["pronoun"].get(pronoun.lower())
    if gender is None:
        return None
    here = document.sentence_index(offset)
    for index in range(here, max(-1, here - 4), -1):
        sentence = document.sentences[index]
        if document.sentences[here].segment != sentence.segment:
            return None
        people = [
            e
            for e in document.entities_between(sentence.start, min(sentence.end, offset))
            if e.kind == "person" and e.gender in (gender, None) and not _quoted(document, sentence.start, e.start)
        ]
        if not people:
            continue
        keys = {e.key for e in people}
        if len(keys) == 1:
            return people[-1]
        certain = {e.key for e in people if e.gender == gender}
        if len(certain) == 1 and all(e.gender == gender for e in people if e.key in certain) and not (keys - certain):
            return people[-1]
        first = people[0]
        return first if first.gender == gender and _is_subject(document, sentence.start, first) else None
    return None


def _quoted(document: Document, start: int, offset: int) -> bool:
    """Whether `offset` lies within quotation marks that were opened since `start`."""
    before = document.text[max(start, offset - 600) : offset]
    curly = before.count("“") + before.count("«") + before.count("„") - before.count("”") - before.count("»")
    return curly > 0 or before.count('"') % 2 == 1


def _is_subject(document: Document, start: int, entity: Entity) -> bool:
    """Whether only a title and function words stand between the beginning of the sentence and the mention."""
    return entity.start - start <= 60 and not any(
        document.tokens.texts[t] in (",", ";", ":") for t in document.tokens_between(start, entity.start)
    )
