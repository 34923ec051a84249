"""How a trend's plan is drawn: one figure, its lines on values, everything else in px."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import numbers
from dashboard.figures.canvas import Canvas, GlyphName, Margin, rows_canvas
from dashboard.figures.chart import Style
from dashboard.figures.labels import bold, colored, halves, safe, spread, width
from dashboard.figures.trend_plan import Plan, Series, YearPeers, yearly
from dashboard.figures.values import TO_REVIEW, UnitValue, hover, span_words
from dashboard.words import STATE_WORDS

PLOT, PHONE_PLOT = 310.0, 220.0
AXIS = 38.0  # between the plot's bottom and the rule above the strip
STRIP, TALL_STRIP, PHONE_STRIP = 26.0, 42.0, 46.0
SIDE = 0.24  # of a year, left and right of the first and last point
CAP = 0.22  # of a year, by which a span's bar passes the middle of its first and last year
LABEL, LABEL_ROOM = 18.0, 236.0
LEGEND: tuple[tuple[str, str], ...] = (
    ("reported", "确数"), ("approximate", "约数"), ("cumulative", "多年累计"), ("corrected", "已订正"),
    ("conflicting", "前后矛盾"), ("placeholder", "数字缺失"),
)  # fmt: skip


def draw(plan: Plan, style: Style) -> Canvas:
    """The trend's figure."""
    folded = any(len(halves(series.name, 12)) > 1 for series in plan.series)
    plot, row = (PHONE_PLOT, PHONE_STRIP) if style.phone else (PLOT, TALL_STRIP if folded else STRIP)
    strip = AXIS + row * len(plan.series) + STRIP + 8
    names = max((width(line) for series in plan.series for line in halves(series.name, 12)), default=0)
    margin = Margin(44, 58, 20) if style.phone else Margin(max(names + 24, 110), LABEL_ROOM, 20)
    canvas = rows_canvas(style, plot + strip, margin, (plan.first - SIDE, plan.final + SIDE))
    # Values keep their own axis, so that a point's y is its value; everything else speaks px on the first axis.
    # It runs on below the plot, beneath the strip, because an overlaying axis cannot have a part of the height.
    floor = plan.low - (plan.high - plan.low) * strip / plot
    canvas.values_axis(floor, plan.high)
    _grid(canvas, plan, plot)
    _peer_area(canvas, plan)
    for series in sorted(plan.series, key=lambda s: s.selected):
        _line(canvas, plan, series)
        _spans(canvas, plan, series, plot)
        _disputed(canvas, plan, series)
    _end_labels(canvas, plan, plot)
    _strip(canvas, plan, plot, row)
    return canvas


def _height(plan: Plan, value: float, plot: float) -> float:
    """The px (from the top) of a value on the scale."""
    return plot * (1 - (value - plan.low) / (plan.high - plan.low))


