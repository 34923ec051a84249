"""Where one report of a document ends and the next begins.

A file may hold a collection with numbered heads (篇一, 范文2), several titled reports, or reports glued together
without any head. Heads decide alone; between glued reports several weak signs must agree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from ingest.glued import LEAST_BODY, glued_starts
from ingest.lines import TITLE_LENGTH, Line, lines_of
from ingest.naming import names_unit
from ingest.numbered import collection_heads
from ingest.titles import parts_reports, titled_name


def find_boundaries(clean: str) -> list[int]:
    """The offsets, each above 0, at which a further report begins, in order."""
    lines = lines_of(clean, 0, len(clean))
    heads = collection_heads(clean, lines)
    if heads:
        return heads
    titled = _titled_starts(clean, lines)
    spans = pairwise([0, *titled, len(clean)])
    return sorted({*titled, *(cut for span in spans for cut in glued_starts(clean, lines, *span))})


def _titled_starts(clean: str, lines: Sequence[Line]) -> list[int]:
    """Starts of titled reports behind the first: a title with a body before it and one behind it."""
    titles = [i for i, line in enumerate(lines) if line.title and parts_reports(line)]
    if not titles:
        return []
    body, starts, previous = _Body(lines), list[int](), 0
    for place, i in enumerate(titles):
        following = lines[titles[place + 1]].start if place + 1 < len(titles) else len(clean)
        if body.between(previous, lines[i].start) < LEAST_BODY:
            continue
        if body.between(lines[i].end, following) >= LEAST_BODY or _repeated(lines, titles, place):
            starts.append(lines[_head(lines, i)].start)
            previous = lines[i].start
    return starts


def _head(lines: Sequence[Line], i: int) -> int:
    """The line with which the head of the title at ``i`` begins: a slogan above a subtitle, the unit, a page's path."""
    above = lines[i - 1]
    plain = len(above.text) <= TITLE_LENGTH and "。" not in above.text and not above.date and not above.chrome
    if plain and (lines[i].text.startswith(("—", "-")) or (titled_name(lines[i]) is None and names_unit(above.text))):
        i -= 1
    return i - 1 if lines[i - 1].path else i


def _repeated(lines: Sequence[Line], titles: Sequence[int], place: int) -> bool:
    """Whether the title stands twice in a row, as mirrors print it, with a body behind the second."""
    if place + 1 >= len(titles):
        return False
    first, second = lines[titles[place]], lines[titles[place + 1]]
    return first.text == second.text and second.start - first.end < LEAST_BODY


class _Body:
    """How much running text stands before a place: lines with a full stop that are no web furniture."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._starts = [line.start for line in lines]
        sizes = (len(line.text) if "。" in line.text and not line.chrome else 0 for line in lines)
        self._sums = [0, *accumulate(sizes)]

    def between(self, start: int, end: int) -> int:
        """Characters of running text in the lines that begin in ``[start, end)``."""
        return self._sums[bisect_left(self._starts, end)] - self._sums[bisect_left(self._starts, start)]
