"""The marks that bear on a value's time: time expressions, frequencies, totals, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import itemgetter

from ingest.language.period_rules import broken, rules
from ingest.language.periods import TimeExpression
from ingest.rulefile import any_of

Mark = tuple[int, int, str, str, TimeExpression | None]
"""(start, end, kind, word, time): a time expression, a frequency, a total, or punctuation, which bear on time.

A plain tuple, as most of the time that finding marks takes would go into making anything else.
"""

WORD_LENGTH = 16
"""No word is longer than this many characters, so that one that begins before an end is read whole."""
_PUNCTUATION = {
    ",": "clause", ":": "clause", ";": "clause", "\n": "line",
    "。": "sentence", "…": "sentence", "!": "sentence", "?": "sentence",
}  # fmt: skip


@cache
def _words_pattern() -> re.Pattern[str]:
    words = rules()
    return re.compile(
        rf"(?P<per>{any_of(words.per)})|(?P<skip>{any_of(words.total_except)})|(?P<total>{any_of(words.total)})"
    )


@cache
def _mark_characters() -> re.Pattern[str]:
    """Where a mark may begin: punctuation, but for the commas inside numbers, and the words.

    One literal begins each alternative, since only so the search skips what begins none.
    """
    words = rules()
    looks = dict.fromkeys(_PUNCTUATION, "") | {",": r"(?:(?<![0-9],)|(?![0-9]{3}(?![0-9])))"}
    rests: dict[str, list[str]] = {}
    for word in (*words.per, *words.total, *words.total_except):
        rests.setdefault(word[0], []).append(word[1:])
    looks |= {first: f"(?={any_of(rest)})" for first, rest in rests.items()}
    return re.compile("|".join(re.escape(first) + look for first, look in looks.items()))


def find_marks(clean: str, times: Iterable[TimeExpression], start: int, end: int) -> list[Mark]:
    """The marks that begin in ``clean[start:end]``, in order; ``times`` are its time expressions, or more."""
    marks: list[Mark] = [(e.start, e.end, "time", "", e) for e in times if e.start < end]
    match, position = _words_pattern().match, start
    for found in _mark_characters().finditer(clean, start, end + WORD_LENGTH):
        place = found.start()
        if place >= end:
            break
        character = clean[place]
        kind = _PUNCTUATION.get(character)
        if kind is not None:
            marks.append((place, place + 1, kind, character, None))
        elif place >= position and (word := match(clean, place)) is not None:
            position = word.end()
            if word.lastgroup == "total" or (word.lastgroup == "per" and not broken(clean, place, position)):
                marks.append((place, position, word.lastgroup, word.group(), None))
    marks.sort(key=itemgetter(0))
    return marks
