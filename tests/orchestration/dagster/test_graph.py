"""What Dagster shows before anything runs: one graph from articles to the published file, and what may block it."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from docs import make_pictures
from expectations.suites import all_suites
from orchestration.assets import FRESH
from orchestration.definitions import JOB, build_defs
from orchestration.settings import Settings


@pytest.fixture
def defs(copied: Settings) -> dg.Definitions:
    return build_defs(copied)


def test_everything_lies_between_articles_and_published(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    articles, annotations, published = (dg.AssetKey(name) for name in ("articles", "annotations", "published"))
    assert graph.get(annotations).parent_keys == {articles}
    assert graph.root_materializable_asset_keys - _seeds(graph) == {articles}
    tables = {key for key in graph.get_all_asset_keys() if key.path[0] in ("facts", "marts")}
    assert graph.get(published).parent_keys == tables
    assert dg.AssetKey(["facts", "fct_figures"]) in tables
    assert dg.AssetKey(["marts", "conflicts"]) in tables
    assert annotations in graph.get_ancestor_asset_keys(dg.AssetKey(["marts", "conflicts"]))


def _seeds(graph: dg.AssetGraph) -> set[dg.AssetKey]:
    return {key for key in graph.get_all_asset_keys() if graph.get(key).group_name == "seeds"}


def test_groups_are_the_stages(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    groups = {graph.get(key).group_name for key in graph.get_all_asset_keys()}
    assert {"raw", "annotations", "staging", "intermediate", "facts", "marts", "published"} <= groups
    assert "default" not in groups


def test_the_picture_of_the_graph_shows_its_groups(defs: dg.Definitions) -> None:
    noted = make_pictures.GRAPH_NOTE.read_text(encoding="utf-8")
    assert make_pictures.drawn(defs.resolve_asset_graph()) == noted, "docs/pictures are stale: run `make docs`"


def test_every_expectation_is_a_check_and_critical_ones_block(defs: dg.Definitions) -> None:
    specs = {check.key.name: check for definition in defs.asset_checks or [] for check in definition.check_specs}
    named = {f"{s.name}__{e.name}": e for s in all_suites() for e in s.expected}
    assert specs.keys() == named.keys()
    assert {n for n, spec in specs.items() if spec.blocking} == {
        n for n, e in named.items() if e.severity == "critical"
    }
    for spec in specs.values():
        assert spec.asset_key.path[0] in ("facts", "marts"), "a check that is not upstream of published blocks nothing"


def test_data_tests_of_dbt_are_blocking_checks(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    checks = {key.name: graph.get_check_spec(key) for key in graph.asset_check_keys}
    tests = {name: spec for name, spec in checks.items() if spec.metadata.get("dagster_dbt/unique_id")}
    assert len(tests) > 10
    assert any(spec.blocking for spec in tests.values())


def test_one_job_its_sensor_and_schedule_are_on(defs: dg.Definitions) -> None:
    job = defs.resolve_job_def(JOB)
    assert job.executor_def is dg.in_process_executor
    (sensor,), (schedule,) = defs.sensors or (), defs.schedules or ()
    assert isinstance(sensor, dg.SensorDefinition)
    assert isinstance(schedule, dg.ScheduleDefinition)
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert sensor.job_name == schedule.job_name == JOB


def test_an_asset_says_who_makes_it_where_and_with_which_columns(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.owners, key
        (source,) = node.metadata["dagster/code_references"].code_references
        assert Path(source.file_path).exists(), key
    columns = graph.get(dg.AssetKey(["marts", "conflicts"])).metadata["dagster/column_schema"].columns
    described = {column.name: column.description for column in columns}
    assert described["claims"]
    assert all(described.values())


def test_the_published_file_must_stay_fresh_for_a_day(defs: dg.Definitions) -> None:
    policy = defs.resolve_asset_graph().get(dg.AssetKey("published")).freshness_policy
    assert policy == FRESH
