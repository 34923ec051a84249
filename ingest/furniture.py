"""Numbers of a page's furniture: its readers, comments, pages left, time to read, price; none of the unit's work.

The words are data in ``ingest/rules/not_quantities.toml``, entry ``page``, compiled once at import.
"""

from __future__ import annotations

from typing import Final

from ingest.rulefile import RULES, RuleFile

_SIGNS: Final = " :([【|·¥"
"""May stand between the words and the number; at most `_MOST_SIGNS` of them."""
_MOST_SIGNS: Final = 3
_APART: Final = frozenset("\n\r\t |·")
"""What stands before a number that begins a line or a button."""
_ENDS: Final = frozenset({"", *_APART})
_CLOSES: Final = frozenset({*_ENDS, *")]】"})


class Furniture:
    """The compiled ``page`` of ``not_quantities.toml``."""

    def __init__(self, file: RuleFile) -> None:
        self._behind, self._ahead = file.word_lists("page.behind"), file.word_lists("page.ahead")
        self._fillers, self._opens = file.words("page.fillers"), ("", *file.words("page.opens"))
        self._buttons = file.word_lists("page.button")
        self.measures = frozenset({*self._behind, *self._ahead, *self._buttons})

    def holds(self, clean: str, start: int, end: int, measure: str) -> bool:
        """Whether words of a page stand around the number at ``start`` whose measure word ends at ``end``."""
        place = self._skipped(clean, start)
        if (behind := self._behind.get(measure)) is not None and clean.endswith(behind, 0, place):
            return True
        if (button := self._buttons.get(measure)) is not None and clean[end : end + 1] in _CLOSES:
            for word in button:
                if clean.endswith(word, 0, place) and clean[place - len(word) - 1 : place - len(word)] in _ENDS:
                    return True
        ahead = self._ahead.get(measure)
        if ahead is None:
            return False
        end += clean[end : end + 1] == " "
        return clean.startswith(ahead, end) and self._begins(clean, start)

    def _skipped(self, clean: str, start: int) -> int:
        """Where the words end that the number at ``start`` stands behind, without signs and 约, 共 between them."""
        for _ in range(_MOST_SIGNS):
            if start and clean[start - 1] in _SIGNS:
                start -= 1
            elif clean.endswith(self._fillers, 0, start):
                start -= max(len(word) for word in self._fillers if clean.endswith(word, 0, start))
            else:
                break
        return start

    def _begins(self, clean: str, start: int) -> bool:
        """Whether the number begins a line or a button, 已有 and the like may stand before it."""
        start -= clean[start - 1 : start] == " "
        for word in self._opens:
            begin = start - len(word)
            if clean.endswith(word, 0, start) and (begin <= 0 or clean[begin - 1] in _APART):
                return True
        return False


FURNITURE: Final = Furniture(RuleFile(RULES / "not_quantities.toml"))
