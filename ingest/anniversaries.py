"""The year that a nation's anniversary tells: 建党90周年之际 was 2011."""

from __future__ import annotations

import re
from functools import cache

from ingest.language.numerals import parse_numeral
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

_WORD = "周年"


def anniversary_year(clean: str, start: int, end: int) -> int | None:
    """The last year that an anniversary in the report at [start, end) tells; None where there is none."""
    if clean.find(_WORD, start, end) < 0:
        return None
    since = report_rules().anniversaries
    found = (
        (since[match["event"]], parse_numeral(match["count"])) for match in _anniversaries().finditer(clean, start, end)
    )
    return max((year + int(count.value) for year, count in found if count is not None), default=None)


@cache
def _anniversaries() -> re.Pattern[str]:
    """An event, at most a few words such as 成立, and how many years it is past."""
    events = any_of(report_rules().anniversaries)
    return re.compile(
        rf"(?P<event>{events})[^,。;、\n0-9]{{0,4}}?(?P<count>[0-9]{{2,3}}|[一二三四五六七八九十百]{{2,6}}){_WORD}"
    )
