"""The version of the extractor: a hash of this package's code and lexicons.

An annotation is valid for one text, one publication date, one given language and one extractor version, so a changed
rule or lexicon row re-annotates by itself and nothing else does.
"""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import version
from pathlib import Path

_SOURCES = (".py", ".csv")
_DATA_LIBRARIES = ("babel", "faker", "lemminflect", "num2words", "pint", "py3langid", "pycountry", "simplemma")
"""Names of countries, months, currencies and persons, number words, units and lemmas come with these."""


@functools.cache
def extractor_version() -> str:
    """Twelve hex digits of the SHA-256 over modules and lexicons, in order of their paths, and the data libraries."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.suffix in _SOURCES):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    digest.update(" ".join(f"{name}={version(name)}" for name in _DATA_LIBRARIES).encode())
    return digest.hexdigest()[:12]


def annotation_key(article_id: str, published: str | None, language: str | None) -> str:
    """Key of the annotation of one article: what extraction reads of it, and the extractor that reads."""
    content = f"{article_id}\0{published or ''}\0{language or ''}\0{extractor_version()}"
    return hashlib.sha256(content.encode()).hexdigest()[:32]
