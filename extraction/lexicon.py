"""The word lists of the rules: one CSV file each in `lexicons/`, read once a process.

Belongs here: reading, checking and writing the files. What a column means is said by the module that reads it; every
lexicon has at least a column `source`, so that a row can be traced to the authority or the text class it comes from.

Nothing is ignored silently: a short or long row, an empty line, a repeated header or a value with stray white space is
an error that names the file and the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"


class LexiconError(ValueError):
    """A lexicon that does not read as a table; the message names the file, the line and what is wrong."""


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicons/<name>.csv` in the order of the file, each a dict from column to text.

    Args:
        name: File name without `.csv`, for example "entities_organisations".

    Returns:
        A cached tuple; callers must not change the dicts. An empty cell is the empty string.

    Raises:
        LexiconError: The table is not well formed.
        FileNotFoundError: There is no such lexicon.
    """
    path = FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        header = next(reader, [])
        if not header or len(set(header)) != len(header) or "source" not in header:
            raise LexiconError(f"{path.name}:1: needs distinct column names, `source` among them: {header}")
        rows = []
        for cells in reader:
            if len(cells) != len(header):
                raise LexiconError(f"{path.name}:{reader.line_num}: {len(cells)} cells, not {len(header)}: {cells}")
            if list(map(str.strip, cells)) != cells:
                raise LexiconError(f"{path.name}:{reader.line_num}: white space around a value: {cells}")
            rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write `lexicons/<name>.csv` anew: for the lists that are derived from a library, by hand."""
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def items(cell: str) -> tuple[str, ...]:
    """The values of a cell that lists several, separated by `|`; none for an empty cell."""
    return tuple(part.strip() for part in cell.split("|")) if cell else ()
