"""The rules that read agreements off clauses, in the order in which they are tried.

Belongs here: one function a rule, each named in the rows it makes. Word classes are in the lexicons, the shape of a
sentence in `clauses`, parties in `parties`; how mentions become one row an article is in `merging`.
"""

from __future__ import annotations

from dataclasses import replace

from extraction.agreements import status as ladder
from extraction.agreements.clauses import Clauses, VerbGroup
from extraction.agreements.dealing import (
    DEALING,
    read_dealt,
    read_joint_investment,
    read_opening,
    read_partner_verb,
    read_possessed,
    read_stake,
)
from extraction.agreements.discourse import Discourse
from extraction.agreements.instruments import EARLIER, Instrument, find_instruments
from extraction.agreements.mention import Mention, announcement_of, clause_span, title_of, topic_of, union
from extraction.agreements.names import is_state
from extraction.agreements.sides import (
    by_its_members,
    is_one_sided,
    launchers_of,
    owner_of,
    pair_parties,
    partners_elsewhere,
    partners_of,
    party_at_hand,
    relative_partner,
    subject_parties,
    untied_leader,
    with_parties,
)
from extraction.agreements.told import (
    REPLACING,
    TALKS,
    ends,
    event_noun_before,
    foreign_spans,
    governing_verb,
    read_relative,
    read_talks,
    takes_effect,
    talks_before,
    told_after,
)
from extraction.agreements.words import closed
from extraction.document import Document
from extraction.document.coreference import stands_for

NEGATING = closed("negating")
DEFINITE = closed("definite")
POINTING = closed("pointing")
BILATERAL = closed("bilateral")
CREATED = closed("created")
OTHER = closed("other") - EARLIER
"""Adjectives that tell an instrument apart from those named before: "a similar accord"."""
NEARING = closed("nearing")
"""Words by which parties are short of an agreement: "are close to a deal"."""
PARTICLED = closed("particled")
"""Verbs that end an agreement only with "out" or "away" behind them."""
_LEADING = closed("leading")


def find_mentions(document: Document, clauses: Clauses, discourse: Discourse) -> list[Mention]:
    """Statements about agreements in one analysed sentence, in the order of the text."""
    out: list[Mention] = []
    for instrument in find_instruments(clauses):
        mention = _read(document, clauses, discourse, instrument)
        if mention is not None:
            out.append(mention)
    for verb in clauses.verbs:
        for rule in (read_partner_verb, read_joint_investment, read_stake):
            mention = rule(document, clauses, discourse, verb)
            if mention is not None:
                out.append(mention)
                break
    if not out and clauses.verbs:
        told = _read_pronoun(clauses, discourse)
        out += [told] if told is not None else []
    out.sort(key=lambda m: (m.anchor, m.rule))
    return out


def _read_pronoun(clauses: Clauses, discourse: Discourse) -> Mention | None:
    """Rule pronoun: "It was signed in Lisbon on Friday", "It takes effect in June", of the agreement just told."""
    verb = clauses.verbs[0]
    subject = clauses.units[verb.subject[0] : verb.subject[1]]
    if verb.kind != "finite" or [u.low for u in subject] != ["it"]:
        return None
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    status: str | None = None
    if verb.passive and classes.get("event") in ("signed", "in_force", "suspended", "ended"):
        status = ladder.of_chain(clauses, verb, classes["event"])
    elif takes_effect(clauses, verb) and (verb.past or verb.perfect or not ends(clauses, verb)):
        status = ladder.of_chain(clauses, verb, "ended" if ends(clauses, verb) else "in_force")
    draft = discourse.subject_is_agreement(subject[0].start) if status is not None else None
    if draft is None or status is None or draft.earlier:
        return None
    whole = (clauses.sentence.start, clauses.sentence.end)
    return Mention(
        "agreement.pronoun", draft.klass, draft.noun, draft.parties, False, status, *whole, subject[0].start,
        True, False, False, (), clause_span(clauses, verb), anaphoric=True,
    )  # fmt: skip


def _subject_of(clauses: Clauses, instrument: Instrument) -> VerbGroup | None:
    for v in sorted(clauses.verbs, key=lambda v: v.relative):
        if v.kind == "finite" and v.subject[0] <= instrument.head < v.subject[1] and v.first > instrument.head:
            between = clauses.units[v.subject[0] : instrument.first]
            if not any(u.kind in "PS" for u in between):
                return v
    return None


