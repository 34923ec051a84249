"""The years that a report covers, from its title, its opening, its signature's date, and the dates of its own work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.language.periods import TimeExpression, is_founding, scan
from ingest.lines import Line, lines_of
from ingest.types import Period

LEAD = 600
"""The opening, in characters, in which words such as 两年来 state the report's span."""
OLDEST = 6
"""Work dated more than this many years before the report's last year is history."""
LONGEST_COUNT = 10
"""More years than this counted back (三十年来) are the unit's history, not the report's span."""
EARLY_MONTH = 3
"""A yearly report dated up to this month covers the year before."""
QUOTE_LENGTH = 80
NEWS_LEAD = 40
MID_YEAR = 6
"""Years counted back from a date after this month are calendar years; before it they began a year earlier."""
HEAD_LINES = 14
TAIL_LINES = 12

_ANNUAL = re.compile(r"一年来|一年以来|本年度|全年|年度|总结|今年|的一年")
_HISTORY_BEFORE = re.compile(r"(?:比|较|由|到)$|《[^》]{0,20}$|[\[〔][^\]〕]{0,8}$")
_AHEAD = re.compile(r",?[^,。;]{0,6}(?:底前|规划|计划|目标|将|力争|拟)")
_OPENING_YEAR = re.compile(r"[,度我本全该]|以来")
_NEWS = re.compile(r"(?:日前|近日|昨日|今日|^(?:本报讯|[^。,]{0,20}讯[::]?)?.{0,14}[0-9]{1,2}月[0-9]{1,2}日)[,,]?")
_SHORT_YEAR = re.compile(r"[0-9〇零○九八]{2}年")
_DAY = re.compile(r"年\s?[0-9Xx×*一二三四五六七八九十]{1,2}\s?月(?:[^。]{1,6}日)?[)]?$")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A report's time expressions in order, how often each year dates work, where its opening ends and what it says."""

    times: Sequence[TimeExpression]
    dated: Counter[int]
    lead: int
    annual: bool
    opening: int | None

    @property
    def leading(self) -> list[TimeExpression]:
        return [time for time in self.times if time.start <= self.lead]


def report_period(clean: str, start: int, end: int) -> Period | None:
    """The years of the report's own work; None where a reader could not tell."""
    lines = lines_of(clean, start, end)
    titled = _title_time(lines[:HEAD_LINES])
    if titled is not None and titled.first is not None and titled.last is not None:
        return Period(titled.first, titled.last)
    signed = _signature_date(lines)
    evidence = _evidence(clean, start, end)
    if signed is None and titled is None:
        return _undated(evidence) or _news_year(lines, evidence)
    if signed is None or signed.first is None:
        return None
    return _signed(evidence, signed.first, signed.month)


def _evidence(clean: str, start: int, end: int) -> _Evidence:
    times = [time for time in scan(clean, start, end) if not _aside(clean, time)]
    lead = start + LEAD
    annual = _ANNUAL.search(clean, start, min(lead, end)) is not None
    return _Evidence(times, _dated_work(clean, times), lead, annual, _opening_year(clean, times, lead))


def _news_year(lines: Sequence[Line], evidence: _Evidence) -> Period | None:
    """The year of a news page's dateline, where the news says only 日前 or a day; datelines else say nothing."""
    head = lines[:HEAD_LINES]
    told = any(_NEWS.search(line.text, 0, NEWS_LEAD) for line in head if not line.chrome)
    if not told or any(time.kind == "placeholder" for time in evidence.times):
        return None
    dates = (time for line in head if line.chrome or line.date for time in scan(line.text))
    year = next((time.first for time in dates if time.kind == "years"), None)
    return None if year is None else Period(year, year)


def _aside(clean: str, time: TimeExpression) -> bool:
    """Whether the time stands in a line of web furniture."""
    begin = clean.rfind("\n", max(0, time.start - 200), time.start) + 1
    stop = clean.find("\n", time.end, time.end + 200)
    return Line(0, 0, clean[begin : stop if stop >= 0 else time.end + 200].strip()).chrome


def _title_time(lines: Sequence[Line]) -> TimeExpression | None:
    """The year or years of the title, or its placeholder."""
    for line in lines:
        if line.title:
            for time in scan(line.text):
                if time.kind in ("years", "placeholder"):
                    return time
    return None


def _signature_date(lines: Sequence[Line]) -> TimeExpression | None:
    """The date line under the text, else the one under the title; a placeholder where its year was taken out."""
    for line in [*reversed(lines[-TAIL_LINES:]), *lines[:HEAD_LINES]]:
        short = len(line.text) < 40 and not line.chrome and _DAY.search(line.text.strip("() "))
        if line.date or short:
            times = [time for time in scan(line.text) if time.kind in ("years", "placeholder")]
            if times:
                return times[0]
    return None


