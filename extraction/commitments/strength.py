"""How strongly a clause binds its actor: the weakest verb that governs it decides (codebook, section 4).

Belongs here: the strength of a chain of verbs and the classes of verbs, from `commitments_verbs.csv`.
"""

from __future__ import annotations

from functools import cache

from extraction import lexicon
from extraction.agreements.clauses import VerbGroup
from extraction.agreements.words import closed

ORDER = ("exploratory", "intended", "pledged", "binding")
WILL = closed("will")
MUST = closed("must")
MAYBE = closed("maybe")


@cache
def classes(language: str) -> dict[str, dict[str, str]]:
    """Lemma -> class (governor, money, act, effect, meeting, refuse) -> strength."""
    table: dict[str, dict[str, str]] = {}
    for row in lexicon.load("commitments_verbs"):
        if row["language"] == language:
            table.setdefault(row["lemma"], {}).setdefault(row["class"], row["strength"])
    return table


def weakest(strengths: list[str]) -> str:
    """The weakest of several strengths."""
    return min(strengths, key=ORDER.index)


def of_modal(verb: VerbGroup, reported: bool) -> str | None:
    """Strength that a modal verb alone gives: "will invest"."""
    if verb.modal in WILL:
        return "intended"
    if verb.modal in MUST:
        return "binding"
    if verb.modal == "would":
        return "intended" if reported else "exploratory"
    if verb.modal in MAYBE:
        return "exploratory"
    return None
