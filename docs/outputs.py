"""The outputs shown in README.md and docs/, made by running the commands that stand above them.

A block of kind `console` holds commands after `$ ` and what they print. `fresh` runs each `accord` command that only
reads a warehouse and puts its output in place of the one shown, so that pages cannot drift from the program;
`make docs` writes the pages, docs/tables.md with them, and a test compares.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from docs import tables

PROJECT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/using.md", "docs/how-to.md")
_BLOCK = re.compile(r"(?<=```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)
_READS = ("sql", "conflicts")


def fresh(page: str, warehouse: Path) -> str:
    """The text of a page with every output of a reading command as `warehouse` gives it now."""
    return _BLOCK.sub(lambda block: _fresh_block(block.group(), warehouse), page)


def _fresh_block(block: str, warehouse: Path) -> str:
    lines = []
    shown = True
    for line in block.splitlines():
        if line.startswith("$ "):
            words = shlex.split(line[2:], comments=True)
            shown = not (Path(words[0]).name == "accord" and words[1:2] and words[1] in _READS)
            lines.append(line)
            if not shown:
                lines += _output(words[1:], warehouse)
        elif shown:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _output(words: list[str], warehouse: Path) -> list[str]:
    command = [
        sys.executable,
        "-c",
        "from orchestration.cli import main; main()",
        *words,
        "--warehouse",
        str(warehouse),
    ]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return [line.rstrip() for line in done.stdout.strip("\n").splitlines()]


def main() -> None:
    """Refresh the articles of raw/ into a scratch warehouse and write every page anew."""
    with tempfile.TemporaryDirectory() as scratch:
        warehouse = Path(scratch) / "warehouse"
        refresh = [sys.executable, "-c", "from orchestration.cli import main; main()", "refresh"]
        subprocess.run([*refresh, "--warehouse", str(warehouse)], cwd=PROJECT, check=True)
        for name in PAGES:
            page = PROJECT / name
            page.write_text(fresh(page.read_text(encoding="utf-8"), warehouse), encoding="utf-8")
        tables.PAGE.write_text(tables.page(warehouse / "accord.duckdb"), encoding="utf-8")


if __name__ == "__main__":
    main()
