"""What quoted words are: speech in a full clause, a fragment, or a name that is no quote at all (codebook, section 2).

Belongs here: judgements about the words between the marks and those right beside them. Does not belong here: who spoke.
"""

from __future__ import annotations

import re

from extraction.document import Document
from extraction.quotes.frames import SMALL, Frame, tag_items
from extraction.quotes.marks import Quotation
from extraction.quotes.words import tags, verbs, words

_OPENING = 14
"""Tokens within which a clause shows its verb."""
_OPENS_CLAUSE = re.compile(r"[&R,]*(?:P|[TDWRn]S|R[AB]|[AB]P|U.+[ABVCP])")
"""Tags that begin a clause: a subject pronoun, "that's", "there is", "is it", "if we ..."."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def word_count(text: str, quotation: Quotation, at_most: int = 3) -> int:
    """Number of words, counted no further than `at_most`."""
    n = 0
    for _ in _WORD.finditer(text, quotation.inner_start, quotation.inner_end):
        n += 1
        if n >= at_most:
            break
    return n


def kind(document: Document, quotation: Quotation, frame: Frame, at: int) -> str:
    """`direct` where the words hold a full clause of speech, else `partial`."""
    text = document.text
    begin = quotation.inner_start
    while begin < quotation.inner_end and not (text[begin].isalnum() or text[begin] in "$€£"):
        begin += 1
    last = text[quotation.inner_end - 1]
    before = frame.tags[at - 1 : at]
    after = frame.tags[at + 1 : at + 2]
    capital = text[begin : begin + 1].isupper() or text[begin : begin + 1].isdigit()
    woven = before not in ("", ".", ",", ":", "C", "g", "-", "(")
    if capital and not woven and (last in ".?!…,-–—" or not quotation.closed or after in ("", ",", ".")):
        return "direct"
    if before == "" and last == ",":
        return "direct"
    return "direct" if is_clause(document, quotation, frame.language) else "partial"


def is_clause(document: Document, quotation: Quotation, language: str) -> bool:
    """The words open with a subject and its finite verb: "we will win", "the deal is done"."""
    items = list(document.tokens_between(quotation.inner_start, quotation.inner_end))[:_OPENING]
    tagged = tag_items(document, items, language, [])
    if _OPENS_CLAUSE.match(tagged):
        return True
    for k, tag in enumerate(tagged):
        if tag in "ABVC":
            return _has_subject(document, items, tagged, k, language)
        if k == 0:
            if tag in "pxgiQVC" or (tag == "n" and document.tokens.lowers[items[0]].endswith("ed")):
                return False
        elif tag in "WT.;:" or (tag == "i" and tagged[k + 1 : k + 2] not in tuple("DNP#")):
            return False
        elif tag == "P" and tagged[k - 1] in "nNY#":
            return False  # a relative clause without its pronoun: "the care we know"
    return False


def _has_subject(document: Document, items: list[int], tagged: str, k: int, language: str) -> bool:
    """Whether the verb at `k` is finite and the words before it are its subject."""
    if tagged[k] in "VC":
        verb = verbs(language).get(document.tokens.lowers[items[k]])
        if verb is None and tagged[k + 1 : k + 2] == "p":
            return False  # "a force combined with another"
        if verb is not None and verb.form in ("base", "participle") and "P" not in tagged[:k]:
            return False
        if verb is not None and verb.noun and not tagged[k + 1 :].strip(".,"):
            return False
    subject = tagged[:k].lstrip("R,&")
    contracted = document.tokens.lowers[items[k]][:1] in "'’"
    return bool(subject) and (subject[0] in "PNDYn#" or contracted) and tagged[k - 1] != "i"


def is_title(document: Document, quotation: Quotation, frame: Frame, at: int, spoken: bool) -> bool:
    """A work's title or a name in title case: every word capitalised but the small ones."""
    text = document.text
    language = frame.language
    before = _word_before(document, frame, at)
    named = before in words(language, "title_noun") or before in words(language, "naming")
    found: list[str] = []
    for match in _WORD.finditer(text, quotation.inner_start, min(quotation.inner_end, quotation.inner_start + 200)):
        word = match.group()
        if not (named or word[0].isupper() or word[0].isdigit() or word.lower() in SMALL):
            return False
        found.append(word)
    if len(found) < 2 or len(found) > 20 or text[quotation.inner_end - 1] in "?!":
        return False
    if named:
        return found[0][0].isupper()
    return language != "de" and not found[-1][0].islower() and not spoken


def is_coined_name(document: Document, quotation: Quotation, frame: Frame, at: int) -> bool:
    """A fragment that only names a scheme or an instrument, as the head of the writer's own noun phrase."""
    before = _word_before(document, frame, at)
    if before in words(frame.language, "naming"):
        return True
    tokens = document.tokens
    known = tags(frame.language)
    inside = list(document.tokens_between(quotation.inner_start, quotation.inner_end))
    if len(inside) > 8 or not inside:
        return False
    head = inside[-1]
    for i in inside:
        tag = known.get(tokens.lowers[i])
        if tag == "p":
            head = i - 1
            break
        if tag in ("A", "B", "P", "T", "W", "C"):
            return False
    named = words(frame.language, "instrument")
    while head > inside[0] and not tokens.texts[head][0].isalnum():
        head -= 1
    noun = tokens.lowers[head]
    if noun not in named and noun.removesuffix("s") not in named:
        return False
    k = at - 1
    while k >= 0 and frame.tags[k] in "nN#R":
        k -= 1
    return k >= 0 and frame.tags[k] in "DS"


def _word_before(document: Document, frame: Frame, at: int) -> str:
    k = at - 1
    if k >= 0 and frame.tags[k] in ",:":
        k -= 1
    if k < 0 or frame.items[k] < 0:
        return ""
    return document.tokens.lowers[frame.items[k]]
