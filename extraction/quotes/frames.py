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

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from extraction.document import Document
from extraction.quotes.marks import Quotation
from extraction.quotes.words import FALLBACK, Verb, clitic, known_languages, tags, verb_at, verbs, words

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
_BEFORE_VERB = _NOMINAL | frozenset("WRA&,i")
_SPEECH_BEFORE = frozenset("Cg:.T")
_TITLE_BEFORE = frozenset("SpDNn")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "by", "for", "to", "with", "from", "and", "or", "but", "as")
)
"""Words that titles leave in lower case."""
_OPENS_SPEECH = frozenset({"that", ":", ".", '"', "att", "dass", "que"})
_CUES = frozenset("Cga")
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
    silent: bool = field(init=False)
    """Nothing but quotations and punctuation."""

    def __post_init__(self) -> None:
        self.silent = not self.tags.strip("Q,.;:-()")


def paragraph_frames(document: Document, quotations: list[Quotation], first: int, last: int) -> list[Frame]:
    """The frames of the paragraph of quotations[first:last]."""
    paragraph_number = quotations[first].paragraph
    paragraph = document.paragraphs[paragraph_number]
    language = _language(document.segments[paragraph.segment].language)
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
    tagged = tag_items(document, items, language, quotations)
    given = _language(document.article.language)
    if language != given and not _CUES.intersection(tagged):
        # a short paragraph's language is a guess: without a cue in it, look for one in the article's own language
        other = tag_items(document, items, given, quotations)
        if _CUES.intersection(other):
            language, tagged = given, other
    cuts = _cuts(document, quotations, items, tagged)
    out = []
    begin = 0
    for cut in [*cuts, len(items)]:
        if cut > begin:
            part = tagged[begin:cut]
            where = [k for k, t in enumerate(part) if t == "Q"] if "Q" in part else []
            out.append(Frame(items[begin:cut], part, paragraph_number, language, where))
            begin = cut
    return out


def _language(code: str | None) -> str:
    """The language itself where its reporting verbs are known, else the one whose lexicon is largest."""
    return code if code in known_languages() and code is not None else FALLBACK


def sentence_frame(document: Document, start: int, end: int, paragraph: int) -> Frame:
    """A frame of text that holds no quotation."""
    language = _language(document.language_at(start))
    items = list(document.tokens_between(start, end))
    return Frame(items, tag_items(document, items, language, []), paragraph, language, [])


def tag_items(document: Document, items: list[int], language: str, quotations: list[Quotation]) -> str:
    """One letter an item. A title or a single word in marks is part of the writer's sentence, not a quotation."""
    texts, lowers = document.tokens.texts, document.tokens.lowers
    known = tags(language)
    forms = verbs(language)
    settled = _settled(language)
    english = language == "en"
    out: list[str] = []
    previous = "."
    for k, item in enumerate(items):
        if item < 0:
            tag = "Q" if previous in _SPEECH_BEFORE else _tag_of_marked(document, quotations[~item], previous)
        else:
            text, lower = texts[item], lowers[item]
            tag = settled[text]
            if tag:
                pass
            elif tag := _MARKS.get(text, ""):
                if (text == "." and previous in "Nn" and _is_inner_point(document, items, k)) or (
                    tag == "-" and _is_hyphen(document, items[k])
                ):
                    tag = "t"
            elif (listed := known.get(lower)) is not None:
                tag = listed
                if listed == "phrasal":
                    tag = _phrasal(document, items, k, language) or ("x" if lower.endswith("ing") else "n")
                elif listed == "s":
                    tag = "a" if previous in "Q," and "Q" in out[-2:] else "R"
                elif listed == "u":
                    tag = "n"
                    if k and lowers[items[k - 1]] in words(language, "time_modifier"):
                        out[-1] = tag = "d"  # "last month"
                elif listed == "d" and previous == "D" and english:
                    tag = "n"
                elif text != lower and not _stays(text, listed, previous):
                    tag = "N"
                elif listed in "CV" and not _is_verb_here(
                    forms[lower], lower, previous, _plural_before(document, items, k), _next(document, items, k)
                ):
                    tag = "n"
            elif text != lower:
                tag = "N"
                if "’" in text or "'" in text:
                    tag = _contracted(lower, known) or "N"
                elif (
                    previous in ".:"
                    and english
                    and lower.endswith(("ing", "ed"))
                    and _opens_participle(document, items, k, known)
                ):
                    tag = "x"
            elif lower.endswith("ing"):
                tag = "n" if previous == "D" else "x"
            elif previous in _NOMINAL or previous in "BAR":
                tag = "V"
            else:
                tag = _contracted(lower, known) or "n"
        out.append(tag)
        previous = tag
    return "".join(out)


