"""Hostile input: the work grows with the length of the text, whatever the text repeats."""

import pytest

from extraction import Article
from extraction.dates import find_dates
from extraction.document import Document, Paragraph, Segment, Sentence
from extraction.document.tokens import tokenize
from tests.growth import assert_linear

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


@pytest.mark.parametrize("piece", REPEATED)
def test_cost_is_linear(piece: str) -> None:
    assert_linear(lambda n: document_of(piece * n), find_dates, short=300, full=16_000)
