"""Text in charts: how wide it is, where it folds, and how labels keep apart."""

from __future__ import annotations

import html
from collections.abc import Sequence

FOLD_AFTER = "、，；。）"


def safe(text: str) -> str:
    """Data as text in Plotly's markup: names and quotes must not become tags or links."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    """Text (already safe) at weight 600."""
    return f"<b>{text}</b>"


def colored(text: str, color: str) -> str:
    """Text (already safe) in a colour."""
    return f'<span style="color:{color}">{text}</span>'


def width(text: str, size: float = 13) -> float:
    """Rough width in px: a Chinese character is as wide as the type is high, a Latin one a little over half."""
    return sum(1.0 if ord(char) > 0x2E80 or char in "—“”‘’…" else 0.58 for char in text) * size


def fold(text: str, room: float, size: float = 13) -> list[str]:
    """``text`` in lines no wider than ``room`` px, broken after punctuation where there is one, else anywhere."""
    lines, line = [], ""
    for piece in _pieces(text):
        while width(piece, size) > room:
            cut = max(int(room / size), 1)
            lines.append(line + piece[:cut]) if not line else lines.extend([line, piece[:cut]])
            line, piece = "", piece[cut:]
        if line and width(line + piece, size) > room:
            lines.append(line)
            line = ""
        line += piece
    return [*lines, line] if line else lines


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for index, char in enumerate(text):
        if char in FOLD_AFTER:
            pieces.append(text[start : index + 1])
            start = index + 1
    return [*pieces, text[start:]] if start < len(text) else pieces


def halves(name: str, limit: int = 16) -> list[str]:
    """A long unit name in two lines of about the same length; a short one whole."""
    if len(name) <= limit:
        return [name]
    middle = (len(name) + 1) // 2
    return [name[:middle], name[middle:]]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for labels of these heights, as near to ``wanted`` (px, downwards) as they can be without overlap.

    The order of ``wanted`` is kept; labels stay within [low, high] when they fit at all.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed: dict[int, float] = {}
    edge = low
    for index in order:
        placed[index] = max(wanted[index], edge + heights[index] / 2)
        edge = placed[index] + heights[index] / 2
    edge = high
    for index in reversed(order):
        placed[index] = min(placed[index], edge - heights[index] / 2)
        edge = placed[index] - heights[index] / 2
    return [placed[index] for index in range(len(wanted))]
