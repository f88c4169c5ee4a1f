"""The day that a text without a publication date fixes itself (CODEBOOK.md, section 5).

"Wednesday ... on February 4" admits only years in which 4 February was a Wednesday; the latest of these not after the
day the article was loaded is taken. The two may stand side by side, or apart where they speak of the same day: in the
main text, with the same role, neither of them looking ahead, and no other day or weekday with that role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extraction.dates.clause import Clause
from extraction.dates.readers.days import year_by_weekday
from extraction.dates.scan import Mention
from extraction.dates.words import Anchor, Reading

_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")


@dataclass(slots=True, unsafe_hash=True)
class Found:
    """A mention with its reading, its clause, and whether it stands in the article proper."""

    mention: Mention
    reading: Reading
    clause: Clause
    main_text: bool
    joined: bool
    """Whether it is the end of a range or a member of a list ("from 28 February to 2 March")."""

    def role(self, anchor: Anchor) -> str | None:
        """The role of the date in its clause; a day before publication is never due."""
        reading = self.reading
        if reading.kind == "duration":
            ahead = self.mention.groups.get("ran")
            return self.clause.role_of_duration(int(self.mention.grammar.value("ran", ahead)) if ahead else None)
        if reading.kind != "date":
            return None
        over = reading.high is not None and anchor.low is not None and reading.high < anchor.low
        return self.clause.role(may_be_due=not (over or self.joined))


def fixed_day(found: list[Found], loaded_on: date | None) -> date | None:
    """The day that the text fixes by naming its weekday, or None."""
    days: dict[str, set[tuple[int, int]]] = {}
    weekdays: dict[str, set[int]] = {}
    for each in found:
        reading = each.reading
        if not each.main_text or reading.kind != "date":
            continue
        if reading.weekday is not None and reading.inferred and reading.low is not None:
            return reading.low
        yearless = _YEARLESS.fullmatch(reading.edtf or "")
        if yearless is None and (reading.weekday is None or reading.edtf is not None):
            continue
        role = each.role(Anchor())
        if role is None or role == "due" or each.clause.tense() == "future":
            continue
        if yearless is not None:
            days.setdefault(role, set()).add((int(yearless.group(1)), int(yearless.group(2))))
        elif reading.weekday is not None:
            weekdays.setdefault(role, set()).add(reading.weekday)
    if loaded_on is None:
        return None
    for role, named in days.items():
        if len(named) == 1 and len(weekdays.get(role, ())) == 1:
            month, day = next(iter(named))
            weekday = next(iter(weekdays[role]))
            year = year_by_weekday(month, day, weekday, loaded_on)
            if year is not None:
                return date(year, month, day)
    return None
