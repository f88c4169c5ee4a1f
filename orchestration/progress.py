"""How the stages of a refresh say where they are, whoever listens: a terminal, a Dagster log, nobody.

Belongs here: the interface, and its silent form, which does nothing. Does not belong here: drawing (`console`).
"""

from __future__ import annotations


class Progress:
    """Told about stages and steps. This one is silent; listeners override what they want to hear."""

    def stage(self, name: str) -> None:
        """A stage begins; the one before has ended. `name` reads like "Loading articles"."""

    def step(self, done: int, total: int | None, unit: str = "articles") -> None:
        """`done` of `total` units of the current stage are finished; `total` is None while it is unknown."""

    def note(self, message: str) -> None:
        """One line that a person may want to see: an orphan ended, a batch retried."""


SILENT = Progress()
