"""Fingerprints of a report's wording, for finding near copies even when the numbers were dropped.

Two reports are near copies when one holds at least half of the other's five-character runs, counted without digits,
numerals, punctuation and white space (`COPY_CONTAINMENT`).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection

from ingest.types import Report, Text

COPY_CONTAINMENT = 0.5
LEAST_SHINGLES = 8
"""Below this many shingles in the smaller report containment says nothing."""

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


def containment(one: Collection[int], other: Collection[int]) -> float:
    """The share of the smaller set's shingles that the other holds, 0 to 1; 0 where the smaller has too few to tell."""
    smaller, greater = sorted((frozenset(one), frozenset(other)), key=len)
    if len(smaller) < LEAST_SHINGLES:
        return 0.0
    return len(smaller & greater) / len(smaller)
