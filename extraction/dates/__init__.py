"""Dates, times, durations and sets (codebook, section 5), in English, Swedish, German, French and Spanish.

`find_dates(document)` gives the rows. Spans never overlap and hold no preposition ("by 2035" gives "2035").

| kind | date_edtf | low, high |
|---|---|---|
| date | EDTF level 1: 2026-02-04, 2026-02, 2026, 196X, 19XX, 2026-22 (summer), 2026-02-02/2026-02-08 (a week), 2026~ (a fiscal year), XXXX-02-04 and XXXX-02 where nothing fixes the year, None where nothing fixes any part ("Wednesday" alone, "three years later") | real days, both inclusive, None where not fixed; "early", "mid" and "late" narrow them to a third while date_edtf names the whole |
| time | "T14:30" | None |
| duration | ISO 8601: P30D, P2Y, PT8H, P0.5Y | None |
| set | "R/P1Y" (every year), "R/P1W" (weekly, every Friday, twice a week) | None |

`weekday` is the ISO weekday that the text names, also where it fixes no day. `inferred` marks rows of which a convention,
not the text, chose the year or the day: "February 4" without a year, "Wednesday", "the same day"; "yesterday" and "last
year" are plain arithmetic on the publication date and not marked. A duration with role `due` is a period to act in
("within 30 days").

For other kinds of facts:
    bounds(edtf) -> (earliest, latest), both inclusive, None where open or unknown
    deadline_in(document, dates, start, end) -> Deadline or None (extraction.dates.deadlines)
    iso_duration(30, "D") -> "P30D"
"""

from extraction.dates.edtf_bounds import bounds
from extraction.dates.find import find_dates
from extraction.dates.reading import Anchor, iso_duration

__all__ = ["Anchor", "bounds", "find_dates", "iso_duration"]
