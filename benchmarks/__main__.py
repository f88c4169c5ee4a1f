"""Run a benchmark from the command line."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import compiled, extraction, floors, report, scale
from benchmarks.articles import articles as make_articles
from extraction import COMPILED

app = typer.Typer(help=__doc__, add_completion=False)

Seed = Annotated[int, typer.Option(help="Seed of the articles.")]


FORM = {"extraction": "compiled" if COMPILED else "interpreted"}
"""Beside the machine: which form of the rules was measured."""
Peers = Annotated[Path | None, typer.Option(help="Python interpreter that has the peers installed.")]


@app.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    quick: Annotated[bool, typer.Option("--quick", help="100 and 1,000 articles: a few minutes.")] = False,
    million: Annotated[bool, typer.Option("--million", help="1,000,000 articles too: hours, and 20 GB.")] = False,
    texts: Annotated[Path | None, typer.Option(help="A .jsonl file or a folder of your own, measured too.")] = None,
    work: Annotated[Path | None, typer.Option(help="Folder to work in; by default a temporary one.")] = None,
    peers: Peers = None,
) -> None:
    """Without a command: everything but the soak, the tables and the plot of docs/scaling.md with it."""
    if context.invoked_subcommand is not None:
        return
    run_extraction(n=60 if quick else 300, peers=peers if peers is not None and peers.exists() else None)
    sizes = [100, 1_000] if quick else [1_000, 10_000, 100_000] + [1_000_000] * million
    machine = report.machine() | FORM
    with tempfile.TemporaryDirectory(dir=work, prefix="accord_bench_") as folder:
        scaled = scale.measure(sizes, Path(folder), say=typer.echo, texts=texts)
    typer.echo(floors.block(scaled, machine))
    typer.echo(f"written to {floors.keep(scaled, machine)}")
    if not quick:  # the page shows what the sizes that it speaks of cost
        floors.write(scaled, machine)
    missed = [floor.what for floor in floors.floors(scaled) if not floor.met]
    typer.echo(f"{len(missed)} floors missed: {'; '.join(missed)}" if missed else "every floor is met")


@app.command("extraction")
def run_extraction(
    n: Annotated[int, typer.Option("-n", help="Articles to read.")] = 300,
    seed: Seed = 0,
    peers: Peers = None,
    peer_seconds: Annotated[float, typer.Option(help="Processor time after which a peer is stopped.")] = 10.0,
) -> None:
    """Articles a second on one core, for each kind of fact."""
    machine = report.machine() | FORM
    measures, skipped = extraction.measure(n, seed, peers, peer_seconds)
    both, missing = compiled.measure(n, seed)
    measures, skipped = measures + both, skipped + missing
    size = measures[0].characters / measures[0].texts / 1000
    report.show(f"Extraction, one core, articles of {size:.1f} KB on average", measures, skipped, machine)
    typer.echo(f"written to {report.keep('extraction', measures, skipped, machine)}")


@app.command("articles")
def write_articles(
    folder: Annotated[Path, typer.Argument(help="Where to write them, one .txt file each.")],
    n: Annotated[int, typer.Option("-n", help="How many.")] = 100,
    seed: Seed = 0,
    per_story: Annotated[int, typer.Option(help="Articles that tell each story.")] = 1,
    conflict_share: Annotated[float, typer.Option(help="Share of articles that contradict their story.")] = 0.0,
) -> None:
    """Write made-up articles to a folder, to try the warehouse on."""
    folder.mkdir(parents=True, exist_ok=True)
    for i, made in enumerate(make_articles(n, seed, per_story=per_story, conflict_share=conflict_share)):
        (folder / f"{i:06d}.txt").write_text(made.text, encoding="utf-8")


@app.command("soak")
def run_soak(
    minutes: Annotated[float, typer.Option(help="Most that it may take.", min=3, max=30)] = 29,
    seed: Annotated[int, typer.Option(help="Seed of the moments at which refreshes are killed.")] = 0,
) -> None:
    """Kill, fill, flood and attack real refreshes; writes the table of docs/reliability.md."""
    from benchmarks import soak  # imports what only this command needs

    soaked = soak.soak(minutes, seed)
    soak.write(soaked)
    for row in soak.rows(soaked):
        typer.echo(" | ".join(row))
    for trouble in soaked.troubles:
        typer.echo(f"TROUBLE {trouble}", err=True)
    raise typer.Exit(1 if soaked.troubles else 0)


if __name__ == "__main__":
    app()
