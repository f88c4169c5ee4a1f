"""What a person sees while a refresh works: a line a stage, and a bar with rate and time left where it takes long.

Belongs here: drawing progress on a terminal, and plain lines where there is none. Does not belong here: the summary at
the end (`summary`). All of it goes to standard error; standard output is for results.
"""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from orchestration.progress import Progress
from orchestration.showing import harmless

_QUIET_SECONDS = 10.0
"""Without a terminal, a long stage says so this often."""


class _Rate(ProgressColumn):
    """Finished units a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if not speed else f"{speed:,.0f}/s", style="dim")


class ConsoleProgress(Progress):
    """`with ConsoleProgress() as progress: ...` draws on standard error."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}", style="dim"),
            _Rate(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._watched = self._console.is_terminal
        self._name = ""
        self._task: TaskID | None = None
        self._started = self._said = 0.0
        self._done = 0
        self._total: int | None = None
        self._unit = ""

    def __enter__(self) -> ConsoleProgress:
        if self._watched:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._finish(kind is None)
        if self._watched:
            self._bars.stop()

    def stage(self, name: str) -> None:
        """End the line of the stage before, begin one for this."""
        self._finish(True)
        self._name, self._started = name, time.monotonic()
        self._said, self._done, self._total = self._started, 0, None
        if self._watched:
            self._task = self._bars.add_task(name, total=None, unit="")

    def step(self, done: int, total: int | None, unit: str = "articles") -> None:
        """Move the bar; without a terminal, say every now and then how far it is."""
        self._done, self._total, self._unit = done, total, unit
        if self._task is not None:
            self._bars.update(self._task, completed=done, total=total, unit=unit)
        elif time.monotonic() - self._said >= _QUIET_SECONDS:
            self._said = time.monotonic()
            rate = done / (self._said - self._started)
            left = f", {(total - done) / rate:,.0f} s left" if total and rate else ""
            print(f"  {done:,} of {total or 0:,} {unit}, {rate:,.0f}/s{left}", file=sys.stderr, flush=True)  # noqa: T201

    def note(self, message: str) -> None:
        """A line of its own."""
        self._console.print(Text(harmless(message), style="yellow"))

    def _finish(self, well: bool) -> None:
        if not self._name:
            return
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None
        seconds = time.monotonic() - self._started
        amount = f"{self._total if well else self._done:,} {self._unit}" if self._total else ""
        mark = Text("✓ " if well else "✗ ", style="green" if well else "red")
        self._console.print(mark + Text(f"{self._name:<26}{seconds:6.1f} s   {amount}".rstrip()))
        self._name = ""
