"""What a newcomer gets from the articles of raw/: one refresh, its summary, its answers, and the pages showing them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import duckdb
import pytest

from docs import make_pictures, outputs, tables
from orchestration.settings import PROJECT, Settings
from tests.explorer.conftest import newcomer  # noqa: F401  # a fixture

USING = PROJECT / "docs" / "using.md"
SURFACES = {
    "figures": "surface",
    "dates": "surface",
    "quotes": "quote_text",
    "agreements": "sentence",
    "commitments": "sentence",
}


@dataclass
class First:
    settings: Settings
    summary: str

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.settings.published), read_only=True) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="session")
def first(newcomer: Settings) -> First:  # noqa: F811
    return First(newcomer, (newcomer.warehouse.parent / "summary.txt").read_text(encoding="utf-8"))


def test_the_summary_names_what_is_disputed(first: First) -> None:
    for words in ("5 (5 new)", "2024-03-01", "2026-02-04", "outlier", "over 60%", "70%", "Next"):
        assert words in first.summary, first.summary


def test_the_article_that_stands_alone_is_the_outlier(first: First) -> None:
    outliers = first.ask(
        "select c.kind, c.verdict, claim.surface, claim.date_low::varchar"
        " from marts.conflicts as c, unnest(c.claims) as t (claim) where claim.outlier"
    )
    assert [(kind, verdict, day) for kind, verdict, _, day in outliers] == [("date", "contradictory", "2024-03-01")]


def test_nothing_else_is_called_contradictory(first: First) -> None:
    verdicts = first.ask("select kind, verdict from marts.conflicts order by kind")
    assert verdicts == [("date", "contradictory"), ("figure", "divergent"), ("party", "divergent")]


def test_attendance_is_compatible(first: First) -> None:
    rows = first.ask("select verdict, n_articles from marts.measures where verdict = 'compatible' and unit = 'country'")
    assert rows == [("compatible", 2)]


@pytest.mark.parametrize(
    ("instrument", "parties", "articles"),
    [
        ("partnership", ["EU", "JP", "US"], 4),
        ("action_plan", ["MX", "US"], 2),
        ("memorandum_of_understanding", ["EU", "US"], 2),
        ("framework", ["JP", "US"], 1),
        ("framework", ["AU", "US"], 1),
        ("investment", ["US", "UZ"], 1),
        ("partnership", ["Cove Capital", "Kazakhstan's national mining company"], 1),
        ("partnership", ["REalloys", "Saskatchewan Research Council"], 1),
    ],
)
def test_an_agreement_is_one_row_however_many_report_it(
    first: First, instrument: str, parties: list[str], articles: int
) -> None:
    rows = first.ask("select instrument, parties, n_articles from marts.agreements")
    assert [row for row in rows if row[:2] == (instrument, parties)] == [(instrument, parties, articles)]


@pytest.mark.parametrize("kind", sorted(SURFACES))
def test_offsets_cut_out_the_surface(first: First, kind: str) -> None:
    rows = first.ask(
        f"select f.{SURFACES[kind]}, substr(a.text, f.char_start + 1, f.char_end - f.char_start)"
        f" from facts.fct_{kind} as f join marts.articles as a using (article_id)"
    )
    assert rows
    assert [row for row in rows if row[0] != row[1]] == []


def test_pages_show_what_the_commands_print(first: First) -> None:
    for name in outputs.PAGES:
        page = (PROJECT / name).read_text(encoding="utf-8")
        assert outputs.fresh(page, first.settings.warehouse) == page, f"{name} is stale: run `make docs`"


def test_tables_are_described_as_the_file_describes_them(first: First) -> None:
    page = tables.PAGE.read_text(encoding="utf-8")
    assert tables.page(first.settings.published) == page, "docs/tables.md is stale: run `make docs`"
    assert "None" not in page, "a table or a column has no description"


def test_pictures_show_what_the_pages_show(first: First) -> None:
    noted = make_pictures.NOTE.read_text(encoding="utf-8")
    assert make_pictures.shown(first.settings.published) == noted, "docs/pictures are stale: run `make docs`"


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", USING.read_text(encoding="utf-8"), re.DOTALL))
def test_examples_in_python_run_as_they_stand(
    example: str, first: First, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(first.settings.warehouse.parent)
    exec(compile(example, str(USING), "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("name", outputs.PAGES)
def test_links_of_pages_lead_somewhere(name: str) -> None:
    page = PROJECT / name
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name} links to {target}"
