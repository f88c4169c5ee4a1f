"""What a person reads when a refresh has ended: what was loaded, what is disputed, what to do next.

Belongs here: choosing and wording. Does not belong here: numbers of its own; every one is read from the outcome or from
the published file.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from textwrap import shorten
from typing import Any

from rich.box import SIMPLE
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from orchestration.outcome import RefreshOutcome
from orchestration.reading import ask, reading
from orchestration.settings import Settings
from orchestration.showing import as_text, harmless

FACTS = ("figures", "quotes", "agreements", "commitments", "dates")
_REJECTS_SHOWN = 10
_OBSERVED_SHOWN = 72
_CONFLICTS_SHOWN = 10


def console() -> Console:
    """Standard output; lines are folded at a readable width where it is no terminal."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=120)


def print_outcome(settings: Settings, outcome: RefreshOutcome) -> None:
    """The whole summary of a refresh, published or blocked."""
    out = console()
    for line in outcome.recovered:
        out.print(Text(harmless(line), style="yellow"))
    if outcome.load is not None:
        _print_load(out, outcome)
    if not outcome.published:
        _print_blocked(settings, out, outcome)
        return
    with reading(settings.published) as connection:
        facts = ", ".join(
            f"{ask(connection, f'select count(*) from facts.fct_{kind}').rows[0][0]:,} {kind}" for kind in FACTS
        )
        out.print(Text.assemble(("Facts      ", "bold"), facts))
        _print_changes(out, outcome)
        _print_conflicts(out, connection, _CONFLICTS_SHOWN)
    _print_warnings(out, outcome)
    assert outcome.publish is not None
    seconds = sum(outcome.seconds.values())
    out.print(
        Text.assemble(
            ("Published  ", "bold green"),
            f"{_relative(outcome.publish.path)} · {outcome.publish.bytes / 1e6:,.1f} MB · snapshot"
            f" {outcome.publish.snapshot_id} · {seconds:.1f} s",
        )
    )
    print_next(out)


def print_next(out: Console) -> None:
    """Commands worth running now."""
    out.print(Text("Next", style="bold"))
    for command, purpose in (
        ("accord conflicts", "every disagreement, its claims side by side"),
        ('accord sql "select name, parties, status, date_edtf, date_verdict from marts.agreements"', "ask anything"),
        ("accord sql", "a prompt on the published file"),
        ("make ui", "the asset graph, the checks and the runs on http://127.0.0.1:3000"),
    ):
        out.print(Text.assemble("  ", (command, "cyan"), f"   {purpose}"), soft_wrap=True)


def conflicts(
    connection: Any, *, kind: str | None = None, open_only: bool = False, most: int | None = None
) -> list[dict[str, Any]]:
    """Rows of marts.conflicts, the gravest first: of one kind, those that nobody has settled, so many at most."""
    conditions = ["($kind is null or kind = $kind)", *["adjudication is null"] * open_only]
    return ask(
        connection,
        f"from marts.conflicts where {' and '.join(conditions)}"
        " order by adjudication is not null, verdict, kind, label, conflict_id limit $most",
        {"kind": kind, "most": most},
    ).records


def conflict_view(conflict: dict[str, Any]) -> RenderableType:
    """One disagreement: what is disputed, and who says what where."""
    head = Text.assemble(
        (
            f"{conflict['verdict']} {conflict['kind']}",
            "bold red" if conflict["verdict"] == "contradictory" else "bold yellow",
        ),
        "  ",
        (harmless(conflict["label"] or ""), "bold"),
    )
    if conflict["adjudication"]:
        head.append(f"   settled: {harmless(conflict['adjudication'])}", style="green")
    table = Table(box=SIMPLE, show_edge=False, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=3)
    table.add_column(ratio=3)
    for claim in conflict["claims"]:
        said = harmless(claim["surface"] or "").strip()
        table.add_row(
            Text(as_text(claim["value_text"]), style="bold"),
            Text(f"“{said}”" if len(said) <= 160 else f"“{said[:160]} …”"),
            Text.assemble(
                (f"{harmless(claim['path'])}:{claim['char_start']}-{claim['char_end']}", "dim"),
                ("  outlier" if claim["outlier"] else "", "red"),
            ),
        )
    # The head has just said the label that the explanation opens with.
    explanation = Text(harmless((conflict["explanation"] or "").removeprefix(f"{conflict['label']}: ")))
    return Group(head, Padding(explanation, (0, 0, 0, 2)), Padding(table, (0, 0, 0, 2)))


