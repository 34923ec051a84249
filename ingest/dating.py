"""The years that a report covers, from its title, its signature's date, and the dates of its own work."""

from __future__ import annotations

import re
from collections import Counter

from ingest.language.periods import TimeExpression, scan
from ingest.lines import Line, lines_of
from ingest.types import Period

LEAD = 600
"""The opening, in characters, in which words such as 两年来 state the report's span."""
OLDEST = 6
"""Work dated more than this many years before the report's last year is history."""
EARLY_MONTH = 3
"""A yearly report dated up to this month covers the year before."""
MID_YEAR = 6
HEAD_LINES = 14
TAIL_LINES = 12

_HISTORY_BEFORE = re.compile(r"(?:始建|成立|创建|创办|组建|建成|创立|设立|兴建|前身|出生|生于|比|较|由|到|与|《[^》]{0,20}|\[|〔|(?:自|从))于?$")
_HISTORY_AFTER = re.compile(r"(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?[^,。;、]{0,8}?(?:成立|建校|组建|挂牌|创办|始建|建院|建厂|建行|建站|合并|更名|改制|通车)|[^,。;]{0,6}(?:底前|规划|计划|目标|将)")


def report_period(clean: str, start: int, end: int) -> Period | None:
    """The years of the report's own work; None where a reader could not tell."""
    lines = lines_of(clean, start, end)
    titled = _title_period(lines[:HEAD_LINES])
    if titled is not None:
        return titled
    times = [t for t in scan(clean, start, end) if not _aside(clean, t)]
    signed = _signature_date(lines)
    dated = _dated_work(clean, times)
    if signed is None or signed.first is None:
        return _undated(times, dated, start)
    return _spanned(times, signed.first, signed.month, dated, start)


def _aside(clean: str, time: TimeExpression) -> bool:
    """Whether the time stands in a line of web furniture."""
    begin = clean.rfind("\n", max(0, time.start - 200), time.start) + 1
    stop = clean.find("\n", time.end, time.end + 200)
    return Line(0, 0, clean[begin : stop if stop >= 0 else time.end + 200].strip()).chrome


def _title_period(lines: list[Line]) -> Period | None:
    for line in lines:
        if line.title:
            times = [t for t in scan(line.text) if t.kind == "years" and t.first is not None and t.last is not None]
            if times and times[0].first is not None and times[0].last is not None:
                return Period(times[0].first, times[0].last)
    return None


def _signature_date(lines: list[Line]) -> TimeExpression | None:
    """The date line under the text, else the one under the title."""
    for line in [*reversed(lines[-TAIL_LINES:]), *lines[:HEAD_LINES]]:
        words = line.text.strip("() ")
        if line.date or (len(line.text) < 40 and not line.chrome and re.search(r"年\s?[0-9一二三四五六七八九十]{1,2}\s?月(?:[^。]{1,6}日)?[)]?$", words)):
            times = [t for t in scan(line.text) if t.kind == "years"]
            if times:
                return times[0]
    return None


def _dated_work(clean: str, times: list[TimeExpression]) -> Counter[int]:
    """How often each year dates the unit's own work, not its founding or a comparison."""
    years: Counter[int] = Counter()
    for time in times:
        if time.kind not in ("years", "since") or time.first is None:
            continue
        if time.kind == "years" and _historical(clean, time):
            continue
        years.update({time.first, time.last or time.first})
    return years


def _historical(clean: str, time: TimeExpression) -> bool:
    before = clean[max(0, time.start - 24) : time.start]
    return bool(_HISTORY_BEFORE.search(before) or _HISTORY_AFTER.match(clean, time.end, time.end + 24))


def _spanned(times: list[TimeExpression], year: int, month: int | None, dated: Counter[int], start: int) -> Period:
    """The span of a report signed in ``year``, by the words of its opening, else by its dated work."""
    years = [y for y in dated if year - OLDEST <= y <= year]
    for time in times:
        if time.start > start + LEAD:
            break
        if time.kind == "back" and 1 < time.count <= OLDEST:
            return _counted(year, month, time.count)
        if time.kind == "since" and time.first is not None and year - OLDEST <= time.first <= year:
            return Period(time.first, year)
        if time.kind == "relative" and time.count == 0:
            return _yearly(times, year, month, dated)
    first = min([y for y in years if y < year], default=None)
    if first is None:
        return _yearly(times, year, month, dated)
    return Period(first, year if month is None or month > EARLY_MONTH or dated[year] > 1 else max(first, year - 1))


def _counted(year: int, month: int | None, count: int) -> Period:
    """``count`` years back from a date: from mid-year on they are calendar years, before it they began a year earlier."""
    if month is None or month > MID_YEAR:
        return Period(year - count + 1, year)
    if month < EARLY_MONTH:
        return Period(year - count, year - 1)
    return Period(year - count, year)


def _yearly(times: list[TimeExpression], year: int, month: int | None, dated: Counter[int]) -> Period:
    """One year: the signature's, or the year before where it was signed early and tells of no work of its own year."""
    this_year = any(t.kind == "relative" and t.count == 0 for t in times) and dated[year] > 1
    if month is not None and month <= EARLY_MONTH and not this_year:
        return Period(year - 1, year - 1)
    return Period(year, year)


def _undated(times: list[TimeExpression], dated: Counter[int], start: int) -> Period | None:
    """The span by the text's own years where nothing is signed; lost years (XX年) outweighing them leave it open."""
    lost = sum(t.kind == "placeholder" for t in times)
    if not dated or lost >= sum(dated.values()):
        return None
    last = max(dated)
    for time in times:
        if time.start > start + LEAD:
            break
        if time.kind == "back" and 1 < time.count <= OLDEST:
            return Period(last - time.count + 1, last)
    years = [y for y in dated if y >= last - OLDEST]
    if len(years) == 1 and dated[last] < 2 and not any(t.start < start + LEAD and t.first == last for t in times):
        return None
    return Period(min(years), last)
