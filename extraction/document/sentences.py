"""Sentence ends: a closing mark, white space, and what may begin a sentence, unless an abbreviation stands before it."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«„(\[]*[\w$€£¥–—-])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'«„])(?:[A-Z]|(?:[^\W\d_]\.)+[^\W\d_]|Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Reps|Sens|Gov|Gen|Col|Lt|Sgt|Capt|Cmdr|"
    r"Adm|Rev|Hon|St|Sr|Jr|Mme|Mlle|vs|v|etc|al|cf|ca|approx|Nos?|Nr|Art|Fig|pp?|Inc|Corp|Ltd|Co|Bros|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mio|Mrd|bzw|usw|kl|tel|t\.ex|bl\.a|Sra?|Dña?|núm|EE\.UU)\.$"
)
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")
_COUNTED = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jahrhundert|Quartal|Halbjahr)"  # what a German ordinal counts: "am 4. Februar", "im 20. Jahrhundert"
)
_OPENER = "\"'“‘«„([ \t"


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split text[start:end], a paragraph, into sentences: spans without the white space around them."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        at = match.end()
        if match.group() == "." and (_is_abbreviation(text, begin, at) or _is_ordinal(text, at)):
            continue
        following = text[at:end].lstrip()[:3].lstrip(_OPENER)
        if following[:1].islower():
            continue
        spans.append((begin, at))
        begin = at
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        spans.append((begin, end))
    return spans


def _is_abbreviation(text: str, begin: int, at: int) -> bool:
    return _ABBREVIATION.search(text[max(begin, at - 14) : at]) is not None


def _is_ordinal(text: str, at: int) -> bool:
    return _COUNTED.match(text, at) is not None and _ORDINAL.search(text, max(0, at - 4), at) is not None
