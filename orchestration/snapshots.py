"""The last published files, kept beside the current one.

Belongs here: which snapshots there are and how many stay. Does not belong here: making one (`publishing`).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from orchestration.settings import Settings


def keep_snapshot(settings: Settings, snapshot_id: str) -> Path:
    """Keep the published file as a snapshot and let the oldest go.

    It is a hard link where the folder can hold one: a published file never changes, it is only ever replaced.
    """
    settings.snapshots.mkdir(parents=True, exist_ok=True)
    kept = settings.snapshots / f"{snapshot_id}.duckdb"
    half_written = kept.with_suffix(".tmp")
    half_written.unlink(missing_ok=True)
    try:
        os.link(settings.published, half_written)
    except OSError:  # a file system without hard links
        shutil.copyfile(settings.published, half_written)
    half_written.replace(kept)
    for old in snapshots(settings)[: -settings.snapshots_kept]:
        if old != kept:  # whatever the clock did since
            old.unlink(missing_ok=True)
    return kept


def last_published(settings: Settings) -> Path | None:
    """What was published last, for comparing: the kept file where there is one, which no client writes beside."""
    if not settings.published.exists():
        return None
    inode = settings.published.stat().st_ino
    return next((path for path in reversed(snapshots(settings)) if path.stat().st_ino == inode), settings.published)


def last_snapshot_id(settings: Settings) -> str | None:
    """Id of what was published last, without opening it; None when nothing is, or when no snapshot of it was kept."""
    current = last_published(settings)
    return None if current is None or current == settings.published else current.stem


def snapshots(settings: Settings) -> list[Path]:
    """The kept files, oldest first: their names begin with the time of publication."""
    return sorted(settings.snapshots.glob("*.duckdb"))
