"""Attribution: who is behind each quotation of a frame, by an ordered list of sieves, precise ones first.

Belongs here: the sieves, each a named rule that looks at one quotation in one frame. Carrying a speaker from frame to
frame is `extraction.quotes.carrying`, naming the speaker `extraction.quotes.speakers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extraction.document import Document
from extraction.quotes import clauses
from extraction.quotes.clauses import Phrase
from extraction.quotes.frames import Frame
from extraction.quotes.marks import Quotation
from extraction.quotes.words import Verb, verbs

ASSERTED, INFERRED = "asserted", "inferred"


@dataclass(slots=True)
class Attribution:
    """A speaker's mention in a frame: items phrase[0]:phrase[1], and the cue's position, if any."""

    rule: str
    frame: Frame
    phrase: Phrase
    cue: int | None
    confidence: str = ASSERTED


@dataclass(slots=True)
class View:
    """What a sieve sees: a frame, its tags, and its tokens."""

    document: Document
    frame: Frame
    quotations: list[Quotation]

    @property
    def tags(self) -> str:
        return self.frame.tags

    def lower(self, position: int) -> str:
        item = self.frame.items[position]
        return self.document.tokens.lowers[item] if item >= 0 else ""

    def verb(self, position: int) -> Verb | None:
        return verbs(self.frame.language).get(self.lower(position))


Sieve = Callable[[View, int], Attribution | None]

_TRAILING = re.compile(r",?(?=[DNnPY#])")
_AFTER_CUE = re.compile(r"[,:T]?")
_PASSIVE_AGENT = frozenset({"by"})
_NO_INVERSION = frozenset({"tell", "remind", "assure", "ask"})


def attribute(view: View, at: int) -> Attribution | None:
    """The first sieve's answer for the quotation at position `at`."""
    for sieve in SIEVES:
        found = sieve(view, at)
        if found is not None:
            return found
    return None


def inverted_cue(view: View, at: int) -> Attribution | None:
    """`"...," said Rivera`."""
    tags = view.tags
    k = at + 1
    while k < len(tags) and tags[k] in ",R":
        k += 1
    if k >= len(tags) or tags[k] != "C":
        return None
    verb = view.verb(k)
    if verb is None or (verb.kind in ("thought", "judgement") and tags[k - 1] != "Q"):
        return None
    if verb.lemma in _NO_INVERSION:
        return None
    phrase = clauses.phrase_after_verb(tags, k)
    if phrase is None or not _is_speakerlike(view, phrase):
        return None
    return Attribution("quotes.inverted_cue", view.frame, phrase, k)


def trailing_subject(view: View, at: int) -> Attribution | None:
    """`"...," Rivera said`, `"...," Rivera, a senator from Ohio, said`."""
    tags = view.tags
    k = at + 1
    if k < len(tags) and tags[k] in ",-":
        k += 1
    if k >= len(tags) or tags[k] not in "DNnPY#":
        return None
    limit = tags.find("Q", k)
    limit = len(tags) if limit < 0 else limit
    for c in range(k + 1, min(limit, k + 40)):
        tag = tags[c]
        if tag == "C":
            break
        if tag in ".;:VT" or (tag == "A" and tags[c + 1 : c + 2] not in ("C", "R", "A", "B")):
            return None
    else:
        return None
    if tags[k] == "P":
        if any(t not in "RAd" for t in tags[k + 1 : c]):
            return None
        phrase: Phrase | None = (k, k + 1)
    else:
        phrase = clauses.subject_before(tags, c)
        first = clauses.phrase_beginning(tags, k)
        if phrase is None or (phrase[0] != k and first is not None):
            phrase = first
    if phrase is None:
        return None
    after = tags[c + 1 : c + 2]
    if tags[at + 1] not in ",-" and not _ends_like_speech(view, at):
        return None
    if after == "T" and not _ends_like_speech(view, at):
        return None
    return Attribution("quotes.trailing_subject", view.frame, phrase, c)


def leading_cue(view: View, at: int) -> Attribution | None:
    """`Rivera said, "..."`: the cue right before the quotation."""
    tags = view.tags
    k = at - 1
    while k >= 0 and tags[k] in ",:T-(" and at - k < 4:
        k -= 1
    if k < 0 or tags[k] not in "Cg":
        return None
    return _of_cue(view, k, "quotes.leading_cue")


