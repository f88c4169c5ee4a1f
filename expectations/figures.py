"""Figures: numbers that stand in the text, with bounds that can be reasoned with.

Belongs here: what is expected of `facts.fct_figures`. Does not belong here: whether figures agree (see
`reconciliation`).
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import WARNING
from expectations.suite import RULE_ADVICE, Promise, Suite, Vocabulary, claims_frame

MODIFIERS = ("exact", "approx", "over", "at_least", "up_to", "under", "range")

_READING = "Open the sentence. If the number is misread, correct the rule; if it was written so, adjudicate it."


def suite(policy: Policy) -> Suite:  # noqa: ARG001 - every subject is made by the same call
    """The expectations of figures."""
    return Suite(
        name="figures",
        about="Each figure is in the text, in known words, with a lower and an upper bound in this order.",
        frames=(
            claims_frame(
                "figure",
                surface="surface",
                vocabularies=(Vocabulary("modifier", MODIFIERS),),
                columns="f.surface, f.value, f.value_low, f.value_high, f.modifier, f.unit",
                promises=(
                    Promise(
                        name="bounds_in_order",
                        why="Reconciliation compares intervals; one whose low end lies above its high end agrees with "
                        "nothing.",
                        advice=RULE_ADVICE,
                        broken="f.value_low > f.value_high",
                    ),
                    Promise(
                        name="bounds_follow_modifier",
                        why="'Over', 'at least', 'under' and 'up to' leave one end open, and only that end; a closed "
                        "bound "
                        "would turn a floor into an exact figure and accuse a source that said more.",
                        advice=RULE_ADVICE,
                        severity=WARNING,
                        broken="case when f.modifier in ('over', 'at_least') then f.value_low is null or f.value_high "
                        "is not null "
                        "when f.modifier in ('under', 'up_to') then f.value_high is null or f.value_low is not null "
                        "when f.modifier in ('exact', 'approx') then f.value is null "
                        "or not coalesce(f.value_low <= f.value and f.value <= f.value_high, false) "
                        "when f.modifier = 'range' then f.value_low is null or f.value_high is null end",
                    ),
                    Promise(
                        name="unit_given",
                        why="A number without a unit measures nothing and is compared with everything.",
                        advice=RULE_ADVICE,
                        severity=WARNING,
                        broken="nullif(trim(f.unit), '') is null or nullif(trim(f.unit_kind), '') is null",
                    ),
                    Promise(
                        name="values_finite",
                        why="An infinite or undefined number comes from misread digits and spoils each sum it enters.",
                        advice=_READING,
                        severity=WARNING,
                        broken="not (coalesce(isfinite(f.value), true) and coalesce(isfinite(f.value_low), true) "
                        "and coalesce(isfinite(f.value_high), true))",
                    ),
                    Promise(
                        name="percentages_plausible",
                        why="A share of more than 10,000 percent is rarely written and often a misread separator.",
                        advice=_READING,
                        severity=WARNING,
                        broken="f.unit in ('percent', 'percentage_point') and greatest(abs(f.value_low), "
                        "abs(f.value_high)) > 10000",
                    ),
                    Promise(
                        name="durations_plausible",
                        why="A period of more than a million years is geology or a misread number.",
                        advice=_READING,
                        severity=WARNING,
                        broken="f.unit in ('day', 'week', 'month', 'year') and greatest(abs(f.value_low), "
                        "abs(f.value_high)) > 1e9",
                    ),
                ),
            ),
        ),
    )
