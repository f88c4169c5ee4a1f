"""The charts, with real axes: days for events, units for measures.

Belongs here: rows in, an altair chart out. Does not belong here: queries. Colours follow the style sheet, and no chart
says by colour alone what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from explorer import wording
from explorer.published import Row

ROLE_COLOURS = {
    "announced": "#7c6bc4",
    "signed": "#2f8f6b",
    "effective": "#2878b5",
    "due": "#c2578a",
    "held": "#8a8f98",
    "published": "#8a8f98",
}
VERDICT_COLOURS = {
    "contradictory": "#c8442f",
    "divergent": "#d08a1d",
    "compatible": "#3d8a9e",
    "agree": "#2f8f6b",
    "single": "#8a8f98",
}
_LOGARITHMIC = 100
"""From this ratio of the largest to the smallest value, a linear axis would hide the small ones."""
_SHORT = "replace(format(datum.value, '~s'), 'G', 'B')"
"""Labels such as 5M and 2B; d3 says G for what finance calls a billion."""
_INVISIBLE = "\u200b"
_MARGIN = timedelta(days=21)
"""Days shown before the first and after the last event at least: hours are no matter of an agreement."""
_LABEL = 44
"""Longest label beside an axis, in characters; the whole one is in the table below the chart."""


def timeline(events: Sequence[Row], today: date) -> alt.TopLevelMixin:
    """Events as bars from their first to their last possible day, one line each, in the order given.

    A rule marks today where it lies among them.
    """
    values: list[dict[str, Any]] = []
    for place, event in enumerate(events):
        low = event["event_date_low"] or event["event_date_high"]
        high = event["event_date_high"] or event["event_date_low"]
        values.append(
            {
                "line": _line(place, event["label"]),
                "place": place,
                "from": low.isoformat(),
                "to": (high + timedelta(days=1)).isoformat(),
                "days": wording.days(low, high),
                "role": event["role"],
                "label": event["label"],
                "articles": event["n_articles"],
            }
        )
    roles = [role for role in ROLE_COLOURS if any(value["role"] == role for value in values)]
    roles += sorted({str(value["role"]) for value in values} - set(roles))
    first = min(date.fromisoformat(value["from"]) for value in values)
    last = max(date.fromisoformat(value["to"]) for value in values)
    margin = max(_MARGIN, (last - first) / 20)
    domain = [(first - margin).isoformat(), (last + margin).isoformat()]
    scale = alt.Scale(type="utc", domain=domain)
    title = f"Date, {first.year}" if first.year == last.year else "Date"  # short axes name no year
    base = alt.Chart(_inline(values)).encode(
        x=alt.X("from:T", title=title, scale=scale, axis=alt.Axis(tickCount=8, labelOverlap=True)),
        y=alt.Y("line:N", sort=alt.SortField("place"), title=None, axis=_names()),
        color=alt.Color("role:N", title="Event", scale=_colours(roles, ROLE_COLOURS)),
        tooltip=[
            alt.Tooltip("label:N", title="What"),
            alt.Tooltip("role:N", title="Event"),
            alt.Tooltip("days:N", title="When"),
            alt.Tooltip("articles:Q", title="Articles"),
        ],
    )
    bars = base.mark_bar(height=6, opacity=0.55, cornerRadius=3).encode(x2="to:T")
    points = base.mark_point(filled=True, size=70, opacity=1).encode(shape=alt.Shape("role:N", title="Event"))
    layers: list[alt.Chart] = [bars, points]
    if first - margin <= today <= last + margin:
        now = alt.Chart(_inline([{"from": today.isoformat(), "label": "today"}]))
        layers.append(now.mark_rule(strokeDash=[4, 4], color="#8a8f98").encode(x=alt.X("from:T", scale=scale)))
    return _sized(alt.layer(*layers), len(values))


def measures(found: Sequence[Row], claims: Sequence[Row], unit: str) -> alt.TopLevelMixin:
    """Each measure's interval as a bar on an axis of its unit, its claims as points; an open end is an arrow."""
    ends = [row[name] for row in [*found, *claims] for name in ("value_low", "value_high") if row[name] is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    wide = low > 0 and high / low > _LOGARITHMIC
    margin = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    below = low - margin
    edges = (low / 1.5, high * 1.5) if wide else (max(0.0, below) if low >= 0 else below, high + margin)
    places = {row["measure_id"]: (place, _line(place, row["label"])) for place, row in enumerate(found)}
    bars = [_range(row, places, edges) | {"verdict": row["verdict"]} for row in found]
    verdicts = {row["measure_id"]: row["verdict"] for row in found}
    points = [_range(claim, places, edges) | {"verdict": verdicts[claim["measure_id"]]} for claim in claims]
    open_ends = [
        {"line": point["line"], "place": point["place"], "x": edge, "side": side, "verdict": point["verdict"]}
        for point in bars
        for edge, side in ((edges[0], "open_low"), (edges[1], "open_high"))
        if point[side]
    ]
    x = alt.X(
        "from:Q",
        title=f"{unit}, logarithmic" if wide else unit,
        scale=alt.Scale(type="log", domain=list(edges))
        if wide
        else alt.Scale(domain=list(edges), nice=False, zero=False),
        axis=alt.Axis(tickCount=8, labelExpr=_SHORT if max(abs(low), abs(high)) >= 10_000 else alt.Undefined),
    )
    y = alt.Y("line:N", sort=alt.SortField("place"), title=None, axis=_names())
    colour = alt.Color(
        "verdict:N",
        title="Verdict",
        scale=_colours([v for v in VERDICT_COLOURS if v in verdicts.values()], VERDICT_COLOURS),
    )
    tooltip = [
        alt.Tooltip("what:N", title="Measure"),
        alt.Tooltip("said:N", title="Says"),
        alt.Tooltip("path:N", title="Source"),
        alt.Tooltip("verdict:N", title="Verdict"),
    ]
    layers: list[alt.Chart] = [
        alt.Chart(_inline(bars))
        .mark_bar(height=8, opacity=0.4, cornerRadius=2)
        .encode(x=x, x2="to:Q", y=y, color=colour, tooltip=tooltip),
        alt.Chart(_inline(points))
        .mark_point(filled=True, size=55, opacity=0.95)
        .encode(x=alt.X("at:Q"), y=y, color=colour, tooltip=tooltip),
    ]
    for side, shape in (("open_low", "triangle-left"), ("open_high", "triangle-right")):
        ends_here = [value for value in open_ends if value["side"] == side]
        if ends_here:
            layers.append(
                alt.Chart(_inline(ends_here))
                .mark_point(shape=shape, filled=True, size=90)
                .encode(x=alt.X("x:Q"), y=y, color=colour)
            )
    return _sized(alt.layer(*layers), len(found))


def _inline(values: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=values)  # type: ignore[no-untyped-call]  # altair's own


def _range(row: Row, places: dict[str, tuple[int, str]], edges: tuple[float, float]) -> dict[str, Any]:
    place, line = places[row["measure_id"]]
    low, high = row["value_low"], row["value_high"]
    middle = row["value"] if row["value"] is not None else next((v for v in (low, high) if v is not None), None)
    return {
        "line": line,
        "place": place,
        "from": edges[0] if low is None else low,
        "to": edges[1] if high is None else high,
        "at": middle,
        "open_low": low is None,
        "open_high": high is None,
        "what": row.get("label") or line,
        "said": row.get("surface") or wording.interval(low, high, row.get("unit")),
        "path": row.get("path") or f"{row.get('n_articles', 1)} articles",
    }


def _line(place: int, label: str | None) -> str:
    """A label that no other line has, so that two alike keep two lines."""
    text = label or "without a label"
    return f"{text if len(text) <= _LABEL else text[: _LABEL - 1] + '…'}{_INVISIBLE * place}"


def _names() -> alt.Axis:
    return alt.Axis(labelLimit=300, labelPadding=8, ticks=False, domain=False)


def _colours(names: Sequence[str], colours: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(names), range=[colours.get(name, "#8a8f98") for name in names])


def _sized(chart: alt.LayerChart | alt.FacetChart, lines: int) -> alt.TopLevelMixin:
    sized: alt.TopLevelMixin = (
        chart.properties(width="container", height=max(60, 28 * lines))
        .configure(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(gridOpacity=0.35, labelFontSize=12, titleFontSize=12)
        .configure_legend(orient="top", labelFontSize=12)
    )
    return sized
