"""A copy of the warehouse that was really refreshed, to ask and to break."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pytest

from orchestration.instance import open_instance
from orchestration.settings import Settings
from orchestration.state import fingerprint, note_published
from tests.orchestration.conftest import Refreshed


@pytest.fixture
def copied(refreshed: Refreshed, tmp_path: Path) -> Settings:
    """Settings of a copy of raw/ and warehouse/ whose state counts as published."""
    settings = replace(refreshed.settings, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    shutil.copytree(refreshed.settings.raw, settings.raw)
    shutil.copytree(refreshed.settings.warehouse, settings.warehouse)
    note_published(settings, str(fingerprint(settings)), "copied")
    return settings


@pytest.fixture
def instance(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The copy's Dagster instance, with the runs of the real refreshes in it."""
    monkeypatch.setenv("DAGSTER_HOME", "")  # put back what opening the instance sets
    with open_instance(copied) as opened:
        yield opened
