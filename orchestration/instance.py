"""The Dagster instance: its home under the warehouse folder, and what a run that was killed left in it.

Belongs here: dagster.yaml, opening the instance, reporting dead runs. Does not belong here: definitions, or starting
runs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import psutil

from orchestration.settings import Settings

PID_TAG = "accord/pid"

_CONFIGURATION = """\
# Written by Accord when it starts; changes are overwritten.
telemetry:
  enabled: false
nux:
  enabled: false
run_storage:
  module: dagster._core.storage.runs
  class: SqliteRunStorage
  config: {{base_dir: {runs}}}
event_log_storage:
  module: orchestration.event_log
  class: KeptConnectionEventLog
  config: {{base_dir: {events}}}
schedule_storage:
  module: dagster._core.storage.schedules
  class: SqliteScheduleStorage
  config: {{base_dir: {schedules}}}
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
python_logs:
  python_log_level: INFO
concurrency:
  runs:
    max_concurrent_runs: 1
retention:
  sensor:
    purge_after_days: {{skipped: 1, failure: 30, success: 30}}
"""

_STARTING_SECONDS = 300.0
"""A run that started longer ago than this and never took the lock has died before it could."""


def prepare_home(settings: Settings) -> str:
    """Write dagster.yaml into the instance's home and return the home."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    folders = {name: _yaml_text(str(home / name)) for name in ("runs", "events", "schedules")}
    content = _CONFIGURATION.format(**folders)
    path = home / "dagster.yaml"
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")
    return str(home)


@contextmanager
def open_instance(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The instance of this warehouse: the same one that the UI shows."""
    home = prepare_home(settings)
    os.environ["DAGSTER_HOME"] = home  # Dagster's own parts look there
    with dg.DagsterInstance.from_config(home) as instance:
        yield instance


def report_dead_runs(instance: dg.DagsterInstance, besides: str | None = None) -> list[str]:
    """Report runs failed whose process is gone, and free what they held.

    A run without a process yet may be just starting: it is given time.
    """
    unfinished = dg.RunsFilter(
        statuses=[
            dg.DagsterRunStatus.NOT_STARTED,
            dg.DagsterRunStatus.STARTING,
            dg.DagsterRunStatus.STARTED,
            dg.DagsterRunStatus.CANCELING,
        ]
    )
    lines = []
    for record in instance.get_run_records(unfinished):
        run = record.dagster_run
        if run.run_id == besides:
            continue
        pid = run.tags.get(PID_TAG, "")
        began = record.start_time or record.create_timestamp.timestamp()
        if psutil.pid_exists(int(pid)) if pid.isdigit() else time.time() - began < _STARTING_SECONDS:
            continue
        now = instance.get_run_by_id(run.run_id)
        if now is None or now.is_finished:  # it ended in good order since the runs were read
            continue
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
        instance.report_run_failed(run, "The process of this run ended without a word; the next refresh found it.")
        lines.append(f"Reported the dead run {run.run_id[:8]} as failed.")
    return lines


def _yaml_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
