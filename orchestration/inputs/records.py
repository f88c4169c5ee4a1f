"""What a reader yields: an article with its metadata, or a reject with its reason.

Belongs here: the plain data, and the checks on a text that hold for every format.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from orchestration.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that a reader keeps."""

    article_bytes: int
    """Longest text, in bytes of UTF-8."""
    markup_bytes: int
    """Longest single file or line that holds one article with markup or metadata around it."""
    unpacked_ratio: int = 200
    """A packed file that grows beyond this many times its size is refused: text packs 3 to 20 times."""

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The bounds that the settings give."""
        return cls(settings.max_article_bytes, 10 * settings.max_article_bytes)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file or a row says about its article beside the text. None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1"""
    published: str | None = None
    """EDTF level 0: 2026-02-04, 2026-02 or 2026"""

    def over(self, other: Metadata) -> Metadata:
        """These fields, completed by those of `other`."""
        if other is self or other == _NOTHING:
            return self
        if self == _NOTHING:
            return other
        missing = {name: getattr(other, name) for name in Metadata.__slots__ if getattr(self, name) is None}
        return replace(self, **missing)


_NOTHING = Metadata()


@dataclass(frozen=True, slots=True)
class Source:
    """One opened file as a reader gets it: its bytes, unpacked, the metadata of its sidecar, and the bounds to keep."""

    stream: IO[bytes]
    given: Metadata
    limits: Limits
    scratch: Path
    """A folder for what has to lie on disk while it is read."""


@dataclass(frozen=True, slots=True)
class InputArticle:
    """One article as it stands in a file; `row` counts from 0 in a bulk file and is None for a file of one article."""

    row: int | None
    text: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Reject:
    """One article that is not loaded. `reason` is a word to group by, `detail` says more to a person."""

    row: int | None
    reason: str
    detail: str


class Unusable(Exception):  # noqa: N818  # not an error of the program: it becomes a Reject
    """What a file or a row holds is no article."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def at(self, row: int | None) -> Reject:
        """The reject of this row, or of the whole file when that is None."""
        return Reject(row, self.reason, self.detail)


def decoded(content: bytes) -> str:
    """The text of a file, character by character as it stands there; only a byte order mark is not part of it.

    Raises:
        Unusable: not UTF-8, or binary.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unusable("not_utf8", "looks like UTF-16; convert it, for example with iconv -f UTF-16 -t UTF-8")
    if b"\0" in content:
        raise Unusable("binary", f"holds a NUL byte at offset {content.index(0)}")
    marked = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    try:
        return content[marked:].decode()
    except UnicodeDecodeError as error:
        offset = marked + error.start
        raise Unusable("not_utf8", f"byte {content[offset]:#04x} at offset {offset}: {error.reason}") from None


def checked(text: str, limits: Limits) -> str:
    """The text itself when it can be an article.

    Raises:
        Unusable: empty, binary, too large, or with half a surrogate pair in it.
    """
    if not text or text.isspace():
        raise Unusable("empty", "no text")
    if "\0" in text:
        raise Unusable("binary", f"holds a NUL character at offset {text.index(chr(0))}")
    try:
        size = len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError as error:
        raise Unusable("not_utf8", f"half a surrogate pair at offset {error.start}") from None
    if size > limits.article_bytes:
        raise Unusable("too_large", f"{size:,} bytes of text; the limit is {limits.article_bytes:,}")
    return text
