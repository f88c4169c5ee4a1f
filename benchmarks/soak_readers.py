"""Eight clients that ask in a loop while refresh follows refresh: each answer comes from one snapshot, whole.

Belongs here: the refreshes, and starting and counting the clients. Does not belong here: a client (`soak_client`).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.soak_refreshing import Refresh, World

CLIENTS = 8


@dataclass(slots=True)
class Reading:
    """What came of it."""

    refreshes: int = 0
    queries: int = 0
    snapshots: int = 0
    """Distinct snapshots that a single client saw, at most."""
    refused: int = 0
    """Second refreshes that were told who holds the warehouse, with exit code 3."""
    errors: list[str] = field(default_factory=list)


def read_through(world: World, refreshes: int, until: float) -> Reading:
    """Eight clients, one of them the DuckDB command line where that is installed, through `refreshes` refreshes."""
    world.again()
    settings, reading = world.settings, Reading()
    enough = settings.raw.parent / "enough"
    enough.unlink(missing_ok=True)
    command = [sys.executable, str(Path(__file__).with_name("soak_client.py")), str(settings.published), str(enough)]
    shell = shutil.which("duckdb", path=str(Path(sys.executable).parent))
    clients = [
        subprocess.Popen(
            [*command, "command line" if number == 0 and shell else "library", shell or ""],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(CLIENTS)
    ]
    toggled = settings.raw / "toggled.txt"
    try:
        for number in range(refreshes):
            if time.monotonic() > until:
                break
            toggled.write_text(f"Kenya and India signed a treaty on port {number} on May 3, 2024.\n")
            first = Refresh(settings)
            if first.reach(1):
                second = Refresh(settings)
                code = second.end()
                reading.refused += code == 3 and str(first.process.pid) in second.words
                if code != 3:
                    reading.errors.append(f"a second refresh ended with {code}: {second.told}")
            if code := first.end():
                reading.errors.append(f"a refresh among readers ended with {code}: {first.told}")
            reading.refreshes += 1
    finally:
        enough.touch()
        toggled.unlink(missing_ok=True)
        for client in clients:
            said, _ = client.communicate(timeout=300)
            if client.returncode:
                reading.errors.append(f"a client ended with {client.returncode}: {said[-300:]}")
                continue
            told = json.loads(said)
            reading.queries += told["queries"]
            reading.snapshots = max(reading.snapshots, told["snapshots"])
            reading.errors += told["errors"]
    return reading
