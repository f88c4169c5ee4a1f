"""Every number of a text, in digits or words, before anything is decided about it.

Belongs here: finding numbers and reading their value by the conventions of the language around them. One scan finds the
candidates; only there is looked closer. Does not belong here: units, bounds, and whether a number is a figure at all.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress

from babel import Locale

from extraction.document import Document
from extraction.figures.closed_classes import word_class
from extraction.figures.number_words import LANGUAGES, NumberWords, number_words, one_word, read_words
from extraction.lexicon import read_as

_LONGEST = 30
"""Longest run of digits and marks that is read as a number: news has none longer, and hostile text has."""
_LONGEST_UNGROUPED = 13
"""More digits than this with no mark between them identify something and count nothing."""
_SPACES = "\u00a0\u202f\u2009 "
_DIGITS = re.compile(
    r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+|['’]\d{3}(?!\d))*"
    r"|[¼½¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]"
)
_FIRST = re.compile(r"[\d¼½¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
"""What digits begin with: a set that the scan skips to, five times as fast as the whole pattern."""
_FRACTION_AFTER = re.compile(
    r"(?:[ -]?([1-9]\d?)[/⁄](\d{1,3})(?![\d/⁄.,]))|(?:[/⁄](\d{1,3})(?![\d/⁄.,]))|([¼½¾⅓⅔⅛⅜⅝⅞])"
)
_FRACTION_LEADS = frozenset("0123456789/⁄¼½¾⅓⅔⅛⅜⅝⅞")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100, 128, 1000})


@dataclass(slots=True)
class Numeral:
    """A number as written: where it stands (characters and tokens), its value, and how exact its digits are."""

    start: int
    end: int
    first: int
    """Index of the token that it begins in."""
    after: int
    """Index of the token after it."""
    value: float
    last_digit: float
    scaled: bool
    form: str
    """digits | words | compound | fraction | multiple"""
    mantissa: float
    scale: float
    language: str
    share: bool = False
    """A part of a whole ("a third", "1/2", "2 in 5"), value already in percent."""
    stem: str = ""
    """What a compound goes on with after its number ("veckors" of "femveckors")."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How a language writes digits."""

    decimal: str
    group: str
    spaced: bool
    """Groups are parted by spaces, so that a plain space may stand for a narrow one."""


@cache
def convention(language: str) -> Convention:
    """The digit conventions of a language by CLDR; those of English where it is not one of the house's."""
    symbols = Locale(language if language in LANGUAGES else "en").number_symbols["latn"]
    group = symbols["group"]
    return Convention(symbols["decimal"], group, group in _SPACES)


@lru_cache(maxsize=16_384)
def read_digits(written: str, language: str) -> tuple[float, float, bool] | None:
    """Value, place of the last digit and "has decimals" of a run of digits and marks; None where it is no number."""
    if written.isdigit():
        stripped = written.rstrip("0")
        return float(written), 10.0 ** (len(written) - len(stripped)) if stripped else 1.0, False
    rules = convention(language)
    plain = written
    for space in (*_SPACES, "'", "’"):
        plain = plain.replace(space, "")
    marks = [c for c in plain if c in ".,"]
    decimal = ""
    if marks:
        last = marks[-1]
        head, _, tail = plain.rpartition(last)
        if len(set(marks)) == 2:
            if marks.count(last) > 1 or not _grouped(head, marks[0]):
                return None
            decimal = last
        elif len(marks) > 1:
            if not _grouped(plain, last):
                return None
        elif len(plain) != len(written) or len(tail) != 3 or head.startswith("0") or len(head) > 3:
            decimal = last
        else:
            decimal = last if last == rules.decimal else ""
    if decimal:
        whole, _, rest = plain.rpartition(decimal)
        digits = whole.replace(",", "").replace(".", "")
        return float(f"{digits or '0'}.{rest}"), 10.0 ** -len(rest), True
    digits = plain.replace(",", "").replace(".", "")
    value = float(digits)
    stripped = digits.rstrip("0")
    return value, 10.0 ** (len(digits) - len(stripped)) if stripped else 1.0, False


def _grouped(digits: str, mark: str) -> bool:
    """Thousands ("1,234,567") or Indian groups ("1,23,45,678")."""
    first, *rest = digits.split(mark)
    if not rest or not 1 <= len(first) <= 3 or len(rest[-1]) != 3:
        return False
    return all(len(r) == 3 for r in rest) or (len(first) <= 2 and all(len(r) == 2 for r in rest[:-1]))


