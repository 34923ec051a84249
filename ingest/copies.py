"""Fingerprints of a report's wording, for finding near copies even when the numbers were dropped.

Two reports are near copies when one holds at least half of the other's five-character runs, counted without digits,
numerals, punctuation and white space (`COPY_CONTAINMENT`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from struct import iter_unpack

from ingest.types import Report, Text

COPY_CONTAINMENT = 0.5
LEAST_SHINGLES = 8
"""Below this many shingles in the smaller report containment says nothing."""

MOST_HOLDERS = 64
"""A shingle in more originals than this is boilerplate."""

_PRIME = (1 << 61) - 1
_FIFTH = 0xC2B2AE3D27D4EB4F % _PRIME
_IDEOGRAPHS = range(0x4E00, 0xA000)
_NUMERALS = frozenset(map(ord, "一二三四五六七八九十百千万亿两几零数余多约近"))


def _one_of(codes: Iterable[int]) -> str:
    return f"[{''.join(map(chr, codes))}]"


def _scattered(bits: int, shift: int) -> str:
    """A pattern of the ideographs whose codes, scattered by a product, have ``bits`` zero bits from ``shift`` on."""
    return _one_of(code for code in _IDEOGRAPHS if (code * 0x9E3779B1 >> shift) % (1 << bits) == 0)


_KEPT = re.compile(_one_of(code for code in _IDEOGRAPHS if code not in _NUMERALS) + "+")
_SAMPLED = re.compile(f"(?=({_scattered(2, 13)}.{_scattered(1, 12)}..))")
"""The 5-grams of the sample, about an eighth of all, told by their first and third characters."""


def shingles(text: Text, report: Report) -> tuple[int, ...]:
    """Sorted hashes below 2**61 of about an eighth of the report's character 5-grams, numbers and marks dropped."""
    kept = "".join(_KEPT.findall(text.clean, report.start, report.end))
    grams = "".join(set(_SAMPLED.findall(kept))).encode("utf-16-le")
    return tuple(sorted({(four + fifth * _FIFTH) % _PRIME for four, fifth in iter_unpack("<QH", grams)}))


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
