"""Dates, times, durations and sets (codebook, section 5), in English, Swedish, German, French and Spanish.

`find_dates(document)` gives the rows. Spans never overlap and hold no preposition ("by 2035" gives "2035").

    kind      date_edtf                                                      date_low, date_high
    date      2026-02-04, 2026-02, 2026, 196X, 19XX; 2026-22 (summer);       real days, both inclusive
              2026-02-02/2026-02-08 (a week); 2026~ (a fiscal year)
    date      XXXX-02-04, XXXX-02: nothing fixes the year                    None
    date      None: nothing fixes any part ("three years later")             None
    time      T14:30                                                         None
    duration  P30D, P2Y, PT8H, P0.5Y                                         None
    set       R/P1Y (every year, annually), R/P1W (every Friday, weekly)     None

"Early", "mid" and "late" narrow date_low and date_high to a third while date_edtf names the whole. `weekday` is the ISO
weekday that the text names, also where it fixes no day (date_edtf is None then). `inferred` marks rows of which a
convention, not the text, chose the year or the day: "February 4", "Wednesday", "the same day"; "yesterday" and "last
year" are plain arithmetic on the publication date and not marked. A duration of role `due` is a period to act in
("within 30 days"); other durations have no role.

For other kinds of facts:

    bounds(edtf)                                 earliest and latest day, inclusive; None where open or unknown
    deadline_in(document, dates, start, end)     the deadline there: text (P30D, 2035, XXXX-06), due_low, due_high
    iso_duration(30, "D")                        P30D
"""

from extraction.dates.deadlines import Deadline, deadline_in
from extraction.dates.edtf_bounds import bounds
from extraction.dates.find import find_dates
from extraction.dates.readers.spans import iso_duration

__all__ = ["Deadline", "bounds", "deadline_in", "find_dates", "iso_duration"]
