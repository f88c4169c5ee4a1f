"""dbt in a process of its own that ends with the refresh that started it: `python -m orchestration.dbt_child build`.

Belongs here: watching the parent. Does not belong here: what dbt is asked to do (`transforming`). Without the watch, a
refresh that is killed would leave dbt behind, holding the build file against the next refresh.
"""

from __future__ import annotations

import os
import threading
import time


def main() -> None:
    """Run the dbt command line of `sys.argv`, and end at once when the parent process has ended."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    from dbt.cli.main import cli

    cli()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
