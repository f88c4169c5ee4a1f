"""The `accord` command: what can be asked of the warehouse from a terminal.

Belongs here: arguments, their help with examples, exit codes, and which part answers. Does not belong here: the
answers. Each command imports what it needs when it runs, so that "nothing new", `sql` and `status` start at once.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer

from orchestration.errors import AccordError, ConfigurationError
from orchestration.settings import Settings


def _examples(*lines: str) -> str:
    """Examples as the last paragraphs of a command's help."""
    return "\n\n".join(["[bold]Examples[/bold]", *(f"$ {line}".replace("[", "\\[") for line in lines)])


def _kept(settings: Settings) -> list[str]:
    """Ids of the snapshots that are kept."""
    from orchestration.snapshots import snapshots

    return [file.stem for file in snapshots(settings)]


def _kept_snapshots(incomplete: str) -> list[str]:
    """The same, for completion by the shell."""
    return [snapshot for snapshot in _kept(Settings.load()) if snapshot.startswith(incomplete)]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"accord {version('accord-warehouse')}")  # noqa: T201
        raise typer.Exit


app = typer.Typer(
    name="accord",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_examples(
        "accord refresh   # then: accord conflicts, accord sql, accord explore",
        "accord sql --help   # what a command takes, with examples",
        "accord --install-completion   # commands, options and snapshots by the tab key",
    )
    + "\n\n[bold]Exit codes[/bold]\n\n0 done; 1 publishing was blocked, or a check failed; 2 bad usage or settings;"
    " 3 another process holds the warehouse; 4 failed.",
)

Raw = Annotated[str | None, typer.Option("--raw", metavar="DIR", help="Folder of articles. \\[ACCORD_RAW; raw/]")]
Warehouse = Annotated[
    str | None,
    typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse. \\[ACCORD_WAREHOUSE; warehouse/]"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def main() -> NoReturn:
    """Run the command line and end with the exit codes of the contract."""
    try:
        app(prog_name="accord")
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


def console() -> NoReturn:
    """`main` as a process of its own, which is gone when its work is done.

    Everything is closed by then. The interpreter would take a million objects of Dagster apart one by one, which
    keeps a refresh waiting for some seconds more.
    """
    ended: list[int] = []
    atexit.register(_leave, ended)  # first in, so last out: after all that others have to do at the end
    try:
        main()
    except SystemExit as leaving:
        if leaving.code is None or isinstance(leaving.code, int):
            ended.append(leaving.code or 0)
        raise


def _leave(ended: list[int]) -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # a reader that is gone, a stream that is closed
            stream.flush()
    if ended:
        os._exit(ended[0])


@app.callback()
def _accord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A warehouse of what news articles say was agreed, promised, counted and quoted, and of where they disagree."""


@app.command(
    epilog=_examples(
        "accord refresh",
        "accord refresh --full   # read every file again and rebuild everything",
        "accord refresh --raw ~/articles --warehouse ~/warehouse",
        "accord refresh --on-new-conflict block   # exit code 1 when sources begin to disagree",
        "accord refresh --json | jq .rows",
    )
)
def refresh(
    raw: Raw = None,
    warehouse: Warehouse = None,
    full: Annotated[bool, typer.Option("--full", help="Read every file again and rebuild everything.")] = False,
    as_json: Json = False,
    on_new_conflict: Annotated[
        str | None,
        typer.Option(
            "--on-new-conflict", metavar="warn|block", help="What a new contradiction does. \\[ACCORD_ON_NEW_CONFLICT]"
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask", metavar="ADDRESS", help="Annotate on a Dask cluster, such as tcp://host:8786. \\[ACCORD_DASK]"
        ),
    ] = None,
) -> None:
    """Bring the warehouse up to date with raw/ and publish it.

    Only what is new or changed is read. Where a check of the gate blocks publishing, the snapshot before still stands.
    """
    from orchestration.state import nothing_new

    settings = Settings.load(raw=raw, warehouse=warehouse, on_new_conflict=on_new_conflict, dask=dask)
    if nothing_new(settings) and not full:
        from orchestration.lock import abandoned

        if abandoned(settings):
            from orchestration.refresh import clear_up

            for line in clear_up(settings):
                print(line, file=sys.stderr)  # noqa: T201
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


@app.command(
    epilog=_examples(
        'accord sql "from marts.conflicts"',
        "accord sql \"select value, sentence from facts.fct_figures where unit = 'USD'\" --csv",
        "accord sql --json < query.sql",
        "accord sql   # a prompt; end a query with ; and leave with Ctrl-D",
    )
)
def sql(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="A query; without one, a prompt, or the query from a pipe.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for programs.")] = False,
) -> None:
    """Ask the published file, read-only.

    Schemas: facts (what each article says), marts (what the sources add up to), meta (what this snapshot is).

    The file describes each of its tables and columns: from duckdb_columns().
    """
    from orchestration.prompt import answer, converse

    if as_json and as_csv:
        raise ConfigurationError("--json and --csv are both given", "Give one of them.")
    settings = Settings.load(warehouse=warehouse)
    form = "json" if as_json else "csv" if as_csv else "table"
    if query is None and sys.stdin.isatty():
        converse(settings, form)
    else:
        answer(settings, sys.stdin.read() if query is None else query, form)


@app.command(epilog=_examples("accord status", "accord status --json | jq .waiting"))
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


@app.command(
    epilog=_examples(
        "accord conflicts",
        "accord conflicts --kind date",
        "accord conflicts --json | jq '.[].claims[].path'",
    )
)
def conflicts(
    warehouse: Warehouse = None,
    kind: Annotated[
        Literal["figure", "date", "party", "attribution", "wording"] | None,
        typer.Option("--kind", help="Only the disagreements about one kind of claim."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Every disagreement between the sources, its claims side by side.

    To settle one, add a line to dbt_project/seeds/adjudications.csv and refresh.
    """
    from orchestration.reading import reading
    from orchestration.summary import conflict_view, console
    from orchestration.summary import conflicts as all_conflicts

    settings = Settings.load(warehouse=warehouse)
    with reading(settings.published) as connection:
        found = all_conflicts(connection, kind=kind)
    if as_json:
        from orchestration.showing import print_json

        print_json(found)
        return
    out = console()
    for conflict in found:
        out.print(conflict_view(conflict))
    if not found:
        out.print("The sources do not disagree.")


@app.command(
    epilog=_examples("accord annotate raw/article.txt", "accord annotate article.html.gz | jq '.figures[].surface'")
)
def annotate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article, in any format that raw/ takes.")],
    raw: Raw = None,
) -> None:
    """Print the facts of one file as JSON. Nothing is stored."""
    from orchestration.previewing import facts_of
    from orchestration.showing import print_json

    found: list[dict[str, Any]] = facts_of(file, Settings.load(raw=raw))
    print_json(found[0] if len(found) == 1 else found)
    if all("reason" in article for article in found):
        raise typer.Exit(4)


