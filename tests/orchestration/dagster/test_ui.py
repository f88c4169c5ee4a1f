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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pytest

from orchestration.settings import Settings
from tests.orchestration.conftest import accord

_SELECTOR = '{repositoryLocationName: "accord", repositoryName: "__repository__"}'


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(settings: Settings, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"ACCORD_RAW": str(settings.raw), "ACCORD_WAREHOUSE": str(settings.warehouse)}
    command = [str(Path(sys.executable).with_name("accord")), "ui", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=120)


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


def test_the_ui_shows_the_graph_and_refreshes_what_is_dropped_into_raw(copied: Settings) -> None:
    port = _free_port()

    def ask(query: str, host: str = "127.0.0.1") -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/graphql",
            data=json.dumps({"query": query}).encode(),
            headers={"content-type": "application/json", "host": host},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["data"]

    # Dropped first: the sensor looks at once, and not again for a while, and the run goes on beside the rest.
    (copied.raw / "dropped.txt").write_text("Peru and Spain announced a treaty. Spain will pay 30 million euros.\n")
    with _serving(copied, port) as ui:
        assert ui.stdout is not None
        assert any(f"http://127.0.0.1:{port}" in line for line in iter(ui.stdout.readline, ""))

        nodes = {
            tuple(n["assetKey"]["path"]): n
            for n in ask("{assetNodes {assetKey {path} dependencyKeys {path}}}")["assetNodes"]
        }
        assert {
            ("articles",),
            ("annotations",),
            ("facts", "fct_figures"),
            ("marts", "conflicts"),
            ("published",),
        } <= nodes.keys()
        assert {"path": ["marts", "conflicts"]} in nodes["published",]["dependencyKeys"]

        check = "{assetChecksOrError {... on AssetChecks {checks {name blocking}}}}"
        checks = ask('{assetNodeOrError(assetKey: {path: ["marts", "conflicts"]}) {... on AssetNode ' + check + "}}")
        found = {c["name"]: c["blocking"] for c in checks["assetNodeOrError"]["assetChecksOrError"]["checks"]}
        assert found["reconciliation__nothing_disputed_leaks"] is True
        assert found["reconciliation__no_unadjudicated_contradiction_date"] is False

        sensors = f"sensorsOrError(repositorySelector: {_SELECTOR})"
        schedules = f"schedulesOrError(repositorySelector: {_SELECTOR})"
        states = ask(
            f"{{{sensors} {{... on Sensors {{results {{name sensorState {{status}}}}}}}}"
            f" {schedules} {{... on Schedules {{results {{name scheduleState {{status}}}}}}}}}}"
        )
        assert states["sensorsOrError"]["results"] == [{"name": "raw_folder", "sensorState": {"status": "RUNNING"}}]
        assert states["schedulesOrError"]["results"] == [{"name": "daily", "scheduleState": {"status": "RUNNING"}}]

        with pytest.raises(urllib.error.HTTPError, match="400"):
            ask("{version}", host="evil.example")

        second = accord(copied, "ui", "--port", str(_free_port()))
        assert second.returncode != 0
        assert f"already running at http://127.0.0.1:{port}" in second.stderr

        tags = '{tags: [{key: "dagster/sensor_name", value: "raw_folder"}]}'
        runs = f"{{runsOrError(filter: {tags}) {{... on Runs {{results {{status}}}}}}}}"
        _until(lambda: _holds(copied, "dropped.txt"), 600, "the dropped file")
        (run,) = ask(runs)["runsOrError"]["results"]
        assert run["status"] in {"SUCCESS", "STARTED"}
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}/data-docs/reconciliation.conflicts.html", timeout=120
        ) as page:
            assert b"no_unadjudicated_contradiction_date" in page.read()

        family = psutil.Process(ui.pid).children(recursive=True)
        assert len(family) >= 3
    _, alive = psutil.wait_procs(family, timeout=120)
    assert alive == []
    assert ui.returncode == 0
