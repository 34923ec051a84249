"""年度对比: who rose and who fell. Bars from 0 by rate, the absolute change in a right column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import halves, safe, width
from dashboard.figures.moves import Moves, color_of, direction, has_rate, moves, size, table
from dashboard.figures.ranks import Question
from dashboard.figures.values import UnitValue, hover

HEAD, ROW, PHONE_ROW, BAR, COLUMN = 34.0, 28.0, 50.0, 16.0, 84.0
TALL, WIDEST_ROW = 390.0, 46.0  # few rows stand farther apart, so that the card is as tall as the slope beside it
SHOWN = 14  # bars: the greatest rises and falls
FAR = 3.0  # a rate beyond ±300 % is drawn at the edge, so that one unit does not flatten all others


def changes(
    frame: pl.DataFrame, question: Question, style: Style, source: Source, *, limit: int | None = SHOWN
) -> Chart:
    """Bars from 0 by rate of change, the greatest rise first; ``limit`` keeps the two ends (None: all)."""
    found = moves(frame)
    rows = _ends(found, question, limit)
    canvas = _changes(rows, found, question, style)
    foot = _changes_foot(found, rows, question)
    foot += source.foot(len(found.rows), f"{question.year - 1}年、{question.year}年", 0)
    points = "百分点变化" if found.unit == "%" else "同比与增减额"
    subtitle = f"{question.indicator}{points}，{question.year}年，按同比排列，{len(found.rows)}家两年可比"
    return Chart("changes", canvas.figure, _changes_title(found, question), subtitle, foot, table(found, question.year))


def _ends(found: Moves, question: Question, limit: int | None) -> list[UnitValue]:
    rows = list(found.rows)
    if limit is None or len(rows) <= limit:
        return rows
    rated = found.rated()
    head, tail = rated[: limit - limit // 2], rated[len(rated) - limit // 2 :]
    kept = {row.unit_id for row in (*head, *tail)} | {question.selected}
    return [row for row in rows if row.unit_id in kept]


def _changes_title(found: Moves, question: Question) -> str:
    rated, plain = found.rated(), f"各单位{question.indicator}同比"
    if not rated:
        return plain
    up = f"{rated[0].unit_name}升幅最大" if direction(rated[0]) == "up" else ""
    down = f"{rated[-1].unit_name}降幅最大" if direction(rated[-1]) == "down" else ""
    return first_fitting(["，".join(part for part in (up, down) if part), up or down], plain)


def _changes_foot(found: Moves, rows: Sequence[UnitValue], question: Question) -> str:
    base = "1万元" if found.unit == "元" else f"10{found.unit}"
    small = len(found.rows) > len(found.rated())
    foot = f"上年不足{base}的单位只列增减额。" if small and found.unit != "%" else ""
    return foot + (f"列{len(rows)}家，全部{len(found.rows)}家见数据表。" if len(rows) < len(found.rows) else "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a bar's words stand, in px of the look: the row's height, the bar's centre in it, and the margins."""

    row: float
    centre: float
    before: float
    label: float
    margin: Margin
    top: float


def _layout(rows: Sequence[UnitValue], style: Style) -> Layout:
    label = max((width(row.change_words().text) for row in rows), default=50) + 14
    falls = any(direction(row) == "down" and has_rate(row) for row in rows)
    before = label if falls else 10.0
    if style.phone:
        return Layout(PHONE_ROW, 32, before, label, Margin(before, label), 4)
    names = max((width(line) for row in rows for line in halves(row.unit_name, 12)), default=40)
    tall = 38.0 if any(len(halves(row.unit_name, 12)) > 1 for row in rows) else ROW
    tall = max(tall, min(TALL / max(len(rows), 1), WIDEST_ROW))
    return Layout(tall, tall / 2, before, label, Margin(names + 16 + before, label + COLUMN), HEAD)


def _changes(rows: Sequence[UnitValue], found: Moves, question: Question, style: Style) -> Canvas:
    tokens, layout = style.tokens, _layout(rows, style)
    sizes = [max(min(size(row), FAR), -FAR) for row in rows if has_rate(row)]
    low, high = min([0.0, *sizes]), max([0.0, *sizes])
    bottom = layout.top + layout.row * len(rows)
    canvas = rows_canvas(style, bottom + 6, layout.margin, (low, high if high > low else low + 1))
    if not style.phone:
        _headings(canvas, found, layout)
    centres = [layout.top + layout.row * index + layout.centre for index in range(len(rows))]
    _change_bars(canvas, rows, centres, question)
    line = {"color": tokens.line2, "width": style.px(1.5)}
    canvas.shape(type="line", x0=0, x1=0, y0=layout.top - 4, y1=bottom + 4, line=line)
    for row, y in zip(rows, centres, strict=True):
        _change_words(canvas, row, y, found, layout, row.unit_id == question.selected)
    return canvas


def _headings(canvas: Canvas, found: Moves, layout: Layout) -> None:
    color = canvas.style.tokens.ink2
    canvas.text("单位", 0, 13, anchor="right", paper=True, shift=-layout.before - 8, color=color)
    canvas.text("同比", 0, 13, anchor="center", color=color)
    column = f"增减（{'百分点' if found.unit == '%' else found.scale.unit}）"
    canvas.text(column, 1, 13, anchor="right", paper=True, shift=layout.margin.right, color=color)


def _change_words(canvas: Canvas, row: UnitValue, y: float, found: Moves, layout: Layout, chosen: bool) -> None:
    phone, right = canvas.style.phone, layout.margin.right
    above = y - 20 if phone else y
    name = "<br>".join(safe(line) for line in halves(row.unit_name, 20 if phone else 12))
    if phone:
        canvas.text(name, 0, above, paper=True, shift=-layout.margin.left, strong=chosen)
    else:
        canvas.text(name, 0, y, anchor="right", paper=True, shift=-layout.before - 8, strong=chosen)
    end = max(min(size(row), FAR), -FAR) if has_rate(row) else 0.0
    falls = end < 0 and direction(row) == "down"
    words = row.change_words().text
    canvas.text(words, end, y, anchor="right" if falls else "left", shift=-8 if falls else 8, strong=chosen)
    amount = _amount(row, found) + (found.scale.unit if phone and found.unit != "%" else "")
    canvas.text(amount, 1, above, anchor="right", paper=True, shift=right, color=canvas.style.tokens.ink2)


def _amount(row: UnitValue, found: Moves) -> str:
    shown = (row.change or 0) / found.scale.divisor
    decimals = 1 if found.scale.divisor > 1 else 2
    return ("约" if row.change_approximate else "") + numbers.signed(shown, decimals=decimals)


def _change_bars(canvas: Canvas, rows: Sequence[UnitValue], centres: Sequence[float], question: Question) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    hollow = [row.change_approximate for row in rows]
    colors = [color_of(row, style) for row in rows]
    canvas.bar(
        orientation="h", y=list(centres), width=[BAR - 1.5 if open_ else BAR for open_ in hollow],
        x=[max(min(size(row), FAR), -FAR) if has_rate(row) else 0 for row in rows],
        marker={
            "color": [tokens.card if open_ else color for open_, color in zip(hollow, colors, strict=True)],
            "line": {"color": colors, "width": [style.px(1.5) if open_ else 0 for open_ in hollow]},
        },
        customdata=[[row.mention_id] for row in rows],
        hovertemplate=[hover(row, question.indicator) for row in rows],
    )  # fmt: skip
