"""What lies in raw/, told from names and file status alone: 100,000 files in well under a second.

Belongs here: walking the folder, and what may be read at all. Does not belong here: opening a file (`inputs`). Imports
the standard library only (see `state`).
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from orchestration.errors import ConfigurationError

SIDECARS = (".meta.yml", ".meta.yaml")

Stamp = tuple[int, int, int, int]
"""Size, modification time in ns, inode and mode: while these stay, a file is not read again."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of raw/. `path` is relative, with bytes that are no UTF-8 escaped; `place` opens it."""

    path: str
    place: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in raw/ that is no file to read, and why."""

    path: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything in raw/ but hidden names, in the order of the paths."""

    files: dict[str, RawFile]
    sidecars: dict[str, RawFile]
    """By the path of the file that they describe."""
    refused: list[Refused]


def list_raw(raw: Path) -> Listing:
    """Walk raw/. Hidden names are passed over, folders behind links are not entered.

    Raises:
        ConfigurationError: raw/ is missing or cannot be listed.
    """
    root = os.path.realpath(raw)
    files: dict[str, RawFile] = {}
    sidecars: dict[str, RawFile] = {}
    refused: list[Refused] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(f"{root}/{folder}"))
        except OSError as error:
            if folder == "":
                raise ConfigurationError(
                    f"The folder of articles cannot be read: {raw} ({error.strerror})",
                    "Create it, or name another one with --raw or ACCORD_RAW.",
                ) from error
            refused.append(Refused(_printable(folder), "unreadable", error.strerror or "cannot be listed"))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
                continue
            found = _examine(entry, path, root)
            if isinstance(found, Refused):
                refused.append(found)
            elif (described := _described(found.path)) is not None:
                sidecars[described] = found
            else:
                files[found.path] = found
    for described in sorted(set(sidecars) - set(files)):
        refused.append(Refused(sidecars.pop(described).path, "orphan_sidecar", f"there is no file {described}"))
    return Listing(dict(sorted(files.items())), sidecars, sorted(refused, key=lambda r: r.path))


def _described(path: str) -> str | None:
    for suffix in SIDECARS:
        if path.endswith(suffix):
            return path[: -len(suffix)]
    return None


def _examine(entry: os.DirEntry[str], path: str, root: str) -> RawFile | Refused:
    shown, place = _printable(path), entry.path
    try:
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode):
            place = os.path.realpath(entry.path, strict=True)
            if os.path.commonpath([root, place]) != root:
                return Refused(shown, "link_outside", "a link that leads out of raw/")
            status = os.lstat(place)
            if stat.S_ISDIR(status.st_mode):
                return Refused(shown, "link_to_folder", "folders behind links are not entered")
    except OSError as error:
        return Refused(shown, "unreadable", error.strerror or "has no status")
    if not stat.S_ISREG(status.st_mode):
        return Refused(shown, "not_a_file", "neither a file nor a folder")
    return RawFile(shown, place, (status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode))


def _printable(path: str) -> str:
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
