"""Reconciliation: where the sources disagree, that every disagreement is shown, and that no disputed value is shown as
a fact.

Belongs here: what is expected of `marts.conflicts` and of everything that depends on it. Does not belong here: deciding
what disagrees; dbt does that, and this suite only looks.

A disagreement is data, not a failure: "no unadjudicated contradiction" warns, visibly, until an analyst decides. What
blocks is a disputed value in a mart, or a conflict that cannot be retraced.
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import CRITICAL, WARNING
from expectations.suite import Expected, Frame, Suite, quoted

CONFLICT_KINDS = {
    "figure": "what was counted or paid",
    "date": "when it happened",
    "party": "who takes part",
    "attribution": "who said it",
    "wording": "how it was said",
}
VERDICTS = ("agree", "compatible", "divergent", "contradictory", "single")
DISPUTED = ("contradictory", "divergent")

_DISPUTED = ", ".join(quoted(verdict) for verdict in DISPUTED)
_MOST = 200
"""Rows that a frame holds of each kind: Great Expectations shows a sample, the evidence query counts them all."""

_DECIDE = (
    "Read the claims side by side with `accord conflicts`. If a newspaper is wrong, accept or reject its claim in "
    "dbt_project/seeds/adjudications.csv with a reason, your name and the date; if extraction misread it, correct the "
    "rule."
)

# One line a person can read for each claim, the suspect marked: the file, the words, and what they were taken to mean.
_CLAIMS = """array_to_string(list_transform(claims, lambda c:
    c.path || ' says "'
    || case when length(c.surface) > 80 then left(c.surface, 79) || '…' else coalesce(c.surface, '') end || '"'
    || case when c.value_text is null or c.value_text = c.surface then '' else ' (' || c.value_text || ')' end
    || case when c.outlier then ' [stands against the rest]' else '' end), '; ')"""

_OPEN = f"""
select conflict_id, kind, verdict, label, {_CLAIMS} as claims, explanation
from marts.conflicts
where adjudication is null
"""

# Which conflicts a frame holds is decided without their claims: those are long, and there may be many.
_CONFLICTS = f"""
select
    conflict_id,
    kind,
    verdict,
    label,
    chosen.state,
    {_CLAIMS} as claims
from marts.conflicts
inner join (
    select
        conflict_id,
        case when adjudication is null then 'open ' else 'settled ' end || kind as state
    from marts.conflicts
    qualify row_number() over (partition by state order by verdict, conflict_id) <= {_MOST}
) as chosen using (conflict_id)
order by state, verdict, conflict_id
"""

# Keys move when later articles join a group, so a disagreement is known when an earlier one had two of its claims. A
# count and the list that follows it are two claims of one fact.
_KNOWN = """
select now.conflict_id
from (select conflict_id, kind, unnest(claims) as claim from marts.conflicts) as now
join (select conflict_id, kind, unnest(claims) as claim from previous.marts.conflicts) as before
    on
        now.kind = before.kind
        and now.claim.fact_id = before.claim.fact_id
        and now.claim.char_start = before.claim.char_start
group by now.conflict_id, before.conflict_id
having count(*) >= 2
"""

_NEW = f"""
select
    conflict_id,
    kind,
    verdict,
    label,
    chosen.state,
    {_CLAIMS} as claims
from marts.conflicts
inner join (
    select
        conflict_id,
        case
            when adjudication is not null then 'settled'
            when conflict_id in ({_KNOWN}) then 'known'
            else 'new'
        end as state
    from marts.conflicts
    qualify row_number() over (partition by state order by verdict, kind, conflict_id) <= {_MOST}
) as chosen using (conflict_id)
order by state, verdict, kind, conflict_id
"""

_LEAKS = f"""
select 'marts.measures.value' as place, measure_id as key, label, verdict, cast(value as varchar) as shown
from marts.measures
where
    value is not null
    and (
        verdict in ({_DISPUTED})
        or measure_id in (
            select measure_id from marts.conflicts
            where adjudication is null and kind = 'figure' and measure_id is not null
        )
    )
