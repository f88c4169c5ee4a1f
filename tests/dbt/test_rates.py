"""Sums in two currencies are compared through a rate that an article of their story states, and through none else."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from tests.dbt.conftest import Warehouse
from tests.dbt.exchange import sums_in_two_currencies


@pytest.fixture(scope="module")
def exchanged(warehouse: Callable[[], Warehouse]) -> duckdb.DuckDBPyConnection:
    return warehouse().transform(sums_in_two_currencies())


def told(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    """Verdict and explanation of each story's conflict."""
    rows = con.execute(
        "select split_part(claims[1].path, '/', 1), verdict, explanation from marts.conflicts"
    ).fetchall()
    assert len({story for story, *_ in rows}) == len(rows)
    return {story: (verdict, explanation) for story, verdict, explanation in rows}


def test_only_sums_that_a_rate_sets_apart_are_a_conflict(exchanged: duckdb.DuckDBPyConnection) -> None:
    assert {story: verdict for story, (verdict, _) in told(exchanged).items()} == {
        "tramway": "contradictory",
        "dyke": "divergent",
        "ferry": "contradictory",
    }


def test_an_explanation_says_who_states_which_rate(exchanged: duckdb.DuckDBPyConnection) -> None:
    explanations = {story: explanation for story, (_, explanation) in told(exchanged).items()}
    assert explanations["tramway"].endswith(
        ' tramway/c.txt states 1.075 to 1.085 USD for one EUR ("1.08 dollars"),'
        ' by which "€300 million" is 321,962,500 to 326,042,500 USD; no value lies in both.'
    )
    assert (
        'dyke/a.txt states 149.45 to 149.55 JPY for one USD ("149.5 yen"),'
        ' by which "$200 million" is 29,815,275,000 to 29,984,775,000 JPY' in explanations["dyke"]
    )
    assert (
        'ferry/a.txt itself gives "€300 million" as "$324 million", 323,500,000 to 324,500,000 USD'
        in explanations["ferry"]
    )


def test_a_sum_and_its_conversion_are_one_claim(exchanged: duckdb.DuckDBPyConnection) -> None:
    measures = exchanged.execute(
        "select split_part(claims.path, '/', 1) as story, any_value(verdict), any_value(measures.unit), count(*)"
        " from intermediate.int_measure_claims as claims"
        " inner join marts.measures on claims.measure_id = measures.measure_id"
        " where story in ('weir', 'mast') group by story, claims.measure_id order by story"
    ).fetchall()
    assert measures == [("mast", "agree", "EUR", 2), ("weir", "agree", "EUR", 2)]


def test_without_a_rate_in_the_story_nothing_is_compared(exchanged: duckdb.DuckDBPyConnection) -> None:
    compared = exchanged.execute(
        "select measure_id from intermediate.int_measure_claims where path like 'kiln/%'"
        " group by measure_id having count(distinct article_id) > 1"
    ).fetchall()
    assert compared == []
