"""dbt, from the outside: where it works, what it is asked, how it is run, and what came of it.

Belongs here: the command line, environment and artefacts of dbt. Does not belong here: SQL (`dbt_project`). dbt opens
the build file by itself, so nothing else may have it open meanwhile.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.errors import RefreshFailed
from orchestration.parsed_project import fetch, keep, project_version, rules_version
from orchestration.progress import SILENT, Progress
from orchestration.settings import Settings

Run = Callable[[Settings, list[str], Progress], tuple[int, str]]
"""How a dbt command is run: to its end, giving its exit code and last lines."""

LOGGED = ["--log-format", "json"]
_TAIL = 20
_PARSED = ("manifest.json", "partial_parse.msgpack")


@dataclass(frozen=True, slots=True)
class NodeResult:
    """How one model or data test fared. `failures` counts the rows that a test found."""

    name: str
    kind: str
    """model | seed | test | ..."""
    status: str
    """success | pass | warn | error | fail | skipped"""
    message: str
    failures: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TransformReport:
    """What dbt did, node by node."""

    nodes: list[NodeResult]
    seconds: float

    @property
    def errors(self) -> list[NodeResult]:
        """Models, seeds and tests that could not be run."""
        return [n for n in self.nodes if n.status == "error"]

    @property
    def failed_tests(self) -> list[NodeResult]:
        """Data tests that found rows: these keep a build from being published."""
        return [n for n in self.nodes if n.status == "fail"]

    @property
    def warnings(self) -> list[NodeResult]:
        """Data tests that found rows, and only warn."""
        return [n for n in self.nodes if n.status == "warn"]

    @property
    def counts(self) -> dict[str, int]:
        """Nodes by kind."""
        return dict(Counter(n.kind for n in self.nodes))


def environment(settings: Settings) -> dict[str, str]:
    """What dbt needs in its environment when it is started in the warehouse.

    Paths of the connection are relative to it: dbt reads a project anew when one of them is another.
    """
    return {
        "ACCORD_RULES": rules_version(settings),
        "ACCORD_BUILD": str(settings.build.relative_to(settings.warehouse)),
        "ACCORD_MEMORY_MB": str(settings.memory_mb),
        "ACCORD_SPILL": str(settings.spill.relative_to(settings.warehouse)),
        "DBT_PROJECT_DIR": str(settings.dbt_project),
        "DBT_PROFILES_DIR": str(settings.dbt_project),
        "DBT_TARGET_PATH": str(settings.dbt_target),
        "DBT_LOG_PATH": str(settings.dbt_target / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


def build_arguments(*, full: bool = False) -> list[str]:
    """The dbt command of a refresh: models, seeds and data tests, but no unit tests, which test code and not data."""
    # each query in the log's file would take as long as most queries do
    brief = ["--log-level-file", "info"]
    return ["build", "--exclude-resource-type", "unit_test", *brief, *(["--full-refresh"] if full else [])]


def manifest(settings: Settings, run: Run | None = None) -> Path:
    """The manifest of the project as it is now, in dbt's folder of the warehouse.

    Where it is missing or stale, it is taken from another warehouse of this project, or parsed; by `run`, else by a dbt
    of its own.

    Raises:
        RefreshFailed: the project does not parse.
    """
    path, note = settings.dbt_target / "manifest.json", settings.dbt_target / "manifest.version"
    version = project_version(settings)
    if path.exists() and note.exists() and note.read_text(encoding="utf-8") == version:
        return path
    if not fetch(settings, version, _PARSED):
        code, output = (run or run_alone)(settings, ["parse"], SILENT)
        if code:
            raise RefreshFailed(f"dbt parse failed:\n{output}", "Correct dbt_project/.")
        keep(settings, version, _PARSED)
    note.write_text(version, encoding="utf-8")
    return path


def transform(
    settings: Settings, progress: Progress = SILENT, *, full: bool = False, run: Run | None = None
) -> TransformReport:
    """Build all models and run all data tests; by `run`, else by a dbt of its own.

    Raises:
        RefreshFailed: dbt ended without saying how its models fared. Failed tests and models do not raise.
    """
    results = settings.dbt_target / "run_results.json"
    results.unlink(missing_ok=True)
    code, output = (run or run_alone)(settings, build_arguments(full=full), progress)
    if not results.exists():
        raise RefreshFailed(
            f"dbt ended with code {code} before it built anything:\n{output}", "Run `accord refresh --full`."
        )
    return read_results(results)


def read_results(path: Path) -> TransformReport:
    """The report of a run_results.json."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return TransformReport([_node(result) for result in content["results"]], float(content["elapsed_time"]))


def _node(result: dict[str, Any]) -> NodeResult:
    kind, _, name = str(result["unique_id"]).split(".", 2)
    if kind == "test":
        name = name.rsplit(".", 1)[0] if "." in name else name
    return NodeResult(
        name=name,
        kind=kind,
        status=str(result["status"]),
        message=" ".join(str(result["message"] or "").split()),
        failures=int(result["failures"] or 0),
        seconds=float(result["execution_time"]),
    )


def run_alone(settings: Settings, arguments: list[str], progress: Progress) -> tuple[int, str]:
    """Run dbt to its end in a process for this command alone; its exit code and last lines."""
    tail: list[str] = []
    with start(settings, [*LOGGED, *arguments]) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                hear(line, progress, tail)
            code = child.wait()
        except BaseException:
            end(child)
            raise
    return code, "\n".join(tail)


def start(settings: Settings, arguments: list[str]) -> subprocess.Popen[str]:
    """Start dbt in a process group of its own, so that an interrupt ends it whole."""
    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "orchestration.dbt_child", *arguments],
        env=os.environ | environment(settings),
        cwd=settings.warehouse,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def end(child: subprocess.Popen[str]) -> None:
    """End a dbt that is still at work, with all it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    child.communicate()


def hear(line: str, progress: Progress, tail: list[str]) -> None:
    """Pass on how far dbt is, and keep the last lines of what it says, without their dress."""
    message = _message(line, progress)
    if message:
        tail[:] = [*tail[1 - _TAIL :], message]


def _message(line: str, progress: Progress) -> str:
    try:
        event = json.loads(line)
        data, message = event["data"], str(event["info"]["msg"])
    except (ValueError, KeyError, TypeError):
        return line.rstrip()
    counted = isinstance(data.get("index"), int) and isinstance(data.get("total"), int) and "status" in data
    if counted and "statement" not in data:  # which a hook has; hooks are counted by themselves
        progress.step(data["index"], data["total"], "models and tests")
    return message
