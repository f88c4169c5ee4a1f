"""Numbers that are not figures: dates, names, scores, ages, labels and the rest (codebook, section 1, "do not code").

Belongs here: one small rule for each class of number that measures nothing, in the order in which they are asked; the
first that holds names why the number is left out. A rule sees the number with its unit already found, since a unit
speaks for a figure. Does not belong here: which numbers are dates (the dates of the text come in as data).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import word_class
from extraction.figures.nouns import find_head, is_plural, parts_of_speech
from extraction.lexicon import items, load

Guard = Callable[[Candidate], bool]

_CLOCK_AFTER = re.compile(
    r"(?::\d{2}|[ \u00a0]?(?:h\d{2}\b|[ap]\.?m\b|o['’]clock|Uhr\b|GMT\b|UTC\b|CET\b|EST\b))", re.I
)
_CLOCK_BEFORE = re.compile(r"(?:\d:|\b(?:kl\.?|klockan)[ \u00a0])$", re.I)
_ISO_OR_SLASH = re.compile(r"^[-/.]\d{1,2}[-/.]\d{1,4}\b")
_PHONE_BEFORE = re.compile(r"(?:\d[-/.]|\+\d{0,3}[- ]?\(?|\d\) ?)$")
_PHONE_AFTER = re.compile(r"^(?:-\d{2,4}){2,}|^-\d{3}-?\d{4}\b|^-\d{3,4}[-/]\d{3,4}")
_SCORE = re.compile(r"^\s?[-–:]\s?(\d{1,3})(?![\d.,%])")
_REFERENCE = re.compile(r"\[\s?$")
_ORDINAL = re.compile(r"^(?:st|nd|rd|th|:a|:e|er|ère|ème|e|º|ª|°|o|a)(?![^\W\d_])")
_AGE = re.compile(
    r"[-\u2010\u2011 \u00a0]?(?:(?:year|month|week|day)[-\u2010\u2011 ]|(?:year|month|week|day)s-)olds?\b", re.I
)
"""A noun or an adjective ("50-year-old"); "he is 50 years old" says a length of time."""
_VERSION = re.compile(r"[.'’]\d")
_AGE_STEM = re.compile(r"(?:year|month|week|day)s?-olds?$|Jährige|åring")
_NUMBER_SIGN = re.compile(r"(?:#|№|n°|nº|@)\s?$", re.I)
_LIST_NUMBER = re.compile(r"^(?:[.)]\s|\)\s)")
_PARENTHESISED = re.compile(r"^\s?\)")
_DECADE = re.compile(r"^['’]?(?:s|er|ern|-?talet|-tal)\b")
_YEAR_LEADS_OF_BOUNDS = frozenset(
    {"since", "until", "till", "before", "after", "by", "from", "sedan", "seit", "depuis", "desde"}
)
"""What stands before the bound of a year: "since at least 1980"."""
_TIMES_OF_ONE = frozenset({"day", "week", "month", "year", "hour", "quarter"})
"""Units in the singular, which no number but one counts: "the 2018 day of action"."""
_YEAR_LEADS = {
    "en": {
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "of",
        "during",
        "year",
        "for",
        "to",
        "early",
        "late",
        "mid",
        "before",
        "after",
        "through",
        "between",
        "and",
        "the",
        "fiscal",
        "fy",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "season",
        "its",
        "this",
        "christmas",
        "easter",
        "or",
        "around",
        "about",
        "circa",
        "throughout",
    },
    "sv": {
        "år",
        "sedan",
        "till",
        "från",
        "under",
        "före",
        "efter",
        "våren",
        "sommaren",
        "hösten",
        "vintern",
        "och",
        "mellan",
        "i",
        "senast",
        "tidigast",
        "med",
        "kring",
        "runt",
    },
    "de": {
        "jahr",
        "jahre",
        "jahren",
        "seit",
        "bis",
        "von",
        "vor",
        "nach",
        "in",
        "im",
        "ab",
        "ende",
        "anfang",
        "mitte",
        "und",
        "zwischen",
        "sommer",
        "herbst",
        "winter",
        "frühjahr",
        "für",
        "um",
    },
    "fr": {
        "en",
        "depuis",
        "de",
        "à",
        "d'ici",
        "avant",
        "après",
        "fin",
        "début",
        "mi",
        "et",
        "entre",
        "année",
        "jusqu'en",
        "l'an",
        "été",
        "printemps",
        "pour",
        "dès",
        "vers",
    },
    "es": {
        "en",
        "desde",
        "de",
        "a",
        "hasta",
        "para",
        "antes",
        "después",
        "año",
        "y",
        "entre",
        "del",
        "hacia",
        "finales",
        "principios",
        "al",
    },
}


@cache
def _labels(language: str) -> frozenset[str]:
    found: set[str] = set()
    for row in load("figures_labels"):
        if row["language"] in (language, "*"):
            found.update(items(row["words"]))
    return frozenset(found)


def glued_name(c: Candidate) -> bool:
    """Letters or a hyphenated word stand before the digits: G7, COP29, Covid-19, F-35, mid-1990s."""
    if c.numeral.form not in ("digits", "fraction") or c.start != c.numeral.start:
        return False
    before = c.before(2)
    if not before:
        return False
    last = before[-1]
    if last.isalpha() or last in "_@#/\\&=" or (last == "+" and before[:1].isalnum()):
        return True
    if last in "-–‑" and len(before) == 2 and before[0].isalpha():
        return c.lower(c.numeral.first).partition("-")[0] not in {"sub"}
    return last in ".:" and len(before) == 2 and before[0].isalnum() and not c.numeral.value == 0 and last == "."


def glued_suffix(c: Candidate) -> bool:
    """Letters stand behind the digits that are no unit: 5G, 787-9, 49ers, 2nd."""
    if c.numeral.form != "digits" or (c.unit is not None and not c.marked):
        return False
    following = c.text[c.numeral.end : c.numeral.end + 1]
    return following.isalpha() or following in {"_", "@"}


def ordinal(c: Candidate) -> bool:
    """1st, 10th, 3:e, 2ème: a place in an order."""
    return (
        c.numeral.form == "digits"
        and c.bare_whole
        and not c.marked
        and bool(_ORDINAL.match(c.text[c.numeral.end : c.numeral.end + 5]))
    )


def decade(c: Candidate) -> bool:
    """1990s, 1960-talet: a span of years."""
    return c.bare_whole and c.unit is None and bool(_DECADE.match(c.text[c.numeral.end : c.numeral.end + 7]))


def reference_mark(c: Candidate) -> bool:
    """[3], (4) after a name, #1: a mark, not a number."""
    before = c.before(3)
    if _REFERENCE.search(before) and c.following(1) in "],;":
        return True
    if _NUMBER_SIGN.search(before):
        return True
    return (
        c.bare_whole
        and before.endswith("(")
        and c.unit is None
        and bool(_PARENTHESISED.match(c.following(2)))
        and not c.marked
    )


