"""年度对比: up or down? One indicator over the years: lines of up to four units before their peers, and who moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.cells import Column, full_value
from dashboard.components.desk import Desk, choice, line
from dashboard.components.indicators import chosen, indicator_control, indicators, unit_options
from dashboard.components.pager import pager, part_of
from dashboard.components.parts import (
    Child,
    Control,
    Option,
    Page,
    bold,
    card,
    change_mark,
    chart_card,
    empty,
    evidence,
    table_link,
    to,
)  # fmt: skip
from dashboard.figures.changes import changes
from dashboard.figures.chart import Chart
from dashboard.figures.ranks import Question, Ranking, rank
from dashboard.figures.slope import slope
from dashboard.figures.trend import trend
from dashboard.figures.values import UnitValue, unit_values
from dashboard.state import View
from dashboard.words import STATE_WORDS

LINES = 3  # units drawn before anybody chose
YEARS = 8  # years drawn before anybody chose
ROWS = 20
NAME = "年度对比"
EVIDENCE = View(page="evidence", value="__id__")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is about: the catalogue's row, the years (both included), and the units drawn as lines."""

    row: dict[str, Any]
    since: int
    year: int
    units: tuple[str, ...]
    default_units: tuple[str, ...]

    @property
    def code(self) -> str:
        """The indicator's code."""
        return str(self.row["indicator_code"])

    @property
    def name(self) -> str:
        """The indicator's name."""
        return str(self.row["name_zh"])


def page(desk: Desk) -> Page:
    """The page for the desk's view."""
    asked = _asked(desk)
    catalogue = indicators(desk)
    if asked is None:
        reason = f"目录里没有“{desk.view.indicator}”这个指标。"
        controls: tuple[Control, ...] = (indicator_control(desk, catalogue),)
        return Page(
            NAME,
            "与往年相比，是升还是降？",
            [reason],
            controls,
            "",
            [card("没有这个指标", "", [empty(reason, "在上面另选一个指标。")])],
        )
    controls = _controls(desk, asked, catalogue)
    question = f"与往年相比，{asked.name}是升还是降？"
    values = _values(desk, asked)
    if not values:
        reason = f"{numbers.years(asked.since, asked.year)}没有单位写明{asked.name}。"
        return Page(
            NAME,
            question,
            [reason],
            controls,
            line(controls),
            [card(asked.name, "", [empty(reason, "换一个指标，或放宽年份和单位范围。")])],
        )
    main, *others = charts(desk)
    body: list[Component] = [html.Div([_main_card(desk, asked, main, values)], className="row")]
    if others:
        body.append(html.Div([chart_card(desk.view, chart, EVIDENCE) for chart in others], className="row halves"))
    body.append(_table(desk, asked, values))
    return Page(NAME, question, _answer(desk, asked), controls, line(controls), body)


def _main_card(desk: Desk, asked: Asked, chart: Chart, values: Sequence[UnitValue]) -> Component:
    if any(value.single for value in values):
        return chart_card(desk.view, chart, EVIDENCE)
    reason = f"{numbers.years(asked.since, asked.year)}只有多年累计或待核的数值，画不成线。"
    return card(chart.title, "", [empty(reason, "数值在下面的表里；也可以换一个指标或放宽年份。")])


def charts(desk: Desk) -> list[Chart]:
    """The page's charts; those against last year only where two units or more can be compared."""
    asked = _asked(desk)
    if asked is None:
        return []
    lines = desk.ask("chart_trend", indicator=asked.code, since=asked.since, year=asked.year, units=list(asked.units))
    peers = desk.ask("chart_trend_peers", indicator=asked.code, since=asked.since, year=asked.year, **desk.scope)
    first = asked.units[0] if asked.units else None
    found = [trend(lines, peers, asked.name, (asked.since, asked.year), desk.look.style(), desk.source, selected=first)]
    frame = desk.ask("chart_ranking", indicator=asked.code, year=asked.year, **desk.scope)
    if sum(value.single and value.change is not None for value in unit_values(frame)) < 2:
        return found
    question = Question(asked.name, asked.year, desk.view.kind or "", desk.view.units[0] if desk.view.units else None)
    style = desk.look.style(columns=2)
    return [*found, slope(frame, question, style, desk.source), changes(frame, question, style, desk.source)]


def table(desk: Desk) -> tuple[str, pl.DataFrame] | None:
    """The page's table: its name and rows, one a unit and year."""
    asked = _asked(desk)
    if asked is None:
        return None
    rows = [
        {
            "单位": value.unit_name, "年度": value.year, "数值": value.value, "计量单位": value.unit,
            "状态": STATE_WORDS[value.state], "同比": value.change_words().text, "原文": value.quote,
        }
        for value in _values(desk, asked)
    ]  # fmt: skip
    return f"{asked.name}_{numbers.years(asked.since, asked.year)}", pl.DataFrame(
        rows, schema_overrides={"数值": pl.Float64}
    )


def _asked(desk: Desk) -> Asked | None:
    row = chosen(desk, indicators(desk))
    if row is None:
        return None
    year = desk.year
    since = min(desk.view.since or _first(desk), year)
    default = _default_units(desk, str(row["indicator_code"]), since, year)
    return Asked(row, since, year, desk.view.units[:4] or default, default)


def _first(desk: Desk) -> int:
    return max(desk.version.first_year or desk.year, desk.year - YEARS + 1)


