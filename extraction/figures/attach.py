"""What stands with a number: its sign and currency before it, its unit or counted noun after it.

Belongs here: reading outward from one number. Does not belong here: what its modifiers mean (`bounds`) and how two
numbers go together (`ranges`).
"""

from __future__ import annotations

from functools import cache

from extraction.document import Document
from extraction.figures.bounds import modifier_after
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import function_words, own_words, shared_words, word_class
from extraction.figures.nouns import Head, find_head, is_plural, noun_name
from extraction.figures.number_words import LANGUAGES, number_words
from extraction.figures.numerals import Numeral
from extraction.figures.units import (
    NUMBER,
    PERCENT,
    POINTS,
    TIMES,
    YEAR,
    Unit,
    currency_marks,
    currency_table,
    unit_table,
)
from extraction.lexicon import items, load, read_as

_SPACES = " \u00a0\u202f\u2009"
_MINUS = "-−–"
_LONGEST_MARK = 6
_REACH = 120
"""Tokens on either side that the rules look at: more than any sentence of news, and a bound for hostile text."""
_HYPHENS = frozenset({"-", "‑", "‐", "–"})
_CONDITIONAL_CODES = frozenset(
    {"ALL", "TOP", "PS", "Sh", "CUP", "PEN", "MOP", "GEL", "RON", "COP", "TRY", "LAK", "MAD"}
)
"""Currency codes that are words or names too: only before an amount that looks like money."""


def candidate_of(document: Document, numeral: Numeral) -> Candidate:
    """A number with its sign, currency mark, unit and head noun."""
    index = document.sentence_index(numeral.start)
    sentence = document.sentences[index]
    lowers = document.tokens.lowers
    c = Candidate(
        document,
        document.text,
        lowers,
        numeral.language,
        numeral,
        index,
        min(max(sentence.token_start, numeral.first - _REACH), numeral.first),
        max(min(sentence.token_end, numeral.after + _REACH), numeral.after),
        numeral.start,
        numeral.end,
        numeral.first,
        numeral.after,
        numeral.value,
    )
    if numeral.form == "compound":
        _compound_unit(c)
        return c
    if numeral.form == "half":
        _unit_after(c)
        if c.unit is None:
            c.excluded = "half_of_nothing"
        return c
    if numeral.form == "multiple":
        c.unit, c.rule = TIMES, "multiple"
        return c
    _sign_and_mark(c)
    if numeral.share:
        c.unit, c.rule = PERCENT, "fraction"
        _part_of_unit(c)
        return c
    if numeral.stem:
        _stem_unit(c)
        return c
    if numeral.scaled and not c.marked:
        joined = currency_table(c.language).match(document.tokens.texts, lowers, numeral.after - 1, numeral.after)
        if joined is not None and numeral.after - numeral.first > 1:
            # A scale word that names its money as well ("850 mkr").
            c.unit, c.rule = joined[0], "currency_name"
            return c
    _unit_after(c)
    return c if c.unit is not None else _without_unit(c)


def _without_unit(c: Candidate) -> Candidate:
    """What a number with no unit behind it counts, or the unit that its place gives it."""
    if c.lower(c.after) in _casualty_words(c.language, "after") and not _counted_after(c, c.after + 1):
        _casualties(c)
    if c.head is None and not c.hyphenated:
        _head_after(c)
    if c.unit is None:
        _appositive_age(c)
    if c.unit is None and c.head is None:
        _casualties(c)
    return c


@cache
def _casualty_words(language: str, side: str) -> dict[str, str]:
    return {
        word: row["head"]
        for row in load("figures_casualties")
        if row["language"] == language
        for word in items(row[side])
    }


_COUNTED_ENDINGS = {"sv": ("er", "or", "ar", "are", "män", "barn"), "de": ("en", "er", "e"), "fr": (), "es": ()}


def _counted_after(c: Candidate, at: int) -> bool:
    """Whether the word behind "dead" or "skadade" is what is counted: "fem döda poliser"."""
    endings = _COUNTED_ENDINGS.get(read_as(c.language))
    if endings is not None:
        word = c.word(at)
        return word.endswith(endings) and (c.language != "de" or word[:1].isupper())
    return is_plural(c.lower(at))


