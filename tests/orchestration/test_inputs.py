"""Every file ends as an article or as a reject with a reason, within bounds."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orchestration.inputs import InputArticle, Limits, Metadata, Reject, read_articles
from orchestration.inputs.metadata import bounds, from_mapping, from_yaml, split_front_matter
from orchestration.inputs.records import Unusable
from orchestration.listing import RawFile, list_raw

LIMITS = Limits(article_bytes=100_000, markup_bytes=1_000_000)


def read(folder: Path, name: str, content: bytes, sidecar: str | None = None) -> list[InputArticle | Reject]:
    def listed(path: Path) -> RawFile:
        status = path.stat()
        return RawFile(path.name, str(path), (status.st_size, status.st_mtime_ns, status.st_ino, status.st_mode))

    (folder / name).write_bytes(content)
    given = None
    if sidecar is not None:
        (folder / f"{name}.meta.yml").write_text(sidecar)
        given = listed(folder / f"{name}.meta.yml")
    return list(read_articles(listed(folder / name), given, LIMITS, folder))


def reason(folder: Path, name: str, content: bytes, sidecar: str | None = None) -> str:
    (found,) = read(folder, name, content, sidecar)
    assert isinstance(found, Reject), found
    return found.reason


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t \n", "empty"),
        ("a.txt", "\ufeff".encode(), "empty"),
        ("a.txt", "text".encode("utf-16"), "not_utf8"),
        ("a.txt", b"caf\xe9 au lait", "not_utf8"),
        ("a.txt", b"\xed\xa0\x80 half a surrogate pair", "not_utf8"),
        ("a.txt", b"te\0xt", "binary"),
        ("a.txt", b"x" * 100_001, "too_large"),
        ("a.txt", "é".encode() * 50_001, "too_large"),
        ("a.txt.gz", b"not gzip", "bad_gzip"),
        ("a.txt.gz", gzip.compress(b"text" * 1000, mtime=0)[:-12], "bad_gzip"),
        ("a.pdf", b"%PDF", "unsupported_type"),
        ("a", b"text", "unsupported_type"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b'{"text": "\\ud800"}', "not_utf8"),
        ("a.jsonl", b'{"text": "a\\u0000b"}', "binary"),
        ("a.jsonl", b'{"text": 5}', "no_text"),
        ("a.jsonl", b'{"text": "cut', "bad_json"),
        ("a.jsonl", b"[" * 200_000, "bad_json"),
        ("a.jsonl", b'{"n": ' + b"9" * 100_000 + b', "text": "x"}', "bad_json"),
        ("a.jsonl", b'{"text": "' + b"x" * 1_000_001 + b'"}', "too_large"),
        ("a.jsonl", b'{"text": "x", "published": "soon"}', "bad_metadata"),
        ("a.jsonl", b'{"text": "x", "title": {"a": 1}}', "bad_metadata"),
        ("a.parquet", b"PAR1 no parquet", "bad_parquet"),
        ("a.parquet", b"", "bad_parquet"),
        ("a.html", b"", "empty"),
        ("a.html", b"<html><body></body></html>", "no_text"),
        ("a.txt", b"---\ntitle: [\n---\ntext", "bad_metadata"),
        ("a.txt", b"---\ntitle: open\ntext", "bad_metadata"),
    ],
)
def test_a_reason_for_every_bad_input(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    assert reason(tmp_path, name, content) == expected


def test_a_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "\ufeffText".encode()) == [InputArticle(None, "Text", Metadata())]
    (reject,) = read(tmp_path, "b.txt", "\ufeffcaf".encode() + b"\xe9 au lait")
    assert isinstance(reject, Reject)
    assert reject.detail.startswith("byte 0xe9 at offset 6")


def test_front_matter_and_sidecar(tmp_path: Path) -> None:
    head = b"---\ntitle: 'It: works'\nurl: https://a.example/1\npublished: 2024-03-01T10:00:00Z\nother: [1]\n---\n"
    content = head + b"\nBody.\n"
    (article,) = read(tmp_path, "a.md", content, "title: Better\nlanguage: en-GB\n")
    assert isinstance(article, InputArticle)
    assert article.text == "\nBody.\n"
    assert article.metadata == Metadata("Better", None, None, "https://a.example/1", "en", "2024-03-01")


def test_a_rule_of_dashes_is_text(tmp_path: Path) -> None:
    text = "---\n\nA text that opens with a rule.\n---\nAnd goes on.\n"
    assert split_front_matter(text) == (Metadata(), text)


@pytest.mark.parametrize(
    "sidecar",
    [
        "a: &x [1]\nb: *x\n",
        "title: &x T\n",
        "title: !!python/object/apply:os.system [ls]\n",
        "- a\n",
        "just text\n",
        "title: {a: 1}\n",
        "title: [[1]]\n",
        "? [a]\n: b\n",
        "[" * 30_000,
        "title: " + "x" * 70_000,
        "published: 03/04/2024\n",
        "published: Wednesday\n",
        "published: 2024-02-30\n",
        "language: Klingonese\n",
        'title: "a\\0b"\n',
    ],
)
def test_a_sidecar_that_is_no_flat_mapping_of_what_it_should_hold(tmp_path: Path, sidecar: str) -> None:
    assert reason(tmp_path, "a.txt", b"Text", sidecar) == "bad_metadata"


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02"),
        ("2024", "2024"),
        ("2024-02-29 23:59:00+02:00", "2024-02-29"),
        ("February 29, 2024", "2024-02-29"),
        ("29 Feb 2024 10:30 GMT", "2024-02-29"),
        ("Feb 2024", "2024-02"),
    ],
)
def test_publication_dates_as_people_write_them(written: str, edtf: str) -> None:
    assert from_mapping({"published": written}).published == edtf
    assert from_yaml(f"published: {written}").published == edtf


@given(st.dates())
@example(date(9999, 12, 31))
def test_bounds_hold_the_date(day: object) -> None:
    edtf = f"{day:%Y-%m-%d}" if getattr(day, "year", 0) >= 1000 else None
    if edtf:
        for length in (4, 7, 10):
            low_high = bounds(edtf[:length])
            assert low_high is not None
            assert low_high[0] <= day <= low_high[1]  # type: ignore[operator]


@given(st.text(max_size=300))
def test_any_yaml_ends_well(content: str) -> None:
    with contextlib.suppress(Unusable):
        assert isinstance(from_yaml(content), Metadata)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.jsonl", "a.txt.gz", "a.md"]))
def test_any_bytes_end_as_articles_or_rejects(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    for found in read(folder, name, content):
        assert isinstance(found, (InputArticle, Reject))


def test_a_page_gives_its_article_and_what_it_says_about_itself(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>Paragraph {i} says that Norway and Chile will build a plant for copper, and why they will do it.</p>"
        for i in range(8)
    )
    page = (
        "<html lang='en'><head><title>Norway and Chile build a plant</title>"
        "<meta property='og:site_name' content='The Copper Times'>"
        "<meta property='article:published_time' content='2024-03-05T08:00:00Z'>"
        "<script>alert('x')</script></head><body><nav>Home | About</nav>"
        f"<article><h1>Norway and Chile build a plant</h1>{paragraphs}</article></body></html>"
    )
    (article,) = read(tmp_path, "a.html", page.encode())
    assert isinstance(article, InputArticle)
    assert "Paragraph 7" in article.text
    assert "alert" not in article.text
    assert article.metadata.publisher == "The Copper Times"
    assert article.metadata.published == "2024-03-05"


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9) as bomb:
        for _ in range(150):
            bomb.write(b"x" * 1_000_000)
    found = read(tmp_path, "a.jsonl.gz", packed.getvalue())
    assert found[-1] == Reject(None, "too_large", "unpacks to far more than text does")
    assert reason(tmp_path, "a.txt.gz", packed.getvalue()) == "too_large"


def test_a_file_of_blank_lines_ends_soon(tmp_path: Path) -> None:
    assert reason(tmp_path, "a.jsonl", b"\n" * 5_000_000) == "bad_json"


def test_a_line_that_is_too_long_costs_only_itself(tmp_path: Path) -> None:
    content = b'{"text": "One."}\n{"text": "' + b"x" * 5_000_000 + b'"}\n{"text": "Three."}\n'
    _, two, three = read(tmp_path, "a.jsonl", content)
    assert isinstance(two, Reject)
    assert (two.row, two.reason) == (1, "too_large")
    assert isinstance(three, InputArticle)
    assert (three.row, three.text) == (2, "Three.")


def test_only_what_lies_in_raw_is_listed(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    (raw / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (raw / "a.txt").write_text("a")
    (raw / ".hidden.txt").write_text("hidden")
    (raw / "inside.txt").symlink_to(raw / "a.txt")
    (raw / "out.txt").symlink_to(outside / "secret.txt")
    (raw / "folder").symlink_to(outside)
    (raw / "loop").symlink_to(raw)
    (raw / "broken.txt").symlink_to(raw / "gone")
    (raw / "sub" / "circle.txt").symlink_to(raw / "sub" / "circle.txt")
    (raw / "alone.txt.meta.yml").write_text("title: T")
    os.mkfifo(raw / "pipe.txt")
    listing = list_raw(raw)
    assert sorted(listing.files) == ["a.txt", "inside.txt"]
    assert {r.path: r.reason for r in listing.refused} == {
        "alone.txt.meta.yml": "orphan_sidecar",
        "broken.txt": "unreadable",
        "folder": "link_outside",
        "loop": "link_to_folder",
        "out.txt": "link_outside",
        "pipe.txt": "not_a_file",
        "sub/circle.txt": "unreadable",
    }
