"""Flags go before the environment, the environment before defaults, and nonsense is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.errors import ConfigurationError
from orchestration.settings import PROJECT, Settings


def test_flags_before_environment_before_defaults(tmp_path: Path) -> None:
    environment = {"ACCORD_RAW": str(tmp_path / "env"), "ACCORD_PROCESSES": "3", "ACCORD_SNAPSHOTS": ""}
    settings = Settings.load(environment, raw=str(tmp_path / "flag"), warehouse=None)
    assert settings.raw == tmp_path / "flag"
    assert settings.processes == 3
    assert settings.snapshots_kept == 5
    assert settings.warehouse == PROJECT / "warehouse"
    assert Settings.load(settings.environment()) == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACCORD_PROCESSES", "0"),
        ("ACCORD_PROCESSES", "two"),
        ("ACCORD_PROCESSES", "١"),
        ("ACCORD_SNAPSHOTS", "-1"),
        ("ACCORD_ON_NEW_CONFLICT", "stop"),
        ("ACCORD_MAX_ARTICLE_BYTES", "1e6"),
        ("ACCORD_ARTICLE_SECONDS", "nan"),
        ("ACCORD_DASK", "localhost"),
    ],
)
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name) as refused:
        Settings.load({name: value})
    assert refused.value.exit_code == 2


def test_raw_and_warehouse_must_not_overlap(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="inside each other"):
        Settings.load({}, raw=str(tmp_path), warehouse=str(tmp_path / "warehouse"))
