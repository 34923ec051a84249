"""Measure words and approximators: what may stand around a number, and what it means.

The words are data in ``ingest/rules/measures.toml``, compiled once at import.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeVar, get_args

from ingest.rulefile import RULES, RuleFile, any_of
from ingest.types import Measure, Qualifier

COUNTED_REACH: Final = 12
"""How many characters before a number what it counts is looked for."""
Use = Literal["always", "large", "digits", "noun"]


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """A measure word; ``factor`` of ``unit`` is one of it.

    ``use`` says after which numbers: any; Arabic digits or ``large`` numbers in Chinese characters; Arabic digits only;
    Arabic digits with a counting word before them (``noun``).
    ``not_before`` holds what must not follow, because the characters would be part of another word, by its first one.
    """

    word: str
    unit: str
    measure: Measure
    factor: float
    use: Use
    not_before: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Approximator:
    """A word that makes a number vague, with the neighbours that make it another word.

    ``bad`` holds single characters before it for words that stand before a number, and words after it for the others.
    ``only`` is the one measure that it stands behind, empty for any.
    """

    word: str
    qualifier: Qualifier
    bad: tuple[str, ...]
    only: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun that tells what a number without a measure word counts."""

    noun: str
    unit: str
    measure: Measure


Word = TypeVar("Word", MeasureWord, Approximator)


class Measures:
    """The compiled ``measures.toml``: look-ups anchored at an offset, longest word first."""

    def __init__(self, file: RuleFile) -> None:
        not_before = file.word_lists("not_before")
        words = {word.word: word for word in _measure_words(file, not_before)}
        unknown = sorted(set(not_before) - set(words) - {"万元", "单位"})
        if unknown:
            raise file.error(f"not_before.{unknown[0]}", unknown[0], "a measure word of this file", "add or remove it")
        self.words = words
        self._single: dict[str, tuple[MeasureWord, ...]] = {
            word.word: (word,) for word in words.values() if len(word.word) == 1
        }
        self._by_pair = _by_pair(words.values(), self._single)
        self._before = _by_character(_approximators(file, "before", "before_not_after"), -1)
        self._after = _by_character(_approximators(file, "after", "after_not_before"), 0)
        self.after_first = frozenset(self._after)
        self.before_last = frozenset(self._before) | frozenset(file.words("prefix.over"))
        self.first_characters = "".join(sorted({word[0] for word in words}))
        self.not_before_year = file.word_lists("not_before_year")
        self.two_alone = frozenset(file.words("two_alone.words"))
        self._prefixes, self._not_prefix = frozenset(file.words("prefix.over")), file.strings("prefix.unless")
        self.lost_names = file.words("lost.names")
        self.not_behind = file.word_lists("not_behind")
        self.only_behind = file.word_lists("only_behind")
        self.noun_after = file.words("noun.after")
        nouns = any_of(word.word for word in words.values() if word.use == "noun")
        self.noun_list = re.compile(
            rf"(?:{any_of(file.words('noun.spelled_after'))})(?:[一两三四五六七八九十]{{1,3}}(?:{nouns})[、和及]?){{0,3}}\Z"
        )
        self.counted = tuple(_counted(file))
        self.plain_units = frozenset(file.words("plain_number.units"))
        self.plain_least = file.number("plain_number.least")
        self._counted = _by_first_of_noun(self.counted)
        self._counted_noun = re.compile(any_of(noun.noun for noun in self.counted))
        people = {noun.noun[0] for noun in self.counted if noun.unit in self.plain_units}
        self.counted_first = "".join(sorted(people - set(self.first_characters)))
        self._plain = _plain_nouns(file, self.counted)
        self.lost_vague = ("", *file.words("lost.vague"))
        self.lost_before = file.words("lost.before")
        self.about_apart = file.words("apart.about")
        self.misprints = {slip: self.words[word] for slip, word in _misprints(file, self.words)}
        self.hundreds_behind = file.words("lost.hundreds_behind")
        self.lost_measures = frozenset(file.words("lost.measures"))
        self.placeholder_measures = frozenset(file.words("lost.placeholder_measures"))

    def match(self, clean: str, position: int) -> MeasureWord | None:
        """The longest measure word at ``position`` that is not part of another word."""
        pair = clean[position : position + 2]
        for word in self._by_pair.get(pair) or self._single.get(pair[:1]) or ():
            if clean.startswith(word.word, position):
                end = position + len(word.word)
                bad = word.not_before.get(clean[end : end + 1])
                if bad is None or not clean.startswith(bad, end):
                    return word
        return None

    def counted_behind(self, clean: str, end: int) -> Counted | None:
        """The noun at ``end``, where a number without a measure word ends (2800师生, 66万用户)."""
        for noun in self._counted.get(clean[end : end + 1], ()):
            if clean.startswith(noun.noun, end):
                return noun
        return None

    def counted_before(self, clean: str, start: int) -> Counted | None:
        """The nearest noun before a number in the same clause (用户66万, 投资3000万)."""
        for match in reversed(list(self._counted_noun.finditer(clean, max(0, start - COUNTED_REACH), start))):
            between = clean[match.end() : start]
            return None if any(mark in between for mark in ",。;、") else self.counted_behind(clean, match.start())
        return None

    def plain_unit(self, clean: str, start: int) -> str | None:
        """The unit of a number at ``start`` that stands directly behind what it counts (职工120); None if none does."""
        for noun, unit in self._plain.get(clean[start - 1 : start], ()):
            if clean.endswith(noun, 0, start):
                return unit
        return None

    def before(self, clean: str, end: int) -> tuple[int, Qualifier] | None:
        """The approximator that ends at ``end``: where it starts, and its qualifier."""
        for word in self._before.get(clean[end - 1 : end], ()):
            start = end - len(word.word)
            if start >= 0 and clean.startswith(word.word, start):
                if start and clean[start - 1] in word.bad:
                    return None
                return start, word.qualifier
        return None

    def prefix(self, clean: str, start: int) -> Qualifier | None:
        """What 数, 几, 上 or 过 directly before a number without a digit says (数十, 上百); None where none does."""
        word = clean[start - 1] if start else ""
        if word not in self._prefixes or (start > 1 and clean[start - 2] in self._not_prefix.get(word, "")):
            return None
        return "over"

    def after(self, clean: str, start: int, measure: Measure) -> tuple[int, Qualifier] | None:
        """The approximator that begins at ``start``: where it ends, and its qualifier."""
        for word in self._after.get(clean[start : start + 1], ()):
            end = start + len(word.word)
            if clean.startswith(word.word, start) and not (word.bad and clean.startswith(word.bad, end)):
                if word.only and word.only != measure:
                    continue
                return end, word.qualifier
        return None


