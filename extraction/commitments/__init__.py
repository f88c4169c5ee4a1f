"""Commitments (codebook, section 4)."""

from extraction.commitments.reading import find_commitments

__all__ = ["find_commitments"]
