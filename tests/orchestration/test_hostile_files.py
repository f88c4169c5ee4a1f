"""Each kind of hostile file ends as an article or as a reject with its reason, and costs no other anything.

The same files are made at full size, 200 MB and more, by `make soak`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.annotating import annotate_pending
from orchestration.inputs import InputArticle, Limits, Reject, contents, read_articles
from orchestration.listing import list_raw
from orchestration.loading import load_articles
from orchestration.settings import Settings
from tests.hostile import ARTICLE, files
from tests.orchestration.unprivileged import without_override

Ask = Callable[[str], list[tuple[object, ...]]]

LINE = '{"text": "Peru and Chile signed treaty number %d on ports."}\n'


def test_every_hostile_file_ends_as_an_article_or_a_reject(settings: Settings, build: Ask) -> None:
    made = files(huge=3_000_000, many=1_000_000)
    for file in made:
        file.write(settings.raw / file.name)
    load_articles(settings)
    assert annotate_pending(settings).failed == []
    became: dict[str, set[str]] = {}
    for path, reason in build("select path, reason from raw.rejects"):
        became.setdefault(str(path), set()).add(str(reason))
    for (path,) in build("select path from raw.article_paths"):
        became.setdefault(str(path).removesuffix("#0"), set()).add(ARTICLE)
    assert {file.name: file.expected for file in made if file.expected not in became.get(file.name, ())} == {}
    assert became.keys() == {file.name for file in made}
    assert build("select count(*) from raw.articles where text like '%root:%'") == [(0,)], "a link led out of raw/"


def test_a_file_that_vanishes_before_it_is_read_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Peru signed a treaty.")
    (listed,) = list_raw(tmp_path).files.values()
    (tmp_path / "a.txt").unlink()
    gone = contents(listed, None)
    assert isinstance(gone, Reject)
    assert gone.reason == "unreadable"
    (rejected,) = read_articles(listed, None, Limits(100_000, 1_000_000), tmp_path)
    assert isinstance(rejected, Reject)
    assert rejected.reason == "unreadable"


def test_a_link_put_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (raw / "a.txt").write_text("Peru signed a treaty.")
    (listed,) = list_raw(raw).files.values()
    (raw / "a.txt").unlink()
    (raw / "a.txt").symlink_to(tmp_path / "secret.txt")
    assert isinstance(contents(listed, None), Reject)
    assert [type(found) for found in read_articles(listed, None, Limits(100_000, 1_000_000), tmp_path)] == [Reject]


def test_a_file_that_grows_while_it_is_read_is_read_again_by_the_next_refresh(
    settings: Settings, build: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.raw / "growing.jsonl"
    path.write_text("".join(LINE % number for number in range(30_000)))
    (listed,) = list_raw(settings.raw).files.values()
    found = read_articles(listed, None, Limits(100_000, 1_000_000), settings.warehouse)
    assert isinstance(next(found), InputArticle)
    with path.open("a") as writer:
        writer.write(LINE % 30_000)
    assert [item.reason for item in found if isinstance(item, Reject)] == ["changed_while_read"]


def test_what_may_not_be_read_is_a_reject_and_is_tried_again(settings: Settings, build: Ask) -> None:
    prefix = without_override()
    if prefix is None:
        pytest.skip("root reads everything, and this machine has no setpriv to take that right away")
    path, folder = settings.raw / "a.txt", settings.raw / "folder"
    folder.mkdir()
    (folder / "b.txt").write_text("Hidden in a folder.")
    path.write_text("Hidden.")
    load = (
        "import sys; from pathlib import Path; from orchestration.loading import load_articles;"
        "from orchestration.settings import Settings; load_articles(Settings(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    command = [*prefix, sys.executable, "-c", load, str(settings.raw), str(settings.warehouse)]
    path.chmod(0)
    folder.chmod(0)
    subprocess.run(command, check=True)
    assert build("select path, reason from raw.rejects order by path") == [
        ("a.txt", "unreadable"),
        ("folder", "unreadable"),
    ]
    path.chmod(0o644)
    folder.chmod(0o755)
    load_articles(settings)
    assert build("select path from raw.rejects") == []
    assert build("select count(*) from raw.articles") == [(2,)]
