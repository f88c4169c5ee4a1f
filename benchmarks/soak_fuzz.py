"""Texts nobody wrote through the whole extraction, for as long as one likes: `python -m benchmarks.soak_fuzz SECONDS`.

Belongs here: running what `tests.fuzzing` draws, counting, and telling the slowest. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from extraction import Article
from tests.fuzzing import check, hostile_articles

_ROUND = 500
_CRASHES = 5
"""After so many, the rest of the time would tell the same again."""


def fuzz(seconds: float, first_seed: int = 0) -> dict[str, Any]:
    """Draw texts until the time is over: how many, what crashed, what took longest of the processor's time."""
    until = time.monotonic() + seconds
    tried, longest = 0, 0.0
    crashes: list[str] = []
    number = first_seed

    def one(article: Article) -> None:
        nonlocal tried, longest
        started = time.process_time()
        check(article)
        longest = max(longest, time.process_time() - started)
        tried += 1

    parent = os.getppid()
    while time.monotonic() < until and len(crashes) < _CRASHES and os.getppid() == parent:
        number += 1
        run = seed(number)(
            settings(
                max_examples=_ROUND,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )(given(hostile_articles())(one))
        )
        try:
            run()
        except Exception:  # the border: a crash of the extraction is what is looked for
            crashes.append(traceback.format_exc()[-800:])
    return {"texts": tried, "longest": longest, "crashes": crashes, "seeds": number - first_seed}


if __name__ == "__main__":
    print(json.dumps(fuzz(float(sys.argv[1]))))
