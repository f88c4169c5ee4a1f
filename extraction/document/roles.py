"""What a person is, from the words beside the name: a title before it, an apposition around it.

Belongs here: the walks over the tokens around a name. They are bounded, and take only words of the lexicons, known
names and what joins them, so that no verb is ever part of a role.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from extraction.document.model import Tokens
from extraction.document.vocabulary import Vocabulary

_COMPLEMENTS = frozenset(("of", "for", "to", "des", "der", "du", "de", "del", "für", "för", "d'", "d’"))
"""What joins a title to its field ("Secretary of State", "ministre de l'Économie")."""
_INNER = frozenset(("and", "&", "the", "la", "le", "l'", "l’", "las", "los", "och", "und", "et", "y", "-", "–", ","))
"""What may stand inside such a field ("Minister of Trade, Industry and the Environment")."""
_AND = frozenset(("and", "och", "und", "et", "y"))
_POSSESSIVES = frozenset(("'s", "’s"))
_ARTICLES = frozenset(
    (
        *("a", "an", "the", "his", "her", "its", "their", "our", "my"),
        *("en", "ett", "hans", "hennes", "sin", "deras"),
        *(
            "ein",
            "eine",
            "der",
            "die",
            "das",
            "dem",
            "den",
            "des",
            "beim",
            "vom",
            "zum",
            "sein",
            "seine",
            "seinen",
            "ihr",
        ),
        *("le", "la", "l'", "l’", "un", "une", "du", "au", "son", "sa", "leur"),
        *("el", "los", "una", "al", "del", "su"),
    )
)
"""Articles and possessives, after which a noun phrase of a person begins."""
_RELATIVES = frozenset(("who", "whose", "which", "som", "dont", "qui", "quien"))
_STOPS = frozenset((",", ".", ";", ":", "(", ")", "–", "—", '"', "“", "”", "«", "»", "?", "!", "…"))
_MAX_LEFT = 10
_MAX_TO_HEAD = 7
_MAX_RIGHT = 18


@dataclass(slots=True, unsafe_hash=True)
class Role:
    """Tokens [first, last) that say what somebody is."""

    first: int
    last: int
    gender: str | None
    official: bool


def title_before(tokens: Tokens, words: Vocabulary, known: Container[int], name: int, floor: int) -> Role | None:
    """The title phrase that ends where the token `name` begins.

    Args:
        tokens: The tokens of the document.
        words: The lexicons.
        known: Tokens that belong to names of states and organisations known beforehand.
        name: The first token of the name.
        floor: The walk does not reach back before this token.
    """
    lowers, texts = tokens.lowers, tokens.texts
    if name <= floor or _is_inner(lowers[name - 1], words) or _leads_on(lowers[name - 1], words):
        return None
    first = name
    gender: str | None = None
    official = titled = False
    limit = max(floor, name - _MAX_LEFT)
    at = name - 1
    while at >= limit:
        word = lowers[at]
        if word == ".":
            if at == limit or tokens.ends[at - 1] != tokens.starts[at] or lowers[at - 1] + "." not in words.titles:
                break
            at -= 1
            word = lowers[at] + "."
        title = words.titles.get(word) or words.title(lowers[at])
        if title is not None and not title.honorific:
            titled, official, gender = True, official or title.official, gender or title.gender
            first = at
        elif word in words.modifiers or at in known:
            if titled or at == name - 1 or not _leads_on(lowers[at + 1], words):
                first = at if titled else first
        elif texts[at][0].isupper() and word not in words.ordinary:
            if titled:
                if _is_inner(lowers[at + 1], words) or _leads_on(lowers[at + 1], words):
                    break
                first = at
            elif not _completes(lowers, words, at, limit):
                break
        elif word in _POSSESSIVES:
            if not titled or (at - 1 not in known and not texts[at - 1][0].isupper()):
                break
        elif (
            titled
            and (word in _AND or word in words.own_and)
            and at > limit
            and lowers[at - 1] in words.modifiers
            and at + 1 == first
            and words.title(lowers[first]) is None
        ):
            pass  # "Energy and Mines Minister"
        elif (inner := _is_inner(word, words)) or _leads_on(word, words):
            if titled or (inner and not _completes(lowers, words, at, limit)):
                break
        else:
            break
        at -= 1
    return Role(first, name, gender, official) if titled else None


def _leads_on(word: str, words: Vocabulary) -> bool:
    """Whether a word joins a title to its field."""
    return word in _COMPLEMENTS or word in words.own_of


def _is_inner(word: str, words: Vocabulary) -> bool:
    return word in _INNER or word in words.own_and


def _completes(lowers: list[str], words: Vocabulary, at: int, limit: int) -> bool:
    """Whether the word at `at` is in the field of a title to its left."""
    return any(_leads_on(lowers[i], words) for i in range(max(limit, at - 4), at))


def apposition_before(tokens: Tokens, words: Vocabulary, known: Container[int], name: int) -> Role | None:
    """The phrase that the name stands in apposition to ("the group's chief executive, Ann Lee, ...")."""
    if name < 3 or tokens.texts[name - 1] != ",":
        return None
    comma = name - 1
    at = comma - 1
    limit = max(0, comma - _MAX_LEFT)
    while at >= limit and tokens.texts[at] not in _STOPS:
        title = words.title(tokens.lowers[at])
        if title is not None and not title.honorific:
            role = title_before(tokens, words, known, at + 1, limit)
            if role is None or role.first == 0:
                return None
            before = tokens.lowers[role.first - 1]
            if before in _ARTICLES or before in words.own_articles or before in _POSSESSIVES or before.isdigit():
                return Role(role.first, comma, role.gender, role.official)
            return None
        at -= 1
    return None


def apposition_after(tokens: Tokens, words: Vocabulary, after: int) -> Role | None:
    """The apposition that begins with the comma at token `after` ("..., a senior fellow at the Atlantic Council,")."""
    texts, lowers = tokens.texts, tokens.lowers
    n = len(texts)
    if after >= n or texts[after] != ",":
        return None
    first = after + 1
    if first < n and texts[first].isdigit() and first + 1 < n and texts[first + 1] == ",":
        first += 2  # the age
    bare = first
    while first < n and (lowers[first] in _ARTICLES or lowers[first] in words.own_articles) and first < after + 5:
        first += 1
    bare_noun = first == bare
    gender: str | None = None
    official = False
    head = -1
    for at in range(first, min(n, first + _MAX_TO_HEAD)):
        word = lowers[at]
        if word in _STOPS or word in words.speech or word in _RELATIVES:
            break
        title = words.title(word)
        if title is not None and not title.honorific:
            head = at
            gender, official = gender or title.gender, official or title.official
        elif head >= 0:
            break
        elif bare_noun and word not in words.modifiers and word not in _POSSESSIVES and not texts[at][0].isupper():
            break  # without an article only a noun phrase of titles and names is an apposition, never a participle
    if head < 0:
        return None
    last = head + 1
    while last < n and last < first + _MAX_RIGHT and texts[last] not in _STOPS and lowers[last] not in _RELATIVES:
        if lowers[last] in words.speech or tokens.starts[last] - tokens.ends[last - 1] > 2:
            break
        last += 1
    return Role(first, last, gender, official)
