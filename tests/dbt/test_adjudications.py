"""The ledger has the last word, and an entry whose claim is gone has none."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from tests.dbt.conftest import Warehouse
from tests.dbt.test_reconciliation import conflicts
from tests.dbt.worlds import cobalt_shares, ferry_pact, harbour_summit


@pytest.fixture(scope="module")
def ruled(worlds: duckdb.DuckDBPyConnection, warehouse: Callable[[], Warehouse]) -> duckdb.DuckDBPyConnection:
    ids = dict(worlds.execute(
        "select claim.path, claim.fact_id from (select unnest(claims) as claim from "
        "marts.conflicts where kind in ('figure', 'date'))"
    ).fetchall())  # fmt: skip
    ledger = (
        "fact_id,kind,decision,reason,decided_by,decided_on\n"
        f"{ids['harbour/c.txt']},figure,reject,a typing error,A. Nalyst,2026-03-02\n"
        f"{ids['ferry/a.txt']},date,accept,the text of the pact,A. Nalyst,2026-03-02\n"
        "0123456789abcdef,,reject,of an article long gone,A. Nalyst,2026-03-02\n"
        f"{ids['harbour/c.txt']},figure,rejct,a slip,A. Nalyst,2026-03-03\n"
        f"{ids['harbour/c.txt']},figure,accept,no such day,A. Nalyst,yesterday\n"
    )
    ruled = warehouse()
    ruled.rule(ledger)
    return ruled.transform([*harbour_summit(), *cobalt_shares(), *ferry_pact()])


def test_a_rejected_claim_settles_the_measure_and_stays_visible(ruled: duckdb.DuckDBPyConnection) -> None:
    measure = ruled.execute(
        "select verdict, value from marts.measures where label = 'attendance at the summit'"
    ).fetchall()
    assert measure == [("compatible", 31.0)]
    conflict = conflicts(ruled, "harbour/")["figure", "contradictory"]
    assert conflict["adjudication"] == "rejected by A. Nalyst on 2026-03-02: a typing error"
    assert len(conflict["claims"]) == 3


def test_an_accepted_date_is_shown(ruled: duckdb.DuckDBPyConnection) -> None:
    row = ruled.execute(
        "select date_verdict, date_edtf from marts.agreements where subject = 'night ferry lines'"
    ).fetchall()
    assert row == [("single", "2026-05-06")]
    assert conflicts(ruled, "ferry/")["date", "contradictory"]["adjudication"] is not None
    assert conflicts(ruled, "ferry/")["party", "divergent"]["adjudication"] is None


def test_what_the_ledger_does_not_name_stays_disputed(ruled: duckdb.DuckDBPyConnection) -> None:
    assert conflicts(ruled, "cobalt/")["figure", "divergent"]["adjudication"] is None


def test_entries_that_decide_nothing_are_listed_with_their_fault(ruled: duckdb.DuckDBPyConnection) -> None:
    assert ruled.execute("select reason, fault from marts.adjudications_stale order by reason").fetchall() == [
        ("a slip", "its decision is neither accept nor reject"),
        ("no such day", "it lacks a reason, a name or a day (YYYY-MM-DD)"),
        ("of an article long gone", "its claim is gone or changed"),
    ]
