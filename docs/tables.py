"""docs/tables.md, made from what the published file says of itself: `make docs` writes it, and a test compares.

Belongs here: laying the descriptions out. Does not belong here: a description; those of facts and marts stand beside
the models in dbt_project/, those of meta in orchestration/meta.py.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.reading import reading
from orchestration.tables import Table, tables_of

PAGE = Path(__file__).with_name("tables.md")
_SCHEMAS = {
    "facts": "What each article says, one row a claim. A row never changes, except for the links `measure_id` and "
    "`agreement_key`, which later articles may move.",
    "marts": "What the sources add up to. Values that they contradict are held back.",
    "meta": "What this snapshot is, and how it came through the gate.",
}
_HEAD = """\
# Tables

What `warehouse/accord.duckdb` holds, as the file itself describes it (`from duckdb_columns()`). A table's description
begins with what one row is. `make docs` writes this page; `python -m orchestration.dbt_docs` makes a page of all models
and how they follow from each other (`warehouse/dbt_docs.html`).
"""


def page(published: Path) -> str:
    """The page, from a published file."""
    with reading(published) as connection:
        (database,) = connection.execute("select current_database()").fetchall()[0]
        found = {schema: tables_of(connection, database, [schema]) for schema in _SCHEMAS}
    contents = [
        f"- `{schema}`: " + ", ".join(f"[{t.table}](#{schema}{t.table})" for t in tables)
        for schema, tables in found.items()
    ]
    parts = [_HEAD, "\n".join(contents) + "\n"]
    for schema, tables in found.items():
        parts += [f"## {schema}\n", f"{_SCHEMAS[schema]}\n", *map(_section, tables)]
    return "\n".join(parts)


def _section(table: Table) -> str:
    rows = [f"| `{c.name}` | {_cell(_short(c.type))} | {_cell(c.comment or '')} |" for c in table.columns]
    head = [f"### {table.plain_name}\n", f"{table.comment}\n", "| column | type | meaning |", "|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _short(kind: str) -> str:
    return kind if len(kind) <= 40 else kind.partition("(")[0] + "(…)" + ("[]" if kind.endswith("[]") else "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
