"""依据: one value among its peers, as a strip of dots under each other; each dot opens its own evidence."""

from __future__ import annotations

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style
from dashboard.figures.labels import safe, width
from dashboard.figures.ranks import Question, Ranking, rank
from dashboard.figures.ranks import table as ranking_table
from dashboard.figures.values import UnitValue, hover

TOP, FLOOR, HEIGHT, STEP = 10.0, 48.0, 78.0, 9.0
APART = 7.6  # px between the centres of two dots that stand side by side


def strip(frame: pl.DataFrame, question: Question, style: Style, source: Source) -> Chart:
    """A ranking's frame as dots. With fewer than four peers nothing is drawn: that few are no group."""
    result = rank(frame, question.per)
    own = next((row for row in result.ranked if row.unit_id == question.selected), None)
    canvas = rows_canvas(style, HEIGHT, Margin(10, 10), _range(result))
    if len(result.ranked) >= numbers.PEER_DOTS:
        _draw(canvas, result, own, question)
    title = f"在{len(result.ranked)}家中的位置"
    foot = source.foot(len(result.ranked), f"{question.year}年", 0)
    return Chart("strip", canvas.figure, title, _against_median(result, own), foot, ranking_table(result))


def _against_median(result: Ranking, own: UnitValue | None) -> str:
    median = result.peers.median
    if own is None or own.value is None:
        return ""
    if median is None:
        return f"同类不足{numbers.PEER_MEDIAN}家，不列中位数"
    gap = own.value - median
    if gap == 0:
        return "等于中位数"
    unit = "个百分点" if result.unit == "%" else result.unit
    amount = numbers.figure(abs(gap), result.unit) if result.unit != "%" else numbers.plain(abs(gap), 1) + unit
    return f"{'约' if own.approximate else ''}{'高于' if gap > 0 else '低于'}中位数{amount}"


def _range(result: Ranking) -> tuple[float, float]:
    values = result.values or [0.0]
    low, high = min(values), max(values)
    edge = (high - low) * 0.04 or 1.0
    return low - edge, high + edge


def _draw(canvas: Canvas, result: Ranking, own: UnitValue | None, question: Question) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    group = result.peers
    if group.low is not None and group.high is not None and group.median is not None:
        canvas.band(group.low, group.high, TOP, FLOOR + 8, tokens.band)
        line = {"color": tokens.ink, "width": style.px(1.5)}
        canvas.shape(type="line", x0=group.median, x1=group.median, y0=TOP, y1=FLOOR + 10, line=line)
    heights = _stack(result, style)
    rows = [row for row in result.ranked if own is None or row.unit_id != own.unit_id]
    hollow = [row.approximate for row in rows]
    canvas.scatter(
        x=[row.value for row in rows], y=[heights[row.unit_id] for row in rows], mode="markers", cliponaxis=False,
        marker={
            "size": [style.px(6.4 if open_ else 7) for open_ in hollow],
            "color": [tokens.card if open_ else tokens.mark2 for open_ in hollow],
            "line": {"color": tokens.mark2, "width": [style.px(1.6) if open_ else 0 for open_ in hollow]}, "opacity": 1,
        },
        customdata=[[row.mention_id] for row in rows],
        hovertemplate=[hover(row, question.indicator) for row in rows],
    )  # fmt: skip
    if own is not None:
        canvas.scatter(
            x=[own.value], y=[heights[own.unit_id]], mode="markers", cliponaxis=False,
            marker={"size": style.px(12), "color": tokens.card if own.approximate else tokens.accent, "opacity": 1,
                    "line": {"color": tokens.accent if own.approximate else tokens.card, "width": style.px(1.5)}},
            customdata=[[own.mention_id]], hovertemplate=hover(own, question.indicator),
        )  # fmt: skip
    _labels(canvas, result, own)


def _stack(result: Ranking, style: Style) -> dict[str, float]:
    """Where each dot stands: on the floor, or on the first level where no dot is too near."""
    low, high = _range(result)
    px = (style.width / style.scale - 20) / (high - low)
    levels: dict[int, float] = {}
    heights = {}
    for row in sorted(result.ranked, key=lambda row: (row.value or 0, row.unit_name)):
        x = (row.value or 0) * px
        level = next(n for n in range(len(result.ranked) + 1) if x - levels.get(n, float("-inf")) >= APART)
        levels[level] = x
        heights[row.unit_id] = max(FLOOR - STEP * level, 4.0)
    return heights


def _labels(canvas: Canvas, result: Ranking, own: UnitValue | None) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    scale = numbers.scale_for(result.values, result.unit)
    low, high = _range(result)
    px = (style.width / style.scale - 20) / (high - low)
    least, most = result.ranked[-1], result.ranked[0]
    wanted: list[tuple[float, str, bool]] = []
    if own is not None and own.value is not None:
        wanted.append((own.value, scale.text(own.value, own.qualifier, own.quote), True))
    median = result.peers.median
    if median is not None:
        wanted.append((median, f"中位数{scale.derived(median)}", False))
    wanted += [(row.value or 0, scale.text(row.value or 0, row.qualifier, row.quote), False) for row in (least, most)]
    taken: list[tuple[float, float]] = []
    for value, words, strong in wanted:
        half = width(words) / 2 + 3
        centre = (value - low) * px
        if any(centre - half < end and start < centre + half for start, end in taken):
            continue  # the more important label of the two already stands here
        taken.append((centre - half, centre + half))
        canvas.text(safe(words), value, 69, anchor="center", strong=strong, size=13 if strong else 12,
                    color=tokens.ink if strong else tokens.ink3)  # fmt: skip
