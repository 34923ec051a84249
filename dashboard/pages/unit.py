"""单位档案: how is this unit doing? All indicators of a year by theme, its honors, its reports, what it left out."""

from __future__ import annotations

from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.cells import full_value
from dashboard.components.desk import Desk, year_control
from dashboard.components.indicators import unit_options
from dashboard.components.parts import (
    Child,
    Control,
    Option,
    Page,
    bold,
    card,
    change_mark,
    drawn,
    empty,
    evidence,
    state_mark,
    table_link,
    to,
)  # fmt: skip
from dashboard.components.profile import (
    EVERY,
    Profile,
    default_kind,
    figure_words,
    has_place,
    history_drawing,
    last_year,
    place_drawing,
)  # fmt: skip
from dashboard.figures.chart import Chart, first_fitting
from dashboard.figures.values import TO_REVIEW, UnitValue
from dashboard.state import View
from dashboard.words import STATE_WORDS

NAME = "单位档案"
SHOWS = (Option(EVERY, "全部指标"), Option("changed", "有变化"), Option("pending", "待核验"))
LEVELS = ("国家", "省", "市", "区县", "乡镇", "other")
BOX = (
    '<svg width="44" height="16" viewBox="0 0 44 16" aria-hidden="true"><rect y="3" width="44" height="10" '
    'fill="var(--s1)"/><line x1="22" y1="0" x2="22" y2="16" stroke="var(--ink)" stroke-width="1.5"/></svg>'
)
DOT = (
    '<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">'
    '<circle cx="6" cy="6" r="4.5" fill="var(--accent)"/></svg>'
)


def page(desk: Desk) -> Page:
    """The page for the desk's view."""
    units = desk.ask("app_units")
    default = default_unit(units)
    if default is None:
        reason = "还没有单位报送材料。"
        return Page(
            NAME,
            "单位做得怎么样？",
            [reason],
            body=[card("还没有单位", "", [empty(reason, "先读入材料，再建数据库。")])],
        )
    chosen = desk.view.unit or default
    rows = units.filter(units["unit_id"] == chosen).to_dicts()
    control = Control("unit", "单位", "select", unit_options(units), chosen, default, 240)
    if not rows:
        reason = "现在的数据版本里没有这个单位。"
        return Page(
            NAME,
            "单位做得怎么样？",
            [reason],
            (control,),
            "选单位",
            [card("没有这个单位", "", [empty(reason, "在上面另选一个单位。")])],
        )
    return _page(desk, rows[0], control)


def charts(desk: Desk) -> list[Chart]:
    """The page draws in its table's cells only."""
    return []


def table(desk: Desk) -> tuple[str, pl.DataFrame] | None:
    """The page's table: its name and rows, one an indicator."""
    units = desk.ask("app_units")
    rows = units.filter(units["unit_id"] == (desk.view.unit or default_unit(units))).to_dicts()
    if not rows:
        return None
    profile = Profile(desk, rows[0])
    lines = [
        {
            "主题": row["theme_zh"], "指标": row["name_zh"], "数值": value.value, "计量单位": value.unit,
            "状态": STATE_WORDS[value.state], "上年": row["last_value"], "同比": value.change_words().text,
            "位次": row["place"] if has_place(row, value) else None, "同类家数": row["peer_count"],
            "原文": value.quote, "段": row["paragraph_no"],
        }
        for row, value in profile.pairs
    ]  # fmt: skip
    return f"{profile.name}_{desk.year}年", pl.DataFrame(
        lines, schema_overrides={"数值": pl.Float64, "上年": pl.Float64}
    )


def default_unit(units: pl.DataFrame) -> str | None:
    """The first unit of those that reported last; None where none did."""
    latest = units.filter(pl.col("last_year") == pl.col("last_year").max())
    return str(latest["unit_id"][0]) if latest.height else None


