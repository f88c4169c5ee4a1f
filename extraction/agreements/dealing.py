"""Rules for agreements that are told by what is done: buying, supplying, taking over, teaming up, having.

Belongs here: one function a rule, as in `finding`, which tries them.
"""

from __future__ import annotations

from dataclasses import replace

from extraction.agreements import status as ladder
from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.discourse import Discourse
from extraction.agreements.instruments import Instrument
from extraction.agreements.mention import Mention, announcement_of, clause_span, purpose_of, union
from extraction.agreements.names import is_state
from extraction.agreements.parties import Reference, references
from extraction.agreements.sides import keys_of, partners_of, subject_parties, with_parties
from extraction.agreements.told import told_after
from extraction.agreements.words import closed
from extraction.document import Document

UNDER = closed("under")
SIDES = closed("sides")
"""Prepositions of the other side of a deal, and none where it is the object."""
BUSINESSES = closed("businesses")
GIVING = closed("giving")
"""Verbs of dealing whose receiver stands right behind them: "will pay Gabon 60 million"."""
DEALING = closed("dealing")
TAKING = closed("taking")


def read_dealt(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    base: Mention,
) -> Mention | None:
    """Rule dealt: "will invest $5 billion in B, in a deal that ...", "is to supply B under a contract"."""
    lead = [u.low for u in clauses.units[max(0, instrument.first - 3) : instrument.first] if u.kind == "P"]
    if base.definite or not lead or lead[-1] not in ("in", "under", "through", "of") or instrument.weak:
        return None
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    if verb.lemma not in DEALING and (
        classes.keys() & {"drop", "talk"} or lead[-1] == "of" or base.klass == "declaration"
    ):
        return None
    status = ladder.of_chain(clauses, verb, "announced")
    if status is None:
        return None
    subject, _ = subject_parties(document, clauses, discourse, verb, names=True)
    found = references(document, clauses, verb.last + 1, instrument.first)
    others, _ = partners_of(document, clauses, discourse, instrument, max(verb.stop, instrument.head + 1))
    if not others and verb.lemma in DEALING:
        own = [
            r for p, r in found if p in SIDES and (verb.lemma not in GIVING or (p in ("", "to") and r.kind == "party"))
        ]
        others, _ = keys_of(discourse, own, clauses.units[verb.last].start, names=True)
    if not subject or len(union(subject, others)) < 2:
        return None
    klass = "investment" if verb.lemma == "invest" and base.klass == "other" else base.klass
    told, span = told_after(clauses, instrument, "announced", clause_span(clauses, verb))
    return replace(
        base, rule="agreement.dealt", klass=klass, parties=union(subject, others), status=told,
        head_party=subject, verb=span,
    )  # fmt: skip


def read_opening(
    document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument, base: Mention
) -> Mention | None:
    """Rule dealt: "Under a separate letter of intent, Copenhagen plans to buy three frigates from Firth Marine"."""
    units = clauses.units
    k = instrument.first - 1
    while k >= 0 and units[k].kind == "D":
        k -= 1
    if k < 0 or units[k].kind != "P" or units[k].low not in UNDER:
        return None
    outer = next((v for v in clauses.verbs if v.kind == "finite" and v.subject[0] > instrument.head), None)
    if outer is None or outer.relative or outer.passive:
        return None
    at = clauses.verbs.index(outer)
    act = next((v for v in reversed(clauses.verbs[at : at + 3]) if outer in clauses.chain(v)), outer)
    if ladder.of_chain(clauses, outer, "announced") is None:
        return None
    subject, vague = subject_parties(document, clauses, discourse, outer, names=True)
    inside, _ = with_parties(document, clauses, discourse, instrument.head + 1, outer.subject[0])
    found = references(document, clauses, outer.last + 1, clauses.verbs[at].stop)
    sides = [r for p, r in found if p in SIDES and r.kind in ("party", "name")]
    others, _ = keys_of(discourse, [r for r in sides if r.first > outer.last], units[outer.last].start, names=True)
    if not subject or len(union(subject, inside, others)) < 2:
        return None
    status, span = told_after(clauses, instrument, "announced", clause_span(clauses, act))
    return replace(
        base, rule="agreement.dealt", parties=union(subject, inside, others), vague=vague, status=status,
        head_party=subject, verb=span,
    )  # fmt: skip


