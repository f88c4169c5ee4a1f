"""The stages of a refresh one after the other, without Dagster."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from orchestration.annotating import annotate_pending
from orchestration.loading import load_articles
from orchestration.lock import RefreshLock
from orchestration.outcome import RefreshOutcome
from orchestration.progress import SILENT, Progress
from orchestration.publishing import publish
from orchestration.recovery import recover
from orchestration.settings import Settings
from orchestration.transforming import transform


def run_chain(settings: Settings, *, full: bool = False, progress: Progress = SILENT) -> RefreshOutcome:
    """Load, annotate, transform, gate, publish; stops where a data test fails or the gate blocks."""
    outcome = RefreshOutcome()

    @contextmanager
    def stage(name: str, title: str) -> Iterator[None]:
        progress.stage(title)
        started = time.monotonic()
        yield
        outcome.seconds[name] = time.monotonic() - started

    with RefreshLock(settings):
        outcome.recovered = recover(settings)
        with stage("load", "Loading articles"):
            outcome.load = load_articles(settings, full=full, progress=progress)
        with stage("annotate", "Annotating articles"):
            outcome.annotate = annotate_pending(settings, progress, full=full)
        with stage("transform", "Building facts and marts"):
            outcome.transform = transform(settings, progress, full=full)
        if outcome.transform.errors or outcome.transform.failed_tests:
            return outcome
        with stage("gate", "Checking expectations"):
            from expectations.gate import run_gate

            outcome.gate = run_gate(
                settings.build,
                settings.published,
                on_new_conflict=settings.on_new_conflict,
                docs=settings.docs,
            )
        if outcome.gate.blocked:
            return outcome
        with stage("publish", "Publishing"):
            outcome.publish = publish(settings, outcome.gate)
    return outcome
