"""What can go wrong in ways a person can mend, each with the exit code that `accord` ends with.

Belongs here: failures that are expected, worded as what happened, where, and what to do. Does not belong here: bugs,
which keep their traceback.
"""

from __future__ import annotations


class AccordError(Exception):
    """An expected failure. `advice` says what to do about it, in a sentence."""

    exit_code = 4

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        self.advice = advice


class RefreshFailed(AccordError):  # noqa: N818  # names say what happened
    """The refresh ended early: a full disk, a folder that cannot be written, a model that does not build."""


class PublishingBlocked(AccordError):  # noqa: N818  # names say what happened
    """A critical expectation or a data test failed; the snapshot published before still stands."""

    exit_code = 1


class ConfigurationError(AccordError):
    """A flag, an environment variable or a folder that cannot be used."""

    exit_code = 2


class WarehouseBusy(AccordError):  # noqa: N818  # names say what happened
    """Another refresh holds the warehouse."""

    exit_code = 3
