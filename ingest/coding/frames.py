"""Frames: turns of phrase around a number that rule indicators out or in, whatever words stand near.

比上年增加8学时 is a difference, 没有发生一起 a zero. The frames are data, ``[frame]`` of ``ingest/rules/coding.toml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.types import Mention

# What may stand between a frame's word and the number, and how far its other words may stand, in characters.
_FILLERS = "了约近达为有共 \n"
_REACH = 24
# How far words beyond the clause may stand.
_BEYOND = 48
# A clause goes on when more than so many characters follow the number in it.
_GOING = 4
_CLAUSE_ENDS = ",。;:!?"
_DIGITS = frozenset("0123456789")
_NOUN_END = re.compile("[、(]")
_REST_END = re.compile("[,。;!?]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A turn of phrase: all of its conditions must hold; an empty one holds always.

    ``ends``: the text before the number ends so; ``earlier``: the clause before has one of these, ``without``: none of
    these; ``opens``: the number opens its clause; ``begins``: the text after the number begins so; ``later``: the
    clause goes on with one of these; ``going``: it goes on with more than a noun. ``back`` and ``ahead`` are looked for
    in what stands before and after beyond the clause, too. ``measures`` and ``units`` (as written, at the quote's end)
    narrow it to a kind of number, ``quotes`` to certain numbers, ``zero`` to nought. ``never`` are the codes ruled out,
    ``rather`` those spoken for, which no frame rules out; theme.* stands for a theme's, * for all.
    """

    name: str
    measures: frozenset[str]
    units: tuple[str, ...]
    quotes: tuple[str, ...]
    zero: bool
    opens: bool
    going: bool
    ends: tuple[str, ...]
    earlier: tuple[str, ...]
    without: tuple[str, ...]
    begins: tuple[str, ...]
    later: tuple[str, ...]
    back: tuple[str, ...]
    ahead: tuple[str, ...]
    never: tuple[str, ...]
    rather: tuple[str, ...]

    def holds(self, near: Near) -> bool:
        """Whether the number stands in this frame."""
        return (
            (not self.zero or near.zero)
            and (not self.quotes or near.quote in self.quotes)
            and (not self.units or near.quote.endswith(self.units))
            and (not self.ends or near.before.endswith(self.ends))
            and (not self.begins or near.after.startswith(self.begins))
            and (not self.opens or not near.clause)
            and (not self.going or len(_NOUN_END.split(near.rest, 1)[0]) > _GOING)
            and (not self.earlier or any(word in near.clause for word in self.earlier))
            and (not self.later or any(word in near.rest for word in self.later))
            and (not self.back or any(word in near.back for word in self.back))
            and (not self.ahead or any(word in near.ahead for word in self.ahead))
            and not any(word in near.clause for word in self.without)
        )


class Near:
    """The text around a number that frames look at; ``before`` is what stands before it without fillers."""

    __slots__ = ("after", "ahead", "back", "before", "clause", "quote", "rest", "zero")

    def __init__(self, clean: str, start: int, end: int, mention: Mention, before: str) -> None:
        first, stop = mention.start, mention.end
        self.zero = mention.value == 0
        self.quote = clean[first:stop]
        self.before = before
        self.back = back = clean[max(start, first - _BEYOND) : first]
        self.clause = back[_clause_begin(back) :].strip()
        self.ahead = ahead = clean[stop : min(end, stop + _BEYOND)]
        self.after = ahead[:_REACH]
        found = _REST_END.search(ahead)
        self.rest = ahead[: found.start()] if found else ahead


def _clause_begin(back: str) -> int:
    """Give where the last clause of a text begins; a comma within a number ends none."""
    mark = max(back.rfind("。"), back.rfind(";"), back.rfind(":"), back.rfind("!"), back.rfind("?"))
    comma = back.rfind(",")
    while comma > mark and back[comma - 1 : comma] in _DIGITS and back[comma + 1 : comma + 2] in _DIGITS:
        comma = back.rfind(",", 0, comma)
    return max(mark, comma) + 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a frame says, as numbers of a lexicon's entries."""

    frame: Frame
    never: frozenset[int]
    rather: frozenset[int]


class Verdicts:
    """The verdicts for numbers of one measure, kept by what must stand around a number for their frame to hold.

    Few numbers stand in a frame: a look at one character or for the words of many frames at once rules most out.
    """

    __slots__ = ("_by_unit", "_others")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._others = _Group([each for each in verdicts if not each.frame.units])
        lasts = {unit[-1] for each in verdicts for unit in each.frame.units}
        self._by_unit = {last: _Group([each for each in verdicts if _takes(each.frame, last)]) for last in lasts}

    def held(self, clean: str, start: int, end: int, mention: Mention) -> list[Verdict]:
        """Give the verdicts whose frames a mention of the report at [start, end) stands in."""
        first, stop = mention.start, mention.end
        begin, finish = max(start, first - _REACH), min(end, stop + _REACH)
        before = clean[begin:first].rstrip(_FILLERS)
        group = self._by_unit.get(clean[stop - 1], self._others)
        possible = group.always
        for words, verdict in group.ending.get(before[-1:], ()):
            if before.endswith(words):
                possible += (verdict,)
        for words, verdict in group.beginning.get(clean[stop : stop + 1], ()):
            if clean.startswith(words, stop, finish):
                possible += (verdict,)
        possible += group.earlier.told(clean, max(start, first - _BEYOND), first)
        possible += group.later.told(clean, stop, min(end, stop + _BEYOND))
        if mention.value == 0:
            possible += group.zero
        if group.opening and (not before or before[-1] in _CLAUSE_ENDS or before[-1].isspace()):
            possible += group.opening
        if not possible:
            return []
        near = Near(clean, start, end, mention, before)
        return [each for each in possible if each.frame.holds(near)]


