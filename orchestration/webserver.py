"""Dagster's webserver, answering this machine's names only, with the gate's Data Docs beside it.

Belongs here: what is put around Dagster's own application. Does not belong here: starting it (`ui`). Without the check
of the Host header, a page on the web could reach the UI of whoever opens it by a name that resolves to this machine.
"""

from __future__ import annotations

from typing import Any

import dagster_webserver.cli as webserver
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from orchestration.checks import DOCS_PATH
from orchestration.hosts import ALLOWED_HOSTS
from orchestration.settings import Settings

_FACTORY = "create_app_from_workspace_process_context"
"""What dagster-webserver's command calls to make its application."""


def main() -> None:
    """Serve, with the arguments of `dagster-webserver`."""
    made = getattr(webserver, _FACTORY)
    docs = Settings.load().docs

    def guarded(*args: Any, **kwargs: Any) -> Any:
        app = made(*args, **kwargs)
        files = StaticFiles(directory=docs, html=True, check_dir=False)
        app.router.routes.insert(0, Mount(DOCS_PATH, files))  # before Dagster's own, which answers every path
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=ALLOWED_HOSTS)
        return app

    setattr(webserver, _FACTORY, guarded)
    webserver.cli(prog_name="accord ui")


if __name__ == "__main__":
    main()
