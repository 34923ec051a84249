"""The frame around every page: navigation, top bar, main content."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.parts import Children, Page, filter_bar, page_head
from dashboard.state import PageName, View, href, moved

NAVIGATION: tuple[tuple[str, tuple[tuple[PageName, str], ...]], ...] = (
    ("看数据", (("overview", "总览"), ("compare", "横向对比"), ("trend", "年度对比"), ("unit", "单位档案"))),
    ("核数据", (("evidence", "依据"),)),
)


def frame(view: View, page: Page, tools: Children, *, version: str, scope: str) -> list[Component]:
    """The whole window's content for a page. ``scope`` stands under the wordmark, ``version`` in the top bar."""
    printed = "　".join(word for word in (f"筛选：{page.line}" if page.line else "", version) if word)
    head = [*page_head(page), html.Div(printed, className="print-line")]
    bar = [filter_bar(page, tools)] if page.controls or page.tools else []
    main = html.Main([*head, *bar, *page.body], className="main", id="main", tabIndex=-1)
    return [
        html.A("跳到内容", href="#main", className="skip"),
        html.Div([_navigation(view, scope), html.Div([_top(version), main])], className="app"),
        html.Button(className="shade", tabIndex=-1, **{"data-act": "close", "aria-label": "关闭"}),
    ]


def _navigation(view: View, scope: str) -> Component:
    parts: list[Component] = [html.A(["文明", html.Small(scope) if scope else None], href="/", className="wordmark")]
    for heading, pages in NAVIGATION:
        parts.append(html.H6(heading))
        for name, words in pages:
            current = {"aria-current": "page"} if view.page == name else {}
            parts.append(html.A(words, href=href(moved(view, name)), className="to", **current))
    return html.Nav(html.Div(parts, className="inside"), className="nav", **{"aria-label": "页面"})


def _top(version: str) -> Component:
    burger = html.Button(html.I(), className="burger", **{"data-act": "nav", "aria-label": "打开导航"})
    return html.Header(
        [
            burger,
            html.A("文明", href="/", className="top-wordmark"),
            html.Div(className="space"),
            html.Span(version, className="version wide-only") if version else None,
            html.Button(
                [html.Span("会议模式", className="to-meeting"), html.Span("退出会议", className="from-meeting")],
                className="plain wide-only",
                id="meeting",
                **{"data-act": "meeting"},
            ),
            html.Button(
                [html.Span("深色", className="to-dark"), html.Span("浅色", className="to-light")],
                className="plain",
                id="scheme",
                **{"data-act": "scheme"},
            ),
        ],
        className="top",
    )


def waiting() -> Component:
    """Grey blocks of a page's size, shown after 300 ms without an answer."""
    heights = (96, 96, 420)
    blocks = [html.I(style={"height": f"{height}px"}) for height in heights]
    return html.Div(
        [html.Nav(className="nav"), html.Div([html.Div(className="top"), html.Div(blocks, className="main waiting")])],
        className="app",
    )
