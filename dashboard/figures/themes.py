"""总览: how the themes moved. A dot for the units' median, a bar for the middle half, counts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import bold, safe, width
from dashboard.figures.peers import Peers, peers
from dashboard.theme import Tokens

HEAD, ROW, FOOT = 36.0, 29.0, 26.0
COLUMNS = (("提及家数", 56.0), ("上升", 116.0), ("下降", 178.0))  # right edges, px after the plot
LIMIT = 0.5  # a rate beyond ±50 % is drawn at the edge, so that one unit does not flatten all others
NARROW = 0.2  # the axis reaches at least this far both ways; single units beyond what the themes need are at its edge
PHONE_HEAD, PHONE_ROW, PHONE_FIRST, PHONE_LAST = 26.0, 34.0, 6, 2


@dataclass(frozen=True, slots=True)
class ThemeMove:
    """A theme's change against last year. ``rates`` are fractions, one a unit that is comparable in both years."""

    name: str
    order: int
    mentioning: int
    rates: tuple[float, ...]
    units: tuple[str, ...]
    mentions: tuple[str | None, ...]

    @property
    def peers(self) -> Peers:
        """Median and middle half of the units' rates, from eight units on."""
        return peers(self.rates)

    def count(self, direction: numbers.Direction) -> int:
        """Units that moved this way; within ±0.5 % is steady."""
        return sum(numbers.theme_change(rate).direction == direction for rate in self.rates)

    @property
    def nearest(self) -> int:
        """The index of the unit that stands nearest to the median: a click on the dot opens its evidence."""
        middle = self.peers.median or 0.0
        return min(range(len(self.rates)), key=lambda index: abs(self.rates[index] - middle))


def moves(frame: pl.DataFrame) -> list[ThemeMove]:
    """Themes sorted by their median change; those without one after them, in catalogue order.

    ``frame``: ``theme_zh, theme_order, mentioning, unit_name, rate, mention_id``, one row a theme and unit that is
    comparable in both years, and one with a null ``rate`` for a theme without any.
    """
    found = []
    for (name, order, mentioning), part in frame.group_by("theme_zh", "theme_order", "mentioning", maintain_order=True):
        rows = part.drop_nulls("rate").sort("rate")
        columns = (tuple(rows[column].to_list()) for column in ("rate", "unit_name", "mention_id"))
        rates, units, mentions = columns
        found.append(ThemeMove(str(name), int(order), int(mentioning), rates, units, mentions))
    known = sorted((move for move in found if move.peers.median is not None), key=lambda m: (-_median(m), m.order))
    return known + sorted((move for move in found if move.peers.median is None), key=lambda m: (-len(m.rates), m.order))


def _median(move: ThemeMove) -> float:
    return move.peers.median or 0.0


def themes(frame: pl.DataFrame, year: int, style: Style, source: Source, *, units: int, pending: int) -> Chart:
    """The themes' change between ``year`` and the year before.

    ``units``: how many units reported; ``pending``: values to review in the year.
    """
    found = moves(frame)
    canvas = (_phone if style.phone else _wide)(found, style)
    return Chart("themes", canvas.figure, _title(found, year), _subtitle(year),
                 _foot(found, style, source.foot(units, f"{year}年", pending)), table(found))  # fmt: skip


def _title(found: Sequence[ThemeMove], year: int) -> str:
    known = [move for move in found if move.peers.median is not None]
    rising = [move.name for move in known if numbers.theme_change(_median(move)).direction == "up"]
    falling = [move.name for move in known if numbers.theme_change(_median(move)).direction == "down"]
    up = f"{rising[0]}增长最快" if rising else ""
    down = "和".join(falling[-2:]) + "下降" if falling else ""
    both = f"{up}，{down}" if up and down else up or down
    return first_fitting([both, up or down], f"{year}年各主题同比变化")


def _subtitle(year: int) -> str:
    return f"各主题同比变化，{year}年与{year - 1}年。点为单位中位数，横条为中间一半单位；±0.5%以内为持平"


def _reading(found: Sequence[ThemeMove]) -> str:
    """How to read what only some themes show."""
    few = any(move.peers.dots for move in found)
    ends = _range(found)
    shown = [rate for move in found for rate in (move.rates if move.peers.dots else (_median(move),))]
    beyond = any(not ends[0] <= rate <= ends[-1] for rate in shown)
    return ("可比不足8家的主题只画各单位的点。" if few else "") + ("三角为超出坐标的。" if beyond else "")


