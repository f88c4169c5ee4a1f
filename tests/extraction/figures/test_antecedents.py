"""Numbers whose noun is a pronoun: what they count, and when that is left open."""

from __future__ import annotations

import pytest

from extraction.document import read
from extraction.figures import find_figures
from extraction.rows import Article, FigureRow

PARTS = [
    ("en", "The grower runs 40 farms, 12 of which lie fallow.", "farm", "part"),
    ("en", "The grower runs 40 farms, of which about 12 are fallow.", "farm", "part"),
    ("en", "The mill employs 9,000 people in 12 towns, 4,000 of them at night.", "person", "part"),
    ("en", "The court tried clerks, guards and prison staff, some 1,400 of whom had fled.", "clerk", None),
    ("sv", "Koncernen driver 40 fabriker, varav 12 i Skåne.", "factory", "part"),
    ("de", "Der Konzern betreibt 40 Werke, von denen 12 stillstehen.", "plant", "part"),
    ("de", "Die Bahn hat 9000 Beschäftigte, davon 4000 in Bayern.", "employee", "part"),
    ("fr", "Le groupe compte 40 usines, dont 12 en Bretagne.", "factory", "part"),
    ("es", "El grupo tiene 9000 trabajadores, 4000 de los cuales viven lejos.", "worker", "part"),
]

LEFT_OPEN = [
    "The firm sold 300 buses to ports, 120 of which run on hydrogen.",
    "The firm sold 300 buses and 200 trams, 120 of which run on hydrogen.",
    "Guards from Nepal, 4,000 of whom live in camps, went home.",
    "The mill has 12 towns behind it, 4,000 of whom voted.",
]


def last_figure(text: str, language: str) -> FigureRow:
    return find_figures(read(Article("antecedent", text, language=language)), [])[-1]


@pytest.mark.parametrize(("language", "text", "unit", "base"), PARTS)
def test_a_pronoun_counts_what_it_stands_for(language: str, text: str, unit: str, base: str | None) -> None:
    figure = last_figure(text, language)
    assert (figure.unit, figure.head, figure.base, figure.rule) == (unit, unit, base, "figures.antecedent")


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_where_several_things_may_be_meant_none_is(text: str) -> None:
    assert last_figure(text, "en").unit == "number"


def test_what_is_said_of_them_stands_behind_the_pronoun() -> None:
    figure = last_figure("The grower runs 40 farms, 12 of which lie fallow this year.", "en")
    assert figure.what == "farm of which lie fallow this year"
