"""When a page was put up: the stamp that a web page or a newspaper sets above or under a text, no date of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.lines import Line
from ingest.report_rules import any_word, report_rules
from ingest.rulefile import any_of

HEAD_LINES = 14
"""A stamp stands among so many lines, before the text's last running prose."""
STAMP_LENGTH = 120
"""No line with a stamp is longer than this."""
NEWS_LEAD = 60
"""News say within so many characters of a line that they are news."""

_MONTH = r"(?:(?P<mark>[-./])\s?(?P<month>[01]?[0-9])\s?[-./]|年\s?(?P<named>[01]?[0-9])\s?月)"
_DATE = rf"(?P<year>(?:19|20)[0-9]{{2}})\s?{_MONTH}\s?[0-3]?[0-9](?![0-9])日?"
_DAY_FIRST = r"(?<![0-9.])[0-3]?[0-9][./-](?P<second>[01]?[0-9])[./-](?P<last>20[0-9]{2})(?![0-9])"
_DATED = re.compile(rf"{_DATE}|{_DAY_FIRST}")
_CLOCK = re.compile(r"\s{0,4}[012]?[0-9]:[0-5][0-9]|\s[012][0-9]\s[0-5][0-9](?![0-9])")
_CLOCKED = re.compile(r"[-/.年月日 ][0-9]{1,2}日?\s{1,4}[012]?[0-9][: ][0-5][0-9]")
_ALONE = re.compile(r"[\s\[【(@]*")
_DAY = re.compile(r"(?<![年0-9])[01]?[0-9]月[0-3]?[0-9]日")
_CLOSING = re.compile(r"[\s\])】]*")


@dataclass(frozen=True, slots=True)
class Posting:
    """The year and month of a page's stamp, and where its line starts; ``written`` where it is the text's own date."""

    year: int
    month: int
    line: int
    written: bool


def postings(lines: Sequence[Line]) -> list[Posting]:
    """The stamps in the lines above the text's last prose, in order, and those with a clock under it: behind a label or
    with a clock, in a web page's spelling on a line of their own, in brackets at a headline's end, or in furniture."""
    prose = next((place for place in reversed(range(len(lines))) if _prose(lines[place])), len(lines))
    head, tail = lines[: min(prose, HEAD_LINES)], [line for line in lines[prose + 1 :] if _CLOCKED.search(line.text)]
    return [posting for line in (*head, *tail[:HEAD_LINES]) if (posting := _posting(line)) is not None]


def tells_present(lines: Sequence[Line], posted: Posting, present: bool) -> bool:
    """Whether the text was written when it was put up: a newspaper's or a news site's, or one that tells of a present
    (今年) without a date of its own. What a mirror puts up is of any age."""
    above = " ".join(line.text for line in lines[:HEAD_LINES] if not _prose(line))
    if posted.written or any_word("posted_mirrors").search(above):
        return posted.written
    news = any_word("posted_papers").search(above) is not None or any(_opens_news(line) for line in lines[:HEAD_LINES])
    return news or present


def days_without_year(clean: str, start: int, end: int) -> int:
    """How many days ``clean[start:end]`` tells without their year, as news of this year do."""
    return sum(1 for _ in _DAY.finditer(clean, start, end))


def _opens_news(line: Line) -> bool:
    """Whether the line begins as news do: 近日, 本报讯, a day without its year."""
    if not _prose(line):
        return False
    return bool(any_word("posted_news").search(line.text, 0, NEWS_LEAD) or _DAY.search(line.text, 0, NEWS_LEAD))


def _prose(line: Line) -> bool:
    return "。" in line.text and not line.chrome


def _posting(line: Line) -> Posting | None:
    if len(line.text) > STAMP_LENGTH or "。" in line.text or "20" not in line.text:
        return None
    found = _DATED.search(line.text)
    if found is None or not _stamped(line, found):
        return None
    month = int(found["month"] or found["named"] or found["second"])
    written = any_word("posted_written").search(line.text, 0, found.start()) is not None
    return Posting(int(found["year"] or found["last"]), month, line.start, written) if 1 <= month <= 12 else None


def _stamped(line: Line, found: re.Match[str]) -> bool:
    """Whether what stands around the date makes it a page's: a clock, a label, brackets, nothing, or furniture."""
    if line.chrome or _CLOCK.match(line.text, found.end()) or _label().search(line.text, 0, found.start()):
        return True
    bare = _CLOSING.fullmatch(line.text, found.end()) is not None and found["mark"] in ("-", "/")
    opened = line.text[found.start() - 1 : found.start()] in ("[", "【", "(", "@")
    return bare and (opened or _ALONE.fullmatch(line.text, 0, found.start()) is not None)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(report_rules().posted_labels)})\s?[::]?\s{{0,4}}$")
