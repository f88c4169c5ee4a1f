"""The measures: what was counted, as intervals on one axis per unit, with the claims behind them."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer import charts
from explorer.pages.shown import Shown
from explorer.paging import Paging
from explorer.published import one, rows
from explorer.route import Route
from explorer.templates import filled

VERDICTS = ("contradictory", "divergent", "compatible", "agree", "single")
_SIZE = 15
_UNITS_SHOWN = 16

_UNITS = f"""
select unit, count(*) as n, count(*) filter (n_claims > 1) as compared
from marts.measures where unit is not null
group by unit order by compared desc, n desc, unit limit {_UNITS_SHOWN}
"""
_WHERE = """
where unit = $unit and ($verdict = '' or verdict = $verdict)
  and ($q = '' or concat_ws(' ', label, subject) ilike '%' || $q || '%')
"""
_COUNT = f"select count(*) as n from marts.measures {_WHERE}"
_PAGE = f"""
select measure_id, label, subject, unit, verdict, value, value_low, value_high, n_claims, n_articles
from marts.measures {_WHERE}
order by n_claims > 1 desc, verdict = 'contradictory' desc, verdict = 'divergent' desc, n_articles desc, label,
         measure_id
limit $size offset $offset
"""
_CLAIMS = """
select measure_id, figure_id as fact_id, article_id, path, surface, value, value_low, value_high
from facts.fct_figures where measure_id in (select unnest($ids))
order by measure_id, path, char_start
limit 300
"""


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """Measures of one unit: the one that is chosen, else the one with most to compare."""
    units = rows(connection, _UNITS)
    chosen = {
        "unit": route.get("unit") or (units[0]["unit"] if units else ""),
        "verdict": route.one_of("verdict", VERDICTS),
        "q": route.get("q"),
    }
    paging = Paging(route.number("n"), _SIZE, one(connection, _COUNT, chosen)["n"])
    found = rows(connection, _PAGE, chosen | {"size": paging.size, "offset": paging.offset})
    claims = rows(connection, _CLAIMS, {"ids": [row["measure_id"] for row in found]}) if found else []
    by_measure: dict[str, list[dict[str, object]]] = {}
    for claim in claims:
        by_measure.setdefault(claim["measure_id"], []).append(claim)
    return Shown(
        filled("measures", route=route, paging=paging, units=units, chosen=chosen, verdicts=VERDICTS),
        charts.measures(found, claims, chosen["unit"]) if found else None,
        filled("measures_below", measures=found, claims=by_measure),
    )
