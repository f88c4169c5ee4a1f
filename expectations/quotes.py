"""Quotes: the words, and who said them.

Belongs here: what is expected of `facts.fct_quotes`. Does not belong here: whether two articles give one quote to two
speakers (see `reconciliation`).
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import WARNING
from expectations.suite import RULE_ADVICE, Promise, Suite, Vocabulary, claims_frame

KINDS = ("direct", "partial")
CONFIDENCES = ("asserted", "inferred")


def suite(policy: Policy) -> Suite:  # noqa: ARG001 - every subject is made by the same call
    """The expectations of quotes."""
    return Suite(
        name="quotes",
        about="Each quote is in the text word for word, and no speaker is named without the mention that names them.",
        frames=(
            claims_frame(
                "quote",
                surface="quote_text",
                vocabularies=(Vocabulary("kind", KINDS), Vocabulary("confidence", CONFIDENCES)),
                columns="f.quote_text, f.speaker, f.speaker_start, f.speaker_end, f.cue",
                promises=(
                    Promise(
                        name="speakers_have_evidence",
                        why="No good evidence for a speaker: null, never a guess. A speaker without the mention that "
                        "attributes "
                        "the quote is a guess.",
                        advice=RULE_ADVICE,
                        broken="f.speaker is not null and not coalesce("
                        "f.speaker_start >= 0 and f.speaker_start < f.speaker_end and f.speaker_end <= "
                        "a.n_characters, false)",
                    ),
                    Promise(
                        name="roles_have_speakers",
                        why="A role or a party belongs to a speaker; without one it is an attribution by the back "
                        "door.",
                        advice=RULE_ADVICE,
                        severity=WARNING,
                        broken="f.speaker is null and (f.speaker_role is not null or f.speaker_party is not null)",
                    ),
                ),
            ),
        ),
    )
