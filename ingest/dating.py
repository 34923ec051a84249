"""The years that a report covers, from its title, its opening, its signature's date, and the dates of its own work."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ingest.evidence import OLDEST, Evidence, evidence
from ingest.language.periods import LONGEST_COUNT, TimeExpression, scan
from ingest.lines import Line, lines_of
from ingest.naming import names_unit
from ingest.posted import Posting, days_without_year, postings, tells_present
from ingest.types import Period
from ingest.undated import celebrated, plan_span, undated
from ingest.year_words import advertised

EARLY_MONTH = 3
"""A report signed up to this month tells of the year before, unless it dates work in the year of its signature."""
MID_YEAR = 6
"""Years counted back from a date after this month are calendar years; before it they began a year earlier."""
HEAD_LINES = 14
TAIL_LINES = 12
LABELS_LENGTH = 80
"""Who wrote a report and when stands in a line of at most this many characters."""

_DAY = re.compile(r"年\s?[0-9Xx×*元一二三四五六七八九十]{1,2}\s?月(?:[^。]{1,6}日)?[)]?$")
_TODAY = re.compile(r"^.{0,12}[0-9]日\s{0,4}星期[一二三四五六日天]")
"""A web page's clock, which tells when the page was looked at."""
_LABELLED = re.compile(
    r"(?:日期|时间|撰稿|撰写|供稿|执笔|报送|上报|填报|完稿)(?:人|单位)?[:\s][^。;\n]{0,20}?"
    r"(?P<year>(?:19|20)[0-9]{2})\s?[年.\-/]\s?(?P<month>[01]?[0-9])(?![0-9])"
)
"""A date behind its label in a line under the text: (撰稿:张三 日期:2023.11.6)."""
_OWN = re.compile(r"我[们局校院站处行所村镇乡厂馆园队段矿厅委办司社公单街中]|本[局校院处行所村镇乡厂馆园队段矿单]")
"""The unit speaks of itself; where none does, another tells of it, when its page is put up."""
_MONTH = re.compile(r"[(]?\s?(?P<year>(?:19|20)[0-9]{2})\s?[.\-/]\s?(?P<month>[01]?[0-9])\s?[)]?")
"""A line that is a year and a month without their words: 2023.11."""


class Dating(NamedTuple):
    """The years of a report, None where unknown, and whether its title, signature or opening states them."""

    period: Period | None
    stated: bool


def report_period(clean: str, start: int, end: int) -> Dating:
    """The years of the report's own work; None where a reader could not tell."""
    lines = lines_of(clean, start, end)
    posted = postings(lines)
    stamps = {posting.line for posting in posted} | {
        line.start for line in lines[:HEAD_LINES] if "星期" in line.text and _TODAY.search(line.text)
    }
    signature = _signature(lines, stamps)
    signed = None if signature is None else _stated(signature)
    if posted:
        stamps |= {line.start for line in lines[:HEAD_LINES] if _foretold(line, posted[0])}
    titled = _title_time([line for line in lines[:HEAD_LINES] if line.start not in stamps])
    told = evidence(clean, lines, signature, stamps, start, end)
    if titled is not None and titled.first is not None and titled.last is not None:
        return Dating(_titled(told, Period(titled.first, titled.last)), stated=True)
    if told.stated is not None and _agrees(told.stated, signed):
        return Dating(told.stated, stated=True)
    if signed is None and titled is None:
        present = posted and tells_present(lines, posted[0], _of_now(told, posted[0].year, clean, start, end))
        if present:
            return Dating(_reported(told, posted[0], days_without_year(clean, start, end)), stated=False)
        return Dating(undated(told) or celebrated(told, clean, start, end), stated=False)
    if signed is None or signed.first is None:
        return Dating(None, stated=False)
    return Dating(_signed(told, signed.first, signed.month), stated=True)


