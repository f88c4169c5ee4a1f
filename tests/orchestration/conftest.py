"""Folders, articles and one warehouse that was really refreshed, shared by the tests of this folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from orchestration.settings import Settings
from orchestration.state import fingerprint, note_published
from tests.conftest import SETTINGS

ARTICLES = {
    "copper.txt": "Chile and Japan sign copper pact\n\n"
    "Chile and Japan signed a memorandum of understanding on copper on March 3, 2025. "
    'Japan will invest $2 billion in the mines. "This is a good day for both of us," said Ana Rojas, Chile\'s mining '
    "minister.\n",
    "ports.txt": "Kenya and India agree on ports\n\n"
    "Kenya and India announced a partnership to build three ports. India pledged $400 million over five years.\n",
    "grain.txt": "Grain talks end in a deal\n\n"
    "Egypt and Romania signed a trade agreement on grain on Wednesday. Romania will deliver 200,000 tonnes of wheat.\n",
    "rail.txt": "A railway for Laos\n\n"
    "Laos and Thailand signed a treaty on a railway of 80 kilometres. Thailand pledged $90 million by 2030.\n",
}


def write_articles(raw: Path, articles: dict[str, str] = ARTICLES) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty raw/ and an empty warehouse."""
    (tmp_path / "raw").mkdir()
    return Settings(tmp_path / "raw", tmp_path / "warehouse", processes=2)


@pytest.fixture
def build(settings: Settings) -> Callable[[str], list[tuple[object, ...]]]:
    """Asks the build file."""

    def ask(query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(settings.build), read_only=True) as connection:
            return connection.execute(query).fetchall()

    return ask


def accord(
    settings: Settings, *arguments: str, before: Sequence[str] = (), path: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it; `before` is put in front of it, `path` is a folder of modules to find first."""
    command = [*before, str(Path(sys.executable).with_name("accord")), *arguments]
    folders = {"ACCORD_RAW": str(settings.raw), "ACCORD_WAREHOUSE": str(settings.warehouse)}
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DAGSTER_"))}
    if path is not None:
        clean["PYTHONPATH"] = os.pathsep.join([str(path), clean["PYTHONPATH"]])
    return subprocess.run(
        command, env=clean | SETTINGS | folders | environment, capture_output=True, text=True, timeout=900, check=False
    )


@dataclass
class Refreshed:
    """Two refreshes, with every kind of change between them. Read it; a test that writes copies it first."""

    settings: Settings
    first: Path
    """What the first refresh published."""
    outcomes: list[dict[str, object]]
    """What `accord refresh --json` printed, by refresh."""
    seen_through_open_file: int
    """Articles that a connection counts after the second refresh, when it was opened before it."""

    def ask(self, query: str, *values: object, file: Path | None = None) -> list[tuple[object, ...]]:
        with duckdb.connect(str(file or self.settings.published), read_only=True) as connection:
            return connection.execute(query, list(values)).fetchall()


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """Made once, also when several processes of pytest ask for it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "refreshed"
    settings = Settings(shared / "raw", shared / "warehouse")
    first, note = shared / "first.duckdb", shared / "note.json"
    with FileLock(f"{shared}.lock"):
        if not note.exists():
            outcomes, seen = _refresh_twice(settings, first)
            note.write_text(json.dumps([outcomes, seen]))
    outcomes, seen = json.loads(note.read_text())
    return Refreshed(settings, first, outcomes, seen)


@pytest.fixture
def copied(refreshed: Refreshed, tmp_path: Path) -> Settings:
    """Settings of a copy of raw/ and warehouse/, to write to, whose state counts as published."""
    return copy_of(refreshed, tmp_path)


def copy_of(refreshed: Refreshed, folder: Path) -> Settings:
    """Settings of such a copy in a folder."""
    settings = replace(refreshed.settings, raw=folder / "raw", warehouse=folder / "warehouse")
    shutil.copytree(refreshed.settings.raw, settings.raw)
    shutil.copytree(refreshed.settings.warehouse, settings.warehouse)
    note_published(settings, str(fingerprint(settings)), "copied")
    return settings


def _refresh_twice(settings: Settings, first: Path) -> tuple[list[dict[str, object]], int]:
    raw = settings.raw
    write_articles(raw)
    (raw / "grain.txt.meta.yml").write_text("publisher: The Grain Post\npublished: 2025-05-07\n")
    (raw / "old.bin.txt").write_bytes(os.urandom(2000) + b"\0")
    one = accord(settings, "refresh", "--json")
    assert one.returncode == 0, one.stderr
    first.write_bytes(settings.published.read_bytes())

    with duckdb.connect(str(settings.published), read_only=True) as reader:
        (raw / "bridge.txt").write_text("Peru and Spain announced a joint venture. Spain will pay 30 million euros.\n")
        (raw / "ports.txt").write_text(ARTICLES["ports.txt"].replace("$400 million", "$450 million"))
        (raw / "grain.txt.meta.yml").write_text("publisher: The Grain Post\npublished: 2025-06-04\n")
        (raw / "rail.txt").unlink()
        (raw / "empty.txt").touch()
        two = accord(settings, "refresh", "--json")
        assert two.returncode == 0, two.stderr
        seen = reader.execute("select count(*) from marts.articles").fetchall()[0][0]
    return [json.loads(one.stdout), json.loads(two.stdout)], seen
