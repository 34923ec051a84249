"""The subjects of a text's clauses, and which of them is the unit whose text it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ingest.kinds import of_kind, spoken_kinds
from ingest.language.text import prepare
from ingest.lines import lines_of
from ingest.names import (
    FIRST_WORDS,
    NAME_CHARACTER,
    NAME_LENGTH,
    Candidate,
    blank_marks,
    candidates,
    placeholder,
    subjects,
)
from ingest.naming import any_suffix
from ingest.openings import VISITED, openings
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

LEAD = 700
"""Subjects within this many characters of the start weigh more: there a unit introduces itself."""
READ = 6000
"""A unit that has not named itself within this many characters has no name."""
INTRODUCTION = 3
"""What a name weighs more that opens the text or is introduced by its founding."""
TIME_WORDS = 8
"""Words of time before the first subject (近年来,) are no longer than this, in characters."""
LEAD_WEIGHT = 4
"""What a name in the opening weighs against one behind it."""
TITLES = 120
"""Behind at most so many characters of titles, a subject among the body's first words is the unit."""

PLACE = re.compile(r"[省市县区州旗镇乡村盟第国]")
_INTRODUCED = re.compile(r",?\s?(?:\(以下简称|位于|成立于|始建|是|现有|地处|隶属|坐落|创建于|创办|共有|下辖|辖)")
_DASHED = re.compile(r"[\n。,;\s](?P<name>—{1,2}[镇乡村县市区局校院])(?=位于|地处|是|现|党|全|始终|坚持)")
_FIRMS = ("有限公司", "有限责任公司", "总公司")
"""How firms' names end, which are names without a place, too."""
_TOWARDS = ("到", "赴", "往", "去", "向", "对", "与", "被", "给")
"""Before a name these say that it is another's."""
_FOUNDED = re.compile(r",?\s?(?:成立于|始建|建制于|创建于|创办于|组建于|位于|地处|坐落|现有|下辖)")


def body_or(blank: Sequence[Candidate], clean: str, start: int, end: int) -> Candidate | None:
    """The body's real name for the same kind of unit, else the fullest with placeholders."""
    body = _body_name(clean, start, end)
    if body is not None and (not blank or (not body.blank and any(body.name[-1] == other.name[-1] for other in blank))):
        return body
    kinds = spoken_kinds(clean, start, end)
    alike = body is not None and any(body.name[-2:] == other.name[-2:] for other in blank)
    same = [body] if body is not None and (alike or (kinds and body.blank)) else []
    return max([*blank, *same], key=fullness) if blank else None


@lru_cache(maxsize=1)
def _body_name(clean: str, start: int, end: int) -> Candidate | None:
    """The name that the body uses most for its own unit, subjects of its opening weighing more."""
    stop = min(end, start + READ)
    kinds = spoken_kinds(clean, start, end)
    own = [c for c in body_subjects(clean, start, end) if of_kind(c.name, kinds)]
    weights = _weights(own, clean, start)
    body = start + min(len(clean[start:stop]) - len(clean[start:stop].lstrip()), stop - start)
    real = [c for c in own if not c.blank]
    prose = next((line.start for line in lines_of(clean, start, end) if "。" in line.text and not line.chrome), body)
    provincial = {c.name for c in real if c.name.startswith(report_rules().unit_provinces)}
    lone = provincial if len(provincial) == 1 else set[str]()  # several are winners or members in a list
    chosen = [c for c in real if c.name in lone or _plausible(c, weights, clean, body, prose)] or [
        c
        for c in openings(clean, start, min(stop, start + LEAD))
        if not c.blank and of_kind(c.name, kinds)
        if PLACE.search(c.name[:-1]) or (kinds and 0 <= c.start - prose < FIRST_WORDS) or _again(c, clean, start, stop)
    ]
    if not chosen:
        blank = [c for c in own if c.blank] or _blanks(clean, start, stop, kinds)
        if blank:
            return max(blank, key=fullness)
        chosen = (real if kinds else []) or _dashed(clean, start, stop)
    for c in real:
        weights[c.name] += INTRODUCTION * (_opens(clean, prose, c.start) + (_FOUNDED.match(clean, c.end) is not None))
    return max(chosen, key=lambda c: (weights[c.name], len(c.name), -c.start)) if chosen else None


def _opens(clean: str, prose: int, start: int) -> bool:
    """Whether the first sentence has its first subject at ``start``, behind words of time at most (近年来,)."""
    return start == prose or (prose < start <= prose + TIME_WORDS and clean[start - 1] == ",")