def _foot(found: Sequence[ThemeMove], style: Style, foot: str) -> str:
    foot = _reading(found) + foot
    if style.phone and len(found) > PHONE_FIRST + PHONE_LAST:
        foot += f"列{PHONE_FIRST + PHONE_LAST}个，全部{len(found)}个见数据表。"
    return foot


def _range(found: Sequence[ThemeMove]) -> list[float]:
    ends = [0.0]
    for move in found:
        group = move.peers
        ends += [group.low, group.high] if group.low is not None and group.high is not None else []
    low, high = max(min(ends), -LIMIT), min(max(ends), LIMIT)
    return numbers.ticks(min(low, -NARROW), max(high, NARROW), 5)


def _wide(found: Sequence[ThemeMove], style: Style) -> Canvas:
    tokens, ticks = style.tokens, _range(found)
    body = HEAD + ROW * len(found)
    margin = Margin(left=96, right=178 + 22)
    canvas = rows_canvas(style, body + FOOT, margin, (ticks[0], ticks[-1]))
    for tick in ticks:
        canvas.vertical(tick, 30, body + 4, tokens.line if tick else tokens.line2, 1 if tick else 1.5)
        canvas.text(_tick(tick), tick, body + 15, anchor="center", color=tokens.ink3, size=12)
    canvas.text("主题", 0, 13, anchor="right", paper=True, shift=-14, color=tokens.ink2)
    canvas.text("上升 →", 0, 13, shift=8, color=tokens.ink3, size=12)
    canvas.text("← 下降", 0, 13, anchor="right", shift=-8, color=tokens.ink3, size=12)
    for heading, edge in COLUMNS:
        canvas.text(heading, 1, 13, anchor="right", paper=True, shift=edge, color=tokens.ink2)
    for index, move in enumerate(found):
        y = HEAD + ROW * index + ROW / 2
        canvas.text(safe(move.name), 0, y, anchor="right", paper=True, shift=-14, size=14)
        _mark(canvas, move, y, (ticks[0], ticks[-1]))
        _value_label(canvas, move, y, (ticks[0], ticks[-1]))
        for number, (_, edge) in zip((move.mentioning, move.count("up"), move.count("down")), COLUMNS, strict=True):
            canvas.text(f"{number:,}", 1, y, anchor="right", paper=True, shift=edge, color=tokens.ink2)
        if index and index % 5 == 0:
            canvas.rule(HEAD + ROW * index, margin.left, margin.right, tokens.line)
    return canvas


def _tick(tick: float) -> str:
    decimals = 0 if abs(tick * 100 - round(tick * 100)) < 1e-6 else 1
    return numbers.percent(tick, decimals) if tick else "持平"


def _color(rate: float, tokens: Tokens) -> str:
    return {"up": tokens.accent, "down": tokens.ochre}.get(numbers.theme_change(rate).direction, tokens.mark2)


def _mark(canvas: Canvas, move: ThemeMove, y: float, ends: tuple[float, float]) -> None:
    group, style = move.peers, canvas.style
    if group.low is not None and group.high is not None and group.median is not None:
        canvas.scatter(
            x=[_within(group.low, ends), _within(group.high, ends)], y=[y, y], mode="lines", cliponaxis=False,
            line={"color": style.tokens.mark, "width": style.px(6)}, hoverinfo="skip",
        )  # fmt: skip
        _dots(canvas, move, [move.nearest], [group.median], y, ends)
    elif group.dots:
        _dots(canvas, move, range(len(move.rates)), move.rates, y, ends)


def _dots(
    canvas: Canvas, move: ThemeMove, indices: Sequence[int], rates: Sequence[float], y: float, ends: tuple[float, float]
) -> None:
    style, median = canvas.style, move.peers.median is not None
    border = {"color": style.tokens.card, "width": style.px(1.5 if median else 1)}
    words = [_hover(move, index, rate) for index, rate in zip(indices, rates, strict=True)]
    canvas.scatter(
        x=[_within(rate, ends) for rate in rates], y=[y] * len(rates), mode="markers", cliponaxis=False,
        marker={"symbol": [_symbol(rate, ends) for rate in rates], "size": style.px(12 if median else 8),
                "color": [_color(rate, style.tokens) for rate in rates], "line": border, "opacity": 1},
        customdata=[[move.mentions[index]] for index in indices], hovertemplate=words,
    )  # fmt: skip


