"""What a span means: one function for each rule, from the captured words to an EDTF string and its days.

Belongs here: the news conventions of CODEBOOK.md, section 5. A reader gets the captured words, the anchor (the days of
publication, or a day that the text fixes itself) and whether its clause looks ahead; it never looks at the text.
"""

from extraction.dates.readers import anaphora, days, periods, spans
from extraction.dates.scan import Mention
from extraction.dates.words import Context, Reading, Words

_READERS = {**days.READERS, **periods.READERS, **spans.READERS, **anaphora.READERS}


def read_mention(mention: Mention, context: Context) -> Reading | None:
    """The reading of a mention, or None where its words make no date ("31 February")."""
    try:
        return _READERS[mention.rule](Words(mention, context))
    except (OverflowError, ValueError):  # beyond the calendar: the year 10000, a billion years ago
        return None


__all__ = ["read_mention"]
