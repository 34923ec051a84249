"""What a person should look at: the year's findings by kind, the first with both sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard.components.parts import Child, card, empty, to
from dashboard.state import View, href

KINDS = {
    "conflicting": ("前后矛盾", "同一指标两处写法不一"),
    "placeholder": ("数字缺失", "原文为“XX”或漏字"),
    "rate_above_100": ("比率超过100%", "核对原文是否有误"),
    "rate_mismatch": ("占比不符", "与同句的总数、分项算出的不同"),
    "large_change": ("升降异常", "与上年相比"),
    "reused_text": ("疑似沿用上年", "与上年材料大段相同"),
    "duplicate": ("材料重复", "与另一份材料基本相同"),
    "missing_report": ("未报送", "往年报送过，今年没有"),
    "undated": ("年度不明", "材料看不出年度，不计入"),
    "unnamed_unit": ("单位不明", "材料看不出单位"),
}
SHOWN = 6
ROOM = 500  # px beside the chart of the themes: first examples of further kinds fill what their heads leave free
HEAD, LINE, OWNER = 61, 30, 34  # px of a kind's head, a line of an example, and the name under it
A_LINE = 17  # characters of an example that stand on a line
LEAD = 16  # characters quoted before the figure
_START = re.compile(r"[。；！？\n\s]+")


def findings_card(view: View, frame: pl.DataFrame, *, fill: bool) -> Component:
    """The findings by kind, most pressing first; one kind stands open (``show``), by default the first's example.

    ``fill``: the card stands beside a tall chart, so that it gives the examples of as many kinds as have room.
    """
    kinds = [kind for kind in KINDS if kind in set(frame["kind"].to_list())]
    if not kinds:
        return card("没有需要处理的", "按影响大小排列", [empty("没有前后矛盾、数字缺失或异常的数值。")], name="column")
    counts = {kind: int(frame.filter(pl.col("kind") == kind)["kind_count"][0]) for kind in kinds}
    items: list[Component] = []
    examples = _examples({kind: frame.filter(pl.col("kind") == kind).row(0, named=True) for kind in kinds}, fill)
    for kind in kinds:
        rows = frame.filter(pl.col("kind") == kind).to_dicts()
        opened = view.show == kind
        items.append(_item(view, kind, counts[kind], opened))
        if opened:
            items += [_line(row) for row in rows[:SHOWN]] + _more(counts[kind])
        elif view.show is None and kind in examples:
            items += [_line(rows[0])]
    title = f"{sum(counts.values()):,}处需要处理"
    return card(title, "按影响大小排列", items, name="column", id="card-findings")


def _examples(first: dict[str, dict[str, Any]], fill: bool) -> set[str]:
    """The kinds whose first finding is shown with its words."""
    room = ROOM - HEAD * len(first)
    shown: set[str] = set()
    for kind, row in first.items():
        quotes = [row["quote"], row["other_quote"]] if row["quote"] else [row["message"]]
        lines = sum(-(-(min(len(words), LEAD) + LEAD) // A_LINE) for words in quotes if words)
        room -= LINE * lines + OWNER
        if not shown or (fill and room >= 0):
            shown.add(kind)
    return shown


def _item(view: View, kind: str, count: int, opened: bool) -> Component:
    name, what = KINDS[kind]
    target = replace(view, show=None if opened else kind)
    words = html.Span([html.Em(name), html.Small(what)])
    return to(target, [html.B(f"{count:,}"), words, html.I("收起" if opened else "查看 ›")], "finding")


def _more(count: int) -> list[Component]:
    return [html.Div(f"列{SHOWN}处，共{count:,}处", className="example")] if count > SHOWN else []


def _line(row: dict[str, Any]) -> Component:
    """A finding: its words in the report where it has any, else its message; a click opens the evidence."""
    lines: list[Component] = []
    # A jump is told by two reports' sentences: say which year's is which.
    now, then = (
        (f"{row['year']}年", f"{row['year'] - 1}年") if row["kind"] == "large_change" and row["year"] else ("", "")
    )
    if row["quote"]:
        lines.append(_quoted(now, row["paragraph_no"], row["before"], row["quote"]))
    if row["other_quote"]:
        lines.append(_quoted(then, row["other_paragraph_no"], row["other_before"], row["other_quote"]))
    if not lines:
        lines.append(html.Span(row["message"], className="quiet"))
    who = " · ".join(word for word in (row["unit_name"], row["name_zh"]) if word)
    body = [*lines, html.Small(who)]
    target = _target(row)
    if target is None:
        return html.Div(body, className="example")
    return html.A(body, href=href(target), className="example")


def _target(row: dict[str, Any]) -> View | None:
    if row["mention_id"]:
        return View(page="evidence", value=row["mention_id"])
    if row["unit_id"]:
        return View(page="unit", unit=row["unit_id"], year=row["year"])
    return None


def _quoted(when: str, paragraph: int | None, before: str | None, quote: str) -> Component:
    lead = _START.split(before or "")[-1]
    while len(lead) > LEAD and "，" in lead:
        lead = lead.split("，", 1)[1]
    place: Child = when + (f"第{paragraph}段" if paragraph else "")
    return html.Span([place, "“", lead, html.Span(quote, className="proof"), "”"])
