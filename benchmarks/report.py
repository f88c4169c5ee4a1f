"""What a benchmark leaves behind: the machine it ran on, a table to read, a JSON file to keep."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Measure:
    """One line of a benchmark: what ran on how many texts, in how many seconds."""

    name: str
    texts: int
    characters: int
    seconds: float
    ratio: float | None = None
    """How many times as fast Accord does the same, for a peer."""
    note: str = ""

    @property
    def per_second(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds

    @property
    def milliseconds(self) -> float:
        """Milliseconds a text."""
        return 1000 * self.seconds / self.texts


def machine() -> dict[str, object]:
    """What a reader needs to know to compare: processor, cores, memory, load, Python and the versions that matter."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": round(psutil.getloadavg()[0], 2),
        "python": platform.python_version(),
        "accord": version("accord-warehouse"),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def show(title: str, measures: Sequence[Measure], skipped: Sequence[str], on: dict[str, object]) -> None:
    """Print the table."""
    console = Console(width=None if sys.stdout.isatty() else 110)
    table = Table(title=title, title_justify="left")
    for heading in ("what", "texts", "texts/s", "ms/text", "Accord is"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for m in measures:
        ratio = f"{m.ratio:,.0f}x as fast" if m.ratio else ""
        table.add_row(m.name, f"{m.texts:,}", f"{m.per_second:,.0f}", f"{m.milliseconds:,.3f}", ratio)
    console.print(table)
    for reason in skipped:
        console.print(f"skipped: {reason}")
    console.print(", ".join(f"{key} {value}" for key, value in on.items()), style="dim")


def keep(name: str, measures: Sequence[Measure], skipped: Sequence[str], on: dict[str, object]) -> Path:
    """Write the JSON file; returns its path."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    path = RESULTS / f"{name}-{now:%Y%m%dT%H%M%SZ}.json"
    rows = [
        asdict(m) | {"per_second": round(m.per_second, 1), "milliseconds": round(m.milliseconds, 4)} for m in measures
    ]
    result = {"benchmark": name, "at": now.isoformat(timespec="seconds"), "machine": on, "measures": rows}
    path.write_text(json.dumps(result | {"skipped": list(skipped)}, indent=1) + "\n", encoding="utf-8")
    return path
