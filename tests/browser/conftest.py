"""One browser and one explorer for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from orchestration.settings import Settings
from tests.browser.chromium import CHROMIUM, DRIVER, chromium, explored
from tests.explorer.conftest import seeds  # noqa: F401  # a fixture


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("there is no chromium with a chromedriver on this machine")
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture(scope="session")
def explorer(seeds: Settings) -> Iterator[str]:  # noqa: F811
    """The address of the explorer over the seeds."""
    with explored(seeds.warehouse) as address:
        yield address
