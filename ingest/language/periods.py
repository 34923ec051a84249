"""Time expressions of Chinese prose and the years they mean.

Two steps, because a relative word can be read only when the report's own years are known: `scan` finds the expressions
of a text, `resolve` gives each its years. `find_periods` does both. Words come from ``ingest/rules/periods.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ingest.language.period_rules import broken, rules
from ingest.rulefile import any_of
from ingest.types import Period

Kind = Literal["years", "since", "back", "near", "span", "relative", "recent", "now", "part", "plan", "placeholder"]

PLAN_YEARS = 5
_PLAN_ENDS = {"初": 0, "开局之年": 0, "第一年": 0, "末": 4, "收官之年": 4, "最后一年": 4}
"""What names one year of a plan: how many years behind its first it is."""

_DIGITS = {
    c: str(i) for i, row in enumerate(("〇零○Oo0", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in row
}
_COUNTS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


_WORDS = frozenset({"relative", "recent", "now", "part"})
"""The groups of the pattern that are plain words, which may begin inside another one."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression at ``[start, end)`` of the clean text, before it is resolved.

    ``first`` and ``last`` are calendar years for ``years``, ``since`` (``last`` is None) and ``plan``. ``count`` is the
    number of years counted back for ``near`` (近三年) and ``back`` (三年来) and, at a clause's head, for ``span``
    (五年开展活动), and the distance from the last year for ``relative`` (去年: -1).
    ``month`` is the month of a date, where it has one.
    """

    start: int
    end: int
    kind: Kind
    first: int | None = None
    last: int | None = None
    count: int = 0
    month: int | None = None


LONGEST_COUNT = 10
"""More years than this counted back (三十年来) are the unit's history, not the report's span."""
_ARABIC = r"(?:19[5-9]|20[0-4])[0-9]"
_CHINESE = r"(?:一九[五六七八九]|二[〇零○Oo0]{1}[〇零○Oo0一二三四])[〇零○Oo0一二三四五六七八九]"
_YEAR = rf"(?:{_ARABIC}|{_CHINESE})"
_SHORT = r"(?:[089][0-9]|[〇零○九八][〇零○一二三四五六七八九])"
_TEENS = r"(?:1[0-9]|2[1-9])(?=年(?:度|底|初|[0-9]{1,2}月))"
"""16年 may be how long something took; 16年度, 16年5月 are dates."""
_BLANK = r"[XxＸｘ×*#＊_]"
_PLACEHOLDER = rf"(?:(?:19|20|二[〇零○])?{_BLANK}{{1,4}}|20[0-4]{_BLANK}|某|(?:19|20)[-—]{{2,4}})"
# What is left of a year whose digits were dropped: 20年3月, 自年以来.
_LOST = r"(?<=[\n。,;(自在至于])20年(?=度|以来|[0-9]{1,2}月|,)|(?<=自)年(?=以来)|(?<=[\n。])年(?=,|[0-9]{1,2}月)"
_COUNT = r"(?:[1-9][0-9]?|[二三四五]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_DASH = r"\s?(?:[-—–~～－─至到]{1,2}|、|和|及|与)\s?"
_REST = r"(?:\s?[0-9]{1,2}月(?:[0-9]{1,2}日)?|元月(?:[0-9]{1,2}日)?|[一二三四五六七八九十]{1,2}月)?"


@cache
def _pattern() -> re.Pattern[str]:
    words = rules()
    return re.compile(
        "|".join(
            (
                rf"(?P<date>{_ARABIC}[-./·]\s?[01]?[0-9][-./·]\s?[0-3]?[0-9](?![0-9]))",
                rf"(?P<list>{_YEAR}(?:年度?)?(?:、(?:{_YEAR}|{_SHORT})(?:年度?)?){{1,6}}(?:[和及与](?:{_YEAR}|{_SHORT}))?)"
                r"(?:(?:(?<=年)|(?<=年度)|年度?)(?:[两二三四五六]年[间来]?)?|[两二三四五六]年[间来]?)",
                rf"(?P<from>{_YEAR}|{_SHORT}(?=年))\s?(?:年度?{_REST}底?)?{_DASH}(?P<to>{_YEAR}|(?:{_SHORT}|[12][0-9])(?=\s?年))\s?(?:年度?{_REST})?",
                rf"(?P<year>{_YEAR}|{_SHORT}(?=年)|{_TEENS})\s?(?:学?年(?!代))(?P<month>{_REST})"
                r"(?P<since>(?!的)[^,。;!?、\n]{0,14}?(?:以来|至今|到现在|至目前|(?<![0-9])起(?=[,开就]))|[^,。;!?、\n0-9]{0,14}?开始)?",
                rf"(?P<blank>(?<![A-Za-z0-9]){_PLACEHOLDER}\s?年(?!代)|{_LOST})",
                rf"(?:近|最近|过去|这|前|连续)?(?P<back>{_COUNT})个?(?:年来|年多来|年以来|年间|年时间里|年中|年(?=累计|共计|总计|合计|增长|共(?![同建享])))",
                rf"(?:近|最近的?|过去的?|这)(?P<recently>{_COUNT})年",
                r"(?<=[,。;:\n])(?P<bare>[二两三四五六])年(?=[\u4e00-\u9fff])(?![级制期龄前后内多规行任一之])",
                rf"[“\"「『]?(?P<plan>{any_of(words.plan)})[”\"」』]?(?P<planrest>前[1-4一两二三四]年|开局之年|收官之年|第一年|最后一年|期间|时期|以来|末|初|规划期|计划期|五年)",
                rf"(?P<relative>{any_of(words.relative)})",
                rf"(?P<recent>{any_of(words.recent)})",
                rf"(?P<now>{any_of(words.now)})",
                rf"(?P<part>{any_of(words.part)}|[0-9]{{1,2}}月?[-—~至到][0-9]{{1,2}}月(?:份|底|末)?|(?<=[截到][至止])[0-9]{{1,2}}月(?:份|底|末)?"
                r"|(?<=[。;\n])[0-9]{1,2}月[0-9]{1,2}日(?=[,上下晚凌当]))",
            )
        )
    )


@cache
def _beginnings() -> re.Pattern[str]:
    """The first character of what may be an expression, with a look at what follows it.

    The look spares trying every expression at every number, and one at the second character spares the look itself.
    One literal begins each alternative, since only so the few that begin as the text does are tried.
    """
    words = rules()
    counts, lost, joins = "一二两三四五六七八九十〇零○", "XxＸｘ×*#＊_某", r"年学、.·\-/—–~～－─至到和及与"
    looks: dict[str, list[str]] = {}
    seconds: set[str] = set()  # of an expression, as a class has them

    def look(firsts: str, second: str, follow: str) -> None:
        seconds.add(second)
        for first in firsts:
            looks.setdefault(first, []).append(follow)

    look("0123456789", r"0-9年月个\s\-—~至到", r"(?<![0-9].)(?=[0-9]?(?:年|月|\s年|个年|[\-—~至到][0-9]))")
    look("12", "09", rf"(?<![0-9].)(?=[09](?:[0-9]{{2}}\s?[{joins}]|[0-9]?[{lost}\-—]))")
    look(counts, rf"{counts}年个\s", rf"(?=[{counts}]{{0,2}}(?:年|\s年|个年))")
    look("一二", "九〇零○Oo0", rf"(?=[九〇零○Oo0](?:[{counts}Oo0]{{2}}\s?[{joins}]|[{lost}]))")
    look(lost, rf"{lost}年\s", rf"(?=[{lost}]{{0,3}}\s?年)")
    look("年", "以,0-9", "(?=[以,0-9])")
    counted = rf"[1-9{counts}][0-9{counts}]{{0,2}}个?年"
    look("近这前", f"1-9{counts}", f"(?={counted})")
    for word in ("最近", "过去", "连续"):
        look(word[0], word[1], f"(?={word[1]}的?{counted})")
    look('“"「『', "".join(re.escape(word[0]) for word in words.plan), f"(?={any_of(words.plan)})")
    rests: dict[str, list[str]] = {}
    for word in (*words.relative, *words.recent, *words.now, *words.part, *words.plan):
        rests.setdefault(word[0], []).append(word[1:])
    for first, rest in rests.items():
        look(first, "".join(re.escape(tail[0]) for tail in rest), f"(?={any_of(rest)})")
    alternatives = "|".join(f"{re.escape(first)}(?:{'|'.join(follow)})" for first, follow in looks.items())
    firsts = "".join(map(re.escape, looks))
    return re.compile(rf"[{firsts}](?=[{''.join(sorted(seconds))}])(?<=(?={alternatives}).)", re.DOTALL)


def scan(clean: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """The time expressions of ``clean[start:end]`` in order, not overlapping."""
    stop = len(clean) if end is None else end
    match, position, found = _pattern().match, start, []
    for place in _beginnings().finditer(clean, start, stop):
        if place.start() < position or (m := match(clean, place.start(), stop)) is None:
            continue
        position = m.end()
        if m.lastgroup in _WORDS and broken(clean, place.start(), position):
            continue
        if (expression := _expression(m)) is not None:
            found.append(expression)
    return found


@lru_cache(maxsize=4)
def scanned(clean: str, start: int, end: int) -> tuple[TimeExpression, ...]:
    """The same, remembered: a report's period and its values' are read from one scan where a file holds one report."""
    return tuple(scan(clean, start, end))


def _expression(m: re.Match[str]) -> TimeExpression | None:
    span, kind = m.span(), m.lastgroup
    if m["date"]:
        parts = re.split(r"[-./·]\s?", m["date"])
        return TimeExpression(*span, "years", int(parts[0]), int(parts[0]), month=_month(parts[1]))
    if m["list"]:
        years = [_year(y) for y in re.findall(rf"{_YEAR}|{_SHORT}", m["list"])]
        return TimeExpression(*span, "years", min(years), max(years))
    if m["from"]:
        return _range(span, _year(m["from"]), _year(m["to"]))
    if m["year"]:
        first = _year(m["year"])
        since = m["since"] is not None
        return TimeExpression(
            *span, "since" if since else "years", first, None if since else first, month=_month(m["month"])
        )
    if m["blank"]:
        return TimeExpression(*span, "placeholder")
    if counted := m["back"] or m["recently"]:
        near = m.group().startswith(("近", "最近", "过去"))
        more = "年多" in m.group()  # 三年多来 reaches into a fourth
        return TimeExpression(*span, "near" if near else "back", count=_count(counted) + more)
    if m["bare"]:
        return TimeExpression(*span, "span", count=_count(m["bare"]))
    if m["plan"]:
        return _plan(span, rules().plan[m["plan"]], m["planrest"])
    if m["relative"]:
        return TimeExpression(*span, "relative", count=rules().relative[m["relative"]])
    return TimeExpression(*span, _word_kind(kind))


def _word_kind(group: str | None) -> Kind:
    return "recent" if group == "recent" else "now" if group == "now" else "part"


def back_from(place: int, count: str) -> TimeExpression:
    """So many years (连续三年 at ``place``) counted back from the report's last."""
    return TimeExpression(place, place, "near", count=_count(count))