def _page(desk: Desk, unit: dict[str, Any], control: Control) -> Page:
    profile = Profile(desk, unit)
    controls = (control, year_control(desk), *_peer_control(desk, unit), _show_control(desk))
    question = f"{unit['unit_name']}{desk.year}年做得怎么样？"
    meta = tuple(
        word
        for word in (
            unit["unit_type"],
            unit["region"],
            f"{unit['title_level']}文明单位" if unit["title_level"] else None,
        )
        if word
    )
    below = html.Div([_honors(desk, profile), _reports(desk, profile), _missing(desk, profile)], className="row thirds")
    line_words = f"{unit['unit_name']}，{desk.year}年"
    if not profile.rows:
        reason = f"{unit['unit_name']}{desk.year}年没有写明的指标。"
        last = f"最近一次报送是{unit['last_year']}年。" if unit["last_year"] else "它的材料看不出年度。"
        body = [
            html.Div(
                [card("没有可看的数值", f"{desk.year}年", [empty(reason, last + "换一个年度。")])], className="row"
            ),
            below,
        ]
        return Page(NAME, question, [reason], controls, line_words, body, meta)
    body = [_facts(desk, profile), html.Div([_table(desk, profile)], className="row"), below]
    return Page(NAME, question, _answer(desk, profile), controls, line_words, body, meta)


def _peer_control(desk: Desk, unit: dict[str, Any]) -> list[Control]:
    if not unit["unit_type"]:
        return []
    units, default = desk.ask("app_units"), default_kind(desk, unit)
    same = units.filter(pl.col("unit_type") == unit["unit_type"]).height
    options = (
        Option(unit["unit_type"], f"{unit['unit_type']}（{same}家）"),
        Option(EVERY, f"全部单位（{units.height}家）"),
    )
    return [Control("kind", "同类", "select", options, desk.view.kind or default, default, 170)]


def _show_control(desk: Desk) -> Control:
    value = desk.view.show if desk.view.show in ("changed", "pending") else EVERY
    return Control("show", "显示", "segments", SHOWS, value, EVERY)


def _place(row: dict[str, Any]) -> str:
    return f"{'并列' if row['tied_count'] > 1 else '列'}第{row['place']}"


def _standing(pair: tuple[dict[str, Any], UnitValue]) -> tuple[bool, bool, float, int]:
    """Headlines and what is better for being more come first, then the place among the peers."""
    row, _ = pair
    return row["better"] == "none", not row["headline"], row["place"] / row["peer_count"], row["theme_order"]


def _answer(desk: Desk, profile: Profile) -> list[Child]:
    words: list[Child] = ["写明", bold(f"{len(profile.rows)}项"), "指标"]
    ranked = profile.ranked()
    if ranked:
        words += [f"，可比的{len(ranked)}项中", bold(f"{profile.above()}项高于"), "同类中位数。"]
        row, _ = min(ranked, key=_standing)
        words.append(f"{row['name_zh']}{_place(row)}")
    else:
        words.append(f"。同类不足{numbers.PEER_MEDIAN}家，不比中位数")
    falls = [
        (value.change_rate or 0, row, value)
        for row, value in profile.pairs
        if value.change_words().direction == "down" and value.change_rate
    ]
    if falls:
        _, row, value = min(falls, key=lambda each: each[0])
        words.append(f"；{row['name_zh']}{value.change_words().text.replace('约 ', '约').replace('↓ ', '下降')}")
    if pending := profile.pending():
        words += ["；", bold(f"{pending}项"), "待核验"]
    return [*words, "。"]


def _facts(desk: Desk, profile: Profile) -> Component:
    counts = desk.ask("page_unit_counts", unit=profile.unit, year=desk.year, kind=profile.kind).row(0, named=True)
    before = f"上年{counts['previous_count']}项" if counts["previous_count"] else "上年没有材料"
    peers = (
        f"，同类中位数{numbers.plain(counts['peer_middle'], 0)}项"
        if (counts["peer_count"] or 0) >= numbers.PEER_MEDIAN
        else ""
    )
    ranked = profile.ranked()
    directions = profile.directions()
    up, down, steady = (directions.count(each) for each in ("up", "down", "steady"))
    silent = sum(value.change_words().text == "上年未提及" for value in profile.values)
    cells = [
        ("写明的指标", [html.B(str(len(profile.rows))), "项"], before + peers),
        _above(profile, len(ranked)),
        ("同比上升、下降", [html.B(str(up)), "升　", html.B(str(down)), "降"], f"持平{steady}项，上年未提及{silent}项"),
        _honor_fact(desk, profile),
    ]
    boxes = [
        html.Div([html.Div(name, className="figure-name"), *words, html.Div(note, className="note")])
        for name, words, note in cells
    ]
    return html.Div(boxes, className="row card facts")


