"""What holds for all tests: whose code they run, and how they are shared out among processes of pytest.

Belongs here: nothing that one folder alone needs.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent

# Processes that a test starts run the code beside the tests, not what happens to be installed.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))

_ONE_PROCESS = ("orchestration/dagster", "dbt", "explorer", "browser")
"""Folders whose tests share something that takes long to make: one process runs all of them (`--dist loadgroup`), the
longest first, while the others run everything else."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        folder = item.path.parent.relative_to(HERE).as_posix()
        return _ONE_PROCESS.index(folder) if folder in _ONE_PROCESS else len(_ONE_PROCESS)

    for item in items:
        if place(item) < len(_ONE_PROCESS):
            group = _ONE_PROCESS[place(item)]
            item.add_marker(pytest.mark.xdist_group(group.replace("/", ".")))
    items.sort(key=place)
