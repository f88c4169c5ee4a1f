"""What a target of an alert gets, and that none of it can become a command, another address or a second message."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from orchestration import alerts
from orchestration.alerts import BLOCKED, Alert, AlertNotSent, send, targets
from orchestration.errors import ConfigurationError
from orchestration.settings import Settings

NASTY = "$(touch taken); `id` <!channel> & \"'\n{{ 1 }}\r\nX-Header: 1\x1b[31m\u202e"
ALERT = Alert(BLOCKED, "sensor raw_folder", "run", "gate", NASTY, "/warehouse", None, "2025-01-01T00:00:00+00:00")


class Listener:
    """A webhook on this machine that keeps what it is sent and gives the answers it was told to."""

    def __init__(self, *answers: int) -> None:
        self.bodies: list[dict[str, object]] = []
        self.paths: list[str] = []
        listener, left = self, list(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                listener.paths.append(self.path)
                listener.bodies.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                self.send_response(left.pop(0) if left else 200)
                self.send_header("location", "/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()

            def do_GET(self) -> None:
                listener.paths.append(f"GET {self.path}")
                self.send_error(500)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?secret=s3cret"


@contextmanager
def listening(*answers: int) -> Iterator[Listener]:
    listener = Listener(*answers)
    thread = threading.Thread(target=listener.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield listener
    finally:
        listener.server.shutdown()
        thread.join()
        listener.server.server_close()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "_PAUSE_SECONDS", 0.0)


def test_a_webhook_gets_the_alert_as_json() -> None:
    with listening() as listener:
        send(ALERT, listener.url)
    (body,) = listener.bodies
    assert body["event"] == "refresh_blocked"
    assert body["error"] == NASTY
    assert listener.paths == ["/hook?secret=s3cret"]


def test_the_line_that_a_chat_shows_calls_nobody() -> None:
    text = ALERT.summary
    assert text.startswith("Accord: a refresh (sensor raw_folder) was blocked; nothing is published.")
    assert text.isprintable()
    assert not set("<>") & set(text)


def test_a_webhook_in_trouble_is_tried_again_and_one_that_refuses_is_not() -> None:
    with listening(500, 503) as troubled:
        send(ALERT, troubled.url)
    assert len(troubled.bodies) == 3
    with listening(403) as refusing, pytest.raises(AlertNotSent, match="answered 403"):
        send(ALERT, refusing.url)
    assert len(refusing.bodies) == 1


def test_a_webhook_that_sends_elsewhere_is_not_followed() -> None:
    with listening(302) as listener, pytest.raises(AlertNotSent, match="answered 302") as refused:
        send(ALERT, listener.url)
    assert listener.paths == ["/hook?secret=s3cret"]
    assert "s3cret" not in str(refused.value)


def test_a_command_gets_the_alert_on_standard_input_and_no_shell(tmp_path: Path) -> None:
    out = tmp_path / "it's here.json"
    script = tmp_path / "tell.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write(sys.stdin.read() + str(len(sys.argv)))")
    send(ALERT, f'command:{sys.executable} {script} "{out}"')
    content = out.read_text()
    assert content.endswith("}2")
    assert json.loads(content[:-1])["error"] == NASTY
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it's here.json", "tell.py"]


def test_a_command_that_fails_or_hangs_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AlertNotSent, match="ended with 7: no"):
        send(ALERT, f"command:{sys.executable} -c \"import sys; print('no', file=sys.stderr); sys.exit(7)\"")
    with pytest.raises(AlertNotSent, match="No such file"):
        send(ALERT, "command:/nowhere/at/all")
    monkeypatch.setattr(alerts, "_COMMAND_SECONDS", 0.3)
    with pytest.raises(AlertNotSent, match="still at work"):
        send(ALERT, "command:sh -c 'sleep 60 & wait'")


def test_one_target_that_fails_does_not_keep_the_next_from_being_told() -> None:
    with listening() as listener, pytest.raises(AlertNotSent, match="nowhere"):
        send(ALERT, f"command:/nowhere/at/all ; {listener.url}")
    assert len(listener.bodies) == 1


@pytest.mark.parametrize(
    "setting", ["", "nonsense", "ftp://a.example/", "https://", "command:", "file:///etc/passwd", "https://a b/"]
)
def test_what_is_no_target_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r"neither|names no"):
        targets(setting)


def test_the_setting_is_checked_and_kept_out_of_sight(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="ACCORD_ALERT"):
        Settings.load({"ACCORD_ALERT": "nonsense"})
    settings = Settings.load({"ACCORD_ALERT": "https://a.example/s3cret"})
    assert settings.environment()["ACCORD_ALERT"] == "https://a.example/s3cret"
    assert "s3cret" not in repr(settings)
