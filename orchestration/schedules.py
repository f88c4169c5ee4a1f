"""What starts a refresh at a time of day.

Belongs here: cron lines. Does not belong here: anything that looks at the warehouse.
"""

from __future__ import annotations

import dagster as dg

CRON = "0 5 * * *"
"""Every morning at five, UTC: it tries again what failed the day before, which the sensor does not."""


def daily(job: dg.UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Starts `job` once a day."""
    return dg.ScheduleDefinition(
        name="daily",
        job=job,
        cron_schedule=CRON,
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Refreshes once a day, whether or not anything seems new.",
    )
