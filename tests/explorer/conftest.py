"""The articles of raw/, really refreshed once for the tests of several folders, and a copy that holds hostile words."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from orchestration.settings import PROJECT, Settings
from tests.orchestration.conftest import accord

HOSTILE_TITLE = '<img src=x onerror="document.title=1"> & "quotes"'
HOSTILE = """\
Peru & Chile sign <b>port</b> treaty

Peru and Chile signed a treaty on ports on March 3, 2025. <script>document.title = "taken"</script> Chile will invest
$40 million <i onclick="x()">in the harbour</i> by 2030. "We <u>trust</u> each other & go on together," said Ana Rojas,
Peru's minister of ports.
"""
_HOSTILE_QUOTE = "We <u>trust</u> each other & go on together,"
_INSERTED = """
insert into marts.articles select * replace (
    'ffffffffffffffff' as article_id, 'hostile.txt' as path, $title as title, 'The <Post>' as publisher,
    'javascript:alert(1)' as url, '2025-03-04' as published_edtf, date '2025-03-04' as published_low,
    date '2025-03-04' as published_high, $text as text
) from marts.articles limit 1;
insert into marts.source_scorecard select * replace ('ffffffffffffffff' as article_id, 'hostile.txt' as path)
from marts.source_scorecard limit 1;
insert into facts.fct_quotes select * replace (
    'fffffffffffffff1' as quote_id, 'ffffffffffffffff' as article_id, 'hostile.txt' as path, $quote as quote_text,
    $start as char_start, $start + length($quote) as char_end, '<b>' || $quote as sentence, 'Ana <Rojas>' as speaker
) from facts.fct_quotes limit 1;
insert into marts.agreements select * replace (
    'ffffffffffffffff' as agreement_key, '<script>x()</script>' as name, ['<i>PE</i>', 'CL'] as parties,
    '<img src=x>' as subject, 99 as n_articles
) from marts.agreements limit 1;
insert into marts.timeline by name select
    date '2025-03-03' as event_date_low, date '2025-03-03' as event_date_high, 'signed' as role,
    'ffffffffffffffff' as agreement_key, '<script>x()</script>' as label, 1 as n_articles;
"""


def _shared(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that is the same for all processes of pytest."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name


@pytest.fixture(scope="session")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The first refresh of raw/, what it printed beside it in summary.txt. Read it; a test that writes copies it."""
    shared = _shared(tmp_path_factory, "newcomer")
    settings = Settings(PROJECT / "raw", shared / "warehouse")
    with FileLock(f"{shared}.lock"):
        if not (shared / "summary.txt").exists():
            refreshed = accord(settings, "refresh")
            assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
            (shared / "summary.txt").write_text(refreshed.stdout, encoding="utf-8")
    return settings


@pytest.fixture(scope="session")
def seeds(newcomer: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same, with an article whose words would break a page that trusted them."""
    shared = _shared(tmp_path_factory, "seeds")
    settings = replace(newcomer, warehouse=shared / "warehouse")
    with FileLock(f"{shared}.lock"):
        if not (shared / "made").exists():
            shutil.copytree(newcomer.warehouse, settings.warehouse)
            with duckdb.connect(str(settings.published)) as connection:
                for statement in _INSERTED.split(";\n")[:-1]:
                    given = {
                        "title": HOSTILE_TITLE,
                        "text": HOSTILE,
                        "quote": _HOSTILE_QUOTE,
                        "start": HOSTILE.index(_HOSTILE_QUOTE),
                    }
                    connection.execute(statement, {k: v for k, v in given.items() if f"${k}" in statement})
            (shared / "made").touch()
    return settings


@pytest.fixture(scope="session")
def published(seeds: Settings) -> Path:
    return seeds.published
