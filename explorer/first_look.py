"""The first page as part of the document that is served, so that it is read while the notebook is still loading.

Belongs here: putting the page of an address into that document. Does not belong here: the page (`pages`), or taking it
away once the notebook shows the same (`explorer.js`). The notebook's own scripts take seconds to load; a page takes a
few queries.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer import pages, route
from explorer.templates import filled

_ROOT = b'<div id="root"></div>'
"""Where the notebook will be shown."""
_OF_THIS_VERSION = (b"if-none-match", b"if-modified-since")
"""Asks whether marimo's document has changed, which says nothing about the page in it."""


class FirstLook:
    """Answers as the notebook's application does, with the page of the address in its document."""

    def __init__(self, app: ASGIApp, published: Path) -> None:
        self._app, self._published = app, published

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; put the page into the answer where it is the document."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        page = await run_in_threadpool(first_look, self._published, scope["query_string"].decode("latin-1"))
        headers = [(name, value) for name, value in scope["headers"] if name not in _OF_THIS_VERSION]
        start: Message = {}
        body = b""

        async def with_page(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                filled_in = body.replace(_ROOT, page.encode() + _ROOT, 1)
                answer = MutableHeaders(raw=start["headers"])
                del answer["etag"]
                answer["content-length"] = str(len(filled_in))
                await send(start)
                await send({"type": "http.response.body", "body": filled_in})

        await self._app({**scope, "headers": headers}, receive, with_page)


def first_look(published: Path, query: str) -> Markup:
    """The header and the page of an address; a chart is left to the notebook."""
    where = route.Route.read(query)
    shown = pages.show(published, where)
    header = filled("header", route=where, pages=route.PAGES)
    return filled("first_look", header=header, page=shown.html, below=shown.below or "")