def _agrees(stated: Period, signed: TimeExpression | None) -> bool:
    """Whether a span may be that of a report signed then: in its last year or the next."""
    return signed is None or (signed.first is not None and stated.end in (signed.first - 1, signed.first))


def _reported(told: Evidence, posted: Posting, days: int) -> Period | None:
    """The years of a piece of news, which tells so many days without their year: those that it names; else, and where
    they run to the present, those up to its page's stamp. Lost years (XX年) leave it open."""
    named = undated(told)
    if any(time.kind == "placeholder" for time in told.times):
        return named
    running = any(_runs_on(time, posted.year) for time in told.leading)
    if not (running or told.dated or told.current):
        return Period(posted.year, posted.year)
    if named is not None and (not running or named.end > posted.year):
        happened = days > (posted.month <= EARLY_MONTH) and named.end == posted.year - 1
        return Period(named.start, posted.year) if happened else named
    until = _signed(told, posted.year, posted.month)
    first = min((year for year in told.dated if year >= posted.year - OLDEST), default=until.start)
    return Period(min(first, until.start), until.end)


def _of_now(told: Evidence, year: int, clean: str, start: int, end: int) -> bool:
    """Whether the text tells of the year of its page's stamp: of 今年, of years up to now, or another writes it."""
    running = told.current or told.former or any(_runs_on(time, year) for time in told.leading)
    return running or _OWN.search(clean, start, end) is None


def _runs_on(time: TimeExpression, year: int) -> bool:
    """Whether the time is one of several years that end with the given one: 2014年以来, 近三年."""
    if time.kind == "since":
        return time.first is not None and year - LONGEST_COUNT <= time.first <= year
    return time.kind in ("back", "near") and 1 < time.count <= LONGEST_COUNT


def _foretold(line: Line, posted: Posting) -> bool:
    """Whether the title names a year after that of its page's stamp: mirrors put it into their titles."""
    time = _title_time([line])
    return time is not None and time.first is not None and time.first > posted.year


def _title_time(lines: Sequence[Line]) -> TimeExpression | None:
    """The year or years of the title or of a line of their own under it ((2018年—2020年)), or a placeholder."""
    for line in lines:
        if line.title or _subtitle(line):
            for time in scan(line.text):
                if advertised(line.text, time):
                    continue
                if time.kind in ("years", "placeholder") or (time.kind == "plan" and time.first != time.last):
                    return time
    return None


def _subtitle(line: Line) -> bool:
    """Whether the line is nothing but a range of years, or a 年度, without a month."""
    words = line.text.strip("()【】[]〔〕— ")
    times = scan(words) if len(words) <= 24 and not line.chrome else []
    if len(times) != 1 or times[0].kind != "years" or times[0].month is not None:
        return False
    rest = words[: times[0].start] + words[times[0].end :]
    return rest.strip("度年 ") == "" and (times[0].first != times[0].last or words.endswith("度"))


def _signature(lines: Sequence[Line], stamps: Collection[int]) -> Line | None:
    """The date line under the text, else the one under the title; none is a page's stamp."""
    lines = [line for line in lines if line.start not in stamps]
    tail, head = reversed(lines[-TAIL_LINES:]), lines[:HEAD_LINES]
    for line in dict.fromkeys(line for line in (*tail, *head) if len(line.text) <= LABELS_LENGTH):
        if (line.date or _signed_line(line)) and _stated(line) is not None:
            return line
    return next((line for line in reversed(lines[-TAIL_LINES:]) if _labelled(line) is not None), None)


def _signed_line(line: Line) -> bool:
    """Whether the short line ends with a date; one in parentheses behind a title is that of the title."""
    if len(line.text) >= 40 or line.chrome or not _DAY.search(line.text.strip("() ")):
        return False
    before = line.text.rpartition("(")[0].strip() if line.text.endswith(")") else ""
    return not before or names_unit(before)


