"""From a file's name to its reader.

Belongs here: which suffix is read how, and opening a file such that it cannot lead elsewhere. Does not belong here: the
formats themselves.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from orchestration.inputs.html import read_html
from orchestration.inputs.jsonl import read_jsonl
from orchestration.inputs.metadata import MAX_YAML, from_yaml
from orchestration.inputs.packed import unpacked
from orchestration.inputs.parquet import read_parquet
from orchestration.inputs.records import InputArticle, Limits, Metadata, Reject, Source, Unusable, decoded
from orchestration.inputs.text import read_text
from orchestration.listing import RawFile

_READERS = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
}
SUFFIXES = tuple(_READERS)
"""What may stand in raw/, each also followed by .gz."""


def read_articles(
    file: RawFile, sidecar: RawFile | None, limits: Limits, scratch: Path
) -> Iterator[InputArticle | Reject]:
    """The articles of one file in their order.

    The sidecar of a file of one article goes over the file's own metadata, that of a bulk file under its rows' own.
    """
    name = file.path.lower()
    packed = name.endswith(".gz")
    reader = _READERS.get(os.path.splitext(name.removesuffix(".gz"))[1])  # noqa: PTH122  # a Path each is slow
    if reader is None:
        known = ", ".join(SUFFIXES)
        yield Reject(None, "unsupported_type", f"raw/ takes {known}, each also with .gz; hide others by a leading dot")
        return
    try:
        given = Metadata() if sidecar is None else _read_sidecar(sidecar)
        with opened(file) as stream:
            before = os.fstat(stream.fileno())
            content = unpacked(stream, file.stamp[0], limits) if packed else stream
            yield from reader(Source(content, given, limits, scratch))
            after = os.fstat(stream.fileno())
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                yield Reject(None, "changed_while_read", "it was being written; the next refresh reads it again")
    except Unusable as problem:
        yield problem.at(None)
    except OSError as error:
        yield Reject(None, "unreadable", error.strerror or str(error))


def content_hash(file: RawFile, sidecar: RawFile | None) -> str | None:
    """SHA-256 of a file and its sidecar together, or None where they cannot be read."""
    digest = hashlib.sha256()
    try:
        for part in (file, sidecar):
            if part is not None:
                with opened(part) as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())  # type: ignore[arg-type]  # a raw file serves
    except OSError:
        return None
    return digest.hexdigest()


def opened(file: RawFile) -> IO[bytes]:
    """The file that was listed, and no other: not a link put in its place, not a pipe that would wait for ever."""
    return open(os.open(file.place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: PTH123


def _read_sidecar(sidecar: RawFile) -> Metadata:
    with opened(sidecar) as stream:
        content = stream.read(4 * MAX_YAML + 1)
    try:
        return from_yaml(decoded(content))
    except Unusable as problem:
        raise Unusable("bad_metadata", f"sidecar {sidecar.path}: {problem.detail}") from None
