"""总览: where nothing is written. A heatmap of the share of units that do not mention a theme, type × theme."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import polars as pl

from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import colored, safe, width

HEAD, ROW, FOOT, GAP = 44.0, 31.0, 30.0, 2.0
LEGEND_LINE = 24.0
STEPS = (10.0, 25.0, 50.0, 70.0)  # per cent: where the next darker step begins
STEP_WORDS = ("不足10%", "10—24%", "25—49%", "50—69%", "70%以上")
MUCH = 50.0  # per cent of all units from which a theme is named in the title


def whole(rate: float) -> int:
    """The whole per cent that a cell prints; a half rounds up."""
    return floor(rate + 0.5)


def step(rate: float) -> int:
    """The ramp's step (0–4) of a rate in per cent, by the whole per cent that the cell prints."""
    return sum(whole(rate) >= edge for edge in STEPS)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of the heatmap as (name, note), and the share in per cent where there is one."""

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    rates: tuple[tuple[float | None, ...], ...]

    def turned(self) -> Grid:
        """Rows for columns, for a narrow screen."""
        return Grid(self.columns, self.rows, tuple(zip(*self.rates, strict=True)))


def grid(frame: pl.DataFrame) -> Grid:
    """Types (the largest first) by themes (catalogue order)."""
    kinds = frame.group_by("unit_type", maintain_order=True).agg(pl.col("units").first())
    types = kinds.sort("units", descending=True, maintain_order=True).rows()
    names = frame.select("theme_zh", "theme_order").unique().sort("theme_order")["theme_zh"].to_list()
    keyed = frame.select("unit_type", "theme_zh", pl.col("silent") / pl.col("units") * 100)
    rates = {(kind, theme): rate for kind, theme, rate in keyed.iter_rows()}
    lines = tuple(tuple(rates.get((kind, theme)) for theme in names) for kind, _ in types)
    return Grid(tuple((kind, f"{units}家") for kind, units in types), tuple((name, "") for name in names), lines)


def missing(frame: pl.DataFrame, year: int, style: Style, source: Source, *, pending: int) -> Chart:
    """The heatmap of a year.

    ``frame``: ``unit_type, units, theme_zh, theme_order, silent``, one row a type and theme: how many of the type's
    ``units`` reports of the year do not write a single value of the theme.
    """
    cells = grid(frame)
    canvas = _draw(cells.turned() if style.phone else cells, style)
    units = int(frame.group_by("unit_type").agg(pl.col("units").first())["units"].sum())
    subtitle = f"未提及率：{year}年该主题一个数值也没有写的单位占比（%）。未提及不等于没有做"
    foot = source.foot(units, f"{year}年", pending)
    return Chart("missing", canvas.figure, _title(frame), subtitle, foot, table(frame))


def _title(frame: pl.DataFrame) -> str:
    silent = (
        frame.group_by("theme_zh", "theme_order").agg(rate=pl.col("silent").sum() / pl.col("units").sum() * 100)
        .filter(pl.col("rate") >= MUCH).sort("rate", "theme_order", descending=[True, False])
    )  # fmt: skip
    names, rates = silent["theme_zh"].to_list(), [*silent["rate"].to_list(), 0.0]
    # Themes that others equal are not the ones least written about.
    findings = [
        "和".join(names[:count]) + "写得最少" if len(names) >= count and rates[count - 1] > rates[count] else ""
        for count in (2, 1)
    ]
    return first_fitting(findings, "各类单位未提及的主题")


def _draw(cells: Grid, style: Style) -> Canvas:
    head = _head(cells, style.phone)
    body = head + ROW * len(cells.rows)
    label = max((width(name) + width(note, 12) + 4 for name, note in cells.rows), default=60)
    foot = FOOT + (LEGEND_LINE if style.phone else 0)
    canvas = rows_canvas(style, body + foot, Margin(left=label + 10), (-0.5, len(cells.columns) - 0.5))
    _cells(canvas, cells)
    _headings(canvas, cells)
    for row, ((name, note), line) in enumerate(zip(cells.rows, cells.rates, strict=True)):
        y = head + ROW * (row + 0.5)
        small = f'<span style="font-size:{style.px(12)}px"> {note}</span>' if note else ""
        words = safe(name) + colored(small, style.tokens.ink3)
        canvas.text(words, 0, y, anchor="right", paper=True, shift=-10)
        for column, rate in enumerate(line):
            if rate is not None:
                color, size = _ink(rate, style)
                canvas.text(str(whole(rate)), column, y, anchor="center", color=color, size=size)
    _legend(canvas, body + 18, label + 10 if style.phone else 0)
    return canvas


def _cells(canvas: Canvas, cells: Grid) -> None:
    style, ramp = canvas.style, canvas.style.tokens.ramp
    head = _head(cells, style.phone)
    names = [[f"{row}，{column}" for column, _ in cells.columns] for row, _ in cells.rows]
    # Edges, not centres: of a single row the centre would not say how high it is.
    canvas.heatmap(
        z=[[None if rate is None else step(rate) for rate in line] for line in cells.rates],
        x=[column - 0.5 for column in range(len(cells.columns) + 1)],
        y=[head + ROW * row for row in range(len(cells.rows) + 1)],
        zmin=-0.5, zmax=4.5, colorscale=[[edge, ramp[i]] for i in range(5) for edge in (i / 5, (i + 1) / 5)],
        showscale=False, xgap=style.px(GAP), ygap=style.px(GAP),
        # A cell is a group of units, not one value: a click leads to that group and theme.
        customdata=[[[None, row, column] for column, _ in cells.columns] for row, _ in cells.rows],
        text=[[f"{safe(name)}：{whole(rate or 0)}%未提及" for name, rate in zip(line, values, strict=True)]
              for line, values in zip(names, cells.rates, strict=True)],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _ink(rate: float, style: Style) -> tuple[str, float]:
    tokens = style.tokens
    level = step(rate)
    return (tokens.ink3, 12) if level == 0 else (tokens.s4_text if level == 4 else tokens.ink, 13)


def _headings(canvas: Canvas, cells: Grid) -> None:
    """Columns' names folded in two lines, or on a phone in lines of two characters, the last line by the cells."""
    phone, color = canvas.style.phone, canvas.style.tokens.ink2
    for column, (name, _) in enumerate(cells.columns):
        step_ = 2 if phone else max((len(name) + 1) // 2, 2)
        parts = [name[at : at + step_] for at in range(0, len(name), step_)]
        for number, part in enumerate(reversed(parts)):
            y = HEAD - 16 - 17 * number if not phone else _head(cells, phone) - 14 - 15 * number
            canvas.text(safe(part), column, y, anchor="center", color=color, size=12 if phone else 13)


def _head(cells: Grid, phone: bool) -> float:
    """The room above the first row: on a phone a long name takes more than two lines."""
    lines = max((-(-len(name) // 2) for name, _ in cells.columns), default=2)
    return 14.0 + 15 * lines if phone else HEAD


def _legend(canvas: Canvas, y: float, before: float) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    canvas.text("未提及", 0, y, paper=True, shift=-before, color=tokens.ink3, size=12)
    x = 52.0 - before
    for number, (color, words) in enumerate(zip(tokens.ramp, STEP_WORDS, strict=True)):
        if style.phone and number == 3:
            x, y = 52.0 - before, y + LEGEND_LINE
        canvas.shape(
            type="rect", xref="paper", xsizemode="pixel", ysizemode="pixel", xanchor=0, yanchor=y,
            x0=style.px(x), x1=style.px(x + 14), y0=-style.px(7), y1=style.px(7), fillcolor=color, line={"width": 0},
        )  # fmt: skip
        canvas.text(words, 0, y, paper=True, shift=x + 20, color=tokens.ink3, size=12)
        x += 92


def table(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a type, one column a theme; shares in per cent with one decimal."""
    rates = frame.sort("theme_order").with_columns(rate=(pl.col("silent") / pl.col("units") * 100).round(1))
    wide = rates.pivot(on="theme_zh", index=["unit_type", "units"], values="rate")
    return wide.rename({"unit_type": "单位类型", "units": "家数"}).sort("家数", descending=True)
