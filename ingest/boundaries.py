"""Where one report of a document ends and the next begins.

A file may hold a collection with numbered heads (篇一, 范文2), several titled reports, or reports glued together
without any head. Heads decide alone; between glued reports several weak signs must agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

from ingest.identity import subject_name
from ingest.lines import Line, lines_of, numeral
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

LEAST_BODY = 150
"""A report has at least this many characters of running text."""
LEAST_GLUED = 200
"""Without a title or head, a report is glued to the next only behind at least this many characters."""
LEAST_HEADED = 80
"""A report under a numbered head has at least this many characters."""
WINDOW = 1500
"""How far before and behind a place its unit's words for itself are looked at."""
LEAD = 60
"""A report's first words, in characters."""
ENOUGH = 5
"""Glued reports are parted where the signs together weigh at least this much."""

_SHARED = ("各", "全", "科", "党", "上")
"""Behind these a kind of unit is not the unit itself: 各处党支部."""
_INLINE_HEAD = re.compile(
    r"(?:(?<=[。\n>!])|(?<=\s))[【\[(]?(?:第([一二三四五六七八九十]{1,3}|[0-9]{1,2})篇|篇([一二三四五六七八九十]{1,3}|[0-9]{1,2}))[】\])]?(?=[::\s】])"
)


def find_boundaries(clean: str) -> list[int]:
    """The offsets, each above 0, at which a further report begins, in order."""
    lines = [line for line in lines_of(clean) if line.text]
    heads = _collection_heads(clean, lines)
    if heads:
        return heads
    titled = _titled_starts(clean, lines)
    edges = [0, *titled, len(clean)]
    glued = [cut for start, end in pairwise(edges) for cut in _glued_starts(clean, lines, start, end)]
    return sorted({*titled, *glued})


@cache
def _head_pattern() -> re.Pattern[str]:
    words, nouns = any_of(report_rules().collection_words), any_of(report_rules().title_nouns)
    number = r"([一二三四五六七八九十]{1,3}|[0-9]{1,2})"
    return re.compile(
        rf"[【\[(<《〖]?第{number}篇[】\])>》〗]?(?:[::\s、.].{{0,60}})?"
        rf"|[【\[(<《〖]?(?:{words})\s?{number}[】\])>》〗]?(?:[::\s、.].{{0,60}}|[^。]{{0,40}})?"
        rf"|[^。]{{2,50}}?[\s(【\[—-]*(?:{words})\s?{number}[)】\]]?"
        rf"|[^。]{{2,50}}?[(【\[]\s?第?{number}篇?\s?[)】\]]"
        rf"|[^。,]{{2,40}}(?:{nouns})\s?{number}"
    )


def _collection_heads(clean: str, lines: Sequence[Line]) -> list[int]:
    """Starts of the second and later reports of a numbered collection, the numbers rising one by one."""
    headed = [(line, number) for line in lines if (number := _head_number(line))]
    numbered = [(line.start, numeral(number)) for line, number in headed]
    for m in _INLINE_HEAD.finditer(clean):
        place = bisect_right(headed, m.start(), key=lambda head: head[0].start)
        if not place or headed[place - 1][0].end <= m.start():
            numbered.append((m.start(), numeral(m[1] or m[2])))
    chain = _rising(clean, sorted(numbered))
    return [start for start, number in chain if number > 1]


def _head_number(line: Line) -> str | None:
    if len(line.text) > 70 or line.chrome:
        return None
    found = _head_pattern().fullmatch(line.text)
    return next((group for group in found.groups() if group), None) if found else None


