"""`accord ui`: the Dagster UI, its sensor and its schedule, as long as the command runs.

Belongs here: starting, watching and ending three processes: the code server, the webserver and the daemon. Does not
belong here: what they show or start. Each child leads a process group of its own, so that ending one ends what it
started; a child also ends by itself when this process is gone (`ui_child`).
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from orchestration.errors import AccordError, ConfigurationError, RefreshFailed
from orchestration.instance import prepare_home
from orchestration.settings import Settings
from orchestration.transforming import manifest

HOST = "127.0.0.1"
"""The UI has no log-in: it answers this machine only. README says what to put in front of it."""
DEFAULT_PORT = 3000
_READY_SECONDS = 120.0
_END_SECONDS = 10.0


class UiBusy(AccordError):  # noqa: N818  # like WarehouseBusy
    """The UI of this warehouse is already there."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class _Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path


def serve(settings: Settings, port: int = DEFAULT_PORT, tell: Callable[[str], None] = print) -> int:
    """Serve the UI until SIGINT or SIGTERM; 0 when it was ended so.

    Args:
        settings: the warehouse that is shown and refreshed.
        port: port of the UI on 127.0.0.1.
        tell: is given the lines for the person who started it, the URL among them.

    Raises:
        UiBusy: another `accord ui` serves this warehouse.
        ConfigurationError: the port is taken.
        RefreshFailed: a child ended, or did not begin to answer.
    """
    home = Path(prepare_home(settings))
    with _only_one(home / "ui.json", port), _signals() as ended:
        _require_free(port)
        tell("Starting Dagster ...")
        manifest(settings)  # parsed once, before two processes want it
        children: list[_Child] = []
        try:
            for name, arguments in _commands(home, port).items():
                children.append(_start(name, arguments, settings, home))
                if name == "code":
                    _wait(lambda: (home / "code.sock").exists(), children, ended)
            _wait(lambda: _answers(port), children, ended)
            if not ended:
                tell(f"The Dagster UI is at http://{HOST}:{port}, its sensor on {settings.raw} is on. Ctrl+C ends it.")
            _wait(lambda: False, children, ended, seconds=float("inf"))
        finally:
            _end(children)
            (home / "code.sock").unlink(missing_ok=True)
    tell("Ended.")
    return 0


def _commands(home: Path, port: int) -> dict[str, list[str]]:
    (home / "code.sock").unlink(missing_ok=True)
    workspace = home / "workspace.yaml"
    location = {"grpc_server": {"socket": str(home / "code.sock"), "location_name": "accord"}}
    workspace.write_text(json.dumps({"load_from": [location]}), encoding="utf-8")  # JSON is YAML
    code = ["dagster", "code-server", "start", "--socket", str(home / "code.sock"), "-m", "orchestration.definitions"]
    return {
        "code": [*code, "-a", "defs", "--inject-env-vars-from-instance"],
        "web": ["orchestration.webserver", "-h", HOST, "-p", str(port), "-w", str(workspace), "--log-level", "warning"],
        "daemon": ["dagster._daemon", "run", "-w", str(workspace)],
    }


def _start(name: str, arguments: list[str], settings: Settings, home: Path) -> _Child:
    log = home / f"{name}.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "orchestration.ui_child", *arguments],
            env=os.environ | settings.environment() | {"DAGSTER_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return _Child(name, process, log)


def _wait(ready: Callable[[], bool], children: list[_Child], ended: list[int], seconds: float = _READY_SECONDS) -> None:
    """Until `ready`, or a signal came.

    Raises:
        RefreshFailed: a child ended, or `seconds` passed.
    """
    until = time.monotonic() + seconds
    while not ended and not ready():
        for child in children:
            if (code := child.process.poll()) is not None:
                last = child.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-5:]
                raise RefreshFailed(
                    f"The {child.name} process of the UI ended with code {code}:\n" + "\n".join(last),
                    f"All it said is in {child.log}.",
                )
        if time.monotonic() > until:
            raise RefreshFailed(f"The UI did not answer within {seconds:.0f} seconds", f"See {children[-1].log}.")
        time.sleep(0.2)


def _end(children: list[_Child]) -> None:
    """End all children with everything they started, the kind way first."""
    for kind, seconds in ((signal.SIGTERM, _END_SECONDS), (signal.SIGKILL, _END_SECONDS)):
        for child in children:
            if _group_alive(child.process):
                os.killpg(child.process.pid, kind)
        until = time.monotonic() + seconds
        while time.monotonic() < until and any(_group_alive(child.process) for child in children):
            time.sleep(0.1)


def _group_alive(process: subprocess.Popen[bytes]) -> bool:
    process.poll()  # takes note of a child that ended, which would otherwise count as alive
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/server_info", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ConfigurationError(
                f"Port {port} of {HOST} is taken", "Give another one: accord ui --port 3001"
            ) from error


@contextmanager
def _only_one(path: Path, port: int) -> Iterator[None]:
    """Hold the pid file by a lock that the operating system takes back, whatever happens to this process."""
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            raise UiBusy(_already(file.read()), "Open that one, or end that process.") from None
        file.truncate(0)
        json.dump({"pid": os.getpid(), "url": f"http://{HOST}:{port}"}, file)
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _already(content: str) -> str:
    try:
        entry = json.loads(content)
        return f"The UI of this warehouse is already running at {entry['url']}, process {entry['pid']}"
    except (ValueError, KeyError, TypeError):
        return "The UI of this warehouse is just starting"


@contextmanager
def _signals() -> Iterator[list[int]]:
    """The signals that came, instead of their usual effect, so that children are ended in order."""
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
