"""Names that an article introduces as those of organisations, by a noun before them or by the state they are of.

Belongs here: "Chilean carrier Aerolinia", "Korea's Daehan Heavy", "le groupe chimique Valmine", where no lexicon knows
the name and nothing in its shape tells it from a person or a place. How such a name stands as a party is told by
`extraction.agreements.names`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from extraction.agreements.words import closed, is_common, verb_form, word_tags
from extraction.document import Document
from extraction.lexicon import read_as

_KEY = "agreements.introductions"
COMPOUNDING = ("de", "sv")
ORGANISATION_ENDS = tuple(sorted(closed("organisation_ends")))
"""Ends of compounds that name an organisation."""


@dataclass(frozen=True, slots=True)
class Introductions:
    """`names`: name -> (the full name, the state that the article gives it or ""); `words`: their first words."""

    names: dict[str, tuple[str, str]]
    words: frozenset[str]


def introductions(document: Document) -> Introductions:
    """The names that a document introduces, found once."""
    kept = document.kept.get(_KEY)
    if not isinstance(kept, Introductions):
        names = _introduced(document)
        kept = Introductions(names, frozenset(name.split(" ", 1)[0].lower() for name in names))
        document.kept[_KEY] = kept
    return kept


def introduced(document: Document) -> dict[str, tuple[str, str]]:
    """Name -> (the full name, the state that the article gives it or "")."""
    return introductions(document).names


def _introduced(document: Document) -> dict[str, tuple[str, str]]:
    tokens = document.tokens
    nouns = closed("organisation_nouns")
    languages = {read_as(s.language) for s in document.segments}
    compounds = not languages.isdisjoint(COMPOUNDING)
    elided = "fr" in languages
    out: dict[str, tuple[str, str]] = {}
    if compounds or elided:
        naming = [
            t
            for t, low in enumerate(tokens.lowers)
            if low in nouns
            or (compounds and low.endswith(ORGANISATION_ENDS))
            or (elided and low[:2] in ("l'", "l’") and low[2:] in nouns)
        ]
    else:
        naming = list(compress(range(len(tokens)), map(nouns.__contains__, tokens.lowers)))
    for t in naming:
        near = document.entities_between(max(0, tokens.starts[t] - 48), tokens.starts[t])
        state = near[-1] if near and near[-1].kind == "state" else None
        if state is not None and "." in document.text[state.end : tokens.starts[t]]:
            state = None
        _introduce(document, out, t + 1, state.key if state is not None else "", strong=True)
    for e in document.entities:
        if e.kind == "state":
            if document.text.startswith(("'s", "’s"), e.end):
                behind = document.tokens_between(e.end, e.end + 2)
                _introduce(document, out, behind.start + 1, e.key, strong=False)
        elif e.kind == "company" and document.text.startswith(" of ", e.end):
            of = document.entities_between(e.end + 1, e.end + 5)
            if of and of[0].kind == "state":
                out.setdefault(e.key, (e.key, of[0].key))  # "Ionia Telecom of Greece"
    return out


def _introduce(document: Document, out: dict[str, tuple[str, str]], first: int, state: str, *, strong: bool) -> None:
    """Take in the run of capitalised words at a token, unless it is a state, a person with a title or a common word."""
    tokens = document.tokens
    last = first
    while last < len(tokens) and last < first + 4 and tokens.texts[last][0].isupper():
        last += 1
    if last == first or tokens.texts[first] in ("The", "A", "I"):
        return
    start, end = tokens.starts[first], tokens.ends[last - 1]
    for e in document.entities_between(start, end):
        titled = e.rule == "entity.person_title" and " " in e.key
        if e.start < start or e.kind in ("state", "bloc") or titled:
            return
        if e.kind in ("company", "body"):
            out.setdefault(e.key, (e.key, state))
            return
        if not strong:
            return
    following = tokens.lowers[last] if last < len(tokens) else "."
    if not strong and (following[0].isalpha() and following not in word_tags("en")) and not verb_form(following, "en"):
        return  # "Italy's Serie A clubs"
    if last == first + 1 and is_common(tokens.lowers[first]) and not strong:
        return
    name = document.text[start:end]
    out.setdefault(name, (name, state))
    if last > first + 1 and len(tokens.texts[first]) > 3 and not is_common(tokens.lowers[first]):
        out.setdefault(tokens.texts[first], (name, state))
