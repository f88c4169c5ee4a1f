"""Looking at a page as a person does: waiting until something is there, and reading what is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

_TEXT = """
const texts = [], roots = [document.body];
while (roots.length) {
  const root = roots.pop();
  texts.push(root.textContent);
  for (const e of root.querySelectorAll('*')) if (e.shadowRoot) roots.push(e.shadowRoot);
}
return texts.join(' ');
"""
T = TypeVar("T")
SECONDS = 60


def wait(browser: Chrome, condition: Callable[[Chrome], T]) -> T:
    """What the condition gives, once it is true; elements that a page has drawn anew meanwhile are looked for again."""
    patient = WebDriverWait(browser, SECONDS, 0.1, [NoSuchElementException, StaleElementReferenceException])
    return patient.until(condition)


def says(browser: Chrome, *texts: str) -> None:
    """Wait until the page shows all the texts."""
    wait(browser, lambda b: all(text in b.find_element(By.TAG_NAME, "body").text for text in texts))


def press(browser: Chrome, text: str) -> None:
    """Press the button with this text, once it is there."""

    def pressed(_: Chrome) -> bool:
        see(browser, "button", text).click()
        return True

    wait(browser, pressed)


FIRST_LOOK = "#accord-first"
"""What the explorer shows before its notebook has loaded; the same page then takes its place."""


def see(browser: Chrome, selector: str, text: str = "") -> WebElement:
    """The first element that is shown and has the text, once it is there for good."""

    def found(_: Chrome) -> WebElement | None:
        if FIRST_LOOK not in selector and browser.find_elements(By.CSS_SELECTOR, FIRST_LOOK):
            return None
        for element in browser.find_elements(By.CSS_SELECTOR, selector):
            if element.is_displayed() and text in element.text:
                return element
        return None

    element = wait(browser, found)
    assert element is not None
    return element


def requested(browser: Chrome) -> list[str]:
    """Addresses that pages asked for since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


def deep_text(browser: Chrome) -> str:
    """Text of the page, that of marimo's own elements included, which keep theirs in shadow trees."""
    return str(browser.execute_script(_TEXT))
