"""What the years named in a report say about its span: work done, titles won, plans, history."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.language.periods import TimeExpression, is_founding, scanned
from ingest.lines import Line
from ingest.report_rules import report_rules
from ingest.rulefile import any_of
from ingest.types import Period

LEAD = 600
"""The opening, in characters, in which words such as 两年来 state the report's span."""
OLDEST = 6
"""Work dated more than this many years before the report's last year is history."""
QUOTE_LENGTH = 80
AFTER = 120
"""A sentence is read at most this far behind its year."""
OUTLOOK_LENGTH = 30
"""A heading of what is planned is at most this long."""

_ANNUAL = re.compile(r"一年来|一年以来|本年度|全年|年度|总结|今年|的一年")
_YEARLY = re.compile(r"全年|同比|比上年|较上年|本年度|工作总结")
_HISTORY_BEFORE = re.compile(r"(?:比|较|由|从|(?<![止至加高升长])到)$|《[^》]{0,20}$|[\[〔][^\]〕]{0,8}$")
_OPENING_YEAR = re.compile(r"[,度我本全该是]|以来")
_OPENS = re.compile(r"(?:^|[。\n】])[ \t]*在?$")
_ACCOUNT = re.compile(r"[^。,;:\n]{0,24}(?:汇报|总结|报告)")
"""Behind a year: what it gives an account of (2006年工作总结)."""
_STRESSED = ("特别是", "尤其是", "特别是自", "尤其是自")
_REVIEW = re.compile(r"[来的]{0,2}(?:主要)?(?:检察|审判|法院|政府|创建)?工作?(?:的?(?:主要)?(?:回顾|总结))")
_COMPARED = ("比", "较", "与", "同", "和", "由", "从", "超过", "“")
_COUNTED = re.compile(r"[一二两三四五六0-9]年(?:多?来|间|[\u4e00-\u9fff]{0,4}(?:规划|计划|周期))\((?:自|即|从)?$")
_NOW = re.compile(r"现(?:就|将|把)[^,。;]{0,10}$")
_BASELINE = re.compile(r"[^,。;]{2,30}[之以]?后,")
"""Behind the year of a title: what is told came after it (2015年创成县级文明单位后,…)."""
_SHORT_YEAR = re.compile(r"[0-9〇零○九八]{2}年")


_BUILT = re.compile(r"[^,。;]{0,4}?(?:建成|建造|修建|兴建|落成|创建|组建)的(?!同时)")
"""What is told of was built in that year: 2001年建成的小区."""
_MEETING = re.compile(r"[^,。;\n]{2,40}?(?:动员|部署|启动|推进)(?:大会|会|仪式)")
_MEETS = re.compile(r"(?:召开|举行|出席|参加)[^,。;]{0,8}$")
"""A meeting about the year to come: 召开2021年创建工作动员会."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report's time expressions in order and what they say.

    ``work`` and ``won`` count how often each year dates the unit's work and its titles, ``points`` are the years that
    do so themselves and not as the beginning of an open span (2009年以来), ``acts`` those in which work is dated to the
    day, ``opens`` those that open a sentence or are told
    to be the account's. ``lead`` is where the opening ends,
    ``annual`` whether it speaks of one year, ``yearly`` whether figures are told by the year anywhere, ``opening`` the
    year or years with which the account begins, ``stated`` the span that the opening counts and names
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
    lead: int
    annual: bool
    yearly: bool
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

    @property
    def dated(self) -> Counter[int]:
        """How often each year dates work or a title; work alone where it is one year's, told so (全年, 工作总结)."""
        recent = [year for year in self.work if year > max(self.work) - OLDEST]
        return self.work if self.yearly and len(recent) == 1 else self.work + self.won


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
    inside = [(t, line) for t, line in inside if t not in history and not _unlike_work(clean, t)]
    told = [time for time, _ in inside]
    work, won, points, acts, opens = Counter[int](), Counter[int](), set[int](), set[int](), set[int]()
    for time in told:
        if time.first is not None:
            years = {time.first, time.last or time.first}
            (won if _wins(clean, time) else work).update(years)
            points |= years if time.last is not None and not _told_of_origin(clean, history, time) else set()
            if _OPENS.search(clean[max(start, time.start - 6) : time.start]) or _ACCOUNT.match(clean, time.end):
                opens |= years
            if time.month is not None and clean[time.end - 1] == "日" and not _wins(clean, time):
                acts |= years
    lead = next((line.start for line in lines if "。" in line.text and not line.chrome), start) + LEAD
    annual = _ANNUAL.search(clean, start, min(lead, end)) is not None
    yearly = _YEARLY.search(clean, start, end) is not None
    opening = _opening(clean, [time for time, line in inside if "。" in line.text], work, work + won, lead)
    times = [time for time, _ in placed]
    stressed = next((t for t in times if t.start <= lead and _is_stressed(clean, t)), None)
    current, former = (
        any(t.kind == "relative" and clean.startswith(word, t.start) and not _unlike_told(clean, t) for t in times)
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
        lead,
        annual,
        yearly,
        opening,
        stated,
        account,
        stressed,
        current,
        former,
    )


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
        if len(line.text) <= OUTLOOK_LENGTH and line.numbered and _words("year_outlook").search(line.text):
            return line.start
    return end


