"""One `accord refresh --full` without a network, after articles were added that attack whatever shows them.

It shows at once that a rebuild repeats every row, that nothing of a refresh needs a network, and that text, names and
metadata that look like SQL, Jinja, HTML, Markdown or terminal escapes change nothing but their own cells.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from explorer import pages
from explorer.route import Route
from orchestration.instance import open_instance
from orchestration.settings import Settings
from orchestration.verifying import verify
from tests.orchestration.conftest import Refreshed, accord
from tests.orchestration.unprivileged import without_network

ATTACK = (
    "{{ 1 / 0 }} {% raw %} '; drop table raw.articles; -- \" <script>alert(1)</script> <img src=x onerror=y> "
    "**bold** [link](javascript:alert(2)) | cell | `code` \x1b[31mred\x1b[0m \x07 \u202eback\u202c ${HOME} $(id) %s \\x"
)
TEXTS = {
    "'; drop table facts.fct_figures; --.txt": "Norway and Ghana sign <b>cocoa</b> pact\n\n"
    f"Norway and Ghana signed a treaty on cocoa on March 3, 2025. {ATTACK}\n\n"
    f'Norway will pay $40 million for cocoa. "We {ATTACK} trust each other," said Kofi Lund, a minister.\n',
    "{{ 1 % 0 }} <img src=x onerror=y> | **x** \x1b[31m.txt": "Norway and Ghana sign cocoa pact\n\n"
    "Norway and Ghana signed a treaty on cocoa on March 9, 2025. Norway will pay $90 million for cocoa.\n",
}
PUBLISHER = "'; drop table marts.articles; -- {{ 1 / 0 }} <script>alert(3)</script> | **P** [x](javascript:y)"

GUARD = """
import os, sys

def heard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        whole = repr(arguments)
        if "AF_UNIX" not in whole and "127.0.0.1" not in whole and "localhost" not in whole:
            with open(os.environ["NETWORK_NOTES"], "a") as notes:
                notes.write(f"{event} {whole} by {sys.argv}\\n")
            raise OSError("there is no network")

