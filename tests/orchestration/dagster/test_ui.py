"""`accord ui` as a browser meets it: the graph, the checks, and a run that a file dropped into raw/ starts by
itself."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from orchestration.settings import Settings
from tests.browser.conftest import browser  # noqa: F401  # a fixture
from tests.browser.seeing import press, requested, says, see, wait
from tests.orchestration.conftest import Refreshed, accord, copy_of

_SELECTOR = '{repositoryLocationName: "accord", repositoryName: "__repository__"}'


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A warehouse that `accord ui` shows, with a file that was dropped into raw/ just before."""

    settings: Settings
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, query: str, host: str = "127.0.0.1") -> Any:
        request = urllib.request.Request(
            f"{self.address}/graphql",
            data=json.dumps({"query": query}).encode(),
            headers={"content-type": "application/json", "host": host},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["data"]


@pytest.fixture(scope="module")
def served(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests of this file; it and all it started must end in order."""
    settings = copy_of(refreshed, tmp_path_factory.mktemp("served"))
    # Dropped first: the sensor looks at once, and not again for a while, and the run goes on beside the rest.
    (settings.raw / "dropped.txt").write_text("Peru and Spain announced a treaty. Spain will pay 30 million euros.\n")
    served = Served(settings, _free_port())
    environment = os.environ | {"ACCORD_RAW": str(settings.raw), "ACCORD_WAREHOUSE": str(settings.warehouse)}
    command = [str(Path(sys.executable).with_name("accord")), "ui", "--port", str(served.port)]
    family: list[psutil.Process] = []
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert any(served.address in line for line in iter(process.stdout.readline, ""))
            yield served
            family = psutil.Process(process.pid).children(recursive=True)
            assert len(family) >= 3
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=120)
    _, alive = psutil.wait_procs(family, timeout=120)
    assert alive == []
    assert process.returncode == 0


def _until(condition: Callable[[], Any], seconds: float, what: str) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what} did not come within {seconds} s")


def _holds(settings: Settings, path: str) -> bool:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return connection.execute("select true from marts.articles where path = ?", [path]).fetchall() == [(True,)]


def test_a_file_dropped_into_raw_is_published(served: Served) -> None:
    tags = '{tags: [{key: "dagster/sensor_name", value: "raw_folder"}]}'
    runs = f"{{runsOrError(filter: {tags}) {{... on Runs {{results {{status}}}}}}}}"
    _until(lambda: _holds(served.settings, "dropped.txt"), 600, "the dropped file")
    ended = {"SUCCESS", "FAILURE", "CANCELED"}

    def statuses() -> list[str]:
        return [run["status"] for run in served.ask(runs)["runsOrError"]["results"]]

    _until(lambda: ended.issuperset(statuses()), 600, "the end of the run")
    assert statuses()[-1] == "SUCCESS"


def test_the_graph_the_checks_and_what_is_running(served: Served) -> None:
    nodes = {
        tuple(n["assetKey"]["path"]): n
        for n in served.ask("{assetNodes {assetKey {path} dependencyKeys {path}}}")["assetNodes"]
    }
    assert {("articles",), ("annotations",), ("facts", "fct_figures"), ("marts", "conflicts")} <= nodes.keys()
    assert {"path": ["marts", "conflicts"]} in nodes["published",]["dependencyKeys"]

    check = "{assetChecksOrError {... on AssetChecks {checks {name blocking}}}}"
    checks = served.ask('{assetNodeOrError(assetKey: {path: ["marts", "conflicts"]}) {... on AssetNode ' + check + "}}")
    found = {c["name"]: c["blocking"] for c in checks["assetNodeOrError"]["assetChecksOrError"]["checks"]}
    assert found["reconciliation__nothing_disputed_leaks"] is True
    assert found["reconciliation__no_unadjudicated_contradiction_date"] is False

    sensors = f"sensorsOrError(repositorySelector: {_SELECTOR})"
    schedules = f"schedulesOrError(repositorySelector: {_SELECTOR})"
    states = served.ask(
        f"{{{sensors} {{... on Sensors {{results {{name sensorState {{status}}}}}}}}"
        f" {schedules} {{... on Schedules {{results {{name scheduleState {{status}}}}}}}}}}"
    )
    assert states["sensorsOrError"]["results"] == [{"name": "raw_folder", "sensorState": {"status": "RUNNING"}}]
    assert states["schedulesOrError"]["results"] == [{"name": "daily", "scheduleState": {"status": "RUNNING"}}]


def test_foreign_names_and_a_second_server_are_refused(served: Served) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        served.ask("{version}", host="evil.example")
    second = accord(served.settings, "ui", "--port", str(_free_port()))
    assert second.returncode == 3
    assert f"already running at {served.address}" in second.stderr


def test_a_person_sees_the_graph_the_checks_and_the_plots(
    served: Served,
    browser: Chrome,  # noqa: F811
) -> None:
    requested(browser)
    browser.get(f"{served.address}/asset-groups")
    says(browser, "Global asset lineage", "raw", "annotations", "staging", "intermediate", "facts", "marts")

    browser.get(f"{served.address}/assets/published")
    says(browser, "Freshness policy", "Owners", "disputed", "rows of facts.fct_figures")
    press(browser, "Plots")
    wait(browser, lambda b: b.find_elements(By.TAG_NAME, "canvas"))

    check = "reconciliation__nothing_disputed_leaks"
    browser.get(f"{served.address}/assets/marts/conflicts?view=checks&checkDetail={check}")
    says(browser, check, "blocking asset check", "When it fails", "Data Docs")
    see(browser, "a[href*='/data-docs/']").click()
    wait(browser, lambda b: len(b.window_handles) > 1 or "data-docs" in b.current_url)
    browser.switch_to.window(browser.window_handles[-1])
    says(browser, "nothing_disputed_leaks")
    outside = {url for url in requested(browser) if url.startswith(("http", "ws")) and "//127.0.0.1" not in url}
    assert outside == set(), "the page asked another machine"
