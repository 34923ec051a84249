"""Fingerprints of a report's wording, for finding near copies even when the numbers were dropped.

Two reports are near copies when one holds at least half of the other's five-character runs, counted without digits,
numerals, punctuation and white space (`COPY_CONTAINMENT`).
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.types import Report, Text

COPY_CONTAINMENT = 0.5
LEAST_SHINGLES = 8
"""Below this many shingles in the smaller report containment says nothing."""

MOST_HOLDERS = 64
"""A shingle in more originals than this is boilerplate."""

_SAMPLE = 8
_PRIME = (1 << 61) - 1
_FACTOR = 0x9E3779B97F4A7C15 % _PRIME
_FIFTH = 0xC2B2AE3D27D4EB4F % _PRIME
_DROPPED = re.compile(r"[^\u4e00-\u9fff]+|[一二三四五六七八九十百千万亿两几零数余多约近]+")


def shingles(text: Text, report: Report) -> tuple[int, ...]:
    """Sorted hashes below 2**61 of a stable eighth of the report's character 5-grams, numbers and marks dropped."""
    kept = _DROPPED.sub("", text.clean[report.start : report.end])
    units = kept.encode("utf-16-le")
    fifth = array("H", units)[4:]
    found = {
        value
        for offset in range(4)
        for first, last in zip(_fours(units, offset), fifth[offset::4], strict=False)
        if (value := (first * _FACTOR + last * _FIFTH) % _PRIME) % _SAMPLE == 0
    }
    return tuple(sorted(found))


def _fours(units: bytes, offset: int) -> array[int]:
    """The four-character runs that begin at ``offset``, ``offset + 4``, …, each as one 64-bit number."""
    start = 2 * offset
    fours = array("Q")
    fours.frombytes(units[start : start + (len(units) - start) // 8 * 8])
    return fours


def originals(marks: Sequence[Sequence[int]]) -> list[int | None]:
    """For each report's shingles the index of the first earlier report that it nearly copies, else None.

    Only originals are compared with, and a shingle that very many of them share tells none of them apart, so the time
    grows with the text and not with the number of pairs.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for i, own in enumerate(marks):
        shared = Counter(j for mark in own for j in holders.get(mark, ()))
        close = (j for j, count in shared.items() if _near(count, min(len(own), len(marks[j]))))
        original = min(close, default=None)
        found.append(original)
        if original is None:
            for mark in own:
                if len(holders[mark]) < MOST_HOLDERS:
                    holders[mark].append(i)
    return found


def _near(shared: int, smaller: int) -> bool:
    return smaller >= LEAST_SHINGLES and shared >= COPY_CONTAINMENT * smaller
