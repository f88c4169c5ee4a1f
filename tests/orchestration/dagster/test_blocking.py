"""Blocking itself: a broken build is not published, whoever asks, and the snapshot before stays byte for byte."""

from __future__ import annotations

from dataclasses import replace

import dagster as dg
import duckdb

from orchestration.definitions import JOB, build_defs
from orchestration.resources import Refresh
from orchestration.settings import Settings


def _break(settings: Settings, statement: str) -> None:
    with duckdb.connect(str(settings.build)) as connection:
        connection.execute(statement)


def _gate_and_publish(settings: Settings, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    """The job without its first steps, so that what a test broke stays broken."""
    defs = build_defs(refresh=Refresh(settings))
    selection = dg.AssetSelection.checks(*(defs.asset_checks or ())) | dg.AssetSelection.assets("published")
    job = dg.Definitions(
        assets=defs.assets,
        asset_checks=defs.asset_checks,
        resources=defs.resources,
        executor=defs.executor,
        jobs=[dg.define_asset_job("late", selection)],
    ).resolve_job_def("late")
    return job.execute_in_process(instance=instance, raise_on_error=False)


def _ran(result: dg.ExecuteInProcessResult) -> set[str]:
    return {event.step_key for event in result.all_events if event.is_step_success and event.step_key}


def test_a_sound_build_is_published(copied: Settings, instance: dg.DagsterInstance) -> None:
    before = copied.published.read_bytes()
    result = _gate_and_publish(copied, instance)
    assert result.success
    assert _ran(result) == {"gate", "published"}
    assert copied.published.read_bytes() != before


def _many_quotes_before(settings: Settings) -> None:
    """Give the published snapshot many quotes that the build does not have."""
    with duckdb.connect(str(settings.published)) as connection:
        connection.execute(
            "insert into facts.fct_quotes select * exclude (i) replace (quote_id || i as quote_id)"
            " from facts.fct_quotes, range(40) t(i)"
        )


def _dates_in_dispute_shown(settings: Settings) -> None:
    _break(settings, "update marts.agreements set date_verdict = 'contradictory', date_edtf = '2025-03-03'")


def _other_words(settings: Settings) -> None:
    _break(settings, "update facts.fct_quotes set quote_text = 'Other words'")


def _a_new_conflict(settings: Settings) -> None:
    _break(
        settings,
        "insert into marts.conflicts by name select 'new' as conflict_id, 'figure' as kind, 'contradictory' as verdict,"
        " 'a sum' as label, 'They differ.' as explanation, [] as claims",
    )


def test_critical_expectations_keep_published_from_running(copied: Settings, instance: dg.DagsterInstance) -> None:
    """One of the build alone, one of what is disputed, one that compares with the snapshot, and one that is policy."""
    _dates_in_dispute_shown(copied)
    _other_words(copied)
    _many_quotes_before(copied)
    _a_new_conflict(copied)
    before = copied.published.read_bytes()
    result = _gate_and_publish(replace(copied, on_new_conflict="block"), instance)
    failed = {
        evaluation.check_name: evaluation
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed
    }
    assert not result.success
    assert _ran(result) == set()
    for name in (
        "reconciliation__nothing_disputed_leaks",
        "quotes__words_as_in_text",
        "drift__yield_kept",
        "reconciliation__no_new_contradiction",
    ):
        assert failed[name].severity == dg.AssetCheckSeverity.ERROR
        assert failed[name].blocking
    assert copied.published.read_bytes() == before


def test_published_alone_asks_the_gate_all_the_same(copied: Settings, instance: dg.DagsterInstance) -> None:
    _other_words(copied)
    before = copied.published.read_bytes()
    refresh = Refresh(copied)
    job = build_defs(refresh=refresh).resolve_job_def(JOB)
    result = job.execute_in_process(instance=instance, raise_on_error=False, asset_selection=[dg.AssetKey("published")])
    assert not result.success
    assert refresh.error is not None
    assert "quotes.words_as_in_text" in str(refresh.error)
    assert copied.published.read_bytes() == before


def test_a_failed_data_test_keeps_what_follows_from_running(copied: Settings, instance: dg.DagsterInstance) -> None:
    """An article stored twice: dbt's own tests find it in the first table, long before the gate is asked."""
    _break(copied, "insert into raw.articles from raw.articles limit 1")
    before = copied.published.read_bytes()
    refresh = Refresh(copied)
    job = build_defs(refresh=refresh).resolve_job_def(JOB)
    result = job.execute_in_process(instance=instance, raise_on_error=False)
    assert _ran(result) == {"articles", "annotations"}
    assert refresh.outcome.blocked_by
    assert copied.published.read_bytes() == before
    told = "".join(str(event) for event in result.all_events if event.is_failure)
    assert "dbt show --select" in told, "a failed run says what to do"
