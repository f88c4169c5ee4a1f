"""Plain text and Markdown: one article a file, the text exactly as it stands there after any front matter."""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.inputs.metadata import MAX_YAML, split_front_matter
from orchestration.inputs.records import InputArticle, Reject, Source, Unusable, checked, decoded


def read_text(source: Source) -> Iterator[InputArticle | Reject]:
    """The one article of a file, or why there is none.

    Markdown is kept as written: offsets then point into the file that a person opens.
    """
    limits = source.limits
    most = limits.article_bytes + 4 * MAX_YAML
    content = source.stream.read(most + 1)
    if not content:
        raise Unusable("empty", "no bytes")
    if len(content) > most:
        raise Unusable("too_large", f"more than {limits.article_bytes:,} bytes of text")
    own, text = split_front_matter(decoded(content))
    yield InputArticle(None, checked(text, limits), source.given.over(own))