def list_number(c: Candidate) -> bool:
    """ "1. " or "2) " at the start of a line."""
    if not c.bare_whole or c.marked:
        return False
    line_start = c.start == 0 or c.text[c.start - 1] == "\n" or c.before(2) in {"\n(", "("}
    return line_start and bool(_LIST_NUMBER.match(c.following(2))) and c.unit is None


def clock_time(c: Candidate) -> bool:
    """9:01, 2 p.m., 14 Uhr, kl. 10.30."""
    if c.numeral.form not in ("digits", "words", "fraction"):
        return False
    after = c.text[c.numeral.end : c.numeral.end + 9]
    return bool(_CLOCK_AFTER.match(after)) or bool(
        _CLOCK_BEFORE.search(c.text[max(0, c.numeral.start - 10) : c.numeral.start])
    )


def written_date(c: Candidate) -> bool:
    """2026-02-04, 4/2/2026: a date in digits."""
    if c.numeral.form != "digits" or c.marked or (c.unit is not None and not c.bare_whole):
        return False
    start = c.numeral.start
    after = c.text[c.numeral.end : c.numeral.end + 8]
    before = c.text[max(0, start - 5) : start]
    return (
        bool(_ISO_OR_SLASH.match(after))
        or bool(re.search(r"\d[-/]$", before) and re.match(r"[-/]\d", after))
        or bool(re.search(r"\d[-/]\d{1,2}[-/]$", before))
    )


