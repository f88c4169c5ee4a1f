"""Two numbers that go together: ranges, changes and lists.

Belongs here: joining "14-20%", "between five and ten", "from $5bn to $7 billion" and "more than 20 but fewer than 30"
into one figure, keeping "from 3% to 4.5%" of a change apart, and handing units, scales and modifiers along a list.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from extraction.figures.attach import in_change_context
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import own_words, word_class
from extraction.figures.number_words import LANGUAGES
from extraction.figures.units import PERCENT, Unit
from extraction.lexicon import items, load

_DASHES = frozenset({"-", "–", "—", "‑", "~", "−"})
_LONGEST_JOIN = 3
"""Tokens that may stand between two numbers that are one figure: "nine out of every 10"."""


@cache
def _words(language: str, kind: str) -> frozenset[str]:
    known = language if language in LANGUAGES else "en"
    return frozenset(
        w
        for row in load("figures_ranges")
        if row["language"] == known and row["kind"] == kind
        for w in items(row["words"])
    )


def join_ranges(candidates: list[Candidate]) -> list[Candidate]:
    """The figures of a text in its order, with the two ends of each range made one."""
    joined: list[Candidate] = []
    for c in candidates:
        if joined:
            left = joined[-1]
            near = c.first - left.after <= _LONGEST_JOIN and left.sentence == c.sentence
            if near and left.excluded is None and c.excluded is None:
                if _is_range(left, c) or _is_pair(left, c):
                    _merge(left, c)
                    continue
                if _is_result(left, c):
                    left.excluded = c.excluded = "score"
                elif _is_even(left, c):
                    left.end, left.after, left.unit, left.rule = c.end, c.after, PERCENT, "even_share"
                    left.numeral.end, left.numeral.after, left.head = c.end, c.after, None
                    continue
                if _is_share(left, c):
                    _make_share(left, c)
                    continue
        joined.append(c)
    return joined


def _gap(left: Candidate, right: Candidate) -> list[str]:
    return left.lowers[left.after : right.first]


def _is_range(left: Candidate, right: Candidate) -> bool:
    """Whether two numbers are the ends of one range."""
    if left.range_low is not None or right.start < left.end:
        return False
    if left.numeral.form in ("multiple", "compound") or right.numeral.form == "multiple":
        return False
    between = left.text[left.end : right.start]
    language = left.language
    gap = _gap(left, right)
    if not _same_unit(left, right) or "\n" in between:
        return False
    low, high = _ends(left, right)
    opener = left.lower(left.first - 1)
    if opener in {"about", "around", "roughly", "some"}:
        opener = left.lower(left.first - 2)
    if opener in _words(language, "from") and gap and gap[0] in _words(language, "to") and len(gap) <= 2:
        joined = gap[0] in _DASHES and left.marked == right.marked  # "down from $4.45-$4.60"
        return low < high and (joined or not in_change_context(left, left.first - 1))
    if opener in _words(language, "between"):
        return low < high and bool(gap) and gap[0] in _words(language, "and") and len(gap) <= 2
    stripped = between.strip()
    if stripped in _DASHES:
        return low < high and not left.hyphenated
    if len(gap) == 1 and gap[0] in _words(language, "to"):
        return low < high and not (opener in _BY and _far_apart(left, right, low, high))
    return False


_BY = frozenset({"by", "med", "um", "de", "en"})
_STEP = 5
"""A change is this many times smaller than what it leads to more often than it is the low end of a range."""


def _far_apart(left: Candidate, right: Candidate, low: float, high: float) -> bool:
    """As in "fell by 6,000 to 219,000", "rose by 3 cents to 47 cents": the change, and what it led to."""
    both = (left.unit is not None or left.head is not None) and not left.marked
    return high > _STEP * low or (both and right.first - left.numeral.after > 1)


def _is_result(left: Candidate, right: Candidate) -> bool:
    """As in "voted 5 to 4": a result, the larger number first."""
    bare = left.unit is None and left.head is None and right.unit is None and right.head is None
    whole = all(n.form in ("digits", "words") and n.scale == 1.0 for n in (left.numeral, right.numeral))
    opened = left.lower(left.first - 1) in _words(left.language, "from")
    return bare and not opened and _gap(left, right) == ["to"] and right.value < left.value < 1000 and whole


def _is_even(left: Candidate, right: Candidate) -> bool:
    """As in "50-50", "50/50", "fifty-fifty": a half each, said once."""
    return (
        left.value == right.value == 50
        and left.text[left.numeral.end : right.numeral.start] in {"-", "–", "/", ":"}
        and left.unit is None
        and right.unit is None
    )


_NAMED = 3
"""Tokens between the numbers of "un emploi public sur cinq": what is counted, and "sur"."""


def _is_share(left: Candidate, right: Candidate) -> bool:
    """As in "one in five", "nine out of 10": a share, unless the second number is a time ("two in five years")."""
    gap = _gap(left, right)
    if left.language == "fr" and gap[-1:] == ["sur"] and 2 <= len(gap) <= _NAMED:
        # "un Français sur cinq", but "trois victoires sur cinq matchs"
        if right.head is not None and left.lower(right.head.index)[-1:] in ("s", "x"):
            return False
        left.head, gap = None, gap[-1:]
    if " ".join(gap) not in own_words(left.language, "out_of") or left.unit is not None or left.head is not None:
        return False
    if left.marked or right.marked or right.unit is not None or left.numeral.form == "compound":
        return False
    whole = right.value in (100.0, 1000.0) or 2 <= right.value <= 10
    return whole and 1 <= left.value < right.value and left.numeral.scale == 1.0


def _make_share(left: Candidate, right: Candidate) -> None:
    left.value = 100 * left.value / right.value
    left.unit, left.head, left.rule = PERCENT, None, "share_in"
    left.numeral.share, left.numeral.form, left.numeral.last_digit = True, "fraction", 0.01
    left.numeral.after, left.numeral.end = right.numeral.after, right.numeral.end
    left.after, left.end = right.numeral.after, right.numeral.end


def _is_pair(left: Candidate, right: Candidate) -> bool:
    """As in "two or three goals": neighbours, of which one is meant."""
    return (
        _gap(left, right) in (["or"], ["eller"], ["oder"], ["ou"], ["o"])
        and left.unit is None
        and left.head is None
        and left.value + 1 == right.value <= 20
        and left.numeral.scale == right.numeral.scale == 1.0
    )


def _ends(left: Candidate, right: Candidate) -> tuple[float, float]:
    """Values of both ends, the left one with the right one's scale where it has none ("four to five thousand")."""
    low = left.value
    if (
        left.numeral.scale == 1.0
        and right.numeral.scale > 1
        and abs(left.numeral.mantissa) < abs(right.numeral.mantissa)
    ):
        low *= right.numeral.scale
    return low, right.value


