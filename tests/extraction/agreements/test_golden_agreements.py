"""Agreements as an analyst would code them, sentence by sentence."""

from __future__ import annotations

import pytest

from tests.extraction.agreements.golden_text import Block, blocks, extract


@pytest.mark.parametrize("block", blocks("agreements.txt"), ids=lambda block: block.title)
def test_rows(block: Block) -> None:
    agreements, _ = extract(block.article)
    found = [(a.instrument, "; ".join(a.parties), a.status, a.date_edtf or "-") for a in agreements]
    expected = [(*row[:3], got[3] if row[3] == "*" else row[3]) for row, got in zip(block.rows, found, strict=False)]
    assert sorted(found) == sorted(expected) or _alike(found, block.rows), f"{found} != {block.rows}"


def _alike(found: list[tuple[str, str, str, str]], rows: tuple[tuple[str, ...], ...]) -> bool:
    """The same rows in another order, where "*" stands for any date."""
    left = list(found)
    for row in rows:
        same = [f for f in left if f[:3] == row[:3] and row[3] in ("*", f[3])]
        if not same:
            return False
        left.remove(same[0])
    return not left


def test_title_is_the_name() -> None:
    (block,) = [b for b in blocks("agreements.txt") if b.title == "a title is kept as a name"]
    (agreement,), _ = extract(block.article)
    assert agreement.name == "Falepili Union Treaty"


def test_weekday_that_the_text_names_is_kept() -> None:
    (block,) = [b for b in blocks("agreements.txt") if b.title == "agreement nouns that are generic go by content"]
    (agreement,), _ = extract(block.article)
    assert agreement.weekday == 3
