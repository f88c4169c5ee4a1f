"""The articles: a list that can be searched, titles, publishers and text alike."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer.pages.shown import Shown
from explorer.paging import Paging
from explorer.published import one, rows
from explorer.route import Route
from explorer.templates import filled

_SIZE = 25

_WHERE = """
where $q = '' or title ilike '%' || $q || '%' or publisher ilike '%' || $q || '%' or path ilike '%' || $q || '%'
   or text ilike '%' || $q || '%'
"""
_COUNT = f"select count(*) as n from marts.articles {_WHERE}"
_PAGE = f"""
with page as (
    select article_id, path, title, publisher, language, published_edtf, n_words, annotation_error,
           left(ltrim(text), 160) as beginning
    from marts.articles {_WHERE}
    order by published_low desc nulls last, path
    limit $size offset $offset
)
select page.*, s.n_claims, s.n_contradicted, s.n_outlier
from page left join marts.source_scorecard s using (article_id)
order by path
"""


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """The list."""
    chosen = {"q": route.get("q")}
    paging = Paging(route.number("n"), _SIZE, one(connection, _COUNT, chosen)["n"])
    found = rows(connection, _PAGE, chosen | {"size": paging.size, "offset": paging.offset})
    return Shown(filled("articles", route=route, paging=paging, articles=found, chosen=chosen))
