"""Every regular expression of the project against texts made to make it run away: `python -m tests.patterns`.

Belongs here: recording what is compiled, and making the attacks from a pattern's own repetitions. Does not belong here:
what a pattern is to find. Prints one JSON object: how many patterns and attacks there were, and which ran away.

An attack leads up to a repetition, goes round it a thousand times, and ends in what cannot follow, so that an engine
that tries again tries every way of dividing the rounds. Where those ways multiply, that takes hours; where they do not,
an instant.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

ROUNDS = 1_000
SECONDS = 3.0
"""Processor time for one attack. It takes milliseconds; where rounds multiply, it takes longer than anybody waits."""
_PROJECT = Path(__file__).resolve().parent.parent
_PACKAGES = ("extraction", "orchestration.inputs")
"""What reads texts from outside, whole."""
_MODULES = (
    "expectations.datadocs",
    "explorer.highlighting",
    "explorer.route",
    "explorer.wording",
    "orchestration.alerts",
    "orchestration.showing",
    "orchestration.trouble",
)
"""What shows them. The rest of these packages would take seconds to import, and reads nothing from outside."""
_ENDS = ("\0", "", "\n\0", "a\0", "1\0", " \0", '"\0')
_ANYTHING = "a1 A.,-\"'“\n$%é("

_parser: Any = importlib.import_module("re._parser")


def recorded() -> dict[tuple[str, int], str]:
    """Pattern and flags of everything that the project's own lines compile, with the place that does."""
    found: dict[tuple[str, int], str] = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def recording(pattern: Any, flags: Any) -> Any:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        place = Path(frame.f_code.co_filename) if frame else Path()
        if isinstance(pattern, str) and place.is_relative_to(_PROJECT) and place.parts[-2:-1] != ("tests",):
            inside = place.relative_to(_PROJECT)
            if inside.parts[0] in ("extraction", "orchestration", "expectations", "explorer"):
                found.setdefault((pattern, int(flags)), f"{inside}:{frame.f_lineno if frame else 0}")
        return compiled(pattern, flags)

    re._compile = recording  # type: ignore[attr-defined]
    try:
        for package in _PACKAGES:
            folder = _PROJECT.joinpath(*package.split("."))
            for module in pkgutil.walk_packages([str(folder)], f"{package}."):
                importlib.import_module(module.name)
        for name in _MODULES:
            importlib.import_module(name)
        from extraction import Article, annotate
        from orchestration.warm import SAMPLE

        annotate(Article("sample", SAMPLE))
    finally:
        re._compile = compiled  # type: ignore[attr-defined]
    return found


def attacks(pattern: str, flags: int) -> Iterator[str]:
    """Texts for each repetition of a pattern that has no end, or one far away."""
    for lead, rounds in _repetitions(list(_parser.parse(pattern, flags)), ""):
        for one in rounds:
            for end in _ENDS:
                yield lead + one * ROUNDS + end
                if lead:
                    yield one * ROUNDS + end


def _repetitions(nodes: list[Any], lead: str) -> Iterator[tuple[str, list[str]]]:
    """What leads up to each repetition, and texts that go round it once."""
    for operation, value in nodes:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            body = list(value[2])
            if int(value[1]) > 20:
                yield lead, _samples(body)
            yield from _repetitions(body, lead)
        elif name == "SUBPATTERN":
            yield from _repetitions(list(value[3]), lead)
        elif name == "ATOMIC_GROUP":
            yield from _repetitions(list(value), lead)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repetitions(list(branch), lead)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repetitions(list(value[1]), lead)
        lead += _sample([(operation, value)])


def _samples(nodes: list[Any]) -> list[str]:
    """A text for each way through the first alternatives of a body."""
    found = [_sample(nodes)]
    for at, (operation, value) in enumerate(nodes):
        name = str(operation)
        inner = list(value[3]) if name == "SUBPATTERN" else list(value[2]) if name.endswith("REPEAT") else []
        before, after = _sample(nodes[:at]), _sample(nodes[at + 1 :])
        if name == "BRANCH":
            found += [before + _sample(list(branch)) + after for branch in value[1][:12]]
        elif name == "IN":
            found += [before + character + after for character in _members(value)[:6]]
        elif inner:
            found += [before + one + after for one in _samples(inner)[:12]]
    return [one for one in dict.fromkeys(found) if one]


def _sample(nodes: list[Any]) -> str:
    text = ""
    for operation, value in nodes:
        name = str(operation)
        if name == "LITERAL":
            text += chr(value)
        elif name == "NOT_LITERAL":
            text += "b" if value == ord("a") else "a"
        elif name == "ANY":
            text += "a"
        elif name == "IN":
            text += (_members(value) or [""])[0]
        elif name.endswith("REPEAT"):
            text += _sample(list(value[2])) * max(1, min(int(value[0]), 20))
        elif name == "SUBPATTERN":
            text += _sample(list(value[3]))
        elif name == "ATOMIC_GROUP":
            text += _sample(list(value))
        elif name == "BRANCH":
            text += _sample(list(value[1][0]))
    return text


def _members(items: list[Any]) -> list[str]:
    """Some characters of a class."""
    negated = any(str(operation) == "NEGATE" for operation, _ in items)
    named: list[str] = []
    for operation, value in items:
        name = str(operation)
        if name == "LITERAL":
            named.append(chr(value))
        elif name == "RANGE":
            named += [chr(value[0]), chr(value[1])]
        elif name == "CATEGORY":
            named += {"DIGIT": ["1"], "SPACE": [" ", "\n"], "WORD": ["a", "1"]}.get(str(value).split("_")[-1], ["-"])
    if not negated:
        return list(dict.fromkeys(named))
    return [character for character in _ANYTHING if character not in named]


class _RanAwayError(Exception):
    pass


def runs_away(pattern: str, flags: int, seconds: float = SECONDS) -> tuple[int, str | None]:
    """How many attacks there were, and the one that takes longer than `seconds` of the processor, if any."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _RanAwayError

    compiled, count, attack = re.compile(pattern, flags), 0, ""
    before = signal.signal(signal.SIGVTALRM, ring)
    try:
        for attack in dict.fromkeys(attacks(pattern, flags)):
            count += 1
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            for _ in compiled.finditer(attack):
                pass
    except _RanAwayError:
        return count, attack
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return count, None


def attack_all() -> dict[str, Any]:
    """Attack every pattern; those that ran away, with what made them."""
    patterns, total, lost = recorded(), 0, []
    for (pattern, flags), place in sorted(patterns.items(), key=lambda item: item[1]):
        count, attack = runs_away(pattern, flags)
        total += count
        if attack is not None:
            lost.append(f"{place}: {pattern[:200]} on {attack[:60]!r}...")
    return {"patterns": len(patterns), "attacks": total, "ran away": lost}


if __name__ == "__main__":
    print(json.dumps(attack_all()))
