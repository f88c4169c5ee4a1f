"""Which names a server of this machine answers to, and whose pages may talk to it.

Belongs here: the guard around an application. Does not belong here: the applications. Without the check of the Host
header, a page on the web could reach a server by a name that resolves to this machine; without that of the Origin
header, it could read the answers of one that lets every page read them, or talk to its web socket.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]


class OwnPagesOnly:
    """Answers requests that come from pages of this machine, or from no page at all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        origin = Headers(scope=scope).get("origin") if scope["type"] in ("http", "websocket") else None
        if origin is None or urlsplit(origin).hostname in ALLOWED_HOSTS:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse("Foreign origin", status_code=403)(scope, receive, send)


def guarded(app: ASGIApp) -> ASGIApp:
    """The application, answering this machine's names and pages only."""
    return TrustedHostMiddleware(OwnPagesOnly(app), allowed_hosts=ALLOWED_HOSTS)
