"""Figures (codebook, section 1): every number that measures or counts something, with its bound, unit and meaning."""

from extraction.figures.finding import find_figures

__all__ = ["find_figures"]
