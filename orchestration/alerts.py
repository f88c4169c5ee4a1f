"""Telling somebody that a refresh nobody watches has failed: over HTTP, or by a command.

Belongs here: what is told, to whom, and how it is sent. Does not belong here: noticing the failure (`alerts_sensor`).

What is told may hold words of articles, so nothing of it is ever part of a command line, a URL or a header: a webhook
gets JSON as the body of a POST, a command gets the same JSON on standard input and is started without a shell.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from orchestration.errors import AccordError

COMMAND = "command:"
"""What a target that is no URL begins with."""
SEPARATOR = " ; "
"""What stands between the targets of one setting."""

BLOCKED, FAILED = "refresh_blocked", "refresh_failed"

_LONGEST_ERROR = 4_000
_ATTEMPTS = 3
_PAUSE_SECONDS = 1.0
_ANSWER_SECONDS = 5.0
_COMMAND_SECONDS = 20.0
# A tick of a sensor may take a minute in all.


class AlertNotSent(AccordError):  # noqa: N818  # like the names in `errors`
    """A target did not take the alert."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a target is told, field by field."""

    event: str
    """`BLOCKED` when the gate kept a build from being published, else `FAILED`."""
    started_by: str
    """The sensor or schedule that started the run, such as "sensor raw_folder"."""
    run_id: str
    step: str | None
    """The step that failed; None for a run that ended without a word."""
    error: str
    """What happened and what to do, as the run says it."""
    warehouse: str
    stands: str | None
    """The snapshot that is published still; None when there is none."""
    at: str
    """When it failed, ISO 8601, UTC."""

    @property
    def summary(self) -> str:
        """One line that a chat shows, its first line of the error without marks that a chat would obey."""
        what = "was blocked" if self.event == BLOCKED else "failed"
        first = self.error.strip().partition("\n")[0][:300]
        still = f"snapshot {self.stands} still stands" if self.stands else "nothing is published"
        plain = "".join(c if c.isprintable() else " " for c in first)
        for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            plain = plain.replace(mark, entity)
        return f"Accord: a refresh ({self.started_by}) {what}; {still}. {plain}"

    def as_json(self) -> bytes:
        """The body that is sent; `text` is what chat services show of a webhook."""
        fields = asdict(self) | {"error": self.error[:_LONGEST_ERROR], "text": self.summary}
        return json.dumps(fields).encode()


def targets(setting: str) -> list[str]:
    """The targets of a setting, checked.

    Raises:
        ValueError: one is neither an http(s) URL nor `command:` and a program.
    """
    found = [target.strip() for target in setting.split(SEPARATOR)]
    for target in found:
        if target.startswith(COMMAND):
            if not _words(target):
                raise ValueError("names no program after command:")
        else:
            url = urlsplit(target)
            if url.scheme not in ("http", "https") or not url.hostname or any(c.isspace() for c in target):
                raise ValueError("is neither a URL such as https://host/path nor command:PROGRAM ARGUMENTS")
    return found


def send(alert: Alert, setting: str) -> None:
    """Tell every target of the setting, also when one before it failed.

    Raises:
        AlertNotSent: one or more did not take it. URLs, which may hold a secret, are not part of the message.
    """
    failures = []
    for target in targets(setting):
        try:
            if target.startswith(COMMAND):
                _run(_words(target), alert.as_json())
            else:
                _post(target, alert.as_json())
        except (OSError, subprocess.SubprocessError, AlertNotSent) as error:
            name = _words(target)[0] if target.startswith(COMMAND) else urlsplit(target).hostname
            failures.append(f"{name}: {error}")
    if failures:
        raise AlertNotSent("; ".join(failures), "Correct ACCORD_ALERT, or what it names; the refresh is not affected.")


def _words(target: str) -> list[str]:
    return shlex.split(target.removeprefix(COMMAND))


def _opener() -> urllib.request.OpenerDirector:
    """A client that follows no redirection: what is told is meant for the target that was named."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _post(url: str, body: bytes) -> None:
    """One POST; a target that cannot be reached, or has trouble of its own, is tried again."""
    opener = _opener()
    request = urllib.request.Request(url, body, {"content-type": "application/json", "user-agent": "accord"})
    for attempt in range(_ATTEMPTS):
        try:
            with opener.open(request, timeout=_ANSWER_SECONDS):
                return
        except urllib.error.HTTPError as error:
            error.close()
            trouble, again = f"answered {error.code}", error.code >= 500 or error.code == 429
        except OSError as error:
            trouble, again = str(getattr(error, "reason", error)), True
        if not again:
            break
        if attempt < _ATTEMPTS - 1:
            time.sleep(_PAUSE_SECONDS)
    raise AlertNotSent(trouble)


def _run(command: list[str], body: bytes) -> None:
    """Start the program with the JSON on its standard input; it is ended, with all it started, when it takes long."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, said = process.communicate(body, timeout=_COMMAND_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise AlertNotSent(f"still at work after {_COMMAND_SECONDS:.0f} seconds; ended") from None
    if process.returncode:
        last = said.decode(errors="replace").strip()[-300:]
        raise AlertNotSent(f"ended with {process.returncode}: {last}")
