"""A quotation on its way to a row: what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.quotes.frames import Frame
from extraction.quotes.marks import Quotation
from extraction.quotes.speakers import Speaker

_REACH = 120


@dataclass(slots=True)
class Candidate:
    """`in_sentence` tells a speaker found beside the words from one carried over from elsewhere."""

    quotation: Quotation
    frame: Frame
    at: int
    before: Frame | None = None
    """The frame before it in its paragraph."""
    rule: str = "quotes.unattributed"
    speaker: Speaker | None = None
    cue: str | None = None
    confidence: str = "asserted"
    in_sentence: bool = False
    kind: str = "partial"

    @property
    def alone(self) -> bool:
        """Nothing but quotations and punctuation in its sentence."""
        return self.frame.silent

    @property
    def opens(self) -> bool:
        """The sentence begins with the quotation; no verb of the writer stands before it."""
        return not any(t in "VCABgPx" for t in self.frame.tags[max(0, self.at - _REACH) : self.at])

    def attribute(
        self, rule: str, speaker: Speaker, cue: str | None, confidence: str, *, in_sentence: bool = True
    ) -> None:
        """Give the quotation its speaker."""
        self.rule, self.speaker, self.cue = rule, speaker, cue
        self.confidence, self.in_sentence = confidence, in_sentence