def _casualties(c: Candidate) -> None:
    """As in "killing 107", "left 12 dead", "at least 40 injured": persons, though no noun says so."""
    if c.numeral.form not in ("digits", "words") or c.marked:
        return
    name = _casualty_words(c.language, "after").get(c.lower(c.after))
    before = _casualty_words(c.language, "before")
    for at in range(c.first - 1, max(c.low, c.first - 4) - 1, -1):
        if name is not None or c.lower(at) in {",", "and", "(", "by", "in"}:
            break
        name = before.get(c.lower(at))
    if name is not None:
        c.head, c.rule = Head(c.numeral.first, c.after, "person", name), "casualties"


def _part_of_unit(c: Candidate) -> None:
    """As in "a quarter of a percentage point", "two-thirds of a mile": that much of one unit, no share of a whole."""
    tokens = c.document.tokens
    if c.lower(c.after) == "de" and c.lower(c.after + 1) in {"point", "punto"}:
        c.unit, c.after, c.value, c.rule = POINTS, c.after + 2, c.value / 100, "unit"
        c.end, c.numeral.share = tokens.ends[c.after - 1], False
        return
    if c.language != "en" or c.lower(c.after) != "of" or c.lower(c.after + 1) not in {"a", "an", "one"}:
        return
    found = unit_table("en").match(tokens.texts, tokens.lowers, c.after + 2, c.high)
    if found is None or (found[0].kind == "percent" and found[0] == PERCENT):
        return
    c.unit, c.after = found
    c.end, c.value, c.rule = tokens.ends[c.after - 1], c.value / 100, "unit"
    c.numeral.share = False


def _stem_unit(c: Candidate) -> None:
    """As in "a 10 billion-dollar fund", "400 million-year-old rock": the unit in the same word as the scale."""
    first, _, rest = c.numeral.stem.partition("-")
    if first == "plus" and not rest:
        # The bound of "$60m-plus" is in the same word as the scale.
        c.modifier, c.modified = "at_least", True
        c.end = c.document.tokens.ends[c.after - 1]
        return
    if c.marked:
        return
    found = currency_table(c.language).match([first], [first], 0, 1) or unit_table(c.language).match(
        [first], [first], 0, 1
    )
    c.hyphenated = True
    if found is not None and not rest:
        c.unit, c.rule = found[0], "compound"
        c.end = c.document.tokens.ends[c.after - 1]
    elif rest.startswith("old"):
        c.excluded = "age"


def _appositive_age(c: Candidate) -> None:
    """As in "Maria Lind, 44, said": an age beside a name."""
    n = c.numeral
    if not c.bare_whole or not 0 < n.value < 120 or c.lower(n.first - 1) != "," or c.lower(n.after) not in {",", "."}:
        return
    if c.word(n.first - 2)[:1].isupper() and not c.lower(n.first - 2).isdigit() and c.low <= n.first - 2:
        if not any(
            e.kind == "person" and e.end == c.document.tokens.ends[n.first - 2]
            for e in c.document.entities_between(n.start - 60, n.start)
        ):
            return
        c.unit, c.rule = YEAR, "appositive_age"


def _sign_and_mark(c: Candidate) -> None:
    """A currency mark and a minus before the digits: "$50", "$-50.8bn", "-$3m", "US $5", "RM79"."""
    text, at = c.text, c.start
    starts = c.document.tokens.starts
    floor = starts[c.low] if c.low < len(starts) else 0
    if c.numeral.form not in ("digits", "fraction"):
        if c.lower(c.first - 1) in {"minus", "negative"}:
            c.value = -c.value
            c.first -= 1
            c.start = c.document.tokens.starts[c.first]
        return
    minus = False
    if at > floor and text[at - 1] in "-−" and (at - 1 == floor or text[at - 2] in " (\u00a0$£€<>=,"):
        at, minus = at - 1, True
    edge = at - 1 if at > floor and text[at - 1] in _SPACES else at
    found = _mark_ending_at(text, edge, floor)
    if found is not None and (found[1] not in _CONDITIONAL_CODES or c.numeral.scaled or c.value >= 100):
        begin, mark = found
        c.unit, c.marked, c.rule = currency_marks()[mark], True, "currency_mark"
        c.bare_dollar = mark == "$"
        at = begin
        if at > floor and text[at - 1] in _MINUS and (at - 1 == floor or text[at - 2] in " (\u00a0"):
            at, minus = at - 1, True
    if minus:
        c.value = -c.value
    elif c.lower(c.first - 1) in {"minus", "negative"} and at == c.start:
        c.value = -c.value
        at = c.document.tokens.starts[c.first - 1]
    if at != c.start:
        c.start = at
        while c.first > c.low and c.document.tokens.starts[c.first] > at:
            c.first -= 1


