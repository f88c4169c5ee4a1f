"""What the gate answers: plain data that Dagster, the publisher and a terminal can show.

Belongs here: the result classes. Does not belong here: how results are found, or how they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Severity = Literal["critical", "warning"]

CRITICAL: Severity = "critical"
WARNING: Severity = "warning"


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """How one expectation fared on one build.

    `observed` is one line for a person; `failed_rows` are the rows that break the expectation, as plain JSON values and
    at most `gate.FAILED_ROWS` of them; `page` is the file name of its Data Docs page, relative to the docs folder.
    """

    suite: str
    expectation: str
    description: str
    severity: Severity
    success: bool
    observed: str
    failed_rows: list[dict[str, Any]]
    advice: str
    page: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether this result alone keeps the build from being published."""
        return self.severity == CRITICAL and not self.success


@dataclass(frozen=True, slots=True)
class GateReport:
    """All results of the gate, in the order of the suites. `docs` is the index page of Data Docs when they were
    built.
    """

    results: list[ExpectationResult]
    blocked: bool
    docs: Path | None = None
    seconds: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds for each part of the gate: import, sql, validate, docs."""

    @property
    def failed(self) -> list[ExpectationResult]:
        """The results that a person should read: blocking ones first."""
        return sorted((r for r in self.results if not r.success), key=lambda r: not r.blocks)
