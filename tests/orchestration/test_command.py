"""The command answers people and programs, and lets untrusted SQL do nothing but read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from orchestration.reading import ask, reading
from orchestration.settings import Settings
from orchestration.showing import harmless
from tests.orchestration.conftest import Refreshed, accord


def test_sql_prints_tables_json_and_csv(refreshed: Refreshed) -> None:
    query = (
        "select path, value, null as nothing, [1, 2] as list from facts.fct_figures order by path, char_start limit 2"
    )
    assert "copper.txt" in accord(refreshed.settings, "sql", query).stdout
    records = json.loads(accord(refreshed.settings, "sql", query, "--json").stdout)
    assert [r["path"] for r in records] == ["bridge.txt", "copper.txt"]
    assert records[0]["nothing"] is None
    rows = list(csv.reader(io.StringIO(accord(refreshed.settings, "sql", query, "--csv").stdout)))
    assert rows[0] == ["path", "value", "nothing", "list"]
    assert rows[1][3] == "[1, 2]"


def test_a_pipe_gets_every_row_whole(refreshed: Refreshed) -> None:
    answer = accord(refreshed.settings, "sql", "select i, repeat('x', 300) as wide from range(1000) t(i)")
    assert answer.stdout.count("x" * 300) == 1000


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/passwd')",
        "from '/etc/passwd'",
        "copy (select 1) to '/tmp/accord-out.csv'",
        "attach '/tmp/accord-other.duckdb'",
        "load httpfs",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset enable_external_access",
        "create table marts.x as select 1",
        "delete from marts.articles",
        "export database '/tmp/accord-export'",
        "select getenv('HOME')",
        "pragma database_list_of_others",
    ],
)
def test_sql_can_only_read_this_file(refreshed: Refreshed, query: str) -> None:
    with reading(refreshed.settings.published) as connection, pytest.raises(duckdb.Error):
        ask(connection, query)


def test_conflicts_as_data_and_as_text(refreshed: Refreshed) -> None:
    answer = accord(refreshed.settings, "conflicts", "--json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout) == []
    assert "do not disagree" in accord(refreshed.settings, "conflicts").stdout


def test_annotate_stores_nothing(settings: Settings, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Peru and Spain signed a trade agreement. Spain will pay 30 million euros.\n")
    (tmp_path / "article.txt.meta.yml").write_text("published: 2024-05-06\n")
    facts = json.loads(accord(settings, "annotate", str(article)).stdout)
    assert facts["published"] == "2024-05-06"
    assert any(figure["value"] == 30e6 and figure["unit"] == "EUR" for figure in facts["figures"])
    assert not settings.warehouse.exists()


def test_bad_usage_ends_the_process_with_2_and_words(settings: Settings) -> None:
    answer = accord(settings, "status")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("accord: ")


def test_terminal_escapes_are_spelled_out() -> None:
    assert harmless("a\x1b[31mred\x07\u202eback\n") == "a\\u001b[31mred\\u0007\\u202eback\\n"
    assert harmless("plain ünïcode 🦀") == "plain ünïcode 🦀"
