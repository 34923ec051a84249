"""总览: honors won by level and year. One bar panel a level, all on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import width
from dashboard.words import LEVELS

HIGH = ("国家", "省")
LEFT, HEAD, ROW, BAR = 52.0, 26.0, 46.0, 22.0
TALL = 230.0  # px of the rows together: few years stand farther apart, so that the card is as tall as its neighbour
YEARS = 5
PHONE_ROW, PHONE_BAR, PHONE_GAP = 26.0, 14.0, 10.0
GAP = 40.0  # px between two panels, for the number at a bar's end


def honors(frame: pl.DataFrame, year: int, style: Style, source: Source, *, units: int) -> Chart:
    """Honors up to ``year``. ``frame``: ``year, level, honors, honor_id``, one row a year and level."""
    levels = [level for level in LEVELS if frame.filter(pl.col("level") == level)["honors"].sum() > 0]
    years = range(max(min([*frame["year"], year]), year - YEARS + 1), year + 1)
    counts = {(row["year"], row["level"]): row["honors"] for row in frame.iter_rows(named=True)}
    first = {(row["year"], row["level"]): row["honor_id"] for row in frame.iter_rows(named=True)}
    canvas = _draw(levels, years, counts, first, style)
    subtitle = "新获荣誉数，按授予级别（项）"
    title, foot = _title(counts, year, years), source.foot(units, numbers.years(years[0], years[-1]), 0)
    return Chart("honors", canvas.figure, title, subtitle, foot, table(frame))


def _title(counts: dict[tuple[Any, Any], int], year: int, years: Sequence[int]) -> str:
    now, before = (sum(counts.get((when, level), 0) for level in HIGH) for when in (year, year - 1))
    if not now or year - 1 not in years:
        return f"{year}年各级荣誉"
    more = now - before
    change = f"比上年{'多' if more > 0 else '少'}{abs(more)}项" if more else "与上年持平"
    return first_fitting([f"省级以上荣誉{now}项，{change}"], f"{year}年各级荣誉")


@dataclass(frozen=True, slots=True)
class Panel:
    """One level's bars: where they begin (px from the plot's left, and from its top), and how tall a row is."""

    level: str
    x: float
    y: float
    row: float
    bar: float


def _draw(
    levels: Sequence[str], years: Sequence[int], counts: dict[tuple[Any, Any], int], first: dict[tuple[Any, Any], str],
    style: Style,
) -> Canvas:  # fmt: skip
    tops = [max(counts.get((year, level), 0) for year in years) for level in levels]
    place = _stacked if style.phone else _beside
    panels, unit, end, height = place(levels, tops, len(years), style)
    canvas = rows_canvas(style, height, Margin(left=LEFT), (0, end))
    for panel in panels:
        _panel(canvas, panel, years, [counts.get((year, panel.level), 0) for year in years], first, unit)
    for panel in panels if style.phone else panels[:1]:
        for row, year in enumerate(years):
            last = row == len(years) - 1
            color = style.tokens.ink if last else style.tokens.ink2
            y = panel.y + panel.row * (row + 0.5)
            canvas.text(str(year), 0, y, paper=True, shift=-LEFT, strong=last, color=color)
    return canvas


def _panel(
    canvas: Canvas, panel: Panel, years: Sequence[int], values: Sequence[int], first: dict[tuple[Any, Any], str],
    unit: float,
) -> None:  # fmt: skip
    tokens, level = canvas.style.tokens, panel.level
    color = tokens.accent if level == "国家" else tokens.s3 if level == "省" else tokens.mark
    # Stacked panels have their heading over the years, those beside each other over the bars.
    canvas.text(LEVELS[level], panel.x, panel.y - 16, strong=True, shift=-LEFT if canvas.style.phone else 0)
    centres = [panel.y + panel.row * (row + 0.5) for row in range(len(years))]
    canvas.bar(
        orientation="h", base=panel.x, x=[value * unit for value in values], y=centres, width=panel.bar,
        marker={"color": color, "line": {"width": 0}},
        customdata=[[first.get((year, level)), year, level] for year in years],
        hovertemplate=[f"{year}年 {LEVELS[level]} {value}项<extra></extra>"
                       for year, value in zip(years, values, strict=True)],
    )  # fmt: skip
    for value, y, year in zip(values, centres, years, strict=True):
        canvas.text(str(value), panel.x + value * unit, y, shift=7, strong=year == years[-1])


def _beside(
    levels: Sequence[str], tops: Sequence[int], rows: int, style: Style
) -> tuple[list[Panel], float, float, float]:
    """Panels beside each other, the width of one honor, where the drawing ends, and its height; px of the card."""
    room = style.width / style.scale - LEFT
    gaps = [max(GAP, width(LEVELS[level]) + 16) for level in levels]
    unit = max((room - sum(gaps)) / (sum(tops) or 1), 0.5)
    row = max(ROW, TALL / rows)
    panels, x = [], 0.0
    for level, top, gap in zip(levels, tops, gaps, strict=True):
        panels.append(Panel(level, x, HEAD, row, BAR))
        # A panel is never narrower than its heading.
        x += max(top * unit + GAP, gap)
    return panels, unit, x or 1.0, HEAD + row * rows


def _stacked(
    levels: Sequence[str], tops: Sequence[int], rows: int, style: Style
) -> tuple[list[Panel], float, float, float]:
    """The same with panels under each other, for a narrow screen."""
    room = style.width / style.scale - LEFT
    unit = (room - GAP) / max([*tops, 1])
    step = HEAD + PHONE_ROW * rows + PHONE_GAP
    panels = [Panel(level, 0, HEAD + step * number, PHONE_ROW, PHONE_BAR) for number, level in enumerate(levels)]
    return panels, unit, room, step * len(levels)


def table(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a year, one column a level."""
    named = frame.with_columns(级别=pl.col("level").replace_strict(LEVELS, default=pl.col("level")))
    order = [word for word in LEVELS.values() if word in named["级别"].to_list()]
    wide = named.pivot(on="级别", index="year", values="honors", aggregate_function="sum").fill_null(0)
    return wide.sort("year").select(pl.col("year").alias("年度"), *order)