union all
select
    'marts.agreements.date_edtf',
    agreement_key,
    coalesce(name, subject, array_to_string(parties, ', ')),
    date_verdict,
    concat_ws(' ', date_edtf, date_low, date_high)
from marts.agreements
where
    date_verdict in ({_DISPUTED})
    and coalesce(date_edtf, cast(date_low as varchar), cast(date_high as varchar)) is not null
union all
select 'marts.quotes.speaker', quote_key, quote_text, verdict, speaker
from marts.quotes
where verdict = 'contradictory' and speaker is not null
"""

_MEASURES = """
select
    verdict,
    count(*) as n_measures,
    count(*) filter (where value_low > value_high) as measure_bounds_in_order__broken,
    count(*) filter (where not coalesce(
        n_claims >= case when verdict = 'single' then 1 else 2 end, false
    )) as measure_claims_counted__broken,
    count(*) filter (where measure_id is null or measure_id in (
        select measure_id from marts.measures group by measure_id having count(*) > 1
    )) as measure_ids_unique__broken
from marts.measures
group by all
order by all
"""

_SHOWN_MEASURE = (
    "select measure_id, label, verdict, value, value_low, value_high, n_claims, n_articles from marts.measures"
)

_FACTS = " union all ".join(
    f"select {kind}_id as fact_id, article_id from facts.fct_{kind}s"
    for kind in ("figure", "quote", "agreement", "date", "commitment")
)

_RETRACED = f"""
with facts_of_conflicts as (
    select fact_id, article_id from ({_FACTS})
    where fact_id in (select c.claim.fact_id from (select unnest(claims) as claim from marts.conflicts) as c)
),

lost as (
    select distinct c.conflict_id
    from (select conflict_id, unnest(claims) as claim from marts.conflicts) as c
    left join facts_of_conflicts as f on c.claim.fact_id = f.fact_id and c.claim.article_id = f.article_id
    where f.fact_id is null
),

promises as (
    select
        *,
        coalesce(len(claims), 0) < 2 as claims_two_or_more__broken,
        nullif(trim(explanation), '') is null as explained__broken,
        conflict_id in (select conflict_id from lost) as claims_are_facts__broken,
        conflict_id is null or conflict_id in (
            select conflict_id from marts.conflicts group by conflict_id having count(*) > 1
        ) as conflict_ids_unique__broken
    from marts.conflicts
)
"""
_PROMISES = ("claims_two_or_more", "explained", "claims_are_facts", "conflict_ids_unique")

_HIDDEN = f"""
select
    m.measure_id,
    m.label,
    m.verdict,
    case when c.measure_id is null then 'hidden' else 'shown' end as state
