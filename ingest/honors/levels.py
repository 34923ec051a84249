"""The level of a title: from its own name, else from the body that gave it, else from its contest."""

from __future__ import annotations

from ingest.honors.rules import HonorRules
from ingest.types import Level


def level_of(sources: tuple[str, ...], rules: HonorRules) -> Level:
    """The level that the first telling source names, ``other`` where none tells."""
    for source in sources:
        level = _level_in(source, rules)
        if level is not None:
            return level
    return "other"


def _level_in(words: str, rules: HonorRules) -> Level | None:
    clean = rules.level_exception.sub(lambda match: "〇" * len(match.group()), words)
    first = _earliest(clean, [(level.name, level.first) for level in rules.levels])
    if first is not None:
        return first
    return _narrowest(clean, [(level.name, level.place) for level in rules.levels])


def _earliest(words: str, levels: list[tuple[Level, tuple[str, ...]]]) -> Level | None:
    """The level named first (全省市县级机关 is 省)."""
    places = [(words.find(word), -len(word), name) for name, level in levels for word in level if word in words]
    return min(places)[2] if places else None


def _narrowest(words: str, levels: list[tuple[Level, tuple[str, ...]]]) -> Level | None:
    """The level of the last place name before a break (某省某市某区 is 区县; 省、市 is 省)."""
    head = words.split("、")[0].split("和")[0]
    places = [(head.rfind(word) + len(word), name) for name, level in levels for word in level if word in head]
    return max(places)[1] if places else None
