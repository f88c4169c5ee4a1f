"""Given names and what they say about gender, from the name lists that Faker carries for many countries.

Belongs here: the table and its derivation, run by hand (`python -m extraction.document.given_names`) into
`lexicons/entities_given_names.csv`; a test derives again and compares. Extraction reads only the file, because Faker
is a package of hundreds of modules. A given name is evidence that a run of capitalised words names a person; it is
weak evidence where the name is also an everyday word, a month or a place.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from extraction.lexicon import load, rows_for, write

FILE = "entities_given_names"
_LOCALES = (
    *("en", "en_US", "en_GB", "en_IE", "en_IN", "en_NZ", "en_KE", "en_NG", "sv_SE", "da_DK", "no_NO", "fi_FI", "is_IS"),
    *("de_DE", "de_AT", "de_CH", "fr_FR", "fr_CH", "fr_DZ", "es_ES", "es_MX", "es_AR", "es_CL", "es_CO", "it_IT"),
    *("pt_BR", "pt_PT", "nl_NL", "nl_BE", "pl_PL", "cs_CZ", "sk_SK", "hu_HU", "ro_RO", "hr_HR", "sl_SI", "lt_LT"),
    *("lv_LV", "et_EE", "tr_TR", "az_AZ", "uz_UZ", "id_ID", "vi_VN", "sw", "yo_NG", "ig_NG", "ha_NG", "zu_ZA", "tw_GH"),
)
_COMMON = ("en_US", "en_GB", "sv_SE", "de_DE", "fr_FR", "es_ES")
"""Lists without a long tail: a title or an organisation word is a given name only if it is in one of them."""


@cache
def given_names() -> dict[str, str | None]:
    """Gender ("f", "m", or None where both use it) by given name."""
    rows = load(FILE)
    common = {row["name"].lower() for row in rows if row["common"]}
    everyday = {row["word"] for row in rows_for("segments_function_words")}
    everyday |= {row["head"] for row in rows_for("entities_titles")} - common
    everyday |= {row["word"].lower() for row in rows_for("entities_organisation_words")} - common
    return {row["name"]: row["gender"] or None for row in rows if row["name"].lower() not in everyday}


def derive_names() -> list[tuple[str, str, str, str, str]]:
    """The rows of the file, sorted: name, language ("*"), gender (empty: both), whether in a common list, source."""
    genders: dict[str, set[str]] = {}
    common: set[str] = set()
    for locale in _LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for gender, attribute in (("f", "first_names_female"), ("m", "first_names_male")):
            for entry in getattr(provider, attribute, ()):
                for name in entry.split():
                    if len(name) > 1 and name.istitle():
                        genders.setdefault(name, set()).add(gender)
                        if locale in _COMMON:
                            common.add(name)
    romanized = import_module("faker.providers.person.ja_JP").Provider
    for gender, attribute in (("f", "first_romanized_names_female"), ("m", "first_romanized_names_male")):
        for name in getattr(romanized, attribute, ()):
            genders.setdefault(name, set()).add(gender)
    return [
        (name, "*", next(iter(found)) if len(found) == 1 else "", "yes" if name in common else "", "Faker")
        for name, found in sorted(genders.items())
    ]


def main() -> None:
    """Write the file anew."""
    write(FILE, ("name", "language", "gender", "common", "source"), derive_names())


if __name__ == "__main__":
    main()
