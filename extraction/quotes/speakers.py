"""From a mention beside a cue to a speaker: fullest name, kind, role and party.

Belongs here: reading the mention and looking it up among the article's entities, and what a pronoun stands for. Does not
belong here: which mention attributes a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extraction.document import Document, Entity
from extraction.quotes.clauses import Phrase
from extraction.quotes.frames import Frame
from extraction.quotes.words import words

_ORGANISATIONS = frozenset({"body", "company", "state", "bloc"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `name` is None where a mention stands for somebody the text does not tell."""

    name: str | None
    kind: str | None
    start: int
    end: int
    role: str | None = None
    party: str | None = None
    gender: str | None = None
    plural: bool = False


def speaker_of(
    document: Document, frame: Frame, phrase: Phrase, mention: Phrase | None, previous: list[Speaker]
) -> Speaker | None:
    """The speaker whom a phrase of a frame names.

    `mention` is the relative pronoun beside the cue where there is one; `previous` the speakers before, latest last.
    """
    begin, end = phrase
    items = [i for i in frame.items[begin:end] if i >= 0]
    if not items:
        return None
    tokens = document.tokens
    start, stop = tokens.starts[items[0]], tokens.ends[items[-1]]
    if frame.tags[begin] == "P":
        return _pronoun(document, frame, tokens.lowers[items[0]], start, stop, previous)
    speaker = named(document, frame.language, frame.tags[begin:end], items, start, stop)
    if speaker is not None and mention is not None and (item := frame.items[mention[0]]) >= 0:
        return replace(speaker, start=tokens.starts[item], end=tokens.ends[item])
    return speaker


def named(document: Document, language: str, tagged: str, items: list[int], start: int, stop: int) -> Speaker | None:
    """The speaker of a noun phrase."""
    tokens = document.tokens
    text = document.text
    head_end = tagged.find("p")
    head_end = len(items) if head_end <= 0 else head_end
    if _is_office(language, tokens.texts[items[head_end - 1]]) and tagged[-1] == "N":
        head_end = len(items)  # "Minister for Foreign Affairs Iwao Horii": the office goes before the name
    head_stop = tokens.ends[items[head_end - 1]]
    while tagged[0:1] == "D" and False:
        break
    entities = document.entities_between(start, stop)
    person = next((e for e in reversed(entities) if e.kind == "person" and e.end == head_stop), None)
    if person is not None:
        return Speaker(person.name, "person", start, head_stop, person.role, person.party, person.gender)
    nouns = [tokens.lowers[i] for i, t in zip(items[:head_end], tagged, strict=False) if t in "Nn"]
    last = nouns[-1] if nouns else ""
    if last in words(language, "document") or last.removesuffix("s") in words(language, "document"):
        return _document(document, language, tagged, items, head_end, start, stop)
    organisation = next((e for e in entities if e.kind in _ORGANISATIONS and e.end >= head_stop), None)
    if organisation is not None and organisation.start <= tokens.starts[items[head_end - 1]]:
        name = organisation.name if organisation.end >= head_stop else text[start:stop]
        return Speaker(name, "body", start, max(head_stop, organisation.end), party=organisation.key)
    if _is_body(language, nouns):
        begin = 1 if tagged[0] == "D" and len(items) > 1 else 0
        return Speaker(text[tokens.starts[items[begin]] : stop], "body", start, stop)
    run = head_end
    while (
        run > 0
        and tagged[run - 1] == "N"
        and not (run < head_end - 1 and _is_office(language, tokens.texts[items[run - 1]]))
    ):
        run -= 1
    if run > 0 and head_end - run > 2:
        run = head_end - 2
    if run < head_end and tagged[head_end - 1] == "N":
        return _by_name(document, language, items, tagged, run, head_end, start, head_stop)
    if "n" not in tagged and "N" not in tagged and "Y" not in tagged:
        return None
    return Speaker(_article_off(text[start:stop], tagged), "described", start, stop)


def _is_office(language: str, word: str) -> bool:
    """A capitalised word for an office that goes before its holder's name."""
    return word[:1].isupper() and word.lower() in words(language, "office")


def _article_off(surface: str, tagged: str) -> str:
    first, _, rest = surface.partition(" ")
    return rest if tagged.startswith("D") and rest and first.lower() in ("the", "a", "an") else surface


def _is_body(language: str, nouns: list[str]) -> bool:
    bodies = words(language, "body")
    return bool(nouns) and (nouns[-1] in bodies or nouns[0] in bodies or nouns[-1].removesuffix("s") in bodies)


def _by_name(
    document: Document, language: str, items: list[int], tagged: str, run: int, head_end: int, start: int, stop: int
) -> Speaker:
    """A name that no entity covers: a person of the article by surname, else as written."""
    tokens = document.tokens
    surname = tokens.texts[items[head_end - 1]]
    written = document.text[tokens.starts[items[run]] : stop]
    for e in document.entities:
        if e.kind == "person" and (e.name == written or e.name.endswith(" " + surname)):
            return Speaker(e.name, "person", start, stop, e.role, e.party, e.gender)
    gender = None
    for i in items[:head_end]:
        lower = tokens.lowers[i]
        if lower in words(language, "female"):
            gender = "f"
        elif lower in words(language, "male"):
            gender = "m"
    return Speaker(written, "person", start, stop, gender=gender)


def _document(
    document: Document, language: str, tagged: str, items: list[int], head_end: int, start: int, stop: int
) -> Speaker:
    """A text that speaks: its author where it has one ("a statement from the ministry"), else itself."""
    tokens = document.tokens
    begin = 1 if tagged[0] == "D" and len(items) > 1 else 0
    surface = document.text[tokens.starts[items[begin]] : stop]
    return Speaker(surface, "document", start, stop)


def _pronoun(
    document: Document, frame: Frame, lower: str, start: int, stop: int, previous: list[Speaker]
) -> Speaker | None:
    female, male = words(frame.language, "female"), words(frame.language, "male")
    gender = "f" if lower in female else "m" if lower in male else None
    if gender is None:
        return Speaker(None, None, start, stop)
    entity = _antecedent(document, start, gender)
    if entity is not None:
        return Speaker(entity.name, "person", start, stop, entity.role, entity.party, gender)
    for speaker in reversed(previous[-6:]):
        if speaker.kind == "person" and speaker.gender in (None, gender):
            return Speaker(speaker.name, "person", start, stop, speaker.role, speaker.party, gender)
    return Speaker(None, None, start, stop)


def _antecedent(document: Document, offset: int, gender: str) -> Entity | None:
    """The nearest sentence's first person of that gender, at most five sentences back."""
    here = document.sentence_index(offset)
    for n in range(here, max(-1, here - 6), -1):
        s = document.sentences[n]
        for e in document.entities_between(s.start, min(s.end, offset)):
            if e.kind == "person" and e.gender in (None, gender):
                return e
    return None
