"""Heads, filter bars, cards and the small marks that every page uses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.grid import data_table
from dashboard.figures.chart import Chart
from dashboard.figures.values import TO_REVIEW
from dashboard.numbers import Change
from dashboard.state import View, href, toggled
from dashboard.theme import GRAPH_CONFIG
from dashboard.words import STATE_WORDS

Child: TypeAlias = Component | str
Children: TypeAlias = Sequence[Child]

# Plotly's own zh-CN file is one more request for words that our charts never show; these few are all that can appear.
LOCALE = {
    "zh-CN": {"dictionary": {}, "format": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["¥", ""]}}
}
LISTED = 200  # options of a list; with more units one types a part of the name
CONFIG = {**GRAPH_CONFIG, "locales": LOCALE}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a control; options of one ``group`` stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A filter: ``name`` is its URL parameter, ``default`` the value that is not written."""

    name: str
    label: str
    form: Literal["segments", "select", "units"]
    options: tuple[Option, ...]
    value: str | tuple[str, ...]
    default: str | tuple[str, ...]
    width: int = 132
    optional: bool = False

    @property
    def said(self) -> str:
        """The chosen option's words, for the phone's folded line."""
        return next((option.label for option in self.options if option.value == self.value), "")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: its name, question, answer, filters and cards. ``line`` sums up the filters on a phone;
    ``tools`` stand at the left of the filter bar, ``citation`` is what 复制引文 copies."""

    name: str
    question: str
    answer: Children
    controls: tuple[Control, ...] = ()
    line: str = ""
    body: Children = ()
    meta: tuple[str, ...] = ()
    tools: Children = ()
    citation: str = ""


def bold(words: str) -> Component:
    """A figure of the answer, in bold."""
    return html.B(words)


def to(view: View, words: Child | Children, name: str = "", **more: Any) -> Component:
    """A link to a view."""
    return html.A(words, href=href(view), className=name or None, **more)


def evidence(words: Child | Children, value: str | None, name: str = "value") -> Child | Component:
    """Words that open the evidence of ``value``; plain words where there is none."""
    if not value:
        return html.Span(words, className=name)
    target = View(page="evidence", value=value)
    return to(target, words, name, **{"data-value": value})


def field(control: Control) -> Component:
    """A labelled control of the filter bar."""
    identity = {"type": "control", "name": control.name, "default": json.dumps(control.default, ensure_ascii=False)}
    inside = [_input(control, identity)]
    if control.form != "segments":
        return html.Div(inside, className="field grow" if control.form == "units" else "field")
    label = html.Span(control.label, className="label")
    return html.Div([label, *inside], className="field", role="group", **{"aria-label": control.label})


def _input(control: Control, identity: dict[str, str]) -> Component:
    flat = [{"value": option.value, "label": option.label} for option in control.options]
    if control.form == "segments":
        return dmc.SegmentedControl(id=identity, data=flat, value=control.value, withItemsBorders=False)
    common = {
        "id": identity, "label": control.label, "data": _grouped(control.options), "searchable": len(flat) > 8,
        "w": "100%" if control.form == "units" else {"base": "100%", "sm": control.width},
        "nothingFoundMessage": "没有符合的", "maxDropdownHeight": 360, "limit": LISTED,
        "comboboxProps": {"width": "max-content", "position": "bottom-start", "transitionProps": {"duration": 0}},
        "rightSection": html.I(className="caret"), "rightSectionPointerEvents": "none",
    }  # fmt: skip
    if control.form == "units":
        return dmc.MultiSelect(
            value=list(control.value),
            maxValues=4,
            hidePickedOptions=True,
            placeholder="" if control.value else "选单位",
            **common,
        )
    return dmc.Select(
        value=control.value, allowDeselect=False, clearable=control.optional and bool(control.value),
        placeholder="不突出" if control.optional else "", withCheckIcon=False, **common,
    )  # fmt: skip


def _grouped(options: Sequence[Option]) -> list[dict[str, Any]]:
    if not any(option.group for option in options):
        return [{"value": option.value, "label": option.label} for option in options]
    groups: dict[str, list[dict[str, str]]] = {}
    for option in options:
        groups.setdefault(option.group, []).append({"value": option.value, "label": option.label})
    return [{"group": name, "items": items} for name, items in groups.items()]


def card(
    title: str,
    subtitle: str,
    body: Children,
    *,
    tools: Children = (),
    foot: Child | Children = "",
    name: str = "",
    **more: Any,
) -> Component:
    """A card: what it says, how to read it, its content and its foot."""
    heading = html.Div([html.H2(title), html.Div(subtitle, className="subtitle") if subtitle else None])
    head = html.Div([heading, html.Div(list(tools), className="tools")] if tools else [heading], className="head")
    end = [html.Div(foot, className="foot")] if foot else []
    return html.Section([head, *body, *end], className=f"card {name}".strip(), **more)


def chart_card(view: View, chart: Chart, target: View | None, *, foot: Children = (), name: str = "") -> Component:
    """A chart in its card, or its table; a click on a mark leads to ``target``, with the mark's id for ``__id__``."""
    as_table = chart.name in view.tables
    tools = [
        to(toggled(view, chart.name), "看图" if as_table else "数据表"),
        html.Button(
            "下载图", className="plain link", **{"data-act": "image", "data-figure": figure_address(view, chart.name)}
        ),
    ]
    body = data_table(chart.table, chart.name) if as_table else graph(chart, target)
    return card(
        chart.title, chart.subtitle, [body], tools=tools, foot=[chart.foot, *foot], name=name, id=f"card-{chart.name}"
    )


