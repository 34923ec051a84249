"""Below a ranking's rule: who takes no part, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import numbers
from dashboard.figures.canvas import Canvas, GlyphName
from dashboard.figures.chart import Style
from dashboard.figures.labels import colored, fold, halves, safe
from dashboard.figures.ranks import Question, Ranking
from dashboard.figures.values import UnitValue, hover, span_words
from dashboard.theme import SONG
from dashboard.words import PER_WORDS

ROW = 26.0
NAMES_SHOWN = 60  # of those that do not mention it; the rest stand in the table


@dataclass(frozen=True, slots=True)
class Note:
    """A line below the rule: who takes no part and why. ``words`` are safe markup, one item a line."""

    name: str
    glyph: GlyphName
    words: tuple[str, ...]
    row: UnitValue

    @property
    def height(self) -> float:
        """The note's height in px of the look."""
        return ROW + 20 * (len(self.words) - 1)


def notes_of(result: Ranking, question: Question, style: Style, left: float) -> list[Note]:
    """The lines below the rule, folded to the room that is left of ``left`` px of names and values."""
    if not question.excluded:
        return []
    notes = [_note(result, row, style) for row in result.excluded if row.state != "not_mentioned"]
    silent = [row for row in result.excluded if row.state == "not_mentioned"]
    if silent:
        names = "、".join(row.unit_name for row in silent[:NAMES_SHOWN])
        more = f"等，全部{len(silent)}家见数据表" if len(silent) > NAMES_SHOWN else ""
        lines = tuple(safe(line) for line in fold(names + more, style.width / style.scale - left - 30))
        notes.append(Note(f"未提及 {len(silent)}家", "not_mentioned", lines, silent[0]))
    return notes


def _note(result: Ranking, row: UnitValue, style: Style) -> Note:
    red = style.tokens.red
    if row.single:
        amount = numbers.figure(row.value, row.unit, row.qualifier, row.quote)
        return Note(row.unit_name, "reported", (f"{PER_WORDS[row.per]}{amount}，口径不同",), row)
    match row.state:
        case "conflicting":
            ends = numbers.scale_for([row.value_low, row.value_high], row.unit)
            low, high = ends.text(row.value_low or 0), ends.with_unit(row.value_high or 0)
            return Note(row.unit_name, "conflicting", (f"{low}或{high}　{colored('前后矛盾', red)}",), row)
        case "placeholder":
            quote = f'<span style="font-family:{SONG.replace(chr(34), chr(39))}">“{safe(row.quote)}”</span>'
            return Note(row.unit_name, "placeholder", (f"原文{quote}　{colored('数字缺失', red)}",), row)
        case _:
            known = row.period_start is not None and row.period_end is not None
            when = f"，{numbers.years(row.period_start or 0, row.period_end or 0)}" if known else ""
            return Note(row.unit_name, "cumulative", (f"{span_words(row)}{when}，不折算单年",), row)


def draw_notes(canvas: Canvas, notes: Sequence[Note], scale: numbers.Scale, body: float, room: float) -> None:
    """Draw the lines under the rule, from ``body`` px on; ``room`` px are the values' column."""
    tokens, left = canvas.style.tokens, canvas.margin.left
    canvas.rule(body + 14, left, canvas.margin.right, tokens.line2)
    canvas.text("不参与排序", 0, body + 30, paper=True, shift=-left, strong=True)
    y = body + 42
    for note in notes:
        first = y + ROW / 2
        name = "<br>".join(safe(line) for line in halves(note.name))
        canvas.text(name, 0, first, anchor="right", paper=True, shift=-room - 24)
        on_axis = note.row.state == "conflicting" and note.row.value_low is not None
        if on_axis:
            _disputed(canvas, note, scale, first)
        else:
            canvas.glyph(note.glyph, 0, first, shift=-18)
            for number, words in enumerate(note.words):
                canvas.text(words, 0, first + 20 * number, paper=True, shift=6, color=tokens.ink2)
        y += note.height


def _disputed(canvas: Canvas, note: Note, scale: numbers.Scale, y: float) -> None:
    style, tokens, row = canvas.style, canvas.style.tokens, note.row
    ends = [(row.value_low or 0) / scale.divisor, (row.value_high or 0) / scale.divisor]
    canvas.scatter(
        x=ends, y=[y, y], mode="lines+markers", line={"color": tokens.red, "width": style.px(2)}, cliponaxis=False,
        marker={"size": style.px(10), "color": tokens.card, "line": {"color": tokens.red, "width": style.px(2)}},
        customdata=[[row.mention_id]] * 2, hovertemplate=hover(row, ""),
    )  # fmt: skip
    top = canvas.layout["xaxis"]["range"][1]
    if ends[1] <= 0.65 * top:
        canvas.text(note.words[0], ends[1], y, shift=13)
    elif ends[0] >= 0.4 * top:
        canvas.text(note.words[0], ends[0], y, anchor="right", shift=-13)
    else:  # no room on either side: on the line, which it covers
        canvas.text(note.words[0], sum(ends) / 2, y, anchor="center", ground=tokens.card)
