"""Subjects: which noun phrase a reporting verb belongs to, read from a frame's tags.

Belongs here: walking from a verb to its subject and the extent of a noun phrase. Positions are indexes into the frame;
a phrase is a pair (begin, end). All walks are bounded.
"""

from __future__ import annotations

Phrase = tuple[int, int]

PHRASE = frozenset("NnDY#St")
HEAD = frozenset("NnY")
_BETWEEN = frozenset("RAd")
_REACH = 60
_DEPTH = 4
_SENTENCE = 300
"""Items that a sentence may have before its beginning is no longer looked for."""
_CHUNKS = 5
_ADDRESSEE = 4
"""Words that say to whom, or where, something was said."""


def subject_before(tags: str, verb: int, depth: int = 0) -> Phrase | None:
    """The subject of the verb at `verb`, looked for to its left."""
    if depth > _DEPTH:
        return None
    i = _skip_between(tags, verb - 1)
    if i < 0:
        return None
    gerund = tags[verb] in "gx"
    tag = tags[i]
    if gerund and tag != "B":
        return _governing(tags, i if tag != "B" else verb, depth)
    if tags[i] == "n" and i > 0 and tags[i - 1] == "A":
        i -= 1  # an adverb that no list has: "had long asked"
    while i >= 0 and tags[i] in "BRA":
        i -= 1
    if i < 0:
        return None
    tag = tags[i]
    if tag == "P":
        return (i, i + 1)
    if tag in "&i":
        return _governing(tags, i, depth) if depth < 2 else None
    if tag in "WT":
        return _antecedent(tags, i, depth)
    if tag in PHRASE:
        phrase = phrase_ending(tags, i)
        helper = phrase[0] - 2
        if helper >= 0 and tags[helper + 1] == "p" and tags[helper] in "AB":
            return subject_before(tags, helper, depth + 1)  # "has in the past called"
        if helper > 0 and tags[helper + 1] == "p" and tags[helper] in "VC" and tags[helper - 1] in HEAD:
            return phrase_ending(tags, helper - 1)  # "a letter obtained by the paper warns"
        return phrase
    if tag in ",-)(":
        return _over_insertion(tags, i)
    if tag in "CV":
        return subject_before(tags, i, depth + 1)
    return None


def _skip_between(tags: str, i: int) -> int:
    """Left over what may stand between a subject and its verb: helpers, adverbs, "on Wednesday"."""
    while i >= 0:
        if tags[i] in _BETWEEN:
            i -= 1
            if i >= 0 and tags[i] == "p" and tags[i + 1] == "d":
                i -= 1
        else:
            break
    return i


def _governing(tags: str, i: int, depth: int) -> Phrase | None:
    """The subject of the nearest finite verb to the left."""
    for j in range(i - 1, max(-1, i - _REACH), -1):
        if tags[j] in "CVBA" and (found := subject_before(tags, j, depth + 1)) is not None:
            return found
        if tags[j] == "C":
            found = phrase_after_verb(tags, j)
            if found is not None:
                return found
        if tags[j] in ".;":
            break
    return first_phrase(tags, i)


def first_phrase(tags: str, limit: int) -> Phrase | None:
    """The subject of the sentence: its first noun phrase outside prepositional phrases and participle clauses.

    A phrase right before a comma is an adverbial ("Hours later, ...") unless an insertion follows it.
    """
    i = max(0, limit - _SENTENCE)
    fallback: Phrase | None = None
    while i < limit:
        tag = tags[i]
        if tag == "P":
            return (i, i + 1)
        if tag in PHRASE:
            phrase = (i, _phrase_end(tags, i, limit))
            after = phrase[1]
            while after < limit and tags[after] == "R":
                after += 1
            if tags[after : after + 1] != ",":
                return phrase
            named = i == 0 and after == phrase[1] and "N" in tags[i : phrase[1]]
            if _is_inserted(tags, after, limit) or (named and tags[after + 1 : after + 2] in tuple("gxWDNnVC")):
                return phrase
            fallback = fallback or phrase
            i = after
        elif tag in "pUxg":
            while i < limit and tags[i] != ",":
                i += 1
        i += 1
    return fallback


def _is_inserted(tags: str, comma: int, limit: int) -> bool:
    """Between this comma and the next stands an insertion, and the verb follows."""
    end = tags.find(",", comma + 1, limit)
    return end > 0 and tags[comma + 1] in "DNnW#" and tags[end + 1 : end + 2] in tuple("VBAC")


def _antecedent(tags: str, i: int, depth: int) -> Phrase | None:
    """The phrase that a relative pronoun at `i` stands for."""
    j = i - 1
    if j >= 0 and tags[j] == ",":
        j -= 1
    if j >= 0 and tags[j] in PHRASE:
        return phrase_ending(tags, j)
    return _governing(tags, i, depth) if j >= 0 and tags[j] == "&" and depth < 2 else None


