"""Fingerprints of a report's wording, for finding near copies even when the numbers were dropped.

Two reports are near copies when one holds at least half of the other's five-character runs, counted without digits,
numerals, punctuation and white space (`COPY_CONTAINMENT`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from struct import iter_unpack
from sys import hash_info

from ingest.types import Report, Text

COPY_CONTAINMENT = 0.5
LEAST_SHINGLES = 8
"""Below this many shingles in the smaller report containment says nothing."""

MOST_HOLDERS = 64
"""A shingle in more originals than this is boilerplate."""

_PRIME = (1 << 61) - 1
_remainder: Callable[[int], int] = hash if hash_info.modulus == _PRIME else _PRIME.__rmod__
"""The remainder by `_PRIME`: on 64-bit systems a number's hash is just that, and told faster than by dividing."""
_FIFTH = 0xC2B2AE3D27D4EB4F % _PRIME
_IDEOGRAPHS = range(0x4E00, 0xA000)
_NUMERALS = frozenset(map(ord, "一二三四五六七八九十百千万亿两几零数余多约近"))


def _one_of(codes: Iterable[int]) -> str:
    return f"[{''.join(map(chr, codes))}]"


def _scattered(bits: int, shift: int) -> str:
    """A pattern of the ideographs whose codes, scattered by a product, have ``bits`` zero bits from ``shift`` on."""
    return _one_of(code for code in _IDEOGRAPHS if (code * 0x9E3779B1 >> shift) % (1 << bits) == 0)


_KEPT = re.compile(_one_of(code for code in _IDEOGRAPHS if code not in _NUMERALS) + "+")
_SAMPLED = re.compile(f"{_scattered(2, 13)}(?=.{_scattered(1, 12)}..(?<=(.....)))")
"""The 5-grams of the sample, about an eighth of all, told by their first and third characters.

They overlap, so only the first character is matched, and the search skips all that begin none.
"""


def shingles_of(text: Text, reports: Iterable[Report]) -> tuple[tuple[int, ...], ...]:
    """For each report sorted hashes below 2**61 of about an eighth of its 5-grams, numbers and marks dropped."""
    return _remembered(text.clean, tuple((report.start, report.end) for report in reports))


@lru_cache(maxsize=1)
def _remembered(clean: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Those of the last text: its copies are told by them, and then they are kept."""
    return tuple(_shingles(clean, *span) for span in spans)


def _shingles(clean: str, start: int, end: int) -> tuple[int, ...]:
    kept = "".join(_KEPT.findall(clean, start, end))
    grams = "".join(_SAMPLED.findall(kept)).encode("utf-16-le")
    return tuple(sorted({_remainder(four + fifth * _FIFTH) for four, fifth in iter_unpack("<QH", grams)}))


def originals(marks: Sequence[Sequence[int]]) -> list[int | None]:
    """For each report's shingles the index of the first earlier report that it nearly copies, else None.

    Only originals are compared with, and a shingle that very many of them share tells none of them apart, so the time
    grows with the text and not with the number of pairs.
    """
    again = _repeated(marks)
    holders: dict[int, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for i, own in enumerate(marks):
        met = again.intersection(own)
        shared = Counter(j for mark in met for j in holders.get(mark, ()))
        close = (j for j, count in shared.items() if _near(count, min(len(own), len(marks[j]))))
        original = min(close, default=None)
        found.append(original)
        if original is None:
            for mark in met:
                if len(holders[mark]) < MOST_HOLDERS:
                    holders[mark].append(i)
    return found


def _repeated(marks: Iterable[Iterable[int]]) -> set[int]:
    """The shingles of more than one report: few, where the reports are no copies, and only they say anything."""
    seen, again = set[int](), set[int]()
    for own in map(set, marks):
        again |= seen & own
        seen |= own
    return again


def _near(shared: int, smaller: int) -> bool:
    return smaller >= LEAST_SHINGLES and shared >= COPY_CONTAINMENT * smaller
