"""Refreshes killed with -9 at random moments, whole or in parts, and what the next one makes of what they left.

Belongs here: choosing the moment and the victims, and judging what is there afterwards. Does not belong here: starting
and comparing refreshes (`soak_refreshing`).
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field

import duckdb
import psutil

from benchmarks.soak_refreshing import (
    STAGES,
    Refresh,
    World,
    differences,
    family_ended,
    faults_of,
    left_behind,
)

_KILLED = (1, 2, 3, 4, 5)
"""Stages that are killed, as indices of STAGES, one after the other."""
_VICTIMS = {
    2: ("everything", "the refresh", "a worker", "every worker"),
    3: ("everything", "the refresh", "dbt"),
}
_ALWAYS = ("everything", "the refresh")


@dataclass(slots=True)
class Kills:
    """What came of it."""

    injected: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By stage and victim."""
    recovered: int = 0
    rows_lost: int = 0
    rows_too_many: int = 0
    repeated: int = 0
    """Annotations that were committed and made again."""
    troubles: list[str] = field(default_factory=list)


def kill_refreshes(world: World, rounds: int, seed: int, until: float) -> Kills:
    """Kill `rounds` refreshes, fewer when the clock passes `until`."""
    pick, kills = random.Random(seed), Kills()
    for number in range(rounds):
        if time.monotonic() > until:
            break
        stage = _KILLED[number % len(_KILLED)]
        choices = _VICTIMS.get(stage, _ALWAYS)
        victims = choices[(number // len(_KILLED)) % len(choices)]
        published = number % 6 != 5
        before = len(kills.troubles)
        _one(world.again(published=published), stage, victims, pick, kills, published=published)
        found = kills.troubles[before:]
        print(f"  {STAGES[stage]}, {victims}: {'; '.join(found) or 'recovered'}", flush=True)
    return kills


def _one(world: World, stage: int, victims: str, pick: random.Random, kills: Kills, *, published: bool) -> None:
    settings, refresh = world.settings, Refresh(world.settings)
    moment = pick.random() * world.seconds[stage]
    if refresh.reach(stage):
        time.sleep(moment)
    family = refresh.family()
    chosen = _chosen(family, victims, pick)
    at = min(refresh.stage, len(STAGES) - 1)
    for process in chosen:
        try:
            process.kill()
        except psutil.Error:
            continue  # it had just ended by itself
    kills.injected[at, victims] += 1
    trouble = kills.troubles.append
    try:
        code = refresh.end()
    except TimeoutError as error:
        trouble(f"hangs after the kill: {error}")
        return
    if code not in (0, 4, -9) or "Traceback" in refresh.words:
        trouble(f"ended with {code}: {refresh.told}")
    if settings.published.exists():
        for fault in faults_of(settings.published):
            trouble(f"the published file {fault}")
        if differences(world.before, settings.published) and differences(world.expected, settings.published):
            trouble("the published file is neither the one before nor the one after")
    elif published:
        trouble("the published file is gone")
    committed = None
    if pick.random() < 0.5:  # otherwise the next refresh meets whoever is still there
        if not family_ended(family[1:]):
            trouble(f"outlived the refresh: {[p.pid for p in family[1:] if p.is_running()]}")
        committed = _committed(world)
    _recover(world, kills, committed)


def _recover(world: World, kills: Kills, committed: int | None) -> None:
    settings, trouble = world.settings, kills.troubles.append
    again = Refresh(settings)
    try:
        code = again.end()
    except TimeoutError as error:
        trouble(f"the next refresh hangs: {error}")
        return
    if code:
        trouble(f"the next refresh ended with {code}: {again.told}")
        return
    outcome = again.outcome
    lost = differences(world.expected, settings.published)
    kills.rows_lost += sum(missing for missing, _ in lost.values())
    kills.rows_too_many += sum(extra for _, extra in lost.values())
    if lost:
        trouble(f"other rows than undisturbed: {lost}")
    if not outcome.get("nothing_new") and committed is not None:
        to_do = int(outcome["load"]["articles"]) - committed
        more = int(outcome["annotate"]["annotated"]) - to_do
        kills.repeated += max(0, more)
        if more > 0:
            trouble(f"{more} committed annotations were made again")
    if left := left_behind(settings):
        trouble(f"left behind: {left}")
    else:
        kills.recovered += not lost


def _chosen(family: list[psutil.Process], victims: str, pick: random.Random) -> list[psutil.Process]:
    if victims == "everything":
        return family[::-1] if pick.random() < 0.5 else family
    if victims == "the refresh":
        return family[:1]
    dbt: list[psutil.Process] = []
    workers: list[psutil.Process] = []
    for process in family[1:]:
        try:
            (dbt if "orchestration.dbt_child" in process.cmdline() else workers).append(process)
        except psutil.Error:
            continue
    if victims == "dbt":
        return dbt
    leaves = [p for p in workers if not _children(p)]
    return leaves if victims == "every worker" else pick.sample(leaves, min(1, len(leaves)))


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.Error:
        return []


def _committed(world: World) -> int | None:
    """Articles of the second state whose annotation is committed, or None where no refresh came so far as to load."""
    build = world.settings.build
    if not build.exists():
        return None
    try:
        with duckdb.connect(str(build), read_only=True) as connection:
            loaded, done = connection.execute(
                "select count(*), count(*) filter (annotation_key in (select annotation_key from raw.annotations))"
                " from raw.articles"
            ).fetchall()[0]
    except duckdb.Error:  # no such tables yet, or somebody still has it open
        return None
    with duckdb.connect(str(world.expected), read_only=True) as connection:
        total = connection.execute("select count(*) from marts.articles").fetchall()[0][0]
    return int(done) if loaded == total else None
