"""Deadlines: what the text states, and the days where it fixes them (codebook, section 4)."""

from datetime import date

import pytest

from extraction import Article
from extraction.dates import deadline_in, find_dates
from extraction.document import read


@pytest.mark.parametrize(
    ("text", "published", "stated", "low", "high"),
    [
        ("The parties will agree on a text within 30 days.", "2026-02-05", "P30D", None, None),
        ("They plan to build two plants over six months.", "2026-02-05", "P6M", None, None),
        ("Over the next five years the bank will lend more.", "2026-02-05", "P5Y", None, None),
        ("Emissions will be halved by 2035.", "2026-02-05", "2035", date(2035, 1, 1), date(2035, 12, 31)),
        ("The truce holds through June.", "2026-02-05", "XXXX-06", date(2026, 6, 1), date(2026, 6, 30)),
        ("The truce holds through June.", None, "XXXX-06", None, None),
        ("The plan is to be ready by March 1.", "2026-02-05", "XXXX-03-01", date(2026, 3, 1), date(2026, 3, 1)),
        ("The plan is to be ready by March 1, 2027.", None, "2027-03-01", date(2027, 3, 1), date(2027, 3, 1)),
        ("It must be paid by Friday.", "2026-02-05", "2026-02-06", date(2026, 2, 6), date(2026, 2, 6)),
        ("It must pass by the end of 2027.", None, "2027", date(2027, 9, 1), date(2027, 12, 31)),
        ("The Chancellor spoke for 30 days in 2025.", "2026-02-05", None, None, None),
        ("Ratified by 12 states, it was signed in 2024.", "2026-02-05", None, None, None),
    ],
)
def test_deadline(text: str, published: str | None, stated: str | None, low: date | None, high: date | None) -> None:
    document = read(Article("t", text, published, date(2026, 11, 21), "en"))
    deadline = deadline_in(document, find_dates(document), 0, len(text))
    if stated is None:
        assert deadline is None
    else:
        assert deadline is not None
        assert (deadline.text, deadline.due_low, deadline.due_high) == (stated, low, high)


def test_only_the_span_asked_for_is_looked_at() -> None:
    text = "A draft is due by May. A treaty will follow by 2030."
    document = read(Article("t", text, "2026-02-05", date(2026, 11, 21), "en"))
    dates = find_dates(document)
    second = text.index("A treaty")
    first, last = deadline_in(document, dates, 0, second), deadline_in(document, dates, second, len(text))
    assert first is not None
    assert last is not None
    assert (first.text, last.text) == ("XXXX-05", "2030")
    assert text[first.date.char_start : first.date.char_end] == "May"
