"""A part of the UI that ends, with all it started, when `accord ui` is gone: `python -m orchestration.ui_child MODULE
...`.

Belongs here: watching the parent. Does not belong here: what the part does. Without the watch, a UI that is killed
would leave servers behind that hold its port and start refreshes that nobody asked for.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

_LOOK_SECONDS = 1.0


def main() -> None:
    """Run the module named by the first argument as if it had been started with the others."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
