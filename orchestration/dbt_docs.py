"""dbt's own documentation of the models, as one page that opens without a network: `python -m orchestration.dbt_docs`.

Belongs here: making that page from the present build. Does not belong here: descriptions, which stand beside the models
in dbt_project/, or pages written by hand (docs/).
"""

from __future__ import annotations

import sys
from pathlib import Path

from orchestration.errors import ConfigurationError, RefreshFailed
from orchestration.lock import RefreshLock
from orchestration.progress import SILENT
from orchestration.settings import Settings
from orchestration.transforming import run_alone

PAGE = "dbt_docs.html"
"""Name of the page in the warehouse folder."""
_LEFT_OVER = ("catalog.json", "index.html")


def write_dbt_docs(settings: Settings) -> Path:
    """Write the page beside the published file.

    Raises:
        ConfigurationError: nothing was built yet.
        WarehouseBusy: a refresh holds the build.
        RefreshFailed: dbt could not make the page.
    """
    if not settings.build.exists():
        raise ConfigurationError(f"Nothing was built yet: there is no {settings.build}", "Run `accord refresh` first.")
    with RefreshLock(settings):
        code, output = run_alone(settings, ["docs", "generate", "--static", "--no-compile"], SILENT)
        if code:
            raise RefreshFailed(f"dbt docs generate ended with code {code}:\n{output}", "Run `accord refresh --full`.")
        page = (settings.dbt_target / "static_index.html").replace(settings.warehouse / PAGE)
        for name in _LEFT_OVER:
            (settings.dbt_target / name).unlink(missing_ok=True)
    return page


def main() -> int:
    """Write the page of the warehouse that the environment names; 0 when it was written."""
    page = write_dbt_docs(Settings.load())
    print(f"{page} opens in any browser, without a network.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
