"""Which values are parts of one stated before (捐款5万元，其中党员捐款2万元), so that they are never added to it.

One pass over the text: words, brackets and punctuation are read in order with the mentions. A word such as 其中 opens
a scope that lasts to the end of its sentence, a semicolon, its closing bracket, or a clause that speaks of the whole
again. In it a value is a part when one of the same unit, and not smaller, stands before the word. Sentences without
such a word are passed over, but for the one before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ingest.rulefile import RULES, RuleFile
from ingest.types import Mention, Text

WHOLES: Final = 4
"""So many values of a unit are kept in mind in a sentence."""

ROUNDING: Final = 0.001
"""Shares add up to a whole when they miss it by at most this fraction of it."""


@dataclass(frozen=True, slots=True)
class PartRules:
    """The words of rules/parts.toml."""

    lead: tuple[str, ...]
    skip: tuple[str, ...]
    shares: tuple[str, ...]
    ends: tuple[str, ...]


@cache
def rules() -> PartRules:
    """Read rules/parts.toml once. Raises RulesError."""
    file = RuleFile(RULES / "parts.toml")
    return PartRules(*(file.words(f"{entry}.words") for entry in ("lead", "except", "shares", "ends")))


@cache
def _marks() -> re.Pattern[str]:
    """The words and signs that open and close scopes. The look at the first character spares trying all everywhere."""
    words = rules()
    firsts = {word[0] for word in (*words.skip, *words.lead, *words.shares, *words.ends)} | set(";)。!?\n \t")
    return re.compile(
        rf"(?=[{re.escape(''.join(sorted(firsts)))}])(?:"
        rf"(?P<skip>{_spaced(words.skip)})|(?P<lead>{_spaced(words.lead)})|(?P<shares>{_spaced(words.shares)})"
        rf"|(?<=,)(?P<whole>{_spaced(words.ends)})|(?P<semicolon>;)|(?P<bracket>\))"
        r"|(?P<sentence>[。!?][ \t]*\n?|(?<=[:;])[ \t]*\n))"
    )


@cache
def _openers() -> re.Pattern[str]:
    """The words that open a scope, and those that only begin like one."""
    return re.compile(_spaced((*rules().lead, *rules().shares)))


def _spaced(words: Iterable[str]) -> str:
    """A pattern of the words, longest first, that forgives a blank or a line break between two characters."""
    return "|".join(r"\s?".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


@dataclass(slots=True)
class _Scope:
    """Where parts may stand, opened by a word; ``shared`` values wait in ``waiting`` until their sum is known."""

    wholes: dict[str, list[Mention]]
    in_bracket: bool
    shared: bool
    waiting: dict[str, list[tuple[int, float]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    """What was said before the next mention: the last values of each unit, in this sentence and the one before."""

    parts: list[bool]
    sentence_start: int = 0
    here: dict[str, list[Mention]] = field(default_factory=dict)
    before: dict[str, list[Mention]] = field(default_factory=dict)
    last: Mention | None = None
    scope: _Scope | None = None

    def skip(self, place: int) -> None:
        """Go on at a sentence's start, behind sentences on which nothing leans."""
        self.sentence_start, self.here, self.before = place, {}, {}

    def read(self, clean: str, mark: re.Match[str]) -> None:
        """Take in a word or a sign."""
        if mark.lastgroup in ("lead", "shares"):
            self._open(clean, mark)
        elif mark.lastgroup == "sentence":
            self.close()
            # A new paragraph leans on nothing.
            self.before, self.here = ({} if "\n" in mark.group() else self.here), {}
            self.sentence_start = mark.end()
        elif mark.lastgroup != "skip" and (mark.lastgroup != "bracket" or (self.scope and self.scope.in_bracket)):
            self.close()

    def _open(self, clean: str, mark: re.Match[str]) -> None:
        self.close()
        leads_sentence = not clean[self.sentence_start : mark.start()].strip()
        held = self.before if leads_sentence else self.here
        # A rate farther back (同比增长5%，手术900台，其中四级手术占20%) is that of something else.
        wholes = {
            unit: list(each) for unit, each in held.items() if each[-1].measure != "rate" or each[-1] is self.last
        }
        in_bracket = "(" in clean[max(mark.start() - 1, 0) : mark.start() + 1]
        self.scope = _Scope(wholes, in_bracket, mark.lastgroup == "shares")

    def place(self, number: int, mention: Mention) -> None:
        """Mark the mention as a part, or keep it as a whole for what follows."""
        scope, self.last = self.scope, mention
        if scope is None or not any(_fits(mention, whole) for whole in scope.wholes.get(mention.unit, ())):
            self.here[mention.unit] = [*self.here.get(mention.unit, ())[-WHOLES + 1 :], mention]
        elif not scope.shared:
            self.parts[number] = True
        elif mention.value is not None:
            scope.waiting.setdefault(mention.unit, []).append((number, mention.value))

    def close(self) -> None:
        """End the scope; shared values are parts when they add up."""
        if self.scope is not None:
            for unit, waiting in self.scope.waiting.items():
                total = sum(value for _, value in waiting)
                if len(waiting) > 1 and any(_equal(total, whole.value) for whole in self.scope.wholes[unit]):
                    for number, _ in waiting:
                        self.parts[number] = True
        self.scope = None


def _fits(part: Mention, whole: Mention) -> bool:
    """Whether the one may be a part of the other. The rate of a part (窗口满意率) may well be the higher one."""
    if part.measure != whole.measure:
        return False
    return part.measure == "rate" or part.value is None or whole.value is None or part.value <= whole.value


def _equal(total: float, whole: float | None) -> bool:
    return whole is not None and abs(total - whole) <= ROUNDING * whole


def find_parts(text: Text, mentions: Sequence[Mention]) -> list[bool]:
    """Say of each mention whether it is a part of one before it; mentions are of one report and sorted by start."""
    reader = _Reader([False] * len(mentions))
    if not mentions:
        return reader.parts
    clean, starts = text.clean, [mention.start for mention in mentions]
    number, reader.sentence_start, position = 0, starts[0], starts[0]
    while (opener := _openers().search(clean, position, starts[-1])) is not None:
        leaned_on = _leaned_on(clean, position, opener.start())
        if leaned_on > position:
            reader.skip(leaned_on)
            number, position = bisect_left(starts, leaned_on, number), leaned_on
        while number < len(mentions) and (reader.scope is not None or position <= opener.start()):
            for mark in _marks().finditer(clean, position, starts[number]):
                reader.read(clean, mark)
            reader.place(number, mentions[number])
            number, position = number + 1, mentions[number].end
    reader.close()
    return reader.parts


def _leaned_on(clean: str, least: int, opener: int) -> int:
    """Where the sentence before that of a scope's word begins; ``least`` where that is not behind it."""
    sentence = clean.rfind("。", least, opener)
    return max(least, clean.rfind("。", least, max(least, sentence)) + 1)
