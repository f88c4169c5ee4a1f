"""`accord sql`: one query, or a prompt that takes one after the other.

Belongs here: reading queries and showing answers. Does not belong here: the connection and its bounds (`reading`).
"""

from __future__ import annotations

import sys

import duckdb

from orchestration.errors import AccordError, ConfigurationError
from orchestration.reading import Answer, ask, reading
from orchestration.settings import Settings
from orchestration.showing import harmless_lines, print_csv, print_json, print_table

_ADVICE = 'Tables: accord sql "show all tables". The published file is read-only, and nothing else can be read.'
_GREETING = "{name} read-only. End a query with ; and leave with Ctrl-D. Try: from marts.conflicts;"


class QueryFailed(AccordError):  # noqa: N818  # like the names in `errors`
    """DuckDB did not take the query; its message says why."""

    exit_code = 2


def answer(settings: Settings, query: str, form: str) -> None:
    """Print the answer to one query.

    Raises:
        QueryFailed: the query has an error, or asks for something that this connection may not do.
    """
    if not query.strip().strip(";").strip():
        raise ConfigurationError("There is no query.", 'Try: accord sql "from marts.conflicts"')
    with reading(settings.published) as connection:
        try:
            _show(ask(connection, query), form)
        except duckdb.Error as error:
            raise QueryFailed(str(error), _ADVICE) from error


def converse(settings: Settings, form: str) -> None:
    """A prompt on a terminal. Each query sees what is published when it is asked."""
    import readline  # noqa: F401  # gives input() a history

    with reading(settings.published):
        print(_GREETING.format(name=settings.published), file=sys.stderr)  # noqa: T201
    while (query := _next_query()) is not None:
        if not query.strip(" ;\n"):
            continue
        try:
            with reading(settings.published) as connection:
                _show(ask(connection, query), form)
        except (duckdb.Error, AccordError) as error:
            print(harmless_lines(str(error)), file=sys.stderr)  # noqa: T201


def _next_query() -> str | None:
    lines: list[str] = []
    while True:
        try:
            line = input("      > " if lines else "accord> ")
        except EOFError:
            print(file=sys.stderr)  # noqa: T201
            return None
        except KeyboardInterrupt:
            print(file=sys.stderr)  # noqa: T201
            lines = []
            continue
        lines.append(line)
        if line.rstrip().endswith(";") or not "".join(lines).strip():
            return "\n".join(lines)


def _show(found: Answer, form: str) -> None:
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(found)
    elif found.columns:
        print_table(found)