def find_numerals(document: Document) -> list[Numeral]:
    """Every number of a document in the order of its text, without overlaps."""
    found: list[Numeral] = []
    tokens = document.tokens
    for segment in document.segments:
        words = number_words(segment.language)
        low, high = bisect_left(tokens.starts, segment.start), bisect_left(tokens.starts, segment.end)
        digits = list(_digit_numerals(document, segment.start, segment.end, segment.language, words, high))
        written = list(_word_numerals(document, low, high, words, segment.language))
        found += _merged(digits, written)
    return found


def _merged(digits: list[Numeral], written: list[Numeral]) -> list[Numeral]:
    if not written:
        return digits
    merged: list[Numeral] = []
    for numeral in sorted(digits + written, key=lambda n: (n.start, -n.end)):
        if not merged or numeral.start >= merged[-1].end:
            merged.append(numeral)
    return merged


def _digit_numerals(
    document: Document, start: int, end: int, language: str, words: NumberWords, high: int
) -> Iterator[Numeral]:
    text, tokens = document.text, document.tokens
    position = start
    while (first_digit := _FIRST.search(text, position, end)) is not None:
        match = _DIGITS.match(text, first_digit.start(), end)
        if match is None:
            position = first_digit.end()
            continue
        at, stop = match.span()
        written = match.group()
        if " " in written and not _spaced_groups(written, language):
            stop = at + written.index(" ")
            written = text[at:stop]
        position = stop
        if stop - at > _LONGEST or (stop - at > _LONGEST_UNGROUPED and written.isdecimal()):
            continue
        if not written[0].isdigit():
            share = unicodedata.numeric(written)
            yield _part(document, at, stop, share, language)
            continue
        read = read_digits(written, language)
        if read is None:
            continue
        value, place, decimals = read
        if at and text[at - 1] == "." and (at < 2 or not text[at - 2].isalnum()) and not decimals:
            at -= 1
            value, place, decimals = value / 10 ** len(written), 10.0 ** -len(written), True
        first = bisect_right(tokens.starts, at) - 1
        form = "digits"
        fraction = None
        if not decimals and value < 1000:
            lead = text[stop : stop + 1]
            if lead in _FRACTION_LEADS or (lead in " -" and text[stop + 1 : stop + 2].isdigit()):
                fraction = _FRACTION_AFTER.match(text, stop, min(end, stop + 9))
        if fraction is not None:
            mixed = _mixed(fraction, value, text[stop : stop + 1])
            if mixed is not None:
                value, whole = mixed
                stop = position = fraction.end()
                if not whole:
                    yield _part(document, at, stop, value, language)
                    continue
                place, decimals, form = 0.1, True, "fraction"
        after = bisect_left(tokens.starts, stop)
        numeral = Numeral(at, stop, first, after, value, place, decimals, form, value, 1.0, language)
        _apply_scale(document, numeral, words, high)
        position = max(position, numeral.end)
        yield numeral


def _spaced_groups(written: str, language: str) -> bool:
    """Whether "10 000" is one number: by custom of the language, or because the last group can be no other."""
    if convention(language).spaced:
        return True
    return written.split(",")[0].split(".")[0].endswith(" 000") or written.count(" ") > 1


def _mixed(match: re.Match[str], whole: float, lead: str) -> tuple[float, bool] | None:
    """Value of "3-1/2", "2½" or "1/4", and whether a whole part stands before the fraction."""
    over, under, plain, sign = match.groups()
    if sign:
        return whole + unicodedata.numeric(sign), True
    if plain:
        if int(plain) in _DENOMINATORS and 0 < whole < int(plain):
            return whole / int(plain), False
        return None
    if lead in "- " and int(under) in _DENOMINATORS and int(over) < int(under):
        return whole + int(over) / int(under), True
    return None


def _part(document: Document, start: int, end: int, value: float, language: str) -> Numeral:
    tokens = document.tokens
    first, after = bisect_right(tokens.starts, start) - 1, bisect_left(tokens.starts, end)
    return Numeral(start, end, first, after, value, 0.01, True, "fraction", value, 1.0, language)


