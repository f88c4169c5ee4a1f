"""What the command says of itself and when it refuses, compared with golden files that a person can read.

`python -m tests.orchestration.command_line` writes them anew after a change that was meant.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from orchestration.cli import app
from tests.orchestration.command_line import COMMANDS, GOLDEN, examples, helps, refusals


def test_help_is_as_it_was_written_down() -> None:
    assert helps() == (GOLDEN / "help.txt").read_text(encoding="utf-8")


def test_refusals_say_what_where_and_what_next() -> None:
    assert refusals() == (GOLDEN / "refusals.txt").read_text(encoding="utf-8")


def test_every_command_has_examples() -> None:
    assert {name for name, _ in examples()} == set(COMMANDS)


@pytest.mark.parametrize(("name", "words"), list(examples()))
def test_examples_are_taken_as_they_stand(name: str, words: list[str]) -> None:
    group = typer.main.get_command(app)
    group.commands[name].make_context(name, list(words))  # type: ignore[attr-defined]  # a group has commands


def test_the_shell_completes_commands_and_kinds() -> None:
    accord = str(Path(sys.executable).with_name("accord"))

    def completed(words: str, at: int) -> list[str]:
        asked = {"_ACCORD_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
        return subprocess.run([accord], env=os.environ | asked, capture_output=True, text=True).stdout.split()

    assert completed("accord re", 1) == ["refresh"]
    assert completed("accord conflicts --kind d", 3) == ["date"]
