"""Dagster's event log in SQLite, with a connection that is kept: a refresh writes some hundred events.

Belongs here: how connections to the event log are made. Does not belong here: what is stored, or its tables, which are
Dagster's own. Dagster opens and closes a connection for each event, and closing the last one writes the log back,
which took half of a small refresh. Losing the last events in a power cut costs nothing: the next refresh reports the
run.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData

_MOST_ENGINES = 8
"""Runs whose database stays open; a daemon that runs for months sees thousands."""


class KeptConnectionEventLog(SqliteEventLogStorage):
    """`SqliteEventLogStorage` with one open connection for each database, used by one thread at a time."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: dict[str, sa.Engine] = {}
        self._one_at_a_time = threading.Lock()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> "KeptConnectionEventLog":
        """How Dagster makes it from dagster.yaml."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sa.Connection]:
        with self._one_at_a_time, self._engine(shard).begin() as connection:
            yield connection

    def _engine(self, shard: str) -> sa.Engine:
        engine = self._engines.pop(shard, None)
        if engine is None:
            engine = sa.create_engine(
                self.conn_string_for_shard(shard),
                poolclass=sa.pool.StaticPool,
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            self._initdb(engine)
            with engine.connect() as connection:
                connection.execute(sa.text("pragma synchronous = off"))
        self._engines[shard] = engine  # the one used last stands last
        while len(self._engines) > _MOST_ENGINES:
            self._engines.pop(next(iter(self._engines))).dispose()
        return engine

    def delete_events(self, run_id: str) -> None:
        """Forget a run; its database must be closed before its file goes."""
        with self._one_at_a_time:
            engine = self._engines.pop(run_id, None)
        if engine is not None:
            engine.dispose()
        super().delete_events(run_id)

    def dispose(self) -> None:
        """Close all connections."""
        with self._one_at_a_time:
            for engine in self._engines.values():
                engine.dispose()
            self._engines.clear()
        super().dispose()
