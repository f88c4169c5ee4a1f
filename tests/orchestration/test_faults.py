"""A refresh that is killed, starved of disk or refused leaves things whole, and the next one recovers."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import psutil
import pytest

from orchestration.annotating import annotate_pending
from orchestration.loading import load_articles
from orchestration.lock import RefreshLock, holder
from orchestration.recovery import recover
from orchestration.settings import Settings
from orchestration.trouble import explain
from tests.orchestration.conftest import ARTICLES, accord, write_articles
from tests.orchestration.unprivileged import without_override

STAGES = """
import sys
from pathlib import Path
from orchestration.progress import Progress
from orchestration.settings import Settings
from orchestration.lock import RefreshLock
from orchestration.recovery import recover
from orchestration.loading import load_articles
from orchestration.annotating import annotate_pending
def tell(what):
    print(what, flush=True)
    sys.stdin.readline()  # wait to be told to go on; where there is nobody, go on at once

class Telling(Progress):
    def step(self, done, total, unit="articles"):
        tell(done)

if __name__ == "__main__":
    settings = Settings(Path(sys.argv[1]), Path(sys.argv[2]), batch_size=1, processes=2)
    with RefreshLock(settings):
        recover(settings)
        load_articles(settings)
        tell("loaded")
        annotate_pending(settings, Telling())
"""


def stages(settings: Settings, script: Path, stdin: int) -> subprocess.Popen[str]:
    """Loads and annotates, and says "loaded", then how many are annotated after each article; waits for a line each."""
    script.write_text(STAGES)
    command = [sys.executable, str(script), str(settings.raw), str(settings.warehouse)]
    return subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def test_a_killed_refresh_repeats_nothing_and_leaves_nobody(settings: Settings, tmp_path: Path) -> None:
    texts = list(ARTICLES.values())
    write_articles(settings.raw, {f"{i:04}.txt": f"{texts[i % 4]}\n\nNote {i}.\n" for i in range(400)})
    query = "select count(*), count(distinct annotation_key) from raw.annotations"
    annotated = 0
    for finished in (0, 8, 40):  # eight batches are committed together
        with stages(settings, tmp_path / "stages.py", subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "loaded\n"
            for _ in range(finished):
                process.stdin.write("go on\n")
                process.stdin.flush()
                process.stdout.readline()
            family = psutil.Process(process.pid).children(recursive=True)
            process.kill()
        assert holder(settings) is None
        _, alive = psutil.wait_procs(family, timeout=120)
        assert alive == [], "workers end with the refresh that started them"
        annotated += finished
        with duckdb.connect(str(settings.build)) as connection:
            assert connection.execute(query).fetchall() == [(annotated, annotated)]
    with stages(settings, tmp_path / "stages.py", subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.read().split()[-1] == str(400 - annotated)
    assert process.returncode == 0
    with duckdb.connect(str(settings.build), read_only=True) as connection:
        assert connection.execute(query).fetchall() == [(400, 400)]


def test_an_orphaned_dbt_is_ended(settings: Settings) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    orphan = f"{sys.executable} -c 'import time; time.sleep(60)' dbt >/dev/null 2>&1 & echo $!"
    environment = {**os.environ, "ACCORD_BUILD": str(settings.build)}
    shell = subprocess.run(["sh", "-c", orphan], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    pid = int(shell.stdout)
    assert psutil.pid_exists(pid)
    (line,) = recover(settings)
    assert str(pid) in line
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_disk_that_is_full_is_told_and_nothing_is_lost(settings: Settings) -> None:
    write_articles(settings.raw)
    load_articles(settings)
    annotate_pending(settings)
    write_articles(settings.raw, {f"{i}.txt": os.urandom(100_000).hex() for i in range(24)})
    limited = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from orchestration.loading import load_articles
        from orchestration.settings import Settings
        from orchestration.trouble import explain
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, 2_500_000))
        try:
            load_articles(Settings(Path(sys.argv[1]), Path(sys.argv[2])))
        except Exception as error:
            print(*(explain(error) or ("unknown", repr(error))))
        """
    )
    command = [sys.executable, "-c", limited, str(settings.raw), str(settings.warehouse)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "No room" in told, told
    assert str(settings.build) in told
    assert "bytes free; a refresh may take" in told
    assert "--warehouse" in told
    with duckdb.connect(str(settings.build), read_only=True) as connection:
        assert connection.execute("select count(*) from raw.articles").fetchall() == [(4,)]
    assert load_articles(settings).new == 24


@pytest.mark.parametrize("closed", ["warehouse", "above"])
def test_a_folder_that_cannot_be_written_is_told(settings: Settings, closed: str) -> None:
    prefix = without_override()
    if prefix is None:
        pytest.skip("root writes everywhere, and this machine has no setpriv to take that right away")
    write_articles(settings.raw)
    if closed == "warehouse":
        settings.warehouse.mkdir()
    folder = settings.warehouse if closed == "warehouse" else settings.warehouse.parent
    folder.chmod(0o500)
    try:
        answer = accord(settings, "refresh", before=prefix)
    finally:
        folder.chmod(0o700)
    assert answer.returncode == 4
    assert f"{settings.warehouse}" in answer.stderr
    assert "--warehouse" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_trouble_of_the_machine_is_no_fault_of_an_article(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept as the error of an article, it would keep the next refresh from trying again."""
    write_articles(settings.raw)
    load_articles(settings)

    def full(_work: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/model")

    with monkeypatch.context() as disk:
        disk.setattr(sys.modules["extraction.annotate"], "_STEPS", (full,))
        with pytest.raises(OSError, match="No space left") as refused:
            annotate_pending(settings)
    told = explain(refused.value)
    assert told is not None
    assert "/tmp/model" in told[0]
    report = annotate_pending(settings)
    assert (report.annotated, report.failed) == (len(ARTICLES), [])


def test_the_lock_is_taken_once_by_two_and_twice_by_one(settings: Settings) -> None:
    with RefreshLock(settings, "one"), RefreshLock(settings, "one again"):
        assert "one" in (holder(settings) or "")
    assert holder(settings) is None
