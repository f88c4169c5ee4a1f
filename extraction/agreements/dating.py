"""The day of an agreement's event where its clause names only a weekday.

Belongs here: reading a weekday against the day on which the article was written, which a dateline or a line of its own
gives. Dates that the text fixes by themselves are made by `extraction.dates`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from extraction.document import Document
from extraction.rows import DateRow

TOP = 250
"""Characters at the top of an article in which a line may say when it was written."""
LINE = 80
"""Characters that such a line has at most."""
OLDEST = 12
"""Years back in which a dateline without a year is looked for."""


def written_on(document: Document, dates: Sequence[DateRow]) -> DateRow | None:
    """The date of the article: that of its dateline, or one that has a line at the top to itself."""
    for row in dates:
        if row.role == "published" and row.date_edtf is not None:
            return row
    for row in dates:
        if row.char_start > TOP:
            break
        text = document.text
        start = text.rfind("\n", 0, row.char_start) + 1
        stop = text.find("\n", row.char_end)
        alone = 0 < stop - start <= LINE and not text[start:stop].rstrip().endswith(".")
        if alone and row.kind == "date" and row.date_low is not None and row.date_low == row.date_high:
            return row
    return None


def day_of(document: Document, dates: Sequence[DateRow], weekday: int, *, ahead: bool) -> date | None:
    """The day that a weekday means: the last one up to the day of writing, or the next one for what is to come."""
    row = written_on(document, dates)
    if row is None or row.date_edtf is None:
        return None
    if row.date_low is not None and row.date_low == row.date_high:
        return _near(row.date_low, weekday, ahead=ahead)
    return _without_year(document, row.date_edtf, weekday) if not ahead else None


def _near(written: date, weekday: int, *, ahead: bool) -> date:
    if ahead:
        return written + timedelta(days=(weekday - written.isoweekday()) % 7)
    return written - timedelta(days=(written.isoweekday() - weekday) % 7)


def _without_year(document: Document, edtf: str, weekday: int) -> date | None:
    """A dateline "March 18" of a report on Wednesday: the latest year in which that was the day."""
    until = document.article.loaded_on
    if until is None or not edtf.startswith("XXXX-") or len(edtf) != 10:
        return None
    for year in range(until.year, until.year - OLDEST, -1):
        try:
            written = date.fromisoformat(f"{year}{edtf[4:]}")
        except ValueError:
            continue  # 29 February
        if written <= until and written.isoweekday() == weekday:
            return written
    return None
