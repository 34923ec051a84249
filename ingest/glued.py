"""Where reports stand glued together without a head: several weak signs of a new one must agree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from ingest.language.signs import places
from ingest.lines import TITLE_LENGTH, Line
from ingest.names import subject_name
from ingest.naming import names_unit
from ingest.report_rules import any_word, report_rules
from ingest.rulefile import any_of
from ingest.titles import parts_reports

LEAST_GLUED = 200
"""Without a title or head, a report is glued to the next only behind at least this many characters."""
WINDOW = 1000
"""How far before and behind a place its unit's words for itself are looked at."""
RARE = 6
"""A word for itself that is this many times rarer than the most frequent is met by chance."""
READ_ON = 400
"""An account is announced within this many characters of its opening."""
LEAD = 60
"""A report's first words, in characters."""
ENOUGH = 4
"""Glued reports are parted where the signs together weigh at least this much."""
CLOSED, SIGNED = 2, 3
"""What the end of the report before weighs at most, and what it weighs where a unit signs it."""
SALUTED = 4
"""What a salutation with an account weighs in mid-text."""
LONGEST_SIGNATURE = 40
HEAD_LINES = 6
"""A report's head between its title and its first prose has at most so many lines."""
NAMED, OTHER = 2, 2
"""What the name of a unit not named before weighs at most, and what another word for itself."""
LONGEST_NAME = 20
"""Characters in which a unit is named before its kind."""
ALONE = 2
"""Numbers that begin again part nothing unless the line itself says this much."""
_YEAR = re.compile(r"(?:(?:19|20)[0-9Xx]{2}|[Xx#*×]{2,4})年(?:度|以来)?[,我]")
_HONORED = re.compile(r"(?:等(?:荣誉)?称号|等荣誉|等多项荣誉)。?$")
_WON = re.compile(r"[获予为膺][^。;,]{0,30}[”》]。?$")
"""A list of titles is what many reports end with."""
_NUMBER = "[0-9〇零○Oo一二三四五六七八九十Xx×#*]"
_DATED = re.compile(rf"{_NUMBER}{{2,4}}年{_NUMBER}{{1,2}}月(?:{_NUMBER}{{1,3}}日)?$")
_RANKS = frozenset("省市区县镇乡")
"""A unit's full name and its short one differ in these."""
_SALUTED = re.compile(r"(?:尊敬的|各位|同志们)[^。:]{0,24}:[^。]{0,60}(?:汇报|报告)")
"""Who speaks to those that came to see begins an account."""
_RUN_IN = re.compile(r"一、[^。]{2,12}。")
"""The heading within a report's first line: 一、基本情况。"""
_SHARED = ("各", "全", "科", "党", "上")
"""Behind these a kind of unit is not the unit itself: 各处党支部."""
LEAST_BODY = 150
"""A report has at least this many characters of running text."""