def _same_unit(left: Candidate, right: Candidate) -> bool:
    if left.unit is None and left.head is None:
        return True
    if right.unit is None and right.head is None:
        return left.marked
    if left.unit is not None and right.unit is not None:
        return left.unit == right.unit or (left.marked and right.marked and left.unit.kind == right.unit.kind)
    return left.head is not None and right.head is not None and left.head.name == right.head.name


def _merge(left: Candidate, right: Candidate) -> None:
    """Make two candidates one range; the span covers both."""
    low, high = _ends(left, right)
    left.range_low, left.range_high = low, high
    gap = _gap(left, right)
    left.numeral.last_digit = min(left.numeral.last_digit, right.numeral.last_digit)
    left.numeral.scaled = left.numeral.scaled or right.numeral.scaled
    left.unit, left.head = right.unit or left.unit, right.head or left.head
    left.per, left.hyphenated = right.per or left.per, right.hyphenated
    left.end, left.after = right.end, right.after
    left.rule, left.modifier = "range", "range"
    if gap and gap[0] in _DASHES:
        return
    if left.lower(left.first - 1) in _words(left.language, "between") | _words(left.language, "from"):
        left.first -= 1
        left.start = left.document.tokens.starts[left.first]


def join_bounds(figures: list[Candidate]) -> list[Candidate]:
    """As in "more than 20 and fewer than 30": a lower and an upper bound on one thing are a range."""
    joined: list[Candidate] = []
    for c in figures:
        left = joined[-1] if joined else None
        if left is not None and left.sentence == c.sentence and _closes(left, c):
            lower, upper = (left, c) if left.modifier in ("over", "at_least") else (c, left)
            left.range_low, left.range_high = lower.value, upper.value
            left.modifier, left.rule = "range", "joined_bounds"
            left.unit, left.head = c.unit or left.unit, c.head or left.head
            left.end, left.after = c.end, c.after
            continue
        joined.append(c)
    return joined


