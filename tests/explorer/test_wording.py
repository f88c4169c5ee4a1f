"""Values in a person's words."""

from __future__ import annotations

from datetime import date

import pytest

from explorer import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-03-01", "1 March 2024"),
        ("XXXX-02-04", "4 February, no year given"),
        ("2025-10", "October 2025"),
        ("2026-22", "2026-22"),
        ("196X", "196X"),
        ("Wednesday", "Wednesday"),
        (None, ""),
    ],
)
def test_dates_as_the_text_fixes_them(value: str | None, words: str) -> None:
    assert wording.edtf(value) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (date(2026, 2, 4), date(2026, 2, 4), "4 February 2026"),
        (date(2035, 1, 1), date(2035, 12, 31), "2035"),
        (date(2030, 1, 1), date(2031, 12, 31), "2030 to 2031"),
        (None, date(2026, 2, 4), "by 4 February 2026"),
        (None, None, ""),
    ],
)
def test_days_between_two_ends(low: date | None, high: date | None, words: str) -> None:
    assert wording.days(low, high) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (2e9, 2e9, "USD", "2 billion USD"),
        (None, 4e8, "USD", "at most 400 million USD"),
        (60.0, None, "percent", "at least 60 percent"),
        (14.0, 20.0, "percent", "14 to 20 percent"),
        (0.5, 0.5, None, "0.5"),
        (None, None, "USD", ""),
    ],
)
def test_intervals_with_their_unit(low: float | None, high: float | None, unit: str | None, words: str) -> None:
    assert wording.interval(low, high, unit) == words


def test_deadlines_and_lists() -> None:
    assert [wording.deadline(d) for d in ("P30D", "P1Y", "2035-06", "2035", None)] == [
        "within 30 days", "within 1 year", "by June 2035", "by 2035", "",
    ]  # fmt: skip
    assert [wording.listed(names) for names in (["EU"], ["EU", "JP", "US"], [], None)] == [
        "EU",
        "EU, JP and US",
        "",
        "",
    ]
