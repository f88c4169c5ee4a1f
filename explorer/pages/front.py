"""The front page: what was agreed, what is due next, what is disputed, and which snapshot says so."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer.pages import conflicts
from explorer.pages.shown import Shown
from explorer.published import one, rows
from explorer.route import Route
from explorer.templates import filled

_SHOWN = 6

_AGREED = """
select agreement_key, name, instrument, parties, status, date_edtf, date_low, date_high, date_verdict, subject,
       n_articles
from marts.agreements
order by n_articles desc, date_high desc nulls last, agreement_key
limit ?
"""
_DUE = """
select commitment_key, agreement_key, who, what, strength, due_low, due_high,
       date_diff('day', current_date, due_high) as days_left
from marts.commitments
where due_high >= current_date
order by due_high, due_low, commitment_key
limit ?
"""
UNDATED = """
select any_value(commitment_id) as commitment_id, any_value(article_id) as article_id, agreement_key, who,
       any_value(what) as what, deadline, count(distinct article_id) as n_articles
from facts.fct_commitments
where deadline is not null and due_high is null and segment <> 'boilerplate'
group by agreement_key, who, deadline, coalesce(commitment_key, commitment_id)
order by n_articles desc, deadline, commitment_id
limit ?
"""
"""Deadlines that count from a day which the sources do not give, or do not agree on."""
_PAST = "select count(*) as n from marts.commitments where due_high < current_date"
_DISPUTED = "select verdict, count(*) as n from marts.conflicts group by verdict"


def show(connection: DuckDBPyConnection, route: Route) -> Shown:  # noqa: ARG001  # all pages are called alike
    """The front page."""
    verdicts = {row["verdict"]: row["n"] for row in rows(connection, _DISPUTED)}
    return Shown(
        filled(
            "front",
            snapshot=one(connection, "from meta.snapshot"),
            agreed=rows(connection, _AGREED, [_SHOWN]),
            due=rows(connection, _DUE, [_SHOWN]),
            undated=rows(connection, UNDATED, [_SHOWN]),
            n_past=one(connection, _PAST)["n"],
            disputed=conflicts.some(connection, limit=_SHOWN),
            verdicts=verdicts,
        )
    )