def _closes(left: Candidate, right: Candidate) -> bool:
    lower, upper = {"over", "at_least"}, {"under", "up_to"}
    kinds = (left.modifier, right.modifier)
    if not (kinds[0] in lower and kinds[1] in upper and left.value < right.value) and not (
        kinds[0] in upper and kinds[1] in lower and right.value < left.value
    ):
        return False
    gap = [t for t in _gap(left, right) if t != ","]
    if len(gap) > 1 or (gap and gap[0] not in {"and", "but", "och", "men", "und", "aber", "et", "mais", "y", "pero"}):
        return False
    return (left.unit is None and left.head is None) or (left.unit is not None and left.unit == right.unit)


def hand_along(figures: list[Candidate]) -> None:
    """Hand a unit back ("1.2 and 1.4 billion shekels"), money forward and modifiers along a list."""
    for left, right in pairwise(figures):
        if left.sentence != right.sentence or right.first < left.after:
            continue
        gap = left.lowers[left.after : right.first]
        _share_unit(left, right, gap)
        if left.modifier != "exact":
            _share_modifier(left, right, gap)


def _share_unit(left: Candidate, right: Candidate, gap: list[str]) -> None:
    if left.unit is None and left.head is None and right.unit is not None and not right.marked and not right.hyphenated:
        joins = len(gap) <= 2 and gap and gap[-1] in _LISTING
        partitive = len(gap) <= 3 and gap and gap[0] == "of" and right.unit.kind == "money"
        if joins or partitive:
            left.unit = right.unit
            left.rule = "unit_of_list"
            if joins and right.unit.kind == "money":
                _share_scale(left, right)
            return
    if (
        right.unit is None
        and right.numeral.scale >= 1e6
        and (right.head is None or right.head.index != right.numeral.after)
        and left.unit is not None
        and left.unit.kind == "money"
        and right.lower(right.after) != "("
    ):
        right.unit, right.head, right.rule = left.unit, None, "money_inherited"
        return
    if right.unit is None and right.head is None and right.value >= 10 and not right.hyphenated:
        counted = left.head is not None and not left.hyphenated
        pointed = left.unit is not None and (left.unit.name == "point" or left.unit.per)
        if (counted or pointed) and len(gap) > 0 and gap[-1] in _ELLIPSIS:
            right.unit, right.rule = (left.unit if pointed else Unit(left.head.name, "count")), "elliptic_count"  # type: ignore[union-attr]


def _share_scale(left: Candidate, right: Candidate) -> None:
    """In "20 and 30 million euros" both are millions: nobody lists twenty euros beside thirty million."""
    scale = right.numeral.scale
    alike = abs(right.numeral.mantissa) / 100 <= abs(left.value) <= abs(right.numeral.mantissa) * 100
    if left.numeral.scale == 1.0 and not left.numeral.scaled and scale > 1 and alike:
        left.value *= scale
        left.numeral.scale, left.numeral.scaled = scale, True
        left.numeral.last_digit *= scale


_LISTING = frozenset(
    (",", "and", "or", "to", "och", "eller", "till", "respektive", "und", "oder", "auf", "beziehungsweise", "bzw")
).union(("et", "ou", "à", "y", "o", "a", "al"))
"""Words between two numbers of which the second says the unit of both."""
_ELLIPSIS = frozenset(
    {
        "and",
        "or",
        "including",
        "with",
        "versus",
        "against",
        "from",
        "to",
        "plus",
        "than",
        "och",
        "und",
        "oder",
        "et",
        "y",
    }
)
"""Words that let a second count leave out its noun: "435 homes by open sale and 187 by tender"."""


def _share_modifier(left: Candidate, right: Candidate, gap: list[str]) -> None:
    """A modifier spreads over a coordination, but not to a member that says of what it is itself."""
    if (
        right.modified
        or right.modifier != "exact"
        or left.modifier not in ("approx", "over", "at_least", "up_to", "under")
    ):
        return
    if left.unit != right.unit or (left.unit is None) or left.rule == "range" or right.converts is not None:
        return
    if (
        not gap
        or gap[-1] not in {"and", "or", ",", "und", "oder", "och", "eller", "et", "ou", "y", "o"}
        or len(gap) > 8
    ):
        return
    functions = word_class(left.language, "verb") | word_class(left.language, "adverb")
    if any(t in functions or t in {"of", "von", "av", "de", "del", ";", "("} for t in gap):
        return
    follows = right.lower(right.after)
    if follows in {"of", "von", "av", "de", "del", "des"}:
        return
    right.modifier, right.near = left.modifier, left.near
    right.rule = "spread_modifier"