def read_stake(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule stake: "A agreed to buy a 20% stake in B"."""
    units = clauses.units
    if verb.lemma not in TAKING | {"sell"}:
        return None
    agreed = any(v.lemma == "agree" for v in clauses.chain(verb)[1:])
    if not agreed and (not _takes_now(verb) or units[verb.first].low == "had"):
        return None
    if verb.lemma == "sell":
        return _sold(document, clauses, discourse, verb) if agreed else None
    at = _held(clauses, verb)
    if at is None and not agreed:
        return None
    status = ladder.of_chain(clauses, verb, "announced")
    if status is None:
        return None
    subject, vague = subject_parties(document, clauses, discourse, verb, names=True)
    if at is None:
        over = verb.lemma == "take"
        if over and units[verb.last + 1].low != "over":
            return None
        first = verb.last + 1 + over
        whole = [r for _, r in references(document, clauses, first, verb.stop) if r.kind in ("party", "company")]
        found = whole[:1] if whole and whole[0].first <= first + 3 and not is_state(whole[0].key) else []
        found = found or _owner_of_site(document, clauses, first, verb.stop)
        if found and any(u.kind in "P#" for u in units[first : found[0].first]):
            return None
        others, _ = keys_of(discourse, found, units[verb.last].start)
        klass = "investment"
    else:
        held = [r for p, r in references(document, clauses, at + 1, verb.stop) if p in ("in", "of")]
        others, _ = keys_of(discourse, held[:1], units[at].start, names=True)
        klass = "investment"
    parties = set(union(subject, others))
    if not subject or not others or len(parties) < 2 or any(is_state(k) for k in others):
        return None
    if not agreed and any(parties <= set(d.parties) for d in discourse.drafts):
        return None  # a stake that partners take in each other is a term of what they agreed
    return Mention(
        "agreement.stake", klass, "investment", union(subject, others), vague, "announced" if agreed else status,
        clauses.sentence.start, clauses.sentence.end, units[verb.last].start, False, False, False, subject,
        clause_span(clauses, clauses.chain(verb)[-1]), announcement_of(clauses, verb),
        subject=purpose_of(clauses, verb),
    )  # fmt: skip


def _takes_now(verb: VerbGroup) -> bool:
    """What is told as news: "has bought", "is buying", "will acquire"; "bought" may be long ago."""
    present = verb.perfect or verb.progressive or verb.modal in ("will", "to")
    return verb.kind == "finite" and present and not verb.passive and not verb.negative


def _held(clauses: Clauses, verb: VerbGroup) -> int | None:
    """The noun of a share in a company in a verb's object, or its percent: "a 49% stake in", "34 percent of"."""
    units = clauses.units
    for k in range(verb.last + 1, min(verb.stop, verb.last + 12)):
        if units[k].low in STAKES:
            return k
        if units[k].low in ("percent", "%") and k + 1 < verb.stop and units[k + 1].low == "of":
            return k
    return None


def _owner_of_site(document: Document, clauses: Clauses, first: int, stop: int) -> list[Reference]:
    """Whose plant or business is bought: "the shuttered Corman Rubber plant"."""
    units = clauses.units
    at = next((k for k in range(first, min(stop, first + 8)) if units[k].low in BUSINESSES), None)
    if at is None:
        return []
    owner = next((k for k in range(at - 1, first - 1, -1) if units[k].entity is not None), None)
    if owner is None or any(u.kind not in "NDEs" for u in units[first:at]):
        return []
    found = [r for _, r in references(document, clauses, owner, owner + 1)]
    return [r for r in found if r.kind == "party" and not is_state(r.key)]


STAKES = frozenset({"stake", "stakes", "shares", "interest"})


def _sold(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule stake: "A agreed to sell its water business to B"."""
    units = clauses.units
    sold = next((k for k in range(verb.last + 1, verb.stop) if units[k].low in BUSINESSES), None)
    if sold is None:
        return None
    to = [r for p, r in references(document, clauses, sold + 1, verb.stop) if p == "to"]
    buyers, vague = keys_of(discourse, to, units[sold].start, names=True)
    subject, _ = subject_parties(document, clauses, discourse, verb, names=True)
    status = ladder.of_chain(clauses, verb, "announced")
    if not buyers or not subject or status is None:
        return None
    return Mention(
        "agreement.stake", "investment", "investment", union(subject, buyers), vague, "announced",
        clauses.sentence.start, clauses.sentence.end, units[verb.last].start, False, False, False, subject,
        clause_span(clauses, clauses.chain(verb)[-1]), announcement_of(clauses, verb),
        subject=purpose_of(clauses, verb),
    )  # fmt: skip


def read_possessed(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rule possession: "Tokyo has similar treaties with Australia and Britain"."""
    if clauses.units[verb.last].tag != "have" or verb.modal is not None or verb.negative or instrument.weak:
        return None
    subject, _ = subject_parties(document, clauses, discourse, verb, names=True)
    partners, vague = partners_of(document, clauses, discourse, instrument, verb.stop)
    if len(union(subject, partners)) < 2:
        return None
    told, span = told_after(clauses, instrument, "proposed", base.verb)
    return replace(
        base, rule="agreement.possession", parties=union(subject, partners, pair), vague=vague,
        status=told if told != "proposed" else "in_force", head_party=subject, verb=span,
    )  # fmt: skip


def read_partner_verb(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Mention | None:
    """Rule partner_verb: "A has partnered with B", "A and B teamed up"."""
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    if "partner" not in classes or verb.passive:
        return None
    status = ladder.of_chain(clauses, verb, classes["partner"])
    if status is None:
        return None
    subject, vague = subject_parties(document, clauses, discourse, verb, names=True)
    partners, more = with_parties(document, clauses, discourse, verb.last + 1, verb.stop, names=True)
    parties = union(subject, partners)
    named = verb.lemma == "partner" or any(discourse.is_known(k) for k in parties)
    if len(parties) < 2 or not subject or not named:
        return None  # "Holt, who teamed with Hardy"
    start, end = clauses.sentence.start, clauses.sentence.end
    return Mention(
        "agreement.partner_verb", "partnership", "partnership", parties, vague or more, status, start, end,
        clauses.units[verb.last].start, False, False, False, subject, clause_span(clauses, verb),
        subject=purpose_of(clauses, verb),
    )  # fmt: skip


def read_joint_investment(
    document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup
) -> Mention | None:
    """Rule joint_investment: two parties or more pledge to invest together."""
    if verb.lemma not in ("invest", "investieren", "investera", "investir", "invertir"):
        return None
    status = ladder.of_chain(clauses, verb, "announced")
    chain = clauses.chain(verb)
    if (
        status is None
        or len(chain) < 2
        or chain[1].lemma not in ("pledge", "agree", "commit", "promise", "plan", "intend")
    ):
        return None
    if any(u.low == "each" for u in clauses.units):
        return None
    subject, vague = subject_parties(document, clauses, discourse, verb)
    if len(subject) < 2 or any(set(subject) <= set(d.parties) and not d.plural for d in discourse.drafts):
        return None  # partners who say what they will pay agree on nothing new
    status = "planned" if chain[1].lemma in ("plan", "intend") else "announced"
    start, end = clauses.sentence.start, clauses.sentence.end
    return Mention(
        "agreement.joint_investment", "investment", "investment", subject, vague, status, start, end,
        clauses.units[verb.last].start, False, False, False, subject, clause_span(clauses, chain[-1]),
        subject=purpose_of(clauses, verb),
    )  # fmt: skip
