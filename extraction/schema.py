"""Arrow schemas of the batch function, derived from the row classes so that no column list is written twice.

Belongs here: the mapping from a row class to an Arrow type. Does not belong here: meaning (see `extraction.rows`).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date

import pyarrow as pa

from extraction import rows

KINDS: dict[str, type] = {
    "segments": rows.SegmentRow,
    "sentences": rows.SentenceRow,
    "entities": rows.EntityRow,
    "dates": rows.DateRow,
    "figures": rows.FigureRow,
    "quotes": rows.QuoteRow,
    "agreements": rows.AgreementRow,
    "commitments": rows.CommitmentRow,
}

_ARROW: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    tuple[str, ...]: pa.list_(pa.string()),
}


def _arrow_type(hint: object) -> pa.DataType:
    if isinstance(hint, types.UnionType):
        (hint,) = (arm for arm in typing.get_args(hint) if arm is not types.NoneType)
    return _ARROW[hint]


def struct_of(row_class: type) -> pa.StructType:
    """The Arrow struct of a row class: one field for each dataclass field, in their order."""
    hints = typing.get_type_hints(row_class)
    return pa.struct([pa.field(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(row_class)])


ARTICLES = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("published", pa.string()),
        pa.field("loaded_on", pa.date32()),
        pa.field("language", pa.string()),
    ]
)
"""Input of `extraction.annotate_batch`: one row an article."""

ANNOTATIONS = pa.schema(
    [
        pa.field("annotation_key", pa.string(), nullable=False),
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("extractor_version", pa.string(), nullable=False),
        *(pa.field(kind, pa.list_(struct_of(row_class))) for kind, row_class in KINDS.items()),
        pa.field("error", pa.string()),
    ]
)
"""Output of `extraction.annotate_batch`: one row an article, one list of structs a kind of span."""