def _apply_scale(document: Document, numeral: Numeral, words: NumberWords, high: int) -> None:
    """Read the scale words or marks after digits ("2.5 million", "12bn", "5 mil millones") into the number."""
    text, tokens = document.text, document.tokens
    lowers = tokens.lowers
    scale, after, end = 1.0, numeral.after, numeral.end
    while after < high:
        gap, at = text[end : tokens.starts[after]], after
        if gap in _GAPS:
            power = words.scales.get(lowers[at])
            if power is None and len(tokens.texts[at]) > 1:
                power = words.glued.get(tokens.texts[at])
        elif gap:
            break
        elif tokens.texts[at] == "-" and at + 1 < high and tokens.ends[at] == tokens.starts[at + 1]:
            at += 1
            power = words.scales.get(lowers[at])
        else:
            power = _glued_power(document, at, high, words, numeral)
        if power is None and "-" in lowers[at]:
            first, _, rest = lowers[at].partition("-")
            power = words.scales.get(first)
            if power is None and rest == "plus" and not gap:
                power = words.glued.get(first)
            if power is not None:
                numeral.stem = rest
        if not power or power == 10:
            break
        scale *= power
        end = tokens.starts[at] + lowers[at].index("-") if numeral.stem else tokens.ends[at]
        after = at + 1
        if numeral.stem:
            break
        if end < len(text) and text[end] == "." and lowers[at] in _DOTTED_SCALES:
            end += 1
            after = bisect_left(tokens.starts, end)
    if scale > 1:
        numeral.value *= scale
        numeral.last_digit = scale * min(numeral.last_digit, 1.0)
        numeral.scaled, numeral.scale = True, scale
        numeral.end, numeral.after = end, after


_GAPS = frozenset(_SPACES)
_DOTTED_SCALES = frozenset({"mio", "mrd", "bio", "mill", "milj"})
_LETTER_SCALES = frozenset("kKM")
"""Single letters that mean a scale wherever they are glued to digits; "m", "b", "B" and "T" may be units too."""
_MONEY_BEFORE = re.compile(r"[$€£¥₹₩₪₱₦₽₺฿₴]\s?-?$|\b[A-Z]{2,3}\s?-?$|kr\s?$")


def _glued_power(document: Document, at: int, high: int, words: NumberWords, numeral: Numeral) -> float | None:
    """Scale of a mark glued to digits; a lone "m" or "b" only of money or of something counted ("5m people")."""
    tokens = document.tokens
    mark = tokens.texts[at]
    power = words.glued.get(mark) or _long_mark(words, tokens.lowers[at])
    if power is None or len(mark) > 1 or mark in _LETTER_SCALES:
        return power
    if _MONEY_BEFORE.search(document.text[max(0, numeral.start - 4) : numeral.start]):
        return power
    if at + 1 >= high or document.text[tokens.ends[at] : tokens.starts[at + 1]] != " " or mark not in "mb":
        return None
    following = tokens.texts[at + 1]
    return power if following[0].isalpha() and tokens.lowers[at + 1] not in word_class("*", "not_counted") else None


def _long_mark(words: NumberWords, token: str) -> float | None:
    """A glued mark of two letters or more whose case does not matter ("BN", "million")."""
    return words.scales.get(token) if len(token) > 1 else None


_SHORTEST_HYPHENATED, _SHORTEST_COMPOUND = 4, 5
"""A word of more letters may be a number joined to another word."""


@cache
def _compound_prefixes(language: str) -> tuple[frozenset[str], int]:
    """First letters of number words that compounds of a language begin with."""
    if read_as(language) not in {"sv", "de"}:
        return frozenset(), 0
    whole = number_words(language).whole
    return frozenset(w[:3] for w in whole), max(map(len, whole))


_APOSTROPHES = frozenset("'’")


def _word_numerals(document: Document, low: int, high: int, words: NumberWords, language: str) -> Iterator[Numeral]:
    tokens = document.tokens
    lowers, starters, articles = tokens.lowers, words.starters, words.articles
    prefixes, longest = _compound_prefixes(language)
    position = low
    run = lowers[low:high]
    mixed = tokens.mixed[bisect_left(tokens.mixed, low) : bisect_left(tokens.mixed, high)]
    found = set(compress(range(low, high), map(starters.__contains__, run)))
    found.update([i for i in mixed if "-" in lowers[i] and len(lowers[i]) > _SHORTEST_HYPHENATED])
    if prefixes:
        found.update([i for i, t in enumerate(run, low) if t[:3] in prefixes and len(t) > _SHORTEST_COMPOUND])
    candidates = sorted(found)
    for i in candidates:
        if i < position:
            continue
        if lowers[i] in words.after_article and i > position and lowers[i - 1] in articles:
            i -= 1
        numeral = _written_at(document, i, high, words, language, longest)
        if numeral is not None:
            if lowers[i][1:2] in _APOSTROPHES and read_as(language) == "fr":
                numeral.start += lowers[i].index(lowers[i][1]) + 1  # "d'un tiers"
            position = numeral.after
            yield numeral


