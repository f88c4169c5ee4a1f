"""Gzip, unpacked while it is read, and refused once it grows as no text does."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, cast

from orchestration.inputs.records import Limits, Unusable

_HARMLESS = 100_000_000
"""Bytes that any file may unpack to, whatever its ratio: small files of repetitive text pack very well."""


class _Bounded(io.RawIOBase):
    """The unpacked bytes of a stream, up to a bound."""

    def __init__(self, packed: IO[bytes], most: int) -> None:
        self._file = gzip.GzipFile(fileobj=packed)
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        try:
            count = self._file.readinto(buffer)  # type: ignore[arg-type]  # GzipFile is stricter than RawIOBase
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unusable("bad_gzip", str(error)) from None
        self._left -= count
        if self._left < 0:
            raise Unusable("too_large", "unpacks to far more than text does")
        return count


def unpacked(packed: IO[bytes], size: int, limits: Limits) -> IO[bytes]:
    """The unpacked content of a .gz of `size` bytes, as a stream that raises `Unusable` when it is broken or a bomb."""
    most = max(_HARMLESS, size * limits.unpacked_ratio)
    return cast(IO[bytes], io.BufferedReader(_Bounded(packed, most), 1 << 16))