def _default_units(desk: Desk, code: str, since: int, year: int) -> tuple[str, ...]:
    """The units with the most single years written, the greatest of them first."""
    frame = desk.ask("page_trend_values", indicator=code, since=since, year=year, **desk.scope)
    known = frame.filter(pl.col("state").is_in(["reported", "approximate", "zero", "corrected"]))
    if known.is_empty():
        return tuple(frame["unit_id"].unique(maintain_order=True).head(LINES).to_list())
    common = known.group_by("unit", "per").len().sort("len", "unit", "per", descending=[True, False, False]).row(0)
    known = known.filter((pl.col("unit") == common[0]) & (pl.col("per") == common[1]))
    counted = known.group_by("unit_id").agg(pl.len().alias("years"), pl.col("value").last().alias("latest"))
    top = counted.sort("years", "latest", "unit_id", descending=[True, True, False]).head(LINES)
    return tuple(top["unit_id"].to_list())


def _controls(desk: Desk, asked: Asked, catalogue: pl.DataFrame) -> tuple[Control, ...]:
    units = desk.ask("app_units")
    years = [year for year in desk.years if year <= asked.year]
    spans = tuple(Option(str(first), numbers.years(first, asked.year)) for first in years)
    return (
        indicator_control(desk, catalogue),
        Control("units", "单位（最多4家）", "units", unit_options(units), asked.units, asked.default_units),
        Control("since", "年份", "select", spans, str(asked.since), str(_first(desk)), 140),
        *choice(desk, units, "unit_type", "kind", "同类", "全部单位"),
    )


def _values(desk: Desk, asked: Asked) -> list[UnitValue]:
    return unit_values(
        desk.ask("page_trend_values", indicator=asked.code, since=asked.since, year=asked.year, **desk.scope)
    )


def _ranking(desk: Desk, asked: Asked) -> Ranking:
    return rank(desk.ask("chart_ranking", indicator=asked.code, year=asked.year, **desk.scope))


def _answer(desk: Desk, asked: Asked) -> list[Child]:
    result = _ranking(desk, asked)
    writing = sum(value.state != "not_mentioned" for value in (*result.ranked, *result.excluded))
    words: list[Child] = [f"{writing}家{desk.view.kind or '单位'}写明{asked.year}年{asked.name}"]
    if result.peers.median is not None:
        words += ["，中位数", bold(numbers.figure(result.peers.median, result.unit))]
    words.append("。")
    directions = [value.change_words().direction for value in result.ranked if value.change is not None]
    if directions:
        up, down, steady = (directions.count(each) for each in ("up", "down", "steady"))
        parts = [bold(f"{up}家上升、{down}家下降"), f"，{steady}家持平" if steady else ""]
        words += [f"两年可比{len(directions)}家，", *parts, "。"]
    elif asked.year > asked.since:
        words.append("没有两年可比的单位。")
    return words


def _table(desk: Desk, asked: Asked, values: Sequence[UnitValue]) -> Component:
    """A row a unit, a column a year; each figure opens its evidence."""
    years = list(range(asked.since, asked.year + 1))
    by_unit: dict[str, dict[int, UnitValue]] = {}
    for value in values:
        by_unit.setdefault(value.unit_id, {})[value.year or 0] = value
    order = sorted(by_unit, key=lambda unit: _order(by_unit[unit], asked))
    part = part_of(desk.view.part, len(order), ROWS)
    shown = years[-3:] if desk.look.phone else years[-8:]
    column = Column.of(values)
    heads = (
        [("单位", "")]
        + [(f"{year}年", "right" if year >= asked.year - 1 else "right wide") for year in shown]
        + [("同比", "right")]
    )
    head = html.Thead(html.Tr([html.Th(words, className=name or None) for words, name in heads]))
    lines = [
        _line(desk, by_unit[each], shown, column, asked.units, asked.year) for each in order[part.start : part.stop]
    ]
    body: list[Component] = [html.Table([head, html.Tbody(lines)])]
    if part.count > 1:
        body.append(pager(desk.view, part, len(order), "家"))
    when = numbers.years(asked.since, asked.year)
    what = "，".join(word for word in (asked.name, column.scale.unit, when) if word)
    subtitle = f"{what}。点任一数值看依据；没有写的年份为—，不是0"
    return card("各单位历年数值", subtitle, body, tools=[table_link(desk.view)], name="table-card", id="card-table")


def _order(years: dict[int, UnitValue], asked: Asked) -> tuple[bool, bool, float, str]:
    last = years.get(asked.year)
    value = next(iter(years.values()))
    drawn = value.unit_id not in asked.units
    return drawn, last is None or last.value is None, -(last.value or 0 if last else 0), value.unit_name


def _line(
    desk: Desk, years: dict[int, UnitValue], shown: Sequence[int], column: Column, units: Sequence[str], last: int
) -> Component:
    value = next(iter(years.values()))
    name = html.Td(
        to(View(page="unit", unit=value.unit_id, year=last), value.unit_name, "value"), className="wrap-narrow"
    )
    cells = [
        html.Td(
            _figure(years.get(year), column),
            className="right" if year >= last - 1 else "right wide",
            title=full_value(years.get(year)),
        )
        for year in shown
    ]
    final = years.get(last)
    change = html.Td(
        change_mark(final.change_words()) if final else html.Span("未提及", className="quiet"), className="right"
    )
    return html.Tr([name, *cells, change], className="on" if value.unit_id in units else None)


def _figure(value: UnitValue | None, column: Column) -> Child:
    if value is None:
        return html.Span("—", className="quiet")
    return evidence(column.words(value), value.mention_id)
