"""The same batches on an existing Dask cluster, whose workers need only the extraction package.

Belongs here: sending batches to a scheduler, keeping it busy without flooding it, and what a lost worker or a worker
with other rules means. Does not belong here: what is pending and where results go (`annotating`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from extraction import annotate_batch, extractor_version
from orchestration.errors import ConfigurationError, RefreshFailed

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer."""
_BATCHES_PER_THREAD = 3
_RETRIES = 3


def annotate_on(address: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Annotations in the order in which the cluster finishes them.

    A batch whose worker is lost is sent again by the scheduler, so that a lost worker costs time and no row.

    Raises:
        ConfigurationError: Dask is not installed, or nobody answers at `address`.
        RefreshFailed: the cluster has no workers, a batch failed on every try, or a worker has other extraction rules.
    """
    try:
        import distributed
    except ImportError as error:
        raise ConfigurationError(
            "A Dask cluster was asked for, and the package distributed is not installed",
            "Install it (pip install distributed), or leave --dask and ACCORD_DASK away.",
        ) from error
    dask: Any = distributed  # its classes are not typed
    try:
        client = dask.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except OSError as error:
        raise ConfigurationError(
            f"No Dask scheduler answers at {address}", "Start one, or leave --dask and ACCORD_DASK away."
        ) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise RefreshFailed(f"The Dask cluster at {address} has no workers", "Start one: dask worker ADDRESS.")
        finished = dask.as_completed(loop=client.loop)
        # pure=False: equal batches of two refreshes are two tasks, so that nothing stale is handed back.
        for batch in batches:
            finished.add(client.submit(annotate_batch, batch, pure=False, retries=_RETRIES))
            if finished.count() >= _BATCHES_PER_THREAD * threads:
                yield _checked(next(finished), address)
        for future in finished:
            yield _checked(future, address)


def _checked(future: Any, address: str) -> pa.RecordBatch:
    try:
        annotations: pa.RecordBatch = future.result()
    except Exception as error:  # whatever a worker or the network raises is one failure to whoever refreshes
        raise RefreshFailed(
            f"The Dask cluster at {address} could not annotate a batch: {type(error).__name__}: {error}",
            "Batches that were finished are kept; the next refresh goes on from there.",
        ) from error
    versions = set(annotations.column("extractor_version").to_pylist())
    if versions != {extractor_version()}:
        raise RefreshFailed(
            f"A worker of {address} has other extraction rules ({', '.join(sorted(versions))}) than this machine"
            f" ({extractor_version()})",
            "Install the same version of Accord on every worker, then restart them.",
        )
    return annotations