def _again(name: Candidate, clean: str, start: int, stop: int) -> bool:
    """Whether a unit that is visited is named elsewhere, or a place's branch is called by its brand again."""
    if clean.startswith(VISITED, name.start - 2) and clean.count(name.name, start, stop) > 1:
        return True
    return name.name.endswith(report_rules().unit_brands) and clean.find(name.name, name.end, stop) >= 0


def _blanks(clean: str, start: int, stop: int, kinds: tuple[str, ...]) -> list[Candidate]:
    """The names with placeholders of one of the kinds, wherever they stand, but not what is done to another's."""
    found = candidates(placeholder().finditer(clean, start, stop), clean, stop)
    return [c for c in found if of_kind(c.name, kinds) and not clean.startswith(_TOWARDS, c.start - 1)]


def _dashed(clean: str, start: int, stop: int) -> list[Candidate]:
    """The name of which a dash is left (—镇位于…)."""
    found = _DASHED.search(clean, start, stop) if clean.find("—", start, stop) >= 0 else None
    return [] if found is None else [Candidate(*found.span("name"), found["name"])]


def fullness(name: Candidate) -> tuple[int, int]:
    """How full a name with placeholders is: by how many stand in it, then by its length."""
    return len(_blank_runs().findall(name.name)), len(name.name)


@cache
def _blank_runs() -> re.Pattern[str]:
    return re.compile(f"[{blank_marks()}]+")


def _plausible(candidate: Candidate, weights: Counter[str], clean: str, body: int, prose: int) -> bool:
    """Whether the subject may be a name: it holds a place, introduces itself, comes back, or opens body or prose."""
    if 0 <= candidate.start - prose < FIRST_WORDS or candidate.name.endswith(_FIRMS):
        return True
    line = clean.rfind("\n", body, candidate.start) + 1 or body
    if candidate.start - line < FIRST_WORDS and line - body < TITLES:
        return True
    if PLACE.search(candidate.name[:-1]) or _INTRODUCED.match(clean, candidate.end):
        return True
    return weights[candidate.name] > LEAD_WEIGHT


def _weights(named: Iterable[Candidate], clean: str, start: int) -> Counter[str]:
    """How much each name was used: most where it has a short form of its own, more in the opening than behind it."""
    weights: Counter[str] = Counter()
    for candidate in named:
        weights[candidate.name] += LEAD_WEIGHT if candidate.start < start + LEAD else 1
        weights[candidate.name] += 6 if clean.startswith("(以下简称", candidate.end) else 0
    return weights


@lru_cache(maxsize=1)
def body_subjects(clean: str, start: int, end: int) -> tuple[Candidate, ...]:
    """The units that are subjects of the text's clauses, in order, and those glued to a title or a number."""
    stop = min(end, start + READ)
    tail = max(stop, end - LEAD)
    found = [c for span in ((start, stop), (tail, end)) for c in subjects(clean, *span)]
    glued = candidates(_glued_names(clean, start, min(stop, start + LEAD)), clean, end)
    known = {c.start for c in found}
    return tuple(sorted([*found, *(c for c in glued if c.start not in known)], key=lambda c: c.start))


def _glued_names(clean: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names in ``clean[start:end]`` that are glued to what stands before them."""
    while found := _glued().search(clean, start, end):
        # What stands before a blank may belong to the name found last: then nothing is left for this one.
        if found.start() == start and found.group()[0].isspace():
            start += 1
            continue
        yield found
        start = found.end()


@cache
def _glued() -> re.Pattern[str]:
    """A name behind a title, a heading or a number without a mark between them (…汇报材料临江站现有职工…).

    One literal begins each alternative of what stands before it, since only so the search skips what begins none.
    """
    rules = report_rules()
    nouns = [word for word in rules.title_nouns if len(word) > 1]
    # Those that a prepared text still has.
    blanks = sorted({re.escape(prepare(mark).clean) for mark in map(chr, range(0x3001)) if mark.isspace()})
    before = [rf"{re.escape(noun)}(?:{any_of(nouns)})*" for noun in sorted(nouns, key=len, reverse=True)]
    before += [r"、(?<=[0-9一二三四五六七八九十].)", r"\.(?<=[0-9一二三四五六七八九十].)"]
    before += ["授予", "命名", *(rf"{blank}(?<=[!>\-\u4e00-\u9fff].)" for blank in blanks)]
    after = any_of([*rules.unit_after, *rules.title_follow])
    return re.compile(
        rf"(?:{'|'.join(before)})(?:基本情况|概况|简介|[_|-])?"
        rf"(?P<name>{NAME_CHARACTER}{{1,{NAME_LENGTH}}}?{any_suffix()})(?=“|\s?(?:{after}))",
        re.DOTALL,
    )
