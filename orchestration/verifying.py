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
_COUNTED = {
    "n_articles": "marts.articles",
    "n_figures": "facts.fct_figures",
    "n_dates": "facts.fct_dates",
    "n_quotes": "facts.fct_quotes",
    "n_agreements": "facts.fct_agreements",
    "n_commitments": "facts.fct_commitments",
    "n_conflicts": "marts.conflicts",
    "n_rejects": "meta.rejects",
}
"""Columns of meta.snapshot, and what they count."""
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
    """Every check on a published file or a snapshot. What DuckDB cannot read of it is a finding like any other.

    Raises:
        ConfigurationError: there is no such file, or DuckDB cannot open it.
    """
    with reading(file) as connection:
        try:
            database = str(connection.execute("select current_database()").fetchall()[0][0])
            tables = tables_of(connection, database, ("facts", "marts"))
            noted = {
                f"{schema}.{table}": (rows, digest)
                for schema, table, rows, digest in connection.execute("from meta.tables").fetchall()
            }
        except duckdb.Error:
            return [_unreadable("meta.tables")]
        present = {t.plain_name for t in tables}
        findings = [Finding(name, "is there", 1) for name in sorted(set(noted) - present)]
        for table in tables:
            findings += _found(table.plain_name, _checks(connection, table, noted))
        for table in tables_of(connection, database, ("meta",)):
            findings += _found(table.plain_name, _checks_of_meta(connection, table, present))
        return findings


def _found(table: str, checks: Iterator[tuple[str, int]]) -> list[Finding]:
    findings = []
    try:
        for check, wrong in checks:
            findings.append(Finding(table, check, wrong))
    except duckdb.Error:  # a block of the file is damaged, or cut off
        findings.append(_unreadable(table))
    return findings


def _unreadable(table: str) -> Finding:
    return Finding(table, "can be read", 1)


def _checks_of_meta(
    connection: duckdb.DuckDBPyConnection, table: Table, present: set[str]
) -> Iterator[tuple[str, int]]:
    connection.execute(f"select {checksum('t')} from {table.name} as t").fetchall()  # reads every block
    yield "can be read", 0
    if table.table == "snapshot":
        counted = {name: counts for name, counts in _COUNTED.items() if counts in present or counts == "meta.rejects"}
        differing = " + ".join(
            f"({name} is distinct from (select count(*) from {counts}))::int" for name, counts in counted.items()
        )
        rows = connection.execute(f"select {differing or '0'} from {table.name}").fetchall()
        yield "counts what is there", int(rows[0][0]) if len(rows) == 1 else 1


def _checks(
    connection: duckdb.DuckDBPyConnection, table: Table, noted: dict[str, tuple[int, str]]
) -> Iterator[tuple[str, int]]:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchall()[0][0])

    name, columns = table.name, {c.name for c in table.columns}
    if table.view is not None:  # its rows are those of tables, which are checked by themselves
        connection.execute(f"from {name} limit 1").fetchall()
        yield "can be read", 0
        return
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
    if table.plain_name == "marts.articles":
        yield (
            "has ids that are the hash of the text",
            number(f"select count(*) from {name} where article_id <> left(sha256(text), 16)"),
        )
    if table.plain_name == "marts.conflicts":
        yield (
            "has claims that lead somewhere",
            number(
                f"select count(*) from (select unnest(claims) as claim from {name}) as c"
                " anti join marts.evidence as e on e.fact_id = c.claim.fact_id"
            ),
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
