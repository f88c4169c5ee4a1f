"""A build that goes on from the one before ends with the tables of a build from nothing, whatever changed in between.

Both are dbt's. So that a few articles fill blocks and cross their bounds, the bounds are low here.
"""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import PROJECT, run_dbt, statement
from tests.dbt.planted import Planted, create_raw, load
from tests.dbt.worlds import everything, ferry_pact

LOW_BOUNDS = {"max_block": "3", "rare_block": "2", "most_changed": "0.3"}


def crowd(numbers: range) -> list[Planted]:
    """Reports of one affair that share a person, an amount, a pact, a pledge and a remark: more than a block takes."""
    return [
        Planted(
            f"crowd/{n:02}.txt",
            f"Envoy Nadia Petrov came to Bergen, day {n}. Norway and Iceland signed the salmon pact in Bergen. "
            f'"Nobody will remember the nets that were never cast," she said. '
            f"Norway pledged $21{n % 3} million for hatcheries.",
            published=date(2026, 3, 1) + timedelta(days=n % 9),
        )
        .names(Nadia_Petrov="person", Bergen_Fund="body")
        .agreement(
            "salmon pact", "treaty", ["NO", "IS"], "signed", subject="salmon nets", day=date(2026, 2, 20 + n % 2)
        )
        .quote("Nobody will remember the nets that were never cast", "Petrov" if n % 2 else "Nadia Petrov")
        .figure(
            f"$21{n % 3} million",
            (210 + n % 3) * 1e6,
            "USD",
            "money",
            subject="NO",
            head="pledge",
            what="money for hatcheries",
            object="hatcheries",
            scaled=True,
            last_digit=1e6,
        )
        .commitment(
            f"pledged $21{n % 3} million",
            ["NO"],
            "money for hatcheries",
            amount=(210 + n % 3) * 1e6,
            amount_low=(210 + n % 3) * 1e6,
            amount_high=(210 + n % 3) * 1e6,
            amount_unit="USD",
        )
        for n in numbers
    ]


class Going:
    """A build that is changed and built again, by a dbt project of its own with low bounds."""

    def __init__(self, folder: Path) -> None:
        self.file, self._target, self.project = folder / "build.duckdb", folder / "target", folder / "project"
        shutil.copytree(PROJECT, self.project, ignore=shutil.ignore_patterns("target", "logs"))
        settings = self.project / "dbt_project.yml"
        text = settings.read_text(encoding="utf-8")
        for name, value in LOW_BOUNDS.items():
            text, n = re.subn(rf"(?m)^(  {name}:) .*$", rf"\1 {value}", text)
            assert n == 1
        settings.write_text(text, encoding="utf-8")
        with duckdb.connect(str(self.file)) as connection:
            create_raw(connection)

    def change(self, *statements: str, add: list[Planted] | None = None) -> None:
        with duckdb.connect(str(self.file)) as connection:
            for sql in statements:
                connection.execute(sql)
            load(connection, add or [])

    def build(self, *arguments: str, rules: str = "one") -> bool:
        """Run dbt; whether it went on from the build before."""
        results = run_dbt(self._target, self.file, *arguments, project=self.project, rules=rules)
        assert [r.node.name for r in results if r.status not in ("success", "pass", "no-op")] == []
        self.models = [r.node for r in results if r.node.resource_type == "model"]
        with duckdb.connect(str(self.file), read_only=True) as connection:
            ((goes_on, is_whole),) = connection.execute("select goes_on, is_whole from maintenance.state").fetchall()
        assert is_whole
        if not goes_on:
            self._statements = [statement(node) for node in self.models]
        return bool(goes_on)

    def changed(self) -> set[str]:
        """The models of which rows have changed in the last build."""
        with duckdb.connect(str(self.file), read_only=True) as connection:
            rows = connection.execute(
                "select substr(table_name, 9) from duckdb_tables() where table_name like 'changes_%'"
            ).fetchall()
        return {name for (name,) in rows} - {"raw"}

    def differing(self, folder: Path) -> dict[str, tuple[int, int]]:
        """By table, the rows that only this build has, and those that only one from nothing has."""
        again = folder / "again" / "build.duckdb"  # of the same name, which stands in the statements
        again.parent.mkdir(exist_ok=True)
        shutil.copyfile(self.file, again)
        with duckdb.connect(str(again)) as connection:
            for sql in self._statements:
                connection.execute(sql)
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.file}' as here (read_only); attach '{again}' as there (read_only)")
            names = [
                f"{schema}.{table}"
                for schema, table in connection.execute(
                    "select schema_name, table_name from duckdb_tables() where database_name = 'there'"
                    " and schema_name in ('intermediate', 'facts', 'marts')"
                ).fetchall()
            ]
            counts = {
                name: connection.execute(
                    f"select (select count(*) from (from here.{name} except all from there.{name})),"
                    f" (select count(*) from (from there.{name} except all from here.{name}))"
                ).fetchall()[0]
                for name in names
            }
        assert len(counts) > 50
        return {name: count for name, count in counts.items() if count != (0, 0)}


