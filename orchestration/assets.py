"""The assets: from the folder of articles to the published file, each made by the stage of the same name.

Belongs here: what a stage reads, what it makes, and what Dagster shows of it; the owner of an asset is the part of the
project that makes it. Does not belong here: the work itself (`loading`, `annotating`, `transforming`, `publishing`),
and what a build must satisfy (`checks`).
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_shared.utils.warnings import disable_dagster_warnings

from orchestration import tables_shown
from orchestration.annotating import annotate_pending, prepare_annotating
from orchestration.checks import examine, prepare_gate
from orchestration.column_lineage import Lineage, column_lineage
from orchestration.loading import load_articles
from orchestration.progress import Progress
from orchestration.publishing import publish
from orchestration.resources import Refresh
from orchestration.settings import PROJECT
from orchestration.transforming import NodeResult, TransformReport, transform

ARTICLES = dg.AssetKey("articles")
ANNOTATIONS = dg.AssetKey("annotations")
PUBLISHED = dg.AssetKey("published")

FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=49), warn_window=timedelta(hours=25))
"""The schedule refreshes once a day: one missed morning warns, two fail."""

_FAILED = {"error", "fail"}
_UNBUILT = {"error", "skipped"}


@dg.asset(
    key=ARTICLES,
    group_name="raw",
    kinds={"duckdb"},
    owners=["team:orchestration"],
    description="The articles of raw/, one row a text, by content: what is new, changed and gone; what could not be "
    "read is a row of meta.rejects.",
)
def articles(context: dg.AssetExecutionContext, refresh: dg.ResourceParam[Refresh]) -> dg.MaterializeResult[None]:
    """Bring schema raw in line with raw/."""
    settings = refresh.settings
    with refresh.stage("load", "Loading articles"):
        report = load_articles(
            settings,
            full=refresh.full,
            progress=_Heard(refresh.progress, context),
            while_many=functools.partial(prepare_annotating, settings),
        )
    refresh.outcome.load = report
    rejects = [{"path": p, "row": r, "reason": why, "detail": d} for p, r, why, d in report.new_rejects]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": report.articles,
            "articles": report.articles,
            "new": report.new,
            "changed": report.changed,
            "removed": report.removed,
            "unchanged": report.unchanged,
            "rejected": report.rejected,
            "new rejects": tables_shown.markdown(rejects, ["path", "row", "reason", "detail"]),
            "seconds": refresh.outcome.seconds["load"],
        }
    )


@dg.asset(
    key=ANNOTATIONS,
    deps=[ARTICLES],
    group_name="annotations",
    kinds={"python", "duckdb"},
    owners=["team:extraction"],
    description="What each article says, as spans: segments, sentences, dates, figures, quotes, agreements, "
    "commitments. Made once for each text, date and version of the extraction, batch by batch.",
)
def annotations(context: dg.AssetExecutionContext, refresh: dg.ResourceParam[Refresh]) -> dg.MaterializeResult[None]:
    """Annotate the articles that have no annotation yet."""
    with refresh.stage("annotate", "Annotating articles"):
        report = annotate_pending(refresh.settings, _Heard(refresh.progress, context), full=refresh.full)
    refresh.outcome.annotate = report
    failed = [{"path": path, "error": error} for path, error in report.failed]
    return dg.MaterializeResult(
        metadata={
            "annotated": report.annotated,
            "failed": report.n_failed,
            "failures": tables_shown.markdown(failed, ["path", "error"]),
            "articles a second": round(report.rate, 1),
            "seconds": refresh.outcome.seconds["annotate"],
        }
    )


class Translator(DagsterDbtTranslator):
    """dbt models as assets: grouped by their folder, sources tied to the assets that make them."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True, enable_code_references=False)
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """Schema and name; raw.annotations is the asset `annotations`, every other source is loaded by `articles`."""
        if dbt_resource_props["resource_type"] == "source":
            return ANNOTATIONS if dbt_resource_props["name"] == "annotations" else ARTICLES
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """staging, intermediate, facts, marts; seeds stand in a group of their own."""
        if dbt_resource_props["resource_type"] == "seed":
            return "seeds"
        return str(dbt_resource_props["fqn"][1])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:  # noqa: ARG002  # dagster-dbt calls it
        """The dbt project makes all models."""
        return ["team:dbt_project"]

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        """Columns with types and descriptions, which is dagster-dbt's own doing, and the file that the model is in."""
        file = PROJECT / "dbt_project" / dbt_resource_props["original_file_path"]
        with disable_dagster_warnings():  # code references are in beta, and Dagster is pinned to one version
            source = dg.LocalFileCodeReference(file_path=str(file), label=dbt_resource_props["original_file_path"])
            references = dg.CodeReferencesMetadataValue(code_references=[source])
        return {**super().get_metadata(dbt_resource_props), "dagster/code_references": references}


