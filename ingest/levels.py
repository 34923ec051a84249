"""The title that a report applies for or reports on: 市级文明单位, 全国文明村镇, 文明校园."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ingest.identity import HEAD_LINES
from ingest.lines import lines_of
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

NEAR = 8
"""Characters before and behind a title in which the words of applying and winning count."""


@cache
def _level_pattern() -> re.Pattern[str]:
    rules = report_rules()
    grade, middle = any_of(rules.level_grades), any_of(rules.level_middles)
    kind, rank = any_of(rules.level_kinds), any_of(rules.level_ranks)
    return re.compile(rf"(?P<grade>{grade})?(?:{middle}){{0,3}}(?:{kind})(?:{rank})?")


def level_span(clean: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the title that the report is about first stands; None where it names none that the unit applies for."""
    titles = [(line.start, line.end) for line in lines_of(clean, start, end)[:HEAD_LINES] if line.title]
    weight: Counter[str] = Counter()
    spans: dict[str, tuple[int, int]] = {}
    for found in _level_pattern().finditer(clean, start, end):
        titled = any(first <= found.start() < last for first, last in titles)
        worth = _worth(clean, found, start, titled)
        if worth:
            spans.setdefault(found.group(), found.span())
            weight[found.group()] += worth
    return spans[max(spans, key=lambda level: weight[level])] if spans else None


def _worth(clean: str, found: re.Match[str], start: int, titled: bool) -> int:
    """How much one occurrence says that the report is about this title; 0 where it is only named or was won."""
    rules = report_rules()
    before = clean[max(start, found.start() - NEAR) : found.start()]
    applied = any(word in before for word in rules.level_applied_before)
    applied = applied or clean.startswith(rules.level_applied_after, found.end())
    if not applied and not titled:
        return 0
    won = any(word in before for word in rules.level_won_before)
    return (3 if titled else 2) * (not won) + (3 if found["grade"] else 0)
