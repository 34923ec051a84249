"""One unit's value in a year, as charts use it, and the words for values that take no part in a ranking."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

import polars as pl

from dashboard import numbers
from dashboard.figures.labels import bold, safe
from dashboard.words import STATE_WORDS

State = Literal[
    "reported", "approximate", "cumulative", "zero", "placeholder", "conflicting", "corrected", "not_mentioned",
    "not_reported",
]  # fmt: skip
SINGLE_YEAR: frozenset[str] = frozenset(("reported", "approximate", "zero", "corrected"))
TO_REVIEW: frozenset[str] = frozenset(("placeholder", "conflicting"))


@dataclass(frozen=True, slots=True)
class UnitValue:
    """A row of ``unit_year``, or a unit without one (``not_mentioned``). ``period_*`` are years, both included."""

    unit_id: str
    unit_name: str
    year: int | None = None
    state: State = "not_mentioned"
    value: float | None = None
    unit: str = ""
    qualifier: str = "exact"
    per: str = "total"
    mention_id: str | None = None
    quote: str = ""
    value_low: float | None = None
    value_high: float | None = None
    period_start: int | None = None
    period_end: int | None = None
    previous_value: float | None = None
    previous_state: str | None = None
    previous_qualifier: str | None = None
    change: float | None = None
    change_rate: float | None = None

    @property
    def single(self) -> bool:
        """Whether the value is one year's and may be ranked and joined."""
        return self.state in SINGLE_YEAR and self.value is not None

    @property
    def basis(self) -> tuple[str, str]:
        """What the value is counted in: unit and per; a year's value and a whole unit's are the same."""
        return self.unit, "total" if self.per == "year" else self.per

    @property
    def approximate(self) -> bool:
        """Whether the figure is not exact, whatever its state says."""
        return self.state == "approximate" or (self.qualifier or "exact") != "exact"

    @property
    def change_approximate(self) -> bool:
        """Whether a change would rest on an approximate figure of either year."""
        earlier = self.previous_state == "approximate" or (self.previous_qualifier or "exact") != "exact"
        return self.approximate or earlier

    def change_words(self) -> numbers.Change:
        """The change against last year, or why there is none."""
        if self.state == "conflicting":
            return numbers.Change("none", "待核")
        if self.state == "placeholder":
            return numbers.Change("none", "待补")
        if self.state == "cumulative" or self.value is None:
            return numbers.Change("none", numbers.DASH)
        if self.change is not None and self.previous_value is not None:
            return numbers.change(self.value, self.previous_value, self.unit, self.change_approximate)
        return numbers.Change("none", _without_change(self.previous_state))


def _without_change(previous_state: str | None) -> str:
    match previous_state:
        case None:
            return "上年未提及"
        case "cumulative":
            return "上年为累计"
        case "conflicting" | "placeholder":
            return "上年待核"
        case _:
            return "口径不同"


def unit_values(frame: pl.DataFrame) -> list[UnitValue]:
    """The frame's rows as values; columns that are missing or null take the field's default."""
    known = [field.name for field in fields(UnitValue) if field.name in frame.columns]
    return [
        UnitValue(**{name: value for name, value in zip(known, row, strict=True) if value is not None})
        for row in frame.select(known).iter_rows()
    ]


def span_words(value: UnitValue) -> str:
    """A value of several years in words: ``3年累计24.5万元``."""
    start, end = value.period_start, value.period_end
    amount = numbers.figure(value.value, value.unit, value.qualifier, value.quote)
    return f"{end - start + 1}年累计{amount}" if start is not None and end is not None else f"累计{amount}"


def hover(value: UnitValue, indicator: str) -> str:
    """The hover text: name, full value and state, change, the words of the report."""
    mark = numbers.prefix(value.qualifier, value.quote)
    amount = f"{mark}{numbers.full(value.value)}{value.unit}" if value.value is not None else ""
    state = STATE_WORDS[value.state]
    lines = [bold(safe(value.unit_name)), f"{safe(indicator)} {amount}（{state}）"]
    if value.quote:
        lines.append(f"“{safe(value.quote)}”")
    return "<br>".join(lines) + "<extra></extra>"
