"""What holds for any text: spans in range and order, every character in a token, no runaway time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.document import Document, read
from extraction.rows import Article

PIECES = st.sampled_from(
    [
        *(
            "Ann",
            "Lee",
            "Dr.",
            "U.S.",
            "Bank",
            "of",
            "Japan",
            "'s",
            "’s",
            "Minister",
            "said",
            ",",
            ".",
            "“",
            "”",
            "(",
            ")",
        ),
        *(
            "\n",
            "the",
            "Tokyo",
            "-based",
            "FAQ",
            "Related articles",
            "administration",
            "de",
            "la",
            "İ",
            "ß",
            "4.",
            "...",
        ),
        *("和", "\u2028", "Inc.", "A/S", "$", "LIMA", "AND"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


def check(document: Document) -> None:
    text = document.text
    tokens = document.tokens
    assert "".join(tokens.texts) == "".join(text.split())
    covered = set()
    at = 0
    for start, end, token in zip(tokens.starts, tokens.ends, tokens.texts, strict=True):
        assert at <= start < end <= len(text)
        assert text[start:end] == token
        covered.update(range(start, end))
        at = end
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    for spans in (document.paragraphs, document.segments, document.sentences, document.entities):
        at = 0
        for span in spans:
            assert at <= span.start <= span.end <= len(text)
            at = span.end
    in_sentences = {i for s in document.sentences for i in range(s.start, s.end)}
    assert all(i in in_sentences for i, c in enumerate(text) if not c.isspace())
    for sentence in document.sentences:
        assert document.paragraphs[sentence.paragraph].start <= sentence.start
        assert document.paragraphs[sentence.paragraph].segment == sentence.segment
    for entity in document.entities:
        assert entity.start < entity.end
        assert entity.key
        assert entity.kind in {"state", "bloc", "body", "company", "person", "place"}


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_document_whose_spans_fit(text: str) -> None:
    document = read(Article("any", text))
    check(document)
    assert read(Article("any", text)) == document


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee of Japan said. " * 20_000,
        "A. B. C. " * 40_000,
        "Bank of " * 50_000,
        "." * 500_000,
        "“" * 300_000,
        "Dr. " * 80_000,
        "Ann, the minister of " * 20_000,
        "x" * 1_000_000,
        "Heading Here\n" * 20_000,
        "the administration (" * 20_000,
    ],
    ids=["names", "initials", "of", "stops", "marks", "titles", "appositions", "word", "headings", "brackets"],
)
def test_long_hostile_text_takes_time_by_its_length(text: str) -> None:
    short, long = text[: len(text) // 4], text
    read(Article("warm", short[:2000]))
    started = time.process_time()
    read(Article("short", short))
    quarter = time.process_time() - started
    started = time.process_time()
    read(Article("long", long))
    whole = time.process_time() - started
    assert whole < 10 * quarter + 0.5
