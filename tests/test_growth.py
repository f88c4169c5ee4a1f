"""The count of `growth` tells quadratic work from linear work, or the tests that rest on it would prove nothing."""

from __future__ import annotations

import pytest

from tests.growth import assert_linear


def _each_once(numbers: list[int]) -> int:
    return sum(n + 1 for n in numbers)


def _each_with_each(numbers: list[int]) -> int:
    total = 0
    for n in numbers:
        for m in numbers:
            total += n * m
    return total


def test_linear_passes_and_quadratic_does_not() -> None:
    assert_linear(lambda size: list(range(size)), _each_once, short=50, full=1000)
    with pytest.raises(AssertionError, match="times the lines"):
        assert_linear(lambda size: list(range(size)), _each_with_each, short=50, full=1000)
