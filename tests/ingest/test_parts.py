"""Which values a text calls parts of others: cases, and time in proportion to the length."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ingest.catalogue import load
from ingest.extract import extract
from ingest.language.text import prepare
from ingest.mentions import find_mentions
from ingest.parts import find_parts
from ingest.types import Document, Hint

CASES = tomllib.loads((Path(__file__).parent / "cases" / "parts.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case.get("name", case["text"][:16]) for case in CASES])
def test_find_parts(case: dict[str, Any]) -> None:
    text = prepare(case["text"])
    mentions = find_mentions(text)
    assert len(mentions) > 1, "the case must have a whole and a part"
    # The same quote a second time is written with its number.
    seen: list[str] = []
    for mention in mentions:
        count = sum(each.quote == mention.quote for each in mentions[: mentions.index(mention)]) + 1
        seen.append(mention.quote if count == 1 else f"{mention.quote} {count}")
    assert [name for name, part in zip(seen, find_parts(text, mentions), strict=True) if part] == case["parts"]


def test_no_mention_no_part() -> None:
    assert find_parts(prepare("其中没有数字。"), ()) == []


def test_extract_says_what_is_a_part() -> None:
    written = "清溪县林业局2024年文明创建材料\n志愿服务总时长6870小时，其中党员服务2100小时。\n"
    document = Document("a" * 64, "a.txt", "/a.txt", "txt", "utf-8", len(written.encode()), written)
    observations = extract(document, Hint(), load()).observations
    assert [(each.mention.quote, each.timing.is_part) for each in observations] == [
        ("6870小时", False),
        ("2100小时", True),
    ]


def lines_run(task: Callable[[], object]) -> int:
    """Count the lines of Python that a task runs: the same on any machine, however busy."""
    lines = 0

    def count(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        task()
    finally:
        sys.settrace(before)
    return lines


def test_work_is_linear() -> None:
    """One endless sentence of parts: ten times the length is no more than some twelve times the work."""
    work = []
    for count in (1, 200, 2000):  # the first loads the rules
        text = prepare("捐款9万元，其中" + "党员捐款2万元，其中干部分别（含职工1万元、" * count)
        mentions = find_mentions(text)
        work.append(lines_run(lambda text=text, mentions=mentions: find_parts(text, mentions)))
    assert work[2] < 12 * work[1]
