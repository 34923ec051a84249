"""年度对比: this year against last. Blue is up, ochre is down; the selected unit is bold only.

A slope chart of all units with at most six named, and diverging bars of who rose or fell with the absolute change in a
right column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import bold, colored, halves, safe, spread, width
from dashboard.figures.ranking import Question, commonest
from dashboard.figures.values import UnitValue, hover, unit_values

SLOPE, NAMED, LINE = 394.0, 6, 17.0
HEAD, ROW, PHONE_ROW, BAR, COLUMN = 34.0, 28.0, 50.0, 16.0, 84.0
SHOWN = 14  # bars: the greatest rises and falls
FAR = 3.0  # a rate beyond ±300 % is drawn at the edge, so that one unit does not flatten all others


@dataclass(frozen=True, slots=True)
class Moves:
    """Units whose values of both years can be compared, the greatest rise first; small bases come last."""

    rows: tuple[UnitValue, ...]
    unit: str
    scale: numbers.Scale

    def rated(self) -> list[UnitValue]:
        """Those whose change is told as a rate (or in 个百分点)."""
        return [row for row in self.rows if has_rate(row)]


def has_rate(row: UnitValue) -> bool:
    """Whether a change may be told as a rate: not over a small base."""
    return row.change_rate is not None and not numbers.is_small_base(row.previous_value or 0, row.unit)


def size(row: UnitValue) -> float:
    """The length of a bar: the rate, or for a rate indicator the points of difference as a fraction."""
    return (row.change or 0) / 100 if row.unit == "%" else row.change_rate or 0


def moves(frame: pl.DataFrame) -> Moves:
    """The comparable units of a ranking's frame, in the commonest unit and per."""
    rows = [row for row in unit_values(frame) if row.single and row.change is not None]
    basis = commonest(rows)
    rows = [row for row in rows if row.basis == basis]
    rows.sort(key=lambda row: (not has_rate(row), -size(row) if has_rate(row) else -(row.change or 0), row.unit_name))
    values = [value for row in rows for value in (row.value, row.previous_value)]
    return Moves(tuple(rows), basis[0], numbers.scale_for(values, basis[0]))


def _direction(row: UnitValue) -> str:
    return row.change_words().direction


def _color(row: UnitValue, style: Style) -> str:
    tokens = style.tokens
    return {"up": tokens.accent, "down": tokens.ochre}.get(_direction(row), tokens.mark2)


def _previous(row: UnitValue, scale: numbers.Scale) -> str:
    return scale.text(row.previous_value or 0, row.previous_qualifier or "exact")


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
    up = f"{most.unit_name}增加最多" if _direction(most) == "up" else ""
    down = f"{least.unit_name}减少最多" if _direction(least) == "down" else ""
    return first_fitting(["，".join(part for part in (up, down) if part), up or down], plain)


def _named(found: Moves, selected: str | None) -> list[UnitValue]:
    """The selected unit, then the greatest rises and falls in turn: what the title names is always named."""
    chosen = [row for row in found.rows if row.unit_id == selected]
    others = sorted((row for row in found.rows if row.unit_id != selected), key=lambda row: -abs(row.change or 0))
    rises, falls = ([row for row in others if _direction(row) == way] for way in ("up", "down"))
    in_turn = [row for pair in zip_longest(rises, falls) for row in pair if row is not None]
    return (chosen + in_turn)[:NAMED]


