"""What starts a refresh by itself when something changed.

Belongs here: the sensor on raw/. Does not belong here: what a refresh does, or times of day (`schedules`).
"""

from __future__ import annotations

import dagster as dg

from orchestration.instance import report_dead_runs
from orchestration.lock import holder
from orchestration.settings import Settings
from orchestration.state import fingerprint, published_fingerprint

INTERVAL_SECONDS = 15


def raw_folder(settings: Settings, job: dg.UnresolvedAssetJobDefinition) -> dg.SensorDefinition:
    """Starts `job` when raw/, or anything else that decides what is published, is not as it was when last published.

    The run key is the state of things together with the published one: a state that comes back after another was
    published (a deletion undone) runs again, while a state whose refresh failed or was blocked is not tried for ever.
    """

    @dg.sensor(
        name="raw_folder",
        job=job,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Refreshes when a file in raw/ is added, changed or removed, or when code or settings changed.",
    )
    def raw_folder(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        for line in report_dead_runs(context.instance):  # or nobody would hear of a killed run before the next one
            context.log.info(line)
        now, published = str(fingerprint(settings)), published_fingerprint(settings)
        if now == published:
            return dg.SkipReason("Nothing new since the last published state.")
        if (busy := holder(settings)) is not None:
            return dg.SkipReason(f"Another refresh holds the warehouse: {busy}")
        return dg.RunRequest(run_key=f"{now}:{published or 'nothing published'}")

    return raw_folder
