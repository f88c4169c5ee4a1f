"""The source of a cue: whose words a reporting verb reports.

Belongs here: voice (passive, inverted), participles, relative clauses, and reports inside reports ("he says he would
tell her"). Where the subject stands is read by `extraction.quotes.clauses`; which cue belongs to a quotation is decided
by `extraction.quotes.sieves`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extraction.document import Document
from extraction.quotes import clauses
from extraction.quotes.clauses import PHRASE, Phrase
from extraction.quotes.frames import Frame
from extraction.quotes.marks import Quotation
from extraction.quotes.words import Verb, clitic, verb_at, words

_AGENT = frozenset({"by", "von", "par", "por", "av"})
_TELLING = frozenset({"tell", "remind", "assure", "ask", "warn", "inform"})
_AFTER_INVERTED = frozenset(",.-;:()pdWxgUTi&RQD")
_SUBJECT_ENDS = frozenset("PNnY")
_DEPTH = 4
_OUTER_REACH = 9


@dataclass(slots=True)
class View:
    """What a rule sees: a frame, its tags, its tokens and the quotations it masks."""

    document: Document
    frame: Frame
    quotations: list[Quotation]
    sources: dict[int, Source | None] = field(default_factory=dict)
    """The sources of cues found so far: reports refer to each other, and each is read once."""

    @property
    def tags(self) -> str:
        """One letter an item of the frame."""
        return self.frame.tags

    def lower(self, position: int) -> str:
        """The word at a position, in lower case; empty outside the frame and for a quotation."""
        if not 0 <= position < len(self.frame.items):
            return ""
        item = self.frame.items[position]
        return self.document.tokens.lowers[item] if item >= 0 else ""

    def verb(self, position: int) -> Verb | None:
        """The reporting verb at a position."""
        return verb_at(self.frame.language, self.lower(position), self.lower(position + 1))


@dataclass(slots=True)
class Source:
    """Whose words: the phrase that names the speaker, and the pronoun that stands for it beside the cue, if any."""

    phrase: Phrase
    cue: int
    mention: Phrase | None = None
    sure: bool = True
    """False where the form of the cue leaves room for another subject: infinitives, thoughts, loose participles."""


def source_of(view: View, k: int, depth: int = 0) -> Source | None:
    """The source of the cue at `k`, or None where the frame does not tell it."""
    if k not in view.sources:
        view.sources[k] = None  # what a cue that refers to itself gets
        view.sources[k] = _source(view, k, depth) if depth <= _DEPTH else None
    return view.sources[k]


def _source(view: View, k: int, depth: int) -> Source | None:
    verb = view.verb(k)
    if verb is None:
        return None
    if verb.kind == "assent" and view.tags[k + 1 : k + 2] not in ("", ",", ":", ".", "T", "Q"):
        return None
    if is_passive(view, k):
        return _agent(view, k)
    if _names_a_thing(view, k, verb):
        return None
    inverted = inverted_source(view, k, verb) if _opens_clause(view.tags, k) else None
    if inverted is not None:
        return inverted
    if view.tags[k] == "g":
        return _of_gerund(view, k, depth)
    joined = _joined_report(view, k, depth)
    if joined is not None:
        return joined
    phrase = clauses.subject_before(view.tags, k)
    if verb.kind == "text" and phrase is not None and not _is_text(view, phrase):
        return None
    if phrase is None:
        found = inverted_source(view, k, verb)
        return found if found is not None and view.tags[found.phrase[1] : found.phrase[1] + 1] in (",", ":") else None
    if verb.kind == "judgement" and _is_purpose(view.tags, k):
        return None
    outer = _outer_report(view, verb, phrase, depth)
    if outer is not None:
        return outer
    sure = verb.kind != "thought" and (verb.form != "base" or view.tags[k - 1] in _SUBJECT_ENDS)
    return Source(phrase, k, _relative(view.tags, phrase, k), sure)


def _joined_report(view: View, k: int, depth: int) -> Source | None:
    """The second of two reports with one subject: "said her party agreed, and added"."""
    tags = view.tags
    j = k - 1
    while j >= 0 and tags[j] == "R":
        j -= 1
    if j < 1 or tags[j] != "&":
        return None
    low = max(tags.rfind(";", 0, j), tags.rfind(":", 0, j), j - 60) + 1
    reports = [i for i in range(max(0, low), j) if tags[i] == "C"]
    if tags[j - 1] != ",":
        reports.reverse()  # without a comma the nearest, with one the main clause
    for earlier in reports[:3]:
        found = source_of(view, earlier, depth + 1)
        if found is not None:
            return Source(found.phrase, k, found.mention, found.sure)
    return None


def _relative(tags: str, phrase: Phrase, k: int) -> Phrase | None:
    """The relative pronoun between a phrase and its verb, unless the clause it opens is over before the verb."""
    at = phrase[1] + 1 if tags[phrase[1] : phrase[1] + 1] == "," else phrase[1]
    if tags[at : at + 1] != "W" or at >= k or "," in tags[at:k]:
        return None
    return (at, at + 1)


def _is_purpose(tags: str, k: int) -> bool:
    """An infinitive after a noun ("a refusal to condemn") tells what was not said."""
    return tags[k - 1 : k] == "i" and k >= 2 and tags[k - 2] in "nN"


def inverted_source(view: View, k: int, verb: Verb) -> Source | None:
    """The subject after its verb: "said Ana Rivera, a senator"."""
    if clitic(view.lower(k), view.frame.language) is not None:
        return Source((k, k + 1), k)
    if verb.lemma in _TELLING or verb.kind in ("thought", "judgement"):
        return None
    phrase = clauses.phrase_after_verb(view.tags, k)
    if phrase is None or not any(t in "NnYP" for t in view.tags[phrase[0] : phrase[1]]):
        return None
    if verb.kind == "text" and not _is_text(view, phrase):
        return None
    after = view.tags[phrase[1] : phrase[1] + 1]
    if after and after not in _AFTER_INVERTED:
        return None
    return Source(phrase, k)


def _is_text(view: View, phrase: Phrase) -> bool:
    """A phrase whose head is a kind of text: only these read."""
    head = next((i for i in range(phrase[0], phrase[1]) if view.tags[i] == "p"), phrase[1]) - 1
    return view.lower(head) in words(view.frame.language, "document")


def is_passive(view: View, k: int) -> bool:
    """The subject is not the speaker: "was called", "described by"."""
    tags = view.tags
    if tags[k] != "C":
        return False
    j = k - 1
    while j >= 0 and tags[j] == "R":
        j -= 1
    if j >= 0 and tags[j] == "B":
        return True
    active = "NPA)" if view.frame.language == "de" else "NPA"  # "Wolff (CDU) sprach von"
    return view.lower(k + 1) in _AGENT and not (j >= 0 and tags[j] in active)


def _agent(view: View, k: int) -> Source | None:
    for j in range(k + 1, min(len(view.tags), k + 8)):
        if view.lower(j) in _AGENT:
            phrase = clauses.phrase_beginning(view.tags, j + 1)
            return Source(phrase, k) if phrase else None
    return None


def _names_a_thing(view: View, k: int, verb: Verb) -> bool:
    """`items labelled "..."`, `messages later deemed "..."`: a participle that gives a name, not a report."""
    tags = view.tags
    if verb.kind not in ("judgement", "writing") or verb.form == "gerund" or view.lower(k).endswith("s"):
        return False
    after = k + 2 if tags[k + 1 : k + 2] == "D" else k + 1
    if tags[after : after + 1] != "Q" or verb.lemma in ("write", "tweet", "post"):
        return False
    j = k - 1
    while j >= 0 and tags[j] == "R":
        j -= 1
    if j < 0 or tags[j] not in "n,)-t":
        return False
    return not any(view.lower(i) in ("what", "which") for i in range(max(0, j - 14), j))


def _opens_clause(tags: str, k: int) -> bool:
    return k == 0 or tags[k - 1] in "Q.:" or (tags[k - 1] == "," and tags[k - 2 : k - 1] == "Q")


def _of_gerund(view: View, k: int, depth: int) -> Source | None:
    """For "..., saying": the subject of the report before it, else the first one of the sentence."""
    tags = view.tags
    i = k - 1
    while i >= 0 and tags[i] == "R":
        i -= 1
    if i >= 0 and tags[i] == "B":
        phrase = clauses.subject_before(tags, i)
        return Source(phrase, k) if phrase else None
    if i >= 0 and tags[i] in PHRASE:
        phrase = clauses.phrase_ending(tags, i)
        if view.lower(phrase[0] - 1) == "with" or (tags[phrase[0] - 1 : phrase[0]] == "," and tags[phrase[0]] == "D"):
            return Source(phrase, k)  # "with Rivera saying", ", the ministry saying"
        if view.lower(i) in words(view.frame.language, "document") and not _is_issued(view, phrase):
            return Source(phrase, k)
        i = phrase[0]
    if i >= 0 and tags[i] == "&":
        earlier = tags.rfind("g", 0, i)
        if earlier >= 0:
            found = _of_gerund(view, earlier, depth + 1) if depth < _DEPTH else None
            return Source(found.phrase, k, found.mention, found.sure) if found else None
    for j in range(i - 1, max(-1, i - 60), -1):
        if tags[j] == "C" and (found := source_of(view, j, depth + 1)) is not None:
            return Source(found.phrase, k, found.mention, found.sure)
        if tags[j] == ";":
            break
    first = clauses.first_phrase(tags, k)
    if first is None:
        return None
    named = any(t in "NP" for t in tags[first[0] : first[1]])
    return Source(first, k, sure=named and tags[k - 1 : k] == ",")


def _is_issued(view: View, phrase: Phrase) -> bool:
    """The text speaks for whoever put it out: "issued a statement saying"."""
    return view.lower(phrase[0] - 1) in words(view.frame.language, "issuing")


def _outer_report(view: View, verb: Verb, phrase: Phrase, depth: int) -> Source | None:
    """In "she says she would tell him", "he said voters think" the words are those of the outer speaker."""
    tags = view.tags
    pronoun = tags[phrase[0]] == "P" and view.lower(phrase[0]) not in ("i", "we", "you")
    if not pronoun and verb.kind != "thought":
        return None
    low = max(-1, phrase[0] - 1 - _OUTER_REACH)
    j = phrase[0] - 1
    while j > low and tags[j] in "TNnDdpY#tSPR":
        j -= 1
    if j < 0 or j <= low or tags[j] not in "Cg":
        return None
    found = source_of(view, j, depth + 1)
    return None if found is None else Source(found.phrase, j, found.mention, found.sure)
