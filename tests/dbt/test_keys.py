"""Keys are a function of the set of articles: not of their order, nor of articles that do not concern them."""

from __future__ import annotations

import random

import duckdb
import pytest

from tests.dbt.conftest import Build
from tests.dbt.worlds import everything, ferry_pact

KEYS = {
    "agreements": "select agreement_key, instrument, parties, date_edtf, n_articles from marts.agreements",
    "commitments": "select commitment_key, what from marts.commitments",
    "measures": "select measure_id, label, verdict, value, value_low, value_high, n_claims from marts.measures",
    "quotes": "select quote_key, quote_text, speaker, verdict from marts.quotes",
    "stories": "select path, story_id, source_id from marts.articles",
    "conflicts": "select conflict_id, kind, verdict, explanation, claims from marts.conflicts",
    "figures": "select * from facts.fct_figures",
    "fct_quotes": "select * from facts.fct_quotes",
    "fct_agreements": "select * from facts.fct_agreements",
}


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return sorted(map(str, con.execute(query).fetchall()))


@pytest.fixture(scope="module")
def shuffled(build_worlds: Build) -> duckdb.DuckDBPyConnection:
    articles = everything()
    random.Random(7).shuffle(articles)
    return build_worlds(articles)


@pytest.mark.parametrize("name", KEYS)
def test_any_order_gives_the_same_keys_and_marts(
    worlds: duckdb.DuckDBPyConnection, shuffled: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert rows(shuffled, KEYS[name]) == rows(worlds, KEYS[name])


@pytest.fixture(scope="module")
def before(build_worlds: Build) -> duckdb.DuckDBPyConnection:
    """The same worlds before the last report of the ferry pact came."""
    late = ferry_pact()[-1].path
    return build_worlds([article for article in everything() if article.path != late])


@pytest.mark.parametrize("name", ["agreements", "measures", "quotes", "figures", "fct_quotes"])
def test_an_article_renames_nothing_that_it_does_not_concern(
    worlds: duckdb.DuckDBPyConnection, before: duckdb.DuckDBPyConnection, name: str
) -> None:
    changed = set(rows(before, KEYS[name])) - set(rows(worlds, KEYS[name]))
    assert all("'EE'" in row for row in changed)


def test_a_key_that_disappears_leads_to_the_one_that_took_its_place(
    worlds: duckdb.DuckDBPyConnection, before: duckdb.DuckDBPyConnection
) -> None:
    old = {key for (key,) in before.execute("select agreement_key from marts.agreements").fetchall()}
    known = {key for (key,) in worlds.execute(
        "select agreement_key from marts.agreements union all select alias from marts.agreement_aliases"
    ).fetchall()}  # fmt: skip
    assert old <= known
