"""Agreements: who agreed on what kind of instrument, how far it got, and when.

Belongs here: what is expected of `facts.fct_agreements` and of the rows of `marts.agreements` by themselves. Does not
belong here: whether reports of one agreement agree (see `reconciliation`).
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import CRITICAL, WARNING
from expectations.suite import RULE_ADVICE, Expected, Frame, Promise, Suite, Vocabulary, claims_frame

INSTRUMENTS = (
    "partnership",
    "memorandum_of_understanding",
    "framework",
    "action_plan",
    "trade_agreement",
    "joint_venture",
    "investment",
    "treaty",
    "declaration",
    "other",
)
STATUSES = ("proposed", "planned", "announced", "signed", "in_force", "suspended", "ended")

_RECONCILED = """
select
    instrument,
    status,
    count(*) as n_agreements,
    count(*) filter (where agreement_key is null or agreement_key in (
        select agreement_key from marts.agreements group by agreement_key having count(*) > 1
    )) as keys_unique__broken,
    count(*) filter (where agreement_key not in (
        select agreement_key from facts.fct_agreements where agreement_key is not null
    )) as rests_on_a_claim__broken,
    count(*) filter (where n_articles < 1 or date_low > date_high) as grain_kept__broken
from marts.agreements
group by all
order by all
"""
_SHOWN = """
select agreement_key, name, instrument, status, parties, date_edtf, date_low, date_high, n_articles
from marts.agreements
"""


def suite(policy: Policy) -> Suite:  # noqa: ARG001 - every subject is made by the same call
    """The expectations of agreements."""
    return Suite(
        name="agreements",
        about="Each agreement has parties, a known instrument and status, and a claim that it rests on.",
        frames=(
            claims_frame(
                "agreement",
                surface=None,
                vocabularies=(Vocabulary("instrument", INSTRUMENTS), Vocabulary("status", STATUSES)),
                columns="f.name, f.instrument, f.parties, f.status, f.date_edtf",
                promises=(
                    Promise(
                        name="parties_named",
                        why="An agreement is between somebody; a report that names no party is not coded as one.",
                        advice=RULE_ADVICE,
                        severity=WARNING,
                        broken="coalesce(len(f.parties), 0) = 0 or len(list_filter(f.parties, lambda p: "
                        "nullif(trim(p), '') is null)) > 0",
                    ),
                    Promise(
                        name="parties_sorted_once",
                        why="Parties are a set: sorted and without repeats, so that two reports of one agreement can "
                        "be compared.",
                        advice=RULE_ADVICE,
                        broken="f.parties is distinct from list_sort(list_distinct(f.parties))",
                    ),
                    Promise(
                        name="days_in_order",
                        why="The date of an agreement is an interval of days; one that ends before it begins agrees "
                        "with none.",
                        advice=RULE_ADVICE,
                        broken="f.date_low > f.date_high",
                    ),
                    Promise(
                        name="linked_to_an_agreement",
                        why="Each report belongs to one reconciled agreement; a key that leads nowhere loses the "
                        "report.",
                        advice="Look at how dbt groups reports into marts.agreements.",
                        broken="f.agreement_key is not null and f.agreement_key not in (select agreement_key from "
                        "marts.agreements)",
                    ),
                ),
            ),
            Frame(
                name="reconciled",
                grain="One row for each instrument and status of marts.agreements.",
                sql=_RECONCILED,
                index=("instrument", "status", "n_agreements"),
                expected=(
                    Expected(
                        name="keys_unique",
                        why="agreement_key names one agreement; twice the same key counts it twice.",
                        advice="Look at the grouping in marts.agreements.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "keys_unique__broken", "min_value": 0, "max_value": 0},
                        evidence=f"{_SHOWN} where agreement_key is null or agreement_key in "
                        "(select agreement_key from marts.agreements group by agreement_key having count(*) > 1)",
                    ),
                    Expected(
                        name="rests_on_a_claim",
                        why="Nothing is in the marts that no article says.",
                        advice="Look at the joins of marts.agreements.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "rests_on_a_claim__broken", "min_value": 0, "max_value": 0},
                        evidence=f"{_SHOWN} where agreement_key not in "
                        "(select agreement_key from facts.fct_agreements where agreement_key is not null)",
                    ),
                    Expected(
                        name="grain_kept",
                        why="An agreement is told by one article or more, and its first day is not after its last.",
                        advice="Look at the aggregation in marts.agreements.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "grain_kept__broken", "min_value": 0, "max_value": 0},
                        evidence=f"{_SHOWN} where n_articles < 1 or date_low > date_high",
                    ),
                ),
            ),
        ),
    )
