"""Queries from strangers: whatever they try, they read the published file and nothing else, and it stays as it is."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.reading import ask, reading
from tests.orchestration.conftest import Refreshed

DUCKDB_1_5 = shutil.which("duckdb", path=str(Path(sys.executable).parent))

ATTEMPTS = [
    # read
    "from read_blob('/proc/self/environ')",
    "from read_csv('/etc/passwd')",
    "from read_json('/etc/passwd')",
    "from read_parquet('{out}')",
    "from glob('/etc/*')",
    "from sniff_csv('/etc/passwd')",
    "from query('from read_text(''/etc/passwd'')')",
    "from query_table('/etc/passwd')",
    "copy (from marts.articles) to '/dev/stdout'",
    "create temp table t (x varchar); copy t from '/etc/passwd'",
    "from read_text('http://127.0.0.1/')",
    "from 's3://bucket/file.parquet'",
    "select getenv('PATH')",
    # write
    "copy (select 1) to '{out}'",
    "export database '{out}'",
    "attach '{out}' as other",
    "attach ':memory:' as other; copy (from other.x) to '{out}'",
    "create table marts.mine as select 1",
    "insert into marts.articles select * from marts.articles",
    "update meta.snapshot set snapshot_id = 'mine'",
    "drop schema marts cascade",
    "alter table marts.articles rename to mine",
    "comment on table marts.articles is 'mine'",
    "vacuum; create view marts.mine as select 1",
    "pragma enable_profiling; pragma profiling_output = '{out}'; select 1",
    "set log_query_path = '{out}'",
    "set temp_directory = '{out}'",
    # get more
    "install httpfs",
    "load '{out}'",
    "set extension_directory = '{out}'",
    "set enable_external_access = true",
    "set global allow_unsigned_extensions = true",
    "set allowed_paths = ['/etc/passwd']",
    "set allowed_directories = ['/']",
    "set lock_configuration = false",
    "reset lock_configuration",
    "pragma lock_configuration = false",
    "set memory_limit = '1TB'",
    "set threads = 1000",
    "create persistent secret s (type s3)",
]


@pytest.mark.parametrize("query", ATTEMPTS)
def test_an_attempt_fails(query: str, refreshed: Refreshed, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with reading(refreshed.settings.published) as connection, pytest.raises(duckdb.Error):
        ask(connection, query.replace("{out}", str(out)))
    assert not out.exists()


def test_after_all_of_them_the_file_is_as_it_was(refreshed: Refreshed, tmp_path: Path) -> None:
    before = refreshed.settings.published.read_bytes()
    with reading(refreshed.settings.published) as connection:
        for query in ATTEMPTS:
            with pytest.raises(duckdb.Error):
                ask(connection, query.replace("{out}", str(tmp_path / "out")))
        assert ask(connection, "select count(*) from marts.articles").rows == [(4,)]
    assert refreshed.settings.published.read_bytes() == before
    assert not Path(f"{refreshed.settings.published}.wal").exists()


@pytest.mark.skipif(DUCKDB_1_5 is None, reason="needs the package duckdb-cli")
def test_the_command_line_of_duckdb_1_5_reads_what_is_published(refreshed: Refreshed, tmp_path: Path) -> None:
    def shell(query: str) -> list[dict[str, object]]:
        assert DUCKDB_1_5 is not None
        answer = subprocess.run(
            [DUCKDB_1_5, "-readonly", "-json", str(refreshed.settings.published), query],
            env={"HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return [] if not answer.stdout.strip() else list(json.loads(answer.stdout))

    assert str(shell("select version() as v")[0]["v"]).startswith("v1.5")
    tables = shell('select "schema", "table", n_rows from meta.tables')
    assert len(tables) >= 16
    for row in tables:
        counted = shell(f"select count(*) as n from (select * from {row['schema']}.{row['table']})")
        assert counted == [{"n": row["n_rows"]}], row
    claims = shell("select claim.path from marts.conflicts, unnest(claims) as t (claim)")
    assert isinstance(claims, list)
    comments = shell("select comment from duckdb_columns() where schema_name = 'facts' and coalesce(comment, '') = ''")
    assert comments == []
