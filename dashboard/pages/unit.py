"""单位档案: how is this unit doing? All its indicators of a year by theme, its honors, its reports, what it left out."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.desk import Desk, year_control
from dashboard.components.indicators import unit_options
from dashboard.components.parts import (
    Child, Control, Option, Page, bold, card, change_mark, drawn, empty, evidence, state_mark, to,
)  # fmt: skip
from dashboard.figures.chart import Chart, first_fitting
from dashboard.figures.svg import position, sparkline
from dashboard.figures.values import SINGLE_YEAR, TO_REVIEW, UnitValue, unit_values
from dashboard.state import View

NAME = "单位档案"
EVERY = "all"
SHOWS = (Option(EVERY, "全部指标"), Option("changed", "有变化"), Option("pending", "待核验"))
LEVELS = ("国家", "省", "市", "区县", "乡镇", "other")


def page(desk: Desk) -> Page:
    """The page for the desk's view."""
    units = desk.ask("app_units")
    named = units.filter(units["last_year"].is_not_null())
    if named.is_empty():
        reason = "还没有单位报送材料。"
        return Page(NAME, "单位做得怎么样？", [reason], body=[card("还没有单位", "", [empty(reason, "先读入材料，再建数据库。")])])
    default = str(named["unit_id"][0])
    chosen = desk.view.unit or default
    rows = units.filter(units["unit_id"] == chosen).to_dicts()
    control = Control("unit", "单位", "select", unit_options(units), chosen, default, 240)
    if not rows:
        reason = "现在的数据版本里没有这个单位。"
        return Page(NAME, "单位做得怎么样？", [reason], (control,), "选单位", [card("没有这个单位", "", [empty(reason, "在上面另选一个单位。")])])
    return _page(desk, rows[0], control)


def charts(desk: Desk) -> list[Chart]:
    """The page draws in its table's cells only."""
    return []


class Profile:
    """A unit's values of a year with their places among the peers; ``rows`` are lines of ``page_unit_values``."""

    def __init__(self, desk: Desk, unit: dict[str, Any]) -> None:
        self.unit: str = unit["unit_id"]
        self.name: str = unit["unit_name"]
        # The peers are the units of the same type, unless the reader wants all.
        self.kind: str | None = None if desk.view.kind == "all" else unit["unit_type"]
        frame = desk.ask("page_unit_values", unit=self.unit, year=desk.year, kind=self.kind)
        self.rows: list[dict[str, Any]] = frame.to_dicts()
        self.values: list[UnitValue] = unit_values(frame)
        self.pairs = list(zip(self.rows, self.values, strict=True))

    def pending(self) -> int:
        """Values that a person should look at."""
        return sum(value.state in TO_REVIEW for value in self.values)

    def ranked(self) -> list[tuple[dict[str, Any], UnitValue]]:
        """The values with peers enough for a median."""
        return [(row, value) for row, value in self.pairs if value.single and (row["peer_count"] or 0) >= numbers.PEER_MEDIAN]

    def above(self) -> int:
        """How many stand above the peers' median."""
        return sum((value.value or 0) > row["middle"] for row, value in self.ranked())

    def directions(self) -> list[str]:
        """The changes that can be told."""
        return [value.change_words().direction for value in self.values if value.change is not None]


def _page(desk: Desk, unit: dict[str, Any], control: Control) -> Page:
    profile = Profile(desk, unit)
    controls = (control, year_control(desk), *_peer_control(desk, unit), _show_control(desk))
    question = f"{unit['unit_name']}{desk.year}年做得怎么样？"
    meta = tuple(
        word for word in (unit["unit_type"], unit["region"], f"{unit['title_level']}文明单位" if unit["title_level"] else None) if word
    )
    below = html.Div([_honors(desk, profile), _reports(desk, profile), _missing(desk, profile)], className="row thirds")
    line_words = f"{unit['unit_name']}，{desk.year}年"
    if not profile.rows:
        reason = f"{unit['unit_name']}{desk.year}年没有写明的数值。"
        last = f"最近一次报送是{unit['last_year']}年。" if unit["last_year"] else "它的材料看不出年度。"
        body = [html.Div([card("没有可看的数值", f"{desk.year}年", [empty(reason, last + "换一个年度。")])], className="row"), below]
        return Page(NAME, question, [reason], controls, line_words, body, meta)
    body = [_facts(desk, profile), html.Div([_table(desk, profile)], className="row"), below]
    return Page(NAME, question, _answer(desk, profile), controls, line_words, body, meta)


def _peer_control(desk: Desk, unit: dict[str, Any]) -> list[Control]:
    if not unit["unit_type"]:
        return []
    options = (Option("", unit["unit_type"]), Option("all", "全部单位"))
    return [Control("kind", "同类", "select", options, "all" if desk.view.kind == "all" else "", "", 150)]


