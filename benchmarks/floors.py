"""What a run of `scale` is held against: each floor with what was measured, as a table, a plot and a block of a page.

Belongs here: the demands and their wording. Does not belong here: measuring (`scale`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.refreshes import PROJECT
from benchmarks.report import RESULTS
from benchmarks.scale import Scaled

PAGE = PROJECT / "docs" / "scaling.md"
PLOT = PROJECT / "docs" / "pictures" / "scaling.svg"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
_STAGES = {
    "load": "#4e79a7",
    "annotate": "#f28e2b",
    "transform": "#59a14f",
    "gate": "#e15759",
    "publish": "#9c755f",
    "start": "#bab0ac",
}


@dataclass(frozen=True)
class Floor:
    """One demand, what was measured, and whether that meets it."""

    what: str
    demanded: str
    measured: str
    met: bool


def floors(scaled: Scaled) -> Iterator[Floor]:
    """Every demand that the run has something to say about."""
    most = scaled.sizes[scaled.most]
    yield _at_least(f"raw .jsonl to published, {scaled.most:,} articles", scaled.most / most.seconds, 400, "articles/s")
    yield _at_least("annotation alone, all kinds, one core", scaled.one_core, 400, "articles/s")
    for kind, one, two in (
        ("two processes against one", "1 process", "2 processes"),
        ("Dask, two workers against one", "Dask, 1 worker", "Dask, 2 workers"),
    ):
        if one in scaled.spread and two in scaled.spread:
            yield _at_least(kind, scaled.spread[one] / scaled.spread[two], 1.8, "times", digits=2)
    yield _at_most(f"peak memory of all processes, {scaled.most:,} articles", most.peak_mb, 2000, "MB")
    if len(scaled.sizes) > 1:
        smaller = sorted(scaled.sizes)[-2]
        ratio = (most.seconds / scaled.most) / (scaled.sizes[smaller].seconds / smaller)
        yield _at_most(f"cost of an article at {scaled.most:,} against {smaller:,}", ratio, 1.15, "times", digits=2)
    if scaled.one_into_most and scaled.one_into_five:
        seconds = scaled.one_into_most.seconds
        yield _at_most(f"one new article into {scaled.most:,}", seconds, 25, "s")
        ratio = seconds / scaled.one_into_five.seconds
        yield _at_most("the same, against one new article into five", ratio, 2, "times", digits=1)
    yield _at_most(f"nothing new, {scaled.most:,} files", scaled.nothing_new, 2, "s", digits=1)
    if scaled.seeds:
        yield _at_most("seeds from nothing", scaled.seeds.seconds, 20, "s", digits=1)
    for number, milliseconds in enumerate(scaled.queries, 1):
        yield _at_most(f"query {number} of the README, {scaled.most:,} articles", milliseconds, 100, "ms")
    yield _at_most(f"{scaled.most:,} .txt files listed and read", scaled.texts_read, 10, "s", digits=1)


def _at_least(what: str, value: float, floor: float, unit: str, digits: int = 0) -> Floor:
    return Floor(what, f"≥ {floor:g} {unit}", f"{value:,.{digits}f} {unit}", value >= floor)


def _at_most(what: str, value: float, floor: float, unit: str, digits: int = 0) -> Floor:
    return Floor(what, f"≤ {floor:g} {unit}", f"{value:,.{digits}f} {unit}", value <= floor)


def stages(scaled: Scaled) -> Iterator[tuple[int, dict[str, float]]]:
    """For each size, milliseconds an article of each stage; what is in none of them is the start of the process."""
    for size, run in sorted(scaled.sizes.items()):
        known = {name: 1000 * run.stages.get(name, 0.0) / size for name in _STAGES if name != "start"}
        yield size, known | {"start": 1000 * run.seconds / size - sum(known.values())}


def keep(scaled: Scaled, on: dict[str, object]) -> Path:
    """Write the JSON file; returns its path."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    path = RESULTS / f"scale-{now:%Y%m%dT%H%M%SZ}.json"
    result = {"benchmark": "scale", "at": now.isoformat(timespec="seconds"), "machine": on, **scaled.as_data()}
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return path


def block(scaled: Scaled, on: dict[str, object]) -> str:
    """The tables and the plot, as Markdown."""
    lines = ["", "| measure | floor | measured | met |", "|---|---|---|---|"]
    lines += [f"| {f.what} | {f.demanded} | {f.measured} | {'yes' if f.met else 'no'} |" for f in floors(scaled)]
    names = list(_STAGES)
    lines += ["", f"| articles | {' | '.join(names)} | all | peak memory |", "|---:|" + "---:|" * (len(names) + 2)]
    for size, spent in stages(scaled):
        run = scaled.sizes[size]
        cells = [f"{size:,}", *(f"{spent[name]:.2f}" for name in names)]
        lines.append(f"| {' | '.join(cells)} | {1000 * run.seconds / size:.2f} | {run.peak_mb:,.0f} MB |")
    lines += [
        "",
        "Milliseconds an article, by stage.",
        "",
        f"![Milliseconds an article by stage, for each size]({PLOT.relative_to(PAGE.parent)})",
        "",
        (
            f"{datetime.now(UTC):%Y-%m-%d}, {on['processor']}, {on['cores']} cores, {on['memory_gib']} GiB, "
            f"load {on['load_before']} before, Python {on['python']}, extraction {on['extraction']}."
        ),
        "",
    ]
    return "\n".join(lines)


def write(scaled: Scaled, on: dict[str, object], page: Path = PAGE, plot: Path = PLOT) -> None:
    """Put the tables between the markers of the page, and draw the plot."""
    head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    page.write_text(head + BEGIN + "\n" + block(scaled, on) + END + tail, encoding="utf-8")
    plot.write_text(drawn(scaled), encoding="utf-8")


def drawn(scaled: Scaled) -> str:
    """A bar for each size, its stages one after the other, as SVG: it needs no library and reads well in a diff."""
    rows = list(stages(scaled))
    longest = max(sum(spent.values()) for _, spent in rows)
    height = 40 * len(rows) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" font-family="sans-serif" font-size="13">',
        f'<rect width="760" height="{height}" fill="white"/>',
    ]
    for number, (name, colour) in enumerate(_STAGES.items()):
        parts.append(f'<rect x="{110 + 100 * number}" y="12" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{126 + 100 * number}" y="23">{name}</text>')
    for row, (size, spent) in enumerate(rows):
        top, left = 40 + 40 * row, 110.0
        parts.append(f'<text x="100" y="{top + 19}" text-anchor="end">{size:,}</text>')
        for name, colour in _STAGES.items():
            width = 540 * max(spent[name], 0.0) / longest
            parts.append(f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="28" fill="{colour}"/>')
            left += width
        parts.append(f'<text x="{left + 6:.1f}" y="{top + 19}">{sum(spent.values()):.2f} ms</text>')
    return "\n".join([*parts, "</svg>", ""])
