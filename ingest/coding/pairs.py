"""Values that are told apart by 分别: 知晓率、支持率分别达到98%和97%, 投入3万元、5万元分别用于绿化和亮化.

Each of as many values belongs to the name at its place in the list, and to none of the other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.types import Mention

Span = tuple[int, int]
"""(start, end), in characters of the text."""

_WORD: Final = "分别"
# How far the list's first value may stand behind the word, and its last value before it; how far back names may begin.
_BEHIND: Final = 12
_BEFORE: Final = 2
_NAMES: Final = 80
# What may stand between two values of a list: a mark, a connective, both or the word for the second one's year.
_BETWEEN: Final = re.compile(r"[、,]?(?:和|及|与|以及)?")
_CLAUSE_END: Final = re.compile(r"[。;:!?\n]")
_MARK: Final = re.compile("[、,]")
_CONNECTIVE: Final = re.compile("以及|[和及与]")
_DIGIT: Final = re.compile("[0-9]")
_RATES: Final = frozenset("率度比例面")


@dataclass(frozen=True, slots=True)
class Pair:
    """The name that a value belongs to and the whole list of names; ``last``: the values' last mention.

    ``behind``: the names stand behind the values.
    """

    own: Span
    names: Span
    last: int
    behind: bool

    def speaks(self, start: int) -> bool:
        """Whether a word that begins at ``start`` may speak for the value: it is in no other value's name."""
        return self.own[0] <= start < self.own[1] or not self.names[0] <= start < self.names[1]


def pairs(clean: str, start: int, end: int, mentions: Sequence[Mention]) -> dict[int, Pair]:
    """Give, by their index, the mentions of the report at [start, end) that 分别 pairs with a name."""
    found: dict[int, Pair] = {}
    after = 0
    place = clean.find(_WORD, start, end)
    while place >= 0:
        stop = place + len(_WORD)
        while after < len(mentions) and mentions[after].start < stop:
            after += 1
        found.update(_values_behind(clean, start, place, mentions, after))
        found.update(_values_before(clean, stop, end, mentions, after))
        place = clean.find(_WORD, stop, end)
    return found


def _values_behind(
    clean: str, start: int, place: int, mentions: Sequence[Mention], first: int
) -> Iterator[tuple[int, Pair]]:
    """Pair the values that follow the word at ``place`` with the names before it."""
    stop = place + len(_WORD)
    if (
        first == len(mentions)
        or mentions[first].start - stop > _BEHIND
        or _MARK.search(clean, stop, mentions[first].start)
    ):
        return
    last = first + 1
    while last < len(mentions) and _continues(clean, mentions[last - 1], mentions[last]):
        last += 1
    begin = max(start, place - _NAMES)
    clause = max((match.end() for match in _CLAUSE_END.finditer(clean, begin, place)), default=begin)
    floor = mentions[first - 1].end if first else start
    names = _names(clean, max(clause, floor), place, last - first, mentions[first].measure == "rate")
    for number, own in enumerate(names):
        yield first + number, Pair(own, (names[0][0], place), last - 1, behind=False)


def _values_before(
    clean: str, stop: int, end: int, mentions: Sequence[Mention], after: int
) -> Iterator[tuple[int, Pair]]:
    """Pair the values right before the word that ends at ``stop`` with the names behind it."""
    if not after or stop - len(_WORD) - mentions[after - 1].end > _BEFORE:
        return
    first = after - 1
    while first and _continues(clean, mentions[first - 1], mentions[first]):
        first -= 1
    found = _CLAUSE_END.search(clean, stop, min(end, stop + _NAMES))
    finish = found.start() if found else min(end, stop + _NAMES)
    if after < len(mentions) and mentions[after].start < finish:
        return
    names = _names(clean, stop, finish, after - first, rates=False)
    for number, own in enumerate(names):
        yield first + number, Pair(own, (stop, names[-1][1]), after - 1, behind=True)


def _continues(clean: str, before: Mention, mention: Mention) -> bool:
    """Whether a mention goes on with the list that the one before stands in."""
    between = clean[before.end : mention.start]
    return (
        mention.measure == before.measure
        and mention.unit == before.unit
        and bool(between)
        and _BETWEEN.fullmatch(between.strip()) is not None
    )


def _names(clean: str, start: int, end: int, count: int, rates: bool) -> list[Span]:
    """Give the last ``count`` names of the list at [start, end), or none where they cannot be told apart."""
    if count < 2:
        return []
    marks = [match.span() for match in _MARK.finditer(clean, start, end)]
    joined = [match.span() for match in _CONNECTIVE.finditer(clean, marks[-1][1] if marks else start, end)]
    for cuts in ([*marks, joined[-1]] if joined else marks, marks):
        bounds = [start, *(edge for cut in cuts for edge in cut), end]
        spans = list(zip(bounds[::2], bounds[1::2], strict=True))[-count:]
        if len(spans) == count and _alike([clean[a:b].strip() for a, b in spans], rates):
            return spans
    return []


def _alike(names: list[str], rates: bool) -> bool:
    """Whether these can be names of several values: words, no years; and of rates each says that it is one."""
    last = names[-1][-1:]
    if any(len(name) < 2 or name.endswith("年") or _DIGIT.search(name) for name in names):
        return False
    return not rates or (last in _RATES and all(name.endswith(last) for name in names))