def _read(document: Document, clauses: Clauses, discourse: Discourse, instrument: Instrument) -> Mention | None:
    units = clauses.units
    if instrument.determiner in NEGATING:
        return None
    anchor = units[instrument.first].start
    verb = governing_verb(clauses, instrument)
    subject_verb = _subject_of(clauses, instrument)
    pair = union(owner_of(document, clauses, discourse, instrument), pair_parties(clauses, instrument))
    whole = (clauses.sentence.start, clauses.sentence.end)
    base = Mention(
        "", instrument.klass, instrument.noun, (), False, "announced", *whole, anchor,
        instrument.determiner in DEFINITE, instrument.generic, instrument.plural, (), whole,
        name=title_of(document, clauses, instrument), subject=topic_of(clauses, instrument),
        new=any(u.low in OTHER for u in units[instrument.first : instrument.head])
        and instrument.determiner not in DEFINITE
        and not instrument.earlier,
        earlier=instrument.earlier, standing=instrument.standing, year=instrument.year,
        pointing=instrument.determiner in POINTING, foreign=foreign_spans(clauses, instrument),
    )  # fmt: skip
    if (
        verb is not None
        and verb.lemma in REPLACING
        and not base.definite
        and (_agreement_subject(clauses, verb) or _it_is_agreement(clauses, discourse, verb))
    ):
        base = replace(base, earlier=True, new=False)
    talks = talks_before(clauses, instrument)
    if talks is not None:
        return read_talks(document, clauses, discourse, instrument, talks, base)
    inner = read_relative(document, clauses, discourse, instrument, base)
    pair = union(pair, inner.parties) if inner is not None else pair
    if subject_verb is None and verb is None and not base.definite and not instrument.weak:
        dealt = read_opening(document, clauses, discourse, instrument, base)
        if dealt is not None:
            return dealt
    if subject_verb is not None and not (subject_verb.relative and verb is not None):
        found = _as_subject(document, clauses, discourse, instrument, subject_verb, pair, base)
    else:
        found = _as_object(document, clauses, discourse, instrument, verb, pair, base) if verb is not None else None
        found = found or _as_phrase(document, clauses, discourse, instrument, verb, pair, base)
    if inner is None:
        return found
    if found is None or found.anaphoric or set(found.parties) <= set(inner.parties):
        further = found is not None and found.status in ladder.LADDER and found.rule != "agreement.between"
        if found is not None and further and ladder.LADDER.index(found.status) > ladder.LADDER.index(inner.status):
            return replace(inner, status=found.status, verb=found.verb)
        return inner
    return found


