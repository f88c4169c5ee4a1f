"""The article reader: the text with its facts marked, and the rows they became, linked both ways."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer import wording
from explorer.highlighting import KINDS, Span, highlighted
from explorer.pages.shown import Shown
from explorer.published import Row, rows
from explorer.route import Route
from explorer.templates import filled

_ARTICLE = """
select article_id, path, title, publisher, author, url, language, published_edtf, text, n_words, annotation_error
from marts.articles where article_id = $id
"""
_FACTS = {
    "agreement": "surface, agreement_key, name, instrument, parties, status, date_edtf, subject",
    "commitment": "surface, agreement_key, who, what, strength, amount_low, amount_high, amount_unit, deadline, "
    "due_low, due_high",
    "quote": "quote_text as surface, speaker, speaker_role, kind, cue, confidence",
    "date": "surface, kind, date_edtf, date_low, date_high, role, inferred",
    "figure": "surface, value, value_low, value_high, modifier, unit, what, subject, measure_id, attributed_to",
}
_CONFLICTS = """
select c.fact_id, min(conflict_id) as conflict_id, min(verdict) as verdict, bool_or(c.outlier) as outlier
from marts.conflicts, unnest(claims) as t(c)
where c.article_id = $id
group by c.fact_id
"""


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """One article, and the fact that is pointed at, if any."""
    article_id = {"id": route.get("id")}
    found = rows(connection, _ARTICLE, article_id)
    if not found:
        return Shown(filled("trouble", message="This article is not in the snapshot.", advice="Look in the list."))
    article = found[0]
    disputed = {row["fact_id"]: row for row in rows(connection, _CONFLICTS, article_id)}
    facts = [
        row | {"fact_kind": kind, "says": says, "more": more, "conflict": disputed.get(row["fact_id"])}
        for kind in KINDS
        for row in _facts(connection, kind, article_id)
        for says, more in [_in_words(kind, row)]
    ]
    spans = [Span(f["fact_id"], f["fact_kind"], f["char_start"], f["char_end"], f["says"]) for f in facts]
    focus = route.get("fact")
    return Shown(
        filled(
            "article",
            article=article,
            body=highlighted(article["text"], spans),
            facts=sorted(facts, key=lambda f: (f["char_start"], f["char_end"], f["fact_id"])),
            counts={kind: sum(f["fact_kind"] == kind for f in facts) for kind in KINDS},
            focus=focus if any(f["fact_id"] == focus for f in facts) else "",
        )
    )


def _facts(connection: DuckDBPyConnection, kind: str, article_id: Row) -> list[Row]:
    query = f"select {kind}_id as fact_id, char_start, char_end, rule, {_FACTS[kind]} from facts.fct_{kind}s"
    return rows(connection, f"{query} where article_id = $id", article_id)


def _in_words(kind: str, row: Row) -> tuple[str, str]:
    """What a fact says, and what else is known of it."""
    if kind == "figure":
        value = wording.interval(row["value_low"], row["value_high"], row["unit"])
        return value or row["surface"], " · ".join(filter(None, [row["what"], row["subject"], row["attributed_to"]]))
    if kind == "date":
        inferred = "inferred" if row["inferred"] else ""
        return wording.edtf(row["date_edtf"]) or row["surface"], " · ".join(filter(None, [row["role"], inferred]))
    if kind == "quote":
        return row["speaker"] or "speaker not named", " · ".join(filter(None, [row["speaker_role"], row["kind"]]))
    if kind == "agreement":
        what = row["name"] or row["subject"] or ""
        date = wording.edtf(row["date_edtf"])
        about = [wording.spelled(row["instrument"]), wording.spelled(row["status"]), date, what]
        return wording.listed(row["parties"]), " · ".join(filter(None, about))
    amount = wording.interval(row["amount_low"], row["amount_high"], row["amount_unit"])
    about = [row["strength"], amount, wording.deadline(row["deadline"])]
    return f"{wording.listed(row['who'])}: {row['what'] or ''}", " · ".join(filter(None, about))
