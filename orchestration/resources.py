"""The refresh as a Dagster resource: what the steps of one run share, and the lock that this run holds.

Belongs here: the hand-over of settings and reports between steps, and holding the warehouse from the first step to the
last, whoever started the run. Does not belong here: what any step does.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import dagster as dg

from orchestration.errors import AccordError, RefreshFailed
from orchestration.instance import PID_TAG, report_dead_runs
from orchestration.lock import RefreshLock
from orchestration.outcome import RefreshOutcome
from orchestration.progress import SILENT, Progress
from orchestration.recovery import recover
from orchestration.settings import Settings
from orchestration.trouble import explain
from orchestration.warm_dbt import WarmDbt


@dataclass(slots=True)
class Refresh:
    """One refresh, as its steps see it. `outcome` grows by a report for each step."""

    settings: Settings
    full: bool = False
    progress: Progress = SILENT
    outcome: RefreshOutcome = field(default_factory=RefreshOutcome)
    dbt: WarmDbt | None = None
    """A dbt that was started early, where there is one; it serves one build and ends after it."""
    error: AccordError | None = None
    """The expected failure that ended the refresh, for a caller in this process."""

    @contextmanager
    def stage(self, name: str, title: str) -> Iterator[None]:
        """Time a step as `name`; an expected failure in it is kept, and raised as one that Dagster shows with its
        advice.
        """
        self.progress.stage(title)
        started = time.monotonic()
        try:
            yield
        except AccordError as error:
            raise self._ended_by(error) from error
        except Exception as error:  # known trouble from outside is told in words, a bug keeps its traceback
            explained = explain(error)
            if explained is None:
                raise
            raise self._ended_by(RefreshFailed(*explained)) from error
        finally:
            self.outcome.seconds[name] = time.monotonic() - started

    def _ended_by(self, error: AccordError) -> dg.Failure:
        self.error = error
        return dg.Failure(f"{error}\n{error.advice or ''}".strip(), allow_retries=False)


def refresh_resource(refresh: Refresh) -> dg.ResourceDefinition:
    """The resource `refresh`: takes the lock before the first step of a run and gives it back after the last.

    A process that already holds the lock (the command does) takes it again at no cost. `full` is the one thing a person
    can set when starting a run in the UI.
    """

    @dg.resource(
        config_schema={"full": dg.Field(bool, default_value=refresh.full, description="Read and rebuild everything.")},
        description="Settings and reports that the steps of one refresh share; holds the warehouse's lock.",
    )
    def resource(context: dg.InitResourceContext) -> Iterator[Refresh]:
        run = context.run
        command = f"Dagster run {run.run_id[:8]}" if run else None
        with RefreshLock(refresh.settings, command):
            # Recovery looks for what an ended refresh left, so it comes after the lock.
            recovered = recover(refresh.settings)
            if run is not None and context.instance is not None:
                context.instance.add_run_tags(run.run_id, {PID_TAG: str(os.getpid())})
                recovered.extend(report_dead_runs(context.instance, besides=run.run_id))
            shared = replace(refresh, full=bool(context.resource_config["full"]))
            shared.outcome.recovered.extend(recovered)
            try:
                yield shared
            finally:
                refresh.error = shared.error

    return resource