class _Settled(dict[str, str]):
    """Tags by word as written, empty where its place decides; most words of a text have been met before."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, text: str) -> str:
        tag = _tag_alone(text, self.language)
        if len(self) < _KEPT:
            self[text] = tag
        return tag


_settled = cache(_Settled)
_KEPT = 50_000
_PLACED = frozenset(("phrasal", "s", "u", "d", "C", "V"))
"""Tags of listed words that their place may change."""


def _tag_alone(text: str, language: str) -> str:
    """Tag of a word in lower case or of a number whatever stands around it, empty where its place decides."""
    if text in _MARKS or text != text.lower():
        return ""
    known = tags(language)
    listed = known.get(text)
    if listed is not None:
        return "" if listed in _PLACED else listed
    if text[0].isdigit():
        return "#"
    if not text[0].isalpha():
        return "n"
    if language != "en":
        return _with_clitic(text, language) or _elided(text, known) or "n"
    if text.endswith("ly"):
        return "R"
    if text.endswith(("ing", "ed")):
        return ""
    if "’" in text or "'" in text:
        return "A" if text.endswith(("n't", "n’t")) else _contracted(text, known) or "n"
    return "n"


def _tag_of_marked(document: Document, quotation: Quotation, previous: str) -> str:
    """N for words in title case within a phrase ("on NBC's 'Meet the Press'"), n for one plain word, else Q."""
    text = document.text
    if quotation.inner_end - quotation.inner_start > 80:
        return "Q"
    found = _WORD.findall(text, quotation.inner_start, quotation.inner_end)
    if len(found) == 1:
        return "n" if found[0].islower() and quotation.ending(text) not in ",.?!" else "Q"
    if previous not in _TITLE_BEFORE or not found or quotation.ending(text) in "?!":
        return "Q"
    if all(w[0].isupper() or w[0].isdigit() or w.lower() in SMALL for w in found) and not found[-1][0].islower():
        return "N"
    return "Q"


def _opens_participle(document: Document, items: list[int], k: int, known: dict[str, str]) -> bool:
    """A participle at a sentence's start that no name claims: "Speaking at a rally", "Alarmed by the news"."""
    start = document.tokens.starts[items[k]]
    following = known.get(_next(document, items, k))
    if document.tokens.lowers[items[k]].endswith("ed") and following != "p":
        return False
    return following in ("p", "D", "i", "R", "T", "d") and not document.entities_between(start, start + 1)


def _is_inner_point(document: Document, items: list[int], k: int) -> bool:
    """The point of an abbreviation or an initial: stuck to its word, and the sentence goes on."""
    tokens = document.tokens
    if k + 1 >= len(items) or items[k + 1] < 0:
        return False
    item = items[k]
    if tokens.ends[item - 1] != tokens.starts[item]:
        return False
    return document.sentence_at(tokens.starts[items[k + 1]]).start < tokens.starts[item]


def _with_clitic(lower: str, language: str) -> str | None:
    """A verb with its pronoun tied to it: "dit-elle" reports, "a-t-elle" is a subject before its verb."""
    if clitic(lower, language) is None:
        return None
    verb = verbs(language).get(lower.partition("-")[0])
    return "C" if verb is not None and verb.kind != "other" else "P"


def _is_hyphen(document: Document, item: int) -> bool:
    """Stuck to the words on both sides, as in "55-year-old"."""
    tokens = document.tokens
    return (
        0 < item < len(tokens) - 1
        and tokens.ends[item - 1] == tokens.starts[item]
        and tokens.starts[item + 1] == tokens.ends[item]
        and tokens.texts[item] != "—"
    )


def _contracted(lower: str, known: dict[str, str]) -> str | None:
    """The class of the word before an apostrophe, if it is a pronoun or relative ("he'd", "who've")."""
    base = lower.replace("’", "'").partition("'")[0]
    tag = known.get(base)
    return tag if tag in ("P", "W") else None


