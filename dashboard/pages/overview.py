"""总览: how are the units doing this year? Key figures, themes, what needs a person, gaps, states, honors, changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.desk import Desk, line, scope_controls, year_control
from dashboard.components.findings import findings_card
from dashboard.components.parts import (
    Child,
    Page,
    bold,
    card,
    change_mark,
    chart_card,
    drawn,
    empty,
    evidence,
    full_state_mark,
    to,
)  # fmt: skip
from dashboard.figures.chart import Chart
from dashboard.figures.honors import honors
from dashboard.figures.keyfigures import KeyFigure, key_figures, of_which_more_is_better, one_a_theme
from dashboard.figures.missing import missing
from dashboard.figures.svg import sparkline
from dashboard.figures.themes import moves, themes
from dashboard.figures.values import UnitValue, unit_values
from dashboard.state import View, moved, toggled

FIGURES = 4  # key figures beside the number of reports
CHANGES = 3  # greatest rises and greatest falls in the table
SIDE = 356
STATE_NOTES = (
    ("reported", "原文写有确数"),
    ("approximate", "近、约、多、逾"),
    ("cumulative", "覆盖多年，不计入单年"),
    ("corrected", "经审核员订正"),
    ("zero", "原文写明没有"),
    ("placeholder", "不计入，待补"),
    ("conflicting", "不计入，待核"),
)
TENTHS = "零一二三四五六七八九十"


def page(desk: Desk) -> Page:
    """The page for the desk's view."""
    year, scope = desk.year, desk.scope
    controls = (year_control(desk), *scope_controls(desk, desk.ask("app_units")))
    coverage = _coverage(desk)
    question = f"{year}年各单位创建工作怎么样？"
    if coverage.reported == 0:
        reason = f"{year}年没有符合条件的单位报送材料。"
        body: list[Component] = [
            card("没有可看的数值", "", [empty(reason, "换一个年度，或放宽单位类型、地区和级别。")])
        ]
        return Page("总览", question, [reason], controls, line(controls), body)
    findings = desk.ask("page_findings", year=year, limit=8, **scope)
    found = {chart.name: chart for chart in charts(desk)}
    target = View(page="evidence", value="__id__")
    body = [
        _figures(desk, coverage),
        *_unreported(desk),
        html.Div(
            [
                _theme_card(desk, found["themes"], target),
                findings_card(desk.view, findings, fill=not desk.look.folded),
            ],
            className="row side",
        ),
        html.Div([chart_card(desk.view, found["missing"], None), _states(desk)], className="row side"),
        html.Div([_honor_card(desk, found["honors"], target), _changes(desk)], className="row halves"),
    ]
    return Page("总览", question, _answer(desk, coverage, findings), controls, line(controls), body)


def _theme_card(desk: Desk, chart: Chart, target: View) -> Component:
    if desk.ask("chart_themes", year=desk.year, **desk.scope)["rate"].drop_nulls().is_empty():
        reason = f"{desk.year}年与{desk.year - 1}年没有两年可比的数值。"
        return card("各主题同比变化", "", [empty(reason, "换一个年度，或放宽筛选。")])
    return chart_card(desk.view, chart, target)


def _honor_card(desk: Desk, chart: Chart, target: View) -> Component:
    if desk.ask("chart_honors", year=desk.year, **desk.scope).is_empty():
        reason = "材料里没有写明年度的荣誉。"
        return card(f"{desk.year}年各级荣誉", "", [empty(reason, "年度不明的荣誉在单位档案里。")])
    return chart_card(desk.view, chart, target)


def charts(desk: Desk) -> list[Chart]:
    """The page's charts."""
    return [make(desk) for make in (_themes, _missing, _honors)]


def _themes(desk: Desk) -> Chart:
    frame = desk.ask("chart_themes", year=desk.year, **desk.scope)
    units, pending = _reported(desk), _pending(desk)
    return themes(frame, desk.year, desk.look.style(SIDE), desk.source, units=units, pending=pending)


def _missing(desk: Desk) -> Chart:
    frame = desk.ask("chart_missing", year=desk.year, **desk.scope)
    return missing(frame, desk.year, desk.look.style(SIDE), desk.source, pending=_pending(desk))


