"""Properties of dates: any CLDR format reads back, any text gives clean spans, bounds agree with the EDTF library."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date, format_skeleton
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import Article
from extraction.dates import bounds, find_dates
from extraction.document import Document, read
from extraction.rows import DateRow

LANGUAGES = ("en", "sv", "de", "fr", "es")
LEADS = {
    "en": "They met on",
    "sv": "De möttes den",
    "de": "Sie trafen sich am",
    "fr": "Réunis le",
    "es": "Se reunieron el",
}
DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
PROPERTY = settings(deadline=None)  # the first call of a language compiles its grammar
SKELETONS = ("yMMMd", "yMMMEd", "yMMMMd", "yMd")


def document_of(text: str, language: str, published: str | None = "2026-02-05") -> Document:
    document = read(Article("t", text, published, date(2026, 11, 21), language))
    document.segments = [type(s)(s.start, s.end, "body", language) for s in document.segments]
    return document


def rows_of(text: str, language: str, published: str | None = "2026-02-05") -> list[DateRow]:
    return find_dates(document_of(text, language, published))


@pytest.mark.parametrize("language", LANGUAGES)
@PROPERTY
@given(day=DAYS, style=st.sampled_from(("full", "long", "medium", "short")))
def test_a_date_in_any_cldr_style_reads_back(language: str, day: date, style: str) -> None:
    written = format_date(day, style, locale=language)
    rows = rows_of(f"{LEADS[language]} {written} om avtalet.", language)
    assert [(r.kind, r.date_edtf, r.date_low, r.date_high) for r in rows] == [("date", day.isoformat(), day, day)], (
        written
    )


@pytest.mark.parametrize("language", LANGUAGES)
@PROPERTY
@given(day=DAYS, skeleton=st.sampled_from(SKELETONS))
def test_a_date_in_a_cldr_skeleton_reads_back(language: str, day: date, skeleton: str) -> None:
    written = format_skeleton(skeleton, day, locale=language)
    rows = rows_of(f"{LEADS[language]} {written} om avtalet.", language)
    assert [(r.kind, r.date_edtf) for r in rows] == [("date", day.isoformat())], written


@pytest.mark.parametrize("language", LANGUAGES)
@PROPERTY
@given(day=DAYS, skeleton=st.sampled_from(("yMMMM", "yMMM")))
def test_a_month_reads_back(language: str, day: date, skeleton: str) -> None:
    written = format_skeleton(skeleton, day, locale=language)
    rows = rows_of(f"{LEADS[language]} {written}.", language)
    assert [r.date_edtf for r in rows] == [f"{day:%Y-%m}"], written


@pytest.mark.parametrize("language", LANGUAGES)
@PROPERTY
@given(published=st.dates(date(1990, 1, 1), date(2060, 1, 1)), back=st.integers(0, 6))
def test_a_weekday_is_the_latest_one_up_to_the_day_itself(language: str, published: date, back: int) -> None:
    day = published - timedelta(back)
    weekday = format_date(day, "EEEE", locale=language)
    rows = rows_of(f"{LEADS[language]} {weekday}.", language, published.isoformat())
    assert [(r.date_low, r.weekday, r.inferred) for r in rows] == [(day, day.isoweekday(), True)]


@PROPERTY
@given(loaded_on=st.dates(date(1990, 1, 1), date(2060, 1, 1)), day=DAYS)
def test_a_weekday_fixes_the_year(loaded_on: date, day: date) -> None:
    text = f"They met on {day:%A}, {day:%B} {day.day}."
    (row,) = find_dates(read(Article("t", text, None, loaded_on, "en")))
    assert row.inferred
    assert row.date_low is not None
    assert row.date_low <= loaded_on
    assert (row.date_low.month, row.date_low.day, row.date_low.isoweekday()) == (day.month, day.day, day.isoweekday())
    later = (
        row.date_low.replace(year=y) for y in range(row.date_low.year + 1, loaded_on.year + 1) if not leap_day(day)
    )
    assert not [d for d in later if d <= loaded_on and d.isoweekday() == day.isoweekday()]


def leap_day(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


PIECES = st.sampled_from(
    (
        *"0123456789.,:;/-–’'\"()% \n\t$€",
        *(
            "Feb",
            "February",
            "4",
            "2026",
            "1960s",
            "Wednesday",
            "mercredi",
            "onsdagen",
            "Mitte",
            "März",
            "å",
            "️",
            "\u00a0",
        ),
        *(
            "the",
            "past",
            "two",
            "years",
            "ago",
            "by",
            "end of",
            "första",
            "kvartalet",
            "Q1",
            "FY26",
            "vor",
            "il y a",
            "𝟚",
        ),
        *(
            "H1",
            "T14:30",
            "99999999999999999999",
            "31",
            "30",
            "29",
            "XX",
            "siglo",
            "noon",
            "every",
            "Monday",
            "-",
            "mid-",
        ),
    )
)


@settings(deadline=None, max_examples=300)
@given(pieces=st.lists(PIECES, max_size=40), joint=st.sampled_from(("", " ")), language=st.sampled_from(LANGUAGES))
def test_any_text_gives_clean_rows(pieces: list[str], joint: str, language: str) -> None:
    text = joint.join(pieces)
    check(text, rows_of(text, language))
    check(text, rows_of(text, language, None))


@PROPERTY
@given(text=st.text(), language=st.sampled_from(LANGUAGES))
def test_any_characters_give_clean_rows(text: str, language: str) -> None:
    check(text, rows_of(text, language))


def check(text: str, rows: list[DateRow]) -> None:
    end = 0
    for row in rows:
        assert end <= row.char_start < row.char_end <= len(text)
        end = row.char_end
        surface = text[row.char_start : row.char_end]
        assert surface == surface.strip()
        assert "\n" not in surface
        assert row.kind in ("date", "time", "duration", "set")
        assert (row.date_low is None) == (row.date_high is None)
        if row.date_low is not None and row.date_high is not None:
            low, high = bounds(row.date_edtf)
            assert low is not None
            assert high is not None
            assert low <= row.date_low <= row.date_high <= high
        if row.kind == "date" and row.date_edtf is not None:
            for part in row.date_edtf.split("/"):
                assert parse_edtf(part) is not None


@settings(deadline=None, max_examples=10)
@given(day=DAYS)
def test_bounds_agree_with_the_library(day: date) -> None:
    for edtf in (day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}"[:3] + "X", f"{day:%Y-%m}/{day.year + 1}"):
        low, high = bounds(edtf)
        parsed = parse_edtf(edtf)
        assert low is not None
        assert high is not None
        assert low.timetuple()[:3] == tuple(parsed.lower_strict()[:3])
        assert high.timetuple()[:3] == tuple(parsed.upper_strict()[:3])


@pytest.mark.parametrize(
    ("edtf", "low", "high"),
    [
        (None, None, None),
        ("P30D", None, None),
        ("XXXX-02-04", None, None),
        ("2026-02/..", date(2026, 2, 1), None),
        ("../2026", None, date(2026, 12, 31)),
        ("2026~", date(2026, 1, 1), date(2026, 12, 31)),
        ("2025-24", date(2025, 12, 1), date(2026, 2, 28)),
        ("2026-02-30", None, None),
        ("not a date", None, None),
    ],
)
def test_bounds(edtf: str | None, low: date | None, high: date | None) -> None:
    assert bounds(edtf) == (low, high)
