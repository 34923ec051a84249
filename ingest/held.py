"""What a time expression is to its clause: the value's own time, one compared with, a title's, a base."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ingest.language.period_rules import rules
from ingest.language.periods import TimeExpression, resolve
from ingest.rulefile import any_of
from ingest.types import Period

MID_YEAR = 6
"""Years counted back from a date after this month are calendar years."""
GROWTH_REACH = 30
"""So far from a number in its sentence a word of growth is looked for."""
LIST_REACH = 60
"""So far before a year in a list of titles the verb that won them is looked for, in its clause."""
TITLE_LENGTH = 36
"""Within this many characters behind a number the year of a title that it counts is looked for."""

_RANGE = re.compile(r"(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日|份|初|底|末)?(?:至|到|-{1,2}|[—–~～]{1,2})")
SHARE_LENGTH = 24
"""Within this many characters behind listed years 分别 shares the values out among them."""
_SHARED = re.compile(r"分别|依次")
_LISTED = re.compile(r"[^,。;、0-9\n]{0,8}[0-9][^,。;\n]{0,60}")
_JOINTS = re.compile(r"[、和](?=[0-9])")
_CLAUSE_ENDS = re.compile(r"[,。;:\n]")
_STOCK = re.compile(r"(?:总量[为达有]?|共[有设辖建]有?[^,。;、]{1,9})$")


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


def is_stock(clean: str, clause: int, start: int) -> bool:
    """Whether the number at ``start`` is a total of what there is: 馆藏总量3万册, 共有网点6个."""
    return _STOCK.search(clean, max(clause, start - 12), start) is not None


def grows(clean: str, start: int, end: int) -> bool:
    """Whether the sentence around the number ``[start, end)`` tells growth over the year before (办案8起,同比降5%)."""
    low, high = max(0, start - GROWTH_REACH), min(len(clean), end + GROWTH_REACH)
    first, last = clean.rfind("。", low, start), clean.find("。", end, high)
    around = clean[max(low, first) : high if last < 0 else last]
    return any(word in around for word in rules().growth)


def told_in_clause(clean: str, time: TimeExpression | None) -> bool:
    """Whether 近三年 stands within the words of a clause, so that it leads no sentence of clauses with semicolons."""
    return time is not None and time.kind == "near" and not clean.startswith((",", "来,", "以来,"), time.end)


def spanned(time: TimeExpression, period: Period | None) -> bool:
    """Whether a clause's first words count the report's own years (五年无偿献血)."""
    return period is not None and time.count in (period.end - period.start, period.end - period.start + 1)


def spans(time: TimeExpression | None, count: int) -> bool:
    """Whether the time names as many years as are counted behind it: 2010年至2014年,连续五年."""
    if time is None or time.kind != "years" or time.first is None or time.last is None:
        return False
    return 1 < time.last - time.first + 1 == count


def joined(clean: str, first: TimeExpression, last: TimeExpression, period: Period | None) -> TimeExpression:
    """去年9月至今年3月: the years from the first time to the last, if a word for a range joins them; else the last."""
    begin, end = resolve(first, period), resolve(last, period)
    if begin is None or end is None or begin.start >= end.end:
        return last
    if not _RANGE.fullmatch(clean, first.end, last.start):
        return last
    return TimeExpression(first.start, last.end, "years", begin.start, end.end)


def from_mid_year(times: Iterable[TimeExpression], time: TimeExpression, period: Period | None) -> TimeExpression:
    """两年来 of a report whose last date lies in the first half of its last year began a calendar year earlier."""
    if time.kind != "back" or period is None or period.end - period.start == time.count:
        return time
    if period.end - period.start + 1 == time.count:
        return replace(time, kind="near")  # the report's own years
    last = [told.month for told in times if told.last == period.end and told.month]
    return replace(time, kind="near", count=time.count + 1) if last and max(last) <= MID_YEAR else time


def moves_on(time: TimeExpression, paragraph: TimeExpression) -> bool:
    """Whether work of another time is told than that with which the paragraph began: from there on it dates nothing."""
    if time.kind in ("years", "since"):
        return (time.first, time.last) != (paragraph.first, paragraph.last)
    return time.kind in ("relative", "span", "back", "near", "recent") and time.kind != paragraph.kind


@cache
def _won_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(rules().won)})[为了]?[“\"「《]?$")


def titled(clean: str, time: TimeExpression) -> bool:
    """Whether the year is that of a title won (被评为2016年度先进单位): it dates nothing behind its clause."""
    if time.kind != "years":
        return False
    if clean[time.start - 1 : time.start] == "、":
        clause = _CLAUSE_ENDS.split(clean[max(0, time.start - LIST_REACH) : time.start])[-1]
        return clause[-2:-1] == "”" or any(word in clause for word in rules().won)
    return _won_before().search(clean, max(0, time.start - 8), time.start) is not None


@cache
def _won_later() -> re.Pattern[str]:
    won, year = any_of(rules().won), r"((?:19|20)[0-9]{2})(?:年?[-—–~至]{1,2}((?:19|20)[0-9]{2}))?年度?"
    return re.compile(
        rf"[^,。;:!?\n]{{0,24}}?(?:(?:{won})[为了]?[“\"「《]?{year}|[在于]{year}(?!以)[^,。;:!?\n]{{0,12}}?(?:{won}))"
    )


def won_later(clean: str, end: int) -> Period | None:
    """The years of the title that those counted won, behind a number that ends at ``end`` (3家被评为2016年度先进)."""
    if "年" not in clean[end : end + TITLE_LENGTH] or (found := _won_later().match(clean, end)) is None:
        return None
    first, last = found[1] or found[3], found[2] or found[4]
    return Period(int(first), int(last or first)) if int(first) <= int(last or first) else None


def shared(clean: str, time: TimeExpression, start: int, period: Period | None) -> Period | None:
    """The years among which 分别 before ``start`` shares out what follows: those listed (2008年和2009年分别投入3万元、
    5万元) or as many as values are (三年来分别投入3万元、5万元和8万元); else None."""
    if time.kind not in ("years", "back", "near"):
        return None
    years = resolve(time, period)
    if years is None or years.single:
        return None
    found = _SHARED.search(clean, time.end, min(start, time.end + SHARE_LENGTH))
    if found is None or time.kind == "years":
        return years if found is not None else None
    listed = _LISTED.match(clean, found.end())
    return years if listed and len(_JOINTS.findall(listed[0])) == years.end - years.start else None
