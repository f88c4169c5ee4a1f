"""Units with decimal prefixes, derived from pint and kept in `lexicons/figures_prefixed_units.csv`.

Belongs here: the derivation, run by hand after the lists below have changed (`python -m
extraction.figures.prefixed_units`); a test derives again and compares. Extraction itself reads only the file, because
pint's registry takes most of a second to load.
"""

from __future__ import annotations

from extraction.lexicon import write

FILE = "figures_prefixed_units"
COLUMNS = ("language", "unit", "mark", "kind", "exact", "source")
_PREFIXED = ("gram", "metric_ton", "watt", "watt_hour", "joule", "hertz", "pascal", "volt", "ampere", "bit", "byte")
_PREFIXES = ("nano", "micro", "milli", "kilo", "mega", "giga", "tera", "peta")
_NAMES = {"metric_ton": ("tonne", "t"), "watt_hour": ("watt hour", "Wh"), "byte": ("byte", "B"), "bit": ("bit", "bit")}
_KIND_BY_DIMENSION = {
    "[mass]": "mass",
    "[length]": "length",
    "[length] ** 2": "area",
    "[length] ** 3": "volume",
    "[mass] * [length] ** 2 / [time] ** 2": "energy",
    "[mass] * [length] ** 2 / [time] ** 3": "power",
    "[time]": "duration",
    "[length] / [time]": "speed",
}


def derive_units() -> list[tuple[str, ...]]:
    """The rows of the file: a unit's name, its mark, what it measures, and whether the case of the mark matters."""
    import pint  # loads for most of a second, and only the derivation needs it

    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    rows: list[tuple[str, ...]] = []
    for base in _PREFIXED:
        name, symbol = _NAMES.get(base, (base, f"{registry.get_symbol(base)}"))
        kind = _KIND_BY_DIMENSION.get(str(registry.parse_units(base).dimensionality), "other")
        for prefix in ("", *_PREFIXES):
            mark = (registry.get_symbol(prefix + "meter")[:-1] if prefix else "") + symbol
            exact = symbol not in ("Hz", "Wh") or prefix in ("milli", "mega")
            rows.append(("*", prefix + name, mark, kind, "yes" if exact else "no", "pint"))
    return rows


def main() -> None:
    """Write the file anew."""
    write(FILE, COLUMNS, derive_units())


if __name__ == "__main__":
    main()
