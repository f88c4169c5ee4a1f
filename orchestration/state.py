"""What a refresh depends on, as one fingerprint, so that "nothing new" costs a walk through file names and no more.

Belongs here: the fingerprint, and the note of the last published one beside the published file. Does not belong here:
anything that opens a database. Imports the standard library only: `accord refresh` asks here before it loads anything.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from orchestration.listing import Listing, list_raw
from orchestration.settings import PROJECT, Settings

_CODE = ("extraction", "dbt_project", "expectations", "orchestration")
_NOT_CODE = {"__pycache__", "target", "logs", "dbt_packages"}
_RESULT_SETTINGS = ("max_article_bytes", "article_seconds", "on_new_conflict")
"""Settings that can change what is published; how many processes work on it cannot."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Two hashes: of what lies in raw/, and of everything else that decides what is published."""

    raw: str
    code: str

    def __str__(self) -> str:
        return f"{self.raw}-{self.code}"


def fingerprint(settings: Settings, listing: Listing | None = None) -> Fingerprint:
    """The state of things now. `listing` saves the walk where there already is one."""
    listing = list_raw(settings.raw) if listing is None else listing
    return Fingerprint(_raw_hash(settings, listing), _code_hash(settings))


def published_fingerprint(settings: Settings) -> str | None:
    """The state that the published file was made from, or None where there is no such file or somebody replaced it."""
    try:
        note = json.loads(settings.state_file.read_text(encoding="utf-8"))
        return str(note["fingerprint"]) if note["file"] == _identity(settings.published) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def nothing_new(settings: Settings) -> bool:
    """Whether a refresh would publish what is already published.

    Raises:
        ConfigurationError: raw/ cannot be read.
    """
    return str(fingerprint(settings)) == published_fingerprint(settings)


def note_published(settings: Settings, state: str, snapshot: str) -> None:
    """Remember that the published file was made from `state`."""
    content = json.dumps({"fingerprint": state, "snapshot": snapshot, "file": _identity(settings.published)})
    half_written = settings.state_file.with_suffix(".tmp")
    half_written.write_text(content + "\n", encoding="utf-8")
    half_written.replace(settings.state_file)


def _identity(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ino]


def _raw_hash(settings: Settings, listing: Listing) -> str:
    digest = hashlib.sha256(str(settings.raw).encode(errors="surrogateescape"))
    for file in (*listing.files.values(), *sorted(listing.sidecars.values(), key=lambda f: f.path)):
        digest.update(f"{file.path}\0{file.stamp}\n".encode())
    for refused in listing.refused:
        digest.update(f"{refused.path}\0{refused.reason}\n".encode())
    return digest.hexdigest()[:16]


def _code_hash(settings: Settings) -> str:
    digest = hashlib.sha256()
    for name in _RESULT_SETTINGS:
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    for path, status in sorted(_code_files()):
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _code_files() -> Iterator[tuple[str, os.stat_result]]:
    folders = [str(PROJECT / name) for name in _CODE]
    lock = PROJECT / "requirements.lock"  # a new DuckDB or dbt may publish something else
    if lock.exists():
        yield str(lock), lock.stat()
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _NOT_CODE:
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield entry.path, entry.stat()


assert all(name in {f.name for f in fields(Settings)} for name in _RESULT_SETTINGS)
