"""The catalogue compiled for coding: where words begin, and what each word says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.catalogue import ROLES, Catalogue, Words
from ingest.coding.frames import Verdicts, compile_frames
from ingest.coding.rules import Rules, load_rules

ADJACENT = ROLES.index("adjacent")
HEADS = ROLES.index("heads")
NOT_WORDS = ROLES.index("not_words")
NOUNS = ROLES.index("nouns")
STRONG = ROLES.index("strong")
# Delimiters, and the key of their step length in coding.toml; the text's full-width forms are folded.
DELIMITERS = {
    ",": "comma",
    "\n": "line",
    "(": "bracket",
    ")": "bracket",
    "、": "enumeration",
    ";": "semicolon",
    ":": "semicolon",
}
SENTENCE_ENDS = "。!?"

Posting = tuple[int, int, int, int, float]
"""(start, end, entry, role, weight): the characters from start to end of a word speak for an entry, that strongly.

``entry`` is an index of Lexicon.entries, ``role`` one of ROLES.
"""
_Said = tuple[int, int, float]  # (entry, role, weight)
Place = tuple[int, int, tuple[tuple[int, float, bool], ...]]
"""(start, end, said): what a word's characters from start to end say: each (claim, weight, whether it names a thing).

A claim is an entry and a role in one number: entry * ROLE_COUNT + role.
"""
ROLE_COUNT = len(ROLES)


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
class Says:
    """What a word and the words inside it say of mentions of one measure.

    ``anywhere`` counts at any distance, ``beside`` only right beside the number; ``vetoes``: the entries ruled out.
    """

    anywhere: tuple[Place, ...]
    beside: tuple[Posting, ...]
    vetoes: tuple[int, ...]


Word = dict[str, Says]
"""What a word says, by measure."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a measure word fits entries: ``shares`` of their score are kept, ``doubts`` is below 1 at once."""

    shares: dict[int, float]
    doubts: dict[int, float]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries, and the words that speak for them.

    ``begins`` maps the first two characters of words to the lengths of the words that begin so, longest first;
    ``single`` are the delimiters and the words of one character. ``by_measure`` gives the entries a mention of a
    measure can be; ``frames`` the turns of phrase that can stand around it; ``continued`` what another unit after an
    entry's may be; ``fits`` remembers how well measure words fit them, by measure and measure word as written.
    """

    rules: Rules
    entries: tuple[Entry, ...]
    words: dict[str, Word]
    begins: dict[str, tuple[int, ...]]
    single: frozenset[str]
    by_measure: dict[str, tuple[int, ...]]
    frames: dict[str, Verdicts]
    continued: dict[int, tuple[int, ...]]
    fits: dict[tuple[str, str], Fit] = field(default_factory=dict)


@lru_cache(maxsize=4)
def compile_lexicon(catalogue: Catalogue) -> Lexicon:
    """Compile a catalogue once; cached by the catalogue's content."""
    rules = load_rules()
    entries: list[Entry] = []
    found: dict[str, list[_Said]] = defaultdict(list)
    for indicator in catalogue.indicators:
        _add_words(found, len(entries), indicator.words, rules)
        units = frozenset(indicator.units)
        own = frozenset(indicator.own_units)
        entries.append(Entry(indicator.code, indicator.code, indicator.measure, units, own, indicator.prior))
    for none in rules.none_entries:
        _add_words(found, len(entries), none.words, rules, adjacent="none")
        entries.append(Entry(None, none.name, none.measure, frozenset(none.units), frozenset(none.own_units)))
    measures = _measures(entries, rules)
    words = {word: _word(word, found, measures, rules.distance["inside"]) for word in found}
    by_measure = {measure: tuple(numbers) for measure, numbers in measures.items()}
    frames = compile_frames(rules.frames, [entry.code for entry in entries])
    continued = _continued(entries, rules)
    single = frozenset({*DELIMITERS, *SENTENCE_ENDS, *(word for word in words if len(word) == 1)})
    return Lexicon(rules, tuple(entries), words, _begins(words), single, by_measure, frames, continued)


def _add_words(
    found: dict[str, list[_Said]], entry: int, words: Words, rules: Rules, adjacent: str = "adjacent"
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


def _word(word: str, found: dict[str, list[_Said]], measures: dict[str, dict[int, None]], inside: float) -> Word:
    """Say what a word and the words inside it say, by measure."""
    says: Word = {}
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
    return tuple((start, end, tuple(said)) for (start, end), said in places.items())


def _postings(word: str, found: dict[str, list[_Said]]) -> list[Posting]:
    return [
        (start, end, entry, role, weight)
        for start in range(len(word))
        for end in range(start + 1, len(word) + 1)
        for entry, role, weight in found.get(word[start:end], ())
    ]


def _begins(words: dict[str, Word]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[:2]].add(len(word))
    return {begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()}