def _show_control(desk: Desk) -> Control:
    value = desk.view.show if desk.view.show in ("changed", "pending") else EVERY
    return Control("show", "显示", "segments", SHOWS, value, EVERY)


def _place(row: dict[str, Any]) -> str:
    return f"列{'并列' if row['tied_count'] > 1 else ''}第{row['place']}"


def _answer(desk: Desk, profile: Profile) -> list[Child]:
    words: list[Child] = ["写明", bold(f"{len(profile.rows)}个"), "数值"]
    ranked = profile.ranked()
    if ranked:
        words += [f"，可比的{len(ranked)}个中", bold(f"{profile.above()}个高于"), "同类中位数。"]
        row, _ = min(ranked, key=lambda pair: (pair[0]["place"] / pair[0]["peer_count"], pair[0]["theme_order"]))
        words.append(f"{row['name_zh']}{_place(row)}")
    else:
        words.append(f"。同类不足{numbers.PEER_MEDIAN}家，不比中位数")
    falls = [(value.change_rate or 0, row, value) for row, value in profile.pairs if value.change_words().direction == "down" and value.change_rate]
    if falls:
        _, row, value = min(falls, key=lambda each: each[0])
        words.append(f"；{row['name_zh']}{value.change_words().text.replace('↓ ', '下降')}")
    if pending := profile.pending():
        words += ["；", bold(f"{pending}个"), "待核验"]
    return [*words, "。"]


def _facts(desk: Desk, profile: Profile) -> Component:
    counts = desk.ask("page_unit_counts", unit=profile.unit, year=desk.year, kind=profile.kind).row(0, named=True)
    before = f"上年{counts['previous_count']}个" if counts["previous_count"] else "上年没有材料"
    peers = f"，同类中位数{numbers.plain(counts['peer_middle'], 0)}个" if (counts["peer_count"] or 0) >= numbers.PEER_MEDIAN else ""
    ranked = profile.ranked()
    directions = profile.directions()
    up, down, steady = (directions.count(each) for each in ("up", "down", "steady"))
    silent = sum(value.change_words().text == "上年未提及" for value in profile.values)
    cells = [
        ("写明的数值", [html.B(str(len(profile.rows))), "个"], before + peers),
        _above(profile, len(ranked)),
        ("同比上升、下降", [html.B(str(up)), "升　", html.B(str(down)), "降"], f"持平{steady}个，上年未提及{silent}个"),
        _honor_fact(desk, profile),
    ]
    boxes = [
        html.Div([html.Div(name, className="figure-name"), *words, html.Div(note, className="note")]) for name, words, note in cells
    ]
    return html.Div(boxes, className="row card facts")


def _above(profile: Profile, ranked: int) -> tuple[str, list[Child], str]:
    if not ranked:
        return "高于同类中位数", [html.B("—")], f"同类不足{numbers.PEER_MEDIAN}家，不列中位数"
    pending = profile.pending()
    other = len(profile.rows) - ranked - pending
    return "高于同类中位数", [html.B(str(profile.above())), f"/ {ranked}个"], f"不含{pending}个待核、{other}个不可比"


def _honor_rows(desk: Desk, profile: Profile) -> list[dict[str, Any]]:
    rows = desk.ask("page_unit_honors", unit=profile.unit, year=desk.year).to_dicts()
    return sorted(rows, key=lambda row: (-(row["year"] or 0), LEVELS.index(row["level"]), row["title"]))


def _level(level: str) -> str:
    return "级别未写明" if level == "other" else f"{level}级"


def _honor_fact(desk: Desk, profile: Profile) -> tuple[str, list[Child], str]:
    levels = [row["level"] for row in _honor_rows(desk, profile) if row["year"] == desk.year]
    counts = [f"{_level(level)}{levels.count(level)}项" for level in LEVELS if level in levels]
    return "荣誉", [html.B(str(len(levels))), "项"], "，".join(counts) or f"{desk.year}年没有写明新获荣誉"


