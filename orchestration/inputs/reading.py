"""From a file's name to its reader.

Belongs here: which suffix is read how, and opening a file such that it cannot lead elsewhere. Does not belong here: the
formats themselves.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
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

_SMALL = 1_000_000
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NOTHING = Metadata()
_CHANGED = Reject(None, "changed_while_read", "it was being written; the next refresh reads it again")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file and its sidecar hold now, as far as is needed to tell whether that is new."""

    sha256: str
    small: bytes | None
    """The bytes themselves, where reading them twice would cost more than keeping them."""


def contents(file: RawFile, sidecar: RawFile | None) -> Contents | Reject:
    """Read a small file, or hash a large one in a stream; the hash covers the sidecar too."""
    small = None
    try:
        if file.stamp[0] <= _SMALL:
            small = _whole(file)
            if small is None:
                return _CHANGED
            digest = hashlib.sha256(small)
        else:
            with opened(file) as stream:
                digest = hashlib.sha256(hashlib.file_digest(stream, "sha256").digest())  # type: ignore[arg-type]  # raw files serve
        if sidecar is not None:
            with opened(sidecar) as stream:
                digest.update(hashlib.sha256(stream.read(_SMALL)).digest())
    except OSError as error:
        return Reject(None, "unreadable", error.strerror or str(error))
    return Contents(digest.hexdigest(), small)


def _whole(file: RawFile) -> bytes | None:
    """The bytes of a small file, or None when it is changing; no stream, which would take as long to make."""
    descriptor = os.open(file.place, _FLAGS)
    try:
        before = os.fstat(descriptor)
        content = os.read(descriptor, _SMALL + 1)
        if len(content) != before.st_size or _stamp(os.fstat(descriptor)) != _stamp(before):
            return None
        return content
    finally:
        os.close(descriptor)


def read_articles(
    file: RawFile, sidecar: RawFile | None, limits: Limits, scratch: Path, small: bytes | None = None
) -> Iterator[InputArticle | Reject]:
    """The articles of one file in their order; `small` is its content where that is known already.

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
        given = _NOTHING if sidecar is None else _read_sidecar(sidecar)
        with opened(file) if small is None else io.BytesIO(small) as stream:
            before = None if small is not None else _stamp(os.fstat(stream.fileno()))
            content = unpacked(stream, file.stamp[0], limits) if packed else stream
            yield from reader(Source(content, given, limits, scratch))
            if before is not None and before != _stamp(os.fstat(stream.fileno())):
                yield _CHANGED
    except Unusable as problem:
        yield problem.at(None)
    except OSError as error:
        yield Reject(None, "unreadable", error.strerror or str(error))


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def opened(file: RawFile) -> IO[bytes]:
    """The file that was listed, and no other: not a link put in its place, not a pipe that would wait for ever."""
    return open(os.open(file.place, _FLAGS), "rb")  # noqa: PTH123


def _read_sidecar(sidecar: RawFile) -> Metadata:
    with opened(sidecar) as stream:
        content = stream.read(4 * MAX_YAML + 1)
    try:
        return from_yaml(decoded(content))
    except Unusable as problem:
        raise Unusable("bad_metadata", f"sidecar {sidecar.path}: {problem.detail}") from None
