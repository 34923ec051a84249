"""When and how often a mention's value holds: its period, its frequency, and whether the text states a total.

One pass over the report: marks (time expressions, frequencies, totals, punctuation) and mentions are read in order, and
what was read so far in the clause, the sentence and the section answers for the next mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import held
from ingest.language.period_rules import rules
from ingest.language.periods import TimeExpression, back_from, is_founding, resolve, scanned, when_founded
from ingest.lines import numeral
from ingest.marks import Mark, find_marks
from ingest.staff import on_shift, part_of_staff, staff_words
from ingest.told import Told
from ingest.types import Mention, Per, Period, Report, Text, Timing
from ingest.year_words import multiplied

HEADING_LENGTH = 40
"""A numbered line up to this long without a full stop is a heading; its year holds for the section."""

TITLES_LENGTH = 24
"""Within this many characters behind 连续 a title is looked for that was won."""

_NOTED = re.compile(r"\s?\(((?:19|20)[0-9]{2})年度?\)")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s?[、.,]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9])|第[一二三四五六七八九十]{1,3}(?:部分|章|节)|(?:19|20)\d\d年)"
)
_RUN_IN = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9][、.])[^,。;]{2,20}。")
"""A numbered heading within the line: 二、办好实事。2014年,…"""
_CONTINUED = re.compile(r"([两三四五六七八九十2-9])年")
"""Behind 连续: the figure holds for several years, whatever year the sentences before told of."""
_SUMMED = ("累计", "累积", "先后")
_EVENTS = ("场", "期", "回", "场次")
"""Counted like 次: 每年演出30场,比赛2次 is one custom."""
_ORIGIN_LINK = re.compile(r"(?:[^,。;]{0,12}(?:时|底|末|初|同期|期间))?的?(?:每人|人均|户均)?(?:每[年月天])?")
_ONCE_EVERY = re.compile(r"(?:一|每)(年|月|周|日|天)[^,。;]{0,1}$")
_SLASH = re.compile(r"\s?(?:/|每)\s?(年|月|周|天|日|人)")
_ONCE: dict[str, Per] = {"年": "year", "月": "month", "周": "week", "日": "day", "天": "day", "人": "person"}
_GROWN = re.compile(
    r"(?:(?:同比|较|比)[^,。;]{0,8})?(?:净增|增加|增长|增收|提高|减少|下降)|(?:较|比)[^,。;]{1,6}[多少][^,。;的]"
)
"""A clause that goes on about the figure of the clause before: 人均收入2万元,较上年增加1000元."""
_TITLE_WON = re.compile(r"荣获|获得|评为|授予|命名|称号|表彰")
_AVERAGE = re.compile(r"均[^,。;]{0,12}$")


def time_mentions(text: Text, report: Report, mentions: Sequence[Mention]) -> list[Timing]:
    """The timing of each mention of the report, in the order given; mentions are sorted by start."""
    if not mentions:
        return []
    clean, period = text.clean, report.period
    source = "report" if report.period_source == "text" else report.period_source
    times = scanned(clean, report.start, report.end)
    marks = find_marks(clean, times, report.start, mentions[-1].start)
    state = Told(report.start, report.start, source, times)
    timings, position = list[Timing](), 0
    for mention in mentions:
        position = _read(state, clean, marks, position, mention, period)
        timings.append(_timing(state, clean, period, mention))
    return timings


def _read(
    state: Told, clean: str, marks: Sequence[Mark], position: int, mention: Mention, period: Period | None
) -> int:
    """Read the marks from ``position`` up to the mention; the position of the first one behind it."""
    stop, last, many = mention.start, mention.end, len(marks)
    while position < many:
        start, end, kind, word, time = marks[position]
        if start >= last:
            break
        position += 1
        if start >= stop:
            continue
        if kind == "clause":
            if state.sentence_idle or (state.clause_idle and word != ";"):
                state.clause_start = end
            else:
                _read_clause(state, clean, word, end)
        elif kind == "sentence":
            state.end_sentence(clean, end)
        elif kind == "line":
            _end_line(state, clean, start, end, period)
        elif time is not None:
            state.stir()
            _read_time(state, clean, time, period)
        elif kind == "per":
            state.stir()
            _read_frequency(state, clean, word, end)
        else:
            state.stir()
            _read_total(state, word)
    return position


def _read_total(state: Told, word: str) -> None:
    state.total, state.carried = True, None
    state.summed = state.summed or word in _SUMMED
    _reopen(state)


def _read_clause(state: Told, clean: str, word: str, end: int) -> None:
    per = state.per
    if per is not None and not _GROWN.match(clean, end, end + 20):
        per = None
    if state.time is not None and state.time.kind == "now" and clean.startswith("的", state.time.end):
        state.time = None  # 增加到目前的90人 holds for its own clause
    if word == ";":
        state.carried = None
        if _won_alone(state, clean, end) or held.told_in_clause(clean, state.time):
            state.time = None
    state.end_clause(end)
    state.per, state.clause_idle = per, per is None


def _won_alone(state: Told, clean: str, end: int) -> bool:
    """Whether the sentence tells its titles year by year and its last year has its title: it dates no further one."""
    time = state.time
    if time is None or time.kind != "years" or not state.years - {time.first}:
        return False
    return _TITLE_WON.search(clean, time.end, end) is not None


def _read_frequency(state: Told, clean: str, word: str, end: int) -> None:
    """A custom (每年慰问) holds on for figures of its first one's unit (集体生日4次,体检1次), a stressed one (每年都)
    for all; an average (年均) for its own clause."""
    if word == "连续" and (years := _CONTINUED.match(clean, end)) and not held.spans(state.time, numeral(years[1])):
        won = _TITLE_WON.search(clean, end, end + TITLES_LENGTH) is not None
        state.paragraph, state.outer, state.titled = None, None, won
        told = None if clean.startswith(",", years.end()) else back_from(end, years[1])
        state.time, state.time_in_clause = told, told is not None
    if state.per == "person" and rules().per[word] == "total" and word != "连续":
        return  # 人均每学期读书3本
    average = "均" in word
    state.average = average
    state.per = rules().per[word]
    state.carried, state.custom = "year" if state.per == "year" and not average else None, None
    state.stressed = clean.startswith("都", end)
    if average:
        _reopen(state)


def _reopen(state: Told) -> None:
    """An average or a total behind several years told one by one (2017年6亿元,2018年7亿元,年均增8%) spans all."""
    if len(state.years) > 1 and not state.time_in_clause:
        state.time, state.paragraph = None, None


def _end_line(state: Told, clean: str, start: int, end: int, period: Period | None) -> None:
    runs_on = start - state.line_start > HEADING_LENGTH and clean[start - 1] not in "。!?:;"
    time = state.time if state.time is not None and state.time.kind in ("years", "placeholder") else None
    if runs_on or time is not None or state.section is not None:
        line = clean[state.line_start : min(start, state.line_start + HEADING_LENGTH + 1)]
        heading = 0 < len(line.strip()) <= HEADING_LENGTH and "。" not in line and _HEADING.match(line)
        if heading:
            # A page's clock is later than what the report tells of.
            later = time is not None and period is not None and time.first is not None and time.first > period.end
            state.section = None if later else time
        elif runs_on and line.strip():
            return
    state.end_line(clean, end)


def _read_time(state: Told, clean: str, time: TimeExpression, period: Period | None) -> None:
    if state.in_quotes(clean, time.start) and time.kind != "plan":
        return
    if time.kind == "part" and (state.time is not None or state.section is not None or state.paragraph is not None):
        return
    if time.kind == "part" and state.told is not None and clean[time.end - 1] == "日":
        time = state.told  # 5月6日 of a line that told its year before
    if multiplied(clean, time):
        return
    if held.compared(clean, time):
        state.origin = time
        return
    if held.noted_title(clean, time) or (time.kind == "span" and not held.spanned(time, period)):
        return
    if time.kind == "years" and is_founding(clean, time) and not when_founded(clean, time):
        state.time, state.time_in_clause = None, False
        return
    time = held.from_mid_year(state.times, time, period)
    if held.titled(clean, time):
        state.outer, state.titled = (state.outer if state.titled else state.time), True
        state.time, state.time_in_clause, state.shared = time, True, 0
        return
    if clean.startswith("其中", state.clause_start):
        state.outer, state.nested = (state.outer if state.nested else state.time), state.nested + 1
    if state.time_in_clause and state.time is not None:
        time = held.joined(clean, state.time, time, period)
    state.time, state.time_in_clause, state.carried, state.shared = time, True, None, 0
    state.titled = state.summed = False
    if time.kind == "years" and time.first == time.last and time.first is not None:
        state.years.add(time.first)
        state.told = time
    if _leads_paragraph(state, clean, time, period):
        state.paragraph = time
    elif state.paragraph is not None and held.moves_on(time, state.paragraph):
        state.paragraph = None


def _leads_paragraph(state: Told, clean: str, time: TimeExpression, period: Period | None) -> bool:
    """Whether the time opens its line and is one year within a report of several, or 去年, so that it holds for it."""
    if period is None or time.kind not in ("years", "relative", "placeholder"):
        return False
    if period.single and (time.kind != "relative" or time.count == 0):
        return False
    before = clean[state.line_start : time.start].strip()
    return (not before or _RUN_IN.fullmatch(before) is not None) and clean.startswith((",", "以来", "度,"), time.end)


def _timing(state: Told, clean: str, period: Period | None, mention: Mention) -> Timing:
    found, source = _period(state, clean, period, mention)
    if state.source == "inferred" and source != "none" and state.time is not None and state.time.kind != "years":
        source = "inferred"  # 今年 is no surer than the report's last year
    return Timing(found, _per(state, clean, mention), state.total, source)


def _period(state: Told, clean: str, period: Period | None, mention: Mention) -> tuple[Period | None, str]:
    if state.origin is not None:
        origin, state.origin = state.origin, None
        if _ORIGIN_LINK.fullmatch(clean, origin.end, mention.start):
            return resolve(origin, period), "clause"
    if state.time is None and period is not None and not period.single:
        staff = staff_words(clean, state.clause_start, mention.start, mention.end, mention.unit)
        if staff is not None and not staff["held"]:
            state.staffed = True
            state.stir()
            return Period(period.end, period.end), "clause"
        if staff is None and state.staffed and part_of_staff(clean, state.clause_start, mention.start, mention.unit):
            return Period(period.end, period.end), "sentence"
        if staff is not None:
            state.time, state.time_in_clause = TimeExpression(mention.start, mention.start, "now"), True
            state.stir()
    noted = "(" in clean[mention.end : mention.end + 2] and _NOTED.match(clean, mention.end, mention.end + 12)
    if noted:
        return Period(int(noted[1]), int(noted[1])), "clause"
    if not state.time_in_clause and (won := held.won_later(clean, mention.end)) is not None:
        return won, "clause"
    if state.time is not None:
        if (year := _shared_out(state, clean, mention, period)) is not None:
            return Period(year, year), "clause"
        done = state.summed or (state.total and mention.unit != "人")
        if state.time.kind == "now" and done and not held.is_stock(clean, state.clause_start, mention.start):
            return period, state.source
        return resolve(state.time, period), "clause" if state.time_in_clause else "sentence"
    inherited = state.paragraph or state.section
    if inherited is not None:
        return resolve(inherited, period), "section"
    whole = state.before is not None and clean.startswith(("全年", "当年"), state.clause_start)
    if state.before is not None and (whole or held.grows(clean, mention.start, mention.end)):
        state.goes_on = True
        return resolve(state.before, period), "sentence"
    return period, "none" if period is None else state.source


def _shared_out(state: Told, clean: str, mention: Mention, period: Period | None) -> int | None:
    """The year of a value that is shared out among years, the next with each value, else None."""
    years = None if state.time is None else held.shared(clean, state.time, mention.start, period)
    if years is None:
        return None
    year = years.start + state.shared
    state.shared += 1
    return year if year <= years.end else None


def _per(state: Told, clean: str, mention: Mention) -> Per:
    after = clean[mention.end : mention.end + 2]
    parted = "/" in after or ("每" in after and mention.unit not in ("人", "户"))  # 老人143名每人发放…
    if parted and (slash := _SLASH.match(clean, mention.end, mention.end + 4)):
        return _ONCE[slash[1]]
    before = clean[max(state.clause_start, mention.start - 3) : mention.start]
    if ("每" in before or "一" in before) and (once := _ONCE_EVERY.search(before)):
        return _ONCE[once[1]]
    if mention.measure == "rate":
        clause = clean[max(state.clause_start, mention.start - 16) : mention.start]
        if not _AVERAGE.search(clause):
            return "total"
    if state.per == "person" and state.average and mention.unit in ("户", "人"):  # 人均收入低于3000元的36户
        return "total"
    if state.per == "day" and mention.unit == "人" and on_shift(clean, state.clause_start, mention.start):
        return "total"
    unit = "次" if mention.unit in _EVENTS else mention.unit
    if state.per is None and state.custom not in (None, unit):
        state.carried = None
    state.custom = state.custom if state.stressed else unit
    return state.per or state.carried or "total"
