"""Commitments of an article, each once, with amount, deadline and the agreement they belong to.

Belongs here: candidates, merging and rows. The rules are in `finding`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import compress

from extraction import lexicon
from extraction.agreements import Reading, reading_of
from extraction.agreements.candidates import language_of, names_somebody, touched, words_of
from extraction.agreements.clauses import Clauses
from extraction.agreements.discourse import Draft
from extraction.agreements.merging import PRIORITY
from extraction.agreements.names import spelled_out
from extraction.agreements.parties import referring
from extraction.agreements.reading import remember_subjects
from extraction.agreements.words import closed, listed_forms, word_tags
from extraction.commitments import strength as strengths
from extraction.commitments.finding import Promise, find_promises
from extraction.commitments.terms import amount, deadline, figures_in, limit_of, price_behind
from extraction.document import Document, Sentence
from extraction.rows import AgreementRow, CommitmentRow, DateRow, FigureRow

_Kept = tuple[int, set[str], CommitmentRow]
"""Priority of the segment, content words of the act, row."""


def find_commitments(
    document: Document, agreements: Sequence[AgreementRow], figures: Sequence[FigureRow], dates: Sequence[DateRow]
) -> list[CommitmentRow]:
    """Every commitment of the article, once, at its first full statement."""
    reading = reading_of(document, dates)
    figure_starts = [f.char_start for f in figures]
    date_starts = [d.char_start for d in dates]
    telling = {document.sentence_index(offset) for offset, _ in reading.discourse.trail}
    kept: list[_Kept] = []
    agreed = bool(reading.rows)
    worth = {*telling, *touched(document, partial(_all_triggers, agreed=agreed), is_to=True), *_headlines(document)}
    for index in sorted(worth):
        sentence = document.sentences[index]
        segment = document.segments[sentence.segment]
        if segment.kind == "boilerplate":
            continue
        if index not in telling and not _is_candidate(document, sentence, agreed):
            continue
        if document.text[sentence.start : sentence.end].rstrip().endswith("?"):
            continue
        clauses = reading.clauses_of(document, index)
        remember_subjects(clauses, reading.discourse)
        for promise, what_start, what_end, inside in _shared_out(
            find_promises(document, clauses, reading.discourse), clauses, figures, figure_starts
        ):
            start, end = promise.start, promise.end
            row = CommitmentRow(
                sentence.start, sentence.end, promise.rule, who=promise.who,
                what=_what(document.text[what_start:what_end]), strength=promise.strength,
                agreement=_agreement(reading, promise, agreements),
                negative=promise.negative, conditional=promise.conditional,
            )  # fmt: skip
            figure = amount(document, inside, held=promise.lemma in HOLDING)
            if figure is not None:
                row.amount, row.amount_low, row.amount_high = figure.value, figure.value_low, figure.value_high
                row.amount_unit = figure.unit
            if figure is None or figure.unit_kind not in ("money", "percent"):
                price = price_behind(
                    document, figures_in(figures, figure_starts, what_end, sentence.end), clauses, what_end
                )
                figure = price or figure
                if price is not None:
                    row.amount, row.amount_low, row.amount_high = price.value, price.value_low, price.value_high
                    row.amount_unit = price.unit
            if figure is None and kept and _continues(clauses, promise, kept[-1][2], row):
                kept[-1][2].what = _what(f"{kept[-1][2].what} and {row.what}")
                continue
            stop = limit_of(document, figures_in(figures, figure_starts, what_start, max(end, what_end)), figure)
            due = deadline(document, dates, date_starts, what_start, stop or max(end, what_end))
            due = due or deadline(document, dates, date_starts, start, promise.lead)
            if due is None and promise.dated:
                continue
            if due is not None:
                row.deadline = due.date_edtf
                if due.kind == "date":
                    row.due_low, row.due_high = due.date_low, due.date_high
            words = _content(row.what)
            priority = PRIORITY.get(segment.kind, 0)
            twin = next((t for t in kept[-MEMORY:] if _same(t, (priority, words, row))), None)
            if twin is None:
                kept.append((priority, words, row))
            elif priority < 2 <= twin[0] or (
                (priority < twin[0] or set(twin[2].who) < set(row.who)) and row.strength == twin[2].strength
            ):
                kept[kept.index(twin)] = (priority, words, row)
    rows = _told(kept, agreements)
    if rows:
        spelled = spelled_out(document)
        for row in rows:
            row.who = tuple(sorted(spelled.get(k, k) for k in row.who))
    rows.sort(key=lambda r: (r.char_start, r.char_end))
    return rows


_Share = tuple[Promise, int, int, Sequence[FigureRow]]
"""A promise, the offsets of its act, and the figures that are its own."""


def _shared_out(
    promises: Iterable[Promise], clauses: Clauses, figures: Sequence[FigureRow], starts: list[int]
) -> Iterator[_Share]:
    """Promises one by one; each party's own where "respectively" gave each of several parties a figure of its own."""
    for promise in promises:
        start, end = clauses.units[promise.what[0]].start, clauses.units[promise.what[1] - 1].end
        inside = figures_in(figures, starts, start, end)
        own = {f.subject: f for f in inside if f.subject is not None}
        if len(own) > 1 and own.keys() == set(promise.who):
            for party, figure in own.items():
                yield replace(promise, who=(party,)), start, end, [figure]
        else:
            yield promise, start, end, inside


