"""Commitments: who will do what, by when, for how much.

Belongs here: what is expected of `facts.fct_commitments` and of the rows of `marts.commitments` by themselves.
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import WARNING
from expectations.suite import RULE_ADVICE, Promise, Suite, Vocabulary, claims_frame

STRENGTHS = ("binding", "pledged", "intended", "exploratory")


def suite(policy: Policy) -> Suite:  # noqa: ARG001 - every subject is made by the same call
    """The expectations of commitments."""
    return Suite(
        name="commitments",
        about="Each commitment has an actor, an act and a strength; its amount and its days are intervals in order.",
        frames=(
            claims_frame(
                "commitment",
                surface=None,
                vocabularies=(Vocabulary("strength", STRENGTHS),),
                columns="f.who, f.what, f.strength, f.amount, f.amount_low, f.amount_high, f.amount_unit, f.deadline",
                promises=(
                    Promise(
                        name="actor_and_act_named",
                        why="Who will do what: a commitment of nobody, or to nothing, cannot be kept or broken.",
                        advice=RULE_ADVICE,
                        severity=WARNING,
                        broken="coalesce(len(f.who), 0) = 0 or nullif(trim(f.what), '') is null",
                    ),
                    Promise(
                        name="actors_sorted_once",
                        why="Actors are a set: sorted and without repeats, so that two reports of one promise can be "
                        "compared.",
                        advice=RULE_ADVICE,
                        broken="f.who is distinct from list_sort(list_distinct(f.who))",
                    ),
                    Promise(
                        name="amounts_in_order",
                        why="An amount is an interval; one whose low end lies above its high end agrees with nothing.",
                        advice=RULE_ADVICE,
                        broken="f.amount_low > f.amount_high",
                    ),
                    Promise(
                        name="days_in_order",
                        why="A deadline is an interval of days; one that ends before it begins is never due.",
                        advice=RULE_ADVICE,
                        broken="f.due_low > f.due_high",
                    ),
                    Promise(
                        name="linked_to_an_agreement",
                        why="A promise made under an agreement leads to it; a key that leads nowhere loses the "
                        "promise.",
                        advice="Look at how dbt links commitments to marts.agreements.",
                        broken="f.agreement_key is not null and f.agreement_key not in (select agreement_key from "
                        "marts.agreements)",
                    ),
                    Promise(
                        name="amounts_have_units",
                        why="An amount without a unit cannot be compared with the same promise elsewhere.",
                        advice="Open the sentence and see whether the unit was missed.",
                        severity=WARNING,
                        broken="coalesce(f.amount, f.amount_low, f.amount_high) is not null and "
                        "nullif(trim(f.amount_unit), '') is null",
                    ),
                ),
            ),
        ),
    )
