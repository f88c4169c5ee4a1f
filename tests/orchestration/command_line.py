"""Every command's help and every way it refuses, as a person at a terminal 100 columns wide reads them.

`python -m tests.orchestration.command_line` writes tests/golden/command_line/; the test compares. The command runs in
this process, in a folder of its own whose name is shown as /here.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import shlex
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import duckdb
import typer

from expectations.report import ExpectationResult, GateReport
from orchestration.cli import app, main
from orchestration.outcome import RefreshOutcome
from orchestration.settings import PROJECT, Settings
from orchestration.summary import print_outcome
from orchestration.trouble import explain

GOLDEN = PROJECT / "tests" / "golden" / "command_line"
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands

REFUSALS = """
# usage
accord nonsense
accord refresh --nonsense
accord annotate
accord conflicts --kind colour
accord ui --port 70000
accord sql "select 1" --json --csv

# settings
accord refresh --raw gone
accord refresh --raw file
accord refresh --raw raw --warehouse raw/warehouse
accord refresh --raw raw --warehouse file
accord refresh --raw raw --on-new-conflict stop
accord refresh --raw raw --dask localhost
ACCORD_PROCESSES=many accord refresh --raw raw
ACCORD_SNAPSHOTS=0 accord status

# nothing is published yet
accord sql "from marts.conflicts" --warehouse empty
accord status --raw raw --warehouse empty
accord conflicts --warehouse empty
accord rollback --warehouse empty
accord verify --warehouse empty
accord explore --warehouse empty

# what is there was not published by Accord, or is damaged
accord sql "select 1" --warehouse foreign
accord conflicts --warehouse garbage
accord verify 20250101 --warehouse other
accord rollback --warehouse other
accord rollback 20250101 --warehouse other

# queries
accord sql "selec 1" --warehouse other
accord sql "from marts.treaties" --warehouse other
accord sql " ; " --warehouse other
accord sql "delete from marts.articles" --warehouse other
accord sql "from read_text('/etc/hostname')" --warehouse other

# files
accord annotate gone.txt
accord annotate raw
accord annotate raw/binary.txt

