"""Parquet: one article a row, read a few rows at a time.

Belongs here: columns to fields, and keeping what is decoded at once within bounds. Does not belong here: other layouts;
a file without a column `text` is refused.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.inputs.metadata import from_mapping
from orchestration.inputs.records import InputArticle, Metadata, Reject, Source, Unusable, checked

_FIELDS = ("text", *Metadata.__slots__)
_DECODED_BYTES = 32_000_000
"""About how much is decoded at once."""
_MOST_ROWS = 2_000
_LARGEST_GROUP = 2_000_000_000
"""A row group is decoded column by column as a whole; one that unpacks to more bytes than this is refused."""


def read_parquet(source: Source) -> Iterator[InputArticle | Reject]:
    """One article or reject for each row, counted from 0."""
    with _seekable(source) as stream:
        try:
            file = pq.ParquetFile(stream)
            fields = [name for name in _FIELDS if name in file.schema_arrow.names]
            if "text" not in fields:
                raise Unusable("no_text", f"no column text among {', '.join(file.schema_arrow.names[:20])}")
            row = 0
            for group in range(file.num_row_groups):
                for batch in file.iter_batches(_rows_at_once(file, group), row_groups=[group], columns=fields):
                    for record in batch.to_pylist():
                        yield _article(record, row, source)
                        row += 1
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise Unusable("bad_parquet", " ".join(str(error).split())) from None
    if row == 0:
        raise Unusable("empty", "no rows")


def _rows_at_once(file: pq.ParquetFile, group: int) -> int:
    described = file.metadata.row_group(group)
    if described.total_byte_size > _LARGEST_GROUP:
        raise Unusable(
            "too_large", f"a row group of {described.total_byte_size:,} bytes; the limit is {_LARGEST_GROUP:,}"
        )
    a_row = max(1, int(described.total_byte_size) // max(1, int(described.num_rows)))
    return max(1, min(_MOST_ROWS, _DECODED_BYTES // a_row))


def _article(record: dict[str, object], row: int, source: Source) -> InputArticle | Reject:
    text = record.pop("text")
    try:
        if not isinstance(text, str):
            raise Unusable("no_text", "text is NULL" if text is None else f"text is a {type(text).__name__}")
        return InputArticle(row, checked(text, source.limits), from_mapping(record).over(source.given))
    except Unusable as problem:
        return problem.at(row)


@contextmanager
def _seekable(source: Source) -> Iterator[IO[bytes]]:
    """Parquet is read from its end: what was packed by gzip is laid on disk first."""
    if isinstance(source.stream, io.BufferedReader) and source.stream.seekable():
        yield source.stream
        return
    descriptor, path = tempfile.mkstemp(dir=source.scratch, suffix=".parquet")
    try:
        with os.fdopen(descriptor, "w+b") as unpacked:
            shutil.copyfileobj(source.stream, unpacked, 1 << 20)
            unpacked.seek(0)
            yield unpacked
    finally:
        os.unlink(path)  # noqa: PTH108
