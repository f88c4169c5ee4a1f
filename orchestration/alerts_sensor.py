"""The Dagster sensor that notices a failed or blocked refresh which no person started.

Belongs here: which runs are told of, and reading out of a run why it failed. Does not belong here: sending (`alerts`).
It looks at runs that have ended, from a process of its own: whatever becomes of an alert, no refresh is touched by it.
A run that was killed is told of once the sensor on raw/, or the next refresh, has reported it as dead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import dagster as dg

from orchestration.alerts import BLOCKED, FAILED, Alert, send
from orchestration.settings import Settings
from orchestration.snapshots import last_snapshot_id

INTERVAL_SECONDS = 15
_STARTERS = {"dagster/sensor_name": "sensor", "dagster/schedule_name": "schedule"}
"""Tags of the runs that Dagster itself started."""
_GATE = "gate"


def failed_refresh(settings: Settings, job: dg.UnresolvedAssetJobDefinition) -> list[dg.SensorDefinition]:
    """The sensor on failed runs of `job`, or none where no target is set."""
    if settings.alert is None:
        return []
    setting = settings.alert

    @dg.run_failure_sensor(
        name="failed_refresh",
        monitored_jobs=[job],
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tells the targets of ACCORD_ALERT of a scheduled or sensed refresh that failed or was blocked.",
    )
    def failed_refresh(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
        starter = _started_by(context.dagster_run.tags)
        if starter is None:
            return dg.SkipReason("A person started this run, and has seen how it ended.")
        alert = _alert(context, starter, settings)
        send(alert, setting)
        context.log.info(f"Told of run {alert.run_id[:8]}: {alert.event}")
        return None

    return [failed_refresh]


def _started_by(tags: Mapping[str, str]) -> str | None:
    return next((f"{kind} {tags[tag]}" for tag, kind in _STARTERS.items() if tag in tags), None)


def _alert(context: dg.RunFailureSensorContext, starter: str, settings: Settings) -> Alert:
    step, error = None, context.failure_event.message or "The run failed without saying why."
    for event in context.get_step_failure_events():
        data = event.step_failure_data
        step = event.step_key
        if data.user_failure_data is not None and data.user_failure_data.description:
            error = data.user_failure_data.description
        elif data.error is not None:
            cause = data.error
            while cause.cause is not None:
                cause = cause.cause
            error = cause.message
        break  # what failed first; the steps after it were not run
    return Alert(
        event=BLOCKED if step == _GATE else FAILED,
        started_by=starter,
        run_id=context.dagster_run.run_id,
        step=step,
        error=error.strip(),
        warehouse=str(settings.warehouse),
        stands=last_snapshot_id(settings),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
