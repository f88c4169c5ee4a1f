"""A disk that is full from one moment on, at each stage of a refresh: told in words, nothing published, nothing broken.

Belongs here: filling the disk, which is a limit on the size of files that is set on the running refresh and all that it
started (RLIMIT_FSIZE, so that neither root nor a file system of its own is needed). Does not belong here: starting and
comparing refreshes (`soak_refreshing`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import psutil

from benchmarks.soak_refreshing import STAGES, Refresh, World, differences, faults_of, left_behind

_SMALL = 60_000
"""Bytes that any file may still have in the first kind of full disk; in the second, files stay as large as they are."""


@dataclass(slots=True)
class FullDisks:
    """What came of it."""

    injected: int = 0
    told: int = 0
    """Refreshes that ended with 4 and said in words what is full."""
    unhurt: int = 0
    """Refreshes that had no need of more room and published."""
    recovered: int = 0
    rows_lost: int = 0
    troubles: list[str] = field(default_factory=list)


def fill_disks(world: World, until: float) -> FullDisks:
    """One refresh for each stage and kind of full disk, fewer when the clock passes `until`."""
    disks = FullDisks()
    for small in (False, True):
        for stage in range(len(STAGES)):
            if time.monotonic() > until:
                return disks
            before = len(disks.troubles)
            _one(world.again(), stage, disks, small=small)
            found = disks.troubles[before:]
            print(f"  {STAGES[stage]}{', small' if small else ''}: {'; '.join(found) or 'recovered'}", flush=True)
    return disks


def _one(world: World, stage: int, disks: FullDisks, *, small: bool) -> None:
    settings, refresh, trouble = world.settings, Refresh(world.settings), disks.troubles.append
    refresh.reach(stage)
    limit = _SMALL if small or not settings.build.exists() else settings.build.stat().st_size
    for process in refresh.family():
        try:
            process.rlimit(psutil.RLIMIT_FSIZE, (limit, limit))
        except psutil.Error:
            continue  # it had just ended by itself
    disks.injected += 1
    try:
        code = refresh.end()
    except TimeoutError as error:
        trouble(f"hangs: {error}")
        return
    if code == 0:
        disks.unhurt += 1
    elif code == 4 and "No room" in refresh.words and "Traceback" not in refresh.words:
        disks.told += 1
        if differences(world.before, settings.published):
            trouble("the published file has changed")
    else:
        trouble(f"ended with {code}: {refresh.told}")
    for fault in faults_of(settings.published):
        trouble(f"the published file {fault}")
    again = Refresh(settings)
    if code := again.end():
        trouble(f"the next refresh ended with {code}: {again.told}")
        return
    lost = differences(world.expected, settings.published)
    disks.rows_lost += sum(missing for missing, _ in lost.values())
    left = left_behind(settings)
    if lost or left:
        trouble(f"afterwards: {lost} {left}")
    else:
        disks.recovered += 1