def phone_number(c: Candidate) -> bool:
    """+1-222-333-4444: groups of digits joined by hyphens."""
    if c.numeral.form != "digits" or c.marked:
        return False
    start, end = c.numeral.start, c.numeral.end
    after = c.text[end : end + 16]
    before = c.text[max(0, start - 14) : start]
    return bool(_PHONE_AFTER.match(after)) or bool(
        re.search(r"\d{3,4}[-/]$|(?<!\d)\+$|\+\d{1,3}[- ]$", before)
        and c.unit is None
        and re.search(r"\d-\d{3,4}[-/]$|\+", before)
    )


def version(c: Candidate) -> bool:
    """10.3.1, 6'2": marks that part no decimals."""
    return c.numeral.form == "digits" and bool(_VERSION.match(c.text[c.numeral.end : c.numeral.end + 2]))


def age(c: Candidate) -> bool:
    """50-year-old, 58-jährig, 58-åring: an age as an adjective or a noun; a five-year loan is a length of time."""
    after = c.text[c.numeral.end : c.numeral.end + 16]
    if _AGE.match(after):
        return True
    return bool(_AGE_STEM.match(c.numeral.stem)) or (c.value > 15 and c.numeral.stem.startswith("jährig"))


def label(c: Candidate) -> bool:
    """Article 5, page 12, No. 3, category 4: a noun that carries a number."""
    if c.marked or (c.unit is not None and c.unit.kind in ("money", "percent")):
        return False
    lower = c.lower(c.numeral.first - 1)
    if lower == "." and c.text[c.numeral.start - 2 : c.numeral.start - 1] == ".":
        lower = c.lower(c.numeral.first - 2) + "."
    if lower not in _labels(c.language):
        return False
    if c.unit is not None and c.unit.kind == "duration" and lower in {"no", "day", "week", "top", "area", "number"}:
        return False
    if lower in {"in", "no"} and not c.bare_whole:
        return False
    gap = c.text[c.document.tokens.ends[c.numeral.first - 1] : c.numeral.start]
    if gap not in {" ", "\u00a0", "", ". "} or c.numeral.scale > 1:
        return False
    return not (
        c.head is not None
        and c.word(c.numeral.first - 1).islower()
        and lower
        in {
            "no",
            "point",
            "top",
            "under",
            "area",
            "order",
            "group",
            "unit",
            "number",
            "bill",
            "case",
            "issue",
            "question",
            "answer",
            "option",
            "match",
            "note",
        }
        and c.head.index == c.numeral.after
        and lower != "no"
    )


def year(c: Candidate) -> bool:
    """1995, in 2010, 2014-15: a calendar year, unless it counts something."""
    n = c.numeral
    if not c.bare_whole or c.marked or n.end - n.start != 4 or not 1500 <= n.value <= 2100:
        return False
    if c.unit is not None:
        return c.unit.kind == "duration" and not c.hyphenated and c.lower(n.after) in _TIMES_OF_ONE
    lead = c.lower(n.first - 1)
    if lead in _YEAR_LEADS.get(c.language, _YEAR_LEADS["en"]):
        return not (
            lead in {"to", "and", "of", "from", "between", "for", "about", "around"}
            and c.head is not None
            and n.value < 1900
        ) and (c.head is None or c.head.index != n.after or lead not in {"to", "about", "around", "for"})
    if c.modified:
        return False
    return not (
        c.head is not None and is_plural(c.lower(c.head.index)) and c.head.index == n.after and n.value % 100 == 0
    )