def _honors(desk: Desk) -> Chart:
    frame = desk.ask("chart_honors", year=desk.year, **desk.scope)
    return honors(frame, desk.year, desk.look.style(columns=2), desk.source, units=_reported(desk))


class Coverage:
    """How many units of the scope reported, by year."""

    def __init__(self, frame: pl.DataFrame, year: int) -> None:
        rows = {row["year"]: row for row in frame.iter_rows(named=True)}
        now, before = rows.get(year), rows.get(year - 1)
        self.units: int = now["unit_count"] if now else 0
        self.reported: int = now["reported_count"] if now else 0
        self.before: int | None = before["reported_count"] if before else None
        self.series: list[int] = [rows[each]["reported_count"] for each in sorted(rows) if each <= year]


def _coverage(desk: Desk) -> Coverage:
    return Coverage(desk.ask("page_coverage", **desk.scope), desk.year)


def _reported(desk: Desk) -> int:
    return _coverage(desk).reported


def _states_frame(desk: Desk) -> dict[str, int]:
    return dict(desk.ask("page_states", year=desk.year, **desk.scope).iter_rows())


def _pending(desk: Desk) -> int:
    states = _states_frame(desk)
    return states.get("placeholder", 0) + states.get("conflicting", 0)


def _answer(desk: Desk, coverage: Coverage, findings: pl.DataFrame) -> list[Child]:
    words: list[Child] = [f"{coverage.units}家单位中", bold(f"{coverage.reported}家"), "已报送。"]
    known = [
        move for move in moves(desk.ask("chart_themes", year=desk.year, **desk.scope)) if move.peers.median is not None
    ]
    if known:
        directions = [numbers.theme_change(move.peers.median or 0).direction for move in known]
        up, steady, down = (directions.count(each) for each in ("up", "steady", "down"))
        parts = [f"{count}个{word}" for count, word in ((steady, "持平"), (down, "下降")) if count]
        words += [f"{len(known)}个主题中", bold(f"{up}个"), "上升" + "".join(f"、{part}" for part in parts)]
        words.append(f"：{known[0].name}增长最快。" if directions[0] == "up" else "。")
    elif desk.year > min(desk.years):
        words.append("两年可比的单位不足8家，不列主题升降。")
    if pending := _pending(desk):
        words += [bold(f"{pending}个"), "数值待核验。"]
    return words


def _figures(desk: Desk, coverage: Coverage) -> Component:
    frame = desk.ask("page_figures", year=desk.year, **desk.scope)
    cards = [_coverage_figure(desk, coverage), *(_figure(desk, figure) for figure in _chosen(frame))]
    return html.Div(cards, className="row figures", **{"data-count": str(len(cards))})


def _chosen(frame: pl.DataFrame) -> list[KeyFigure]:
    """The most comparable figures, one a theme, of indicators where more is better; of all where those are too few."""
    figures = key_figures(of_which_more_is_better(frame, FIGURES))
    first: dict[str, KeyFigure] = {}
    for figure in figures:
        first.setdefault(figure.theme, figure)
    return one_a_theme(list(first.values())[:FIGURES])


def _coverage_figure(desk: Desk, coverage: Coverage) -> Component:
    change: list[Child] = []
    if coverage.before is not None:
        more = coverage.reported - coverage.before
        arrow = "持平" if not more else f"{'↑' if more > 0 else '↓'} {abs(more)}家"
        change = ["比上年 ", html.Span(arrow, className="steady" if not more else "up" if more > 0 else "down")]
    silent = coverage.units - coverage.reported
    note: list[Child] = ["全部报送"]
    if silent:
        shown = "unreported" in desk.view.tables
        note = [f"{silent}家未报送，", to(toggled(desk.view, "unreported"), "收起名单" if shown else "查看名单")]
    value = [f"{coverage.reported:,}", html.Small(f"/ {coverage.units:,}家")]
    return _figure_card("报送单位", value, coverage.series, change, note)


def _figure(desk: Desk, figure: KeyFigure) -> Component:
    value, unit = numbers.split_figure(figure.value, figure.unit)
    change = change_mark(figure.change)
    words: list[Child] = [change] if figure.change.direction == "none" else ["同比 ", change]
    known = dict(figure.history)
    series = [known.get(year) for year in range(min(known), desk.year + 1)]
    target = replace(moved(desk.view, "compare"), indicator=figure.code, unit=None)
    return _figure_card(figure.name, [to(target, value, "value"), html.Small(unit)], series, words, [figure.note])


