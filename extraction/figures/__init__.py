"""Figures (codebook, section 1)."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.document import Document
from extraction.rows import DateRow, FigureRow


def find_figures(document: Document, dates: Sequence[DateRow]) -> list[FigureRow]:
    """Every figure of the text, in its order, without overlaps. `dates` tell which numbers are dates."""
    return []
