"""The words of ``periods.toml``: what tells when, how often, and that a total is stated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast, get_args

from ingest.rulefile import RULES, RuleFile
from ingest.types import Per

RULES_PATH = RULES / "periods.toml"
EARLIEST, LATEST = 1949, 2049


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """The words of ``periods.toml``: word to distance, word to first year, word to frequency, and plain word lists."""

    relative: dict[str, int]
    recent: tuple[str, ...]
    now: tuple[str, ...]
    part: tuple[str, ...]
    plan: dict[str, int]
    compare_before: tuple[str, ...]
    compare_after: tuple[str, ...]
    per: dict[str, Per]
    broken_before: dict[str, str]
    broken_after: dict[str, tuple[str, ...]]
    total: tuple[str, ...]
    total_except: tuple[str, ...]
    founded_before: tuple[str, ...]
    founded_after: tuple[str, ...]
    growth: tuple[str, ...]
    won: tuple[str, ...]
    staff_shifts: tuple[str, ...]
    staff_parts: tuple[str, ...]
    staff_held: tuple[str, ...]
    staff_nouns: tuple[str, ...]
    staff_kinds: tuple[str, ...]
    staff_bodies: tuple[str, ...]


def broken(clean: str, start: int, end: int) -> bool:
    """Whether the word at ``[start, end)`` is part of another one: 现在 of 体现在, 每年 of 每年级."""
    words = rules()
    before = words.broken_before.get(clean[start : start + 2])
    if before is not None and start and clean[start - 1] in before:
        return True
    return clean.startswith(words.broken_after.get(clean[start:end], "\0"), end)


def load_rules(path: Path = RULES_PATH) -> PeriodRules:
    """The period rules at ``path``. Raises RulesError, naming the entry, where one is not as expected."""
    file = RuleFile(path)
    relative = {
        word: _distance(file, key) for key in file.table("relative") for word in _words(file, f"relative.{key}")
    }
    per = {word: _frequency(file, key) for key in file.table("per") for word in _words(file, f"per.{key}")}
    plain = [word for entry in ("recent", "now", "part") for word in _words(file, f"{entry}.words")]
    return PeriodRules(
        relative=relative,
        broken_before=_broken_before(file, [*relative, *per, *plain]),
        broken_after=file.word_lists("broken.after"),
        recent=_words(file, "recent.words"),
        now=_words(file, "now.words"),
        part=_words(file, "part.words"),
        plan={word: _first_year(file, word, year) for word, year in file.table("plan").items()},
        compare_before=_words(file, "compare.before"),
        compare_after=_words(file, "compare.after"),
        per=per,
        total=_words(file, "total.words"),
        total_except=_words(file, "total.except"),
        founded_before=_words(file, "founded.before"),
        founded_after=_words(file, "founded.after"),
        growth=_words(file, "growth.words"),
        won=_words(file, "won.words"),
        staff_shifts=_words(file, "staff.shifts"),
        staff_parts=_words(file, "staff.parts"),
        staff_held=_words(file, "staff.held"),
        staff_nouns=_words(file, "staff.nouns"),
        staff_kinds=_words(file, "staff.kinds"),
        staff_bodies=_words(file, "staff.bodies"),
    )


def _words(file: RuleFile, entry: str) -> tuple[str, ...]:
    words = file.words(entry)
    if not words:
        raise file.error(entry, words, "at least one word", "restore the shipped entry")
    return words


def _broken_before(file: RuleFile, words: list[str]) -> dict[str, str]:
    """By the first two characters of a word: those that make another word of it when one stands before it."""
    found: dict[str, str] = {}
    for keys, characters in file.strings("broken.before").items():
        for key in keys.split():
            pairs = {word[:2] for word in words if word.startswith(key)}
            if not pairs:
                raise file.error(
                    f"broken.before.{key}", key, "the beginning of a word of this file", "add or remove it"
                )
            found |= dict.fromkeys(pairs, characters)
    return found


def _distance(file: RuleFile, key: str) -> int:
    try:
        return int(key)
    except ValueError:
        raise file.error(f"relative.{key}", key, "years from the last year, such as -1", "rename the key") from None


def _first_year(file: RuleFile, word: str, year: object) -> int:
    if not isinstance(year, int) or not EARLIEST <= year <= LATEST:
        raise file.error(f"plan.{word}", year, f"a year from {EARLIEST} to {LATEST}")
    return year


def _frequency(file: RuleFile, key: str) -> Per:
    found = next((per for per in get_args(Per) if per == key), None)
    if found is None:
        raise file.error(f"per.{key}", key, f"one of {', '.join(get_args(Per))}", "rename the key")
    return cast(Per, found)


@cache
def rules() -> PeriodRules:
    """The shipped rules, loaded once."""
    return load_rules()
