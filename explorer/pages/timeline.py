"""The timeline: when agreements were announced, signed and take effect, and when promises fall due."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer import charts
from explorer.pages.front import UNDATED
from explorer.pages.shown import Shown
from explorer.paging import Paging
from explorer.published import one, rows
from explorer.route import Route
from explorer.templates import filled

_SIZE = 20
_UNDATED = 20

_WHERE = "where ($role = '' or role = $role)"
_COUNT = f"""
select count(*) as n, count(*) filter (coalesce(event_date_high, event_date_low) < current_date) as past,
       any_value(current_date) as today
from marts.timeline {_WHERE}
"""
_PAGE = f"""
select event_date_low, event_date_high, role, agreement_key, commitment_key, label, n_articles
from marts.timeline {_WHERE}
order by coalesce(event_date_high, event_date_low), event_date_low, label
limit $size offset $offset
"""
_ROLES = "select role, count(*) as n from marts.timeline group by role order by n desc, role"


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """Events in the order of their dates; without a page number, the page that today falls on."""
    roles = rows(connection, _ROLES)
    chosen = {"role": route.one_of("role", [row["role"] for row in roles])}
    counts = one(connection, _COUNT, chosen)
    today = min(counts["past"], max(0, counts["n"] - 1)) // _SIZE + 1
    paging = Paging(route.number("n", today), _SIZE, counts["n"])
    events = rows(connection, _PAGE, chosen | {"size": paging.size, "offset": paging.offset})
    return Shown(
        filled("timeline", route=route, paging=paging, roles=roles, chosen=chosen, events=events),
        charts.timeline(events, counts["today"]) if events else None,
        filled("timeline_below", events=events, undated=rows(connection, UNDATED, [_UNDATED])),
    )
