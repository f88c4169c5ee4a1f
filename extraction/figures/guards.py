"""Numbers that are not figures: dates, names, scores, ages, labels and the rest (codebook, section 1, "do not code").

Belongs here: one small rule for each class of number that measures nothing, in the order in which they are asked; the
first that holds names why the number is left out. A rule sees the number with its unit and noun already found, since
these speak for a figure. Does not belong here: which numbers are dates (the dates of the text come in as data).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extraction.figures.attach import in_change_context
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import function_words, shared_words, word_class
from extraction.figures.nouns import is_plural, parts_of_speech
from extraction.lexicon import items, load

Guard = Callable[[Candidate], bool]

_CLOCK_AFTER = re.compile(
    r"(?::\d{2}|[ \u00a0]?(?:h\d{2}\b|[ap]\.?m\b|o['’]clock|uhr\b|GMT\b|UTC\b|CET\b|EST\b))", re.IGNORECASE
)
_CLOCK_BEFORE = re.compile(r"(?:\d:|\b(?:kl\.?|klockan)[ \u00a0])$", re.IGNORECASE)
_DATE_AFTER = re.compile(r"[-/.]\d{1,2}[-/.]\d{1,4}\b")
_DATE_MIDDLE = re.compile(r"\d[-/]$")
_DATE_MIDDLE_AFTER = re.compile(r"[-/]\d")
_DATE_END = re.compile(r"\d[-/]\d{1,2}[-/]$")
_PHONE_AFTER = re.compile(r"(?:-\d{2,4}){2,}|-\d{3}-?\d{4}\b|-\d{3,4}[-/]\d{3,4}")
_PHONE_BEFORE = re.compile(r"\d-\d{3,4}[-/]$|\+\d{0,3}[- ]?$")
_SCORE_AFTER = re.compile(r"\s?[-–:]\s?(\d{1,3})(?![\d.,%])")
_SCORE_BEFORE = re.compile(r"(?<![\d.,$€£])(\d{1,3})\s?[-–:]\s?$")
_DASHED = re.compile(r"\d\s?[-–]\s?\d")
_REFERENCE = re.compile(r"\[\s?$")
_NUMBER_SIGN = re.compile(r"(?:#|№|n°|nº|@)\s?$", re.IGNORECASE)
_PARENTHESISED = re.compile(r"\s?\)")
_LIST_NUMBER = re.compile(r"[.)]\s")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|:a|:e|er|ère|ème|e|º|ª|o|a)(?![^\W\d_])")
_DECADE = re.compile(r"['’]?(?:s|er|ern|-?talet|-tal)\b")
_AGE = re.compile(
    r"[-\u2010\u2011 \u00a0]?(?:(?:year|month|week|day)[-\u2010\u2011 ]|(?:year|month|week|day)s-)olds?\b",
    re.IGNORECASE,
)
_AGE_STEM = re.compile(r"(?:year|month|week|day)s?-olds?$|Jährige|åring")
_OLDEST_TERM = 15
"""Above this many years "-jährig" says an age more often than a term."""
_VERSION = re.compile(r"[.'’]\d")
_TIMES_OF_ONE = frozenset({"day", "week", "month", "year", "hour", "quarter"})
"""Units in the singular, which no number but one counts: "the 2018 day of action"."""
_SMALLEST_ALONE = 10
"""A lone digit below this, with no unit, noun or bound, is a label or a rating more often than a measure."""
_HIGHEST_GOALS = 20
_UNGROUPED = 4
"""Digits without a mark between their groups, as in the number of a model."""
_FEW = 10
"""A definite count up to this points back ("the two countries")."""


def _after(c: Candidate, length: int) -> str:
    return c.text[c.numeral.end : c.numeral.end + length]


def _before(c: Candidate, length: int) -> str:
    return c.text[max(0, c.numeral.start - length) : c.numeral.start]


def age(c: Candidate) -> bool:
    """50-year-old, 58-Jährige, 58-åring: an age as an adjective or a noun; a five-year loan is a length of time."""
    if c.numeral.stem:
        old = c.value > _OLDEST_TERM and c.numeral.stem.startswith("jährig")
        return old or bool(_AGE_STEM.match(c.numeral.stem))
    return bool(_AGE.match(_after(c, 16)))


def ordinal(c: Candidate) -> bool:
    """1st, 10th, 3:e, 2ème: a place in an order."""
    return c.bare_whole and not c.marked and c.unit is None and bool(_ORDINAL.match(_after(c, 5)))


def decade(c: Candidate) -> bool:
    """1990s, 1960-talet: a span of years."""
    return c.bare_whole and c.unit is None and bool(_DECADE.match(_after(c, 7)))


def written_date(c: Candidate) -> bool:
    """2026-02-04, 4/2/2026: a date in digits."""
    if c.marked or (c.unit is not None and not c.bare_whole):
        return False
    after, before = _after(c, 8), _before(c, 5)
    if _DATE_AFTER.match(after) or _DATE_END.search(before):
        return True
    return bool(_DATE_MIDDLE.search(before) and _DATE_MIDDLE_AFTER.match(after))


def phone_number(c: Candidate) -> bool:
    """+1-222-333-4444: groups of digits joined by hyphens."""
    if c.marked:
        return False
    return bool(_PHONE_AFTER.match(_after(c, 16))) or (c.unit is None and bool(_PHONE_BEFORE.search(_before(c, 14))))


def clock_time(c: Candidate) -> bool:
    """9:01, 2 p.m., 14 Uhr, kl. 10.30."""
    return bool(_CLOCK_AFTER.match(_after(c, 9))) or bool(_CLOCK_BEFORE.search(_before(c, 10)))


def split_number(c: Candidate) -> bool:
    """6'2: a mark inside that parts no decimals."""
    return bool(_VERSION.match(_after(c, 2)))