# somebody else is at work
accord refresh --raw raw --warehouse busy
accord rollback --warehouse busy
accord ui --port TAKEN --raw raw --warehouse other
accord ui --raw raw --warehouse shown
accord explore --port TAKEN --warehouse whole
"""


def helps() -> str:
    """The help of the command and of each of its parts."""
    with _here():
        return "".join(_shown(line) for line in ["accord --help", *(f"accord {name} --help" for name in COMMANDS)])


def refusals() -> str:
    """What is printed, and the exit code, wherever the command refuses or fails."""
    parts = []
    with _here() as taken:
        for line in REFUSALS.strip().splitlines():
            parts.append(_shown(line, taken) if line and not line.startswith("#") else f"{line}\n")
        with patch.dict(sys.modules, {"marimo": None, "explorer.serving": None}):
            del sys.modules["explorer.serving"]
            parts.append("\n# the explorer's packages are not installed\n" + _shown("accord explore --warehouse whole"))
        parts.append("\n# the gate blocked\n" + _blocked())
        parts.append("\n# trouble outside\n" + "".join(f"{line}\n" for line in _troubles()))
    return "".join(parts)


def examples() -> Iterator[tuple[str, list[str]]]:
    """The examples of every help: the command, and its words up to a comment, a pipe or a redirection."""
    group = typer.main.get_command(app)
    for name in COMMANDS:
        for line in (group.commands[name].epilog or "").splitlines():  # type: ignore[attr-defined]
            if line.startswith("$ accord "):
                words = shlex.split(line[2:].replace("\\[", "["), comments=True)
                end = next((place for place, word in enumerate(words) if word in ("|", ">", "<")), len(words))
                yield name, words[2:end]


def _shown(line: str, taken: int = 0) -> str:
    words = shlex.split(line)
    given = {name: value for name, _, value in (word.partition("=") for word in words) if name.startswith("ACCORD_")}
    words = [str(taken) if word == "TAKEN" else word for word in words if not word.startswith("ACCORD_")]
    out = io.StringIO()
    with (
        patch.object(sys, "argv", words),
        patch.dict(os.environ, given),
        redirect_stdout(out),
        redirect_stderr(out),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    said = out.getvalue().replace(str(taken), "TAKEN") if taken else out.getvalue()
    return f"$ {line}\n{_plain(said)}[exit code {code}]\n\n"


def _plain(said: str) -> str:
    said = said.replace(os.getcwd(), "/here")  # noqa: PTH109
    return "".join(f"{line.rstrip()}\n" for line in said.splitlines())


@contextmanager
def _here() -> Iterator[int]:
    """In a folder with everything that the situations need; a port that is taken."""
    from typer import rich_utils

    before = os.getcwd()  # noqa: PTH109
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ACCORD_")} | {"COLUMNS": "100"}
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket() as port,
        patch.dict(os.environ, environment, clear=True),
        # a machine that builds may ask for colours everywhere
        patch.multiple(rich_utils, FORCE_TERMINAL=False, MAX_WIDTH=100),
    ):
        place = Path(folder).resolve()
        port.bind(("127.0.0.1", 0))
        port.listen()
        _furnish(place)
        os.chdir(place)
        try:
            with _held(place / "busy" / "refresh.lock"), _held(place / "shown" / "dagster" / "ui.json"):
                yield int(port.getsockname()[1])
        finally:
            os.chdir(before)


def _furnish(place: Path) -> None:
    (place / "raw").mkdir()
    (place / "raw" / "article.txt").write_text("Peru and Spain signed a treaty.\n")
    (place / "raw" / "binary.txt").write_bytes(b"\0\1\2" * 100)
    (place / "file").touch()
    for name in ("foreign", "garbage", "other", "busy", "shown/dagster", "whole"):
        (place / name).mkdir(parents=True)
    (place / "garbage" / "accord.duckdb").write_text("This is no database. " * 1000)
    duckdb.connect(str(place / "foreign" / "accord.duckdb")).close()
    for name in ("other", "busy", "whole"):
        with duckdb.connect(str(place / name / "accord.duckdb")) as connection:
            connection.execute("create schema meta; create table meta.snapshot (snapshot_id varchar)")
            connection.execute("create schema marts; create table marts.articles (article_id varchar)")


@contextmanager
def _held(file: Path) -> Iterator[None]:
    """Locked, as by another process."""
    entry = {
        "pid": 12345,
        "command": "accord refresh",
        "since": "2025-01-01 05:00:00 UTC",
        "url": "http://127.0.0.1:3000",
    }
    with file.open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        json.dump(entry, other)
        other.flush()
        yield


def _blocked() -> str:
    result = ExpectationResult(
        suite="quotes",
        expectation="words_as_in_text",
        description="A quotation is its article's own words.",
        severity="critical",
        success=False,
        observed="2 of 9 quotes are not their article's words",
        failed_rows=[{"path": "ports.txt"}],
        advice="Look at the rule that made them: accord sql \"from facts.fct_quotes where path = 'ports.txt'\"",
    )
    out = io.StringIO()
    with redirect_stdout(out):
        print_outcome(Settings(Path("raw"), Path("whole")), RefreshOutcome(gate=GateReport([result], blocked=True)))
    return _plain(out.getvalue())


def _troubles() -> Iterator[str]:
    for error in (
        OSError(28, "No space left on device", "gone/build.duckdb"),
        OSError(13, "Permission denied", "/here/warehouse"),
        OSError(24, "Too many open files", "/here/raw/article.txt"),
        MemoryError("1,000,000 bytes"),
        duckdb.IOException("IO Error: Could not set lock on file"),
    ):
        explained = explain(error)
        assert explained is not None
        message, advice = explained
        yield message.partition(" (")[0] if "bytes free" in message else message
        yield f"    {advice}"


def write() -> None:
    """Write the golden files anew."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    (GOLDEN / "help.txt").write_text(helps(), encoding="utf-8")
    (GOLDEN / "refusals.txt").write_text(refusals(), encoding="utf-8")


if __name__ == "__main__":
    write()
