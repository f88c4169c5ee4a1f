"""The scorecard of sources: how far each article's claims are borne out by others."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer.pages.shown import Shown
from explorer.paging import Paging
from explorer.published import one, rows
from explorer.route import Route
from explorer.templates import filled

_SIZE = 25
ORDERS = {
    "contradicted": "n_contradicted desc, n_outlier desc, n_claims desc",
    "outliers": "n_outlier desc, n_contradicted desc, n_claims desc",
    "corroborated": "n_corroborated desc, n_claims desc",
    "claims": "n_claims desc",
}
"""Ways to order the scorecard."""


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """The scorecard."""
    order = route.one_of("by", ORDERS) or "contradicted"
    paging = Paging(route.number("n"), _SIZE, one(connection, "select count(*) as n from marts.source_scorecard")["n"])
    query = f"""
        with page as (
            from marts.source_scorecard order by {ORDERS[order]}, path limit $size offset $offset
        )
        select page.*, a.title, a.publisher
        from page left join marts.articles a using (article_id)
        order by {ORDERS[order]}, path
    """
    found = rows(connection, query, {"size": paging.size, "offset": paging.offset})
    return Shown(filled("sources", route=route, paging=paging, sources=found, order=order, orders=list(ORDERS)))
