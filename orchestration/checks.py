"""The gate as Dagster checks: one for each expectation, on the table that it is about.

Belongs here: the names of the checks, which of them block, and how a result is shown. Does not belong here: what is
expected (`expectations`).
"""

import importlib
import threading
from collections.abc import Iterator, Sequence

import dagster as dg

from expectations.report import CRITICAL, ExpectationResult, GateReport
from expectations.suite import Suite
from expectations.suites import all_suites
from orchestration import tables_shown
from orchestration.resources import Refresh
from orchestration.snapshots import last_published

_ABOUT = {
    "reconciliation": ["marts", "conflicts"],
    "figures": ["facts", "fct_figures"],
    "dates": ["facts", "fct_dates"],
    "quotes": ["facts", "fct_quotes"],
    "agreements": ["facts", "fct_agreements"],
    "commitments": ["facts", "fct_commitments"],
    "volume": ["marts", "articles"],
    "drift": ["marts", "articles"],
}
"""The asset that shows the checks of a suite. It must lie upstream of `published`, or its checks would block
nothing."""


DOCS_PATH = "/data-docs"
"""Where `accord ui` serves Data Docs."""


def prepare_gate() -> None:
    """Import Great Expectations beside what comes next: it takes seconds, while dbt, a process of its own, builds."""
    threading.Thread(target=importlib.import_module, args=["expectations.validation"], daemon=True).start()


def examine(refresh: Refresh) -> GateReport:
    """Ask the gate about the build that is there now."""
    from expectations.gate import run_gate

    settings = refresh.settings
    with refresh.stage("gate", "Checking expectations"):
        report = run_gate(
            settings.build, last_published(settings), on_new_conflict=settings.on_new_conflict, docs=settings.docs
        )
    refresh.outcome.gate = report
    return report


def gate(refresh: Refresh, upstream: Sequence[dg.AssetKey]) -> dg.AssetChecksDefinition:
    """All expectations as one step that runs after the models and, where an expectation is critical, before
    `published`.
    """
    from expectations.policy import Policy

    suites = all_suites(Policy.from_environment(refresh.settings.on_new_conflict))
    present = set(upstream)
    specs = [spec for suite in suites for spec in _specs(suite) if spec.asset_key in present]

    @dg.multi_asset_check(
        name="gate",
        specs=specs,
        description="Great Expectations: consistency, plausibility and drift. Critical ones block publishing.",
    )
    def gate(
        context: dg.AssetCheckExecutionContext, refresh: dg.ResourceParam[Refresh]
    ) -> Iterator[dg.AssetCheckResult]:
        report = examine(refresh)
        context.log.info(f"{len(report.results)} expectations in {report.seconds:.1f} s: {report.timings}")
        keys = {spec.key for spec in specs}
        for result in report.results:
            shown = _shown(result, report)
            if dg.AssetCheckKey(dg.AssetKey(_ABOUT[result.suite]), shown.check_name or "") in keys:
                yield shown
        if report.blocked:
            raise dg.Failure(blocked(report), allow_retries=False)

    return gate


def _specs(suite: Suite) -> Iterator[dg.AssetCheckSpec]:
    for expected in suite.expected:
        yield dg.AssetCheckSpec(
            name=_name(suite.name, expected.name),
            asset=dg.AssetKey(_ABOUT[suite.name]),
            description=f"{expected.why}\n\nWhen it fails: {expected.advice}",
            blocking=expected.severity == CRITICAL,
            metadata={"severity": expected.severity, "suite": suite.name},
        )


def _name(suite: str, expectation: str) -> str:
    return f"{suite}__{expectation}"


def _shown(result: ExpectationResult, report: GateReport) -> dg.AssetCheckResult:
    metadata: dict[str, dg.MetadataValue] = {"observed": dg.MetadataValue.text(result.observed)}
    if result.failed_rows:
        metadata["rows that fail"] = tables_shown.markdown(result.failed_rows)
        metadata["what to do"] = dg.MetadataValue.text(result.advice)
    if report.docs is not None:
        page = result.page or report.docs.name
        metadata["Data Docs"] = dg.MetadataValue.url(f"{DOCS_PATH}/{page}")
        metadata["Data Docs file"] = dg.MetadataValue.path(str(report.docs.parent / page))
    return dg.AssetCheckResult(
        asset_key=dg.AssetKey(_ABOUT[result.suite]),
        check_name=_name(result.suite, result.expectation),
        passed=result.success,
        severity=dg.AssetCheckSeverity.ERROR if result.severity == CRITICAL else dg.AssetCheckSeverity.WARN,
        description=result.observed,
        metadata=metadata,
    )


def blocked(report: GateReport) -> str:
    """What a person reads when the gate blocks: what failed, on which rows, what to do, and that nothing was lost."""
    lines = ["The gate blocked publishing; the snapshot published before still stands."]
    for result in report.results:
        if result.blocks:
            lines += [f"- {result.suite}.{result.expectation}: {result.observed}", f"  {result.advice}"]
    return "\n".join(lines)