def _stated(line: Line) -> TimeExpression | None:
    """The line's date; a placeholder where its year was taken out."""
    told = (time for time in scan(line.text) if time.kind in ("years", "placeholder"))
    written = _labelled(line) or _MONTH.fullmatch(line.text)
    if written is None:
        return next(told, None)
    year = int(written["year"])
    return TimeExpression(*written.span(), "years", year, year, month=int(written["month"]))


def _labelled(line: Line) -> re.Match[str] | None:
    """The date behind its label, in a line that is neither prose nor a web page's furniture."""
    return None if len(line.text) > LABELS_LENGTH or "。" in line.text or line.chrome else _LABELLED.search(line.text)


def _titled(told: Evidence, title: Period) -> Period:
    """The title's years; where it names only the last year of the span with which the account begins, that span
    (a title of 2021 over 过去五年,…)."""
    begins = told.begins
    if title.single and begins is not None:
        if begins.kind in ("back", "near") and 1 < begins.count <= LONGEST_COUNT:
            return Period(title.end - begins.count + 1, title.end)
        first = begins.first if begins.kind == "since" else None
        if first is not None and title.end - LONGEST_COUNT <= first < title.end:
            return Period(first, title.end)
    opening = told.opening
    longer = opening is not None and not opening.single and opening.end == title.end
    return opening if longer and title.single and opening is not None else title


def _signed(told: Evidence, year: int, month: int | None) -> Period:
    """The span of a report signed in ``year``, by the words of its opening, else by its dated work."""
    if told.account is not None and year - LONGEST_COUNT <= told.account <= year:
        return Period(told.account, max(told.account, _last_year(told, year, month)))
    for time in told.leading:
        if time.kind in ("back", "near") and 1 < time.count <= LONGEST_COUNT:
            return _counted(told, year, month, time)
        if _since(told, time, year) and time.first is not None:
            return Period(time.first, max(time.first, _last_year(told, year, month)))
        if time.kind == "relative" and time.count == 0:
            return _yearly(told, year, month)
        if (planned := plan_span(time)) is not None and planned.start <= year <= planned.end + 1:
            return Period(planned.start, min(planned.end, _last_year(told, year, month)))
    if told.opening is not None and told.opening.end in (year - 1, year):
        return told.opening
    first = min((y for y in told.dated if year - OLDEST <= y < year), default=None)
    if first is None:
        return _yearly(told, year, month)
    return Period(first, max(first, _last_year(told, year, month)))


def _since(told: Evidence, time: TimeExpression, year: int) -> bool:
    """Whether the time begins the report's span (2009年以来), and not the unit's history."""
    if time.kind != "since" or time.first is None:
        return False
    return year - LONGEST_COUNT <= time.first <= year and told.dated[time.first] > 0


def _last_year(told: Evidence, year: int, month: int | None) -> int:
    """The signature's year, or the year before where it was signed early and dates no work in its own year.

    In January 今年 is still the year before; later it is the signature's beside 去年.
    """
    if month is None or month > EARLY_MONTH or told.work[year]:
        return year
    return year if month > 1 and told.current and told.former else year - 1


def _counted(told: Evidence, year: int, month: int | None, time: TimeExpression) -> Period:
    """Years counted back from a date in the given month; 近三年 always ends with its third calendar year."""
    last = year
    running = month is not None and month > 1 and told.current and told.work[year - 1]
    if month is not None and not running and (month < EARLY_MONTH or time.kind == "near" or told.work[year - 1]):
        last = _last_year(told, year, month)
    spring = month is not None and month <= MID_YEAR and last == year
    return Period(last - time.count + (0 if spring and time.kind == "back" else 1), last)


def _yearly(told: Evidence, year: int, month: int | None) -> Period:
    """One year: the signature's, or the year before where an account was signed early in the next."""
    if month is not None and (month < EARLY_MONTH or told.annual or told.work[year - 1]):
        year = _last_year(told, year, month)
    return Period(year, year)
