"""What the words around one year say of it: that it dates work, a title won, a plan, a base of comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.language.periods import TimeExpression
from ingest.report_rules import any_word, report_rules
from ingest.rulefile import any_of

_BASE_BEFORE = re.compile(r"(?:比|较|由|从|(?<![止至加高升长])到)$")
"""Before a single year that is only the base of a comparison; a range of years (从2012年到2018年) is none."""
_MULTIPLIED = re.compile(r"底?的(?:近|约)?[0-9.一二两三四五六七八九十多]{1,5}倍")
_NAMED_BEFORE = re.compile(r"《[^》]{0,20}$|[\[〔][^\]〕]{0,8}$")
_BASELINE = re.compile(r"[^,。;]{2,30}[之以]?后,")
"""Behind the year of a title: what is told came after it (2015年创成县级文明单位后,…)."""
_SHORT_YEAR = re.compile(r"[0-9〇零○九八]{2}年")
_BUILT = re.compile(r"[^,。;]{0,4}?(?:建成|建造|修建|兴建|落成|创建|组建)的(?!同时)")
"""What is told of was built in that year: 2001年建成的小区."""
_MEETING = re.compile(r"[^,。;\n]{2,40}?(?:动员|部署|启动|推进)(?:大会|会|仪式)")
_MEETS = re.compile(r"(?:召开|举行|出席|参加)[^,。;]{0,8}$")
"""A meeting about the year to come: 召开2021年创建工作动员会."""
_AGAINST = re.compile(r"[^。;\n]{0,40}?[较比与同]((?:19|20)[0-9]{2})年")
AFTER = 120
"""A sentence is read at most this far behind its year."""
QUOTE_LENGTH = 80
_COMPARED = ("比", "较", "与", "同", "和", "由", "从", "超过", "“")


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
    return any_word("year_resolved").search(clean, place, stop) is not None


@cache
def _won_after() -> re.Pattern[str]:
    """A title won in the clause behind the year (2010年,在评选中被评为…)."""
    return re.compile(rf"度?,?(?:在[^,。;]{{2,24}}中,)?[^,。;\n]{{0,40}}?(?:{any_of(report_rules().year_won)})")


@cache
def _won_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(report_rules().year_won)})[^,。;\n]{{0,12}}[“”\"(]?$")


def wins(clean: str, time: TimeExpression) -> bool:
    """Whether the year is that of a title and dates no work."""
    if time.kind == "since":
        return False
    before = clean[max(0, time.start - 20) : time.start]
    return bool(_won_after().match(clean, time.end, time.end + 80) or _won_before().search(before))


def advertised(clean: str, time: TimeExpression) -> bool:
    """Whether the year is a mirror's, which makes an old text look new with it: 2024年最新总结三篇."""
    if time.kind != "years":
        return False
    words, after = report_rules().year_advertised, time.end
    while clean[after : after + 1] in ("的", "度", " "):
        after += 1
    return clean.startswith(words, after) or clean.endswith(words, 0, time.start)


def unlike_work(clean: str, time: TimeExpression) -> bool:
    """Whether the time dates neither work nor titles: a plan, the founding, a base of comparison, a saying."""
    if time.first is None or time.kind == "plan":
        return True
    if time.kind == "since":
        return False
    before = clean[max(0, time.start - 24) : time.start]
    if (
        advertised(clean, time)
        or _BUILT.match(clean, time.end)
        or (_MEETS.search(before) and _MEETING.match(clean, time.end))
    ):
        return True
    if _NAMED_BEFORE.search(before) or _planned_before().search(before):
        return True
    if time.first == time.last and (_BASE_BEFORE.search(before) or multiplied(clean, time)):
        return True
    if _BASELINE.match(clean, time.end, time.end + 40) and wins(clean, time):
        return True
    if _won_before().search(before):
        return False  # its words may sound like a plan: 评为2011年度目标管理先进单位
    return _told(clean, time) or _planned(clean, time.end)


def multiplied(clean: str, time: TimeExpression) -> bool:
    """Whether the year is the base of a multiple (是2010年的3倍), and not the value's own."""
    return _MULTIPLIED.match(clean, time.end) is not None


def reached(clean: str, time: TimeExpression) -> int | None:
    """The year that 今年 is where its sentence compares it with the year before (今年较2023年增长: 2024), else None."""
    if time.kind != "relative" or time.count != 0:
        return None
    base = _AGAINST.match(clean, time.end)
    return None if base is None else int(base[1]) + 1


def told_of_origin(clean: str, history: Sequence[TimeExpression], time: TimeExpression) -> bool:
    """Whether the year goes on with the unit's history, in the sentence that begins with its founding."""
    return any(other.start < time.start and "。" not in clean[other.end : time.start] for other in history)


def unlike_told(clean: str, time: TimeExpression) -> bool:
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
