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
# A clause goes on when more than so many characters follow the number in it.
_GOING = 4
_CLAUSE_END = re.compile("(?<![0-9]),|,(?![0-9])|[。;:!?]")
_REST_END = re.compile("[,。;!?]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A turn of phrase: all of its conditions must hold; an empty one holds always.

    ``ends``: the text before the number ends so; ``earlier``: the clause before has one of these, ``without``: none of
    these; ``opens``: the number opens its clause; ``begins``: the text after the number begins so; ``later``: the
    clause goes on with one of these; ``going``: it goes on with more than a noun. ``measures`` and ``units`` (as
    written, at the quote's end) narrow it to a kind of number, ``quotes`` to certain numbers, ``zero`` to nought.
    ``never`` are the codes ruled out, ``rather`` those spoken for, which no frame rules out; theme.* stands for a
    theme's, * for all.
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
            and (not self.going or len(near.rest.partition("、")[0]) > _GOING)
            and (not self.earlier or any(word in near.clause for word in self.earlier))
            and (not self.later or any(word in near.rest for word in self.later))
            and not any(word in near.clause for word in self.without)
        )


class Near:
    """The text around a number that frames look at."""

    __slots__ = ("after", "before", "clause", "quote", "rest", "zero")

    def __init__(self, clean: str, start: int, end: int, mention: Mention) -> None:
        self.zero = mention.value == 0
        self.quote = clean[mention.start : mention.end]
        before = clean[max(start, mention.start - _REACH) : mention.start]
        self.before = before.rstrip(_FILLERS)
        self.clause = _CLAUSE_END.split(before)[-1].strip()
        self.after = clean[mention.end : min(end, mention.end + _REACH)]
        self.rest = _REST_END.split(self.after, 1)[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a frame says, as numbers of a lexicon's entries."""

    frame: Frame
    never: frozenset[int]
    rather: frozenset[int]


class Verdicts:
    """The verdicts for numbers of one measure, told apart by what rules most of them out at once."""

    __slots__ = ("_beginning", "_begins", "_by_unit", "_ending", "_ends", "_others")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._ending = [each for each in verdicts if each.frame.ends]
        self._beginning = [each for each in verdicts if each.frame.begins and not each.frame.ends]
        others = [each for each in verdicts if not each.frame.begins and not each.frame.ends]
        self._others = [each for each in others if not each.frame.units]
        lasts = {unit[-1] for each in others for unit in each.frame.units}
        self._by_unit = {
            last: [
                each for each in others if not each.frame.units or any(unit[-1] == last for unit in each.frame.units)
            ]
            for last in lasts
        }
        self._ends = tuple(word for each in self._ending for word in each.frame.ends)
        self._begins = tuple(word for each in self._beginning for word in each.frame.begins)

    def possible(self, near: Near) -> list[Verdict]:
        """Give the verdicts whose frames may hold."""
        found = self._by_unit.get(near.quote[-1:], self._others)
        if near.before.endswith(self._ends):
            found = found + self._ending
        if near.after.startswith(self._begins):
            found = found + self._beginning
        return found


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
