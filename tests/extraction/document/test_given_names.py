"""The file of given names is what Faker's lists give."""

from __future__ import annotations

from extraction.document.given_names import FILE, derive_names
from extraction.lexicon import load


def test_given_names_are_those_the_library_carries() -> None:
    assert [tuple(row.values()) for row in load(FILE)] == derive_names()