def glued_name(c: Candidate) -> bool:
    """Letters, a hyphenated word or an apostrophe stand before the digits: G7, Covid-19, F-35, mid-1990s, '08."""
    if c.start != c.numeral.start:
        return False
    before = _before(c, 2)
    if not before:
        return False
    last, joined = before[-1], len(before) == 2 and before[0].isalnum()
    if last.isalpha() or last in "_@#/\\&=":
        return True
    if last in "'’" and not joined and c.bare_whole and c.numeral.end - c.numeral.start == 2:
        return True
    if last in "-–‑" and joined and before[0].isalpha():
        return not c.lower(c.numeral.first).startswith("sub-")
    return joined and last in ".+" and c.numeral.value != 0


def glued_suffix(c: Candidate) -> bool:
    """Letters stand behind the digits that are no unit: 5G, 49ers, 2nd."""
    if c.unit is not None and not c.marked:
        return False
    following = _after(c, 1)
    return following.isalpha() or following in ("_", "@")


def reference_mark(c: Candidate) -> bool:
    """[3], (4) after a name, #1: a mark, not a number."""
    before, after = _before(c, 3), _after(c, 1)
    if _NUMBER_SIGN.search(before) or (_REFERENCE.search(before) and after in ("]", ",", ";")):
        return True
    bare = c.bare_whole and c.unit is None and not c.marked
    return bare and before.endswith("(") and bool(_PARENTHESISED.match(_after(c, 2)))


def list_number(c: Candidate) -> bool:
    """A number with a point or a bracket at the start of a line: "1. ", "2) "."""
    if not c.bare_whole or c.marked or c.unit is not None or not _LIST_NUMBER.match(_after(c, 2)):
        return False
    return c.start == 0 or c.text[c.start - 1] == "\n" or _before(c, 2) in ("\n(", "(")


