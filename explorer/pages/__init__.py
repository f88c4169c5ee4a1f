"""The pages, one module each: what a page asks the published file, and which template shows the answer.

Belongs here: `show`, which finds the page of a route. Does not belong here: SQL of any page, or marimo.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from explorer.pages import agreements, articles, conflicts, front, measures, query, reader, sources, timeline
from explorer.pages.shown import Shown
from explorer.route import Route
from explorer.templates import filled
from orchestration.errors import ConfigurationError
from orchestration.reading import reading

_PAGES: dict[str, Callable[[DuckDBPyConnection, Route], Shown]] = {
    "front": front.show,
    "conflicts": conflicts.show,
    "agreements": agreements.show,
    "agreement": agreements.show_one,
    "articles": articles.show,
    "article": reader.show,
    "timeline": timeline.show,
    "measures": measures.show,
    "sources": sources.show,
    "sql": query.show,
}


def show(published: Path, route: Route) -> Shown:
    """The page of a route, from the file as it is now; a word of advice while there is nothing to make it from."""
    try:
        with reading(published) as connection:
            return _PAGES[route.page](connection, route)
    except ConfigurationError as error:
        return Shown(filled("trouble", message=str(error), advice=error.advice or ""))
    except duckdb.Error as error:
        message = f"The published file does not hold what this page shows: {str(error).partition(chr(10))[0]}"
        return Shown(filled("trouble", message=message, advice="Another version published it: run accord refresh."))
