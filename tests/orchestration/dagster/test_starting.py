"""What starts a refresh by itself: the sensor on raw/, and the keys that keep it from starting one twice."""

from __future__ import annotations

import dagster as dg

from orchestration.definitions import build_defs
from orchestration.lock import RefreshLock
from orchestration.settings import Settings
from orchestration.state import fingerprint, note_published


def _tick(settings: Settings, instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    (sensor,) = build_defs(settings).sensors or ()
    assert isinstance(sensor, dg.SensorDefinition)
    answer = sensor(dg.build_sensor_context(instance))
    assert isinstance(answer, dg.RunRequest | dg.SkipReason)
    return answer


def _run_key(settings: Settings, instance: dg.DagsterInstance) -> str:
    answer = _tick(settings, instance)
    assert isinstance(answer, dg.RunRequest), answer
    return str(answer.run_key)


def test_nothing_new_starts_nothing(copied: Settings, instance: dg.DagsterInstance) -> None:
    assert isinstance(_tick(copied, instance), dg.SkipReason)


def test_a_new_file_starts_one_run_however_often_it_is_seen(copied: Settings, instance: dg.DagsterInstance) -> None:
    (copied.raw / "new.txt").write_text("Peru and Chile signed a treaty.\n")
    assert _run_key(copied, instance) == _run_key(copied, instance)


def test_a_state_that_comes_back_starts_again(copied: Settings, instance: dg.DagsterInstance) -> None:
    first = str(fingerprint(copied))
    (copied.raw / "new.txt").write_text("Peru and Chile signed a treaty.\n")
    appeared = _run_key(copied, instance)
    note_published(copied, str(fingerprint(copied)), "second")
    (copied.raw / "new.txt").unlink()
    undone = _run_key(copied, instance)
    assert undone != appeared
    note_published(copied, first, "third")
    assert isinstance(_tick(copied, instance), dg.SkipReason)


def test_nothing_is_started_while_a_refresh_holds_the_warehouse(copied: Settings, instance: dg.DagsterInstance) -> None:
    (copied.raw / "new.txt").write_text("Peru and Chile signed a treaty.\n")
    with RefreshLock(copied, "a test"):
        answer = _tick(copied, instance)
    assert isinstance(answer, dg.SkipReason)
    assert "a test" in str(answer.skip_message)