def score(c: Candidate) -> bool:
    """2-2, 9-2: points of a match, a vote or a series."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.unit is not None or n.value > 999:
        return False
    if c.range_high is not None:
        return (
            c.head is None and c.range_high <= 20 and re.search(r"\d\s?[-–]\s?\d", c.text[n.start : c.end]) is not None
        )
    after = _SCORE.match(c.text[n.end : n.end + 6])
    if after is not None and int(after.group(1)) <= n.value:
        return True
    return (
        bool(re.search(r"(?<![\d.,$€£])(\d{1,3})[-–:]$", c.text[max(0, n.start - 4) : n.start]))
        and int(
            re.search(r"(\d{1,3})[-–:]$", c.text[max(0, n.start - 4) : n.start]).group(1)  # type: ignore[union-attr]
        )
        >= n.value
    )


def name(c: Candidate) -> bool:
    """Boeing 737, S&P 500, iPhone 11: a number that belongs to the name before it."""
    n = c.numeral
    if n.form != "digits" or c.marked or n.scale > 1 or c.modified or not c.bare_whole:
        return False
    if c.unit is not None and not (c.unit.kind == "other" and False):
        return False
    previous = c.word(n.first - 1)
    if not previous or not any(ch.isupper() for ch in previous):
        return False
    if c.text[c.document.tokens.ends[n.first - 1] : n.start] not in {" ", "\u00a0"}:
        return False
    lower = previous.lower()
    if (
        lower in word_class(c.language, "preposition")
        or lower in word_class(c.language, "conjunction")
        or lower in word_class(c.language, "determiner")
        or lower in word_class(c.language, "verb")
    ):
        return False
    if c.head is not None and c.language == "en" and is_plural(c.lower(c.head.index)):
        tags = parts_of_speech(lower)
        return not ("VERB" in tags or "ADV" in tags or "ADJ" in tags)
    return c.language != "de" or c.head is None


def name_behind(c: Candidate) -> bool:
    """787 Dreamliner, 49 Orchard Road: a number before a capitalised name in the singular."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.unit is not None or c.modified or c.language == "de" or c.head is None:
        return False
    if not c.word(n.after)[:1].isupper() or c.head.index != n.after or is_plural(c.lower(c.head.index)):
        return False
    behind = c.lower(n.after + 1)
    return c.language != "en" or not is_plural(behind)


def part_of_nothing(c: Candidate) -> bool:
    """ "a third party", "for three quarters": an ordinal or a quarter of a year, not a part of a whole."""
    n = c.numeral
    if n.form != "fraction" or not n.share or c.language != "en" or c.rule != "fraction":
        return False
    words = c.document.tokens.lowers[n.first : n.after]
    if len(words) != 2:
        return False
    follows = c.lower(n.after)
    if words[0] in {"a", "an"} or words[1] in {"quarter", "quarters"}:
        return follows not in {"of", "the", "its", "their", "all", "those", "more", "less", "fewer", "higher", "lower"}
    return False


def one_as_word(c: Candidate) -> bool:
    """ "one" as article or pronoun: coded only with a unit, a bound or a range."""
    n = c.numeral
    if n.form != "words" or n.value != 1:
        return False
    if c.unit is not None and c.unit.kind != "duration":
        return c.unit.name == "point" and c.lower(n.first - 1) == "at"
    if c.language != "en":
        return True
    if c.unit is not None and c.lower(n.after) not in {"day", "night", "second", "minute"}:
        return False
    return not c.modified


