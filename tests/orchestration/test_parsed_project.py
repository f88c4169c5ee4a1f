"""The dbt project is read once, not by each warehouse, and anew when it changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from orchestration import settings as settings_module
from orchestration.parsed_project import fetch, keep
from orchestration.progress import Progress
from orchestration.settings import PROJECT, Settings
from orchestration.transforming import manifest, run_alone


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project with one model, which is enough to be read."""
    folder = tmp_path / "project" / "dbt_project"
    (folder / "models").mkdir(parents=True)
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copyfile(PROJECT / "dbt_project" / name, folder / name)
    (folder / "models" / "one.sql").write_text("select 1 as one\n")
    monkeypatch.setattr(settings_module, "PROJECT", tmp_path / "project")
    return folder


class _AskedError(Exception):
    """dbt was asked to read the project."""


def _refuse(settings: Settings, arguments: list[str], progress: Progress) -> tuple[int, str]:
    raise _AskedError(arguments)


def _models(path: Path) -> set[str]:
    nodes = json.loads(path.read_text())["nodes"]
    return {node["name"] for node in nodes.values() if node["resource_type"] == "model"}


def test_a_second_warehouse_takes_what_the_first_had_read_until_the_project_changes(
    project: Path, tmp_path: Path
) -> None:
    one, two = (Settings(tmp_path / "raw", tmp_path / name) for name in ("one", "two"))
    for settings, run in ((one, run_alone), (two, _refuse), (one, _refuse)):
        settings.warehouse.mkdir(exist_ok=True)
        assert _models(manifest(settings, run)) == {"one"}

    code, told = run_alone(two, ["ls", "--log-level", "debug"], Progress())
    assert code == 0, told
    assert "no changes found, skipping parsing" in (two.dbt_target / "logs" / "dbt.log").read_text()

    (project / "models" / "two.sql").write_text("select 2 as two\n")
    with pytest.raises(_AskedError):
        manifest(one, _refuse)


def test_a_project_that_cannot_be_written_is_no_obstacle(project: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "raw", tmp_path / "one")
    settings.dbt_target.mkdir(parents=True)
    (settings.dbt_target / "manifest.json").touch()
    (project / "target").write_text("a file where a folder should be: not even root makes one inside it")
    keep(settings, "version", ["manifest.json"])
    assert not fetch(settings, "version", ["manifest.json"])
