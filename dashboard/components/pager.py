"""Long tables in parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dash import html
from dash.development.base_component import Component

from dashboard.components.parts import Child, to
from dashboard.state import View


@dataclass(frozen=True, slots=True)
class Part:
    """Rows ``[start, stop)`` of a table; ``number`` of ``count`` counts from 1."""

    start: int
    stop: int
    number: int
    count: int


def part_of(wanted: int | None, total: int, size: int) -> Part:
    """The part asked for, or the nearest that there is."""
    count = max(-(-total // size), 1)
    number = min(max(wanted or 1, 1), count)
    return Part((number - 1) * size, min(number * size, total), number, count)


def pager(view: View, part: Part, total: int, noun: str) -> Component:
    """Which rows are shown, and links to the other parts."""

    def link(number: int, words: str) -> Child:
        here = number == part.number
        target = replace(view, part=None if number == 1 else number)
        return to(target, words, **({"aria-current": "page"} if here and words == str(number) else {}))

    near = [number for number in range(1, part.count + 1) if abs(number - part.number) < 3 or number in (1, part.count)]
    links = [link(number, str(number)) for number in near]
    if part.number > 1:
        links.insert(0, link(part.number - 1, "上一页"))
    if part.number < part.count:
        links.append(link(part.number + 1, "下一页"))
    shown = html.Span(f"第{part.start + 1}—{part.stop}{noun}，共{total}{noun}")
    return html.Div([shown, html.Nav(links, **{"aria-label": "分页"})], className="pager")
