"""横向对比: who has more. Bars from 0, name and value at the left, the middle half and median behind; below a rule
those that take no part, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from dashboard import numbers
from dashboard.figures.canvas import Canvas, Margin, rows_canvas
from dashboard.figures.chart import Chart, Source, Style, first_fitting
from dashboard.figures.labels import colored, halves, safe, width
from dashboard.figures.peers import Peers
from dashboard.figures.ranking_notes import ROW, draw_notes, notes_of
from dashboard.figures.ranks import Question, Ranking, rank, reason, table
from dashboard.figures.values import TO_REVIEW, UnitValue, hover
from dashboard.words import PER_WORDS

TALL_ROW, BAR = 40.0, 16.0
PHONE_ROW, PHONE_BAR, PHONE_FIRST = 54.0, 14.0, 8
HEAD = 42.0  # above the first row: the axis and the peer labels


def ranking(frame: pl.DataFrame, question: Question, style: Style, source: Source) -> Chart:
    """Bars of a year's values by unit.

    ``frame``: one row a unit of the group that reported that year, with ``UnitValue``'s columns.
    """
    result = rank(frame, question.per)
    canvas = (_phone if style.phone else _wide)(result, question, style)
    return Chart("ranking", canvas.figure, _title(result, question), _subtitle(result, question),
                 _foot(result, question, source, style), table(result))  # fmt: skip


def _shown(result: Ranking, question: Question, style: Style) -> list[UnitValue]:
    limit = PHONE_FIRST if style.phone and question.limit is None else question.limit
    stop = None if limit is None else question.offset + limit
    rows = list(result.ranked[question.offset : stop])
    if question.offset == 0 and stop is not None:
        rows += [row for row in result.ranked[stop:] if row.unit_id == question.selected]
    return rows


def _title(result: Ranking, question: Question) -> str:
    plain = f"{question.year}年各单位{question.indicator}"
    if len(result.ranked) < numbers.PEER_DOTS or question.offset:
        return plain
    names = [row.unit_name for row in result.ranked]
    findings = []
    for count, words in ((3, "居前三"), (2, "居前两位"), (1, "居首")):
        apart = len(names) > count and result.places[count] > count
        findings.append("、".join(names[:count]) + words if apart else "")
    return first_fitting(findings, plain)


def _subtitle(result: Ranking, question: Question) -> str:
    per = "" if result.per == "total" else PER_WORDS[result.per]
    unit = numbers.scale_for(result.values, result.unit).unit
    what = per + question.indicator + ("" if not unit or question.indicator.endswith(unit) else f"（{unit}）")
    parts = "，".join(part for part in (what, f"{question.year}年", question.group) if part)
    marks = "实心为确数，空心为约数" if any(row.approximate for row in result.ranked) else "均为确数"
    few = "。不足8家，不列中位数" if len(result.ranked) < numbers.PEER_MEDIAN else ""
    return f"{parts}。{marks}{few}"


def _foot(result: Ranking, question: Question, source: Source, style: Style) -> str:
    rows = (*result.ranked, *result.excluded)
    writing = sum(row.state != "not_mentioned" for row in rows)
    pending = sum(row.state in TO_REVIEW for row in rows)
    foot = source.foot(writing, f"{question.year}年", pending)
    shown = len(_shown(result, question, style))
    if shown < len(result.ranked):
        first = f"第{question.offset + 1}—{question.offset + shown}家" if question.offset else f"前{shown}家"
        foot += f"列{first}，全部{len(result.ranked)}家见数据表。"
    if result.excluded and (style.phone or not question.excluded):
        counts = Counter(reason(result, row) for row in result.excluded)
        foot += "不参与排序：" + "、".join(f"{word}{count}家" for word, count in counts.items()) + "。"
    return foot


def _wide(result: Ranking, question: Question, style: Style) -> Canvas:
    shown = _shown(result, question, style)
    scale = numbers.scale_for(_extent(result), result.unit)
    names = [row.unit_name for row in shown]
    row_height = TALL_ROW if any(len(halves(name)) > 1 for name in names) else ROW
    others = notes_of(result, question, style, 236)
    value_width = max((width(_value(row, scale)) for row in shown), default=0)
    every = names + [note.name for note in others]
    name_width = max((width(line) for name in every for line in halves(name)), default=0)
    left = max(name_width + value_width + 36, 160)
    ticks = numbers.ticks(0, max(_extent(result), default=1) / scale.divisor, 5 if style.width > 600 else 3)
    body = HEAD + row_height * len(shown)
    below = 42 + sum(note.height for note in others) if others else 8
    margin = Margin(left=left, right=36)
    canvas = rows_canvas(style, body + below, margin, (0, ticks[-1]))
    _axis(canvas, ticks, scale, HEAD, body if not others else body + 40)
    _peer_marks(canvas, result.peers, scale, body, ticks[-1])
    _bars(canvas, shown, question, scale, row_height, value_width)
    if others:
        draw_notes(canvas, others, scale, body, value_width)
    return canvas


def _extent(result: Ranking) -> list[float]:
    disputed = [row.value_high for row in result.excluded if row.state == "conflicting" and row.value_high is not None]
    return result.values + disputed


def _value(row: UnitValue, scale: numbers.Scale) -> str:
    return "" if row.value is None else scale.text(row.value, row.qualifier, row.quote)


def _axis(canvas: Canvas, ticks: Sequence[float], scale: numbers.Scale, top: float, bottom: float) -> None:
    tokens = canvas.style.tokens
    for tick in ticks:
        canvas.vertical(tick, top, bottom, tokens.line if tick else tokens.line2)
        label = numbers.plain(tick) + (scale.unit if tick == ticks[-1] else "")
        canvas.text(label, tick, 14, anchor="center", color=tokens.ink3, size=12)


def _peer_marks(canvas: Canvas, group: Peers, scale: numbers.Scale, bottom: float, top_tick: float) -> None:
    if group.median is None or group.low is None or group.high is None:
        return
    tokens = canvas.style.tokens
    low, median, high = (value / scale.divisor for value in (group.low, group.median, group.high))
    canvas.band(low, high, HEAD, bottom, tokens.band)
    line = {"color": tokens.ink, "width": canvas.style.px(1.5)}
    canvas.shape(type="line", x0=median, x1=median, y0=HEAD, y1=bottom, line=line, layer="above")
    half = f"中间一半 {scale.derived(group.low)}{numbers.DASH}{scale.derived(group.high)}"
    middle = f"中位数 {scale.derived(group.median)}"
    if median < top_tick * 0.8:
        canvas.text(half, low, 32, anchor="right", shift=-5, color=tokens.ink3, size=12)
        canvas.text(middle, median, 32, shift=5, strong=True)
    else:
        # Near the right edge both stand before the line, as one line of words.
        words = colored(f'<span style="font-size:{canvas.style.px(12)}px">{half}　</span>', tokens.ink3)
        canvas.text(f"{words}<b>{middle}</b>", median, 32, anchor="right", shift=-5)


def _bars(
    canvas: Canvas, shown: Sequence[UnitValue], question: Question, scale: numbers.Scale, row: float, room: float
) -> None:
    style, tokens = canvas.style, canvas.style.tokens
    centres = [HEAD + row * index + row / 2 for index in range(len(shown))]
    _bar_trace(canvas, shown, centres, question, scale, BAR)
    for value, y in zip(shown, centres, strict=True):
        chosen = value.unit_id == question.selected
        color = tokens.accent if chosen else tokens.ink
        name = "<br>".join(safe(line) for line in halves(value.unit_name))
        name = name.replace("<br>", "</b><br><b>") if chosen else name
        canvas.text(name, 0, y, anchor="right", paper=True, shift=-room - 24, color=color, strong=chosen)
        canvas.text(_value(value, scale), 0, y, anchor="right", paper=True, shift=-10, color=color, strong=chosen)
        if value.state == "corrected" and value.value is not None:
            canvas.text("已订正", value.value / scale.divisor, y, shift=11, color=tokens.ink3, size=12)
    corrected = [(value, y) for value, y in zip(shown, centres, strict=True) if value.state == "corrected"]
    if corrected:
        canvas.scatter(
            x=[(value.value or 0) / scale.divisor for value, _ in corrected], y=[y for _, y in corrected],
            mode="markers", marker={"symbol": "diamond", "size": style.px(10), "color": tokens.mark2},
            customdata=[[value.mention_id] for value, _ in corrected], hoverinfo="skip", cliponaxis=False,
        )  # fmt: skip


def _bar_trace(
    canvas: Canvas, shown: Sequence[UnitValue], centres: Sequence[float], question: Question, scale: numbers.Scale,
    thick: float,
) -> None:  # fmt: skip
    style, tokens = canvas.style, canvas.style.tokens
    strong = [tokens.accent if value.unit_id == question.selected else None for value in shown]
    hollow = [value.approximate for value in shown]
    canvas.bar(
        orientation="h", x=[(value.value or 0) / scale.divisor for value in shown], y=list(centres),
        # An outline is drawn half outside the bar, so a hollow bar is thinner by its line.
        width=[thick - 1.5 if open_ else thick for open_ in hollow],
        marker={
            "color": [tokens.card if open_ else own or tokens.mark for open_, own in zip(hollow, strong, strict=True)],
            "line": {
                "color": [own or tokens.mark2 for own in strong],
                "width": [style.px(1.5) if open_ else 0 for open_ in hollow],
            },
        },
        customdata=[[value.mention_id] for value in shown],
        hovertemplate=[hover(value, question.indicator) for value in shown],
    )  # fmt: skip


def _phone(result: Ranking, question: Question, style: Style) -> Canvas:
    shown = _shown(result, question, style)
    tokens = style.tokens
    scale = numbers.scale_for(result.values, result.unit)
    top = max((row.value or 0 for row in shown), default=0) / scale.divisor or 1
    canvas = rows_canvas(style, PHONE_ROW * len(shown), Margin(left=1, right=1), (0, top))
    centres = [PHONE_ROW * index + 31 for index in range(len(shown))]
    _bar_trace(canvas, shown, centres, question, scale, PHONE_BAR)
    for row, y in zip(shown, centres, strict=True):
        chosen = row.unit_id == question.selected
        color = tokens.accent if chosen else tokens.ink
        canvas.text(safe(row.unit_name), 0, y - 20, paper=True, size=14, strong=chosen, color=color)
        words = scale.with_unit(row.value or 0, row.qualifier, row.quote)
        canvas.text(words, 1, y - 20, paper=True, anchor="right", size=14, strong=True, color=color)
    return canvas
