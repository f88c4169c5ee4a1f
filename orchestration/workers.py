"""What runs inside an annotating process: a batch in, a batch out, with a bound on the time one article may take.

Belongs here: the code that a worker imports, and it imports extraction and nothing else of the house, so that a process
starts fast. Does not belong here: who sends batches where (`annotating`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from types import FrameType

import pyarrow as pa
import pyarrow.compute as pc

from extraction import annotate_batch, annotation_key, extractor_version
from extraction.schema import ANNOTATIONS

_LONG_BYTES = 20_000
"""Ten times an ordinary article: from here on, what a text repeats can take seconds."""
_SECONDS_A_BYTE = 1e-5
"""Ten times what short articles take."""


class _TimeUp(BaseException):
    """Raised by the alarm. Not an Exception, so that no rule's own handling can swallow it."""


def annotate_bytes(batch: bytes, article_seconds: float) -> bytes:
    """`annotate_within` over Arrow IPC streams, which is what travels between processes."""
    return to_bytes(annotate_within(from_bytes(batch), article_seconds))


def annotate_within(batch: pa.RecordBatch, article_seconds: float) -> pa.RecordBatch:
    """Annotate a batch; an article that takes longer than `article_seconds` gets an error instead of facts.

    Seconds are those of the processor, so that a busy machine does not change what is published. A long article has a
    clock of its own; the short ones between have one together, that is ample for articles as they are, and only when
    that is not enough does each get its own.
    """
    finished = [_annotate_piece(piece, article_seconds) for piece in _pieces(batch)]
    return finished[0] if len(finished) == 1 else _joined(finished)


def _pieces(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The batch in its order, each long article apart."""
    sizes = pc.binary_length(batch.column("text")).to_pylist()
    start = 0
    for row, size in enumerate(sizes):
        if size >= _LONG_BYTES:
            if start < row:
                yield batch.slice(start, row - start)
            yield batch.slice(row, 1)
            start = row + 1
    if start < len(sizes) or not sizes:
        yield batch.slice(start)


def _annotate_piece(batch: pa.RecordBatch, article_seconds: float) -> pa.RecordBatch:
    together = 0.0 if batch.num_rows == 1 else batch.nbytes * _SECONDS_A_BYTE
    try:
        with _alarm(article_seconds + together):
            return annotate_batch(batch)
    except _TimeUp:
        if batch.num_rows > 1:
            return _joined([_annotate_piece(batch.slice(row, 1), article_seconds) for row in range(batch.num_rows)])
        return failed(batch, f"TimeLimit: not finished after {article_seconds:g} seconds of work")


def failed(batch: pa.RecordBatch, error: str) -> pa.RecordBatch:
    """Annotations without any facts for every article of a batch, with the error that says why."""
    rows = [
        {
            "annotation_key": annotation_key(record["article_id"], record["published"], record["language"]),
            "article_id": record["article_id"],
            "extractor_version": extractor_version(),
            **{field.name: [] for field in ANNOTATIONS if pa.types.is_list(field.type)},
            "error": error,
        }
        for record in batch.select(["article_id", "published", "language"]).to_pylist()
    ]
    return pa.RecordBatch.from_pylist(rows, schema=ANNOTATIONS)


def to_bytes(batch: pa.RecordBatch) -> bytes:
    """A batch as an Arrow IPC stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def from_bytes(content: bytes) -> pa.RecordBatch:
    """The one batch of an Arrow IPC stream."""
    with pa.ipc.open_stream(content) as reader:
        return reader.read_next_batch()


def start_worker() -> None:
    """Initialise a process of the pool: leave interrupts to the parent, and end when the parent has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The operating system's parent is the server that workers are forked from, and that lives as long as they do.
    parent = multiprocessing.parent_process()
    assert parent is not None, "only a process of a pool has a parent to end with"
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    return pa.Table.from_batches(batches).combine_chunks().to_batches()[0]


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread only; there the caller has to bound the time
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
