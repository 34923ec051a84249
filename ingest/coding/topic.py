"""What the section or the point that a mention stands in is about: 三是开展志愿服务.

A heading is the first clause after a section's or a point's number. Its words speak weakly for what stands below it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

# A section's or a point's number at the beginning of a line or a sentence: 一、 (二) 3. 三是 第四,
_DIGIT: Final = "[一二三四五六七八九十]"
_CHINESE: Final = f"{_DIGIT}{{1,3}}"
# What stands before its first character: up to four blanks, which few characters of a text have before them.
_BEGINNING: Final = (
    r"(?:(?<=[。;:\n].)|(?<=\A.)|(?<= .)(?:"
    + "|".join(rf"(?<=[。;:\n] {{{blanks}}}.)|(?<=\A {{{blanks}}}.)" for blanks in range(1, 5))
    + "))"
)
# One set of first characters stands in front, so that the search runs over prose in C; the rest looks back at it.
_NUMBER: Final = re.compile(
    rf"[一二三四五六七八九十(0-9第]{_BEGINNING}"
    rf"(?:(?<={_DIGIT}){_DIGIT}{{0,2}}[、是]|(?<=\()(?:{_CHINESE}|[0-9]{{1,2}})\)"
    rf"|(?<=[0-9])[0-9]?[、.](?![0-9])|(?<=第){_CHINESE},)",
    re.DOTALL,
)
_END: Final = re.compile(r"[。;:\n]")
# A line that holds a section's number and title and nothing else.
HEADING: Final = re.compile(
    rf" {{0,4}}(?:{_CHINESE}、|\({_CHINESE}\)|[0-9]{{1,2}}[、.](?![0-9])|第{_CHINESE}(?:部分|[章节篇,]))[^。;:!?]*$"
)
# How long a heading may be, and how far below it a figure still stands under it, in characters.
HEADING_LENGTH: Final = 30
_REACH: Final = 600


class Topics:
    """The headings of a report, found in one pass."""

    def __init__(self, clean: str, start: int, end: int) -> None:
        self.spans = [_heading(clean, match.end(), end) for match in _NUMBER.finditer(clean, start, end)]
        self._begins = [begin for begin, _ in self.spans]

    def over(self, place: int) -> int | None:
        """Give the number of the heading that a place stands under, None when there is none or the place is in it."""
        number = bisect_right(self._begins, place) - 1
        if number < 0 or not self.spans[number][1] <= place <= self.spans[number][1] + _REACH:
            return None
        return number


def _heading(clean: str, begin: int, end: int) -> tuple[int, int]:
    stop = min(end, begin + HEADING_LENGTH)
    found = _END.search(clean, begin, stop)
    return begin, found.start() if found else stop
