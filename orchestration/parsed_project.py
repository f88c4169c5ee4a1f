"""What is worked out once for a version of the dbt project, whichever warehouse asks: the parsed project and lineage.

Belongs here: keeping files under the version that they were made from, and handing them out. Does not belong here: how
they are made (`transforming`, `column_lineage`). Without it each new warehouse would wait for dbt to read the project.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from importlib.metadata import version as installed
from pathlib import Path

from orchestration.settings import Settings

_OUTSIDE_MANIFEST = {"target", "logs", "dbt_packages", "__pycache__"}
_READERS = ("dbt-core", "dbt-adapters", "dbt-duckdb")
"""Other versions of these may write other files."""
_LEDGER = "adjudications.csv"
"""What changes in it touches the claims that it names; a build goes on from the one before."""


def project_version(settings: Settings) -> str:
    """What the files depend on: the files of the project by path, size and time, and who reads them."""
    return _version(settings, but=())


def rules_version(settings: Settings) -> str:
    """What the tables of a build depend on beside its articles and the ledger of decisions."""
    return _version(settings, but=(_LEDGER,))


def _version(settings: Settings, but: Sequence[str]) -> str:
    digest = hashlib.sha256(" ".join(installed(name) for name in _READERS).encode())
    for folder, folders, names in os.walk(settings.dbt_project):
        folders[:] = sorted(f for f in folders if f not in _OUTSIDE_MANIFEST and not f.startswith("."))
        for name in sorted(set(names).difference(but)):
            path = Path(folder, name)
            status = path.stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def fetch(settings: Settings, version: str, names: Sequence[str]) -> bool:
    """Copy files that were kept for this version into dbt's folder of the warehouse; whether all of them were."""
    kept = _kept(settings) / version
    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    try:
        for name in names:
            shutil.copyfile(kept / name, settings.dbt_target / name)
    except OSError:  # not kept, or just taken away because the project changed
        return False
    return True


def keep(settings: Settings, version: str, names: Sequence[str]) -> None:
    """Keep files from dbt's folder of the warehouse for this version, and forget those of others.

    Whoever can not write into the project does without.
    """
    folder = _kept(settings)
    with contextlib.suppress(OSError):
        (folder / version).mkdir(parents=True, exist_ok=True)
        for name in names:
            _copy_whole(settings.dbt_target / name, folder / version / name)
        for other in folder.iterdir():
            if other.name != version:
                shutil.rmtree(other, ignore_errors=True)


def _copy_whole(source: Path, target: Path) -> None:
    """Others may be reading, or writing the same: they see the whole file or none."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as half:
        try:
            half.write(source.read_bytes())
            half.flush()
            Path(half.name).replace(target)
        except OSError:
            Path(half.name).unlink()
            raise


def _kept(settings: Settings) -> Path:
    return settings.dbt_project / "target" / "parsed"
