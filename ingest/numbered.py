"""The numbered heads of a collection: 篇一, 范文2, 【篇二】, 第三篇."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.lines import Line, numeral
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

LEAST_HEADED = 80
"""A report under a numbered head has at least this many characters."""

_INLINE_HEAD = re.compile(
    r"(?:第([一二三四五六七八九十]{1,3}|[0-9]{1,2})篇|篇([一二三四五六七八九十]{1,3}|[0-9]{1,2}))[】\])]?(?=[::\s】])"
)
_HEAD_EDGE = re.compile(r"[。>!\s]([【\[(]?)$")
_MAY_INLINE = re.compile(
    "篇(?:[一二三四五六七八九十0-9]|(?<=第[一二三四五六七八九十0-9]篇)"
    "|(?<=第[一二三四五六七八九十0-9]{2}篇)|(?<=第[一二三四五六七八九十]{3}篇))"
)
"""Most texts hold no such head, which its 篇 tells at once."""
_MAY_HEAD = re.compile(r"[篇范例样模一二三四五六七八九十0-9](?:(?<=[篇范例样模])|\s?[)】\]]?$)")


@cache
def _head_pattern() -> re.Pattern[str]:
    words, nouns = any_of(report_rules().collection_words), any_of(report_rules().title_nouns)
    number = r"([一二三四五六七八九十]{1,3}|[0-9]{1,2})"
    return re.compile(
        rf"[【\[(<《〖]?第{number}篇[】\])>》〗]?(?:[::\s、.].{{0,60}})?"
        rf"|[【\[(<《〖]?(?:{words})\s?{number}[】\])>》〗]?(?:[::\s、.].{{0,60}}|[^。]{{0,40}})?"
        rf"|[^。]{{2,50}}?[\s(【\[—-]*(?:{words})\s?{number}[)】\]]?"
        rf"|[^。]{{2,50}}?(?:{nouns})[》”]?[(【\[]\s?第?{number}篇?\s?[)】\]]"
        rf"|[^。,]{{2,40}}(?:{nouns})\s?共?{number}"
    )


def collection_heads(clean: str, lines: Sequence[Line]) -> list[int]:
    """Starts of the second and later reports of a numbered collection, the numbers rising one by one."""
    headed = [(line, numeral(words)) for line in lines if (words := _head_number(line))]
    numbered = [(line.start, number) for line, number in headed]
    for start, number in _inline_heads(clean):
        place = bisect_right(headed, start, key=lambda head: head[0].start)
        if not place or headed[place - 1][0].end <= start:
            numbered.append((start, number))
    chain = _rising(clean, sorted(numbered))
    return [start for start, number in chain if number > 1 and start > lines[0].start]


def _inline_heads(clean: str) -> Iterator[tuple[int, int]]:
    """Where heads such as 篇二: stand within a line, and their numbers."""
    for m in _INLINE_HEAD.finditer(clean) if _MAY_INLINE.search(clean) else ():
        edge = _HEAD_EDGE.search(clean[max(0, m.start() - 2) : m.start()])
        if edge:
            yield m.start() - len(edge[1]), numeral(m[1] or m[2])


def _head_number(line: Line) -> str | None:
    if len(line.text) > 70 or not _MAY_HEAD.search(line.text) or line.chrome:
        return None
    found = _head_pattern().fullmatch(line.text)
    return next((group for group in found.groups() if group), None) if found else None


def _rising(clean: str, numbered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The chain 1, 2, 3 … (or 2, 3 … where the first has no head) whose members each have a body."""
    chain: list[tuple[int, int]] = []
    for position, (start, number) in enumerate(numbered):
        end = numbered[position + 1][0] if position + 1 < len(numbered) else len(clean)
        if end - start < LEAST_HEADED:
            continue
        expected = chain[-1][1] + 1 if chain else number
        if number == expected and (chain or number <= 2):
            chain.append((start, number))
    return chain if chain and chain[-1][1] > 1 else []
