"""Refreshes to do harm to: the real command as a child, its stage known from what it says, its family known by pid.

Belongs here: starting, watching and judging one refresh, and comparing what two of them published. Does not belong
here: the harm (`soak_kills`, `soak_disk`, `soak_readers`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb
import psutil

from benchmarks.articles import articles
from orchestration.settings import Settings
from orchestration.verifying import verify

STAGES = (
    "Starting Dagster and dbt",
    "Loading articles",
    "Annotating articles",
    "Building facts and marts",
    "Checking expectations",
    "Publishing",
)
"""What a refresh says when a stage has ended, in their order."""

SECONDS = 900.0
"""Longest that a refresh may take before it counts as hanging."""
_WHEN_LOADED = {"loaded_at", "first_seen", "published_at"}
"""Columns that say when something was loaded, in which two refreshes of one raw/ may differ."""


class Refresh:
    """`accord refresh --json` at work."""

    def __init__(self, settings: Settings, *arguments: str, **environment: str) -> None:
        command = [sys.executable, "-c", "from orchestration.cli import main; main()", "refresh", "--json", *arguments]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DAGSTER_"))}
        self.process = subprocess.Popen(
            command,
            env=clean | settings.environment() | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        self.said: list[str] = []
        self._printed: list[str] = []
        self._changed = threading.Condition()
        self._listeners = [
            threading.Thread(target=self._listen, args=(self.process.stderr, self.said), daemon=True),
            threading.Thread(target=self._listen, args=(self.process.stdout, self._printed), daemon=True),
        ]
        for listener in self._listeners:
            listener.start()

    def _listen(self, stream: Any, lines: list[str]) -> None:
        for line in stream:
            with self._changed:
                lines.append(line.rstrip("\n"))
                self._changed.notify_all()

    @property
    def stage(self) -> int:
        """Index in STAGES of the stage that it is in; their number when all have ended."""
        return sum(line.startswith("✓ ") for line in self.said)

    def reach(self, stage: int) -> bool:
        """Wait until a stage begins; False when the refresh ended before."""
        until = time.monotonic() + SECONDS
        with self._changed:
            while self.stage < stage and self.process.poll() is None and time.monotonic() < until:
                self._changed.wait(0.2)
        return self.stage >= stage and self.process.poll() is None

    def family(self) -> list[psutil.Process]:
        """The refresh and all that it started, itself first."""
        try:
            me = psutil.Process(self.process.pid)
            return [me, *me.children(recursive=True)]
        except psutil.Error:
            return []

    def end(self) -> int:
        """Wait for its end; the exit code.

        Raises:
            TimeoutError: it hangs.
        """
        try:
            code = self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            for process in self.family():
                process.kill()
            raise TimeoutError(f"still at work after {SECONDS:.0f} s") from None
        for listener in self._listeners:
            listener.join(10)
        return code

    @property
    def words(self) -> str:
        """What it said on standard error."""
        return "\n".join(self.said)

    @property
    def told(self) -> str:
        """The end of what it said, and what blocked it, for a person to look into."""
        blocked = next((line.strip() for line in self._printed if '"blocked_by": [' in line and "[]" not in line), "")
        return f"{self.words[-900:]} {blocked} {' '.join(self._printed)[:300] if blocked else ''}"

    @property
    def outcome(self) -> dict[str, Any]:
        """What it printed."""
        return dict(json.loads("\n".join(self._printed)))


def refreshed(settings: Settings) -> dict[str, Any]:
    """Refresh undisturbed; the outcome.

    Raises:
        RuntimeError: it did not publish, or not say that there is nothing new.
    """
    refresh = Refresh(settings)
    if code := refresh.end():
        raise RuntimeError(f"an undisturbed refresh ended with {code}:\n{refresh.words}")
    return refresh.outcome


def family_ended(family: list[psutil.Process], seconds: float = 60.0) -> bool:
    """Whether everything that a refresh started ends without being told."""
    _, alive = psutil.wait_procs(family, timeout=seconds)
    return not [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def faults_of(file: Path) -> list[str]:
    """What `accord verify` finds wrong with a published file."""
    return [f"{f.table} no longer {f.check}: {f.wrong}" for f in verify(file) if not f.passed]


def differences(expected: Path, actual: Path) -> dict[str, tuple[int, int]]:
    """By table of facts and marts: rows that are missing, and rows too many, compared as whole rows."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{expected}' as expected (read_only)")
        connection.execute(f"attach '{actual}' as actual (read_only)")
        tables = connection.execute('select "schema", "table" from expected.meta.tables').fetchall()
        for schema, table in tables:
            columns = ", ".join(
                f'"{name}"'
                for name, *_ in connection.execute(f"describe expected.{schema}.{table}").fetchall()
                if name not in _WHEN_LOADED
            )
            ours, theirs = (f"select {columns} from {which}.{schema}.{table}" for which in ("expected", "actual"))
            counts: list[int] = []
            for one, other in ((ours, theirs), (theirs, ours)):
                counts += connection.execute(f"select count(*) from ({one} except all {other})").fetchall()[0]
            if any(counts):
                found[f"{schema}.{table}"] = (int(counts[0]), int(counts[1]))
    return found


