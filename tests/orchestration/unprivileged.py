"""A process that may not read or write whatever it likes, also where the tests run as root, as they do in containers.

Belongs here: the words to put before a command. Does not belong here: the command.
"""

from __future__ import annotations

import os
import shutil
import subprocess

_RIGHTS = "-dac_override,-dac_read_search"
"""What lets root pass over the permissions of files."""


def without_override() -> list[str] | None:
    """What to put before a command so that permissions hold for it; None where this machine has no way to do so."""
    if os.geteuid() != 0:
        return []
    prefix = ["setpriv", "--bounding-set", _RIGHTS, "--inh-caps", _RIGHTS]
    return prefix if shutil.which("setpriv") and _works(prefix) else None


def without_network() -> list[str]:
    """What to put before a command so that it has no network, not even to itself; nothing where that needs more."""
    prefix = ["unshare", "--map-root-user", "--net"]
    return prefix if shutil.which("unshare") and _works(prefix) else []


def _works(prefix: list[str]) -> bool:
    return subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
