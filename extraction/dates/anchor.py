"""The publication date: from the article's metadata, else from its dateline or a line that holds nothing but a date.

Belongs here: recognising "WASHINGTON, Feb 4, 2026 (Reuters) -", "Friday, July 21, 2017" or "Updated: 4 Feb 2026, 10:30"
near the top. Does not belong here: what other dates mean against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extraction.dates.edtf_bounds import bounds
from extraction.dates.readers import read_mention
from extraction.dates.scan import Mention
from extraction.dates.words import Anchor, Context
from extraction.document import Document
from extraction.lexicon import items, load

_LEAD = 80
"""Characters that may stand before the date in its line: place, agency, "Published"."""
_TOP = 8
"""Paragraphs that count as the top of an article."""
_RULES = frozenset(("day", "iso_date", "numeric_date", "numeric_date_ymd"))
_PLACE = re.compile(r"[A-ZÀ-Þ][^\W\d_]*(?:[ /.,'’-]+[^\W\d_]+){0,6}[.,]?[ ,(]*")
_AFTER_DATELINE = re.compile(r"[ \t)]*(?:[(\[][^()\[\]\n]{1,40}[)\]]\.?[ \t]*)?(?:[-–—]|--)(?=[\s\w])")
_AGENCY = re.compile(r"[ \t]*[(\[][^()\[\]\n]{1,40}[)\]]\.?[ \t]*(?:[-–—]|--)(?=[\s\w])")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?|[^\w]+")


def publication_mentions(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions near the top that give the article's own date."""
    own: list[Mention] = []
    text, paragraphs = document.text, document.paragraphs
    for mention in mentions:
        index = document.sentence_at(mention.start).paragraph
        if index >= _TOP:
            break
        if mention.rule in _RULES:
            paragraph = paragraphs[index]
            if mention.start - paragraph.start > _LEAD:
                continue
            before, after = (
                text[paragraph.start : mention.start],
                text[mention.end : min(paragraph.end, mention.end + _LEAD)],
            )
            dated = "year" in mention.groups and not after.strip()
            if _is_date_line(before, after) or _is_dateline(before, after, dated=dated):
                own.append(mention)
    return own


def publication(document: Document, own: Sequence[Mention]) -> Anchor:
    """The days of publication; none of them is known where neither metadata nor text says a year."""
    low, high = bounds(document.article.published)
    if low is not None and high is not None:
        return Anchor(low, high)
    context = Context(Anchor(), None, document.article.loaded_on, lambda: None, True)
    for mention in own:
        reading = read_mention(mention, context)
        if reading is not None and reading.low is not None and reading.low == reading.high:
            return Anchor(reading.low, reading.high)
    return Anchor()


def _is_date_line(before: str, after: str) -> bool:
    """Nothing beside the date but a clock time, marks, and words like "Published" and "Updated"."""
    if len(before) > 40 or len(after) > 60:
        return False
    words = _CLOCK.sub(" ", f"{before} {after}".lower()).split()
    return all(word in _line_words() for word in words)


def _is_dateline(before: str, after: str, *, dated: bool) -> bool:
    """A place or a paper's name before, a dash behind; or no place but an agency, or a full date that ends its line."""
    if not before:
        return _AGENCY.match(after) is not None
    return _PLACE.fullmatch(before) is not None and (dated or _AFTER_DATELINE.match(after) is not None)


@cache
def _line_words() -> frozenset[str]:
    return frozenset(form for row in load("dates_clause") if row["use"] == "date line" for form in items(row["form"]))
