"""What a person is, from the words beside the name: a title before it, an apposition after it.

Belongs here: the two walks over the tokens around a name. They are bounded, and take only words of the lexicons, names
and what joins them, so that no verb is ever part of a role.
"""

from __future__ import annotations

from dataclasses import dataclass

from extraction.document.model import Tokens
from extraction.document.vocabulary import Vocabulary

_JOINTS = frozenset(
    ("of", "for", "and", "to", "&", "des", "der", "du", "de", "la", "del", "für", "för", "och", "und", "et", "y")
)
_POSSESSIVES = frozenset(("'s", "’s"))
_ARTICLES = frozenset("a an the en ett ein eine der die das le la l' l’ un une el los las".split())
_MAX_LEFT = 10
_MAX_TO_HEAD = 7
_MAX_RIGHT = 18
_STOPS = frozenset((",", ".", ";", ":", "(", ")", "–", "—", '"', "“", "”", "«", "»", "?", "!", "…"))


@dataclass(frozen=True, slots=True)
class Role:
    """Tokens [first, last) that say what somebody is."""

    first: int
    last: int
    gender: str | None
    official: bool


def title_before(tokens: Tokens, vocabulary: Vocabulary, name: int, floor: int) -> Role | None:
    """The title phrase that ends where the token `name` begins, not reaching back before the token `floor`."""
    lowers, texts = tokens.lowers, tokens.texts
    first = name
    gender: str | None = None
    official = titled = False
    at = name - 1
    limit = max(floor, name - _MAX_LEFT)
    while at >= limit:
        word = lowers[at]
        if word == "." and at > limit and tokens.ends[at - 1] == tokens.starts[at]:
            at -= 1
            word = lowers[at] + "."
            if word not in vocabulary.titles and lowers[at] not in vocabulary.titles:
                break
        title = vocabulary.title(word) or vocabulary.titles.get(lowers[at])
        if title is not None and not title.honorific:
            titled, official = True, official or title.official
            gender = gender or title.gender
            first = at
        elif word in vocabulary.modifiers or (texts[at][0].isupper() and word not in vocabulary.ordinary):
            if not titled and word not in vocabulary.modifiers:
                if not _complement(lowers, at, limit):
                    break
            else:
                first = at
        elif word in _JOINTS or word in _POSSESSIVES or word == "the":
            if at == name - 1 and word not in _JOINTS:
                break
        else:
            break
        at -= 1
    if not titled:
        return None
    while first < name and (lowers[first] in _JOINTS or lowers[first] in _POSSESSIVES or lowers[first] == "the"):
        first += 1
    return Role(first, name, gender, official)


def _complement(lowers: list[str], at: int, limit: int) -> bool:
    """Whether the capitalised word at `at` completes a title to its left ("Secretary of State", "Minister for Europe")."""
    return any(lowers[i] in _JOINTS for i in range(max(limit, at - 3), at))


def apposition_after(tokens: Tokens, vocabulary: Vocabulary, after: int) -> Role | None:
    """The apposition that begins with the comma at token `after` ("..., a senior fellow at the Atlantic Council,")."""
    texts, lowers = tokens.texts, tokens.lowers
    n = len(texts)
    if after >= n or texts[after] != ",":
        return None
    first = after + 1
    while first < n and lowers[first] in _ARTICLES and first < after + 3:
        first += 1
    gender: str | None = None
    official = False
    head = -1
    for at in range(first, min(n, first + _MAX_TO_HEAD)):
        word = lowers[at]
        if word in _STOPS and not (word == "." and at + 1 < n and lowers[at - 1] + "." in vocabulary.titles):
            break
        if word in vocabulary.speech:
            return None
        title = vocabulary.title(word)
        if title is not None and not title.honorific:
            head = at
            gender, official = gender or title.gender, official or title.official
        elif head >= 0:
            break
    if head < 0:
        return None
    last = head + 1
    while (
        last < n
        and last < first + _MAX_RIGHT
        and texts[last] not in _STOPS
        and lowers[last] not in ("who", "which", "som")
    ):
        if lowers[last] in vocabulary.speech or tokens.starts[last] - tokens.ends[last - 1] > 2:
            break
        last += 1
    return Role(first, last, gender, official)
