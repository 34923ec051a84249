"""The year of a title whose own sentence names none: what stands before it in the document tells."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ingest.honors.patterns import last_match
from ingest.honors.rules import HonorRules
from ingest.honors.years import opening_year, stamped_year, years_within
from ingest.types import Honor

_ANNOUNCED = 160
"""Characters within which a title without a year was announced with one."""
_WISH = 14
"""Characters before that year within which the title is said to be worked for."""
_STAMPED = 400
"""Characters within which news has its stamp before it."""
_PARAGRAPH = 400
"""Characters within which the year that opens a paragraph governs it."""
_SAME = 12
"""Characters within which a sentence opens with 同年."""
_HEADED = 3
"""So many titles may a headline hold."""
_HEADLINE = 60
"""No headline is longer than this many characters."""
_DISTRICT = re.compile("区(?<![治自]区)(?:委|政府|人民政府|文明委|教育局)")
"""A district's own authorities."""
_DECISION = re.compile(r"《[^《》]{0,40}(?:表彰|命名|公布|授予)[^《》]{2,50}(?:决定|通报|通知|名单)》")
_WHOLE_YEAR = re.compile(r"全年|一年来|这一年|当年|同年|年内")


def surrounding_year(clean: str, verb: int, title: int, words: str, rules: HonorRules) -> int | None:
    """The year of the title ``words`` at ``title``, whose ``verb`` has no date of its own."""
    told = _stamped(clean, verb) or _opening(clean, verb) or _same(clean, verb)
    return told or _announced(clean, title, words, rules) or _decided(decision_before(clean, verb, words))


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
    return stamped_year(context[line:], context[:line])


def _opening(clean: str, verb: int) -> int | None:
    """The year that opens the paragraph, where the sentence tells of that whole year and none else is named."""
    begin = clean.rfind("\n", 0, verb) + 1
    if verb - begin > _PARAGRAPH or not _WHOLE_YEAR.search(clean, clean.rfind("。", begin, verb) + 1, verb):
        return None
    return opening_year(clean[begin:verb])


def _same(clean: str, verb: int) -> int | None:
    """The year of the sentence before, where this one says that it is the same (同年,我院又获…)."""
    sentence = clean.rfind("。", 0, verb) + 1
    if clean.find("同年", sentence, min(verb, sentence + _SAME)) < 0:
        return None
    begin = max(clean.rfind("\n", 0, sentence) + 1, sentence - _PARAGRAPH)
    years = years_within(clean[begin:sentence], None)
    return years[0] if years is not None and len(years) == 1 else None


def _announced(clean: str, title: int, words: str, rules: HonorRules) -> int | None:
    """The year of the same title shortly before, such as where its winners are announced (2012年度省级文明车间)."""
    for mark in ("年度", "年"):
        found = clean.rfind(mark + words, max(0, title - _ANNOUNCED), title)
        year = clean[max(0, found - 4) : max(0, found)]
        if year.isdecimal() and not rules.wish.search(clean, max(0, found - _WISH), found):
            return int(year)
    return None
