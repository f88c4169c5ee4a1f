"""Lexicons are read whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction import lexicon
from extraction.document.gazetteer import adjective_forms, gazetteer


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("word,language\nx,en\n", "source"),
        ("word,word,source\nx,y,z\n", "distinct"),
        ("word,source\nx\n", "1 cells"),
        ("word,source\nx , y\n", "white space"),
        ("", "distinct"),
    ],
)
def test_a_malformed_lexicon_names_its_line(
    content: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.csv").write_text(content, encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    with pytest.raises(lexicon.LexiconError, match=complaint):
        lexicon.load.__wrapped__("broken")


def test_every_lexicon_of_the_package_loads() -> None:
    names = [path.stem for path in lexicon.FOLDER.glob("*.csv") if path.stem.startswith(("entities_", "segments_"))]
    assert len(names) > 10
    assert all(lexicon.load(name) for name in names)


@pytest.mark.parametrize(
    ("base", "language", "forms"),
    [
        ("norsk", "sv", ("norsk", "norska", "norskt", "norske")),
        ("français", "fr", ("français", "française", "françaises")),
        ("chilien", "fr", ("chilien", "chilienne", "chiliens", "chiliennes")),
        ("japonés", "es", ("japonés", "japonesa", "japoneses", "japonesas")),
        ("alemán", "es", ("alemán", "alemana", "alemanes", "alemanas")),
        ("sueco", "es", ("sueco", "sueca", "suecos", "suecas")),
    ],
)
def test_adjectives_are_inflected(base: str, language: str, forms: tuple[str, ...]) -> None:
    assert adjective_forms(base, language) == forms


def test_names_are_found_at_word_edges_only() -> None:
    text = "Nigeria, not Niger; Chadwick is no Chad. USTR, US-Mexico."
    found = [text[start:end] for start, end, _ in gazetteer().find(text)]
    assert found == ["Nigeria", "Niger", "Chad", "USTR", "US", "Mexico"]
