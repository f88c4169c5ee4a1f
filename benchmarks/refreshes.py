"""Real refreshes, each a process of its own, with their stages, their processor time and the memory of all they start.

Belongs here: running `accord refresh` as a person would and watching it. Does not belong here: what is run on what
(`scale`), or how it is shown (`floors`).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_EVERY_SECONDS = 0.25
_COMMAND = (str(Path(sys.executable).with_name("accord")), "refresh", "--json")
PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Refreshed:
    """What a process took: seconds by the clock, megabytes at its peak with its children, seconds of each stage."""

    seconds: float
    peak_mb: float
    stages: dict[str, float] = field(default_factory=dict)


def refresh(raw: Path, warehouse: Path, *, processes: int | None = None) -> Refreshed:
    """Refresh `warehouse` from `raw`.

    Raises:
        RuntimeError: it ended with an error; with the last lines of what it said.
    """
    environment = {} if processes is None else {"ACCORD_PROCESSES": str(processes)}
    seconds, peak, output = watched([*_COMMAND, "--raw", str(raw), "--warehouse", str(warehouse)], environment)
    outcome = json.loads(output[output.index("{") :])
    return Refreshed(seconds, peak, dict(outcome.get("seconds", {})))


def watched(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Run a command to its end: seconds, peak of the memory of its process tree in MB, what it printed."""
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        peaks = [0.0]
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(child.pid, ended, peaks))
        watcher.start()
        output, complaints = child.communicate()
        seconds = time.monotonic() - started
        ended.set()
        watcher.join()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}:\n{complaints[-2000:]}{output[-2000:]}")
    return seconds, peaks[0], output


def _watch(pid: int, ended: threading.Event, peaks: list[float]) -> None:
    while not ended.wait(_EVERY_SECONDS):
        with contextlib.suppress(psutil.Error):
            root = psutil.Process(pid)
            peaks[0] = max(peaks[0], sum(map(_megabytes, [root, *root.children(recursive=True)])))


def _megabytes(process: psutil.Process) -> float:
    """Memory of a process, pages shared with others divided among them where the system tells."""
    with contextlib.suppress(psutil.Error):
        full = process.memory_full_info()
        return float(getattr(full, "pss", full.uss)) / 1e6
    return 0.0
