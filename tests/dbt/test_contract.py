"""The tables and columns that analysts rely on, and that the project builds on whatever is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import Built, Warehouse

EVERY_FACT = {
    "article_id": "VARCHAR",
    "path": "VARCHAR",
    "segment": "VARCHAR",
    "language": "VARCHAR",
    "char_start": "INTEGER",
    "char_end": "INTEGER",
    "sentence": "VARCHAR",
    "rule": "VARCHAR",
    "extractor_version": "VARCHAR",
}
CLAIM = (
    "STRUCT(fact_id VARCHAR, article_id VARCHAR, path VARCHAR, char_start INTEGER, char_end INTEGER, surface VARCHAR,"
    " value_text VARCHAR, value_low DOUBLE, value_high DOUBLE, date_low DATE, date_high DATE, outlier BOOLEAN)[]"
)
CONTRACT = {
    "facts.fct_figures": EVERY_FACT
    | dict.fromkeys(
        [
            "figure_id",
            "surface",
            "modifier",
            "unit",
            "unit_kind",
            "what",
            "subject",
            "measure_id",
            "attributed_to",
            "quote_id",
        ],
        "VARCHAR",
    )
    | dict.fromkeys(["value", "value_low", "value_high"], "DOUBLE"),
    "facts.fct_quotes": EVERY_FACT
    | dict.fromkeys(
        ["quote_id", "quote_text", "kind", "speaker", "speaker_role", "speaker_party", "cue", "confidence"], "VARCHAR"
    )
    | {"speaker_start": "INTEGER", "speaker_end": "INTEGER"},
    "facts.fct_agreements": EVERY_FACT
    | dict.fromkeys(
        ["agreement_id", "agreement_key", "name", "instrument", "status", "date_edtf", "date_role", "subject"],
        "VARCHAR",
    )
    | {"parties": "VARCHAR[]", "date_low": "DATE", "date_high": "DATE", "date_inferred": "BOOLEAN"},
    "facts.fct_dates": EVERY_FACT
    | dict.fromkeys(["date_id", "surface", "kind", "date_edtf", "role"], "VARCHAR")
    | {"date_low": "DATE", "date_high": "DATE", "inferred": "BOOLEAN"},
    "facts.fct_commitments": EVERY_FACT
    | dict.fromkeys(["commitment_id", "agreement_key", "what", "strength", "amount_unit", "deadline"], "VARCHAR")
    | dict.fromkeys(["amount", "amount_low", "amount_high"], "DOUBLE")
    | {"who": "VARCHAR[]", "due_low": "DATE", "due_high": "DATE"},
    "marts.articles": dict.fromkeys(
        ["article_id", "path", "title", "publisher", "url", "language", "published_edtf", "text", "story_id"], "VARCHAR"
    )
    | {"published_low": "DATE", "published_high": "DATE", "n_words": "INTEGER", "loaded_at": "TIMESTAMP"},
    "marts.agreements": dict.fromkeys(
        ["agreement_key", "name", "instrument", "status", "date_edtf", "date_verdict", "subject"], "VARCHAR"
    )
    | {"parties": "VARCHAR[]", "date_low": "DATE", "date_high": "DATE", "n_articles": "BIGINT"},
    "marts.commitments": dict.fromkeys(
        ["commitment_key", "agreement_key", "what", "strength", "amount_unit", "verdict"], "VARCHAR"
    )
    | {
        "who": "VARCHAR[]",
        "amount_low": "DOUBLE",
        "amount_high": "DOUBLE",
        "due_low": "DATE",
        "due_high": "DATE",
        "n_articles": "BIGINT",
    },
    "marts.measures": dict.fromkeys(["measure_id", "label", "subject", "unit", "verdict"], "VARCHAR")
    | dict.fromkeys(["value", "value_low", "value_high"], "DOUBLE")
    | {"n_claims": "BIGINT", "n_articles": "BIGINT"},
    "marts.quotes": dict.fromkeys(
        ["quote_key", "speaker", "speaker_role", "speaker_party", "quote_text", "verdict"], "VARCHAR"
    )
    | {"n_articles": "BIGINT"},
    "marts.conflicts": dict.fromkeys(
        ["conflict_id", "kind", "verdict", "label", "measure_id", "agreement_key", "explanation", "adjudication"],
        "VARCHAR",
    )
    | {"claims": CLAIM, "first_seen": "TIMESTAMP"},
    "marts.source_scorecard": {"article_id": "VARCHAR", "path": "VARCHAR"}
    | dict.fromkeys(["n_claims", "n_corroborated", "n_contradicted", "n_outlier", "n_alone"], "BIGINT"),
    "marts.timeline": dict.fromkeys(["role", "agreement_key", "commitment_key", "label"], "VARCHAR")
    | {"event_date_low": "DATE", "event_date_high": "DATE", "n_articles": "BIGINT"},
    "marts.article_paths": {"article_id": "VARCHAR", "path": "VARCHAR"},
    "marts.parties": dict.fromkeys(["party", "name", "kind"], "VARCHAR")
    | {"n_agreements": "BIGINT", "n_commitments": "BIGINT"},
    "marts.speakers": dict.fromkeys(["speaker", "kind", "role", "party"], "VARCHAR") | {"n_quotes": "BIGINT"},
}


def columns(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    schema, name = table.split(".")
    return dict(con.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = $1 and table_name = $2", [schema, name]
    ).fetchall())  # fmt: skip


@pytest.mark.parametrize("table", CONTRACT)
def test_every_column_of_the_contract_is_there(worlds: duckdb.DuckDBPyConnection, table: str) -> None:
    found = columns(worlds, table)
    assert {name: found.get(name) for name in CONTRACT[table]} == CONTRACT[table]


def test_every_table_and_column_says_what_it_holds(worlds: duckdb.DuckDBPyConnection) -> None:
    silent = worlds.execute(
        "select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()"
        " where schema_name in ('facts', 'marts') and comment is null"
        " union all select schema_name || '.' || table_name from duckdb_tables()"
        " where schema_name in ('facts', 'marts') and comment is null"
    ).fetchall()
    assert silent == []


def test_an_empty_warehouse_is_transformed(warehouse: Callable[[], Warehouse]) -> None:
    con = warehouse().transform()
    assert con.execute("select count(*) from marts.articles").fetchall() == [(0,)]
    assert con.execute("select count(*) from marts.conflicts").fetchall() == [(0,)]


def test_evidence_that_is_not_in_its_text_fails_a_data_test(built: Built, tmp_path: Path) -> None:
    """And a data test that fails keeps a build from being published: see the tests of orchestration."""
    broken = shutil.copy(built.file, tmp_path / built.file.name)
    misplaced = built.data_tests["evidence_is_in_the_text"]
    with duckdb.connect(str(broken)) as con:
        assert con.execute(misplaced).fetchall() == []
        for kind in ("figure", "quote", "agreement"):
            con.execute(f"update facts.fct_{kind}s set char_start = char_start + 1, char_end = char_end + 1")
            assert kind in {row[0] for row in con.execute(misplaced).fetchall()}
