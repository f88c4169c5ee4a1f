"""Trouble from outside, put into words: full disks, folders that cannot be written, files held by others.

Belongs here: telling what happened, where, and what to do from the errors of the operating system and of DuckDB. Does
not belong here: bugs; for those the answer is None and the traceback stays.
"""

from __future__ import annotations

import errno
import re
import shutil
import sqlite3
from pathlib import Path

import duckdb

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL_WORDS = re.compile(
    r"no space left|disk quota|file too large|out of disk|could not write all bytes|failed to write|disk is full"
    r"|disk i/o error",
    re.IGNORECASE,
)
_REFUSED_WORDS = re.compile(
    r"permission denied|read-only file system|operation not permitted|readonly database|unable to open database file",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[\"'](/[^\"']+)[\"']")

_MAKE_ROOM = "Free some space, or name a warehouse elsewhere with --warehouse; what was published before still stands."
_ALLOW = "Make it writable for this user, or name a warehouse elsewhere with --warehouse."


def explain(error: BaseException) -> tuple[str, str] | None:
    """What happened and what to do, when the error or one that caused it is known trouble, else None."""
    seen: BaseException | None = error
    while seen is not None:
        found = _explain_one(seen)
        if found is not None:
            return found
        seen = seen.__cause__ or seen.__context__
    return None


def _explain_one(error: BaseException) -> tuple[str, str] | None:
    message = str(error)
    place = _PLACE.search(message)
    where = str(getattr(error, "filename", None) or (place.group(1) if place else "the warehouse"))
    if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)):
        return (
            f"Out of memory: {message}",
            "Raise ACCORD_MEMORY_MB, or annotate with fewer processes (ACCORD_PROCESSES).",
        )
    if isinstance(error, OSError) and not isinstance(error, duckdb.Error):
        if error.errno in _FULL:
            return f"No room to write {where}{_room(where)}", _MAKE_ROOM
        if error.errno in _REFUSED:
            return f"{where} cannot be written or read: {error.strerror}", _ALLOW
        if error.errno in {errno.EEXIST, errno.ENOTDIR}:
            return f"{where} is a file where a folder is needed", "Name another folder with --raw or --warehouse."
        if error.errno in {errno.EMFILE, errno.ENFILE}:
            return f"Too many open files ({where})", "Raise the limit with ulimit -n."
    if isinstance(error, (duckdb.Error, sqlite3.Error)):  # Dagster keeps its runs in SQLite
        if _FULL_WORDS.search(message):
            return f"No room to write {where}{_room(where)}", _MAKE_ROOM
        if _REFUSED_WORDS.search(message):
            return f"{where} cannot be written or read: {message}", _ALLOW
        if isinstance(error, duckdb.IOException):
            return (
                message,
                "End the process that has the file open, or look at the disk; then run `accord refresh` again.",
            )
    return None


def _room(where: str) -> str:
    """How much room there is, and how much a refresh of the warehouse that `where` lies in may take."""
    folder = Path(where)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        free = f"{shutil.disk_usage(folder).free:,} bytes free"
        for place in (folder, *list(folder.parents)[:2]):
            if (build := place / "build.duckdb").exists():
                # All tables are made anew beside the old ones, and copied once more to be published.
                return f" ({free}; a refresh may take {2 * build.stat().st_size:,} more than is there now)"
    except OSError:
        return ""
    return f" ({free})"
