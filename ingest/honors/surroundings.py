"""The year of a title whose own sentence names none: what stands before it in the document tells."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ingest.honors.patterns import last_match
from ingest.honors.rules import HonorRules
from ingest.honors.years import has_time, only_year, opening_year, stamped_year, years_within
from ingest.types import Honor

_ANNOUNCED = 160
"""Characters within which a title without a year was announced with one."""
_WISH = 14
"""Characters before that year within which the title is said to be worked for."""
_STAMPED = 400
"""Characters within which news has its stamp before it."""
_PARAGRAPH = 400
"""Characters within which the year that opens a paragraph governs it."""
_SAME = re.compile(r"(?P<same>同年|当年|是年)|(?P<next>次年|翌年)")
_SAME_WITHIN = 30
"""Characters before its verb within which a clause says so."""
_COMMENDED_YEAR = re.compile(
    r"表彰了?(?P<year>(?:19|20)\d{2})年|对(?P<for>(?:19|20)\d{2})年[^,,。;;\n]{0,40}(?:表彰|表扬|嘉奖)"
)
"""The same within the sentence (县里表彰了2018年先进单位,我校被评为…)."""
_COMMENDED = re.compile(r"(?:表彰|表扬|嘉奖)")
_HEADED = 3
"""So many titles may a headline hold."""
_HEADLINE = 60
"""No headline is longer than this many characters."""
_DISTRICT = re.compile("区(?<![治自]区)(?:委|政府|人民政府|文明委|教育局)")
"""A district's own authorities."""
_DECISION = re.compile(r"《[^《》]{0,40}(?:表彰|命名|公布|授予)[^《》]{2,50}(?:决定|通报|通知|名单)》")
_HEAD = re.compile(r"【[\u4e00-\u9fff]{2,20}】\s*(?:19|20)\d{2}年[,,]")
_CONVENED = re.compile(r"发布|公布|表彰|命名|召开|举行|印发|下发")
"""What news tells of a day, in a sentence before the one that names a winner."""
_MEETING = re.compile(
    r"(全[国省市县区州盟旗镇乡][^,,。;;:\n]{0,40}(?:大会|会议|表彰会|总结会|推进会))(?:[^,,。;;\n]{0,6}(?:召开|举行|举办)|,会上)"
)
_AT_TIMES = re.compile("先后|多次|历年|历届")
"""What was won at several times, of which none is told."""
_ELSEWHERE = re.compile("先后|多次|历年|近年|以来|去年|前年|[12]\\d{3}年")
"""What was won at other times than at the meeting before."""
_WHOLE_YEAR = re.compile(r"全年|一年来|这一年")
_WITHIN_YEAR = re.compile(r"当年|同年|年内")


def surrounding_year(clean: str, verb: int, title: int, words: str, rules: HonorRules) -> int | None:
    """The year of the title ``words`` at ``title``, whose ``verb`` has no date of its own."""
    told = _stamped(clean, verb) or _same(clean, verb)
    sentence = max(clean.rfind("\n", 0, verb), clean.rfind("。", 0, verb)) + 1
    if told is None and not _AT_TIMES.search(clean, sentence, verb):
        told = _opening(clean, verb) or _commended(clean, verb) or _section(clean, verb)
    return told or _announced(clean, title, words, rules) or _decided(decision_before(clean, verb, words))


def meeting_before(clean: str, verb: int) -> str:
    """The meeting at which the title was given, told in this sentence or just before; empty where another time is."""
    begin = max(clean.rfind("\n", 0, verb) + 1, verb - _ANNOUNCED)
    meeting = last_match(_MEETING, clean, begin, verb)
    if meeting is None or clean.count("。", meeting.end(), verb) > 1 or _ELSEWHERE.search(clean, meeting.end(), verb):
        return ""
    return meeting[1]


def dated_headlines(honors: tuple[Honor, ...], clean: str) -> tuple[Honor, ...]:
    """The honors, where a headline's title without a year has the one that the text below gives it."""
    if not any(honor.year is None for honor in honors[:_HEADED]):
        return honors
    return tuple(
        replace(honor, year=_told_below(honor, honors)) if n < _HEADED and _headed(honor, clean) else honor
        for n, honor in enumerate(honors)
    )


def _headed(honor: Honor, clean: str) -> bool:
    """Whether a title without a year stands in a short line without a full stop."""
    if honor.year is not None:
        return False
    begin, end = clean.rfind("\n", 0, honor.start) + 1, clean.find("\n", honor.end)
    return 0 < end - begin <= _HEADLINE and clean.find("。", begin, end) < 0


