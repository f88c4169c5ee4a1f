"""Commitments (codebook, section 4)."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.document import Document
from extraction.rows import AgreementRow, CommitmentRow, DateRow, FigureRow


def find_commitments(
    document: Document, agreements: Sequence[AgreementRow], figures: Sequence[FigureRow], dates: Sequence[DateRow]
) -> list[CommitmentRow]:
    """Every commitment of the article, once, at its first full statement."""
    return []