def models(manifest: Mapping[str, Any]) -> dg.AssetsDefinition:
    """The dbt project as one step with an asset for each model and a check for each data test.

    dbt always builds all of it: its models take seconds together, and a build of which one half is older than the other
    would not pass the gate. A failed test fails the step, so that nothing after it runs.
    """

    @dbt_assets(manifest=manifest, name="models", dagster_dbt_translator=Translator())
    def models(
        context: dg.AssetExecutionContext, refresh: dg.ResourceParam[Refresh]
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        with refresh.stage("transform", "Building facts and marts"):
            prepare_gate()
            report = _transform(refresh, _Heard(refresh.progress, context))
        refresh.outcome.transform = report
        rows = tables_shown.row_counts(refresh.settings.build)
        lineage = column_lineage(refresh.settings, manifest)
        keys = {spec.metadata["dagster_dbt/unique_id"]: spec.key for spec in context.assets_def.specs}
        specs = {_named(spec.metadata): spec for spec in context.assets_def.specs}
        for node in report.nodes:  # in the order in which dbt built them, which is the order of the graph
            spec = specs.get((node.kind, node.name))
            if spec is not None and spec.key in context.selected_asset_keys and node.status not in _UNBUILT:
                count = rows.get(".".join(spec.key.path))
                shown: dict[str, Any] = {} if count is None else {"dagster/row_count": count, "rows": count}
                if columns := lineage.get(spec.metadata["dagster_dbt/unique_id"]):
                    shown["dagster/column_lineage"] = _lineage_shown(columns, keys)
                yield dg.MaterializeResult(asset_key=spec.key, metadata={**shown, "seconds": node.seconds})
        nodes = {(node.kind, node.name): node for node in report.nodes}
        for check in context.assets_def.check_specs:
            tested = nodes.get(_named(check.metadata or {}))
            if check.key in context.selected_asset_check_keys and tested is not None and tested.status != "skipped":
                yield _test_result(check, tested)
        broken = [node for node in report.nodes if node.status in _FAILED]
        if broken:
            raise dg.Failure(_what_failed(broken), allow_retries=False)

    return models


def _transform(refresh: Refresh, progress: Progress) -> TransformReport:
    if refresh.dbt is None:
        return transform(refresh.settings, progress, full=refresh.full)
    try:
        return transform(refresh.settings, progress, full=refresh.full, run=refresh.dbt.run)
    finally:
        refresh.dbt.close()  # it holds the build file, which the gate opens next


def _lineage_shown(columns: Lineage, keys: Mapping[str, dg.AssetKey]) -> dg.TableColumnLineage:
    """Columns of sources are those of Python assets, which are not described column by column."""
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(keys[parent], name) for parent, name in made_from if parent in keys]
            for column, made_from in columns.items()
        }
    )


def _what_failed(broken: Sequence[NodeResult]) -> str:
    """What a person reads when models or data tests failed: which, why, and what to do."""
    lines = [f"dbt: {len(broken)} failed, nothing is published; the snapshot published before still stands."]
    lines += [f"- {node.kind} {node.name}: {node.message}" for node in broken]
    lines.append(
        "See the rows of a failed test with `dbt show --select NAME` in dbt_project/; correct the model, or the rule "
        "of extraction whose rows they are, and run `accord refresh`."
    )
    return "\n".join(lines)


def _named(metadata: Mapping[str, Any]) -> tuple[str, str]:
    """Kind and name of the dbt node that a spec stands for; dbt hangs a hash on the names of generic tests."""
    kind, _, name = str(metadata["dagster_dbt/unique_id"]).split(".", 2)
    return kind, name.rsplit(".", 1)[0] if kind == "test" and "." in name else name


def _test_result(check: dg.AssetCheckSpec, node: NodeResult) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=check.asset_key,
        check_name=check.name,
        passed=node.status == "pass",
        severity=dg.AssetCheckSeverity.WARN if node.status == "warn" else dg.AssetCheckSeverity.ERROR,
        description=node.message,
        metadata={"rows that fail": node.failures, "seconds": node.seconds},
    )


def published(upstream: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """The asset `published`, downstream of every table that it copies."""

    @dg.asset(
        key=PUBLISHED,
        deps=list(upstream),
        group_name="published",
        kinds={"duckdb"},
        owners=["team:orchestration"],
        freshness_policy=FRESH,
        description="warehouse/accord.duckdb, what analysts open: schemas facts, marts and meta, replaced at one "
        "instant.",
    )
    def published(refresh: dg.ResourceParam[Refresh]) -> dg.MaterializeResult[None]:
        gate = refresh.outcome.gate or examine(refresh)  # published alone, from the UI: the gate is asked all the same
        with refresh.stage("publish", "Publishing"):
            report = publish(refresh.settings, gate, full=refresh.full)
        refresh.outcome.publish = report
        return dg.MaterializeResult(
            metadata={
                "disputed": tables_shown.disputed(report.path),
                "changes": tables_shown.changes(report.changes),
                "snapshot": report.snapshot_id,
                "file": dg.MetadataValue.path(str(report.path)),
                "bytes": report.bytes,
                "copied": "what has changed" if report.whole_because is None else f"all: {report.whole_because}",
                "seconds": refresh.outcome.seconds["publish"],
                **{f"rows of {table}": count for table, count in report.rows.items()},
                **tables_shown.verdicts(report.path),
                "expectations that fail": sum(not result.success for result in gate.results),
            }
        )

    return published


class _Heard(Progress):
    """Passes progress on, and writes what a person may want to see into the run's log."""

    def __init__(self, listener: Progress, context: dg.AssetExecutionContext) -> None:
        self._listener, self._context = listener, context

    def stage(self, name: str) -> None:
        self._listener.stage(name)

    def step(self, done: int, total: int | None, unit: str = "articles") -> None:
        self._listener.step(done, total, unit)

    def note(self, message: str) -> None:
        self._listener.note(message)
        self._context.log.info(message)


def load_manifest(path: Path) -> Mapping[str, Any]:
    """The dbt manifest as a mapping."""
    from dagster_dbt.dbt_manifest import validate_manifest

    return validate_manifest(path)
