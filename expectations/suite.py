"""The parts that suites are written with: an expectation, the frame it reads, the suite that holds both.

Belongs here: the classes, and the two shapes that recur in every suite: a promise on each row of a fact table, counted
for each extraction rule, and a closed vocabulary. Does not belong here: a single expectation of any subject, Great
Expectations itself (importing it takes seconds, and the names of all expectations are wanted without it), or a database
connection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from expectations.report import CRITICAL, Severity

TEXTS = "gate.texts"
"""Table that the gate makes: article_id and n_characters of each text, measured once for all the frames that ask."""
FAILED_ROWS = 20
"""Rows that an expectation names when it fails: enough to see the pattern, few enough to read."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation on one frame.

    `expects` and `arguments` name a Great Expectations class and what it takes. `evidence` is a query for the rows of
    the warehouse that break it, asked only when it fails.
    """

    name: str
    why: str
    advice: str
    severity: Severity
    expects: str
    arguments: Mapping[str, Any]
    evidence: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A small table, aggregated in SQL, and what is expected of it.

    `grain` says what one row is; `index` are the columns that name a row to a person. A frame that `compares` reads the
    schema `previous`, the last published snapshot, and is left out when there is none.
    """

    name: str
    grain: str
    sql: str
    index: tuple[str, ...]
    expected: tuple[Expected, ...]
    compares: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one subject."""

    name: str
    about: str
    frames: tuple[Frame, ...] = field(default_factory=tuple)

    @property
    def expected(self) -> tuple[Expected, ...]:
        """All expectations, in order."""
        return tuple(expected for frame in self.frames for expected in frame.expected)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that holds on each row of a fact table; `broken` is the SQL condition of a row that breaks it.

    In the condition `f` is the fact and `a` the length of its text. A condition that is NULL is not broken.
    """

    name: str
    why: str
    advice: str
    broken: str
    severity: Severity = CRITICAL

    @property
    def column(self) -> str:
        """Column of the frame that counts the broken rows."""
        return f"{self.name}__broken"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A column of a fact table that takes only the codebook's words, or NULL where `optional`."""

    column: str
    words: tuple[str, ...]
    optional: bool = False

    @property
    def shown(self) -> str:
        """The column as the frame shows it: Great Expectations skips NULL, so a forbidden NULL gets a word."""
        return f"f.{self.column}" if self.optional else f"coalesce(f.{self.column}, '(none)')"

    @property
    def known(self) -> str:
        """SQL condition: the word is in the list (NULL for NULL)."""
        return f"f.{self.column} in ({', '.join(quoted(word) for word in self.words)})"


_SEGMENTS = ("headline", "body", "faq", "teaser", "caption", "boilerplate")

RULE_ADVICE = "The rows name the extraction rule that made them; correct that rule in extraction/ and refresh."


def claims_frame(
    kind: str, *, surface: str | None, promises: Sequence[Promise], vocabularies: Sequence[Vocabulary], columns: str
) -> Frame:
    """The frame that every kind of fact has: one row for each rule and word of the vocabularies, with what is broken in
    it.

    Args:
        kind: singular name of the fact, which gives `facts.fct_<kind>s` and `<kind>_id`.
        surface: the column that repeats the text of the span word for word, if the table has one.
        promises: what holds on each row beyond spans and ids.
        vocabularies: closed columns.
        columns: select list over `f` that shows a broken row to a person.
    """
    table, key = f"facts.fct_{kind}s", f"{kind}_id"
    words = (*vocabularies, Vocabulary("segment", _SEGMENTS))
    every = (*_common_promises(kind, table, key, surface), *promises)
    source = f"{table} f left join {TEXTS} a using (article_id)"
    shown = f"select f.{key}, f.path, f.char_start, f.char_end, f.rule, {columns} from {source}"
    dimensions = ",\n".join(f"{v.shown} as {v.column}" for v in words)
    counts = ",\n".join(f"count(*) filter (where {p.broken}) as {p.column}" for p in every)
    return Frame(
        name="claims",
        grain=f"One row for each extraction rule, and word of a closed column, of {table}.",
        sql=f"select f.rule,\n{dimensions},\ncount(*) as n_claims,\n{counts}\nfrom {source}\ngroup by all order by all",
        index=("rule", *(v.column for v in words), "n_claims"),
        expected=(*(_promised(p, shown) for p in every), *(_in_vocabulary(v, table, shown) for v in words)),
    )


def _promised(promise: Promise, shown: str) -> Expected:
    return Expected(
        name=promise.name,
        why=promise.why,
        advice=promise.advice,
        severity=promise.severity,
        expects="ExpectColumnValuesToBeBetween",
        arguments={"column": promise.column, "min_value": 0, "max_value": 0},
        evidence=f"{shown} where {promise.broken}",
    )


def _in_vocabulary(vocabulary: Vocabulary, table: str, shown: str) -> Expected:
    absent = ", or NULL where the text does not say" if vocabulary.optional else ""
    return Expected(
        name=f"{vocabulary.column}_known",
        why=f"{table}.{vocabulary.column} is a closed list of the codebook{absent}; another word is in nobody's "
        f"filter.",
        advice=f"{RULE_ADVICE} A new word goes into the codebook first.",
        severity=CRITICAL,
        expects="ExpectColumnValuesToBeInSet",
        arguments={"column": vocabulary.column, "value_set": list(vocabulary.words)},
        evidence=f"{shown} where not coalesce({vocabulary.known}, {str(vocabulary.optional).lower()})",
    )


def _common_promises(kind: str, table: str, key: str, surface: str | None) -> tuple[Promise, ...]:
    spans = Promise(
        name="spans_inside_text",
        why=f"No offset, no row: each {kind} points at characters of its article, and an analyst must be able to open "
        f"them.",
        advice=RULE_ADVICE,
        broken="a.n_characters is null or not (f.char_start >= 0 and f.char_start < f.char_end and f.char_end <= "
        "a.n_characters)",
    )
    ids = Promise(
        name="ids_unique",
        why=f"{key} names one {kind} for good; two rows with one id cannot be told apart by a conflict or an "
        f"adjudication.",
        advice=f"Look at how {table} makes its id: an exact repeat needs its ordinal.",
        broken=f"f.{key} is null or f.{key} in (select {key} from {table} group by {key} having count(*) > 1)",
    )
    if surface is None:
        return spans, ids
    words = Promise(
        name="words_as_in_text",
        why=f"The text between the offsets is the {kind} itself, word for word; evidence that reads otherwise is no "
        f"evidence. Its length and its sentence are looked at here, the text itself by dbt's evidence_is_in_the_text.",
        advice=RULE_ADVICE,
        broken=f"length(f.{surface}) is distinct from f.char_end - f.char_start "
        f"or not coalesce(contains(f.sentence, f.{surface}), false)",
    )
    return spans, words, ids


def quoted(text: str) -> str:
    """`text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
