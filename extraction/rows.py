"""What goes in and what comes out: the article, and one row class for each kind of span.

Belongs here: the plain data that crosses the border of this package, and nothing that computes. The Arrow schemas
(`extraction.schema`), the staging views of dbt and the golden files all follow these classes, so a field is added here
first. Does not belong here: anything about tokens, files or databases.

Offsets are counted in Unicode code points of `Article.text`, the end exclusive, and `text[char_start:char_end]` is the
surface of the row. The meaning of every field is that of CODEBOOK.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One article as extraction sees it.

    `published` is an EDTF level 0 date from the article's metadata ("2026-02-04", "2026-02", "2026") or None;
    `loaded_on` the day the article was first loaded, which bounds inferred years; `language` an ISO 639-1 code given by
    metadata, used where detection is unsure.
    """

    article_id: str
    text: str
    published: str | None = None
    loaded_on: date | None = None
    language: str | None = None


@dataclass(slots=True)
class Span:
    """Where a row stands. `annotate` fills everything after `rule` from the document, so extractors leave it alone."""

    char_start: int
    char_end: int
    rule: str
    """Name of the extraction rule that made the row, `<kind>.<rule>`, as listed by that kind's module."""
    segment: str = field(default="body", kw_only=True)
    language: str = field(default="en", kw_only=True)
    sentence_start: int = field(default=0, kw_only=True)
    sentence_end: int = field(default=0, kw_only=True)


@dataclass(slots=True)
class SegmentRow:
    """A run of paragraphs of one kind (headline, body, faq, teaser, caption, boilerplate) in one language."""

    char_start: int
    char_end: int
    kind: str
    language: str


@dataclass(slots=True)
class SentenceRow:
    """A sentence, without the white space around it."""

    char_start: int
    char_end: int


@dataclass(slots=True)
class EntityRow:
    """One entity of an article, at its first mention. A state's key is its ISO 3166-1 alpha-2 code."""

    char_start: int
    char_end: int
    key: str
    name: str
    kind: str
    """state | bloc | body | company | person | place"""
    n_mentions: int


@dataclass(slots=True)
class DateRow(Span):
    """A date, time, duration or set that the text mentions (codebook, section 5)."""

    kind: str
    """date | time | duration | set"""
    date_edtf: str | None
    """EDTF level 1 for dates ("2026-02-04", "XXXX-02-04", "2025-10", "196X"), ISO 8601 for durations ("P30D")."""
    date_low: date | None = None
    date_high: date | None = None
    role: str | None = None
    """announced | signed | effective | due | held | published, or None where the clause does not say."""
    inferred: bool = False
    weekday: int | None = None
    """ISO weekday (Monday is 1) that the text names for this date: a claim of its own (codebook, sections 5 and 6)."""


@dataclass(slots=True)
class FigureRow(Span):
    """A number with its unit, its bound and what it measures (codebook, section 1)."""

    value: float | None
    value_low: float | None
    value_high: float | None
    modifier: str
    """exact | approx | over | at_least | up_to | under | range"""
    unit: str
    unit_kind: str
    """money | percent | count | duration | mass | length | area | volume | energy | power | speed | ratio | rate
    | other"""
    last_digit: float | None = None
    """Place value of the last digit written, scale word applied: 1e9 for "$2 billion", 1e8 for "1.5bn", 1 for "54",
    1e5 for "200,000" (last non-zero digit of a whole number). Reconciliation widens exact values by it."""
    scaled: bool = False
    """Written with a scale word, a decimal point or a percent sign, so that half of the last digit is its rounding."""
    what: str | None = None
    """A few words: what is measured, of whom, of what."""
    head: str | None = None
    """Lemma of the noun that is counted or that the amount stands for (country, share, output, investment, tariff)."""
    subject: str | None = None
    """Party key (ISO code or name) whose figure it is."""
    object: str | None = None
    """What the share, amount or count is of: the substance, the goods, the theme (rare earth, steel, mineral)."""
    stage: str | None = None
    """mining | processing | reserves | exports, or None."""
    base: str | None = None
    """Counting base where the text states one: each | together | world | domestic | ..., or None.

    "part" where it counts some of what another figure of its sentence counts ("40 plants, of which 12"). Of a price,
    what it is the price of ("per barrel"); of an exchange rate, the ISO code of the money priced ("per EUR").
    """
    event: str | None = None
    """Head noun of the event the figure belongs to (meeting, summit, investment, agreement), or None."""
    period: str | None = None
    """EDTF of the time the figure is stated for, or None."""
    attributed_to: str | None = None
    """The source that the article names for the figure."""
    converts: int | None = None
    """Index, in this article's figures, of the amount that this one restates in another currency or unit; of an
    exchange rate, of the amount that it prices ("$1 = 149.5 yen")."""
    quote: int | None = None
    """Index, in this article's quotes, of the quote that speaks it; filled by `annotate`."""


@dataclass(slots=True)
class QuoteRow(Span):
    """Quoted words and who said them (codebook, section 2). Offsets exclude the marks."""

    kind: str
    """direct | partial"""
    speaker: str | None = None
    """Fullest name in the article, or the described or documentary speaker as written."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_kind: str | None = None
    """person | body | document | described"""
    speaker_role: str | None = None
    speaker_party: str | None = None
    cue: str | None = None
    confidence: str = "asserted"
    """asserted | inferred"""


@dataclass(slots=True)
class AgreementRow(Span):
    """An instrument between parties, planned or real; its span is its first full statement (codebook, section 3)."""

    instrument: str
    parties: tuple[str, ...]
    status: str
    """proposed | planned | announced | signed | in_force | suspended | ended"""
    name: str | None = None
    date_edtf: str | None = None
    date_low: date | None = None
    date_high: date | None = None
    date_role: str | None = None
    date_inferred: bool = False
    weekday: int | None = None
    subject: str | None = None
    earlier: bool = False
    """Told by the article as one from before another of the same parties ("the previous deal"): not the one that
    other reports of that day are about."""


@dataclass(slots=True)
class CommitmentRow(Span):
    """Who will do what, by when, for how much (codebook, section 4)."""

    who: tuple[str, ...]
    what: str
    strength: str
    """binding | pledged | intended | exploratory"""
    agreement: int | None = None
    """Index, in this article's agreements, of the agreement it belongs to."""
    amount: float | None = None
    amount_low: float | None = None
    amount_high: float | None = None
    amount_unit: str | None = None
    deadline: str | None = None
    """As in the text: P30D, 2035, XXXX-06."""
    due_low: date | None = None
    due_high: date | None = None
    """Only where the text fixes the calendar day; dbt adds a period to the announcement's date."""
    negative: bool = False
    conditional: bool = False


@dataclass(slots=True)
class Annotation:
    """Everything extraction says about one article. `error` names what went wrong when the rest is empty."""

    segments: list[SegmentRow] = field(default_factory=list)
    sentences: list[SentenceRow] = field(default_factory=list)
    entities: list[EntityRow] = field(default_factory=list)
    dates: list[DateRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    quotes: list[QuoteRow] = field(default_factory=list)
    agreements: list[AgreementRow] = field(default_factory=list)
    commitments: list[CommitmentRow] = field(default_factory=list)
    error: str | None = None