def article_quantity(c: Candidate) -> bool:
    """ "several hundred", "a few thousand", "a couple of million", "dozens of": no numeral that says how many."""
    n = c.numeral
    previous = c.lower(n.first - 1)
    if n.form == "words" and previous in {
        "several",
        "few",
        "many",
        "couple",
        "some",
        "einige",
        "mehrere",
        "flera",
        "plusieurs",
        "quelques",
        "varias",
        "varios",
        "algunos",
    }:
        return n.mantissa in (1.0, 100.0) or previous not in {"some"}
    if previous == "of" and c.lower(n.first - 2) in {"couple", "tens", "hundreds", "thousands", "millions", "dozens"}:
        return True
    if (
        n.form == "words"
        and n.end - n.start <= 8
        and c.lower(n.first)
        in {"thousands", "tausende", "milliers", "dozen", "hundred", "thousand", "mil", "cent", "mille"}
        and n.after == n.first + 1
    ):
        return c.lower(n.first) in {"thousands", "tausende", "milliers", "dozen"} or (
            c.language == "en" and not c.modified
        )
    return False


def noun_and_number(c: Candidate) -> bool:
    """ "police posts 542 and 543": a noun with a bare number behind it, as with a label."""
    n = c.numeral
    if not c.bare_whole or c.marked or c.unit is not None or c.head is not None or c.modified or c.language != "en":
        return False
    if c.range_low is not None or c.text[c.document.tokens.ends[n.first - 1] : n.start] != " ":
        return False
    previous = c.lower(n.first - 1)
    return previous.isalpha() and parts_of_speech(previous) == {"NOUN"}


def definite_count(c: Candidate) -> bool:
    """ "the two countries", "these four regions": a count that only points back."""
    n = c.numeral
    if c.unit is not None or c.modified or c.hyphenated or n.scale > 1:
        return False
    if c.head is None and c.bare_whole and c.lower(n.first - 1) == "the" and c.range_low is None:
        return True
    if n.value > 99:
        return False
    at = n.first - 1
    lead = c.lower(at)
    if lead in {"other", "first", "last", "remaining", "same"}:
        at -= 1
        lead = c.lower(at)
    if lead not in word_class(c.language, "definite"):
        return False
    if n.value > 10:
        follows = c.lower(c.head.index + 1) if c.head is not None else ""
        return follows not in {"who", "that", "which"}
    return True


def partitive_anaphor(c: Candidate) -> bool:
    """ "two of them", "the two", "both": a count of what was named, with no noun of its own."""
    n = c.numeral
    return (
        n.form == "words"
        and c.unit is None
        and c.head is None
        and not c.modified
        and c.range_low is None
        and n.value < 1000
    )


def multiple(c: Candidate) -> bool:
    """ "double standards", "twice a week": a multiple only where it multiplies."""
    n = c.numeral
    if n.form != "multiple":
        return False
    lower, follows = c.lower(n.first), c.lower(n.after)
    if lower in {"twice", "thrice"}:
        return follows not in {"as", "the", "that", "its", "their", "what", "his", "her"} and not (
            c.modified and follows in {"as", "the"}
        )
    if lower.endswith("ing"):
        return not c.modified
    if lower in {"double", "triple", "treble", "quadruple"}:
        return not c.modified and follows not in {"the", "that", "its", "their", "what", "those"}
    return not c.modified and follows in {"down", "up", "over", "back", "as"}


def bare_small(c: Candidate) -> bool:
    """A lone digit with no unit, noun or bound: most often a label, a jersey or a rating."""
    n = c.numeral
    return (
        c.bare_whole
        and c.unit is None
        and c.head is None
        and not c.modified
        and not c.marked
        and c.range_low is None
        and n.value < 10
        and c.lower(n.first - 1) not in {"from", "to"}
    )


GUARDS: tuple[Guard, ...] = (
    age,
    ordinal,
    decade,
    written_date,
    phone_number,
    clock_time,
    version,
    glued_name,
    glued_suffix,
    reference_mark,
    list_number,
    multiple,
    article_quantity,
    one_as_word,
    label,
    year,
    score,
    name,
    name_behind,
    part_of_nothing,
    noun_and_number,
    definite_count,
    partitive_anaphor,
    bare_small,
)
"""Asked in this order; the first that holds names why a number is left out."""


def excluded_by(candidate: Candidate) -> str | None:
    """Name of the first guard that holds for a number, or None where it is a figure."""
    for guard in GUARDS:
        if guard(candidate):
            return guard.__name__
    return None
