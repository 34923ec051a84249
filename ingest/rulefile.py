"""Read a rules file (TOML under ``ingest/rules``) and complain about an entry by name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.errors import RulesError

RULES = Path(__file__).parent / "rules"


class RuleFile:
    """One rules file as read; its readers check each entry's type and name file and entry when it is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._data = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise RulesError(
                path.name, f"the file cannot be read ({error.strerror})", "a rules file", "restore it"
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RulesError(path.name, f"no valid TOML ({error})", "TOML in UTF-8", "correct that line") from None

    def error(self, entry: str, found: object, expected: str, remedy: str = "correct that entry") -> RulesError:
        """The error to raise for ``entry``."""
        return RulesError(f"{self.path.name}, {entry}", f"found {found!r}", f"expected {expected}", remedy)

    def table(self, entry: str) -> dict[str, Any]:
        """The table at a dotted ``entry``; empty when it is absent."""
        found: Any = self._data
        for key in entry.split("."):
            found = found.get(key, {}) if isinstance(found, dict) else None
        if not isinstance(found, dict):
            raise self.error(entry, found, "a table")
        return found

    def words(self, entry: str) -> tuple[str, ...]:
        """Words at ``entry``: a list of strings, or one string with blanks between the words."""
        parent, _, key = entry.rpartition(".")
        found = self.table(parent).get(key)
        if isinstance(found, str):
            return tuple(found.split())
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise self.error(entry, found, "a list of words, or one string of words with blanks between them")
        return tuple(found)

    def word_lists(self, entry: str) -> dict[str, tuple[str, ...]]:
        """Word to list of words, for every key of the table ``entry``."""
        return {key: self.words(f"{entry}.{key}") for key in self.table(entry)}

    def strings(self, entry: str) -> dict[str, str]:
        """Word to string, for every key of the table ``entry``."""
        table = self.table(entry)
        for key, value in table.items():
            if not isinstance(value, str):
                raise self.error(f"{entry}.{key}", value, "a string")
        return table

    def number(self, entry: str) -> int:
        """The whole number at ``entry``, at least 1."""
        parent, _, key = entry.rpartition(".")
        found = self.table(parent).get(key)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise self.error(entry, found, "a whole number of at least 1")
        return found

    def numbers(self, entry: str) -> tuple[int, ...]:
        """Whole numbers at ``entry``."""
        parent, _, key = entry.rpartition(".")
        found = self.table(parent).get(key)
        if not isinstance(found, list) or not all(isinstance(number, int) for number in found):
            raise self.error(entry, found, "a list of whole numbers")
        return tuple(found)


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, trying the longest first.

    The words are grouped by their first characters: of hundreds, only those that begin as the text does are tried.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[:1], []).append(word[1:])
    empty = groups.pop("", None)
    branches = [re.escape(first) + _any_tail(tails) for first, tails in groups.items()]
    return "|".join([*branches, *([] if empty is None else [""])])


def _any_tail(tails: list[str]) -> str:
    return re.escape(tails[0]) if len(tails) == 1 else f"(?:{any_of(tails)})"