def _table(desk: Desk, profile: Profile) -> Component:
    shown = [(row, value) for row, value in profile.pairs if _is_shown(desk.view.show, value)]
    title, years = _title(profile), _years(desk)
    subtitle = "按主题排列。点任一数值看依据。状态栏空白为确数，位置条从同类最小到最大"
    if not shown:
        words = "没有同比变化的数值。" if desk.view.show == "changed" else "没有待核验的数值。"
        return card(title, subtitle, [empty(words, "在上面选“全部指标”。")])
    heads = [
        ("主题", "wide"), ("指标", ""), (f"{desk.year}年", "right"), ("状态", "wide"), (f"{desk.year - 1}年", "right wide"), ("同比", "right"),
        (numbers.years(years[0], years[-1]), "wide"), ("在同类中的位置", "wide"), ("位次", "right wide"), ("依据", "right wide"),
    ]  # fmt: skip
    head = html.Thead(html.Tr([html.Th(words, className=name or None) for words, name in heads]))
    lines = [_line(desk, pair, years, _span_of(shown, index)) for index, pair in enumerate(shown)]
    table = html.Table([head, html.Tbody(lines)], className="profile")
    hidden = len(profile.rows) - len(shown)
    more = [f"列{len(shown)}个指标，另有{hidden}个未列。"] if hidden else []
    version = desk.version
    source = f"来源：{profile.name}{numbers.years(years[0], years[-1])}创建材料。数据版本{version.number}，{version.built.year}年{version.built.month}月{version.built.day}日。"
    return card(title, subtitle, [table], tools=[_legend()], foot=[*more, source])


def _is_shown(show: str | None, value: UnitValue) -> bool:
    if show == "changed":
        return value.change_words().direction in ("up", "down")
    if show == "pending":
        return value.state in TO_REVIEW
    return True


def _span_of(shown: list[tuple[dict[str, Any], UnitValue]], index: int) -> int:
    """How many rows the theme's cell spans at its first row, 0 at the others."""
    theme = shown[index][0]["theme"]
    if index and shown[index - 1][0]["theme"] == theme:
        return 0
    return sum(row["theme"] == theme for row, _ in shown)


def _years(desk: Desk) -> list[int]:
    first = max(desk.version.first_year or desk.year, desk.year - 4)
    return list(range(first, desk.year + 1))


def _title(profile: Profile) -> str:
    """Which themes stand in the first third of the peers, and what fell most."""
    leading = [row["name_zh"] for row, _ in profile.ranked() if row["place"] * 3 <= row["peer_count"]]
    falling = [
        row["name_zh"] for row, value in sorted(profile.pairs, key=lambda pair: pair[1].change_rate or 0)
        if value.change_words().direction == "down" and value.change_rate
    ]  # fmt: skip
    findings = []
    for count in (3, 2, 1):
        if len(leading) >= count and falling:
            findings.append("、".join(leading[:count]) + f"靠前，{falling[0]}减少")
        if len(leading) >= count:
            findings.append("、".join(leading[:count]) + "靠前")
    return first_fitting(findings, "各主题写明的数值")


def _line(desk: Desk, pair: tuple[dict[str, Any], UnitValue], years: list[int], span: int) -> Component:
    row, value = pair
    theme = [html.Td(row["theme_zh"], className="theme wide", rowSpan=span)] if span else []
    compare = View(page="compare", indicator=row["indicator_code"], year=desk.year, unit=value.unit_id, kind=_peer_kind(desk, row))
    cells = [
        html.Td(to(compare, row["name_zh"], "value name"), className="wrap-narrow"),
        html.Td(evidence(_figure(value), value.mention_id), className="right value", title=_full(value)),
        html.Td(state_mark(value.state), className="wide"),
        html.Td(_last(row), className="right quiet wide"),
        html.Td(change_mark(value.change_words()), className="right"),
        html.Td(drawn(_spark(row, value, years)), className="drawing wide"),
        html.Td(_position(row, value), className="drawing wide"),
        html.Td(f"{row['place']}/{row['peer_count']}" if _has_place(row, value) else "—", className="right quiet wide"),
        html.Td(evidence(f"第{row['paragraph_no']}段" if row["paragraph_no"] else "看全文", value.mention_id, "evidence-link"), className="right wide"),
    ]
    return html.Tr([*theme, *cells], className="first" if span else None)


def _peer_kind(desk: Desk, row: dict[str, Any]) -> str | None:
    return None if desk.view.kind == "all" else row.get("unit_type")


def _full(value: UnitValue) -> str | None:
    return f"{numbers.full(value.value)}{value.unit}" if value.value is not None else None


def _figure(value: UnitValue) -> list[Child]:
    if value.state == "conflicting" and value.value_low is not None and value.value_high is not None:
        first, second = (numbers.figure(each, value.unit) for each in (value.value_low, value.value_high))
        return [first, html.Span(f" / {second}", className="quiet")]
    if value.value is None:
        return [html.Span(f"“{value.quote}”", className="quote")]
    return [numbers.figure(value.value, value.unit, value.qualifier, value.quote)]