def _written_at(
    document: Document, i: int, high: int, words: NumberWords, language: str, longest: int
) -> Numeral | None:
    tokens = document.tokens
    lowers = tokens.lowers
    token = lowers[i]
    limit = min(high, i + 14)
    part = _fraction_at(document, i, limit, words, language)
    if part is not None:
        return part
    part = _half_at(document, i, limit, words, language)
    if part is not None:
        return part
    read = read_words(words, lowers, i, limit)
    if read is not None:
        after = i + read.n_tokens
        start, end = tokens.starts[i], tokens.ends[after - 1]
        return Numeral(
            start, end, i, after, read.value, read.last_digit, read.scaled, "words", read.mantissa, read.scale, language
        )
    if token in words.multiples:
        value = words.multiples[token]
        return Numeral(tokens.starts[i], tokens.ends[i], i, i + 1, value, 1.0, False, "multiple", value, 1.0, language)
    if "-" in token:
        head, _, stem = token.rpartition("-")
        value_or_none = one_word(words, head)
        if value_or_none is None:
            head, _, stem = token.partition("-")
            value_or_none = one_word(words, head)
        if value_or_none is not None and stem:
            return _compound(document, i, value_or_none, len(head), stem, language)
        return None
    for length in range(min(longest, len(token) - 3), 1, -1):
        value_or_none = words.whole.get(token[:length])
        if value_or_none is not None:
            return _compound(document, i, float(value_or_none), length, token[length:], language)
    return None


def _compound(document: Document, i: int, value: float, length: int, stem: str, language: str) -> Numeral:
    start = document.tokens.starts[i]
    numeral = Numeral(start, start + length, i, i + 1, value, 1.0, False, "compound", value, 1.0, language)
    numeral.stem = stem
    return numeral


def _half_at(document: Document, i: int, limit: int, words: NumberWords, language: str) -> Numeral | None:
    """As in "half of the seats", "hälften av", "la mitad de": a share; "half an hour": a half of its unit."""
    tokens = document.tokens
    token = tokens.lowers[i]
    following = tokens.lowers[i + 1] if i + 1 < limit else ""
    if token in words.fractions and words.fractions[token] == 0.5 and language != "en":
        half = True
    elif token in words.halves and token == "half" and following in word_class("*", "halved"):
        if i and tokens.lowers[i - 1] in word_class("*", "no_half"):
            return None
        half = True
    elif token in words.halves and language == "en" and following in words.articles and i + 2 < limit:
        if tokens.lowers[i + 2] in words.scales:
            return None
        value = words.halves[token]
        return Numeral(tokens.starts[i], tokens.ends[i + 1], i, i + 2, value, 0.1, True, "half", value, 1.0, language)
    else:
        return None
    numeral = Numeral(tokens.starts[i], tokens.ends[i], i, i + 1, 50.0, 10.0, False, "fraction", 0.5, 1.0, language)
    numeral.share = half
    return numeral


def _fraction_at(document: Document, i: int, limit: int, words: NumberWords, language: str) -> Numeral | None:
    """As in "one-third", "two thirds", "three quarters", "ein Drittel": a share in percent."""
    tokens = document.tokens
    token = tokens.lowers[i]
    over: float | None = None
    under: float | None = None
    after = i + 1
    if "-" in token:
        head, _, tail = token.rpartition("-")
        over, under = words.whole.get(head), words.fractions.get(tail)
        if over is None and head in words.articles:
            over = 1.0
    elif after < limit and tokens.lowers[after] in words.fractions:
        over = words.whole.get(token)
        if over is None and token in words.articles:
            over = 1.0
        under = words.fractions[tokens.lowers[after]]
        after += 1
    elif token in words.fractions and language != "en":
        return None
    if over is None or under is None or over > 20:
        return None
    numeral = Numeral(
        tokens.starts[i],
        tokens.ends[after - 1],
        i,
        after,
        over * under * 100,
        0.01,
        True,
        "fraction",
        over,
        under,
        language,
    )
    numeral.share = True
    return numeral
