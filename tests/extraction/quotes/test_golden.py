"""Every construction in tests/golden/quotes.txt, as the file says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extraction.document import read
from extraction.quotes import find_quotes
from extraction.rows import Article

GOLDEN = Path(__file__).parents[2] / "golden" / "quotes.txt"
EDGE = " ,.;"


@dataclass
class Case:
    name: str
    language: str
    lines: list[str] = field(default_factory=list)
    expected: list[tuple[str, ...]] = field(default_factory=list)


def cases() -> list[Case]:
    out: list[Case] = []
    in_text = True
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name, _, language = line.removeprefix("== ").partition(" [")
            out.append(Case(name, language.rstrip("]") or "en"))
            in_text = True
        elif line == "--":
            in_text = False
        elif out and in_text:
            out[-1].lines.append(line)
        elif out and line:
            out[-1].expected.append(tuple(cell.strip() for cell in line.split(" | ")))
    return out


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_construction(case: Case) -> None:
    text = "\n".join(case.lines)
    found = [
        (text[q.char_start : q.char_end].strip(EDGE), q.kind, q.speaker or "-", q.confidence)
        for q in find_quotes(read(Article("golden", text, language=case.language)))
    ]
    assert found == [(quote.strip(EDGE), *rest) for quote, *rest in case.expected]
