"""A value with all that is known of it: the report's words, what was read, its year in the mart, its peers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import numbers
from dashboard.components.desk import Ask, Desk
from dashboard.components.parts import Child, change_mark, evidence, full_state_mark
from dashboard.figures.ranks import Ranking, rank
from dashboard.figures.values import UnitValue, unit_values
from dashboard.words import PER_WORDS

QUALIFIER_WORDS = {"exact": "正好", "about": "约等于", "over": "多于", "under": "不足"}
PERIOD_SOURCES = {
    "clause": "据本句", "sentence": "据本句", "section": "据本节", "report": "据材料年度", "inferred": "据文中年份推定",
    "manifest": "据报送清单", "none": "材料未写明",
}  # fmt: skip
# Eleven digits before a measure word are an amount, not a telephone.
_PHONE = re.compile(r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8})(?![\d.]|\s*[元万亿人%])")
_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}\d{7}[\dXx](?!\d)")


def masked(text: str) -> str:
    """The text with the digits of telephone and identity numbers hidden, of the same length."""
    hidden = _IDENTITY.sub(lambda found: found[0][:6] + "*" * 8 + found[0][14:], text)
    return _PHONE.sub(lambda found: found[0][:3] + "*" * (len(found[0]) - 7) + found[0][-4:], hidden)


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity of a report. ``row`` is its line of ``page_value``; ``now`` and ``before`` are the mart's rows of its
    year and the year before, where the quantity is one unit's value of an indicator."""

    row: dict[str, Any]
    now: UnitValue | None
    before: UnitValue | None

    @property
    def year(self) -> int | None:
        """The value's last year."""
        year: int | None = self.row["period_end"] or self.row["report_year_end"]
        return year

    @property
    def name(self) -> str:
        """The indicator's name, or that there is none."""
        return self.row["name_zh"] or "未归指标"

    @property
    def main(self) -> bool:
        """Whether this very quantity is what the mart shows for its unit, indicator and year."""
        return self.now is not None and self.now.mention_id == self.row["mention_id"]

    @property
    def state(self) -> str:
        """The state: a contradiction and a correction come from the mart."""
        if self.now is not None and self.now.state in ("conflicting", "corrected") and self.main:
            return self.now.state
        return str(self.row["state"])

    @property
    def per(self) -> str:
        """The basis in words, nothing for the whole unit's."""
        return "" if self.row["per"] in ("total", "year") else PER_WORDS[self.row["per"]]

    def said(self) -> str:
        """The figure with its unit and qualifier, or the report's words where the digits were lost."""
        if self.row["value"] is None:
            return f"“{self.row['quote']}”"
        return numbers.figure(self.row["value"], self.row["unit"], self.row["qualifier"], self.row["quote"])

    def change(self) -> numbers.Change | None:
        """The change against last year, where this quantity is the unit's value of the year."""
        return self.now.change_words() if self.now is not None and self.main else None


def find(ask: Ask, identity: str) -> Value | None:
    """The value with this id, or None."""
    rows = ask("page_value", value=identity).to_dicts()
    if not rows:
        return None
    row = rows[0]
    year = row["period_end"] or row["report_year_end"]
    if row["indicator_code"] is None or year is None or row["unit_id"] is None:
        return Value(row, None, None)
    frame = ask("page_value_year", unit=row["unit_id"], indicator=row["indicator_code"], year=year)
    years = {value.year: value for value in unit_values(frame)}
    return Value(row, years.get(year), years.get(year - 1))


def peers_of(desk: Desk, value: Value, kind: str | None, region: str | None, level: str | None) -> Ranking | None:
    """The value's year among the peers, where it takes part in a ranking."""
    if value.now is None or not value.now.single or not value.main:
        return None
    frame = desk.ask(
        "chart_ranking", indicator=value.row["indicator_code"], year=value.year, kind=kind, region=region, level=level
    )
    result = rank(frame, value.now.per)
    return result if result.place(value.row["unit_id"]) else None


def period_words(value: Value) -> str:
    """The period and where it came from: ``2025年全年，据材料年度``."""
    start, end = value.row["period_start"], value.row["period_end"]
    source = PERIOD_SOURCES.get(value.row["period_source"], "")
    if start is None or end is None:
        return "材料未写明"
    when = f"{start}年全年" if start == end else numbers.years(start, end)
    return f"{when}，{source}" if source else when


def per_words(value: Value) -> str:
    """On what the figure is counted."""
    return {"total": "全单位合计", "year": "全年", "person": "每人"}.get(
        value.row["per"], PER_WORDS.get(value.row["per"], "")
    )


def confidence_words(confidence: float) -> str:
    """The confidence in a word and a number: ``高（0.94）``."""
    word = "高" if confidence >= 0.9 else "中" if confidence >= 0.7 else "低"
    return f"{word}（{confidence:.2f}）"


def big(value: Value) -> Component:
    """The figure, large, its unit small; lost digits in the report's own words."""
    if value.row["value"] is None:
        return html.Div(f"“{value.row['quote']}”", className="big words quote")
    if value.state == "conflicting" and value.now is not None and value.now.value_low is not None:
        low, high = (numbers.figure(each, value.row["unit"]) for each in (value.now.value_low, value.now.value_high))
        return html.Div(f"{low} / {high}", className="big words")
    figure, unit = numbers.split_figure(
        value.row["value"], value.row["unit"], value.row["qualifier"], value.row["quote"]
    )
    return html.Div(
        [figure, html.Small(unit)], className="big", title=numbers.full(value.row["value"]) + value.row["unit"]
    )


def beside(value: Value, ranking: Ranking | None = None) -> Component:
    """State, change and, on 依据, the rank."""
    parts: list[Child] = [full_state_mark(value.state)]
    change = value.change()
    if change is not None:
        words = change.direction != "none"
        parts.append(html.Span(["同比 " if words else "", change_mark(change)]))
    if (
        ranking is not None
        and len(ranking.ranked) >= numbers.PEER_DOTS
        and (place := ranking.place(value.row["unit_id"]))
    ):
        parts.append(html.Span(f"同类{place}", className="quiet"))
    return html.Div(parts, className="beside")


def before_words(value: Value) -> list[Child]:
    """Last year's figure with its link, or that there was none."""
    before = value.before
    if before is None:
        return ["未提及"]
    figure = (
        numbers.figure(before.value, before.unit, before.qualifier, before.quote)
        if before.value is not None
        else "待核"
    )
    return [figure, " ", evidence("依据", before.mention_id, "evidence-link")] if before.mention_id else [figure]