from marts.measures as m
left join (select distinct measure_id from marts.conflicts) as c using (measure_id)
where m.verdict in ({_DISPUTED})
order by state, m.measure_id
limit {_MOST}
"""


def suite(policy: Policy) -> Suite:
    """The expectations of reconciliation."""
    return Suite(
        name="reconciliation",
        about="Every disagreement is shown with its claims, and nothing disputed is shown as a fact.",
        frames=(
            _disagreements(),
            _new_disagreements(policy),
            _leaks(),
            _measures(),
            _hidden(),
            _retraced(),
            _adjudications(),
        ),
    )


def _disagreements() -> Frame:
    return Frame(
        name="conflicts",
        grain=f"One row for each conflict of marts.conflicts, {_MOST} of each kind at most.",
        sql=_CONFLICTS,
        index=("kind", "verdict", "label", "claims"),
        expected=tuple(
            Expected(
                name=f"no_unadjudicated_contradiction_{kind}",
                why=f"Two articles tell {question} in ways that do not go together, and nobody has decided yet: "
                "the value is withheld from the marts until somebody does.",
                advice=_DECIDE,
                severity=WARNING,
                expects="ExpectColumnValuesToNotBeInSet",
                arguments={"column": "state", "value_set": [f"open {kind}"]},
                evidence=f"{_OPEN} and kind = {quoted(kind)} order by verdict, conflict_id",
            )
            for kind, question in CONFLICT_KINDS.items()
        ),
    )


def _new_disagreements(policy: Policy) -> Frame:
    blocking = policy.on_new_conflict == "block"
    return Frame(
        name="new_conflicts",
        grain="One row for each conflict of marts.conflicts, and whether the last snapshot had it.",
        sql=_NEW,
        index=("kind", "verdict", "label", "claims"),
        compares=True,
        expected=(
            Expected(
                name="no_new_contradiction",
                why="A disagreement that the last snapshot did not have is the news of this refresh"
                + (
                    ", and the policy on_new_conflict=block wants it decided before anything is published."
                    if blocking
                    else "."
                ),
                advice=_DECIDE,
                severity=CRITICAL if blocking else WARNING,
                expects="ExpectColumnValuesToNotBeInSet",
                arguments={"column": "state", "value_set": ["new"]},
                evidence=f"{_OPEN} and conflict_id not in ({_KNOWN}) order by verdict, kind, conflict_id",
            ),
        ),
    )


def _leaks() -> Frame:
    return Frame(
        name="leaks",
        grain="One row for each disputed value that a mart shows all the same; empty when all is well.",
        sql=f"select * from ({_LEAKS}) order by all limit {_MOST}",
        index=("place", "key", "label", "shown"),
        expected=(
            Expected(
                name="nothing_disputed_leaks",
                why="A value the sources contradict is never shown as a fact: a disputed measure has no value, a "
                "disputed "
                "date is no date, a quote claimed for two speakers has none.",
                advice="The mart named in the row must withhold the value; correct its model in "
                "dbt_project/models/marts.",
                severity=CRITICAL,
                expects="ExpectTableRowCountToEqual",
                arguments={"value": 0},
                evidence=f"select * from ({_LEAKS}) order by all",
            ),
        ),
    )


def _measures() -> Frame:
    def counted(name: str, why: str, broken: str) -> Expected:
        return Expected(
            name=name,
            why=why,
            advice="Look at how marts.measures adds its claims up.",
            severity=CRITICAL,
            expects="ExpectColumnValuesToBeBetween",
            arguments={"column": f"{name}__broken", "min_value": 0, "max_value": 0},
            evidence=f"{_SHOWN_MEASURE} where {broken} order by measure_id",
        )

    return Frame(
        name="measures",
        grain="One row for each verdict of marts.measures.",
        sql=_MEASURES,
        index=("verdict", "n_measures"),
        expected=(
            Expected(
                name="verdict_known",
                why="The verdicts are the codebook's; a measure with another one is neither trusted nor withheld.",
                advice="Look at the verdict macro in dbt_project.",
                severity=CRITICAL,
                expects="ExpectColumnValuesToBeInSet",
                arguments={"column": "verdict", "value_set": list(VERDICTS)},
                evidence=f"{_SHOWN_MEASURE} where verdict is null or verdict not in "
                f"({', '.join(map(quoted, VERDICTS))})",
            ),
            counted(
                "measure_bounds_in_order",
                "The common interval of the claims has its low end below its high end.",
                "value_low > value_high",
            ),
            counted(
                "measure_claims_counted",
                "Every measure rests on a claim, and every verdict but single compares two or more.",
                "not coalesce(n_claims >= case when verdict = 'single' then 1 else 2 end, false)",
            ),
            counted(
                "measure_ids_unique",
                "measure_id names one thing measured; twice the same id shows two values for it.",
                "measure_id is null or measure_id in (select measure_id from marts.measures group by measure_id "
                "having count(*) > 1)",
            ),
        ),
    )


def _hidden() -> Frame:
    return Frame(
        name="disputed_measures",
        grain=f"One row for each disputed measure, {_MOST} at most, and whether marts.conflicts shows it.",
        sql=_HIDDEN,
        index=("measure_id", "label", "verdict"),
        expected=(
            Expected(
                name="disputes_are_shown",
                why="A value that is withheld without a conflict beside it has vanished: nobody can see why, or "
                "decide.",
                advice="marts.conflicts must hold every disputed measure; look at the join between the two models.",
                severity=CRITICAL,
                expects="ExpectColumnValuesToBeInSet",
                arguments={"column": "state", "value_set": ["shown"]},
                evidence=f"{_SHOWN_MEASURE} where verdict in ({_DISPUTED}) and measure_id not in "
                "(select measure_id from marts.conflicts where measure_id is not null) order by measure_id",
            ),
        ),
    )


def _retraced() -> Frame:
    whys = {
        "claims_two_or_more": "It takes two claims to disagree.",
        "explained": "Each verdict can be retraced by hand; a conflict without a sentence that explains it cannot.",
        "claims_are_facts": "The claims of a conflict are rows of the fact tables; one that is gone accuses a source "
        "of nothing it said.",
        "conflict_ids_unique": "conflict_id names one disagreement, for adjudications and for what is new since the "
        "last snapshot.",
    }
    counts = ", ".join(f"count(*) filter (where {name}__broken) as {name}__broken" for name in _PROMISES)
    shown = f"select conflict_id, kind, verdict, label, {_CLAIMS} as claims, explanation from promises"
    known = ", ".join(quoted(kind) for kind in CONFLICT_KINDS)
    return Frame(
        name="retraced",
        grain="One row for each kind and verdict of marts.conflicts.",
        sql=f"{_RETRACED} select kind, verdict, count(*) as n_conflicts, {counts} from promises group by all order by "
        f"all",
        index=("kind", "verdict", "n_conflicts"),
        expected=(
            Expected(
                name="conflict_kind_known",
                why="Figure, date, party, attribution, wording: another kind has no expectation that shows it.",
                advice="Name the kind as contract and codebook do, or add an expectation for it.",
                severity=CRITICAL,
                expects="ExpectColumnValuesToBeInSet",
                arguments={"column": "kind", "value_set": list(CONFLICT_KINDS)},
                evidence=f"{_RETRACED} {shown} where kind not in ({known}) or kind is null",
            ),
            Expected(
                name="conflict_verdict_known",
                why="Only contradictory and divergent claims are a conflict.",
                advice="Look at the filter of marts.conflicts.",
                severity=CRITICAL,
                expects="ExpectColumnValuesToBeInSet",
                arguments={"column": "verdict", "value_set": list(DISPUTED)},
                evidence=f"{_RETRACED} {shown} where verdict not in ({_DISPUTED}) or verdict is null",
            ),
            *(
                Expected(
                    name=name,
                    why=whys[name],
                    advice="Look at the model of marts.conflicts.",
                    severity=CRITICAL,
                    expects="ExpectColumnValuesToBeBetween",
                    arguments={"column": f"{name}__broken", "min_value": 0, "max_value": 0},
                    evidence=f"{_RETRACED} {shown} where {name}__broken order by conflict_id",
                )
                for name in _PROMISES
            ),
        ),
    )


def _adjudications() -> Frame:
    return Frame(
        name="adjudications",
        grain=f"One row for each entry of the ledger that has no effect, {_MOST} at most.",
        sql=f"select fact_id, kind, decided_by, fault from marts.adjudications_stale order by all limit {_MOST}",
        index=("fact_id", "kind", "decided_by", "fault"),
        expected=(
            Expected(
                name="adjudications_apply",
                why="An entry of the ledger that names a claim no article makes any more, or that is incomplete, "
                "decides nothing, and whoever wrote it believes that it does.",
                advice="The fault of each row says what is wrong: look whether the article changed or left raw/, then "
                "correct the entry in dbt_project/seeds/adjudications.csv or remove it.",
                severity=WARNING,
                expects="ExpectTableRowCountToEqual",
                arguments={"value": 0},
                evidence="select * from marts.adjudications_stale order by all",
            ),
        ),
    )
