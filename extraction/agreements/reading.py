"""One pass over an article: which sentences to look at, and what commitments need to know of what was found.

Belongs here: candidates, the order of the steps, and the record (`Reading`) that is left on the document so that the
search for commitments need not analyse a sentence again.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from extraction.agreements.candidates import AGREEING, instrument_triggers, may_agree, touched
from extraction.agreements.clauses import Clauses, VerbGroup, analyse
from extraction.agreements.discourse import Discourse, Draft
from extraction.agreements.finding import find_mentions
from extraction.agreements.instruments import find_instruments
from extraction.agreements.merging import EVENT_ROLES, absorb, to_row, told_in_full
from extraction.agreements.names import spelled_out
from extraction.agreements.sides import subject_parties
from extraction.agreements.words import closed
from extraction.document import Document
from extraction.rows import AgreementRow, DateRow

_KEY = "agreements"


@dataclass(slots=True)
class Reading:
    """What one article says, analysed: clauses by sentence, the discourse, and the drafts behind the rows."""

    discourse: Discourse
    clauses: dict[int, Clauses] = field(default_factory=dict)
    rows: list[Draft] = field(default_factory=list)

    def clauses_of(self, document: Document, index: int) -> Clauses:
        """The analysis of a sentence, made once."""
        found = self.clauses.get(index)
        if found is None:
            found = self.clauses[index] = analyse(document, document.sentences[index])
        return found

    def index_of(self, draft: Draft | None) -> int | None:
        """Index of a draft among the article's agreements, None where it has no row."""
        for i, row in enumerate(self.rows):
            if row is draft:
                return i
        return None


def reading_of(document: Document, dates: Sequence[DateRow]) -> Reading:
    """The reading of a document, made at the first call and kept with the document."""
    kept = document.kept.get(_KEY)
    if isinstance(kept, Reading):
        return kept
    reading = _read(document, dates)
    document.kept[_KEY] = reading
    return reading


def find_agreements(document: Document, dates: Sequence[DateRow]) -> list[AgreementRow]:
    """Every agreement of the article, once, at its first full statement."""
    document.kept.pop(_KEY, None)
    reading = reading_of(document, dates)
    if not reading.rows:
        return []
    spelled = spelled_out(document)
    return [to_row(document, draft, dates, spelled) for draft in reading.rows]


def _read(document: Document, dates: Sequence[DateRow]) -> Reading:
    discourse = Discourse(document, subject_reader=_read_subjects)
    reading = Reading(discourse)
    dates_in = partial(_event_dates, document, dates, [d.char_start for d in dates])
    for index in touched(document, instrument_triggers):
        sentence = document.sentences[index]
        segment = document.segments[sentence.segment]
        if segment.kind == "boilerplate" or not may_agree(document, sentence):
            continue
        clauses = reading.clauses_of(document, index)
        remember_subjects(clauses, discourse)
        # What a question only mentions is told by its answer.
        kind = "teaser" if document.text[sentence.start : sentence.end].endswith("?") else segment.kind
        for mention in find_mentions(document, clauses, discourse):
            absorb(discourse, mention, kind, dates, dates_in)
    reading.rows = sorted(told_in_full(discourse.drafts), key=lambda d: (d.start, d.order))
    return reading


_OTHER_TIMES = closed("other_times")
SINCE = closed("since")


def _event_dates(
    document: Document, dates: Sequence[DateRow], starts: list[int], span: tuple[int, int], status: str
) -> list[int]:
    """Indexes of the dates in a span that are those of an event."""
    first, stop = bisect_left(starts, span[0]), bisect_left(starts, span[1])
    return [i for i in range(first, stop) if _dates_event(document, dates[i], status)]


def _dates_event(document: Document, row: DateRow, status: str) -> bool:
    """The date is that of what happens in its clause, not the time that an instrument covers: "a contract for 2027"."""
    if row.kind != "date" or row.role not in EVENT_ROLES:
        return False
    before = document.tokens_between(max(0, row.char_start - 12), row.char_start)
    word = document.tokens.lowers[before[-1]] if len(before) else ""
    return word not in _OTHER_TIMES or (status == "in_force" and word in SINCE)


def remember_subjects(clauses: Clauses, discourse: Discourse) -> None:
    """Keep a sentence for the pronouns after it, which may refer to its subjects; once a sentence."""
    if "subjects" not in clauses.readings:
        clauses.readings["subjects"] = True  # not the discourse itself, which would be a cycle of references
        discourse.unread.append(clauses)


def _read_subjects(discourse: Discourse, clauses: Clauses) -> None:
    """Tell who the subjects of a sentence are."""
    document = discourse.document
    finite = [v for v in clauses.verbs if v.kind == "finite" and not v.relative]
    for verb in finite:
        if verb is finite[-1] and len(finite) > 1 and verb.lemma in CLAUSE_TAKERS and verb.subject[0] > finite[-2].last:
            continue  # "..., the union announced on Friday": not what the next "it" speaks of
        if verb.subject[0] < verb.subject[1]:
            keys, _ = subject_parties(document, clauses, discourse, verb, names=True, passive=True)
            if len(keys) > 1 and _agrees(clauses, verb) and not verb.negative:
                sentence = (clauses.sentence.start, clauses.sentence.end)
                discourse.agreed.append((clauses.units[verb.first].start, keys, sentence))
            if keys or _is_thing(clauses, verb):
                insort(discourse.spoken, (clauses.units[verb.first].start, keys))


def _agrees(clauses: Clauses, verb: VerbGroup) -> bool:
    """The verb says that its subjects agree: "agreed", "kommit överens"."""
    behind = clauses.units[verb.last + 1 : verb.last + 2]
    return verb.lemma in AGREEING or any(u.low in AGREEING for u in behind)


CLAUSE_TAKERS = closed("clause_takers")


def _is_thing(clauses: Clauses, verb: VerbGroup) -> bool:
    """The subject is one thing that is no party and no instrument, to which an "it" after it may refer."""
    if verb.lemma in CLAUSE_TAKERS:
        return False
    region = clauses.units[verb.subject[0] : verb.subject[1]]
    heads = [u for u in region if u.kind in "NE"]
    return (
        bool(heads)
        and not any(u.kind in "sRC" for u in region)
        and not heads[-1].low.endswith("s")
        and heads[-1].entity is None
        and not any(verb.subject[0] <= i.head < verb.subject[1] for i in find_instruments(clauses))
    )
