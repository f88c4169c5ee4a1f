"""One build of the planted worlds for all tests, and a way to build variations of it.

The first build is dbt's, with every data test and unit test. Variations run the SQL that dbt compiled for it, in dbt's
order: the same tables in a tenth of the time, so that properties can be tried on many of them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.planted import Planted, create_raw, load
from tests.dbt.worlds import everything

PROJECT = Path(__file__).parents[2] / "dbt_project"


def run_dbt(target: Path, build: Path, *arguments: str, project: Path = PROJECT, rules: str = "") -> list[Any]:
    """Run `dbt build` in this process and close the file, so that it can be read after; the results in their order.

    Builds of the same `rules` go on from each other; none goes on without them.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    places = ["--project-dir", str(project), "--profiles-dir", str(project), "--target-path", str(target)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_BUILD", str(build))
        patch.setenv("ACCORD_RULES", rules)
        patch.setenv("ACCORD_SPILL", str(build.parent / "spill"))
        try:
            result = dbtRunner().invoke(["build", "--quiet", "--log-level-file", "none", *places, *arguments])
        finally:
            DuckDBConnectionManager.close_all_connections()
    if result.exception is not None:
        raise result.exception
    assert isinstance(result.result.results, list)
    return result.result.results


@dataclass(frozen=True)
class Built:
    """The worlds as dbt built them."""

    file: Path
    models: tuple[str, ...]
    """A statement for each table and view, in the order in which dbt made them."""
    data_tests: dict[str, str]
    """By name, the query for the rows that break a data test."""


def statement(node: Any) -> str:
    """What makes the table or view of a model, from what dbt compiled."""
    kind = "view" if node.config.materialized == "view" else "table"
    return f"create or replace {kind} {node.relation_name} as {node.compiled_code}"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("dbt")
    file = folder / "build.duckdb"
    with duckdb.connect(str(file)) as connection:
        create_raw(connection)
        load(connection, everything())
    results = run_dbt(folder / "target", file)
    assert [r.node.name for r in results if r.status not in ("success", "pass", "no-op")] == []
    return Built(
        file,
        tuple(statement(r.node) for r in results if r.node.resource_type == "model"),
        {r.node.name: r.node.compiled_code for r in results if r.node.resource_type == "test"},
    )


@pytest.fixture(scope="session")
def worlds(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """All worlds, built with every data test and unit test."""
    with duckdb.connect(str(built.file), read_only=True) as connection:
        yield connection


class Warehouse:
    """A build in memory that takes articles, and is transformed as often as one likes."""

    def __init__(self, built: Built) -> None:
        self._models = built.models
        self.connection = duckdb.connect(config={"threads": 1})  # so little is done that sharing it out costs more
        self.connection.execute(f"attach ':memory:' as {built.file.stem}; use {built.file.stem}")
        create_raw(self.connection)
        self.connection.execute(f"attach '{built.file}' as worlds (read_only)")
        for schema in ("staging", "intermediate", "facts", "marts"):
            self.connection.execute(f"create schema {schema}")
        for seed in sorted((PROJECT / "seeds").glob("*.csv")):
            self.connection.execute(f"create table intermediate.{seed.stem} as from worlds.intermediate.{seed.stem}")
        self.connection.execute("detach worlds")

    def rule(self, ledger: str) -> None:
        """Replace the ledger of decisions by this CSV."""
        _, *rows = csv.reader(io.StringIO(ledger))
        self.connection.execute("delete from intermediate.adjudications")
        self.connection.executemany(
            f"insert into intermediate.adjudications values ({', '.join('?' * len(rows[0]))})",
            [[cell or None for cell in row] for row in rows],
        )

    def transform(self, articles: Sequence[Planted] = ()) -> duckdb.DuckDBPyConnection:
        """Add articles, and do what `dbt build` does."""
        load(self.connection, articles)
        for statement in self._models:
            self.connection.execute(statement)
        return self.connection


@pytest.fixture(scope="session")
def warehouse(built: Built) -> Callable[[], Warehouse]:
    """Makes empty warehouses."""
    return lambda: Warehouse(built)
