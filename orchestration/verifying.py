"""`accord verify`: whether a published file still is what was published, and keeps the promises of its tables.

Belongs here: checks that any snapshot must pass on its own, without raw/, build or network. Does not belong here: what
a build must satisfy before it is published (`expectations`, dbt's data tests).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.meta import checksum
from orchestration.reading import reading
from orchestration.tables import Table, quoted, tables_of

_SURFACES = {"fct_figures": "surface", "fct_dates": "surface", "fct_quotes": "quote_text"}
_LINKS = {
    "measure_id": "marts.measures",
    "agreement_key": "marts.agreements",
    "quote_id": "facts.fct_quotes",
    "article_id": "marts.articles",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of one table: `wrong` rows do not pass it."""

    table: str
    check: str
    wrong: int

    @property
    def passed(self) -> bool:
        """Whether every row passes."""
        return self.wrong == 0


def verify(file: Path) -> list[Finding]:
    """Every check on a published file or a snapshot.

    Raises:
        ConfigurationError: there is no such file, or DuckDB cannot open it.
    """
    with reading(file) as connection:
        database = str(connection.execute("select current_database()").fetchall()[0][0])
        tables = tables_of(connection, database, ("facts", "marts"))
        noted = {
            f"{schema}.{table}": (rows, digest)
            for schema, table, rows, digest in connection.execute("from meta.tables").fetchall()
        }
        present = {t.plain_name for t in tables}
        findings = [Finding(name, "is there", 1) for name in sorted(set(noted) - present)]
        for table in tables:
            findings += [Finding(table.plain_name, check, wrong) for check, wrong in _checks(connection, table, noted)]
        return findings


def _checks(
    connection: duckdb.DuckDBPyConnection, table: Table, noted: dict[str, tuple[int, str]]
) -> Iterator[tuple[str, int]]:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchall()[0][0])

    name, columns = table.name, {c.name for c in table.columns}
    found = connection.execute(f"select count(*), {checksum('t')} from {name} as t").fetchall()[0]
    expected = noted.get(table.plain_name, (0, ""))
    yield "has the rows that were published", abs(int(found[0]) - int(expected[0]))
    yield "has the content that was published", int(found[1] != expected[1])
    if table.schema == "facts":
        key = quoted(table.key)
        yield "has unique keys", number(f"select count(*) - count(distinct {key}) from {name}")
        inside = "f.char_start >= 0 and f.char_end > f.char_start and f.char_end <= length(a.text)"
        joined = f"from {name} as f join marts.articles as a using (article_id)"
        yield "stands inside its article", number(f"select count(*) {joined} where not ({inside})")
        if surface := _SURFACES.get(table.table):
            span = "substr(a.text, f.char_start + 1, f.char_end - f.char_start)"
            yield (
                "is what the article says",
                number(f"select count(*) {joined} where {span} is distinct from f.{surface}"),
            )
    for column, target in _LINKS.items():
        if column in columns and target != table.plain_name:
            yield (
                f"has {column} that lead somewhere",
                number(
                    f"select count(*) from {name} as f anti join {target} as t on f.{column} = t.{column}"
                    f" where f.{column} is not null"
                ),
            )
