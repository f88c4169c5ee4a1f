"""Which quotation marks belong together.

Belongs here: finding marks, telling them from apostrophes, inches and years, and pairing them paragraph by paragraph.
Whether quoted words are speech, and whose, is decided later. Every character is looked at a fixed number of times, so a
text of nothing but marks costs what its length costs.

Double marks are paired first, single ones in what they leave. An outer pair swallows what it nests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.document import Document, Paragraph
from extraction.quotes.words import verbs, words_of_any_language

# Each of these begins with one plain set of characters, which the engine scans fast, and looks back from there.
_HINT = re.compile(
    "[\"“”„‟«»‹›‘‚'`’](?:(?<=[\"“”„‟«»‹›‘‚])|(?<=')'|(?<=`)`|(?<=’)’|(?<=['’])(?<![^\\W_].)(?=[^\\W_]))", re.DOTALL
)
"""Anything that can open or close a quotation: paragraphs without a match are passed over."""

_DOUBLE = re.compile("[\"“”„‟«»'`’‘,](?:(?<=[\"“”„‟«»])|(?<=')'{1,2}|(?<=`)`|(?<=’)’|(?<=‘)‘|(?<=,),(?=\\w))")
_SINGLE = re.compile("[‘'’‚‹›](?:(?<![^\\W_].)(?=[^\\s])|(?<=[^\\s][^‚])(?![^\\W_]))", re.DOTALL)
_YEAR = re.compile(r"\d\ds?(?![\w,.]?\w)")
_WORD = re.compile(r"[^\W\d_]+")
_INCHES = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,/]\d{1,3})?$")

_TALK = re.compile(r"[–—―-] (?=[¿¡]?[^\W\d_])")
"""The dash that opens a paragraph of speech where the custom is to write speech without marks (Swedish)."""
_TALK_LANGUAGES = frozenset({"sv"})
_TALK_OVER = re.compile(r"([,?!…]) ([^\W\d_]+) ")

_OPENERS_BEFORE = "([{<-–—―/¿¡\u00ad"
_NESTED_CLOSERS = "'’\"”»)"
_MAX_UNCLOSED = 2000
_CLOSED_BY = {
    '"': '"“”',
    "“": '”"„“',
    "”": '”"',
    "„": '“”"„',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "''": ("''", '"', "’’"),
    "``": ("''", '"'),
    "‘‘": ("’’", "''"),
    "’’": ("’’",),
    ",,": ("''", "“", "”", '"'),
}
_ONLY_OPEN = frozenset({"“", "„", "``", "‘‘", ",,", "‟"})


@dataclass(slots=True)
class Quotation:
    """Quoted words: `start` and `end` include the marks, `inner_start` and `inner_end` do not."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool = True
    single: bool = False
    continues: bool = False
    """Goes on from the quotation before it, which had no closing mark."""

    def ending(self, text: str) -> str:
        """The last character of the words, closing marks of nested quotations left aside."""
        i = self.inner_end - 1
        while i > self.inner_start and (text[i] in _NESTED_CLOSERS or text[i].isspace()):
            i -= 1
        return text[i]


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool


_SURE_HINTS = (*'"“”„‟«»‘‚‹›', "''", "``", "’’", "\n– ", "\n— ", "\n― ", "\n- ")
_OPENING_HINTS = tuple(before + mark for before in " \n\r\t\u00a0([{<>-–—/…:;*|_=&" for mark in "'’")


def may_quote(text: str) -> bool:
    """Whether any mark of the text can open a quotation: plain searches, which cost next to nothing.

    An apostrophe opens one only at a word's beginning.
    """
    if any(hint in text for hint in _SURE_HINTS) or text[:1] in ("'", "’"):
        return True
    return ("'" in text or "’" in text) and any(hint in text for hint in _OPENING_HINTS)


