"""Make the pictures of the README anew, from a real refresh of raw/: `python -m docs.make_pictures`.

Belongs here: which pages are pictured, how large, and notes of what they showed (`pictures/*.txt`), by which tests find
out that a picture is stale. Does not belong here: the pages (`explorer`, Dagster), or text about them.
"""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from explorer import pages
from explorer.route import Route
from explorer.templates import FOLDER
from orchestration.settings import PROJECT, Settings
from tests.browser.chromium import CHROMIUM, DRIVER, chromium, explored, orchestrated
from tests.browser.seeing import press, says, see

if TYPE_CHECKING:
    import dagster as dg

PICTURES = Path(__file__).parent / "pictures"
NOTE = PICTURES / "shown.txt"
GRAPH_NOTE = PICTURES / "asset_graph.txt"
_LARGEST = 300_000
"""Bytes of a picture at most: the README is read on slow lines, too."""
_WIDTH, _HEIGHT = 1280, 900
_GRAPH_WIDTH, _GRAPH_HEIGHT = 1500, 520
_POINTED_AT = """
select c.article_id, c.fact_id from marts.conflicts, unnest(claims) as t (c)
where kind = 'date' order by not c.outlier, c.path limit 1
"""
"""The claim that the pictures lead to: of the conflict about a date, the one that stands against the others."""


def shown(published: Path) -> str:
    """What the pictures of the explorer show: the words of their pages, and which style they are shown in."""
    with duckdb.connect(str(published), read_only=True) as connection:
        ((article_id, fact_id),) = connection.execute(_POINTED_AT).fetchall()
    style = hashlib.sha256((FOLDER / "explorer.css").read_bytes()).hexdigest()[:16]
    parts = [f"style {style}"]
    for name, query in (
        ("conflict_board.png", "?page=conflicts&kind=date"),
        ("article_reader.png", f"?page=article&id={article_id}&fact={fact_id}"),
    ):
        parts.append(f"== {name}\n{_words(str(pages.show(published, Route.read(query)).html))}")
    return "\n\n".join(parts) + "\n"


def drawn(graph: dg.AssetGraph) -> str:
    """What the picture of Dagster's graph shows: the groups of assets, and which lead to which."""
    groups = {key: graph.get(key).group_name for key in graph.get_all_asset_keys()}
    lines = {(groups[parent], group) for key, group in groups.items() for parent in graph.get(key).parent_keys}
    return "".join(f"{before} -> {after}\n" for before, after in sorted(lines) if before != after)


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.lines += [" ".join(line.split()) for line in data.splitlines() if line.strip()]


def _words(html: str) -> str:
    return "\n".join(_Words(html).lines)


def main() -> int:
    """Write all pictures; 1 where there is no browser to take them with."""
    if CHROMIUM is None or DRIVER is None:
        print("There is no chromium with a chromedriver on this machine.", file=sys.stderr)  # noqa: T201
        return 1
    from orchestration.definitions import build_defs  # takes seconds, and only the graph's picture needs it

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(PROJECT / "raw", Path(folder) / "warehouse")
        accord = Path(sys.executable).with_name("accord")
        refresh = [str(accord), "refresh", "--warehouse", str(settings.warehouse)]
        subprocess.run(refresh, check=True, stdout=subprocess.DEVNULL)
        NOTE.write_text(shown(settings.published), encoding="utf-8")
        GRAPH_NOTE.write_text(drawn(build_defs(settings).resolve_asset_graph()), encoding="utf-8")
        with explored(settings.warehouse) as address, chromium(Path(folder) / "first", _WIDTH, _HEIGHT) as browser:
            browser.get(f"{address}/?page=conflicts&kind=date")
            see(browser, ".conflict[data-kind=date] .claim")
            _take(browser, "conflict_board.png")
            see(browser, ".conflict[data-kind=date] .claim blockquote a").click()
            see(browser, ".reader .text a.span.on")
            _take(browser, "article_reader.png")
        with (
            orchestrated(settings.raw, settings.warehouse, _free_port()) as address,
            chromium(Path(folder) / "second", _GRAPH_WIDTH, _GRAPH_HEIGHT) as browser,
        ):
            browser.get(f"{address}/asset-groups")
            says(browser, "Global asset lineage", "intermediate")
            press(browser, "Hide navigation")
            browser.refresh()  # the graph is fitted to the window when it is drawn
            says(browser, "Global asset lineage", "intermediate")
            _take(browser, "asset_graph.png")
    return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _take(browser: Chrome, name: str) -> None:
    time.sleep(2)  # a smooth scroll, or a graph that is laid out, comes to rest
    browser.execute_script("document.activeElement.blur()")
    for header in browser.find_elements(By.CSS_SELECTOR, "header.top"):
        browser.execute_script("arguments[0].scrollIntoView()", header)
    file = PICTURES / name
    file.write_bytes(browser.get_screenshot_as_png())
    if (size := file.stat().st_size) > _LARGEST:
        raise RuntimeError(f"{name} has {size:,} bytes, more than {_LARGEST:,}")


if __name__ == "__main__":
    sys.exit(main())
