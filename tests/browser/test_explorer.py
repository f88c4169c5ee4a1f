"""The explorer as a person meets it: in a browser, with no network but this machine."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from pathlib import Path

import duckdb
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.seeing import deep_text, requested, see, wait


def test_from_the_front_page_over_the_date_conflict_to_the_marked_sentence(browser: Chrome, explorer: str) -> None:
    requested(browser)
    browser.get(explorer)
    assert "articles" in see(browser, "main .lead").text
    see(browser, "section li:has(.verdict.contradictory) .title", "date").click()

    claim = see(browser, ".conflict[data-kind=date] .claim", "March 1, 2024")
    claim.find_element(By.CSS_SELECTOR, "blockquote a").click()

    marked = see(browser, ".reader .text a.span.on")
    assert "officially partnered with Mexico" in marked.text
    top, height = marked.rect["y"] - browser.execute_script("return window.scrollY"), 1000
    assert 0 < top < height, "it was scrolled into view"
    assert "agreement" in see(browser, ".facts-rows li.on").text
    assert browser.title == "Articles · Accord"

    outside = {url for url in requested(browser) if url.startswith(("http", "ws")) and "//127.0.0.1" not in url}
    assert outside == set(), "the page asked another machine"

    browser.back()
    see(browser, ".conflict[data-kind=date]")


def test_the_document_comes_with_its_page_before_the_notebook_has_loaded(explorer: str) -> None:
    for query, shown in (
        ("", "say"),
        ("?page=conflicts&kind=date", "stands against"),
        ("?page=articles&q=harbour", "&lt;img src=x onerror="),
        ("?page=sources", "003_80f32acd5e8f6fc8.txt"),
    ):
        asked = urllib.request.Request(f"{explorer}/{query}", headers={"If-None-Match": "*"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            document = answer.read().decode()
        _, first, rest = document.partition('<div id="accord-first"')
        page = rest.partition('<div id="root">')[0]
        assert first, query
        assert shown in page, query
        assert "<img" not in page


def test_rows_lead_to_the_text_and_the_text_to_rows_by_keyboard_too(browser: Chrome, explorer: str) -> None:
    browser.get(f"{explorer}/?page=articles&q=preferential+trade+zone")
    see(browser, "table.rows tbody a").click()
    row = see(browser, ".facts-rows li.date .go")
    fact = row.find_element(By.XPATH, "..").get_attribute("data-row")
    row.send_keys(Keys.ENTER)
    marked = see(browser, ".text a.span.on")
    assert fact in (marked.get_attribute("data-facts") or "").split()
    assert browser.switch_to.active_element == marked

    figure = see(browser, ".text a.span.figure")
    figure.send_keys(Keys.ENTER)
    wanted = (figure.get_attribute("data-facts") or "").split()[0]
    assert wait(browser, lambda b: b.find_elements(By.CSS_SELECTOR, f"li.on[data-row='{wanted}']"))

    see(browser, "[data-toggle=figure]").click()
    assert not browser.find_element(By.CSS_SELECTOR, "li.figure").is_displayed()


def test_a_query_is_run_and_a_wrong_one_told(browser: Chrome, explorer: str) -> None:
    browser.get(f"{explorer}/?page=sql&q=select+kind,+verdict+from+marts.conflicts+where+kind+=+'date'")
    run_the_query(browser)
    assert "1 row" in see(browser, "main .note", "row").text
    wait(browser, lambda b: "contradictory" in deep_text(b))

    browser.get(f"{explorer}/?page=sql&q=drop+table+marts.articles")
    run_the_query(browser)
    assert "read-only" in see(browser, "main [role=alert]").text


def test_what_is_gone_is_told_in_the_notebook_too(browser: Chrome, explorer: str) -> None:
    browser.get(f"{explorer}/?page=article&id=0000000000000000")
    assert "not in the snapshot" in see(browser, "[role=alert]").text


def test_charts_are_drawn_without_a_network(browser: Chrome, explorer: str) -> None:
    browser.get(f"{explorer}/?page=measures&unit=USD")
    see(browser, "h1", "Measures")
    wait(browser, lambda b: "USD" in deep_text(b) and b.execute_script(_DRAWN))


def test_dark_mode_follows_the_system(browser: Chrome, explorer: str) -> None:
    def ground(scheme: str) -> int:
        feature = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)
        browser.get(explorer)
        see(browser, "main .lead")
        script = "return getComputedStyle(document.querySelector('main .lead')).color.match(/\\d+/g).map(Number)"
        return sum(browser.execute_script(script))

    assert ground("dark") > 600, "light letters on a dark ground"
    assert ground("light") < 150


def test_markup_in_an_article_is_not_obeyed(browser: Chrome, explorer: str) -> None:
    browser.get(f"{explorer}/?page=articles&q=harbour")
    see(browser, "table.rows tbody a").click()
    assert "<script>" in see(browser, ".reader .text").text
    assert "onerror" in see(browser, ".reader h1").text
    assert browser.title == "Articles · Accord"
    assert not browser.find_elements(By.CSS_SELECTOR, ".reader img, .reader script, .reader [onclick]")


@pytest.mark.parametrize(
    ("header", "value", "status"), [("Host", "evil.example", 400), ("Origin", "http://evil.example", 403)]
)
def test_foreign_pages_are_refused(explorer: str, header: str, value: str, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(explorer, headers={header: value}), timeout=20)
    refused.value.close()
    assert refused.value.code == status


_DRAWN = """
const roots = [document];
while (roots.length) {
  const root = roots.pop();
  if (root.querySelector('.vega-embed svg, .vega-embed canvas, canvas.marks, svg.marks')) return true;
  for (const e of root.querySelectorAll('*')) if (e.shadowRoot) roots.push(e.shadowRoot);
}
return false;
"""
_RUN = """
const roots = [document];
while (roots.length) {
  const root = roots.pop();
  const found = [...root.querySelectorAll('button')].find(b => b.textContent.trim() === 'Run');
  if (found) { found.click(); return true; }
  for (const e of root.querySelectorAll('*')) if (e.shadowRoot) roots.push(e.shadowRoot);
}
return false;
"""


def run_the_query(browser: Chrome) -> None:
    see(browser, "h1", "SQL")
    wait(browser, lambda b: b.execute_script(_RUN))


def test_an_open_page_shows_a_new_snapshot_by_itself(browser: Chrome, explorer: str, shown: Path) -> None:
    newer = Path(shutil.copy(shown, shown.with_name("newer.duckdb")))
    with duckdb.connect(str(newer)) as connection:
        connection.execute("update meta.snapshot set snapshot_id = 'of another refresh'")
    browser.get(explorer)
    see(browser, "main footer", "Snapshot 2")
    newer.replace(shown)
    see(browser, "main footer", "Snapshot of another refresh")
