"""Who a report is of and which title it is about, as the report itself writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.lines import Line, lines_of, report_rules
from ingest.types import Text
from ingest.wordlists import any_of

HEAD_LINES = 14
"""A report's title stands among its first lines."""
TAIL_LINES = 12
"""A report's signature stands among its last lines."""
LEAD = 700
"""The unit names itself as a subject within this many characters of the body."""

_TIMES = r"[一二两三四五六七八九十几多近0-9]{1,3}年(?:多?来|以来)"
_TITLE_NOISE = re.compile(r"^(?:(?:19|20)[0-9X]{2}(?:[-—~至][0-9]{2,4})?年?(?:度)?|[【\[(<《]?第?[一二三四五六七八九十0-9]{1,3}篇[】\])>》]?[::、.\s]*|[【\[(]?篇[一二三四五六七八九十0-9]{1,3}[】\])]?[::、.\s]*|[0-9一二三四五六七八九十]{1,2}[、.]|关于|(?:文明单位)?(?:申报|汇报|事迹)?材料[::]|[《“])+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    score: int


def unit_name(text: Text, start: int, end: int) -> str | None:
    """The fullest name that the report gives its unit, as in the raw text; None where it only says 我局.

    Title and signature go before the body, and a real name before one with placeholders.
    """
    lines = lines_of(text.clean, start, end)
    named = [*_title_names(lines[:HEAD_LINES]), *_signature_names(lines)]
    body = _body_name(text.clean, start, end)
    real = [c for c in named if not _has_placeholder(text.clean[c.start : c.end])]
    if real:
        chosen = max(real, key=lambda c: (c.score, c.end - c.start))
    elif body is not None and (not named or not _has_placeholder(text.clean[body.start : body.end])):
        chosen = body
    elif named:
        chosen = max(named, key=lambda c: (c.score, c.end - c.start))
    else:
        return None
    return text.raw[chosen.start : chosen.end]


def _has_placeholder(name: str) -> bool:
    return any(mark in name for mark in report_rules().words("unit", "placeholders"))


def _is_name(name: str) -> bool:
    """Whether the words name a unit rather than a kind of unit or a body above it."""
    rules = report_rules()
    if len(name) < 3 or name.startswith(("我", "本", "全", "各", "该")) or name in rules.words("unit", "generic") or name in rules.words("unit", "suffixes"):
        return False
    return not any(word in name for word in rules.words("unit", "others"))


@cache
def _title_name() -> re.Pattern[str]:
    suffixes = any_of(report_rules().words("unit", "suffixes"))
    follow = any_of(report_rules().words("title", "follow"))
    return re.compile(rf"[^。,;::]{{1,36}}?(?:{suffixes})(?=\s?(?:{follow}|$|[“\"《\s0-9(-]))")


def _title_names(lines: list[Line]) -> Iterator[_Candidate]:
    for line in lines:
        if line.chrome or len(line.text) > 60 and "。" in line.text[:60]:
            continue
        noise = _TITLE_NOISE.match(line.text)
        offset = noise.end() if noise else 0
        found = _title_name().match(line.text, offset)
        if found and (line.title or found.end() == len(line.text)) and _is_name(found.group()):
            yield _trimmed(line.start + found.start(), found.group(), 2)


@cache
def _edge() -> re.Pattern[str]:
    """What running text puts before a name: 两年来, 作为, 关于."""
    return re.compile(rf"(?:{_TIMES}|{any_of(report_rules().words('unit', 'before'))})+")


def _trimmed(start: int, name: str, score: int) -> _Candidate:
    edge = _edge().match(name)
    cut = edge.end() if edge else 0
    return _Candidate(start + cut, start + len(name), score)


@cache
def _signature() -> re.Pattern[str]:
    suffixes = any_of(report_rules().words("unit", "suffixes"))
    return re.compile(rf"(?:(?:申报|报送|报告|汇报|填报|呈报)?单位(?:名称)?[::]\s?)?(?P<name>[^。,;::]{{2,30}}?(?:{suffixes}))(?:党委|党组|党支部|党总支)?(?=$|\s|[(]|(?:19|20|二)[0-9〇○零])")


def _signature_names(lines: list[Line]) -> Iterator[_Candidate]:
    for line in lines[-TAIL_LINES:]:
        if len(line.text) > 48 or line.chrome:
            continue
        found = _signature().match(line.text)
        if found and _is_name(found["name"]):
            yield _trimmed(line.start + found.start("name"), found["name"], 2)


@cache
def _body_pattern() -> re.Pattern[str]:
    rules = report_rules()
    before, suffixes, after = (any_of(rules.words("unit", key)) for key in ("before", "suffixes", "after"))
    return re.compile(rf"(?:(?<=[\n。,;:(“])|(?<=[年来以]来)|(?:{before}))\s*(?P<name>[^\s,。;::、!?“”\"《》()的了]{{1,24}}(?:{suffixes}))(?=\s?(?:{after}))")


def subject_name(line: str) -> str | None:
    """The unit that the line, or the first clause behind its time words, has as its subject; None where there is none."""
    found = _body_pattern().search("\n" + line)
    if found is None:
        return None
    candidate = _trimmed(0, found["name"], 0)
    name = found["name"][candidate.start :]
    return name if _is_name(name) else None


@cache
def _placeholder_pattern() -> re.Pattern[str]:
    marks, suffixes = (any_of(report_rules().words("unit", key)) for key in ("placeholders", "suffixes"))
    name = rf"(?:{marks})+(?:[省市州县区镇乡](?:{marks})*)*[^\s,。;::、!?“”《》()的了与和]{{0,12}}?(?:{suffixes})"
    return re.compile(name)


def _body_name(clean: str, start: int, end: int) -> _Candidate | None:
    """The name that the body uses most for its own unit, subjects of its opening weighing more."""
    first: dict[str, _Candidate] = {}
    weight: Counter[str] = Counter()
    lead = start + LEAD
    for found in _body_pattern().finditer("\n" + clean[start:end]):
        place, name = start + found.start("name") - 1, found["name"]
        candidate = _trimmed(place, name, 1)
        name = clean[candidate.start : candidate.end]
        if not _is_name(name):
            continue
        first.setdefault(name, candidate)
        weight[name] += 4 if place < lead else 1
        weight[name] += 6 if clean.startswith("(以下简称", candidate.end) else 0
    if first and not all(_has_placeholder(name) for name in first):
        real = [name for name in first if not _has_placeholder(name)]
        return first[max(real, key=lambda name: (weight[name], len(name)))]
    for found in _placeholder_pattern().finditer(clean, start, end):
        if _is_name(found.group()):
            first.setdefault(found.group(), _Candidate(found.start(), found.end(), 0))
            weight[found.group()] += 1
    return first[max(first, key=lambda name: (weight[name], len(name)))] if first else None


@cache
def _level_pattern() -> re.Pattern[str]:
    rules = report_rules()
    grades, middles, kinds, ranks = (any_of(rules.words("level", key)) for key in ("grades", "middles", "kinds", "ranks"))
    return re.compile(rf"(?P<grade>{grades})?(?:{middles})*(?:{kinds})(?:{ranks})?")


def title_level(text: Text, start: int, end: int) -> str | None:
    """The title that the report applies for or reports on (市级文明单位), as in the raw text; None where it names none."""
    clean, rules = text.clean, report_rules()
    lines = lines_of(clean, start, end)
    titles = [(line.start, line.end) for line in lines[:HEAD_LINES] if line.title]
    weight: Counter[str] = Counter()
    raw: dict[str, str] = {}
    for found in _level_pattern().finditer(clean, start, end):
        before, after = clean[max(start, found.start() - 8) : found.start()], clean[found.end() : found.end() + 6]
        applied = any(word in before for word in rules.words("level", "applied_before")) or after.startswith(rules.words("level", "applied_after"))
        won = any(word in before for word in rules.words("level", "won_before"))
        titled = any(first <= found.start() < last for first, last in titles)
        if not applied and not titled:
            continue
        raw.setdefault(found.group(), text.raw[found.start() : found.end()])
        weight[found.group()] += (3 if titled else 2) * (1 if not won else 0) + (3 if found["grade"] else 0)
    return raw[max(raw, key=lambda level: weight[level])] if raw else None
