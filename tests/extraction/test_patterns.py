"""No regular expression can be made to run away, each one attacked; and one that could would be ended all the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pyarrow as pa
import pytest

from orchestration.workers import annotate_within
from tests.patterns import runs_away

ENDLESS = r"(a+)+b"


def test_no_pattern_of_the_project_runs_away() -> None:
    attacked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.patterns"], capture_output=True, text=True, check=False
    )
    assert attacked.returncode == 0, attacked.stderr
    found = json.loads(attacked.stdout)
    assert found["ran away"] == []
    assert found["patterns"] > 80
    assert found["attacks"] > 20 * found["patterns"]


@pytest.mark.parametrize("pattern", [ENDLESS, r"(?:a|aa)+$", r"x(\w+\s?)*:", r"(\d+,?)+;"])
def test_a_pattern_that_could_is_found_out(pattern: str) -> None:
    assert runs_away(pattern, 0, seconds=0.2)[1] is not None


def test_an_article_that_makes_a_pattern_run_away_is_ended_like_any_that_takes_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(_work: object) -> None:
        re.search(ENDLESS, "a" * 60)

    monkeypatch.setattr(sys.modules["extraction.annotate"], "_STEPS", (endless,))
    article = {"article_id": "a", "text": "aaa", "published": None, "loaded_on": None, "language": None}
    (row,) = annotate_within(pa.RecordBatch.from_pylist([article]), article_seconds=0.2).to_pylist()
    assert row["error"].startswith("TimeLimit")
