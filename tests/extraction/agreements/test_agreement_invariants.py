"""What holds for any text: no exception, rows on sentences, parties sorted and unique, a rule named, linear time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.document import read
from extraction.rows import Article
from tests.extraction.agreements.golden_text import blocks, extract
from tests.growth import assert_linear

INSTRUMENTS = {
    "partnership", "memorandum_of_understanding", "framework", "action_plan", "trade_agreement", "joint_venture",
    "investment", "treaty", "declaration", "other",
}  # fmt: skip
STATUSES = {"proposed", "planned", "announced", "signed", "in_force", "suspended", "ended"}
STRENGTHS = {"binding", "pledged", "intended", "exploratory"}

PIECES = st.sampled_from(
    [
        "Japan",
        "the EU",
        "Kenya's government",
        "the two countries",
        "they",
        "it",
        "which",
        "Rio Tinto",
        "and",
        ",",
        ".",
        "\n",
        "signed",
        "will sign",
        "has agreed to",
        "to invest",
        "plans",
        "pledged",
        "a treaty",
        "the deal",
        "a memorandum of",
        "understanding",
        "with",
        "between",
        "on Monday",
        "$5 billion",
        "by 2030",
        "not",
        "if",
        "(",
        ")",
        "“",
        "”",
        "’s",
        "-",
        "invest",
        "agreement",
        "US-Mexico",
        "a",
        "of",
        "the signing of",
        "haben",
        "unterzeichnet",
        "ont signé",
        "firmaron",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)),
    st.sampled_from(["en", "de", "fr", "sv", "es"]),
)
def test_any_text(text: str, language: str) -> None:
    article = Article("any", text, language=language)
    agreements, commitments = extract(article)
    sentences = {(s.start, s.end) for s in read(article).sentences}
    for a in agreements:
        assert (a.char_start, a.char_end) in sentences
        assert a.rule.startswith("agreement.")
        assert a.instrument in INSTRUMENTS
        assert a.status in STATUSES
        assert list(a.parties) == sorted(set(a.parties))
        assert a.parties
    for c in commitments:
        assert (c.char_start, c.char_end) in sentences
        assert c.rule.startswith("commitment.")
        assert c.strength in STRENGTHS
        assert list(c.who) == sorted(set(c.who))
        assert c.who
        assert c.what
        assert c.agreement is None or 0 <= c.agreement < len(agreements)


def test_the_same_article_gives_the_same_rows() -> None:
    for block in blocks("agreements.txt")[:20]:
        assert extract(block.article) == extract(block.article)


@pytest.mark.parametrize(
    "piece",
    [
        "Japan and Kenya signed a treaty. ",
        "agreement with Japan and ",
        "the US, ",
        "treaty ",
        "will invest ",
        "agreed to plan to ",
        "( ",
        "“ ",
        "which signed ",
        "Japan ",
        ", ",
    ],
)
def test_work_grows_with_the_text(piece: str) -> None:
    assert_linear(lambda n: Article("long", piece * n), extract, short=60, full=1600)
