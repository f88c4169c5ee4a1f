"""dbt in a process of its own that ends with the refresh that started it: `python -m orchestration.dbt_child build`.

With `--serve` it imports dbt and then reads one command a line, as a JSON list, so that it is warm when it is needed.

Belongs here: watching the parent, and serving it. Does not belong here: what dbt is asked to do (`transforming`).
Without the watch, a refresh that is killed would leave dbt behind, holding the build file against the next refresh.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time

SERVE = "--serve"
ENDED = "accord_ended"
"""Key of the line that follows all lines of a served command; its value is the exit code."""


def main() -> None:
    """Run the dbt command line of `sys.argv`, and end at once when the parent process has ended."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    # What dbt makes lives until it ends: looking through it for garbage costs a tenth of its time and finds little.
    gc.set_threshold(100_000, 50, 100)
    if sys.argv[1:] == [SERVE]:
        _serve()
        return
    from dbt.cli.main import cli

    cli()


def _serve() -> None:
    """Run the commands of standard input; a project that was parsed is not parsed again."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from dbt.contracts.graph.manifest import Manifest

    parsed: Manifest | None = None
    for line in sys.stdin:
        result = dbtRunner(manifest=parsed).invoke(json.loads(line))
        # dbt keeps the build file open, and its log unwritten
        DuckDBConnectionManager.close_all_connections()
        if isinstance(result.result, Manifest):
            parsed = result.result
        if result.exception is not None:
            print(result.exception)  # noqa: T201  # heard by the parent, like all that dbt says
        print(json.dumps({ENDED: 0 if result.success else 1}), flush=True)  # noqa: T201


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    main()
