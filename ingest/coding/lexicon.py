"""The catalogue compiled for coding: one pattern that finds every word, and what each word says."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from ingest.catalogue import ROLES, Catalogue, Words
from ingest.coding.rules import Rules, load_rules

Posting = tuple[int, int, int, int, float]
"""(start, end, entry, role, weight): the characters from start to end of a word speak for an entry, that strongly.

``entry`` is an index of Lexicon.entries, ``role`` one of ROLES.
"""

_Said = tuple[int, int, float]  # (entry, role, weight)

ADJACENT = ROLES.index("adjacent")
HEADS = ROLES.index("heads")
NOT_WORDS = ROLES.index("not_words")
NOUNS = ROLES.index("nouns")
STRONG = ROLES.index("strong")
# Delimiters, and the key of their step length in coding.toml; sentence ends are scanned apart.
DELIMITERS = {",": "comma", "、": "enumeration", ";": "semicolon", ":": "semicolon", "\n": "comma"}
DELIMITERS |= {"(": "bracket", ")": "bracket"}
DELIMITERS |= {"，": "comma", "；": "semicolon", "：": "semicolon"}
SENTENCE_ENDS = "。!?！？"


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
class Word:
    """What a word and the words inside it say, by measure."""

    says: dict[str, tuple[Posting, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries, and the words that speak for them; ``pattern`` finds words (longest first) and delimiters."""

    rules: Rules
    entries: tuple[Entry, ...]
    words: dict[str, Word]
    pattern: re.Pattern[str]
    by_measure: dict[str, tuple[int, ...]]


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
    by_measure = _by_measure(entries)
    words = {word: Word(_nested(word, found, by_measure, rules.distance["inside"])) for word in found}
    return Lexicon(rules, tuple(entries), words, _pattern(words), by_measure)


def _add_words(
    found: dict[str, list[_Said]], entry: int, words: Words, rules: Rules, adjacent: str = "adjacent"
) -> None:
    for role, name in enumerate(ROLES):
        base = rules.weights.get(adjacent if role == ADJACENT else name, 0.0)
        for word in dict.fromkeys(getattr(words, name)):
            longer = 1.0 + rules.distance["length"] * min(6, max(0, len(word) - 2))
            found[word].append((entry, role, min(0.98, base * longer)))


def _by_measure(entries: list[Entry]) -> dict[str, tuple[int, ...]]:
    table: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        table[entry.measure].append(number)
        if "倍" in entry.units:
            table["multiple"].append(number)
    return {measure: tuple(numbers) for measure, numbers in table.items()}


def _nested(
    word: str, found: dict[str, list[_Said]], by_measure: dict[str, tuple[int, ...]], inside: float
) -> dict[str, tuple[Posting, ...]]:
    says: dict[str, list[Posting]] = defaultdict(list)
    own = {entry for entry, role, _ in found[word] if role != NOT_WORDS}
    naming = {entry for entry, role, _ in found[word] if role in (STRONG, NOUNS, HEADS)}
    for start in range(len(word)):
        for end in range(start + 1, len(word) + 1):
            for entry, role, weight in found.get(word[start:end], ()):
                if role == NOT_WORDS and entry in own:
                    continue  # 公益 rules 文艺活动 out, but 公益电影 is one
                for measure, numbers in by_measure.items():
                    if entry in numbers:
                        named = entry not in own and end - start < len(word) and not naming.isdisjoint(numbers)
                        says[measure].append((start, end, entry, role, weight * inside if named else weight))
    return {measure: tuple(postings) for measure, postings in says.items()}


def _pattern(words: dict[str, Word]) -> re.Pattern[str]:
    marks = re.escape(SENTENCE_ENDS + "".join(DELIMITERS))
    return re.compile(f"[{marks}]|{_trie(sorted(words))}")


def _trie(words: list[str]) -> str:
    """Write words as one pattern by common beginnings; it takes the longest word, and never goes back far."""
    heads: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if word:
            heads[word[0]].append(word[1:])
    if not heads:
        return ""
    singles = [re.escape(head) for head, tails in heads.items() if tails == [""]]
    branches = [re.escape(head) + _trie(tails) for head, tails in heads.items() if tails != [""]]
    if singles:
        branches.append(singles[0] if len(singles) == 1 else f"[{''.join(singles)}]")
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in words else body
