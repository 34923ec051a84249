"""Drawing on a figure whose vertical axis is in pixels, downwards from the plot's top.

A row chart's heights are fixed and its width follows the container, so that lengths of the look hold on every screen:
y is in px, x in data units or, with ``paper=True``, in fractions of the plot's width, each with a shift in px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import plotly.graph_objects as go

from dashboard.figures.chart import Style
from dashboard.theme import template

Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Margin:
    """Room around the plot, in px of the look (before scaling)."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Canvas:
    """A figure in the making with helpers that speak the look's px; ``style`` scales them.

    Traces, annotations and shapes are gathered and become a figure at the end: adding them one by one takes
    time by the square of their number.
    """

    style: Style
    margin: Margin
    layout: dict[str, Any]
    traces: list[go.Scatter | go.Bar | go.Heatmap] = field(default_factory=list)
    annotations: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def figure(self) -> go.Figure:
        """The figure of all that was drawn."""
        layout = self.layout | {"annotations": self.annotations, "shapes": self.shapes}
        return go.Figure(self.traces, layout)

    def scatter(self, **settings: Any) -> None:
        """A scatter trace."""
        self.traces.append(go.Scatter(**settings))

    def bar(self, **settings: Any) -> None:
        """A bar trace."""
        self.traces.append(go.Bar(**settings))

    def heatmap(self, **settings: Any) -> None:
        """A heatmap trace."""
        self.traces.append(go.Heatmap(**settings))

    def shape(self, **settings: Any) -> None:
        """A shape."""
        self.shapes.append(settings)

    def values_axis(self, low: float, high: float) -> None:
        """A second vertical axis over the same plot, upwards from ``low`` at its bottom, for traces with ``y2``."""
        self.layout["yaxis2"] = {
            "range": [low, high], "overlaying": "y", "showticklabels": False, "fixedrange": True,
        }  # fmt: skip

    def text(
        self, words: str, x: float, y: float, *, anchor: Anchor = "left", shift: float = 0, paper: bool = False,
        color: str | None = None, ground: str | None = None, size: float = 13, strong: bool = False,
        yref: str = "y", yshift: float = 0,
    ) -> None:  # fmt: skip
        """Words (already safe) centred on ``y``; ``shift`` and ``yshift`` (upwards) are px; ``ground`` fills behind."""
        px = self.style.px
        self.annotations.append({
            "text": f"<b>{words}</b>" if strong else words,
            "x": x, "y": y, "xref": "paper" if paper else "x", "yref": yref, "xanchor": anchor, "yanchor": "middle",
            "xshift": px(shift), "yshift": px(yshift), "showarrow": False, "align": anchor,
            "font": {"size": px(size), "color": color or self.style.tokens.ink}, "borderpad": 0, "bgcolor": ground,
        })  # fmt: skip

    def vertical(self, x: float, top: float, bottom: float, color: str, width: float = 1, dash: str = "solid") -> None:
        """A vertical line at data ``x`` under the marks."""
        line = {"color": color, "width": self.style.px(width), "dash": dash}
        self.shape(type="line", x0=x, x1=x, y0=top, y1=bottom, line=line, layer="below")

    def rule(self, y: float, left: float, right: float, color: str, width: float = 1) -> None:
        """A horizontal rule from ``left`` px before the plot to ``right`` px after it."""
        line = {"color": color, "width": self.style.px(width)}
        self.shape(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y, line=line, layer="below")
        # A shape cannot mix fractions and px, so what lies in the margins is drawn apart.
        for anchor, start, end in ((0, -left, 0), (1, 0, right)):
            if start != end:
                self.shape(
                    type="line", xref="paper", xsizemode="pixel", xanchor=anchor, x0=self.style.px(start),
                    x1=self.style.px(end), y0=y, y1=y, line=line, layer="below",
                )  # fmt: skip

    def band(self, x0: float, x1: float, top: float, bottom: float, color: str) -> None:
        """A filled band between two data values, beneath everything."""
        self.shape(type="rect", x0=x0, x1=x1, y0=top, y1=bottom, fillcolor=color, line={"width": 0}, layer="below")

    def glyph(self, mark: GlyphName, x: float, y: float, *, shift: float = 0, paper: bool = True) -> None:
        """A state's mark, 14 × 10 px, centred ``shift`` px from ``x`` (a fraction of the plot, or a data value)."""
        for shape in _glyph(mark, self.style):
            moved = {**shape, "xref": "paper" if paper else "x", "xanchor": x, "yanchor": y}
            moved |= {"xsizemode": "pixel", "ysizemode": "pixel"}
            px = self.style.px
            if "path" in shape:
                moved["path"] = _diamond(px(5), px(shift))
            else:
                moved |= {"x0": px(shape["x0"] + shift), "x1": px(shape["x1"] + shift)}
                moved |= {"y0": px(shape["y0"]), "y1": px(shape["y1"])}
            self.shape(**moved)