def _print_load(out: Console, outcome: RefreshOutcome) -> None:
    load = outcome.load
    assert load is not None
    counts = ", ".join(
        f"{count:,} {word}"
        for count, word in (
            (load.new, "new"),
            (load.changed, "changed"),
            (load.removed, "removed"),
            (load.rejected, "rejected"),
        )
        if count
    )
    out.print(Text.assemble(("Articles   ", "bold"), f"{load.articles:,}", f" ({counts})" if counts else ""))
    for path, row, reason, detail in load.new_rejects[:_REJECTS_SHOWN]:
        where = harmless(path) if row is None else f"{harmless(path)} row {row}"
        out.print(Text(f"  rejected {where}: {reason}, {harmless(detail)}", style="yellow"))
    if len(load.new_rejects) > _REJECTS_SHOWN:
        out.print(Text('  and more: accord sql "from meta.rejects"', style="yellow"))
    if outcome.annotate is not None:
        for path, error in outcome.annotate.failed[:_REJECTS_SHOWN]:
            out.print(Text(f"  not annotated {harmless(path)}: {harmless(error)}", style="red"))


def _print_changes(out: Console, outcome: RefreshOutcome) -> None:
    assert outcome.publish is not None
    if all(change.compared_with is None for change in outcome.publish.changes):
        return
    changed = [
        f"{c.table} "
        + " ".join(f"{sign}{n:,}" for sign, n in (("+", c.added), ("~", c.changed), ("-", c.removed)) if n)
        for c in outcome.publish.changes
        if c.added or c.changed or c.removed
    ]
    out.print(Text.assemble(("Changes    ", "bold"), ", ".join(changed) or "no row differs from the snapshot before"))


def _print_conflicts(out: Console, connection: Any, most: int) -> None:
    disputed = ask(connection, "select count(*) from marts.conflicts where adjudication is null").rows[0][0]
    out.print(Text.assemble(("Disputed   ", "bold"), f"{disputed:,}" if disputed else "nothing"))
    for conflict in conflicts(connection, open_only=True, most=most):
        out.print(Padding(conflict_view(conflict), (0, 0, 0, 2)))
    if disputed > most:
        out.print(Text(f"  and {disputed - most:,} more: accord conflicts", style="yellow"))


def _print_warnings(out: Console, outcome: RefreshOutcome) -> None:
    gate = outcome.gate.results if outcome.gate else []
    failed = [r for r in gate if not r.success]
    tests = outcome.transform.warnings if outcome.transform else []
    out.print(Text.assemble(("Gate       ", "bold"), f"{len(gate) - len(failed)} of {len(gate)} expectations hold"))
    for result in failed:
        # The rows stand above or in `accord status`; here a line each says which promise they break.
        observed = shorten(harmless(result.observed), _OBSERVED_SHOWN, placeholder=" …")
        out.print(Text(f"  {result.severity}: {result.expectation}: {observed}", style="yellow"))
    for test in tests:
        out.print(Text(f"  warning: {test.name}: {harmless(test.message)}", style="yellow"))


def _print_blocked(settings: Settings, out: Console, outcome: RefreshOutcome) -> None:
    still = "the snapshot published before still stands" if settings.published.exists() else "nothing is published yet"
    out.print(Text.assemble(("Blocked    ", "bold red"), f"this build is not published; {still}"))
    for test in outcome.transform.failed_tests if outcome.transform else []:
        out.print(Text(f"  data test {test.name}: {test.failures:,} rows. {harmless(test.message)}", style="red"))
    for result in outcome.gate.results if outcome.gate else []:
        if not result.success and result.severity == "critical":
            out.print(Text(f"  {result.suite}.{result.expectation}: {harmless(result.observed)}", style="red"))
            out.print(Text(f"    {harmless(result.advice)}"))


def as_data(outcome: RefreshOutcome) -> dict[str, Any]:
    """The outcome for programs."""
    load, annotate, publish = outcome.load, outcome.annotate, outcome.publish
    return {
        "published": outcome.published,
        "nothing_new": False,
        "blocked_by": outcome.blocked_by,
        "seconds": {stage: round(seconds, 3) for stage, seconds in outcome.seconds.items()},
        "load": None if load is None else asdict(load),
        "annotate": None if annotate is None else asdict(annotate),
        "rows": {} if publish is None else publish.rows,
        "snapshot": None if publish is None else publish.snapshot_id,
        "expectations": [
            {
                "suite": r.suite,
                "expectation": r.expectation,
                "severity": r.severity,
                "success": r.success,
                "observed": r.observed,
            }
            for r in (outcome.gate.results if outcome.gate else [])
        ],
        "recovered": outcome.recovered,
    }


def _relative(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
