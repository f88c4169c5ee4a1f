"""Speakers carried from one sentence or paragraph to a quotation that has none beside it.

Belongs here: the rules that look beyond the quotation's own sentence, surest first.
"""

from __future__ import annotations

from extraction.document import Document
from extraction.quotes.candidates import Candidate
from extraction.quotes.frames import sentence_frame
from extraction.quotes.cues import View
from extraction.quotes.sieves import ASSERTED, INFERRED, according_to
from extraction.quotes.speakers import speaker_of


def carry(document: Document, candidates: list[Candidate]) -> None:
    """Fill in speakers, in place."""
    for i, candidate in enumerate(candidates):
        if candidate.speaker is None:
            _carry_forward(candidates, i)
    for i in range(len(candidates) - 1, -1, -1):
        if candidates[i].speaker is None:
            _carry_backward(candidates, i)
    for candidate in candidates:
        if candidate.speaker is None and not candidate.alone:
            _source_after(document, candidate)
    _repeat(document, candidates)


def _source_after(document: Document, candidate: Candidate) -> None:
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
    speaker = speaker_of(document, frame, found.phrase, None, [])
    if speaker is not None:
        cue = document.tokens.texts[frame.items[found.cue]]
        candidate.attribute("quotes.source_after", speaker, cue, INFERRED, in_sentence=False)


def _carry_forward(candidates: list[Candidate], i: int) -> None:
    candidate = candidates[i]
    if i == 0 or not candidate.alone:
        return
    before = candidates[i - 1]
    if before.speaker is None:
        return
    here, there = candidate.quotation.paragraph, before.quotation.paragraph
    if here == there:
        candidate.attribute("quotes.same_paragraph", before.speaker, before.cue, ASSERTED)
    elif candidate.quotation.continues:
        candidate.attribute("quotes.continued", before.speaker, before.cue, ASSERTED)
    elif here == there + 1:
        candidate.attribute("quotes.next_paragraph", before.speaker, before.cue, INFERRED)


def _carry_backward(candidates: list[Candidate], i: int) -> None:
    """A quotation that goes on into an attributed one: a paragraph left open, or sentences before the attribution."""
    candidate = candidates[i]
    if i + 1 >= len(candidates):
        return
    after = candidates[i + 1]
    if after.speaker is None or not candidate.alone:
        return
    if after.quotation.continues and after.quotation.paragraph > candidate.quotation.paragraph:
        candidate.attribute("quotes.continued", after.speaker, after.cue, ASSERTED)


def _repeat(document: Document, candidates: list[Candidate]) -> None:
    """The same words, attributed elsewhere in the article."""
    text = document.text
    known: dict[str, Candidate] = {}
    for c in candidates:
        if c.speaker is not None:
            known.setdefault(_normal(text, c), c)
    for c in candidates:
        if c.speaker is None and (other := known.get(_normal(text, c))) is not None and other.speaker is not None:
            c.attribute("quotes.repeated", other.speaker, other.cue, INFERRED, in_sentence=False)


def _normal(text: str, candidate: Candidate) -> str:
    q = candidate.quotation
    return text[q.inner_start : q.inner_end].strip(" ,.;:!?").lower()
