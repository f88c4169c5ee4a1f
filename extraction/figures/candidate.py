"""A number on its way to being a figure: what the rules have found about it so far."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.document import Document
from extraction.figures.nouns import Head
from extraction.figures.numerals import Numeral
from extraction.figures.units import Unit


@dataclass(slots=True)
class Candidate:
    """A number with its sentence, and the unit, bounds and span that the rules give it.

    `start`/`end` (characters) and `first`/`after` (tokens) grow from the bare number to the whole span.
    """

    document: Document
    text: str
    """The text of the article."""
    lowers: list[str]
    """Its tokens in lower case."""
    language: str
    """The language of the text around."""
    numeral: Numeral
    sentence: int
    """Index of the sentence."""
    low: int
    """First token of the sentence that the rules look at."""
    high: int
    """Token after the last that they look at."""
    start: int
    end: int
    first: int
    after: int
    value: float
    rule: str = "number"
    unit: Unit | None = None
    marked: bool = False
    """A currency mark stands before the number."""
    bare_dollar: bool = False
    """The money is said by "$" or "dollars" alone, so the text decides whose dollars they are."""
    money_word: str = ""
    """The one word that names the money, where several states may share it: "kroner", "pesos"."""
    hyphenated: bool = False
    """The unit is joined by a hyphen ("five-week", "50-member")."""
    head: Head | None = None
    modifier: str = "exact"
    near: bool = False
    modified: bool = False
    """Some modifier stands with it, an exact one too."""
    range_low: float | None = None
    range_high: float | None = None
    per: str | None = None
    converts: Candidate | None = None
    priced: str | None = None
    """ISO code of the money that this amount of another is the price of: an exchange rate."""
    is_priced: bool = False
    """It is the amount whose price in another money is said beside it: the "$1" of "$1 = 149.5 yen"."""
    is_part: bool = False
    """It counts some of what another number of the sentence counts: the 12 of "40 plants, of which 12"."""
    excluded: str | None = None
    """Name of the rule that says it is no figure."""

    @property
    def bare_whole(self) -> bool:
        """Whole digits and nothing else."""
        numeral = self.numeral
        return numeral.form == "digits" and numeral.value == int(numeral.value) and numeral.scale == 1.0

    def lower(self, index: int) -> str:
        """Token of the same sentence in lower case, or "" outside it."""
        return self.lowers[index] if self.low <= index < self.high else ""

    def word(self, index: int) -> str:
        """Token of the same sentence as written, or "" outside it."""
        return self.document.tokens.texts[index] if self.low <= index < self.high else ""

    def before(self, length: int) -> str:
        """Characters before the number."""
        return self.text[max(0, self.start - length) : self.start]

    def following(self, length: int) -> str:
        """Characters after the number."""
        return self.text[self.end : self.end + length]
