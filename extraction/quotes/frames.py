"""The writer's own sentences, with every quotation masked.

A frame is a sentence of the article in which a quotation counts as one item, so that `"I won. They lost," he said` is
one frame. Each item has a tag, one letter for its word class; attribution reads the tags as a string.

    Q quotation   N capitalised word   n other word   # number      D determiner    Y quantifier   P subject pronoun
    W relative    T complementizer     U subordinator p preposition & conjunction   A auxiliary    B form of be
    R adverb      d time word          i infinitive   a according   C reporting verb, g its gerund
    V other verb  x other -ing form    S possessive   , : ; . - ( ) marks

Belongs here: cutting and tagging. Does not belong here: who speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.document import Document
from extraction.quotes.marks import Quotation
from extraction.quotes.words import known_languages, tags, verbs

_MARKS = {
    ",": ",",
    ":": ":",
    ";": ";",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
    "-": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    "’s": "S",
    "'s": "S",
}
_NOMINAL = frozenset("NnY#dPSVQ)")
_ENDING = frozenset(".?!…")


@dataclass(slots=True)
class Frame:
    """Items of one sentence: a token's index, or `~i` for quotation i; `tags` has one letter an item."""

    items: list[int]
    tags: str
    paragraph: int
    language: str
    quotations: list[int]
    """Positions, in `items`, of the quotations."""


def paragraph_frames(document: Document, quotations: list[Quotation], first: int, last: int) -> list[Frame]:
    """The frames of the paragraph of quotations[first:last]."""
    paragraph_number = quotations[first].paragraph
    paragraph = document.paragraphs[paragraph_number]
    language = document.segments[paragraph.segment].language
    if language not in known_languages():
        language = "en"
    starts = document.tokens.starts
    at, end = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
    items: list[int] = []
    for i in range(first, last):
        q = quotations[i]
        until = bisect_left(starts, q.start, at, end)
        items.extend(range(at, until))
        items.append(~i)
        at = max(until, bisect_left(starts, q.end, at, end))
    items.extend(range(at, end))
    tagged = tag_items(document, items, language)
    cuts = list(_cuts(document, quotations, items, tagged))
    out = []
    begin = 0
    for cut in [*cuts, len(items)]:
        if cut > begin:
            part = tagged[begin:cut]
            where = [k for k, t in enumerate(part) if t == "Q"] if "Q" in part else []
            out.append(Frame(items[begin:cut], part, paragraph_number, language, where))
            begin = cut
    return out


def sentence_frame(document: Document, start: int, end: int, paragraph: int) -> Frame:
    """A frame of text that holds no quotation."""
    language = document.language_at(start)
    if language not in known_languages():
        language = "en"
    items = list(document.tokens_between(start, end))
    return Frame(items, tag_items(document, items, language), paragraph, language, [])


def tag_items(document: Document, items: list[int], language: str) -> str:
    """One letter an item."""
    texts, lowers = document.tokens.texts, document.tokens.lowers
    known = tags(language)
    forms = verbs(language)
    out: list[str] = []
    previous = "."
    for item in items:
        if item < 0:
            tag = "Q"
        else:
            text, lower = texts[item], lowers[item]
            mark = _MARKS.get(text)
            if mark is not None:
                tag = mark
            elif (listed := known.get(lower)) is not None:
                tag = listed
                if text is not lower and text != lower and not _stays(text, listed, previous):
                    tag = "N"
                elif (tag == "C" and not _is_verb_here(forms[lower].form, lower, previous)) or (tag == "V" and previous not in _NOMINAL and previous not in "WRA&,i"):
                    tag = "n"
            elif text != lower:
                tag = "N"
            elif text[0].isdigit():
                tag = "#"
            elif not text[0].isalpha():
                tag = "n"
            elif lower.endswith("ly") and language == "en":
                tag = "R"
            elif lower.endswith("ing") and language == "en":
                tag = "x"
            elif lower.endswith("ed") and language == "en" and previous in _NOMINAL:
                tag = "V"
            else:
                tag = "n"
        out.append(tag)
        previous = tag
    return "".join(out)


def _stays(text: str, listed: str, previous: str) -> bool:
    """Whether a capitalised listed word keeps its class: at a sentence's start, and calendar words and pronouns always."""
    if listed == "d" or (listed == "P" and (previous in ".:-Q" or text == "I")):
        return True
    if listed in "CVgx":
        return previous in ".:" and listed != "V"
    return previous in ".:;-(Q" or (listed in "pD&" and len(text) < 4 and not text.isupper())


def _is_verb_here(form: str, lower: str, previous: str) -> bool:
    """Forms that are nouns as often ("state", "reports", "claim") need a subject or a helper right before them."""
    if form == "participle":
        return previous in "ABR,QNnP"
    if form == "base":
        return previous in "iARNPYWT&n"
    if form == "finite" and lower.endswith("s"):
        return previous not in "DSp#i"
    return previous != "D"


def _cuts(document: Document, quotations: list[Quotation], items: list[int], tagged: str) -> Iterator[int]:
    """Positions before which a new frame begins."""
    starts = document.tokens.starts
    sentences = document.sentences
    for k in range(1, len(items)):
        item, before = items[k], items[k - 1]
        start = quotations[~item].start if item < 0 else starts[item]
        before_end = quotations[~before].inner_end if before < 0 else starts[before] + 1
        s = document.sentence_index(start)
        if sentences[s].start < before_end:
            continue
        if before < 0:
            # the end of a sentence inside the marks ends the frame only when no attribution follows
            q = quotations[~before]
            ending = document.text[q.inner_end - 1]
            if ending not in _ENDING:
                continue
            if ending != "." and _attribution_follows(tagged, k):
                continue
        yield k


def _attribution_follows(tagged: str, k: int) -> bool:
    """`"Why?" Rivera asked.`: a subject and a reporting verb, with no clause of its own after it."""
    end = k
    while end < len(tagged) and end - k < 8 and tagged[end] in "NPDnS#":
        end += 1
    while end < len(tagged) and tagged[end] in "RA":
        end += 1
    if end == k or end >= len(tagged) or tagged[end] != "C":
        return False
    after = tagged[end + 1 : end + 2]
    return after in ("", ".", ",", "p", "d", "N", "R", "D")