@cache
def _words(rule: str) -> re.Pattern[str]:
    return re.compile(any_of(getattr(report_rules(), rule)))


@cache
def _planned_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(report_rules().year_planned_before)})[^,。;]{{0,6}}$")


@cache
def _planned_after() -> re.Pattern[str]:
    return re.compile(rf",?[^,。;]{{0,6}}(?:{any_of(report_rules().year_planned_after)})")


def _planned(clean: str, place: int) -> bool:
    """Whether the words behind a year at ``place`` say that it is planned for: close by, or in its sentence."""
    if _planned_after().match(clean, place, place + AFTER):
        return True
    stops = (clean.find(mark, place, place + AFTER) for mark in "。\n")
    stop = min((found for found in stops if found >= 0), default=place + AFTER)
    return _words("year_resolved").search(clean, place, stop) is not None


@cache
def _won_after() -> re.Pattern[str]:
    """A title won in the clause behind the year (2010年,在评选中被评为…)."""
    return re.compile(rf"度?,?(?:在[^,。;]{{2,24}}中,)?[^,。;\n]{{0,40}}?(?:{any_of(report_rules().year_won)})")


@cache
def _won_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(report_rules().year_won)})[^,。;\n]{{0,12}}[“”\"(]?$")


def _wins(clean: str, time: TimeExpression) -> bool:
    """Whether the year is that of a title and dates no work."""
    if time.kind == "since":
        return False
    before = clean[max(0, time.start - 20) : time.start]
    return bool(_won_after().match(clean, time.end, time.end + 80) or _won_before().search(before))


def _unlike_work(clean: str, time: TimeExpression) -> bool:
    """Whether the time dates neither work nor titles: a plan, the founding, a base of comparison, a saying."""
    if time.first is None or time.kind == "plan":
        return True
    if time.kind == "since":
        return False
    before = clean[max(0, time.start - 24) : time.start]
    if _BUILT.match(clean, time.end) or (_MEETS.search(before) and _MEETING.match(clean, time.end)):
        return True
    if _HISTORY_BEFORE.search(before) or _planned_before().search(before):
        return True
    if _BASELINE.match(clean, time.end, time.end + 40) and _wins(clean, time):
        return True
    return _told(clean, time) or _planned(clean, time.end)


def _told_of_origin(clean: str, history: Sequence[TimeExpression], time: TimeExpression) -> bool:
    """Whether the year goes on with the unit's history, in the sentence that begins with its founding."""
    return any(other.start < time.start and "。" not in clean[other.end : time.start] for other in history)


def _unlike_told(clean: str, time: TimeExpression) -> bool:
    """Whether 今年 or 去年 tells no work: it is planned, compared with, or only said to be a special year."""
    if clean.startswith(("是", "要", "的", "同期", ",我们将"), time.end):
        return True
    before = clean[max(0, time.start - 24) : time.start]
    if before.endswith(_COMPARED) or _planned_before().search(before):
        return True
    return _planned(clean, time.end)


def _told(clean: str, time: TimeExpression) -> bool:
    """Whether it is a two-digit year inside quotation marks: a saying about the past (“83年起步、93年升格”)."""
    before = clean[max(0, time.start - QUOTE_LENGTH) : time.start]
    return _SHORT_YEAR.match(clean, time.start) is not None and before.rfind("“") > before.rfind("”")


def _opening(
    clean: str, told: Sequence[TimeExpression], work: Counter[int], dated: Counter[int], lead: int
) -> Period | None:
    """The years with which the account itself begins: they open a line (2019年,我行…), or a sentence where no year
    beside them dates work."""
    for time in told:
        if time.start > lead:
            break
        if time.kind != "years" or time.first is None or time.last is None or _wins(clean, time):
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
