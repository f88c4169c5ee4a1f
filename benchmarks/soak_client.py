"""One client of the published file, run as a script: asks until a file named `enough` appears, and tells what it saw.

It needs nothing of the project, so that it is a client like any other: the DuckDB library, or its command line.
Arguments: the published file, the file whose appearance ends it, "library" or "command line", the command line's path.
Prints one JSON object: queries, snapshots, errors.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

_WHOLE = """
select
    s.snapshot_id as snapshot, n.n_rows as noted, s.n_articles as also_noted,
    (select count(*) from marts.articles) as counted,
    (select count(*) from facts.fct_figures anti join marts.articles using (article_id)) as strays
from meta.snapshot as s, meta.tables as n
where n."schema" = 'marts' and n."table" = 'articles'
"""


def _client(published: str, enough: Path, kind: str, shell: str) -> dict[str, object]:
    queries = 0
    errors: list[str] = []
    seen: set[object] = set()
    parent = os.getppid()
    while not enough.exists() and os.getppid() == parent:
        try:
            rows = _by_command(shell, published) if kind == "command line" else _by_library(published)
        except Exception as error:  # the border: whatever a client meets is what this client is here to count
            errors.append(f"{kind}: {error}"[:300])
            continue
        for snapshot, noted, also_noted, counted, strays in rows:
            queries += 1
            seen.add(snapshot)
            if not int(noted) == int(counted) == int(also_noted) or int(strays):
                errors.append(f"a mix: {noted} noted, {counted} and {also_noted} counted, {strays} strays")
        time.sleep(0.25)  # eight clients that never rest leave no processor to the refreshes they are to see
    return {"queries": queries, "snapshots": len(seen), "errors": errors[:20]}


def _by_library(published: str) -> list[tuple[str | int, ...]]:
    import duckdb

    with duckdb.connect(published, read_only=True) as connection:
        first = connection.execute(_WHOLE).fetchall()
        again = connection.execute(_WHOLE).fetchall()
    if first != again:
        raise RuntimeError(f"one connection saw two snapshots: {first} and {again}")
    return first + again


def _by_command(shell: str, published: str) -> list[tuple[str | int, ...]]:
    answer = subprocess.run(
        [shell, "-readonly", "-json", published, _WHOLE], capture_output=True, text=True, check=True, timeout=120
    )
    return [tuple(row.values()) for row in json.loads(answer.stdout)]


if __name__ == "__main__":
    print(json.dumps(_client(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4])))
