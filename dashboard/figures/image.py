"""A chart as one image: title, subtitle, chart and foot in a frame of a given size, always drawn for reading on paper.

A chart's lengths are px of the screen; for an image every one of them is multiplied, so that the chart fills its frame.
"""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.chart import Chart
from dashboard.figures.labels import fold, safe
from dashboard.theme import LIGHT

WIDTH, HEIGHT = 1600, 900  # px, drawn at twice the density
A4_HEIGHT = 1131  # of a landscape page as wide as WIDTH
LARGEST = 1.8  # beyond it a small chart would look like a poster
PAD, TITLE, LINE, GAP = 30.0, 30.0, 21.0, 14.0  # px of the screen
_INLINE = re.compile(r"(font-size:)([\d.]+)px")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DASH = re.compile(r"([\d.]+)px")


def for_image(chart: Chart, width: int = WIDTH, height: int = HEIGHT) -> go.Figure:
    """The chart's figure in a frame of ``width`` × ``height`` px, with its title, subtitle and foot inside."""
    figure = chart.figure.to_dict()
    layout = figure["layout"]
    drawn = float(layout["height"])
    # The foot's and subtitle's lines depend on the room, and the room on the factor: a second pass settles it.
    factor = 1.0
    for _ in range(2):
        subtitle, foot = (fold(text, width / factor - 2 * PAD) for text in (chart.subtitle, chart.foot))
        head = PAD + TITLE + LINE * len(subtitle) + GAP
        tail = GAP + LINE * len(foot) + PAD * 0.7
        factor = min(LARGEST, height / (head + drawn + tail))
    margin = layout["margin"]
    left, top = float(margin["l"]), float(margin["t"])
    slack = height / factor - head - drawn - tail
    words = _words(chart.title, subtitle, foot, left, top, head, drawn + slack)
    layout["annotations"] = [*layout.get("annotations", ()), *words]
    sides = {"l": left + PAD, "r": margin["r"] + PAD, "t": top + head, "b": margin["b"] + slack + tail}
    layout["margin"] = sides | {"pad": 0}
    return _sized(_scaled(figure, factor), width, height)


def _words(
    title: str, subtitle: list[str], foot: list[str], left: float, top: float, head: float, below: float
) -> list[dict[str, Any]]:
    """Title, subtitle and foot as annotations, in px from the plot's top left corner."""
    at = head + top - PAD - TITLE / 2
    lines = [_line(f"<b>{safe(title)}</b>", left, at, 19, LIGHT.ink)]
    at -= TITLE / 2 + LINE / 2
    for number, words in enumerate(subtitle):
        lines.append(_line(safe(words), left, at - LINE * number, 13, LIGHT.ink2))
    for number, words in enumerate(foot):
        at = top - below - GAP - LINE * number - LINE / 2
        lines.append(_line(safe(words), left, at, 12, LIGHT.ink3))
    return lines


def _line(words: str, left: float, up: float, size: float, color: str) -> dict[str, Any]:
    return {
        "text": words, "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "middle",
        "xshift": -left, "yshift": up, "showarrow": False, "align": "left", "font": {"size": size, "color": color},
    }  # fmt: skip


def _sized(figure: dict[str, Any], width: int, height: int) -> go.Figure:
    figure["layout"] |= {"width": width, "height": height, "autosize": False}
    return go.Figure(figure)


def _scaled(figure: dict[str, Any], factor: float) -> dict[str, Any]:
    """The figure with every length in px multiplied; data and fractions stay as they are."""
    layout = figure["layout"]
    layout["font"] = {"size": 13 * factor}
    layout["margin"] = {side: length * factor for side, length in layout["margin"].items()}
    layout["annotations"] = [_annotation(item, factor) for item in layout["annotations"]]
    layout["shapes"] = [_shape(item, factor) for item in layout.get("shapes", ())]
    figure["data"] = [_trace(trace, factor) for trace in figure["data"]]
    return figure


def _annotation(item: dict[str, Any], factor: float) -> dict[str, Any]:
    text = _INLINE.sub(lambda found: f"{found[1]}{float(found[2]) * factor:g}px", item["text"])
    font = item["font"] | {"size": item["font"]["size"] * factor}
    shifts = {key: item.get(key, 0) * factor for key in ("xshift", "yshift")}
    return item | shifts | {"text": text, "font": font}


def _shape(item: dict[str, Any], factor: float) -> dict[str, Any]:
    changed = item | {"line": _stroke(item.get("line", {}), factor)}
    if "path" in item:
        return changed | {"path": _NUMBER.sub(lambda found: f"{float(found[0]) * factor:g}", item["path"])}
    for axis in ("x", "y"):
        if item.get(f"{axis}sizemode") == "pixel":
            changed |= {key: item[key] * factor for key in (f"{axis}0", f"{axis}1")}
    return changed


def _stroke(line: dict[str, Any], factor: float) -> dict[str, Any]:
    changed = dict(line)
    if "width" in line:
        changed["width"] = _times(line["width"], factor)
    if "px" in str(line.get("dash", "")):
        changed["dash"] = _DASH.sub(lambda found: f"{float(found[1]) * factor:g}px", line["dash"])
    return changed


def _trace(trace: dict[str, Any], factor: float) -> dict[str, Any]:
    changed = dict(trace)
    if "line" in trace:
        changed["line"] = _stroke(trace["line"], factor)
    if "marker" in trace:
        marker = dict(trace["marker"])
        if "size" in marker:
            marker["size"] = _times(marker["size"], factor)
        if "line" in marker:
            marker["line"] = _stroke(marker["line"], factor)
        changed["marker"] = marker
    return changed | {key: trace[key] * factor for key in ("xgap", "ygap") if key in trace}


def _times(lengths: Any, factor: float) -> Any:
    return [length * factor for length in lengths] if isinstance(lengths, list | tuple) else lengths * factor
