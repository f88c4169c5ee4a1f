"""Two reports of one story, read from their text: a changed fact is found, the same in other words is not accused.

The articles under tests/golden/articles tell stories that have nothing to do with each other; for some,
tests/golden/reconciliation holds a report that contradicts it in one fact and one that says the same in other words,
and its folder `unrelated` pairs of stories with the same nouns and like numbers that are not about the same thing.
All stories stand in one warehouse, so a claim that strays into another story shows as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from extraction.annotate import annotate
from extraction.rows import Article
from tests.dbt.conftest import Warehouse
from tests.dbt.planted import EPOCH, Planted

GOLDEN = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True)
class Story:
    """One story: the report at the start, and what a second report changed in it."""

    name: str
    base: str
    contradiction: str
    agreement: str
    kind: str
    was: str
    became: str


@cache
def stories() -> tuple[Story, ...]:
    found = []
    for file in sorted((GOLDEN / "reconciliation").glob("*.yml")):
        retold = yaml.safe_load(file.read_text(encoding="utf-8"))
        base = yaml.safe_load((GOLDEN / "articles" / "development" / file.name).read_text(encoding="utf-8"))
        changed = retold["contradiction"]
        found.append(
            Story(
                file.stem, base["text"], changed["text"], retold["agreement"]["text"],
                changed["kind"], str(changed["from"]), str(changed["to"]),
            )
        )  # fmt: skip
    return tuple(found)


def _read(path: str, text: str) -> Planted:
    day = EPOCH.date()
    return Planted(path, text, annotation=annotate(Article(Planted(path, text).article_id, text, None, day)))


@pytest.fixture(scope="module", params=["contradiction", "agreement"])
def retold(request: pytest.FixtureRequest, warehouse: Callable[[], Warehouse]) -> tuple[str, duckdb.DuckDBPyConnection]:
    """Every story told twice, the second time as the parameter says, beside the stories that are only alike."""
    told = []
    for story in stories():
        told.append(_read(f"{story.name}/base.txt", story.base))
        told.append(_read(f"{story.name}/retold.txt", getattr(story, request.param)))
    for file in sorted((GOLDEN / "reconciliation" / "unrelated").glob("*.yml")):
        pair = yaml.safe_load(file.read_text(encoding="utf-8"))
        told += [_read(f"unrelated/{file.stem}_{which}.txt", pair[which]) for which in ("first", "second")]
    return request.param, warehouse().transform(told)


def _conflicts(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    cursor = con.execute("select kind, verdict, label, explanation, claims from marts.conflicts order by conflict_id")
    columns = [column[0] for column in cursor.description or []]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _says(conflict: dict[str, Any], path: str, words: str) -> bool:
    """Whether a claim of that article gives those words, or the value that they mean."""
    return any(
        words in claim["surface"] or words in claim["value_text"]
        for claim in conflict["claims"]
        if claim["path"] == path
    )


def _names(story: Story, conflict: dict[str, Any]) -> bool:
    return (
        conflict["kind"] == story.kind
        and conflict["verdict"] == "contradictory"
        and {claim["path"].split("/")[0] for claim in conflict["claims"]} == {story.name}
        and _says(conflict, f"{story.name}/base.txt", story.was)
        and _says(conflict, f"{story.name}/retold.txt", story.became)
    )


def test_each_fact_is_set_against_the_one_it_changed_and_nothing_else(
    retold: tuple[str, duckdb.DuckDBPyConnection],
) -> None:
    which, con = retold
    found = _conflicts(con)
    contradictory = [conflict for conflict in found if conflict["verdict"] == "contradictory"]
    if which == "agreement":
        compared = con.execute("select count(*) from marts.measures where n_articles > 1").fetchone() or (0,)
        assert contradictory == []
        assert len(found) <= 0.02 * compared[0]
        return
    named = {story.name for story in stories() if any(_names(story, conflict) for conflict in contradictory)}
    strays = [c["label"] for c in contradictory if not any(_names(story, c) for story in stories())]
    assert strays == []
    assert len(named) >= 0.95 * len(stories()), sorted({story.name for story in stories()} - named)


def test_stories_that_are_only_alike_contradict_nothing(retold: tuple[str, duckdb.DuckDBPyConnection]) -> None:
    _, con = retold
    accused = {claim["path"] for conflict in _conflicts(con) for claim in conflict["claims"]}
    assert not [path for path in accused if path.startswith("unrelated/")]
    assert con.execute("select count(*) from marts.articles where path like 'unrelated/%'").fetchall() != [(0,)]


def test_reports_of_unlike_stories_stay_apart(retold: tuple[str, duckdb.DuckDBPyConnection]) -> None:
    _, con = retold
    mixed = con.execute(
        "select list_sort(list(distinct split_part(path, '/', 1))) from marts.articles group by story_id"
        " having count(distinct split_part(path, '/', 1)) > 1"
    ).fetchall()
    assert mixed == []


def test_explanations_are_sentences_that_name_both_reports(retold: tuple[str, duckdb.DuckDBPyConnection]) -> None:
    _, con = retold
    for conflict in _conflicts(con):
        assert conflict["explanation"].endswith(".")
        assert all(claim["path"] in conflict["explanation"] for claim in conflict["claims"]), conflict["explanation"]
