"""The numbers and the one policy that an operator may set, each with its reason.

Belongs here: thresholds. Does not belong here: what is compared with them (see the suites).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal, Self, get_args

OnNewConflict = Literal["warn", "block"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What the gate tolerates.

    A threshold is only ever loosened here or in the environment, where it can be seen, never inside a suite.
    """

    on_new_conflict: OnNewConflict = "warn"
    """Whether a disagreement that the last snapshot did not have stops publishing, or only warns."""
    max_yield_drop: float = 0.5
    """Largest share of the facts of one kind that may vanish from articles which both snapshots hold. A rule that got
    more precise loses a few in a hundred; a broken extractor loses most."""
    max_contradiction_jump: float = 0.15
    """Largest rise in the share of contradicted claims among the claims of articles which both snapshots hold. New
    articles bring contradictions honestly; the same articles hardly do."""
    min_facts: int = 20
    """Fewer facts than this before, or fewer newly contradicted claims, are too few to judge a change by."""
    max_failed_share: float = 0.1
    """Largest share of the articles whose extraction may fail. A single article can be hostile; a tenth of them is
    not."""
    min_articles: int = 5
    """Fewer articles than this are too few to tell a broken extraction from one hostile article."""
    max_rejected_share: float = 0.2
    """Share of inputs that may be unreadable before a person should look at the folder."""
    max_shrink: float = 0.5
    """Share of the articles that may disappear between two snapshots before a person should look at the folder."""

    def __post_init__(self) -> None:
        if self.on_new_conflict not in get_args(OnNewConflict):
            raise ValueError(f"on_new_conflict is {self.on_new_conflict!r}; it takes warn or block")

    @classmethod
    def from_environment(cls, on_new_conflict: str = "warn") -> Self:
        """The default policy with what `ACCORD_MAX_YIELD_DROP` and `ACCORD_MAX_CONTRADICTION_JUMP` change of it."""
        values = {
            name: _share(f"ACCORD_{name.upper()}")
            for name in ("max_yield_drop", "max_contradiction_jump")
            if f"ACCORD_{name.upper()}" in os.environ
        }
        return cls(on_new_conflict=on_new_conflict, **values)  # type: ignore[arg-type]


def _share(variable: str) -> float:
    text = os.environ[variable]
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"{variable} is {text!r}; it takes a share between 0 and 1")
    return value
