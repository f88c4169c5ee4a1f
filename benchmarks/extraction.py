"""Articles a second on one core, for each kind of fact, next to other libraries on the same texts in the same run.

Every figure is processor time, the least of several rounds over texts that the rules have not seen in the warm-up. In
each round every document is read anew, and articles go through the kinds in groups, as `annotate_batch` takes them, so
the times of the kinds add up to what a batch costs before its rows become Arrow columns. A peer does its work from the
bare text, so Accord's time for figures or dates in a ratio includes reading, and for figures also the dates that
figures need.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pyarrow as pa

from benchmarks.articles import SyntheticArticle, articles
from benchmarks.report import Measure
from extraction import Article, annotate, annotate_batch
from extraction.agreements import find_agreements
from extraction.batch import TOGETHER, without_collections
from extraction.commitments import find_commitments
from extraction.dates import find_dates
from extraction.document import read
from extraction.figures import find_figures
from extraction.quotes import find_quotes
from extraction.schema import ARTICLES

_ROUNDS = 7
_WARM_UP = 100
"""Articles read before any is measured: lexicons are loaded and patterns compiled once a process."""
_BATCH = 256
_READ = "read (segments, sentences, tokens, entities)"
_KINDS = (_READ, "dates", "figures", "quotes", "agreements", "commitments")


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
    made = [_article(i, each) for i, each in enumerate(articles(n + _WARM_UP, seed))]
    texts, unseen = made[:n], made[n:]
    batches = _batches(texts)
    _by_kind(unseen)
    _one_by_one(unseen)
    for batch in _batches(unseen):
        annotate_batch(batch)

    rounds = [_by_kind(texts) for _ in range(_ROUNDS)]
    spent = {kind: min(each[kind] for each in rounds) for kind in _KINDS}
    spent["quotes from the bare text"] = spent[_READ] + spent["quotes"]
    spent["dates from the bare text"] = spent[_READ] + spent["dates"]
    spent["figures and dates from the bare text"] = spent[_READ] + spent["dates"] + spent["figures"]
    spent["all kinds, one article after the other (annotate)"] = _least(lambda: _one_by_one(texts))
    spent["all kinds, batches into Arrow (annotate_batch)"] = _least(lambda: [annotate_batch(b) for b in batches])
    size = sum(len(article.text) for article in texts)
    measures = [Measure(name, n, size, seconds) for name, seconds in spent.items()]
    totals = {
        "dates": spent["dates from the bare text"],
        "figures": spent["figures and dates from the bare text"],
    }
    others, skipped = _peers(peers, [article.text for article in texts], peer_seconds, totals, n)
    return measures + others, skipped


def _article(number: int, made: SyntheticArticle) -> Article:
    return Article(str(number), made.text, made.published.isoformat(), made.published + timedelta(1), "en")


def _batches(texts: Sequence[Article]) -> list[pa.RecordBatch]:
    rows = [{field.name: getattr(article, field.name) for field in ARTICLES} for article in texts]
    return [
        pa.RecordBatch.from_pylist(rows[start : start + _BATCH], schema=ARTICLES)
        for start in range(0, len(rows), _BATCH)
    ]


def _by_kind(texts: Sequence[Article]) -> dict[str, float]:
    """Processor time of each kind in one round, the articles in groups that go through one kind after the other."""
    spent = dict.fromkeys(_KINDS, 0.0)
    with without_collections():
        for start in range(0, len(texts), TOGETHER):
            group = texts[start : start + TOGETHER]
            clock = [time.process_time()]
            documents = [read(article) for article in group]
            clock.append(time.process_time())
            dates = [find_dates(document) for document in documents]
            clock.append(time.process_time())
            figures = list(map(find_figures, documents, dates))
            clock.append(time.process_time())
            for document in documents:
                find_quotes(document)
            clock.append(time.process_time())
            agreements = list(map(find_agreements, documents, dates))
            clock.append(time.process_time())
            for step in zip(documents, agreements, figures, dates, strict=True):
                find_commitments(*step)
            clock.append(time.process_time())
            for kind, begin, end in zip(_KINDS, clock, clock[1:], strict=False):
                spent[kind] += end - begin
            for document in documents:
                document.kept.clear()
    return spent


def _one_by_one(texts: Sequence[Article]) -> None:
    for article in texts:
        annotate(article)


def _least(task: Callable[[], object]) -> float:
    """Processor time of the fastest of several rounds: what the machine did besides is not of interest."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        task()
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
