"""Make the pictures of the README anew, from a real refresh of raw/: `python -m docs.make_pictures`.

Belongs here: which pages are pictured, and how large. Does not belong here: the pages (`explorer`), or text about them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser.chromium import CHROMIUM, DRIVER, chromium, explored
from tests.browser.seeing import see

PICTURES = Path(__file__).parent / "pictures"
_LARGEST = 300_000
"""Bytes of a picture at most: the README is read on slow lines, too."""
_WIDTH, _HEIGHT = 1280, 900


def main() -> int:
    """Write all pictures; 1 where there is no browser to take them with."""
    if CHROMIUM is None or DRIVER is None:
        print("There is no chromium with a chromedriver on this machine.", file=sys.stderr)  # noqa: T201
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "warehouse"
        accord = Path(sys.executable).with_name("accord")
        subprocess.run([str(accord), "refresh", "--warehouse", str(warehouse)], check=True, stdout=subprocess.DEVNULL)
        with explored(warehouse) as address, chromium(Path(folder) / "profile", _WIDTH, _HEIGHT) as browser:
            browser.get(f"{address}/?page=conflicts")
            see(browser, ".conflict[data-kind=date] .claim")
            _take(browser, "conflict_board.png")
            see(browser, ".conflict[data-kind=date] .claim blockquote a").click()
            see(browser, ".reader .text a.span.on")
            _take(browser, "article_reader.png")
    return 0


def _take(browser: Chrome, name: str) -> None:
    time.sleep(1)  # a smooth scroll comes to rest
    browser.execute_script("document.activeElement.blur()")
    browser.execute_script("arguments[0].scrollIntoView()", browser.find_element(By.CSS_SELECTOR, "header.top"))
    file = PICTURES / name
    file.write_bytes(browser.get_screenshot_as_png())
    if (size := file.stat().st_size) > _LARGEST:
        raise RuntimeError(f"{name} has {size:,} bytes, more than {_LARGEST:,}")


if __name__ == "__main__":
    sys.exit(main())
