"""横向对比: who has more? One indicator of one year, ranked, with those that take no part and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.cells import Column, full_value
from dashboard.components.desk import Desk, choice, line, year_control
from dashboard.components.indicators import chosen, indicator_control, indicators, unit_options, within
from dashboard.components.pager import pager, part_of
from dashboard.components.panel import PANEL, panel
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
    state_mark,
    table_link,
    to,
)  # fmt: skip
from dashboard.components.value import Value, find
from dashboard.figures.chart import Chart
from dashboard.figures.ranking import ranking
from dashboard.figures.ranks import Question, Ranking, rank
from dashboard.figures.values import UnitValue, unit_values
from dashboard.state import View
from dashboard.words import PER_WORDS

ROWS = 20  # rows of the table a part
BARS = 60  # bars before the rest stands in the table only


def page(desk: Desk) -> Page:
    """The page for the desk's view."""
    catalogue = indicators(desk)
    row = chosen(desk, catalogue)
    units = desk.ask("app_units")
    controls = _controls(desk, catalogue, units, row)
    if row is None:
        reason = f"目录里没有“{desk.view.indicator}”这个指标。"
        body = card("没有这个指标", "", [empty(reason, "在上面另选一个指标。")])
        return Page("横向对比", "谁做得多？", [reason], controls, line(controls), [body])
    result = _result(desk, row)
    more = "高" if row["unit"] == "%" else "多"
    question = f"{'同类' if desk.view.kind else '各'}单位中，谁的{row['name_zh']}{more}？"
    if not result.ranked and all(each.state == "not_mentioned" for each in result.excluded):
        reason = f"{desk.year}年没有单位写明{row['name_zh']}。"
        body = card(
            row["name_zh"], f"{desk.year}年", [empty(reason, "换一个年度或指标，或放宽单位范围。未提及不等于没有做。")]
        )
        return Page("横向对比", question, [reason], controls, line(controls), [body])
    value = _opened(desk, result)
    chart = _chart(desk, row, value)
    shown = chart_card(desk.view, chart, replace(desk.view, value="__id__")) if result.ranked else _unranked(desk, row)
    # The table stands beside the panel, so that a click on its last row shows the evidence without scrolling back.
    left = html.Div([shown, _table(desk, row, result)], className="stack")
    body = [html.Div([left, panel(desk, value)] if value else [left], className="row aside" if value else "row")]
    return Page("横向对比", question, _answer(desk, row, result), controls, line(controls), body)


def table(desk: Desk) -> tuple[str, pl.DataFrame] | None:
    """The page's table: its name and rows."""
    row = chosen(desk, indicators(desk))
    return (f"{row['name_zh']}_{desk.year}年", _chart(desk, row, None).table) if row else None


def _unranked(desk: Desk, row: dict[str, Any]) -> Component:
    reason = f"{desk.year}年的{row['name_zh']}都是多年累计或待核的数值，不能排序。"
    return card(f"{desk.year}年{row['name_zh']}", "", [empty(reason, "数值在下面的表里；也可以换一个年度或指标。")])


def charts(desk: Desk) -> list[Chart]:
    """The page's charts."""
    row = chosen(desk, indicators(desk))
    return [_chart(desk, row, None)] if row else []


def _controls(desk: Desk, catalogue: Any, units: Any, row: dict[str, Any] | None) -> tuple[Control, ...]:
    highlight = Control(
        "unit", "突出显示", "select", unit_options(within(desk, units)), desk.view.unit or "", "", 220, True
    )
    return (
        indicator_control(desk, catalogue),
        year_control(desk),
        *choice(desk, units, "unit_type", "kind", "同类", "全部单位"),
        *choice(desk, units, "region", "region", "地区", only_set=True),
        *choice(desk, units, "title_level", "level", "文明单位级别", only_set=True),
        *(_basis_control(desk, row) if row else []),
        highlight,
    )


def _result(desk: Desk, row: dict[str, Any]) -> Ranking:
    frame = desk.ask("chart_ranking", indicator=row["indicator_code"], year=desk.year, **desk.scope)
    return rank(frame, desk.view.per)


def _basis_control(desk: Desk, row: dict[str, Any]) -> list[Control]:
    """On what the figures are counted, where the reports differ in it."""
    frame = desk.ask("chart_ranking", indicator=row["indicator_code"], year=desk.year, **desk.scope)
    default = rank(frame).per
    known = {value.per for value in unit_values(frame) if value.single}
    if len(known) < 2:
        return []
    options = tuple(Option(per, words) for per, words in PER_WORDS.items() if per in known)
    value = desk.view.per if desk.view.per in known else default
    return [Control("per", "口径", "segments", options, value or default, default)]


def _chart(desk: Desk, row: dict[str, Any], value: Value | None) -> Chart:
    frame = desk.ask("chart_ranking", indicator=row["indicator_code"], year=desk.year, **desk.scope)
    selected = value.row["unit_id"] if value else desk.view.unit
    question = Question(
        row["name_zh"],
        desk.year,
        desk.view.kind or "全部单位",
        selected,
        limit=None if desk.look.phone else BARS,
        per=desk.view.per,
    )
    return ranking(frame, question, desk.look.style(PANEL if value else 0), desk.source)


