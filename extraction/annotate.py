"""Text in, claims out: articles through every kind, in the order in which the kinds build on each other.

Belongs here: that order, and what it takes to run it over one article or over many. Many are taken through one kind
after the other rather than one article after the other: a processor that stays with the code of one kind finds it in
its caches, which is worth a quarter of the time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from extraction.agreements import find_agreements
from extraction.commitments import find_commitments
from extraction.dates import find_dates
from extraction.document import Document, read
from extraction.figures import find_figures
from extraction.quotes import find_quotes
from extraction.rows import Annotation, Article, FigureRow, QuoteRow, SentenceRow, Span


def annotate(article: Article) -> Annotation:
    """Everything the rules find in one article. Pure: the same article gives the same rows, in order of their spans."""
    work = _Work(article)
    for step in _STEPS:
        step(work)
    return work.found


def annotate_together(articles: Sequence[Article]) -> list[Annotation]:
    """The same for several articles; one that a rule cannot read gets its error and no rows, and costs no other."""
    works = [_Work(article) for article in articles]
    for step in _STEPS:
        for work in works:
            if work.found.error is None:
                try:
                    step(work)
                except OSError:
                    raise  # a full disk, too many open files: no fault of the article, which the next refresh annotates
                except Exception as error:  # the border: whatever a rule trips over becomes a row an operator can see
                    work.found = Annotation(error=f"{type(error).__name__}: {error}")
    return [work.found for work in works]


class _Work:
    """An article on its way: its document, and what has been found so far."""

    __slots__ = ("article", "document", "found")

    def __init__(self, article: Article) -> None:
        self.article = article
        self.document: Document
        self.found = Annotation()


def _read(work: _Work) -> None:
    work.document = read(work.article)


def _dates(work: _Work) -> None:
    work.found.dates = find_dates(work.document)


def _figures(work: _Work) -> None:
    work.found.figures = find_figures(work.document, work.found.dates)


def _quotes(work: _Work) -> None:
    work.found.quotes = find_quotes(work.document)


def _agreements(work: _Work) -> None:
    work.found.agreements = find_agreements(work.document, work.found.dates)


def _commitments(work: _Work) -> None:
    found = work.found
    found.commitments = find_commitments(work.document, found.agreements, found.figures, found.dates)


def _finish(work: _Work) -> None:
    """Place the rows in their sentences, and add those of the document itself."""
    document, found = work.document, work.found
    for rows in (found.dates, found.figures, found.quotes, found.agreements, found.commitments):
        _place(document, rows)
    _link_spoken_figures(found.figures, found.quotes)
    found.segments = document.segment_rows()
    found.sentences = [SentenceRow(s.start, s.end) for s in document.sentences]
    found.entities = document.entity_rows()
    document.kept.clear()  # what is kept refers back to the document: a cycle, which only the collector would free


_STEPS: tuple[Callable[[_Work], None], ...] = (_read, _dates, _figures, _quotes, _agreements, _commitments, _finish)


def _place(document: Document, rows: Sequence[Span]) -> None:
    sentences, segments, starts = document.sentences, document.segments, document.sentence_starts
    for row in rows:
        sentence = sentences[max(0, bisect_right(starts, row.char_start) - 1)]
        segment = segments[sentence.segment]
        row.segment, row.language = segment.kind, segment.language
        row.sentence_start = sentence.start
        row.sentence_end = max(row.char_end, sentence.end)


def _link_spoken_figures(figures: list[FigureRow], quotes: list[QuoteRow]) -> None:
    if not quotes:
        return
    order = sorted(range(len(quotes)), key=lambda i: quotes[i].char_start)
    starts = [quotes[i].char_start for i in order]
    for figure in figures:
        at = bisect_right(starts, figure.char_start) - 1
        if at >= 0 and figure.char_end <= quotes[order[at]].char_end:
            figure.quote = order[at]
