"""Hand labels against rows: how the golden articles are read, matched and counted.

A label and a row match one to one, best pair first. Agreements match when their parties share half of their union and
the instrument or the sentence is the same; commitments when they stand in one sentence and their actors share half of
their union; figures when spans overlap and values are equal; quotes when they share nine tenths of their span. A label
marked `optional` is one the codebook leaves open: it counts neither as missed nor, when a row matches it, as spurious.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from extraction import Annotation, Article, annotate

GOLDEN = Path(__file__).parent / "golden"
READ_ON = date(2026, 11, 21)
KINDS = ("figures", "quotes", "agreements", "commitments")


@dataclass(frozen=True)
class Labelled:
    name: str
    text: str
    labels: dict[str, list[dict[str, Any]]]

    def annotation(self) -> Annotation:
        return annotate(Article(self.name, self.text, loaded_on=READ_ON))


@dataclass
class Score:
    matched: int = 0
    labels: int = 0
    rows: int = 0
    fields: dict[str, list[bool]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.matched / max(1, self.labels + self.rows)

    def accuracy(self, name: str) -> float:
        hits = self.fields.get(name, [])
        return sum(hits) / max(1, len(hits))

    def __str__(self) -> str:
        accuracies = ", ".join(f"{name} {self.accuracy(name):.2f}" for name in self.fields)
        head = f"F1 {self.f1:.3f} ({self.matched} of {self.labels} labels, {self.rows} rows) {accuracies}"
        return "\n  ".join([head, *self.errors])


def seeds() -> list[Labelled]:
    """The five first articles of raw/ with their labels, which give offsets."""
    raw = GOLDEN.parents[1] / "raw"
    out = []
    for path in sorted((GOLDEN / "seeds").glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        out.append(Labelled(path.stem, (raw / labels["file"]).read_text(encoding="utf-8"), labels))
    return out


def articles(folder: str) -> list[Labelled]:
    """Articles of our own; a label points at its sentence by a fragment of it."""
    out = []
    for path in sorted((GOLDEN / "articles" / folder).glob("*.yml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = record["text"]
        for kind in ("agreements", "commitments"):
            for label in record[kind]:
                assert text.count(label["at"]) == 1, f"{path.name}: {label['at']!r} does not stand once in the text"
                label["start"] = text.index(label["at"])
                label["end"] = label["start"] + len(label["at"])
        out.append(Labelled(path.stem, text, record))
    return out


def score(kind: str, labelled: Iterable[Labelled]) -> Score:
    total = Score()
    for article in labelled:
        rows: list[Any] = list(getattr(article.annotation(), kind))
        labels = article.labels[kind]
        affinity, compare = _MATCHING[kind]
        pairs = [(affinity(article.text, g, r), i, j) for i, g in enumerate(labels) for j, r in enumerate(rows)]
        label_of: dict[int, int] = {}
        row_of: dict[int, int] = {}
        for strength, i, j in sorted(pairs, key=lambda pair: -pair[0]):
            if strength > 0 and i not in row_of and j not in label_of:
                row_of[i], label_of[j] = j, i
        optional = {i for i, label in enumerate(labels) if label.get("optional")}
        total.labels += len(labels) - len(optional)
        total.rows += len(rows) - sum(i in optional for i in label_of.values())
        for i, label in enumerate(labels):
            if i in optional:
                continue
            if i not in row_of:
                total.errors.append(f"{article.name} missed: {_short(label)}")
                continue
            total.matched += 1
            for name, right in compare(label, rows[row_of[i]]).items():
                total.fields.setdefault(name, []).append(right)
                if not right:
                    total.errors.append(f"{article.name} {name}: {_short(label)} against {rows[row_of[i]]}")
        spurious = [rows[j] for j in range(len(rows)) if j not in label_of]
        total.errors += [f"{article.name} spurious: {row}" for row in spurious]
    return total


def _short(label: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in label.items() if v is not None and k not in ("start", "end")}


def _shared(a: Iterable[str], b: Iterable[str]) -> float:
    left, right = {x.casefold() for x in a}, {x.casefold() for x in b}
    return len(left & right) / max(1, len(left | right))


def _overlap(text: str, label: dict[str, Any], row: Any) -> float:
    edge = " \t\n\"'“”‘’«»,.;:!?…"
    start, end = row.char_start, row.char_end
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    g_start, g_end = label["start"], label["end"]
    while g_end > g_start and text[g_end - 1] in edge:
        g_end -= 1
    inner = min(end, g_end) - max(start, g_start)
    return max(0, inner) / max(1, max(end, g_end) - min(start, g_start))


def _equal(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-3 * max(1e-9, abs(b))


def _figure_affinity(text: str, label: dict[str, Any], row: Any) -> float:
    if label["value"] is None:
        same = _equal(row.value_low, label["low"]) and _equal(row.value_high, label["high"])
    else:
        value = next((v for v in (row.value, row.value_low, row.value_high) if v is not None), None)
        same = _equal(value, label["value"])
    return _overlap(text, label, row) if same else 0.0


def _figure_fields(label: dict[str, Any], row: Any) -> dict[str, bool]:
    bounds = _equal(row.value_low, label["low"]) and _equal(row.value_high, label["high"])
    return {"unit": row.unit == label["unit"], "modifier": row.modifier == label["modifier"], "bounds": bounds}


def _quote_affinity(text: str, label: dict[str, Any], row: Any) -> float:
    shared = _overlap(text, label, row)
    return shared if shared >= 0.9 else 0.0


def _quote_fields(label: dict[str, Any], row: Any) -> dict[str, bool]:
    def words(name: str) -> set[str]:
        return set(name.casefold().replace("’s", "").replace(".", "").split()) - {"the", "of", "and"}

    got, want = row.speaker, label["speaker"]
    right = got is want if got is None or want is None else words(got) <= words(want) or words(want) <= words(got)
    return {"speaker": right, "kind": row.kind == label["kind"]}


def _agreement_affinity(text: str, label: dict[str, Any], row: Any) -> float:
    shared, here = _shared(row.parties, label["parties"]), _overlap(text, label, row) > 0
    same = row.instrument == label["instrument"]
    return shared + 0.5 * same + here if shared >= 0.5 and (same or here) else 0.0


def _agreement_fields(label: dict[str, Any], row: Any) -> dict[str, bool]:
    out = {
        "instrument": row.instrument == label["instrument"],
        "parties": _shared(row.parties, label["parties"]) == 1,
        "status": row.status == label["status"],
    }
    if label["date"]:
        want, got = str(label["date"]), row.date_edtf or ""
        out["date"] = got == want or (want.startswith("XXXX") and got[4:] == want[4:] and got[:4].isdigit())
    return out


def _commitment_affinity(text: str, label: dict[str, Any], row: Any) -> float:
    shared, here = _shared(row.who, label["who"]), _overlap(text, label, row)
    if shared < 0.5 or here <= 0:
        return 0.0
    fields = _commitment_fields(label, row)
    return shared + here + 0.5 * fields["amount"] + 0.5 * fields["deadline"] + 0.25 * fields["strength"]


def _commitment_fields(label: dict[str, Any], row: Any) -> dict[str, bool]:
    amount = label.get("amount")
    if amount is None:
        right = row.amount is None and row.amount_high is None
    else:
        got = (row.amount, row.amount_low, row.amount_high)
        want = (amount["value"], amount["low"], amount["high"])
        right = row.amount_unit == amount["unit"] and all(_equal(a, b) for a, b in zip(got, want, strict=True))
    deadline = label.get("deadline")
    return {
        "strength": row.strength == label["strength"],
        "amount": right,
        "deadline": row.deadline == (str(deadline) if deadline else None),
    }


_Affinity = Callable[[str, dict[str, Any], Any], float]
_Compare = Callable[[dict[str, Any], Any], dict[str, bool]]
_MATCHING: dict[str, tuple[_Affinity, _Compare]] = {
    "figures": (_figure_affinity, _figure_fields),
    "quotes": (_quote_affinity, _quote_fields),
    "agreements": (_agreement_affinity, _agreement_fields),
    "commitments": (_commitment_affinity, _commitment_fields),
}
