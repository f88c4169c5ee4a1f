"""The templates, which escape every value that is put into them.

Belongs here: how a template is found and filled. Does not belong here: what it is filled with.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from explorer import route, wording

FOLDER = Path(__file__).parent


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["address"] = route.address
    for name in ("day", "days", "edtf", "deadline", "number", "interval", "listed", "spelled", "counted"):
        made.globals[f"{name}_words"] = getattr(wording, name)
    return made


def filled(name: str, **values: object) -> Markup:
    """The template `name` with `values`, as HTML that is safe to show."""
    return Markup(_environment().get_template(f"{name}.html").render(values))  # escaped by the template


def head() -> str:
    """What goes into the head of the served page: style sheet and script, without a request to anywhere."""
    style = (FOLDER / "explorer.css").read_text(encoding="utf-8")
    script = (FOLDER / "explorer.js").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>{script}</script>"
