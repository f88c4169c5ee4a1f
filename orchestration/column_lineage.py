"""Which columns of its parents each column of a dbt model is made from, read from the SQL that dbt compiled.

Belongs here: reading that SQL, and keeping the answer beside the manifest it was read with. Does not belong here: how
it is shown (`assets`). A model whose SQL cannot be followed has no lineage; nothing depends on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from orchestration.parsed_project import fetch, keep, project_version, rules_version
from orchestration.settings import Settings

_LOST = Exception
"""SQL that only DuckDB understands fails in sqlglot in many ways, and no refresh may fail for a picture."""

_FILE = "column_lineage.json"

Lineage = dict[str, list[tuple[str, str]]]
"""By column: the dbt id of a parent, and its column."""


def column_lineage(settings: Settings, manifest: Mapping[str, Any]) -> dict[str, Lineage]:
    """Lineage by dbt id of a model, worked out once for each version of the rules.

    The first build by new rules goes on from none, so that its SQL names tables and not parts of them.
    """
    file, version, project = settings.dbt_target / _FILE, rules_version(settings), project_version(settings)
    if (found := _read(file, version)) is not None:
        return found
    if fetch(settings, project, [_FILE]) and (found := _read(file, version)) is not None:
        return found
    lineage = dict(_of_models(settings.dbt_target / "compiled", manifest))
    if len(lineage) == sum(node["resource_type"] == "model" for node in manifest["nodes"].values()):  # dbt got to all
        file.write_text(json.dumps({"version": version, "lineage": lineage}), encoding="utf-8")
        keep(settings, project, [_FILE])
    return lineage


def _read(file: Path, version: str) -> dict[str, Lineage] | None:
    found = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return dict(found["lineage"]) if found.get("version") == version else None


def _of_models(compiled: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[str, Lineage]]:
    relations = {**manifest["nodes"], **manifest["sources"]}
    for model, node in manifest["nodes"].items():
        file = compiled / node["package_name"] / node["original_file_path"]
        if node["resource_type"] == "model" and file.exists():
            parents = {parent: relations[parent] for parent in node["depends_on"]["nodes"]}
            columns: Lineage = {}
            with suppress(_LOST):
                columns = dict(_of_query(file.read_text(encoding="utf-8"), parents))
            yield model, columns


def _of_query(query: str, parents: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    from sqlglot import MappingSchema, exp, parse_one
    from sqlglot.lineage import lineage
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    schema, names = MappingSchema(dialect="duckdb"), {}
    for parent, node in parents.items():
        if node["relation_name"]:
            table = exp.to_table(node["relation_name"], dialect="duckdb")
            names[table.db, table.name] = parent
            columns = {name: column.get("data_type") or "varchar" for name, column in node["columns"].items()}
            schema.add_table(table, columns, dialect="duckdb")
    parsed = parse_one(query, dialect="duckdb")
    qualified = qualify(parsed, schema=schema, dialect="duckdb", validate_qualify_columns=False)
    scope = build_scope(qualified)  # once for all columns, which is what takes the time

    def made_from(column: str) -> Iterator[tuple[str, str]]:
        for node in lineage(column, qualified, schema=schema, scope=scope, trim_selects=False, copy=False).walk():
            table = node.expression.find(exp.Table)
            origin = None if node.downstream or table is None else names.get((table.db, table.name))
            name = node.name.rpartition(".")[2].strip('"')
            if origin is not None and name in parents[origin]["columns"]:
                yield origin, name

    for column in qualified.named_selects:
        with suppress(_LOST):
            yield column, sorted(set(made_from(column)))
