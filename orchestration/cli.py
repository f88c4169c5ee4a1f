"""The `accord` command: what can be asked of the warehouse from a terminal.

Belongs here: arguments, exit codes, and which part answers. Does not belong here: the answers. Each command imports
what it needs when it runs, so that "nothing new", `sql` and `status` start at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from orchestration.errors import AccordError, ConfigurationError
from orchestration.settings import Settings

app = typer.Typer(
    name="accord",
    help="A warehouse of what news articles say was agreed, promised, counted and quoted, and of where they disagree.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Raw = Annotated[str | None, typer.Option("--raw", metavar="DIR", help="Folder of articles. [ACCORD_RAW; raw/]")]
Warehouse = Annotated[
    str | None,
    typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse. [ACCORD_WAREHOUSE; warehouse/]"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def main() -> NoReturn:
    """Run the command line and end with the exit codes of the contract."""
    try:
        app()
    except AccordError as error:
        _complain(str(error), error.advice)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _complain("Interrupted. What was committed stays; the next refresh goes on from there.", None)
        sys.exit(130)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # the border to the terminal: known trouble is told in words, a bug keeps its traceback
        from orchestration.trouble import explain

        explained = explain(error)
        if explained is None:
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            _complain(*explained)
        sys.exit(4)
    sys.exit(0)


@app.command()
def refresh(
    raw: Raw = None,
    warehouse: Warehouse = None,
    full: Annotated[bool, typer.Option("--full", help="Read every file again and rebuild everything.")] = False,
    as_json: Json = False,
    on_new_conflict: Annotated[
        str | None, typer.Option("--on-new-conflict", metavar="warn|block", help="What a new contradiction does.")
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option("--dask", metavar="ADDRESS", help="Annotate on a Dask cluster, such as tcp://host:8786."),
    ] = None,
) -> None:
    """Bring the warehouse up to date with raw/ and publish it."""
    from orchestration.state import nothing_new

    settings = Settings.load(raw=raw, warehouse=warehouse, on_new_conflict=on_new_conflict, dask=dask)
    if nothing_new(settings) and not full:
        if as_json:
            print('{"published": false, "nothing_new": true}')  # noqa: T201
        else:
            print("Nothing new since the last published state; `accord refresh --full` rebuilds everything.")  # noqa: T201
        return

    from orchestration.lock import RefreshLock

    with RefreshLock(settings):
        from orchestration.console import ConsoleProgress
        from orchestration.refresh import run_refresh

        with ConsoleProgress() as progress:
            outcome = run_refresh(settings, full=full, progress=progress)
    if as_json:
        from orchestration.showing import print_json
        from orchestration.summary import as_data

        print_json(as_data(outcome))
    else:
        from orchestration.summary import print_outcome

        print_outcome(settings, outcome)
    if not outcome.published:
        raise typer.Exit(1)


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="A query; without one, a prompt, or the query from a pipe.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for programs.")] = False,
) -> None:
    """Ask the published file, read-only."""
    from orchestration.prompt import answer, converse

    settings = Settings.load(warehouse=warehouse)
    form = "json" if as_json else "csv" if as_csv else "table"
    if query is None and sys.stdin.isatty():
        converse(settings, form)
    else:
        answer(settings, sys.stdin.read() if query is None else query, form)


@app.command()
def status(raw: Raw = None, warehouse: Warehouse = None, as_json: Json = False) -> None:
    """What is published, since when, and whether something newer waits."""
    from orchestration.status import print_status, status_of

    settings = Settings.load(raw=raw, warehouse=warehouse)
    found = status_of(settings)
    if as_json:
        from orchestration.showing import print_json

        print_json(found)
    else:
        print_status(found)


@app.command()
def conflicts(
    warehouse: Warehouse = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only one of figure, date, party, attribution, wording."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Every disagreement between the sources, its claims side by side."""
    from orchestration.reading import reading
    from orchestration.summary import conflict_view, console
    from orchestration.summary import conflicts as all_conflicts

    kinds = ("figure", "date", "party", "attribution", "wording")
    if kind is not None and kind not in kinds:
        raise ConfigurationError(f"--kind is {kind!r}, which is none of {', '.join(kinds)}", "Correct --kind.")
    settings = Settings.load(warehouse=warehouse)
    with reading(settings.published) as connection:
        found = all_conflicts(connection, **({} if kind is None else {"kind": kind}))
    if as_json:
        from orchestration.showing import print_json

        print_json(found)
        return
    out = console()
    for conflict in found:
        out.print(conflict_view(conflict))
    if not found:
        out.print("The sources do not disagree.")


@app.command()
def annotate(
    file: Annotated[Path, typer.Argument(help="An article, in any format that raw/ takes.")], raw: Raw = None
) -> None:
    """Print the facts of one file as JSON. Nothing is stored."""
    from orchestration.previewing import facts_of
    from orchestration.showing import print_json

    found: list[dict[str, Any]] = facts_of(file, Settings.load(raw=raw))
    print_json(found[0] if len(found) == 1 else found)
    if all("reason" in article for article in found):
        raise typer.Exit(4)


@app.command()
def rollback(
    snapshot: Annotated[str | None, typer.Argument(help="Id of a kept snapshot; by default the one before.")] = None,
    warehouse: Warehouse = None,
) -> None:
    """Publish a snapshot again that was published before."""
    from orchestration.lock import RefreshLock
    from orchestration.rollback import roll_back

    settings = Settings.load(warehouse=warehouse)
    with RefreshLock(settings):
        back = roll_back(settings, snapshot)
    print(f"Snapshot {back} is published again. The next change of raw/, code or settings is refreshed as usual;")  # noqa: T201
    print("`accord refresh --full` publishes the present state at once.")  # noqa: T201


@app.command()
def verify(
    snapshot: Annotated[
        str | None, typer.Argument(help="Id of a kept snapshot; by default the published file.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: Json = False,
) -> None:
    """Check a published file: checksums, keys, references, and every span against its article."""
    from dataclasses import asdict

    from orchestration.verifying import verify as check

    settings = Settings.load(warehouse=warehouse)
    file = settings.published if snapshot is None else settings.snapshots / f"{Path(snapshot).name}.duckdb"
    findings = check(file)
    wrong = [finding for finding in findings if not finding.passed]
    if as_json:
        from orchestration.showing import print_json

        print_json([asdict(finding) for finding in findings])
    else:
        for finding in wrong:
            print(f"{finding.table} no longer {finding.check}: {finding.wrong:,} wrong")  # noqa: T201
        print(f"{len(findings) - len(wrong)} of {len(findings)} checks passed on {file}")  # noqa: T201
    if wrong:
        raise typer.Exit(1)


@app.command()
def ui(
    raw: Raw = None,
    warehouse: Warehouse = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 3000,
) -> None:
    """Serve the Dagster UI on 127.0.0.1, its sensor and schedule running, until interrupted."""
    from orchestration.ui import serve

    raise typer.Exit(serve(Settings.load(raw=raw, warehouse=warehouse), port=port))


@app.command()
def explore(
    warehouse: Warehouse = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 2718,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page.")] = False,
) -> None:
    """Look at what is published, in the browser, until interrupted."""
    from explorer.serving import serve

    raise typer.Exit(serve(Settings.load(warehouse=warehouse), port=port, browser=not no_browser))


def _complain(message: str, advice: str | None) -> None:
    from orchestration.showing import harmless_lines

    print(f"accord: {harmless_lines(message)}", file=sys.stderr)  # noqa: T201
    if advice:
        print(f"        {advice}", file=sys.stderr)  # noqa: T201
