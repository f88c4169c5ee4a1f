"""A compiled build is used for the sources that it was made from, and for no others."""

import importlib
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

import extraction
from extraction.compiled import MADE_FROM, SWITCH, sources_hash, use

PACKAGE = Path(extraction.__file__).parent


@pytest.fixture(autouse=True)
def _switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "1")
    monkeypatch.setattr(sys, "meta_path", sys.meta_path.copy())


def _built(folder: Path, made_from: str) -> Path:
    (folder / MADE_FROM).write_text(made_from, encoding="ascii")
    module = folder / "extraction" / f"not_in_the_sources{EXTENSION_SUFFIXES[0]}"
    module.parent.mkdir()
    module.touch()
    return folder


def test_a_build_of_these_sources_is_imported_from(tmp_path: Path) -> None:
    assert use(_built(tmp_path, sources_hash(PACKAGE)))
    with pytest.raises(ImportError, match=r"file too short|not_in_the_sources"):
        importlib.import_module("extraction.not_in_the_sources")


def test_a_build_of_other_sources_is_left_aside_and_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sys.meta_path.copy()
    folder = _built(tmp_path, "another hash")
    assert not use(folder)
    assert not use(folder)
    assert capsys.readouterr().err.count("left aside; see make compiled") == 1
    assert sys.meta_path == before
    assert os.environ[SWITCH] == "0", "processes that this one starts say nothing"


def test_an_edited_rule_is_another_source(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text("FLOOR = 1\n", encoding="utf-8")
    before = sources_hash(tmp_path)
    (tmp_path / "rule.py").write_text("FLOOR = 2\n", encoding="utf-8")
    assert sources_hash(tmp_path) != before


def test_the_switch_leaves_a_build_aside_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(SWITCH, "0")
    assert not use(_built(tmp_path, sources_hash(PACKAGE)))
    assert capsys.readouterr().err == ""
