"""The Dagster instance of a warehouse that was really refreshed, to ask and to break."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pytest

from orchestration.instance import open_instance
from orchestration.settings import Settings


@pytest.fixture
def instance(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """The copy's Dagster instance, with the runs of the real refreshes in it."""
    monkeypatch.setenv("DAGSTER_HOME", "")  # put back what opening the instance sets
    with open_instance(copied) as opened:
        yield opened