def _over_insertion(tags: str, i: int) -> Phrase | None:
    """The mark at `i` ends an insertion ("Rivera, a senator from Ohio, said"): the phrase before its opening mark."""
    mark = tags[i]
    opening = {",": ",", "-": "-", ")": "("}.get(mark, ",")
    end = i
    if mark == "," and tags[i - 1] == ")":
        k = tags.rfind("(", max(0, i - _REACH), i) - 1
        if k >= 0 and tags[k] in PHRASE:
            return phrase_ending(tags, k)  # "Rivera (D-Ohio), said"
    fallback: Phrase | None = None
    for _ in range(_CHUNKS):
        j = end - 1
        stop = max(-1, end - _REACH)
        while j > stop and tags[j] != opening and tags[j] not in ".;:Q":
            j -= 1
        chunk = j + 1
        first = tags[chunk : chunk + 1]
        candidate: Phrase | None = None
        if first and first in "DNnY#":
            candidate = (chunk, _phrase_end(tags, chunk, end))
        elif first == "P":
            candidate = (chunk, chunk + 1)
        at_start = j <= stop or tags[j] in ".;:Q"
        if at_start and end == i and mark == ",":
            return None  # one comma only: "The plan, announced on Monday" has no subject here
        if candidate is not None and (fallback is None or "N" in tags[candidate[0] : candidate[1]]):
            fallback = candidate
        if at_start:
            if first and first in "pUxgR" and fallback is None:
                return None
            break
        if mark == ")" and tags[j] == "(":
            k = j - 1
            return phrase_ending(tags, k) if k >= 0 and tags[k] in PHRASE else None
        k = j - 1
        if k >= 0 and tags[k] in PHRASE:
            before = phrase_ending(tags, k)
            if first and first in "WDnxgpYVC#N" and _is_whole_chunk(tags, before):
                return _outermost(tags, before)
        end = j
    return fallback


def _is_whole_chunk(tags: str, phrase: Phrase) -> bool:
    before = tags[phrase[0] - 1 : phrase[0]]
    return before == "" or before in ",.;:-&TUQ("


def _outermost(tags: str, phrase: Phrase) -> Phrase:
    """The phrase before a chain of appositions: "Rivera" in "Rivera, a senator from Dayton, Ohio, said"."""
    for _ in range(_CHUNKS):
        comma = phrase[0] - 1
        if comma < 1 or tags[comma] != "," or tags[comma - 1] not in PHRASE:
            break
        before = phrase_ending(tags, comma - 1)
        if not _is_whole_chunk(tags, before) or "N" not in tags[before[0] : before[1]]:
            break
        phrase = before
    return phrase


def phrase_ending(tags: str, i: int) -> Phrase:
    """The noun phrase whose last item is `i`, with the phrases it stands in ("a spokesman for the company")."""
    begin = i
    low = max(0, i - _REACH)
    j = i
    while j > low:
        left = tags[j - 1]
        if left in PHRASE:
            j -= 1
            begin = j
        elif left in "p&" and j - 1 > low and tags[j - 2] in PHRASE:
            j -= 1
        else:
            break
    if tags[begin - 1 : begin] == "p":
        # the run opens with a preposition: "in a statement Rivera said"; keep the last phrase
        inner = tags.rfind("p", begin, i)
        if inner > begin:
            begin = inner + 1
        name = i
        while name > begin and tags[name - 1] == "N":
            name -= 1
        if tags[i] == "N" and name > begin and tags[name - 1] in "nd":
            begin = name
    elif tags[begin - 1 : begin] == "," and "&" in tags[begin:i] and tags[i + 1 : i + 2] != ",":
        begin = _list_begin(tags, begin)
    while begin < i and tags[begin] == "S":
        begin += 1
    return (begin, i + 1)


def _list_begin(tags: str, begin: int) -> int:
    """The first of "A, B and C", whose last two begin at `begin`."""
    for _ in range(_CHUNKS):
        j = begin - 1
        if j < 1 or tags[j] != "," or tags[j - 1] not in PHRASE:
            break
        k = j
        while k > 0 and (tags[k - 1] in PHRASE or (tags[k - 1] == "p" and k > 1 and tags[k - 2] in PHRASE)):
            k -= 1
        begin = k
    return begin


def _phrase_end(tags: str, begin: int, limit: int) -> int:
    i = begin
    while i < limit and tags[i] in PHRASE and not (tags[i] == "D" and tags[begin] != "D" and tags[i - 1] == "N"):
        i += 1
    while i < limit - 1 and tags[i] == "p" and tags[i + 1] in PHRASE:
        i += 1
        while i < limit and tags[i] in PHRASE:
            i += 1
    return i


def phrase_after_verb(tags: str, verb: int) -> Phrase | None:
    """The subject after an inverted verb: "said Ana Rivera, a senator"."""
    i = verb + 1
    while i < len(tags) and tags[i] == "R":
        i += 1
    if i >= len(tags):
        return None
    if tags[i] == "P":
        return (i, i + 1)
    if tags[i] == "p":
        return _behind_addressee(tags, i)
    return phrase_beginning(tags, i)


def _behind_addressee(tags: str, i: int) -> Phrase | None:
    """The subject behind whom it was said to: "dijo a la prensa el presidente", "a indiqué à l'AFP Anne Girard"."""
    k = i + 1
    if k < len(tags) and tags[k] == "D":
        k += 1
    nouns = k
    while k < len(tags) and k - nouns < _ADDRESSEE and tags[k] in "np":
        k += 1
    if k == nouns and k < len(tags) and tags[k] == "N":
        k += 1  # "a la EFE", "à l'AFP"
    if k >= len(tags) or k == nouns or tags[k] not in "DN":
        return None
    return phrase_beginning(tags, k)


def phrase_beginning(tags: str, i: int) -> Phrase | None:
    """The noun phrase whose first item is `i`."""
    if i >= len(tags) or tags[i] not in "DNnY#":
        return None
    return (i, _phrase_end(tags, i, min(len(tags), i + _REACH)))