def _figure_card(name: str, value: list[Child], series: list[Any], change: list[Child], note: list[Child]) -> Component:
    points = [(year, number, "reported") for year, number in enumerate(series)]
    trend = drawn(sparkline(points, width=60, height=32))
    return html.Div(
        [
            html.Div(name, className="figure-name", title=name),
            html.Div(
                [html.Div(value, className="figure-value"), trend if len(series) > 1 else None], className="figure-row"
            ),
            html.Div(change, className="figure-change"),
            html.Div(note, className="note"),
        ],
        className="card figure",
    )


def _unreported(desk: Desk) -> list[Component]:
    if "unreported" not in desk.view.tables:
        return []
    frame = desk.ask("page_unreported", year=desk.year, **desk.scope)
    names = [
        to(View(page="unit", unit=row["unit_id"], year=row["last_year"]), row["unit_name"], "pill")
        for row in frame.iter_rows(named=True)
    ]
    tools = [to(toggled(desk.view, "unreported"), "收起")]
    return [
        html.Div(
            [
                card(
                    f"{frame.height}家单位未报送",
                    f"{desk.year}年，点单位看往年",
                    [html.Div(names, className="chips")],
                    tools=tools,
                )
            ],
            className="row",
        )
    ]


def _states(desk: Desk) -> Component:
    states = _states_frame(desk)
    total = sum(count for state, count in states.items() if state != "not_mentioned")
    rows = [
        html.Tr([
            html.Td(full_state_mark(state)),
            html.Td(note, className="quiet"),
            html.Td(f"{states[state]:,}", className="right"),
            html.Td(numbers.share(states[state], total), className="right quiet"),
        ])
        for state, note in STATE_NOTES
        if states.get(state)
    ]  # fmt: skip
    silent = html.Div(
        [full_state_mark("not_mentioned"), html.Span("另列，不计为0", className="quiet"),
         html.Span(f"{states.get('not_mentioned', 0):,}处", className="count")],
        className="missing",
    )  # fmt: skip
    exact = states.get("reported", 0) / total if total else 0.0
    tenth = TENTHS[int(exact * 10)]
    title = "数值都是确数" if exact == 1 else f"{tenth}成以上是确数" if exact >= 0.1 else "数值的状态"
    return card(
        title, f"{desk.year}年{total:,}个数值的状态", [html.Table(html.Tbody(rows), className="states"), silent]
    )


def _changes(desk: Desk) -> Component:
    frame = desk.ask("page_changes", year=desk.year, limit=CHANGES, **desk.scope)
    title, subtitle = "升降最大的数值", "同比变化最大的单位和指标，上年基数过小的不列"
    if frame.is_empty():
        return card(title, subtitle, [empty(f"{desk.year}年没有两年可比的数值。", "换一个年度，或放宽筛选。")])
    values = unit_values(frame)
    rows = [_change_row(value, name) for value, name in zip(values, frame["name_zh"].to_list(), strict=True)]
    heads = [("单位", ""), ("指标", "wide"), (f"{desk.year}年", "right"), ("同比", "right"), ("", "wide roomy")]
    head = html.Thead(html.Tr([html.Th(words, className=name) for words, name in heads]))
    return card(title, subtitle, [html.Table([head, html.Tbody(rows)])])


def _change_row(value: UnitValue, name: str) -> Component:
    figure = numbers.figure(value.value, value.unit, value.qualifier, value.quote)
    return html.Tr(
        [
            html.Td(
                to(View(page="unit", unit=value.unit_id, year=value.year), value.unit_name, "value"), className="wrap"
            ),
            html.Td(name, className="quiet wrap wide"),
            html.Td(
                evidence(figure, value.mention_id), className="right", title=numbers.full(value.value) + value.unit
            ),
            html.Td(change_mark(value.change_words(), strong=True), className="right"),
            html.Td(evidence("依据", value.mention_id, "evidence-link"), className="right wide roomy"),
        ]
    )