class _Group:
    """The verdicts that a number of some measure words can get, kept by what their frames look at first."""

    __slots__ = ("always", "beginning", "earlier", "ending", "later", "opening", "zero")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        ending = [each for each in verdicts if each.frame.ends]
        starting = [each for each in verdicts if each.frame.begins and not each.frame.ends]
        self.ending = _by_character((word[-1], word, each) for each in ending for word in each.frame.ends)
        self.beginning = _by_character((word[0], word, each) for each in starting for word in each.frame.begins)
        others = [each for each in verdicts if not each.frame.begins and not each.frame.ends]
        zero = [each for each in others if each.frame.zero]
        opening = [each for each in others if each.frame.opens and not each.frame.zero]
        rest = [each for each in others if not each.frame.zero and not each.frame.opens]
        earlier = [each for each in rest if _asks_before(each.frame)]
        later = [each for each in rest if _asks_after(each.frame) and not _asks_before(each.frame)]
        always = [each for each in rest if not _asks_after(each.frame) and not _asks_before(each.frame)]
        self.zero, self.opening, self.always = tuple(zero), tuple(opening), tuple(always)
        self.earlier = _Words([(each, each.frame.earlier or each.frame.back) for each in earlier])
        self.later = _Words([(each, each.frame.later or each.frame.ahead) for each in later])


class _Words:
    """Verdicts by the words that they ask for, one of each: few of them stand near a number."""

    __slots__ = ("_search", "_verdicts")

    def __init__(self, asked: Sequence[tuple[Verdict, tuple[str, ...]]]) -> None:
        words = {word for _, each in asked for word in each}
        # Of the words that begin at a place the longest is found; the others are what it begins with.
        self._verdicts = {
            word: tuple(verdict for verdict, each in asked if any(word.startswith(other) for other in each))
            for word in words
        }
        longest = sorted(words, key=len, reverse=True)
        self._search = re.compile("|".join(map(re.escape, longest))).search if words else None

    def told(self, clean: str, start: int, stop: int) -> tuple[Verdict, ...]:
        """Give the verdicts that a word at [start, stop) of a text asks for."""
        if self._search is None:
            return ()
        told: tuple[Verdict, ...] = ()
        found = self._search(clean, start, stop)
        while found:
            told += self._verdicts[found[0]]
            found = self._search(clean, found.start() + 1, stop)
        return told


def _asks_before(frame: Frame) -> bool:
    return bool(frame.earlier or frame.back)


def _asks_after(frame: Frame) -> bool:
    return bool(frame.later or frame.ahead)


def _takes(frame: Frame, last: str) -> bool:
    """Whether a number whose quote ends with a character can stand in a frame."""
    return not frame.units or any(unit[-1] == last for unit in frame.units)


_Told = tuple[tuple[str, ...], Verdict]  # the words that a verdict asks for


def _by_character(asked: Iterable[tuple[str, str, Verdict]]) -> dict[str, tuple[_Told, ...]]:
    """Give, by the character that words begin or end with, these words with the verdict that asks for them."""
    found: dict[str, dict[str, tuple[Verdict, list[str]]]] = defaultdict(dict)
    for character, word, verdict in asked:
        found[character].setdefault(verdict.frame.name, (verdict, []))[1].append(word)
    return {
        character: tuple((tuple(words), verdict) for verdict, words in told.values())
        for character, told in found.items()
    }


def compile_frames(frames: Iterable[Frame], codes: Sequence[str | None]) -> dict[str, Verdicts]:
    """Give the frames of each measure with the numbers of the entries they name; ``codes`` are the entries' codes."""
    by_measure: dict[str, list[Verdict]] = defaultdict(list)
    for frame in frames:
        verdict = Verdict(frame, _numbers(frame.never, codes), _numbers(frame.rather, codes))
        for measure in frame.measures:
            by_measure[measure].append(verdict)
    return {measure: Verdicts(verdicts) for measure, verdicts in by_measure.items()}


def _numbers(names: tuple[str, ...], codes: Sequence[str | None]) -> frozenset[int]:
    exact = {name for name in names if not name.endswith("*")}
    themes = tuple(name[:-1] for name in names if name.endswith("*"))
    return frozenset(
        number for number, code in enumerate(codes) if code and (code in exact or (themes and code.startswith(themes)))
    )
