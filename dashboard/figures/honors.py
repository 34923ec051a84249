"""总览: honors won by level and year. One bar panel a level, all on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import width
from dashboard.words import LEVELS

HIGH = ("国家", "省")
HEAD, ROW, BAR = 26.0, 46.0, 22.0
GAP = 40.0  # px between two panels, for the number at a bar's end


def honors(frame: pl.DataFrame, year: int, style: Style, source: Source, *, units: int) -> Chart:
    """Honors up to ``year``. ``frame``: ``year, level, honors, honor_id``, one row a year and level."""
    levels = [level for level in LEVELS if frame.filter(pl.col("level") == level)["honors"].sum() > 0]
    years = sorted(set(frame["year"].to_list()) | {year})[-5:]
    counts = {(row["year"], row["level"]): row["honors"] for row in frame.iter_rows(named=True)}
    first = {(row["year"], row["level"]): row["honor_id"] for row in frame.iter_rows(named=True)}
    canvas = _draw(levels, years, counts, first, style)
    subtitle = "新获荣誉数，按授予级别（项）"
    span = f"{years[0]}—{years[-1]}年" if len(years) > 1 else f"{years[0]}年"
    title, foot = _title(counts, year, years), source.foot(units, span, 0)
    return Chart("honors", canvas.figure, title, subtitle, foot, table(frame))


def _title(counts: dict[tuple[Any, Any], int], year: int, years: Sequence[int]) -> str:
    now, before = (sum(counts.get((when, level), 0) for level in HIGH) for when in (year, year - 1))
    if not now or year - 1 not in years:
        return f"{year}年各级荣誉"
    more = now - before
    change = f"比上年{'多' if more > 0 else '少'}{abs(more)}项" if more else "与上年持平"
    return first_fitting([f"省级以上荣誉{now}项，{change}"], f"{year}年各级荣誉")


def _draw(
    levels: Sequence[str], years: Sequence[int], counts: dict[tuple[Any, Any], int], first: dict[tuple[Any, Any], str],
    style: Style,
) -> Canvas:  # fmt: skip
    tokens = style.tokens
    tops = [max(counts.get((year, level), 0) for year in years) for level in levels]
    starts, unit = _panels(levels, tops, style)
    end = starts[-1] if starts else 1.0
    canvas = rows_canvas(style, HEAD + ROW * len(years), Margin(left=52, right=0), (0, end))
    for index, level in enumerate(levels):
        color = tokens.accent if level == "国家" else tokens.s3 if level == "省" else tokens.mark
        canvas.text(LEVELS[level], starts[index], 10, strong=True)
        values = [counts.get((year, level), 0) for year in years]
        centres = [HEAD + ROW * row + ROW / 2 for row in range(len(years))]
        canvas.bar(
            orientation="h", base=starts[index], x=[value * unit for value in values], y=centres, width=BAR,
            marker={"color": color, "line": {"width": 0}},
            customdata=[[first.get((year, level)), year, level] for year in years],
            hovertemplate=[f"{year}年 {LEVELS[level]} {value}项<extra></extra>"
                           for year, value in zip(years, values, strict=True)],
        )  # fmt: skip
        for value, y, year in zip(values, centres, years, strict=True):
            canvas.text(str(value), starts[index] + value * unit, y, shift=7, strong=year == years[-1])
    for row, year in enumerate(years):
        last = row == len(years) - 1
        canvas.text(str(year), 0, HEAD + ROW * row + ROW / 2, paper=True, shift=-52, strong=last,
                    color=tokens.ink if last else tokens.ink2)  # fmt: skip
    return canvas


def _panels(levels: Sequence[str], tops: Sequence[int], style: Style) -> tuple[list[float], float]:
    """Where each panel begins and the drawing ends, and the width of one honor, in px of the card's width."""
    room = style.width / style.scale - 52
    gaps = [max(GAP, width(LEVELS[level]) + 16) for level in levels]
    total = sum(tops) or 1
    unit = max((room - sum(gaps)) / total, 0.5)
    # A panel is never narrower than its heading.
    widths = [max(top * unit + GAP, gap) for top, gap in zip(tops, gaps, strict=True)]
    starts = [0.0]
    for panel in widths:
        starts.append(starts[-1] + panel)
    return starts, unit


def table(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a year, one column a level."""
    named = frame.with_columns(级别=pl.col("level").replace_strict(LEVELS, default=pl.col("level")))
    order = [word for word in LEVELS.values() if word in named["级别"].to_list()]
    wide = named.pivot(on="级别", index="year", values="honors", aggregate_function="sum").fill_null(0)
    return wide.sort("year").select(pl.col("year").alias("年度"), *order)
