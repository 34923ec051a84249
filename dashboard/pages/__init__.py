"""The five pages, each a function from a desk (view, look, data) to what stands in the frame."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from dash import html

from dashboard.components.desk import Desk
from dashboard.components.parts import Page, card, empty
from dashboard.figures.chart import Chart
from dashboard.pages import compare, evidence, overview, trend, unit
from dashboard.state import PageName, View
from warehouse.errors import MissingError, WarehouseError

PAGES: dict[PageName, Callable[[Desk], Page]] = {
    "overview": overview.page,
    "compare": compare.page,
    "trend": trend.page,
    "unit": unit.page,
    "evidence": evidence.page,
}
CHARTS: dict[PageName, Callable[[Desk], list[Chart]]] = {
    "overview": overview.charts,
    "compare": compare.charts,
    "trend": trend.charts,
    "unit": unit.charts,
    "evidence": lambda _: [],
}
TABLES: dict[PageName, Callable[[Desk], tuple[str, pl.DataFrame] | None]] = {
    "compare": compare.table,
    "trend": trend.table,
    "unit": unit.table,
    "evidence": evidence.table,
}
NAMES: dict[PageName, str] = {
    "overview": "总览",
    "compare": "横向对比",
    "trend": "年度对比",
    "unit": "单位档案",
    "evidence": "依据",
}


def nowhere() -> Page:
    """An address that is no page of ours."""
    body = card("没有这个页面", "", [empty("网址可能抄错了，或来自别的版本。", "从导航选一个页面。")])
    return Page("文明", "没有这个页面", [], body=[body])


def failed(view: View | None, error: WarehouseError) -> Page:
    """The warehouse could not answer: what happened, and the next step."""
    name = NAMES[view.page] if view else "文明"
    if isinstance(error, MissingError):
        commands = html.Code(["wenming ingest 材料文件夹", html.Br(), "wenming build"])
        words = "先读入材料，再建数据库；建好以后本页自己会显示。"
        body = html.Section(
            [html.P(words), commands, html.Small(str(error), className="quiet")], className="card page-empty"
        )
        return Page(name, "还没有数据", ["这个数据文件夹里还没有建好的数据库。"], body=[body])
    retry = html.A("重试", href="", className="button", **{"data-act": "reload"})
    box = html.P(str(error), className="error-box")
    body = html.Section([box, html.Div(retry, className="buttons")], className="card page-empty")
    return Page(name, "数据读不出来", ["数据库没有给出答案。请把下面的话转给管理员，再重试。"], body=[body])
