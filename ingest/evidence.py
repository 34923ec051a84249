"""What the years named in a report say about its span: work done, titles won, plans, history."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.language.periods import TimeExpression, is_founding, scanned
from ingest.lines import Line
from ingest.report_rules import any_word
from ingest.types import Period
from ingest.year_words import reached, told_of_origin, unlike_told, unlike_work, wins

LEAD = 600
"""The opening, in characters, in which words such as 两年来 state the report's span."""
OLDEST = 6
"""Work dated more than this many years before the report's last year is history."""
OUTLOOK_LENGTH = 30
"""A heading of what is planned is at most this long."""

_ANNUAL = re.compile(r"一年来|一年以来|本年度|全年|年度|总结|今年|的一年")
_YEARLY = re.compile(r"全年|同比|比上年|较上年|本年度|工作总结")
_OPENING_YEAR = re.compile(r"[,度我本全该是]|以来")
_OPENS = re.compile(r"(?:^|[。:\n】])[ \t]*在?$")
_REPEATED = re.compile(r"[^。;:\n]{0,40}?[0-9][余多]?(?:场|次|期|人次|件|起|批|篇|条)")
"""Behind a year: work done again and again, as a year's account counts it (2018年举办讲座12场)."""
_ACCOUNT = re.compile(r"[^。,;:\n]{0,24}(?:汇报|总结|报告)")
"""Behind a year: what it gives an account of (2006年工作总结)."""
_STRESSED = ("特别是", "尤其是", "特别是自", "尤其是自")
_REVIEW = re.compile(r"[来的]{0,2}(?:主要)?(?:检察|审判|法院|政府|创建)?工作?(?:的?(?:主要)?(?:回顾|总结))")
_COUNTED = re.compile(
    r"(?:[一二两三四五六0-9]年(?:多?来|间|[\u4e00-\u9fff]{0,4}(?:规划|计划|周期))|[近去这][一二两三四五六0-9]年)\((?:自|即|从)?$"
)
_NOW = re.compile(r"现(?:就|将|把)[^,。;]{0,10}$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report's time expressions in order and what they say.

    ``work`` and ``won`` count how often each year dates the unit's work and its titles, ``points`` are the years that
    do so themselves and not as the beginning of an open span (2009年以来), ``acts`` those in which work is dated to the
    day, ``opens`` those that open a sentence or are told to be the account's, ``repeated`` those in which such work is
    counted as is done again and again. ``lead`` is where the opening ends, ``annual`` whether it speaks of one year,
    ``dated`` how often each year dates work or a title: work alone where it is one year's and figures are told by the
    year (全年, 工作总结). ``begins`` is the time with which the account's first dated line begins, ``opening`` the year
    or years with which the account begins, ``stated`` the span that the opening counts and names
    (两年来(2011—2012年)), ``account`` the year from which it says to report (现将2011年以来的情况汇报如下),
    ``stressed`` the time that it stresses (特别是近三年来). ``current`` says whether work of 今年 is told, ``former``
    whether work of 去年 is.
    """

    times: Sequence[TimeExpression]
    work: Counter[int]
    won: Counter[int]
    points: frozenset[int]
    acts: frozenset[int]
    opens: frozenset[int]
    repeated: frozenset[int]
    lead: int
    annual: bool
    dated: Counter[int]
    begins: TimeExpression | None
    opening: Period | None
    stated: Period | None
    account: int | None
    stressed: TimeExpression | None
    current: bool
    former: bool

    @property
    def leading(self) -> list[TimeExpression]:
        """The time expressions of the opening, the stressed one first."""
        times = [time for time in self.times if time.start <= self.lead]
        return sorted(times, key=lambda time: time is not self.stressed)


def evidence(
    clean: str, lines: Sequence[Line], signature: Line | None, stamps: Collection[int], start: int, end: int
) -> Evidence:
    """What the times of ``clean[start:end]`` say, whose lines are given; the signature's date says nothing here, nor do
    the lines that begin at ``stamps``."""
    outlook, starts = _outlook(lines, start, end), [line.start for line in lines]
    placed = [(time, lines[bisect_right(starts, time.start) - 1]) for time in scanned(clean, start, end)]
    placed = [(time, line) for time, line in placed if not line.chrome and line.start not in stamps]
    inside = [(t, line) for t, line in placed if t.start < outlook and line is not signature]
    history = [t for t, _ in inside if t.first is not None and is_founding(clean, t)]
    inside = [(t, line) for t, line in inside if t not in history and not unlike_work(clean, t)]
    told = [time for time, _ in inside]
    work, won = Counter[int](), Counter[int]()
    points, acts, opens, repeated = set[int](), set[int](), set[int](), set[int]()
    for time in told:
        if time.first is not None:
            years = {time.first, time.last or time.first}
            opened = _OPENS.search(clean[max(start, time.start - 6) : time.start]) is not None
            day = time.month is not None and clean[time.end - 1] == "日"
            titled = wins(clean, time) and not (day and opened)
            (won if titled else work).update(years)
            points |= years if time.last is not None and not told_of_origin(clean, history, time) else set()
            if clean[time.end : time.end + 1] == "度" or _REPEATED.match(clean, time.end):
                repeated |= years
            if opened or _ACCOUNT.match(clean, time.end):
                opens |= years
            if day and not titled:
                acts |= years
    for year in (reached(clean, time) for time, line in placed if line is not signature):
        if year is not None:
            work[year] += 1
            points.add(year)
            repeated.add(year)
    lead = next((line.start for line in lines if "。" in line.text and not line.chrome), start) + LEAD
    annual = _ANNUAL.search(clean, start, min(lead, end)) is not None
    recent = [year for year in work if year > max(work) - OLDEST]
    yearly = len(recent) == 1 and _YEARLY.search(clean, start, end) is not None
    opening = _opening(clean, [time for time, line in inside if "。" in line.text], work, work + won, lead)
    times = [time for time, _ in placed]
    stressed = next((t for t in times if t.start <= lead and _is_stressed(clean, t)), None)
    current, former = (
        any(t.kind == "relative" and clean.startswith(word, t.start) and not unlike_told(clean, t) for t in times)
        for word in ("今年", "去年")
    )
    stated, account = _stated_span(clean, times, lead), _accounted(clean, times, lead)
    return Evidence(
        times,
        work,
        won,
        frozenset(points),
        frozenset(acts),
        frozenset(opens),
        frozenset(repeated),
        lead,
        annual,
        work if yearly else work + won,
        _beginning(clean, placed, lead),
        opening,
        stated,
        account,
        stressed,
        current,
        former,
    )


def _beginning(clean: str, placed: Sequence[tuple[TimeExpression, Line]], lead: int) -> TimeExpression | None:
    """The time of the account, if it begins a line of prose (过去五年,…) and no other year is named before it."""
    for time, line in placed:
        if time.start > lead:
            break
        if time.kind in ("years", "since", "back", "near") and "。" in line.text:
            return time if clean[line.start : time.start].strip(" 在自过去的") == "" else None
    return None


def _is_stressed(clean: str, time: TimeExpression) -> bool:
    """Whether the text says that these years matter (特别是近三年来) or that they are reviewed (过去五年工作回顾)."""
    return clean.endswith(_STRESSED, 0, time.start) or _REVIEW.match(clean, time.end) is not None


def _stated_span(clean: str, times: Sequence[TimeExpression], lead: int) -> Period | None:
    """The years in parentheses behind a count of years or a plan's name: 两年来(2011—2012年), 三年规划(2013—2015年)."""
    for time in times:
        if time.start > lead:
            break
        counted = _COUNTED.search(clean, max(0, time.start - 12), time.start)
        if counted and time.first != time.last and clean.startswith(")", time.end):
            return None if time.first is None or time.last is None else Period(time.first, time.last)
    return None


def _accounted(clean: str, times: Sequence[TimeExpression], lead: int) -> int | None:
    """The year since which the report says to give its account, in the sentence that announces it."""
    for time in times:
        if time.start <= lead and time.kind == "since" and _NOW.search(clean, max(0, time.start - 16), time.start):
            return time.first
    return None


def _outlook(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the last part of the report begins that says by its heading that it is about what comes; else the end."""
    for line in reversed(lines):
        if line.start - start < (end - start) // 2:
            break
        if len(line.text) <= OUTLOOK_LENGTH and line.numbered and any_word("year_outlook").search(line.text):
            return line.start
    return end


def _opening(
    clean: str, told: Sequence[TimeExpression], work: Counter[int], dated: Counter[int], lead: int
) -> Period | None:
    """The years with which the account itself begins: they open a line (2019年,我行…), or a sentence where no year
    beside them dates work."""
    for time in told:
        if time.start > lead:
            break
        if time.kind != "years" or time.first is None or time.last is None or wins(clean, time):
            continue
        if time.month is not None and (clean[time.end - 1] == "日" or max(dated, default=0) > time.last):
            continue  # the time of one event
        opened = _OPENS.search(clean[max(0, time.start - 40) : time.start])
        if not opened or not _OPENING_YEAR.match(clean, time.end):
            return None
        years = Period(time.first, time.last)
        within = all(years.start <= year <= years.end for year in work)
        return years if within or not opened.group().startswith("。") else None
    return None
