"""Input that nobody should send, made at any size: texts for the extraction, files for raw/.

Belongs here: the generators, each small, and what must become of a file. Does not belong here: the checks (the tests,
and `benchmarks.soak` at full size).
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ARTICLE = "article"
"""What became of a file that was loaded; every other answer is the reason of a reject."""

UNITS: dict[str, str] = {
    "one letter": "a",
    "one line of words": "word ",
    "quotes": '"',
    "quotes and words": '"a ',
    "opening quotes": "“",
    "nested quotes": "“‘",
    "closing quotes": "’”",
    "apostrophes": "'s ",
    "nested brackets": "([{",
    "digits": "9",
    "digits and commas": "9,999,",
    "numbers": "4.5 billion ",
    "money": "$5 million ",
    "percents": "over 60% and ",
    "ranges": "5-6-",
    "number words": "twenty-two hundred thousand ",
    "dates": "May 3, 2024 to ",
    "slashes": "1/2/",
    "times": "12:30:",
    "capitals": "Ann Lee ",
    "initials": "A. B. ",
    "acronyms": "U.S. EU NATO ",
    "full stops": ".",
    "ellipses": "... ",
    "dashes": "- – — ",
    "hyphens": "well-",
    "titles": "Prime Minister President ",
    "verbs of saying": "he said she told ",
    "speakers": '"Yes," said Ann. ',
    "parties": "Peru, Chile and Japan signed ",
    "promises": "will pay and will build ",
    "clauses": "that the agreement which ",
    "agreements": "signed a treaty of the agreement of ",
    "right to left": "شركة قالت ",
    "marks of direction": "\u202e\u2066a\u202c",
    "combining marks": "e\u0301\u0327\u0323",
    "one base, marks without end": "\u0301",
    "joined emoji": "👩\u200d👩\u200d👧 ",
    "no break spaces": "\u00a0\u2003\u200b",
    "lines": "\n",
    "short lines": "a\n",
    "paragraphs": "Peru said yes.\n\n",
    "carriage returns": "\r",
    "line separators": "\u2028",
    "wide letters": "９，９９９",
    "letters that grow in lower case": "İẞ",
    "Chinese": "協議，",
    "escapes": "\x1b[31m\x07",
    "markup": "<a href='x'>&amp;",
    "markdown": "**[x](y)** | # ",
    "SQL": "'; drop table raw.articles; -- ",
    "Jinja": "{{ config() }}{% raw %}",
    "urls": "https://a.example/b?c=d&",
    "related articles": "Related articles\nRead more: ",
    "tabs": "\t",
}
"""By name, what a hostile text repeats."""


def text(unit: str, size: int) -> str:
    """`size` characters of a unit over and over."""
    return (unit * (size // len(unit) + 1))[:size]


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file, or what looks like one, and what a refresh must make of it."""

    name: str
    expected: str
    """`ARTICLE`, or the reason of the reject that says why it is none."""
    write: Callable[[Path], None]


