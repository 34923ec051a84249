"""年度对比: an indicator over the years.

Lines that break where nothing is written, bars for values of several years, the peers' middle half behind, direct
labels, and under the axis a strip of states with the number of units that write.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard import numbers
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.trend_marks import draw
from dashboard.figures.trend_plan import Plan, Series, make_plan
from dashboard.figures.values import TO_REVIEW
from dashboard.words import STATE_WORDS


def trend(
    frame: pl.DataFrame, peer_frame: pl.DataFrame, indicator: str, years: tuple[int, int], style: Style, source: Source,
    *, selected: str | None = None,
) -> Chart:  # fmt: skip
    """Lines of at most four units from ``years[0]`` to ``years[1]``, both included.

    ``frame``: one row a unit and year with ``UnitValue``'s columns, units in the order of the series (the first, or
    ``selected``, in accent). ``peer_frame``: ``year, unit_id, state, value, unit, per, mention_id``, one row a unit of
    the group and year that writes the indicator.
    """
    plan = make_plan(frame, peer_frame, indicator, years, style, selected)
    canvas = draw(plan, style)
    pending = sum(row.state in TO_REVIEW for row in plan.rows())
    units = peer_frame["unit_id"].n_unique() if peer_frame.height else 0
    foot = source.foot(max(units, len(plan.series)), numbers.years(*years), pending)
    return Chart("trend", canvas.figure, _title(plan), _subtitle(plan), foot, table(plan))


def _title(plan: Plan) -> str:
    moved = []
    for series in plan.series:
        last = series.rows[-1] if series.rows else None
        if last is not None and last.year == plan.final and plan.drawn(last) and last.change_rate is not None:
            direction = last.change_words().direction
            if direction in ("up", "down"):
                moved.append((abs(last.change_rate), series.name, _course(series, direction)))
    moved.sort(key=lambda item: -item[0])
    heads = [f"{name}{plan.final}年{course}" for _, name, course in moved]
    tails = [f"{name}{course}" for _, name, course in moved]
    both = f"{heads[0]}，{tails[1]}" if len(moved) > 1 else ""
    ways = {course[-1] for _, _, course in moved}
    if len(moved) > 1 and len(moved) == len(plan.series) and len(ways) == 1:
        word = "升" if ways <= {"升"} else "降"
        both = f"{len(moved)}家都{'上升' if word == '升' else '下降'}，{moved[0][1]}{word}幅最大"
    plain = f"{plan.indicator}，{numbers.years(plan.first, plan.final)}"
    return first_fitting([both, heads[0] if heads else ""], plain)


def _course(series: Series, direction: str) -> str:
    """回升 and 回落 turn a movement of the year before; else 上升 and 下降."""
    before = series.rows[-2].change_words().direction if len(series.rows) > 1 else "none"
    turned = before in ("up", "down") and before != direction
    return {"up": "回升" if turned else "上升", "down": "回落" if turned else "下降"}[direction]


def _subtitle(plan: Plan) -> str:
    hollow = "空心为约数；" if any(row.approximate for row in plan.rows() if plan.drawn(row)) else ""
    parts = [plan.indicator, plan.scale.unit, numbers.years(plan.first, plan.final)]
    return f"{'，'.join(part for part in parts if part)}。{hollow}没有写的年份断开，不画为0"


def table(plan: Plan) -> pl.DataFrame:
    """One row a unit and year, then the peers' median and the number of units that write."""
    rows: list[dict[str, Any]] = [
        {
            "年度": row.year, "单位": row.unit_name, "数值": row.value, "计量单位": row.unit,
            "状态": STATE_WORDS[row.state], "同比": row.change_words().text if row.value is not None else "",
            "原文": row.quote, "依据": row.mention_id,
        }
        for row in plan.rows()
    ]  # fmt: skip
    rows += [
        {
            "年度": year.year, "单位": "同类中位数", "数值": year.group.median, "计量单位": plan.basis[0],
            "状态": f"{year.writing}家提及", "同比": "", "原文": "", "依据": None,
        }
        for year in plan.years
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"数值": pl.Float64, "依据": pl.String}, infer_schema_length=None)