def _slope(found: Moves, named: Sequence[UnitValue], question: Question, style: Style) -> Canvas:
    tokens, divisor = style.tokens, found.scale.divisor
    values = [value / divisor for row in found.rows for value in (row.value or 0, row.previous_value or 0)] or [0, 1]
    low, high = min(values), max(values)
    edge = (high - low or 1) * 0.08
    room = max((width("".join(_two_lines(row, found, style)[0])) for row in named), default=80)
    left = max((width(_previous(row, found.scale)) for row in named), default=30) + 22
    margin = Margin(max(left, 30), min(room + 24, 240), 30, 6)
    canvas = rows_canvas(style, SLOPE, margin, (0, 1))
    canvas.values_axis(low - edge, high + edge)
    for x, year in ((0, question.year - 1), (1, question.year)):
        canvas.vertical(x, 0, SLOPE, tokens.line2)
        color = tokens.ink if x else tokens.ink2
        canvas.text(f"{year}年", x, 0, anchor="center", yshift=16, strong=x == 1, color=color)
    known = {row.unit_id for row in named}
    for row in sorted(found.rows, key=lambda row: row.unit_id in known):
        _slope_line(canvas, row, found, question, row.unit_id in known)
    _slope_labels(canvas, named, found, question, (low - edge, high + edge))
    return canvas


def _now(row: UnitValue, found: Moves) -> str:
    return found.scale.text(row.value or 0, row.qualifier, row.quote)


def _two_lines(row: UnitValue, found: Moves, style: Style) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands at the right end: value and name above the change; on a phone the name above the figures."""
    now, change = _now(row, found), row.change_words().text
    return ((row.unit_name,), (now, change)) if style.phone else ((now, row.unit_name), (change,))


def _slope_line(canvas: Canvas, row: UnitValue, found: Moves, question: Question, named: bool) -> None:
    style, tokens, divisor = canvas.style, canvas.style.tokens, found.scale.divisor
    color = _color(row, style) if named else tokens.mark
    earlier = row.previous_state == "approximate"
    hollow = [earlier and named, row.approximate and named]
    canvas.scatter(
        x=[0, 1], y=[(row.previous_value or 0) / divisor, (row.value or 0) / divisor], yaxis="y2",
        mode="lines+markers", line={"color": color, "width": style.px(2.5 if named else 1.5)}, cliponaxis=False,
        marker={
            "size": [style.px(8.6 if open_ else 9 if named else 5) for open_ in hollow],
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
        color = _color(row, canvas.style)
        first, second = _two_lines(row, found, canvas.style)
        name = bold(safe(row.unit_name)) if strong else safe(row.unit_name)
        value = colored(bold(first[0] if len(first) > 1 else second[0]), color)
        change = colored(safe(second[-1]), tokens.ink2)
        upper = f"{value}　{name}" if len(first) > 1 else name
        lower = f"{value}　{change}" if len(second) > 1 else change
        canvas.text(upper, 1, after - LINE / 2, shift=12, color=color)
        canvas.text(lower, 1, after + LINE / 2, shift=12)


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
    up = f"{rated[0].unit_name}升幅最大" if _direction(rated[0]) == "up" else ""
    down = f"{rated[-1].unit_name}降幅最大" if _direction(rated[-1]) == "down" else ""
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
    falls = any(_direction(row) == "down" and has_rate(row) for row in rows)
    before = label if falls else 10.0
    if style.phone:
        return Layout(PHONE_ROW, 32, before, label, Margin(before, label), 4)
    names = max((width(line) for row in rows for line in halves(row.unit_name, 12)), default=40)
    tall = 38.0 if any(len(halves(row.unit_name, 12)) > 1 for row in rows) else ROW
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
    falls = end < 0 and _direction(row) == "down"
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
    colors = [_color(row, style) for row in rows]
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


def table(found: Moves, year: int) -> pl.DataFrame:
    """One row a unit that is comparable in both years; full values."""
    return pl.DataFrame(
        {
            "单位": [row.unit_name for row in found.rows],
            f"{year - 1}年": [row.previous_value for row in found.rows],
            f"{year}年": [row.value for row in found.rows],
            "计量单位": [row.unit for row in found.rows],
            "增减": [row.change for row in found.rows],
            "同比": [row.change_words().text for row in found.rows],
            "原文": [row.quote for row in found.rows],
            "依据": [row.mention_id for row in found.rows],
        },
        schema_overrides=dict.fromkeys((f"{year - 1}年", f"{year}年", "增减"), pl.Float64) | {"依据": pl.String},
    )
