"""The word lists of the rules: one CSV file each in `lexicons/`, and one for each further language in `languages/`.

Belongs here: reading, checking, joining and writing the files. What a column means is said by the module that reads it;
every lexicon has at least a column `source`, so that a row can be traced to the authority or the text class it comes
from.

`languages/<code>.csv` adds a language: a section for each lexicon that gets rows, `[name]`, then the columns it gives,
then the rows. The language is the file's, what is left out of a row is empty, and the source is that of the section
`[languages]`. A column `word*` lists words separated by `|`, each of which makes a row. Where a lexicon has a column
for each language, the section gives the column of its own and those that tell the row. Lines that begin with "# " and
empty lines are for readers; empty cells at the end of a line, which spreadsheets write, do not count.

Nothing is ignored silently: in a lexicon a short row or an empty line, in any file a long row, a repeated column, a
value with stray white space, a section or a column that there is not is an error that names the file and the line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"
LANGUAGES = "languages"
"""The lexicon that names the languages, and the folder of the files that add one."""
_LANGUAGES_KEPT = 256
"""There are fewer codes of two letters, but metadata may say anything."""
_REFERENCE = "en"
"""A lexicon with a column of this name has one for each language."""


class LexiconError(ValueError):
    """A lexicon that does not read as a table; the message names the file, the line and what is wrong."""


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `lexicons/<name>.csv` in the order of the file, and after them those of the languages' own files.

    Args:
        name: File name without `.csv`, for example "entities_organisations".

    Returns:
        A cached tuple of dicts from column to text, which callers must not change. An empty cell is the empty string.

    Raises:
        LexiconError: The table is not well formed.
        FileNotFoundError: There is no such lexicon.
    """
    header, rows = _table(FOLDER / f"{name}.csv")
    for code, sections in _language_files(FOLDER).items():
        if "language" not in header and _REFERENCE in header:
            for row in rows:
                row[code] = ""
            for section in sections.get(name, ()):
                _fill(rows, header, code, section)
        else:
            for section in sections.get(name, ()):
                rows += _added(header, code, section, sections[LANGUAGES][0].default_source)
    return tuple(rows)


@cache
def languages(name: str = LANGUAGES) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have rows in a lexicon; without a name, of all that are known."""
    present = {row["language"] for row in load(name)}
    return tuple(row["language"] for row in load(LANGUAGES) if row["language"] in present)


@lru_cache(_LANGUAGES_KEPT)
def read_as(language: str) -> str:
    """The language whose word order and endings the rules apply: the one that its own file calls it like, or itself."""
    return _like().get(language, language)


@cache
def _like() -> dict[str, str]:
    return {row["language"]: row["like"] for row in load(LANGUAGES)}


@cache
def rows_for(name: str, language: str = "") -> tuple[dict[str, str], ...]:
    """The rows of a lexicon that is looked up without asking for the language: for a text in `language`, those of the
    languages that the rules are written for, and its own. What a file adds for one language says nothing in another.
    """
    others = added() - {language}
    return tuple(row for row in load(name) if row["language"] not in others)


@cache
def added() -> frozenset[str]:
    """The languages that have a file of their own."""
    return frozenset(_language_files(FOLDER))


def added_language(spoken: Iterable[str]) -> str:
    """The first of the languages of a text that has a file of its own; empty for none."""
    return next(filter(added().__contains__, spoken), "")


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write `lexicons/<name>.csv` anew: for the lists that are derived from a library, by hand."""
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def items(cell: str) -> tuple[str, ...]:
    """The values of a cell that lists several, separated by `|`; none for an empty cell."""
    return tuple(part.strip() for part in cell.split("|")) if cell else ()


def _table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows of a lexicon."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        header = next(reader, [])
        if not header or len(set(header)) != len(header) or "source" not in header:
            raise LexiconError(f"{path.name}:1: needs distinct column names, `source` among them: {header}")
        rows = []
        for cells in reader:
            if len(cells) != len(header) or list(map(str.strip, cells)) != cells:
                _checked(cells, len(header), f"{path.name}:{reader.line_num}")
            rows.append(dict(zip(header, cells, strict=True)))
    return header, rows


def _checked(cells: list[str], width: int, place: str) -> list[str]:
    """The cells of a row, if they are as many as there are columns, and tidy."""
    if len(cells) != width:
        raise LexiconError(f"{place}: {len(cells)} cells, not {width}: {cells}")
    if list(map(str.strip, cells)) != cells:
        raise LexiconError(f"{place}: white space around a value: {cells}")
    return cells


