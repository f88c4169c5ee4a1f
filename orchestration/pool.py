"""Worker processes that may die at any moment without anyone waiting for them forever.

Belongs here: starting workers, handing them one piece of work at a time, and noticing that one is gone. Does not belong
here: what the work is (`workers`) and what is done about work that was lost (`annotating`).

Each worker has a pipe of its own and a thread here that waits on it. A process that ends, however it ends, closes its
pipe, which wakes that thread and no other. The executor of the standard library has all workers write their results to
one pipe under one lock: a worker killed while it writes leaves half a result there, and the reader waits for the rest.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from orchestration.workers import start_worker

Work = Callable[[bytes, float], bytes]

_LOOK_SECONDS = 5.0
"""How often a worker that does not answer is looked at."""
_PRELOADED = ["orchestration.workers", "orchestration.warm"]


def start_server() -> None:
    """Start the process that workers are forked from; it makes itself ready beside what comes next.

    Nothing is lost where no pool follows, and a second call does nothing.
    """
    forkserver.set_forkserver_preload(_PRELOADED)
    forkserver.ensure_running()


class LostWorkerError(Exception):
    """The process that worked on this ended without a result."""


class Pool:
    """Processes that do one kind of work, each started when it is first needed and replaced when it has died."""

    def __init__(self, processes: int, work: Work) -> None:
        """Make a pool of at most `processes` workers that answer `work(content, seconds)`."""
        self._context = multiprocessing.get_context("forkserver")
        start_server()
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="worker")
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._alive: list[_Worker] = []
        self._closed = False
        self._work = work

    def __enter__(self) -> Self:
        """Use the pool in a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the workers, in the middle of their work too; nobody is left to want the results."""
        with self._lock:
            self._closed = True
            for worker in self._alive:
                worker.process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._alive:
            worker.end()

    def submit(self, content: bytes, seconds: float, limit: float) -> Future[bytes]:
        """Have `work(content, seconds)` done by the next worker that is free.

        Args:
            content: what is worked on.
            seconds: passed on to the work.
            limit: seconds of processor time after which a worker that has not answered is ended.

        Returns:
            The result; `LostWorkerError` when the process ended first, the work's own exception when that failed.
        """
        return self._threads.submit(self._ask, content, seconds, limit)

    def _ask(self, content: bytes, seconds: float, limit: float) -> bytes:
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = self._start()
        try:
            answer = worker.answer((content, seconds), limit)
        except (EOFError, OSError) as error:  # its end of the pipe is closed
            self._mine.worker = None
            with self._lock:
                self._alive.remove(worker)
            worker.end()
            raise LostWorkerError from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _start(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise LostWorkerError
            worker = _Worker(self._context, self._work)
            self._alive.append(worker)
        return worker


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: multiprocessing.context.ForkServerContext, work: Work) -> None:
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()  # so that the worker alone holds it, and its death closes it

    def answer(self, question: tuple[bytes, float], limit: float) -> bytes | Exception:
        spent = None
        self._pipe.send(question)
        while not self._pipe.poll(min(limit, _LOOK_SECONDS)):
            now = _processor_seconds(self.process)
            spent = now if spent is None else spent
            if now - spent > limit:
                self.process.kill()  # the pipe closes, and receiving says so
        answer: bytes | Exception = self._pipe.recv()
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self._pipe.close()


def _processor_seconds(process: BaseProcess) -> float:
    import psutil  # 30 ms, and not needed while workers answer

    try:
        times = psutil.Process(process.pid).cpu_times()
    except psutil.Error:
        return 0.0  # it has ended; its pipe says so
    return float(times.user + times.system)


def _serve(pipe: Connection, work: Work) -> None:
    """Answer until the other end is closed."""
    start_worker()
    while True:
        try:
            content, seconds = pipe.recv()
        except EOFError:
            return
        answer: bytes | Exception
        try:
            answer = work(content, seconds)
        except Exception as error:  # a border: whoever asked decides what it means
            answer = error
        pipe.send(answer)