def label(c: Candidate) -> bool:
    """Article 5, page 12, No. 3, category 4: a noun that carries a number."""
    n = c.numeral
    if c.marked or n.scale > 1 or (c.unit is not None and c.unit.kind in ("money", "percent", "duration")):
        return False
    lower = c.lower(n.first - 1)
    if lower == ".":
        lower = c.lower(n.first - 2) + "."
    if lower not in _labels(c.language) or not c.bare_whole:
        return False
    counted = c.language == "en" and c.head is not None and c.head.index == n.after
    if counted and lower not in _signs() and is_plural(c.lower(n.after)):
        return False
    return c.text[c.document.tokens.ends[n.first - 1] : n.start] in ("", " ", "\u00a0")


@cache
def _labels(language: str) -> frozenset[str]:
    rows = [row for row in load("figures_labels") if row["language"] in (language, "*")]
    return frozenset(word for row in rows for word in items(row["words"]))


@cache
def _signs() -> frozenset[str]:
    """Signs that carry a number, whatever follows it ("No. 10 officials")."""
    return frozenset(word for row in load("figures_labels") if row["language"] == "*" for word in items(row["words"]))


def year(c: Candidate) -> bool:
    """1995, in 2010, 2014-15: a calendar year, unless it counts something ("about 2000 people")."""
    n = c.numeral
    if not c.bare_whole or c.marked or n.end - n.start != 4 or not 1500 <= n.value <= 2100:
        return False
    if c.unit is not None:
        return c.unit.kind == "duration" and not c.hyphenated and c.lower(n.after) in _TIMES_OF_ONE
    counts = c.head is not None and c.head.index == n.after
    lead = c.lower(n.first - 1)
    if lead in word_class(c.language, "year_lead"):
        return not (counts and (lead in word_class(c.language, "year_or_count") or n.value < 1900))
    if c.modified:
        before = c.lower(c.first - 1)
        compares = c.unit is None and c.head is None and before in shared_words(c.language, "share_end")
        return compares or before in word_class(c.language, "bound_lead")
    return not (counts and n.value % 100 == 0)


def score(c: Candidate) -> bool:
    """2-2, 9-2: points of a match, a vote or a series."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.unit is not None or n.value > 999:
        return False
    if c.range_high is not None:
        return c.head is None and c.range_high <= _HIGHEST_GOALS and bool(_DASHED.search(c.text[n.start : c.end]))
    after = _SCORE_AFTER.match(_after(c, 6))
    if after is not None:
        return int(after.group(1)) <= n.value
    before = _SCORE_BEFORE.search(_before(c, 6))
    return before is not None and int(before.group(1)) >= n.value


def name(c: Candidate) -> bool:
    """Boeing 737, S&P 500, iPhone 11: a number that belongs to the name before it."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.modified or c.unit is not None:
        return False
    previous = c.word(n.first - 1)
    if not any(map(str.isupper, previous)):
        return False
    if c.text[c.document.tokens.ends[n.first - 1] : n.start] not in (" ", "\u00a0"):
        return False
    lower = previous.lower()
    if any(lower in word_class(c.language, kind) for kind in ("preposition", "conjunction", "determiner", "verb")):
        return False
    if c.head is not None and c.language == "en" and is_plural(c.lower(c.head.index)):
        return parts_of_speech(lower).isdisjoint({"VERB", "ADV", "ADJ"})
    return c.language != "de" or c.head is None


def name_behind(c: Candidate) -> bool:
    """787 Dreamliner, 49 Orchard Road: a number before a capitalised name in the singular."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.unit is not None or c.modified or c.language == "de" or c.head is None:
        return False
    if not c.word(n.after)[:1].isupper() or c.head.index != n.after or is_plural(c.lower(c.head.index)):
        return False
    return c.language != "en" or not is_plural(c.lower(n.after + 1))


def noun_and_number(c: Candidate) -> bool:
    """A noun with a bare number behind it, as with a label: "police posts 542 and 543"."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.unit is not None or c.head is not None or c.modified or c.language != "en":
        return False
    if c.range_low is not None or c.text[c.document.tokens.ends[n.first - 1] : n.start] != " ":
        return False
    previous = c.lower(n.first - 1)
    if n.value > 999 or not previous.isalpha() or previous in function_words("en"):
        return False
    return parts_of_speech(previous) == {"NOUN"}