def glued_starts(clean: str, lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Starts of reports glued into ``[start, end)``, the plainest first, each far enough from those found."""
    first, last = (bisect_left(lines, place, key=lambda line: line.start) for place in (start, end))
    signs = _Signs(clean, lines[first:last], start, end)
    cuts, gaps = [start, end], set[int]()
    for sign in signs.strongest():
        place = bisect_left(cuts, sign.start)
        near = sign.start - cuts[place - 1] < LEAST_GLUED or cuts[place] - sign.start < LEAST_BODY
        if near or (sign.gap in gaps and sign.alone < ENOUGH):
            continue
        cuts.insert(place, sign.start)
        gaps.add(sign.gap)
    return cuts[1:-1]


class _Sign(NamedTuple):
    """A line that may begin a report. ``alone`` is its weight without the renumbering that its whole gap shares."""

    weight: int
    start: int
    alone: int
    gap: int


class _Signs:
    """The weak signs of a new report inside one stretch of text."""

    def __init__(self, clean: str, lines: Sequence[Line], start: int, end: int) -> None:
        self.clean, self.lines, self.start, self.end = clean, lines, start, end
        self.preambles = places(clean, report_rules().paragraph_preamble, start, end)
        self.selves: list[tuple[int, str]] | None = None
        self.sections: list[tuple[int, int]] = []

    def strongest(self) -> list[_Sign]:
        """The lines that weigh enough, the heaviest first and of equals the earliest."""
        first, last = self.start + LEAST_GLUED, self.end - LEAST_BODY
        inside = (i for i, line in enumerate(self.lines[1:], start=1) if first <= line.start <= last)
        openings = [(i, opening) for i in inside if (opening := self._opening(i))]
        if not openings:
            return []
        self.sections = [(i, number) for i, line in enumerate(self.lines) if (number := line.section)]
        signs = (self._sign(i, opening) for i, opening in openings)
        enough = (sign for sign in signs if sign is not None and sign.weight >= ENOUGH and sign.alone >= ALONE)
        return sorted(enough, key=lambda sign: (-sign.weight, sign.start))

    def _sign(self, i: int, opening: int) -> _Sign | None:
        """How strongly line ``i`` begins a report that is not the one before it, sounding as much like an opening.

        None where that cannot be enough whoever speaks there, which is the dearest to tell.
        """
        line, gap = self.lines[i], bisect_left(self.sections, (i, 0))
        name, renumbered = self._new_name(line), self._renumbered(gap)
        closed = self._closed(i)
        alone = opening + closed
        if alone + OTHER + (0 if name is None else NAMED) < max(ALONE, ENOUGH - renumbered):
            return None
        other = self._other_unit(line, name)
        alike = closed == SIGNED or opening == SALUTED  # another unit begins, which may call itself as the one before
        alone += max(0, other) if alike else other
        return _Sign(alone + renumbered, line.start, alone, gap)

    def _opening(self, i: int) -> int:
        """How much line ``i`` sounds like a report's first words; a fragment cut out of another is the plainest."""
        line, words, before = self.lines[i], report_rules(), self.lines[i - 1]
        if _cut_out().match(line.text):
            return 3
        if _SALUTED.match(line.text) and not self._under_title(i):
            return SALUTED
        if line.numbered:
            heads = line.text.startswith("一、") and self._closed(i) > 0 and not before.text.endswith(":")
            return heads + self._announced(i) if heads else 0
        heading = before.numbered and "。" not in before.text and len(before.text) <= TITLE_LENGTH
        if heading or any_word("paragraph_outlook").search(line.text, 0, LEAD):
            return 0
        opens = line.title or _YEAR.match(line.text) is not None or line.text.startswith(words.paragraph_opening)
        opens = opens or (before.date and "。" in line.text) or subject_name(line.text[:LEAD]) is not None
        return opens + self._announced(i)

    def _under_title(self, i: int) -> bool:
        """Whether a title stands above line ``i`` with no prose between."""
        above = takewhile(lambda line: "。" not in line.text, reversed(self.lines[max(0, i - HEAD_LINES) : i]))
        return any(line.title for line in above)

    def _announced(self, i: int) -> bool:
        """Whether what follows is announced as an account (汇报如下)."""
        place = bisect_left(self.preambles, self.lines[i].start)
        if place == len(self.preambles) or self.preambles[place] >= self.lines[i : i + 3][-1].end:
            return False
        following = "".join(other.text[:READ_ON] for other in self.lines[i : i + 3])
        return any_word("paragraph_preamble").search(following, 0, READ_ON) is not None

    def _renumbered(self, gap: int) -> int:
        """2 where the first-level numbers do not go on rising over the gap, 3 where they begin again at 一."""
        if not 0 < gap < len(self.sections):
            return 0
        earlier, later = self.sections[gap - 1][1], self.sections[gap][1]
        if later > earlier:
            return 0
        return 3 if later == 1 and earlier > 1 else 2

    def _closed(self, i: int) -> int:
        """How plainly the lines above line ``i`` end a report: a unit and a date, a date, titles, a last word."""
        before = self.lines[i - 1]
        if self._signed(i):
            return SIGNED
        if before.date:
            return CLOSED
        if _HONORED.search(before.text) or (len(self.lines[i].text) > LEAD and _WON.search(before.text)):
            return 1
        return int(any_word("paragraph_closing").search(before.text, max(0, len(before.text) - 120)) is not None)

    def _signed(self, i: int) -> bool:
        """Whether a unit signs and dates what stands above line ``i``, and not a title that it stands under."""
        before = self.lines[i - 1]
        above = next((line for line in reversed(self.lines[max(0, i - 4) : i - 1]) if not names_unit(line.text)), None)
        if above is not None and above.title and parts_reports(above):
            return False
        if before.date:
            return i > 1 and names_unit(self.lines[i - 2].text)
        dated = _DATED.search(before.text) if len(before.text) <= LONGEST_SIGNATURE else None
        return dated is not None and names_unit(before.text[: dated.start()].strip())

    def _other_unit(self, line: Line, name: str | None) -> int:
        """How plainly another unit, of this ``name`` if any, speaks from here on: -2 where the same does, up to 4."""
        selves = self._selves()
        before = Counter(word for _, word in _between(selves, max(self.start, line.start - WINDOW), line.start))
        after = Counter(word for _, word in _between(selves, line.start, min(self.end, line.start + WINDOW)))
        old = before.most_common(1)[0][0] if before else ""
        # What ends in the word for the unit before may be the same unit's full name.
        named = 0 if name is None else 1 if old and name.endswith(old) else NAMED
        if not before or not after:
            return named
        new = after.most_common(1)[0][0]
        if not named and old in (word for _, word in _between(selves, line.start, line.start + LEAD)):
            return -OTHER
        if after[old] * RARE >= after[new] or before[new] * RARE >= before[old]:
            return named
        return named + OTHER

    def _new_name(self, line: Line) -> str | None:
        """The unit that is the line's subject, where it was not named before."""
        heading = _RUN_IN.match(line.text)
        begin = heading.end() if heading else 0
        name = subject_name(line.text[begin : begin + LEAD])
        return None if name is None or self._named(name, max(self.start, line.start - 3 * WINDOW), line.start) else name

    def _named(self, name: str, start: int, end: int) -> bool:
        """Whether a unit is named in the text, as it is or in other words: 白沙区公安分局 for 云州市公安局白沙分局."""
        kind, letters = name[-2:], set(name) - _RANKS
        place = self.clean.find(kind, start, end)
        while place >= 0:
            if letters <= set(self.clean[max(start, place - LONGEST_NAME) : place + 2]):
                return True
            place = self.clean.find(kind, place + 1, end)
        return False

    def _selves(self) -> list[tuple[int, str]]:
        """Where the unit speaks of itself, and by which kind of unit."""
        if self.selves is None:
            self.selves = [
                (m.start(), _kind(m[m.lastindex] if m.lastindex else m.group()))
                for m in _self_pattern().finditer(self.clean, self.start, self.end)
                if m.lastindex or not self.clean.startswith(_SHARED, m.start() - 1)
            ]
        return self.selves


def _between(marks: Sequence[tuple[int, str]], start: int, end: int) -> Sequence[tuple[int, str]]:
    return marks[bisect_left(marks, (start, "")) : bisect_right(marks, (end, ""))]


@cache
def _cut_out() -> re.Pattern[str]:
    """A section's head glued to (一): the beginning of a piece cut out of another report."""
    return re.compile(rf"(?:{any_of(report_rules().paragraph_fragment)})\s?\(一\)")


def _kind(word: str) -> str:
    """The kind of unit behind its several words: 学校 and 校, 医院 and 院."""
    return word if word in report_rules().self_kinds else word[-1]


@cache
def _self_pattern() -> re.Pattern[str]:
    """我局, 本院, 全镇; a clause that begins with 学校; a kind of unit with its own party branch (处党支部).

    One literal begins each alternative, since only so the search skips what begins none.
    """
    rules = report_rules()
    subjects = rf"({any_of(rules.self_subjects)})(?![\u4e00-\u9fff]{{0,2}}[镇乡村])"
    looks = {first: f"({any_of(rules.self_kinds)})" for first in "我本"}
    looks |= {"全": f"({any_of(rules.self_whole)})(?!业)"} | dict.fromkeys(",。\n", subjects)
    looks |= {kind: f"(?={any_of(rules.self_owned)})" for kind in rules.self_kinds if len(kind) == 1}
    return re.compile("|".join(re.escape(first) + look for first, look in looks.items()))