def _by_character(words: Iterable[Word], index: int) -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        found[word.word[index]].append(word)
    return {first: tuple(sorted(group, key=lambda word: -len(word.word))) for first, group in found.items()}


def _measure_words(file: RuleFile, not_before: dict[str, tuple[str, ...]]) -> Iterator[MeasureWord]:
    bad = {word: _by_first(words) for word, words in not_before.items()}
    compound = file.words("compound.words")
    also = set(file.words("digits_only.also"))
    large = set(file.words("digits_only.large"))
    entries: tuple[tuple[Use, str], ...] = (
        ("noun", "noun.words"),
        ("digits", "digits_only.words"),
        ("always", "plain.words"),
    )
    for use, entry in entries:
        for word in file.words(entry):
            after: Use = "large" if use == "digits" and word in large else use
            yield MeasureWord(word, word, "count", 1, after, bad.get(word, {}))
    for word in compound:
        yield MeasureWord(f"{word}次", f"{word}次", "count", 1, "always", {})
    for unit, spec in file.table("unit").items():
        measure, words = spec.get("measure"), spec.get("words")
        if measure not in get_args(Measure):
            raise file.error(f"unit.{unit}.measure", measure, f"one of {', '.join(get_args(Measure))}")
        if not isinstance(words, dict) or not words:
            raise file.error(f"unit.{unit}.words", words, "a table of word = factor")
        for word, factor in words.items():
            if not isinstance(factor, int | float) or factor <= 0:
                raise file.error(f"unit.{unit}.words.{word}", factor, "a factor above 0")
            reduced: Use = "digits" if word in also else "always"
            yield MeasureWord(word, unit, measure, factor, reduced, bad.get(word, {}))


def _misprints(file: RuleFile, words: dict[str, MeasureWord]) -> Iterator[tuple[str, str]]:
    for slip, word in file.strings("misprint").items():
        if word not in words:
            raise file.error(f"misprint.{slip}", word, "a measure word of this file")
        yield slip, word


def _by_first(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[word[0]].append(word)
    return {first: tuple(group) for first, group in found.items()}


def _by_pair(
    words: Iterable[MeasureWord], single: dict[str, tuple[MeasureWord, ...]]
) -> dict[str, tuple[MeasureWord, ...]]:
    """Longer measure words by their first two characters, longest first, the one-character word behind them."""
    found: dict[str, list[MeasureWord]] = defaultdict(list)
    for word in words:
        if len(word.word) > 1:
            found[word.word[:2]].append(word)
    return {
        pair: (*sorted(group, key=lambda word: -len(word.word)), *single.get(pair[0], ()))
        for pair, group in found.items()
    }


def _approximators(file: RuleFile, entry: str, exceptions: str) -> Iterator[Approximator]:
    table, only = file.table(exceptions), file.strings("after_only")
    for qualifier in file.table(entry):
        if qualifier not in get_args(Qualifier):
            raise file.error(f"{entry}.{qualifier}", qualifier, f"one of {', '.join(get_args(Qualifier))}", "rename it")
        for word in file.words(f"{entry}.{qualifier}"):
            yield Approximator(word, qualifier, tuple(table.get(word, ())), only.get(word, ""))  # type: ignore[arg-type]


def _counted(file: RuleFile) -> Iterator[Counted]:
    for noun, unit in file.strings("counted").items():
        yield Counted(noun, unit, file.table(f"unit.{unit}").get("measure", "count"))


def _by_first_of_noun(nouns: Iterable[Counted]) -> dict[str, tuple[Counted, ...]]:
    found: dict[str, list[Counted]] = defaultdict(list)
    for noun in nouns:
        found[noun.noun[0]].append(noun)
    return {first: tuple(sorted(group, key=lambda noun: -len(noun.noun))) for first, group in found.items()}


def _plain_nouns(file: RuleFile, counted: tuple[Counted, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What a number without any measure may stand behind (职工, 职工为, 党员总数) with its unit, by last character."""
    units, links = file.words("plain_number.units"), file.words("plain_number.links")
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for noun in counted:
        for link in links if noun.unit in units else ():
            found[(noun.noun + link)[-1]].append((noun.noun + link, noun.unit))
    return {last: tuple(sorted(group, key=lambda item: -len(item[0]))) for last, group in found.items()}


MEASURES: Final = Measures(RuleFile(RULES / "measures.toml"))
