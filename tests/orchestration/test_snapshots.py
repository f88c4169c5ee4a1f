"""A snapshot can be brought back, and says when somebody has tampered with it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from orchestration.errors import ConfigurationError, RefreshFailed
from orchestration.rollback import roll_back
from orchestration.settings import Settings
from orchestration.snapshots import last_published, snapshots
from orchestration.state import fingerprint, note_published, nothing_new
from orchestration.verifying import verify
from tests.orchestration.conftest import Refreshed, accord


@pytest.fixture
def copied(refreshed: Refreshed, tmp_path: Path) -> Settings:
    """The refreshed warehouse to write to, its snapshots linked as publishing links them."""
    shutil.copytree(refreshed.settings.raw, tmp_path / "raw")
    settings = replace(refreshed.settings, raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    shutil.copytree(refreshed.settings.snapshots, settings.snapshots)
    settings.published.hardlink_to(snapshots(settings)[-1])
    note_published(settings, str(fingerprint(settings)), snapshots(settings)[-1].stem)
    return settings


def current(settings: Settings) -> str:
    with duckdb.connect(str(settings.published), read_only=True) as connection:
        return str(connection.execute("select snapshot_id from meta.snapshot").fetchall()[0][0])


def test_rollback_publishes_the_snapshot_before(copied: Settings) -> None:
    first, second = [path.stem for path in snapshots(copied)]
    assert current(copied) == second
    assert accord(copied, "rollback").returncode == 0
    assert current(copied) == first
    assert nothing_new(copied), "or the schedule would publish again what was withdrawn"
    (copied.raw / "new.txt").write_text("Something new.")
    assert not nothing_new(copied)
    assert roll_back(copied, second) == second
    assert current(copied) == second
    assert not list(copied.scratch.iterdir())


def test_rollback_to_what_is_not_there_changes_nothing(copied: Settings) -> None:
    before = current(copied)
    with pytest.raises(ConfigurationError, match="no snapshot"):
        roll_back(copied, "20200101T000000.000Z")
    snapshots(copied)[0].unlink()
    with pytest.raises(ConfigurationError, match="before the current"):
        roll_back(copied)
    assert current(copied) == before
    assert last_published(copied) == snapshots(copied)[-1]


def test_a_published_file_is_verified(copied: Settings) -> None:
    findings = verify(copied.published)
    assert [f for f in findings if not f.passed] == []
    assert {f.check for f in findings} >= {
        "is what the article says",
        "has unique keys",
        "has the content that was published",
    }
    assert accord(copied, "verify").returncode == 0


@pytest.mark.parametrize(
    ("damage", "table", "check"),
    [
        ("update marts.articles set title = 'x'", "marts.articles", "has the content that was published"),
        ("delete from facts.fct_dates", "facts.fct_dates", "has the rows that were published"),
        ("update facts.fct_figures set char_start = 0", "facts.fct_figures", "is what the article says"),
        ("update facts.fct_figures set figure_id = 'x'", "facts.fct_figures", "has unique keys"),
        (
            "update facts.fct_agreements set agreement_key = 'x'",
            "facts.fct_agreements",
            "has agreement_key that lead somewhere",
        ),
        ("drop table marts.timeline", "marts.timeline", "is there"),
        (
            "update marts.articles set text = text || '.'",
            "marts.articles",
            "has ids that are the hash of the text",
        ),
        ("update meta.snapshot set n_figures = n_figures + 1", "meta.snapshot", "counts what is there"),
        ("delete from meta.rejects", "meta.snapshot", "counts what is there"),
    ],
)
def test_tampering_is_found(copied: Settings, damage: str, table: str, check: str) -> None:
    tampered = copied.warehouse / "tampered.duckdb"
    shutil.copyfile(copied.published, tampered)
    with duckdb.connect(str(tampered)) as connection:
        connection.execute(damage)
    assert (table, check) in {(f.table, f.check) for f in verify(tampered) if not f.passed}


def test_a_damaged_file_is_told_of_in_words_and_is_not_rolled_back_to(copied: Settings) -> None:
    older, newer = snapshots(copied)
    content = bytearray(older.read_bytes())
    for position in range(len(content) // 2, len(content), 5_000):  # blocks of data; the head would not even open
        content[position] ^= 0xFF
    older.unlink()
    older.write_bytes(content)
    answer = accord(copied, "verify", older.stem)
    assert answer.returncode == 1
    assert "no longer can be read" in answer.stdout
    assert "Traceback" not in answer.stderr
    with pytest.raises(RefreshFailed, match="is damaged"):
        roll_back(copied, older.stem)
    assert current(copied) == newer.stem


def test_a_snapshot_says_what_made_it(copied: Settings) -> None:
    with duckdb.connect(str(copied.published), read_only=True) as connection:
        made = connection.execute(
            "select accord_version, extractor_version, duckdb_version, dbt_version from meta.snapshot"
        ).fetchall()[0]
        digests = connection.execute("select count(*), count(checksum) from meta.tables").fetchall()[0]
    assert all(made)
    assert digests[0] == digests[1] >= 16