def according_to(view: View, at: int) -> Attribution | None:
    """`according to Rivera`, before or after."""
    tags = view.tags
    k = tags.find("a")
    while k >= 0:
        begin = k + 2 if tags[k + 1 : k + 2] == "i" else k + 1
        if begin == k + 1 and view.lower(k) == "according":
            k = tags.find("a", k + 1)
            continue
        phrase = (begin, begin + 1) if tags[begin : begin + 1] == "P" else clauses.phrase_beginning(tags, begin)
        if phrase is not None:
            return Attribution("quotes.according_to", view.frame, phrase, k)
        k = tags.find("a", k + 1)
    return None


def label_colon(view: View, at: int) -> Attribution | None:
    """`Rivera: "..."`, `RIVERA: ...`: a name, a colon, the words."""
    tags = view.tags
    if at < 2 or tags[at - 1] != ":":
        return None
    phrase = clauses.phrase_beginning(tags, 0)
    if phrase is None or phrase[1] != at - 1 or "N" not in tags[phrase[0] : phrase[1]]:
        return None
    return Attribution("quotes.label_colon", view.frame, phrase, None)


def dash_signature(view: View, at: int) -> Attribution | None:
    """`"..." - Ana Rivera`: a dash and a name to the end."""
    tags = view.tags
    if tags[at + 1 : at + 2] != "-":
        return None
    phrase = clauses.phrase_beginning(tags, at + 2)
    if phrase is None or tags[phrase[0]] != "N" or tags[phrase[1] : phrase[1] + 1] not in ("", ",", ".", "("):
        return None
    return Attribution("quotes.dash_signature", view.frame, phrase, None)


def cue_in_clause(view: View, at: int) -> Attribution | None:
    """The last reporting verb before the quotation, with words between."""
    tags = view.tags
    for k in range(at - 1, max(-1, at - 60), -1):
        if tags[k] in "Cg":
            found = _of_cue(view, k, "quotes.cue_in_clause")
            if found is not None:
                return found
        elif tags[k] == ";":
            return None
    return None


def closing_cue(view: View, at: int) -> Attribution | None:
    """The reporting clause at the end of the sentence: `A plan for "..." would follow, Rivera said.`"""
    tags = view.tags
    for k in range(at + 1, min(len(tags), at + 60)):
        if tags[k] == "C":
            phrase = clauses.subject_before(tags, k)
            if phrase is None or phrase[0] <= at or tags[phrase[0] - 1] not in ",-":
                continue
            return Attribution("quotes.closing_cue", view.frame, phrase, k)
        if tags[k] in ";":
            break
    return None


SIEVES: tuple[Sieve, ...] = (
    dash_signature,
    inverted_cue,
    trailing_subject,
    leading_cue,
    label_colon,
    closing_cue,
    cue_in_clause,
    according_to,
)


def _of_cue(view: View, k: int, rule: str) -> Attribution | None:
    """The attribution that the cue at `k` makes, or None where its subject is not told."""
    tags = view.tags
    verb = view.verb(k)
    if verb is None:
        return None
    if _is_passive(view, k):
        return _agent(view, k, rule)
    if tags[k] == "C" and (k == 0 or tags[k - 1] in "Q.:" or (tags[k - 1] == "," and tags[k - 2 : k - 1] == "Q")):
        phrase = clauses.phrase_after_verb(tags, k)
        if phrase is not None and _is_speakerlike(view, phrase):
            return Attribution(rule, view.frame, phrase, k)
    phrase = clauses.subject_before(tags, k)
    if phrase is None:
        return None
    return Attribution(rule, view.frame, phrase, k)


def _is_passive(view: View, k: int) -> bool:
    verb = view.verb(k)
    if verb is None or verb.form == "gerund" or view.lower(k).endswith("ing"):
        return False
    j = k - 1
    while j >= 0 and view.tags[j] == "R":
        j -= 1
    if j >= 0 and view.tags[j] == "B":
        return True
    return view.lower(k + 1) in _PASSIVE_AGENT if k + 1 < len(view.tags) else False


def _agent(view: View, k: int, rule: str) -> Attribution | None:
    for j in range(k + 1, min(len(view.tags), k + 8)):
        if view.lower(j) in _PASSIVE_AGENT:
            phrase = clauses.phrase_beginning(view.tags, j + 1)
            return Attribution(rule, view.frame, phrase, k) if phrase else None
    return None


def _is_speakerlike(view: View, phrase: Phrase) -> bool:
    """Can this phrase speak? Not a number alone, not a bare "nothing"."""
    inside = view.tags[phrase[0] : phrase[1]]
    return any(t in "NnYP" for t in inside)


def _ends_like_speech(view: View, at: int) -> bool:
    """The quotation ends with a comma, a question or the like inside its marks, as before an attribution."""
    quotation = view.quotations[~view.frame.items[at]]
    return view.document.text[quotation.inner_end - 1] in ",?!.…-–—"
