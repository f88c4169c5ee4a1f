"""Who plural phrases and pronouns refer to, in sentences of our own."""

from __future__ import annotations

import pytest

from extraction.document import read
from extraction.document.coreference import antecedent_states, person_for_pronoun, stands_for
from extraction.rows import Article


@pytest.mark.parametrize(
    ("text", "phrase", "language", "expected"),
    [
        ("Norway and Japan signed, wary of China. The two countries will share data.", "The two", "en", ("NO", "JP")),
        ("Ottawa and Tokyo met. Both sides agreed.", "Both", "en", ("CA", "JP")),
        (
            "Chile signed a pact with Peru, Brazil and the EU. The partners meet in May.",
            "The partners",
            "en",
            ("PE", "BR", "EU"),
        ),
        ("The Kenyan government met the German government. Both sides agreed.", "Both", "en", ("KE", "DE")),
        ("La France et le Maroc ont signé. Les deux pays vont coopérer.", "Les deux", "fr", ("FR", "MA")),
        ("Sverige och Norge har enats. De två länderna delar på kostnaden.", "De två", "sv", ("SE", "NO")),
        ("Peace was near. Both sides agreed.", "Both", "en", ()),
        ("Chile, Peru and Brazil met. Both sides agreed.", "Both", "en", ()),
    ],
)
def test_states_of_a_plural_phrase(text: str, phrase: str, language: str, expected: tuple[str, ...]) -> None:
    document = read(Article("x", text, language=language))
    assert antecedent_states(document, text.rindex(phrase)) == expected


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("President Marta Rojas met Peter Lind on Friday. It rained, she said.", "she", "Marta Rojas"),
        ("President Marta Rojas met Peter Lind on Friday. It rained, he said.", "he", "Peter Lind"),
        ("On Friday Robert Hale met Peter Lind. It rained, he said.", "he", "Robert Hale"),
        ("The towns met on Friday. It rained, he said.", "he", None),
    ],
)
def test_person_of_a_pronoun(text: str, pronoun: str, expected: str | None) -> None:
    document = read(Article("x", text))
    found = person_for_pronoun(document, text.rindex(f" {pronoun} ") + 1, pronoun)
    assert (found.key if found else None) == expected


def test_what_a_mention_stands_for() -> None:
    text = "US-based Volta met Japan's trade ministry, Brussels and Chilean President Marta Rojas in Paris."
    document = read(Article("x", text))
    assert [(text[e.start : e.end], stands_for(e)) for e in document.entities] == [
        ("US", None),
        ("Japan's trade ministry", "JP"),
        ("Brussels", "EU"),
        ("Chilean", None),
        ("Marta Rojas", "CL"),
        ("Paris", None),
    ]
