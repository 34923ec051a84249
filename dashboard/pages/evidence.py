"""依据: where does this number come from? The report's text with the proving words underlined, and what was read."""

from __future__ import annotations

from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.desk import Desk
from dashboard.components.document import text_card
from dashboard.components.panel import definition, sentence
from dashboard.components.parts import (
    Child,
    Page,
    bold,
    card,
    empty,
    evidence,
    state_mark,
    table_link,
    to,
)  # fmt: skip
from dashboard.components.value import (
    QUALIFIER_WORDS,
    Value,
    before_words,
    beside,
    big,
    confidence_words,
    find,
    masked,
    peers_of,
    per_words,
    period_words,
)  # fmt: skip
from dashboard.figures.ranks import Ranking
from dashboard.state import View, href
from dashboard.words import STATE_WORDS

REPORTS = 60  # reports listed where no value was asked for
NAME = "依据"
QUESTION = "这个数从哪里来？"


def page(desk: Desk) -> Page:
    """The page for the desk's view: a value, a title, a report, or the list of reports."""
    view = desk.view
    if view.value:
        return _of_value(desk, view.value)
    if view.document:
        return _of_report(desk, view.document)
    return _reports(desk)


def table(desk: Desk) -> tuple[str, pl.DataFrame] | None:
    """The page's table: what was read in the report, in the order of the text."""
    identity = desk.view.document
    if desk.view.value:
        found = [
            *desk.ask("page_value", value=desk.view.value).to_dicts(),
            *desk.ask("page_honor", value=desk.view.value).to_dicts(),
        ]
        identity = found[0]["report_id"] if found else None
    reports = desk.ask("page_report", report=identity).to_dicts() if identity else []
    if not reports:
        return None
    report = reports[0]
    items = desk.ask("page_report_values", document=report["document_id"], report_no=report["report_no"]).to_dicts()
    lines = [
        {
            "段": item["paragraph_no"], "指标": item["name"] if item["form"] == "quantity" else "荣誉",
            "原文": masked(item["quote"]), "数值": item["value"], "计量单位": item["unit"],
            "状态": STATE_WORDS[item["state"]],
        }
        for item in _listed(items)
    ]  # fmt: skip
    return f"{report['unit_name'] or '单位不明'}_{report['source_name']}", pl.DataFrame(
        lines, schema_overrides={"数值": pl.Float64}
    )


def _of_value(desk: Desk, identity: str) -> Page:
    value = find(desk.ask, identity)
    if value is not None:
        return _page(desk, value.row["report_id"], identity, _answer(value), _value_card(desk, value))
    honors = desk.ask("page_honor", value=identity).to_dicts()
    if honors:
        return _page(desk, honors[0]["report_id"], identity, _honor_answer(honors[0]), _honor_card(honors[0]))
    reason = "这个数值不在现在的数据版本里。"
    remedy = "它所在的材料可能已被新的材料替换。从总览或单位档案重新点一个数值。"
    return Page(NAME, QUESTION, [reason], body=[card("没有找到这个数值", "", [empty(reason, remedy)])])


def _of_report(desk: Desk, identity: str) -> Page:
    rows = desk.ask("page_report", report=identity).to_dicts()
    if not rows:
        reason = "这份材料不在现在的数据版本里。"
        return Page(
            NAME,
            "材料里写了什么？",
            [reason],
            body=[card("没有找到这份材料", "", [empty(reason, "从下面的导航回到依据，另选一份材料。")])],
        )
    row = rows[0]
    answer = [
        row["unit_name"] or "单位不明",
        "的材料中读出",
        bold(f"{row['coded_count']}个"),
        "归入指标的数值。点任一数值看它怎么读的。",
    ]
    return _page(desk, identity, None, answer, None, "材料里写了什么？")


def _page(
    desk: Desk,
    report_id: str,
    identity: str | None,
    answer: list[Child],
    info: Component | None,
    question: str = QUESTION,
) -> Page:
    report = desk.ask("page_report", report=report_id).row(0, named=True)
    items = desk.ask("page_report_values", document=report["document_id"], report_no=report["report_no"]).to_dicts()
    paragraphs = desk.ask("page_paragraphs", document=report["document_id"]).to_dicts()
    listed = _listed(items)
    side = [*([info] if info is not None else []), _values_card(desk.view, listed, identity)]
    body = [
        html.Div(
            [text_card(report, paragraphs, items, identity, counted(listed)), html.Div(side, className="side-column")],
            className="row reading",
        )
    ]
    return Page(
        NAME, question, answer, body=body, tools=_steps(listed, identity), citation=_citation(report, items, identity)
    )


