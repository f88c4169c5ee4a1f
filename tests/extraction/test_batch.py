"""Batches: what annotating many articles at once leaves behind."""

from __future__ import annotations

import gc

import pyarrow as pa
import pytest

from extraction import COMPILED, annotate_batch
from extraction.schema import ARTICLES
from tests.labels import articles


@pytest.mark.skipif(COMPILED, reason="a compiled function that holds another is a cycle of the compiler's own")
def test_a_batch_leaves_nothing_to_the_collector_of_cycles() -> None:
    # it is put off while a batch is annotated: what it alone can free would pile up and cost a tenth of the time
    texts = [each.text for each in articles("development")[:16]]
    rows = [{"article_id": f"{i:016x}", "text": text, "published": "2026-02-04"} for i, text in enumerate(texts)]
    batch = pa.RecordBatch.from_pylist(rows, schema=ARTICLES)
    annotate_batch(batch)
    gc.collect()
    gc.disable()
    try:
        annotate_batch(batch)
        left = gc.collect()
    finally:
        gc.enable()
    assert left == 0