def _told(kept: list[_Kept], agreements: Sequence[AgreementRow]) -> list[CommitmentRow]:
    """The commitments without what the article tells better elsewhere.

    A headline's is told by the body where one of its actors or its verb is; what an instrument is for in general is
    told by what its parties will do.
    """
    body = [row for priority, _, row in kept if priority < 2]
    actors = {who for row in body for who in row.who}
    verbs = {_verb(row) for row in body}
    told = {row.agreement for row in body if row.rule != AIM}
    out = []
    for priority, _, row in kept:
        if priority > 1 and (_verb(row) in verbs or not actors.isdisjoint(row.who)):
            continue
        if priority > 1 and row.amount_unit is None and any(set(row.who) == set(a.parties) for a in agreements):
            continue  # "Denmark and Ukraine to build drones together" is what they agreed
        if row.rule == AIM and row.agreement in told and _verb(row) not in BUILDING:
            continue
        out.append(row)
    return out


AIM = "commitment.instrument_aim"
BUILDING = closed("building")
"""Acts of building and running, which an instrument is for in particular: "a joint venture to lay a cable"."""


def _verb(row: CommitmentRow) -> str:
    return row.what.split(" ", 1)[0].lower()


MEMORY = 200
"""Commitments back to which a repetition is looked for, so that time stays linear in the text."""

NEAR = 300
"""Characters after an agreement's mention within which what one of its parties promises belongs to it."""


def _continues(clauses: Clauses, promise: Promise, before: CommitmentRow, row: CommitmentRow) -> bool:
    """A second act of one promise, with no amount of its own: "to build the spacecraft and run the mission"."""
    first = promise.what[0]
    while first > 0 and clauses.units[first - 1].kind in "TA":
        first -= 1
    return (
        first > 0
        and clauses.units[first - 1].kind == "C"
        and before.char_start == row.char_start
        and before.who == row.who
        and before.strength == row.strength
        and before.rule == row.rule
        and before.deadline is None
    )


def _what(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0]
    pairs = (('"', '"'), ("„", "“") if "„" in words else ("“", "”"), ("«", "»"))
    for left, right in pairs:
        odd = words.count(left) % 2 == 1 if left == right else words.count(left) != words.count(right)
        if odd:
            words = words.replace(left, "").replace(right, "")
    return words.strip(" ,;.")


LONGEST = 160
"""Characters of an act at most."""


def _content(text: str) -> set[str]:
    return {w.strip("“”\"',.").lower() for w in text.split() if len(w) > 3}


def _same(first: _Kept, second: _Kept) -> bool:
    """Two statements of one commitment."""
    one, two = first[2], second[2]
    if not set(one.who) & set(two.who) or one.char_start == two.char_start:
        return False
    if one.amount_unit == two.amount_unit and one.amount is not None and one.amount == two.amount:
        return True
    if one.who == two.who and max(first[0], second[0]) > 1 and one.what.split()[:1] == two.what.split()[:1]:
        return True  # a headline says it in other words
    smaller = min(len(first[1]), len(second[1]))
    alike = smaller > 0 and len(first[1] & second[1]) / smaller >= 0.75
    return alike and (one.deadline == two.deadline or not one.deadline or not two.deadline)


def _agreement(reading: Reading, promise: Promise, agreements: Sequence[AgreementRow]) -> int | None:
    draft: Draft | None = promise.draft
    if draft is None:
        near = [
            d
            for o, d in reading.discourse.trail
            if promise.start <= o < promise.end and set(promise.who) <= set(d.parties)
        ]
        draft = near[0] if near else None
    if draft is None:
        at, before = next(((o, d) for o, d in reversed(reading.discourse.trail) if o < promise.start), (0, None))
        if before is not None and len(before.parties) > 1:
            theirs, who = set(before.parties), set(promise.who)
            if who == theirs or (who < theirs and promise.start - at < NEAR):
                draft = before
    index = reading.index_of(draft)
    return index if index is not None and index < len(agreements) else None