def _mark_ending_at(text: str, edge: int, floor: int) -> tuple[int, str] | None:
    """The longest currency mark that ends at an offset, not part of a longer word."""
    if edge <= floor or text[edge - 1] not in _mark_ends():
        return None
    marks = currency_marks()
    for length in range(min(_LONGEST_MARK, edge - floor), 0, -1):
        mark = text[edge - length : edge]
        if mark in marks:
            begin = edge - length
            if mark[0].isalpha() and begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] in "-_"):
                continue
            return begin, mark
    return None


@cache
def _mark_ends() -> frozenset[str]:
    """The last characters of currency marks."""
    return frozenset(mark[-1] for mark in currency_marks())


_FORTUNE = 1e6
"""Scale word from which on pounds are money rather than weight."""


def _unit_after(c: Candidate) -> None:
    """The unit behind the number, glued, after a space or joined by a hyphen."""
    tokens, text = c.document.tokens, c.text
    at = c.after
    if at >= c.high:
        return
    gap = text[c.end : tokens.starts[at]]
    if gap and gap not in _SPACES:
        return
    if c.marked:
        _end_of_marked(c, at, glued=not gap)
        return
    hyphenated = False
    if tokens.texts[at] in _HYPHENS and not gap and at + 1 < c.high and tokens.ends[at] == tokens.starts[at + 1]:
        at += 1
        hyphenated = True
    if (
        c.numeral.scaled
        and tokens.lowers[at] in {"de", "of"}
        and at + 1 < c.high
        and read_as(c.language) in ("fr", "es")
    ):
        at += 1
    language = c.language
    money, found = None, None
    if tokens.lowers[at] in _unit_words(language):
        money = _currency_at(c, at)
        found = unit_table(language).match(tokens.texts, tokens.lowers, at, c.high)
    if money is None and found is not None and found[0].name == "pound" and c.numeral.scale >= _FORTUNE:
        after = found[1]
        if after >= c.high or tokens.lowers[after] != "of":
            money = Unit("GBP", "money"), after  # "40 million pounds", not "40 million pounds of shrimp"
    if money is not None and (found is None or money[1] >= found[1]):
        c.unit, after = money
        c.rule = "currency_name"
        c.bare_dollar = after == at + 1 and tokens.lowers[at] in _DOLLARS
        c.money_word = tokens.lowers[at] if after == at + 1 and not c.bare_dollar else ""
    elif found is not None and _plausible(c, found[0], at, glued=not gap):
        c.unit, after = found
        c.rule = "unit"
    else:
        if hyphenated:
            _hyphenated_noun(c, at)
        return
    c.hyphenated = hyphenated
    c.after, c.end = after, tokens.ends[after - 1]
    _half_after(c)
    _per(c)


@cache
def _unit_words(language: str) -> frozenset[str]:
    """The words, in lower case, with which the name of a unit or of money may begin."""
    words = unit_table(language).by_first.keys() | currency_table(language).by_first.keys() | _COUNTRIES_OF_DOLLARS
    if read_as(language) == "fr":
        words |= {elided + word for word in words for elided in ("d’", "d'")}
    return frozenset(words)


_COUNTRIES_OF_DOLLARS = frozenset({"united", "canadian", "australian"})
_DOLLARS = frozenset({"dollar", "dollars", "$", "dólar", "dólares"})


def _currency_at(c: Candidate, at: int) -> tuple[Unit, int] | None:
    tokens = c.document.tokens
    table = currency_table(c.language)
    lower = tokens.lowers[at]
    if lower.startswith(("d’", "d'")) and len(lower) > 2 and read_as(c.language) == "fr":
        entries = table.by_first.get(lower[2:], [])
        for names, unit, exact in entries:
            if not exact and names[0] == lower[2:] and list(names[1:]) == tokens.lowers[at + 1 : at + len(names)]:
                return unit, at + len(names)
        return None
    found = table.match(tokens.texts, tokens.lowers, at, c.high)
    if found is None and lower in _COUNTRIES_OF_DOLLARS and at + 4 < c.high:
        # "United States (US) dollars": the short form in brackets stands inside the name.
        for opening in range(at + 1, min(at + 4, c.high - 2)):
            if tokens.texts[opening] == "(" and tokens.texts[opening + 2] == ")":
                joined = [*tokens.lowers[at:opening], *tokens.lowers[opening + 3 : opening + 4]]
                for names, unit, exact in table.by_first.get(lower, []):
                    if not exact and list(names) == joined:
                        return unit, opening + 4
    if found is not None and lower in {"won", "real", "dong", "lev", "lek", "pound", "pounds", "crowns"}:
        return (
            None if not c.numeral.scaled and lower in {"won", "real", "pound", "pounds"} and c.value < 1000 else found
        )
    return found


