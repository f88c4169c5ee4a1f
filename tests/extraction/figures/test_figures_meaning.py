"""Which rule leaves a number out, and what a figure measures: the fields that reconciliation stands on."""

from __future__ import annotations

import pytest

from extraction.document import read
from extraction.figures import find_figures
from extraction.figures.finding import decide
from extraction.figures.guards import GUARDS
from extraction.rows import Article, FigureRow

LEFT_OUT = {
    "age": "A 34-year-old driver was fined.",
    "ordinal": "It ranked 14th in the list.",
    "decade": "The 1980s were harder.",
    "written_date": "Filed on 12/11/2021 by post.",
    "phone_number": "Dial 555-010-7788 now.",
    "clock_time": "Doors open at 18:45 sharp.",
    "split_number": "The goalkeeper is 6'2 in socks.",
    "glued_name": "The COP27 host left the G20.",
    "glued_suffix": "Old 4G masts come down.",
    "reference_mark": "As shown before [12], it holds.",
    "list_number": "4. Wash the grain.",
    "multiple": "They use double standards.",
    "part_of_nothing": "A third party signed.",
    "article_quantity": "Several hundred farmers came.",
    "one_as_word": "One mayor resigned.",
    "label": "See article 12 of the pact.",
    "year": "It was founded in 1987 by monks.",
    "score": "They drew 2-2 at home.",
    "name": "The Gripen 39 took off.",
    "name_behind": "He lives at 49 Orchard Road.",
    "noun_and_number": "They met at checkpoint 88.",
    "definite_count": "The two mayors shook hands.",
    "partitive_anaphor": "Of these, three were lost.",
    "bare_small": "He wore 7.",
}


@pytest.mark.parametrize("guard", [guard.__name__ for guard, *_ in GUARDS])
def test_each_guard_leaves_out_its_class(guard: str) -> None:
    document = read(Article("guard", LEFT_OUT[guard], language="en"))
    assert [c.excluded for c in decide(document, [])][:1] == [guard]
    assert find_figures(document, []) == []


def figures_of(text: str) -> list[FigureRow]:
    return find_figures(read(Article("meaning", text, language="en")), [])


def test_a_share_knows_whose_it_is_of_what_at_which_stage_and_who_says_so() -> None:
    (share,) = figures_of("According to a study by the World Bank, Chile produces about 27% of the world’s copper.")
    assert (share.subject, share.object, share.stage, share.base, share.head) == (
        "CL",
        "copper",
        "mining",
        "world",
        "share",
    )
    assert share.attributed_to == "World Bank"


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Indonesia refines 40% of the world's nickel.", "processing"),
        ("Bolivia holds 23% of global lithium reserves.", "reserves"),
        ("Guinea accounts for 30% of bauxite exports.", "exports"),
        ("Congo supplies 70% of global cobalt mine production.", "mining"),
        ("Norway accounts for 30% of salmon eaten there.", None),
    ],
)
def test_the_stage_of_a_material(sentence: str, stage: str | None) -> None:
    (share,) = figures_of(sentence)
    assert share.stage == stage


def test_a_second_share_of_a_list_has_the_same_owner_and_material() -> None:
    first, second = figures_of("Chile mines 24% of the world's copper and 30% of refined products.")
    assert (first.subject, first.object, first.stage) == ("CL", "copper", "mining")
    assert (second.subject, second.object, second.stage) == ("CL", "copper", "processing")


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("France will pay Mauritania 320 million euros.", ["FR"]),
        ("China gets 60 percent and Japan 20 percent.", ["CN", "JP"]),
        ("Iraq, the United Arab Emirates and Kuwait cut output by 493,000 barrels.", ["AE+IQ+KW"]),
        ("France hosted a fair that raised 2.1 billion euros.", [None]),
        ("Chile and Peru gave 20 million and 30 million dollars respectively.", ["CL", "PE"]),
    ],
)
def test_whose_a_figure_is(sentence: str, subjects: list[str | None]) -> None:
    assert [figure.subject for figure in figures_of(sentence)] == subjects


def test_a_headline_names_a_company_by_the_name_that_the_article_gives_it() -> None:
    first, *_ = figures_of(
        "U.S. Steel Sold for $14 Billion\n\nNippon Steel bought U.S. Steel for $14 billion on Monday."
    )
    assert (first.subject, first.object) == ("U.S. Steel", None)


def test_a_name_says_nothing_of_what_a_figure_is_a_share_of() -> None:
    (loan,) = figures_of("The World Bank lent Ghana 275 million dollars.")
    assert (loan.subject, loan.base) == ("World Bank", None)


def test_a_comparison_is_no_rate() -> None:
    text = "Les échanges du pays ont connu une hausse de 27 % par rapport à la Suisse, soit 40 euros par habitant."
    rise, amount = find_figures(read(Article("meaning", text, language="fr")), [])
    assert (rise.base, amount.base) == (None, "per inhabitant")


def test_a_converted_amount_points_at_the_one_it_converts_and_has_its_bound() -> None:
    _, yen, dollars = figures_of("After 12 long rounds, Japan will lend up to 300 billion yen ($2.1 billion) to Kenya.")
    assert (dollars.converts, yen.converts) == (1, None)
    assert (yen.modifier, dollars.modifier) == ("up_to", "up_to")
    assert dollars.subject == yen.subject == "JP"


@pytest.mark.parametrize(
    ("written", "last_digit", "scaled"),
    [
        ("$2 billion", 1e9, True),
        ("1.5bn euros", 1e8, True),
        ("54 countries", 1, False),
        ("200,000 people", 1e5, False),
        ("250,000 people", 1e4, False),
        ("60%", 1, True),
        ("$400 million", 1e6, True),
        ("3.25%", 0.01, True),
    ],
)
def test_the_last_digit_written_and_whether_it_is_a_rounding(written: str, last_digit: float, scaled: bool) -> None:
    (figure,) = figures_of(f"The plan covers {written} in all.")
    assert figure.last_digit == pytest.approx(last_digit)
    assert figure.scaled is scaled


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("TORONTO (Wire) — The fund lent $40 million.", "CAD"),
        ("PARIS (Wire) — The fund lent $40 million.", "USD"),
        ("All figures are in Australian dollars. The fund lent $40 million.", "AUD"),
        ("SYDNEY — The fund lent US$40 million.", "USD"),
    ],
)
def test_whose_dollars(text: str, unit: str) -> None:
    assert [f.unit for f in figures_of(text)] == [unit]


def test_a_rate_keeps_its_unit_and_says_per_what() -> None:
    price, flow = figures_of("Oil cost $82 a barrel and the field gave 40,000 barrels per day.")
    assert (price.unit, price.unit_kind, price.base) == ("USD", "rate", "per barrel")
    assert (flow.unit, flow.unit_kind, flow.base) == ("barrel", "rate", "per day")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Denmark said it would give 100 million kroner and Norway 50 million kroner.", ["DKK", "NOK"]),
        ("Sweden's budget grew. The ministry wants 3 billion kronor.", ["SEK"]),
        ("Colombia will lend 900 million pesos.", ["COP"]),
        ("Egypt set aside 20 billion pounds.", ["EGP"]),
        ("The port cost 40 million pounds.", ["GBP"]),
        ("SYDNEY - Japan and Denmark pledged $75 million to the islands.", ["USD"]),
        ("SYDNEY - Australia pledged $75 million to the islands.", ["AUD"]),
    ],
)
def test_whose_money_a_shared_name_means(text: str, units: list[str]) -> None:
    assert [f.unit for f in figures_of(text)] == units
