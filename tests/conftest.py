"""What holds for all tests: whose code they run, and how they are shared out among processes of pytest.

Belongs here: nothing that one folder alone needs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

HERE = Path(__file__).parent

# Processes that a test starts run the code beside the tests, not what happens to be installed.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))

SETTINGS = {
    # Tests look into rules, and change them: into their sources, whatever `make compiled` left in this environment.
    "ACCORD_COMPILED": "0",
    # Several tests share few processors, so nothing is gained by two threads that wait for each other.
    "ACCORD_DBT_THREADS": "1",
}
"""Of every process that a test starts."""
os.environ.update(SETTINGS)

# The same examples each time: whether a commit passes is not left to chance. Looking for new ones is what a soak does.
settings.register_profile("tests", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("tests")

_ONE_PROCESS = (
    "tests/orchestration/dagster/test_ui.py",
    "tests/dbt/",
    "tests/explorer/",
    "tests/orchestration/dagster/",  # waits for the same warehouse as the first: after those that make one of their own
    "tests/browser/",
    "tests/test_first_warehouse.py",
    "tests/orchestration/test_hostile_refresh.py",
)
"""Where tests share something that takes long to make: one process runs all of a place, the longest first."""


def _place(nodeid: str) -> int:
    return next((n for n, start in enumerate(_ONE_PROCESS) if nodeid.startswith(start)), len(_ONE_PROCESS))


class _BySharing(LoadScopeScheduling):  # type: ignore[misc]  # xdist is not typed
    """Hands out the tests of one place of `_ONE_PROCESS` together, all others one by one.

    The marker that xdist has for this is not seen by the present pytest, which does not let node ids be changed.
    """

    def _split_scope(self, nodeid: str) -> str:
        place = _place(nodeid)
        return _ONE_PROCESS[place] if place < len(_ONE_PROCESS) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _BySharing(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _place(item.nodeid))