def _range(span: tuple[int, int], first: int, last: int) -> TimeExpression | None:
    return TimeExpression(*span, "years", first, last) if first <= last else None


def _plan(span: tuple[int, int], first: int, rest: str) -> TimeExpression:
    if rest == "以来":
        return TimeExpression(*span, "since", first)
    if rest[0] == "前":
        return TimeExpression(*span, "plan", first, first + _count(rest[1]) - 1)
    if rest in _PLAN_ENDS:
        year = first + _PLAN_ENDS[rest]
        return TimeExpression(*span, "plan", year, year)
    return TimeExpression(*span, "plan", first, first + PLAN_YEARS - 1)


def _year(text: str) -> int:
    year = int("".join(_DIGITS.get(c, c) for c in text))
    if year >= 100:
        return year
    return year + (1900 if year >= 50 else 2000)


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_COUNTS[tens] if tens else 1) * 10 * len(ten) + (_COUNTS[ones] if ones else 0)


def _month(text: str) -> int | None:
    number = re.match(r"\s?0?([0-9]{1,2})(?=月|$)", text)
    if number:
        return int(number[1])
    if text.strip().startswith("元月"):
        return 1
    chinese = re.match(r"([一二三四五六七八九十]{1,2})月", text)
    return _count(chinese[1]) if chinese else None


