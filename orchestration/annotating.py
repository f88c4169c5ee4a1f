"""Articles that have no annotation yet, through a pool of processes, batch by batch into raw.annotations.

Belongs here: what is pending, who works on it, and what happens when a worker dies. Does not belong here: the work
(`workers`, `extraction`) and the processes (`pool`). Batches are committed a few together as they come back: a refresh
that is killed goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice

import duckdb
import pyarrow as pa

from extraction import extractor_version
from extraction.schema import ANNOTATIONS
from orchestration.errors import RefreshFailed
from orchestration.pool import LostWorkerError, Pool, start_server
from orchestration.progress import SILENT, Progress
from orchestration.settings import Settings
from orchestration.warehouse import writing
from orchestration.workers import annotate_bytes, annotate_within, failed, from_bytes, to_bytes

FEW_ARTICLES = 40
"""Up to this many articles, starting a pool would take longer than the work."""
_FEW_CHARACTERS = 400_000
_COMMITTED_TOGETHER = 8
"""Batches. A commit of 256 articles costs nearly as much as one of 2,048, which two workers make in two seconds."""
_LOG_BEFORE_CHECKPOINT = "64MB"
"""A checkpoint writes the last row group of raw.annotations anew: DuckDB's 16 MB would do so for every third commit."""

_PENDING = "from raw.articles where annotation_key not in (select annotation_key from raw.annotations)"


@dataclass(frozen=True, slots=True)
class AnnotateReport:
    """What one run of the annotation did."""

    annotated: int
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Path and error of the current articles that could not be annotated, the first hundred."""
    n_failed: int = 0
    seconds: float = 0.0
    retired: int = 0
    """Old annotations swept."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.annotated / self.seconds if self.seconds else 0.0


def annotate_pending(settings: Settings, progress: Progress = SILENT, *, full: bool = False) -> AnnotateReport:
    """Annotate the articles whose annotation is missing. `full` forgets all annotations first."""
    started = time.monotonic()
    with writing(settings) as connection:
        connection.execute(f"set wal_autocheckpoint = '{_LOG_BEFORE_CHECKPOINT}'")
        if full:
            connection.execute("truncate raw.annotations")
        total, characters = connection.execute(f"select count(*), sum(length(text)) {_PENDING}").fetchall()[0]
        done = 0
        if total:
            few = total <= FEW_ARTICLES and characters <= _FEW_CHARACTERS and settings.dask is None
            # Closed at once, also by an error whose traceback lives on: nobody could open the build before.
            with closing(_pending_batches(connection, settings.batch_size)) as batches, _storing(connection) as store:
                for annotations in _annotations(batches, settings, progress, few=few):
                    store(annotations)
                    done += annotations.num_rows
                    progress.step(done, total)
        seconds = time.monotonic() - started
        retired = _sweep(connection, settings)
        errors = connection.execute(
            "select path, error from raw.articles join raw.annotations using (annotation_key)"
            " where error is not null order by path"
        ).fetchall()
    return AnnotateReport(done, errors[:100], len(errors), seconds, retired)


def prepare_annotating(settings: Settings) -> None:
    """For a loading that finds many articles: get ready beside it for annotating them."""
    if settings.dask is None:
        start_server()


def _annotations(
    batches: Iterator[pa.RecordBatch], settings: Settings, progress: Progress, *, few: bool
) -> Iterator[pa.RecordBatch]:
    """Annotations of all batches: on the cluster where one is set, here where starting a pool would not pay."""
    if settings.dask is not None:
        from orchestration.cluster import annotate_on  # Dask takes a second to import

        return annotate_on(settings.dask, batches)
    return _here(batches, settings) if few else _spread(batches, settings, progress)


def _pending_batches(connection: duckdb.DuckDBPyConnection, size: int) -> Generator[pa.RecordBatch, None, None]:
    # A cursor of its own: the reader keeps its snapshot while the batches are committed beside it.
    with connection.cursor() as cursor:
        cursor.execute("use build")
        reader = cursor.sql(
            f"select article_id, text, published_edtf as published, loaded_on, language {_PENDING}"
        ).to_arrow_reader(size)
        for chunk in reader:
            for start in range(0, chunk.num_rows, size):
                yield chunk.slice(start, size)


