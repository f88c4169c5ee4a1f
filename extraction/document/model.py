"""The shared document: what every kind of fact reads, made once an article.

Belongs here: the data classes and the look-ups by offset. How tokens, sentences, segments and entities are found is the
business of the modules beside this one. What is made for every sentence or mention is not frozen, because a frozen data
class takes four times as long to make; nobody changes one all the same, and they hash by value.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from extraction.rows import Article, EntityRow, SegmentRow


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """A line of text that is not blank, without the white space around it."""

    start: int
    end: int
    segment: int


@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """A run of paragraphs of one kind in one language."""

    start: int
    end: int
    kind: str
    """headline | body | faq | teaser | caption | boilerplate"""
    language: str
    """ISO 639-1"""


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence; `token_start` and `token_end` bound its tokens, the end exclusive."""

    start: int
    end: int
    paragraph: int
    segment: int
    token_start: int
    token_end: int


@dataclass(slots=True)
class Tokens:
    """Words and punctuation marks as parallel lists: a loop over a list of strings is what Python does fast."""

    starts: list[int]
    ends: list[int]
    texts: list[str]
    lowers: list[str]
    mixed: list[int]
    """Indexes of the tokens that are neither a plain word nor a lone mark: numbers, words with a hyphen or digit."""

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(slots=True, unsafe_hash=True)
class Entity:
    """A mention of a state, bloc, body, company, person or place.

    `key` is what mentions of the same entity in an article share: an ISO 3166-1 alpha-2 code for a state ("JP"), the
    lexicon's key for a known bloc or body ("EU", "NATO"), else the fullest name that the article gives. `role` and
    `party` of a person are what a title or an apposition anywhere in the article says ("US Trade Representative",
    "US"); `party` of a body is the state that it belongs to ("Peru's trade ministry": "PE"). `name` is a state's
    English name, and of anybody else the fullest form in the article. `extraction.document.entities` lists the rules.
    """

    start: int
    end: int
    kind: str
    key: str
    name: str
    rule: str
    role: str | None = None
    party: str | None = None
    gender: str | None = None
    """f | m where a title, a given name or a pronoun of the text tells, else None."""


@dataclass
class Document:
    """One article, read once. All lists are in the order of the text; spans of a list do not overlap.

    The fields that follow from others are plain ones: they are read hundreds of times an article.
    """

    article: Article
    paragraphs: list[Paragraph]
    segments: list[Segment]
    sentences: list[Sentence]
    tokens: Tokens
    entities: list[Entity]
    text: str = field(init=False)
    """The article's text, which all offsets index."""
    sentence_starts: list[int] = field(init=False)
    entity_starts: list[int] = field(init=False)
    kept: dict[str, object] = field(init=False, default_factory=dict)
    """What one kind has worked out and a later one needs, by a name of its own; emptied when the article is done."""

    def __post_init__(self) -> None:
        self.text = self.article.text
        self.sentence_starts = [s.start for s in self.sentences]
        self.hold(self.entities)

    def hold(self, entities: list[Entity]) -> None:
        """Take the entities, which are found in the document itself."""
        self.entities = entities
        self.entity_starts = [e.start for e in entities]

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds `offset`, or of the last one before it."""
        return (bisect_right(self.sentence_starts, offset) or 1) - 1

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`, or the last one before it."""
        return self.sentences[(bisect_right(self.sentence_starts, offset) or 1) - 1]

    def segment_at(self, offset: int) -> Segment:
        """The segment of that sentence."""
        return self.segments[self.sentence_at(offset).segment]

    def language_at(self, offset: int) -> str:
        """The language of that segment, ISO 639-1."""
        return self.segment_at(offset).language

    def tokens_between(self, start: int, end: int) -> range:
        """Indexes of the tokens that begin in [start, end)."""
        starts = self.tokens.starts
        return range(bisect_left(starts, start), bisect_left(starts, end))

    def entities_between(self, start: int, end: int) -> list[Entity]:
        """Entity mentions that begin in [start, end)."""
        starts = self.entity_starts
        first = bisect_left(starts, start)
        return self.entities[first : bisect_left(starts, end, first)] if end > start else []

    def segment_rows(self) -> list[SegmentRow]:
        """The segments as rows of the annotation."""
        return [SegmentRow(s.start, s.end, s.kind, s.language) for s in self.segments]

    def entity_rows(self) -> list[EntityRow]:
        """One row an entity, at its first mention."""
        rows: dict[tuple[str, str], EntityRow] = {}
        for e in self.entities:
            row = rows.get((e.kind, e.key))
            if row is None:
                rows[e.kind, e.key] = EntityRow(e.start, e.end, e.key, e.name, e.kind, 1)
            else:
                row.n_mentions += 1
        return list(rows.values())
