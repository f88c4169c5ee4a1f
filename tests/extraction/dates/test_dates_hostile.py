"""Hostile input: the work grows with the length of the text, whatever the text repeats."""

import time

import pytest

from extraction import Article
from extraction.dates import find_dates
from extraction.document import Document, Paragraph, Segment, Sentence
from extraction.document.tokens import tokenize

REPEATED = (
    "4",
    "4 ",
    "4.",
    "2026-",
    "May ",
    "Wednesday, ",
    "1 2 ",
    "the end of the ",
    "two and a half ",
    "1/1/",
    "’60s ",
    "a-",
    "last this next ",
    "12:30:",
    "early in ",
    "XX ",
    "twenty-",
    "mid-",
)


def document_of(text: str) -> Document:
    """One sentence without end, made without the reader, whose cost is not measured here."""
    tokens = tokenize(text)
    return Document(
        Article("hostile", text, "2026-02-05"),
        [Paragraph(0, len(text), 0)],
        [Segment(0, len(text), "body", "en")],
        [Sentence(0, len(text), 0, 0, 0, len(tokens))],
        tokens,
        [],
    )


def seconds(piece: str, n: int) -> float:
    document = document_of(piece * n)
    start = time.process_time()
    find_dates(document)
    return time.process_time() - start


@pytest.mark.parametrize("piece", REPEATED)
def test_cost_is_linear(piece: str) -> None:
    seconds(piece, 100)
    small, large = seconds(piece, 4_000), seconds(piece, 16_000)
    assert large < 12 * small + 0.1, (small, large)
