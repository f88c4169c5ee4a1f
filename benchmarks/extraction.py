"""Articles a second on one core, for each kind of fact, next to other libraries on the same texts in the same run.

Each kind is timed on documents that are read already, as `annotate` runs them; reading is a line of its own. A peer
does its work from the bare text, so Accord's time for figures or dates in a ratio includes reading, and for figures
also the dates that figures need.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.report import Measure
from extraction import Article, annotate
from extraction.agreements import find_agreements
from extraction.commitments import find_commitments
from extraction.dates import find_dates
from extraction.document import read
from extraction.figures import find_figures
from extraction.quotes import find_quotes

_ROUNDS = 5


def measure(n: int, seed: int, peers: Path | None, peer_seconds: float) -> tuple[list[Measure], list[str]]:
    """Time every kind, and the peers if an interpreter for them is given.

    Args:
        n: Articles to make and read.
        seed: Seed of the articles.
        peers: Interpreter that has the peers, or None.
        peer_seconds: Processor time after which a peer is stopped.

    Returns:
        The measures, and the reasons why peers were skipped.
    """
    texts = [
        Article(str(i), made.text, made.published.isoformat(), made.published + timedelta(1), "en")
        for i, made in enumerate(articles(n, seed))
    ]
    size = sum(len(article.text) for article in texts)

    documents = [read(article) for article in texts]
    dates = [find_dates(document) for document in documents]
    figures = [find_figures(document, d) for document, d in zip(documents, dates, strict=True)]
    agreements = [find_agreements(document, d) for document, d in zip(documents, dates, strict=True)]
    steps: dict[str, Callable[[int], object]] = {
        "read (segments, sentences, tokens, entities)": lambda i: read(texts[i]),
        "dates": lambda i: find_dates(documents[i]),
        "figures": lambda i: find_figures(documents[i], dates[i]),
        "quotes": lambda i: find_quotes(documents[i]),
        "agreements": lambda i: find_agreements(documents[i], dates[i]),
        "commitments": lambda i: find_commitments(documents[i], agreements[i], figures[i], dates[i]),
        "all kinds (annotate)": lambda i: annotate(texts[i]),
    }
    own = {name: Measure(name, n, size, _fastest(step, n)) for name, step in steps.items()}
    read_s, dates_s, figures_s = (
        own[name].seconds for name in ("read (segments, sentences, tokens, entities)", "dates", "figures")
    )
    totals = {"dates": read_s + dates_s, "figures": read_s + dates_s + figures_s}
    measures = [
        *own.values(),
        Measure("dates from the bare text", n, size, totals["dates"]),
        Measure("figures and dates from the bare text", n, size, totals["figures"]),
    ]
    others, skipped = _peers(peers, [article.text for article in texts], peer_seconds, totals, n)
    return measures + others, skipped


def _fastest(step: Callable[[int], object], n: int) -> float:
    """Processor time of the fastest of several rounds: what the machine did besides is not of interest."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for i in range(n):
            step(i)
        best = min(best, time.process_time() - start)
    return best


def _peers(
    interpreter: Path | None, texts: Sequence[str], seconds: float, totals: dict[str, float], n: int
) -> tuple[list[Measure], list[str]]:
    if interpreter is None:
        return [], ["peers: give --peers PYTHON, an interpreter that has them (see benchmarks/__init__.py)"]
    script = Path(__file__).with_name("peers.py")
    task = json.dumps({"texts": list(texts), "seconds": seconds})
    done = subprocess.run([str(interpreter), str(script)], input=task, capture_output=True, text=True, check=False)
    if done.returncode:
        return [], [f"peers: {interpreter} ended with {done.returncode}: {done.stderr.strip()[-200:]}"]
    measures, skipped = [], []
    for name, result in json.loads(done.stdout.splitlines()[-1]).items():
        if "skipped" in result:
            skipped.append(f"{name}: {result['skipped']}")
            continue
        kind = name.rpartition(" ")[2]
        count, spent = result["texts"], result["seconds"]
        ratio = (spent / count) / (totals[kind] / n)
        note = f"{result['failed']} texts failed" if result["failed"] else ""
        measures.append(Measure(name, count, sum(map(len, texts[:count])), spent, ratio, note))
    return measures, skipped
