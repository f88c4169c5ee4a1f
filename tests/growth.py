"""How work grows with its input, counted and not timed, so that the answer is the same on a busy machine.

Belongs here: counting the lines of Python that a piece of work runs, and the one generous bound on what the count does
not see, which is time inside a regular expression or another loop in C. Does not belong here: speed (`benchmarks/`).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

FACTOR = 4
"""How much longer the long input is than the short one. Linear work then runs four times the lines, quadratic sixteen
times."""
ALLOWED = 7
"""Between the two: work that sorts, or that begins to fill a bounded window, stays below; quadratic work does not."""
SECONDS = 20.0
"""Processor time that the input in full length may take. It takes a fraction of one; a quadratic pattern, minutes."""


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python `work` runs, each turn of a loop counted."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def assert_linear(prepare: Callable[[int], T], work: Callable[[T], object], short: int, full: int) -> None:
    """`work` on `prepare(size)` runs lines by the size, and ends in reasonable time on the full one.

    Args:
        prepare: makes the input of a size; what this costs is not looked at.
        work: what is looked at.
        short: the size whose lines are compared with those of the size `FACTOR` times as large.
        full: the size that is only run to its end.
    """
    inputs = [prepare(short), prepare(FACTOR * short)]
    for made in inputs:
        work(made)  # fills the caches, which would otherwise count
    small, large = (lines_run(lambda made=made: work(made)) for made in inputs)
    assert large < ALLOWED * small, f"{FACTOR} times the input ran {large / small:.1f} times the lines"
    assert_ends(work, prepare(full))


def assert_ends(work: Callable[[T], object], made: T) -> None:
    """`work` ends within `SECONDS` of the processor, which no busy machine stretches."""
    started = time.process_time()
    work(made)
    taken = time.process_time() - started
    assert taken < SECONDS, f"took {taken:.0f} s of the processor"
