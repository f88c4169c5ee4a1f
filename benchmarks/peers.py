"""The other libraries, run on texts from standard input; one JSON line of results on standard output.

This file is run as a script, by the interpreter that has the peers (`python -m benchmarks extraction --peers PYTHON`),
so it imports nothing of the project. Input: {"texts": [...], "seconds": most seconds for each peer}. Output: for each
peer the texts it got through and the processor time it took, or the reason why it could not run.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from datetime import datetime

Run = Callable[[str], object]


def quantulum3_figures() -> Run:
    """Quantities, by quantulum3 without its classifier."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    return lambda text: parser.parse(text)


def recognizers_figures() -> Run:
    """Numbers, percentages, amounts of money and dimensions."""
    from recognizers_number import NumberRecognizer  # type: ignore[import-not-found]
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # type: ignore[import-not-found]
    from recognizers_text import Culture  # type: ignore[import-not-found]

    numbers, units = NumberRecognizer(Culture.English), NumberWithUnitRecognizer(Culture.English)
    models = (
        numbers.get_number_model(),
        numbers.get_percentage_model(),
        units.get_currency_model(),
        units.get_dimension_model(),
    )
    return lambda text: [model.parse(text) for model in models]


def recognizers_dates() -> Run:
    """Dates, times, durations and sets."""
    from recognizers_date_time import DateTimeRecognizer  # type: ignore[import-not-found]
    from recognizers_text import Culture

    model = DateTimeRecognizer(Culture.English).get_datetime_model()
    reference = datetime(2026, 2, 4)  # noqa: DTZ001 -- the library compares naive times
    return lambda text: model.parse(text, reference)


PEERS: dict[str, Callable[[], Run]] = {
    "quantulum3: figures": quantulum3_figures,
    "Recognizers-Text: figures": recognizers_figures,
    "Recognizers-Text: dates": recognizers_dates,
}


def measure(make: Callable[[], Run], texts: list[str], seconds: float) -> dict[str, object]:
    """Processor time of a peer over as many texts as it reads in the time given, after one to warm up."""
    try:
        run = make()
        run(texts[0])
    except Exception as error:  # a border: whatever a foreign library raises is the reason why it is skipped
        return {"skipped": f"{type(error).__name__}: {error}"}
    start, done = time.process_time(), 0
    failed = 0
    for text in texts:
        try:
            run(text)
        except Exception:  # a border, as above: a text that a peer fails on still took its time
            failed += 1
        done += 1
        if time.process_time() - start > seconds:
            break
    return {"texts": done, "seconds": time.process_time() - start, "failed": failed}


def main() -> None:
    """Read the texts, run every peer, write the results."""
    warnings.simplefilter("ignore")
    task = json.load(sys.stdin)
    results = {name: measure(make, task["texts"], task["seconds"]) for name, make in PEERS.items()}
    print(json.dumps(results))


if __name__ == "__main__":
    main()
