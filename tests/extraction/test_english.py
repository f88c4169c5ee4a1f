"""The look-ups in lemminflect's tables answer as the library does, word for word."""

from __future__ import annotations

import lemminflect

from extraction import english


def test_every_word_has_the_lemmas_that_the_library_gives() -> None:
    words = [word for word in english._lemma_lines() if word == word.lower()][::5]
    words += [*english._lemma_overrides(), "tonnes", "left", "data", "can", "xyzzy", "", "20", "o'clock"]
    assert {w: english.lemmas(w) for w in words} == {w: lemminflect.getAllLemmas(w) for w in words}


def test_every_verb_has_the_forms_that_the_library_gives() -> None:
    verbs = [verb for verb in english._verb_lines() if verb == verb.lower()][::3]
    verbs += [*english._auxiliaries(), *english._form_overrides(), "sign", "go", "xyzzy"]
    assert {v: english.verb_forms(v) for v in verbs} == {
        v: lemminflect.getAllInflections(v, upos="VERB") for v in verbs
    }
