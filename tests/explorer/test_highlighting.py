"""The marked text is the article's text, whatever the spans and whatever the text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from explorer.highlighting import Span, highlighted, marked_sentence, pieces


class Seen(HTMLParser):
    """Text and elements as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[dict[str, str | None]] = []
        self.others: list[str] = []
        self.depth = 0
        self.feed(str(html))  # plain: markup escapes what is put before it
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1
        assert self.depth == 1, "elements nest"
        (self.links.append(dict(attrs)) if tag == "a" else self.others.append(tag))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def span(fact_id: str, start: int, end: int, kind: str = "figure", title: str = "") -> Span:
    return Span(fact_id, kind, start, end, title)


def test_a_span_marks_exactly_its_characters() -> None:
    text = "Japan pledged $2 billion today"
    seen = Seen(highlighted(text, [span("f1", 14, 24, title="2 billion USD")]))
    assert seen.text == text
    assert [(a["href"], a["class"], a["title"]) for a in seen.links] == [
        ("#row-f1", "span figure", "figure: 2 billion USD")
    ]


def test_offsets_count_code_points() -> None:
    text = "\U0001f30d pays \U0001f4b0 5 million"
    assert "5 million</a>" in highlighted(text, [span("f", 9, 18)])
    assert text[9:18] == "5 million"


def test_crossing_spans_are_cut_and_each_piece_knows_all_its_facts() -> None:
    found = pieces(10, [span("wide", 0, 6, "agreement"), span("late", 4, 9, "commitment"), span("in", 1, 3)])
    assert [(p.start, p.end, [s.fact_id for s in p.spans]) for p in found] == [
        (0, 1, ["wide"]),
        (1, 3, ["in", "wide"]),
        (3, 4, ["wide"]),
        (4, 6, ["late", "wide"]),
        (6, 9, ["late"]),
        (9, 10, []),
    ]


def test_a_piece_leads_to_the_row_of_its_narrowest_fact_and_is_a_tab_stop_only_where_a_fact_begins() -> None:
    seen = Seen(highlighted("0123456789", [span("wide", 0, 10, "agreement"), span("in", 4, 5, "date")]))
    assert [(a["href"], a["tabindex"]) for a in seen.links] == [
        ("#row-wide", "0"),
        ("#row-in", "0"),
        ("#row-wide", "-1"),
    ]


def test_markup_in_text_titles_and_sentences_is_shown_not_obeyed() -> None:
    text = '<script>x()</script> "a" & <b>'
    seen = Seen(highlighted(text, [span("f", 0, 8, title='"><img src=x>')]))
    assert (seen.text, seen.others) == (text, [])
    assert seen.links[0]["title"] == 'figure: "><img src=x>'
    assert marked_sentence(text, ["<b>"]) == (
        "&lt;script&gt;x()&lt;/script&gt; &#34;a&#34; &amp; <mark>&lt;b&gt;</mark>"
    )


def test_a_part_that_is_not_in_the_sentence_marks_nothing() -> None:
    assert marked_sentence("Chile pays", ["Peru", ""]) == "Chile pays"


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(
            st.integers(-5, 70),
            st.integers(-5, 70),
            st.sampled_from(["figure", "date", "quote", "agreement", "commitment"]),
        ),
        max_size=8,
    ),
)
def test_the_pieces_put_together_are_the_text_again(text: str, edges: list[tuple[int, int, str]]) -> None:
    text = text.replace("\r", "").replace("\0", "")  # what an HTML parser changes in any text
    spans = [span(f"f{n}", start, end, kind) for n, (start, end, kind) in enumerate(edges)]
    found = pieces(len(text), spans)
    assert "".join(text[p.start : p.end] for p in found) == text
    for s in spans:
        covered = {at for p in found if s in p.spans for at in range(p.start, p.end)}
        assert covered == set(range(max(0, s.start), min(len(text), s.end)))
    seen = Seen(highlighted(text, spans))
    assert (seen.text, seen.others) == (text, [])
