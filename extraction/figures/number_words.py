"""Written numbers: which words make them up in each language, and how to read a run of them.

Belongs here: the number words themselves (from num2words, whose spelling of every number below a thousand is turned
round), the scale words (from num2words and CLDR), and the reading of a run of tokens. Does not belong here: whether a
number is a figure ("one of the") or what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from num2words import num2words

from extraction.lexicon import languages, load, read_as

LANGUAGES = languages("figures_function_words")
_SPELLERS = {"fr": ("fr", "fr_BE", "fr_CH")}
_END = ""
Trie = dict[str, Any]


@dataclass(slots=True, unsafe_hash=True)
class WordNumber:
    """A run of number words: its value, how many tokens it takes, the place of its last digit, what was written."""

    value: float
    n_tokens: int
    last_digit: float
    scaled: bool
    mantissa: float
    scale: float


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language."""

    language: str
    small: Trie
    """Token sequences for 0 to 999, as nested dicts; the value under the empty string."""
    whole: dict[str, float]
    """The same, for numbers written as one token."""
    scales: dict[str, float]
    """Scale words that stand after a number with a space ("million", "Mrd", "crore")."""
    glued: dict[str, float]
    """Short scale marks, as written, that may be glued to digits ("bn", "k", "M")."""
    halves: dict[str, float]
    """Words for a part of a unit ("half", "quarter")."""
    fractions: dict[str, float]
    """Denominators ("thirds") and what one of them is."""
    articles: frozenset[str]
    """"a", "ett": one, but only before a scale word or a part."""
    ands: frozenset[str]
    starters: frozenset[str]
    """Every token that a number may begin with; one that an article begins is found by what follows the article."""
    after_article: frozenset[str]
    """Tokens that an article makes a number: "a million", "a third"."""
    thousand: str | None
    multiples: dict[str, float]
    """"double", "tripled", "twice"."""


def _variants(phrase: str, value: int, language: str) -> set[str]:
    """Other spellings of a number: hyphens or spaces, with and without "and", gender, and a bare hundred."""
    found = {phrase}
    for row in load("figures_number_spellings"):
        if row["language"] == language:
            pattern, replacement = row["pattern"].replace("_", " "), row["replacement"].replace("_", " ")
            found |= {re.sub(pattern, replacement, p) for p in found}
    found |= {p.replace("-", " ") for p in found}
    if value % 100:
        found |= {p.replace(" ", "-") for p in found if p.count(" ") <= 2}
    return found


def _small_numbers(language: str) -> dict[tuple[str, ...], int]:
    table: dict[tuple[str, ...], int] = {}
    for speller in _SPELLERS.get(language, (language,)):
        for value in range(1000):
            for phrase in _variants(num2words(value, lang=speller), value, language):
                table.setdefault(tuple(phrase.split()), value)
    return table


def _scale_words(language: str) -> tuple[dict[str, float], dict[str, float]]:
    words: dict[str, float] = {}
    glued: dict[str, float] = {}
    for power in (3, 6, 9, 12):
        for count in (1, 2):
            *before, last = num2words(count * 10**power, lang=language).lower().split()
            if not (read_as(language) == "es" and power == 9) and (before or power == 3):
                words.setdefault(last, 10.0**power)
    joined = _joined_thousand(language)
    if joined is not None:
        words = {w: v for w, v in words.items() if v > 1000} | {joined: 1000.0}
    locale = Locale(language)
    for length in ("long", "short"):
        for plural in locale.compact_decimal_formats[length].values():
            for size, pattern in plural.items():
                first = float(size)
                zeros = pattern.pattern.count("0")
                mark = pattern.pattern.replace("'", "").replace("0", "").strip(" \u00a0\u202f").rstrip(".")
                if mark and " " not in mark and "\u00a0" not in mark and zeros and not mark.isdigit():
                    target = words if length == "long" else glued
                    target.setdefault(mark.lower() if length == "long" else mark, first / 10 ** (zeros - 1))
    for row in load("figures_scales"):
        if row["language"] in (language, "*"):
            target = glued if row["glued"] == "yes" else words
            target[row["word"]] = float(row["value"])
    return words, glued


def _joined_thousand(language: str) -> str | None:
    """Word for a thousand where numbers are written in one word."""
    rows = [row for row in load("figures_number_parts") if row["kind"] == "joined_thousand"]
    return next((row["word"] for row in rows if row["language"] == language), None)