sys.addaudithook(heard)
"""


@dataclass
class Attacked:
    settings: Settings
    before: Path
    """What was published before the attack."""
    refresh: subprocess.CompletedProcess[str]
    notes: Path
    """Every attempt to reach a network."""

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.settings.published), read_only=True) as connection:
            return connection.execute(query, list(values)).fetchall()


@pytest.fixture(scope="module")
def attacked(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    folder = tmp_path_factory.mktemp("attacked")
    settings = replace(refreshed.settings, raw=folder / "raw", warehouse=folder / "warehouse")
    shutil.copytree(refreshed.settings.raw, settings.raw)
    shutil.copytree(refreshed.settings.warehouse, settings.warehouse)
    for name, text in TEXTS.items():
        (settings.raw / name).write_text(text, encoding="utf-8")
        (settings.raw / f"{name}.meta.yml").write_text(
            "publisher: '" + PUBLISHER.replace("'", "''") + "'\npublished: 2025-03-10\n", encoding="utf-8"
        )
    (settings.raw / "\x1b[31m <b> | {{ 1 % 0 }}.txt").write_bytes(b"\0 rejected")
    guard = folder / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    notes = folder / "network.txt"
    notes.touch()
    refresh = accord(settings, "refresh", "--full", before=without_network(), path=guard, NETWORK_NOTES=str(notes))
    assert refresh.returncode == 0, refresh.stdout + refresh.stderr
    return Attacked(settings, refreshed.settings.published, refresh, notes)


def test_a_refresh_needs_no_network_and_asks_for_none(attacked: Attacked) -> None:
    assert attacked.notes.read_text() == ""


def test_a_full_refresh_repeats_every_row_and_what_is_new_comes_from_new_files(attacked: Attacked) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{attacked.before}' as earlier (read_only)")
        connection.execute(f"attach '{attacked.settings.published}' as later (read_only)")
        tables = connection.execute('select "schema" || \'.\' || "table" from earlier.meta.tables').fetchall()
        assert len(tables) >= 16
        for (table,) in tables:
            gone = f"select count(*) from (from earlier.{table} except all from later.{table})"
            assert connection.execute(gone).fetchall() == [(0,)], table
            if "path" in [name for name, *_ in connection.execute(f"describe later.{table}").fetchall()]:
                added = f"select distinct path from (from later.{table} except all from earlier.{table})"
                assert {path for (path,) in connection.execute(added).fetchall()} <= TEXTS.keys(), table


def test_each_cell_holds_what_was_written(attacked: Attacked) -> None:
    assert verify_fails(attacked.settings.published) == []
    for path, text in TEXTS.items():
        assert attacked.ask("select text, publisher from marts.articles where path = ?", path) == [(text, PUBLISHER)]
    conflicts = attacked.ask(
        "select count(*) from marts.conflicts, unnest(claims) t(c) where c.path in (select unnest(?))", list(TEXTS)
    )
    assert conflicts[0][0] >= 2, "or nothing below is shown at all"  # type: ignore[operator]


def verify_fails(file: Path) -> list[object]:
    return [finding for finding in verify(file) if not finding.passed]


def test_nothing_reaches_the_terminal_as_an_escape(attacked: Attacked) -> None:
    answers = [attacked.refresh] + [
        accord(attacked.settings, *arguments)
        for arguments in (["conflicts"], ["status"], ["sql", "from marts.articles"], ["sql", "selec \x1b[31m"])
    ]
    for answer in answers:
        shown = answer.stdout + answer.stderr
        assert not set(shown) & set("\x1b\x07\u202e\u202c"), answer.args
    assert any("\\u001b[31m" in answer.stdout for answer in answers)


def test_dagster_shows_cells_that_stay_cells(attacked: Attacked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "")
    with open_instance(attacked.settings) as instance:
        shown = [
            str(entry.value)
            for key in instance.get_asset_keys()
            if (event := instance.get_latest_materialization_event(key)) and event.asset_materialization
            for name, entry in event.asset_materialization.metadata.items()
            if name in ("disputed", "new rejects", "changes", "failures")
        ]
    assert any("cocoa" in table for table in shown)
    for table in filter(lambda table: table.startswith("|"), shown):
        head, _, *rows = table.splitlines()
        for row in rows:
            assert row.count("|") == head.count("|"), row
            assert not re.search(r"<(?!br>)|\*\*|\]\(|`", row), row


class Elements(HTMLParser):
    """The elements and attributes that the attack would put into a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        runs = [name for name, value in attrs if name == "onerror" or (value or "").startswith("javascript:")]
        if tag in ("script", "img", "iframe") or runs:
            self.foreign.append(f"{tag} {attrs}")


def test_data_docs_and_the_explorer_show_markup_as_text(attacked: Attacked) -> None:
    docs = {page.name: page.read_text(encoding="utf-8") for page in attacked.settings.docs.rglob("*.html")}
    assert any("cocoa" in page for page in docs.values())
    for name, page in docs.items():
        assert Elements(page).foreign == [], name
    (article_id,) = attacked.ask("select article_id from marts.articles where path = ?", next(iter(TEXTS)))[0]
    for query in ("?page=conflicts", "?page=articles", "?page=sources", f"?page=article&id={article_id}"):
        shown = pages.show(attacked.settings.published, Route.read(query))
        assert Elements(str(shown.html) + str(shown.below or "")).foreign == [], query


def test_dagster_keeps_its_tables(attacked: Attacked) -> None:
    with sqlite3.connect(attacked.settings.dagster_home / "runs" / "runs.db") as runs:
        assert runs.execute("select count(*) from runs where status = 'SUCCESS'").fetchall() == [(3,)]
    runs.close()
