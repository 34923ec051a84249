"""Word lists of a rules file, read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "rules"


class WordLists:
    """The tables of word lists in one TOML file; every access is checked and errors name file, table and entry."""

    def __init__(self, path: Path) -> None:
        """Read ``path``. Raises ValueError where it is no TOML."""
        self.path = path
        self._checked: dict[tuple[str, str], tuple[str, ...]] = {}
        try:
            self._data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(
                f"{path.name}: {error}; expected TOML; mend the line or restore the shipped rules"
            ) from None

    def table(self, name: str) -> dict[str, Any]:
        """The table ``name``, not empty. Raises ValueError."""
        table = self._data.get(name)
        if not isinstance(table, dict) or not table:
            raise ValueError(
                f"{self.path.name}: [{name}] is missing or empty; expected a table; restore it from the shipped rules"
            )
        return table

    def words(self, name: str, key: str) -> tuple[str, ...]:
        """The words of ``key`` in table ``name``, at least one. Raises ValueError."""
        known = self._checked.get((name, key))
        if known is None:
            known = self._checked[name, key] = self._check(name, key)
        return known

    def _check(self, name: str, key: str) -> tuple[str, ...]:
        words = self.table(name).get(key)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise ValueError(
                f'{self.path.name}: [{name}] {key} is {words!r}; expected a list of words; write it as ["…", "…"]'
            )
        return tuple(words)


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, trying the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
