"""Exchange rates in words: which amounts are the price of another money, and which only look so."""

from __future__ import annotations

import pytest

from extraction.document import read
from extraction.figures import find_figures
from extraction.rows import Article, FigureRow

RATES = [
    ("en", "The loan was converted at 1.08 dollars to the euro.", 1.08, "USD", "per EUR", None),
    ("en", "At a rate of 7.2 yuan per dollar it is worth less.", 7.2, "CNY", "per USD", None),
    ("en", "One euro is worth $1.08.", 1.08, "USD", "per EUR", "One euro"),
    ("en", "The euro was trading at $1.08 on Friday.", 1.08, "USD", "per EUR", None),
    ("en", "The yard costs 30 billion yen ($1 = 149.5 yen).", 149.5, "JPY", "per USD", "$1"),
    ("en", "They paid £4 million in May ($1 = 0.788 pounds).", 0.788, "GBP", "per USD", "$1"),
    ("en", "The books use a rate of 100 yen to $0.67 throughout.", 0.67, "USD", "per JPY", "100 yen"),
    ("sv", "Till en kurs på 11,45 kronor per euro blir det mer.", 11.45, "SEK", "per EUR", None),
    ("sv", "En euro motsvarar 11,45 kronor.", 11.45, "SEK", "per EUR", "En euro"),
    ("de", "Zum Kurs von 1,08 Dollar je Euro ist das mehr.", 1.08, "USD", "per EUR", None),
    ("de", "Ein Euro entspricht 1,08 Dollar.", 1.08, "USD", "per EUR", None),
    ("fr", "Au taux de 1,08 dollar pour un euro, c'est plus.", 1.08, "USD", "per EUR", "un euro"),
    ("fr", "L’euro valait 1,08 dollar vendredi.", 1.08, "USD", "per EUR", None),
    ("es", "Al tipo de cambio de 1,08 dólares por euro es más.", 1.08, "USD", "per EUR", None),
    ("es", "Un euro equivale a 1,08 dólares.", 1.08, "USD", "per EUR", "Un euro"),
]  # fmt: skip

NO_RATES = [
    "The fund pays 2 dollars per euro invested.",
    "They gave 5 dollars to the euro area fund.",
    "The toll rose from 4 dollars to 5 euros.",
    "He changed 500 dollars and 300 euros.",
    "Its exchange sold 40 dollars of stamps for 10 euros.",
]


def figures_of(text: str, language: str) -> list[FigureRow]:
    return find_figures(read(Article("exchange", text, language=language)), [])


@pytest.mark.parametrize(("language", "text", "value", "unit", "base", "priced"), RATES)
def test_the_price_of_another_money_is_a_rate(
    language: str, text: str, value: float, unit: str, base: str, priced: str | None
) -> None:
    figures = figures_of(text, language)
    (rate,) = [f for f in figures if f.unit_kind == "rate"]
    assert (rate.value, rate.unit, rate.base, rate.head) == (value, unit, base, "exchange rate")
    one = None if rate.converts is None else figures[rate.converts]
    assert (one and text[one.char_start : one.char_end]) == priced


@pytest.mark.parametrize("text", NO_RATES)
def test_amounts_beside_each_other_are_no_rate(text: str) -> None:
    assert not [f for f in figures_of(text, "en") if f.rule == "figures.exchange_rate"]


def test_the_one_of_a_rate_converts_nothing() -> None:
    price, one, _ = figures_of("The yard costs 30 billion yen ($1 = 149.5 yen).", "en")
    assert (price.converts, one.converts, one.rule) == (None, None, "figures.currency_mark")
