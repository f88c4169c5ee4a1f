"""The five first articles of raw/ against their hand labels, kind by kind and field by field."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests import labels

FLOORS = {
    "figures": (1.0, {"unit": 0.95, "modifier": 0.95, "bounds": 0.95}),
    "quotes": (0.95, {"speaker": 0.95, "kind": 0.95}),
    "agreements": (0.90, {"instrument": 0.9, "parties": 0.9, "status": 0.9, "date": 0.9}),
    "commitments": (0.85, {"strength": 0.85, "amount": 1.0, "deadline": 1.0}),
}


def test_raw_articles_are_the_labelled_bytes() -> None:
    for article in labels.seeds():
        path = Path("raw") / article.labels["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == article.labels["sha256"]


@pytest.mark.parametrize("kind", labels.KINDS)
def test_rows_match_the_labels(kind: str) -> None:
    floor, fields = FLOORS[kind]
    score = labels.score(kind, labels.seeds())
    assert score.f1 >= floor, f"{kind}: {score}"
    for name, least in fields.items():
        assert score.accuracy(name) >= least, f"{kind}, {name}: {score}"