def find_quotations(document: Document) -> list[Quotation]:
    """Every outermost quotation, in the order of the text, without overlaps, none across a paragraph's end."""
    text = document.text
    found: list[Quotation] = []
    if not may_quote(text):
        return found
    pending = False
    for number, paragraph in enumerate(document.paragraphs):
        talk = _dash_talk(document, paragraph, number)
        if talk is None and _HINT.search(text, paragraph.start, paragraph.end) is None and not pending:
            continue
        pairs = _double_pairs(text, paragraph, number)
        pairs = _with_singles(text, paragraph, number, pairs)
        if talk is not None:
            pairs = [talk, *(p for p in pairs if p.start >= talk.end)]
        if pending and pairs and not pairs[0].single and pairs[0].start == paragraph.start:
            pairs[0].continues = True
        found.extend(pairs)
        pending = bool(pairs) and not pairs[-1].closed
    return _checked(document, found)


def _dash_talk(document: Document, paragraph: Paragraph, number: int) -> Quotation | None:
    """As in "– Vi måste agera nu, säger Anna Berg": from a paragraph's dash to the reporting verb.

    Without a verb that reports, the dash may be that of a list, and the paragraph is left alone.
    """
    text, start = document.text, paragraph.start
    if text[start] not in "–—―-" or document.segments[paragraph.segment].language not in _TALK_LANGUAGES:
        return None
    opening = _TALK.match(text, start, paragraph.end)
    if opening is None:
        return None
    known = verbs(document.segments[paragraph.segment].language)
    for over in _TALK_OVER.finditer(text, opening.end(), min(paragraph.end, start + _MAX_UNCLOSED)):
        verb = known.get(over.group(2).lower())
        if verb is not None and verb.kind == "speech" and verb.form == "finite":
            end = over.start() if over.group(1) == "," else over.end(1)
            return Quotation(start, end, opening.end(), end, number)
    return None


def _double_pairs(text: str, paragraph: Paragraph, number: int) -> list[Quotation]:
    marks = _double_marks(text, paragraph)
    pairs: list[Quotation] = []
    open_marks: list[_Mark] = []
    for i, mark in enumerate(marks):
        if open_marks and mark.closes and _closes(text, open_marks[-1], mark):
            if _is_inch(text, mark, marks, i):
                continue
            opener = open_marks.pop()
            while pairs and pairs[-1].start > opener.start:
                pairs.pop()
            pairs.append(Quotation(opener.start, mark.end, opener.end, mark.start, number))
        elif mark.opens and not _is_inch(text, mark, marks, i):
            open_marks.append(mark)
    if open_marks:
        pairs = _with_unclosed(paragraph, number, pairs, open_marks)
    return pairs


def _with_unclosed(
    paragraph: Paragraph, number: int, pairs: list[Quotation], open_marks: list[_Mark]
) -> list[Quotation]:
    """An opening mark that nothing closed reaches to the next quotation, the last one to the paragraph's end.

    What lies between an unclosed opener and a later pair is half the writer's own words, so only the last opener makes
    a quotation, and only where it is not a block without an end.
    """
    last = open_marks[-1]
    if not any(p.start > last.start for p in pairs) and paragraph.end - last.end <= _MAX_UNCLOSED:
        pairs.append(Quotation(last.start, paragraph.end, last.end, paragraph.end, number, closed=False))
    return pairs


def _double_marks(text: str, paragraph: Paragraph) -> list[_Mark]:
    marks = []
    for m in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        start, end = m.span()
        mark = m.group()[:2]
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        free_left = before.isspace() or before in _OPENERS_BEFORE or before in "‘'"
        free_right = after.isspace()
        if mark in _ONLY_OPEN:
            opens, closes = True, not free_left and not after.isalnum() and mark in "“„" and before not in '“„"'
        elif mark == "«":
            opens, closes = True, not free_left or free_right
        elif mark == "»":
            opens, closes = free_left and not free_right, True
        elif mark in ("”", "’’"):
            opens, closes = free_left and not free_right, not (free_left and not free_right) or not free_left
        elif free_left == free_right:
            opens = closes = True
        else:
            opens, closes = free_left, free_right
            if not free_left and not after.isalnum():
                closes = True
        marks.append(_Mark(start, end, opens, closes))
    return marks


