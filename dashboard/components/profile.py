"""A unit's values of a year, its peers, and the cells of its table."""

from __future__ import annotations

from typing import Any

import polars as pl
from dash import html

from dashboard import numbers
from dashboard.components.desk import Desk
from dashboard.components.parts import Child, drawn, evidence
from dashboard.figures.svg import position, sparkline
from dashboard.figures.values import SINGLE_YEAR, TO_REVIEW, UnitValue, unit_values

EVERY = "all"


def default_kind(desk: Desk, unit: dict[str, Any]) -> str:
    """The unit's own type where it has units enough for a median, else all units."""
    same = desk.ask("app_units").filter(pl.col("unit_type") == unit["unit_type"]).height if unit["unit_type"] else 0
    return str(unit["unit_type"]) if same >= numbers.PEER_MEDIAN else EVERY


def peer_kind(desk: Desk, unit: dict[str, Any]) -> str | None:
    """The type of the peers, None for all units."""
    kind = desk.view.kind or default_kind(desk, unit)
    return None if kind == EVERY else kind


class Profile:
    """A unit's values of a year with their places among the peers; ``rows`` are lines of ``page_unit_values``."""

    def __init__(self, desk: Desk, unit: dict[str, Any]) -> None:
        self.unit: str = unit["unit_id"]
        self.name: str = unit["unit_name"]
        self.kind: str | None = peer_kind(desk, unit)
        frame = desk.ask("page_unit_values", unit=self.unit, year=desk.year, kind=self.kind)
        self.rows: list[dict[str, Any]] = frame.to_dicts()
        self.values: list[UnitValue] = unit_values(frame)
        self.pairs = list(zip(self.rows, self.values, strict=True))

    def pending(self) -> int:
        """Values that a person should look at."""
        return sum(value.state in TO_REVIEW for value in self.values)

    def ranked(self) -> list[tuple[dict[str, Any], UnitValue]]:
        """The values with peers enough for a median."""
        return [
            (row, value)
            for row, value in self.pairs
            if value.single and (row["peer_count"] or 0) >= numbers.PEER_MEDIAN
        ]

    def above(self) -> int:
        """How many stand above the peers' median."""
        return sum((value.value or 0) > row["middle"] for row, value in self.ranked())

    def directions(self) -> list[str]:
        """The changes that can be told."""
        return [value.change_words().direction for value in self.values if value.change is not None]


def figure_words(value: UnitValue) -> list[Child]:
    """The year's figure: both of a contradiction, the report's words where the digits were lost."""
    if value.state == "conflicting" and value.value_low is not None and value.value_high is not None:
        first, second = (numbers.figure(each, value.unit) for each in (value.value_low, value.value_high))
        return [first, html.Span(f" / {second}", className="quiet")]
    if value.value is None:
        return [html.Span(f"“{value.quote}”", className="quote")]
    return [numbers.figure(value.value, value.unit, value.qualifier, value.quote)]


def last_year(row: dict[str, Any]) -> Child:
    """Last year's figure, which opens its own evidence."""
    if row["last_state"] is None:
        return "未提及"
    if row["last_value"] is None:
        return evidence("待核", row["last_mention_id"])
    words = numbers.figure(row["last_value"], row["last_unit"], row["last_qualifier"], row["last_quote"])
    return evidence(("累计" if row["last_state"] == "cumulative" else "") + words, row["last_mention_id"])


def history_drawing(row: dict[str, Any], value: UnitValue, years: list[int]) -> str:
    """The unit's line over the years, with bars for values of several years."""
    known = dict(zip(row["years"] or [], row["history"] or [], strict=True))
    points = [(year, known.get(year), value.state) for year in years]
    spans = [
        (max(start, years[0]), end, amount / (end - start + 1))
        for start, end, amount in zip(
            row["span_starts"] or [], row["span_ends"] or [], row["span_values"] or [], strict=True
        )
        if start is not None and end is not None and end > start and end >= years[0]
    ]
    return sparkline(points, spans)


def has_place(row: dict[str, Any], value: UnitValue) -> bool:
    """Whether the value is ranked among enough peers."""
    return value.state in SINGLE_YEAR and row["place"] is not None and (row["peer_count"] or 0) >= numbers.PEER_DOTS


def place_drawing(row: dict[str, Any], value: UnitValue) -> Child:
    """Where the value stands among the peers', or why it is not compared."""
    if value.state in TO_REVIEW:
        return html.Span("未核定，不比较", className="quiet")
    if value.state == "cumulative":
        return html.Span("多年累计，不比较", className="quiet")
    if not has_place(row, value) or value.value is None:
        return html.Span(f"同类{row['peer_count'] or 0}家，不比较", className="quiet")
    enough = row["peer_count"] >= numbers.PEER_MEDIAN
    quartiles = (row["first_quarter"], row["middle"], row["third_quarter"]) if enough else None
    return drawn(position(value.value, row["low"], row["high"], quartiles=quartiles, state=value.state))