def _opened(desk: Desk, result: Ranking) -> Value | None:
    """The value in the panel: the one asked for, else the highlighted unit's unless it was closed."""
    wanted = desk.view.value
    if wanted is None and desk.view.unit and not desk.look.folded:
        rows = (*result.ranked, *result.excluded)
        wanted = next((each.mention_id for each in rows if each.unit_id == desk.view.unit), None)
    return find(desk.ask, wanted) if wanted and wanted != "none" else None


def _answer(desk: Desk, row: dict[str, Any], result: Ranking) -> list[Child]:
    who = desk.view.kind or "单位"
    total = len(result.ranked) + len(result.excluded)
    words: list[Child] = [f"{total}家{who}中，", bold(f"{len(result.ranked)}家"), f"写明了单年{row['name_zh']}"]
    group = result.peers
    if group.median is not None:
        words += ["，中位数", bold(numbers.figure(group.median, result.unit))]
    elif result.ranked:
        words.append(f"，不足{numbers.PEER_MEDIAN}家，不列中位数")
    words.append("。")
    own = next((each for each in result.ranked if each.unit_id == desk.view.unit), None)
    if own is not None:
        place = (result.place(own.unit_id) or "").split("，")[0]
        amount = numbers.figure(own.value, own.unit, own.qualifier, own.quote)
        words += [own.unit_name, bold(amount), "，" if place.startswith("并列") else "，列", bold(place), "。"]
    elif desk.view.unit:
        other = next((each for each in result.excluded if each.unit_id == desk.view.unit), None)
        if other is not None:
            words.append(f"{other.unit_name}不参与排序。")
    return words


def _table(desk: Desk, row: dict[str, Any], result: Ranking) -> Component:
    rows = [*zip(result.places, result.ranked, strict=True), *((0, each) for each in result.excluded)]
    part = part_of(desk.view.part, len(rows), ROWS)
    column = Column(result.unit, result.per, numbers.scale_for(result.values, result.unit))
    heads = [
        ("序", "right wide"), ("单位", ""), (f"{desk.year}年（{column.scale.unit}）", "right"), ("状态", "wide"),
        (f"{desk.year - 1}年", "right wide"), ("同比", "right"), ("与中位数相差", "right wide"), ("依据", "right wide"),
    ]  # fmt: skip
    head = html.Thead(html.Tr([html.Th(words, className=name or None) for words, name in heads]))
    shown = rows[part.start : part.stop]
    ids = [each.mention_id for _, each in shown if each.mention_id]
    paragraphs = dict(desk.ask("page_places", values=ids).iter_rows())
    lines = [_line(desk, result, column, place, each, paragraphs) for place, each in shown]
    body: list[Component] = [html.Table([head, html.Tbody(lines)])]
    if part.count > 1:
        body.append(pager(desk.view, part, len(rows), "家"))
    tools = [table_link(desk.view)]
    subtitle = "点任一数值看依据。状态栏空白为确数"
    if row["definition"] != row["name_zh"]:
        subtitle += f"。口径：{row['definition']}"
    return card("全部单位", subtitle, body, tools=tools, name="table-card", id="card-table")


def _line(
    desk: Desk, result: Ranking, column: Column, place: int, value: UnitValue, paragraphs: dict[str, int]
) -> Component:
    view = desk.view
    opened = replace(view, value=value.mention_id) if value.mention_id else None
    cells = [
        html.Td(place or "—", className="right wide"),
        html.Td(
            to(View(page="unit", unit=value.unit_id, year=desk.year), value.unit_name, "value"), className="wrap-narrow"
        ),
        html.Td(_figure(column, value, opened), className="right", title=full_value(value)),
        html.Td(state_mark(value.state), className="wide"),
        html.Td(column.before(value), className="right quiet wide"),
        html.Td("" if value.state == "not_mentioned" else change_mark(value.change_words()), className="right"),
        html.Td(_against(result, value), className="right wide"),
        html.Td(_paragraph(value, paragraphs), className="right wide"),
    ]
    return html.Tr(cells, className="on" if value.unit_id == view.unit else None)


def _paragraph(value: UnitValue, paragraphs: dict[str, int]) -> Child:
    if not value.mention_id:
        return ""
    number = paragraphs.get(value.mention_id)
    return evidence(f"第{number}段" if number else "看全文", value.mention_id, "evidence-link")


def _figure(column: Column, value: UnitValue, opened: View | None) -> Child:
    if opened is None:
        return html.Span("未提及", className="quiet")
    words = column.words(value)
    mark = {"data-value": value.mention_id or ""}
    return to(opened, words, "value", **mark)


def _against(result: Ranking, value: UnitValue) -> str:
    middle = result.peers.median
    if middle is None or value.value is None or not value.single or not result.conforms(value):
        return numbers.DASH
    if value.value == middle:
        return "0"
    scale = numbers.scale_for(result.values, result.unit)
    words = numbers.signed(
        (value.value - middle) / scale.divisor, decimals=1 if scale.divisor > 1 or result.unit == "%" else 0
    )
    return ("约" if value.approximate else "") + words
