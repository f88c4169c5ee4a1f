"""Entities, segments and sentences as the golden files say them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extraction.document import read
from extraction.rows import Article

GOLDEN = Path(__file__).parents[2] / "golden"


@dataclass
class Block:
    name: str
    language: str
    lines: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)


def blocks(file: str) -> list[Block]:
    out: list[Block] = []
    in_text = True
    for line in (GOLDEN / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            name, _, language = line.removeprefix("== ").partition(" [")
            out.append(Block(name, language.rstrip("]")))
            in_text = True
        elif line == "--":
            in_text = False
        elif out and line:
            (out[-1].lines if in_text else out[-1].expected).append(line)
    return out


@pytest.mark.parametrize("block", blocks("entities.txt"), ids=lambda block: block.name)
def test_entities(block: Block) -> None:
    text = "\n".join(block.lines)
    document = read(Article("golden", text, language=block.language or "en"))
    found = [
        " | ".join((text[e.start : e.end], e.kind, e.key, e.role or "-", e.party or "-")) for e in document.entities
    ]
    assert found == block.expected


@pytest.mark.parametrize("block", blocks("segments.txt"), ids=lambda block: block.name)
def test_segments(block: Block) -> None:
    paragraphs = [line.split(" | ", 1)[1] for line in block.lines]
    document = read(Article("golden", "\n\n".join(paragraphs)))
    segments = [document.segments[p.segment] for p in document.paragraphs]
    assert [f"{s.kind} {s.language} | {p}" for s, p in zip(segments, paragraphs, strict=True)] == block.lines


SENTENCES = [
    line for line in (GOLDEN / "sentences.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences(line: str) -> None:
    language, _, marked = line.partition(": ")
    expected = marked.split(" | ")
    text = ("" if language == "ja" else " ").join(expected)
    document = read(Article("golden", text, language=language))
    assert [text[s.start : s.end] for s in document.sentences] == expected
