"""The level of a title: from its own name, else from the body that gave it, else from its contest."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.honors.patterns import last_match
from ingest.honors.rules import HonorRules
from ingest.types import Level

_BOTH = ("省市", "市县", "县乡")
"""Two levels in one word, of which the first counts (省市AAA级企业, 市县两级文明单位)."""


def level_of(sources: Iterable[str], rules: HonorRules) -> Level:
    """The level that the first telling source names, ``other`` where none tells."""
    for source in sources:
        level = _level_in(source, rules) if source else None
        if level is not None:
            return level
    return "other"


def without_exceptions(words: str, rules: HonorRules) -> str:
    """The words with those blanked that hold a level's letters without its meaning (城市)."""
    return rules.level_exception.sub(
        lambda match: match[0] if match[0] in rules.level_kept else "〇" * len(match[0]), words
    )


def _level_in(words: str, rules: HonorRules) -> Level | None:
    """The level named first (全省市县级机关 and 省、市级机关 are 省), else the last place's.

    某省某市某区 is 区县, but 省、市 is 省.
    """
    clean = without_exceptions(words, rules).lstrip("、和及与暨并")
    listed = rules.level_word.match(clean)
    if listed is not None and (clean.startswith(("、", "级、"), listed.end()) or clean.startswith(_BOTH)):
        return rules.level_of_word[listed.group()]
    bodies = clean.split("、")
    head = bodies[0].split("和")[0]
    for named in (head, clean) if len(head) < len(clean) else (clean,):  # of several bodies the first
        first = rules.level_first.search(named)
        if first is not None:
            return rules.level_of_word[first.group()]
        place = last_match(rules.level_place, head)
        if place is not None:
            return rules.level_of_word[place.group()]
    return None
