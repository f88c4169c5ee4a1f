"""Long answers in pages.

Belongs here: which rows a page holds. Does not belong here: the rows. No page asks for more than it shows.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of `total` rows; a number that is too high is the last page."""

    wanted: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page, 1 when there is nothing."""
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        """The page shown, from 1."""
        return min(max(1, self.wanted), self.last)

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        """The number of the first row shown, from 1."""
        return min(self.offset + 1, self.total)

    @property
    def last_row(self) -> int:
        """The number of the last row shown."""
        return min(self.offset + self.size, self.total)
