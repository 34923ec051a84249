"""The lines that say who a report is of: its title, its signature, a headline, who sent it in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.kinds import of_kind
from ingest.lines import Line
from ingest.names import BRANCH, NAME_CHARACTER, NAME_LENGTH, NO_BRANCH, Candidate, candidates, trimmed
from ingest.naming import any_suffix, is_name
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

FORM = 1500
"""A form that fills in its unit's name does so within this many characters."""
HEADLINE_LENGTH = 60
"""No headline is longer than this many characters."""

_TAIL = re.compile(r"(?:范文|模板|范本|[()\[\]【】0-9一二三四五年度])*$")
_TITLE_PARTS = re.compile(r"[^\s:—\-_|]+(?:\s[^\s:—\-_|]+)*")
_SIGNED_PARTS = re.compile(r"(?:[^\s:]{2,12}:\s?)?[^\s]+")
_NUMBER = r"[一二三四五六七八九十0-9]{1,3}"
_NUMBERING = rf"第?{_NUMBER}篇|(?:篇|范文|例文){_NUMBER}|{_NUMBER}[、.]"
_TITLE_NOISE = re.compile(
    rf"(?:[【\[(<《“]|{_NUMBERING}|[】\])>》:、.\s]|(?:19|20)[0-9Xx]{{2}}(?:[-—~至][0-9]{{2,4}})?年?度?|关于|——|(?:申报|汇报|事迹)材料:)+"
)


@cache
def _title_name() -> re.Pattern[str]:
    suffixes = any_suffix()
    follow = any_of(report_rules().title_follow)
    return re.compile(
        rf"[^。,;:]{{1,36}}?{suffixes}(?:\([^()]{{1,8}}[{BRANCH}]\))?(?=\s?(?:{follow}|$|[“\"《\s0-9(-]))"
    )


def title_names(lines: Iterable[Line]) -> Iterator[Candidate]:
    """The names in the lines that are titles, part by part: a title may stand behind a slogan and a dash."""
    for line in lines:
        if not line.title:
            continue
        for part in _TITLE_PARTS.finditer(line.text):
            noise = _TITLE_NOISE.match(line.text, part.start())
            found = _title_name().match(line.text, noise.end() if noise else part.start(), part.end())
            candidate = trimmed(line.start + found.start(), found.group()) if found else None
            if candidate is not None and is_name(candidate.name, stated=True):
                yield candidate


def titled_name(line: Line) -> str | None:
    """The unit that the title names, or None."""
    return next((candidate.name for candidate in title_names([line])), None)


@cache
def _signature() -> re.Pattern[str]:
    suffixes = any_suffix()
    label = r"(?:(?:申报|上报|报送|报告|汇报|填报|呈报|推荐|创建|参评)?单位(?:名称)?(?:\(盖章\))?:\s?)?[(【—-]{0,3}"
    return re.compile(
        rf"{label}(?P<name>[^。,;:>]{{2,30}}?{suffixes}(?:\([^()]{{1,8}}[{BRANCH}]\))?)(?:党委|党组|党支部|党总支)?[)】]?(?=$|\s|[(]|(?:19|20|二)[0-9〇○零])"
    )


def signature_names(lines: Iterable[Line]) -> Iterator[Candidate]:
    """The names in the short lines that are signatures or fill in a form's 单位."""
    for line in lines:
        if len(line.text) > 48 or line.chrome or line.numbered:
            continue
        for part in _SIGNED_PARTS.finditer(line.text):
            found = _signature().match(line.text, *part.span())
            candidate = trimmed(line.start + found.start("name"), found["name"]) if found else None
            if candidate is not None and is_name(candidate.name, stated=True):
                yield candidate


@cache
def _headline() -> re.Pattern[str]:
    """A headline's first words, or those behind a dash, up to what may be a name's end with a verb, a colon or a
    quotation behind it (县医院:喜获…; 石门村“三大变”)."""
    after = any_of([*report_rules().unit_after, *report_rules().unit_headed])
    name = rf"{NAME_CHARACTER}{{1,{NAME_LENGTH}}}?{any_suffix()}"
    return re.compile(rf"(?:^|[—!:\s|_](?=[^—!:\s|_]))(?P<name>{name})(?=:\S|“|关于|\s?(?:{after})){NO_BRANCH}")


def headline_name(lines: Iterable[Line], kinds: tuple[str, ...]) -> Candidate | None:
    """The unit that a headline above the text has as its subject, of the kinds that the text calls its own."""
    for line in lines:
        if "。" in line.text and not line.chrome:
            return None
        if line.chrome or line.numbered or len(line.text) > HEADLINE_LENGTH:
            continue
        for pattern in (_headline(), _placed_headline()):
            found = candidates(pattern.finditer(line.text), line.text, len(line.text))
            named = [c for c in found if not c.blank and of_kind(c.name, kinds)]
            if named:
                return _moved(max(named, key=lambda c: len(c.name)), line.start)
    return None


@cache
def _placed_headline() -> re.Pattern[str]:
    """A headline's first words, with a place in them, up to what names end with, and a few words behind it."""
    return re.compile(
        rf"^(?P<name>{NAME_CHARACTER}{{2,8}}[市县区镇乡]{NAME_CHARACTER}{{1,16}}{any_suffix()})(?=[\u4e00-\u9fff]{{1,8}}$)"
    )


def _moved(candidate: Candidate, start: int) -> Candidate:
    return Candidate(start + candidate.start, start + candidate.end, candidate.name)


@cache
def _sent() -> re.Pattern[str]:
    label = any_of(report_rules().unit_sources)
    return re.compile(rf"(?:{label}):\s?(?P<name>[^\s,。;:]{{1,26}}?{any_suffix()})(?=[\s)】|]|$)")


@cache
def _stated() -> re.Pattern[str]:
    return re.compile(rf"名称:\s?(?P<name>[^\s,。;:]{{2,26}}?{any_suffix()})(?=[\s。;,(]|$)")


def stated_name(clean: str, start: int, end: int) -> Candidate | None:
    """The unit that a form states (派出所名称:…)."""
    stop = min(end, start + FORM)
    label = clean.find("名称:", start, stop)
    found = _stated().search(clean, label, stop) if label >= 0 else None
    if found is None or not is_name(found["name"], stated=True):
        return None
    return Candidate(*found.span("name"), found["name"])


def sent_name(lines: Iterable[Line], kinds: tuple[str, ...]) -> Candidate | None:
    """Who sent the text in, where that is of the kinds that the text calls its own."""
    for line in lines if kinds else ():
        found = None if "。" in line.text else _sent().search(line.text)
        if found is not None and of_kind(found["name"], kinds) and is_name(found["name"], stated=True):
            return Candidate(line.start + found.start("name"), line.start + found.end("name"), found["name"])
    return None


def parts_reports(line: Line) -> bool:
    """Whether the title is a report's and no section's: it names a unit or 文明, and a report's kind of text."""
    if not _TAIL.sub("", line.text).endswith(report_rules().title_parting):
        return False
    return "文明" in line.text or titled_name(line) is not None
