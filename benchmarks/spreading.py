"""The annotation alone: on one core, on two processes, on two workers of a Dask cluster.

Belongs here: articles a second of `annotate_pending`, as a refresh runs it, and of one core's own work. Does not belong
here: each kind of fact apart (`extraction`).
"""

from __future__ import annotations

import datetime
import functools
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from benchmarks.articles import SyntheticArticle, articles
from extraction import annotate_batch
from extraction.schema import ARTICLES
from orchestration.annotating import annotate_pending, prepare_annotating
from orchestration.loading import load_articles
from orchestration.settings import Settings

_WARM = 64
_ROUNDS = 2


def on_one_core(made: list[SyntheticArticle]) -> float:
    """Articles that one core annotates in a second of processor time, all kinds together."""
    batch = _batch(made)
    annotate_batch(batch.slice(0, _WARM))
    started = time.process_time()
    annotate_batch(batch.slice(_WARM))
    return float(batch.num_rows - _WARM) / (time.process_time() - started)


def _batch(made: list[SyntheticArticle]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(
        [
            {
                "article_id": f"{number:016x}",
                "text": article.text,
                "published": article.published.isoformat(),
                "loaded_on": datetime.date(2026, 1, 5),
                "language": "en",
            }
            for number, article in enumerate(made)
        ],
        schema=ARTICLES,
    )


def by_process(raw: Path, work: Path) -> dict[str, float]:
    """Seconds by the clock to annotate raw/: by one process, by two, by Dask with one worker and with two.

    The least of two rounds each, turn by turn: what else the machine does makes a round slower, never faster.
    """
    seconds: dict[str, float] = {}

    def note(who: str, taken: float) -> None:
        seconds[who] = min(taken, seconds.get(who, taken))

    for _ in range(_ROUNDS):
        for n in (1, 2):
            note(f"{n} process{'es' if n > 1 else ''}", _annotated(raw, work, processes=n))
    for _ in range(_ROUNDS):
        for n in (1, 2):
            with _cluster(n) as address:
                if address is not None:
                    note(f"Dask, {n} worker{'s' if n > 1 else ''}", _annotated(raw, work, dask=address))
    return seconds


def _annotated(raw: Path, work: Path, *, processes: int = 1, dask: str | None = None) -> float:
    warehouse = work / "spreading"
    shutil.rmtree(warehouse, ignore_errors=True)
    settings = replace(Settings.load(raw=str(raw), warehouse=str(warehouse)), processes=processes, dask=dask)
    load_articles(settings, while_many=functools.partial(prepare_annotating, settings))
    started = time.monotonic()
    annotate_pending(settings)
    seconds = time.monotonic() - started
    shutil.rmtree(warehouse)
    return seconds


@contextmanager
def _cluster(workers: int) -> Iterator[str | None]:
    """A cluster that has worked before, as one that outlives its refreshes has; None where Dask is not installed."""
    try:
        import distributed
    except ImportError:
        yield None
        return
    with distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        with distributed.Client(cluster, set_as_default=False) as client:
            client.run(annotate_batch, _batch(list(articles(1, seed=7))))
        yield str(cluster.scheduler_address)