def _plausible(c: Candidate, unit: Unit, at: int, *, glued: bool) -> bool:
    """Whether a unit that is also a common word or a lone letter is meant here."""
    word = c.document.tokens.texts[at]
    if c.numeral.form == "words" and len(word) <= 2 and word.isalpha() and c.language == "en":
        return False
    if len(word) == 1 and word.isalpha() and c.lower(at + 1) != "/":
        return glued or (c.numeral.form == "digits" and word in "mgtlhWV")
    if unit.name == "second" and c.lower(at) == "second" and not c.hyphenated and c.value != 1:
        return c.numeral.form == "digits"
    return glued or word != "x" or unit.name != "times"


def _end_of_marked(c: Candidate, at: int, *, glued: bool) -> None:
    """Behind an amount with a currency mark: "US" of "$31 US", a name that repeats it, a rate ("a barrel")."""
    tokens = c.document.tokens
    found = _currency_at(c, at)
    if found is not None and not glued and c.unit is not None:
        unit, after = found
        if unit == c.unit or c.bare_dollar:
            c.unit, c.bare_dollar = unit, False
            c.after, c.end = after, tokens.ends[after - 1]
    elif tokens.texts[at] in {"US", "U.S."} and c.bare_dollar:
        c.bare_dollar = False
        c.after, c.end = at + 1, tokens.ends[at]
    _per(c)


def _per(c: Candidate) -> None:
    """As in "a barrel", "per day", "/tonne" behind an amount: a rate; the span ends before it."""
    at = c.after
    lower = c.lower(at)
    if lower == "/" or lower in own_words(c.language, "per"):
        noun = c.lower(at + 1)
        if noun and noun.isalpha() and noun not in function_words(c.language):
            if (
                lower in shared_words(c.language, "per_unit")
                and unit_table(c.language).by_first.get(noun) is None
                and noun not in own_words(c.language, "per_noun")
            ):
                return
            c.per = noun_name(noun, c.language if c.language in LANGUAGES else "en")


def _half_after(c: Candidate) -> None:
    """As in "two years and a half", "deux ans et demi", "dos años y medio": a half that follows the unit."""
    words = number_words(c.language)
    if c.lower(c.after) not in words.ands:
        return
    at = c.after + 1
    if c.lower(at) in words.articles:
        at += 1
    part = words.halves.get(c.lower(at))
    if part is not None and c.numeral.value == int(c.numeral.value) and not c.marked:
        c.value += part
        c.numeral.last_digit, c.numeral.scaled = 0.1, True
        c.after, c.end = at + 1, c.document.tokens.ends[at]


def _hyphenated_noun(c: Candidate, at: int) -> None:
    """As in "50-member": the noun joined to the number, in the singular."""
    tokens = c.document.tokens
    word = tokens.texts[at]
    if not word[:1].isalpha() or word.lower() in function_words(c.language) or not word.islower():
        return
    for known, unit in _compound_stems(c.language):
        if word.startswith(known):
            c.unit, c.rule, c.hyphenated = unit, "compound", True
            c.numeral.stem = word
            c.after, c.end = at + 1, tokens.ends[at]
            return
    noun = word.partition("-")[0]
    if noun in {"odd", "plus", "some", "ish"}:
        return
    if noun.endswith(("ed", "based", "th")) and c.language == "en":
        return
    name = noun_name(noun, c.language if c.language in LANGUAGES else "en")
    c.head = Head(at, at + 1, name, name)
    c.after, c.rule, c.hyphenated = at + 1, "compound_noun", True
    c.end = tokens.starts[at] + len(noun)