def table_link(view: View) -> Component:
    """A link that saves the page's table as CSV."""
    return html.A(
        "下载表格",
        href=f"/table{href(replace(view, value=view.value if view.page == 'evidence' else None))}",
        download="",
    )


def figure_address(view: View, name: str) -> str:
    """Where the browser gets a chart's figure for an image: the page's address under ``/figure/<name>``."""
    return f"/figure/{name}{href(view)}"


def graph(chart: Chart, target: View | None) -> Component:
    """A chart's figure; its label and table speak for it to a screen reader."""
    drawn = dcc.Graph(
        figure=chart.figure,
        config=CONFIG,
        style={"height": f"{chart.figure.layout.height}px"},
        responsive=True,
        id={"type": "chart", "name": chart.name},
    )
    leads = {"data-to": href(target)} if target else {}
    return html.Div(
        drawn, className="chart opens" if target else "chart", role="figure", **{"aria-label": chart.label}, **leads
    )


def state_mark(state: str) -> Component | str:
    """A state's badge; 确数 carries none."""
    if state == "reported":
        return ""
    return full_state_mark(state)


def full_state_mark(state: str) -> Component:
    """A state's badge, 确数 included."""
    trouble = " trouble" if state in TO_REVIEW else ""
    return html.Span(STATE_WORDS[state], className=f"state {state}{trouble}")


def change_mark(change: Change, strong: bool = False) -> Component:
    """A change in its colour: up in accent, down in ochre with its arrow."""
    return html.Span(change.text, className=f"{change.direction}{' strong' if strong else ''}")


def drawn(svg: str) -> Component:
    """A small drawing of ``figures.svg``; the browser puts it in, so that it takes the theme's colours by itself."""
    return html.Span(className="drawn", **{"data-svg": svg})


def empty(reason: str, remedy: str = "") -> Component:
    """One line why there is nothing, and one what to do."""
    return html.Div([html.P(reason), *([html.P(remedy)] if remedy else [])], className="empty")


def page_head(page: Page) -> list[Component]:
    """The page's name, question and answer."""
    parts: list[Component] = [html.Div(page.name, className="page-name"), html.H1(page.question)]
    if page.answer:
        parts.append(html.P(list(page.answer), className="answer"))
    if page.meta:
        parts.append(html.Div([html.Span(word, className="pill") for word in page.meta], className="meta"))
    return [html.Div(parts, **{"data-title": page.name})]


def filter_bar(page: Page, tools: Children) -> Component:
    """The filters in a row; on a phone one line that says what is set and opens them as a sheet."""
    line = html.Button(
        [html.Span(page.line), html.Span("筛选", className="link")], className="filter-line", **{"data-act": "filters"}
    )
    head = html.Div(
        ["筛选", html.Button("完成", className="plain link", **{"data-act": "close"})], className="sheet-head"
    )
    grip = html.Span(className="grip")
    controls = html.Div([grip, head, *[field(control) for control in page.controls]], className="controls")
    bar = [line, controls] if page.controls else []
    quote = html.Button("复制引文", className="button tool", **{"data-act": "quote", "data-text": page.citation})
    return html.Div(
        [*bar, *page.tools, html.Div([*tools, *([quote] if page.citation else [])], className="filter-tools")],
        className="filters",
    )
