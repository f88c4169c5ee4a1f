"""The status ladder: how far the text says that an agreement has come.

Belongs here: reading a status off verbs, tense, modality and negation. The verbs are in `agreements_verbs.csv`.
"""

from __future__ import annotations

from functools import cache

from extraction import lexicon
from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.words import closed

LADDER = ("proposed", "planned", "announced", "signed", "in_force", "suspended", "ended")
"""From an idea to its end; of several statements about one agreement the furthest counts."""

PROSPECT = closed("prospect")
TENTATIVE = closed("tentative")
CREATED = closed("created")
FUTURE = closed("future")
HYPOTHETICAL = closed("hypothetical")
PENDING = closed("pending")
"""Words that begin a clause on what is still to happen, where its verb is in the present."""
BACKSHIFT = closed("backshift")
"""Verbs of saying after whose past "would" is a reported "will"."""


@cache
def verb_classes(language: str) -> dict[str, dict[str, str]]:
    """Lemma -> class -> status, of the verbs that may govern an instrument."""
    table: dict[str, dict[str, str]] = {}
    for row in lexicon.load("agreements_verbs"):
        if row["language"] == language:
            table.setdefault(row["lemma"], {}).setdefault(row["class"], row["status"])
    return table


@cache
def event_nouns(language: str) -> dict[str, str]:
    """Noun of an event ("signing") -> status of the instrument whose event it is."""
    return {r["noun"]: r["status"] for r in lexicon.load("agreements_event_nouns") if r["language"] == language}


def lower(a: str, b: str) -> str:
    """The less far of two statuses."""
    return a if LADDER.index(a) <= LADDER.index(b) else b


def of_chain(clauses: Clauses, verb: VerbGroup, status: str) -> str | None:
    """Status that an event verb's own status has once tense and governors are read; None if it is denied."""
    chain = clauses.chain(verb)
    table = verb_classes(clauses.language)
    for depth, v in enumerate(chain):
        if depth and "drop" in table.get(v.lemma, {}) and "event" not in table.get(v.lemma, {}):
            return None  # "urged China to join a treaty"
        if depth and chain[depth - 1].link not in ("complement", "coordinate"):
            break  # a purpose clause: "met to sign" is not denied by what governs it
        if v.negative:
            if (
                status in ("signed", "in_force", "announced")
                and v.perfect
                and any(u.low == "yet" for u in clauses.units[v.first : v.stop])
            ):
                status = lower(status, "planned")
                continue
            return None
        if depth and v.lemma in TENTATIVE:
            status = lower(status, "proposed")
        elif depth == 1 and v.lemma == "agree" and chain[0].lemma in CREATED:
            pass  # "have agreed to form a joint venture": it is agreed
        elif (depth and v.lemma in ("agree", "pledge", "commit", "promise", "set", "vow")) or (
            depth and v.lemma in PROSPECT
        ):
            status = lower(status, "planned")
        if v.modal in FUTURE:
            status = lower(status, "planned")
        elif v.modal in HYPOTHETICAL:
            status = lower(status, "planned" if _reported(clauses, v) else "proposed")
        if v.passive and v.form and any(u.low == "to" for u in clauses.units[v.last + 1 : v.last + 2]):
            status = lower(status, "planned")  # "is expected to be signed"
    head = chain[-1]
    at = head.subject[0] - 1
    soon = at > 1 and clauses.units[at].low == "as" and clauses.units[at - 1].low in ("soon", "long")
    if at >= 0 and (soon or clauses.units[at].low in PENDING) and not head.past and not head.perfect:
        status = lower(status, "planned")  # "when the agreement enters into force"
    if head.kind == "infinitive" and head.governor is None:
        status = lower(status, "planned")
    if chain[0].link == "purpose" and chain[0].kind == "infinitive" and len(chain) > 1:
        gathering = chain[1].lemma in ("meet", "gather", "visit", "travel", "convene", "sit")
        if not gathering or not chain[1].past:
            status = lower(status, "planned")
    return status


def _reported(clauses: Clauses, v: VerbGroup) -> bool:
    return v.modal == "would" and any(w.lemma in BACKSHIFT and w.past and w.last < v.first for w in clauses.verbs)
