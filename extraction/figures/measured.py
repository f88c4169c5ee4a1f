"""What a figure measures: of whom, of what, at which stage, against which base, by whose account.

Belongs here: reading the clause around a figure with closed word lists (materials, stages, events, measures, bases,
sources). Reconciliation compares only figures that agree in these fields, so a field is left empty where the clause
does not say. Does not belong here: the number, its unit and its bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, pairwise

from extraction.document import Document, Entity
from extraction.figures.candidate import Candidate
from extraction.figures.closed_classes import function_words, shared_words, word_class
from extraction.figures.exchange import before_rate
from extraction.figures.nouns import find_head
from extraction.figures.number_words import LANGUAGES
from extraction.figures.respective import respective
from extraction.lexicon import items, load
from extraction.rows import DateRow, FigureRow

_TABLES = {
    "material": ("figures_materials", "name"),
    "stage": ("figures_stages", "stage"),
    "event": ("figures_events", "event"),
    "measure": ("figures_measure_words", "head"),
    "base": ("figures_bases", "base"),
}
_CLAUSE_ENDS = frozenset({";", ":", ".", "?", "!", "(", ")", "—", "–"})
_RELATIVES = frozenset({"which", "who", "vilket", "vilka", "welche", "dont"})
_TURNS = frozenset({";", ":"})
_REACH_LEFT, _REACH_RIGHT, _REACH_EVENT = 12, 12, 14
_GENERIC_HEADS = frozenset({"metal", "mineral", "element", "material", "commodity", "resource", "product", "deposit"})
"""Counted nouns that name no goods by themselves: the group that they belong to is said before them."""
_STAGED_HEADS = frozenset({"share", "output", "reserves", "exports", None})


_Said = Sequence[tuple[int, int, str]]
"""Words of one kind in a sentence: the token they begin at, the token after them, and what they name."""


@dataclass(slots=True)
class Reading:
    """The words of one sentence that tell what its figures measure, by kind, and where its clauses end."""

    material: _Said
    stage: _Said
    event: _Said
    measure: _Said
    base: _Said
    source: _Said
    ends: Sequence[int]
    """Tokens that end a clause."""
    turns: Sequence[int]
    """Semicolons and colons."""
    relatives: Sequence[int]
    """Relative pronouns."""
    governed: dict[int, bool] = field(default_factory=dict)
    """Whether an entity depends on a preposition, by its offset: asked of the same one by every figure behind it."""
    events: _Said | None = None
    """Those of the words for events that are meant as such."""


@cache
def _phrases(language: str) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """First word -> (words, kind, name), longest first, over every word list of this module."""
    language = language if language in LANGUAGES else "en"
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}

    def add(phrase: str, kind: str, name: str) -> None:
        words = tuple(re.findall(r"[^\s’']+(?:[’'](?!s\b)[^\s’']+)*|[’']s", phrase))
        found.setdefault(words[0], []).append((words, kind, name))

    for kind, (lexicon, column) in _TABLES.items():
        for row in load(lexicon):
            for phrase in items(row[language]):
                add(phrase, kind, row[column])
    for row in load("figures_sources"):
        if row["language"] == language:
            add(row["phrase"], "source", row["place"])
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


@cache
def _telling(language: str) -> frozenset[str]:
    """Every word and mark that a reading looks at."""
    return frozenset(_phrases(language)) | _CLAUSE_ENDS | _RELATIVES


@cache
def _seconds(language: str) -> dict[str, frozenset[str]]:
    """Word with which only phrases begin -> the words of which one must follow: most of "the" begin none."""
    phrases = _phrases(language)
    longer = {first: rows for first, rows in phrases.items() if all(len(words) > 1 for words, _, _ in rows)}
    return {first: frozenset(words[1] for words, _, _ in rows) for first, rows in longer.items()}


@cache
def _raw_materials() -> frozenset[str]:
    return frozenset(row["name"] for row in load("figures_materials") if row["kind"] in ("raw", "group"))


def read_sentence(lowers: Sequence[str], low: int, high: int, language: str) -> Reading:
    """One pass over the tokens of a sentence. A word may be of several kinds ("exports": a stage and a measure)."""
    table, seconds = _phrases(language), _seconds(language)
    found: dict[str, list[tuple[int, int, str]]] = {}
    ends: list[int] = []
    turns: list[int] = []
    relatives: list[int] = []
    for i in compress(range(low, high), map(_telling(language).__contains__, lowers[low:high])):
        word = lowers[i]
        after = seconds.get(word)
        if after is not None and (i + 1 == len(lowers) or lowers[i + 1] not in after):
            continue
        taken = ""
        for words, kind, name in table.get(word, ()):
            if kind not in taken and (len(words) == 1 or tuple(lowers[i : i + len(words)]) == words):
                taken += kind
                found.setdefault(kind, []).append((i, i + len(words), name))
        if word in _CLAUSE_ENDS:
            ends.append(i)
            if word in _TURNS:
                turns.append(i)
        elif word in _RELATIVES:
            relatives.append(i)
    return Reading(
        found.get("material", ()),
        found.get("stage", ()),
        found.get("event", ()),
        found.get("measure", ()),
        found.get("base", ()),
        found.get("source", ()),
        ends,
        turns,
        relatives,
    )


def measure(
    document: Document, figures: Sequence[Candidate], rows: Sequence[FigureRow], dates: Sequence[DateRow]
) -> None:
    """Fill the fields of meaning of each row from the clause around its figure."""
    readings: dict[tuple[int, int], Reading] = {}
    timed = _Periods(dates)
    for i, (c, row) in enumerate(zip(figures, rows, strict=True)):
        reading = readings.get((c.low, c.high))
        if reading is None:
            reading = readings[c.low, c.high] = read_sentence(document.tokens.lowers, c.low, c.high, c.language)
            # the steel of "Harrow Steel" is not what a figure is of
            reading.material = [said for said in reading.material if not _names(c, said[0])]
            reading.base = [said for said in reading.base if not _names(c, said[0])]
        clause = _clause(c, reading, figures[i - 1] if i else None, figures[i + 1] if i + 1 < len(figures) else None)
        _measure_one(c, row, reading, clause, timed)
    for (left, left_row), (right, right_row) in pairwise(zip(figures, rows, strict=True)):
        _inherit(left, left_row, right, right_row)
    for run in respective(figures):
        first = figures[run.start]
        parties = _subjects_with(first.text, _governing(first, readings[first.low, first.high]))
        if len(parties) == len(run):
            for i, party in zip(run, parties, strict=True):
                rows[i].subject = _party(party)
    for c, row in zip(figures, rows, strict=True):
        if c.priced or c.is_priced:
            row.head, row.subject, row.object, row.event = "exchange rate", None, None, None


@dataclass(slots=True, unsafe_hash=True)
class Clause:
    """Tokens that may speak for a figure: from `left` to `right`; `phrase` ends the words right behind it."""

    left: int
    right: int
    phrase: int


def _clause(c: Candidate, reading: Reading, before: Candidate | None, after: Candidate | None) -> Clause:
    lowers = c.lowers
    left = c.low
    if before is not None and before.sentence == c.sentence and before.after > left:
        left = min(before.after, c.first)
    end = bisect_left(reading.ends, c.first)
    if end and reading.ends[end - 1] >= left:
        left = reading.ends[end - 1] + 1
    right = c.high
    if after is not None and after.sentence == c.sentence and after.first < right:
        right = max(after.first, c.after)
        if after.priced or after.is_priced:
            right = before_rate(c, right)
    for stops in (reading.ends, reading.relatives):
        stop = bisect_left(stops, c.after + 2 if c.rule == "antecedent" else c.after)
        if stop < len(stops) and stops[stop] < right:
            right = stops[stop]
    phrase = c.after
    functions, in_phrase = function_words(c.language), shared_words(c.language, "in_of_phrase")
    limit = min(right, c.after + 12)
    while phrase < limit and (
        (lowers[phrase] in in_phrase) or (lowers[phrase] not in functions and lowers[phrase][0].isalpha())
    ):
        phrase += 1
    return Clause(left, right, phrase)


def _measure_one(c: Candidate, row: FigureRow, reading: Reading, clause: Clause, dates: _Periods) -> None:
    if reading.source:
        row.attributed_to = _attributed(c, reading)
    row.head = _counted(c) if c.head is not None else _head(c, reading, clause, row)
    row.object = _object(c, reading, clause, row)
    if reading.stage:
        row.stage = _stage(c, reading, clause, row)
    if reading.base and row.base is None:
        row.base = _base(c, reading, clause)
    if reading.event:
        row.event = _event(c, reading, clause)
    row.subject = _subject(c, reading, clause, row)
    row.period = dates.nearest(c)
    row.what = _what(c, clause, row)


def _counted(c: Candidate) -> str:
    """The counted noun; of casualties, what befell them."""
    assert c.head is not None
    return c.head.lemma if c.rule == "casualties" else c.head.name


def _nearest_left(found: _Said, at: int, low: int) -> tuple[int, int, str] | None:
    best = None
    for entry in found:
        if low <= entry[0] and entry[1] <= at:
            best = entry
    return best


def _first_right(found: _Said, at: int, high: int) -> tuple[int, int, str] | None:
    for entry in found:
        if at <= entry[0] < high:
            return entry
    return None


def _last_joined(found: _Said, at: int, high: int) -> tuple[int, int, str] | None:
    """The first entry at or after a token, or the last that is joined to it: of "lithium batteries" the batteries."""
    best = None
    for entry in found:
        if at <= entry[0] < high and (best is None or entry[0] == best[1]):
            best = entry
    return best


def _head(c: Candidate, reading: Reading, clause: Clause, row: FigureRow) -> str | None:
    """The noun that an amount or share stands for: "a $5 billion loan", "tariffs of 25%", "plans to invest $12bn"."""
    if row.unit_kind == "duration":
        if not c.hyphenated:
            return None
        noun = find_head(c.document.tokens, c.text, c.after, clause.right, c.language, last=True)
        return noun.name if noun is not None else None
    right = _first_right(reading.measure, c.after, min(c.after + 3, clause.right))
    if right is not None and c.lower(c.after) not in shared_words(c.language, "of"):
        return right[2]
    of_phrase = c.lower(c.after) in shared_words(c.language, "of")
    left = _nearest_left(reading.measure, c.first, max(clause.left, c.first - 8))
    if row.unit_kind == "percent" and of_phrase:
        return left[2] if left is not None and left[2] in {"stake", "tariff"} else "share"
    if left is not None:
        return left[2]
    further = _first_right(reading.measure, c.after, min(clause.right, c.after + 8)) if not of_phrase else None
    return further[2] if further is not None else None


def _object(c: Candidate, reading: Reading, clause: Clause, row: FigureRow) -> str | None:
    """The substance, goods or people that the figure is of."""
    if row.unit_kind == "duration":
        return None
    behind = _last_joined(reading.material, c.after, clause.phrase)
    if behind is not None:
        return behind[2]
    if c.head is not None:
        inside = _first_right(reading.material, c.numeral.after, c.after)
        if inside is not None and inside[2] != c.head.name:
            return inside[2]
        if c.head.name not in _GENERIC_HEADS:
            return None
        groups = [e for e in reading.material if e[2] in _groups()]
        group = _nearest_left(groups, c.first, c.low)
        return group[2] if group is not None else None
    if c.lower(c.after) in shared_words(c.language, "of") and c.unit is not None:
        of_what = _of_what(c, clause)
        if of_what is not None:
            return of_what
        left = _nearest_left(reading.material, c.first, max(c.low, c.first - 2 * _REACH_LEFT))
        return left[2] if left is not None else None
    if c.numeral.share:
        whole = find_head(c.document.tokens, c.text, c.after, clause.phrase, c.language)
        return whole.name if whole is not None else None
    right = _first_right(reading.material, c.after, min(clause.right, c.after + _REACH_RIGHT))
    if right is not None:
        return right[2]
    left = _nearest_left(reading.material, c.first, max(c.low, c.first - _REACH_LEFT))
    return left[2] if left is not None else None


def _of_what(c: Candidate, clause: Clause) -> str | None:
    """Head of the phrase behind "of" ("70% of manufacturers"); none where it only says a stage ("of global output")."""
    tokens = c.document.tokens
    skipped = word_class(c.language, "determiner") | word_class(c.language, "possessive") | _stage_words(c.language)
    at = c.after + 1
    while at < clause.phrase and (
        c.lower(at) in skipped or c.lower(at + 1) in {"’s", "'s"} or c.lower(at) in {"’s", "'s"}
    ):
        at += 1
    head = find_head(tokens, c.text, at, clause.phrase, c.language)
    if head is None:
        return None
    return head.name


@cache
def _stage_words(language: str) -> frozenset[str]:
    language = language if language in LANGUAGES else "en"
    tables = ("figures_stages", "figures_bases")
    return frozenset(word for table in tables for row in load(table) for word in items(row[language]))


@cache
def _groups() -> frozenset[str]:
    """Materials that are groups of others, and so can be counted."""
    return frozenset(row["name"] for row in load("figures_materials") if row["kind"] == "group")


def _stage(c: Candidate, reading: Reading, clause: Clause, row: FigureRow) -> str | None:
    """The stage of a material: the words behind the figure decide, then those before it."""
    if row.unit_kind not in ("percent", "mass", "volume", "money", "rate", "energy", "other") or (
        row.object is None and row.head not in _STAGED_HEADS
    ):
        return None
    behind = [e for e in reading.stage if c.after <= e[0] < clause.phrase]
    before = [e for e in reading.stage if max(clause.left, c.first - 10) <= e[0] < c.first]
    for found in (behind, before[::-1]):
        special = [e[2] for e in found if e[2] != "mining"]
        if special:
            return special[0]
        if found and (row.object is None or row.object in _raw_materials()) and row.unit_kind != "money":
            return "mining"
    return None


def _base(c: Candidate, reading: Reading, clause: Clause) -> str | None:
    for begin, _, name in reading.base:
        if c.lower(begin - 1) == "gross":
            continue
        if c.after <= begin < max(clause.phrase, c.after + 2) or (
            clause.left <= begin < c.first and begin >= c.first - 6
        ):
            return name
    return None


def _names(c: Candidate, at: int) -> list[Entity]:
    """The names that a token is part of, as of "World Bank"; states are none, whose share may be meant."""
    start = c.document.tokens.starts[at]
    return [
        e
        for e in c.document.entities_between(start - 80, start + 1)
        if e.start <= start < e.end and e.kind in ("body", "company", "bloc", "person")
    ]


def _event(c: Candidate, reading: Reading, clause: Clause) -> str | None:
    """The event, instrument or project that the figure belongs to: the nearest before it, else the first behind."""
    events = reading.events
    if events is None:
        events = reading.events = [e for e in reading.event if not _no_event(c, reading, e)]
    left = _nearest_left(events, c.first, max(c.low, c.first - _REACH_EVENT))
    right = _first_right(events, c.after, min(clause.right, c.after + 8))
    if left is None or right is None:
        found = left or right
        return found[2] if found is not None else None
    if not word_class(c.language, "verb").isdisjoint(c.lowers[left[1] : c.first]):
        return right[2] if right[0] - c.after < c.first - left[1] - 4 else left[2]
    return left[2]


def _no_event(c: Candidate, reading: Reading, event: tuple[int, int, str]) -> bool:
    """As in "plans to invest", "U.S. Geological Survey", "according to a survey": a verb, a name, a source."""
    tokens = c.document.tokens
    begin = event[0]
    if (
        c.lower(begin + 1) == "to"
        and c.lower(begin) in {"plan", "plans"}
        and c.lower(begin - 1) not in {"a", "the", "its", "of"}
    ):
        return True
    if c.lower(begin - 1) in {"to", "will", "would", "not"}:
        return True
    if any(b < begin < b + 8 and place == "before" for b, _, place in reading.source):
        return True
    return any(e.start < tokens.starts[begin] for e in _names(c, begin))


_OFFICE = re.compile(
    r"president|minist|chancellor|premier|secretary of|kanzler|präsident|président|presidente", re.IGNORECASE
)
_PARTIES = frozenset({"state", "bloc", "company", "body", "person"})


def _party(entity: Entity) -> str:
    """Governments, ministries, presidents and their like stand for their state (codebook, section 3)."""
    if entity.party is not None and (entity.kind == "body" or (entity.kind == "person" and _governs(entity.role))):
        return entity.party
    return entity.key


def _governs(role: str | None) -> bool:
    """Whether a role speaks for a state."""
    return role is not None and _OFFICE.search(role) is not None


def _subject(c: Candidate, reading: Reading, clause: Clause, row: FigureRow) -> str | None:
    """The party whose figure it is: the possessor behind it, else the entity that governs the clause."""
    document, tokens = c.document, c.document.tokens
    if row.unit_kind == "count" and row.event is not None and _nearest_left(reading.event, c.first, clause.left):
        return None
    if c.after < clause.phrase:
        stop = tokens.ends[clause.phrase - 1]
        for entity in document.entities_between(c.end, stop):
            if entity.kind != "place" and c.text[entity.end : entity.end + 2] in _POSSESSIVES:
                return _party(entity)
    governing = _governing(c, reading)
    if not governing:
        return None
    last = governing[-1]
    behind = _token_at(c, last.end)
    if not _clause_openers(c.language).isdisjoint(c.lowers[behind : c.first]) or _speaks_of_another(c, behind):
        return None
    return "+".join(sorted({_party(e) for e in _subjects_with(c.text, governing)}))


def _speaks_of_another(c: Candidate, behind: int) -> bool:
    """A relative clause of a common noun stands between entity and figure: "hosted a fair that raised 2 million"."""
    determiners = word_class(c.language, "definite") | word_class(c.language, "determiner")
    for at in range(behind + 2, c.first):
        comma = c.lower(at - 1) == ","
        if c.lower(at) not in _RELATIVE_WORDS and not (comma and c.lower(at) in _RELATIVE_ARTICLES):
            continue
        noun = at - 2 if comma else at - 1
        before = c.lowers[max(behind, noun - 2) : noun]
        if noun > behind and c.lower(noun).isalpha() and not determiners.isdisjoint(before):
            return True
    return False


_RELATIVE_WORDS = _RELATIVES | {"that", "som", "qui", "que"}
_RELATIVE_ARTICLES = frozenset({"der", "die", "das"})
"""Relative pronouns behind a comma, else articles."""


def _governing(c: Candidate, reading: Reading) -> list[Entity]:
    """Parties before a figure in its main clause that no preposition governs."""
    document = c.document
    return [
        e
        for e in document.entities_between(document.tokens.starts[_main_clause(c, reading)], c.start)
        if e.kind in _PARTIES and not _is_governed(c, reading, e) and not _receives(c, e) and not _is_bracketed(c, e)
    ]


def _is_bracketed(c: Candidate, entity: Entity) -> bool:
    """A name in brackets repeats another or says who reports: "NAIROBI (AFP) -"."""
    return c.text[entity.start - 1 : entity.start] == "(" and c.text[entity.end : entity.end + 1] == ")"


def _receives(c: Candidate, entity: Entity) -> bool:
    """The entity stands between a verb of giving and the figure: "will pay Mauritania 320 million euros"."""
    starts = c.document.tokens.starts
    first, after = bisect_left(starts, entity.start), bisect_left(starts, entity.end)
    giving = word_class(c.language, "giving")
    while first > c.low and c.lower(first - 1) in word_class(c.language, "definite"):
        first -= 1
    return c.first - after < 3 and first > c.low and c.lower(first - 1) in giving


def _is_governed(c: Candidate, reading: Reading, entity: Entity) -> bool:
    """Whether an entity is a source or depends on a preposition, so that it is not the subject of its clause."""
    known = reading.governed.get(entity.start)
    if known is None:
        known = reading.governed[entity.start] = _in_source(c, reading, entity) or (
            _RELATIVE.match(c.text, entity.end) is None and _after_preposition(c, entity)
        )
    return known


def _token_at(c: Candidate, offset: int) -> int:
    """Index of the first token at or after an offset."""
    return bisect_left(c.document.tokens.starts, offset)


@cache
def _clause_openers(language: str) -> frozenset[str]:
    """Conjunctions that begin a clause with a subject of its own."""
    return word_class(language, "conjunction") - _JOINING


_JOINING = frozenset(
    {
        "and",
        "or",
        "nor",
        "so",
        "yet",
        "och",
        "eller",
        "samt",
        "und",
        "oder",
        "sowie",
        "et",
        "ou",
        "y",
        "e",
        "o",
        "u",
        "que",
        "att",
        "how",
    }
)


def _subjects_with(text: str, governing: Sequence[Entity]) -> list[Entity]:
    """The last entity and those before it that share its verb: "Iraq, the Emirates and Kuwait", "the US and Japan"."""
    found = list(governing[-1:])
    for entity in reversed(governing[:-1]):
        between = text[entity.end : found[0].start]
        link = between.strip(" ,")
        if len(between) > 9 or link not in (_LISTED if len(found) > 1 and "," in between else _LINKS):
            break
        found.insert(0, entity)
        if not link and len(found) == 2:
            break  # "the US, China": no list, which has an "and"
    return found


_LINKS = frozenset(("", "and", "and the", "och", "und", "et", "y"))
_LISTED = frozenset(("", "the", "la", "le", "les", "l'", "l’", "die", "los", "las"))


_RELATIVE = re.compile(r",? (?:which|that|who|som|die|der|das|qui|que)\b")
"""A clause about the name before it, which then has a subject whatever stands before that name."""


def _main_clause(c: Candidate, reading: Reading) -> int:
    """First token after the last semicolon or colon before a figure."""
    turn = bisect_left(reading.turns, c.first)
    return reading.turns[turn - 1] + 1 if turn else c.low


_POSSESSIVES = frozenset({"'s", "’s", "s'", "s’"})
_BEFORE_ENTITY = re.compile(r"[’']s\b|[^\W\d_]+(?:-[^\W\d_]+)*|\S")


def _after_preposition(c: Candidate, entity: Entity) -> bool:
    """Whether an entity depends on a preposition and so does not govern the clause; a possessor does."""
    text = c.text
    floor = c.document.tokens.starts[c.low]
    possessor = text[entity.end : entity.end + 2] in _POSSESSIVES
    if entity.start > 0 and text[entity.start - 1] == "-":
        return True
    before = _BEFORE_ENTITY.findall(text[max(floor, entity.start - 40) : entity.start])[-4:]
    prepositions, skipped = word_class(c.language, "preposition"), word_class(c.language, "determiner")
    for word in reversed(before):
        lower = word.lower()
        if lower in prepositions:
            return not possessor or lower in {"with", "from", "to", "between", "against"}
        if lower not in skipped and lower not in {"’s", "'s"} and not (word[0].isupper() and not possessor):
            return False
    return False


def _in_source(c: Candidate, reading: Reading, entity: Entity) -> bool:
    """Whether an entity is (part of) the source that the sentence names."""
    starts = c.document.tokens.starts
    for begin, _, place in reading.source:
        if place == "before" and starts[begin] < entity.start < starts[begin] + 120:
            comma = c.text.find(",", starts[begin], starts[begin] + 160)
            if comma < 0 or entity.start < comma:
                return True
        if place == "after" and 0 < starts[begin] - entity.end <= 2:
            return True
    return False


def _report() -> frozenset[str]:
    """Nouns for what a source puts out, which are not the source: "report", "data"."""
    return word_class("*", "report")


def _small() -> frozenset[str]:
    """Words inside a name: "Center for China and Globalization"."""
    return word_class("*", "inside_name")


def _to_source() -> frozenset[str]:
    """Words between such a noun and the source: "by the", "released by"."""
    return word_class("*", "before_name")


def _attributed(c: Candidate, reading: Reading) -> str | None:
    """The source that the sentence names for its figures."""
    for begin, after, place in reading.source:
        name = _source_name(c, after) if place == "before" else _speaking_name(c, begin)
        if name is not None:
            return name
    return None


def _source_name(c: Candidate, at: int) -> str | None:
    """As in "According to a report by the U.S. Geological Survey": the body, without the report."""
    tokens = c.document.tokens
    while at < c.high and (tokens.lowers[at] in _report() or tokens.lowers[at] in _to_source()):
        at += 1
    return _capitalised_run(c, at, forward=True)


def _speaking_name(c: Candidate, verb: int) -> str | None:
    """As in "The IEA estimates (that) ...": the name right before the verb."""
    if verb - 1 < c.low or (c.first < verb and c.after > verb):
        return None
    return _capitalised_run(c, verb - 1, forward=False)


def _capitalised_run(c: Candidate, at: int, *, forward: bool) -> str | None:
    """The run of capitalised words (with small words inside) that begins or ends at a token."""
    tokens = c.document.tokens
    step = 1 if forward else -1
    i, best = at, None
    while c.low <= i < c.high and abs(i - at) < 10:
        word = tokens.texts[i]
        if word[0].isupper():
            best = i
        elif tokens.lowers[i] not in _small() or best is None:
            break
        i += step
    if best is None or (forward and _attribute(c, best + 1)):
        return None
    first, last = (at, best) if forward else (best, at)
    if not forward and c.lower(first - 1) in word_class(c.language, "preposition"):
        return None
    if tokens.lowers[first] in {"the", "a", "he", "she", "it", "they", "we", "i"} and first < last:
        first += 1
    if first == last and (
        tokens.lowers[first] in function_words(c.language)
        or (first == c.low and not forward and len(tokens.texts[first]) < 3)
    ):
        return None
    while tokens.lowers[last] in {"’s", "'s"} and last > first:
        last -= 1
    start, end = tokens.starts[first], tokens.ends[last]
    for entity in c.document.entities_between(start, end):
        if entity.end == end or (forward and entity.start == start and entity.kind != "state"):
            return entity.name
    return c.text[start:end]


def _attribute(c: Candidate, at: int) -> bool:
    """Whether a lower-case noun follows a name, so that the name is no source ("an Internet posting")."""
    word = c.word(at)
    return word[:1].islower() and word.isalpha() and word not in function_words(c.language) and word not in _report()


_NO_PERIOD = frozenset({"announced", "published", "signed", "held"})
_PERIOD_REACH = 60
"""Characters between a figure and the time that it is stated for."""


class _Periods:
    """The dates of a text that may say for which time a figure stands: those that say no event's day."""

    def __init__(self, dates: Sequence[DateRow]) -> None:
        self._spans = sorted(
            (d.char_start, d.char_end, d.date_edtf)
            for d in dates
            if d.kind == "date" and d.date_edtf is not None and d.role not in _NO_PERIOD
        )

    def nearest(self, c: Candidate) -> str | None:
        """EDTF of the date closest to a figure in its sentence."""
        if not self._spans:
            return None
        sentence = c.document.sentences[c.sentence]
        best: tuple[int, str] | None = None
        at = bisect_left(self._spans, (max(sentence.start, c.start - 2 * _PERIOD_REACH),))
        for start, end, edtf in self._spans[at : at + 12]:
            if start > min(c.end + _PERIOD_REACH, sentence.end):
                break
            distance = start - c.end if start >= c.end else c.start - end
            if 0 <= distance <= _PERIOD_REACH and (best is None or distance < best[0]):
                best = (distance, edtf)
        return best[1] if best is not None else None