def multiple(c: Candidate) -> bool:
    """A multiple that multiplies nothing: "double standards", "twice a week"."""
    lower, follows = c.lower(c.numeral.first), c.lower(c.numeral.after)
    multiplies = follows in word_class(c.language, "of_multiple")
    if c.language != "en":
        return not multiplies and lower in word_class(c.language, "needs_of")
    if lower in ("twice", "thrice"):
        return not multiplies
    if lower.endswith("ing"):
        return not c.modified
    if lower.endswith(("le", "uple")):
        return not c.modified and (not multiplies or follows == "as")
    return not c.modified and follows in ("down", "up", "over", "back", "as")


def part_of_nothing(c: Candidate) -> bool:
    """An ordinal or a quarter of a year, not a part of a whole: "a third party", "for three quarters"."""
    n = c.numeral
    if not n.share or c.language != "en" or c.rule != "fraction":
        return False
    words = c.document.tokens.lowers[n.first : n.after]
    if len(words) != 2 or (words[0] not in ("a", "an") and words[1] not in ("quarter", "quarters")):
        return False
    return c.lower(n.after) not in word_class("en", "of_whole")


def article_quantity(c: Candidate) -> bool:
    """No numeral says how many: "several hundred", "a few thousand", "a couple of million", "thousands"."""
    n = c.numeral
    vague = word_class(c.language, "vague")
    previous = c.lower(n.first - 1)
    if previous in vague:
        return previous != "some" or n.mantissa in (1.0, 100.0)
    if previous == "of" and c.lower(n.first - 2) in vague:
        return True
    if n.after != n.first + 1:
        return False
    lower = c.lower(n.first)
    if lower in word_class(c.language, "vague_plural"):
        return True
    return c.language == "en" and not c.modified and lower in ("hundred", "thousand", "dozen")


def one_as_word(c: Candidate) -> bool:
    """The article or pronoun "one": coded only with a unit, a bound or a range."""
    n = c.numeral
    if n.value != 1:
        return False
    if c.unit is not None and c.unit.kind != "duration":
        return c.unit.name == "point" and c.lower(n.first - 1) == "at"
    if c.language != "en":
        return True
    if c.unit is not None and c.lower(n.after) not in word_class("en", "one_time"):
        return False
    return not c.modified


def definite_count(c: Candidate) -> bool:
    """A count that only points back: "the two countries", "these four regions"."""
    n = c.numeral
    if c.unit is not None or c.modified or c.hyphenated or n.scale > 1:
        return False
    at = n.first - 1
    if c.head is None and c.bare_whole and c.lower(at) == "the" and c.range_low is None:
        return n.value < 1000 or n.end - n.start <= _UNGROUPED  # "the 22,400 that it holds" is no name
    if n.value > 99:
        return False
    if c.lower(at) in word_class(c.language, "other"):
        at -= 1
    if c.lower(at) not in word_class(c.language, "definite"):
        return False
    if n.value <= _FEW or c.head is None:
        return True
    return c.lower(c.head.index + 1) not in word_class(c.language, "restricts")


def _reached(c: Candidate) -> bool:
    """Where a number that changed has got to: "the toll rose to nine", "auf neun gestiegen"."""
    before = c.numeral.first - 1
    if c.lower(before) not in word_class(c.language, "reach"):
        return False
    return in_change_context(c, before) or c.lower(c.numeral.after) in word_class(c.language, "change")


def partitive_anaphor(c: Candidate) -> bool:
    """A count of what was named, with no noun of its own: "two of them", "the two"."""
    alone = c.unit is None and c.head is None and not c.modified and c.range_low is None
    return alone and c.numeral.value < 1000 and not _reached(c)


