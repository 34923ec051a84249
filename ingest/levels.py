"""The title that a report applies for or reports on: 市级文明单位, 全国文明村镇, 文明校园."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ingest.identity import HEAD_LINES
from ingest.lines import lines_of, report_rules
from ingest.types import Text
from ingest.wordlists import any_of

NEAR = 8
"""Characters before and behind a title in which the words of applying and winning count."""


@cache
def _level_pattern() -> re.Pattern[str]:
    rules = report_rules()
    grades, middles, kinds, ranks = (
        any_of(rules.words("level", key)) for key in ("grades", "middles", "kinds", "ranks")
    )
    return re.compile(rf"(?P<grade>{grades})?(?:{middles})*(?:{kinds})(?:{ranks})?")


def title_level(text: Text, start: int, end: int) -> str | None:
    """The title that the report is about, as in the raw text; None where it names none that the unit applies for."""
    titles = [(line.start, line.end) for line in lines_of(text.clean, start, end)[:HEAD_LINES] if line.title]
    weight: Counter[str] = Counter()
    raw: dict[str, str] = {}
    for found in _level_pattern().finditer(text.clean, start, end):
        titled = any(first <= found.start() < last for first, last in titles)
        worth = _worth(text.clean, found, start, titled)
        if worth:
            raw.setdefault(found.group(), text.raw[found.start() : found.end()])
            weight[found.group()] += worth
    return raw[max(raw, key=lambda level: weight[level])] if raw else None


def _worth(clean: str, found: re.Match[str], start: int, titled: bool) -> int:
    """How much one occurrence says that the report is about this title; 0 where it is only named or was won."""
    rules = report_rules()
    before = clean[max(start, found.start() - NEAR) : found.start()]
    applied = any(word in before for word in rules.words("level", "applied_before"))
    applied = applied or clean.startswith(rules.words("level", "applied_after"), found.end())
    if not applied and not titled:
        return 0
    won = any(word in before for word in rules.words("level", "won_before"))
    return (3 if titled else 2) * (not won) + (3 if found["grade"] else 0)
