"""What must hold for any number and for any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.document import read
from extraction.figures import find_figures
from extraction.lexicon import load
from extraction.rows import Article, FigureRow
from tests.growth import assert_linear

CARRIERS = {
    "en": "The government said on the same evening that the project will need {} and that the work goes on.",
    "sv": "Regeringen sade samma kväll att projektet behöver {} och att arbetet fortsätter.",
    "de": "Die Regierung sagte am selben Abend, dass das Projekt {} braucht und dass die Arbeit weitergeht.",
    "fr": "Le gouvernement a dit le même soir que le projet demande {} et que le travail continue.",
    "es": "El gobierno dijo la misma noche que el proyecto necesita {} y que el trabajo continúa.",
}
UNITS = {
    "mass-tonne": "tonne",
    "length-kilometer": "kilometre",
    "power-megawatt": "megawatt",
    "duration-hour": "hour",
    "mass-kilogram": "kilogram",
}
MODIFIERS = [
    (row["language"], row["phrase"], row["modifier"])
    for row in load("figures_modifiers")
    if row["side"] == "before" and not row["shape"] and row["language"] in CARRIERS and row["modifier"] != "exact"
]


def figures_of(text: str, language: str) -> list[FigureRow]:
    return find_figures(read(Article("property", text, language=language)), [])


def numbers() -> st.SearchStrategy[Decimal]:
    whole = st.integers(11, 10**12).filter(lambda n: not 1500 <= n <= 2100).map(Decimal)
    tenths = st.integers(11, 10**7).map(lambda n: Decimal(n) / 10)
    return st.one_of(whole, tenths)


@st.composite
def phrases(draw: st.DrawFn) -> tuple[str, str, float, str, str]:
    """(language, phrase, value, unit, modifier)."""
    language = draw(st.sampled_from(sorted(CARRIERS)))
    number = draw(numbers())
    kind = draw(st.sampled_from(["percent", "money", "measure"]))
    value = float(number)
    if kind == "percent":
        written, unit = format_percent(number / 100, locale=language, decimal_quantization=False), "percent"
    elif kind == "money":
        unit = draw(st.sampled_from(["EUR", "USD", "GBP", "SEK", "JPY", "CHF"]))
        written = format_currency(number, unit, locale=language, decimal_quantization=False)
    else:
        measured = draw(st.sampled_from(sorted(UNITS)))
        long = draw(st.sampled_from(["long", "short"]))
        # babel rounds in units, so the number is formatted by itself
        shown = format_decimal(number, locale=language, decimal_quantization=False)
        written, unit = format_unit(shown, measured, length=long, locale=language), UNITS[measured]
    modifier, phrase = draw(st.sampled_from([("exact", ""), *((m, p) for at, p, m in MODIFIERS if at == language)]))
    return language, f"{phrase} {written}".strip(), value, unit, modifier


@given(phrases())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_number_formatted_in_any_locale_reads_back(case: tuple[str, str, float, str, str]) -> None:
    language, phrase, value, unit, modifier = case
    figures = figures_of(CARRIERS[language].format(phrase), language)
    assert len(figures) == 1, phrase
    (figure,) = figures
    assert figure.value == pytest.approx(value, rel=1e-9)
    assert (figure.unit, figure.modifier) == (unit, modifier)


PIECES = st.sampled_from(
    [
        *("1", "22", "1,000", "2.5", "3-5", "50+", "1/2", "½", "2019", "10:30", "(4)", "[3]", "٣", "²", "737", "5G"),
        *("$", "€", "£", "%", "kr", "million", "billion", "Mrd.", "bn", "k", "km", "tonnes", "percent", "per", "cent"),
        *("one", "two", "dozen", "half", "a", "third", "twenty-five", "fem", "femveckors", "fünf", "zwei", "deux"),
        *("mille", "et", "demi", "tres", "y", "medio", "between", "and", "to", "from", "or", "more", "than", "about"),
        *("up", "over", "at", "least", "countries", "people", "points", "Boeing", "Article", "No.", "Mr.", "U.S."),
        *(".", ",", ";", ":", "(", ")", "-", "–", "\n", "\u00a0", "\u202f", "'’", '"', "\U0001f600", "İ", "ß"),
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=6), max_size=60).map(" ".join) | st.text(max_size=200),
    st.sampled_from(sorted(CARRIERS)),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_offsets_in_order_without_overlap(text: str, language: str) -> None:
    end = 0
    for figure in figures_of(text, language):
        assert end <= figure.char_start < figure.char_end <= len(text)
        surface = text[figure.char_start : figure.char_end]
        assert surface == surface.strip()
        assert any(c.isalnum() for c in surface)
        assert figure.modifier == "range" or figure.value is not None
        end = figure.char_end


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "$",
        "1 ",
        "one ",
        "1,",
        "$1 ",
        "5-",
        "a million ",
        "x5 ",
        "10% of China and ",
        "more than ",
        "(",
        "1.",
        "½",
        "20 to ",
    ],
)
def test_work_grows_with_length_only(unit: str) -> None:
    assert_linear(
        lambda size: read(Article("hostile", unit * (size // len(unit)), language="en")),
        lambda document: find_figures(document, []),
        short=1_000,
        full=24_000,
    )
