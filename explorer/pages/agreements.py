"""The agreements: a list that can be searched, and one agreement with everything said about it."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from explorer.pages import conflicts
from explorer.pages.shown import Shown
from explorer.paging import Paging
from explorer.published import one, rows
from explorer.route import Route
from explorer.templates import filled

STATUSES = ("proposed", "planned", "announced", "signed", "in_force", "suspended", "ended")
_SIZE = 25
_STATEMENTS = 40

_WHERE = """
where ($status = '' or status = $status)
  and ($party = '' or list_contains(parties, $party))
  and ($q = '' or concat_ws(' ', name, subject, instrument, array_to_string(parties, ' ')) ilike '%' || $q || '%')
"""
_COUNT = f"select count(*) as n from marts.agreements {_WHERE}"
_PAGE = f"""
select agreement_key, name, instrument, parties, status, date_edtf, date_low, date_high, date_verdict, party_verdict,
       subject, n_articles
from marts.agreements {_WHERE}
order by n_articles desc, date_high desc nulls last, agreement_key
limit $size offset $offset
"""
_ONE = """
select agreement_key, name, instrument, parties, status, date_edtf, date_low, date_high, date_verdict, party_verdict,
       subject, n_articles
from marts.agreements where agreement_key = $key
"""
_SAID = f"""
select f.agreement_id as fact_id, f.article_id, f.path, a.publisher, f.sentence, f.status, f.date_edtf, f.parties
from facts.fct_agreements f join marts.articles a using (article_id)
where f.agreement_key = $key
order by a.published_low nulls last, f.path, f.char_start
limit {_STATEMENTS}
"""
_PROMISED = f"""
select commitment_key, who, what, strength, amount_low, amount_high, amount_unit, due_low, due_high, verdict, n_articles
from marts.commitments where agreement_key = $key
order by n_articles desc, due_high nulls last, commitment_key
limit {_STATEMENTS}
"""


def show(connection: DuckDBPyConnection, route: Route) -> Shown:
    """The list."""
    chosen = {"status": route.one_of("status", STATUSES), "party": route.get("party"), "q": route.get("q")}
    paging = Paging(route.number("n"), _SIZE, one(connection, _COUNT, chosen)["n"])
    found = rows(connection, _PAGE, chosen | {"size": paging.size, "offset": paging.offset})
    return Shown(filled("agreements", route=route, paging=paging, agreements=found, chosen=chosen, statuses=STATUSES))


def show_one(connection: DuckDBPyConnection, route: Route) -> Shown:
    """One agreement."""
    key = {"key": route.get("key")}
    found = rows(connection, _ONE, key)
    if not found:
        return Shown(filled("trouble", message="This agreement is not in the snapshot.", advice="Look in the list."))
    return Shown(
        filled(
            "agreement",
            agreement=found[0],
            said=rows(connection, _SAID, key),
            promised=rows(connection, _PROMISED, key),
            disputed=conflicts.some(connection, limit=10, agreement_key=key["key"]),
        )
    )