@cache
def number_words(language: str) -> NumberWords:
    """The number words of a language; of English where the language is not one that the house reads."""
    if language not in LANGUAGES:
        language = "en"
    small: Trie = {}
    whole: dict[str, float] = {}
    for tokens, value in sorted(_small_numbers(language).items()):
        node = small
        for token in tokens:
            node = node.setdefault(token, {})
        node.setdefault(_END, value)
        if len(tokens) == 1:
            whole.setdefault(tokens[0], value)
    scales, glued = _scale_words(language)
    kinds = ("half", "fraction", "article", "and", "multiple", "joined_half", "joined_thousand", "whole")
    parts: dict[str, dict[str, float]] = {kind: {} for kind in kinds}
    for row in load("figures_number_parts"):
        if row["language"] == language:
            parts[row["kind"]][row["word"]] = float(row["value"] or 0)
    for ending, part in parts["joined_half"].items():
        for token, count in [(t, v) for t, v in whole.items() if 1 < v <= 20]:
            whole[token + ending] = count + part
            small.setdefault(token + ending, {})[_END] = count + part
    for token, mixed in parts["whole"].items():
        whole[token] = mixed
        small.setdefault(token, {})[_END] = mixed
    after_article = set(scales) | set(parts["fraction"])
    articles = set(parts["article"])
    starters = (set(small) | set(parts["half"]) | set(parts["multiple"]) | after_article) - articles
    ones = {word for word, value in whole.items() if value == 1}
    starters |= ones
    starters.discard(_END)
    return NumberWords(
        language,
        small,
        whole,
        scales,
        glued,
        parts["half"],
        parts["fraction"],
        frozenset(parts["article"]),
        frozenset(parts["and"]),
        frozenset(starters),
        frozenset(after_article),
        _joined_thousand(language),
        parts["multiple"],
    )


def one_word(words: NumberWords, token: str) -> float | None:
    """Value of a number written as one token ("fünfundzwanzigtausend", "twenty-five"), or None."""
    value = words.whole.get(token)
    if value is not None or words.thousand is None or words.thousand not in token or len(token) > 80:
        return value
    left, _, right = token.partition(words.thousand)
    high = words.whole.get(left, 0 if left else 1)
    low = words.whole.get(right, 0)
    if (left and not high) or (right and not low):
        return None
    return high * 1000 + low


def _small_at(words: NumberWords, tokens: Sequence[str], at: int, end: int) -> tuple[float, int] | None:
    """Longest number below a thousand (or one word) at a token: its value and the index after it."""
    if at >= end:
        return None
    node, best, i = words.small, None, at
    while i < end and i < at + 7:
        following = node.get(tokens[i])
        if following is None:
            break
        node, i = following, i + 1
        if _END in node:
            best = (float(node[_END]), i)
    if best is None and words.thousand is not None:
        value = one_word(words, tokens[at])
        if value is not None:
            best = (value, at + 1)
    return best


def _place(value: float) -> float:
    """Place of the last digit of a whole number that is not zero: 100000 for 200,000."""
    whole, place = int(value), 1
    if whole != value or not whole:
        return 1.0
    while whole % 10 == 0:
        whole, place = whole // 10, place * 10
    return float(place)


def read_words(words: NumberWords, tokens: Sequence[str], at: int, end: int) -> WordNumber | None:
    """Read the number that begins at a token of `tokens` (lower case), looking no further than `end`.

    Reads "two hundred and fifty thousand", "two and a half million", "half a million", "a dozen", "dos mil millones".
    """
    half = words.halves.get(tokens[at])
    if half is not None:
        i = at + 1
        if i < end and tokens[i] in words.articles:
            i += 1
        scale = words.scales.get(tokens[i]) if i < end else None
        if scale is not None:
            value = half * scale
            return WordNumber(value, i + 1 - at, scale / 10, True, half, scale)
        return None
    total, i, smallest, scaled = 0.0, at, float("inf"), False
    last_digit, mantissa, last_scale = 1.0, 0.0, 1.0
    while i < end:
        begin = i
        if i > at and tokens[i] in words.ands and i + 1 < end:
            begin = i + 1
        small = _small_at(words, tokens, begin, end)
        if small is None:
            if i == at and tokens[i] in words.articles and i + 1 < end and tokens[i + 1] in words.scales:
                small = (1.0, i + 1)
            elif i == at and tokens[i] in words.scales:
                small = (1.0, i)
            else:
                break
        value, after = small
        fraction = _and_half(words, tokens, after, end)
        if fraction is not None and (i == at or (fraction[1] < end and tokens[fraction[1]] in words.scales)):
            value, after = value + fraction[0], fraction[1]
        scale = 1.0
        while after < end and tokens[after] in words.scales:
            scale *= words.scales[tokens[after]]
            after += 1
        if i > at and (scale >= smallest or value * scale >= smallest or (begin > i and smallest < 100)):
            break
        if scale == 1.0 and i > at and value == 0:
            break
        fraction = _and_half(words, tokens, after, end)
        if scale > 1 and fraction is not None and smallest == float("inf"):
            value, after = value + fraction[0], fraction[1]
        total += value * scale
        mantissa, last_scale = value, scale
        scaled = scaled or scale > 1
        last_digit = (
            _place(value) if scale == 1.0 and value == int(value) else scale * (1.0 if value == int(value) else 0.1)
        )
        smallest, i = scale if scale > 1 else 1.0, after
        if scale == 1.0:
            break
    if i == at:
        return None
    return WordNumber(total, i - at, last_digit, scaled and last_scale > 1, mantissa, last_scale)


def _and_half(words: NumberWords, tokens: Sequence[str], at: int, end: int) -> tuple[float, int] | None:
    """As in "and a half", "och en halv", "y medio": the part, and the index after it."""
    if at + 1 >= end or tokens[at] not in words.ands:
        return None
    i = at + 1
    if tokens[i] in words.articles and i + 1 < end:
        i += 1
    part = words.halves.get(tokens[i])
    return None if part is None else (part, i + 1)
