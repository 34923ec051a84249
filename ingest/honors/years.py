"""The years that a title was won in, from the words before it; never from the report's period."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.honors.patterns import last_match
from ingest.types import Period

_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
_YEAR = r"(?:(?:19|20)\d{2}|(?<!\d)0\d(?=年)|[一二][九〇零○0Oo][〇零○0Oo一二三四五六七八九]{2})"
_MONTH_NEXT = r"(?<=[,,]....)年\d{1,2}月"
"""Behind a comma a year with its month is a date of its own (建于1985年,1991年3月荣获…)."""
_LINK = r"年?度?[—–\-―~至到、,,和及与]{1,2}"
_CHAIN = re.compile(
    r"(?=[\d一二今本去上前近多历年Xx×#*_])(?:"
    rf"(?<!\d)(?P<years>{_YEAR}(?:{_LINK}(?:{_YEAR}(?!{_MONTH_NEXT})|\d{{2}}(?=年|、|[—\-]\d{{2}}年)))*)\s*(?P<mark>年度|年|(?=[))届]|[两二三四五六]年|[.\-/]\d{{1,2}}(?!\d)))"
    r"|(?P<relative>今年|本年度?|(?<![比较])(?:去年|上年度?|前年)|(?<![一二三四五六七八九十两几多\d])年内)"
    r"|(?P<unknown>(?:20|19|201|202)?(?:[Xx×#*_]{1,4})年|近[一二三四五六七八九十几两]+年|多年来|历年|近年|20\d[Xx×]年))"
)
_BARE = re.compile(r"(?:19|20)\d{2}(?=[\u4e00-\u9fff])(?![年届至到])")
"""A year in front that needs no 年 (2019中国最美小镇)."""
_ITEM = re.compile(rf"({_YEAR}|\d{{2}})(年度?)?([^\d一二]*)")
_OPEN_AFTER = re.compile(r"之?后|以来|至今|开始|以后|之前|以前|.{0,3}(?:成立|建立|创办|组建|建院|建校|投产|挂牌|开业)")
_OPEN_BEFORE = re.compile(r"(?:截至|截止|到|始建于|建于|成立于|创办于|组建于|创建于)$")
_SINCE_BEFORE = re.compile(r"(?:自|从|自从)$")
_DAY = re.compile(r"^(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:年?[初底末春夏秋冬]|[上下]半年)?")
_DAY_ONLY = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月\d{1,2}日")
_STAMP = re.compile(
    r"(?<!\d)(?:(?P<year>20\d{2})[-/.年](?P<month>\d{1,2})[-/.月]\d{1,2}|\d{1,2}[-/.](?P<middle>\d{1,2})[-/.](?P<last>20\d{2}))(?!\d)"
)
"""When news was put on its page."""
_OPENING = re.compile(r"(?:^|[。】])\s*(?P<year>(?:19|20)\d{2})年,")
_LATER = re.compile(
    r"(?:[号誉]|(?:获|评为|授予)[^,,。;;]{2,30})(?:之?后[,,]?(?:又|再|还|相继|先后|陆续)|(?:以来|之?后)[,,])"
)
"""What was won after what the date tells of (继1995年获…称号后又先后获得…)."""
_CLAUSES = re.compile(r"[,,;;::]")
_QUOTED = re.compile(r"[“”\"「『][^“”\"「」『』]{0,60}[“”\"」』]")
_SUBJECTLESS = re.compile(
    r"(?:并|又|还|也|同时|再次|再|且|先后|分别|多次|连续.{1,3}[年次届]|同年|当年|年底|一举|首次|均|更是|分别)*(?:$|被|荣|获|喜|授|评|命名|延续|保留|保持|通过|蝉联|在|受|晋|顺利|成功|跨|跻|颁|进行|予以|给予|[“”])"
)
_IN_ASIDE = re.compile("[^()()]{0,12}[))][、,,;等]")
_ASIDE = re.compile(r"[((][^()()]*[))](?=[、,,;等])")
"""A date in brackets, behind a title of the same sentence."""
_SETTING = re.compile(
    r"(?:[中上里时后]|期间|大会|会议|名单|决定|通报|通知|文件|公告|公报|喜讯|结果|获得者|获奖者|评选|复[查审评]|考[核评])$"
)
"""How the clause of a date ends that only sets the scene of the next one (在2016年度考核中,我厂获…)."""
_MEETING = re.compile("(?:大会|会议|总结会|表彰会|年会|座谈会)上$")
"""How the clause of a date ends that holds for whoever wins there."""
_SEVERAL = re.compile(r"先后|多次|历年|历届|连续|年年")
_STREAK = re.compile(r"连续([二两三四五六七八九十]{1,2}|\d{1,2})(?:年|次|届)")
_STREAK_START = re.compile(r"(?:起|以来|开始)?,?[^,;。]{0,20}?连续([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个?年)")
_COUNT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LONGEST = 15
"""A range of more years than this is no list of the years of one title."""

Years = tuple[int | None, ...]
UNKNOWN: Years = (None,)


@dataclass(frozen=True, slots=True)
class _Listed:
    years: tuple[int, ...]
    ranged: bool
    ends: tuple[int, ...]
    """The years without those that a range leads on from (2006—2007、2008—2009年度: 2007, 2009)."""


def years_within(words: str, period: Period | None) -> Years | None:
    """The years that hold at the end of ``words``: the last dates in them; None where there are none."""
    last = last_match(_CHAIN, words)
    if last is None and _BARE.match(words):
        return (int(words[:4]),)
    return _resolved(words, last, period) if last else None


def years_before(sentence: str, period: Period | None) -> Years:
    """The years that govern the verb behind ``sentence``; ``UNKNOWN`` where they do not tell.

    A date in front of its sentence (2009年, …) governs all of it. A date within a clause governs that clause and those
    that go on without a subject of their own (2009年被评为…, 并被授予…).
    """
    last = last_match(_CHAIN, sentence)
    if last is not None and _IN_ASIDE.match(sentence, last.end()):
        sentence = _ASIDE.sub("", sentence)  # of the title in front of it only
        last = last_match(_CHAIN, sentence)
    if last is None:
        return UNKNOWN
    after = _DAY.sub("", sentence[last.end() :].removeprefix("以来" if last["relative"] else ""), count=1)
    if ("后" in after or "以来" in after) and _LATER.search(after):
        return UNKNOWN
    return _resolved(sentence, last, period) if _governs(after) else UNKNOWN


def stamped_year(sentence: str, head: str) -> int | None:
    """The year of a day without one that governs the verb behind ``sentence``, told by the stamp of the news.

    ``head`` is what stands before. A day of a later month than the stamp's was in the year before.
    """
    day = last_match(_DAY_ONLY, sentence) if "日" in sentence else None
    if day is None or _CHAIN.search(sentence) or not _governs(sentence[day.end() :]):
        return None
    stamp = last_match(_STAMP, head)
    if stamp is None:
        return None
    return int(stamp["year"] or stamp["last"]) - (int(day["month"]) > int(stamp["month"] or stamp["middle"]))


def opening_year(paragraph: str) -> int | None:
    """The year in front of a sentence of the paragraph, None where another time is named behind it."""
    opening = last_match(_OPENING, paragraph)
    if opening is None or _CHAIN.search(paragraph, opening.end()):
        return None
    return int(opening["year"])


def has_time(words: str) -> bool:
    """Whether the words name a time."""
    return _CHAIN.search(words) is not None


def only_year(words: str) -> int | None:
    """The one year that the words name, None where they name another time too."""
    dates = list(_CHAIN.finditer(words))
    if len(dates) != 1 or not dates[0]["years"]:
        return None
    years = _listed(dates[0]["years"]).years
    return years[0] if len(years) == 1 else None


def _governs(after: str) -> bool:
    """Whether a date governs the verb behind the words that follow it."""
    clauses = _CLAUSES.split(_QUOTED.sub("", after))
    if len(clauses) == 1 or clauses[0] in ("", "起", "以来", "开始"):
        return True
    if _MEETING.search(clauses[0]):
        return True
    if _SETTING.search(clauses[0]) and not _OPEN_AFTER.match(after):
        return all(_SUBJECTLESS.match(clause) for clause in clauses[2:])
    return all(_SUBJECTLESS.match(clause) for clause in clauses[1:]) and not _SEVERAL.search(clauses[-1])


def _resolved(context: str, date: re.Match[str], period: Period | None) -> Years:
    if date["unknown"]:
        return UNKNOWN
    if date["relative"]:
        if date["relative"][0] in "去上前" and context.startswith("以来", date.end()):
            return UNKNOWN
        return (_relative(date["relative"], period),)
    return _dated(context, date)


def _relative(word: str, period: Period | None) -> int | None:
    if period is None:
        return None
    back = {"去": 1, "上": 1, "前": 2}.get(word[0], 0)
    return period.end - back


def _dated(context: str, match: re.Match[str]) -> Years:
    after, before = context[match.end() :], context[max(0, match.start() - 4) : match.start()]
    listed = _listed(match["years"])
    streak = _STREAK_START.match(after)
    since = _SINCE_BEFORE.search(before) or after.startswith(("起", "以来", "开始"))
    if since and streak and len(listed.years) == 1:
        count = _number(streak[1])
        return tuple(range(listed.years[0], listed.years[0] + min(count, _LONGEST)))
    if len(listed.years) == 1 and (_OPEN_BEFORE.search(before) or _OPEN_AFTER.match(after) or after.startswith("起")):
        return UNKNOWN
    if len(listed.years) > _LONGEST or not listed.years:
        return UNKNOWN
    if listed.ranged and match["mark"] == "年度" and not _STREAK.search(after):
        return listed.ends
    return listed.years


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (_COUNT.get(tens, 1) * 10 if ten else 0) + _COUNT.get(ones, 0)


def _listed(chain: str) -> _Listed:
    """The years of ``2007—2009`` or ``2007、2009``, in order, without repetition."""
    years: list[int] = []
    ends: list[int] = []
    ranged = linked = False
    for number, _, link in _ITEM.findall(chain.translate(_DIGITS)):
        year = int(number) if len(number) == 4 else (years[-1] // 100 if years else 20) * 100 + int(number)
        years.extend(range(years[-1] + 1, year) if linked else ())
        years.append(year)
        linked = any(mark in link for mark in "—–-―~至到")
        ranged = ranged or linked
        ends += () if linked else (year,)
    return _Listed(tuple(dict.fromkeys(years)), ranged, tuple(dict.fromkeys(ends)))
