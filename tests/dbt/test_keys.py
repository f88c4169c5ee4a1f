"""Keys are a function of the set of articles: not of their order, of when they came, nor of what does not concern
them."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt.conftest import Warehouse
from tests.dbt.planted import Planted
from tests.dbt.worlds import everything, ferry_pact

KEYS = {
    "agreements": "select * from marts.agreements",
    "aliases": "select * from marts.agreement_aliases",
    "commitments": "select * from marts.commitments",
    "measures": "select * from marts.measures",
    "quotes": "select * from marts.quotes",
    "stories": "select * exclude loaded_at from marts.articles",
    "conflicts": "select * exclude first_seen from marts.conflicts",
    "scorecard": "select * from marts.source_scorecard",
    "timeline": "select * from marts.timeline",
    "figures": "select * from facts.fct_figures",
    "fct_quotes": "select * from facts.fct_quotes",
    "fct_agreements": "select * from facts.fct_agreements",
    "fct_commitments": "select * from facts.fct_commitments",
}


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return sorted(map(str, con.execute(query).fetchall()))


def keys(con: duckdb.DuckDBPyConnection, *, aliases: bool) -> set[str]:
    also = " union all select alias from marts.agreement_aliases" if aliases else ""
    return {key for (key,) in con.execute("select agreement_key from marts.agreements" + also).fetchall()}


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[Planted]]:
    """All articles in any order, some alone and the others together."""
    articles = draw(st.permutations(everything()))
    cuts = sorted(draw(st.sets(st.integers(1, len(articles) - 1), max_size=2)))
    return [articles[low:high] for low, high in zip([0, *cuts], [*cuts, len(articles)], strict=True)]


@given(arrived=arrivals())
@settings(max_examples=3)
def test_any_order_and_any_batches_give_the_same_keys_and_marts(
    worlds: duckdb.DuckDBPyConnection, warehouse: Callable[[], Warehouse], arrived: list[list[Planted]]
) -> None:
    late, before = warehouse(), set[str]()
    for batch in arrived:
        late.transform(batch)
        assert before <= keys(late.connection, aliases=True), "a key that disappears leads to what took its place"
        before = keys(late.connection, aliases=False)
    for name, query in KEYS.items():
        assert rows(late.connection, query) == rows(worlds, query), name


def test_one_by_one_gives_the_same_keys_and_marts(warehouse: Callable[[], Warehouse]) -> None:
    articles = ferry_pact()
    at_once, late = warehouse(), warehouse()
    at_once.transform(articles)
    for article in reversed(articles):
        late.transform([article])
    for name, query in KEYS.items():
        assert rows(late.connection, query) == rows(at_once.connection, query), name


@pytest.fixture(scope="module")
def before(warehouse: Callable[[], Warehouse]) -> duckdb.DuckDBPyConnection:
    """The same worlds before the last report of the ferry pact came."""
    late = ferry_pact()[-1].path
    return warehouse().transform([article for article in everything() if article.path != late])


@pytest.mark.parametrize("name", ["agreements", "measures", "quotes", "figures", "fct_quotes"])
def test_an_article_renames_nothing_that_it_does_not_concern(
    worlds: duckdb.DuckDBPyConnection, before: duckdb.DuckDBPyConnection, name: str
) -> None:
    changed = set(rows(before, KEYS[name])) - set(rows(worlds, KEYS[name]))
    assert all("'EE'" in row for row in changed)


def test_a_key_that_disappears_leads_to_the_one_that_took_its_place(
    worlds: duckdb.DuckDBPyConnection, before: duckdb.DuckDBPyConnection
) -> None:
    assert keys(before, aliases=False) <= keys(worlds, aliases=True)
