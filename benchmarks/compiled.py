"""`annotate_batch` interpreted and compiled, turn by turn on the same articles, and whether the rows are the same.

Each form runs in a process of its own, since a process imports one of them. The least processor time of several turns
counts: what the machine did besides is not of interest.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from datetime import timedelta

import pyarrow as pa

from benchmarks.articles import articles
from benchmarks.report import Measure
from extraction import COMPILED, annotate_batch
from extraction.compiled import SWITCH
from extraction.schema import ARTICLES

_TURNS = 3
_ROUNDS = 3
_BATCH = 256
_FORMS = {"interpreted": "0", "compiled": "1"}


def measure(n: int, seed: int) -> tuple[list[Measure], list[str]]:
    """Time both forms; without a compiled build, the reason why not.

    Raises:
        ValueError: Their rows differ.
    """
    if not COMPILED:
        return [], ["compiled: no compiled extraction of these sources is in use (make compiled)"]
    least = dict.fromkeys(_FORMS, float("inf"))
    rows = set()
    characters = 0
    for _ in range(_TURNS):
        for form, switch in _FORMS.items():
            command = [sys.executable, "-m", "benchmarks.compiled", str(n), str(seed)]
            environment = os.environ | {SWITCH: switch}
            done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
            result = json.loads(done.stdout)
            if result["compiled"] != (switch == "1"):
                raise ValueError(f"asked for the {form} form and got the other one")
            least[form] = min(least[form], result["seconds"])
            rows.add(result["rows"])
            characters = result["characters"]
    if len(rows) > 1:
        raise ValueError("compiled extraction finds other rows than interpreted extraction")
    return [Measure(f"annotate_batch, {form}", n, characters, seconds) for form, seconds in least.items()], []


def _main(n: int, seed: int) -> None:
    made = [
        {
            "article_id": str(i),
            "text": each.text,
            "published": each.published.isoformat(),
            "loaded_on": each.published + timedelta(1),
            "language": "en",
        }
        for i, each in enumerate(articles(n, seed))
    ]
    batches = [
        pa.RecordBatch.from_pylist(made[start : start + _BATCH], schema=ARTICLES) for start in range(0, n, _BATCH)
    ]
    seconds = float("inf")
    for _ in range(1 + _ROUNDS):  # the first warms up, and is never the least
        begin = time.process_time()
        found = [annotate_batch(batch) for batch in batches]
        seconds = min(seconds, time.process_time() - begin)
    digest = hashlib.sha256()
    for batch in found:
        digest.update(json.dumps(batch.to_pylist(), default=str).encode())
    characters = sum(len(each["text"]) for each in made)
    print(json.dumps({"compiled": COMPILED, "seconds": seconds, "rows": digest.hexdigest(), "characters": characters}))


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]))
