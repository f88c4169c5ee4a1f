"""Data Docs: the pages a person opens to see what the gate looked at, readable without a network.

Belongs here: building them and making them stand alone. Great Expectations' pages link style sheets and scripts from
other hosts; here each page carries its own style, no script at all, and a policy that lets the browser load nothing.
Does not belong here: what is on the pages.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_SITE = "accord"
_INDEX = "index.html"
_STYLE = Path(__file__).with_name("datadocs.css")

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_FOOTER = re.compile(r"<footer\b.*?</footer\s*>", re.DOTALL | re.IGNORECASE)
_REMOTE_ANCHOR = re.compile(r"<a\b[^>]*\bhref=[\"']https?:[^>]*>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_REMOTE_IMAGE = re.compile(r"<img\b[^>]*\bsrc=[\"']https?:[^>]*>", re.IGNORECASE)


def write(context: Any, folder: Path, failed: Mapping[str, Sequence[str]]) -> Path:
    """Build the pages of all validations of `context`, put them in `folder` in place of what is there, return the
    index.

    The new pages are complete before the old ones go, so that a link into them breaks for a moment at most.
    """
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    context.add_data_docs_site(
        _SITE,
        {
            "class_name": "SiteBuilder",
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(fresh)},
        },
    )
    context.build_data_docs(site_names=[_SITE], build_index=False)
    style = _STYLE.read_text(encoding="utf-8")
    for page in fresh.rglob("*.html"):
        page.write_text(stand_alone(page.read_text(encoding="utf-8"), style), encoding="utf-8")
    shutil.rmtree(fresh / "static", ignore_errors=True)
    _flatten(fresh)
    (fresh / _INDEX).write_text(stand_alone(_index(failed), style), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)
    return folder / _INDEX


def stand_alone(page: str, style: str) -> str:
    """`page` without anything that another host, or a script, would have to supply."""
    for pattern in (_SCRIPT, _LINK, _FOOTER, _REMOTE_IMAGE):
        page = pattern.sub("", page)
    page = _REMOTE_ANCHOR.sub(r"\1", page)
    head = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<style>{style}</style>\n'
    return page.replace("</head>", f"{head}</head>", 1)


def _flatten(site: Path) -> None:
    """Give each validation's page a name that lasts: suite.frame.html beside the index, in place of a path of times."""
    for page in sorted((site / "validations").rglob("*.html")):
        suite, frame = page.relative_to(site / "validations").parts[:2]
        up = "../" * (len(page.relative_to(site).parts) - 1)
        text = page.read_text(encoding="utf-8").replace(up, "")
        (site / f"{suite}.{frame}.html").write_text(text, encoding="utf-8")
    shutil.rmtree(site / "validations")


def _index(failed: Mapping[str, Sequence[str]]) -> str:
    """A page that links all others; Great Expectations' own fills its table by a script."""
    rows = "\n".join(
        f'<tr><td><a href="{html.escape(page)}.html">{html.escape(page)}</a></td>'
        f"<td>{_status(names)}</td><td>{'<br>'.join(map(html.escape, names))}</td></tr>"
        for page, names in failed.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="UTF-8"><title>Data Docs of Accord</title></head>\n'
        '<body><div class="container-fluid"><h4>What the gate looked at</h4>\n'
        "<table><thead><tr><th>Page</th><th>Status</th><th>Expectations that fail</th></tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table></div></body></html>\n"
    )


def _status(failed: Sequence[str]) -> str:
    return '<span class="text-danger">✗ fails</span>' if failed else '<span class="text-success">✓ as expected</span>'
