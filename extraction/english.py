"""What lemminflect's tables say of an English word: its lemmas by part of speech, and the forms of a verb.

Belongs here: the look-ups, made on the lines of the tables as they stand in the package. The library parses all 120,000
lines into nested dicts before its first answer, which costs a second and 80 MB; here a line is parsed when its word is
asked for. Words in no table are left to the library's own rules, by those who ask. Does not belong here: what a part of
speech means for a figure or a clause.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from lemminflect import config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.OverridesCodec import OverridesCodec

_VERB_TAGS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"))
_UNIVERSAL = {"modal": "AUX"}
"""Categories of the table whose universal tag is not their own name in capitals."""


def lemmas(word: str) -> dict[str, tuple[str, ...]]:
    """Lemmas of a word in lower case by universal part of speech; empty for a word that the tables do not have."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lemma_lines().get(word, "").splitlines():
        category, _, spellings = line.partition(",")
        found[_UNIVERSAL.get(category) or category.upper()] = tuple(spellings.lower().split("/"))
    found.update(_lemma_overrides().get(word, {}))
    return found


def verb_forms(lemma: str) -> dict[str, tuple[str, ...]]:
    """Forms of a verb by Penn tag, given its lemma in lower case; empty for one that the tables do not have."""
    auxiliary = _auxiliaries().get(lemma)
    forms: dict[str, tuple[str, ...]] = dict(auxiliary) if auxiliary else {}
    line = _verb_lines().get(lemma)
    if line is not None and auxiliary is None:
        forms.update(InflectionLUCodec.fromString(f"{lemma},{line}")[2])
    for tag, spellings in _form_overrides().get(lemma, {}).items():
        if tag in _VERB_TAGS:
            forms[tag] = spellings
    return forms


def _table(path: str) -> list[str]:
    return gzip.decompress(Path(path).read_bytes()).decode().splitlines()


@cache
def _lemma_lines() -> dict[str, str]:
    """The lines of a word, without it; most words have one."""
    lines: dict[str, str] = {}
    for line in _table(config.lemma_lu_fn):
        word, _, rest = line.partition(",")
        known = lines.get(word)
        lines[word] = rest if known is None else f"{known}\n{rest}"
    return lines


@cache
def _verb_lines() -> dict[str, str]:
    rows = (line.partition(",") for line in _table(config.inflection_lu_fn) if ",verb," in line)
    return {word: rest for word, _, rest in rows}


@cache
def _auxiliaries() -> dict[str, dict[str, tuple[str, ...]]]:
    table: dict[str, dict[str, tuple[str, ...]]] = InflectionLUCodec.updateForAuxMod({})
    return table


@cache
def _lemma_overrides() -> dict[str, dict[str, tuple[str, ...]]]:
    table: dict[str, dict[str, tuple[str, ...]]] = OverridesCodec.load(config.lemma_overrides_fn)
    return table


@cache
def _form_overrides() -> dict[str, dict[str, tuple[str, ...]]]:
    table: dict[str, dict[str, tuple[str, ...]]] = OverridesCodec.load(config.infl_overrides_fn)
    return table
