"""Where a reader is: the query string of the address, so that every page can be linked, opened anew and gone back to.

Belongs here: reading and writing addresses. Does not belong here: what a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

PAGES = {
    "front": "Overview",
    "conflicts": "Conflicts",
    "agreements": "Agreements",
    "articles": "Articles",
    "timeline": "Timeline",
    "measures": "Measures",
    "sources": "Sources",
    "sql": "SQL",
}
"""Pages of the navigation, and their names."""
_INNER = {"agreement": "agreements", "article": "articles"}
"""Pages that are reached from another one, which stays marked in the navigation."""
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Route:
    """A page and what narrows it down."""

    page: str = "front"
    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Route:
        """The route of an address's parameters; what is no page is the front page."""
        given = {name: value[:_LONGEST] for name, value in pairs if value}
        page = given.pop("page", "front")
        return cls(page if page in PAGES or page in _INNER else "front", given)

    @classmethod
    def read(cls, query: str) -> Route:
        """The route of a query string, with or without its question mark."""
        return cls.of(parse_qsl(query.lstrip("?"), max_num_fields=50) if query.count("&") < 50 else [])

    @property
    def section(self) -> str:
        """The entry of the navigation that this page belongs to."""
        return _INNER.get(self.page, self.page)

    def get(self, name: str) -> str:
        """A parameter; empty where it is not given."""
        return self.given.get(name, "")

    def number(self, name: str, default: int = 1) -> int:
        """A parameter as a whole number from 1; `default` where it is none."""
        value = self.get(name)
        return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 10 else default

    def one_of(self, name: str, allowed: Iterable[str]) -> str:
        """A parameter that takes certain values only; empty where it has none of them."""
        value = self.get(name)
        return value if value in allowed else ""

    def changed(self, **parameters: object) -> str:
        """The address of this page with other parameters; an empty one is left out, and the page number starts anew."""
        return address(self.page, **({k: v for k, v in self.given.items() if k != "n"} | parameters))


def address(page: str, **parameters: object) -> str:
    """The address of a page, relative to wherever the explorer is served."""
    return "?" + urlencode({"page": page} | {name: str(value) for name, value in parameters.items() if value})
