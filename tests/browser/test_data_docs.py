"""The gate's Data Docs and dbt's documentation, opened from the folder as attachments would be, without a network."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from orchestration.dbt_docs import write_dbt_docs
from orchestration.settings import Settings
from tests.browser.seeing import requested, says, see


def test_data_docs_open_offline_and_name_the_conflict(browser: Chrome, seeds: Settings) -> None:
    requested(browser)
    browser.get((seeds.docs / "index.html").as_uri())
    see(browser, "body", "conflicts")
    link = next(a for a in browser.find_elements(By.CSS_SELECTOR, "a[href*='reconciliation.conflicts']"))
    browser.execute_script("arguments[0].click()", link)
    text = see(browser, "body", "003_80f32acd5e8f6fc8.txt").text
    assert "contradict" in text
    assert [url for url in requested(browser) if url.startswith(("http:", "https:", "ws:"))] == []


def test_dbt_docs_open_offline_and_describe_a_table(browser: Chrome, seeds: Settings, tmp_path: Path) -> None:
    copy = replace(seeds, warehouse=Path(shutil.copytree(seeds.warehouse, tmp_path / "warehouse")))
    page = write_dbt_docs(copy)
    requested(browser)
    browser.get(f"{page.as_uri()}#!/model/model.accord.conflicts")
    says(browser, "One disagreement between articles", "first_seen", "int_conflict_claims")
    assert [url for url in requested(browser) if url.startswith(("http:", "https:", "ws:"))] == []
