"""Great Expectations itself: the one module that imports it.

Belongs here: turning our expectations into Great Expectations' own, running them on frames, building Data Docs. Does
not belong here: what is expected, or what a failure means. Import it late: Great Expectations takes seconds and 250 MB.
"""

from __future__ import annotations

import html
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Read by Great Expectations when it is imported: nothing about a warehouse leaves the machine.
os.environ["GX_ANALYTICS_ENABLED"] = "False"

import great_expectations as gx
import great_expectations.expectations as catalogue
import pandas as pd
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

from expectations import datadocs
from expectations.suite import FAILED_ROWS, Expected, Frame, Suite


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Great Expectations found; `error` is set when it could not look."""

    success: bool
    error: str | None = None


class Validator:
    """An ephemeral Great Expectations context: it lives for one run of the gate and writes only Data Docs."""

    def __init__(self) -> None:
        stores = InMemoryStoreBackendDefaults(init_temp_docs_sites=False)  # its sites would stay behind in /tmp
        self._context: Any = gx.get_context(
            mode="ephemeral", project_config=DataContextConfig(store_backend_defaults=stores)
        )
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        self._failed: dict[str, list[str]] = {}
        self._source: Any = self._context.data_sources.add_pandas("build")

    def validate(self, suite: Suite, frame: Frame, rows: pd.DataFrame) -> dict[str, Verdict]:
        """Run the expectations of `frame` on its rows; the answer has one verdict for each, by name."""
        name = f"{suite.name}.{frame.name}"
        definition = self._context.validation_definitions.add(
            gx.ValidationDefinition(
                name=name,
                data=self._source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all"),
                suite=self._context.suites.add(
                    gx.ExpectationSuite(name=name, expectations=[_expectation(e) for e in frame.expected])
                ),
            )
        )
        outcome = definition.run(
            batch_parameters={"dataframe": _harmless(rows)},
            result_format={
                "result_format": "COMPLETE",
                "partial_unexpected_count": FAILED_ROWS,
                "unexpected_index_column_names": list(frame.index),
                "return_unexpected_index_query": False,
            },
        )
        verdicts = {result.expectation_config.meta["name"]: _verdict(result) for result in outcome.results}
        self._failed[name] = [e.name for e in frame.expected if not verdicts[e.name].success]
        return verdicts

    def write_docs(self, folder: Path) -> Path:
        """Build Data Docs of everything validated so far, and return their index page."""
        return datadocs.write(self._context, folder, self._failed)


def _expectation(expected: Expected) -> Any:
    made = getattr(catalogue, expected.expects)
    return made(
        **expected.arguments,
        severity=expected.severity,
        description=f"{expected.name}: {expected.why}",
        notes=expected.advice,
        meta={"name": expected.name},
    )


def _verdict(result: Any) -> Verdict:
    exception = result.exception_info or {}
    if exception.get("raised_exception"):
        return Verdict(success=False, error=str(exception.get("exception_message")))
    return Verdict(success=bool(result.success))


def _harmless(rows: pd.DataFrame) -> pd.DataFrame:
    """The frame with its text escaped: Data Docs put values into pages as they are, and articles hold what they
    like.
    """
    return rows.map(lambda value: html.escape(value) if isinstance(value, str) else value)