def resolve(expression: TimeExpression, report: Period | None) -> Period | None:
    """The years that the expression means in a report of the given period; None where that cannot be told."""
    kind, first, last = expression.kind, expression.first, expression.last
    if first is not None and last is not None:
        return Period(first, last)
    if report is None or kind == "placeholder":
        return None
    if first is not None:
        return Period(first, report.end) if first <= report.end else None
    if kind in ("recent", "span"):
        return report
    if kind == "relative":
        return Period(report.end + expression.count, report.end + expression.count)
    if kind == "back" and report.end - report.start == expression.count:
        return report  # the report's span was itself counted so: 两年来, signed in spring, reaches into three years
    if kind in ("back", "near"):
        return Period(report.end - expression.count + 1, report.end)
    return Period(report.end, report.end)


@cache
def _founded_after() -> re.Pattern[str]:
    """A founding that ends its clause (1958年3月由三校合并成立); with an object it is work (2009年成立服务队3支)."""
    return re.compile(
        rf"(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?[^,。;、]{{0,8}}?(?:{any_of(rules().founded_after)})"
        r"(?:而成|[为成][^,。;、]{2,14})?(?=[,。;、\s的时]|$)"
    )


def is_founding(clean: str, time: TimeExpression) -> bool:
    """Whether the years are those of the unit's founding, or run from it; they date none of its work."""
    if time.kind == "since":
        return any(word in clean[time.start : time.end] for word in rules().founded_after)
    before = clean[max(0, time.start - 5) : time.start].rstrip()
    return before.endswith(rules().founded_before) or bool(_founded_after().match(clean, time.end, time.end + 24))


@cache
def _when_founded() -> re.Pattern[str]:
    return re.compile(rf"[^,。;、]{{0,14}}?(?:{any_of(rules().founded_after)})(?:时|之时|之初|初期|当初|伊始)")


def when_founded(clean: str, time: TimeExpression) -> bool:
    """Whether the years are those when the unit was founded, of which the clause tells (1958年建校时只有教师12人)."""
    return _when_founded().match(clean, time.end, time.end + 28) is not None


def find_periods(clean: str, last_year: int | None) -> list[tuple[TimeExpression, Period | None]]:
    """The time expressions of the text with their years, relative words counted from ``last_year``."""
    report = None if last_year is None else Period(last_year, last_year)
    return [(e, resolve(e, report)) for e in scan(clean)]
