"""From a document to its date rows: scan, find the anchor, read each span against it, give it its role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extraction.dates.anchor import publication, publication_mentions
from extraction.dates.clause import Clause
from extraction.dates.coordination import is_joined, spread_years
from extraction.dates.inference import Found, fixed_day
from extraction.dates.readers import read_mention
from extraction.dates.scan import Mention, find_mentions
from extraction.dates.words import Anchor, Context
from extraction.document import Document
from extraction.rows import DateRow

_MAIN_TEXT = frozenset(("headline", "body", "faq", "caption"))


def find_dates(document: Document) -> list[DateRow]:
    """Every date, time, duration and set of the text, in its order, without overlaps."""
    mentions = list(find_mentions(document))
    if not mentions:
        return []
    spread_years(document.text, mentions)
    own = publication_mentions(document, mentions)
    anchor = publication(document, own)
    found = _read(document, mentions, anchor)
    if anchor.low is None:
        fixed = fixed_day(found, document.article.loaded_on)
        if fixed is not None:
            found = _read(document, mentions, Anchor(fixed, fixed, inferred=True))
    starts = {mention.start for mention in own}
    return [_row(each, anchor, "published" if each.mention.start in starts else None) for each in found]


def _read(document: Document, mentions: Sequence[Mention], anchor: Anchor) -> list[Found]:
    found: list[Found] = []
    previous: tuple[date, date] | None = None
    segment = -1
    for i, mention in enumerate(mentions):
        sentence = document.sentence_at(mention.start)
        if sentence.segment != segment:
            previous, segment = None, sentence.segment
        clause = Clause(document, sentence, mention)
        main_text = document.segments[sentence.segment].kind in _MAIN_TEXT
        context = Context(anchor, previous, document.article.loaded_on, clause.tense, main_text)
        reading = read_mention(mention, context)
        if reading is None:
            continue
        if reading.kind == "date" and reading.low and reading.high:
            previous = reading.low, reading.high
        joined = i > 0 and is_joined(document.text, mentions[i - 1], mention)
        found.append(Found(mention, reading, clause, main_text, joined))
    return found


def _row(found: Found, anchor: Anchor, role: str | None) -> DateRow:
    mention, reading = found.mention, found.reading
    return DateRow(
        mention.start,
        mention.end,
        f"date.{mention.rule}",
        reading.kind,
        reading.edtf,
        reading.low,
        reading.high,
        role or found.role(anchor),
        reading.inferred,
        reading.weekday,
    )
