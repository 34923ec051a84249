"""Small drawings for table cells and key figures, as SVG text: sparklines, position strips and state marks.

Colours are CSS variables, so that one drawing serves both themes.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.labels import safe
from dashboard.theme import variable

Point = tuple[int, float | None, str]  # year, value (None: a gap) and state
Span = tuple[int, int, float]  # first and last year, and the yearly mean


def _var(token: str) -> str:
    return f"var({variable(token)})"


def _open(width: float, height: float, label: str) -> str:
    name = f'role="img" aria-label="{safe(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" {name}>'
    )


def sparkline(
    points: Sequence[Point], spans: Sequence[Span] = (), *, width: float = 104, height: float = 30, label: str = ""
) -> str:
    """A line over the years that breaks at gaps and ends in the last year's mark.

    The last point's mark is its state's: hollow for approximate, a diamond for corrected; none when there is no value.
    """
    values = [value for _, value, _ in points if value is not None] + [mean for _, _, mean in spans]
    if not values:
        return _open(width, height, label) + "</svg>"
    years = [year for year, _, _ in points] + [year for start, end, _ in spans for year in (start, end)]
    first, last = min(years), max(years)
    low, high = min(values), max(values)

    def at(year: float, value: float) -> tuple[float, float]:
        x = 6 + (width - 12) * ((year - first) / (last - first) if last > first else 0.5)
        y = height - 6 - (height - 12) * ((value - low) / (high - low) if high > low else 0.5)
        return x, y

    body = "".join(_polyline([at(year, value) for year, value in run]) for run in _runs(points) if len(run) > 1)
    body += "".join(_span(at(start, mean), at(end, mean)) for start, end, mean in spans)
    year, value, state = points[-1] if points else (last, None, "")
    if value is not None:
        body += _mark(*at(year, value), state, 4)
    return _open(width, height, label) + body + "</svg>"


def _runs(points: Sequence[Point]) -> list[list[tuple[int, float]]]:
    runs: list[list[tuple[int, float]]] = [[]]
    for year, value, _ in points:
        if value is None or (runs[-1] and year != runs[-1][-1][0] + 1):
            runs.append([])
        if value is not None:
            runs[-1].append((year, value))
    return runs


def _polyline(points: Sequence[tuple[float, float]]) -> str:
    pairs = " ".join(f"{x:g},{y:.4g}" for x, y in points)
    stroke = f'stroke="{_var("mark2")}" stroke-width="1.5" stroke-linejoin="round"'
    return f'<polyline points="{pairs}" fill="none" {stroke}/>'


def _span(start: tuple[float, float], end: tuple[float, float]) -> str:
    caps = "".join(_line(x, y - 4, x, y + 4, "mark2", 1.5) for x, y in (start, end))
    return _line(*start, *end, "mark2", 3) + caps


def _line(x1: float, y1: float, x2: float, y2: float, token: str, width: float, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:.4g}" x2="{x2:g}" y2="{y2:.4g}" stroke="{_var(token)}" '
        f'stroke-width="{width:g}"{dashed}/>'
    )


def _mark(x: float, y: float, state: str, radius: float, token: str = "accent") -> str:
    if state == "corrected":
        far = radius + 1
        path = f"M{x:g} {y - far:.4g}L{x + far:g} {y:.4g}L{x:g} {y + far:.4g}L{x - far:g} {y:.4g}Z"
        return f'<path d="{path}" fill="{_var(token)}"/>'
    if state == "approximate":
        fill, ring = _var("card"), f' stroke="{_var(token)}" stroke-width="2"'
        return f'<circle cx="{x:g}" cy="{y:.4g}" r="{radius - 0.2:g}" fill="{fill}"{ring}/>'
    return f'<circle cx="{x:g}" cy="{y:.4g}" r="{radius:g}" fill="{_var(token)}"/>'


def position(
    value: float, low: float, high: float, *, quartiles: tuple[float, float, float] | None, state: str = "reported",
    width: float = 150, height: float = 22, label: str = "",
) -> str:  # fmt: skip
    """One unit among its peers: a line from the least to the greatest, the middle half, the median, the unit.

    ``quartiles`` are (first, median, third), or None when the peers are too few for them.
    """
    middle = height / 2

    def at(number: float) -> float:
        share = (number - low) / (high - low) if high > low else 0.5
        return 6 + (width - 12) * min(max(share, 0.0), 1.0)

    body = _line(6, middle, width - 6, middle, "line2", 1)
    if quartiles is not None:
        first, median, third = (at(number) for number in quartiles)
        room = f'width="{max(third - first, 1):g}" height="10"'
        body += f'<rect x="{first:g}" y="{middle - 5:g}" {room} fill="{_var("s1")}"/>'
        body += _line(median, middle - 8, median, middle + 8, "ink", 1.5)
    return _open(width, height, label) + body + _mark(at(value), middle, state, 4.5) + "</svg>"


def state_mark(state: str) -> str:
    """A state's mark, 18 × 12 px; nothing for 确数, which is silent."""
    match state:
        case "approximate":
            body = _mark(9, 6, "approximate", 4, "mark2")
        case "cumulative":
            body = _span((2, 6), (16, 6))
        case "corrected":
            body = _mark(9, 6, "corrected", 4, "mark2")
        case "placeholder":
            body = (
                f'<rect x="4.5" y="1.5" width="9" height="9" fill="none" stroke="{_var("red")}" stroke-width="1.5" '
                'stroke-dasharray="2.2 1.8"/>'
            )
        case "conflicting":
            ring = f'fill="{_var("card")}" stroke="{_var("red")}" stroke-width="1.5"'
            body = _line(4, 6, 14, 6, "red", 1.5) + "".join(f'<circle cx="{x}" cy="6" r="3" {ring}/>' for x in (4, 14))
        case "not_mentioned" | "not_reported":
            body = _line(5, 6, 13, 6, "line2", 1.5)
        case "zero":
            body = f'<text x="9" y="10.5" text-anchor="middle" font-size="12" fill="{_var("ink2")}">0</text>'
        case _:
            return ""
    return _open(18, 12, "") + body + "</svg>"
