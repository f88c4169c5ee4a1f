"""What a refresh that was killed leaves behind, cleared before the next one begins.

Belongs here: orphaned processes, half-written files, a snapshot that was published but not yet kept. Does not belong
here: Dagster's own records of a dead run. Call it while holding the lock: then whatever still works on this warehouse
is an orphan.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from orchestration.settings import Settings
from orchestration.snapshots import keep_snapshot, snapshots

_WAIT_SECONDS = 5.0


def recover(settings: Settings) -> list[str]:
    """Clear up; one line for each thing that was found, none when the last refresh ended by itself."""
    if not settings.warehouse.exists():
        return []
    return [
        *_end_orphans(settings),
        *_sweep_scratch(settings),
        *_drop_foreign_log(settings),
        *_keep_current(settings),
    ]


def _end_orphans(settings: Settings) -> list[str]:
    """End a dbt that outlived its refresh: it would hold the build file against this one."""
    if not settings.build.exists():
        return []
    import psutil  # 30 ms, and not needed by a first refresh

    me = psutil.Process()
    mine = {me.pid, *(p.pid for p in me.parents()), *(p.pid for p in me.children(recursive=True))}
    orphans = []
    for process in psutil.process_iter():
        if process.pid in mine:
            continue
        try:
            if process.environ().get("ACCORD_BUILD") == str(settings.build) and _is_dbt(process.cmdline()):
                orphans.append(process)
        except psutil.Error:
            continue  # it ended, or it is not ours to look into
    for process in orphans:
        process.terminate()
    _, alive = psutil.wait_procs(orphans, timeout=_WAIT_SECONDS)
    for process in alive:
        process.kill()
    psutil.wait_procs(alive, timeout=_WAIT_SECONDS)
    return [f"Ended an orphaned dbt, process {process.pid}." for process in orphans]


def _is_dbt(command: list[str]) -> bool:
    return any(part == "orchestration.dbt_child" or Path(part).name == "dbt" for part in command[:4])


def _sweep_scratch(settings: Settings) -> list[str]:
    left = [*settings.scratch.glob("*"), *settings.snapshots.glob("*.tmp"), *settings.warehouse.glob("*.tmp")]
    for path in left:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    count = sum(path != settings.spill for path in left)
    return (
        [f"Removed {count} half-written file{'s' if count > 1 else ''} of a refresh that was ended."] if count else []
    )


def _drop_foreign_log(settings: Settings) -> list[str]:
    """A client that wrote to the published file and died leaves its log there, and every reader would replay it."""
    log = Path(f"{settings.published}.wal")
    if not log.exists():
        return []
    log.unlink()
    return [f"Removed {log.name}: a client wrote to the published file, which is for reading only."]


def _keep_current(settings: Settings) -> list[str]:
    """A refresh that was killed right after it published has not kept its snapshot yet."""
    if not settings.published.exists():
        return []
    current = settings.published.stat().st_ino
    if any(os.stat(path).st_ino == current for path in snapshots(settings)):  # noqa: PTH116
        return []
    import duckdb

    try:
        with duckdb.connect(str(settings.published), read_only=True) as connection:
            snapshot_id = str(connection.execute("select snapshot_id from meta.snapshot").fetchall()[0][0])
    except duckdb.Error:  # not a file that a refresh published
        return []
    if any(path.stem == snapshot_id for path in snapshots(settings)):  # kept as a copy
        return []
    keep_snapshot(settings, snapshot_id)
    return [f"Kept the published snapshot {snapshot_id}."]
