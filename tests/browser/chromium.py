"""A real Chromium that reaches this machine only, and what is served to it as a person would start it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    # whatever a page asks another machine for fails, as it would without a network
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def chromium(profile: Path, width: int = 1280, height: int = 1000) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own, ended afterwards. There must be one (`CHROMIUM`, `DRIVER`)."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*_FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_page_load_timeout(120)
    try:
        yield driver
    finally:
        driver.quit()


def explored(warehouse: Path) -> AbstractContextManager[str]:
    """The address at which `accord explore` serves a warehouse; it must end in order."""
    return _served("explore", "--no-browser", "--port", "0", ACCORD_WAREHOUSE=str(warehouse))


def orchestrated(raw: Path, warehouse: Path, port: int) -> AbstractContextManager[str]:
    """The address at which `accord ui` serves a warehouse; it must end in order."""
    return _served("ui", "--port", str(port), ACCORD_RAW=str(raw), ACCORD_WAREHOUSE=str(warehouse))


def _await_listening(port: int) -> None:
    """The address is told when the server is about to listen."""
    for _ in range(300):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on {port}")


@contextmanager
def _served(*arguments: str, **environment: str) -> Iterator[str]:
    command = [str(Path(sys.executable).with_name("accord")), *arguments]
    environment = os.environ | environment | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        said = ""
        for line in process.stdout or ():
            said += line
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                _await_listening(int(found[1]))
                yield found[0]
                break
        else:
            raise RuntimeError(f"accord {arguments[0]} ended: {said}")
    finally:
        process.terminate()
        code = process.wait(timeout=60)
        if process.stdout is not None:
            process.stdout.close()
    assert code == 0, f"accord {arguments[0]} ends in order"
