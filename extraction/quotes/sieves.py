"""Attribution: who is behind each quotation of a frame, by an ordered list of sieves, precise ones first.

Belongs here: the sieves, each a named rule that looks at one quotation in one frame. Carrying a speaker from frame to
frame is `extraction.quotes.carrying`, naming the speaker `extraction.quotes.speakers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extraction.quotes import clauses
from extraction.quotes.clauses import Phrase
from extraction.quotes.cues import Source, View, inverted_source, source_of
from extraction.quotes.words import FALLBACK, clitic, verb_at, words

ASSERTED, INFERRED = "asserted", "inferred"
_REACH = 60
_SENTENCE = 300
_CLOSING_NEXT = frozenset(".,pdxgRi;-W")


@dataclass(slots=True)
class Attribution:
    """What a sieve found: the phrase that names the speaker, the mention beside the cue, the cue's position."""

    rule: str
    phrase: Phrase
    mention: Phrase | None = None
    cue: int | None = None
    confidence: str = ASSERTED
    inside: int | None = None
    """The token of a mention that stands inside the marks."""


Sieve = Callable[[View, int], Attribution | None]


def attribute(view: View, at: int) -> Attribution | None:
    """The first sieve's answer for the quotation at position `at`."""
    for sieve in SIEVES:
        found = sieve(view, at)
        if found is not None:
            return found
    return None


def dash_signature(view: View, at: int) -> Attribution | None:
    """`"..." - Ana Rivera`: a dash and a name to the end."""
    tags = view.tags
    if tags[at + 1 : at + 2] != "-":
        return None
    phrase = clauses.phrase_beginning(tags, at + 2)
    if phrase is None or tags[phrase[0]] != "N" or tags[phrase[1] : phrase[1] + 1] not in ("", ",", ".", "("):
        return None
    return Attribution("quotes.dash_signature", phrase)


def inverted_cue(view: View, at: int) -> Attribution | None:
    """`"...," said Rivera`."""
    tags = view.tags
    k = at + 1
    while k < len(tags) and tags[k] in ",RA":
        k += 1
    if k >= len(tags) or tags[k] != "C" or (at > 0 and tags[at - 1] in "Sp" and tags[k - 1] != "Q"):
        return None
    verb = view.verb(k)
    found = inverted_source(view, k, verb) if verb is not None else None
    return None if found is None else _from(found, "quotes.inverted_cue")


def trailing_subject(view: View, at: int) -> Attribution | None:
    """`"...," Rivera said`, `"...," Rivera, a senator from Ohio, said`."""
    tags = view.tags
    k = at + 1
    if k < len(tags) and tags[k] in ",-":
        k += 1
    if k >= len(tags) or tags[k] not in "DNnPY#":
        return None
    if tags[at + 1] not in ",-" and at > 0 and not _ends_like_speech(view, at):
        return None
    cue = _next_cue(tags, k)
    if cue is None:
        return None
    if tags[k] == "P":
        phrase: Phrase | None = (k, k + 1) if all(t in "RAd" for t in tags[k + 1 : cue]) else None
    else:
        phrase = clauses.subject_before(tags, cue)
        first = clauses.phrase_beginning(tags, k)
        if phrase is None or (phrase[0] != k and first is not None):
            phrase = first
    if phrase is None or (tags[cue + 1 : cue + 2] == "T" and not _ends_like_speech(view, at)):
        return None
    return Attribution("quotes.trailing_subject", phrase, None, cue)


def _next_cue(tags: str, k: int) -> int | None:
    """The reporting verb of the clause that begins at `k`."""
    for c in range(k + 1, min(len(tags), k + 40)):
        tag = tags[c]
        if tag == "C":
            return c
        if tag in ".;:VTQ" or (tag == "A" and tags[c + 1 : c + 2] not in ("C", "R", "A", "B")):
            return None
    return None


def leading_cue(view: View, at: int) -> Attribution | None:
    """`Rivera said, "..."`: the cue right before the quotation."""
    tags = view.tags
    k = at - 1
    while k >= 0 and tags[k] in ",:T-(R" and at - k < 4:
        k -= 1
    if k < 0 or tags[k] not in "Cg":
        return None
    found = source_of(view, k)
    return None if found is None else _from(found, "quotes.leading_cue")


def according_next(view: View, at: int) -> Attribution | None:
    """`"...," according to Rivera`: the source right behind the quotation."""
    tags = view.tags
    k = at + 2 if tags[at + 1 : at + 2] == "," else at + 1
    return according_to(view, at, k) if tags[k : k + 1] == "a" else None


def label_colon(view: View, at: int) -> Attribution | None:
    """`Rivera: "..."`, `RIVERA: ...`: a name, a colon, the words."""
    tags = view.tags
    if at < 2 or tags[at - 1] != ":":
        return None
    i = at - 2
    if tags[i] == ")":
        i = tags.rfind("(", max(0, i - _REACH), i) - 1
    if i < 0 or tags[i] not in clauses.HEAD:
        return None
    phrase = clauses.phrase_ending(tags, i)
    if "N" not in tags[phrase[0] : phrase[1]] or (phrase[0] > 0 and tags[phrase[0] - 1] not in ".-;Q"):
        return None
    return Attribution("quotes.label_colon", phrase)


