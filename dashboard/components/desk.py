"""What a page works with: its view, the browser's look and one version of the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from dashboard.components.look import Look
from dashboard.components.parts import Control, Option
from dashboard.figures.chart import Source
from dashboard.state import View

Ask = Callable[..., pl.DataFrame]

ALL = "全部"


@dataclass(frozen=True, slots=True)
class Version:
    """The version that is open, and what it covers; the years are None in an empty warehouse."""

    number: int
    built: date
    first_year: int | None
    last_year: int | None
    unit_count: int

    @property
    def words(self) -> str:
        """For the top bar."""
        return f"数据版本 {self.number}"

    @property
    def dated(self) -> str:
        """For a table's foot."""
        return f"数据版本{self.number}，{self.built.year}年{self.built.month}月{self.built.day}日。"

    @property
    def scope(self) -> str:
        """For under the wordmark: how many units, which years."""
        if self.first_year is None or self.last_year is None:
            return ""
        years = str(self.last_year) if self.first_year == self.last_year else f"{self.first_year}—{self.last_year}"
        return f"{self.unit_count:,}家单位，{years}年"


def version_of(ask: Ask) -> Version:
    """The version that ``ask`` reads."""
    row = ask("app_version").row(0, named=True)
    built = row["built_at"]
    day = built.date() if isinstance(built, datetime) else built
    return Version(row["version_no"], day, row["first_year"], row["last_year"], row["unit_count"])


@dataclass(frozen=True, slots=True)
class Desk:
    """One request's view, look and data. All answers of one request come from one version."""

    view: View
    look: Look
    ask: Ask
    version: Version

    @property
    def source(self) -> Source:
        """Where a chart's data stand."""
        return Source(self.version.number, self.version.built)

    @property
    def scope(self) -> dict[str, Any]:
        """The units in question, as every query takes them."""
        return {"kind": self.view.kind, "region": self.view.region, "level": self.view.level}

    @property
    def years(self) -> list[int]:
        """All years, oldest first."""
        return [int(year) for year in self.ask("app_years")["year"]]

    @property
    def year(self) -> int:
        """The view's year, by default the last."""
        return self.view.year or self.version.last_year or 0


def year_control(desk: Desk, label: str = "年度") -> Control:
    """The year: segments for up to five, a list for more."""
    years = desk.years
    shown = years if len(years) <= 5 else sorted(years, reverse=True)
    options = tuple(Option(str(year), f"{year}" if len(years) <= 5 else f"{year}年") for year in shown)
    form = "segments" if len(years) <= 5 else "select"
    return Control("year", label, form, options, str(desk.year), str(desk.version.last_year), 110)  # type: ignore[arg-type]


def choice(
    desk: Desk, units: pl.DataFrame, column: str, name: str, label: str, every: str = ALL, *, only_set: bool = False
) -> list[Control]:
    """A filter over a column of the units where there is something to choose (``only_set``: already chosen)."""
    counts = (
        units.filter(pl.col(column).is_not_null()).group_by(column).len().sort("len", column, descending=[True, False])
    )
    value = getattr(desk.view, name) or ""
    if (counts.height < 2 or only_set) and not value:
        return []
    options = [Option("", every)] + [Option(kind, f"{kind}（{count}家）") for kind, count in counts.iter_rows()]
    if value and value not in counts[column].to_list():
        options.append(Option(value, f"{value}（0家）"))
    return [Control(name, label, "select", tuple(options), value, "", 168)]


def scope_controls(desk: Desk, units: pl.DataFrame) -> list[Control]:
    """The filters for who: type, region, level."""
    return [
        *choice(desk, units, "unit_type", "kind", "单位类型"),
        *choice(desk, units, "region", "region", "地区"),
        *choice(desk, units, "title_level", "level", "文明单位级别"),
    ]


def line(controls: Sequence[Control]) -> str:
    """What is set, in one line for the phone."""
    said = []
    for control in controls:
        word = control.said.split("（")[0]
        if control.name == "year":
            said.append(word if word.endswith("年") else f"{word}年")
        elif control.name == "since":
            said.append(word)
        elif control.name == "kind":
            said.append(word if control.value else "全部单位")
        elif control.name in ("region", "level") and control.value:
            said.append(word)
    return "，".join(said)
