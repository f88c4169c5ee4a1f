"""The rules that read commitments off clauses, in the order in which they are tried.

Belongs here: one function a rule, each named in the rows it makes. Verb classes and strengths are in
`commitments_verbs.csv`, amounts and deadlines in `terms`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from extraction.agreements.clauses import COMMISSIVE, LIGHT, Clauses, Unit, VerbGroup
from extraction.agreements.dealing import UNDER
from extraction.agreements.discourse import Discourse, Draft
from extraction.agreements.finding import DEFINITE
from extraction.agreements.instruments import find_instruments
from extraction.agreements.parties import gatherings, is_indefinite, nouns_of, references
from extraction.agreements.sides import subject_parties, with_parties
from extraction.agreements.status import BACKSHIFT, HYPOTHETICAL, verb_classes
from extraction.agreements.told import REPLACING
from extraction.agreements.words import closed
from extraction.commitments import strength as strengths
from extraction.document import Document
from extraction.figures.units import currency_words
from extraction.lexicon import read_as

JOINT = closed("joint")
CREATES = closed("creates")
REPORTED = BACKSHIFT
CONCRETE = closed("concrete")


@dataclass(slots=True)
class Promise:
    """One commitment as read off a clause, before amounts, deadlines and links."""

    rule: str
    who: tuple[str, ...]
    strength: str
    lemma: str
    what: tuple[int, int]
    """Units of the act and its object."""
    start: int
    end: int
    lead: int
    """Offset at which the finite verb begins; what stands before it holds for every act of the sentence."""
    draft: Draft | None
    negative: bool
    conditional: bool
    dated: bool = False
    """Counts only with a deadline: "expect to sign a full agreement within four months"."""


def find_promises(document: Document, clauses: Clauses, discourse: Discourse) -> list[Promise]:
    """Commitments of one analysed sentence, in the order of the text."""
    out: list[Promise] = []
    for k, verb in enumerate(clauses.verbs):
        for rule in _RULES_OF_FINITE if verb.kind == "finite" else _RULES_OF_OTHERS:
            promise = rule(document, clauses, discourse, k)
            if promise is not None:
                out.append(promise)
                out += _gapped(document, clauses, discourse, verb, promise)
                break
    return out


SPECULATION = closed("speculation")
LIKELY = closed("likely")


def _speculative(document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> bool:
    """The clause is what analysts expect or what is likely, not what its subject says."""
    start = verb.subject[0] if verb.subject[1] > verb.subject[0] else verb.first
    if any(u.low in LIKELY for u in clauses.units[max(0, start - 4) : verb.first]):
        return True
    for v in clauses.verbs:
        if v.kind == "finite" and v.last < start and v.lemma in ESTIMATING:
            return True
        if v.kind == "finite" and v.last < start and v.lemma in SPECULATION:
            return not subject_parties(document, clauses, discourse, v)[0]
    return False


def _reported(clauses: Clauses, verb: VerbGroup) -> bool:
    return any(w.lemma in REPORTED and w.past and w.last < verb.first for w in clauses.verbs)


def _conditional(clauses: Clauses) -> bool:
    return any(
        u.low in ("if", "unless", "provided", "subject", "conditional", "pending", "om", "wenn", "falls", "si")
        and (u.low != "om" or i == 0 or clauses.units[i - 1].kind in ",;C")
        and (
            u.low not in ("subject", "conditional", "provided")
            or (i + 1 < len(clauses.units) and clauses.units[i + 1].low in ("to", "on", "upon", "that"))
        )
        for i, u in enumerate(clauses.units)
    )


def _topic_draft(clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Draft | None:
    """The agreement that stands as the verb's subject: "the plan", "this", "it"."""
    a, b = verb.subject
    if b <= a or clauses.units[a].kind == "P":
        return None
    units = clauses.units
    offset = units[a].start
    for instrument in find_instruments(clauses):
        if a <= instrument.first and instrument.head < b:
            if any(u.kind in "PS" for u in units[a : instrument.first]) and units[a].low not in ("part", "terms"):
                continue
            if verb.relative and any(u.kind in "VT,s" or u.low in AWAY for u in units[instrument.head + 1 : b]):
                continue  # "an agreement to visit a comet, which will ...", "needs clearance from an agency, which ..."
            at = units[instrument.first].start
            same = next((d for o, d in discourse.trail if o == at), None)
            if same is not None:
                return same
            if verb.relative or instrument.determiner:
                return discourse.agreement_before(at)
    words = [u for u in units[a:b] if u.kind in "NERDV"]
    if len(words) == 1 and words[0].low == "it" and verb.lemma not in COMMISSIVE:
        return discourse.subject_is_agreement(offset)
    if len(words) == 1 and words[0].low in ("this", "one", "which"):
        draft = discourse.agreement_before(offset)
        if draft is not None and offset - max(o for o, d in discourse.trail if o < offset and d is draft) < 260:
            return draft
    return None


