"""Quotes (codebook, section 2)."""

from __future__ import annotations

from extraction.document import Document
from extraction.rows import QuoteRow


def find_quotes(document: Document) -> list[QuoteRow]:
    """Every quote of the text with its speaker, in its order, without overlaps."""
    return []
