"""Forms of the reporting verbs, derived from their lemmas by libraries and kept in `lexicons/quotes_forms.csv`.

Belongs here: the derivation, run by hand after `lexicons/quotes_verbs.csv` has changed (`python -m
extraction.quotes.inflection`); a test derives again and compares. Extraction itself reads only the file, because the
libraries' dictionaries take seconds to load. English forms come from lemminflect, the others from simplemma's
dictionaries turned round.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from extraction.lexicon import FOLDER, load

FORMS = "quotes_forms"
_GERUND_ENDINGS = {"fr": ("ant",), "es": ("ando", "iendo", "yendo")}


def derive_forms() -> list[tuple[str, str, str, str, str]]:
    """(language, form, lemma, form class, source), sorted; the class is finite, base, participle or gerund."""
    lemmas: dict[str, list[str]] = {}
    for row in load("quotes_verbs"):
        lemmas.setdefault(row["language"], []).append(row["lemma"])
    out: set[tuple[str, str, str, str, str]] = set()
    for language, words in lemmas.items():
        derive = _english(words) if language == "en" else _by_dictionary(language, set(words))
        out.update((language, *entry) for entry in derive)
    return sorted(out)


def _english(lemmas: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """A lemma of two words is a verb with its particle ("go on"): the verb is inflected, the particle stays."""
    from lemminflect import getAllInflections

    classes = {"VB": "base", "VBG": "gerund", "VBN": "participle", "VBZ": "finite", "VBD": "finite"}
    for lemma in lemmas:
        verb, _, particle = lemma.partition(" ")
        inflections = getAllInflections(verb, "VERB")
        by_form = {form: classes[tag] for tag in classes for form in inflections.get(tag, ())}
        for form, form_class in by_form.items():
            yield f"{form} {particle}".strip(), lemma, form_class, "lemminflect"


def _by_dictionary(language: str, lemmas: set[str]) -> Iterator[tuple[str, str, str, str]]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = DefaultDictionaryFactory().get_dictionary(language)
    endings = _GERUND_ENDINGS.get(language, ())
    for lemma in sorted(lemmas):
        yield lemma, lemma, "base", "simplemma"
    for form in dictionary:
        lemma = dictionary[form]
        if lemma in lemmas and form != lemma and form.isalpha():
            yield form, lemma, "gerund" if form.endswith(endings or "\0") else "finite", "simplemma"


def main() -> None:
    """Write the file anew."""
    with (FOLDER / f"{FORMS}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("language", "form", "lemma", "class", "source"))
        writer.writerows(derive_forms())


if __name__ == "__main__":
    main()
