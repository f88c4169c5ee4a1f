"""From the numbers of a text to its figures: the order of the steps.

Belongs here: which step comes after which, and the making of rows. Each step has a module of its own: `numerals` finds
numbers, `attach` units and nouns, `ranges` pairs, `bounds` modifiers, `guards` what is no figure, `measured` what it
all means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extraction.document import Document
from extraction.figures.antecedents import name_antecedents
from extraction.figures.attach import candidate_of, unit_of
from extraction.figures.bounds import interval, modifier_after, modifiers_before, stronger
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import word_class
from extraction.figures.dollars import DEFAULT, currency_of, dollar_of
from extraction.figures.exchange import find_rates
from extraction.figures.guards import excluded_by
from extraction.figures.measured import measure
from extraction.figures.numerals import Numeral, find_numerals
from extraction.figures.ranges import hand_along, join_bounds, join_ranges
from extraction.figures.units import POINTS, Unit
from extraction.lexicon import read_as
from extraction.rows import DateRow, FigureRow

RULES = (
    "number",  # a bare number
    "currency_mark",  # "$5", "EUR 5"
    "currency_name",  # "5 euros"
    "unit",  # "5 km", "5%"
    "unit_behind_adjective",  # "five working days"
    "counted_noun",  # "five Baltic ports"
    "partitive",  # "two of its 14 plants"
    "antecedent",  # "40 plants, of which 12"
    "compound_noun",  # "50-member"
    "compound",  # "femveckors", "five-week"
    "fraction",  # "two-thirds", "half of"
    "share_in",  # "one in five"
    "even_share",  # "50-50"
    "multiple",  # "more than doubled"
    "casualties",  # "killing 107"
    "appositive_age",  # "Maria Lind, 44,"
    "range",  # "14-20%"
    "joined_bounds",  # "more than 20 but fewer than 30"
    "unit_of_list",  # "1.2 and 1.4 billion shekels"
    "money_inherited",  # "$6 billion, down from 8 billion"
    "elliptic_count",  # "435 homes by sale and 187 by tender"
    "spread_modifier",  # "up to 44% on A, 22% on B"
    "exchange_rate",  # "1.08 dollars to the euro", "$1 = 149.5 yen"
    "conversion",  # "5 billion yuan ($700 million)"
    "points_of_percent",  # "47 percent, and leads by 3 points"
)
"""What made a figure what it is: the last of these steps that touched it, named in `FigureRow.rule`."""


def find_figures(document: Document, dates: Sequence[DateRow]) -> list[FigureRow]:
    """Every figure of the text, in its order, without overlaps. `dates` tell which numbers are dates."""
    candidates = decide(document, dates)
    figures = [c for c in candidates if c.excluded is None]
    if not figures:
        return []
    _name_money(document, figures)
    name_antecedents(document, figures)
    for c in figures:
        _close_span(c)
    _percentage_points(figures)
    find_rates(document, figures)
    _link_conversions(figures)
    hand_along(figures)
    figures = _apart(join_bounds(figures))
    index = {id(c): i for i, c in enumerate(figures)}
    rows = [_row(c, index) for c in figures]
    measure(document, figures, rows, dates)
    return rows


def decide(document: Document, dates: Sequence[DateRow]) -> list[Candidate]:
    """Every number of the text with its unit and bound; `excluded` names the rule that says it is no figure."""
    spans = sorted((d.char_start, d.char_end) for d in dates if d.kind in ("date", "time", "set"))
    candidates = [
        candidate_of(document, numeral) for numeral in find_numerals(document) if not _ends_a_date(numeral, spans)
    ]
    _free_heads(candidates)
    _exclude_dates(candidates, spans)
    candidates = join_ranges(candidates)
    for c in candidates:
        _apply_modifiers(c)
    previous: Candidate | None = None
    for c in candidates:
        if c.excluded is None:
            c.excluded = "listed_label" if previous is not None and _listed_with(previous, c) else excluded_by(c)
        previous = c
    return candidates


def _listed_with(left: Candidate, right: Candidate) -> bool:
    """As in "posts 542 and 543", "articles 5, 6 and 7": a second label."""
    if (
        left.excluded not in ("label", "noun_and_number", "listed_label")
        or right.unit is not None
        or not right.bare_whole
    ):
        return False
    gap = left.document.tokens.lowers[left.after : right.first]
    return (
        len(gap) == 1 and gap[0] in {"and", "or", ",", "to", "och", "und", "et", "y", "-", "–"} and right.head is None
    )


def _name_money(document: Document, figures: Sequence[Candidate]) -> None:
    """Give amounts whose name several states share ("dollars", "kroner") the currency that the text says."""
    for c in figures:
        if c.money_word and c.unit is not None and c.unit.kind == "money":
            code = currency_of(document, c.money_word, c.language, c.sentence, c.start, c.unit.name)
            if code != c.unit.name:
                c.unit = Unit(code, "money")
    bare = [c for c in figures if c.bare_dollar]
    if not bare:
        return
    code = dollar_of(document)
    if code != DEFAULT:
        for c in bare:
            c.unit = Unit(code, "money")


def _free_heads(candidates: Sequence[Candidate]) -> None:
    """A number is no counted noun: in "12 one-way" the twelve has none."""
    for left, right in pairwise(candidates):
        if left.head is None or left.rule == "partitive":
            continue
        if right.numeral.form == "words" and left.head.index >= right.numeral.first:
            left.head, left.rule = None, "number"


def _apart(figures: list[Candidate]) -> list[Candidate]:
    """Spans that do not overlap: "13 five-year bonds" counts bonds, but its span ends before the years."""
    kept: list[Candidate] = []
    for c in figures:
        if kept and c.start < kept[-1].end:
            left = kept[-1]
            if left.numeral.end > c.start:
                continue
            left.end, left.after = left.numeral.end, left.numeral.after
        kept.append(c)
    return kept


def _ends_a_date(numeral: Numeral, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a number is the last word of a date ("June 2024"): most are, and need no closer look."""
    at = bisect_right(spans, (numeral.start, numeral.end)) - 1
    return at >= 0 and spans[at][1] == numeral.end


