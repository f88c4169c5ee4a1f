"""Volume: that everything which was loaded was read, and that reading it gave something.

Belongs here: counts within one build. Does not belong here: comparison with the snapshot before (see `drift`).
"""

from __future__ import annotations

from expectations.policy import Policy
from expectations.report import CRITICAL, WARNING
from expectations.suite import Expected, Frame, Suite

_CURRENT = "raw.annotations n join raw.articles a on n.annotation_key = a.annotation_key"

_FAILED = f"select a.article_id, a.path, n.error from {_CURRENT} where n.error is not null order by a.path"

_LOADED = f"""
select
    *,
    n_rejects / greatest(n_articles + n_rejects, 1) as rejected_share,
    n_failed / greatest(n_articles, 1) as failed_share
from (select
    (select count(*) from raw.articles) as n_articles,
    (select count(*) from raw.rejects) as n_rejects,
    (
        select count(*) from raw.articles
        where annotation_key not in (select annotation_key from raw.annotations)
    ) as n_unread,
    (select count(*) from {_CURRENT} where n.error is not null) as n_failed,
    (select count(*) from raw.articles where article_id not in (select article_id from marts.articles)) as n_lost,
    (select count(*) from marts.articles where article_id not in (select article_id from raw.articles)) as n_extra
)
"""

_YIELD = """
select 'figures' as kind, (select count(*) from facts.fct_figures) as n_facts, (select sum(n_words) from marts.articles)
as n_words union all select 'dates', (select count(*) from facts.fct_dates), (select sum(n_words) from marts.articles)
union all select 'quotes', (select count(*) from facts.fct_quotes), (select sum(n_words) from marts.articles) union all
select 'agreements', (select count(*) from facts.fct_agreements), (select sum(n_words) from marts.articles) union all
select 'commitments', (select count(*) from facts.fct_commitments), (select sum(n_words) from marts.articles)
"""

_ENOUGH_WORDS = 5000
"""Below this many words a collection may honestly hold no fact of some kind."""


def suite(policy: Policy) -> Suite:
    """The expectations of volume."""
    return Suite(
        name="volume",
        about="All that was loaded was read, and reading it gave facts.",
        frames=(
            Frame(
                name="loaded",
                grain="One row: what came in, and what became of it.",
                sql=_LOADED,
                index=("n_articles", "n_rejects"),
                expected=(
                    Expected(
                        name="every_article_read",
                        why="An article without its annotation says nothing in the warehouse, and nobody would notice.",
                        advice="Refresh again; if it stays, look at the annotations asset of the run.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "n_unread", "min_value": 0, "max_value": 0},
                        evidence="select article_id, path, annotation_key from raw.articles "
                        "where annotation_key not in (select annotation_key from raw.annotations) order by path",
                    ),
                    Expected(
                        name="every_article_in_marts",
                        why="marts.articles has one row for each loaded article: one lost takes its facts out of "
                        "every join.",
                        advice="Look at the filters between raw.articles and marts.articles.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "n_lost", "min_value": 0, "max_value": 0},
                        evidence="select article_id, path from raw.articles "
                        "where article_id not in (select article_id from marts.articles) order by path",
                    ),
                    Expected(
                        name="no_retired_article_in_marts",
                        why="A file that was deleted retires its claims; an article that outlives its file keeps them "
                        "alive.",
                        advice="Look at the filters between raw.articles and marts.articles.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "n_extra", "min_value": 0, "max_value": 0},
                        evidence="select article_id, path from marts.articles "
                        "where article_id not in (select article_id from raw.articles) order by path",
                    ),
                    Expected(
                        name="extraction_succeeded",
                        why="Where many articles cannot be read the extraction is broken, and a snapshot without what "
                        "they say would pass for one in which they say nothing.",
                        advice="The rows name the errors: correct extraction/ and refresh. If the articles are at "
                        "fault, take them out of raw/.",
                        severity=CRITICAL,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={
                            "column": "failed_share",
                            "min_value": 0,
                            "max_value": policy.max_failed_share,
                            "row_condition": f"n_articles >= {policy.min_articles}",
                            "condition_parser": "pandas",
                        },
                        evidence=_FAILED,
                    ),
                    Expected(
                        name="every_extraction_succeeded",
                        why="An article whose extraction failed is loaded but says nothing.",
                        advice="The row names the error; the article is in raw/ under its path.",
                        severity=WARNING,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "n_failed", "min_value": 0, "max_value": 0},
                        evidence=_FAILED,
                    ),
                    Expected(
                        name="rejects_few",
                        why="A few unreadable files are normal; many mean that a download or a converter is broken.",
                        advice="`select * from meta.rejects` names each input with a reason.",
                        severity=WARNING,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "rejected_share", "min_value": 0, "max_value": policy.max_rejected_share},
                        evidence="select path, row, reason, detail from raw.rejects order by path, row",
                    ),
                ),
            ),
            Frame(
                name="yield",
                grain="One row for each kind of fact, where the collection is large enough to hold each of them.",
                sql=f"select *, 1000 * n_facts / n_words as facts_per_1000_words from ({_YIELD}) where n_words >= "
                f"{_ENOUGH_WORDS}",
                index=("kind", "n_facts", "n_words"),
                expected=(
                    Expected(
                        name="each_kind_found",
                        why="Thousands of words of news without a single fact of a kind look like an extractor that "
                        "is switched off.",
                        advice="Try `accord annotate` on one article that should hold such a fact.",
                        severity=WARNING,
                        expects="ExpectColumnValuesToBeBetween",
                        arguments={"column": "n_facts", "min_value": 1},
                        evidence=f"select * from ({_YIELD}) where n_facts = 0",
                    ),
                ),
            ),
        ),
    )
