"""What Dagster remembers of a refresh from the command line: the run, and what each asset was."""

from __future__ import annotations

import os
import subprocess
import sys

import dagster as dg
import pytest

from orchestration.definitions import JOB, build_defs
from orchestration.instance import PID_TAG, report_dead_runs
from orchestration.lock import abandoned
from orchestration.resources import Refresh
from orchestration.settings import Settings
from tests.orchestration.conftest import Refreshed, accord


def _latest(instance: dg.DagsterInstance, *path: str) -> dict[str, object]:
    event = instance.get_latest_materialization_event(dg.AssetKey(list(path)))
    assert event is not None, path
    assert event.asset_materialization is not None
    return {name: entry.value for name, entry in event.asset_materialization.metadata.items()}


def test_refreshes_of_the_command_are_runs(instance: dg.DagsterInstance) -> None:
    runs = instance.get_runs()
    assert [(run.job_name, run.status) for run in runs] == [(JOB, dg.DagsterRunStatus.SUCCESS)] * 2


def test_assets_show_counts_and_times(instance: dg.DagsterInstance, refreshed: Refreshed) -> None:
    articles, published = _latest(instance, "articles"), _latest(instance, "published")
    n_articles = refreshed.ask("select count(*) from marts.articles")[0][0]
    assert articles["dagster/row_count"] == n_articles
    assert articles["rejected"] == refreshed.ask("select count(*) from meta.rejects")[0][0]
    assert "empty.txt" in str(articles["new rejects"])
    assert published["rows of marts.articles"] == n_articles
    assert _latest(instance, "facts", "fct_figures")["dagster/row_count"] == published["rows of facts.fct_figures"]
    assert _latest(instance, "annotations")["failed"] == 0
    for path in (["articles"], ["annotations"], ["published"], ["marts", "measures"]):
        assert isinstance(_latest(instance, *path)["seconds"], float)


def test_published_shows_verdicts_and_what_is_disputed(instance: dg.DagsterInstance, refreshed: Refreshed) -> None:
    published = _latest(instance, "published")
    for verdict, count in refreshed.ask("select verdict, count(*) from marts.measures group by all"):
        assert published[f"measures {verdict}"] == count
    for verdict, count in refreshed.ask("select verdict, count(*) from marts.conflicts group by all"):
        assert published[f"conflicts {verdict}"] == count
    failing = refreshed.ask("select count(*) from meta.expectation_results where not success")
    assert [(published["expectations that fail"],)] == failing
    assert published["disputed"] == "none" or str(published["disputed"]).startswith("| kind |")


def test_columns_lead_back_to_the_columns_they_are_made_from(instance: dg.DagsterInstance) -> None:
    lineage = _latest(instance, "facts", "fct_figures")["dagster/column_lineage"]
    assert isinstance(lineage, dg.TableColumnLineage)
    (made_from,) = lineage.deps_by_column["surface"]
    assert (made_from.asset_key, made_from.column_name) == (dg.AssetKey(["intermediate", "int_figures"]), "surface")
    assert "dagster/column_lineage" in _latest(instance, "marts", "conflicts")


def test_every_expectation_was_evaluated(instance: dg.DagsterInstance, copied: Settings, refreshed: Refreshed) -> None:
    specs = [spec for definition in build_defs(copied).asset_checks or [] for spec in definition.check_specs]
    latest = instance.event_log_storage.get_latest_asset_check_execution_by_key([spec.key for spec in specs])
    results = {key.name: record.evaluation for key, record in latest.items()}
    assert len(results) == len(specs)
    for suite, expectation, success in refreshed.ask(
        "select suite, expectation, success from meta.expectation_results"
    ):
        evaluation = results[f"{suite}__{expectation}"]
        assert evaluation is not None
        assert evaluation.passed == success
    docs = results["figures__ids_unique"]
    assert docs is not None
    assert docs.metadata["Data Docs"].value == "/data-docs/figures.claims.html"
    assert str(refreshed.settings.docs / "figures.claims.html") == docs.metadata["Data Docs file"].value


def _dead() -> str:
    """The id of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return str(child.pid)


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTED])
@pytest.mark.parametrize("pid", ["dead", "none"])
def test_a_run_whose_process_is_gone_is_reported(
    pid: str, status: dg.DagsterRunStatus, instance: dg.DagsterInstance, copied: Settings
) -> None:
    tags = {PID_TAG: _dead()} if pid == "dead" else {}
    job = build_defs(copied).resolve_job_def(JOB)
    run = instance.create_run_for_job(job, tags=tags, status=status)
    lines = report_dead_runs(instance)
    after = instance.get_run_by_id(run.run_id)
    assert after is not None
    if pid == "dead":
        assert after.status == dg.DagsterRunStatus.FAILURE
        assert run.run_id[:8] in lines[0]
    else:  # it may be about to find the lock taken
        assert after.status == status


def test_a_run_that_died_after_all_was_published_is_reported(instance: dg.DagsterInstance, copied: Settings) -> None:
    """There is nothing new to refresh then, but the death has to be told."""
    job = build_defs(copied).resolve_job_def(JOB)
    run = instance.create_run_for_job(job, tags={PID_TAG: _dead()}, status=dg.DagsterRunStatus.STARTED)
    assert not abandoned(copied)
    copied.lock_file.write_text('{"pid": 1, "since": "then", "command": "accord refresh"}')
    answer = accord(copied, "refresh")
    assert answer.returncode == 0
    assert "nothing new" in answer.stdout.lower()
    assert run.run_id[:8] in answer.stderr
    after = instance.get_run_by_id(run.run_id)
    assert after is not None
    assert after.status == dg.DagsterRunStatus.FAILURE
    assert not abandoned(copied)


def test_a_run_whose_process_lives_is_left_alone(instance: dg.DagsterInstance, copied: Settings) -> None:
    job = build_defs(copied).resolve_job_def(JOB)
    run = instance.create_run_for_job(job, tags={PID_TAG: str(os.getpid())}, status=dg.DagsterRunStatus.STARTED)
    assert report_dead_runs(instance) == []
    assert report_dead_runs(instance, besides=run.run_id) == []


def test_a_second_run_says_who_holds_the_warehouse(instance: dg.DagsterInstance, copied: Settings) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from orchestration.lock import RefreshLock;"
        "from orchestration.settings import Settings\n"
        "with RefreshLock(Settings(Path(sys.argv[1]), Path(sys.argv[2])), 'a test'): print('held', flush=True); "
        "time.sleep(60)"
    )
    arguments = [sys.executable, "-c", hold, str(copied.raw), str(copied.warehouse)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        job = build_defs(refresh=Refresh(copied)).resolve_job_def(JOB)
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        holder.kill()
    assert not result.success
    assert f"process {holder.pid} (a test)" in "".join(str(event) for event in result.all_events)