@app.command(
    epilog=_examples(
        "accord rollback   # to the snapshot before the current one",
        "accord rollback 20260204T050000.123Z   # `accord status --json` lists those that are kept",
    )
)
def rollback(
    snapshot: Annotated[
        str | None,
        typer.Argument(
            metavar="SNAPSHOT",
            autocompletion=_kept_snapshots,
            help="Id of a kept snapshot; by default the one before.",
        ),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Publish a snapshot again that was published before.

    raw/ stays as it is: its next change is refreshed as usual.
    """
    from orchestration.lock import RefreshLock
    from orchestration.reading import require
    from orchestration.rollback import roll_back

    settings = Settings.load(warehouse=warehouse)
    require(settings.published)
    with RefreshLock(settings):
        back = roll_back(settings, snapshot)
    print(f"Snapshot {back} is published again. The next change of raw/, code or settings is refreshed as usual;")  # noqa: T201
    print("`accord refresh --full` publishes the present state at once.")  # noqa: T201


@app.command(
    epilog=_examples("accord verify", "accord verify 20260204T050000.123Z   # a kept snapshot", "accord verify --json")
)
def verify(
    snapshot: Annotated[
        str | None,
        typer.Argument(
            metavar="SNAPSHOT",
            autocompletion=_kept_snapshots,
            help="Id of a kept snapshot; by default the published file.",
        ),
    ] = None,
    warehouse: Warehouse = None,
    as_json: Json = False,
) -> None:
    """Check a published file: checksums, keys, references, and every span against its article."""
    from dataclasses import asdict

    from orchestration.verifying import verify as check

    settings = Settings.load(warehouse=warehouse)
    file = settings.published if snapshot is None else settings.snapshots / f"{Path(snapshot).name}.duckdb"
    if snapshot is not None and not file.exists():
        raise ConfigurationError(
            f"There is no snapshot {snapshot} in {settings.snapshots}",
            f"Kept are: {', '.join(_kept(settings)) or 'none'}.",
        )
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
            print("Next: accord rollback, or accord refresh --full")  # noqa: T201
    if wrong:
        raise typer.Exit(1)


@app.command(epilog=_examples("accord ui", "accord ui --port 3001"))
def ui(
    raw: Raw = None,
    warehouse: Warehouse = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 3000,
) -> None:
    """Serve the Dagster UI on 127.0.0.1, its sensor and schedule running, until interrupted.

    A file that is dropped into raw/ meanwhile is read by itself.
    """
    from orchestration.ui import serve

    raise typer.Exit(serve(Settings.load(raw=raw, warehouse=warehouse), port=port))


@app.command(epilog=_examples("accord explore", "accord explore --port 0 --no-browser   # a free port, printed"))
def explore(
    warehouse: Warehouse = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 2718,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page.")] = False,
) -> None:
    """Look at what is published, in the browser, until interrupted."""
    settings = Settings.load(warehouse=warehouse)
    try:
        from explorer.serving import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("explorer", "orchestration", "extraction"):
            raise  # a part of Accord itself
        raise ConfigurationError(
            f"The explorer needs the package {error.name}, which is not installed",
            "Install what it needs with: pip install 'accord-warehouse[explorer]'. `make run` does it in .venv.",
        ) from error

    raise typer.Exit(serve(settings, port=port, browser=not no_browser))


def _complain(message: str, advice: str | None) -> None:
    from orchestration.showing import harmless_lines

    print(f"accord: {harmless_lines(message)}", file=sys.stderr)  # noqa: T201
    if advice:
        print(f"        {advice}", file=sys.stderr)  # noqa: T201
