"""Faults by the dozen against real refreshes, and the table of what came of them in docs/reliability.md.

Belongs here: the order of things, their share of the time, and the table. Does not belong here: any fault
(`soak_kills`, `soak_disk`, `soak_readers`, `soak_inputs`, `soak_fuzz`).

The time given is kept: a part that has not come to its end by then stops after the round it is in, and the table says
how many rounds there were.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.report import machine
from benchmarks.soak_disk import FullDisks, fill_disks
from benchmarks.soak_inputs import Inputs, feed
from benchmarks.soak_kills import Kills, kill_refreshes
from benchmarks.soak_readers import CLIENTS, Reading, read_through
from benchmarks.soak_refreshing import STAGES, World

KILLS, REFRESHES, FUZZ_MINUTES = 30, 20, 10.0
LONGEST_SECONDS = 2.0
"""Most that one hostile article may take of the processor."""
PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- soak: begin -->", "<!-- soak: end -->"


@dataclass(slots=True)
class Soaked:
    """What all parts found."""

    kills: Kills
    disks: FullDisks
    reading: Reading
    inputs: Inputs
    fuzz: dict[str, Any]
    minutes: float = 0.0

    @property
    def troubles(self) -> list[str]:
        """Everything that should not have been."""
        slow = (
            self.inputs.longest if self.inputs.longest > LONGEST_SECONDS * 1.05 else 0.0
        )  # the alarm has its own cost
        return [
            *self.kills.troubles,
            *self.disks.troubles,
            *self.reading.errors,
            *self.inputs.troubles,
            *self.fuzz["crashes"],
            *([f"{self.inputs.longest_of}: {slow:.1f} s for one article"] if slow else []),
        ]


def soak(minutes: float, seed: int, *, before: int = 60, after: int = 300) -> Soaked:
    """Run every part, the fuzzing beside the others.

    Args:
        minutes: most that all of it may take.
        seed: of the moments and victims of the kills.
        before: articles that are published when the faults begin.
        after: articles that a disturbed refresh has to add.
    """
    started = time.monotonic()
    fuzz_seconds = 60 * min(FUZZ_MINUTES, minutes / 2.5)
    until = started + 60 * minutes
    with tempfile.TemporaryDirectory(prefix="accord-soak-") as folder:
        fuzzing = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.soak_fuzz", str(fuzz_seconds)], stdout=subprocess.PIPE, text=True
        )
        try:
            _say("Hostile inputs")
            inputs = feed(Path(folder, "inputs"))
            _say(f"{inputs.files} files, {inputs.texts} texts. A warehouse to disturb")
            world = World(Path(folder, "world"), before, after)
            left = until - time.monotonic()
            _say("Kills")
            kills = kill_refreshes(world, KILLS, seed, time.monotonic() + 0.55 * left)
            _say(f"{kills.injected.total()} kills, {kills.recovered} recovered. Full disks")
            disks = fill_disks(world, time.monotonic() + 0.5 * (until - time.monotonic()))
            _say(f"{disks.injected} full disks, {disks.recovered} recovered. Readers")
            reading = read_through(world, REFRESHES, until)
            _say(f"{reading.refreshes} refreshes, {reading.queries} queries. Fuzzing to its end")
            said, _ = fuzzing.communicate(timeout=fuzz_seconds + 600)
        except BaseException:
            fuzzing.kill()
            fuzzing.wait()
            raise
    minutes_taken = (time.monotonic() - started) / 60
    return Soaked(kills, disks, reading, inputs, {**json.loads(said), "seconds": fuzz_seconds}, minutes_taken)


def _say(what: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {what} ...", flush=True)


def rows(soaked: Soaked) -> list[tuple[str, str, str]]:
    """The lines of the table: what was done, how often, what came of it."""
    k, d, r, i, f = soaked.kills, soaked.disks, soaked.reading, soaked.inputs, soaked.fuzz
    stages, victims = Counter[str](), Counter[str]()
    for (at, who), count in k.injected.items():
        stages[STAGES[at]] += count
        victims[who] += count
    killed = k.injected.total()
    return [
        (
            "`kill -9` at a random moment: " + ", ".join(f"{name} {n}" for name, n in stages.items()),
            f"{killed} ({', '.join(f'{who} {n}' for who, n in victims.items())})",
            (
                f"{k.recovered} recovered by the next refresh; rows lost {k.rows_lost}, "
                f"rows too many {k.rows_too_many}, committed annotations repeated {k.repeated}"
            ),
        ),
        (
            "disk full from one moment on, at each stage",
            f"{d.injected}",
            (
                f"{d.told} told in words with exit code 4, {d.unhurt} had room enough; "
                f"{d.recovered} recovered; rows lost {d.rows_lost}"
            ),
        ),
        (
            f"{CLIENTS} readers in a loop, one of them DuckDB 1.5's command line",
            f"{r.queries:,} queries through {r.refreshes} refreshes",
            f"errors and mixed snapshots {len(r.errors)}",
        ),
        ("a second refresh while one runs", f"{r.refreshes}", f"{r.refused} told who holds the warehouse, exit code 3"),
        (
            "hostile files, up to 200 MB on one line and in a packed bomb",
            f"{i.files}",
            (
                f"{i.loaded} articles, {i.rejected} rejects with a reason, crashes {len(i.troubles)}; "
                f"{i.megabytes:,} MB of memory, {i.seconds:.0f} s in all"
            ),
        ),
        (
            "hostile articles of the largest size that is loaded",
            f"{i.texts}",
            f"longest {i.longest:.2f} s ({i.longest_of}); {i.cut_off} ended by the time limit",
        ),
        (
            f"fuzzed texts, {f['seconds'] / 60:.0f} minutes",
            f"{f['texts']:,}",
            f"crashes {len(f['crashes'])}; longest {f['longest']:.2f} s",
        ),
    ]


def write(soaked: Soaked, page: Path = PAGE) -> None:
    """Put the table between the markers of the page."""
    on = machine()
    lines = ["", "| what was done | how often | what came of it |", "|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows(soaked)]
    lines += [
        "",
        (
            f"{datetime.now(UTC):%Y-%m-%d}, {soaked.minutes:.0f} minutes, {on['processor']}, {on['cores']} cores, "
            f"{on['memory_gib']} GiB, load {on['load_before']}, Python {on['python']}. "
            f"Troubles: {len(soaked.troubles) or 'none'}."
        ),
        "",
    ]
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    page.write_text(head + BEGIN + "\n" + "\n".join(lines) + END + tail, encoding="utf-8")