def _elided(lower: str, known: dict[str, str]) -> str | None:
    """The class of a French word that another was cut short before: "d’un", "n’a"; "s’est dit" is no passive."""
    prefix, _, rest = lower.replace("’", "'").partition("'")
    if not rest or prefix not in _CUT_SHORT:
        return None
    if prefix == "d":
        return "p"
    tag = known.get(rest)
    return "A" if tag == "B" and prefix in _REFLEXIVE else tag if tag in ("A", "B", "C", "V") else None


_CUT_SHORT = frozenset(("d", "s", "n", "m", "t", "j"))
_REFLEXIVE = frozenset(("s", "m", "t"))


def _stays(text: str, listed: str, previous: str) -> bool:
    """Whether a capitalised listed word keeps its class: at a sentence's start; calendar words and pronouns always."""
    if listed == "d" or (listed == "P" and not (text.isupper() and len(text) > 1)):
        return True
    if listed in "CVgx":
        return previous in ".:" and listed != "V" and not text.isupper()
    return previous in ".:;-(Q" or (listed in "pD&" and len(text) < 4 and not text.isupper())


def _is_verb_here(verb: Verb, lower: str, previous: str, plural: bool, following: str) -> bool:
    """A verb's form by what stands before it; forms that are nouns as often ("reports") need a subject there."""
    if verb.form == "base":
        if verb.noun:
            return previous in "iAPW&R" or (previous == "n" and plural and following in _OPENS_SPEECH)
        return previous in "iARNPYWT&n,"
    if lower.endswith("s"):
        if verb.noun:
            return previous in "NPWR&,)tQ.:" or (previous in "nY#" and following in _OPENS_SPEECH)
        return previous not in "DSp#i"
    if verb.kind == "other":
        return previous in _BEFORE_VERB
    return previous != "D"


def _plural_before(document: Document, items: list[int], k: int) -> bool:
    return k > 0 and items[k - 1] >= 0 and document.tokens.lowers[items[k - 1]].endswith("s")


def _next(document: Document, items: list[int], k: int) -> str:
    if k + 1 >= len(items):
        return ""
    item = items[k + 1]
    return document.tokens.lowers[item] if item >= 0 else '"'


def _phrasal(document: Document, items: list[int], k: int, language: str) -> str | None:
    verb = verb_at(language, document.tokens.lowers[items[k]], _next(document, items, k))
    return None if verb is None or verb.kind == "other" else ("g" if verb.form == "gerund" else "C")


def _cuts(document: Document, quotations: list[Quotation], items: list[int], tagged: str) -> list[int]:
    """Positions before which a new frame begins: sentence ends outside the marks, or inside right at their end."""
    starts = document.tokens.starts
    offsets = [starts[item] if item >= 0 else quotations[~item].start for item in items]
    cuts = {k for k in range(1, len(items)) if items[k] < 0 and tagged[k - 1] == "."}
    sentences = document.sentences
    for n in range(document.sentence_index(offsets[0]) + 1, len(sentences)):
        begin = sentences[n].start
        k = bisect_left(offsets, begin)
        if k >= len(items):
            break
        before = items[k - 1]
        if before >= 0:
            cuts.add(k)
            continue
        # the end of a sentence inside the marks ends the frame only when no attribution follows
        q = quotations[~before]
        if begin < q.inner_end:
            continue
        ending = q.ending(document.text)
        if ending not in _ENDING or tagged[k] == "-":
            continue
        if ending == "." or not _attribution_follows(tagged, k):
            cuts.add(k)
    return sorted(cuts)


def _attribution_follows(tagged: str, k: int) -> bool:
    """`"Why?" Rivera asked.`: a subject and a reporting verb, with no clause of its own after it."""
    end = k
    while end < len(tagged) and end - k < 8 and tagged[end] in "NPDnS#t":
        end += 1
    while end < len(tagged) and tagged[end] in "RA":
        end += 1
    if end == k or end >= len(tagged) or tagged[end] != "C":
        return False
    after = tagged[end + 1 : end + 2]
    return after in ("", ".", ",", "p", "d", "N", "R", "D", "n")
