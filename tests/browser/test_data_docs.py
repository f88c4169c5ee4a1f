"""The gate's Data Docs, opened from the folder as an attachment would be, without a network."""

from __future__ import annotations

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from orchestration.settings import Settings
from tests.browser.seeing import requested, see


def test_data_docs_open_offline_and_name_the_conflict(browser: Chrome, seeds: Settings) -> None:
    requested(browser)
    browser.get((seeds.docs / "index.html").as_uri())
    see(browser, "body", "conflicts")
    link = next(a for a in browser.find_elements(By.CSS_SELECTOR, "a[href*='reconciliation.conflicts']"))
    browser.execute_script("arguments[0].click()", link)
    text = see(browser, "body", "003_80f32acd5e8f6fc8.txt").text
    assert "contradict" in text
    assert [url for url in requested(browser) if url.startswith(("http:", "https:", "ws:"))] == []
