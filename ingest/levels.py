"""The title that a report applies for or reports on: 市级文明单位, 全国文明村镇, 文明校园."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.identity import HEAD_LINES
from ingest.lines import lines_of
from ingest.report_rules import any_word, report_rules
from ingest.rulefile import any_of

GRADE_LENGTH = 14
"""A title's grade and other words before its kind take up to this many characters."""
NEAR = 8
"""Characters before and behind a title in which the words of applying and winning count."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A civilised title met in the text: ``[start, end)``, and whether it says its grade (市级)."""

    start: int
    end: int
    graded: bool


@cache
def _kind() -> re.Pattern[str]:
    rules = report_rules()
    return re.compile(rf"(?:{any_of(rules.level_kinds)})(?:{any_of(rules.level_ranks)})?")


@cache
def _grade() -> re.Pattern[str]:
    rules = report_rules()
    # The search tries every place; the look at the first character spares it trying all grades there.
    look = any_of({word[0] for word in (*rules.level_grades, *rules.level_middles)})
    grade = rf"(?P<grade>{any_of(rules.level_grades)})?(?:{any_of(rules.level_middles)}){{0,3}}\Z"
    return re.compile(rf"(?={look})(?:{grade})|\Z")


def _titles(clean: str, start: int, end: int) -> Iterator[_Title]:
    """Kinds of titles are looked for first and their grades before them: that is much quicker than the other way."""
    for kind in _kind().finditer(clean, start, end):
        first = max(start, kind.start() - GRADE_LENGTH)
        grade = _grade().search(clean[first : kind.start()])
        if grade is not None:
            yield _Title(first + grade.start(), kind.end(), grade["grade"] is not None)


def level_span(clean: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the title that the report is about first stands; None where it names none that the unit applies for."""
    heads = [(line.start, line.end) for line in lines_of(clean, start, end)[:HEAD_LINES] if line.title]
    weight: Counter[str] = Counter()
    spans: dict[str, tuple[int, int]] = {}
    for title in _titles(clean, start, end):
        worth = _worth(clean, title, start, any(first <= title.start < last for first, last in heads))
        if worth:
            words = clean[title.start : title.end]
            spans.setdefault(words, (title.start, title.end))
            weight[words] += worth
    return spans[max(spans, key=lambda words: weight[words])] if spans else None


def _worth(clean: str, title: _Title, start: int, headed: bool) -> int:
    """How much one occurrence says that the report is about this title; 0 where it is only named or was won."""
    rules = report_rules()
    before = clean[max(start, title.start - NEAR) : title.start]
    applied = any_word("level_applied_before").search(before) is not None
    if not (applied or headed or clean.startswith(rules.level_applied_after, title.end)):
        return 0
    won = any_word("level_won_before").search(before) is not None
    return (3 if headed else 2) * (not won) + (3 if title.graded else 0)
