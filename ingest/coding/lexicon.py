"""The catalogue compiled for coding: where words begin, and what each word says."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress
from typing import Final

from ingest.catalogue import ROLES, Catalogue, Words
from ingest.coding.frames import Verdicts, compile_frames
from ingest.coding.rules import Rules, load_rules
from ingest.coding.views import HEADS, ROLE_COUNT, Fit, Place, Posting, Says, Views, Word

ADJACENT: Final = ROLES.index("adjacent")
NOT_WORDS: Final = ROLES.index("not_words")
NOUNS: Final = ROLES.index("nouns")
STRONG: Final = ROLES.index("strong")
# Delimiters, and the key of their step length in coding.toml; the text's full-width forms are folded.
DELIMITERS: Final = {
    ",": "comma",
    "\n": "line",
    "(": "bracket",
    ")": "bracket",
    "、": "enumeration",
    ";": "semicolon",
    ":": "semicolon",
}
SENTENCE_ENDS: Final = "。!?"
# Ends a piece of text that is scanned. It is no character, so that no text has it but by mistake.
STOP: Final = "\uffff"
# Two characters at a time are looked up as one number: both halves of a 64-bit word.
_CODEC: Final = f"utf-32-{sys.byteorder[0]}e"
_WIDTH: Final = 4
# A word of one character can begin where no longer one does.
_ONE: Final[tuple[int, ...]] = (1,)
MARK: Final[tuple[int, ...]] = (0,)
"""What stands for a word's lengths where a delimiter or a stop is."""

_Told = tuple[int, int, float]  # (entry, role, weight)


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator, or with ``code`` None a kind of figure that no indicator may claim, as coding needs it."""

    code: str | None
    name: str
    measure: str
    units: frozenset[str]
    own_units: frozenset[str]
    prior: float = 0.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries, and the words that speak for them.

    ``words`` numbers the words, ``says`` is what each says. ``lengths`` maps the first two characters of words, as a
    number, to the lengths of the words that can begin so, longest first; ``ones`` finds words of one character,
    ``marks`` delimiters and stops. No word holds a delimiter. ``claims`` are those of each entry.
    ``by_measure`` gives the entries a mention of a measure can be; ``frames`` the turns of phrase that can stand around
    it; ``continued`` what another unit after an entry's may be. ``fits`` remembers how well measure words fit them, by
    measure and measure word as written, ``views`` what words say, by measure and entries.
    """

    rules: Rules
    entries: tuple[Entry, ...]
    words: dict[str, int]
    says: tuple[Word, ...]
    lengths: dict[int, tuple[int, ...]]
    ones: re.Pattern[str]
    marks: re.Pattern[str]
    by_measure: dict[str, tuple[int, ...]]
    frames: dict[str, Verdicts]
    continued: dict[int, tuple[int, ...]]
    fits: dict[tuple[str, str], Fit] = field(default_factory=dict)
    views: dict[tuple[str, frozenset[int]], Views] = field(default_factory=dict)

    def begins(self, text: str) -> Iterable[tuple[int, tuple[int, ...]]]:
        """Give the places, in order, where words may begin, with their lengths, and where a mark stands, with MARK."""
        found: list[tuple[int, ...] | None] = [None] * len(text)
        data = memoryview(text.encode(_CODEC, "surrogatepass"))
        for first in (0, 1):
            last = len(text) - (len(text) - first) % 2
            found[first:last:2] = map(self.lengths.get, data[first * _WIDTH : last * _WIDTH].cast("Q").tolist())
        for one in self.ones.finditer(text):
            place = one.start()
            found[place] = found[place] or _ONE
        for mark in self.marks.finditer(text):
            found[mark.start()] = MARK
        # What is found nowhere is skipped before Python sees it.
        return compress(enumerate(found), found)  # type: ignore[arg-type]

    def every_view(self, measure: str) -> Views:
        """Give what words say of mentions of a measure, whatever is counted."""
        return self.views_of(measure, frozenset(self.by_measure.get(measure, ())))

    def views_of(self, measure: str, entries: frozenset[int]) -> Views:
        """Give what words say of mentions of a measure that can only be these entries."""
        known = self.views.get((measure, entries))
        if known is None:
            known = self.views[measure, entries] = Views(self.says, measure, entries)
        return known