def _hover(move: ThemeMove, index: int, rate: float) -> str:
    whose = f"{len(move.rates)}家中位数" if move.peers.median is not None else safe(move.units[index])
    return f"{bold(safe(move.name))}<br>{whose} {numbers.percent(rate)}<extra></extra>"


def _symbol(rate: float, ends: tuple[float, float]) -> str:
    """An arrowhead for what lies beyond the axis, so that the edge is not taken for the value."""
    return "triangle-left" if rate < ends[0] else "triangle-right" if rate > ends[1] else "circle"


def _within(rate: float, ends: tuple[float, float]) -> float:
    return min(max(rate, ends[0]), ends[1])


def _value_label(canvas: Canvas, move: ThemeMove, y: float, ends: tuple[float, float]) -> None:
    group, tokens = move.peers, canvas.style.tokens
    if group.median is not None and group.high is not None:
        words = numbers.percent(group.median)
        edge = _within(max(group.high, group.median), ends)
        # Near the right edge the label would run into the columns, so it stands before the bar.
        room = (ends[1] - edge) / (ends[1] - ends[0]) * (canvas.style.width / canvas.style.scale - 296)
        late = room < width(words) + 12
        start = _within(min(group.low or 0, group.median), ends)
        anchor, x, shift = ("right", start, -10.0) if late else ("left", edge, 10.0)
        canvas.text(words, x, y, anchor=anchor, shift=shift, strong=True)  # type: ignore[arg-type]
    elif not group.dots:
        words = f"两年可比{group.count}家，不列变化" if group.count else "没有两年可比的数值"
        canvas.text(words, 0, y, shift=8, color=tokens.ink3, size=12)


def _phone(found: Sequence[ThemeMove], style: Style) -> Canvas:
    tokens = style.tokens
    known = [move for move in found if move.peers.median is not None]
    cut = len(known) > PHONE_FIRST + PHONE_LAST
    shown = [*known[:PHONE_FIRST], *known[-PHONE_LAST:]] if cut else list(found[: PHONE_FIRST + PHONE_LAST])
    ticks = _range(shown)
    canvas = rows_canvas(style, PHONE_HEAD + PHONE_ROW * len(shown), Margin(left=68, right=64), (ticks[0], ticks[-1]))
    for index, tick in enumerate(ticks):
        canvas.vertical(tick, 22, PHONE_HEAD + PHONE_ROW * len(shown), tokens.line if tick else tokens.line2)
        room = (style.width / style.scale - 132) / max(len(ticks) - 1, 1)
        if tick == 0 or room >= width("+10%", 12) + 8 or index % 2 == 0:
            canvas.text(_tick(tick), tick, 10, anchor="center", color=tokens.ink3, size=12)
    for index, move in enumerate(shown):
        y = PHONE_HEAD + PHONE_ROW * index + PHONE_ROW / 2
        canvas.text(safe(move.name), 0, y, paper=True, shift=-68, size=14)
        _mark(canvas, move, y, (ticks[0], ticks[-1]))
        group = move.peers
        words = numbers.percent(group.median) if group.median is not None else f"{group.count}家可比"
        quiet = group.median is None
        canvas.text(words, 1, y, anchor="right", paper=True, shift=64, strong=not quiet,
                    color=tokens.ink3 if quiet else None, size=12 if quiet else 13)  # fmt: skip
    if cut:
        canvas.rule(PHONE_HEAD + PHONE_ROW * PHONE_FIRST, 68, 64, tokens.line2)
    return canvas


def table(found: Sequence[ThemeMove]) -> pl.DataFrame:
    """The chart's data as a table; rates are fractions."""
    groups = [move.peers for move in found]
    return pl.DataFrame(
        {
            "主题": [move.name for move in found],
            "提及家数": [move.mentioning for move in found],
            "两年可比": [len(move.rates) for move in found],
            "同比中位数": [group.median for group in groups],
            "中间一半下界": [group.low for group in groups],
            "中间一半上界": [group.high for group in groups],
            "上升": [move.count("up") for move in found],
            "持平": [move.count("steady") for move in found],
            "下降": [move.count("down") for move in found],
        },
        schema_overrides=dict.fromkeys(("同比中位数", "中间一半下界", "中间一半上界"), pl.Float64),
    )
