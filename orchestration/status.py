"""`accord status`: what is published, whether something newer waits, and who is at work.

Belongs here: gathering and printing that. Does not belong here: changing anything.
"""

from __future__ import annotations

from typing import Any

from rich.text import Text

from orchestration.lock import holder
from orchestration.reading import ask, reading
from orchestration.settings import Settings
from orchestration.showing import as_text, harmless
from orchestration.snapshots import snapshots
from orchestration.state import fingerprint, published_fingerprint
from orchestration.summary import console


def status_of(settings: Settings) -> dict[str, Any]:
    """Plain data: snapshot, what waits, who refreshes, which expectations fail, which inputs are rejected.

    Raises:
        ConfigurationError: nothing is published, or raw/ cannot be read.
    """
    with reading(settings.published) as connection:
        snapshot = ask(connection, "from meta.snapshot").records[0]
        failing = ask(
            connection,
            "select suite, expectation, severity, observed from meta.expectation_results"
            " where not success order by all",
        ).records
        rejects = ask(
            connection, 'select path, "row", reason, detail, first_seen from meta.rejects order by all'
        ).records
        verdicts = ask(connection, "select verdict, count(*) from marts.measures group by all order by all").rows
    published, now = published_fingerprint(settings), fingerprint(settings)
    return {
        "warehouse": str(settings.warehouse),
        "raw": str(settings.raw),
        "snapshot": snapshot,
        "measures": dict(verdicts),
        "up_to_date": published == str(now),
        "waiting": _waiting(published, now.raw, now.code),
        "refreshing": holder(settings),
        "failing_expectations": failing,
        "rejects": rejects,
        "snapshots": [path.stem for path in snapshots(settings)],
    }


def _waiting(published: str | None, raw: str, code: str) -> list[str]:
    """What differs from the state that was published."""
    if published is None:
        return ["the published file was put there by hand"]
    before_raw, _, before_code = published.partition("-")
    return [
        name
        for name, before, now in (("raw/", before_raw, raw), ("code or settings", before_code, code))
        if before != now
    ]


def print_status(found: dict[str, Any]) -> None:
    """The same for a person."""
    out = console()
    snapshot = found["snapshot"]
    counts = ", ".join(f"{snapshot[f'n_{kind}']:,} {kind}" for kind in ("articles", "figures", "quotes", "agreements"))
    lines = [
        ("Snapshot", f"{snapshot['snapshot_id']}, published {as_text(snapshot['published_at'])} UTC"),
        ("Holds", f"{counts}, {snapshot['n_commitments']:,} commitments, {snapshot['n_dates']:,} dates"),
        ("Disputed", f"{snapshot['n_conflicts']:,} disagreements: accord conflicts"),
        ("Measures", ", ".join(f"{n:,} {verdict}" for verdict, n in found["measures"].items()) or "none"),
        ("Waiting", ", ".join(found["waiting"]) + " changed: accord refresh" if found["waiting"] else "nothing new"),
        ("Refreshing", found["refreshing"] or "nobody"),
        ("Kept", f"{len(found['snapshots'])} snapshots in {found['warehouse']}/snapshots"),
    ]
    for name, value in lines:
        out.print(Text.assemble((f"{name:<11}", "bold"), harmless(value)))
    for result in found["failing_expectations"]:
        out.print(
            Text(f"  {result['severity']}: {result['expectation']}: {harmless(result['observed'])}", style="yellow")
        )
    for reject in found["rejects"]:
        row = "" if reject["row"] is None else f" row {reject['row']}"
        out.print(
            Text(
                f"  rejected {harmless(reject['path'])}{row}: {reject['reason']}, {harmless(reject['detail'])}",
                style="yellow",
            )
        )