def _as_object(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rule event_object: somebody signs, announces, proposes ... the instrument."""
    classes = ladder.verb_classes(clauses.language).get(verb.lemma, {})
    noun = event_noun_before(clauses, instrument)
    own = classes.get("event")
    if verb.lemma in PARTICLED:
        own = "ended" if clauses.units[verb.last + 1].low in ("out", "away") else None
    near = (
        verb.lemma == "be"
        and not verb.form
        and any(u.low in NEARING for u in clauses.units[verb.last + 1 : instrument.first])
    )
    if near and not verb.negative:
        own = "planned"
    if own is None and noun is None:
        chain = clauses.chain(verb)
        dealer = next((v for v in chain if v.lemma in DEALING), chain[0])
        dealt = read_dealt(document, clauses, discourse, instrument, dealer, base)
        if dealt is not None or dealer.lemma in DEALING:
            return dealt
    if own is None and noun is None:
        return read_possessed(document, clauses, discourse, instrument, verb, pair, base)
    if noun is not None and noun[0] in TALKS and (own in ("ended", "suspended") or verb.lemma in ("break", "collapse")):
        return None  # talks that failed
    if instrument.weak and any(verb.last < other.head < instrument.first for other in find_instruments(clauses)):
        return None  # "a declaration on an energy corridor" is one agreement
    if "drop" in classes and own is None:
        return None
    direct = near or _direct(clauses, verb, instrument)
    if noun is None and not direct:
        return read_dealt(document, clauses, discourse, instrument, verb, base)
    status = own if own is not None else noun[1] if noun else None
    if noun is not None and status is not None:
        status = ladder.lower(noun[1], status) if own is not None and noun[1] in ("proposed", "planned") else noun[1]
    if status is None:
        return None
    read = ladder.of_chain(clauses, verb, status)
    if read is None:
        return None
    status = read
    if verb.progressive and verb.lemma in ("finalize", "finalise", "conclude", "complete", "close"):
        status = ladder.lower(status, "planned")
    subject, vague = subject_parties(document, clauses, discourse, verb, names=True)
    if not subject and _agreement_subject(clauses, verb) and verb.lemma in CREATED | {"seek", "aim", "include", "be"}:
        return None  # what an instrument is to create is not an agreement of its own
    chain = clauses.chain(verb)
    if verb.lemma in CREATED and any(
        "partner" in ladder.verb_classes(clauses.language).get(v.lemma, {}) for v in chain[1:]
    ):
        return None
    partners, vague_with = partners_of(
        document, clauses, discourse, instrument, max(verb.stop, instrument.head + 1), names=len(subject) < 2
    )
    start = clauses.object_start(verb)
    before: tuple[str, ...] = ()
    vague_before = False
    if not any(verb.last < other.head < instrument.first for other in find_instruments(clauses)):
        before, vague_before = with_parties(document, clauses, discourse, start, instrument.first, names=True)
    for governor in chain[1:]:
        more, more_vague = with_parties(document, clauses, discourse, governor.last + 1, verb.first)
        before, vague_before = before + more, vague_before or more_vague
    before = union(before, relative_partner(document, clauses, discourse, verb))
    if verb.passive:
        subject, _ = with_parties(document, clauses, discourse, start, verb.stop, agents=True)
    if not subject and not verb.passive:
        subject = untied_leader(document, clauses, verb, union(before, partners, pair))
    if len(subject) > 1:
        pair = tuple(key for key in pair if is_state(key))  # "the two signed the Harbour Fund agreement": of what it is
    parties = union(subject, before, partners, pair, launchers_of(document, clauses, discourse, instrument))
    if len(parties) < 2 and not partners:
        partners = partners_elsewhere(document, clauses, discourse, instrument, verb)
        parties = union(parties, partners)
    if len(parties) == 1 and not base.definite and any(v.negative for v in chain):
        return None  # "Ghana has yet to reach a deal"
    if len(parties) == 1 and not vague and not vague_with and is_one_sided(clauses, instrument):
        return None  # "signed a letter of intent to buy 20 jets": what one side will do
    vague = vague or vague_with or vague_before
    status, span = told_after(clauses, instrument, status, clause_span(clauses, verb))
    vague = vague or (len(parties) == 1 and by_its_members(clauses, verb))
    named = replace(
        base, rule="agreement.event_object", parties=parties, vague=vague, status=status, head_party=subject, verb=span,
        told=announcement_of(clauses, verb) if status == "announced" else (0, 0),
    )  # fmt: skip
    if verb.lemma in ("welcome", "hail", "hold", "discuss", "want") and len(parties) < 2:
        return None
    return _accept(instrument, named)


def _accept(instrument: Instrument, mention: Mention) -> Mention | None:
    """Enough parties for an agreement, or a reference to one named before."""
    n = len(mention.parties)
    if n >= 2:
        if instrument.weak and mention.klass == "investment" and not instrument.determiner:
            return None
        if instrument.weak and mention.klass == "other" and mention.status not in ("signed", "announced", "planned"):
            return None
        return mention
    if instrument.weak:
        return None
    if mention.definite or mention.earlier:
        return replace(mention, anaphoric=True)
    if n == 1:
        untold = mention.new and mention.status in ("proposed", "planned")
        if (instrument.plural and not mention.vague) or untold:
            return None  # "will publish all loan contracts", "is interested in a similar treaty"
        if (
            mention.vague
            or instrument.noun.split()[-1] in BILATERAL
            or mention.klass
            in ("memorandum_of_understanding", "trade_agreement", "treaty", "joint_venture", "partnership")
        ):
            return mention
        if instrument.noun.endswith(("bloc", "alliance", "coalition")):
            return mention
        return None
    return None


def _direct(clauses: Clauses, verb: VerbGroup, instrument: Instrument) -> bool:
    """Nothing but determiners, adverbs, times, other objects and "on", "to", "into" stands between verb and phrase."""
    gap = clauses.units[clauses.object_start(verb) : instrument.first]
    if clauses.language != "en":
        return not any(u.kind in ";S" for u in gap)
    for k, u in enumerate(gap):
        if u.kind == "P" and u.low not in _LEADING:
            return False
        if u.kind == "P" and u.low == "for" and verb.lemma not in ("announce", "unveil", "push", "draft", "plan"):
            return False
        if u.kind in ";S":
            return False
        if u.kind == "P" and u.low == "to" and k > 3 and verb.lemma != "agree":
            return False
    return True


def _it_is_agreement(clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> bool:
    """The subject is an "it" that stands for the agreement just told: "It will replace a memorandum"."""
    subject = clauses.units[verb.subject[0] : verb.subject[1]]
    return [u.low for u in subject] == ["it"] and discourse.subject_is_agreement(subject[0].start) is not None


def _agreement_subject(clauses: Clauses, verb: VerbGroup) -> bool:
    a, b = verb.subject
    return any(i.head < b and i.first >= a for i in find_instruments(clauses))


def _as_subject(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rule instrument_subject: the instrument was signed, takes effect, is between A and B."""
    language = clauses.language
    classes = ladder.verb_classes(language).get(verb.lemma, {})
    a, b = instrument.head + 1, verb.first
    inside, vague = with_parties(document, clauses, discourse, a, b, deep=True)
    parties = union(inside, pair)
    status: str | None = None
    span = clause_span(clauses, verb)
    noun = event_noun_before(clauses, instrument)
    if verb.passive and "event" in classes:
        status = ladder.of_chain(clauses, verb, classes["event"])
        if status is None:
            return None
        agents, more = with_parties(document, clauses, discourse, verb.last + 1, verb.stop, agents=True, names=True)
        parties, vague = union(parties, agents), vague or more
        infinitive = next(
            (v for v in clauses.verbs if v.governor is not None and clauses.verbs[v.governor] is verb), None
        )
        if infinitive is not None and infinitive.first == verb.last + 1:
            inner = ladder.verb_classes(language).get(infinitive.lemma, {}).get("event")
            status = ladder.lower(inner or status, "planned")
    elif verb.lemma == "be" and not verb.form and takes_effect(clauses, verb):
        status = ladder.of_chain(clauses, verb, "in_force")
    elif ("state" in classes or ends(clauses, verb)) and takes_effect(clauses, verb):
        over = ends(clauses, verb)
        status = ladder.of_chain(clauses, verb, "ended" if over else "in_force")
        if status is None:
            return None
        if over and not verb.past and not verb.perfect:
            status, span = "in_force", (anchor_of(clauses, instrument),) * 2  # "expires in 2030" is still in force
    if any(v.relative and instrument.head < v.first < verb.first for v in clauses.verbs):
        span = (clauses.units[verb.first].start, clauses.units[verb.stop - 1].end)
    participle = next(
        (
            v
            for v in clauses.verbs
            if v.kind == "participle"
            and instrument.head < v.first < verb.first
            and all(u.kind in ",A" or u.low in EARLIER for u in clauses.units[instrument.head + 1 : v.first])
        ),
        None,
    )
    if participle is not None:
        span = (clauses.units[verb.first].start, clauses.units[verb.stop - 1].end)
        own = ladder.verb_classes(language).get(participle.lemma, {}).get("event")
        if own is not None:
            if status is None or ladder.LADDER.index(own) > ladder.LADDER.index(status):
                status, span = own, clause_span(clauses, participle)
            agents, more = with_parties(
                document, clauses, discourse, participle.last + 1, verb.first, agents=True, names=True
            )
            parties, vague = union(parties, agents), vague or more
    if len(parties) == 1 and inside and not pair and status is not None and not base.definite:
        parties = union(parties, party_at_hand(clauses, discourse, parties[0]))
        last = discourse.agreement_before(base.anchor)
        if len(parties) == 1 and base.earlier and last is not None and len(last.head_party) == 1:
            parties = union(parties, last.head_party)  # "A previous partnership with Lorient ended"
    if len(parties) >= 2:
        named = replace(
            base,
            rule="agreement.instrument_subject",
            parties=parties,
            vague=vague,
            status=status or _state(clauses, instrument, noun),
            verb=span,
        )
        return _accept(instrument, named)
    if instrument.weak and not (base.definite):
        return None
    if base.definite or status is not None:
        return replace(
            base, rule="agreement.instrument_subject", parties=parties, status=status or "", anaphoric=True, verb=span
        )
    return None


def anchor_of(clauses: Clauses, instrument: Instrument) -> int:
    """Offset at which an instrument is named."""
    return clauses.units[instrument.first].start


def _as_phrase(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    instrument: Instrument,
    verb: VerbGroup | None,
    pair: tuple[str, ...],
    base: Mention,
) -> Mention | None:
    """Rules component, between and back_reference: the phrase itself names the parties or points back."""
    units = clauses.units
    stop = max(instrument.head + 1, verb.stop if verb is not None else len(units))
    if verb is None or instrument.head >= verb.stop:
        following = next(
            (v.first for v in clauses.verbs if v.first > instrument.head and v.kind == "finite"), len(units)
        )
        comma = next(
            (
                k
                for k in range(instrument.head + 1, following)
                if units[k].kind == "," and not (k + 1 < len(units) and units[k + 1].kind in "EC")
            ),
            following,
        )
        stop = min(following, comma)
    inside, vague = with_parties(document, clauses, discourse, instrument.head + 1, stop)
    parties = union(inside, pair)
    noun = event_noun_before(clauses, instrument)
    if verb is not None and verb.lemma == "be" and verb.form == "" and not verb.negative and not base.definite:
        a, b = verb.subject
        words = {u.low for u in units[a:b]}
        draft = next((d for d in discourse.drafts if len(d.parties) > 1), None)
        if words & {"component", "part", "pillar", "element", "strand"} and draft is not None:
            return replace(
                base, rule="agreement.component", parties=draft.parties, status="proposed", new=True, vague=True
            )
    if len(parties) >= 2:
        if (
            verb is not None
            and "drop" in ladder.verb_classes(clauses.language).get(verb.lemma, {})
            and verb.kind == "finite"
        ):
            return None
        status = _state(clauses, instrument, noun)
        if noun is not None and verb is not None:
            read = ladder.of_chain(clauses, verb, status)
            if read is None:
                return None
            status = read
        if instrument.weak and not pair and noun is None:
            return None
        sides: tuple[str, ...] = ()
        if noun is not None and verb is not None and noun[0] in ("push", "plans", "plan", "signing", "signature"):
            sides, _ = subject_parties(document, clauses, discourse, verb)
        return replace(base, rule="agreement.between", parties=parties, vague=vague, status=status, head_party=sides)
    if noun is not None and noun[1] in ("signed", "announced") and verb is not None and not base.generic:
        subject, _ = subject_parties(document, clauses, discourse, verb)
        a, b = verb.subject
        others, _ = with_parties(document, clauses, discourse, a, b, deep=True)
        owner = tuple(
            stands_for(u.entity)
            for u in units[a:b]
            if u.entity is not None and (u.entity.kind == "state" or u.entity.party)
        )
        parties = union(pair, subject, others, tuple(k for k in owner if k))
        if len(parties) >= 2:
            return replace(base, rule="agreement.event_noun", parties=parties, status=noun[1])
    if verb is not None and verb.lemma in REPLACING and not instrument.weak and _agreement_subject(clauses, verb):
        over = verb.lemma != "build" and ladder.of_chain(clauses, verb, "ended") == "ended"
        anchor = (base.anchor, base.anchor)
        status, told = ("ended", anchor) if over else told_after(clauses, instrument, "announced", anchor)
        return replace(
            base, rule="agreement.earlier", parties=parties, status=status, anaphoric=True, earlier=True,
            verb=told,
        )  # fmt: skip
    if (base.definite or base.earlier) and not instrument.weak:
        status, span = told_after(clauses, instrument, "proposed", base.verb)
        told_of = status if status != "proposed" else ""
        return replace(
            base, rule="agreement.back_reference", parties=parties, status=told_of, anaphoric=True, verb=span
        )
    return None


def _state(clauses: Clauses, instrument: Instrument, noun: tuple[str, str] | None) -> str:
    if noun is not None:
        return noun[1]
    words = {u.low for u in clauses.units[max(0, instrument.first - 1) : instrument.head]}
    if words & {"current", "existing", "longstanding", "long-standing", "present"}:
        return "in_force"
    if words & {"proposed", "possible", "potential", "prospective"}:
        return "proposed"
    if words & {"planned", "forthcoming", "upcoming", "future", "draft"}:
        return "planned"
    if words & {"suspended", "stalled", "frozen"}:
        return "suspended"
    return "announced"
