"""Texts that nobody wrote, drawn by hypothesis, and what must hold of their annotation whatever they say.

Belongs here: the strategy and the check. Does not belong here: how many are drawn (`tests/extraction/test_fuzz.py` a
few, `benchmarks.soak_fuzz` for minutes).
"""

from __future__ import annotations

from datetime import date

from hypothesis import assume
from hypothesis import strategies as st

from extraction import Article, annotate
from tests.hostile import UNITS, text

_PHRASES = (
    "Peru and Chile signed a treaty on ports on March 3, 2025",
    "said Ana Rojas, Peru's mining minister",
    "The ministry of trade pledged $400 million over five years",
    "more than 60% of the 1.2 million tonnes",
    "“We will build it,” he told reporters",
    "within 90 days of Wednesday",
    "between 2,000 and 3,000 people were killed",
    "according to the Bank of Japan",
    "memorandum of understanding",
    "Related articles",
    "has agreed to buy up to 30 percent of",
    "half a dozen",
    "le 4 février 2026",
    "am 3. März 2025",
    "zwei Milliarden Euro",
)
_MARKS = ("“", "”", '"', "'", "’", "«", "»", "(", ")", "[", "—", "–", "-", ",", ".", ";", ":", "…", "$", "€", "%", "№")
_SPACES = (" ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\u200b", "\r\n", "")

_PIECES = st.one_of(
    st.sampled_from(_PHRASES),
    st.sampled_from(_MARKS),
    st.sampled_from(sorted(UNITS.values())),
    st.sampled_from(_PHRASES).flatmap(lambda phrase: st.integers(0, len(phrase)).map(lambda cut: phrase[:cut])),
    st.builds(text, st.sampled_from(sorted(UNITS.values())), st.integers(1, 120)),
    st.text(max_size=12),
    st.integers(0, 10**12).map(str),
    st.floats(allow_nan=False).map(str),
    st.dates().map(lambda day: day.isoformat()),
)


@st.composite
def hostile_articles(draw: st.DrawFn) -> Article:
    """Pieces of news, of other alphabets and of nothing in particular, in any order, with any space between them."""
    parts = [
        part
        for piece in draw(st.lists(_PIECES, min_size=1, max_size=40))
        for part in (piece, draw(st.sampled_from(_SPACES)))
    ]
    words = "".join(parts).replace("\0", "").encode("utf-8", "ignore").decode()
    assume(words and not words.isspace())  # such a text is no article: loading rejects it
    published = draw(st.sampled_from([None, "2024", "2024-02", "2024-02-29"]))
    language = draw(st.sampled_from([None, "en", "de", "fr", "sv", "es", "ja", "xx"]))
    return Article("drawn", words, published, draw(st.sampled_from([None, date(2025, 1, 1)])), language)


def check(article: Article) -> None:
    """The annotation ends, every span lies in the text, and the same text gives the same rows."""
    found = annotate(article)
    assert found.error is None
    size = len(article.text)
    for kind in ("segments", "sentences", "entities", "dates", "figures", "quotes", "agreements", "commitments"):
        for row in getattr(found, kind):
            assert 0 <= row.char_start < row.char_end <= size, (kind, row)
    for kind in ("dates", "figures", "quotes", "agreements", "commitments"):
        for row in getattr(found, kind):
            assert row.sentence_start <= row.char_start, (kind, row)
            assert row.char_end <= row.sentence_end <= size, (kind, row)
            assert article.text[row.char_start : row.char_end].strip(), (kind, row)
    assert annotate(article) == found