@lru_cache(maxsize=4)
def compile_lexicon(catalogue: Catalogue) -> Lexicon:
    """Compile a catalogue once; cached by the catalogue's content."""
    rules = load_rules()
    entries: list[Entry] = []
    found: dict[str, list[_Told]] = defaultdict(list)
    for indicator in catalogue.indicators:
        _add_words(found, len(entries), indicator.words, rules)
        units = frozenset(indicator.units)
        own = frozenset(indicator.own_units)
        entries.append(Entry(indicator.code, indicator.code, indicator.measure, units, own, indicator.prior))
    for none in rules.none_entries:
        _add_words(found, len(entries), none.words, rules, adjacent="none")
        entries.append(Entry(None, none.name, none.measure, frozenset(none.units), frozenset(none.own_units)))
    for name in rules.names:
        found.setdefault(name, [])
    measures = _measures(entries, rules)
    words = {word: _word(word, found, measures, rules.distance["inside"]) for word in found}
    by_measure = {measure: tuple(numbers) for measure, numbers in measures.items()}
    frames = compile_frames(rules.frames, [entry.code for entry in entries])
    continued = _continued(entries, rules)
    numbers = {word: number for number, word in enumerate(words)}
    lengths = {_number(pair): each for pair, each in _lengths(words).items()}
    ones = _any_character(word for word in words if len(word) == 1)
    marks = _any_character([*DELIMITERS, SENTENCE_ENDS, STOP])
    says = tuple(words.values())
    return Lexicon(rules, tuple(entries), numbers, says, lengths, ones, marks, by_measure, frames, continued)


def _add_words(
    found: dict[str, list[_Told]], entry: int, words: Words, rules: Rules, adjacent: str = "adjacent"
) -> None:
    for role, name in enumerate(ROLES):
        base = rules.weights.get(adjacent if role == ADJACENT else name, 0.0)
        for word in dict.fromkeys(getattr(words, name)):
            longer = 1.0 + rules.distance["length"] * min(6, max(0, len(word) - 2))
            found[word].append((entry, role, min(0.98, base * longer)))


def _measures(entries: list[Entry], rules: Rules) -> dict[str, dict[int, None]]:
    """Give the entries by measure, as ordered sets; an entry that lists 倍 also takes multiples, and the like."""
    table: dict[str, dict[int, None]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        table[entry.measure][number] = None
        for unit, measure in rules.other_measures.items():
            if unit in entry.units | entry.own_units:
                table[measure][number] = None
    return table


def _continued(entries: list[Entry], rules: Rules) -> dict[int, tuple[int, ...]]:
    numbers = {entry.code: number for number, entry in enumerate(entries) if entry.code}
    return {
        numbers[code]: tuple(numbers[other] for other in others if other in numbers)
        for code, others in rules.continued.items()
        if code in numbers
    }


def _word(word: str, found: dict[str, list[_Told]], measures: dict[str, dict[int, None]], inside: float) -> Word:
    """Say what a word and the words inside it say, by measure; a name of an office says nothing."""
    says: Word = {}
    if not found[word]:
        return says
    own = {entry for entry, role, _ in found[word] if role != NOT_WORDS}
    naming = {entry for entry, role, _ in found[word] if role in (STRONG, NOUNS, HEADS)}
    every = _postings(word, found)
    for measure, numbers in measures.items():
        named = not naming.isdisjoint(numbers)
        postings = [posting for posting in every if posting[2] in numbers]
        vetoes = {
            entry for _, _, entry, role, _ in postings if role == NOT_WORDS
        } - own  # 公益 in 公益电影 rules nothing out
        kept = []
        for start, end, entry, role, weight in postings:
            foreign = named and entry not in own and end - start < len(word)
            kept.append((start, end, entry, role, weight * inside if foreign else weight))
        beside = tuple(posting for posting in kept if posting[3] in (ADJACENT, HEADS))
        anywhere = [posting for posting in kept if posting[3] not in (ADJACENT, HEADS, NOT_WORDS)]
        if postings:
            says[measure] = Says(_places(anywhere), beside, tuple(vetoes))
    return says


def _places(postings: list[Posting]) -> tuple[Place, ...]:
    places: dict[tuple[int, int], list[tuple[int, float, bool]]] = defaultdict(list)
    for start, end, entry, role, weight in postings:
        places[start, end].append((entry * ROLE_COUNT + role, weight, role in (NOUNS, STRONG)))
    return tuple((start, end, tuple(said), any(names for _, _, names in said)) for (start, end), said in places.items())


def _postings(word: str, found: dict[str, list[_Told]]) -> list[Posting]:
    return [
        (start, end, entry, role, weight)
        for start in range(len(word))
        for end in range(start + 1, len(word) + 1)
        for entry, role, weight in found.get(word[start:end], ())
    ]


def _lengths(words: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Give the lengths of the words that begin with two characters, longest first, and 1 for what begins with one."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        if len(word) > 1:
            found[word[:2]].add(len(word))
    ones = {word for word in words if len(word) == 1}
    for pair, lengths in found.items():
        if pair[0] in ones:
            lengths.add(1)
    return {pair: tuple(sorted(each, reverse=True)) for pair, each in found.items()}


def _any_character(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(texts)) + "]")


def _number(pair: str) -> int:
    """Give two characters as the number that they are in a text's memory."""
    return int(memoryview(pair.encode(_CODEC, "surrogatepass")).cast("Q")[0])