def _closes(text: str, opener: _Mark, closer: _Mark) -> bool:
    return text[closer.start : closer.end][:2] in _CLOSED_BY[text[opener.start : opener.end][:2]]


def _is_inch(text: str, mark: _Mark, marks: list[_Mark], i: int) -> bool:
    """A straight mark right after a short number, unless a quote that began before it must end here."""
    if text[mark.start] not in "\"'" or not text[mark.start - 1 : mark.start].isdigit():
        return False
    if _INCHES.search(text[max(0, mark.start - 9) : mark.start]) is None:
        return False
    following = marks[i + 1] if i + 1 < len(marks) else None
    balanced = i % 2 == 1 and (following is None or following.opens)
    return not balanced


def _with_singles(text: str, paragraph: Paragraph, number: int, doubles: list[Quotation]) -> list[Quotation]:
    """Pairs of single marks outside double ones, or around them."""
    openers: list[int] = []
    closers: list[tuple[int, bool]] = []
    at = 0
    events: list[tuple[int, bool, bool]] = []
    for m in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        start = m.start()
        while at < len(doubles) and doubles[at].end <= start:
            at += 1
        if at < len(doubles) and doubles[at].start <= start:
            continue
        before = text[start - 1] if start > paragraph.start else " "
        after = text[start + 1] if start + 1 < paragraph.end else " "
        opens = (
            not before.isalnum()
            and not after.isspace()
            and before not in "'’\"”.,!?"
            and not (text[start] != "‘" and _elided(text, start + 1))
        )
        closes = not before.isspace() and not after.isalnum() and text[start] != "‚"
        if opens:
            openers.append(start)
        elif closes:
            weak = before in "sS" or text[start - 2 : start] == "in"
            closers.append((start, weak))
        events.append((start, opens, closes and not opens))
    if not openers or not closers:
        return doubles
    return _merge(doubles, _single_pairs(text, number, openers, closers))


def _single_pairs(text: str, number: int, openers: list[int], closers: list[tuple[int, bool]]) -> list[Quotation]:
    pairs = []
    c = 0
    reach = -1
    for i, opener in enumerate(openers):
        if opener < reach:
            continue
        limit = openers[i + 1] if i + 1 < len(openers) else len(text)
        while c < len(closers) and closers[c][0] <= opener:
            c += 1
        best = None
        k = c
        while k < len(closers) and closers[k][0] < limit:
            if not closers[k][1]:
                best = closers[k][0]
                break
            if best is None:
                best = closers[k][0]
            k += 1
        if best is not None and best > opener + 1:
            pairs.append(Quotation(opener, best + 1, opener + 1, best, number, single=True))
            reach = best + 1
    return pairs


def _merge(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """Both in order; a double pair inside a single pair is nested, one that crosses it wins."""
    out: list[Quotation] = []
    at = 0
    for single in singles:
        while at < len(doubles) and doubles[at].end <= single.start:
            out.append(doubles[at])
            at += 1
        inside = at
        while inside < len(doubles) and doubles[inside].end <= single.end:
            inside += 1
        if inside < len(doubles) and doubles[inside].start < single.end:
            continue
        at = inside
        out.append(single)
    out.extend(doubles[at:])
    return out


def _elided(text: str, at: int) -> bool:
    """A year ('16), or a word whose first letters are left out ('em)."""
    if _YEAR.match(text, at):
        return True
    word = _WORD.match(text, at, at + 12)
    return word is not None and word.group().lower() in words_of_any_language("elision")


def _checked(document: Document, found: list[Quotation]) -> list[Quotation]:
    """Inner spans without white space; nothing empty, no attribute of markup."""
    text = document.text
    out = []
    for q in found:
        while q.inner_start < q.inner_end and text[q.inner_start].isspace():
            q.inner_start += 1
        while q.inner_end > q.inner_start and text[q.inner_end - 1].isspace():
            q.inner_end -= 1
        if q.inner_start < q.inner_end and text[q.start - 1 : q.start] != "=":
            out.append(q)
    return out
