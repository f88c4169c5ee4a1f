"""Comparison with the snapshot before: what blocks, what only warns, and what is never held against new articles."""

from collections.abc import Callable
from pathlib import Path

from expectations import Policy, run_gate
from expectations.report import ExpectationResult, GateReport

MANY_FIGURES = """
insert into facts.fct_figures by name
select * exclude (i) replace (figure_id || i as figure_id) from facts.fct_figures, range(30) t(i)
"""
MANY_CONFLICTS = """
insert into marts.conflicts by name
select * exclude (i) replace (
    'n' || i as conflict_id, null as measure_id, 'contradictory' as verdict,
    list_transform(claims, lambda c: struct_update(c, fact_id := c.fact_id || i)) as claims
)
from marts.conflicts, range(30) t(i) where kind = 'figure'
"""


def _results(report: GateReport) -> dict[str, ExpectationResult]:
    return {r.expectation: r for r in report.results}


def test_a_first_snapshot_is_compared_with_nothing(build: Callable[..., Path], tmp_path: Path) -> None:
    report = run_gate(build(), tmp_path / "accord.duckdb", only=["drift"], on_new_conflict="block")
    assert not report.blocked
    assert {r.observed for r in report.results} == {"no earlier snapshot to compare with"}


def test_the_same_articles_with_far_fewer_facts_block(
    build: Callable[..., Path], published: Callable[..., Path]
) -> None:
    report = run_gate(build(), published(MANY_FIGURES), only=["drift"])
    kept = _results(report)["yield_kept"]
    assert kept.blocks
    assert "kind=figures" in kept.observed
    assert {row["path"] for row in kept.failed_rows} == {"one.txt", "two.txt"}


def test_the_allowed_drop_is_a_parameter(build: Callable[..., Path], published: Callable[..., Path]) -> None:
    assert not run_gate(build(), published(MANY_FIGURES), only=["drift"], policy=Policy(max_yield_drop=1.0)).blocked


def test_articles_without_figures_that_are_new_do_not_count(
    build: Callable[..., Path], published: Callable[..., Path]
) -> None:
    before = published(MANY_FIGURES)
    short = """
    insert into marts.articles by name
    select * exclude (i) replace ('b' || i as article_id, 'short' || i || '.txt' as path, 'Nothing happened.' as text)
    from marts.articles, range(100) t(i) where article_id = 'a1'
    """
    loaded = """
    insert into raw.articles by name
    select a.* exclude (story_id), 'key-a1' as annotation_key from marts.articles as a where article_id like 'b%'
    """
    assert not run_gate(build(MANY_FIGURES, short, loaded), before, only=["drift", "volume"]).blocked


def test_articles_that_leave_take_their_facts_along(build: Callable[..., Path], published: Callable[..., Path]) -> None:
    gone = [f"delete from {t} where article_id = 'a2'" for t in ("marts.articles", "raw.articles", "facts.fct_figures")]
    report = run_gate(
        build(*gone), published("delete from facts.fct_figures where article_id = 'a1'", MANY_FIGURES), only=["drift"]
    )
    assert not report.blocked


def test_a_folder_that_is_not_mounted_warns(build: Callable[..., Path], published: Callable[..., Path]) -> None:
    report = run_gate(build("delete from marts.articles"), published(), only=["drift"])
    kept = _results(report)["articles_kept"]
    assert not kept.success
    assert not kept.blocks
    assert "one.txt" in kept.observed


def test_contradictions_that_jump_on_the_same_articles_block(
    build: Callable[..., Path], published: Callable[..., Path]
) -> None:
    report = run_gate(build(MANY_FIGURES, MANY_CONFLICTS), published(MANY_FIGURES), only=["drift"])
    assert _results(report)["contradictions_steady"].blocks


def test_a_few_new_contradictions_do_not(build: Callable[..., Path], published: Callable[..., Path]) -> None:
    assert not run_gate(build(), published("delete from marts.conflicts"), only=["drift"]).blocked


def test_a_new_conflict_blocks_only_where_the_policy_says_so(
    build: Callable[..., Path], published: Callable[..., Path]
) -> None:
    before = published("delete from marts.conflicts where conflict_id = 'x2'")
    warned = run_gate(build(), before, only=["reconciliation"])
    blocked = run_gate(build(), before, only=["reconciliation"], on_new_conflict="block")
    assert not warned.blocked
    assert blocked.blocked
    new = _results(blocked)["no_new_contradiction"]
    assert [row["conflict_id"] for row in new.failed_rows] == ["x2"]
    assert "one.txt" in new.observed


def test_a_known_conflict_whose_key_moved_is_not_new(
    build: Callable[..., Path], published: Callable[..., Path]
) -> None:
    before = published("update marts.conflicts set conflict_id = 'old-' || conflict_id")
    assert not run_gate(build(), before, only=["reconciliation"], on_new_conflict="block").blocked


def test_a_snapshot_of_another_shape_is_not_compared(
    build: Callable[..., Path], published: Callable[..., Path]
) -> None:
    report = run_gate(build(), published("drop table marts.articles"), only=["drift"])
    assert not report.blocked
    assert "cannot be compared" in _results(report)["yield_kept"].observed
