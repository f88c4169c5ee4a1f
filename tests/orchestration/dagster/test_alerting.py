"""The sensor itself, over real runs of the real instance: who is told of which run, and what."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import dagster as dg
import pytest

from orchestration.definitions import JOB, build_defs
from orchestration.instance import PID_TAG
from orchestration.settings import Settings
from tests.orchestration.test_alerts import Listener, listening

SENSED, SCHEDULED = {"dagster/sensor_name": "raw_folder"}, {"dagster/schedule_name": "daily"}


@pytest.fixture
def told(
    copied: Settings, instance: dg.DagsterInstance
) -> Callable[[dict[str, str], dg.JobDefinition | None], Listener]:
    """What a webhook is told when a run with these tags has failed."""

    def tell(tags: dict[str, str], job: dg.JobDefinition | None = None) -> Listener:
        with listening() as listener:
            settings = replace(copied, alert=listener.url)
            defs = build_defs(settings)
            repository = defs.get_repository_def()
            sensor = next(s for s in defs.sensors or () if s.name == "failed_refresh")
            assert isinstance(sensor, dg.SensorDefinition)
            cursor = sensor.evaluate_tick(dg.build_sensor_context(instance, repository_def=repository)).cursor
            if job is None:  # a run that was killed, as the next refresh finds it
                run = instance.create_run_for_job(defs.resolve_job_def(JOB), tags=tags)
                instance.report_run_failed(run, "The process of this run ended without a word.")
            else:
                job.execute_in_process(instance=instance, raise_on_error=False, tags=tags)
            context = dg.build_sensor_context(instance, cursor=cursor, repository_def=repository)
            tick = sensor.evaluate_tick(context)
            assert [reaction.error for reaction in tick.dagster_run_reactions or ()] in ([], [None])
        return listener

    return tell


def _failing(step: str, message: str) -> dg.JobDefinition:
    @dg.op(name=step)
    def fails() -> None:
        raise dg.Failure(message, allow_retries=False)

    @dg.job(name=JOB, executor_def=dg.in_process_executor)
    def refresh() -> None:
        fails()

    return refresh


@pytest.mark.parametrize("tags", [SENSED, SCHEDULED])
def test_a_blocked_refresh_that_nobody_started_is_told(
    tags: dict[str, str], told: Callable[..., Listener], copied: Settings
) -> None:
    (body,) = told(tags, _failing("gate", "The gate blocked publishing; look at <b>\n- figures.x: 3 rows")).bodies
    assert body["event"] == "refresh_blocked"
    assert body["started_by"] in {"sensor raw_folder", "schedule daily"}
    assert body["step"] == "gate"
    assert "figures.x: 3 rows" in str(body["error"])
    assert body["warehouse"] == str(copied.warehouse)


def test_a_failed_refresh_and_a_dead_one_are_told(told: Callable[..., Listener]) -> None:
    (failed,) = told(SENSED, _failing("models", "dbt: 1 failed")).bodies
    assert (failed["event"], failed["step"], failed["error"]) == ("refresh_failed", "models", "dbt: 1 failed")
    (dead,) = told(SCHEDULED, None).bodies
    assert (dead["event"], dead["step"]) == ("refresh_failed", None)
    assert "ended without a word" in str(dead["error"])


def test_a_killed_run_is_found_by_the_next_look_at_raw(copied: Settings, instance: dg.DagsterInstance) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    defs = build_defs(copied)
    job, tags = defs.resolve_job_def(JOB), {**SENSED, PID_TAG: str(child.pid)}
    run = instance.create_run_for_job(job, tags=tags, status=dg.DagsterRunStatus.STARTED)
    sensor = next(s for s in defs.sensors or () if s.name == "raw_folder")
    assert isinstance(sensor, dg.SensorDefinition)
    sensor.evaluate_tick(dg.build_sensor_context(instance, repository_def=defs.get_repository_def()))
    after = instance.get_run_by_id(run.run_id)
    assert after is not None
    assert after.status == dg.DagsterRunStatus.FAILURE


def test_nobody_is_told_of_a_refresh_that_a_person_watches(told: Callable[..., Listener]) -> None:
    assert told({}, _failing("gate", "The gate blocked publishing")).bodies == []


def test_an_alert_that_cannot_be_sent_is_an_error_of_the_sensor_alone(
    copied: Settings, instance: dg.DagsterInstance
) -> None:
    defs = build_defs(replace(copied, alert="command:/nowhere/at/all"))
    sensor = next(s for s in defs.sensors or () if s.name == "failed_refresh")
    assert isinstance(sensor, dg.SensorDefinition)
    repository = defs.get_repository_def()
    cursor = sensor.evaluate_tick(dg.build_sensor_context(instance, repository_def=repository)).cursor
    run = _failing("load", "no").execute_in_process(instance=instance, raise_on_error=False, tags=SENSED)
    context = dg.build_sensor_context(instance, cursor=cursor, repository_def=repository)
    tick = sensor.evaluate_tick(context)
    (reaction,) = tick.dagster_run_reactions or ()
    assert reaction.error is not None
    assert "No such file" in reaction.error.to_string()
    assert reaction.dagster_run is not None
    assert reaction.dagster_run.run_id == run.run_id
    assert tick.cursor != cursor, "it is not told again and again"


def test_without_a_target_there_is_no_such_sensor(copied: Settings) -> None:
    assert [sensor.name for sensor in build_defs(copied).sensors or ()] == ["raw_folder"]