def _exclude_dates(candidates: Sequence[Candidate], spans: Sequence[tuple[int, int]]) -> None:
    """A number inside a date is no figure, unless it is a length of time ("within 30 days", "two years ago")."""
    if not spans:
        return
    starts = [s for s, _ in spans]
    for c in candidates:
        at = bisect_right(starts, c.numeral.start) - 1
        if at >= 0 and c.numeral.start < spans[at][1] and (c.unit is None or c.unit.kind != "duration"):
            c.excluded = "date"


def _apply_modifiers(c: Candidate) -> None:
    """Read the modifiers on both sides of a number into it."""
    lowers = c.lowers
    kind = c.modifier if c.modifier != "range" else "exact"
    if c.start == c.numeral.start and c.before(1) == "-" and c.before(4).lower() == _SUB:
        kind, c.modified, c.start = "under", True, c.start - len(_SUB)
    duration = c.unit is not None and c.unit.kind == "duration"
    part = c.numeral.share or c.numeral.form == "multiple"  # "fast die Hälfte", "casi el triple"
    definite = part or (c.unit is not None and c.unit.kind == "percent" and read_as(c.language) == "es")
    for modifier, begin in modifiers_before(lowers, c.first, c.low, c.language, definite=definite):
        if modifier.shape == "window" and not duration:
            break
        if modifier.words == ("over",) and c.lower(begin - 1) in word_class("en", "about_lead"):
            break  # "jailed over £2.3m fraud"
        if modifier.shape == "duration" and duration and not _bound_of_time(c, begin):
            break
        if c.modifier == "range" and modifier.kind not in ("approx", "exact"):
            break
        c.modified = True
        if modifier.kind != "exact" or kind == "exact":
            if modifier.shape == "near" and kind == "exact":
                c.near = True
            kind = stronger(modifier.kind, kind) if kind != "exact" else modifier.kind
        if modifier.kind != "exact":
            c.first, c.start = begin, c.document.tokens.starts[begin]
    after = modifier_after(lowers, c.after, c.high, c.language)
    if after is None and c.head is not None:
        after = modifier_after(lowers, c.head.after, c.high, c.language)
    if after is not None and _applies_after(c, after[0].shape, after[1], kind):
        modifier, end = after
        c.modified = True
        kind = (
            stronger(modifier.kind, kind) if modifier.shape != "equal" else {"over": "at_least", "under": "up_to"}[kind]
        )
        if c.head is None or end > c.head.after or c.after < end:
            c.after, c.end = end, c.document.tokens.ends[end - 1]
    if c.modifier != "range":
        c.modifier = kind


