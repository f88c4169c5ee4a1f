"""From raw/ to published tables at growing sizes, and what a refresh costs when little or nothing is new.

Belongs here: which refreshes are run on how many articles, and what is kept of them. Does not belong here: running one
(`refreshes`), the annotation alone (`spreading`), and what is demanded (`floors`).
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks import spreading
from benchmarks.articles import SyntheticArticle, articles
from benchmarks.refreshes import PROJECT, Refreshed, refresh
from orchestration.loading import load_articles
from orchestration.reading import ask, reading
from orchestration.settings import Settings
from orchestration.state import fingerprint, note_published

_PER_STORY = 4
_CONFLICT_SHARE = 0.05
_ROWS_A_FILE = 10_000
_ASKED = 5
_SPREAD_OVER = 12_000
_ONE_CORE = 600

Say = Callable[[str], None]


@dataclass
class Scaled:
    """All that one run measured; seconds by the clock unless said otherwise."""

    sizes: dict[int, Refreshed] = field(default_factory=dict)
    """By the number of articles: a refresh from nothing."""
    one_core: float = 0.0
    """Articles a second of processor time."""
    spread: dict[str, float] = field(default_factory=dict)
    """By who annotates: seconds for the same articles."""
    one_into_five: Refreshed | None = None
    one_into_most: Refreshed | None = None
    nothing_new: float = 0.0
    """Seconds, with as many .txt files as the largest size has articles."""
    seeds: Refreshed | None = None
    texts_read: float = 0.0
    """Seconds to list and read as many .txt files as the largest size has articles."""
    queries: list[float] = field(default_factory=list)
    """Milliseconds of the README's main queries on the largest size."""

    @property
    def most(self) -> int:
        """Articles of the largest size."""
        return max(self.sizes)

    def as_data(self) -> dict[str, object]:
        """For a JSON file."""
        return asdict(self)


def measure(sizes: list[int], work: Path, say: Say, texts: Path | None = None) -> Scaled:
    """Run everything in the folder `work`, which should have room for some 10 KB an article.

    Args:
        sizes: Numbers of articles, from small to large.
        work: A folder for inputs and warehouses; what is made in it is removed again.
        say: Told what runs next.
        texts: A .jsonl file, or a folder of files as raw/ takes them, in place of made-up articles. All of it is one
            size, beside those in `sizes`.
    """
    found = Scaled()
    say("Seeds from nothing, then one more article")
    few, warehouse = work / "few", work / "few_warehouse"
    shutil.copytree(PROJECT / "raw", few)
    found.seeds = refresh(few, warehouse)
    found.one_into_five = _with_one_more(few, warehouse)
    _remove(few, warehouse)

    say("Annotation alone")
    made = list(articles(_ONE_CORE, seed=7))
    found.one_core = spreading.on_one_core(made)
    spread_raw = work / "spread"
    write_jsonl(articles(min(_SPREAD_OVER, max(sizes)), seed=8), spread_raw)
    found.spread = spreading.by_process(spread_raw, work)
    _remove(spread_raw)

    for size in sizes:
        say(f"{size:,} articles, raw to published")
        raw, warehouse = work / f"raw_{size}", work / f"warehouse_{size}"
        write_jsonl(articles(size, per_story=_PER_STORY, conflict_share=_CONFLICT_SHARE), raw)
        found.sizes[size] = refresh(raw, warehouse, processes=2)
        if size == max(sizes):
            found.queries = [_milliseconds(warehouse, query) for query in readme_queries()]
            say(f"One article more than {size:,}")
            found.one_into_most = _with_one_more(raw, warehouse)
        _remove(raw, warehouse)

    if texts is not None:
        say(f"{texts}, raw to published")
        raw = texts if texts.is_dir() else _folder_of(texts, work)
        warehouse = work / "own_warehouse"
        own = refresh(raw, warehouse, processes=2)
        with reading(Settings.load(warehouse=str(warehouse)).published) as connection:
            found.sizes[int(ask(connection, "select count(*) from marts.articles").rows[0][0])] = own
        _remove(warehouse)

    say(f"{max(sizes):,} text files")
    _text_files(found, max(sizes), work)
    return found


def _text_files(found: Scaled, size: int, work: Path) -> None:
    raw, warehouse = work / "texts", work / "texts_warehouse"
    for number, made in enumerate(articles(size, per_story=_PER_STORY)):
        folder = raw / f"{number // 1000:04d}"
        if number % 1000 == 0:
            folder.mkdir(parents=True)
        (folder / f"{number:07d}.txt").write_text(made.text, encoding="utf-8")
    settings = Settings.load(raw=str(raw), warehouse=str(warehouse))
    started = time.monotonic()
    load_articles(settings)
    found.texts_read = time.monotonic() - started
    # What is published does not matter to a refresh that finds nothing new: it compares the state of raw/ with a note.
    settings.published.touch()
    note_published(settings, str(fingerprint(settings)), "benchmark")
    found.nothing_new = refresh(raw, warehouse).seconds
    _remove(raw, warehouse)


def write_jsonl(made: Iterable[SyntheticArticle], raw: Path) -> None:
    """Articles with their metadata, in .jsonl files of ten thousand."""
    raw.mkdir(parents=True)
    rows = iter(made)
    for part in range(1_000_000):
        lines = [json.dumps(_row(article)) for article in islice(rows, _ROWS_A_FILE)]
        if not lines:
            return
        (raw / f"part-{part:04d}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(article: SyntheticArticle) -> dict[str, str]:
    return {
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat(),
        "language": "en",
    }


def _with_one_more(raw: Path, warehouse: Path) -> Refreshed:
    more = next(articles(1, seed=99))
    (raw / "one_more.txt").write_text(more.text, encoding="utf-8")
    return refresh(raw, warehouse)


def readme_queries(page: Path = PROJECT / "README.md") -> Iterator[str]:
    """The first four queries that the README asks."""
    commands = re.findall(r"^\$ \S*accord sql (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return islice((shlex.split(command)[0] for command in commands), 4)


def _milliseconds(warehouse: Path, query: str) -> float:
    """The median of some askings, all rows fetched."""
    times = []
    with reading(Settings.load(warehouse=str(warehouse)).published) as connection:
        for _ in range(_ASKED):
            started = time.monotonic()
            ask(connection, query)
            times.append(time.monotonic() - started)
    return 1000 * statistics.median(times)


def _folder_of(file: Path, work: Path) -> Path:
    folder = work / "own"
    folder.mkdir()
    shutil.copyfile(file, folder / file.name)
    return folder


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder)
