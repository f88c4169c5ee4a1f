"""The SQL page: what can be asked, and queries to go on from. The query itself is run by the notebook."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer.pages.shown import Shown
from explorer.published import rows
from explorer.route import Route
from explorer.templates import filled

EXAMPLES = {
    "Disputed, with sources": "select kind, verdict, label, [c.value_text for c in claims] as said,\n"
    "       [c.path for c in claims] as sources\nfrom marts.conflicts order by verdict, kind limit 100",
    "Who promised what": "select who, what, strength, amount_low, amount_high, amount_unit, due_high\n"
    "from marts.commitments order by n_articles desc limit 100",
    "Who is quoted most": "select speaker, role, party, n_quotes from marts.speakers order by n_quotes desc limit 100",
    "Figures with their sentence": "select path, surface, value_low, value_high, unit, what, sentence\n"
    "from facts.fct_figures limit 100",
    "What changed": "from meta.changes order by all",
    "Gate": "select suite, expectation, severity, success, observed from meta.expectation_results order by success",
}
"""Queries to start from, by what they answer."""

_TABLES = """
select schema_name || '.' || table_name as name,
       list({'name': column_name, 'type': data_type} order by column_index) as columns
from duckdb_columns()
where schema_name in ('facts', 'marts', 'meta')
group by schema_name, table_name
order by schema_name <> 'marts', schema_name, table_name
"""


def query_of(route: Route) -> str:
    """The query that the editor starts with."""
    return route.get("q") or EXAMPLES.get(route.get("example"), next(iter(EXAMPLES.values())))


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """Examples and tables."""
    tables = rows(connection, _TABLES)
    return Shown(filled("sql", examples=list(EXAMPLES), chosen=route.get("example"), tables=tables))
