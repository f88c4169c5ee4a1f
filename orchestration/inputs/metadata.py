"""Metadata from YAML front matter, sidecars, JSON objects and Parquet rows, into one small set of checked fields.

Belongs here: the YAML that is accepted (one flat mapping), dates and languages as people write them. Does not belong
here: dates in the text of an article (`extraction`). A field that cannot be read is refused, not guessed: a wrong
publication day would shift every "Wednesday" of the article.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Mapping
from datetime import date, datetime

import yaml

from orchestration.inputs.records import Metadata, Unusable

MAX_YAML = 64_000
"""Characters of front matter or of a sidecar."""

_LONGEST = {"title": 2_000, "publisher": 500, "author": 1_000, "url": 4_000, "language": 50, "published": 100}
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?=[ \t\r\n#]*[A-Za-z_][\w-]*[ \t]*:)")
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ISO_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_NUMERIC = re.compile(r"[\d./\-]+")


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Metadata and the text after it. A text that opens with a rule of dashes but no `key:` has no front matter.

    Raises:
        Unusable: the front matter has no end or cannot be read.
    """
    opening = _FRONT_MATTER.match(text)
    if opening is None:
        return Metadata(), text
    closing = _FRONT_MATTER_END.search(text, opening.end(), opening.end() + MAX_YAML)
    if closing is None:
        raise Unusable("bad_metadata", f"front matter without a closing --- in its first {MAX_YAML:,} characters")
    return from_yaml(text[opening.end() : closing.start()]), text[closing.end() :]


def from_yaml(content: str) -> Metadata:
    """Metadata from a flat YAML mapping; anchors, aliases, tags and nesting are refused.

    Raises:
        Unusable: no such mapping, or a field in it that cannot be read.
    """
    if len(content) > MAX_YAML:
        raise Unusable("bad_metadata", f"more than {MAX_YAML:,} characters of YAML")
    try:
        return from_mapping(_flat_mapping(content))
    except yaml.YAMLError as error:
        raise Unusable("bad_metadata", "YAML: " + " ".join(str(error).split())) from None


def _flat_mapping(content: str) -> dict[str, object]:
    # Read from events, so that nothing is ever built from what a mapping may not hold: no alias can multiply,
    # no tag can construct, no nesting can exhaust the stack.
    fields: dict[str, object] = {}
    depth = 0
    key: str | None = None
    items: list[object] | None = None
    for event in yaml.parse(content, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise Unusable("bad_metadata", "YAML anchors and aliases are refused")
        if (tag := getattr(event, "tag", None)) is not None:
            raise Unusable("bad_metadata", f"YAML tags are refused: {tag}")
        if isinstance(event, yaml.MappingStartEvent):
            if depth:
                raise Unusable("bad_metadata", f"{key or 'a key'} is a mapping")
            depth = 1
        elif isinstance(event, yaml.SequenceStartEvent):
            if not depth or key is None or items is not None:
                raise Unusable("bad_metadata", "a flat mapping is expected")
            items = []
        elif isinstance(event, yaml.SequenceEndEvent):
            if key is not None:
                fields[key] = items
            key, items = None, None
        elif isinstance(event, yaml.ScalarEvent):
            if not depth:
                raise Unusable("bad_metadata", "a mapping is expected, with title, published and so on as keys")
            value = None if event.style is None and event.value in {"", "~", "null"} else event.value
            if items is not None:
                items.append(value)
            elif key is None:
                key = event.value
            else:
                fields[key] = value
                key = None
    return fields


def from_mapping(fields: Mapping[str, object]) -> Metadata:
    """Metadata from the known keys of a mapping; unknown keys are passed over.

    Raises:
        Unusable: a known key whose value cannot be read.
    """
    values = {name: _one_line(name, fields[name]) for name in _LONGEST if fields.get(name) is not None}
    published, language = values.pop("published", None), values.pop("language", None)
    return Metadata(
        **values,
        published=None if published is None else _published(published),
        language=None if language is None else _language(language),
    )


def _one_line(name: str, value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if item is not None and not isinstance(item, (list, dict)))
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Unusable("bad_metadata", f"{name} is a {type(value).__name__}, not a text")
    text = " ".join(str(value).split())
    if len(text) > _LONGEST[name]:
        raise Unusable("bad_metadata", f"{name} has {len(text):,} characters; the limit is {_LONGEST[name]:,}")
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise Unusable("bad_metadata", f"{name} holds characters that no text has")
    return text or None


def _published(value: str) -> str:
    stamp = _ISO_STAMP.fullmatch(value)
    edtf = stamp.group(1) if stamp else value
    if _EDTF.fullmatch(edtf) is None:
        edtf = _written_date(value)
    if bounds(edtf) is None:
        raise Unusable("bad_metadata", f"published is {value!r}, which is no date; write it like 2026-02-04")
    return edtf


@functools.lru_cache(maxsize=4096)
def _written_date(value: str) -> str:
    from dateutil import parser  # 30 ms to import, and needed for unusual spellings only

    if _NUMERIC.fullmatch(value):
        raise Unusable(
            "bad_metadata", f"published is {value!r}, which can be read in two ways; write it like 2026-02-04"
        )
    # Two different defaults show which parts the text itself gives.
    try:
        one, two = (parser.parse(value, default=default) for default in (datetime(1904, 1, 1), datetime(1908, 12, 31)))  # noqa: DTZ001
    except (ValueError, OverflowError):
        raise Unusable("bad_metadata", f"published is {value!r}, which is no date; write it like 2026-02-04") from None
    if one.year != two.year:
        raise Unusable("bad_metadata", f"published is {value!r}, which names no year; write it like 2026-02-04")
    if one.month != two.month:
        return f"{one:%Y}"
    return f"{one:%Y-%m-%d}" if one.day == two.day else f"{one:%Y-%m}"


def bounds(edtf: str) -> tuple[date, date] | None:
    """First and last day of an EDTF level 0 date, or None when there is no such day."""
    match = _EDTF.fullmatch(edtf)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        low = date(year or 0, month or 1, day or 1)
        if day:
            return low, low
        if month:
            return low, low.replace(day=calendar.monthrange(low.year, low.month)[1])
        return low, date(low.year, 12, 31)
    except ValueError:
        return None


@functools.lru_cache(maxsize=1024)
def _language(value: str) -> str:
    code = re.split(r"[-_]", value.strip().lower(), maxsplit=1)[0]
    if re.fullmatch("[a-z]{2}", code):
        return code
    import pycountry  # needed for names and three-letter codes only

    try:
        found = getattr(pycountry.languages.lookup(code), "alpha_2", None)
    except LookupError:
        found = None
    if found is None:
        raise Unusable("bad_metadata", f"language is {value!r}, which is no ISO 639-1 code such as en")
    return str(found)
