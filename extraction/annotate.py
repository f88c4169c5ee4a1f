"""Text in, claims out: one article through every kind, in the order in which they build on each other."""

from __future__ import annotations

from bisect import bisect_right

from extraction.agreements import find_agreements
from extraction.commitments import find_commitments
from extraction.dates import find_dates
from extraction.document import Document, read
from extraction.figures import find_figures
from extraction.quotes import find_quotes
from extraction.rows import Annotation, Article, FigureRow, QuoteRow, SentenceRow, Span


def annotate(article: Article) -> Annotation:
    """Everything the rules find in one article. Pure: the same article gives the same rows, in order of their spans."""
    document = read(article)
    dates = find_dates(document)
    figures = find_figures(document, dates)
    quotes = find_quotes(document)
    agreements = find_agreements(document, dates)
    commitments = find_commitments(document, agreements, figures, dates)
    for rows in (dates, figures, quotes, agreements, commitments):
        for row in rows:
            _place(document, row)
    _link_spoken_figures(figures, quotes)
    return Annotation(
        segments=document.segment_rows(),
        sentences=[SentenceRow(s.start, s.end) for s in document.sentences],
        entities=document.entity_rows(),
        dates=dates,
        figures=figures,
        quotes=quotes,
        agreements=agreements,
        commitments=commitments,
    )


def _place(document: Document, row: Span) -> None:
    sentence = document.sentence_at(row.char_start)
    segment = document.segments[sentence.segment]
    row.segment, row.language = segment.kind, segment.language
    row.sentence_start, row.sentence_end = sentence.start, max(sentence.end, row.char_end)


def _link_spoken_figures(figures: list[FigureRow], quotes: list[QuoteRow]) -> None:
    order = sorted(range(len(quotes)), key=lambda i: quotes[i].char_start)
    starts = [quotes[i].char_start for i in order]
    for figure in figures:
        at = bisect_right(starts, figure.char_start) - 1
        if at >= 0 and figure.char_end <= quotes[order[at]].char_end:
            figure.quote = order[at]
