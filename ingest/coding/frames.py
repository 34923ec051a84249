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
_CLAUSE_END = re.compile("(?<![0-9]),|,(?![0-9])|[。;:!?]")
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
    """The text around a number that frames look at."""

    __slots__ = ("after", "ahead", "back", "before", "clause", "quote", "rest", "zero")

    def __init__(self, clean: str, start: int, end: int, mention: Mention) -> None:
        self.zero = mention.value == 0
        self.quote = clean[mention.start : mention.end]
        self.back = clean[max(start, mention.start - _BEYOND) : mention.start]
        self.ahead = clean[mention.end : min(end, mention.end + _BEYOND)]
        before = self.back[-_REACH:]
        self.before = before.rstrip(_FILLERS)
        self.clause = _CLAUSE_END.split(self.back)[-1].strip()
        self.after = self.ahead[:_REACH]
        self.rest = _REST_END.split(self.ahead, 1)[0]


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

    __slots__ = ("_beginning", "_by_unit", "_ending", "_others")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        ending = [each for each in verdicts if each.frame.ends]
        self._ending = _by_character((word[-1], word, each) for each in ending for word in each.frame.ends)
        starting = [each for each in verdicts if each.frame.begins and not each.frame.ends]
        self._beginning = _by_character((word[0], word, each) for each in starting for word in each.frame.begins)
        others = [each for each in verdicts if not each.frame.begins and not each.frame.ends]
        self._others = _Group([each for each in others if not each.frame.units])
        lasts = {unit[-1] for each in others for unit in each.frame.units}
        self._by_unit = {last: _Group([each for each in others if _takes(each.frame, last)]) for last in lasts}

    def held(self, clean: str, start: int, end: int, mention: Mention) -> list[Verdict]:
        """Give the verdicts whose frames a mention of the report at [start, end) stands in."""
        first, stop = mention.start, mention.end
        begin, finish = max(start, first - _REACH), min(end, stop + _REACH)
        before = clean[begin:first].rstrip(_FILLERS)
        group = self._by_unit.get(clean[stop - 1], self._others)
        possible = group.always
        for words, verdict in self._ending.get(before[-1:], ()):
            if before.endswith(words):
                possible += (verdict,)
        for words, verdict in self._beginning.get(clean[stop : stop + 1], ()):
            if clean.startswith(words, stop, finish):
                possible += (verdict,)
        if group.earlier and group.earlier_words.search(clean, max(start, first - _BEYOND), first):
            possible += group.earlier
        if group.later and group.later_words.search(clean, stop, min(end, stop + _BEYOND)):
            possible += group.later
        if mention.value == 0:
            possible += group.zero
        if group.opening and (not before or before[-1] in _CLAUSE_ENDS or before[-1].isspace()):
            possible += group.opening
        if not possible:
            return []
        near = Near(clean, start, end, mention)
        return [each for each in possible if each.frame.holds(near)]


class _Group:
    """Verdicts that no word right beside the number tells apart."""

    __slots__ = ("always", "earlier", "earlier_words", "later", "later_words", "opening", "zero")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        zero = [each for each in verdicts if each.frame.zero]
        opening = [each for each in verdicts if each.frame.opens and not each.frame.zero]
        rest = [each for each in verdicts if not each.frame.zero and not each.frame.opens]
        earlier = [each for each in rest if _asks_before(each.frame)]
        later = [each for each in rest if _asks_after(each.frame) and not _asks_before(each.frame)]
        always = [each for each in rest if not _asks_after(each.frame) and not _asks_before(each.frame)]
        self.zero, self.opening, self.earlier = tuple(zero), tuple(opening), tuple(earlier)
        self.later, self.always = tuple(later), tuple(always)
        self.earlier_words = _any_of(word for each in self.earlier for word in each.frame.earlier or each.frame.back)
        self.later_words = _any_of(word for each in self.later for word in each.frame.later or each.frame.ahead)


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


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(set(words)))))


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