def _chunks(unit: bytes, size: int) -> Iterator[bytes]:
    block = unit * max(1, (1 << 20) // len(unit))
    for start in range(0, size, len(block)):
        yield block[: size - start]


def _repeated(unit: bytes, size: int, head: bytes = b"", tail: bytes = b"") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            file.writelines(_chunks(unit, size))
            file.write(tail)

    return write


def _bytes(content: bytes) -> Callable[[Path], None]:
    return lambda path: _written(path, content)


def _written(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _bomb(size: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with gzip.open(path, "wb", compresslevel=1) as packed:
            packed.writelines(_chunks(b"x", size))

    return write


def _bomb_in_a_bomb(size: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        _bomb(size)(path)
        path.write_bytes(gzip.compress(path.read_bytes()))

    return write


def _parquet(**columns: list[object]) -> Callable[[Path], None]:
    return lambda path: pq.write_table(pa.table(columns), path)


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


_YAML_BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
_RIGHT_TO_LEFT = "وقعت بيرو وتشيلي معاهدة. \u202eyltrevo\u202c Peru signed a treaty."
_PAGE = (
    "<html><head><title>Peru and Chile sign</title><script>document.title='taken'</script></head><body><article>"
    + "<p onclick='x()'>Peru and Chile signed a treaty on ports, and said why they did so at some length.</p>" * 8
    + "<script>fetch('http://a.example/')</script></article></body></html>"
)


def files(huge: int, many: int) -> list[HostileFile]:
    """One file for each kind of hostile input.

    Args:
        huge: bytes of those that are huge: 200 million for the real thing.
        many: characters of those that repeat a mark or a digit: 10 million for the real thing.
    """
    nested = b"[" * (many // 10) + b"]" * (many // 10)
    line = json.dumps({"text": "Peru and Chile signed a treaty."}).encode()
    return [
        HostileFile("latin1.txt", "not_utf8", _bytes("Pérou et Chili".encode("latin-1"))),
        HostileFile("utf16.txt", "not_utf8", _bytes("Peru and Chile".encode("utf-16"))),
        HostileFile("utf16_no_mark.txt", "binary", _bytes("Peru and Chile".encode("utf-16-le"))),
        HostileFile("byte_order_mark.txt", ARTICLE, _bytes("\ufeffPeru signed a treaty.".encode())),
        HostileFile("nul.txt", "binary", _bytes(b"Peru\0Chile")),
        HostileFile("surrogate.txt", "not_utf8", _bytes(b"Peru \xed\xa0\x80 Chile")),
        HostileFile("surrogate.jsonl", "not_utf8", _bytes(b'{"text": "Peru \\ud800 Chile"}')),
        HostileFile("overlong.txt", "not_utf8", _bytes(b"Peru \xc0\xaf Chile")),
        HostileFile("one_line.txt", "too_large", _repeated(b"word ", huge)),
        HostileFile("one_line.md", "too_large", _repeated(b"word ", huge, b"---\ntitle: T\n---\n")),
        HostileFile("one_line.jsonl", "too_large", _repeated(b"word ", huge, b'{"text": "', b'"}')),
        HostileFile("one_line.html", "too_large", _repeated(b"<p>word ", huge)),
        HostileFile("no_front_matter_end.md", "bad_metadata", _repeated(b"a: b\n", 200_000, b"---\n")),
        HostileFile("quotes.txt", "too_large", _repeated(b'"', many)),
        HostileFile("digits.txt", "too_large", _repeated(b"9", huge)),
        HostileFile("digits.jsonl", "bad_json", _repeated(b"9", 900_000, b'{"text": "x", "n": ', b"}")),
        HostileFile("nested.jsonl", "bad_json", _bytes(nested)),
        HostileFile("nested.html", "no_text", _repeated(b"<div>", 100_000, b"<html><body>")),
        HostileFile("blank_lines.jsonl", "bad_json", _repeated(b"\n", many)),
        HostileFile(
            "right_to_left.txt", ARTICLE, _bytes("وقعت بيرو وتشيلي معاهدة. \u202eyltrevo\u202c Peru signed.".encode())
        ),
        HostileFile("combining.txt", ARTICLE, _bytes(("e" + "\u0301" * 2_000 + " Peru signed a treaty.").encode())),
        HostileFile("bomb.txt.gz", "too_large", _bomb(huge)),
        HostileFile("bomb.jsonl.gz", "too_large", _bomb(huge)),
        HostileFile("bomb.parquet.gz", "too_large" if huge > 100_000_000 else "bad_parquet", _bomb(huge)),
        HostileFile("bomb_in_a_bomb.txt.gz", "binary", _bomb_in_a_bomb(many)),
        HostileFile("not_packed.txt.gz", "bad_gzip", _bytes(b"not gzip")),
        HostileFile("cut.jsonl", "bad_json", _bytes(line + b"\n" + line[:-7])),
        HostileFile("other_columns.parquet", "no_text", _parquet(body=["Peru"], n=[1])),
        HostileFile("other_types.parquet", "no_text", _parquet(text=[7], title=["T"])),
        HostileFile("cut.parquet", "bad_parquet", _bytes(b"PAR1 cut off")),
        HostileFile("tags.md", "bad_metadata", _bytes(b"---\ntitle: !!python/object/apply:os.system [ls]\n---\nText")),
        HostileFile("anchors.md", "bad_metadata", _bytes(f"---\n{_YAML_BOMB}---\nText".encode())),
        HostileFile("scripts.html", ARTICLE, _bytes(_PAGE.encode())),
        HostileFile("loop.txt", "unreadable", _link("loop.txt")),
        HostileFile("outside.txt", "link_outside", _link("/etc/passwd")),
        HostileFile("folder_loop", "link_to_folder", _link(".")),
        HostileFile("pipe.txt", "not_a_file", lambda path: os.mkfifo(path)),
        HostileFile("new\nline.txt", ARTICLE, _bytes(b"Peru signed a treaty with a line in its name.")),
        HostileFile("'; drop table raw.articles; --.txt", ARTICLE, _bytes(b"Peru signed a treaty by its name.")),
        HostileFile('{{ 1 % 0 }} "and" <b>.txt', ARTICLE, _bytes(b"Peru signed a treaty in a template.")),
        HostileFile("\x1b[31mred\x07.txt", ARTICLE, _bytes(b"Peru signed a treaty in red.")),
    ]
