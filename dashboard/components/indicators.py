"""Choosing an indicator, and saying its name shortly."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboard.components.desk import Desk
from dashboard.components.parts import Control, Option


def indicators(desk: Desk) -> pl.DataFrame:
    """The catalogue with how many units of the scope write each indicator in the desk's year."""
    return desk.ask("app_indicators", year=desk.year, **desk.scope)


TELLING = ("duration", "amount")


def default_indicator(frame: pl.DataFrame) -> str:
    """The headline that most units write, else the indicator, of those where more is better if there are any.

    Of several, a duration or an amount of money: its values differ more than small counts and rates near 100 % do.
    """
    better = frame.filter((pl.col("better") == "up") & (pl.col("unit_count") > 0))
    pool = better if better.height else frame
    ordered = pool.sort(
        "headline", "unit_count", pl.col("measure").is_in(TELLING), "ever_count", descending=True, maintain_order=True
    )
    return str(ordered["indicator_code"][0])


def chosen(desk: Desk, frame: pl.DataFrame) -> dict[str, Any] | None:
    """The row of the view's indicator, by default the commonest; None when the catalogue has no such code."""
    code = desk.view.indicator or default_indicator(frame)
    rows = frame.filter(pl.col("indicator_code") == code).to_dicts()
    return rows[0] if rows else None


def indicator_control(desk: Desk, frame: pl.DataFrame) -> Control:
    """The indicators that any unit of the scope ever wrote, by theme, with how many write it this year."""
    default = default_indicator(frame)
    code = desk.view.indicator or default
    written = frame.filter((pl.col("ever_count") > 0) | (pl.col("indicator_code") == code))
    options = tuple(
        Option(row["indicator_code"], row["name_zh"], row["theme_zh"]) for row in written.iter_rows(named=True)
    )
    return Control("indicator", "指标", "select", options, code, default, 220)


def unit_options(units: pl.DataFrame) -> tuple[Option, ...]:
    """Units by type."""
    return tuple(
        Option(row["unit_id"], row["unit_name"], row["unit_type"] or "未分类") for row in units.iter_rows(named=True)
    )


def within(desk: Desk, units: pl.DataFrame) -> pl.DataFrame:
    """The units of the view's scope."""
    for column, value in (
        ("unit_type", desk.view.kind),
        ("region", desk.view.region),
        ("title_level", desk.view.level),
    ):
        if value is not None:
            units = units.filter(pl.col(column) == value)
    return units
