"""The batch function: a record batch of articles to a record batch of annotations, the unit of every way to scale.

Belongs here: columns in, columns out. A process pool and a Dask cluster both map this one function; workers need only
this package.
"""

from __future__ import annotations

import gc
import operator
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from extraction.annotate import annotate_together
from extraction.rows import Annotation, Article
from extraction.schema import ANNOTATIONS, KINDS, struct_of
from extraction.version import annotation_key, extractor_version

TOGETHER = 32
"""Articles that go through the kinds together: enough to stay with one kind for a while, few enough that what has been
read of them is still in the processor's caches when the next kind asks for it."""


def annotate_batch(articles: pa.RecordBatch) -> pa.RecordBatch:
    """Annotate a batch (schema `ARTICLES`) into a batch of as many rows in the same order (schema `ANNOTATIONS`).

    An article that an extractor cannot read yields empty lists and its error in the column `error`: one poisoned
    article never costs the others of its batch.
    """
    with without_collections():
        return _annotated(articles)  # what it made on the way is gone before the collector looks at what there is


def _annotated(articles: pa.RecordBatch) -> pa.RecordBatch:
    inputs = [Article(**record) for record in articles.to_pylist()]
    annotations: list[Annotation] = []
    for start in range(0, len(inputs), TOGETHER):
        annotations.extend(annotate_together(inputs[start : start + TOGETHER]))
    return _columns(inputs, annotations)


def _columns(inputs: Sequence[Article], annotations: Sequence[Annotation]) -> pa.RecordBatch:
    version = extractor_version()
    columns: list[pa.Array] = [
        pa.array([annotation_key(a.article_id, a.published, a.language) for a in inputs], pa.string()),
        pa.array([a.article_id for a in inputs], pa.string()),
        pa.array([version] * len(inputs), pa.string()),
        *(_list_column(row_class, [getattr(a, kind) for a in annotations]) for kind, row_class in KINDS.items()),
        pa.array([a.error for a in annotations], pa.string()),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=ANNOTATIONS)


@contextmanager
def without_collections() -> Iterator[None]:
    """Put off the collector of reference cycles, of which extraction makes none.

    It is woken by the number of objects made, looks at every document of the batch and finds nothing to free, which
    costs a tenth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _list_column(row_class: type, lists: Sequence[Sequence[Any]]) -> pa.ListArray:
    """One list<struct> column from per-article lists of rows, built column by column, which Arrow is fast at."""
    struct = struct_of(row_class)
    offsets = [0]
    for rows in lists:
        offsets.append(offsets[-1] + len(rows))
    flat = [row for rows in lists for row in rows]
    fields = [struct.field(i) for i in range(struct.num_fields)]
    arrays = [pa.array(list(map(operator.attrgetter(f.name), flat)), f.type) for f in fields]
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.StructArray.from_arrays(arrays, fields=fields))
