"""Lists of titles grouped by levels, of which only the first of a group says its own (全国甲、乙,全省丙、丁)."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.honors.levels import level_of
from ingest.honors.pieces import Title
from ingest.honors.rules import HonorRules
from ingest.types import Level

_PARTS = (",", ";", ",", ";")
"""What stands between two groups."""
_NOUN = 2
"""Characters of a title's own noun, whose 镇 or 区 is no level."""


def group_heads(zone: str, titles: Sequence[Title], rules: HonorRules) -> tuple[str, ...]:
    """For each title the one whose level it shares, empty for most.

    Levels are shared only where every group begins with another level and no title within one names its own.
    """
    none = ("",) * len(titles)
    if len(titles) < 3 or not any(mark in zone for mark in _PARTS):
        return none
    opens = [n == 0 or _apart(zone, titles[n - 1], title) for n, title in enumerate(titles)]
    if sum(opens) in (1, len(opens)):
        return none
    levels = [_level(zone, title, rules) for title in titles]
    firsts = [level for level, first in zip(levels, opens, strict=True) if first]
    within = [level for level, first in zip(levels, opens, strict=True) if not first]
    if "other" in firsts or len(set(firsts)) < len(firsts) or set(within) != {"other"}:
        return none
    heads: list[str] = []
    head = ""
    for title, first in zip(titles, opens, strict=True):
        head = zone[title.lead : title.end] if first else head
        heads.append("" if first else head)
    return tuple(heads)


def _apart(zone: str, before: Title, title: Title) -> bool:
    """Whether a comma stands between two titles that follow one another."""
    return any(zone.find(mark, before.end, title.lead + 1) >= 0 for mark in _PARTS)


def _level(zone: str, title: Title, rules: HonorRules) -> Level:
    return level_of((zone[title.start : title.end - _NOUN], zone[title.lead : title.start]), rules)
