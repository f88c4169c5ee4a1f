"""Every setting of a refresh, from flags before environment variables before defaults, checked once.

Belongs here: names, defaults, bounds, and the places in the warehouse folder that follow from them. Does not belong
here: anything that opens a file. Imports the standard library only (see `state`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from orchestration.errors import ConfigurationError

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds extraction/, dbt_project/ and the other parts: the repository's root."""

ON_NEW_CONFLICT = ("warn", "block")


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """One refresh's settings. `Settings.load` reads them; tests may build one by hand."""

    raw: Path
    """The folder of articles. Only ever read."""
    warehouse: Path
    """The folder that holds accord.duckdb, build.duckdb, snapshots/ and everything else a refresh writes."""
    processes: int = field(default_factory=_cores)
    """Processes that annotate."""
    batch_size: int = 256
    """Articles in a batch: the unit that is sent to a process and that is committed."""
    snapshots_kept: int = 5
    """Published files kept in snapshots/, the current one included."""
    max_article_bytes: int = 250_000
    """Longest text of an article, in bytes of UTF-8, some 40,000 words; what is longer is rejected."""
    article_seconds: float = 2.0
    """Longest processor time that one article may take to annotate; what takes longer gets an error and no facts."""
    annotations_kept_days: int = 30
    """Annotations that no current article needs stay this long, so that a file put back costs nothing."""
    memory_mb: int = 800
    """Most memory that DuckDB may take in a process of a refresh before it spills to the warehouse folder."""
    on_new_conflict: str = "warn"
    """Whether a contradiction that the snapshot before did not have blocks publishing (block) or not (warn)."""
    dask: str | None = None
    """Address of a Dask scheduler that annotates in place of local processes."""
    alert: str | None = field(default=None, repr=False)
    """Whom to tell of a scheduled or sensed refresh that failed: a URL, or `command:PROGRAM ARGUMENTS` (see `alerts`).
    It may hold a secret, so it is not shown."""

    @property
    def build(self) -> Path:
        """The writer's own database."""
        return self.warehouse / "build.duckdb"

    @property
    def published(self) -> Path:
        """The database that analysts open."""
        return self.warehouse / "accord.duckdb"

    @property
    def snapshots(self) -> Path:
        """The last published files."""
        return self.warehouse / "snapshots"

    @property
    def scratch(self) -> Path:
        """Files that live only as long as a refresh: half-written databases, spilled memory, unpacked input."""
        return self.warehouse / "scratch"

    @property
    def spill(self) -> Path:
        """Where DuckDB puts what does not fit into memory."""
        return self.scratch / "spill"

    @property
    def dagster_home(self) -> Path:
        """Runs, events and schedules of Dagster."""
        return self.warehouse / "dagster"

    @property
    def dbt_target(self) -> Path:
        """Manifest, results and logs of dbt."""
        return self.warehouse / "dbt"

    @property
    def docs(self) -> Path:
        """Data Docs of the gate."""
        return self.warehouse / "docs"

    @property
    def lock_file(self) -> Path:
        """Held by whoever refreshes (see `lock`)."""
        return self.warehouse / "refresh.lock"

    @property
    def state_file(self) -> Path:
        """What the published file was made from (see `state`)."""
        return self.warehouse / "published.json"

    @property
    def dbt_project(self) -> Path:
        """The project that dbt builds."""
        return PROJECT / "dbt_project"

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, **flags: object) -> Settings:
        """Settings from `flags` (those that are not None), else the environment (`variable_of`), else defaults.

        Raises:
            ConfigurationError: a value is of the wrong kind or out of bounds, or raw/ and the warehouse overlap.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, object] = {}
        for name in (f.name for f in fields(cls)):
            flag, variable = flags.pop(name, None), variable_of(name)
            if flag is not None:
                values[name] = _read(name, flag, f"--{name.replace('_', '-')}")
            elif environment.get(variable, "") != "":
                values[name] = _read(name, environment[variable], variable)
        if flags:
            raise TypeError(f"no such settings: {', '.join(flags)}")
        values.setdefault("raw", PROJECT / "raw")
        values.setdefault("warehouse", PROJECT / "warehouse")
        settings = cls(**values)  # type: ignore[arg-type]  # _read gives each field its own type
        settings._check_folders()
        return settings

    def environment(self) -> dict[str, str]:
        """These settings as environment variables, for a child process that has to see the same ones."""
        return {variable_of(f.name): str(v) for f in fields(self) if (v := getattr(self, f.name)) is not None}

    def _check_folders(self) -> None:
        if self.warehouse == self.raw or self.warehouse in self.raw.parents or self.raw in self.warehouse.parents:
            raise ConfigurationError(
                f"raw/ ({self.raw}) and the warehouse ({self.warehouse}) must not lie inside each other",
                "Give two separate folders with --raw and --warehouse.",
            )


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return "ACCORD_SNAPSHOTS" if name == "snapshots_kept" else f"ACCORD_{name.upper()}"


def _read(name: str, value: object, source: str) -> object:
    try:
        return _READERS[name](str(value))
    except ValueError as error:
        raise ConfigurationError(f"{source} is {str(value)!r}, which {error}", f"Correct {source}.") from None


def _folder(value: str) -> Path:
    if "\0" in value:
        raise ValueError("is no path")
    return Path(value).expanduser().resolve()


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.strip().isascii() or not value.strip().isdigit() or not low <= int(value) <= high:
            raise ValueError(f"is no whole number from {low:,} to {high:,}")
        return int(value)

    return read


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0.1 <= seconds <= 3600:
        raise ValueError("is no number of seconds from 0.1 to 3600")
    return seconds


def _policy(value: str) -> str:
    if value not in ON_NEW_CONFLICT:
        raise ValueError(f"is none of {', '.join(ON_NEW_CONFLICT)}")
    return value


def _address(value: str) -> str:
    if "://" not in value:
        raise ValueError("is no address such as tcp://127.0.0.1:8786")
    return value


def _alert(value: str) -> str:
    from orchestration.alerts import targets  # a module of its own, and rarely needed

    targets(value)
    return value


_READERS: dict[str, Callable[[str], object]] = {
    "raw": _folder,
    "warehouse": _folder,
    "processes": _whole(1, 512),
    "batch_size": _whole(1, 100_000),
    "snapshots_kept": _whole(1, 10_000),
    "max_article_bytes": _whole(1_000, 1_000_000_000),
    "article_seconds": _seconds,
    "annotations_kept_days": _whole(0, 36_500),
    "memory_mb": _whole(200, 1_000_000),
    "on_new_conflict": _policy,
    "dask": _address,
    "alert": _alert,
}
