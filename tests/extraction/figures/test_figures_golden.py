"""The golden files of figures: what a reader with the codebook would code, language by language, in plain text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from extraction.dates import find_dates
from extraction.document import read
from extraction.figures import find_figures
from extraction.figures.finding import RULES
from extraction.rows import Article

FOLDER = Path(__file__).parents[2] / "golden" / "figures"


@dataclass(frozen=True)
class Case:
    """A sentence and its expected figures: (surface, value, low, high, modifier, unit)."""

    language: str
    line: int
    sentence: str
    figures: tuple[tuple[str, float | None, float | None, float | None, str, str], ...]


def _number(cell: str) -> float | None:
    return None if cell == "-" else float(cell)


def cases() -> list[Case]:
    """Every case of every language file, in the order of the files."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        block: list[tuple[int, str]] = []
        for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
            if line.startswith("#"):
                continue
            if line.strip():
                block.append((number, line))
                continue
            if block:
                (at, sentence), *rows = block
                figures = []
                for _, row in rows:
                    surface, value, low, high, modifier, unit = (cell.strip() for cell in row.split(" | "))
                    figures.append((surface, _number(value), _number(low), _number(high), modifier, unit))
                found.append(Case(path.stem, at, sentence, tuple(figures)))
            block = []
    return found


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[f"{c.language}-{c.line}" for c in CASES])
def test_a_sentence_yields_what_the_codebook_codes(case: Case) -> None:
    document = read(Article("golden", case.sentence, language=case.language))
    figures = find_figures(document, find_dates(document))
    found = [
        (case.sentence[f.char_start : f.char_end], f.value, f.value_low, f.value_high, f.modifier, f.unit)
        for f in figures
    ]
    assert {f.rule for f in figures} <= {f"figures.{rule}" for rule in RULES}
    assert [f[0] for f in found] == [f[0] for f in case.figures]
    for got, wanted in zip(found, case.figures, strict=True):
        assert got[4:] == wanted[4:]
        assert [pytest.approx(v, rel=1e-5) if v is not None else None for v in wanted[1:4]] == list(got[1:4])


@pytest.mark.parametrize("language", ["en", "sv", "de", "fr", "es"])
def test_every_language_has_forty_sentences(language: str) -> None:
    assert sum(c.language == language for c in CASES) >= 40
