"""What a refresh did, stage by stage: the one answer that the command, Dagster and the tests read.

Belongs here: the plain data. Does not belong here: how it is shown (`summary`), or how it comes about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expectations.report import GateReport
    from orchestration.annotating import AnnotateReport
    from orchestration.loading import LoadReport
    from orchestration.publishing import PublishReport
    from orchestration.transforming import TransformReport


@dataclass(slots=True)
class RefreshOutcome:
    """Reports of the stages that ran. A stage that did not run, because one before it stopped, is None."""

    load: LoadReport | None = None
    annotate: AnnotateReport | None = None
    transform: TransformReport | None = None
    gate: GateReport | None = None
    publish: PublishReport | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage, in their order: load, annotate, transform, gate, publish."""
    recovered: list[str] = field(default_factory=list)
    """What had to be cleaned up after a refresh that was killed, a line each."""

    @property
    def published(self) -> bool:
        """Whether this refresh put a new file in place."""
        return self.publish is not None

    @property
    def blocked_by(self) -> list[str]:
        """Names of the data tests and critical expectations that keep this build from being published."""
        tests = [n.name for n in self.transform.failed_tests] if self.transform else []
        gate = self.gate.results if self.gate else []
        return tests + [f"{r.suite}.{r.expectation}" for r in gate if not r.success and r.severity == "critical"]
