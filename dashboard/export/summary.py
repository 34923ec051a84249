"""What a year's export holds: its charts in order, and the frames behind the workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from dashboard import numbers
from dashboard.asking import Asking
from dashboard.figures.chart import Chart, Source, Style
from dashboard.figures.honors import honors
from dashboard.figures.keyfigures import KeyFigure, key_figures, keyfigures, of_which_more_is_better, one_a_theme
from dashboard.figures.missing import missing
from dashboard.figures.ranking import ranking
from dashboard.figures.ranks import Question, Ranking, rank
from dashboard.figures.states import states
from dashboard.figures.themes import themes
from dashboard.figures.values import TO_REVIEW
from warehouse.query import Warehouse

BOARD = 12  # key figures on one board
BARS = 20  # of a ranking on one image
SHEETS = 3  # images a ranking may take; beyond them the table holds the rest
NOTES = 8  # units listed one by one under a ranking's rule; more are counted in the foot
TRADE = "business"
STYLE = Style(theme="light", width=1080)  # the width that a framed chart has in px of the screen
EVERYONE: dict[str, Any] = {"kind": None, "region": None, "level": None}


@dataclass(frozen=True, slots=True)
class Section:
    """One chart of the export: its number from 1, what it is about (``未提及率``), and the chart."""

    number: int
    name: str
    chart: Chart

    @property
    def stem(self) -> str:
        """The file name without its suffix: ``03-未提及率``."""
        return f"{self.number:02d}-{_file_name(self.name)}"


@dataclass(frozen=True, slots=True)
class IndicatorRanking:
    """One indicator's ranking of the year, with its frame's places and exclusions."""

    indicator: str
    result: Ranking
    table: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Summary:
    """A year as it is handed in. ``values`` and ``honors`` have one row a value and title, with file and paragraph."""

    year: int
    source: Source
    units: int
    reported: int
    pending: int
    figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    rankings: tuple[IndicatorRanking, ...]
    values: pl.DataFrame
    honors: pl.DataFrame

    @property
    def title(self) -> str:
        """The export's title, which also names its files."""
        return f"{self.year}年文明单位创建指标"


def summarise(warehouse: Warehouse, year: int) -> Summary:
    """Ask for everything of ``year`` and draw its charts; raises the warehouse's errors."""
    ask = Asking(warehouse)
    version = ask("app_version").row(0, named=True)
    built: datetime | date = version["built_at"]
    source = Source(version["version_no"], built.date() if isinstance(built, datetime) else built)
    coverage = ask("page_coverage", **EVERYONE).filter(pl.col("year") == year)
    units, reported = (int(coverage[name].sum()) for name in ("unit_count", "reported_count"))
    state_frame = ask("page_states", year=year, **EVERYONE)
    counts = {str(state): int(count) for state, count in state_frame.select("state", "value_count").iter_rows()}
    pending = sum(counts.get(state, 0) for state in TO_REVIEW)
    least = max(numbers.PEER_DOTS, min(numbers.PEER_MEDIAN, reported // 2))
    figures = key_figures(of_which_more_is_better(ask("page_figures", year=year, **EVERYONE)))
    figures = [figure for figure in figures if figure.mentioning >= least]
    common: list[tuple[str, Chart]] = [
        ("主要指标", keyfigures(one_a_theme(figures)[:BOARD], year, STYLE, source, units=reported)),
        ("主题同比", themes(ask("chart_themes", year=year, **EVERYONE), year, STYLE, source, units=reported,
                        pending=pending)),
        ("未提及率", missing(ask("chart_missing", year=year, **EVERYONE), year, STYLE, source, pending=pending)),
        ("各级荣誉", honors(ask("chart_honors", year=year, **EVERYONE), year, STYLE, source, units=reported)),
        ("数值状态", states(state_frame, year, STYLE, source, units=reported)),
    ]  # fmt: skip
    rankings, drawn = _rankings(ask, figures, year, source, least)
    named = [(name, chart) for name, chart in (*common, *drawn) if _says_something(chart)]
    sections = [Section(number, name, chart) for number, (name, chart) in enumerate(named, 1)]
    return Summary(year, source, units, reported, pending, tuple(figures), tuple(sections), tuple(rankings),
                   warehouse.ask("export_values", year=year), warehouse.ask("export_honors", year=year))  # fmt: skip


def _says_something(chart: Chart) -> bool:
    """Whether a chart has data; in a first year no theme can be compared."""
    comparable = chart.table.get_column("两年可比", default=None) if chart.name == "themes" else None
    return not chart.table.is_empty() and (comparable is None or int(comparable.sum()) > 0)


def _rankings(
    ask: Callable[..., pl.DataFrame], figures: list[KeyFigure], year: int, source: Source, least: int
) -> tuple[list[IndicatorRanking], list[tuple[str, Chart]]]:
    """The main indicator of each theme, ranked, headlines first.

    Left out: one of which fewer than ``least`` units can be ranked, one that more units count otherwise than alike,
    and a unit's own trade, in which a court and a hospital are no peers.
    """
    found, drawn = [], []
    for figure in sorted(one_a_theme(figures), key=lambda figure: not figure.headline):
        if figure.theme == TRADE:
            continue
        frame = ask("chart_ranking", indicator=figure.code, year=year, **EVERYONE)
        result = rank(frame)
        if len(result.ranked) < max(least, sum(row.state != "not_mentioned" for row in result.excluded)):
            continue
        charts = _pages(frame, result, figure.plain, year, source)
        found.append(IndicatorRanking(figure.plain, result, charts[0].table))
        many = len(charts) > 1
        drawn += [
            (f"{figure.plain}排序" + (f"（{number}）" if many else ""), chart) for number, chart in enumerate(charts, 1)
        ]
    return found, drawn


def _pages(frame: pl.DataFrame, result: Ranking, indicator: str, year: int, source: Source) -> list[Chart]:
    """A ranking on as many images as it needs, evenly; a long one keeps its head only, and says so."""
    count = -(-len(result.ranked) // BARS)
    pages = count if count <= SHEETS else 1
    bars = -(-len(result.ranked) // pages) if count <= SHEETS else BARS
    speaking = sum(row.state != "not_mentioned" for row in result.excluded)
    listed = speaking <= NOTES
    questions = [
        Question(indicator, year, "全部单位", None, page * bars, bars, excluded=listed and page == pages - 1)
        for page in range(pages)
    ]
    return [ranking(frame, question, STYLE, source) for question in questions]


def _file_name(name: str) -> str:
    """A name that Windows and a URL bear: no separators, no quotes, no spaces."""
    return re.sub(r'[\\/:*?"<>|\s、，。（）]+', "_", name).strip("_")[:40]


def image_path(folder: Path, section: Section, form: str) -> Path:
    """Where a section's image stands under the export's folder: ``png/03-未提及率.png``."""
    return folder / form / f"{section.stem}.{form}"
