"""Each page, over a file that was really published: what a person would miss, and what must never get through."""

from __future__ import annotations

import shutil
import time
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from explorer import charts, pages
from explorer import published as published_file
from explorer.pages.query import EXAMPLES
from explorer.pages.shown import Shown
from explorer.route import PAGES, Route
from tests.explorer.conftest import HOSTILE


class Page(HTMLParser):
    """A page's elements and text, as a browser sees them."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(str(shown.html) + str(shown.below or ""))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self, start: str = "?") -> list[str]:
        return [a["href"] for tag, a in self.elements if tag == "a" and a.get("href", "").startswith(start)]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)


def look(file: Path, query: str) -> Page:
    return Page(pages.show(file, Route.read(query)))


def ask(file: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_front_page_says_what_is_agreed_due_and_disputed(published: Path) -> None:
    page = look(published, "")
    snapshot, articles = ask(published, "select snapshot_id, n_articles from meta.snapshot")[0]
    assert f"Snapshot {snapshot}" in page.text
    assert f"{articles} articles" in page.text
    for heading in ("Disputed", "Agreed", "Due next"):
        assert heading in page.text
    assert "contradictory" in page.text
    assert "within 30 days, from a day not known" in page.text


def test_every_link_of_every_page_leads_to_a_page_that_has_something_to_say(published: Path) -> None:
    seen, todo = set(), [f"?page={name}" for name in PAGES]
    while todo and len(seen) < 60:
        query = todo.pop()
        if query in seen:
            continue
        seen.add(query)
        page = look(published, query)
        assert "not in the snapshot" not in page.text, query
        todo += page.links()
    assert len(seen) > 40


def test_the_date_conflict_shows_each_claim_with_its_sentence_and_leads_to_it(published: Path) -> None:
    shown = pages.show(published, Route.read("?page=conflicts&kind=date"))
    page = Page(shown)
    assert "1 March 2024" in page.text
    assert "This initiative, announced on March 1, 2024" in page.text, "the sentence that gives the date"
    assert "<mark>February 4</mark>" in shown.html
    claims = ask(
        published, "select c.article_id, c.fact_id from marts.conflicts, unnest(claims) t(c) where kind = 'date'"
    )
    assert len(claims) >= 3
    for article_id, fact_id in claims:
        link = f"?page=article&id={article_id}&fact={fact_id}"
        assert link in page.links()
        article = look(published, link)
        assert [a["data-focus"] for tag, a in article.elements if tag == "main"] == [fact_id]
        assert any(fact_id in a.get("data-facts", "").split() for _, a in article.elements), "it is marked in the text"


def test_an_outlier_is_named(published: Path) -> None:
    outliers = ask(published, "select conflict_id from marts.conflicts where list_bool_or([c.outlier for c in claims])")
    for (conflict_id,) in outliers:
        assert "outlier" in look(published, f"?page=conflicts&id={conflict_id}").text
    assert "outlier" not in look(published, "?page=conflicts&kind=party").text


def test_text_and_rows_of_an_article_lead_to_each_other(published: Path) -> None:
    (article_id,) = ask(published, "select article_id from marts.articles where path like '002%'")[0]
    page = look(published, f"?page=article&id={article_id}")
    rows = {a["data-row"] for tag, a in page.elements if tag == "li" and "data-row" in a}
    marked = {fact for _, a in page.elements for fact in a.get("data-facts", "").split()}
    facts = sum(
        int(str(ask(published, f"select count(*) from facts.fct_{kind}s where article_id = '{article_id}'")[0][0]))
        for kind in ("figure", "date", "quote", "agreement", "commitment")
    )
    assert rows == marked
    assert len(rows) == facts > 20
    assert {link.removeprefix("#at-") for link in page.links("#at-")} == rows
    assert {link.removeprefix("#row-") for link in page.links("#row-")} <= rows


def test_the_scorecard_puts_the_article_that_stands_alone_first(published: Path) -> None:
    page = look(published, "?page=sources&by=outliers")
    first = next(link for link in page.links("?page=article&"))
    ((article_id,),) = ask(
        published, "select article_id from marts.source_scorecard order by n_outlier desc, n_contradicted desc limit 1"
    )
    assert f"id={article_id}" in first


def test_the_timeline_leads_to_the_agreements_of_its_events(published: Path) -> None:
    page = look(published, "?page=timeline&n=1")
    events = ask(published, "select agreement_key from marts.timeline where agreement_key is not null")
    assert events
    assert set(page.links("?page=agreement&")) <= {f"?page=agreement&key={key}" for (key,) in events}
    assert page.links("?page=agreement&")


def test_markup_of_an_article_and_its_metadata_is_shown_as_text_on_every_page(published: Path) -> None:
    (article_id,) = ask(published, "select article_id from marts.articles where path = 'hostile.txt'")[0]
    for query in (f"?page=article&id={article_id}", "?page=articles", "?page=sources", "?page=agreements",
                  "?page=timeline", "?page=measures&unit=USD", "?page=articles&q=<script>", "?page=sql"):  # fmt: skip
        page = look(published, query)
        assert not {"script", "img", "i", "u", "b"} & {tag for tag, a in page.elements if not a.get("class")}, query
        assert not any(name.startswith("on") for _, a in page.elements for name in a), query
        assert not any("javascript:" in a.get("href", "") for _, a in page.elements), query
    article = look(published, f"?page=article&id={article_id}")
    assert HOSTILE in article.text
    assert '<img src=x onerror="document.title=1"> & "quotes"' in article.text


def test_articles_are_found_by_words_of_their_text(published: Path) -> None:
    assert look(published, "?page=articles&q=preferential+trade+zone").count("tr") >= 2
    assert "No article has these words" in look(published, "?page=articles&q=zzzz%25").text


def test_measures_have_an_axis_with_their_unit_and_open_ends(published: Path) -> None:
    chart = pages.show(published, Route.read("?page=measures&unit=USD")).chart
    assert chart is not None
    text = str(chart.to_dict())
    assert "'title': 'USD" in text
    assert "triangle-left" in text


def test_no_page_holds_more_than_it_shows(published: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.duckdb"
    shutil.copy(published, many)
    with duckdb.connect(str(many)) as connection:
        for table in ("articles", "agreements", "measures", "conflicts", "source_scorecard", "timeline"):
            columns = [row[0] for row in connection.execute(f"describe marts.{table}").fetchall()]
            key = columns[0] if table != "timeline" else "label"
            connection.execute(
                f"insert into marts.{table} select t.* replace (t.{key} || r::varchar as {key})"
                f" from marts.{table} t, range(300) s(r)"
            )
    for name in PAGES:
        page = look(many, f"?page={name}")
        assert page.count("tr") <= 41, name
        assert page.count("article") <= 8, name
    assert "1 to 25 of" in look(many, "?page=articles").text
    assert "26 to 50 of" in look(many, "?page=articles&n=2").text
    assert look(many, "?page=articles&n=2").text != look(many, "?page=articles").text


def test_a_new_snapshot_shows_at_the_next_look(published: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "accord.duckdb", tmp_path / "new.duckdb"
    shutil.copy(published, file)
    before = published_file.version_of(file)
    shutil.copy(published, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute("update meta.snapshot set snapshot_id = 'another one'")
    look(file, "")
    other.replace(file)
    assert published_file.version_of(file) != before
    assert "Snapshot another one" in look(file, "").text


def test_nothing_published_is_told_with_advice(tmp_path: Path) -> None:
    page = look(tmp_path / "accord.duckdb", "")
    assert "Nothing is published yet" in page.text
    assert "accord refresh" in page.text


def test_a_file_of_another_version_is_told_with_advice(published: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(published, tmp_path))
    with duckdb.connect(str(older)) as connection:
        connection.execute("drop table marts.timeline")
    page = look(older, "?page=timeline")
    assert "does not hold what this page shows" in page.text
    assert "accord refresh" in page.text
    assert "Disputed" in look(older, "").text, "pages that can be made are"


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_query_answers(published: Path, name: str) -> None:
    own = published_file.own_query(published, EXAMPLES[name])
    assert own.trouble == ""
    assert own.answer.columns
    published_file.cells(own.answer)


@pytest.mark.parametrize(
    "query",
    [
        "delete from marts.articles",
        "attach '/tmp/other.duckdb'",
        "select * from read_text('/etc/hostname')",
        "copy marts.articles to '/tmp/out.csv'",
        "set enable_external_access = true",
        "install httpfs",
        "nonsense",
    ],
)
def test_a_readers_query_reads_this_file_and_nothing_else(published: Path, query: str) -> None:
    own = published_file.own_query(published, query)
    assert own.trouble
    assert own.answer.rows == []


def test_a_query_that_takes_too_long_is_ended(published: Path) -> None:
    began = time.monotonic()
    own = published_file.own_query(
        published, "select count(*) from range(1000000) a, range(1000000) b where a.range * b.range = 7", seconds=0.5
    )
    assert "Ended after" in own.trouble
    assert time.monotonic() - began < 10


def test_a_long_answer_is_cut_and_says_so(published: Path) -> None:
    own = published_file.own_query(published, "select range as n, range as n from range(5000)")
    assert (len(own.answer.rows), own.more) == (published_file.QUERY_ROWS, True)
    assert published_file.cells(own.answer)[7] == {"n (1)": 7, "n (2)": 7}


def test_events_keep_their_own_line_even_when_labels_are_alike() -> None:
    event = {"event_date_low": date(2026, 1, 1), "event_date_high": None, "role": "due", "label": "x", "n_articles": 1}
    chart = charts.timeline([event, event], today=date(2026, 1, 5)).to_dict()
    text = str(chart)
    assert len({value["line"] for value in chart["layer"][0]["data"]["values"]}) == 2
    assert "2025-12-11" in text, "weeks around a single day, no hours"
    assert "'label': 'today'" in text
    assert "'label': 'today'" not in str(charts.timeline([event], today=date(2029, 1, 1)).to_dict())
