"""年度对比: two axes, last year and this, at most six lines named. Blue is up, ochre is down, the selected is bold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import bold, colored, safe, spread, width
from dashboard.figures.moves import Moves, color_of, direction, moves, table
from dashboard.figures.ranks import Question
from dashboard.figures.values import UnitValue, hover

SLOPE, NAMED, LINE = 394.0, 6, 17.0


def slope(frame: pl.DataFrame, question: Question, style: Style, source: Source) -> Chart:
    """Two axes, last year and this; the selected unit and the greatest movers named, six at most."""
    found = moves(frame)
    named = _named(found, question.selected)
    canvas = _slope(found, named, question, style)
    rest = len(found.rows) - len(named)
    what = "，".join(part for part in (question.indicator, found.scale.unit) if part)
    foot = "蓝为上升，赭为下降" + (f"；灰线为其余{rest}家。" if rest else "。")
    foot += source.foot(len(found.rows), f"{question.year - 1}年、{question.year}年", 0)
    subtitle = f"{what}，{question.year - 1}年与{question.year}年，{len(found.rows)}家两年可比"
    return Chart("slope", canvas.figure, _slope_title(found, question), subtitle, foot, table(found, question.year))


def _slope_title(found: Moves, question: Question) -> str:
    plain = f"{question.indicator}，{question.year}年与上年"
    if not found.rows:
        return plain
    most = max(found.rows, key=lambda row: row.change or 0)
    least = min(found.rows, key=lambda row: row.change or 0)
    up = f"{most.unit_name}增加最多" if direction(most) == "up" else ""
    down = f"{least.unit_name}减少最多" if direction(least) == "down" else ""
    return first_fitting(["，".join(part for part in (up, down) if part), up or down], plain)


def _named(found: Moves, selected: str | None) -> list[UnitValue]:
    """The selected unit, then the greatest rises and falls in turn: what the title names is always named."""
    chosen = [row for row in found.rows if row.unit_id == selected]
    others = sorted((row for row in found.rows if row.unit_id != selected), key=lambda row: -abs(row.change or 0))
    rises, falls = ([row for row in others if direction(row) == way] for way in ("up", "down"))
    in_turn = [row for pair in zip_longest(rises, falls) for row in pair if row is not None]
    return (chosen + in_turn)[:NAMED]


def _slope(found: Moves, named: Sequence[UnitValue], question: Question, style: Style) -> Canvas:
    tokens, divisor = style.tokens, found.scale.divisor
    values = [value / divisor for row in found.rows for value in (row.value or 0, row.previous_value or 0)] or [0, 1]
    low, high = min(values), max(values)
    edge = (high - low or 1) * 0.08
    room = max((width("　".join(_two_lines(row, found, style)[0])) for row in named), default=80)
    left = max((width(_previous(row, found.scale)) for row in named), default=30) + 22
    margin = Margin(max(left, 30), min(room + 24, 240), 30, 6)
    canvas = rows_canvas(style, SLOPE, margin, (0, 1))
    canvas.values_axis(low - edge, high + edge)
    for x, year in ((0, question.year - 1), (1, question.year)):
        canvas.vertical(x, 0, SLOPE, tokens.line2)
        color = tokens.ink if x else tokens.ink2
        canvas.text(f"{year}年", x, 0, anchor="center", yshift=16, strong=x == 1, color=color)
    known = {row.unit_id for row in named}
    _slope_rest(canvas, [row for row in found.rows if row.unit_id not in known], found, question)
    for row in named:
        _slope_line(canvas, row, found, question)
    _slope_labels(canvas, named, found, question, (low - edge, high + edge))
    return canvas


def _now(row: UnitValue, found: Moves) -> str:
    return found.scale.text(row.value or 0, row.qualifier, row.quote)


def _two_lines(row: UnitValue, found: Moves, style: Style) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands at the right end: value and name above the change; on a phone the name above the figures."""
    now, change = _now(row, found), row.change_words().text
    return ((row.unit_name,), (now, change)) if style.phone else ((now, row.unit_name), (change,))


def _slope_rest(canvas: Canvas, rows: Sequence[UnitValue], found: Moves, question: Question) -> None:
    """The lines without names, in one trace: a thousand traces would be slow to draw."""
    if not rows:
        return
    style, divisor = canvas.style, found.scale.divisor
    color = style.tokens.mark
    ends = [[(row.previous_value or 0) / divisor, (row.value or 0) / divisor, None] for row in rows]
    canvas.scatter(
        x=[0, 1, None] * len(rows), y=[value for line in ends for value in line], yaxis="y2", mode="lines+markers",
        connectgaps=False, line={"color": color, "width": style.px(1.5)}, cliponaxis=False,
        marker={"size": style.px(5), "color": color}, customdata=[[row.mention_id] for row in rows for _ in range(3)],
        hovertemplate=[hover(row, question.indicator) for row in rows for _ in range(3)],
    )  # fmt: skip


def _slope_line(canvas: Canvas, row: UnitValue, found: Moves, question: Question) -> None:
    style, tokens, divisor = canvas.style, canvas.style.tokens, found.scale.divisor
    color = color_of(row, style)
    hollow = [row.previous_state == "approximate", row.approximate]
    canvas.scatter(
        x=[0, 1], y=[(row.previous_value or 0) / divisor, (row.value or 0) / divisor], yaxis="y2",
        mode="lines+markers", line={"color": color, "width": style.px(2.5)}, cliponaxis=False,
        marker={
            "size": [style.px(8.6 if open_ else 9) for open_ in hollow],
            "color": [tokens.card if open_ else color for open_ in hollow],
            "line": {"color": color, "width": [style.px(2) if open_ else 0 for open_ in hollow]}, "opacity": 1,
        },
        customdata=[[row.mention_id]] * 2, hovertemplate=hover(row, question.indicator),
    )  # fmt: skip


def _slope_labels(
    canvas: Canvas, named: Sequence[UnitValue], found: Moves, question: Question, ends: tuple[float, float]
) -> None:
    tokens, divisor = canvas.style.tokens, found.scale.divisor

    def height(value: float) -> float:
        return SLOPE * (1 - (value / divisor - ends[0]) / (ends[1] - ends[0]))

    lefts = spread([height(row.previous_value or 0) for row in named], [LINE] * len(named), -6, SLOPE)
    wanted = [height(row.value or 0) + LINE / 2 for row in named]
    rights = spread(wanted, [2 * LINE + 2] * len(named), -10, SLOPE + 6)
    for row, before, after in zip(named, lefts, rights, strict=True):
        canvas.text(_previous(row, found.scale), 0, before, anchor="right", shift=-12, color=tokens.ink2)
        strong = row.unit_id == question.selected or question.selected is None
        color = color_of(row, canvas.style)
        first, second = _two_lines(row, found, canvas.style)
        name = bold(safe(row.unit_name)) if strong else safe(row.unit_name)
        value = colored(bold(first[0] if len(first) > 1 else second[0]), color)
        change = colored(safe(second[-1]), tokens.ink2)
        upper = f"{value}　{name}" if len(first) > 1 else name
        lower = f"{value}　{change}" if len(second) > 1 else change
        canvas.text(upper, 1, after - LINE / 2, shift=12, color=color)
        canvas.text(lower, 1, after + LINE / 2, shift=12)


def _previous(row: UnitValue, scale: numbers.Scale) -> str:
    return scale.text(row.previous_value or 0, row.previous_qualifier or "exact")
