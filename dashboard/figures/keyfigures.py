"""总览: the year's main indicators as figures with their change, their history and how many units they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style
from dashboard.figures.labels import fold, safe, width
from dashboard.words import PER_WORDS

COLUMNS, PHONE_COLUMNS, TALL, GAP, NAME_ROOM = 4, 1, 112.0, 12.0, 196.0


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """An indicator's figure of a year: the total of a summed indicator, else the median of at least eight units.

    ``now`` and ``before`` are taken over the units that wrote both years; ``history`` is (year, figure), rising.
    """

    code: str
    plain: str
    name: str
    theme: str
    theme_order: int
    unit: str
    value: float
    summed: bool
    now: float | None
    before: float | None
    mentioning: int
    comparable: int
    headline: bool
    history: tuple[tuple[int, float], ...]

    @property
    def change(self) -> numbers.Change:
        """The change over the units that wrote both years; a median's needs eight of them."""
        enough = self.comparable >= (1 if self.summed else numbers.PEER_MEDIAN)
        if self.now is None or self.before is None or not enough:
            return numbers.Change("none", "上年可比单位不足" if self.comparable else "上年没有可比的单位")
        return numbers.change(self.now, self.before, self.unit)

    @property
    def note(self) -> str:
        """What the figure rests on."""
        return f"{self.mentioning}家提及，{self.comparable}家两年可比"


def key_figures(frame: pl.DataFrame) -> list[KeyFigure]:
    """The figures that may be said, headlines first, then the most comparable; ``frame`` is ``page_figures``'s."""
    figures = []
    for row in frame.iter_rows(named=True):
        summed = row["aggregate"] == "sum"
        if not summed and row["single_count"] < numbers.PEER_MEDIAN:
            continue
        per = "" if row["per"] in ("total", "year") else PER_WORDS[row["per"]]
        name = per + row["name_zh"] + ("" if summed else "（中位数）")
        history = zip(row["years"], row["totals"] if summed else row["middles"], strict=True)
        figures.append(KeyFigure(
            row["indicator_code"], row["name_zh"], name, row["theme"], row["theme_order"], row["unit"],
            row["total"] if summed else row["middle"], summed,
            row["comparable_total"] if summed else row["comparable_middle"],
            row["previous_total"] if summed else row["previous_middle"],
            row["mention_count"], row["comparable_count"], row["headline"], tuple(history),
        ))  # fmt: skip
    figures.sort(key=lambda figure: (not figure.headline, -figure.comparable, -figure.mentioning, figure.theme_order))
    return figures


def of_which_more_is_better(frame: pl.DataFrame, themes: int = 1) -> pl.DataFrame:
    """``page_figures`` without sizes, which are nothing to report or to rank by; whole where too few themes remain."""
    better = frame.filter(pl.col("better") != "none")
    return better if better["theme"].n_unique() >= themes else frame


def one_a_theme(figures: Sequence[KeyFigure]) -> list[KeyFigure]:
    """The first figure of each theme, themes in catalogue order."""
    first: dict[str, KeyFigure] = {}
    for figure in figures:
        first.setdefault(figure.theme, figure)
    return sorted(first.values(), key=lambda figure: figure.theme_order)


def keyfigures(figures: Sequence[KeyFigure], year: int, style: Style, source: Source, *, units: int) -> Chart:
    """A board of key figures."""
    canvas = _draw(figures, style)
    subtitle = f"{year}年，总数或单位中位数；同比只比两年都写明的单位"
    return Chart("keyfigures", canvas.figure, f"{year}年主要指标", subtitle, source.foot(units, f"{year}年", 0),
                 table(figures))  # fmt: skip


def _draw(figures: Sequence[KeyFigure], style: Style) -> Canvas:
    columns = PHONE_COLUMNS if style.phone else COLUMNS
    rows = -(-len(figures) // columns) or 1
    canvas = rows_canvas(style, rows * TALL - GAP, Margin(), (0, columns))
    for index, figure in enumerate(figures):
        row, column = divmod(index, columns)
        _card(canvas, figure, column, row * TALL)
    return canvas


def _card(canvas: Canvas, figure: KeyFigure, x: float, top: float) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    canvas.shape(type="line", x0=x, x1=x + 0.94, y0=top, y1=top, layer="below",
                            line={"color": tokens.line2, "width": style.px(1)})  # fmt: skip
    value, unit = numbers.split_figure(figure.value, figure.unit)
    lines = [figure.name] if width(figure.name) <= NAME_ROOM else fold(figure.name, NAME_ROOM, 12)[:2]
    for number, line in enumerate(lines):
        y = top + 18 + 14 * (number - (len(lines) - 1) / 2)
        canvas.text(safe(line), x, y, color=tokens.ink2, size=13 if len(lines) == 1 else 12)
    small = f'<span style="font-size:{style.px(14)}px;color:{tokens.ink2}"> {safe(unit)}</span>'
    canvas.text(f"<b>{value}</b>{small}", x, top + 47, size=28)
    change = figure.change
    color = {"up": tokens.accent, "down": tokens.ochre}.get(change.direction, tokens.ink2)
    words = change.text if change.direction == "none" else f"同比 {change.text}"
    canvas.text(words, x, top + 75, color=color)
    canvas.text(figure.note, x, top + 94, color=tokens.ink3, size=12)
    _spark(canvas, figure, x, top)


def _spark(canvas: Canvas, figure: KeyFigure, x: float, top: float) -> None:
    if len(figure.history) < 2:
        return
    style, tokens = canvas.style, canvas.style.tokens
    years = [year for year, _ in figure.history]
    values = [value for _, value in figure.history]
    low, high = min(values), max(values)
    filled = dict(figure.history)
    span = range(years[0], years[-1] + 1)
    xs = [x + 0.68 + 0.24 * (year - years[0]) / (years[-1] - years[0]) for year in span]
    ys = [None if year not in filled else top + 58 - 22 * ((filled[year] - low) / (high - low) if high > low else 0.5)
          for year in span]  # fmt: skip
    sizes = [0.0] * (len(xs) - 1) + [style.px(7)]
    canvas.scatter(
        x=xs, y=ys, mode="lines+markers", connectgaps=False, hoverinfo="skip", cliponaxis=False,
        line={"color": tokens.mark2, "width": style.px(1.5)},
        marker={"size": sizes, "color": tokens.accent, "opacity": 1},
    )  # fmt: skip


def table(figures: Sequence[KeyFigure]) -> pl.DataFrame:
    """One row an indicator; full values."""
    return pl.DataFrame(
        {
            "指标": [figure.name for figure in figures],
            "数值": [figure.value for figure in figures],
            "计量单位": [figure.unit for figure in figures],
            "算法": ["总数" if figure.summed else "中位数" for figure in figures],
            "同比": [figure.change.text for figure in figures],
            "提及家数": [figure.mentioning for figure in figures],
            "两年可比": [figure.comparable for figure in figures],
            "可比本年": [figure.now for figure in figures],
            "可比上年": [figure.before for figure in figures],
        },
        schema_overrides=dict.fromkeys(("数值", "可比本年", "可比上年"), pl.Float64),
    )
