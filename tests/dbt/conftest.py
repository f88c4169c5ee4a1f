"""One build of the planted worlds for all tests, and a way to build variations of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.planted import Planted, write_raw
from tests.dbt.worlds import everything

PROJECT = Path(__file__).parents[2] / "dbt_project"
Build = Callable[..., duckdb.DuckDBPyConnection]


_parsed: dict[Path, Any] = {}
"""The manifest of each project that was parsed: reading it again for each build would take longer than the build."""


def _dbt(project: Path, target: Path, build: Path, *arguments: str) -> list[str]:
    """Run dbt in this process; the names of the nodes that failed. Closes the file, so that it can be read after."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    places = ["--quiet", "--project-dir", str(project), "--profiles-dir", str(project),
              "--target-path", str(target), "--log-level-file", "none"]  # fmt: skip
    before = os.environ.get("ACCORD_BUILD")
    os.environ["ACCORD_BUILD"] = str(build)
    try:
        if project not in _parsed:
            parsed = dbtRunner().invoke(["parse", *places])
            if parsed.exception is not None:
                raise parsed.exception
            _parsed[project] = parsed.result
        result = dbtRunner(manifest=_parsed[project].deepcopy()).invoke([*arguments, *places])
    finally:
        DuckDBConnectionManager.close_all_connections()
        if before is None:
            del os.environ["ACCORD_BUILD"]
        else:
            os.environ["ACCORD_BUILD"] = before
    if result.exception is not None:
        raise result.exception
    return [r.node.name for r in result.result if r.status not in ("success", "pass", "no-op")]


@pytest.fixture(scope="session")
def build_worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Builds articles into a file of its own and opens it; keyword `ledger` replaces the ledger of decisions."""
    folder = tmp_path_factory.mktemp("dbt")
    opened: list[duckdb.DuckDBPyConnection] = []

    def build(articles: Sequence[Planted], *arguments: str, ledger: str | None = None) -> duckdb.DuckDBPyConnection:
        # Always the same name, which is the name of the database in every parsed model.
        file, project, target = folder / str(len(opened)) / "build.duckdb", PROJECT, folder / "target"
        file.parent.mkdir()
        if ledger is not None:
            project, target = folder / "project", folder / "target_of_copy"
            shutil.copytree(PROJECT, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("target", "logs"))
            (project / "seeds" / "adjudications.csv").write_text(ledger)
        write_raw(file, articles)
        assert _dbt(project, target, file, *(arguments or ("build", "--resource-type", "model", "seed"))) == []
        opened.append(duckdb.connect(str(file), read_only=True))
        return opened[-1]

    yield build
    for connection in opened:
        connection.close()


@pytest.fixture(scope="session")
def worlds(build_worlds: Build) -> duckdb.DuckDBPyConnection:
    """All worlds, built with every data test and unit test."""
    return build_worlds(everything(), "build")
