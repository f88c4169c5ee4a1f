"""The file of prefixed units is what pint gives."""

from __future__ import annotations

from extraction.figures.prefixed_units import COLUMNS, FILE, derive_units
from extraction.lexicon import load


def test_prefixed_units_are_those_the_library_derives() -> None:
    assert [tuple(row[c] for c in COLUMNS) for row in load(FILE)] == derive_units()
