"""Articles are annotated once, by as many processes as there are, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace

import psutil
import pytest

from orchestration.annotating import FEW_ARTICLES, annotate_pending
from orchestration.loading import load_articles
from orchestration.progress import Progress
from orchestration.settings import Settings
from tests.orchestration.conftest import ARTICLES, write_articles

Ask = Callable[[str], list[tuple[object, ...]]]
MANY = FEW_ARTICLES + 80

ROWS = """
select article_id, figures, dates, quotes, agreements, commitments, segments, sentences, entities, error
from raw.annotations order by article_id
"""


def many(settings: Settings, count: int = MANY) -> None:
    texts = list(ARTICLES.values())
    write_articles(settings.raw, {f"{i:04}.txt": f"{texts[i % len(texts)]}\n\nNote {i}.\n" for i in range(count)})


def test_nothing_is_annotated_twice(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    assert annotate_pending(settings).annotated == 4
    assert annotate_pending(settings).annotated == 0
    (settings.raw / "new.txt").write_text("Peru bought 20 ships.")
    (settings.raw / "rail.txt.meta.yml").write_text("published: 2024-05-06\n")
    load_articles(settings)
    assert annotate_pending(settings).annotated == 2
    assert build("select count(*) from raw.articles anti join raw.annotations using (annotation_key)") == [(0,)]


def test_a_file_put_back_costs_nothing(settings: Settings) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    annotate_pending(settings)
    text = (settings.raw / "rail.txt").read_bytes()
    (settings.raw / "rail.txt").unlink()
    load_articles(settings)
    annotate_pending(settings)
    (settings.raw / "rail.txt").write_bytes(text)
    load_articles(settings)
    assert annotate_pending(settings).annotated == 0


def test_retired_annotations_are_swept_in_the_end(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    annotate_pending(settings)
    (settings.raw / "rail.txt").unlink()
    load_articles(settings)
    assert annotate_pending(settings).retired == 0
    assert annotate_pending(replace(settings, annotations_kept_days=0)).retired == 1
    assert build("select count(*) from raw.annotations") == [(3,)]


def test_a_pool_gives_the_rows_that_one_process_gives(settings: Settings, build: Ask) -> None:
    many(settings)
    load_articles(settings)
    steps: list[int] = []

    class Listener(Progress):
        def step(self, done: int, total: int | None, unit: str = "articles") -> None:
            assert total == MANY
            steps.append(done)

    report = annotate_pending(replace(settings, batch_size=16), Listener())
    assert report.annotated == MANY
    assert steps == sorted(steps)
    assert steps[-1] == MANY
    spread = build(ROWS)
    annotate_pending(replace(settings, processes=1, batch_size=1000), full=True)
    assert build(ROWS) == spread


@pytest.mark.parametrize("victims", [1, 2])
def test_workers_that_die_cost_no_article(settings: Settings, build: Ask, victims: int) -> None:
    many(settings)
    load_articles(settings)
    before = set(psutil.Process().children(recursive=True))
    notes: list[str] = []

    class Killer(Progress):
        killed = False

        def step(self, done: int, total: int | None, unit: str = "articles") -> None:
            if not self.killed:
                below = set(psutil.Process().children(recursive=True)) - before
                # Workers are children of the server that forks them; server and resource tracker are children of ours.
                workers = sorted((p for p in below if p.ppid() != os.getpid()), key=lambda p: p.pid)
                assert len(workers) == 2
                self.killed = True
                for worker in workers[:victims]:
                    os.kill(worker.pid, signal.SIGKILL)

        def note(self, message: str) -> None:
            notes.append(message)

    report = annotate_pending(replace(settings, batch_size=8, processes=2), Killer())
    assert report.annotated == MANY
    assert report.failed == []
    assert build("select count(*), count(distinct annotation_key) from raw.annotations") == [(MANY, MANY)]
    assert len(notes) == victims


def test_an_interrupted_run_goes_on_where_it_stopped(settings: Settings, build: Ask) -> None:
    many(settings)
    load_articles(settings)

    class Interrupter(Progress):
        def step(self, done: int, total: int | None, unit: str = "articles") -> None:
            if done >= 32:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate_pending(replace(settings, batch_size=8), Interrupter())
    (kept,) = build("select count(*) from raw.annotations")[0]
    assert 32 <= int(str(kept)) < MANY
    assert annotate_pending(settings).annotated == MANY - int(str(kept))


def test_an_article_that_takes_too_long_gets_an_error(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw)
    (settings.raw / "long.txt").write_text('Norway said "we will pay $5 million by 2030" on Monday. ' * 4_000)
    load_articles(settings)
    report = annotate_pending(replace(settings, article_seconds=0.1))
    assert [path for path, _ in report.failed] == ["long.txt"]
    assert "TimeLimit" in report.failed[0][1]
    assert build("select count(*) from raw.annotations where error is null") == [(4,)]
