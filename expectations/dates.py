"""Dates: what the text fixes in time, as EDTF and as a first and a last day.

Belongs here: what is expected of `facts.fct_dates`. Does not belong here: whether dates agree (see `reconciliation`).
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import WARNING
from expectations.suite import RULE_ADVICE, Promise, Suite, Vocabulary, claims_frame

KINDS = ("date", "time", "duration", "set")
ROLES = ("announced", "signed", "effective", "due", "held", "published")


def suite(policy: Policy) -> Suite:  # noqa: ARG001 - every subject is made by the same call
    """The expectations of dates."""
    return Suite(
        name="dates",
        about="Each date is in the text, its role is known, and its first day is not after its last.",
        frames=(
            claims_frame(
                "date",
                surface="surface",
                vocabularies=(Vocabulary("kind", KINDS), Vocabulary("role", ROLES, optional=True)),
                columns="f.surface, f.kind, f.date_edtf, f.date_low, f.date_high, f.role",
                promises=(
                    Promise(
                        name="days_in_order",
                        why="A date is an interval of days; one that ends before it begins contradicts every other "
                        "date.",
                        advice=RULE_ADVICE,
                        broken="f.date_low > f.date_high",
                    ),
                    Promise(
                        name="days_come_with_edtf",
                        why="The first and last day are derived from the EDTF; days without one have no source.",
                        advice=RULE_ADVICE,
                        severity=WARNING,
                        broken="f.date_edtf is null and (f.date_low is not null or f.date_high is not null)",
                    ),
                    Promise(
                        name="years_plausible",
                        why="News about agreements reaches from old treaties to distant targets; other years are "
                        "misread numbers.",
                        advice="Open the sentence. If a number was taken for a year, correct the rule.",
                        severity=WARNING,
                        broken="year(f.date_low) < 1000 or year(f.date_high) > 2200",
                    ),
                ),
            ),
        ),
    )
