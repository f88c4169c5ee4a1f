"""Agreements (codebook, section 3)."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.document import Document
from extraction.rows import AgreementRow, DateRow


def find_agreements(document: Document, dates: Sequence[DateRow]) -> list[AgreementRow]:
    """Every agreement of the article, once, at its first full statement."""
    return []
