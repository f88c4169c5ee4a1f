"""One pass from an article to its document."""

from __future__ import annotations

import re
from bisect import bisect_left

from extraction.document.entities import find_entities
from extraction.document.model import Document, Paragraph, Segment, Sentence
from extraction.document.segments import find_segments
from extraction.document.sentences import sentence_spans
from extraction.document.tokens import tokenize
from extraction.rows import Article

_LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")


def read(article: Article) -> Document:
    """Read an article once. An article without any text has one empty paragraph, segment and sentence."""
    text = article.text
    lines = [m.span() for m in _LINE.finditer(text)] or [(0, 0)]
    tokens = tokenize(text)
    labels = find_segments(text, lines, tokens, article.language)
    paragraphs: list[Paragraph] = []
    segments: list[Segment] = []
    sentences: list[Sentence] = []
    last = 0
    for (start, end), (kind, language) in zip(lines, labels, strict=True):
        if segments and segments[-1].kind == kind and segments[-1].language == language:
            segments[-1].end = end
        else:
            segments.append(Segment(start, end, kind, language))
        paragraphs.append(Paragraph(start, end, len(segments) - 1))
        for s, e in sentence_spans(text, start, end, language) or [(start, end)]:
            first = bisect_left(tokens.starts, s, last)
            last = bisect_left(tokens.starts, e, first)
            sentences.append(Sentence(s, e, len(paragraphs) - 1, len(segments) - 1, first, last))
    document = Document(article, paragraphs, segments, sentences, tokens, [])
    document.hold(find_entities(document))
    return document