def _head_after(c: Candidate) -> None:
    """The counted noun."""
    if c.head is not None:
        return
    tokens, text = c.document.tokens, c.text
    at = c.after
    if at >= c.high:
        return
    gap = text[c.end : tokens.starts[at]]
    if not gap and tokens.texts[at] == "+":
        at += 1
        gap = text[tokens.ends[at - 1] : tokens.starts[at]] if at < c.high else "."
    elif not gap and tokens.texts[at] in _HYPHENS and c.lower(at + 1) in {"odd", "plus"}:
        at += 2
        gap = text[tokens.ends[at - 1] : tokens.starts[at]] if at < c.high else "."
    if at < c.high and c.lower(at) in {"or", "and", "plus", "oder", "eller", "ou", "o"}:
        skipped = _bound_words_at(c, at)
        if skipped:
            at = skipped
            gap = " " if at < c.high else "."
    if not gap or gap.strip(_SPACES):
        return
    of = c.lower(at) == "de" or c.lower(at)[:2] in {"d'", "d’"}
    if c.numeral.scale >= _FORTUNE and not of and read_as(c.language) in ("fr", "es"):
        return  # what is counted in millions stands behind "de": "62 millions prévus"
    head = find_head(tokens, text, at, c.high, c.language, scaled=c.numeral.scaled)
    if head is None:
        _partitive(c, at)
        return
    found = unit_table(c.language).match(tokens.texts, tokens.lowers, head.index, head.index + 1)
    if found is not None and found[0].kind == "duration" and len(tokens.texts[head.index]) > 2:
        c.unit, c.rule = found[0], "unit_behind_adjective"
        c.after, c.end = head.index + 1, tokens.ends[head.index]
        return
    c.head, c.rule = head, "counted_noun"


def _partitive(c: Candidate, at: int) -> None:
    """As in "two of its 14 plants", "zwei der 14 Werke": some of the things that are named behind."""
    genitive = c.language == "de" and c.lower(at) in word_class("de", "possessive")  # "180 seiner 620 Betten"
    if c.value <= 1 or c.numeral.scale > 1 or (c.lower(at) not in shared_words(c.language, "of") and not genitive):
        return
    after = at + 1
    if c.lower(after) in word_class(c.language, "definite") | word_class(c.language, "possessive"):
        after += 1
    elif c.lower(at) not in _OF_THE and not genitive:
        return
    if c.lower(after)[:1].isdigit() or c.lower(after) in number_words(c.language).whole:
        after += 1
    tokens = c.document.tokens
    head = find_head(tokens, c.text, after, c.high, c.language)
    if head is not None:
        c.head, c.rule = head, "partitive"


_OF_THE = frozenset({"der", "des", "du", "del"})
"""Words that say "of" and "the" at once."""


def _bound_words_at(c: Candidate, at: int) -> int | None:
    found = modifier_after(c.document.tokens.lowers, at, c.high, c.language)
    return None if found is None else found[1]


@cache
def _compound_stems(language: str) -> tuple[tuple[str, Unit], ...]:
    rows = [
        (row["stem"], Unit(row["unit"], row["kind"]))
        for row in load("figures_compounds")
        if row["language"] == language
    ]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


def _compound_unit(c: Candidate) -> None:
    """The unit inside a compound: "femveckors", "zweijährig", "five-week", "three-member"."""
    stem, tokens = c.numeral.stem, c.document.tokens
    whole_end = tokens.ends[c.numeral.first]
    c.hyphenated, c.rule = True, "compound"
    if read_as(c.language) in ("sv", "de"):
        for known, unit in _compound_stems(c.language):
            if stem.lstrip("-").startswith(known):
                c.unit, c.end, c.after = unit, whole_end, c.numeral.first + 1
                return
        c.excluded = "unknown_compound"
        return
    first, _, rest = stem.partition("-")
    found = unit_table(c.language).match([first], [first], 0, 1)
    if found is not None:
        c.unit = found[0]
    elif first and first not in function_words(c.language) and not first.endswith("ed") and first.isalpha():
        if first in number_words(c.language).fractions or first in {
            "on",
            "way",
            "time",
            "off",
            "man",
            "sided",
            "story",
            "star",
            "half",
        }:
            c.excluded = "unknown_compound"
            return
        name = noun_name(first, c.language if c.language in LANGUAGES else "en")
        c.head = Head(c.numeral.first, c.numeral.first + 1, name, name)
    else:
        c.excluded = "unknown_compound"
        return
    c.end = whole_end - (len(rest) + 1 if rest else 0)
    c.after = c.numeral.first + 1


def unit_of(c: Candidate) -> tuple[str, str]:
    """(unit, unit_kind) of a figure."""
    if c.unit is not None:
        return c.unit.name, "rate" if c.per or c.priced else c.unit.kind
    if c.head is not None:
        return c.head.name, "rate" if c.per else "count"
    return NUMBER.name, NUMBER.kind


def in_change_context(c: Candidate, first: int) -> bool:
    """Whether a verb or noun of change stands in the clause before a token ("rose from 3% to 4.5%")."""
    change = word_class(c.language, "change")
    for i in range(first - 1, max(c.low, first - 9) - 1, -1):
        lower = c.lower(i)
        if lower in {";", ":", "."}:
            return False
        if lower in change:
            return True
    return False
