"""An article's text as HTML in which the spans of its facts are marked.

Belongs here: cutting a text at the edges of spans that may overlap, and escaping every piece. Does not belong here:
which facts there are, or colours. Spans may cross, so the text is cut into pieces that each carry all facts they belong
to: elements never nest, and the pieces put together are the text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

KINDS = {
    "agreement": "agreement",
    "commitment": "commitment",
    "quote": "quote",
    "date": "date",
    "figure": "figure",
}
"""Kinds of facts, broad ones first, and the name of their class in the style sheet."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a fact is in the text, in code points."""

    fact_id: str
    kind: str
    start: int
    end: int
    title: str
    """What the fact says, shown while the pointer rests on the span."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the spans that cover all of it, the narrowest first."""

    start: int
    end: int
    spans: tuple[Span, ...]


def pieces(length: int, spans: Iterable[Span]) -> list[Piece]:
    """The text cut at every edge of a span; spans that are empty or leave the text are cut to it or dropped."""
    inside = [(max(0, s.start), min(length, s.end), s) for s in spans]
    inside = [(start, end, s) for start, end, s in inside if start < end]
    begins: dict[int, list[Span]] = {}
    ends: dict[int, list[Span]] = {}
    for start, end, span in inside:
        begins.setdefault(start, []).append(span)
        ends.setdefault(end, []).append(span)
    edges = sorted({0, length, *begins, *ends})
    open_now: dict[str, Span] = {}
    found: list[Piece] = []
    for start, end in pairwise(edges):
        for span in ends.get(start, ()):
            open_now.pop(span.fact_id, None)
        for span in begins.get(start, ()):
            open_now[span.fact_id] = span
        found.append(Piece(start, end, tuple(sorted(open_now.values(), key=_narrow_first))))
    return found


def highlighted(text: str, spans: Sequence[Span]) -> Markup:
    """The text as HTML, each marked piece a link to the row of its narrowest fact.

    A piece is reached by the tab key only where a fact begins, so that a sentence cut into many pieces is one stop.
    """
    out: list[str] = []
    for piece in pieces(len(text), spans):
        content = escape(text[piece.start : piece.end])
        out.append(str(_marked(piece, content) if piece.spans else content))
    return Markup("".join(out))  # every part of it is escaped


def marked_sentence(sentence: str, parts: Iterable[str]) -> Markup:
    """A sentence as HTML in which the first occurrence of each part is marked."""
    spans = []
    for part in parts:
        at = sentence.find(part) if part else -1
        if at >= 0:
            spans.append(Span(f"{at}-{len(part)}", "figure", at, at + len(part), ""))
    return Markup("").join(
        Markup("<mark>{}</mark>").format(sentence[p.start : p.end]) if p.spans else escape(sentence[p.start : p.end])
        for p in pieces(len(sentence), spans)
    )


def _marked(piece: Piece, content: Markup) -> Markup:
    narrowest = piece.spans[0]
    kinds = [kind for kind in KINDS if any(span.kind == kind for span in piece.spans)]
    return Markup('<a class="span {}" href="#row-{}" data-facts="{}" title="{}" tabindex="{}">{}</a>').format(
        " ".join(KINDS[kind] for kind in kinds),
        narrowest.fact_id,
        " ".join(span.fact_id for span in piece.spans),
        "\n".join(f"{span.kind}: {span.title}" for span in piece.spans),
        0 if any(span.start == piece.start for span in piece.spans) else -1,
        content,
    )


def _narrow_first(span: Span) -> tuple[int, int, str]:
    return span.end - span.start, span.start, span.fact_id
