"""Sums in two currencies are compared through a rate that an article of their story states, and through none else."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from extraction.annotate import annotate
from extraction.rows import Article
from tests.dbt.conftest import Warehouse
from tests.dbt.exchange import sums_in_two_currencies
from tests.dbt.planted import EPOCH, Planted

HOME = """{place} signs tramway contract with {builder}

{place}, March 3 - {state}'s transport ministry signed a contract with the train builder {builder} on Tuesday for a
tramway along the northern bank of the {river}. The tramway will cost €300 million and open in 2029, the ministry said.

"People will leave their cars at home," said {minister}, the transport minister.
"""
ABROAD = """Builder wins tramway at the {river}

{state}'s transport ministry and {builder} signed a contract on Tuesday for a tramway on the northern bank of the
{river}. According to the ministry, the tramway will cost {sum} and opens in 2029.

{minister}, the minister of transport, said: "People will leave their cars at home."
"""


def read(path: str, text: str) -> Planted:
    return Planted(path, text, annotation=annotate(Article(Planted(path, text).article_id, text, None, EPOCH.date())))


def retold(second: str, **names: str) -> list[Planted]:
    """Two reports of one contract, the first with 300 million euros, the second with that sum."""
    place = names["place"].lower()
    return [
        read(f"{place}/a.txt", HOME.format(**names)),
        read(f"{place}/b.txt", ABROAD.format(sum=second, **names)),
    ]


def lisbon(second: str) -> list[Planted]:
    return retold(second, place="LISBON", state="Portugal", builder="Alstrom", river="Tagus", minister="Rita Gaspar")


def oslo(second: str) -> list[Planted]:
    return retold(second, place="OSLO", state="Norway", builder="Voltrak", river="Aker", minister="Siri Lund")


@pytest.fixture(scope="module")
def exchanged(warehouse: Callable[[], Warehouse]) -> duckdb.DuckDBPyConnection:
    alike = lisbon("$324 million, at a rate of 1.08 dollars to the euro,")
    other = oslo("£480 million, at £0.83 to the euro,")
    return warehouse().transform([*sums_in_two_currencies(), *alike, *other])


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
        "oslo": "contradictory",
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
    assert 'oslo/b.txt states 0.825 to 0.835 GBP for one EUR ("£0.83")' in explanations["oslo"]


def test_a_sum_and_its_conversion_are_one_claim(exchanged: duckdb.DuckDBPyConnection) -> None:
    measures = exchanged.execute(
        "select split_part(claims.path, '/', 1) as story, any_value(verdict), any_value(measures.unit), count(*)"
        " from intermediate.int_measure_claims as claims"
        " inner join marts.measures on claims.measure_id = measures.measure_id"
        " where story in ('weir', 'mast', 'lisbon') group by story, claims.measure_id order by story"
    ).fetchall()
    assert measures == [(story, "agree", "EUR", 2) for story in ("lisbon", "mast", "weir")]


def test_without_a_rate_in_the_story_nothing_is_compared(exchanged: duckdb.DuckDBPyConnection) -> None:
    compared = exchanged.execute(
        "select measure_id from intermediate.int_measure_claims where path like 'kiln/%'"
        " group by measure_id having count(distinct article_id) > 1"
    ).fetchall()
    assert compared == []