def _inherit(left: Candidate, left_row: FigureRow, right: Candidate, right_row: FigureRow) -> None:
    """In "70% of the world's output and 90% of processed products" the second share is China's and of the world too."""
    if left.sentence != right.sentence or left_row.unit != right_row.unit or left_row.unit_kind == "duration":
        return
    if right_row.converts is not None:
        for name in ("head", "subject", "object", "stage", "base", "event", "period"):
            setattr(right_row, name, getattr(left_row, name))
        return
    gap = left.document.tokens.lowers[left.after : right.first]
    priced = left_row.base is not None and left_row.base.startswith("per ")
    alike = left.numeral.scale == right.numeral.scale  # "$1.04 per share, from $401 million" are two measures
    if priced and alike and right_row.base is None and gap and gap[-1] in {"from", "to"} and len(gap) <= 5:
        right_row.base, right_row.unit_kind = left_row.base, left_row.unit_kind
    if len(gap) > 12 or not gap or gap[-1] not in {"and", "or", ",", "while", "och", "und", "et", "y"} or ";" in gap:
        return
    for name in ("subject", "object", "base", "head"):
        if getattr(right_row, name) is None:
            setattr(right_row, name, getattr(left_row, name))
    if (
        right_row.object is not None
        and left_row.object in _raw_materials()
        and right_row.object in {"product", "good", "material"}
    ):
        right_row.object = left_row.object


