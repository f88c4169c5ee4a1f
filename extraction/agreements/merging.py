"""Each agreement once an article: mentions in the order of the text become drafts, drafts become rows.

Belongs here: when two mentions speak of one agreement, and what the row takes from which of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from extraction.agreements.dating import day_of, written_on
from extraction.agreements.discourse import REACH, Discourse, Draft
from extraction.agreements.mention import Mention
from extraction.agreements.names import is_state
from extraction.agreements.status import LADDER
from extraction.agreements.words import closed, word_tags
from extraction.document import Document
from extraction.rows import AgreementRow, DateRow

PRIORITY = {"body": 0, "faq": 0, "teaser": 1, "caption": 2, "headline": 2, "boilerplate": 3}
DOCUMENTS = ("memorandum_of_understanding", "treaty", "trade_agreement", "framework", "declaration")
"""Classes of what is signed, as against what it founds."""
MEMORY = 200
"""Mentions back to which an antecedent is looked for, so that time stays linear in the text."""
DatesIn = Callable[[tuple[int, int], str], Sequence[int]]
TO_COME = ("proposed", "planned")
"""Statuses of what is still to happen, whose day is not that of what has."""
EVENT_ROLES = ("announced", "signed", "effective", "held", "published", None)


def absorb(discourse: Discourse, mention: Mention, kind: str, dates: Sequence[DateRow], dates_in: DatesIn) -> None:
    """Take a mention in: as a new draft, or as more about one that is there.

    `kind` is that of the segment; `dates_in` gives the indexes of the event dates in a span.
    """
    told_dates: list[int] = []
    if mention.status:
        told_dates = _own_dates(mention, dates, dates_in(mention.verb, mention.status))
        told_dates = told_dates or _own_dates(mention, dates, dates_in(mention.told, mention.status))
    if mention.status == "in_force" and told_dates and _to_come(discourse.document, dates, dates[told_dates[0]]):
        mention, told_dates = replace(mention, status=""), []  # "takes effect on 1 February", said in January
    if mention.earlier or mention.standing or mention.year is not None:
        mention = _completed(discourse, mention)
    draft = _same(discourse, mention)
    priority = PRIORITY.get(kind, 0)
    if draft is None:
        if mention.anaphoric:
            told = _consensus(discourse, mention)
            if told is None:
                return
            told_dates = told_dates or _own_dates(mention, dates, dates_in((told.start, told.end), told.status))
            mention = told
        if not mention.parties:
            return
        draft = Draft(
            mention.klass, mention.noun, tuple(sorted(mention.parties)), mention.status or "announced", mention.rule,
            mention.start, mention.end, priority, mention.vague, mention.plural, mention.head_party,
            mention.name, mention.subject,
        )  # fmt: skip
        draft.earlier = mention.earlier or any(
            set(d.parties) == set(draft.parties) and _has_ended(d, mention) for d in discourse.drafts[-MEMORY:]
        )
        draft.order = len(discourse.drafts)
        discourse.drafts.append(draft)
    else:
        _update(draft, mention, priority)
    draft.dates += [(mention.status or draft.status, d) for d in told_dates]
    draft.years |= {int(y) for d in told_dates if (y := (dates[d].date_edtf or "")[:4]).isdigit()}
    if mention.year is not None:
        draft.years.add(mention.year)
    discourse.mention(mention.anchor, draft)


def _own_dates(mention: Mention, dates: Sequence[DateRow], found: Sequence[int]) -> list[int]:
    """Those of the dates that are not told of another agreement."""
    return [i for i in found if not any(a <= dates[i].char_start < b for a, b in mention.foreign)]


def _to_come(document: Document, dates: Sequence[DateRow], event: DateRow) -> bool:
    """The day of an event lies after the day on which the article was written."""
    row = written_on(document, dates)
    written = row.date_high if row is not None else _metadata_day(document)
    return written is not None and event.date_low is not None and event.date_low > written


def _metadata_day(document: Document) -> date | None:
    published = document.article.published
    return date.fromisoformat(published) if published is not None and len(published) == 10 else None


def _completed(discourse: Discourse, mention: Mention) -> Mention:
    """An agreement from before, with the parties of the one that the text tells it apart from."""
    if mention.standing and mention.anaphoric and _antecedent(discourse, mention) is not None:
        return mention  # "the existing deal" may be the one at hand
    parties = set(mention.parties)
    known = [d for _, d in reversed(discourse.trail[-MEMORY:]) if parties <= set(d.parties) and len(d.parties) > 1]
    before = next((d for d in known if d.earlier and _of_year(d, mention)), None)
    now = next((d for d in known if not d.earlier), None)
    if before is None and (now is None or not (mention.earlier or _of_another_year(now, mention))):
        return mention
    draft = before or now
    assert draft is not None
    return replace(
        mention, parties=draft.parties, status=mention.status or "announced", earlier=True, anaphoric=False,
        rule="agreement.earlier" if mention.anaphoric else mention.rule,
    )  # fmt: skip


def _of_year(draft: Draft, mention: Mention) -> bool:
    return mention.year is None or not draft.years or mention.year in draft.years


def _of_another_year(draft: Draft, mention: Mention) -> bool:
    """The mention names its year, and the agreement is of another or has just been made."""
    if mention.year is None or mention.year in draft.years:
        return False
    kin = mention.generic or mention.klass == draft.klass or mention.noun == draft.noun
    return kin and (bool(draft.years) or draft.rule == "agreement.event_object")


def _same(discourse: Discourse, mention: Mention) -> Draft | None:
    parties = set(mention.parties)
    if mention.new:
        return None
    if mention.earlier:
        return next(
            (d for d in discourse.drafts[-MEMORY:] if d.earlier and set(d.parties) == parties and _of_year(d, mention)),
            None,
        )
    if mention.anaphoric:
        return _antecedent(discourse, mention)
    best: Draft | None = None
    for draft in discourse.drafts[-MEMORY:]:
        theirs = set(draft.parties)
        if draft.earlier or _of_another_year(draft, mention):
            continue
        nested = parties <= theirs or theirs <= parties
        if nested and draft.priority < 2 and _has_ended(draft, mention):
            continue
        if nested and theirs and draft.priority > 1 and mention.status and not _begins_anew(draft, mention):
            return draft  # what a headline calls the agreement is not what it is
        another = mention.generic or mention.klass != draft.klass or mention.noun != draft.noun
        if theirs == parties and another and not mention.definite and _begins_anew(draft, mention):
            continue
        if theirs == parties:
            if draft.klass == mention.klass and not _told_apart(draft, mention):
                return draft
            if (
                mention.generic and (mention.definite or draft.klass != "other" or mention.noun == draft.noun)
            ) or _generic(draft):
                best = best or draft
        elif draft.klass == mention.klass and (parties < theirs or theirs < parties):
            if parties & theirs and (
                mention.vague
                or draft.vague
                or (mention.definite and parties < theirs)
                or (len(parties) == 1 and mention.noun == draft.noun)
            ):
                best = best or draft
        elif mention.definite and mention.generic and parties < theirs and len(parties) > 1:
            best = best or draft
    return best


def _consensus(discourse: Discourse, mention: Mention) -> Mention | None:
    """The agreement behind "The accord ...", where the text has just said that two parties agreed."""
    if not mention.generic or not discourse.consensus or mention.plural:
        return None
    at, parties, (start, end) = discourse.consensus[-1]
    if not 0 < mention.anchor - at < REACH or not set(mention.parties) <= set(parties):
        return None
    return replace(
        mention,
        rule="agreement.consensus",
        parties=parties,
        status=mention.status or "announced",
        start=start,
        end=end,
        anaphoric=False,
    )


def _told_apart(draft: Draft, mention: Mention) -> bool:
    """Both have a proper title, and not the same one."""
    if draft.name is None or mention.name is None:
        return False
    a, b = set(draft.name.lower().split()), set(mention.name.lower().split())
    return not (a <= b or b <= a)


def _begins_anew(draft: Draft, mention: Mention) -> bool:
    """An agreement still to come is not the one that was signed: "began talks on an agreement"."""
    return mention.status in ("proposed", "planned") and draft.status in ("signed", "in_force")


def _has_ended(draft: Draft, mention: Mention) -> bool:
    """An agreement told as over, and not as the one just made: "A memorandum between the two expired in 2022"."""
    over = mention.status in ("ended", "suspended") and draft.status not in ("ended", "suspended")
    return over and not mention.definite


def _generic(draft: Draft) -> bool:
    return draft.klass == "other" and draft.noun in ("agreement", "deal", "pact", "accord")


def _antecedent(discourse: Discourse, mention: Mention) -> Draft | None:
    parties = set(mention.parties)
    if mention.pointing and discourse.trail and discourse.trail[-1][1].earlier:
        last = discourse.trail[-1][1]
        return last if last.klass == mention.klass or mention.generic else None
    if not mention.generic:
        word = mention.noun.split()[0]
        for at, draft in reversed(discourse.trail[-MEMORY:]):
            kin = draft.klass == mention.klass and draft.noun.split()[0] == word and not draft.earlier
            if at < mention.anchor and kin and parties <= set(draft.parties):
                return draft  # "the memorandum" is not the letter of intent
    for at, draft in reversed(discourse.trail[-MEMORY:]):
        if draft.earlier:
            continue
        if (
            at < mention.anchor
            and draft.klass == mention.klass
            and parties <= set(draft.parties)
            and (draft.noun == mention.noun or (not mention.generic and mention.klass != "other"))
        ):
            return draft
    if mention.generic or mention.klass in ("partnership", "framework", "treaty"):
        for at, draft in reversed(discourse.trail[-MEMORY:]):
            if draft.earlier:
                continue
            kin = _generic(draft) or (mention.generic and not _told_by_title(draft, mention))
            if at < mention.anchor and parties <= set(draft.parties) and kin:
                return draft
    if mention.status == "signed" and not mention.generic and discourse.trail:
        made = next((d for _, d in reversed(discourse.trail[-MEMORY:]) if not d.earlier), None)
        open_ = made is not None and (made.klass in ("other", "partnership", mention.klass) or _generic(made))
        if made is not None and open_ and made.status in ("announced", "planned") and len(made.parties) > 1:
            return made  # "at the signing of the memorandum": what the two have just agreed
    return None


def _told_by_title(draft: Draft, mention: Mention) -> bool:
    """A proper title tells it apart from what is of another class: "The Harbour Access Agreement" is no roadmap."""
    return mention.name is not None and " " in mention.name and draft.klass != mention.klass


def _update(draft: Draft, mention: Mention, priority: int) -> None:
    parties = set(mention.parties)
    fuller = parties > set(draft.parties)
    if priority < draft.priority and not mention.anaphoric and not (mention.generic and mention.klass == "other"):
        draft.klass, draft.noun = mention.klass, mention.noun
    if fuller or (not mention.anaphoric and priority < draft.priority):
        if fuller:
            draft.parties = tuple(sorted(parties))
        if priority <= draft.priority or fuller:
            draft.start, draft.end, draft.rule, draft.priority = mention.start, mention.end, mention.rule, priority
            draft.vague = mention.vague
            draft.subject = mention.subject or draft.subject
            draft.head_party = mention.head_party or draft.head_party
    if draft.klass in ("other", "partnership") and mention.klass in DOCUMENTS and mention.status == "signed":
        draft.klass, draft.noun = mention.klass, mention.noun
    if _generic(draft) and mention.klass != "other" and not mention.anaphoric:
        draft.klass, draft.noun = mention.klass, mention.noun
    draft.name = draft.name or mention.name
    if mention.status and LADDER.index(mention.status) > LADDER.index(draft.status):
        draft.status = mention.status


def told_in_full(drafts: list[Draft]) -> list[Draft]:
    """Drafts without the announcements of several agreements that the article goes on to tell one by one."""
    out = []
    for draft in drafts:
        others = [d for d in drafts if d is not draft and not d.plural]
        counterparts = set(draft.parties) - set(draft.head_party)
        if (
            draft.plural
            and draft.head_party
            and counterparts
            and all(any(c in d.parties for d in others) for c in counterparts)
        ):
            continue
        if draft.priority > 1 and len(draft.parties) == 1 and any(d.priority < 2 for d in others):
            continue  # a headline that names one side of what the body tells in full
        out.append(draft)
    return out


def _class_of(draft: Draft) -> str:
    """A German "Vertrag" is a treaty between states and a contract with anybody else."""
    if draft.noun == "vertrag" and draft.klass == "treaty" and any(not is_state(k) for k in draft.parties):
        return "other"
    return draft.klass


def _subject(document: Document, draft: Draft, dates: Sequence[DateRow]) -> str | None:
    """What it is about, without the time at which something happens to it: "a deal on Tuesday" is about no Tuesday."""
    if draft.subject is None:
        return None
    start, stop = draft.subject
    lowers, tags = document.tokens.lowers, word_tags(document.language_at(start))
    for k in range(bisect_right(dates, start, key=lambda row: row.char_start), len(dates)):
        if dates[k].char_start >= stop:
            break
        words = document.tokens_between(start, dates[k].char_start)
        timed = [n for n in words[-3:] if tags.get(lowers[n]) == "prep" or lowers[n] in LIMITS]
        if dates[k].kind == "date" and timed and timed[0] > words[0] and lowers[timed[0]] not in OF_YEAR:
            stop = document.tokens.ends[timed[0] - 1]
            break
    return document.text[start:stop]


LIMITS = closed("limits")
"""Words before a time by which something is to happen."""
OF_YEAR = closed("of_year")
"""Words before a year that is part of a name: "the treaty of 1992"."""


def to_row(document: Document, draft: Draft, dates: Sequence[DateRow], spelled: Mapping[str, str]) -> AgreementRow:
    """The row of a draft, with the date of the event that gives its status."""
    row = AgreementRow(
        draft.start, draft.end, draft.rule, instrument=_class_of(draft),
        parties=tuple(sorted(spelled.get(k, k) for k in draft.parties)), status=draft.status,
        name=draft.name, subject=_subject(document, draft, dates), earlier=draft.earlier,
    )  # fmt: skip
    chosen = [i for status, i in draft.dates if status == draft.status]
    if draft.status not in ("ended", "suspended"):
        done = draft.status not in TO_COME
        chosen = chosen or [i for status, i in draft.dates if not (done and status in TO_COME)]
    chosen.sort(
        key=lambda i: (
            dates[i].weekday is not None
            and not any(c.isdigit() for c in document.text[dates[i].char_start : dates[i].char_end]),
            i,
        )
    )
    if chosen:
        date = dates[chosen[0]]
        row.date_edtf, row.date_low, row.date_high = date.date_edtf, date.date_low, date.date_high
        row.date_role, row.date_inferred = date.role, date.inferred
    row.weekday = next((dates[i].weekday for _, i in draft.dates if dates[i].weekday is not None), None)
    if row.date_edtf is None and row.weekday is not None:
        day = day_of(document, dates, row.weekday, ahead=row.status in ("planned", "proposed"))
        if day is not None:
            row.date_edtf, row.date_low, row.date_high, row.date_inferred = day.isoformat(), day, day, True
    return row
