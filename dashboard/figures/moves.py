"""A year against the one before: the units whose values of both years can be compared."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard import numbers
from dashboard.figures.chart import Style
from dashboard.figures.ranks import commonest
from dashboard.figures.values import UnitValue, unit_values


@dataclass(frozen=True, slots=True)
class Moves:
    """Units whose values of both years can be compared, the greatest rise first; small bases come last."""

    rows: tuple[UnitValue, ...]
    unit: str
    scale: numbers.Scale

    def rated(self) -> list[UnitValue]:
        """Those whose change is told as a rate (or in 个百分点)."""
        return [row for row in self.rows if has_rate(row)]


def has_rate(row: UnitValue) -> bool:
    """Whether a change may be told as a rate: not over a small base."""
    return row.change_rate is not None and not numbers.is_small_base(row.previous_value or 0, row.unit)


def size(row: UnitValue) -> float:
    """The length of a bar: the rate, or for a rate indicator the points of difference as a fraction."""
    return (row.change or 0) / 100 if row.unit == "%" else row.change_rate or 0


def moves(frame: pl.DataFrame) -> Moves:
    """The comparable units of a ranking's frame, in the commonest unit and per."""
    rows = [row for row in unit_values(frame) if row.single and row.change is not None]
    basis = commonest(rows)
    rows = [row for row in rows if row.basis == basis]
    rows.sort(key=lambda row: (not has_rate(row), -size(row) if has_rate(row) else -(row.change or 0), row.unit_name))
    values = [value for row in rows for value in (row.value, row.previous_value)]
    return Moves(tuple(rows), basis[0], numbers.scale_for(values, basis[0]))


def direction(row: UnitValue) -> str:
    """Whether a value went up, down or stayed."""
    return row.change_words().direction


def color_of(row: UnitValue, style: Style) -> str:
    """Blue for up, ochre for down."""
    tokens = style.tokens
    return {"up": tokens.accent, "down": tokens.ochre}.get(direction(row), tokens.mark2)


def table(found: Moves, year: int) -> pl.DataFrame:
    """One row a unit that is comparable in both years; full values."""
    return pl.DataFrame(
        {
            "单位": [row.unit_name for row in found.rows],
            f"{year - 1}年": [row.previous_value for row in found.rows],
            f"{year}年": [row.value for row in found.rows],
            "计量单位": [row.unit for row in found.rows],
            "增减": [row.change for row in found.rows],
            "同比": [row.change_words().text for row in found.rows],
            "原文": [row.quote for row in found.rows],
            "依据": [row.mention_id for row in found.rows],
        },
        schema_overrides=dict.fromkeys((f"{year - 1}年", f"{year}年", "增减"), pl.Float64) | {"依据": pl.String},
    )