@dataclass(slots=True)
class _Section:
    """What the file of a language adds to one lexicon."""

    place: str
    """File and line of its heading."""
    header: list[str]
    rows: list[tuple[str, dict[str, str]]]
    """Place and cells of each row; one for each word of a column that lists words."""

    @property
    def default_source(self) -> str:
        """The source of the rows that name none, in the section that introduces the language."""
        return self.rows[0][1].get("source", "")


@cache
def _language_files(folder: Path) -> dict[str, dict[str, list[_Section]]]:
    """Sections by lexicon, by language, in the order of the codes."""
    lexicons = {path.stem for path in folder.glob("*.csv")}
    files = {path.stem: _sections(path, lexicons) for path in sorted((folder / LANGUAGES).glob("*.csv"))}
    if files:
        written_for = [row["language"] for row in _table(folder / f"{LANGUAGES}.csv")[1]]
        written_for.remove(_REFERENCE)  # English has rules that no other language shares
        for code, sections in files.items():
            place, row = sections[LANGUAGES][0].rows[0]
            if row["like"] not in written_for:
                raise LexiconError(f"{code}.csv:{place.rpartition(':')[2]}: `like` is one of {', '.join(written_for)}")
    return files


def _sections(path: Path, lexicons: set[str]) -> dict[str, list[_Section]]:
    sections: dict[str, list[_Section]] = {}
    section: _Section | None = None
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, strict=True)
        for cells in reader:
            place = f"{path.name}:{reader.line_num}"
            while cells and not cells[-1]:
                cells.pop()
            if not cells or cells[0].startswith("# "):
                continue
            if cells[0].startswith("[") and cells[0].endswith("]") and len(cells) == 1:
                name = cells[0][1:-1]
                if name not in lexicons:
                    raise LexiconError(f"{place}: no lexicon is called {name!r}{_nearest(name, lexicons)}")
                section = _Section(place, [], [])
                sections.setdefault(name, []).append(section)
            elif section is None:
                raise LexiconError(f"{place}: stands before the first section, such as [{LANGUAGES}]: {cells}")
            elif not section.header:
                section.header = _checked(cells, len(cells), place)
            else:
                if len(cells) < len(section.header):
                    cells += [""] * (len(section.header) - len(cells))
                row = dict(zip(section.header, _checked(cells, len(section.header), place), strict=True))
                section.rows += ((place, one) for one in _one_a_word(row))
    introduced = [row for section in sections.get(LANGUAGES, ()) for row in section.rows]
    if len(introduced) != 1 or not introduced[0][1].get("like") or not introduced[0][1].get("source"):
        raise LexiconError(f"{path.name}: needs one section [{LANGUAGES}] with one row: name, like, source")
    return sections


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches  # where there is something to complain of

    near = get_close_matches(name, names, 1)
    return f"; is it {near[0]!r}?" if near else ""


def _one_a_word(row: dict[str, str]) -> Iterator[dict[str, str]]:
    """The rows of a line whose column `word*` lists words."""
    listing = next((column for column in row if column.endswith("*")), None)
    if listing is None:
        yield row
        return
    for word in items(row[listing]):
        yield {column.removesuffix("*"): word if column == listing else cell for column, cell in row.items()}


def _columns(section: _Section, known: Sequence[str]) -> list[str]:
    """The columns of a section, each of which must be one that the lexicon has."""
    columns = [column.removesuffix("*") for column in section.header]
    if len(set(columns)) != len(columns) or sum(column.endswith("*") for column in section.header) > 1:
        raise LexiconError(f"{section.place}: needs distinct column names, one of them with a star: {section.header}")
    for column in columns:
        if column not in known:
            raise LexiconError(f"{section.place}: no column {column!r}; there are {', '.join(known)}")
    return columns


def _added(header: Sequence[str], code: str, section: _Section, source: str) -> Iterator[dict[str, str]]:
    """The rows of a section, as the lexicon has them."""
    _columns(section, [column for column in header if column != "language"])
    for _, cells in section.rows:
        row = dict.fromkeys(header, "") | cells
        row["source"] = row["source"] or source
        if "language" in row:
            row["language"] = code
        yield row


def _fill(rows: list[dict[str, str]], header: Sequence[str], code: str, section: _Section) -> None:
    """Write a section into the column that a lexicon of one column a language gets for this one."""
    columns = _columns(section, [code, *header])
    if code not in columns or len(columns) < 2:
        raise LexiconError(
            f"{section.place}: needs the column {code!r} and those that tell a row, such as {header[0]!r}"
        )
    for place, cells in section.rows:
        found = [row for row in rows if all(row[column] == cells[column] for column in columns if column != code)]
        if len(found) != 1:
            raise LexiconError(f"{place}: {len(found)} rows, not one, are told by {cells}")
        found[0][code] = cells[code]
