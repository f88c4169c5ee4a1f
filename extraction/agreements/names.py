"""What a party is called in the rows: a state's code, EU, else the name that the article gives.

Belongs here: one string for each party of an article. The lexicon's key of a body ("ESA") gives way to the fullest name
that the article itself uses ("European Space Agency"), and a company's legal form is left off where the article also
names it without, so that "PT Salam Metals" and "Salam Metals" are one party. Which phrases are parties is told by
`extraction.agreements.parties`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extraction import lexicon
from extraction.agreements.words import closed, is_common, verb_form, word_tags
from extraction.document import Document, Entity

_KEY = "_agreements_names"
_LAST = "_agreements_last_words"


def is_state(key: str) -> bool:
    """Whether the key of a party is the code of a state or of the EU."""
    return len(key) == 2 and key.isalpha() and key.isupper()


@cache
def legal_forms() -> frozenset[str]:
    """Legal forms of companies as single words, lower case: "plc", "gmbh"."""
    rows = lexicon.load("entities_organisation_words")
    return frozenset(
        r["word"].lower() for r in rows if r["kind"] == "company" and r["position"] == "last" and not r["language"]
    )


def companies(document: Document) -> dict[str, str]:
    """Company key with a legal form -> the same without, where the article names it so too."""
    kept = vars(document).get(_KEY)
    if kept is None:
        kept = vars(document)[_KEY] = _companies(document)
    found: dict[str, str] = kept
    return found


def _companies(document: Document) -> dict[str, str]:
    out = {}
    for key in {e.key: None for e in document.entities if e.kind == "company" and " " in e.key}:
        words = key.split()
        if words[0].lower() in closed("legal_prefix"):
            words = words[1:]
        if len(words) > 1 and words[-1].lower() in legal_forms():
            words = words[:-1]
        bare = " ".join(words)
        if bare != key:
            alone = len(re.findall(rf"\b{re.escape(bare)}\b", document.text))
            if alone > document.text.count(key):
                out[key] = bare
    return out


def introduced_words(document: Document) -> frozenset[str]:
    """First words of the names that the article introduces, lower case."""
    kept = vars(document).get(_FIRST)
    if kept is None:
        kept = vars(document)[_FIRST] = frozenset(name.split(" ", 1)[0].lower() for name in introduced(document))
    found: frozenset[str] = kept
    return found


COMPOUNDING = ("de", "sv")
ORGANISATION_ENDS = tuple(sorted(closed("organisation_ends")))
"""Ends of compounds that name an organisation."""
_INTRODUCED = "_agreements_introduced"
_FIRST = "_agreements_first_words"


def introduced(document: Document) -> dict[str, tuple[str, str]]:
    """Names that the article introduces as organisations -> (the full name, the state it gives them or "").

    "Chilean carrier Aerolinia", "Korea's Daehan Heavy", "le groupe chimique Valmine", "Perth-based Corella Resources".
    """
    kept = vars(document).get(_INTRODUCED)
    if kept is None:
        kept = vars(document)[_INTRODUCED] = _introduced(document)
    found: dict[str, tuple[str, str]] = kept
    return found


def _introduced(document: Document) -> dict[str, tuple[str, str]]:
    tokens = document.tokens
    nouns = closed("organisation_nouns")
    languages = {s.language for s in document.segments}
    compounds = not languages.isdisjoint(COMPOUNDING)
    elided = "fr" in languages
    out: dict[str, tuple[str, str]] = {}
    for t, low in enumerate(tokens.lowers):
        if (
            low in nouns
            or (compounds and low.endswith(ORGANISATION_ENDS))
            or (elided and low[:2] in ("l'", "l’") and low[2:] in nouns)
        ):
            first = t + 1
            near = document.entities_between(max(0, tokens.starts[t] - 48), tokens.starts[t])
            state = near[-1] if near and near[-1].kind == "state" else None
            if state is not None and "." in document.text[state.end : tokens.starts[t]]:
                state = None
            _introduce(document, out, first, state.key if state is not None else "", strong=True)
    for e in document.entities:
        if e.kind == "state":
            t = document.tokens_between(e.end, e.end + 2)
            if len(t) and tokens.lowers[t[0]] in ("'s", "’s"):
                _introduce(document, out, t[0] + 1, e.key, strong=False)
        elif e.kind == "company":
            t = document.tokens_between(e.end, e.end + 4)
            of = document.entities_between(e.end + 1, e.end + 5) if len(t) and tokens.lowers[t[0]] == "of" else []
            if of and of[0].kind == "state":
                out.setdefault(e.key, (e.key, of[0].key))  # "Ionia Telecom of Greece"
    return out


def _introduce(
    document: Document, out: dict[str, tuple[str, str]], first: int, state: str, *, strong: bool
) -> None:
    """Take in the run of capitalised words at a token, unless it is a state, a person with a title or a common word."""
    tokens = document.tokens
    last = first
    while last < len(tokens) and last < first + 4 and tokens.texts[last][0].isupper():
        last += 1
    if last == first or tokens.texts[first] in ("The", "A", "I"):
        return
    start, end = tokens.starts[first], tokens.ends[last - 1]
    for e in document.entities_between(start, end):
        if e.start < start or e.kind in ("state", "bloc") or e.rule == "entity.person_title":
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


def last_words(document: Document) -> frozenset[str]:
    """Last words of the names of bodies and companies, lower case."""
    kept = vars(document).get(_LAST)
    if kept is None:
        kinds = ("body", "company", "bloc")
        names = {e.name for e in document.entities if e.kind in kinds and " " in e.name}
        kept = vars(document)[_LAST] = frozenset(name.rsplit(" ", 1)[1].lower() for name in names)
    found: frozenset[str] = kept
    return found


def as_party(document: Document, entity: Entity) -> Entity:
    """The mention under the key that its company has as a party."""
    if entity.kind in ("person", "place"):
        known = introduced(document).get(document.text[entity.start : entity.end])
        return replace(entity, kind="company", key=known[0], name=known[0]) if known is not None else entity
    if entity.kind != "company":
        return entity
    key = companies(document).get(entity.key)
    return replace(entity, key=key) if key is not None else entity


_SMALL = closed("small_words")
"""Words that a proper name has in lower case."""


def spelled_out(document: Document) -> dict[str, str]:
    """Key of every body and bloc but the EU -> the fullest name that the article gives it."""
    out: dict[str, str] = {}
    for e in document.entities:
        if e.kind == "body" and e.name != e.key:
            if all(w[0].isupper() for w in e.name.split() if w not in _SMALL):
                out[e.key] = e.name  # "UN refugee agency" describes, and names nobody
        elif e.kind == "bloc" and e.key != "EU":
            surface = document.text[e.start : e.end]
            if len(surface) > len(out.get(e.key, "")) and not e.rule.endswith("adjective"):
                out[e.key] = surface
    return out
