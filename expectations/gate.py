"""The gate: puts every suite to a build and says whether it may be published.

Belongs here: opening the build read-only, aggregating the frames in SQL, and what a result means. Does not belong here:
what is expected (one file for each subject), or acting on the answer (publishing does).

Great Expectations only ever sees pandas frames of at most some thousand rows, whatever the size of the build.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from expectations import suites
from expectations.evidence import rows_of, sentence_of
from expectations.policy import Policy
from expectations.report import CRITICAL, ExpectationResult, GateReport
from expectations.suite import TEXTS, Expected, Frame, Suite

if TYPE_CHECKING:
    import pandas as pd

    from expectations.validation import Verdict

_BOUNDS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "100MB", "threads": 2}
"""What the frames need of DuckDB at any size of the build: what does not fit spills."""
_NOT_COMPARED = "no earlier snapshot to compare with"


def run_gate(
    build: Path,
    previous: Path | None,
    *,
    on_new_conflict: str = "warn",
    docs: Path | None = None,
    policy: Policy | None = None,
    only: Collection[str] | None = None,
) -> GateReport:
    """Put the suites to `build` and compare it with `previous`.

    Args:
        build: the writer's DuckDB file, complete and closed; opened read-only.
        previous: the published file that still stands; None, or a path that does not exist, before the first one.
        on_new_conflict: "warn", or "block" to stop at a disagreement that `previous` did not have.
        docs: folder for Data Docs, replaced as a whole; None builds none.
        policy: thresholds; from the environment when None.
        only: names of the suites to ask; all of them when None.

    Raises:
        duckdb.IOException: `build` cannot be opened, because it is missing or another process writes to it.
        ValueError: `on_new_conflict` or a threshold of the environment makes no sense.
    """
    policy = policy or Policy.from_environment(on_new_conflict)
    started = time.perf_counter()
    timings: dict[str, float] = {}

    # First the import: it needs no lock on the build, and it takes longer than all the rest.
    with _timed(timings, "import"):
        from expectations.validation import Validator

        validator = Validator()
    answers: dict[tuple[str, str], ExpectationResult] = {}
    chosen = [suite for suite in suites.all_suites(policy) if only is None or suite.name in only]
    with duckdb.connect(str(build), read_only=True, config=_BOUNDS) as connection:
        compares = _attach(connection, previous)
        with _aggregated(connection, chosen, compares=compares) as frames:
            for suite, frame, aggregating in frames:
                if aggregating is None:
                    answers.update(_not_compared(suite, frame, _NOT_COMPARED))
                    continue
                try:
                    with _timed(timings, "sql"):
                        rows = aggregating.result()
                except duckdb.Error as error:
                    answers.update(_unreadable(suite, frame, error))
                    continue
                with _timed(timings, "validate"):
                    verdicts = validator.validate(suite, frame, rows)
                with _timed(timings, "sql"):
                    for expected in frame.expected:
                        result = _result(connection, suite, frame, expected, rows, verdicts[expected.name])
                        answers[suite.name, expected.name] = result
    index = None
    if docs is not None:
        with _timed(timings, "docs"):
            index = validator.write_docs(docs)
    results = list(answers.values())
    return GateReport(
        results=results,
        blocked=any(result.blocks for result in results),
        docs=index,
        seconds=time.perf_counter() - started,
        timings=timings,
    )


@contextlib.contextmanager
def _aggregated(
    connection: duckdb.DuckDBPyConnection, chosen: Collection[Suite], *, compares: bool
) -> Iterator[list[tuple[Suite, Frame, Future[pd.DataFrame] | None]]]:
    """The frames of the suites, made by SQL one after the other beside their validation, which is Python.

    None in the place of a frame that needs an earlier snapshot where there is none.
    """
    cursor = connection.cursor()  # the connection itself is asked for failed rows meanwhile

    def aggregate(frame: Frame) -> pd.DataFrame:
        rows: pd.DataFrame = cursor.sql(frame.sql).df()
        return rows

    with ThreadPoolExecutor(1) as beside, cursor:
        beside.submit(_measure_texts, cursor)  # should it fail, the frames that need it say what is missing
        frames = [(suite, frame) for suite in chosen for frame in suite.frames]
        try:
            yield [(s, f, beside.submit(aggregate, f) if compares or not f.compares else None) for s, f in frames]
        finally:
            beside.shutdown(cancel_futures=True)


def _measure_texts(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(
        "attach ':memory:' as gate (read_write);"
        f" create table {TEXTS} as select article_id, length(text) as n_characters from marts.articles"
    )


def _attach(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> bool:
    if previous is None or not previous.exists():
        return False
    path = str(previous).replace("'", "''")
    connection.execute(f"attach '{path}' as previous (read_only)")
    return True


def _result(
    connection: duckdb.DuckDBPyConnection,
    suite: Suite,
    frame: Frame,
    expected: Expected,
    rows: pd.DataFrame,
    verdict: Verdict,
) -> ExpectationResult:
    """What Great Expectations found, with the rows of the warehouse that are behind it."""
    severity = expected.severity
    failed: list[dict[str, Any]] = []
    if verdict.error is not None:
        # An expectation that cannot be evaluated has not been met: a gate that cannot look does not open.
        severity, observed = CRITICAL, f"could not be evaluated: {verdict.error}"
    elif verdict.success:
        observed = f"{len(rows)} rows of {suite.name}.{frame.name} as expected"
    else:
        total, failed = rows_of(connection, expected)
        observed = sentence_of(expected, total, failed)
    return ExpectationResult(
        suite=suite.name,
        expectation=expected.name,
        description=expected.why,
        severity=severity,
        success=verdict.success,
        observed=observed,
        failed_rows=failed,
        advice=expected.advice,
        page=f"{suite.name}.{frame.name}.html",
    )


def _not_compared(suite: Suite, frame: Frame, why: str) -> Iterator[tuple[tuple[str, str], ExpectationResult]]:
    for e in frame.expected:
        result = ExpectationResult(suite.name, e.name, e.why, e.severity, True, why, [], e.advice)
        yield (suite.name, e.name), result


def _unreadable(suite: Suite, frame: Frame, error: duckdb.Error) -> Iterator[tuple[tuple[str, str], ExpectationResult]]:
    """A frame that SQL cannot make: fatal in the build, no comparison where the last snapshot has another shape."""
    first_line = str(error).partition("\n")[0]
    if frame.compares and "previous" in str(error):
        yield from _not_compared(suite, frame, f"the last snapshot cannot be compared: {first_line}")
        return
    for e in frame.expected:
        observed = f"could not be evaluated: {first_line}"
        yield (
            (suite.name, e.name),
            ExpectationResult(suite.name, e.name, e.why, CRITICAL, False, observed, [], e.advice),
        )


@contextlib.contextmanager
def _timed(timings: dict[str, float], part: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    timings[part] = timings.get(part, 0.0) + time.perf_counter() - started
