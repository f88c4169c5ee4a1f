"""The golden files of dates: a sentence and the rows it must give, in five languages.

A file is a list of cases with a blank line between them: an optional line `published: <EDTF>`, the text on one line,
and one line for each row in the order of the text, `surface | kind | date_edtf | low | high | role`, "-" for none.
Articles count as loaded on 2026-11-21. A text without rows must give none.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from extraction import Article
from extraction.dates import find_dates
from extraction.document import read

GOLDEN = Path(__file__).parents[2] / "golden" / "dates"
LOADED_ON = date(2026, 11, 21)


@dataclass(frozen=True)
class Case:
    language: str
    published: str | None
    text: str
    rows: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for path in sorted(GOLDEN.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            lines = block.splitlines()
            published = lines.pop(0).removeprefix("published: ") if lines[0].startswith("published: ") else None
            found.append(Case(path.stem, published, lines[0], tuple(lines[1:])))
    return found


def test_every_language_has_forty_sentences() -> None:
    counts = {
        language: sum(case.language == language for case in cases()) for language in ("en", "sv", "de", "fr", "es")
    }
    assert min(counts.values()) >= 40, counts


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.language}: {case.text[:60]}")
def test_golden(case: Case) -> None:
    document = read(Article("golden", case.text, case.published, LOADED_ON, case.language))
    document.segments = [type(s)(s.start, s.end, "body", case.language) for s in document.segments]
    got = tuple(
        " | ".join(
            (
                case.text[row.char_start : row.char_end],
                row.kind,
                row.date_edtf or "-",
                str(row.date_low or "-"),
                str(row.date_high or "-"),
                row.role or "-",
            )
        )
        for row in find_dates(document)
    )
    assert got == case.rows