def _intro_draft(clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Draft | None:
    a, b = verb.intro
    units = clauses.units
    for instrument in find_instruments(clauses):
        if a <= instrument.first < b:
            return discourse.agreement_before(units[instrument.head].end + 1)
    return None


def _closing_draft(clauses: Clauses, discourse: Discourse, verb: VerbGroup) -> Draft | None:
    """The agreement that a phrase behind the act names: "would open two laboratories under the deal"."""
    units = clauses.units
    for i in find_instruments(clauses):
        k = i.first - 1
        while k > verb.last and units[k].kind == "D":
            k -= 1
        if verb.last < k < verb.stop and units[k].low in UNDER and i.determiner in DEFINITE:
            return discourse.agreement_before(units[i.head].end + 1)
    return None


def _make(
    clauses: Clauses,
    rule: str,
    verb: VerbGroup,
    act: VerbGroup,
    strength: str,
    who: tuple[str, ...],
    draft: Draft | None,
) -> Promise | None:
    if not who:
        return None
    units = clauses.units
    head = clauses.chain(verb)[-1]
    first = head.subject[0] if head.subject[1] > head.subject[0] and head.subject[0] < head.first else head.first
    if head.intro[1] > head.intro[0]:
        first = min(first, head.intro[0])
    relative = (v.subject[1] for v in clauses.verbs if v.relative and act.last < v.subject[1] <= v.first)
    stop = max(act.last + 1, min((act.stop, *relative)))
    act_stop = _object_stop(clauses, act)
    what = (act.first + 1, act.last + 1) if act.split else (act.last, act_stop)
    if read_as(clauses.language) == "de" and act.kind == "infinitive" and act.governor is not None:
        what = (clauses.verbs[act.governor].last + 1, act.last + 1)
        while what[0] < act.last and (units[what[0]].kind in ",R" or units[what[0] + 1].kind == ","):
            what = (what[0] + 1, what[1])
    while what[1] - 1 > act.last + 1 and units[what[1] - 1].kind in _DANGLING:
        what = (what[0], what[1] - 1)
    lead = head.subject[1] if head.subject[0] < head.subject[1] <= head.first else head.first
    negative = any(v.negative for v in clauses.chain(act)) or act.lemma in LEAVING
    return Promise(
        "commitment." + rule, tuple(sorted(set(who))), strength, act.lemma, what, units[first].start,
        units[stop - 1].end, units[lead].start, draft, negative, _conditional(clauses),
    )  # fmt: skip


_DANGLING = frozenset("PTCDS,;:(-\"'")
"""Kinds of units with which the phrase of an act does not end."""
LEAVING = closed("leaving")
AWAY = closed("away")
"""Prepositions behind which another thing is named than the instrument before them."""


def _past_aside(clauses: Clauses, act: VerbGroup) -> int:
    """Where the object begins: behind the verb, or behind what stands between commas: "promised, for its part, ..."."""
    units, first = clauses.units, act.last + 1
    if first < act.stop and units[first].kind == ",":
        close = next((k for k in range(first + 2, min(first + 7, act.stop)) if units[k].kind == ","), None)
        if close is not None and units[first + 1].kind == "P" and not any(u.kind in "VX#S" for u in units[first:close]):
            return close + 1
    return first


def _object_stop(clauses: Clauses, act: VerbGroup) -> int:
    stop = act.stop
    for k in range(_past_aside(clauses, act), stop):
        u = clauses.units[k]
        if u.kind == "S" and k == act.last + 1:
            return len(clauses.units)  # "explore how ..."
        if u.kind in ";(S" or (
            u.kind == ","
            and k > act.last + 1
            and not (k + 1 < stop and clauses.units[k + 1].kind in "CE")
            and not _lists(clauses.units, k, stop)
        ):
            return k
    return stop


def _lists(units: list[Unit], comma: int, stop: int) -> bool:
    """The comma stands between the members of a list: "share resources, technology and expertise"."""
    for k in range(comma + 1, min(comma + 9, stop)):
        if units[k].kind == "C":
            return k + 1 < stop and units[k + 1].kind in "NDE#"
        if units[k].kind not in "ND#E,":
            return False
    return False


def _is_act(clauses: Clauses, act: VerbGroup, governor: str) -> bool:
    """The verb is something one does; effects only where they are stated as a pledge or of a concrete quantity."""
    table = strengths.classes(clauses.language).get(act.lemma, {})
    if "meeting" in table or "refuse" in table:
        return False
    after = [u.low for u in clauses.units[act.last + 1 : act.last + 3]]
    if (
        act.lemma in ("enter", "come", "take", "bring")
        and after
        and (after[0] == "effect" or after[-1] in ("force", "effect"))
    ):
        return False
    if governor == "will" and act.lemma not in NO_PAYMENT and _takes_money(clauses, act):
        return True
    if any(u.low in gatherings(clauses.language) for u in clauses.units[act.last + 1 : act.last + 6]):
        return False
    behind = clauses.units[act.last + 1 : act.last + 2]
    if act.lemma in WITH_OBJECT and behind and behind[0].kind == "P":
        return False  # "to run against Clinton"
    effect = "effect" in table
    inside = clauses.units[clauses.object_start(act) : act.stop]
    words = {u.low for u in inside}
    number = any(u.kind == "#" or u.low in NUMBER_WORDS for u in inside)
    if effect and "act" in table:
        return governor in ("pledged", "binding") or number or bool(words & CONCRETE)
    if effect:
        return number and governor != "aim"
    if clauses.language != "en" and number and governor == "will":
        return True  # few acts are listed; with a number it is one
    if governor == "pledged" or (clauses.language != "en" and governor == "governed"):
        return True
    return "act" in table or (governor == "aim" and not table and clauses.language == "en" and number)


WITH_OBJECT = closed("with_object")
"""Verbs that are acts only with an object: "run the mission"."""
BRINGING = closed("bringing")
CHANGING = closed("changing")
PROCEDURE = closed("procedure")
CONSENTS = closed("consents")
"""Nouns of what a parliament gives: "must give its consent"."""
ESTIMATING = closed("estimating")
NUMBER_WORDS = closed("number_words")
OWN_COURSE = closed("own_course")
NO_PAYMENT = closed("no_payment")


def _takes_money(clauses: Clauses, act: VerbGroup) -> bool:
    """The object begins with an amount of money: "will add 100 million euros"."""
    head = clauses.units[act.last + 1 : act.last + 4]
    return (
        any(u.kind == "#" for u in head)
        and not any(u.kind in "PVS" for u in head[:2])
        and _moneyed(clauses.units[act.last + 1 : act.stop])
    )


def _actors(
    document: Document, clauses: Clauses, discourse: Discourse, verb: VerbGroup, act: VerbGroup
) -> tuple[str, ...]:
    stative = verb.lemma in ("commit", "set", "require", "oblige", "prepare")
    who, _ = subject_parties(document, clauses, discourse, verb, passive=stative)
    if who and (
        act.lemma in JOINT
        or any(v.lemma in ("work", "cooperate", "collaborate", "partner") for v in clauses.chain(act))
    ):
        start = verb.last + 1
        more, _ = with_parties(document, clauses, discourse, start, act.stop, deep=True)
        own = {"with", "mit", "med", "avec", "con", "between"}
        if any(u.low in own for u in clauses.units[start : act.stop]):
            who = who + tuple(k for k in more if k not in who)
    return who


def _governed_act(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule governed_act: "agreed to cut", "plans to invest", "is committed to increasing", "will explore building"."""
    act = clauses.verbs[k]
    if act.kind == "finite" or act.governor is None or act.link != "complement":
        return None
    chain = clauses.chain(act)
    table = strengths.classes(clauses.language)
    found: list[str] = []
    governor = "aim"
    for v in chain[1:]:
        strength = table.get(v.lemma, {}).get("governor")
        if strength == "exploratory" and v.lemma in WEIGHING and v.kind == "finite" and v.past:
            return None  # "considered building the lines in Chicago"
        if v.lemma in LIGHT and strength is None:
            modal = strengths.of_modal(v, _reported(clauses, v))
            if modal is not None:
                found.append(modal)
            continue
        if strength is None and v.lemma == "be" and not v.form and not v.modal and act.kind == "infinitive":
            found.append("intended")  # "is to export"
            break
        if strength is None:
            if v.kind == "finite" and v.modal is None and v.lemma != "be" and not found:
                return None
            break
        if v.passive and v.lemma in ("expect", "hope", "require", "set", "commit", "plan", "schedule", "intend"):
            if v.lemma in ("expect", "hope"):
                return None
            strength = {"set": "intended", "commit": "pledged"}.get(v.lemma, strength)
        found.append(strength)
        if strength in ("pledged", "binding"):
            governor = "pledged"
        modal = strengths.of_modal(v, _reported(clauses, v))
        if modal is not None and not (modal == "intended" and strength == "intended"):
            found.append(modal)
        if v.link != "complement" and v.governor is not None:
            break
    if not found:
        return None
    if (
        chain[0].lemma in strengths.classes(clauses.language)
        and "governor" in table.get(act.lemma, {})
        and _has_dependent(clauses, k)
    ):
        return None  # a link of a longer chain: "agreed to consider cutting"
    own = table.get(act.lemma, {}).get("governor")
    exploratory = own == "exploratory" and not (act.lemma == "offer" and not _has_dependent(clauses, k))
    if exploratory:
        found.append("exploratory")
    elif not _is_act(clauses, act, governor if governor == "pledged" or clauses.language == "en" else "governed"):
        return None
    head = chain[-1]
    if head.lemma == "include" and act.kind != "gerund":
        return None
    return _attribute(document, clauses, discourse, "governed_act", head, act, strengths.weakest(found))


def _binds_other(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule binds_other: "the pact commits Poland to spend ..."."""
    act = clauses.verbs[k]
    if act.kind not in ("infinitive", "gerund") or act.governor is None or act.link != "purpose":
        return None
    verb = clauses.verbs[act.governor]
    if verb.lemma not in ("commit", "oblige", "obligate", "require", "bind") or verb.kind != "finite" or verb.passive:
        return None
    draft = _topic_draft(clauses, discourse, verb)
    if draft is None and clauses.units[verb.subject[0]].low == "it":
        draft = discourse.subject_is_agreement(clauses.units[verb.subject[0]].start)
    if draft is None and not _instrument_subject(clauses, verb):
        return None
    found = [r for p, r in references(document, clauses, verb.last + 1, act.first) if p == ""]
    who: list[str] = []
    for ref in found:
        who += [key for key in discourse.keys(ref, clauses.units[ref.first].start) if key not in who]
    strength = "pledged" if verb.lemma == "commit" else "intended"
    soft = draft is not None and verb.lemma == "commit" and draft.klass in SOFT
    soft = soft and draft is not None and draft.noun.split()[-1] not in DEALS
    if draft.status in ("signed", "in_force") and not soft if draft is not None else verb.lemma != "commit":
        strength = "binding"
    return _make(clauses, "binds_other", verb, act, strength, tuple(who), draft)


SOFT = ("partnership", "framework", "action_plan", "memorandum_of_understanding", "declaration")
"""Classes of instruments whose terms are pledges even when they are signed."""


def _instrument_subject(clauses: Clauses, verb: VerbGroup) -> bool:
    a, b = verb.subject
    if b > a and clauses.units[a].kind == "P":
        return False  # "Under the agreement Croatia will ..."
    return any(a <= i.first and i.head < b for i in find_instruments(clauses))


def _has_dependent(clauses: Clauses, k: int) -> bool:
    return any(v.governor == k and v.link == "complement" for v in clauses.verbs)


def _attribute(
    document: Document,
    clauses: Clauses,
    discourse: Discourse,
    rule: str,
    head: VerbGroup,
    act: VerbGroup,
    strength: str,
) -> Promise | None:
    if _speculative(document, clauses, discourse, head):
        return None
    draft = _topic_draft(clauses, discourse, head)
    if draft is not None and _tells_another(clauses, discourse, draft, act):
        return None
    itself = draft is None and _is_agreement_itself(clauses, discourse, act)
    if itself and act.lemma not in CONCLUDING:
        return None
    replaces = act.lemma in REPLACING and act.lemma != "build" and find_instruments_in(clauses, act.last + 1, act.stop)
    if draft is not None and (replaces or _is_effect(clauses, act)):
        return None
    if draft is not None:
        return _make(clauses, rule, head, act, strength, draft.parties, draft)
    if strength == "exploratory" and head.modal in strengths.MAYBE:
        return None  # what parties could do is speculation; only an agreement can say "could"
    who = _actors(document, clauses, discourse, head, act)
    if strength == "intended" and _announced(clauses, head) and _takes_money(clauses, act):
        strength = "pledged"
    aim = _object_draft(clauses, discourse, act) if itself else None
    promise = _make(clauses, rule, head, act, strength, who, aim or _intro_draft(clauses, discourse, head))
    if promise is not None:
        promise.dated = itself
    return promise


CONCLUDING = closed("concluding")


def _announced(clauses: Clauses, head: VerbGroup) -> bool:
    """The clause is what its actor announced: "announced that it would give"."""
    return any(
        v.kind == "finite" and v.last < head.first and head.first - v.last < 6 and v.lemma in PERFORMING
        for v in clauses.verbs
    )


PERFORMING = closed("performing")


def _is_effect(clauses: Clauses, act: VerbGroup) -> bool:
    """What an instrument brings about rather than what its parties do: "will cut duties", "could add 3 billion"."""
    if act.lemma in BRINGING:
        return True
    table = strengths.classes(clauses.language).get(act.lemma, {})
    changes = "effect" in table or act.lemma in CHANGING
    return changes and not any(u.kind == "#" for u in clauses.units[act.last + 1 : act.stop])


def _tells_another(clauses: Clauses, discourse: Discourse, draft: Draft, act: VerbGroup) -> bool:
    """The instrument that the agreement is to create is told as an agreement of its own."""
    return act.lemma in CREATES and any(
        act.last < i.first and i.head < act.stop and any(d is not draft and d.noun == i.noun for d in discourse.drafts)
        for i in find_instruments(clauses)
    )


def _is_agreement_itself(clauses: Clauses, discourse: Discourse, act: VerbGroup) -> bool:
    """The act is the making of an agreement: "have agreed to form a joint venture", "will sign a treaty"."""
    if act.lemma not in CREATES:
        return False
    draft = _object_draft(clauses, discourse, act)
    return draft is not None and (act.lemma == "sign" or draft.status in ("announced", "signed", "in_force"))


def _modal_act(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule modal_act: "will invest", "said it would supply", "must deliver"."""
    act = clauses.verbs[k]
    if act.kind != "finite" or act.modal is None or act.passive or act.perfect or _asked(clauses, act):
        return None
    strength = strengths.of_modal(act, _reported(clauses, act))
    if strength is None:
        return None
    table = strengths.classes(clauses.language).get(act.lemma, {})
    if ("governor" in table or act.lemma in LIGHT) and _has_dependent(clauses, k):
        return None
    if table.get("governor") == "exploratory" and ("act" not in table or act.lemma in WEIGHING):
        strength = "exploratory"
    elif not _is_act(clauses, act, "will"):
        return None
    if not act.form and not _takes_money(clauses, act):
        return None  # a verb that no lexicon lists
    consents = act.lemma == "give" and any(u.low in CONSENTS for u in clauses.units[act.last + 1 : act.last + 4])
    if act.modal in strengths.MUST and (act.lemma in PROCEDURE or consents):
        return None  # "parliament must ratify it"
    if act.lemma in OWN_COURSE and _instrument_subject(clauses, act):
        return None  # "the treaty will open for signature"
    if strength == "exploratory" and (act.modal == "would" or act.modal in strengths.MAYBE):
        draft = _topic_draft(clauses, discourse, act)
        if draft is not None:
            if _is_effect(clauses, act):
                return None
            return _make(clauses, "modal_act", act, act, strength, draft.parties, draft)
        draft = _intro_draft(clauses, discourse, act) or _closing_draft(clauses, discourse, act)
        draft = draft if act.modal == "would" else None
        if draft is None:
            return None
        who = _actors(document, clauses, discourse, act, act)
        return _make(clauses, "modal_act", act, act, strength, who, draft)
    return _attribute(document, clauses, discourse, "modal_act", act, act, strength)


def _asked(clauses: Clauses, verb: VerbGroup) -> bool:
    """The clause is what somebody asks or leaves open: "would not say when Riyadh will ratify it"."""
    at = verb.subject[0] - 1
    if at < 1 or clauses.units[at].low not in ASKING:
        return False
    before = next((v for v in reversed(clauses.verbs) if v.last < at), None)
    return before is not None and at - before.last < 4 and before.lemma in LEFT_OPEN


ASKING = closed("asking")
LEFT_OPEN = closed("left_open")
"""Verbs of saying and asking whose question nobody has answered."""


def _money(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule money: "pledged $5 billion", "announced EUR 20m in funding", "approved a loan of"."""
    act = clauses.verbs[k]
    table = strengths.classes(clauses.language).get(act.lemma, {})
    if table.get("governor") == "exploratory" and "money" not in table and act.kind == "finite":
        return _mulled(document, clauses, discourse, act)
    aside = act.last + 1 < len(clauses.units) and (act.lemma, clauses.units[act.last + 1].low) in SETTING_ASIDE
    aside = aside or (act.lemma in PLACING and any(u.low in DISPOSAL for u in clauses.units[act.last + 1 : act.stop]))
    if aside and any(u.low == "already" for u in clauses.units[act.first : act.last]):
        return None
    if ("money" not in table and not aside) or act.kind == "participle" or act.passive or act.negative:
        return None
    if act.lemma == "provide" and act.modal not in strengths.WILL:
        return None
    if act.perfect and any(u.low in ELAPSED for u in clauses.units[act.last + 1 : act.stop]):
        return None  # "has contributed 61 million euros since 2019"
    stop = _object_stop(clauses, act)
    gap = clauses.units[_past_aside(clauses, act) : stop]
    number = next((i for i, u in enumerate(gap) if u.kind == "#"), None)
    if (
        number is None
        or number > 5
        or any(u.kind in "TS" or (u.kind == "V" and "N" not in u.forms) for u in gap[:number])
    ):
        return None
    if any(u.low in ("worth", "profit", "profits", "revenue", "sales") for u in gap):
        return None
    if find_instruments_in(clauses, act.last + 1, act.last + 1 + number):
        return None
    if (
        act.lemma in ("announce", "unveil", "approve", "offer", "grant", "award", "promise")
        and not _moneyed(gap[number:])
        and not any(u.low in LENDING for u in gap[:number])
    ):
        return None
    if act.modal in strengths.MAYBE or act.modal == "would":
        return None
    strength = table.get("money") or "pledged"
    if act.modal in strengths.WILL:
        strength = "intended"
    who, _ = subject_parties(document, clauses, discourse, act, names=True)
    who = tuple(key for key in who if key.lower() not in nouns_of("groups"))  # "donors pledged" names nobody
    return _make(clauses, "money", act, act, strength, who, _intro_draft(clauses, discourse, act))


def _mulled(document: Document, clauses: Clauses, discourse: Discourse, act: VerbGroup) -> Promise | None:
    """Rule money: "is considering a loan of $120 million"."""
    if act.passive or act.negative or act.past or not (_lends(clauses, act) or _mulls(clauses, act)):
        return None
    who, _ = subject_parties(document, clauses, discourse, act)
    return _make(clauses, "money", act, act, "exploratory", who, _intro_draft(clauses, discourse, act))


def _mulls(clauses: Clauses, act: VerbGroup) -> bool:
    """What may be created or decided is named: "are considering a common agency", "prüft, ob er sich beteiligt"."""
    if act.lemma not in WEIGHING:
        return False
    after = clauses.units[act.last + 1 : act.last + 3]
    if any(u.kind == "S" and u.low in ("ob", "whether", "om", "si") for u in after):
        return True
    gap = clauses.units[act.last + 1 : _object_stop(clauses, act)]
    nouns = [u.low for u in gap if u.kind in "NV"]
    indefinite = bool(gap) and gap[0].kind == "D" and is_indefinite(gap[0])
    created = {i.head for i in find_instruments(clauses)}
    return (
        (indefinite or any(n in ACT_NOUNS for n in nouns[:3]))
        and (act.progressive or act.modal is not None or clauses.language != "en")
        and not any(n in gatherings(clauses.language) or n in NO_PROJECT for n in nouns)
        and not any(act.last < h < act.stop for h in created)
    )


ELAPSED = closed("since")
WEIGHING = closed("weighing")
ACT_NOUNS = closed("act_nouns")
"""Nouns of acts: "is considering the sale of its plants"."""
NO_PROJECT = closed("no_project")
"""Nouns of what is weighed without being an act of one's own: a request, a question."""

PLACING = closed("placing")
DISPOSAL = closed("disposal")
"""What money is placed at: "stellt 14 Millionen Franken zur Verfügung"."""
SETTING_ASIDE = frozenset({("set", "aside"), ("put", "aside"), ("put", "up"), ("stump", "up"), ("chip", "in")})

MONEY_WORDS = closed("money_words") | currency_words()
LENDING = closed("lending")


def _lends(clauses: Clauses, act: VerbGroup) -> bool:
    gap = clauses.units[act.last + 1 : _object_stop(clauses, act)]
    number = next((k for k, u in enumerate(gap) if u.kind == "#"), 6)
    return number < 6 and any(u.low in LENDING for u in gap) and _moneyed(gap[number:])


def _moneyed(units: list[Unit]) -> bool:
    return any(u.kind == "#" and u.low in ("$", "€", "£", "¥") for u in units[:3]) or not MONEY_WORDS.isdisjoint(
        u.low for u in units[:14]
    )


def find_instruments_in(clauses: Clauses, first: int, stop: int) -> bool:
    """Whether an instrument's noun stands in units[first:stop]."""
    return any(first <= i.head < stop and not i.weak for i in find_instruments(clauses))


def _gapped(
    document: Document, clauses: Clauses, discourse: Discourse, act: VerbGroup, promise: Promise
) -> list[Promise]:
    """Rule gapped: "Spain pledged 20 million and Sweden 13 million": the verb is said once."""
    if promise.rule != "commitment.money":
        return []
    units = clauses.units
    starts = [
        k
        for k in range(act.last + 2, act.stop - 1)
        if units[k].kind == "E" and units[k - 1].kind in "C," and units[k + 1].kind == "#"
    ]
    out = []
    for n, k in enumerate(starts):
        stop = starts[n + 1] - 1 if n + 1 < len(starts) else act.stop
        who = [key for _, r in references(document, clauses, k, k + 1) for key in discourse.keys(r, units[k].start)]
        if who:
            span = (units[k].start, units[stop - 1].end)
            out.append(
                replace(
                    promise, rule="commitment.gapped", who=tuple(who), what=(k + 1, stop), start=span[0], end=span[1]
                )
            )
    if out:
        promise.what = (promise.what[0], starts[0] - 1)
        promise.end = units[starts[0] - 2].end
    return out


def _agreement_term(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule agreement_term: "the deal includes / covers / could include / provides for ..."."""
    act = clauses.verbs[k]
    if act.kind != "finite" or act.passive or act.perfect or act.negative:
        return None
    if act.lemma not in ("include", "involve", "require", "envisage", "foresee", "provide", "propose"):
        return None
    draft = _topic_draft(clauses, discourse, act)
    if act.lemma == "propose":
        who, _ = subject_parties(document, clauses, discourse, act)
        if draft is None and who and act.modal is None:
            aim = _object_draft(clauses, discourse, act)
            if aim is not None and len(aim.parties) > 1 and not _moneyed(clauses.units[act.last + 1 : act.stop]):
                return None  # told as an agreement
            return _make(clauses, "proposal", act, act, "exploratory", who, aim)
        return None
    if (
        draft is None
        or _has_dependent(clauses, k)
        or any(v.governor == k and act.lemma == "require" for v in clauses.verbs)
    ):
        return None
    if any(
        u.low in ("commitments", "commitment", "pledges", "pledge", "promise", "promises")
        for u in clauses.units[act.last + 1 : act.last + 4]
    ):
        return None  # the noun governs: "include commitments to"
    if act.lemma == "provide" and not (act.last + 1 < len(clauses.units) and clauses.units[act.last + 1].low == "for"):
        return None
    if act.lemma == "involve" and find_instruments_in(clauses, act.last + 1, act.stop):
        draft = _object_draft(clauses, discourse, act) or draft
    strength = (
        "exploratory"
        if act.modal in strengths.MAYBE or act.modal == "would"
        else "binding"
        if act.lemma == "require" and draft.status in ("signed", "in_force")
        else "intended"
    )
    return _make(clauses, "agreement_term", act, act, strength, draft.parties, draft)


def _object_draft(clauses: Clauses, discourse: Discourse, act: VerbGroup) -> Draft | None:
    for instrument in find_instruments(clauses):
        if act.last < instrument.first and instrument.head < act.stop:
            at = clauses.units[instrument.first].start
            for o, d in discourse.trail:
                if o == at:
                    return d
    return None


def _noun_governed(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule noun_governed: "commitments to share", "a plan of action to develop"."""
    act = clauses.verbs[k]
    if act.kind != "infinitive" or act.governor is None or act.link != "purpose":
        return None
    governor = clauses.verbs[act.governor]
    gap = clauses.units[governor.last + 1 : act.first]
    nouns = [u.low for u in gap if u.kind == "N"]
    if not nouns:
        return None
    if nouns[-1] in ("commitment", "commitments", "pledge", "pledges", "promise", "promises"):
        head = clauses.chain(governor)[-1]
        draft = _topic_draft(clauses, discourse, head)
        who = draft.parties if draft is not None else subject_parties(document, clauses, discourse, head)[0]
        target = act
        if not _is_act(clauses, act, "pledged") or "effect" in strengths.classes(clauses.language).get(act.lemma, {}):
            target = next((v for v in clauses.verbs[k + 1 :] if v.governor == k and v.kind == "gerund"), act)
        return _make(clauses, "noun_governed", head, target, "pledged", who, draft)
    draft = _object_draft(clauses, discourse, governor)
    if "event" not in _agreement_classes(clauses, governor):
        return None
    if not _is_act(clauses, act, "will") or any(v.negative for v in clauses.chain(act)):
        return None
    if draft is None:
        return _one_sided_purpose(document, clauses, discourse, governor, act)
    if any("drop" in _agreement_classes(clauses, v) for v in clauses.chain(governor)[1:]):
        return None  # "called on allies to join the pact to ..."
    if act.lemma in CREATES and find_instruments_in(clauses, act.last + 1, act.stop):
        return None
    who = draft.parties
    if act.lemma in ONE_SIDED:
        subject, _ = subject_parties(document, clauses, discourse, governor, names=True)
        who = subject or who
    rule = "instrument_purpose" if act.lemma in AIMS | ONE_SIDED else "instrument_aim"
    return _make(clauses, rule, governor, act, _by_instrument(draft), who, draft)


def _one_sided_purpose(
    document: Document, clauses: Clauses, discourse: Discourse, governor: VerbGroup, act: VerbGroup
) -> Promise | None:
    """Rule instrument_purpose: "signed a letter of intent to buy 20 jets", where the other side is not told."""
    gap = (governor.last + 1, act.first)
    found = [i for i in find_instruments(clauses) if gap[0] <= i.first and i.head == gap[1] - 1 and not i.weak]
    if act.lemma not in ONE_SIDED or not found or found[-1].determiner in DEFINITE:
        return None
    if any(v.modal in HYPOTHETICAL or v.negative for v in clauses.chain(governor)):
        return None
    who, _ = subject_parties(document, clauses, discourse, governor, names=True)
    noun = found[-1].noun.split()[-1]
    signed = "signed" in _agreement_classes(clauses, governor).values() and noun in ("contract", "treaty")
    strength = "binding" if signed else "pledged" if noun in DEALS else "intended"
    return _make(clauses, "instrument_purpose", governor, act, strength, who, None)


AIMS = closed("aims")
"""Acts that count as commitments where an instrument is for them; any other only where the text tells none."""
DEALS = closed("deals")
"""Nouns of what is concluded, as against a plan, a letter or a memorandum."""
ONE_SIDED = closed("one_sided")
"""Acts of one side of a deal towards the other."""


def _by_instrument(draft: Draft) -> str:
    """Strength of what an instrument is for: a signed contract binds, a deal pledges, a plan intends."""
    concluded = draft.status in ("announced", "signed", "in_force")
    if draft.noun in ("contract", "treaty") and draft.status in ("signed", "in_force"):
        return "binding"
    if concluded and draft.noun.split()[-1] in DEALS:
        return "pledged"
    return "intended"


def _agreement_classes(clauses: Clauses, verb: VerbGroup) -> dict[str, str]:
    return verb_classes(clauses.language).get(verb.lemma, {})


def _partner_purpose(_: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule partner_purpose: "has partnered with X to develop Y"."""
    act = clauses.verbs[k]
    if act.kind != "infinitive" or act.governor is None:
        return None
    governor = clauses.verbs[act.governor]
    if "partner" not in _agreement_classes(clauses, governor):
        return None
    if find_instruments_in(clauses, act.last + 1, act.stop) and act.lemma in CREATES:
        return None
    if not _is_act(clauses, act, "will"):
        return None
    at = clauses.units[governor.last].start
    draft = next((d for o, d in discourse.trail if o == at), None)
    if draft is None:
        return None
    return _make(clauses, "partner_purpose", governor, act, "intended", draft.parties, draft)


def _participial_money(document: Document, clauses: Clauses, discourse: Discourse, k: int) -> Promise | None:
    """Rule participial_money: "announced a partnership, investing $21 million in a plant"."""
    act = clauses.verbs[k]
    if act.kind != "gerund" or act.link != "participial" or act.governor is None:
        return None
    if act.lemma not in ("invest", "commit", "pledge", "contribute"):
        return None
    if not any(u.kind == "#" for u in clauses.units[act.last + 1 : act.stop]):
        return None
    governor = clauses.verbs[act.governor]
    if "event" not in _agreement_classes(clauses, governor) and "partner" not in _agreement_classes(clauses, governor):
        return None
    who, _ = subject_parties(document, clauses, discourse, governor)
    draft = _object_draft(clauses, discourse, governor)
    return _make(clauses, "participial_money", governor, act, "pledged", who, draft)


_Rule = Callable[[Document, Clauses, Discourse, int], Promise | None]

_RULES_OF_FINITE: tuple[_Rule, ...] = (_modal_act, _money, _agreement_term)
"""The rules in the order in which they are tried; the rest read only infinitives, gerunds and participles."""
_RULES_OF_OTHERS: tuple[_Rule, ...] = (
    _binds_other,
    _governed_act,
    _money,
    _noun_governed,
    _partner_purpose,
    _participial_money,
)
