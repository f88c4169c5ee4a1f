"""Articles with planted annotations, so that the SQL is tested on claims that are known to the character.

Rows name their words; the offsets are looked up in the text. What extraction would find is not the matter here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from extraction import rows
from extraction.schema import ANNOTATIONS, KINDS, struct_of

RowT = TypeVar("RowT", bound=rows.Span)
EPOCH = datetime(2026, 3, 1, 8, 0)  # noqa: DTZ001 - the warehouse stores naive UTC


@dataclass
class Planted:
    """One article and its rows, each row with the words it stands on."""

    path: str
    text: str
    published: date | None = None
    annotation: rows.Annotation = field(default_factory=rows.Annotation)
    title: str | None = None

    @property
    def article_id(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def _place(self, row: RowT, words: str) -> RowT:
        start = self.text.index(words)
        stops = self.text.rfind(". ", 0, start), self.text.rfind("\n", 0, start) - 1
        before = max(stops) + 2 if max(stops) >= 0 else 0
        ends = [e for e in (self.text.find(". ", start + len(words)), self.text.find("\n", start)) if e >= 0]
        after = min(ends, default=len(self.text))
        return replace(
            row,
            char_start=start,
            char_end=start + len(words),
            sentence_start=before,
            sentence_end=max(after, start + len(words)),
        )

    def figure(self, words: str, value: float | None, unit: str, unit_kind: str = "count", **more: Any) -> Planted:
        modifier = more.pop("modifier", "exact")
        low = more.pop("low", value if modifier not in ("up_to", "under") else None)
        high = more.pop("high", value if modifier not in ("over", "at_least") else None)
        row = rows.FigureRow(0, 0, "figures.planted", value, low, high, modifier, unit, unit_kind, **more)
        self.annotation.figures.append(self._place(row, words))
        return self

    def quote(self, words: str, speaker: str | None, **more: Any) -> Planted:
        row = rows.QuoteRow(
            0, 0, "quotes.planted", kind="direct", speaker=speaker, **({"speaker_kind": "person"} | more)
        )
        self.annotation.quotes.append(self._place(row, words))
        return self

    def agreement(
        self, words: str, instrument: str, parties: Sequence[str], status: str = "announced", **more: Any
    ) -> Planted:
        day = more.pop("day", None)
        if day is not None:
            more |= {"date_edtf": day.isoformat(), "date_low": day, "date_high": day, "date_role": status}
        row = rows.AgreementRow(0, 0, "agreements.planted", instrument, tuple(sorted(parties)), status, **more)
        self.annotation.agreements.append(self._place(row, words))
        return self

    def commitment(self, words: str, who: Sequence[str], what: str, strength: str = "pledged", **more: Any) -> Planted:
        row = rows.CommitmentRow(0, 0, "commitments.planted", tuple(sorted(who)), what, strength, **more)
        self.annotation.commitments.append(self._place(row, words))
        return self

    def names(self, **kinds: str) -> Planted:
        """Entities by name (underscores for spaces) and kind, at their first mention."""
        for name, kind in kinds.items():
            key = name.replace("_", " ")
            start = max(self.text.find(key), 0)
            self.annotation.entities.append(rows.EntityRow(start, start + len(key), key, key, kind, 1))
        return self


def _sentences(text: str) -> list[rows.SentenceRow]:
    out, start = [], 0
    for part in text.replace("\n", " ").split(". "):
        out.append(rows.SentenceRow(start, min(start + len(part) + 1, len(text))))
        start += len(part) + 2
    return out


def _lists(row_class: type, lists: list[list[Any]]) -> pa.Array:
    struct = struct_of(row_class)
    return pa.array(
        [[{f.name: getattr(row, f.name) for f in struct} for row in one] for one in lists], type=pa.list_(struct)
    )


def create_raw(con: duckdb.DuckDBPyConnection) -> None:
    """Schema `raw` without articles."""
    con.execute("create schema raw")
    con.register("planted", ANNOTATIONS.empty_table())
    con.execute("create table raw.annotations as from planted")
    con.unregister("planted")
    con.execute(
        "create table raw.articles (article_id varchar, annotation_key varchar, path varchar, title varchar,"
        " publisher varchar, author varchar, url varchar, language varchar, published_edtf varchar, published_low date,"
        " published_high date, text varchar, n_words integer, loaded_at timestamp, loaded_on date)"
    )
    con.execute("create table raw.article_paths (article_id varchar, path varchar)")
    con.execute(
        'create table raw.rejects (path varchar, "row" integer, reason varchar, detail varchar, first_seen timestamp)'
    )


def load(con: duckdb.DuckDBPyConnection, articles: Sequence[Planted]) -> None:
    """Add articles to schema `raw`, each loaded a minute after the one before."""
    for article in articles:
        if not article.annotation.sentences and article.annotation.error is None:
            article.annotation.sentences = _sentences(article.text)
    annotations = pa.table(
        [
            pa.array([f"key-{a.article_id}" for a in articles], pa.string()),
            pa.array([a.article_id for a in articles], pa.string()),
            pa.array(["planted"] * len(articles), pa.string()),
            *(_lists(row_class, [getattr(a.annotation, kind) for a in articles]) for kind, row_class in KINDS.items()),
            pa.array([a.annotation.error for a in articles], pa.string()),
        ],
        schema=ANNOTATIONS,
    )
    con.register("planted", annotations)
    con.execute("insert into raw.annotations from planted")
    con.unregister("planted")
    ((loaded,),) = con.execute("select count(*) from raw.articles").fetchall()
    for i, a in enumerate(articles, loaded):
        day = a.published
        con.execute(
            "insert into raw.articles values (?, ?, ?, ?, null, null, null, 'en', ?, ?, ?, ?, ?, ?, ?)",
            [
                a.article_id, f"key-{a.article_id}", a.path, a.title, day.isoformat() if day else None, day, day,
                a.text, len(a.text.split()), EPOCH + timedelta(minutes=i), EPOCH.date(),
            ],
        )  # fmt: skip
        con.execute("insert into raw.article_paths values (?, ?)", [a.article_id, a.path])
