"""Whole articles with every figure, date and quote labelled: what extraction is worth on text it was not written for.

A file of `tests/golden/texts` is in sections that begin with `==`. Its head names the article of
`tests/golden/articles/development` that it labels (`article: NAME`), or gives the day of publication
(`published: YYYY-MM-DD`) of a text that follows. The labels were written from the codebook before the text was first
read by the rules, one line each in the order of the text:

    figures   surface | value | low | high | modifier | unit | unit kind     "-" is none
    dates     surface | kind | EDTF | role
    quotes    text | kind | speaker | confidence

A field "*" is left open by the codebook; a field with commas allows any of them; a line that begins with "?" is one the
codebook leaves open, which counts neither as missed nor, when a row meets it, as spurious.

A label and a row match where they overlap: figures with the same number, dates of the same kind, quotes with nine
tenths of their span in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extraction import Article
from extraction.dates import find_dates
from extraction.document import read
from extraction.figures import find_figures
from extraction.quotes import find_quotes
from tests.labels import READ_ON

GOLDEN = Path(__file__).parents[1] / "golden"
FIELDS = {
    "figures": ("value", "low", "high", "modifier", "unit", "unit_kind"),
    "dates": ("kind", "edtf", "role"),
    "quotes": ("kind", "speaker", "confidence"),
}
FLOORS = {
    "figures": {"precision": 0.985, "recall": 0.98, "bounds": 0.99, "modifier": 0.99, "unit": 0.985, "unit_kind": 0.98},
    "dates": {"precision": 0.985, "recall": 0.985, "edtf": 0.98, "role": 0.98},
    "quotes": {"precision": 0.98, "recall": 0.98, "kind": 0.95, "speaker": 0.92, "confidence": 0.96},
}


@dataclass(frozen=True)
class Text:
    name: str
    text: str
    published: str | None
    labels: dict[str, list[dict[str, Any]]]


@dataclass
class Score:
    matched: int = 0
    labels: int = 0
    rows: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        rates = {name: sum(hits) / len(hits) for name, hits in self.fields.items()}
        return {"precision": self.matched / max(1, self.rows), "recall": self.matched / max(1, self.labels), **rates}


def texts() -> list[Text]:
    return [_read(path) for path in sorted((GOLDEN / "texts").glob("*.txt"))]


def _read(path: Path) -> Text:
    head, *sections = ("\n" + path.read_text(encoding="utf-8")).split("\n== ")
    given = dict(line.split(": ", 1) for line in head.strip().splitlines())
    parts = dict(section.split("\n", 1) for section in sections)
    if "article" in given:
        article = GOLDEN / "articles" / "development" / f"{given['article']}.yml"
        parts["text"] = yaml.safe_load(article.read_text(encoding="utf-8"))["text"]
    labels = {kind: list(_labels(path.name, kind, parts["text"], parts[kind])) for kind in FIELDS}
    return Text(path.stem, parts["text"], given.get("published"), labels)


def _labels(name: str, kind: str, text: str, lines: str) -> list[dict[str, Any]]:
    """The labels in order; each surface is looked for behind the one before it, or within it where it is optional."""
    found, after = [], 0
    for line in lines.strip().splitlines():
        surface, *values = line.removeprefix("? ").split(" | ")
        start = text.find(surface, after)
        assert start >= 0, f"{name}: {surface!r} does not stand in the text after the label before it"
        optional = line.startswith("? ")
        after = start if optional else start + len(surface)
        span = {"surface": surface, "start": start, "end": start + len(surface), "optional": optional}
        found.append(span | dict(zip(FIELDS[kind], values, strict=True)))
    return found


def score(kind: str) -> Score:
    total = Score()
    for text in texts():
        rows = _rows(text.name, text.text, text.published)[kind]
        labels = text.labels[kind]
        pairs = [
            (_affinity(kind, text.text, label, row), i, j)
            for i, label in enumerate(labels)
            for j, row in enumerate(rows)
        ]
        row_of: dict[int, int] = {}
        for strength, i, j in sorted(pairs, key=lambda pair: -pair[0]):
            if strength > 0 and i not in row_of and j not in row_of.values():
                row_of[i] = j
        open_rows = {j for strength, i, j in pairs if labels[i]["optional"] and strength > 0}
        total.labels += sum(not label["optional"] for label in labels)
        for i, label in enumerate(labels):
            if label["optional"]:
                continue
            if i not in row_of:
                total.errors.append(f"{text.name} missed: {label}")
                continue
            total.matched += 1
            total.rows += 1
            for name, right in _compare(kind, label, rows[row_of[i]]).items():
                total.fields.setdefault(name, []).append(right)
                if not right:
                    total.errors.append(f"{text.name} {name}: {label} against {rows[row_of[i]]}")
        matched = {j for i, j in row_of.items() if not labels[i]["optional"]}
        for j, row in enumerate(rows):
            if j not in matched | open_rows:
                total.rows += 1
                total.errors.append(f"{text.name} spurious: {text.text[row.char_start : row.char_end]!r} {row}")
    return total


@cache
def _rows(name: str, text: str, published: str | None) -> dict[str, Sequence[Any]]:
    document = read(Article(name, text, published, READ_ON))
    dates = find_dates(document)
    return {"dates": dates, "figures": find_figures(document, dates), "quotes": find_quotes(document)}


def _affinity(kind: str, text: str, label: dict[str, Any], row: Any) -> float:
    start, end = row.char_start, row.char_end
    while end > start and text[end - 1] in ".,":
        end -= 1
    inner = min(end, label["end"]) - max(start, label["start"])
    shared = inner / max(end - start, label["end"] - label["start"])
    if kind == "quotes":
        return shared if shared >= 0.9 else 0.0
    if kind == "dates":
        return shared if label["kind"] in (row.kind, "*") else 0.0
    if label["value"] == "-":
        same = _number(row.value_low, label["low"]) and _number(row.value_high, label["high"])
    else:
        same = _number(next(v for v in (row.value, row.value_low, row.value_high) if v is not None), label["value"])
    return shared if same else 0.0


def _compare(kind: str, label: dict[str, Any], row: Any) -> dict[str, bool]:
    if kind == "figures":
        return {
            "bounds": _number(row.value_low, label["low"]) and _number(row.value_high, label["high"]),
            **{name: _word(getattr(row, name), label[name]) for name in ("modifier", "unit", "unit_kind")},
        }
    if kind == "dates":
        return {"edtf": _word(row.date_edtf, label["edtf"]), "role": _word(row.role, label["role"])}
    said = (row.speaker or "-").replace("Dr. ", "").removeprefix("the ").removeprefix("The ")
    named = {name.removeprefix("The ") for name in label["speaker"].split(", ")}
    return {
        "kind": _word(row.kind, label["kind"]),
        "speaker": said in named,
        "confidence": _word(row.confidence, label["confidence"]),
    }


def _number(got: float | None, want: str) -> bool:
    if want in ("-", "*"):
        return want == "*" or got is None
    return got is not None and abs(got - float(want)) <= 1e-3 * abs(float(want))


def _word(got: str | None, want: str) -> bool:
    return want == "*" or (got or "-") in want.split(", ")


@pytest.mark.parametrize("kind", FLOORS)
def test_what_the_texts_hold_is_found_and_read(kind: str) -> None:
    result = score(kind)
    low = {name: rate for name, rate in result.measures().items() if rate < FLOORS[kind][name]}
    assert not low, f"{kind}: {low} below {FLOORS[kind]}\n  " + "\n  ".join(result.errors)
