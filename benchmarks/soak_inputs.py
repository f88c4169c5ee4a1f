"""Hostile files at full size through loading and annotating, in a child whose memory is measured.

Belongs here: running them and reading off what became of each. Does not belong here: making them (`tests.hostile`).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from orchestration.settings import Settings
from tests.hostile import ARTICLE, UNITS, files, text

HUGE = 200_000_000
MANY = 10_000_000
MOST_MEGABYTES = 1_500
"""Memory that loading may take at most, whatever raw/ holds."""


@dataclass(slots=True)
class Inputs:
    """What came of it."""

    files: int = 0
    loaded: int = 0
    rejected: int = 0
    texts: int = 0
    """Articles of the largest size that is taken, each repeating something hostile."""
    longest: float = 0.0
    """Seconds of the processor for the one that took longest."""
    longest_of: str = ""
    cut_off: int = 0
    """Texts that were ended by the time limit of an article."""
    seconds: float = 0.0
    megabytes: int = 0
    """Most memory of the process that read the files."""
    troubles: list[str] = field(default_factory=list)


def feed(folder: Path, huge: int = HUGE, many: int = MANY) -> Inputs:
    """Write every hostile file and text, load and annotate them, and compare with what is to become of each."""
    inputs = Inputs()
    settings = Settings(folder / "hostile", folder / "hostile_warehouse", processes=2)
    settings.raw.mkdir(parents=True)
    expected = {made.name: made.expected for made in files(huge, many)}
    for made in files(huge, many):
        made.write(settings.raw / made.name)
    inputs.files = len(expected)
    started = time.monotonic()
    child = subprocess.run(
        [sys.executable, "-m", "benchmarks.soak_inputs", str(settings.raw), str(settings.warehouse)],
        capture_output=True,
        text=True,
        check=False,
    )
    inputs.seconds = time.monotonic() - started
    if child.returncode:
        inputs.troubles.append(f"loading ended with {child.returncode}: {child.stderr[-900:]}")
        return inputs
    inputs.megabytes = int(json.loads(child.stdout)["megabytes"])
    if inputs.megabytes > MOST_MEGABYTES:
        inputs.troubles.append(f"loading took {inputs.megabytes:,} MB")
    _judge(settings, expected, inputs)
    _annotate(settings, inputs)
    return inputs


def _judge(settings: Settings, expected: dict[str, str], inputs: Inputs) -> None:
    with duckdb.connect(str(settings.build), read_only=True) as connection:
        became: dict[str, set[str]] = {}
        for path, reason in connection.execute("select path, reason from raw.rejects").fetchall():
            became.setdefault(path, set()).add(reason)
        for path, error in connection.execute(
            "select path, error from raw.articles left join raw.annotations using (annotation_key)"
        ).fetchall():
            became.setdefault(path if path in expected else path.rpartition("#")[0], set()).add(ARTICLE)
            if error is not None:
                inputs.troubles.append(f"{path!r} was not annotated: {error}")
    for name, wanted in expected.items():
        found = became.get(name, set())
        inputs.loaded += ARTICLE in found
        inputs.rejected += bool(found - {ARTICLE})
        if wanted not in found:
            inputs.troubles.append(f"{name!r} became {found or 'nothing'}, not {wanted}")


def _annotate(settings: Settings, inputs: Inputs) -> None:
    """Each hostile text at the largest size that is loaded, within the time limit, as a worker does it."""
    import pyarrow as pa

    from orchestration.workers import annotate_within

    for name, unit in UNITS.items():
        made = text(unit, settings.max_article_bytes)
        while len(made.encode()) > settings.max_article_bytes:
            made = made[: len(made) * settings.max_article_bytes // len(made.encode())]
        batch = pa.RecordBatch.from_pylist(
            [
                {
                    "article_id": "hostile",
                    "text": made,
                    "published": "2024-05-06",
                    "loaded_on": date(2024, 5, 7),
                    "language": None,
                }
            ]
        )
        started = time.process_time()
        result = annotate_within(batch, settings.article_seconds).to_pylist()[0]
        taken = time.process_time() - started
        inputs.texts += 1
        if taken > inputs.longest:
            inputs.longest, inputs.longest_of = taken, name
        if (result["error"] or "").startswith("TimeLimit"):
            inputs.cut_off += 1
        elif result["error"]:
            inputs.troubles.append(f"{name}: {result['error']}")


def _load_and_annotate(raw: str, warehouse: str) -> None:
    from orchestration.annotating import annotate_pending
    from orchestration.loading import load_articles

    settings = Settings(Path(raw), Path(warehouse), processes=2)
    load_articles(settings)
    annotate_pending(settings)
    print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)
    os._exit(0)  # what was measured is over


if __name__ == "__main__":
    _load_and_annotate(sys.argv[1], sys.argv[2])