@cache
def _triggers(language: str, agreed: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Words of which one makes a sentence worth a look: verbs and nouns of promising and paying; and modals.

    "Could" and "includes" count only of an agreement, so only where the article has one.
    """
    modals = {w for w, tag in word_tags(language).items() if tag == "modal"} - closed("permitting")
    words = set(closed("promise_nouns") | closed("disposal"))
    table = strengths.classes(language)
    for word, form in listed_forms(language).items():
        if form.forms == "F" or table.get(form.lemma, {}).keys() & {"governor", "money"}:
            words.add(word)
    for row in lexicon.load("commitments_verbs"):
        if row["language"] == language and row["class"] in ("governor", "money"):
            words.update(w for cell in row["forms"].split("/") for w in cell.split("|") if w)
    words -= modals
    if not agreed:
        modals -= strengths.MAYBE
        words -= strengths.MAYBE | closed("of_agreements")
    return frozenset(words), frozenset(modals)


@cache
def _all_triggers(language: str, *, agreed: bool) -> frozenset[str]:
    words, modals = _triggers(language, agreed)
    return words | modals


@cache
def _heard(language: str, agreed: bool) -> frozenset[str]:
    """The triggers, and the "to" of "is to export"."""
    return _all_triggers(language, agreed=agreed) | {"to"}


def _headlines(document: Document) -> list[int]:
    """Indexes of the short sentences that end without a mark."""
    lowers = document.tokens.lowers
    return [
        index
        for index, s in enumerate(document.sentences)
        if 0 < s.token_end - s.token_start < HEADLINE and lowers[s.token_end - 1][-1].isalnum()
    ]


@cache
def _acts(language: str) -> frozenset[str]:
    """Base forms of what one does, and of verbs that take an infinitive: what may stand behind a modal."""
    table = strengths.classes(language)
    return frozenset(
        word
        for word, form in listed_forms(language).items()
        if "B" in form.forms and table.get(form.lemma, {}).keys() & {"act", "effect", "governor", "money"}
    ) | closed("light")


def _is_candidate(document: Document, sentence: Sentence, agreed: bool) -> bool:
    language = language_of(document, sentence)
    lowers = words_of(document, sentence, language)
    if not lowers:
        return False
    headline = len(lowers) < HEADLINE and lowers[-1][-1:].isalnum()
    if headline and not HEADLINE_WORDS.isdisjoint(lowers):
        return True  # "Finland to send 20 generators to Ukraine"
    if not _names_actor(document, sentence, lowers, language, agreed):
        return False
    words, modals = _triggers(language, agreed)
    if language != "en":
        return not (words.isdisjoint(lowers) and modals.isdisjoint(lowers))  # verbs may stand far from each other
    acts, alone = _acts(language), _alone(language)
    for k in compress(range(len(lowers)), map(_heard(language, agreed).__contains__, lowers)):
        word = lowers[k]
        if word in words:
            behind = lowers[k + 1 : k + REACHING]
            if word in alone or "to" in behind or any(w.endswith("ing") or _is_amount(w) for w in behind):
                return True
        elif word in modals:
            behind = lowers[k + 1 : k + 6]
            if not acts.isdisjoint(behind) or any(_is_amount(w) for w in behind):
                return True
        elif word == "to" and k and lowers[k - 1] in ("is", "are", "was", "were"):
            return True  # "is to export"
    return False


def _is_amount(word: str) -> bool:
    return word[0].isdigit() or word in "$€£¥"


@cache
def _alone(language: str) -> frozenset[str]:
    """Forms of the verbs of which the object alone may be an act: "considers a loan", "the deal includes"."""
    lemmas = closed("of_agreements") | closed("weighing") | {"propose", "offer", "require"}
    forms = {w for w, form in listed_forms(language).items() if form.lemma in lemmas}
    return frozenset(forms | closed("of_agreements"))


REACHING = 10
"""Words behind a verb of promising within which what is promised begins."""


def _names_actor(document: Document, sentence: Sentence, lowers: list[str], language: str, agreed: bool) -> bool:
    """Whether a sentence names or refers to anybody who may promise something."""
    for entity in document.entities_between(sentence.start, sentence.end):
        if entity.kind != "person" or entity.party is not None or " " not in entity.name:
            return True
    if not referring(language).isdisjoint(lowers) or names_somebody(document, sentence, lowers, entities=False):
        return True
    return not PRONOUNS.isdisjoint(lowers if agreed else lowers[:OPENING])


HEADLINE_WORDS = closed("headline_words")
PRONOUNS = closed("pronouns")
OPENING = 6
"""Tokens at the beginning of a sentence in which a pronoun is its subject."""
HOLDING = closed("holding")
"""Verbs of which a percentage is the share of a company: "will acquire 9.5% of Boreal for $210 million"."""
HEADLINE = 25
"""Tokens that a headline has at most."""
