"""Reads the golden files of agreements and commitments: a title, options, a text and the rows expected of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extraction.agreements import find_agreements
from extraction.commitments import find_commitments
from extraction.dates import find_dates
from extraction.document import read
from extraction.figures import find_figures
from extraction.rows import AgreementRow, Article, CommitmentRow

GOLDEN = Path(__file__).parents[2] / "golden"
_OPTION = re.compile(r"(language|published): (.+)")


@dataclass(frozen=True)
class Block:
    title: str
    article: Article
    rows: tuple[tuple[str, ...], ...]


def blocks(name: str) -> list[Block]:
    """The blocks of a golden file, in its order."""
    out = []
    for part in re.split(r"^== ", (GOLDEN / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, *lines = part.strip("\n").split("\n")
        options = {}
        while match := _OPTION.fullmatch(lines[0]):
            options[match[1]] = match[2]
            lines.pop(0)
        text = "\n".join(line for line in lines if not line.startswith("-> ")).strip("\n")
        rows = [line[3:] for line in lines if line.startswith("-> ") and line != "-> none"]
        article = Article(
            "golden", text, options.get("published"), loaded_on=date(2026, 11, 21), language=options.get("language")
        )
        out.append(Block(title, article, tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)))
    return out


def extract(article: Article) -> tuple[list[AgreementRow], list[CommitmentRow]]:
    """Agreements and commitments of an article."""
    document = read(article)
    dates = find_dates(document)
    figures = find_figures(document, dates)
    agreements = find_agreements(document, dates)
    return agreements, find_commitments(document, agreements, figures, dates)
