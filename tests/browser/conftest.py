"""One browser and one explorer for all tests of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from orchestration.settings import Settings
from tests.browser.chromium import CHROMIUM, DRIVER, chromium, explored
from tests.explorer.conftest import newcomer, seeds  # noqa: F401  # fixtures


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("there is no chromium with a chromedriver on this machine")
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture(scope="session")
def shown(seeds: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """A copy of the published seeds, for the explorer alone."""
    return Path(shutil.copy(seeds.published, tmp_path_factory.mktemp("shown")))


@pytest.fixture(scope="session")
def explorer(shown: Path) -> Iterator[str]:
    """The address of the explorer over that copy."""
    with explored(shown.parent) as address:
        yield address
