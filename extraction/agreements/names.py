"""What a party is called in the rows: a state's code, EU, else the name that the article gives.

Belongs here: one string for each party of an article. The lexicon's key of a body ("ESA") gives way to the fullest name
that the article itself uses ("European Space Agency"), and a company's legal form is left off where the article also
names it without, so that "PT Salam Metals" and "Salam Metals" are one party. Which phrases are parties is told by
`extraction.agreements.parties`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extraction import lexicon
from extraction.agreements.introductions import introduced
from extraction.agreements.words import closed
from extraction.document import Document, Entity

_KEY = "agreements.names"


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


@dataclass(frozen=True, slots=True)
class _Names:
    companies: dict[str, str]
    """Company key with a legal form -> the same without, where the article names it so too."""
    last: frozenset[str]
    """Last words of the names of bodies, blocs and companies, lower case."""


def _names(document: Document) -> _Names:
    kept = document.kept.get(_KEY)
    if not isinstance(kept, _Names):
        kinds = ("body", "company", "bloc")
        names = {e.name for e in document.entities if e.kind in kinds and " " in e.name}
        kept = _Names(_companies(document), frozenset(head for name in names for head in heads_of(name)))
        document.kept[_KEY] = kept
    return kept


def heads_of(name: str) -> tuple[str, ...]:
    """The nouns by which a name may be named again, lower case: "authority" for "Monetary Authority of Singapore"."""
    words = name.lower().split()
    return tuple(dict.fromkeys((words[-1], *(words[k - 1] for k in range(2, len(words)) if words[k] == "of"))))


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


def last_words(document: Document) -> frozenset[str]:
    """Last words of the names of bodies and companies, lower case."""
    return _names(document).last


def as_party(document: Document, entity: Entity) -> Entity:
    """The mention under the key that its company has as a party."""
    if entity.kind in ("person", "place"):
        known = introduced(document).get(document.text[entity.start : entity.end])
        return replace(entity, kind="company", key=known[0], name=known[0]) if known is not None else entity
    if entity.kind != "company":
        return entity
    key = _names(document).companies.get(entity.key)
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
