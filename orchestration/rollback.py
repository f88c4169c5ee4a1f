"""Back to a snapshot that was published before.

Belongs here: choosing it and putting it in place, as atomically as publishing does. Does not belong here: undoing what
made the later one; raw/ and the build stay as they are.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from orchestration.errors import ConfigurationError, RefreshFailed
from orchestration.publishing import put_in_place
from orchestration.settings import Settings
from orchestration.snapshots import last_published, snapshots
from orchestration.state import note_published, published_fingerprint
from orchestration.verifying import verify


def roll_back(settings: Settings, snapshot: str | None = None) -> str:
    """Publish a kept snapshot again, by default the one before the current; its id. Hold the lock meanwhile.

    The state that the withdrawn file was made from stays noted as published, so that no sensor or schedule publishes it
    again: a refresh follows once raw/, code or settings change, or when `--full` asks for one.

    Raises:
        ConfigurationError: there is no such snapshot, or none before the current one.
        RefreshFailed: the snapshot is damaged.
    """
    kept = {path.stem: path for path in snapshots(settings)}
    current = last_published(settings)
    if snapshot is None:
        older = [name for name in kept if current is None or name < current.stem]
        if not older:
            raise ConfigurationError("There is no snapshot before the current one.", "Run `accord refresh`.")
        snapshot = older[-1]
    if snapshot not in kept:
        raise ConfigurationError(
            f"There is no snapshot {snapshot} in {settings.snapshots}", f"Kept are: {', '.join(kept) or 'none'}."
        )
    if wrong := [finding for finding in verify(kept[snapshot]) if not finding.passed]:
        raise RefreshFailed(
            f"Snapshot {snapshot} is damaged: {wrong[0].table} no longer {wrong[0].check}",
            f"`accord verify {snapshot}` tells all. What is published stays; kept are: {', '.join(kept)}.",
        )
    withdrawn = published_fingerprint(settings)
    settings.scratch.mkdir(exist_ok=True)
    fresh = settings.scratch / "accord.duckdb"
    _copy(kept[snapshot], fresh)
    put_in_place(settings, fresh)
    fresh.unlink(missing_ok=True)  # renaming a link over another to the same file leaves it
    if withdrawn is not None:
        note_published(settings, withdrawn, snapshot)
    return snapshot


def _copy(kept: Path, fresh: Path) -> None:
    fresh.unlink(missing_ok=True)
    try:
        os.link(kept, fresh)
    except OSError:  # a file system without hard links
        shutil.copyfile(kept, fresh)
