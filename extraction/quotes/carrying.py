"""Speakers carried from one sentence or paragraph to a quotation that has none beside it.

Belongs here: the rules that look beyond the quotation's own sentence, surest first. What is only likely is marked
`inferred`.
"""

from __future__ import annotations

from extraction.document import Document
from extraction.quotes import clauses
from extraction.quotes.candidates import Candidate
from extraction.quotes.content import is_clause
from extraction.quotes.cues import Source, View, source_of
from extraction.quotes.frames import Frame, sentence_frame
from extraction.quotes.sieves import ASSERTED, INFERRED, according_to
from extraction.quotes.speakers import Speaker, Speakers


def carry(document: Document, candidates: list[Candidate], speakers: Speakers) -> None:
    """Fill in speakers, in place."""
    for i, candidate in enumerate(candidates):
        if candidate.speaker is None:
            _from_before(document, candidates, i, speakers)
    for i in range(len(candidates) - 1, -1, -1):
        if candidates[i].speaker is None:
            _from_continuation(candidates, i)
    for candidate in candidates:
        if candidate.speaker is None and not candidate.alone:
            _from_source_after(document, candidate, speakers)
    _from_repetition(document, candidates)


def _from_before(document: Document, candidates: list[Candidate], i: int, speakers: Speakers) -> None:
    candidate = candidates[i]
    before = candidates[i - 1] if i else None
    if before is not None and before.quotation.paragraph != candidate.quotation.paragraph:
        before = None
    if candidate.opens and (candidate.alone or _is_speech(document, candidate)):
        silent = candidate.before is not None and not candidate.before.quotations
        if silent and _from_sentence_before(document, speakers, candidate):
            return
        if before is not None:
            if before.speaker is not None:
                candidate.attribute("quotes.same_paragraph", before.speaker, before.cue, ASSERTED)
            return
        if candidate.before is None:
            _from_paragraph_before(document, candidates, i, speakers)
    elif before is not None and before.speaker is not None:
        same = before.frame is candidate.frame
        if (same and before.rule.startswith(_CARRIED)) or _has_pronoun_subject(candidate):
            candidate.attribute("quotes.goes_on", before.speaker, before.cue, INFERRED)


_CARRIED = ("quotes.same_paragraph", "quotes.goes_on", "quotes.continued")


def _is_speech(document: Document, candidate: Candidate) -> bool:
    """A sentence of speech, even where the writer's words end it."""
    q = candidate.quotation
    return document.text[q.inner_start].isupper() or is_clause(document, q, candidate.frame.language)


def _has_pronoun_subject(candidate: Candidate) -> bool:
    """`She has ordered "...".` right after the speaker's own words: the writer goes on reporting."""
    return candidate.frame.tags.startswith("P") and candidate.before is not None and bool(candidate.before.quotations)


def _from_paragraph_before(document: Document, candidates: list[Candidate], i: int, speakers: Speakers) -> None:
    """The quotation opens a paragraph: it goes on from the one before, or that one announces it."""
    candidate = candidates[i]
    number = candidate.quotation.paragraph
    before = candidates[i - 1] if i else None
    near = before is not None and before.quotation.paragraph == number - 1
    if candidate.quotation.continues and before is not None and before.speaker is not None:
        candidate.attribute("quotes.continued", before.speaker, before.cue, ASSERTED)
        return
    if number == 0:
        return
    paragraph = document.paragraphs[number - 1]
    announced = document.text[paragraph.end - 1] == ":"
    if announced or not near:
        sentence = document.sentence_at(paragraph.end - 1)
        frame = sentence_frame(document, sentence.start, sentence.end, number - 1)
        if announced:
            if _from_report(document, speakers, candidate, frame, "quotes.colon_before", ASSERTED):
                return
            phrase = clauses.first_phrase(frame.tags, len(frame.tags))
            if phrase is not None:
                _give(document, speakers, candidate, frame, Source(phrase, -1), "quotes.colon_before", INFERRED)
                return
        elif candidate.alone and _from_report(
            document, speakers, candidate, frame, "quotes.paragraph_before", INFERRED
        ):
            return
    if near and candidate.alone and before is not None and before.speaker is not None:
        candidate.attribute("quotes.next_paragraph", before.speaker, before.cue, INFERRED)


def _from_sentence_before(document: Document, speakers: Speakers, candidate: Candidate) -> bool:
    frame = candidate.before
    return frame is not None and _from_report(document, speakers, candidate, frame, "quotes.report_before", ASSERTED)


def _from_report(
    document: Document, speakers: Speakers, candidate: Candidate, frame: Frame, rule: str, confidence: str
) -> bool:
    """A sentence before reports without quoting: `Rivera said no plan was ready. "..."`."""
    view = View(document, frame, [])
    tags = frame.tags
    first: Source | None = None
    for k, tag in enumerate(tags[:80]):
        if tag in "Cg" and (found := source_of(view, k)) is not None:
            if tags[k + 1 : k + 2] in ("", ".", ":"):
                return _give(document, speakers, candidate, frame, found, rule, confidence)
            first = first or found
    return first is not None and _give(document, speakers, candidate, frame, first, rule, confidence)


def _give(
    document: Document,
    speakers: Speakers,
    candidate: Candidate,
    frame: Frame,
    source: Source,
    rule: str,
    confidence: str,
) -> bool:
    speaker = speakers.of(frame, source.phrase, source.mention)
    if speaker is None:
        return False
    cue = document.tokens.texts[frame.items[source.cue]] if source.cue >= 0 else None
    candidate.attribute(rule, speaker, cue, confidence)
    return True


def _from_continuation(candidates: list[Candidate], i: int) -> None:
    """A paragraph left open that goes on into an attributed one."""
    candidate = candidates[i]
    if i + 1 >= len(candidates) or not candidate.alone:
        return
    after = candidates[i + 1]
    if after.speaker is not None and after.quotation.continues and not candidate.quotation.closed:
        candidate.attribute("quotes.continued", after.speaker, after.cue, ASSERTED)


def _from_source_after(document: Document, candidate: Candidate, speakers: Speakers) -> None:
    """The next sentence of the paragraph names its source and quotes nothing: "..., according to a statement"."""
    number = document.sentence_index(candidate.quotation.end) + 1
    if number >= len(document.sentences):
        return
    sentence = document.sentences[number]
    if sentence.paragraph != candidate.quotation.paragraph:
        return
    frame = sentence_frame(document, sentence.start, sentence.end, sentence.paragraph)
    found = according_to(View(document, frame, []), 0)
    if found is None or found.cue is None:
        return
    speaker = speakers.of(frame, found.phrase)
    if speaker is not None:
        cue = document.tokens.texts[frame.items[found.cue]]
        candidate.attribute("quotes.source_after", speaker, cue, INFERRED, in_sentence=False)


def _from_repetition(document: Document, candidates: list[Candidate]) -> None:
    """The same words, attributed elsewhere in the article."""
    known: dict[str, tuple[Speaker, str | None] | None] = {}
    for c in candidates:
        if c.speaker is not None:
            words = _normal(document.text, c)
            first = known.setdefault(words, (c.speaker, c.cue))
            if first is not None and first[0].name != c.speaker.name:
                known[words] = None  # two speakers for the same words: no evidence for either
    for c in candidates:
        if c.speaker is None and (other := known.get(_normal(document.text, c))) is not None:
            c.attribute("quotes.repeated", *other, INFERRED, in_sentence=False)


def _normal(text: str, candidate: Candidate) -> str:
    q = candidate.quotation
    return text[q.inner_start : q.inner_end].strip(" ,.;:!?").lower()