def _grid(canvas: Canvas, plan: Plan, plot: float) -> None:
    tokens = canvas.style.tokens
    for tick in plan.ticks:
        y = _height(plan, tick, plot)
        canvas.rule(y, 0, 0, tokens.line2 if tick == plan.low else tokens.line)
        unit = plan.scale.unit if tick == plan.ticks[-1] else ""
        words = numbers.plain(tick) + (f"<br>{unit}" if canvas.style.phone and unit else unit)
        canvas.text(words, 0, y, anchor="right", paper=True, shift=-10, color=tokens.ink3, size=12)
    every = 1 if not canvas.style.phone else -(-len(plan.years) // 5)
    for year in plan.years:
        last = year.year == plan.final
        if (plan.final - year.year) % every == 0:
            canvas.text(f"{year.year}年", year.year, plot + 15, anchor="center", strong=last,
                        color=tokens.ink if last else tokens.ink2)  # fmt: skip


def _peer_area(canvas: Canvas, plan: Plan) -> None:
    style, tokens, divisor = canvas.style, canvas.style.tokens, plan.scale.divisor
    x, y = [], []
    for run in _runs(plan.years):
        lows = [(year.group.low or 0) / divisor for year in run]
        highs = [(year.group.high or 0) / divisor for year in run]
        years = [year.year for year in run]
        x += [*years, *reversed(years), None]
        y += [*highs, *reversed(lows), None]
    if x:
        canvas.scatter(x=x, y=y, yaxis="y2", mode="lines", fill="toself", fillcolor=tokens.band,
                                  line={"width": 0}, hoverinfo="skip")  # fmt: skip
        middles = [None if year.group.median is None else year.group.median / divisor for year in plan.years]
        canvas.scatter(
            x=[year.year for year in plan.years], y=middles, yaxis="y2", mode="lines", connectgaps=False,
            line={"color": tokens.ink3, "width": style.px(1.25), "dash": f"{style.px(2)}px,{style.px(3)}px"},
            hovertemplate="中位数 %{y:.3~g}<extra></extra>",
        )  # fmt: skip
    dots = [(year.year, value / divisor, mention) for year in plan.years if year.group.dots
            for value, mention in zip(year.values, year.mentions, strict=True)]  # fmt: skip
    if dots:
        canvas.scatter(
            x=[dot[0] for dot in dots], y=[dot[1] for dot in dots], yaxis="y2", mode="markers",
            marker={"size": style.px(5), "color": tokens.mark}, customdata=[[dot[2]] for dot in dots],
            hovertemplate="同类 %{y:.3~g}<extra></extra>", cliponaxis=False,
        )  # fmt: skip


def _runs(years: Sequence[YearPeers]) -> list[list[YearPeers]]:
    """Runs of years that have a middle half; the band breaks between them."""
    runs: list[list[YearPeers]] = [[]]
    for year in years:
        if year.group.median is None:
            runs.append([])
        else:
            runs[-1].append(year)
    return [run for run in runs if run]


def _line(canvas: Canvas, plan: Plan, series: Series) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    rows = [row for row in series.rows if row.year is not None]
    shown = [plan.drawn(row) for row in rows]
    size = 10.0 if series.selected else 9.0
    hollow = [row.approximate for row in rows]
    canvas.scatter(
        x=[row.year for row in rows],
        y=[(row.value or 0) / plan.scale.divisor if show else None for row, show in zip(rows, shown, strict=True)],
        yaxis="y2", name=safe(series.name), mode="lines+markers", connectgaps=False, cliponaxis=False,
        line={"color": series.color, "width": style.px(2.5 if series.selected else 2)},
        marker={
            "symbol": ["diamond" if row.state == "corrected" else "circle" for row in rows],
            "size": [style.px(size - 1 if open_ else size + (row.state == "corrected"))
                     for row, open_ in zip(rows, hollow, strict=True)],
            "color": [tokens.card if open_ else series.color for open_ in hollow],
            "line": {"color": series.color, "width": [style.px(2) if open_ else 0 for open_ in hollow]},
            "opacity": 1,
        },
        customdata=[[row.mention_id] for row in rows],
        hovertemplate=[hover(row, plan.indicator) for row in rows],
    )  # fmt: skip
    for row, show in zip(rows, shown, strict=True):
        if not show or row.value is None:
            continue
        height = row.value / plan.scale.divisor
        if row.state == "zero":
            # Beside its mark: above it, the line's own turn would cross the figure.
            canvas.text("0", row.year or 0, height, yref="y2", shift=11, yshift=9, color=series.ink)
        elif series.selected and row.approximate and row.year != plan.final:
            words = plan.scale.text(row.value, row.qualifier, row.quote)
            canvas.text(words, row.year or 0, height, anchor="center", yref="y2", yshift=14, color=series.ink)


def _spans(canvas: Canvas, plan: Plan, series: Series, plot: float) -> None:
    style = canvas.style
    for row in series.rows:
        if row.state != "cumulative" or row.value is None or row.period_start is None or row.period_end is None:
            continue
        left, right = max(row.period_start, plan.first) - CAP, min(row.period_end, plan.final) + CAP
        level = yearly(row) / plan.scale.divisor
        canvas.scatter(
            x=[left, right], y=[level, level], yaxis="y2", mode="lines", cliponaxis=False,
            line={"color": series.color, "width": style.px(3)}, customdata=[[row.mention_id]] * 2,
            hovertemplate=hover(row, plan.indicator),
        )  # fmt: skip
        y = _height(plan, level, plot)
        for x in (left, right):
            line = {"color": series.color, "width": style.px(2)}
            canvas.shape(type="line", x0=x, x1=x, y0=y - 7, y1=y + 7, line=line)
        words = span_words(row) + ("" if style.phone else f"，条高为年均{plan.scale.derived(yearly(row))}")
        canvas.text(words, (left + right) / 2, y - 14, anchor="center", color=series.ink)


def _disputed(canvas: Canvas, plan: Plan, series: Series) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    for row in series.rows:
        if row.state != "conflicting" or row.value_low is None or row.value_high is None or row.basis != plan.basis:
            continue
        canvas.scatter(
            x=[row.year] * 2, y=[row.value_low / plan.scale.divisor, row.value_high / plan.scale.divisor], yaxis="y2",
            mode="lines+markers", line={"color": tokens.red, "width": style.px(1.5)}, cliponaxis=False,
            marker={"size": style.px(8), "color": tokens.card, "line": {"color": tokens.red, "width": style.px(1.5)}},
            customdata=[[row.mention_id]] * 2, hovertemplate=hover(row, plan.indicator),
        )  # fmt: skip


def _end_labels(canvas: Canvas, plan: Plan, plot: float) -> None:
    """Labels at the lines' right ends, moved apart where they would overlap."""
    tokens, phone = canvas.style.tokens, canvas.style.phone
    labels: list[tuple[float, list[str], str, int]] = []
    for series in plan.series:
        last = series.last
        if last is not None and plan.drawn(last):
            level = (last.value or 0) / plan.scale.divisor
            labels.append((_height(plan, level, plot), _label(plan, series, last, canvas), series.ink, 13))
    final = plan.years[-1]
    if final.group.median is not None and final.group.low is not None and not phone:
        words = f"中位数 {plan.scale.derived(final.group.median)}，{final.group.count}家"
        labels.append((_height(plan, final.group.median / plan.scale.divisor, plot), [words], tokens.ink2, 13))
        low = _height(plan, final.group.low / plan.scale.divisor, plot)
        labels.append((low, ["浅色带：中间一半单位"], tokens.ink3, 12))
    heights = [LABEL * len(lines) + 2 for _, lines, _, _ in labels]
    centres = spread([label[0] for label in labels], heights, -20, plot + 10)
    for centre, (_, lines, color, size) in zip(centres, labels, strict=True):
        for number, words in enumerate(lines):
            y = centre + LABEL * (number - (len(lines) - 1) / 2)
            canvas.text(words, plan.final, y, shift=16 if not phone else 9, color=color, size=size)


def _label(plan: Plan, series: Series, last: UnitValue, canvas: Canvas) -> list[str]:
    value = plan.scale.text(last.value or 0, last.qualifier, last.quote)
    if canvas.style.phone:
        return [bold(value)]
    name = bold(safe(series.name))
    change = last.change_words().text if last.year == plan.final and last.change is not None else ""
    change = change if last.year == plan.final else f"（{last.year}年）"
    note = f"　{colored(safe(change), canvas.style.tokens.ink2)}" if change else ""
    if width(f"{series.name} {value}　{change}") <= LABEL_ROOM - 44:
        return [f"{name} {bold(value)}{note}"]
    return [*(bold(safe(line)) for line in halves(series.name)), f"{bold(value)}{note}"]


def _strip(canvas: Canvas, plan: Plan, plot: float, row: float) -> None:
    tokens, left, phone = canvas.style.tokens, canvas.margin.left, canvas.style.phone
    canvas.rule(plot + AXIS, left, 0, tokens.line)
    seen: set[str] = set()
    for number, series in enumerate(plan.series):
        top = plot + AXIS + row * number
        y = top + (33 if phone else row / 2 + 3)
        lines = [series.name] if phone else halves(series.name, 12)
        words = "<br>".join(safe(line) for line in lines)
        canvas.text(words, 0, top + 12 if phone else y, paper=True, shift=-left, color=series.ink)
        _strip_row(canvas, plan, series, y, seen)
    y = plot + AXIS + row * len(plan.series) + 16
    canvas.text("家数" if phone else "提及家数", 0, y, paper=True, shift=-left, color=tokens.ink2)
    every = 1 if not phone else -(-len(plan.years) // 5)
    for year in plan.years:
        if (plan.final - year.year) % every == 0:
            canvas.text(f"{year.writing}家", year.year, y, anchor="center", color=tokens.ink3, size=12)
    if not phone:
        _legend(canvas, seen, plot + AXIS + 16, len(plan.series) + 1)


def _strip_row(canvas: Canvas, plan: Plan, series: Series, y: float, seen: set[str]) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    covered = _covered(series)
    points: list[tuple[int, UnitValue]] = []
    for row in series.rows:
        year = row.year or 0
        state = "reported" if row.state == "zero" else row.state
        if state == "cumulative" and row.period_start is not None and row.period_end is not None:
            _strip_span(canvas, plan, series, row, y)
        elif row.single and row.basis != plan.basis:
            canvas.text("口径不同", year, y, anchor="center", color=tokens.ink3, size=12)
        elif state in ("not_mentioned", "not_reported"):
            if year not in covered:
                canvas.text(STATE_WORDS[state], year, y, anchor="center", color=tokens.ink3, size=12)
            continue
        elif state in TO_REVIEW:
            canvas.glyph(state, year, y, paper=False)  # type: ignore[arg-type]
            points.append((year, row))
        else:
            state = "approximate" if row.approximate and state == "reported" else state
            points.append((year, row))
        seen.add(state)
    canvas.scatter(
        x=[year for year, _ in points], y=[y] * len(points), mode="markers", cliponaxis=False,
        marker={
            "symbol": ["diamond" if row.state == "corrected" else "circle" for _, row in points],
            "size": [style.px(9 if row.state == "corrected" else 7.6 if row.approximate else 8) for _, row in points],
            "color": [tokens.card if row.approximate else series.color for _, row in points],
            "line": {"color": series.color, "width": [style.px(2) if row.approximate else 0 for _, row in points]},
            "opacity": [0 if row.state in TO_REVIEW else 1 for _, row in points],
        },
        customdata=[[row.mention_id] for _, row in points],
        hovertemplate=[hover(row, plan.indicator) for _, row in points],
    )  # fmt: skip


def _covered(series: Series) -> set[int]:
    spans = [row for row in series.rows if row.state == "cumulative"]
    return {year for row in spans for year in range(row.period_start or 0, (row.period_end or -1) + 1)}


def _strip_span(canvas: Canvas, plan: Plan, series: Series, row: UnitValue, y: float) -> None:
    style = canvas.style
    left, right = max(row.period_start or 0, plan.first) - CAP, min(row.period_end or 0, plan.final) + CAP
    canvas.scatter(
        x=[left, right], y=[y, y], mode="lines", line={"color": series.color, "width": style.px(3)}, cliponaxis=False,
        customdata=[[row.mention_id]] * 2, hovertemplate=hover(row, plan.indicator),
    )  # fmt: skip
    for x in (left, right):
        line = {"color": series.color, "width": style.px(2)}
        canvas.shape(type="line", x0=x, x1=x, y0=y - 5, y1=y + 5, line=line)


def _legend(canvas: Canvas, seen: set[str], top: float, rows: int) -> None:
    known = [(state, words) for state, words in LEGEND if state in seen]
    for number, (state, words) in enumerate(known):
        column, row = divmod(number, rows)
        y, x = top + STRIP * row, 30.0 + 100 * column
        name: GlyphName = state  # type: ignore[assignment]
        canvas.glyph(name, 1, y, shift=x)
        canvas.text(words, 1, y, paper=True, shift=x + 18, color=canvas.style.tokens.ink2)
