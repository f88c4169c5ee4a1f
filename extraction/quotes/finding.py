"""All quotes of an article: the order of the steps, and nothing else."""

from __future__ import annotations

from extraction.document import Document
from extraction.quotes import content
from extraction.quotes.candidates import Candidate
from extraction.quotes.carrying import carry
from extraction.quotes.cues import View
from extraction.quotes.frames import Frame, paragraph_frames
from extraction.quotes.marks import Quotation, find_quotations
from extraction.quotes.sieves import Attribution, attribute
from extraction.quotes.speakers import Speaker, Speakers
from extraction.quotes.words import verbs, words
from extraction.rows import QuoteRow


def find_quotes(document: Document) -> list[QuoteRow]:
    """Every quote of the text with its speaker, in its order, without overlaps."""
    quotations = find_quotations(document)
    if not quotations:
        return []
    speakers = Speakers(document, quotations)
    candidates = _candidates(document, quotations, speakers)
    carry(document, candidates, speakers)
    return [_row(c) for c in candidates if _is_kept(document, c)]


def _candidates(document: Document, quotations: list[Quotation], speakers: Speakers) -> list[Candidate]:
    out: list[Candidate] = []
    first = 0
    while first < len(quotations):
        last = first
        while last < len(quotations) and quotations[last].paragraph == quotations[first].paragraph:
            last += 1
        before: Frame | None = None
        for frame in paragraph_frames(document, quotations, first, last):
            view = View(document, frame, quotations)
            for at in frame.quotations:
                candidate = Candidate(quotations[~frame.items[at]], frame, at, before)
                found = attribute(view, at)
                if found is not None:
                    speaker = _speaker(speakers, frame, found)
                    cue_item = found.inside if found.inside is not None else _item(frame, found.cue)
                    cue = None if cue_item is None else document.tokens.texts[cue_item]
                    if speaker is not None:
                        candidate.attribute(found.rule, speaker, cue, found.confidence)
                out.append(candidate)
            before = frame
        first = last
    return out


def _speaker(speakers: Speakers, frame: Frame, found: Attribution) -> Speaker | None:
    if found.inside is not None:
        return speakers.of_token(found.inside, frame.language)
    return speakers.of(frame, found.phrase, found.mention)


def _item(frame: Frame, position: int | None) -> int | None:
    return None if position is None else frame.items[position]


def _is_kept(document: Document, candidate: Candidate) -> bool:
    quotation, frame, at = candidate.quotation, candidate.frame, candidate.at
    n = content.word_count(document.text, quotation)
    if n < 2:
        return False
    spoken = candidate.speaker is not None and candidate.in_sentence
    if n == 2 and not spoken:
        return False
    if content.is_title(document, quotation, frame, at, spoken):
        return False
    named_only = candidate.speaker is None or (spoken and _founds(candidate))
    if named_only and content.is_coined_name(document, quotation, frame, at):
        return False
    headline = document.segments[document.paragraphs[frame.paragraph].segment].kind == "headline"
    if headline and not spoken:
        return False
    candidate.kind = content.kind(document, quotation, frame, at)
    return True


def _founds(candidate: Candidate) -> bool:
    """The cue brings a scheme into the world ("announced a ..."): the words in marks are its name."""
    verb = verbs(candidate.frame.language).get((candidate.cue or "").lower())
    return verb is not None and verb.lemma in words(candidate.frame.language, "founding")


def _row(candidate: Candidate) -> QuoteRow:
    q, speaker = candidate.quotation, candidate.speaker
    row = QuoteRow(q.inner_start, q.inner_end, candidate.rule, candidate.kind, confidence=candidate.confidence)
    if speaker is not None:
        row.speaker, row.speaker_kind = speaker.name, speaker.kind
        row.speaker_start, row.speaker_end = speaker.start, speaker.end
        row.speaker_role, row.speaker_party = speaker.role, speaker.party
        row.cue = candidate.cue
    return row
