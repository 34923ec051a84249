"""Frames: turns of phrase around a number that rule indicators out or in, whatever words stand near.

比上年增加8学时 is a difference, 没有发生一起 a zero. The frames are data, a file for each theme in
``ingest/rules/frames``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.rulefile import any_of
from ingest.types import Mention

# What may stand between a frame's word and the number, and how far its other words may stand, in characters.
FILLERS: Final = "了约近达为有共 \n"
_REACH: Final = 24
# How far words beyond the clause may stand.
_BEYOND: Final = 48
# A clause goes on when more than so many characters follow the number in it.
_GOING: Final = 4
_NOUN_END: Final = re.compile("[、(]")
_CLAUSE_MARK: Final = re.compile("[。;:!?,](?!(?<=[0-9],)[0-9])")
_REST_END: Final = re.compile("[,。;!?]")


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
            and (not self.opens or not near.clause.strip())
            and (not self.going or len(_NOUN_END.split(near.rest, 1)[0]) > _GOING)
            and (not self.earlier or has(near.clause, self.earlier))
            and (not self.later or has(near.rest, self.later))
            and (not self.back or has(near.back, self.back))
            and (not self.ahead or has(near.ahead, self.ahead))
            and (not self.without or not has(near.clause, self.without))
        )


def has(text: str, words: Iterable[str]) -> bool:
    """Whether a text has one of these words."""
    for word in words:  # noqa: SIM110 - any() of a generator takes twice the time
        if word in text:
            return True
    return False


class Near:
    """The text around a number that frames look at.

    ``before`` is what stands before it without fillers, ``back`` what stands there beyond the clause, too.
    """

    __slots__ = ("_rest", "after", "ahead", "back", "before", "clause", "quote", "zero")

    def __init__(self, clean: str, end: int, mention: Mention, before: str, back: str, clause: str) -> None:
        stop = mention.end
        self.zero = mention.value == 0
        self.quote = clean[mention.start : stop]
        self.before, self.back, self.clause = before, back, clause
        self.ahead = ahead = clean[stop : min(end, stop + _BEYOND)]
        self.after = ahead[:_REACH]
        self._rest: str | None = None

    @property
    def rest(self) -> str:
        """What stands after the number in its clause; made where a frame asks for it, as few do."""
        if self._rest is None:
            self._rest = _REST_END.split(self.ahead, 1)[0]
        return self._rest


def _last_clause(back: str) -> str:
    """Give the last clause of a text; a comma within a number ends none."""
    # Read backwards the first mark ends the search, and most clauses are short.
    mark = _CLAUSE_MARK.search(back[::-1])
    return back[len(back) - mark.start() :] if mark else back


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a frame says, as numbers of a lexicon's entries."""

    frame: Frame
    never: frozenset[int]
    rather: frozenset[int]


class Verdicts:
    """The verdicts for numbers of one measure, kept by what must stand around a number for their frame to hold.

    Few numbers stand in a frame: a look at two characters or for the words of many frames at once rules most out.
    """

    __slots__ = ("_by_unit", "_others")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._others = _Group([each for each in verdicts if not each.frame.units])
        lasts = {unit[-1] for each in verdicts for unit in each.frame.units}
        self._by_unit = {last: _Group([each for each in verdicts if _takes(each.frame, last)]) for last in lasts}

    def held(self, clean: str, start: int, end: int, mention: Mention) -> list[Verdict]:
        """Give the verdicts whose frames a mention of the report at [start, end) stands in."""
        first, stop = mention.start, mention.end
        back = clean[first - _BEYOND if first - _BEYOND > start else start : first]
        before = back[-_REACH:].rstrip(FILLERS)
        after = clean[stop : stop + 2]
        clause = _last_clause(back)
        group = self._by_unit.get(clean[stop - 1], self._others)
        possible = group.always
        for words, verdict in group.ending.get(before[-2:]) or group.ending.get(before[-1:], ()):
            if before.endswith(words):
                possible += (verdict,)
        for words, verdict in group.beginning.get(after) or group.beginning.get(after[:1], ()):
            if clean.startswith(words, stop, min(end, stop + _REACH)):
                possible += (verdict,)
        if group.earlier:
            possible += group.earlier.told(clause)
        if group.back:
            possible += group.back.told(back)
        if group.later:
            possible += group.later.told(clean[stop : min(end, stop + _BEYOND)])
        if mention.value == 0:
            possible += group.zero
        if group.opening and (not clause or clause.isspace()):
            possible += group.opening
        if not possible:
            return []
        near = Near(clean, end, mention, before, back, clause)
        return [each for each in possible if each.frame.holds(near)]