def _what(c: Candidate, clause: Clause, row: FigureRow) -> str | None:
    """A few words of the clause, without the figure itself."""
    tokens, text = c.document.tokens, c.text
    texts, lowers = tokens.texts, tokens.lowers
    left, near = max(clause.left, c.first - 7), c.first - 2
    if near > left and "," in texts[left:near]:
        left = near
        while texts[left - 1] != ",":
            left -= 1
    while left < c.first and (lowers[left] in _LOOSE or not texts[left][0].isalnum()):
        left += 1
    right = min(clause.right, max(clause.phrase, c.after), c.after + 10)
    if right == c.after:
        right = min(clause.right, _past_list(c) + 7)
    if c.rule == "antecedent":  # what is said of those counted stands behind the pronoun
        left, right = c.first, min(clause.right, c.after + 10)
    before = text[tokens.starts[left] : tokens.ends[c.first - 1]] if left < c.first else ""
    noun = ""
    if c.head is not None and c.rule == "antecedent":
        noun = c.head.name
    elif c.head is not None and not c.hyphenated and c.numeral.after <= c.head.index:
        first = c.head.index
        while first > c.numeral.after and tokens.texts[first - 1][0].isalpha():
            first -= 1
        noun = text[tokens.starts[first] : c.end]
    behind = text[tokens.starts[c.after] : tokens.ends[right - 1]] if c.after < right else ""
    words = " ".join(f"{before} {noun} {behind}".split()).strip(' ,;:-–—"“”')
    return words or row.head


def _past_list(c: Candidate) -> int:
    """Token where the last member of a list of counted nouns begins: of "carers, cooks and hotel staff" the hotel."""
    functions = function_words(c.language)
    if c.head is None or c.lower(c.after) != ",":
        return c.after
    for at in range(c.after + 1, min(c.high, c.after + 8)):
        lower = c.lower(at)
        if lower in _JOINING:
            return at + 1
        if lower != "," and (lower in functions or not lower[0].isalpha()):
            break
    return c.after


_LOOSE = frozenset({",", "and", "or", "’s", "'s", "of", "to", "for", "in", "that", "which", "och", "und", "et", "y"})
