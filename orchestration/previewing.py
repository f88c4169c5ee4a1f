"""`accord annotate FILE`: what extraction says about one file, without storing anything.

Belongs here: one file through a reader and through extraction, as plain data. Does not belong here: the warehouse.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from extraction import Article, annotate
from orchestration.errors import ConfigurationError
from orchestration.inputs import Limits, Reject, read_articles
from orchestration.listing import SIDECARS, RawFile
from orchestration.settings import Settings

_ADVICE = "Name one file, such as raw/article.txt; a folder of them is read by `accord refresh --raw DIR`."
_POSITIONED = ("dates", "figures", "quotes", "agreements", "commitments", "entities", "segments")


def facts_of(file: Path, settings: Settings) -> list[dict[str, Any]]:
    """One mapping an article of the file: its metadata and its rows by kind, or why it is rejected.

    Raises:
        ConfigurationError: there is no such file.
    """
    listed = _listed(file)
    sidecars = (_listed(Path(f"{file}{suffix}"), must_exist=False) for suffix in SIDECARS)
    sidecar = next((s for s in sidecars if s is not None), None)
    assert listed is not None
    with tempfile.TemporaryDirectory(prefix="accord-") as scratch:
        found = read_articles(listed, sidecar, Limits.of(settings), Path(scratch))
        return [
            _rejected(item) if isinstance(item, Reject) else _facts(item.row, item.text, item.metadata)
            for item in found
        ]


def _listed(file: Path, *, must_exist: bool = True) -> RawFile | None:
    try:
        place = file.resolve(strict=True)
        status = place.stat()
    except OSError as error:
        if not must_exist:
            return None
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}", _ADVICE) from error
    if not os.path.isfile(place):  # noqa: PTH113
        raise ConfigurationError(f"{file} is no file", _ADVICE)
    return RawFile(file.name, str(place), (status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode))


def _rejected(reject: Reject) -> dict[str, Any]:
    return dataclasses.asdict(reject)


def _facts(row: int | None, text: str, metadata: Any) -> dict[str, Any]:
    article_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    annotation = annotate(Article(article_id, text, published=metadata.published, language=metadata.language))
    kinds: dict[str, Any] = {}
    for kind in _POSITIONED:
        kinds[kind] = [
            {"surface": text[r.char_start : r.char_end], **dataclasses.asdict(r)} for r in getattr(annotation, kind)
        ]
    head = {"article_id": article_id, **({} if row is None else {"row": row}), **dataclasses.asdict(metadata)}
    return head | kinds
