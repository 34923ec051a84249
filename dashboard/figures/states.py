"""总览: in which states the year's values are. A list with marks, a bar for the share, and the count."""

from __future__ import annotations

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, GlyphName, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style
from dashboard.figures.values import TO_REVIEW
from dashboard.words import STATE_WORDS

ROW, HEAD, BAR = 34.0, 6.0, 12.0
NOTES: dict[str, str] = {
    "reported": "原文写有确数",
    "approximate": "近、约、多、逾",
    "cumulative": "覆盖多年，不计入单年",
    "corrected": "经审核员订正",
    "zero": "原文写明没有",
    "placeholder": "不计入，待补",
    "conflicting": "不计入，待核",
}
TENTHS = "〇一二三四五六七八九"


def states(frame: pl.DataFrame, year: int, style: Style, source: Source, *, units: int) -> Chart:
    """The states of a year's values. ``frame``: ``state, value_count``, with ``not_mentioned`` as a row of its own."""
    counts = {str(state): int(count) for state, count in frame.select("state", "value_count").iter_rows()}
    silent = counts.get("not_mentioned", 0)
    known = {state: counts[state] for state in NOTES if counts.get(state)}
    total = sum(known.values())
    canvas = _draw(known, total, silent, style)
    pending = sum(known.get(state, 0) for state in TO_REVIEW)
    subtitle = f"{year}年{total:,}个数值的状态。未提及另列，不计为0"
    foot = source.foot(units, f"{year}年", pending)
    return Chart("states", canvas.figure, _title(known, total), subtitle, foot, table(known, total, silent))


def _title(known: dict[str, int], total: int) -> str:
    exact = known.get("reported", 0) / total if total else 0.0
    if total and exact == 1:
        return "数值都是确数"
    return f"{TENTHS[int(exact * 10)]}成以上数值是确数" if exact >= 0.1 else "数值的状态"


def _draw(known: dict[str, int], total: int, silent: int, style: Style) -> Canvas:
    tokens = style.tokens
    height = HEAD + ROW * (len(known) + 1)
    right = 118.0
    canvas = rows_canvas(style, height, Margin(250, right), (0, max(known.values(), default=1)))
    centres = [HEAD + ROW * index + ROW / 2 for index in range(len(known))]
    canvas.bar(
        orientation="h", x=list(known.values()), y=centres, width=BAR, marker={"color": tokens.mark},
        hovertemplate=[f"{STATE_WORDS[state]} {count:,}个<extra></extra>" for state, count in known.items()],
    )  # fmt: skip
    for (state, count), y in zip(known.items(), centres, strict=True):
        color = tokens.red if state in TO_REVIEW else tokens.ink
        _line(canvas, state, NOTES[state], y, color)
        canvas.text(f"{count:,}", 1, y, anchor="right", paper=True, shift=right - 56)
        canvas.text(numbers.share(count, total), 1, y, anchor="right", paper=True, shift=right, color=tokens.ink3)
        canvas.rule(y + ROW / 2, 250, right, tokens.line)
    last = HEAD + ROW * len(known) + ROW / 2
    _line(canvas, "not_mentioned", "另列，不计为0", last, tokens.ink)
    canvas.text(f"{silent:,}处", 1, last, anchor="right", paper=True, shift=right)
    return canvas


def _line(canvas: Canvas, state: str, note: str, y: float, color: str) -> None:
    if state == "zero":
        canvas.text("0", 0, y, anchor="center", paper=True, shift=-242, color=canvas.style.tokens.ink2)
    else:
        name: GlyphName = state  # type: ignore[assignment]
        canvas.glyph(name, 0, y, shift=-242)
    canvas.text(STATE_WORDS[state], 0, y, paper=True, shift=-226, color=color)
    canvas.text(note, 0, y, paper=True, shift=-160, color=canvas.style.tokens.ink2)


def table(known: dict[str, int], total: int, silent: int) -> pl.DataFrame:
    """One row a state; the share is a fraction of the values that are written."""
    return pl.DataFrame(
        {
            "状态": [*(STATE_WORDS[state] for state in known), STATE_WORDS["not_mentioned"]],
            "说明": [*(NOTES[state] for state in known), "另列，不计为0"],
            "个数": [*known.values(), silent],
            "占比": [*(count / total for count in known.values()), None],
        },
        schema_overrides={"占比": pl.Float64, "个数": pl.Int64},
    )
