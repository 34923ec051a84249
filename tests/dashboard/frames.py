"""Hand-made frames for the figures' tests; all units are invented."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard.figures.values import UnitValue

COLUMNS: dict[str, Any] = {
    "unit_id": pl.String, "unit_name": pl.String, "year": pl.Int32, "state": pl.String, "value": pl.Float64,
    "unit": pl.String, "qualifier": pl.String, "per": pl.String, "mention_id": pl.String, "quote": pl.String,
    "value_low": pl.Float64, "value_high": pl.Float64, "period_start": pl.Int32, "period_end": pl.Int32,
    "previous_value": pl.Float64, "previous_state": pl.String, "previous_qualifier": pl.String,
    "change": pl.Float64, "change_rate": pl.Float64,
}  # fmt: skip


def row(name: str, value: float | None = None, state: str = "reported", **more: Any) -> dict[str, Any]:
    """A row of unit_year for the unit of that name; its mention is ``doc:<name>``."""
    known = {
        "unit_id": name, "unit_name": name, "year": 2025, "state": state, "value": value, "unit": "学时",
        "qualifier": "about" if state == "approximate" else "exact", "per": "total",
        "mention_id": None if state in ("not_mentioned", "not_reported") else f"doc:{name}", "quote": "",
    }  # fmt: skip
    return known | more


def moved(name: str, previous: float, value: float, **more: Any) -> dict[str, Any]:
    """A row with last year's value and the change."""
    rate = (value - previous) / previous if previous else None
    change = {"previous_value": previous, "previous_state": "reported", "previous_qualifier": "exact"}
    return row(name, value, **({"change": value - previous, "change_rate": rate} | change | more))


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """The rows as the queries give them."""
    return pl.DataFrame(list(rows), schema=COLUMNS)


def peers(count: int, start: float = 10.0) -> list[dict[str, Any]]:
    """So many units, with values 10 apart from ``start`` on."""
    return [row(f"甲{number}局", start + 10.0 * number) for number in range(count)]


def excluded() -> list[dict[str, Any]]:
    """One row of each state that takes no part in a ranking."""
    return [
        row("矛盾局", None, "conflicting", value_low=42.0, value_high=50.0),
        row("累计局", 150.0, "cumulative", period_start=2023, period_end=2025),
        row("缺数局", None, "placeholder", quote="XX学时"),
        row("人均局", 7.0, per="person"),
        row("无言局", None, "not_mentioned", unit=None, per=None),
    ]


def unit_value(**more: Any) -> UnitValue:
    """One value as charts use it."""
    return UnitValue(unit_id="甲局", unit_name="甲局", **more)