class _Group:
    """The verdicts that a number of some measure words can get, kept by what their frames look at first."""

    __slots__ = ("always", "back", "beginning", "earlier", "ending", "later", "opening", "zero")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        ending = [each for each in verdicts if each.frame.ends]
        starting = [each for each in verdicts if each.frame.begins and not each.frame.ends]
        self.ending = _by_edge(((word, each) for each in ending for word in each.frame.ends), _last)
        self.beginning = _by_edge(((word, each) for each in starting for word in each.frame.begins), _first)
        others = [each for each in verdicts if not each.frame.begins and not each.frame.ends]
        zero = [each for each in others if each.frame.zero]
        opening = [each for each in others if each.frame.opens and not each.frame.zero]
        rest = [each for each in others if not each.frame.zero and not each.frame.opens]
        earlier = [each for each in rest if each.frame.earlier]
        back = [each for each in rest if each.frame.back and not each.frame.earlier]
        later = [each for each in rest if _asks_after(each.frame) and not _asks_before(each.frame)]
        always = [each for each in rest if not _asks_after(each.frame) and not _asks_before(each.frame)]
        self.zero, self.opening, self.always = tuple(zero), tuple(opening), tuple(always)
        self.earlier = _words([(each, each.frame.earlier) for each in earlier])
        self.back = _words([(each, each.frame.back) for each in back])
        self.later = _words([(each, each.frame.later or each.frame.ahead) for each in later])


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
        self._search = re.compile(any_of(words)).search

    def told(self, text: str) -> tuple[Verdict, ...]:
        """Give the verdicts that a word of a text asks for."""
        told: tuple[Verdict, ...] = ()
        found = self._search(text)
        while found:
            told += self._verdicts[found[0]]
            found = self._search(text, found.start() + 1)
        return told


def _words(asked: Sequence[tuple[Verdict, tuple[str, ...]]]) -> _Words | None:
    return _Words(asked) if asked else None


def _asks_before(frame: Frame) -> bool:
    return bool(frame.earlier or frame.back)


def _asks_after(frame: Frame) -> bool:
    return bool(frame.later or frame.ahead)


def _takes(frame: Frame, last: str) -> bool:
    """Whether a number whose quote ends with a character can stand in a frame."""
    return not frame.units or any(unit[-1] == last for unit in frame.units)


_Told = tuple[tuple[str, ...], Verdict]  # the words that a verdict asks for


def _last(word: str, count: int) -> str:
    return word[-count:]


def _first(word: str, count: int) -> str:
    return word[:count]


def _by_edge(asked: Iterable[tuple[str, Verdict]], edge: Callable[[str, int], str]) -> dict[str, tuple[_Told, ...]]:
    """Give words with the verdict that asks for them by the two characters that they have beside the number.

    A word of one character is under it, and under each two that hold it there.
    """
    found: dict[str, dict[str, tuple[Verdict, list[str]]]] = defaultdict(dict)
    for word, verdict in sorted(asked, key=lambda each: len(each[0]) == 1):
        pairs = [pair for pair in found if edge(pair, 1) == word] if len(word) == 1 else ()
        for characters in {edge(word, 2), *pairs}:
            found[characters].setdefault(verdict.frame.name, (verdict, []))[1].append(word)
    return {
        characters: tuple((tuple(words), verdict) for verdict, words in told.values())
        for characters, told in found.items()
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