def _above(profile: Profile, ranked: int) -> tuple[str, list[Child], str]:
    if not ranked:
        return "高于同类中位数", [html.B("—")], f"同类不足{numbers.PEER_MEDIAN}家，不列中位数"
    pending = profile.pending()
    other = len(profile.rows) - ranked - pending
    return "高于同类中位数", [html.B(str(profile.above())), f"/ {ranked}项"], f"不含{pending}项待核、{other}项不可比"


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
        ("主题", "wide"), ("指标", ""), (f"{desk.year}年", "right"), ("状态", "wide"),
        (f"{desk.year - 1}年", "right wide"), ("同比", "right"),
        (numbers.years(years[0], years[-1]), "wide roomy"), ("在同类中的位置", "wide"),
        ("位次", "right wide"), ("依据", "right wide"),
    ]  # fmt: skip
    head = html.Thead(html.Tr([html.Th(words, className=name or None) for words, name in heads]))
    lines = [_line(desk, profile, pair, years, _span_of(shown, index)) for index, pair in enumerate(shown)]
    table = html.Table([head, html.Tbody(lines)], className="profile")
    hidden = len(profile.rows) - len(shown)
    more = [f"列{len(shown)}项指标，另有{hidden}项未列。"] if hidden else []
    source = f"来源：{profile.name}{numbers.years(years[0], years[-1])}创建材料。{desk.version.dated}"
    return card(title, subtitle, [table], tools=[_legend(), table_link(desk.view)], foot=[*more, source])


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
    """What stands in the first third of the peers, and what fell most; a unit's size is no achievement."""
    leading = [
        row["name_zh"] for row, _ in sorted(profile.ranked(), key=_standing)
        if row["better"] != "none" and row["place"] * 3 <= row["peer_count"]
    ]  # fmt: skip
    falling = [
        row["name_zh"] for row, value in sorted(profile.pairs, key=lambda pair: pair[1].change_rate or 0)
        if value.change_words().direction == "down" and value.change_rate
    ]  # fmt: skip
    heads = ["、".join(leading[:count]) + "靠前" for count in (3, 2, 1) if len(leading) >= count]
    findings = [f"{head}，{falling[0]}减少" for head in heads if falling] + heads
    return first_fitting(findings, "各主题写明的指标")


def _line(
    desk: Desk, profile: Profile, pair: tuple[dict[str, Any], UnitValue], years: list[int], span: int
) -> Component:
    row, value = pair
    theme = [html.Td(row["theme_zh"], className="theme wide", rowSpan=span)] if span else []
    compare = View(
        page="compare", indicator=row["indicator_code"], year=desk.year, unit=value.unit_id, kind=profile.kind
    )
    cells = [
        html.Td(to(compare, row["name_zh"], "value", title=row["definition"]), className="wrap"),
        html.Td(evidence(figure_words(value), value.mention_id), className="right amount", title=full_value(value)),
        html.Td(state_mark(value.state), className="wide"),
        html.Td(last_year(row), className="right quiet wide"),
        html.Td(change_mark(value.change_words()), className="right"),
        html.Td(drawn(history_drawing(row, value, years)), className="drawing wide roomy"),
        html.Td(place_drawing(row, value), className="drawing wide"),
        html.Td(f"{row['place']}/{row['peer_count']}" if has_place(row, value) else "—", className="right quiet wide"),
        html.Td(
            evidence(
                f"第{row['paragraph_no']}段" if row["paragraph_no"] else "看全文", value.mention_id, "evidence-link"
            ),
            className="right wide",
        ),
    ]
    return html.Tr([*theme, *cells], className="first" if span else None)


def _legend() -> Component:
    return html.Div(
        [html.Span([drawn(BOX), "同类中间一半与中位数"]), html.Span([drawn(DOT), "本单位"])], className="legend wide"
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
        ]
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
        cells += [
            html.Span(when, className="quiet"),
            html.Span([link, *small]),
            html.Span(f"{row['coded_count']}个数值"),
        ]
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
