"""One refresh from this process: the same job as in the UI, on the same instance, with its reports handed back.

Belongs here: the order lock, recovery, definitions, run; and starting slow things early so that they overlap. Does not
belong here: any stage of the refresh, or printing.
"""

from __future__ import annotations

import gc
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from orchestration.errors import RefreshFailed
from orchestration.lock import RefreshLock
from orchestration.outcome import RefreshOutcome
from orchestration.progress import SILENT, Progress
from orchestration.settings import Settings
from orchestration.transforming import manifest
from orchestration.warm_dbt import WarmDbt

if TYPE_CHECKING:
    import dagster as dg

    from orchestration.resources import Refresh


def run_refresh(settings: Settings, full: bool = False, progress: Progress | None = None) -> RefreshOutcome:
    """Refresh the warehouse; what stopped it, if a data test or the gate did, is in the outcome's `blocked_by`.

    Raises:
        WarehouseBusy: another refresh holds the warehouse.
        RefreshFailed: a stage failed; the snapshot published before still stands.
    """
    progress = progress or SILENT
    # Importing Dagster makes a million objects that stay: look for garbage among them less often.
    gc.set_threshold(100_000, 50, 100)
    with RefreshLock(settings):
        progress.stage("Starting Dagster and dbt")
        # dbt is imported and parses in a process of its own while this one imports Dagster.
        with WarmDbt(settings) as dbt, ThreadPoolExecutor(1) as beside:
            parsing = beside.submit(_parse, settings, dbt)
            from orchestration.definitions import JOB, build_defs
            from orchestration.instance import open_instance
            from orchestration.resources import Refresh

            parsing.result()
            refresh = Refresh(settings, full, progress, RefreshOutcome(), dbt=dbt)
            with open_instance(settings) as instance:
                job = build_defs(refresh=refresh).resolve_job_def(JOB)
                result = _run(job, instance)
    if refresh.error is not None:
        raise refresh.error
    if not result.success and not refresh.outcome.blocked_by:
        raise RefreshFailed(_first_error(result, refresh), f"Run {result.run_id} shows more in `accord ui`.")
    return refresh.outcome


def clear_up(settings: Settings) -> list[str]:
    """What a refresh does first, for when there is nothing else to do; a line for each thing that was found.

    Raises:
        WarehouseBusy: another refresh holds the warehouse.
    """
    from orchestration.instance import open_instance, report_dead_runs
    from orchestration.recovery import recover

    with RefreshLock(settings), open_instance(settings) as instance:
        return [*recover(settings), *report_dead_runs(instance)]


def _parse(settings: Settings, dbt: WarmDbt) -> None:
    """Have dbt read the project; where the manifest is current, for its own use only, and in its own time."""
    parsed = []

    def run(*command: Any) -> tuple[int, str]:
        parsed.append(True)
        return dbt.run(*command)

    manifest(settings, run)
    if not parsed:
        dbt.warm(settings)


def _run(job: dg.JobDefinition, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    from orchestration.instance import PID_TAG

    return job.execute_in_process(
        instance=instance,
        raise_on_error=False,
        tags={PID_TAG: str(os.getpid())},  # from its first moment on, so that it is known for dead if it dies in it
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
    )


def _first_error(result: dg.ExecuteInProcessResult, refresh: Refresh) -> str:
    transform = refresh.outcome.transform
    if transform is not None and transform.errors:
        return "dbt: " + "; ".join(f"{node.name}: {node.message}" for node in transform.errors)
    for event in result.all_events:
        if event.is_failure and event.event_specific_data is not None:
            error = getattr(event.event_specific_data, "error", None)
            while error is not None and error.cause is not None:
                error = error.cause
            if error is not None:
                return str(error.message).strip()
    return "The run failed without saying why."