def _last(row: dict[str, Any]) -> Child:
    if row["last_state"] is None:
        return "未提及"
    if row["last_value"] is None:
        return evidence("待核", row["last_mention_id"])
    words = numbers.figure(row["last_value"], row["last_unit"], row["last_qualifier"], row["last_quote"])
    return evidence(("累计" if row["last_state"] == "cumulative" else "") + words, row["last_mention_id"])


def _spark(row: dict[str, Any], value: UnitValue, years: list[int]) -> str:
    known = dict(zip(row["years"] or [], row["history"] or [], strict=True))
    points = [(year, known.get(year), value.state) for year in years]
    spans = [
        (max(start, years[0]), end, amount / (end - start + 1))
        for start, end, amount in zip(row["span_starts"] or [], row["span_ends"] or [], row["span_values"] or [], strict=True)
        if start is not None and end is not None and end > start and end >= years[0]
    ]
    return sparkline(points, spans)


def _has_place(row: dict[str, Any], value: UnitValue) -> bool:
    return value.state in SINGLE_YEAR and row["place"] is not None and (row["peer_count"] or 0) >= numbers.PEER_DOTS


def _position(row: dict[str, Any], value: UnitValue) -> Child:
    if value.state in TO_REVIEW:
        return html.Span("未核定，不比较", className="quiet")
    if value.state == "cumulative":
        return html.Span("多年累计，不比较", className="quiet")
    if not _has_place(row, value) or value.value is None:
        return html.Span(f"同类{row['peer_count'] or 0}家，不比较", className="quiet")
    enough = row["peer_count"] >= numbers.PEER_MEDIAN
    quartiles = (row["first_quarter"], row["middle"], row["third_quarter"]) if enough else None
    return drawn(position(value.value, row["low"], row["high"], quartiles=quartiles, state=value.state))


def _legend() -> Component:
    box = '<svg width="44" height="16" viewBox="0 0 44 16" aria-hidden="true"><rect y="3" width="44" height="10" fill="var(--s1)"/><line x1="22" y1="0" x2="22" y2="16" stroke="var(--ink)" stroke-width="1.5"/></svg>'
    dot = '<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4.5" fill="var(--accent)"/></svg>'
    return html.Div(
        [html.Span([drawn(box), "同类中间一半与中位数"]), html.Span([drawn(dot), "本单位"])], className="legend wide"
    )


def _honors(desk: Desk, profile: Profile) -> Component:
    rows = _honor_rows(desk, profile)
    if not rows:
        return card("荣誉", "", [empty("材料里没有写明荣誉。")])
    years = [row["year"] for row in rows if row["year"]]
    span = f"{numbers.years(min(years), max(years))}，" if years else ""
    cells: list[Component] = []
    for row in rows[:8]:
        strong = "strong" if row["level"] == "国家" else "quiet"
        cells += [
            html.Span(f"{row['year']}年" if row["year"] else "年度不明", className="quiet"),
            evidence(row["title"], row["honor_id"]),
            html.Span(_level(row["level"]), className=strong),
        ]  # type: ignore[list-item]
    more = "，列最近8项" if len(rows) > 8 else ""
    return card("荣誉", f"{span}{len(rows)}项{more}", [html.Div(cells, className="list")])


def _reports(desk: Desk, profile: Profile) -> Component:
    rows = desk.ask("page_unit_reports", unit=profile.unit).to_dicts()
    cells: list[Component] = []
    for row in rows:
        when = numbers.years(row["period_start"], row["period_end"]) if row["period_end"] else "年度不明"
        notes = [f"{row['pending_count']}个待核"] if row["pending_count"] else []
        notes += ["与另一份材料基本相同，不计入"] if row["copy_of_report_id"] else []
        link = to(View(page="evidence", document=row["report_id"]), row["source_name"])
        small = [html.Small("，".join(notes), className="quiet")] if notes else []
        cells += [html.Span(when, className="quiet"), html.Span([link, *small]), html.Span(f"{row['coded_count']}个数值")]
    last = max((row["ingested_at"] for row in rows if row["ingested_at"]), default=None)
    read = f"，最近读入{last.year}年{last.month}月{last.day}日" if last else ""
    return card("材料", f"{len(rows)}份{read}", [html.Div(cells, className="list")])


def _missing(desk: Desk, profile: Profile) -> Component:
    frame = desk.ask("page_unit_missing", unit=profile.unit, year=desk.year, kind=profile.kind)
    title = "未提及的指标"
    if frame.is_empty():
        return card(title, "未提及不等于没有做", [empty("同类过半已写的指标都写到了。")])
    chips = [
        to(View(page="compare", indicator=row["indicator_code"], year=desk.year), row["name_zh"], "pill")
        for row in frame.iter_rows(named=True)
    ]
    return card(title, f"同类过半已写的{frame.height}项。未提及不等于没有做", [html.Div(chips, className="chips")])


