"""What a trend shows: the units' series, the years' peers and the scale that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import numbers
from dashboard.figures.chart import Style
from dashboard.figures.peers import Peers, peers
from dashboard.figures.ranks import commonest
from dashboard.figures.values import SINGLE_YEAR, UnitValue, unit_values

SERIES = 4  # units that may be told apart in one chart


@dataclass(frozen=True, slots=True)
class Series:
    """One unit's values over the years, in order; ``color`` draws, ``ink`` writes its label."""

    name: str
    rows: tuple[UnitValue, ...]
    color: str
    ink: str
    selected: bool

    @property
    def last(self) -> UnitValue | None:
        """The latest single-year value."""
        return next((row for row in reversed(self.rows) if row.single), None)


@dataclass(frozen=True, slots=True)
class YearPeers:
    """A year's peers: their figures, the values for dots, and how many units write the indicator at all."""

    year: int
    group: Peers
    values: tuple[float, ...]
    mentions: tuple[str | None, ...]
    writing: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a trend draws; values in canonical units, ``low`` and ``high`` on the scale."""

    indicator: str
    series: tuple[Series, ...]
    years: tuple[YearPeers, ...]
    basis: tuple[str, str]
    scale: numbers.Scale
    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def first(self) -> int:
        """The first year."""
        return self.years[0].year

    @property
    def final(self) -> int:
        """The last year."""
        return self.years[-1].year

    def rows(self) -> list[UnitValue]:
        """All values of all series."""
        return [row for series in self.series for row in series.rows]

    def drawn(self, row: UnitValue) -> bool:
        """Whether a value is a point of its line: one year's, in the chart's unit and per."""
        return row.single and row.basis == self.basis


def make_plan(
    frame: pl.DataFrame, peer_frame: pl.DataFrame, indicator: str, years: tuple[int, int], style: Style,
    selected: str | None,
) -> Plan:  # fmt: skip
    """The plan of ``trend``'s frames; ``years`` are the first and last, both included."""
    rows = unit_values(frame)
    basis = commonest([row for row in rows if row.single] or [row for row in rows if row.value is not None])
    series = _series(rows, style, selected)
    yearly = tuple(_year_peers(peer_frame, year, basis) for year in range(years[0], years[1] + 1))
    heights = [height for row in rows for height in _heights(row, basis)]
    groups = [(year.group.low, year.group.high, *peer_dots(year)) for year in yearly]
    heights += [edge for edges in groups for edge in edges if edge is not None]
    scale = numbers.scale_for(heights, basis[0])
    shown = [height / scale.divisor for height in heights] or [0.0, 1.0]
    bottom = 0.0 if min(shown) < 0.6 * max(shown) else min(shown) - (max(shown) - min(shown)) * 0.25
    top = max(shown) if max(shown) > bottom else bottom + 1
    ticks = numbers.ticks(bottom, top, 4)
    high = top + (top - ticks[0]) * 0.1
    visible = tuple(tick for tick in ticks if tick <= high)
    return Plan(indicator, series, yearly, basis, scale, ticks[0], high, visible)


def _heights(row: UnitValue, basis: tuple[str, str]) -> list[float]:
    if row.basis != basis:
        return []
    if row.state == "conflicting":
        return [value for value in (row.value_low, row.value_high) if value is not None]
    if row.state == "cumulative":
        return [yearly(row)] if row.value is not None else []
    return [row.value] if row.single and row.value is not None else []


def yearly(row: UnitValue) -> float:
    """The yearly mean of a value of several years: the height of its bar, nothing else."""
    spanned = (row.period_end or 0) - (row.period_start or 0) + 1
    return (row.value or 0.0) / max(spanned, 1)


def _series(rows: Sequence[UnitValue], style: Style, selected: str | None) -> tuple[Series, ...]:
    ids = list(dict.fromkeys(row.unit_id for row in rows))[:SERIES]
    chosen = selected if selected in ids else next(iter(ids), None)
    colors = iter(style.tokens.series[1:])
    found = []
    for unit in ids:
        own = tuple(row for row in rows if row.unit_id == unit)
        color = style.tokens.accent if unit == chosen else next(colors)
        ink = style.tokens.ink2 if color == style.tokens.mark2 else color
        found.append(Series(own[0].unit_name, own, color, ink, unit == chosen))
    return tuple(found)


def _year_peers(frame: pl.DataFrame, year: int, basis: tuple[str, str]) -> YearPeers:
    own = frame.filter(pl.col("year") == year) if frame.height else frame
    per = pl.when(pl.col("per") == "year").then(pl.lit("total")).otherwise(pl.col("per"))
    same = (
        own.filter(pl.col("state").is_in(list(SINGLE_YEAR)), pl.col("unit") == basis[0], per == basis[1]).drop_nulls(
            "value"
        )
        if own.height
        else own
    )
    values = tuple(float(value) for value in same["value"]) if same.height else ()
    mentions = tuple(same["mention_id"]) if same.height else ()
    return YearPeers(year, peers(values), values, mentions, own["unit_id"].n_unique() if own.height else 0)


def peer_dots(year: YearPeers) -> tuple[float, ...]:
    """The year's values where they may be shown as dots only."""
    return year.values if year.group.dots else ()
