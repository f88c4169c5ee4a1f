"""Small tables as Dagster metadata: what a person sees of a run without opening the database.

Belongs here: queries that count and the Markdown of their answers. Does not belong here: the summary on a terminal
(`summary`), or anything that decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from orchestration.changes import TableChanges

_MOST_ROWS = 50
_LONGEST_CELL = 400

_DISPUTED = """
select
    c.kind, c.verdict, c.label,
    list_transform(c.claims, lambda claim: claim.path || ': ' || coalesce(claim.surface, '')
        || case when claim.outlier then ' (stands against the rest)' else '' end) as claims,
    c.explanation
from marts.conflicts as c
where c.adjudication is null
order by c.verdict, c.kind, c.label
"""


def row_counts(database: Path) -> dict[str, int]:
    """Rows of each table, by "schema.table", as DuckDB's catalogue has them; views are left out."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute("select schema_name, table_name, estimated_size from duckdb_tables()").fetchall()
    return {f"{schema}.{table}": int(size) for schema, table, size in rows}


_VERDICTS = """
select 'measures ' || verdict, count(*) from marts.measures group by all
union all
select 'conflicts ' || verdict, count(*) from marts.conflicts where adjudication is null group by all
union all
select 'conflicts settled', count(*) from marts.conflicts where adjudication is not null
order by all
"""


def verdicts(database: Path) -> dict[str, int]:
    """How many measures and conflicts have each verdict, as plotted metadata."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(_VERDICTS).fetchall()
    return {str(name): int(count) for name, count in rows}


def disputed(database: Path) -> dg.MetadataValue[str]:
    """The open conflicts, their claims side by side."""
    with duckdb.connect(str(database), read_only=True) as connection:
        result = connection.execute(f"{_DISPUTED} limit {_MOST_ROWS}")
        names = [column[0] for column in result.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return markdown(rows, names)


def changes(changed: Iterable[TableChanges]) -> dg.MetadataValue[str]:
    """Rows added, changed and removed against the snapshot before, for the tables where there are any."""
    rows = [
        {"table": f"{c.schema}.{c.table}", "added": c.added, "changed": c.changed, "removed": c.removed}
        for c in changed
        if c.added or c.changed or c.removed
    ]
    return markdown(rows, ["table", "added", "changed", "removed"])


def markdown(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> dg.MetadataValue[str]:
    """`rows` as a Markdown table whose cells cannot break out of it, whatever an article says."""
    if not rows:
        return dg.MetadataValue.md("none")
    names = list(columns or rows[0])
    lines = [_line(names), _line(["---"] * len(names))]
    lines += [_line([_cell(row.get(name)) for name in names]) for row in rows[:_MOST_ROWS]]
    if len(rows) > _MOST_ROWS:
        lines.append(f"\nand {len(rows) - _MOST_ROWS} more")
    return dg.MetadataValue.md("\n".join(lines))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "<br>".join(_cell(member) for member in value)
    text = "" if value is None else str(value)
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|~#":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return " ".join(escaped.split())
