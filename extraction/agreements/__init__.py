"""Agreements (codebook, section 3)."""

from extraction.agreements.reading import Reading, find_agreements, reading_of

__all__ = ["Reading", "find_agreements", "reading_of"]