_SUB = "sub-"
"""A prefix that bounds a number ("sub-7 nanometre")."""


_MARKS = frozenset("$€£¥₹")
"""Signs of money: what begins with one is an amount of its own."""


def _applies_after(c: Candidate, shape: str, end: int, kind: str) -> bool:
    """Whether a modifier found behind a number belongs to it."""
    if shape == "equal":
        return kind in ("over", "under")
    if shape == "bare":
        return not c.lower(end)[:1].isdigit()
    if shape == "open":  # "$50 plus", but "$50 plus interest", "50 plus members"
        following = c.word(end)[:1]
        joined = c.text[c.numeral.end : c.numeral.end + 1] == "-"
        money = c.unit is not None and c.unit.kind == "money"
        return joined or not (following.isdigit() or following in _MARKS or (money and following.isalpha()))
    return True


def _bound_of_time(c: Candidate, begin: int) -> bool:
    """As in "for over two years" bounds a time; "over ten years" is a time in which something happens."""
    return c.lower(begin - 1) in {
        "for",
        "in",
        "after",
        "is",
        "was",
        "been",
        "takes",
        "took",
        "take",
        "lasted",
        "lasting",
        "spent",
        "last",
        "of",
        "well",
        "just",
        "i",
        "nach",
        "seit",
        "pendant",
        "durante",
    }


def _percentage_points(figures: Sequence[Candidate]) -> None:
    """As in "by 3 points" beside a percentage are percentage points."""
    percents = {c.sentence for c in figures if c.unit is not None and c.unit.kind == "percent"}
    for c in figures:
        name = c.unit.name if c.unit is not None else c.head.name if c.head is not None else ""
        if name == "point" and c.sentence in percents and c.lower(c.first - 1) in _BY:
            _close_span(c)
            c.head = None
            c.unit, c.rule = POINTS, "points_of_percent"


_BY = frozenset({"by", "med", "um", "de", "en"})


def _close_span(c: Candidate) -> None:
    """Let the span reach the counted noun."""
    if c.head is not None and c.head.after > c.after:
        c.after = c.head.after
        c.end = c.document.tokens.ends[c.head.after - 1]


def _link_conversions(figures: Sequence[Candidate]) -> None:
    """As in "7,199 yuan ($1,062)": an amount in brackets that says the one before in another unit."""
    for left, right in pairwise(figures):
        if left.unit is None or right.unit is None or left.unit == right.unit or left.unit.kind != right.unit.kind:
            continue
        if left.unit.kind in ("percent", "duration", "ratio") or left.sentence != right.sentence:
            continue
        if right.priced or right.is_priced:
            continue
        between = left.document.tokens.texts[left.after : right.first]
        if between and len(between) <= 3 and (between[-1] == "(" or between == [",", "or"]):
            right.converts = left
            if not right.modified and right.modifier == "exact":
                right.modifier, right.near = left.modifier, left.near
                right.rule = "conversion"


def _last_digit(c: Candidate) -> float:
    """Place of the last digit written; of an unscaled whole number, of its last digit that is not zero."""
    percent = c.unit is not None and c.unit.kind == "percent" and not c.numeral.share
    return min(c.numeral.last_digit, 1.0) if percent and c.numeral.scale == 1.0 else c.numeral.last_digit


def _row(c: Candidate, index: dict[int, int]) -> FigureRow:
    unit, kind = unit_of(c)
    if c.modifier == "range":
        value, low, high = None, c.range_low, c.range_high
    else:
        value = c.value
        low, high = interval(c.value, c.modifier, near=c.near)
    scaled = c.numeral.scaled or (c.unit is not None and c.unit.kind == "percent")
    return FigureRow(
        c.start,
        c.end,
        f"figures.{c.rule}",
        value,
        low,
        high,
        c.modifier,
        unit,
        kind,
        # beside a scale word or a percent sign a zero is a digit written: "60%" is rounded to ones
        last_digit=min(c.numeral.last_digit, c.numeral.scale) if scaled else c.numeral.last_digit,
        scaled=scaled,
        base=f"per {c.priced or c.per}" if c.priced or c.per else "part" if c.is_part else None,
        converts=index.get(id(c.converts)) if c.converts is not None else None,
    )