def bare_small(c: Candidate) -> bool:
    """A lone digit with no unit, noun or bound: most often a label, a jersey or a rating."""
    if not c.bare_whole or c.unit is not None or c.head is not None or c.modified or c.range_low is not None:
        return False
    return c.numeral.value < _SMALLEST_ALONE and c.lower(c.numeral.first - 1) not in ("from", "to") and not _reached(c)


_DIGITS = frozenset({"digits", "fraction"})
_WORDS = frozenset({"words"})
_ANY = frozenset({"digits", "fraction", "words", "compound", "half", "multiple"})

_SET, _WHOLE, _UNITLESS = 1, 2, 4
"""What a guard needs to hold at all, as flags: something unusual right beside the number, whole digits, no unit."""

GUARDS: tuple[tuple[Guard, frozenset[str], int], ...] = (
    (age, _ANY, _SET),
    (ordinal, _DIGITS, _SET | _WHOLE | _UNITLESS),
    (decade, _DIGITS, _SET | _WHOLE | _UNITLESS),
    (written_date, _DIGITS, _SET),
    (phone_number, _DIGITS, _SET),
    (clock_time, _DIGITS | _WORDS, _SET),
    (split_number, _DIGITS, _SET),
    (glued_name, _DIGITS, _SET),
    (glued_suffix, _DIGITS - {"fraction"}, _SET),
    (reference_mark, _DIGITS, _SET),
    (list_number, _DIGITS, _SET | _WHOLE | _UNITLESS),
    (multiple, frozenset({"multiple"}), 0),
    (part_of_nothing, frozenset({"fraction"}), 0),
    (article_quantity, _WORDS, 0),
    (one_as_word, _WORDS, 0),
    (label, _DIGITS | _WORDS, _WHOLE),
    (year, _DIGITS, _WHOLE),
    (score, _DIGITS, _WHOLE | _UNITLESS),
    (name, _DIGITS, _WHOLE | _UNITLESS),
    (name_behind, _DIGITS, _WHOLE | _UNITLESS),
    (noun_and_number, _DIGITS, _WHOLE | _UNITLESS),
    (definite_count, _DIGITS | _WORDS, _UNITLESS),
    (partitive_anaphor, _WORDS, _UNITLESS),
    (bare_small, _DIGITS, _WHOLE | _UNITLESS),
)
"""Each guard with the forms of number that it is asked about and what it needs, in the order of asking."""

_ASKED = {
    (form, given): tuple(guard for guard, forms, needs in GUARDS if form in forms and not needs & ~given)
    for form in sorted(_ANY)
    for given in range(8)
}
"""The guards that may hold, by form of the number and by what is given of what they need."""

_PLAIN_BEFORE = re.compile(r"(?!kl|an).[a-zà-öø-ɏ,][ \u00a0]|..[$€£¥]", re.IGNORECASE | re.DOTALL)
_PLAIN_AFTER = re.compile(
    r"[ \u00a0](?!year|month|week|day|h\d|[ap]\.?m|o['’]clock|uhr|gmt|utc|cet|est)|[,;%).!?](?!\d)|\n|$", re.IGNORECASE
)
"""Beside most numbers stand a word or a currency mark on the left, a space or a closing mark on the right: there, no
guard that looks at the characters beside a number can hold.
"""


def excluded_by(candidate: Candidate) -> str | None:
    """Name of the first guard that holds for a number, or None where it is a figure."""
    numeral, text = candidate.numeral, candidate.text
    start = numeral.start
    given = _WHOLE if candidate.bare_whole else 0
    if candidate.unit is None:
        given |= _UNITLESS
    if (
        numeral.stem
        or start < 3
        or _PLAIN_BEFORE.fullmatch(text, start - 3, start) is None
        or _PLAIN_AFTER.match(text, numeral.end) is None
    ):
        given |= _SET
    for guard in _ASKED[numeral.form, given]:
        if guard(candidate):
            return guard.__name__
    return None
