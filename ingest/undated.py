"""The years of a report that nothing signs or titles, by those of its own text."""

from __future__ import annotations

from ingest.anniversaries import anniversary_year
from ingest.evidence import OLDEST, Evidence
from ingest.language.periods import LONGEST_COUNT, TimeExpression
from ingest.types import Period


def undated(told: Evidence) -> Period | None:
    """The span by the text's own years where nothing is signed; lost years (XX年) leave it open, and so does 今年 where
    fewer than two years of work are told beside it."""
    lost = sum(time.kind == "placeholder" for time in told.times)
    dated = told.dated
    if lost and lost >= sum(dated.values()):
        return None
    opening = told.opening
    if opening is not None and opening.end >= max(max(dated, default=0) - 1, max(told.repeated, default=0)):
        return opening
    this_year = any(time.kind == "relative" and time.count == 0 for time in told.times)
    if this_year and not _surely(told):
        return None
    certain = [year for year in dated if year in told.points]
    if not certain:
        return next(filter(None, map(plan_span, told.leading)), None)
    last = max(certain)
    counted = _count_led(told)
    if counted is not None:
        return Period(_begun(told, last - counted + 1), last)
    years = [year for year in dated if last - OLDEST <= year <= last]
    if len(years) == 1 and dated[last] < 2 and not _speaks(told, last):
        return None
    return Period(min(years), last)


def _begun(told: Evidence, year: int) -> int:
    """The year counted back to, or the one since which the account runs by words before it (2012年以来…。三年来…)."""
    for time in told.leading:
        if time.kind == "since" and time.first in told.work and time.first is not None:
            return time.first if year - LONGEST_COUNT <= time.first < year else year
        if time.kind in ("back", "near"):
            return year
    return year


def _surely(told: Evidence) -> bool:
    """Whether the text's years are those of its work although it speaks of 今年 without saying which year that is."""
    named_again = len(told.work) == 1 and max(told.work.values()) > 1
    certain_years = sum(year in told.points for year in told.work)
    return named_again or certain_years > 1 or max(told.dated, default=0) in told.acts or _runs_up(told)


def _runs_up(told: Evidence) -> bool:
    """Whether the opening's years run from one year (自2013年以来) up to a later one that is told too."""
    last = max((year for year in told.dated if year in told.points), default=0)
    return any(time.kind == "since" and time.first is not None and time.first < last for time in told.leading)


def _speaks(told: Evidence, year: int) -> bool:
    """Whether the only year of a text may be its own, and not that of one event told by the way (现有…,2018年脱贫)."""
    if year in told.repeated or any(time.kind == "back" and time.count == 1 for time in told.times):
        return True
    leads = any(time.first == year for time in told.leading)
    return leads and (year in told.opens or year in told.acts or told.current or not told.work[year])


def celebrated(told: Evidence, clean: str, start: int, end: int) -> Period | None:
    """The year of an anniversary, for a text that neither names a year nor lost one."""
    if told.dated or any(time.kind == "placeholder" for time in told.times):
        return None
    year = anniversary_year(clean, start, end)
    return None if year is None else Period(year, year)


def _count_led(told: Evidence) -> int | None:
    """The years that the opening counts back before it has dated work (近三年,我局…); behind that they are one
    sentence's, and not the report's."""
    worked = min((t.start for t in told.times if t.kind == "years" and t.first in told.work), default=None)
    for time in told.leading:
        if time.kind in ("back", "near") and 1 < time.count <= LONGEST_COUNT:
            return time.count if worked is None or time.start < worked or time is told.stressed else None
    return None


def plan_span(time: TimeExpression) -> Period | None:
    """The five years of a plan (“十一五”期间)."""
    if time.kind != "plan" or time.first is None or time.last is None or time.first == time.last:
        return None
    return Period(time.first, time.last)