def issued_document(view: View, at: int) -> Attribution | None:
    """`Rivera issued a statement: "..."`."""
    tags = view.tags
    k = at - 1
    while k >= 0 and tags[k] in ",:":
        k -= 1
    if k < 0 or view.lower(k) not in words(view.frame.language, "document"):
        return None
    phrase = clauses.phrase_ending(tags, k)
    verb = phrase[0] - 1
    if verb < 1 or view.lower(verb) not in words(view.frame.language, "issuing"):
        return None
    subject = clauses.subject_before(tags, verb)
    return None if subject is None else Attribution("quotes.issued_document", subject, None, verb)


def colon_clause(view: View, at: int) -> Attribution | None:
    """`Rivera was blunt: "..."`: a clause without a reporting verb, a colon, the words."""
    tags = view.tags
    if at < 3 or tags[at - 1] != ":" or not any(t in "VBA" for t in tags[max(0, at - _SENTENCE) : at]):
        return None
    phrase = clauses.first_phrase(tags, at)
    return None if phrase is None else Attribution("quotes.colon_clause", phrase, confidence=INFERRED)


def closing_cue(view: View, at: int) -> Attribution | None:
    """The reporting clause at the end of the sentence: `A plan for "..." would follow, Rivera said.`"""
    tags = view.tags
    for k in range(at + 1, min(len(tags), at + _REACH)):
        if tags[k] == "C" and (k + 1 == len(tags) or tags[k + 1] in _CLOSING_NEXT):
            phrase = clauses.subject_before(tags, k)
            if phrase is None or phrase[0] <= at or tags[phrase[0] - 1] not in ",-":
                continue
            return Attribution("quotes.closing_cue", phrase, None, k)
        if tags[k] == ";":
            break
    return None


def cue_in_clause(view: View, at: int) -> Attribution | None:
    """The last reporting verb before the quotation, with words between."""
    tags = view.tags
    for k in range(at - 1, max(-1, at - _REACH), -1):
        if tags[k] in "Cg":
            found = source_of(view, k)
            if found is not None:
                return _from(found, "quotes.cue_in_clause")
        elif tags[k] == ";":
            return None
    return None


def according_to(view: View, at: int, begin_at: int | None = None) -> Attribution | None:
    """`according to Rivera`, before or after."""
    tags = view.tags
    low, high = max(0, at - _SENTENCE) if begin_at is None else begin_at, at + _SENTENCE
    k = tags.find("a", low, high)
    while k >= 0:
        begin = k + 2 if tags[k + 1 : k + 2] == "i" else k + 1
        if not (begin == k + 1 and view.lower(k) == "according"):
            phrase = (begin, begin + 1) if tags[begin : begin + 1] == "P" else clauses.phrase_beginning(tags, begin)
            if phrase is not None:
                return Attribution("quotes.according_to", phrase, None, k)
        k = tags.find("a", k + 1, high)
    return None


def coordinated(view: View, at: int) -> Attribution | None:
    """`The deal is "..." and "...," Rivera said`: one attribution for a series of quotations."""
    tags = view.tags
    following = tags.find("Q", at + 1)
    if following < 0 or following - at > 12 or any(t in ".;:" for t in tags[at + 1 : following]):
        return None
    found = trailing_subject(view, following) or inverted_cue(view, following)
    if found is None:
        return None
    return Attribution("quotes.coordinated", found.phrase, found.mention, found.cue)


def in_the_words_of(view: View, at: int) -> Attribution | None:
    """`in the words of Rivera, "..."`, `in her words, "..."`."""
    tags = view.tags
    for k in range(max(2, at - _REACH), min(len(tags), at + _REACH)):
        if tags[k] != "n" or view.lower(k) != "words" or view.lower(k - 2) != "in":
            continue
        if view.lower(k + 1) == "of" and (phrase := clauses.phrase_beginning(tags, k + 2)) is not None:
            return Attribution("quotes.in_the_words_of", phrase, None, k)
        owner = view.frame.items[k - 1]
        if owner >= 0 and view.lower(k - 1) in words(view.frame.language, "possessive"):
            return Attribution("quotes.in_the_words_of", (k - 1, k), None, k, inside=owner)
    return None


def inner_clitic(view: View, at: int) -> Attribution | None:
    """`« La paix, dit-elle, est proche. »`: the cue stands inside the marks with its pronoun tied to it."""
    quotation = view.quotations[~view.frame.items[at]]
    tokens, language = view.document.tokens, view.frame.language
    if language == FALLBACK:
        return None
    for item in view.document.tokens_between(quotation.inner_start, quotation.inner_end)[:_REACH]:
        verb = verb_at(language, tokens.lowers[item], "") if clitic(tokens.lowers[item], language) else None
        if verb is not None and verb.kind == "speech" and tokens.texts[item - 1] == ",":
            return Attribution("quotes.inner_clitic", (at, at + 1), inside=item)
    return None


SIEVES: tuple[Sieve, ...] = (
    dash_signature,
    inverted_cue,
    trailing_subject,
    according_next,
    leading_cue,
    label_colon,
    issued_document,
    closing_cue,
    cue_in_clause,
    according_to,
    in_the_words_of,
    coordinated,
    colon_clause,
    inner_clitic,
)


def _from(source: Source, rule: str) -> Attribution:
    return Attribution(rule, source.phrase, source.mention, source.cue, ASSERTED if source.sure else INFERRED)


def _ends_like_speech(view: View, at: int) -> bool:
    """The quotation ends with a comma, a question or the like inside its marks, as before an attribution."""
    return view.quotations[~view.frame.items[at]].ending(view.document.text) in ",?!.…-–—"