def _citation(report: dict[str, Any], items: list[dict[str, Any]], identity: str | None) -> str:
    """The proving sentence with its source, to paste into a letter."""
    item = next((each for each in items if each["value_id"] == identity), None)
    if item is None:
        return ""
    words = "".join(sentence(masked(report["text"]), item["char_start"], item["char_end"]))
    return f"“{words}”（{report['unit_name'] or '单位不明'}，{report['source_name']}，第{item['paragraph_no']}段）"


def _listed(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What counts as a value of the report: quantities with an indicator, lost digits, titles."""
    return [
        item for item in items if item["indicator_code"] or item["form"] == "honor" or item["state"] == "placeholder"
    ]


def counted(listed: list[dict[str, Any]]) -> str:
    """How many values and titles were read: ``36个数值、4项荣誉``."""
    honors = sum(item["form"] == "honor" for item in listed)
    return f"{len(listed) - honors}个数值" + (f"、{honors}项荣誉" if honors else "")


def _steps(listed: list[dict[str, Any]], identity: str | None) -> list[Component]:
    ids = [item["value_id"] for item in listed]
    if identity not in ids:
        return []
    here = ids.index(identity)
    steps = []
    for words, index in (("‹ 上一个", here - 1), ("下一个 ›", here + 1)):
        if 0 <= index < len(ids):
            steps.append(html.A(words, href=href(View(page="evidence", value=ids[index])), className="button"))
        else:
            steps.append(html.Span(words, className="button", **{"aria-disabled": "true"}))
    return [*steps, html.Span(f"第{here + 1}处，共{len(ids)}处", className="quiet step-count")]


def _answer(value: Value) -> list[Child]:
    row = value.row
    place = f"，出自{row['source_name']}第{row['paragraph_no']}段"
    when = f"{value.year}年" if value.year else ""
    if row["indicator_code"] is None:
        return [row["unit_name"] or "单位不明", f"的材料里写有“{row['quote']}”", place, "，没有归入指标。"]
    return [
        f"{row['unit_name'] or '单位不明'}{when}{value.name}{value.per}",
        bold(value.said()),
        place,
        f"“{masked(row['quote'])}”。",
    ]


def _value_card(desk: Desk, value: Value) -> Component:
    row = value.row
    ranking = peers_of(desk, value, row["unit_type"], None, None)
    when = f"{value.year}年" if value.year else "年度不明"
    title = "，".join(word for word in (value.name, when, value.per) if word)
    return html.Section(
        [
            html.Div(title, className="figure-name"),
            big(value),
            beside(value, ranking),
            _chain(value),
            definition(_facts(value, ranking)),
            *_ways(value),
        ],
        className="card value-card",
    )


def _chain(value: Value) -> Component:
    row = value.row
    number = "数字缺失" if row["value"] is None else f"{numbers.full(row['value'])}{row['unit']}"
    steps = [
        ("原文", html.B(row["quote"], className="quote")),
        ("数值", html.B(number)),
        ("限定", html.B(QUALIFIER_WORDS.get(row["qualifier"], "") if row["value"] is not None else "待补")),
    ]
    parts: list[Child] = []
    for words, figure in steps:
        parts += [html.I("→")] if parts else []
        parts.append(html.Span([html.Small(words), figure]))
    return html.Div(parts, className="steps")


def _facts(value: Value, ranking: Ranking | None) -> list[tuple[str, Child | list[Child]]]:
    row = value.row
    unit = View(page="unit", unit=row["unit_id"], year=value.year)
    facts: list[tuple[str, Child | list[Child]]] = [
        ("单位", to(unit, row["unit_name"]) if row["unit_id"] else "材料未写明")
    ]
    if row["theme_zh"]:
        facts.append(("主题", row["theme_zh"]))
    facts += [("期间", period_words(value)), ("按", per_words(value)), ("把握", confidence_words(row["confidence"]))]
    if value.main:
        facts.append(("上年", before_words(value)))
    elif value.now is not None and value.now.mention_id:
        amount = (
            numbers.figure(value.now.value, value.now.unit, value.now.qualifier, value.now.quote)
            if value.now.value is not None
            else "待核"
        )
        facts.append(("本年取值", [amount, " ", evidence("依据", value.now.mention_id, "evidence-link")]))
    if row["subject"]:
        facts.append(("数的是", row["subject"]))
    if row["name_zh"] and row["definition"] != row["name_zh"]:
        facts.append(("口径", row["definition"]))
    return facts


def _ways(value: Value) -> list[Component]:
    row = value.row
    if not row["indicator_code"] or not row["unit_id"]:
        return []
    code, unit = row["indicator_code"], row["unit_id"]
    compare = View(page="compare", indicator=code, year=value.year, unit=unit)
    trend = View(page="trend", indicator=code, units=(unit,))
    return [html.Div([to(compare, "横向对比", "button"), to(trend, "年度对比", "button")], className="buttons")]


def _honor_answer(row: dict[str, Any]) -> list[Child]:
    when = f"{row['year']}年获" if row["year"] else "获"
    return [
        f"{row['unit_name'] or '单位不明'}{when}",
        bold(row["title"]),
        f"，出自{row['source_name']}第{row['paragraph_no']}段。",
    ]


def _honor_card(row: dict[str, Any]) -> Component:
    level = "级别未写明" if row["level"] == "other" else row["level"] + ("" if row["level"].endswith("级") else "级")
    recipients = {"unit": "本单位", "part": "所属集体", "person": "个人"}
    facts: list[tuple[str, Child | list[Child]]] = [
        ("单位", to(View(page="unit", unit=row["unit_id"]), row["unit_name"]) if row["unit_id"] else "材料未写明"),
        ("级别", level),
        ("授予", row["body"] or "材料未写明"),
        ("年度", f"{row['year']}年" if row["year"] else "材料未写明"),
        ("获得者", recipients.get(row["recipient"], "")),
    ]
    title = html.Div(row["title"], className="big words")
    return html.Section(
        [html.Div("荣誉", className="figure-name"), title, definition(facts)], className="card value-card"
    )


def _values_card(view: View, listed: list[dict[str, Any]], identity: str | None) -> Component:
    title = f"同份材料的{counted(listed)}"
    if not listed:
        return card(
            title, "", [empty("这份材料没有读出归入指标的数值。", "点线标出的数量没有归入任何指标。")], name="values"
        )
    rows = []
    for item in listed:
        target = View(page="evidence", value=item["value_id"])
        here = item["value_id"] == identity
        name = item["name"] if item["form"] != "honor" else "荣誉"
        rows.append(
            html.Tr(
                [
                    html.Td(item["paragraph_no"], className="quiet"),
                    html.Td(to(target, name or "未归指标", "value"), className="cut", title=name),
                    html.Td(masked(item["quote"]), className="quote cut", title=item["quote"]),
                    html.Td(state_mark(item["state"])),
                ],
                className="on" if here else None,
                **{"data-href": href(target)},
            )
        )
    head = html.Thead(html.Tr([html.Th(words) for words in ("段", "指标", "原文", "状态")]))
    return card(title, "按出现顺序", [html.Table([head, html.Tbody(rows)])], tools=[table_link(view)], name="values")


def _reports(desk: Desk) -> Page:
    frame = desk.ask("page_reports", limit=REPORTS)
    if frame.is_empty():
        return Page(
            NAME,
            QUESTION,
            ["还没有材料。"],
            body=[card("还没有材料", "", [empty("数据库里没有材料。", "先读入材料，再建数据库。")])],
        )
    heads = [("年度", ""), ("单位", ""), ("材料", "wide"), ("数值", "right"), ("荣誉", "right wide")]
    rows = []
    for row in frame.iter_rows(named=True):
        target = View(page="evidence", document=row["report_id"])
        when = numbers.years(row["period_start"], row["period_end"]) if row["period_end"] else "年度不明"
        rows.append(
            html.Tr(
                [
                    html.Td(when, className="quiet"),
                    html.Td(to(target, row["unit_name"] or "单位不明", "value"), className="wrap-narrow"),
                    html.Td(
                        [
                            row["source_name"],
                            html.Span("　重复，不计入", className="quiet") if row["copy_of_report_id"] else "",
                        ],
                        className="quiet wide",
                    ),
                    html.Td(f"{row['coded_count']}个", className="right"),
                    html.Td(f"{row['honor_count']}项", className="right wide"),
                ],
                **{"data-href": href(target)},
            )
        )
    head = html.Thead(html.Tr([html.Th(words, className=name or None) for words, name in heads]))
    title = "选一份材料" if frame.height < REPORTS else f"最近的{REPORTS}份材料"
    body = card(
        title, "点一份材料看全文；在其他页面点任一数值，直接到它的那一句", [html.Table([head, html.Tbody(rows)])]
    )
    return Page(NAME, QUESTION, ["每个数值都出自一份材料的一句话。"], body=[body])
