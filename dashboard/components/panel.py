"""The evidence panel beside a chart: a figure, its sentence with the red line, and its place among the peers."""

from __future__ import annotations

import re
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.desk import Desk
from dashboard.components.parts import Child, evidence, graph, to
from dashboard.components.value import (
    Value,
    before_words,
    beside,
    big,
    confidence_words,
    masked,
    peers_of,
    per_words,
    period_words,
)  # fmt: skip
from dashboard.figures.ranks import Question, Ranking
from dashboard.figures.strip import strip
from dashboard.state import View, href

OTHERS = 3
PANEL = 360
_END = re.compile(r"[。！？!?；;\n]")


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around ``text[start:end]`` in three parts: before, the words themselves, after."""
    left = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
    right = next((found.start() + (found[0] not in "\n；;") for found in _END.finditer(text, end)), len(text))
    return text[left:start].lstrip(), text[start:end], text[end:right].rstrip()


def quoted(text: str, start: int, end: int) -> Component:
    """The proving sentence in Song, the value's words underlined in red."""
    before, words, after = sentence(masked(text), start, end)
    return html.P([before, html.Span(words, className="proof"), after], className="quoted quote")


def panel(desk: Desk, value: Value) -> Component:
    """The panel for a value; Esc and 关闭 lead back to the view without it."""
    view, row = desk.view, value.row
    report = desk.ask("page_report", report=row["report_id"]).row(0, named=True)
    closed = replace(view, value="none" if view.unit else None)
    when = f"{value.year}年" if value.year else "年度不明"
    title = "，".join(word for word in (value.name, when, value.per) if word)
    tools = html.Div(
        [
            to(View(page="evidence", value=row["mention_id"]), "看全文"),
            html.A("关闭", href=href(closed), **{"data-close": "yes"}),
        ],
        className="tools",
    )
    inner: list[Child] = [
        html.Div([html.H2("依据"), tools], className="head"),
        html.Div(row["unit_name"] or "单位不明", className="subtitle"),
        html.Div(title, className="figure-name", style={"marginTop": "10px"}),
        big(value),
        beside(value),
        quoted(report["text"], row["char_start"], row["char_end"]),
        html.Div(f"{row['source_name']}，第{row['paragraph_no']}段", className="note"),
        _facts(value),
        *_place(desk, value),
        _others(desk, value),
        _buttons(value),
    ]
    aside = html.Aside(
        [html.Span(className="grip"), html.Div(inner, className="inner")],
        className="card panel",
        **{"aria-label": "依据"},
    )
    return html.Div([html.A(href=href(closed), className="dim", **{"aria-hidden": "true"}, tabIndex=-1), aside])


def _facts(value: Value) -> Component:
    row = value.row
    pairs: list[tuple[str, Child | list[Child]]] = [
        ("原文写法", html.Span(row["quote"], className="quote")),
        ("期间", period_words(value)),
        ("按", per_words(value)),
        ("把握", confidence_words(row["confidence"])),
    ]
    if value.main:
        pairs.append(("上年", before_words(value)))
    return definition(pairs)


def definition(pairs: list[tuple[str, Child | list[Child]]]) -> Component:
    """Terms and what they are."""
    return html.Dl([part for term, words in pairs for part in (html.Dt(term), html.Dd(words))])


def _place(desk: Desk, value: Value) -> list[Component]:
    view, row = desk.view, value.row
    ranking = peers_of(desk, value, view.kind, view.region, view.level)
    if ranking is None or len(ranking.ranked) < numbers.PEER_DOTS:
        return []
    frame = desk.ask("chart_ranking", indicator=row["indicator_code"], year=value.year, **desk.scope)
    scale = desk.look.style().scale
    style = replace(desk.look.style(), width=desk.look.content - 34 if desk.look.phone else round((PANEL - 42) * scale))
    chart = strip(
        frame, Question(value.name, value.year or 0, selected=row["unit_id"], per=ranking.per), style, desk.source
    )
    words = html.Div(chart.subtitle, className="subtitle")
    dots = graph(chart, replace(view, value="__id__"))
    return [html.Div([html.H3(chart.title), words, dots], className="place"), definition(_counts(ranking))]


def _counts(ranking: Ranking) -> list[tuple[str, Child | list[Child]]]:
    scale = numbers.scale_for(ranking.values, ranking.unit)
    high, low = ranking.ranked[0], ranking.ranked[-1]
    ends = "、".join(
        [
            scale.text(high.value or 0, high.qualifier, high.quote),
            scale.with_unit(low.value or 0, low.qualifier, low.quote),
        ]
    )
    approximate = sum(row.approximate for row in ranking.ranked)
    return [
        ("参与排序", f"{len(ranking.ranked)}家"),
        ("其中约数", f"{approximate}家"),
        ("不参与排序", f"{len(ranking.excluded)}家"),
        ("最高、最低", ends),
    ]


def _others(desk: Desk, value: Value) -> Component:
    row = value.row
    frame = desk.ask("page_report_values", document=row["document_id"], report_no=row["report_no"])
    coded = [each for each in frame.to_dicts() if each["indicator_code"] and each["value"] is not None]
    others = [each for each in coded if each["value_id"] != row["mention_id"]][:OTHERS]
    links = [
        evidence(
            [
                html.Span(each["name"]),
                html.Span(numbers.figure(each["value"], each["unit"], each["qualifier"], each["quote"])),
            ],
            each["value_id"],
        )
        for each in others
    ]
    everything = to(View(page="evidence", value=row["mention_id"]), f"全部{len(coded)}个")
    return html.Div([html.H3("同份材料的其他数值"), *links, everything], className="others")


def _buttons(value: Value) -> Component:
    row = value.row
    unit = View(page="unit", unit=row["unit_id"], year=value.year)
    trend = View(page="trend", indicator=row["indicator_code"], units=(row["unit_id"],))
    buttons = [to(unit, "单位档案", "button")]
    if row["indicator_code"]:
        buttons.append(to(trend, "年度对比", "button"))
    return html.Div(buttons, className="buttons")