@pytest.fixture
def going(tmp_path: Path) -> Going:
    made = Going(tmp_path)
    made.change(add=[*everything(), *crowd(range(12))])
    assert not made.build()
    return made


def test_going_on_equals_building_from_nothing(going: Going, tmp_path: Path) -> None:
    assert going.build()
    assert going.changed() == set()  # nothing new

    # more reports of what is known, in the middle of full blocks, and one that contradicts
    late = ferry_pact()[0]
    late.path, late.text = "ferry/late.txt", late.text.replace("told reporters", "told us")
    going.change(add=[*crowd(range(12, 14)), late])
    assert going.build()
    assert {"int_story_pairs", "int_agreement_clusters", "conflicts", "fct_figures"} <= going.changed()
    assert going.differing(tmp_path) == {}

    # some go, first ones among them; some are described otherwise
    going.change(
        "delete from raw.articles where path in ('crowd/00.txt', 'crowd/07.txt', 'harbour/a.txt')",
        "delete from raw.article_paths where path in ('crowd/00.txt', 'crowd/07.txt', 'harbour/a.txt')",
        "delete from raw.annotations where article_id not in (select article_id from raw.articles)",
        "update raw.articles set path = 'a/' || path, title = 'The salmon pact of Bergen', published_low ="
        " published_low + 3, published_high = published_high + 3 where path in ('crowd/05.txt', 'opera/b.txt')",
        "update raw.article_paths set path = 'a/' || path where path in ('crowd/05.txt', 'opera/b.txt')",
    )
    assert going.build()
    assert going.differing(tmp_path) == {}

    # an analyst decides, and what went comes back
    with duckdb.connect(str(going.file), read_only=True) as connection:
        ((fact_id,),) = connection.execute(
            "select claims[1].fact_id from marts.conflicts where kind = 'figure' order by conflict_id limit 1"
        ).fetchall()
    ledger = going.project / "seeds" / "adjudications.csv"
    header = ledger.read_text(encoding="utf-8").splitlines()[0]
    ledger.write_text(f"{header}\n{fact_id},figure,reject,a slip of the pen,A. N. Alyst,2026-03-09\n", encoding="utf-8")
    going.change(add=crowd(range(1)))
    assert going.build()
    assert going.differing(tmp_path) == {}
    assert {"int_adjudications", "conflicts"} <= going.changed()


def test_a_build_goes_on_only_from_a_whole_one_of_the_same_rules(going: Going) -> None:
    assert not going.build(rules="two")
    assert going.build(rules="two")
    assert not going.build("--full-refresh", rules="two")
    going.change("update maintenance.state set is_whole = false")  # as a build leaves it that is killed
    assert not going.build(rules="two")
    going.change("delete from raw.articles where path like 'crowd/%' or path like 'ferry/%'")
    going.change("delete from raw.article_paths where path like 'crowd/%' or path like 'ferry/%'")
    assert not going.build(rules="two")  # so much has changed that all is made anew
