"""A real Dask scheduler with two worker processes, one of them killed while batches are under way."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pyarrow as pa
import pytest

from extraction import annotate_batch
from extraction.schema import ARTICLES
from orchestration.cluster import annotate_on
from orchestration.errors import ConfigurationError

distributed = pytest.importorskip("distributed")

TEXT = "Peru and Chile signed a memorandum on {0} copper mines. “It holds for {0} years,” the minister said."


def batches(count: int) -> Iterator[pa.RecordBatch]:
    for number in range(count):
        rows = [
            {
                "article_id": f"{number:08d}{row:08d}",
                "text": TEXT.format(number + row + 2),
                "loaded_on": datetime.date(2026, 1, 5),
            }
            for row in range(8)
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=ARTICLES)


def rows_of(annotations: Iterator[pa.RecordBatch]) -> list[dict[str, object]]:
    rows = [row for batch in annotations for row in batch.to_pylist()]
    return sorted(rows, key=lambda row: str(row["article_id"]))


@pytest.mark.filterwarnings("ignore")  # the workers' own shutdown is noisy when one of them is killed
def test_a_cluster_gives_the_rows_of_one_process_and_outlives_a_lost_worker() -> None:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        finished = annotate_on(cluster.scheduler_address, batches(30))
        first = next(finished)
        worker = next(iter(cluster.workers.values()))
        worker.process.process.kill()
        found = rows_of(iter([first, *finished]))
    assert found == rows_of(annotate_batch(batch) for batch in batches(30))


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestration.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(ConfigurationError, match="No Dask scheduler answers"):
        next(annotate_on("tcp://127.0.0.1:9", batches(1)))
