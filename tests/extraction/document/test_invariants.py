"""What holds for any text: spans in range and order, every character in a token, no runaway time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.document import Document, read
from extraction.rows import Article
from tests.growth import assert_linear

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


HOSTILE = {
    "names": "Ann Lee of Japan said. ",
    "initials": "A. B. C. ",
    "of": "Bank of ",
    "stops": ".",
    "marks": "“",
    "titles": "Dr. ",
    "appositions": "Ann, the minister of ",
    "word": "x",
    "headings": "Heading Here\n",
    "brackets": "the administration (",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_long_hostile_text_takes_work_by_its_length(unit: str) -> None:
    assert_linear(lambda size: Article("hostile", unit * (size // len(unit))), read, short=2_500, full=250_000)
