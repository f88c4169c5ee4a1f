"""Who may refresh: one process at a time holds the warehouse, by a lock that the operating system takes back.

Belongs here: taking, naming and giving back the lock. Does not belong here: what to do when somebody else has it. A
refresh from the command line, a sensor, the schedule and a click in the UI all go through this lock.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from datetime import UTC, datetime
from types import TracebackType
from typing import IO

from orchestration.errors import WarehouseBusy
from orchestration.settings import Settings


class RefreshLock:
    """`with RefreshLock(settings): ...` holds the warehouse, or raises `WarehouseBusy` at once.

    Within one process the lock may be taken again by a part of the refresh that already holds it: `accord refresh`
    holds it around the job, and the job's own steps take it for when they are started from the UI.
    """

    _held: dict[str, tuple[IO[str], int]] = {}  # noqa: RUF012  # one process, one table of locks

    def __init__(self, settings: Settings, command: str | None = None) -> None:
        self._path = settings.lock_file
        self._command = command or " ".join([os.path.basename(sys.argv[0]), *sys.argv[1:]])  # noqa: PTH119

    def __enter__(self) -> RefreshLock:
        key = str(self._path)
        if key in self._held:
            file, depth = self._held[key]
            self._held[key] = (file, depth + 1)
            return self
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="utf-8")
        if not _locked(file):
            file.seek(0)
            other = _describe(file.read())
            file.close()
            raise WarehouseBusy(
                f"Another refresh holds {self._path.parent}: {other}",
                "Wait until it ends, or end that process; the next refresh goes on where it stopped.",
            )
        file.truncate(0)
        json.dump(
            {"pid": os.getpid(), "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", "command": self._command}, file
        )
        file.flush()
        self._held[key] = (file, 1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        file, depth = self._held[str(self._path)]
        if depth > 1:
            self._held[str(self._path)] = (file, depth - 1)
            return
        del self._held[str(self._path)]
        file.truncate(0)
        file.close()


def _locked(file: IO[str]) -> bool:
    for attempt in range(3):  # somebody may be looking at who holds it (`holder`), which takes an instant
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if attempt < 2:
                time.sleep(0.05)
        else:
            return True
    return False


def holder(settings: Settings) -> str | None:
    """Who holds the warehouse now, in words, or None. Leaves the lock as it is."""
    try:
        file = settings.lock_file.open(encoding="utf-8")
    except FileNotFoundError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return _describe(file.read())
    return None


def abandoned(settings: Settings) -> bool:
    """Whether whoever held the warehouse last was ended before giving it back."""
    return settings.lock_file.exists() and settings.lock_file.stat().st_size > 0 and holder(settings) is None


def _describe(content: str) -> str:
    try:
        entry = json.loads(content)
        return f"process {entry['pid']} ({entry['command']}), since {entry['since']}"
    except (ValueError, KeyError, TypeError):
        return "a process that has not said its name yet"
