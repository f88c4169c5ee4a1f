"""`accord explore`: the explorer on 127.0.0.1, as long as the command runs.

Belongs here: the server, its port, and the browser that is opened. Does not belong here: pages.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import marimo
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from explorer import pages
from explorer.first_look import FirstLook
from explorer.route import Route
from explorer.templates import head
from orchestration.errors import ConfigurationError
from orchestration.hosts import guarded
from orchestration.reading import reading, require
from orchestration.settings import Settings

HOST = "127.0.0.1"
"""The explorer has no log-in: it answers this machine only."""
DEFAULT_PORT = 2718
_SESSION_SECONDS = 30
"""How long the notebook of a page that was closed is kept, for a page that only lost its connection."""


def application(published: Path) -> ASGIApp:
    """The notebook over a published file as a web application; the notebook itself reads ACCORD_WAREHOUSE."""
    served: list[Any] = []

    def noted(app: ASGIApp) -> ASGIApp:
        served.append(app)
        return app

    @asynccontextmanager
    async def ended_in_order(_: Starlette) -> AsyncIterator[None]:
        yield
        for app in served:  # Starlette does not tell a mounted application that the server ends
            await app.state.session_manager.shutdown()

    notebook = str(Path(__file__).with_name("app.py"))
    builder = marimo.create_asgi_app(quiet=True, session_ttl=_SESSION_SECONDS, html_head=head())
    notebooks = builder.with_app(path="", root=notebook, middleware=[noted]).build()
    served_here = guarded(FirstLook(notebooks, published))
    return Starlette(routes=[Mount("/", served_here)], lifespan=ended_in_order)


def serve(
    settings: Settings, port: int = DEFAULT_PORT, browser: bool = True, tell: Callable[[str], None] = print
) -> int:
    """Serve the explorer until SIGINT or SIGTERM; 0 when it was ended so.

    Args:
        settings: the warehouse that is shown.
        port: port on 127.0.0.1; 0 takes a free one.
        browser: whether to open the page.
        tell: is given the lines for the person who started it, the URL among them.

    Raises:
        ConfigurationError: nothing is published, or the port is taken.
    """
    require(settings.published)
    os.environ.update(settings.environment())  # the notebook runs in this process
    with _listening(port) as listener:
        with reading(settings.published) as connection:  # before anything is served: trouble is told here
            pages.front.show(connection, Route())  # and what the first page needs is imported, and read, by then
        url = f"http://{HOST}:{listener.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(application(settings.published), log_level="error", timeout_graceful_shutdown=2)
        )
        tell(f"The explorer is at {url} - Ctrl+C ends it.")
        if browser:
            threading.Timer(0.5, webbrowser.open, (url,)).start()
        with _quiet_end():
            server.run(sockets=[listener])
    return 0


@contextmanager
def _quiet_end() -> Iterator[None]:
    """A signal that ends the server ends nothing else: uvicorn raises it once more when it is done."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise ConfigurationError(
            f"Port {port} of {HOST} is taken", f"Give another one: accord explore --port {DEFAULT_PORT + 1}"
        ) from error
    return listener