@contextmanager
def _storing(connection: duckdb.DuckDBPyConnection) -> Iterator[Callable[[pa.RecordBatch], None]]:
    """What is called with each finished batch. An error or an interrupt loses none of them; a kill, those held."""
    held: list[pa.RecordBatch] = []

    def store(annotations: pa.RecordBatch) -> None:
        if set(annotations.column("extractor_version").to_pylist()) != {extractor_version()}:
            raise RefreshFailed("The extraction changed while the refresh was running", "Run `accord refresh` again.")
        held.append(annotations)
        if len(held) >= _COMMITTED_TOGETHER:
            commit()

    def commit() -> None:
        together, held[:] = pa.Table.from_batches(held, ANNOTATIONS), []
        connection.register("finished", together)
        connection.execute("insert into raw.annotations from finished")
        connection.unregister("finished")

    try:
        yield store
    finally:
        if held:
            commit()


def _here(batches: Iterable[pa.RecordBatch], settings: Settings) -> Iterator[pa.RecordBatch]:
    import orchestration.warm  # noqa: F401  # or making the lexicons would count as the time of the first article

    for batch in batches:
        yield annotate_within(batch, settings.article_seconds)


def _spread(batches: Iterator[pa.RecordBatch], settings: Settings, progress: Progress) -> Iterator[pa.RecordBatch]:
    """Annotations in the order in which they are finished; never more batches under way than keep the pool busy."""
    most = 2 * settings.processes + 1
    with Pool(settings.processes, annotate_bytes) as pool:
        running = {_submit(pool, batch, settings): batch for batch in islice(batches, most)}
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                batch = running.pop(future)
                for following in islice(batches, 1):  # before the result is looked at: no worker waits for that
                    running[_submit(pool, following, settings)] = following
                try:
                    yield from_bytes(future.result())
                except LostWorkerError:
                    progress.note(f"A worker died; its {batch.num_rows} articles are tried again, one by one.")
                    yield from _one_by_one(pool, batch, settings)


def _one_by_one(pool: Pool, batch: pa.RecordBatch, settings: Settings) -> Iterator[pa.RecordBatch]:
    """Annotate a batch during which a worker died, so that only the article that ends workers is lost."""
    for row in range(batch.num_rows):
        article = batch.slice(row, 1)
        try:
            yield from_bytes(_submit(pool, article, settings).result())
        except LostWorkerError:
            yield failed(article, "WorkerDied: the process that annotated this article ended without a result")


def _submit(pool: Pool, batch: pa.RecordBatch, settings: Settings) -> Future[bytes]:
    # An article over its time is stopped by the worker itself; this is for code that cannot be interrupted.
    limit = (batch.num_rows + 2) * settings.article_seconds
    return pool.submit(to_bytes(batch), settings.article_seconds, limit)


def _sweep(connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
    """Drop annotations that no article has needed for a while, or that have become more than the current ones."""
    connection.execute(
        """
        insert into raw.retired_annotations
        select annotation_key, current_timestamp::timestamp
        from raw.annotations
        where
            annotation_key not in (select annotation_key from raw.articles)
            and annotation_key not in (select annotation_key from raw.retired_annotations)
        """
    )
    connection.execute(
        "delete from raw.retired_annotations where annotation_key in (select annotation_key from raw.articles)"
    )
    connection.execute(
        """
        create or replace temp table swept as
        select annotation_key
        from raw.retired_annotations
        qualify
            retired_at < current_timestamp::timestamp - to_days($days)
            or row_number() over (order by retired_at desc) > greatest(10000, (select count(*) from raw.articles))
        """,
        {"days": settings.annotations_kept_days},
    )
    swept = connection.execute("select count(*) from swept").fetchall()[0][0]
    if swept:
        connection.execute("delete from raw.annotations where annotation_key in (from swept)")
        connection.execute("delete from raw.retired_annotations where annotation_key in (from swept)")
    return int(swept)
