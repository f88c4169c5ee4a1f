"""The compiled modules of this package in place of the interpreted ones, where they are there and not stale.

Belongs here: whether to use what `make compiled` left in the environment, decided once, before any other module of the
package is imported. Does not belong here: how it is built (`orchestration.compiling`).

Compiled code stays in a folder of its own, with the hash of the sources that it was made from. It is used only while
the sources have that hash, so an edited rule is never shadowed by what it was before the edit.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

SWITCH = "ACCORD_COMPILED"
"""Environment variable; "0" leaves compiled modules aside."""
FOLDER = Path(sys.prefix) / "accord_compiled"
MADE_FROM = "made_from"
"""File in that folder: the hash of the sources."""
INTERPRETED = frozenset({"__init__", "batch", "compiled", "dates", "lexicon", "rows", "schema", "version"})
"""Names of modules and packages that stay as they are: they find their files, describe their fields, or cost no time.

Dates are read by expressions and closures, which are slower when compiled.
"""


def sources_hash(root: Path) -> str:
    """SHA-256 over the modules of a package in `root`, and the interpreter that they are compiled for."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag}\0".encode())
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def use(folder: Path) -> bool:
    """Have the modules in `folder` imported from now on; False, and a line on stderr if stale, where they are not."""
    made_from = folder / MADE_FROM
    if os.environ.get(SWITCH) == "0" or not made_from.is_file():
        return False
    if made_from.read_text(encoding="ascii") != sources_hash(Path(__file__).parent):
        sys.stderr.write("accord: the compiled extraction is not of these sources and left aside; see make compiled\n")
        os.environ[SWITCH] = "0"  # the processes that this one starts need not say it again
        return False
    sys.meta_path.insert(0, _Compiled(folder))
    return True


class _Compiled(MetaPathFinder):
    """Finds the extension modules in a folder by their full names."""

    def __init__(self, folder: Path) -> None:
        suffix = EXTENSION_SUFFIXES[0]
        self._paths = {
            ".".join(path.relative_to(folder).parts).removesuffix(suffix): path for path in folder.rglob(f"*{suffix}")
        }

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 -- the interface of importers
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """See `importlib.abc.MetaPathFinder`."""
        found = self._paths.get(fullname)
        return None if found is None else spec_from_file_location(fullname, found)


COMPILED = use(FOLDER)
"""Whether this process runs compiled modules."""
