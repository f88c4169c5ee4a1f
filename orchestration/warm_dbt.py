"""A dbt that is started early, so that it has been imported and has read the project when its turn comes.

Belongs here: the process that serves a refresh's commands to dbt, one after the other. Does not belong here: the
commands (`transforming`). It saves a refresh some seconds that would pass with one of two cores idle.
"""

from __future__ import annotations

import contextlib
import json
import threading
from types import TracebackType

from orchestration.dbt_child import ENDED, SERVE
from orchestration.progress import SILENT, Progress
from orchestration.settings import Settings
from orchestration.transforming import LOGGED, end, hear, start


class WarmDbt:
    """`with WarmDbt(settings) as dbt: dbt.run(...)`: `run` is a `transforming.Run`. It serves one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._child = start(settings, [SERVE])
        self._turn = threading.Lock()

    def __enter__(self) -> WarmDbt:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def run(self, settings: Settings, arguments: list[str], progress: Progress) -> tuple[int, str]:  # noqa: ARG002
        """Run a command to its end; its exit code, or that of the process where that ended, and its last lines."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        tail: list[str] = []
        with self._turn:
            try:
                self._child.stdin.write(json.dumps([*LOGGED, *arguments]) + "\n")
                self._child.stdin.flush()
                for line in self._child.stdout:
                    if line.startswith(f'{{"{ENDED}"'):
                        return int(json.loads(line)[ENDED]), "\n".join(tail)
                    hear(line, progress, tail)
            except BrokenPipeError:
                pass  # it ended before it was asked; its exit code says how
            except BaseException:
                end(self._child)
                raise
            return self._child.wait() or 1, "\n".join(tail)

    def warm(self, settings: Settings) -> None:
        """Have the project read before the first command; nobody waits, the next command does.

        It writes no manifest, which others may be reading.
        """
        threading.Thread(target=self.run, args=(settings, ["--no-write-json", "parse"], SILENT), daemon=True).start()

    def close(self) -> None:
        """End the process. It holds the build file until then."""
        if self._child.poll() is None:
            end(self._child)
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
