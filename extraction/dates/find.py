"""From a document to its date rows: scan, read against the anchor, give each its role."""

from __future__ import annotations

from datetime import date

from extraction.dates.clause import Clause
from extraction.dates.edtf_bounds import bounds
from extraction.dates.reading import Anchor, Context, read_mention
from extraction.dates.scan import find_mentions
from extraction.document import Document
from extraction.rows import DateRow


def find_dates(document: Document) -> list[DateRow]:
    """Every date, time, duration and set of the text, in its order, without overlaps."""
    anchor = Anchor(*bounds(document.article.published))
    rows: list[DateRow] = []
    previous: tuple[date, date] | None = None
    for mention in find_mentions(document):
        clause = Clause(document, mention.start, mention.end, mention.grammar.language)
        reading = read_mention(mention, Context(anchor, previous, document.article.loaded_on, clause.future))
        if reading is None:
            continue
        if reading.kind == "date" and reading.low and reading.high:
            previous = reading.low, reading.high
        rows.append(
            DateRow(
                mention.start,
                mention.end,
                f"date.{mention.rule}",
                reading.kind,
                reading.edtf,
                reading.low,
                reading.high,
                clause.role() if reading.kind in ("date", "duration") else None,
                reading.inferred,
                reading.weekday,
            )
        )
    return rows
