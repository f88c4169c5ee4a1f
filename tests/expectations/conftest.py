"""A small build to break: made once, copied for each test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def sound_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("build") / "build.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute((HERE / "small_build.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def build(sound_build: Path, tmp_path: Path) -> Callable[..., Path]:
    """`build(sql, ...)` is a copy of the small build after these statements."""

    def make(*statements: str, name: str = "build.duckdb") -> Path:
        path = tmp_path / name
        shutil.copy(sound_build, path)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return path

    return make


@pytest.fixture
def published(build: Callable[..., Path]) -> Callable[..., Path]:
    """`published(sql, ...)` is a snapshot of the small build, as publishing leaves it."""

    def make(*statements: str) -> Path:
        return build(
            *statements, "create schema meta", "create table meta.rejects as from raw.rejects", name="accord.duckdb"
        )

    return make
