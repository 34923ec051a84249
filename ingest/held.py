"""What a time expression is to its clause: the value's own time, one compared with, a title's, a base."""

from __future__ import annotations

from ingest.language.period_rules import rules
from ingest.language.periods import TimeExpression
from ingest.types import Period


def compared(clean: str, time: TimeExpression) -> bool:
    """Whether the time is one that the value is compared with (比上年增长8%)."""
    words, before, after = rules(), clean[max(0, time.start - 4) : time.start], clean[time.end : time.end + 4]
    if any(word in after for word in words.compare_after) and (time.kind != "years" or after.startswith("同期")):
        return True
    return time.kind != "since" and before.endswith(words.compare_before)


def noted_title(clean: str, time: TimeExpression) -> bool:
    """Whether the year stands in parentheses behind one of several titles (“甲”(2009年)、“乙”(2010年)等荣誉9项)."""
    if time.kind != "years" or time.start < 2 or clean[time.start - 1] != "(":
        return False
    if not clean.startswith(")", time.end):
        return False
    return clean[time.start - 2] in "”》" or clean.startswith(("、", "等"), time.end + 1)


def spanned(time: TimeExpression, period: Period | None) -> bool:
    """Whether a clause's first words count the report's own years (五年无偿献血)."""
    return period is not None and time.count in (period.end - period.start, period.end - period.start + 1)


def moves_on(time: TimeExpression, paragraph: TimeExpression) -> bool:
    """Whether work of another time is told than that with which the paragraph began: from there on it dates nothing."""
    if time.kind in ("years", "since"):
        return (time.first, time.last) != (paragraph.first, paragraph.last)
    return time.kind in ("relative", "span", "back", "near", "recent") and time.kind != paragraph.kind
