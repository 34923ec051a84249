"""A report's text by paragraphs, each value underlined by what it is."""

from __future__ import annotations

import re
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.parts import Child
from dashboard.components.value import masked
from dashboard.state import View, href

_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部篇])"
)
HEADING_LENGTH = 36
TITLE_LENGTH = 50


def text_card(
    report: dict[str, Any],
    paragraphs: list[dict[str, Any]],
    items: list[dict[str, Any]],
    identity: str | None,
    count: str,
) -> Component:
    """The card with the text of a report (``page_report``), its paragraphs and what was read in it."""
    own = [
        each
        for each in paragraphs
        if each["char_end"] > report["char_start"] and each["char_start"] < report["char_end"]
    ]
    text = masked(report["text"])
    marks = _marks(items, identity)
    current = next((item for item in items if item["value_id"] == identity), None)
    parts: list[Component] = [
        html.Div(html.Div(_origin(report, len(own), count), className="subtitle"), className="head")
    ]
    title, rest = _title(report, own, text, marks)
    parts += title
    for paragraph in rest:
        on = current is not None and paragraph["char_start"] <= current["char_start"] < paragraph["char_end"]
        parts.append(_paragraph(paragraph, text, marks, on))
    parts.append(_key(identity is not None))
    return html.Section(parts, className="card document", lang="zh-CN")


def _origin(report: dict[str, Any], paragraphs: int, count: str) -> str:
    words = [report["source_name"], f"共{paragraphs}段，{count}"]
    if report["copy_of_report_id"]:
        words.append(f"与{report['copied_from']}基本相同，不重复计入")
    return "　".join(words)


def _title(
    report: dict[str, Any], own: list[dict[str, Any]], text: str, marks: list[dict[str, Any]]
) -> tuple[list[Component], list[dict[str, Any]]]:
    """The report's own title and subtitle, set apart when they are short and hold no value."""
    if not own:
        return [html.Div("这份材料没有正文。", className="gap")], []
    first = own[0]
    words = text[first["char_start"] : first["char_end"]].strip()
    values = [mark["char_start"] for mark in marks]
    if len(own) < 2 or _holds(first, values) or len(words) > TITLE_LENGTH or words.endswith(("。", "；", "，")):
        return [], own
    parts: list[Component] = [html.H3(words, className="title")]
    second = text[own[1]["char_start"] : own[1]["char_end"]].strip()
    if (
        len(own) > 2
        and not _holds(own[1], values)
        and second.startswith(("—", "（"))
        and len(second) <= TITLE_LENGTH
        and not second.endswith("。")
    ):
        return [*parts, html.P(second, className="second-title")], own[2:]
    return parts, own[1:]


def _holds(paragraph: dict[str, Any], starts: list[int]) -> bool:
    return any(paragraph["char_start"] <= start < paragraph["char_end"] for start in starts)


def _marks(items: list[dict[str, Any]], identity: str | None) -> list[dict[str, Any]]:
    """What is underlined, in the order of the text; where two overlap the one in hand wins, else the earlier."""
    chosen: list[dict[str, Any]] = []
    for item in sorted(items, key=lambda each: (each["value_id"] != identity, each["char_start"], -each["char_end"])):
        if all(item["char_end"] <= other["char_start"] or item["char_start"] >= other["char_end"] for other in chosen):
            chosen.append({**item, "current": item["value_id"] == identity})
    return sorted(chosen, key=lambda each: int(each["char_start"]))


def _paragraph(paragraph: dict[str, Any], text: str, marks: list[dict[str, Any]], on: bool) -> Component:
    start, end = paragraph["char_start"], paragraph["char_end"]
    parts: list[Child] = []
    at = start
    for mark in marks:
        if start <= mark["char_start"] < end:
            parts += [text[at : mark["char_start"]], _mark(mark, text)]
            at = mark["char_end"]
    parts.append(text[at:end])
    if isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    plain = text[start:end].strip()
    heading = len(plain) <= HEADING_LENGTH and bool(_HEADING.match(plain)) and not plain.endswith("。")
    name = "paragraph" + (" heading" if heading else "") + (" on" if on else "")
    number = paragraph["paragraph_no"]
    return html.Div(
        [html.I(f"第{number}段"), html.P([part for part in parts if part != ""])], className=name, id=f"p{number}"
    )


def _mark(mark: dict[str, Any], text: str) -> Component:
    words = text[mark["char_start"] : mark["char_end"]]
    target = href(View(page="evidence", value=mark["value_id"]))
    if mark["current"]:
        return html.Span(html.Span(words, className="proof"), className="current", id="proof")
    trouble = mark["state"] in ("placeholder", "conflicting")
    coded = mark["indicator_code"] or mark["form"] == "honor"
    name = "other" + (" trouble" if trouble else "" if coded else " uncoded")
    return html.A(words, href=target, className=name, title=_hint(mark), **{"data-value": mark["value_id"]})


def _hint(mark: dict[str, Any]) -> str:
    if mark["form"] == "honor":
        return "荣誉"
    if mark["state"] == "placeholder":
        return f"{mark['name'] or '未归指标'}，数字缺失"
    figure = numbers.figure(mark["value"], mark["unit"], mark["qualifier"], mark["quote"])
    return f"{mark['name'] or '未归指标'}，{figure}"


def _key(value: bool) -> Component:
    lines = [
        ("other", "点线", "其他数值"),
        ("other trouble", "红虚线", "待核验"),
        ("other uncoded", "浅点线", "未归指标"),
    ]
    if value:
        lines.insert(0, ("proof", "红线", "印证当前数值"))
    return html.Div(
        [html.Span([html.Span(words, className=name), f"　{meaning}"]) for name, words, meaning in lines],
        className="foot key",
    )