def left_behind(settings: Settings) -> list[str]:
    """What a refresh must not leave: half-written files, unfinished runs, processes."""
    left = [str(p.relative_to(settings.warehouse)) for p in settings.scratch.rglob("*") if p.is_file()]
    left += [p.name for pattern in ("*.tmp", "*.duckdb.wal") for p in settings.warehouse.rglob(pattern)]
    runs = settings.dagster_home / "runs" / "runs.db"
    if runs.exists():
        import sqlite3

        with sqlite3.connect(f"file:{runs}?mode=ro", uri=True) as connection:
            unfinished = "select run_id, status from runs where status not in ('SUCCESS', 'FAILURE', 'CANCELED')"
            left += [f"run {run_id[:8]} {status}" for run_id, status in connection.execute(unfinished).fetchall()]
        connection.close()
    for process in psutil.process_iter():
        try:
            if process.environ().get("ACCORD_WAREHOUSE") == str(settings.warehouse):
                left.append(f"process {process.pid}")
        except psutil.Error:
            continue
    return left


class World:
    """A raw/ in two states, the warehouse of the first, and what an undisturbed refresh makes of the second."""

    def __init__(self, folder: Path, before: int, after: int) -> None:
        self.settings = Settings(folder / "raw", folder / "warehouse", processes=2, batch_size=8)
        self._base = folder / "base"
        self.expected = folder / "expected.duckdb"
        made = list(articles(before + after, 7, per_story=3, conflict_share=0.1))
        self.settings.raw.mkdir(parents=True)
        self._write(0, made[:before])
        refreshed(self.settings)
        shutil.copytree(self.settings.warehouse, self._base)
        self._write(before, made[before:])
        (self.settings.raw / "00000.txt").unlink()
        (self.settings.raw / "00001.txt").write_text("Peru and Chile signed a treaty on rail on May 3, 2024.\n")
        outcome = refreshed(self.settings)
        self.seconds = [float(outcome["seconds"].get(name, 0.0)) for name in _TIMED]
        """Seconds of each stage of an undisturbed refresh, in the order of STAGES."""
        shutil.copyfile(self.settings.published, self.expected)

    def again(self, *, published: bool = True) -> World:
        """Put the warehouse back as it was before the refresh, or, without `published`, as if there had been none."""
        shutil.rmtree(self.settings.warehouse, ignore_errors=True)
        if published:
            shutil.copytree(self._base, self.settings.warehouse)
        return self

    @property
    def before(self) -> Path:
        """What was published before the refresh."""
        return self._base / "accord.duckdb"

    def _write(self, first: int, made: list[Any]) -> None:
        for number, article in enumerate(made, first):
            path = self.settings.raw / f"{number:05}.txt"
            path.write_text(article.text, encoding="utf-8")
            path.with_name(f"{path.name}.meta.yml").write_text(
                f"publisher: {article.publisher}\npublished: {article.published}\n", encoding="utf-8"
            )


_TIMED = ("start", "load", "annotate", "transform", "gate", "publish")
"""The names under which an outcome has the seconds of STAGES; the start is not among them."""
