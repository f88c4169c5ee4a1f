"""The forms of a verb by the endings of its language, for the languages whose own file lists them.

Belongs here: looking the ending up in `verbs_endings.csv`; the longest that the verb has decides, so an irregular verb
is a row like any other ("fazer" after "-er"). Does not belong here: what a form means for a clause or a quotation.
"""

from __future__ import annotations

from functools import cache

from extraction.lexicon import items, load

TAGS = ("B", "P", "D", "N", "G", "F")
"""Base, present, past, participle, gerund, future: the parts of a cell of forms, in their order."""


def read_forms(cell: str) -> dict[str, str]:
    """Tags by form of a cell such as "sign/signs/signed/signed/signing/"; a form may have several."""
    found: dict[str, str] = {}
    for tag, forms in zip(TAGS, cell.split("/"), strict=False):
        for form in filter(None, forms.split("|")):
            found[form] = "".join(sorted({*found.get(form, ""), tag}))
    return found


@cache
def endings(language: str) -> tuple[str, ...]:
    """The endings of infinitives that a language lists, the longest first."""
    return tuple(_by_ending(language))


def conjugated(verb: str, language: str) -> dict[str, str]:
    """Tags by form of a verb, those with a pronoun behind a hyphen too; empty where no ending of it is listed.

    Only the first word of a verb of several is inflected ("levar a cabo").
    """
    first, blank, rest = verb.partition(" ")
    for ending in endings(language):
        if first.endswith(ending):
            stem = first[: len(first) - len(ending)]
            forms = {stem + form: tags for form, tags in read_forms(_by_ending(language)[ending]).items()}
            bearing = {form + pronoun: tags for form, tags in forms.items() for pronoun in _enclitics(language)}
            return {form + blank + rest: tags for form, tags in (forms | bearing).items()}
    return {}


@cache
def _by_ending(language: str) -> dict[str, str]:
    found = {row["ending"]: row["forms"] for row in load("verbs_endings") if row["language"] == language}
    return {ending: found[ending] for ending in sorted(found, key=len, reverse=True)}


@cache
def _enclitics(language: str) -> tuple[str, ...]:
    return next((items(row["enclitics"]) for row in load("languages") if row["language"] == language), ())
