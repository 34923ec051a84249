"""Quantities: marked sentences, planted quantities, hostile text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ingest.language.text import prepare
from ingest.mentions import find_mentions
from ingest.types import Mention

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\{([^{}|]+)\|(\S+) (\S+?)(?: (about|over|under))?\}")

Expected = tuple[int, str, float | None, str, str]


def read_marked(marked: str) -> tuple[str, list[Expected]]:
    """The text of a marked sentence, and its quantities: start, quote, value, unit, qualifier."""
    plain, expected, end = "", [], 0
    for mark in _MARK.finditer(marked):
        plain += marked[end : mark.start()]
        value = None if mark[2] == "?" else float(mark[2])
        expected.append((len(plain), mark[1], value, mark[3].replace("_", ""), mark[4] or "exact"))
        plain += mark[1]
        end = mark.end()
    return plain + marked[end:], expected


def load_cases() -> list[object]:
    found = []
    for path in sorted(CASES.glob("mentions*.toml")):
        for group, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for number, marked in enumerate(table["cases"], 1):
                found.append(pytest.param(marked, id=f"{path.stem}-{group}-{number}"))
    return found


def as_expected(mention: Mention) -> Expected:
    return mention.start, mention.quote, mention.value, mention.unit, mention.qualifier


def near(found: Expected, expected: Expected) -> bool:
    if found[2] is None or expected[2] is None:
        return found == expected
    return found[:2] + found[3:] == expected[:2] + expected[3:] and found[2] == pytest.approx(expected[2], rel=1e-5)


@pytest.mark.parametrize("marked", load_cases())
def test_marked_sentence(marked: str) -> None:
    raw, expected = read_marked(marked)
    found = [as_expected(mention) for mention in find_mentions(prepare(raw))]
    assert len(found) == len(expected) and all(map(near, found, expected)), f"found {found}\nexpected {expected}"
