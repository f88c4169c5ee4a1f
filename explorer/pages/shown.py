"""What a page comes to.

Belongs here: the one type that all pages return. Does not belong here: how it is put on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """HTML, a chart where the page has one, and the HTML below it."""

    html: Markup
    chart: alt.TopLevelMixin | None = None
    below: Markup | None = None
