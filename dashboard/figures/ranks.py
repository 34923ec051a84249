"""Who is compared with whom: a group's values of one indicator and year in order, and those that take no part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import numbers
from dashboard.figures.peers import Peers, peers
from dashboard.figures.values import UnitValue, unit_values
from dashboard.words import STATE_WORDS

EXCLUDED = (
    "conflicting", "reported", "approximate", "zero", "corrected", "cumulative", "placeholder", "not_mentioned",
    "not_reported",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What is compared: the indicator's name, the year, the group of units (``市直机关``), and what to show.

    ``limit`` bars are drawn from ``offset`` on (None: all); the selected unit always is. ``per``: the basis asked for.
    """

    indicator: str
    year: int
    group: str = ""
    selected: str | None = None
    offset: int = 0
    limit: int | None = None
    excluded: bool = True
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Values sorted by size, with places (ties share one), and those that take no part."""

    ranked: tuple[UnitValue, ...]
    places: tuple[int, ...]
    excluded: tuple[UnitValue, ...]
    unit: str
    per: str

    @property
    def values(self) -> list[float]:
        """The ranked values, in the canonical unit."""
        return [row.value for row in self.ranked if row.value is not None]

    @property
    def peers(self) -> Peers:
        """The group's median and middle half, as far as its number allows."""
        return peers(self.values)

    def place(self, unit_id: str | None) -> str | None:
        """A unit's rank in words, or None when it takes no part."""
        for row, place in zip(self.ranked, self.places, strict=True):
            if row.unit_id == unit_id:
                return numbers.rank(place, len(self.ranked), self.places.count(place) > 1)
        return None

    def conforms(self, row: UnitValue) -> bool:
        """Whether a value is counted in the same unit and per as the ranked ones."""
        return row.basis == (self.unit, self.per)


def commonest(rows: Sequence[UnitValue]) -> tuple[str, str]:
    """The (unit, per) that most values are counted in; ties go to the first in the alphabet."""
    counts = Counter(row.basis for row in rows if row.unit)
    return min(counts, key=lambda basis: (-counts[basis], basis), default=("", "total"))


def rank(frame: pl.DataFrame, per: str | None = None) -> Ranking:
    """Rank a group's values. Those in the commonest unit and per are compared; other ones take no part.

    ``per`` asks for one basis (人均, 全单位 …) where values have it.
    """
    rows = unit_values(frame)
    single = [row for row in rows if row.single]
    wanted = [row for row in single if row.per == per]
    unit, per = commonest(wanted or single or rows)
    ranked = sorted(
        (row for row in single if row.basis == (unit, per)),
        key=lambda row: (-(row.value or 0), row.unit_name),
    )
    places: list[int] = []
    for number, row in enumerate(ranked):
        tied = number > 0 and ranked[number - 1].value == row.value
        places.append(places[-1] if tied else number + 1)
    chosen = {row.unit_id for row in ranked}
    excluded = sorted((row for row in rows if row.unit_id not in chosen), key=lambda row: EXCLUDED.index(row.state))
    return Ranking(tuple(ranked), tuple(places), tuple(excluded), unit, per)


def reason(result: Ranking, row: UnitValue) -> str:
    """The word for a value's state, or 口径不同 where it is counted otherwise than the ranked ones."""
    return "口径不同" if row.single and not result.conforms(row) else STATE_WORDS[row.state]


def table(result: Ranking) -> pl.DataFrame:
    """The chart's data as a table; the values are the full ones."""
    places = [*map(str, result.places), *[numbers.DASH] * len(result.excluded)]
    rows = [*result.ranked, *result.excluded]
    return pl.DataFrame(
        {
            "位次": places,
            "单位": [row.unit_name for row in rows],
            "数值": [row.value for row in rows],
            "计量单位": [row.unit for row in rows],
            "状态": [reason(result, row) for row in rows],
            "上年": [row.previous_value for row in rows],
            "同比": [row.change_words().text for row in rows],
            "原文": [row.quote for row in rows],
            "依据": [row.mention_id for row in rows],
        },
        schema_overrides={"数值": pl.Float64, "上年": pl.Float64, "依据": pl.String},
    )
