"""Articles of our own on eight topics against their labels: what extraction is worth on news it was not written for.

The labels of both folders were written from the codebook before the rules that read them; the articles of `held_out`
were not looked at while rules were changed.
"""

from __future__ import annotations

import pytest

from tests import labels

FLOORS = {"agreements": 0.85, "commitments": 0.75}


@pytest.mark.parametrize("folder", ["development", "held_out"])
@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_rows_match_the_labels(kind: str, folder: str) -> None:
    score = labels.score(kind, labels.articles(folder))
    assert score.f1 >= FLOORS[kind], f"{kind}: {score}"