def _told_below(headed: Honor, honors: tuple[Honor, ...]) -> int | None:
    years = {honor.year for honor in honors if honor.start > headed.end and honor.title.endswith(headed.title)}
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=4)
def of_region(clean: str, start: int, end: int) -> bool:
    """Whether 全区 is an autonomous region to the text, not a district."""
    return clean.find("自治区", start, end) >= 0 and _DISTRICT.search(clean, start, end) is None


def decision_before(clean: str, verb: int, words: str) -> str:
    """The name of the document just before that gave titles such as ``words``; empty where none is named."""
    begin = max(clean.rfind("\n", 0, verb) + 1, verb - _ANNOUNCED)
    decision = last_match(_DECISION, clean, begin, verb)
    return decision[0] if decision and words[-2:] in decision[0] else ""


def _decided(decision: str) -> int | None:
    years = years_within(decision, None) if decision else None
    return years[0] if years is not None and len(years) == 1 else None


def _stamped(clean: str, verb: int) -> int | None:
    """The year of news that names only a day, told by the stamp above it."""
    context = clean[max(0, verb - _STAMPED) : verb]
    line = max(context.rfind("\n"), context.rfind("。")) + 1
    told = stamped_year(context[line:], context[:line])
    if told is not None or line == 0 or context[line - 1] != "。" or "日" in context[line:]:
        return told
    opens = max(context.rfind("\n", 0, line), context.rfind("。", 0, line - 1)) + 1
    if _CONVENED.search(context, opens, line) is None or has_time(context[line:]):
        return None
    return stamped_year(context[opens : line - 1], context[:opens])


def _opening(clean: str, verb: int) -> int | None:
    """The year that opens the paragraph, where the sentence tells of that whole year and none else is named."""
    begin = clean.rfind("\n", 0, verb) + 1
    if verb - begin > _PARAGRAPH:
        return None
    sentence = clean.rfind("。", begin, verb) + 1
    if not (_WHOLE_YEAR.search(clean, begin, verb) or _WITHIN_YEAR.search(clean, sentence, verb)):
        return None
    return opening_year(clean[begin:verb])


def _same(clean: str, verb: int) -> int | None:
    """The last year named before, where the clause says that it is the same or the next (同年,我院又获…)."""
    begin = max(clean.rfind("。", 0, verb) + 1, verb - _SAME_WITHIN)
    said = last_match(_SAME, clean, begin, verb)
    if said is None:
        return None
    years = years_within(clean[max(0, said.start() - _PARAGRAPH) : said.start()], None)
    if years is None or len(years) != 1 or years[0] is None:
        return None
    return years[0] + (said["next"] is not None)


def _commended(clean: str, verb: int) -> int | None:
    """The year whose work was commended shortly before in the paragraph, where no other time is named."""
    begin = max(clean.rfind("\n", 0, verb) + 1, verb - _PARAGRAPH)
    here = last_match(_COMMENDED_YEAR, clean, max(begin, clean.rfind("。", begin, verb) + 1), verb)
    if here is not None:
        return None if has_time(clean[here.end() : verb]) else int(here["year"] or here["for"])
    commended = last_match(_COMMENDED, clean, begin, clean.rfind("。", begin, verb) + 1)
    if commended is None or clean.rfind("《", begin, commended.start()) > clean.rfind("》", begin, commended.start()):
        return None  # a paper's name may tell of other titles
    sentence = max(begin, clean.rfind("。", begin, commended.start()) + 1)
    end = clean.find("。", commended.end(), verb)
    return None if has_time(clean[end:verb]) else only_year(clean[sentence:end])


def _section(clean: str, verb: int) -> int | None:
    """The year that opens a section of a yearbook, which tells of no other (【概况】2006年,…)."""
    begin = clean.rfind("【", max(0, verb - _PARAGRAPH), verb)
    if begin < 0 or _HEAD.match(clean, begin, verb) is None or clean.find("\n\n", begin, verb) >= 0:
        return None
    return only_year(clean[begin:verb])


def _announced(clean: str, title: int, words: str, rules: HonorRules) -> int | None:
    """The year of the same title shortly before, such as where its winners are announced (2012年度省级文明车间)."""
    for mark in ("年度", "年"):
        found = clean.rfind(mark + words, max(0, title - _ANNOUNCED), title)
        year = clean[max(0, found - 4) : max(0, found)]
        if year.isdecimal() and not rules.wish.search(clean, max(0, found - _WISH), found):
            return int(year)
    return None
