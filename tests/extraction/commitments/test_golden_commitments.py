"""Commitments as an analyst would code them, sentence by sentence."""

from __future__ import annotations

import pytest

from extraction.rows import CommitmentRow
from tests.extraction.agreements.golden_text import Block, blocks, extract


def _amount(row: CommitmentRow) -> str:
    if row.amount_unit is None:
        return "-"
    sign = "" if row.amount_low == row.amount_high else "~"
    sign = "<" if row.amount_low is None else ">" if row.amount_high is None else sign
    value = next(v for v in (row.amount, row.amount_high, row.amount_low) if v is not None)
    return f"{sign}{value:.0f} {row.amount_unit}"


def _matches(row: CommitmentRow, expected: tuple[str, ...]) -> bool:
    who, strength, amount, deadline, words, *flags = expected
    number = amount.removesuffix(" *")
    return (
        "; ".join(row.who) == who
        and row.strength == strength
        and (_amount(row) == amount or (amount.endswith(" *") and _amount(row).split()[0] == number))
        and deadline in ("*", row.deadline or "-")
        and all(word in row.what for word in words.split())
        and [name for name in ("negative", "conditional") if getattr(row, name)] == flags
    )


@pytest.mark.parametrize("block", blocks("commitments.txt"), ids=lambda block: block.title)
def test_rows(block: Block) -> None:
    _, commitments = extract(block.article)
    left = list(commitments)
    for expected in block.rows:
        same = [row for row in left if _matches(row, expected)]
        assert same, f"{expected} not in {left}"
        left.remove(same[0])
    assert not left, f"more than expected: {left}"


def test_a_commitment_names_its_agreement() -> None:
    (block,) = [b for b in blocks("commitments.txt") if b.title == "a government by reference"]
    agreements, (commitment,) = extract(block.article)
    assert commitment.agreement is not None
    assert agreements[commitment.agreement].parties == ("DK", "KE")
