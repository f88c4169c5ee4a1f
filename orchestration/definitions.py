"""Everything Dagster sees, put together: one graph from articles to the published file, one job, its sensor and
schedule.

Belongs here: the list of parts. Does not belong here: any part itself. `build_defs` takes overrides, so that a test, or
the command, can run the same graph on its own folders; Dagster's own processes call `defs`.
"""

from __future__ import annotations

import dagster as dg
from dagster_shared.utils.warnings import disable_dagster_warnings

from orchestration import alerts_sensor, assets, checks, schedules, sensors
from orchestration.progress import Progress
from orchestration.resources import Refresh, refresh_resource
from orchestration.settings import Settings
from orchestration.transforming import manifest

JOB = "refresh"


def build_defs(
    settings: Settings | None = None, *, refresh: Refresh | None = None, progress: Progress | None = None
) -> dg.Definitions:
    """The definitions over `settings`, which come from the environment when None.

    Args:
        settings: the folders and policies of the refresh.
        refresh: the object that collects the reports of a run in this process; a fresh one when None.
        progress: listener of a fresh `refresh`.
    """
    if refresh is None:
        settings = settings or Settings.load()
        refresh = Refresh(settings) if progress is None else Refresh(settings, progress=progress)
    models = assets.models(assets.load_manifest(manifest(refresh.settings)))
    tables = [key for key in models.keys if key.path[0] in ("facts", "marts")]
    job = dg.define_asset_job(
        JOB, selection=dg.AssetSelection.all(), description="The whole refresh, raw/ to accord.duckdb."
    )
    with disable_dagster_warnings():  # code references are in beta, and Dagster is pinned to one version
        python = dg.with_source_code_references([assets.articles, assets.annotations, assets.published(tables)])
    return dg.Definitions(
        assets=[*python, models],
        asset_checks=[checks.gate(refresh, tables)],
        jobs=[job],
        sensors=[sensors.raw_folder(refresh.settings, job), *alerts_sensor.failed_refresh(refresh.settings, job)],
        schedules=[schedules.daily(job)],
        resources={"refresh": refresh_resource(refresh)},
        executor=dg.in_process_executor,  # steps share reports and one lock; each process more would import the world
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What `accord ui` loads."""
    return build_defs()
