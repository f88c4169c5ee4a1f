"""Nobody waits for a worker that is gone, stuck or no longer wanted."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from orchestration.pool import LostWorkerError, Pool


def work(content: bytes, seconds: float) -> bytes:
    """Do what the content says, as the worst of work would."""
    match content:
        case b"die":
            os._exit(9)
        case b"never end":
            while True:
                pass
        case b"fail":
            raise ValueError("no such work")
    return content.upper()


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, work) as pool:
        yield pool


@pytest.mark.parametrize("lost", [b"die", b"never end"])
def test_a_worker_that_is_lost_loses_its_own_work_and_is_replaced(pool: Pool, lost: bytes) -> None:
    before, asked, after = (pool.submit(content, 1.0, 0.2) for content in (b"one", lost, b"two"))
    assert before.result() == b"ONE"
    with pytest.raises(LostWorkerError):
        asked.result()
    assert after.result() == b"TWO"


def test_an_error_of_the_work_is_not_a_lost_worker(pool: Pool) -> None:
    with pytest.raises(ValueError, match="no such work"):
        pool.submit(b"fail", 1.0, 60.0).result()


def test_leaving_does_not_wait_for_work_under_way() -> None:
    with Pool(1, work) as pool:
        asked = pool.submit(b"never end", 1.0, 60.0)
        waiting = pool.submit(b"one", 1.0, 60.0)
    assert waiting.cancelled() or asked.cancelled() or isinstance(asked.exception(), LostWorkerError)
    assert asked.done()
    assert waiting.done()