def _rising(clean: str, numbered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The chain 1, 2, 3 … (or 2, 3 … where the first has no head) whose members each have a body."""
    chain: list[tuple[int, int]] = []
    for position, (start, number) in enumerate(numbered):
        end = numbered[position + 1][0] if position + 1 < len(numbered) else len(clean)
        if end - start < LEAST_HEADED:
            continue
        expected = chain[-1][1] + 1 if chain else number
        if number == expected and (chain or number <= 2):
            chain.append((start, number))
    return chain if chain and chain[-1][1] > 1 else []


def _titled_starts(clean: str, lines: Sequence[Line]) -> list[int]:
    """Starts of titled reports behind the first: a title with a body before it and one behind it."""
    titles = [i for i, line in enumerate(lines) if line.title]
    body, starts, previous = _Body(lines), list[int](), 0
    for place, i in enumerate(titles):
        following = lines[titles[place + 1]].start if place + 1 < len(titles) else len(clean)
        if body.between(previous, lines[i].start) < LEAST_BODY:
            continue
        if body.between(lines[i].end, following) >= LEAST_BODY or _repeated(lines, titles, place):
            starts.append(lines[i].start)
            previous = lines[i].start
    return starts


def _repeated(lines: Sequence[Line], titles: Sequence[int], place: int) -> bool:
    """Whether the title stands twice in a row, as mirrors print it, with a body behind the second."""
    if place + 1 >= len(titles):
        return False
    first, second = lines[titles[place]], lines[titles[place + 1]]
    return first.text == second.text and second.start - first.end < LEAST_BODY


class _Body:
    """How much running text stands before a place: lines with a full stop that are no web furniture."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._starts = [line.start for line in lines]
        sizes = (len(line.text) if "。" in line.text and not line.chrome else 0 for line in lines)
        self._sums = [0, *accumulate(sizes)]

    def between(self, start: int, end: int) -> int:
        """Characters of running text in the lines that begin in ``[start, end)``."""
        return self._sums[bisect_left(self._starts, end)] - self._sums[bisect_left(self._starts, start)]


def _glued_starts(clean: str, lines: Sequence[Line], start: int, end: int) -> list[int]:
    inside = [line for line in lines if start <= line.start < end]
    signs = _Signs(clean, inside, start, end)
    cuts: list[int] = []
    for gap in signs.gaps():
        scored = [(signs.score(i, cuts[-1] if cuts else start), -i) for i in gap]
        if not scored:
            continue
        best, place = max(scored)
        line = inside[-place]
        if (
            best >= ENOUGH
            and line.start - (cuts[-1] if cuts else start) >= LEAST_GLUED
            and end - line.start >= LEAST_BODY
        ):
            cuts.append(line.start)
    return cuts


class _Signs:
    """The weak signs of a new report inside one stretch of text."""

    def __init__(self, clean: str, lines: Sequence[Line], start: int, end: int) -> None:
        self.clean, self.lines, self.start, self.end = clean, lines, start, end
        self.selves = [
            (m.start(), m[1] or m.group())
            for m in _self_pattern().finditer(clean, start, end)
            if m[1] or not clean.startswith(_SHARED, m.start() - 1)
        ]
        self.sections = [(i, number) for i, line in enumerate(lines) if (number := line.section)]

    def gaps(self) -> list[list[int]]:
        """Runs of lines between one first-level heading and the next, each holding at most one boundary."""
        edges = [0, *(i for i, _ in self.sections), len(self.lines)]
        return [[i for i in range(first + 1, last + 1) if i < len(self.lines)] for first, last in pairwise(edges)]

    def score(self, i: int, previous: int) -> int:
        """How strongly line ``i`` begins a report that is not the one begun at ``previous``."""
        line, before = self.lines[i], self.lines[i - 1]
        opening = self._opening(i)
        if not opening:
            return 0
        score = opening + self._renumbered(i) + self._closed(before)
        return score + 2 * (self._other_self(line.start, previous) or self._other_name(line, previous))

    def _opening(self, i: int) -> int:
        """How much line ``i`` sounds like a report's first words; a fragment cut out of another is the plainest."""
        line, words = self.lines[i].text, report_rules()
        if any(
            line.startswith(word) and re.match(r"\s?\(一\)", line[len(word) : len(word) + 5])
            for word in words.paragraph_fragment
        ):
            return 3
        if any(word in line[:LEAD] for word in words.paragraph_outlook):
            return 0
        following = "".join(other.text[:400] for other in self.lines[i : i + 3])[:400]
        announced = any(word in following for word in words.paragraph_preamble)
        opens = line.startswith(words.paragraph_opening) or self.lines[i].title or subject_name(line[:LEAD]) is not None
        before = self.lines[i - 1]
        headed = line.startswith("一、") and self._closed(before) > 0 and not before.text.endswith(":")
        return announced + (opens or headed) if not self.lines[i].numbered or headed else 0

    def _renumbered(self, i: int) -> int:
        """2 where the first-level numbers do not go on rising at the next heading, 3 where they begin again at 一."""
        place = bisect_left(self.sections, (i, 0))
        if not 0 < place < len(self.sections):
            return 0
        earlier, later = self.sections[place - 1][1], self.sections[place][1]
        if later > earlier:
            return 0
        return 3 if later == 1 and earlier > 1 else 2

    def _closed(self, before: Line) -> int:
        if before.date:
            return 2
        words = report_rules().paragraph_closing
        return int(any(word in before.text[-120:] for word in words))

    def _other_self(self, place: int, previous: int) -> bool:
        """Whether the word the unit has for itself gives way to another here."""
        before = Counter(word for _, word in _between(self.selves, max(previous, place - 2 * WINDOW), place))
        after = Counter(word for _, word in _between(self.selves, place, min(self.end, place + WINDOW)))
        if not before or not after:
            return False
        old, new = before.most_common(1)[0][0], after.most_common(1)[0][0]
        return old not in after and new not in before

    def _other_name(self, line: Line, previous: int) -> bool:
        """Whether the line's subject is a unit that the text before has not named."""
        name = subject_name(line.text[:LEAD])
        return name is not None and self.clean.find(name, max(previous, line.start - 2 * WINDOW), line.start) < 0


def _between(marks: Sequence[tuple[int, str]], start: int, end: int) -> Sequence[tuple[int, str]]:
    return marks[bisect_left(marks, (start, "")) : bisect_right(marks, (end, ""))]


@cache
def _self_pattern() -> re.Pattern[str]:
    """我局, 本院, and a kind of unit with its own party branch (处党支部); one leading class keeps the search quick."""
    kinds = report_rules().self_kinds
    single = "".join(kind for kind in kinds if len(kind) == 1)
    owned = any_of(report_rules().self_owned)
    return re.compile(rf"[我本{single}](?:(?<=[我本])({any_of(kinds)})|(?<=[^我本])(?={owned}))")
