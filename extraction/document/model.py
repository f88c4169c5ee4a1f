"""The shared document: what every kind of fact reads, made once an article.

Belongs here: the data classes and the look-ups by offset. How tokens, sentences, segments and entities are found is the
business of the modules beside this one. What is made for every sentence or mention is not frozen, because a frozen data
class takes four times as long to make; nobody changes one all the same, and they hash by value.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

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
    """One article, read once. All lists are in the order of the text; spans of a list do not overlap."""

    article: Article
    paragraphs: list[Paragraph]
    segments: list[Segment]
    sentences: list[Sentence]
    tokens: Tokens
    entities: list[Entity]

    @property
    def text(self) -> str:
        """The article's text, which all offsets index."""
        return self.article.text

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def _entity_starts(self) -> list[int]:
        return [e.start for e in self.entities]

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds `offset`, or of the last one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`, or the last one before it."""
        return self.sentences[self.sentence_index(offset)]

    def segment_at(self, offset: int) -> Segment:
        """The segment of that sentence."""
        return self.segments[self.sentence_at(offset).segment]

    def language_at(self, offset: int) -> str:
        """The language of that segment, ISO 639-1."""
        return self.segment_at(offset).language

    def tokens_between(self, start: int, end: int) -> range:
        """Indexes of the tokens that begin in [start, end)."""
        return range(bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end))

    def entities_between(self, start: int, end: int) -> list[Entity]:
        """Entity mentions that begin in [start, end)."""
        return self.entities[bisect_left(self._entity_starts, start) : bisect_left(self._entity_starts, end)]

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
