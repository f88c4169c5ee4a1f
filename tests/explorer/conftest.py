"""The seed articles and a hostile one, really refreshed once for the explorer's tests and the browser's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from orchestration.settings import PROJECT, Settings
from tests.orchestration.conftest import accord

HOSTILE_TITLE = '<img src=x onerror="document.title=1"> & "quotes"'
HOSTILE = """\
Peru & Chile sign <b>port</b> treaty

Peru and Chile signed a treaty on ports on March 3, 2025. <script>document.title = "taken"</script> Chile will invest
$40 million <i onclick="x()">in the harbour</i> by 2030. "We <u>trust</u> each other & go on together," said Ana Rojas,
Peru's minister of ports.
"""


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Made once, also when several processes of pytest ask for it. Read it; a test that writes copies it first."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seeds"
    settings = Settings(shared / "raw", shared / "warehouse")
    with FileLock(f"{shared}.lock"):
        if not settings.published.exists():
            shutil.copytree(PROJECT / "raw", settings.raw, dirs_exist_ok=True)
            (settings.raw / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
            (settings.raw / "hostile.txt.meta.yml").write_text(
                f"title: '{HOSTILE_TITLE}'\npublisher: The <Post>\npublished: 2025-03-04\nurl: 'javascript:alert(1)'\n"
            )
            refreshed = accord(settings, "refresh")
            assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
    return settings


@pytest.fixture(scope="session")
def published(seeds: Settings) -> Path:
    return seeds.published
