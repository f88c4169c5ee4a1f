"""Drift: whether this build says about the same articles what the last published snapshot said.

Belongs here: comparison with the snapshot before, on the articles that both hold, so that new articles of another kind
(short notes, another language) are never taken for a broken extractor. Does not belong here: counts within one build
(see `volume`).
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import CRITICAL, WARNING
from expectations.suite import Expected, Frame, Suite

_KINDS = ("figure", "date", "quote", "agreement", "commitment")

_COMMON = "select article_id from marts.articles where article_id in (select article_id from previous.marts.articles)"

# Facts of both in one pass: the articles that both hold are gathered once, however many kinds there are.
_COUNTED = "\nunion all\n".join(
    f"select '{kind}s' as kind, {before} as is_before, article_id from {schema}facts.fct_{kind}s"
    for kind in _KINDS
    for schema, before in (("previous.", "true"), ("", "false"))
)
_YIELD = f"""select
    kind,
    count(*) filter (where is_before) as n_before,
    count(*) filter (where not is_before) as n_now
from ({_COUNTED})
where article_id in ({_COMMON})
group by kind"""

_FALLEN = "\nunion all\n".join(
    f"""select
    '{kind}s' as kind,
    b.path,
    b.n_before,
    coalesce(n.n_now, 0) as n_now
from (
    select article_id, path, count(*) as n_before from previous.facts.fct_{kind}s
    where article_id in ({_COMMON}) group by all
) as b
left join (select article_id, count(*) as n_now from facts.fct_{kind}s group by all) as n using (article_id)
where coalesce(n.n_now, 0) < b.n_before"""
    for kind in _KINDS
)


def _contradicted(schema: str) -> str:
    return (
        f"select count(distinct claim.fact_id) from (select unnest(claims) as claim from {schema}marts.conflicts "
        f"where verdict = 'contradictory') where claim.article_id in ({_COMMON})"
    )


_CONTRADICTED = f"""
select
    *,
    contradicted_before / greatest(claims_before, 1) as share_before,
    contradicted_now / greatest(claims_now, 1) as share_now,
    contradicted_now - contradicted_before as n_more
from (select
    ({_contradicted("previous.")}) as contradicted_before,
    ({_contradicted("")}) as contradicted_now,
    coalesce(cast(sum(n_before) as bigint), 0) as claims_before,
    coalesce(cast(sum(n_now) as bigint), 0) as claims_now
from ({_YIELD}))
"""

_ARTICLES = """
select *, n_now / greatest(n_before, 1) as kept_share from (select
    (select count(*) from previous.marts.articles) as n_before,
    (select count(*) from marts.articles) as n_now,
    (select count(*) from previous.meta.rejects) as rejects_before,
    (select count(*) from raw.rejects) as rejects_now
)
"""


def suite(policy: Policy) -> Suite:
    """The expectations of drift; all of them need a snapshot to compare with."""
    enough = policy.min_facts
    return Suite(
        name="drift",
        about="The same articles say what they said in the last snapshot.",
        frames=(
            Frame(
                name="yield",
                grain=f"One row for each kind with {enough} facts or more, in the last snapshot, from articles that "
                f"both hold.",
                sql=f"select *, n_now / n_before as kept_share from ({_YIELD}) where n_before >= {enough} "
                "order by kind",
                index=("kind", "n_before", "n_now"),
                compares=True,
                expected=(
                    Expected(
                        name="yield_kept",
                        why="The same articles yield far fewer facts than in the last snapshot; a broken extractor "
                        "looks like that.",
                        advice="Compare one of the articles with `accord annotate FILE`. If the fall is meant, "
                        "because a rule got "
                        "stricter, set ACCORD_MAX_YIELD_DROP for one refresh.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "kept_share", "min_value": 1 - policy.max_yield_drop},
                        evidence=f"select * from ({_FALLEN}) order by n_now - n_before, kind, path",
                    ),
                ),
            ),
            Frame(
                name="contradictions",
                grain=f"One row, when {enough} claims or more are newly contradicted on articles that both snapshots "
                f"hold.",
                sql=f"select * , share_now - share_before as jump from ({_CONTRADICTED}) where n_more >= {enough}",
                index=("contradicted_before", "contradicted_now", "claims_before", "claims_now"),
                compares=True,
                expected=(
                    Expected(
                        name="contradictions_steady",
                        why="The same articles contradict each other far more than in the last snapshot; a number or "
                        "a grouping "
                        "that went wrong looks like that.",
                        advice="Look at the conflicts in the rows: what do they have in common? If the rise is meant, "
                        "set "
                        "ACCORD_MAX_CONTRADICTION_JUMP for one refresh.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "jump", "max_value": policy.max_contradiction_jump},
                        evidence="select conflict_id, kind, verdict, label, explanation from marts.conflicts where "
                        "verdict = "
                        "'contradictory' and conflict_id not in (select conflict_id from previous.marts.conflicts) "
                        "order by conflict_id",
                    ),
                ),
            ),
            Frame(
                name="articles",
                grain="One row: how many articles and rejects there were, and are.",
                sql=_ARTICLES,
                index=("n_before", "n_now"),
                compares=True,
                expected=(
                    Expected(
                        name="articles_kept",
                        why="Many articles left since the last snapshot: a folder that is not mounted looks like that.",
                        advice="Look at raw/. The articles come back with their files, at no cost; `accord rollback` "
                        "restores the "
                        "last snapshot until then.",
                        severity=WARNING,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "kept_share", "min_value": 1 - policy.max_shrink},
                        evidence="select path, title, publisher from previous.marts.articles "
                        "where article_id not in (select article_id from marts.articles) order by path",
                    ),
                ),
            ),
        ),
    )