GlyphName = Literal["reported", "approximate", "cumulative", "corrected", "placeholder", "conflicting", "not_mentioned"]


def _glyph(mark: GlyphName, style: Style) -> list[dict[str, Any]]:
    """The shapes of a state's mark, in px around (0, 0), y upwards."""
    tokens, px = style.tokens, style.px
    ink = tokens.red if mark in ("placeholder", "conflicting") else tokens.mark2
    line = {"color": ink, "width": px(1.5)}
    thick = {"color": ink, "width": px(3)}
    match mark:
        case "reported":
            return [_circle(0, 4, {"color": ink, "width": 0}, ink)]
        case "approximate":
            return [_circle(0, 3.8, {"color": ink, "width": px(2)}, tokens.card)]
        case "cumulative":
            caps = [{"type": "line", "x0": x, "x1": x, "y0": -4, "y1": 4, "line": line} for x in (-7, 7)]
            return [{"type": "line", "x0": -7, "x1": 7, "y0": 0, "y1": 0, "line": thick}, *caps]
        case "placeholder":
            dashed = line | {"dash": f"{px(2.2)}px,{px(1.8)}px"}
            return [{"type": "rect", "x0": -4.5, "x1": 4.5, "y0": -4.5, "y1": 4.5, "line": dashed}]
        case "conflicting":
            bar = {"type": "line", "x0": -5, "x1": 5, "y0": 0, "y1": 0, "line": line}
            return [bar, *(_circle(x, 3, line, tokens.card) for x in (-5, 5))]
        case "corrected":
            return [{"type": "path", "path": "", "fillcolor": ink, "line": {"width": 0}}]
        case "not_mentioned":
            quiet = {"color": tokens.line2, "width": px(1.5)}
            return [{"type": "line", "x0": -4, "x1": 4, "y0": 0, "y1": 0, "line": quiet}]


def _diamond(radius: float, x: float = 0) -> str:
    return f"M{x},{-radius}L{x + radius},0L{x},{radius}L{x - radius},0Z"


def _circle(x: float, radius: float, line: dict[str, Any], fill: str) -> dict[str, Any]:
    box = {"x0": x - radius, "x1": x + radius, "y0": -radius, "y1": radius}
    return {"type": "circle", **box, "line": line, "fillcolor": fill}


def rows_canvas(style: Style, plot_height: float, margin: Margin, x_range: Sequence[float]) -> Canvas:
    """A canvas whose plot is ``plot_height`` px (of the look) high; y runs downwards in those px."""
    px = style.px
    height = plot_height + margin.top + margin.bottom
    layout = {
        "template": template(style.theme, style.scale),
        "height": round(px(height)),
        "margin": {"l": px(margin.left), "r": px(margin.right), "t": px(margin.top), "b": px(margin.bottom)},
        "xaxis": {"range": list(x_range), "showticklabels": False},
        "yaxis": {"range": [plot_height, 0], "showticklabels": False},
    }
    return Canvas(style, margin, layout)