def _dated_work(clean: str, times: Sequence[TimeExpression]) -> Counter[int]:
    """How often each year dates the unit's own work, not its founding, its plans or a comparison."""
    years: Counter[int] = Counter()
    for time in times:
        if time.first is None or time.kind == "plan" or _historical(clean, time) or _told(clean, time):
            continue
        years.update({time.first, time.last or time.first})
    return years


def _told(clean: str, time: TimeExpression) -> bool:
    """Whether it is a two-digit year inside quotation marks: a saying about the past (“83年起步、93年升格”)."""
    before = clean[max(0, time.start - QUOTE_LENGTH) : time.start]
    return _SHORT_YEAR.match(clean, time.start) is not None and before.rfind("“") > before.rfind("”")


def _historical(clean: str, time: TimeExpression) -> bool:
    founding = is_founding(clean, time)
    if founding or time.kind == "since":
        return founding
    before = clean[max(0, time.start - 24) : time.start]
    return bool(_HISTORY_BEFORE.search(before) or _AHEAD.match(clean, time.end, time.end + 24))


def _opening_year(clean: str, times: Sequence[TimeExpression], lead: int) -> int | None:
    """The year with which the account itself begins (2019年,我行…), where that is one year and opens a line."""
    for time in times:
        if time.start > lead or (time.kind == "years" and time.first != time.last):
            break
        if time.kind == "years" and not _historical(clean, time):
            line = clean.rfind("\n", max(0, time.start - 40), time.start) + 1
            opens = not clean[line : time.start].strip(" 在") and _OPENING_YEAR.match(clean, time.end)
            return time.first if opens else None
    return None


def _signed(evidence: _Evidence, year: int, month: int | None) -> Period:
    """The span of a report signed in ``year``, by the words of its opening, else by its dated work."""
    for time in evidence.leading:
        if time.kind in ("back", "near") and 1 < time.count <= LONGEST_COUNT:
            return _counted(year, month, time.count, time.kind == "near")
        if (
            time.kind == "since"
            and time.first is not None
            and year - LONGEST_COUNT <= time.first <= year
            and evidence.dated[time.first]
        ):
            return _ending(evidence, time.first, year, month)
        if time.kind == "relative" and time.count == 0:
            return _yearly(evidence, year, month)
    if evidence.opening in (year - 1, year):
        return Period(evidence.opening, evidence.opening)
    first = min((y for y in evidence.dated if year - OLDEST <= y < year), default=None)
    if first is None:
        return _yearly(evidence, year, month)
    return _ending(evidence, first, year, month)


def _ending(evidence: _Evidence, first: int, year: int, month: int | None) -> Period:
    """From ``first`` to the signature's year, or the year before where it was signed early, with no work since."""
    early = month is not None and month <= EARLY_MONTH and evidence.dated[year] < 2
    return Period(first, max(first, year - 1) if early else year)


def _counted(year: int, month: int | None, count: int, near: bool) -> Period:
    """``count`` years back from a date in the given month; 近三年 always ends with its third calendar year."""
    last = year - 1 if month is not None and month < EARLY_MONTH else year
    spring = month is not None and EARLY_MONTH <= month <= MID_YEAR
    return Period(last - count + (0 if spring and not near else 1), last)


def _yearly(evidence: _Evidence, year: int, month: int | None) -> Period:
    """One year: the signature's, or the year before where an annual account was signed early in the next."""
    early = month is not None and month <= EARLY_MONTH and evidence.annual and evidence.dated[year] < 2
    return Period(year - 1, year - 1) if early else Period(year, year)


def _undated(evidence: _Evidence) -> Period | None:
    """The span by the text's own years where nothing is signed; lost years (XX年) or 今年 leave it open."""
    lost = sum(time.kind == "placeholder" for time in evidence.times)
    dated = evidence.dated
    if not dated or lost >= sum(dated.values()):
        return None
    last = max(dated)
    if evidence.opening is not None and evidence.opening >= last - 1:
        return Period(evidence.opening, evidence.opening)
    if any(time.kind == "relative" and time.count == 0 for time in evidence.times):
        return None
    counted = next(
        (t.count for t in evidence.leading if t.kind in ("back", "near") and 1 < t.count <= LONGEST_COUNT), None
    )
    if counted is not None:
        return Period(last - counted + 1, last)
    years = [year for year in dated if year >= last - OLDEST]
    alone = len(years) == 1 and dated[last] < 2
    if alone and not any(time.first == last for time in evidence.leading):
        return None
    return Period(min(years), last)
