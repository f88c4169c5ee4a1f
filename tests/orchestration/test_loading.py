"""What raw/ holds decides what is loaded, by content."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.loading import load_articles
from orchestration.settings import Settings
from tests.orchestration.conftest import ARTICLES, write_articles

Ask = Callable[[str], list[tuple[object, ...]]]


def counts(settings: Settings, **options: bool) -> tuple[int, int, int, int]:
    report = load_articles(settings, **options)
    return report.new, report.changed, report.removed, report.unchanged


def test_new_changed_removed_unchanged(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw)
    assert counts(settings) == (4, 0, 0, 0)
    assert counts(settings) == (0, 0, 0, 4)
    (settings.raw / "copper.txt").write_text("Another text altogether.")
    (settings.raw / "rail.txt").unlink()
    (settings.raw / "sub").mkdir()
    (settings.raw / "sub" / "new.txt").write_text("A new text.")
    assert counts(settings) == (1, 1, 1, 2)
    assert build("select path from raw.articles order by path") == [
        ("copper.txt",),
        ("grain.txt",),
        ("ports.txt",),
        ("sub/new.txt",),
    ]


def test_the_text_is_the_file_character_by_character(settings: Settings, build: Ask) -> None:
    text = "Früh um 8\r\n\r\n  „Ja“, sagte sie. 🦀 e\u0301\t\n\n"
    (settings.raw / "a.txt").write_bytes(text.encode())
    load_articles(settings)
    article_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert build("select article_id, text, n_words from raw.articles") == [(article_id, text, 8)]


def test_a_touched_file_is_unchanged_and_a_rewritten_one_of_the_same_size_is_not(settings: Settings) -> None:
    write_articles(settings.raw)
    counts(settings)
    path = settings.raw / "copper.txt"
    os.utime(path, (1, 1))
    assert counts(settings) == (0, 0, 0, 4)
    status = path.stat()
    path.write_text(ARTICLES["copper.txt"].replace("2025", "2024"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    # Size, time stamp and inode are as before: only a full refresh looks inside.
    assert counts(settings) == (0, 0, 0, 4)
    assert counts(settings, full=True) == (0, 1, 0, 3)


def test_files_with_one_text_are_one_article(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw, {"b.txt": "The same.", "c.txt": "The same.", "a.txt": "The same."})
    (settings.raw / "c.txt.meta.yml").write_text("publisher: C\ntitle: From C\n")
    (settings.raw / "b.txt.meta.yml").write_text("title: From B\n")
    load_articles(settings)
    assert build("select path, title, publisher from raw.articles") == [("a.txt", "From B", "C")]
    assert build("select path from raw.article_paths order by path") == [("a.txt",), ("b.txt",), ("c.txt",)]
    (settings.raw / "a.txt").unlink()
    load_articles(settings)
    assert build("select path, title, publisher from raw.articles") == [("b.txt", "From B", "C")]


def test_a_text_keeps_the_day_it_was_first_loaded(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    before = build("select article_id, loaded_at, annotation_key from raw.articles order by all")
    stash = settings.raw.parent / "stash"
    settings.raw.rename(stash)
    settings.raw.mkdir()
    assert counts(settings)[2] == 4
    assert build("select count(*) from raw.articles") == [(0,)]
    settings.raw.rmdir()
    stash.rename(settings.raw)
    load_articles(settings)
    assert build("select article_id, loaded_at, annotation_key from raw.articles order by all") == before


def test_metadata_alone_is_a_change(settings: Settings, build: Ask) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    before = dict(build("select path, annotation_key from raw.articles"))
    (settings.raw / "rail.txt.meta.yml").write_text("published: 2024-05\nlanguage: no\nauthor: [Ann, Bo]\n")
    assert counts(settings) == (0, 1, 0, 3)
    row = build(
        "select published_edtf, published_low::varchar, published_high::varchar, language, author"
        " from raw.articles where path = 'rail.txt'"
    )
    assert row == [("2024-05", "2024-05-01", "2024-05-31", "no", "Ann, Bo")]
    after = dict(build("select path, annotation_key from raw.articles"))
    assert {path for path in after if after[path] != before[path]} == {"rail.txt"}
    (settings.raw / "rail.txt.meta.yml").unlink()
    assert counts(settings) == (0, 1, 0, 3)
    assert dict(build("select path, annotation_key from raw.articles")) == before


def test_bulk_files_give_an_article_a_row(settings: Settings, build: Ask) -> None:
    rows = [{"text": f"Text {i}.", "title": f"Title {i}", "published": f"2024-01-{i + 1:02}"} for i in range(3)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (settings.raw / "a.jsonl").write_text(lines + "\n{broken\n" + '{"title": "no text"}\n[1]\n' + '{"text": "Last."}')
    (settings.raw / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Packed."}\n'))
    pq.write_table(
        pa.table({"text": ["From Parquet.", None], "publisher": ["P", "Q"], "n": [1, 2]}), settings.raw / "c.parquet"
    )
    (settings.raw / "c.parquet.meta.yml").write_text("publisher: Default\nlanguage: en\n")
    load_articles(settings)
    assert build("select path, title, publisher, language from raw.articles order by path") == [
        ("a.jsonl#0", "Title 0", None, None),
        ("a.jsonl#1", "Title 1", None, None),
        ("a.jsonl#2", "Title 2", None, None),
        ("a.jsonl#7", None, None, None),
        ("b.jsonl.gz#0", None, None, None),
        ("c.parquet#0", None, "P", "en"),
    ]
    assert build('select path, "row", reason from raw.rejects order by all') == [
        ("a.jsonl", 4, "bad_json"),
        ("a.jsonl", 5, "no_text"),
        ("a.jsonl", 6, "bad_json"),
        ("c.parquet", 1, "no_text"),
    ]
    (settings.raw / "a.jsonl").write_text(lines.replace("Text 1.", "Text one."))
    assert counts(settings) == (0, 1, 1, 4)


def test_a_reject_keeps_its_first_day_and_goes_when_the_file_is_mended(settings: Settings, build: Ask) -> None:
    bad = settings.raw / "a.txt"
    bad.write_bytes(b"caf\xe9")
    assert load_articles(settings).new_rejects == [
        ("a.txt", None, "not_utf8", "byte 0xe9 at offset 3: unexpected end of data")
    ]
    first = build("select first_seen from raw.rejects")
    bad.write_bytes(b"caf\xe9 caf\xe9")
    assert load_articles(settings).new_rejects == []
    assert build("select first_seen from raw.rejects") == first
    bad.write_bytes("café".encode())
    assert load_articles(settings).rejected == 0
    bad.unlink()
    assert counts(settings) == (0, 0, 1, 0)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_tried_again(settings: Settings, build: Ask) -> None:
    path = settings.raw / "a.txt"
    path.write_text("Hidden.")
    path.chmod(0)
    load_articles(settings)
    assert build("select reason from raw.rejects") == [("unreadable",)]
    path.chmod(0o644)
    assert counts(settings) == (1, 0, 0, 0)
    assert build("select reason from raw.rejects") == []


def test_a_new_limit_reads_every_file_again(settings: Settings, build: Ask) -> None:
    (settings.raw / "a.txt").write_text("word " * 1000)
    load_articles(Settings(settings.raw, settings.warehouse, max_article_bytes=1_000))
    assert build("select reason from raw.rejects") == [("too_large",)]
    assert counts(settings) == (1, 0, 0, 0)


def test_a_load_that_fails_has_not_happened(settings: Settings, build: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    write_articles(settings.raw, {f"{i}.txt": f"Text {i}" for i in range(10)})

    def interrupted(done: int, total: int | None, unit: str = "") -> None:
        if done:
            raise KeyboardInterrupt

    from orchestration.progress import Progress

    listener = Progress()
    monkeypatch.setattr(listener, "step", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_articles(settings, progress=listener)
    assert build("select count(*) from raw.articles") == [(4,)]
    assert counts(settings) == (10, 0, 0, 4)


def test_names_are_kept_whatever_they_hold(settings: Settings, build: Ask) -> None:
    names = ["a'b\"c.txt", "new\nline.txt", "{{ jinja }}.txt", "ünïcode.txt", "'; drop table raw.articles; --.txt"]
    write_articles(settings.raw, {name: f"Text of {i}" for i, name in enumerate(names)})
    Path(os.fsdecode(os.fsencode(settings.raw) + b"/bytes\xff.txt")).write_text("Text of bytes")
    load_articles(settings)
    found = [row[0] for row in build("select path from raw.articles order by path")]
    assert found == sorted([*names, "bytes\\xff.txt"])
