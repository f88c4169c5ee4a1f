"""Legal tender: which money a state has, and which currencies the last word of a currency's name may mean.

Belongs here: what CLDR knows of currencies in use. Does not belong here: deciding between several in a text, which is
done in `dollars`, or what news writes and CLDR does not know (`figures_currencies.csv`).
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pycountry
from babel.numbers import get_currency_name, get_territory_currencies

from extraction.lexicon import read_as

_AS_OF = date(2026, 1, 1)
"""Legal tender is that of this day, so that results do not change with the calendar."""
_NAME_FIRST = ("fr", "es")
"""Languages that put the state behind: "peso mexicano", where others say "Mexican peso"."""


@cache
def money_of(state: str) -> tuple[str, ...]:
    """ISO 4217 codes of the currencies in use in a state (ISO 3166), the most usual first; none for anything else."""
    if len(state) != 2:
        return ()
    return tuple(get_territory_currencies(state, start_date=_AS_OF, end_date=_AS_OF))


@cache
def short_names(language: str) -> dict[str, frozenset[str]]:
    """Short names of currencies in use ("forints", "pesos"), lower case, and the codes of those that bear them."""
    names: dict[str, set[str]] = {}
    for code in {code for country in pycountry.countries for code in money_of(country.alpha_2)}:
        for count in (None, 1, 2):
            words = get_currency_name(code, count=count, locale=language).lower().split()
            names.setdefault(words[0] if read_as(language) in _NAME_FIRST else words[-1], set()).add(code)
    return {word: frozenset(codes) for word, codes in names.items() if word.isalpha()}
