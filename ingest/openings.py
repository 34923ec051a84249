"""The units whose names open a line or a clause without a verb behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.names import NAME_CHARACTER, NAME_LENGTH, Candidate, trimmed
from ingest.naming import any_suffix, is_name, long_suffix, suffixed
from ingest.rulefile import any_of

VISITED = ("走进", "来到", "走入", "步入")
"""Before a name: how a report from a unit's place opens."""
_VISITORS = (
    "让我们",
    "让我们一起",
    "我们一起",
    "带您",
    "带你",
    "记者",
    "笔者",
    "近日记者",
    "当你",
    "每当",
    "如今",
    "今天",
    "现在",
    "眼下",
    "每次",
    "一",
)
"""Who visits."""
_RUN_ON = re.compile(r"[在对为将把被以从向是有成推给到]")
"""In what follows a name these show that the sentence goes on."""


@cache
def _opening() -> re.Pattern[str]:
    """A clause's first words up to their last suffix of at least two characters, whatever follows."""
    name = f"{NAME_CHARACTER}{{1,{NAME_LENGTH}}}{long_suffix()}"
    return re.compile(rf"[\n,。;:—][ \t]{{0,8}}(?:(?:{any_of(_VISITORS)})?(?:{any_of(VISITED)}))?(?P<name>{name})")


@cache
def _placed_opening() -> re.Pattern[str]:
    """A clause's first words with a place in them, up to the first suffix, even of one character (云川市公安局)."""
    name = f"{NAME_CHARACTER}{{1,8}}?[省市县区州旗盟]{NAME_CHARACTER}{{1,14}}?{any_suffix()}"
    return re.compile(rf"[\n,。;:][ \t]{{0,8}}(?P<name>{name})")


@cache
def _first_opening() -> re.Pattern[str]:
    return re.compile(rf"{NAME_CHARACTER}{{1,{NAME_LENGTH}}}?{any_suffix()}")


def openings(clean: str, start: int, end: int) -> Iterator[Candidate]:
    """The units whose names open a line, whatever follows, or a clause where the name comes back.

    They go up to the last suffix where that is a name, else to the first; where a place stands in them, those of one
    character count, too, in a clause whose name comes back.
    """
    # A line break in front stands for the beginning of the text, so that each clause begins behind a mark.
    words = ("\n" if start == 0 or clean[start - 1] == "\n" else " ") + clean[start:end]
    for match in _opening().finditer(words):
        place, name = start - 1 + match.start("name"), match["name"]
        first = _first_opening().match(name)
        if first is None or not _RUN_ON.search(name, first.end()):
            whole = trimmed(place, name)
        else:
            whole = trimmed(place, first.group())
        lined = "\n" in words[max(0, match.start() - 1) : match.start() + 1]
        again = lined or clean.startswith(VISITED, place - 2) or clean.find(whole.name, whole.end, end) >= 0
        if again and suffixed(whole.name) and is_name(whole.name):
            yield whole
    for match in _placed_opening().finditer(words):
        whole = trimmed(start - 1 + match.start("name"), match["name"])
        if clean.find(whole.name, whole.end, end) >= 0 and suffixed(whole.name) and is_name(whole.name):
            yield whole
