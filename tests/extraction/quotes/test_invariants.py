"""What holds for any text: words in marks are found with their speaker, rows never overlap, hostile text is linear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.conjugation import endings
from extraction.document import read
from extraction.lexicon import load
from extraction.quotes import find_quotes
from extraction.quotes.inflection import derive_forms
from extraction.quotes.marks import find_quotations
from extraction.rows import Article, QuoteRow
from tests.growth import assert_linear

VERBS = ["must", "will", "never", "sign", "pay", "build", "is", "are", "not"]
NOUNS = ["we", "they", "people", "the", "a", "new", "old", "bridge", "road", "plan", "money", "for", "in", "of"]
WORDS = st.sampled_from([*VERBS, *NOUNS])
SPEECH = st.lists(WORDS, min_size=3, max_size=30).map(" ".join)
NAMES = st.tuples(
    st.sampled_from(["Ana", "Maria", "Thomas", "Peter", "Hannah", "George"]),
    st.sampled_from(["Rivera", "Lindqvist", "Okafor", "Petrov", "Hargrove", "Delacroix"]),
).map(" ".join)
CUES = st.sampled_from(
    sorted(
        row["form"]
        for row in load("quotes_forms")
        if row["language"] == "en" and row["form"].endswith("ed") and row["lemma"] in ("declare", "explain", "add")
    )
)
SPOKEN = "said saying Ana Rivera he who that and by was to according of the statement called told in on Mr plan it"
MARKS = st.sampled_from(["“”", '""', "«»", "„“", "‘’"])
MARK_SOUP = st.text(alphabet="\"'“”‘’«»„‚‹›`,.!? \n-–—()[]{}aAbB1 \t\u00a0said:", max_size=400)


def quotes(text: str) -> list[QuoteRow]:
    return find_quotes(read(Article("any", text, language="en")))


@settings(deadline=None, max_examples=150)
@given(SPEECH, NAMES, CUES, MARKS)
def test_words_before_their_cue(speech: str, name: str, cue: str, marks: str) -> None:
    words = speech[0].upper() + speech[1:]
    text = f"{marks[0]}{words},{marks[-1]} {name} {cue}."
    (row,) = quotes(text)
    assert text[row.char_start : row.char_end].rstrip(",") == words
    assert row.speaker == name
    assert row.cue == cue.split()[0]


@settings(deadline=None, max_examples=150)
@given(SPEECH, NAMES, CUES, MARKS)
def test_words_after_their_cue(speech: str, name: str, cue: str, marks: str) -> None:
    words = speech[0].upper() + speech[1:]
    text = f"{name} {cue}, {marks[0]}{words}.{marks[-1]}"
    (row,) = quotes(text)
    assert text[row.char_start : row.char_end].rstrip(".") == words
    assert row.speaker == name
    assert row.speaker_start is not None
    assert name.split()[-1] in text[row.speaker_start : row.speaker_end]


def check_rows(text: str) -> None:
    end = 0
    for row in quotes(text):
        assert end <= row.char_start < row.char_end <= len(text)
        assert "\n" not in text[row.char_start : row.char_end]
        assert row.kind in ("direct", "partial")
        assert row.confidence in ("asserted", "inferred")
        if row.speaker_start is not None and row.speaker_end is not None:
            assert 0 <= row.speaker_start < row.speaker_end <= len(text)
        end = row.char_end


@settings(deadline=None, max_examples=400)
@given(MARK_SOUP)
def test_marks_in_any_order(text: str) -> None:
    check_rows(text)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check_rows(text)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from([*"\"“”'‘’«»,.:;?!-()\n", *SPOKEN.split()]),
        max_size=60,
    ).map(" ".join)
)
def test_words_and_marks_in_any_order(text: str) -> None:
    check_rows(text)
    check_rows(text.replace(" ,", ",").replace("“ ", "“").replace(" ”", "”"))


HOSTILE = {
    "straight marks": '"',
    "opening marks": "“",
    "closing marks": "”",
    "single marks": " 'a",
    "doubled marks": "''",
    "opened and closed": "“a” ",
    "many short quotes": '"a b c," said Ana. ',
    "cues without quotes": '"I did" he said she said ',
    "relative clauses": '"I do it" , who said , ',
    "marks at both ends": '" ',
    "quotations in one sentence": "“a b c” ",
    "verbs without subjects": "and went “a b c” ",
    "cues without subjects": "said and saying “a b c” ",
    "colons": "“a b c” : ",
    "brackets": "“a b c” ) ( ",
    "adverbials": "in , “a b c” , to ",
    "words of": "in the words “a b c” ",
    "inches": '6" ',
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_linear_in_the_length_of_a_line(unit: str) -> None:
    assert_linear(
        lambda size: read(Article("hostile", unit * (size // len(unit)))), find_quotes, short=1_500, full=60_000
    )


def test_nesting_is_one_quotation() -> None:
    text = "“" * 5_000 + "words" + "”" * 5_000
    (outer,) = find_quotations(read(Article("nested", text)))
    assert (outer.start, outer.end) == (0, len(text))


def test_forms_are_those_the_libraries_derive() -> None:
    """The two languages whose dictionaries are quick to read; the others by their lemmas, or by endings."""
    columns = ("language", "form", "lemma", "class", "source")
    rows = [tuple(row[c] for c in columns) for row in load("quotes_forms")]
    assert [row for row in rows if row[0] in ("en", "fr")] == derive_forms(("en", "fr"))
    lemmas = {(row["language"], row["lemma"]) for row in load("quotes_verbs") if not endings(row["language"])}
    assert lemmas == {(language, lemma) for language, _, lemma, _, _ in rows}
