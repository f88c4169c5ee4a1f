"""What the gate says about a sound build: it passes, and shows each disagreement with both sources."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations import Policy, run_gate
from expectations.report import ExpectationResult, GateReport
from expectations.suites import all_suites


def _failed(report: GateReport) -> dict[str, ExpectationResult]:
    return {f"{r.suite}.{r.expectation}": r for r in report.results if not r.success}


def test_a_sound_build_passes_with_a_warning_for_each_kind_of_conflict(build: Callable[..., Path]) -> None:
    report = run_gate(build(), None)
    kinds = ("figure", "date", "party", "attribution", "wording")
    assert not report.blocked
    assert set(_failed(report)) == {f"reconciliation.no_unadjudicated_contradiction_{kind}" for kind in kinds}
    for result in _failed(report).values():
        assert "one.txt" in result.observed
        assert "two.txt" in result.observed
        assert result.severity == "warning"


def test_a_conflict_is_shown_with_both_values(build: Callable[..., Path]) -> None:
    figure = _failed(run_gate(build(), None, only=["reconciliation"]))[
        "reconciliation.no_unadjudicated_contradiction_figure"
    ]
    assert 'one.txt says "over 60%"' in figure.observed
    assert 'two.txt says "70%"' in figure.observed
    assert figure.failed_rows[0]["explanation"].startswith("They share a point")
    assert json.loads(json.dumps(figure.failed_rows)) == figure.failed_rows


def test_an_adjudicated_conflict_is_no_warning(build: Callable[..., Path]) -> None:
    decided = build("update marts.conflicts set adjudication = 'accepted by A. Lyst' where kind = 'figure'")
    assert "reconciliation.no_unadjudicated_contradiction_figure" not in _failed(
        run_gate(decided, None, only=["reconciliation"])
    )


def test_many_conflicts_are_counted_and_the_first_are_named(build: Callable[..., Path]) -> None:
    many = """
    insert into marts.conflicts by name
    select * exclude (i) replace (conflict_id || i as conflict_id) from marts.conflicts, range(3000) t(i)
    """
    result = _failed(run_gate(build(many), None, only=["reconciliation"]))[
        "reconciliation.no_unadjudicated_contradiction_date"
    ]
    assert result.observed.startswith("3001 rows: ")
    assert len(result.failed_rows) == 20
    assert len(result.observed) < 2500


def test_a_table_that_cannot_be_read_blocks(build: Callable[..., Path]) -> None:
    report = run_gate(build("alter table facts.fct_figures drop column surface"), None, only=["figures"])
    assert report.blocked
    assert all("could not be evaluated" in r.observed for r in report.results)


def test_an_empty_build_passes(build: Callable[..., Path]) -> None:
    tables = [f"facts.fct_{k}s" for k in ("figure", "date", "quote", "agreement", "commitment")]
    tables += ["marts.articles", "marts.agreements", "marts.measures", "marts.quotes", "marts.conflicts"]
    report = run_gate(build(*(f"delete from {t}" for t in [*tables, "raw.articles", "raw.annotations"])), None)
    assert not _failed(report)


def test_a_missing_build_raises(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"missing\.duckdb"):
        run_gate(tmp_path / "missing.duckdb", None)


def test_the_build_is_left_as_it_was(build: Callable[..., Path]) -> None:
    path = build()
    before = path.read_bytes()
    run_gate(path, None, only=["volume"])
    assert path.read_bytes() == before


def test_docs_are_readable_offline_and_run_nothing(build: Callable[..., Path], tmp_path: Path) -> None:
    hostile = "update marts.conflicts set label = '<script>alert(1)</script><img src=x onerror=alert(2)>'"
    report = run_gate(build(hostile), None, docs=tmp_path / "docs")
    pages = list((tmp_path / "docs").rglob("*.html"))
    assert report.docs == tmp_path / "docs" / "index.html"
    assert report.docs in pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<(script|link|img|iframe)\b", text, re.IGNORECASE), page
        assert not re.search(r"\b(src|href)=[\"']?https?:", text), page
        assert "Content-Security-Policy" in text
    for result in report.results:
        if result.page is not None:
            assert (tmp_path / "docs" / result.page).exists(), result.page
    conflicts = (tmp_path / "docs" / "reconciliation.conflicts.html").read_text(encoding="utf-8")
    assert "no_unadjudicated_contradiction_figure" in conflicts
    assert "&lt;script&gt;" in conflicts


def test_docs_replace_those_of_the_refresh_before(build: Callable[..., Path], tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "stale.html").write_text("old")
    run_gate(build(), None, docs=docs, only=["dates"])
    assert not (docs / "stale.html").exists()
    assert (docs / "index.html").exists()


def test_names_are_known_without_great_expectations() -> None:
    code = (
        "import sys; from expectations.suites import all_suites; all_suites();"
        "print('great_expectations' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        == "False"
    )


def test_each_expectation_says_why_and_what_to_do() -> None:
    for suite in all_suites():
        names = [e.name for e in suite.expected]
        assert len(names) == len(set(names)), suite.name
        for expected in suite.expected:
            assert expected.why.endswith("."), expected.name
            assert len(expected.advice) > 20, expected.name


def test_thresholds_come_from_the_environment_and_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_MAX_YIELD_DROP", "0.9")
    assert Policy.from_environment().max_yield_drop == 0.9
    monkeypatch.setenv("ACCORD_MAX_YIELD_DROP", "most")
    with pytest.raises(ValueError, match="ACCORD_MAX_YIELD_DROP is 'most'"):
        Policy.from_environment()
    with pytest.raises(ValueError, match="warn or block"):
        Policy(on_new_conflict="stop")  # type: ignore[arg-type]
