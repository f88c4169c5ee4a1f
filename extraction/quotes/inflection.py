"""Forms of the reporting verbs, derived from their lemmas by libraries and kept in `lexicons/quotes_forms.csv`.

Belongs here: the derivation, run by hand after `lexicons/quotes_verbs.csv` has changed (`python -m
extraction.quotes.inflection`); a test derives again and compares. Extraction itself reads only the file, because the
libraries' dictionaries take seconds to load. English forms come from lemminflect, the others from simplemma's
dictionaries turned round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extraction.lexicon import load, write

FORMS = "quotes_forms"
_COMMON = 0.6
"""Share of the verbs of an infinitive that must have an ending before the others get it."""
_INFINITIVE_ENDING = {"sv": 1, "de": 2, "fr": 2, "es": 2}
_GERUND_ENDINGS = {"fr": ("ant",), "es": ("ando", "iendo", "yendo")}


def derive_forms(languages: tuple[str, ...] = ("de", "en", "es", "fr", "sv")) -> list[tuple[str, str, str, str, str]]:
    """(language, form, lemma, form class, source), sorted; the class is finite, base, participle or gerund."""
    lemmas: dict[str, list[str]] = {}
    for row in load("quotes_verbs"):
        if row["language"] in languages:
            lemmas.setdefault(row["language"], []).append(row["lemma"])
    out: set[tuple[str, str, str, str, str]] = set()
    for language, words in lemmas.items():
        derive = _english(words) if language == "en" else _by_dictionary(language, set(words))
        out.update((language, *entry) for entry in derive)
    return sorted(out)


def _english(lemmas: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """A lemma of two words is a verb with its particle ("go on"): the verb is inflected, the particle stays."""
    from lemminflect import getAllInflections, getAllInflectionsOOV

    classes = {"VB": "base", "VBG": "gerund", "VBN": "participle", "VBZ": "finite", "VBD": "finite"}
    for lemma in lemmas:
        verb, _, particle = lemma.partition(" ")
        inflections = getAllInflections(verb, "VERB") or getAllInflectionsOOV(verb, "VERB")
        by_form = {form: classes[tag] for tag in classes for form in inflections.get(tag, ())}
        for form, form_class in by_form.items():
            yield f"{form} {particle}".strip(), lemma, form_class, "lemminflect"


def _by_dictionary(language: str, lemmas: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Forms that simplemma's dictionary gives to a lemma, and those of its paradigm that it gives to a homograph.

    The dictionary knows one lemma a form, so "estime" is the noun's. An ending that many verbs of the same infinitive
    have is taken for the others too, if the dictionary knows the form at all.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = DefaultDictionaryFactory().get_dictionary(language)
    forms: dict[str, set[str]] = {lemma: {lemma} for lemma in lemmas}
    for form in dictionary:
        lemma = dictionary[form]
        if lemma in lemmas and form.isalpha():
            forms[lemma].add(form)
    width = _INFINITIVE_ENDING[language]
    endings: dict[str, Counter[str]] = {}
    for lemma, known in forms.items():
        stem, ending = lemma[:-width], lemma[-width:]
        endings.setdefault(ending, Counter()).update(f[len(stem) :] for f in known if f.startswith(stem))
    for lemma in sorted(lemmas):
        stem, ending = lemma[:-width], lemma[-width:]
        group = sum(other.endswith(ending) for other in lemmas)
        likely = {stem + e for e, n in endings[ending].items() if n >= max(3, group * _COMMON)}
        for form in sorted(forms[lemma] | {f for f in likely if f in dictionary}):
            gerund = form.endswith(_GERUND_ENDINGS.get(language, "\0"))
            form_class = "base" if form == lemma else "gerund" if gerund else "finite"
            yield form, lemma, form_class, "simplemma"


def main() -> None:
    """Write the file anew."""
    write(FORMS, ("language", "form", "lemma", "class", "source"), derive_forms())


if __name__ == "__main__":
    main()
