"""Saved web pages: the article's text without what stands around it, and what the page says about itself.

Belongs here: from markup to text by trafilatura. Does not belong here: telling teasers from body inside the text
(`extraction`). Nothing of a page is run or fetched.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.inputs.metadata import from_mapping
from orchestration.inputs.records import InputArticle, Metadata, Reject, Source, Unusable, checked


def read_html(source: Source) -> Iterator[InputArticle | Reject]:
    """The one article of a page."""
    from trafilatura import bare_extraction  # half a second, which only pages should cost

    most = source.limits.markup_bytes
    content = source.stream.read(most + 1)
    if not content:
        raise Unusable("empty", "no bytes")
    if len(content) > most:
        raise Unusable("too_large", f"more than {most:,} bytes of markup")
    page = bare_extraction(content, with_metadata=True, include_comments=False, include_tables=False)
    text = getattr(page, "text", None)
    if page is None or not text:
        raise Unusable("no_text", "no article was found in the page")
    title = getattr(page, "title", None)
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"  # a headline is part of what an article says
    yield InputArticle(None, checked(text, source.limits), source.given.over(_own(page)))


def _own(page: object) -> Metadata:
    """What the page says about itself; what it says badly is left out, for nobody wrote it for this purpose."""
    found = {
        "title": getattr(page, "title", None),
        "publisher": getattr(page, "sitename", None),
        "author": getattr(page, "author", None),
        "url": getattr(page, "url", None),
        "published": getattr(page, "date", None),
        "language": getattr(page, "language", None),
    }
    kept = Metadata()
    for name, value in found.items():
        try:
            kept = kept.over(from_mapping({name: value}))
        except Unusable:
            continue
    return kept
