"""Which words of running text hold a unit's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.kinds import of_kind
from ingest.lines import REMEMBERED
from ingest.naming import (
    any_suffix,
    is_name,
    last_characters,
    praised_kind,
    suffixed,
    suffixes,
    told_by_two,
)
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

FIRST_WORDS = 40
"""A line's first subject stands within this many characters."""
NAME_LENGTH = 26

_TIMES = r"[一二两三四五六七八九十几多近0-9]{1,3}年(?:多?来|以来)"
NAME_CHARACTER = r"[^\s,。;:、!?“”\"《》()的了和与及>—]"
_LED = re.compile(r"(?:\([^()]{1,8}\))?的[^,。;]{0,6}?(?:领导|指导|支持|关怀|帮助)")
"""Behind a name: it is above the unit."""
BRANCH = "部局司心处站所院校会队"
"""What a name in parentheses behind a unit's name ends in: 烟草专卖局(公司)."""
_BRANCHED = re.compile(rf"\([^()以下简称原]{{1,8}}(?:[{BRANCH}]|[中小大]学)\)")
_TITLED = re.compile(r".*[】\]]|.{2,}(?:材料|汇报|总结|报告|情况)[_|-]?")
"""A title to which the name is glued."""
NO_BRANCH = r"(?!分[行局公支校院社]|(?:股份)?有限)"
_GOES_ON = (
    "服务",
    "建",
    "总",
    "设",
    "分",
    "党",
    "机关",
    "组织",
    "文明",
    "精神文明",
    "实验",
    "经",
    "应",
    "公",
    "能",
    "干部",
)
"""Words that follow a subject, but are part of longer names, too: 社区|服务中心."""
_STREETS = ("路", "街", "大道")
"""What is left of a street's name whose first word ends what is not a name: 建设|路街道."""
_VERB_LIKE = (
    "派出所",
    "设计院",
    "自来水",
    "经理部",
    "联社",
    "联合会",
    "运输段",
    "组织部",
    "总工会",
    "总站",
    "合作社",
    "供电所",
    "服务站",
    "服务区",
    "管理所",
    "管理处",
    "管理站",
)
"""Ends of names that begin as verbs do (城关|派出所)."""
_DOUBLED = re.compile(r"(.{3,8})\1$")
"""A name that a page prints twice."""
_WORD_ENDS = "市县区州镇乡村业电信政"
"""With one of these a word of the name may end (柳河市|机关幼儿园, 柳河电业|总公司)."""
_OURS = re.compile("[我本](校|院|局|镇|乡|村|所|站|厂|社区|街道|公司)(?=[^部内各下属所]{3})")
"""In front of the unit's own name (我校青石中心小学)."""
_OFFICE = re.compile(
    r"(?:机关)?(?:党[组委](?:成员|书记|副书记|委员)|副?[局院校厂站所处行镇乡村县市区]长|副?(?:书记|主任|经理|董事长|总经理))"
)
"""Behind a name: who holds an office there, not the unit."""
_ISSUED = re.compile("(?:联合)?(?:正式)?(?:印发|下发|出台|发布|颁布|颁发)了?[《“]")
"""Behind a name: it gave out a paper that others go by (省政府印发《…方案》)."""
_AT = ("在", "到", "由")
_HELD = (",", "召开", "举行", "举办", "隆重", "会议室", "礼堂", "承办", "主办", "开展")
"""Behind a name that stands behind one of the former: where something was held (在…法院召开的大会上)."""
_SPOKEN = re.compile(r"[我本全。]|公司|学校|医院|中心|[局院站行][0-9党机于在的将把先]")
"""Before a name these show that the unit already speaks of itself, and the name is another's."""


class Candidate(NamedTuple):
    """What may be the unit's name, at ``[start, end)``."""

    start: int
    end: int
    name: str

    @property
    def blank(self) -> bool:
        """Whether placeholders stand in the name."""
        return _blank().search(self.name) is not None


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(any_of(report_rules().unit_placeholders))


def trimmed(start: int, name: str) -> Candidate:
    """The candidate without the words that running text puts before a name (两年来, 作为)."""
    edge = _edge().match(name)
    cut = edge.end() if edge else 0
    own = _OURS.match(name, cut)
    cut = own.end() if own is not None and of_kind(name, (own[1],)) else cut
    cut = 0 if name.startswith(_STREETS, cut) else cut
    title = _TITLED.match(name, cut)
    cut = title.end() if title is not None and title.end() < len(name) else cut
    doubled = _DOUBLED.search(name, cut)
    stop = doubled.end(1) if doubled is not None else len(name)
    praised = praised_kind().search(name, cut, stop)
    stop = praised.start() if praised is not None and suffixed(name[cut : praised.start()]) else stop
    return Candidate(start + cut, start + stop, name[cut:stop])


@cache
def _edge() -> re.Pattern[str]:
    rules = report_rules()
    title = rf"记?(?:{any_of(rules.level_grades)})?(?:{any_of(rules.level_kinds)})(?:{any_of(rules.level_ranks)})?(?=.)"
    return re.compile(rf"(?:[_|@·•◆★●■▲◎※-]|{_TIMES}|(?:19|20)[0-9]{{2}}年度?|{title}|{any_of(rules.unit_before)})+")


@cache
def _subject(first: bool = False) -> re.Pattern[str]:
    """A clause's first words up to what may be a name's end, with a verb or a comma behind it.

    ``first`` for the words at a text's very beginning; else the mark before the clause is matched, too, which is quick.
    """
    edge = "" if first else r"[\n。,;:()】“—来](?<![^年以]来)(?<!\A来)"
    ends, within = f"[{last_characters()}]", f"{NAME_CHARACTER[:-1]}{last_characters()}]{{0,{NAME_LENGTH - 1}}}+"
    # From one end to the next at once, which is quicker than to ask at each character whether the name ends there.
    name = f"{NAME_CHARACTER}{within}{ends}(?:{within}{ends}){{0,{NAME_LENGTH - 1}}}?"
    return re.compile(rf"{edge}[ \t]{{0,8}}+(?P<name>{name})(?=\s?(?:{_verb()})){NO_BRANCH}")


def _verb() -> str:
    """How what follows a subject begins: a word of one character, which holds for all words that it begins, or one of
    the others."""
    words = report_rules().unit_after
    single = [word for word in words if len(word) == 1]
    longer = [word for word in words if word[0] not in single]
    looks = [(single, f"(?:{any_of(single)})"), (longer, told_by_two(longer))]  # grouped, they make one class
    return "|".join(look for needed, look in looks if needed)


def subjects(clean: str, start: int, end: int) -> Iterator[Candidate]:
    """The subjects of the clauses that begin in ``clean[start:end]``."""
    return candidates(_clauses(clean, start, end), clean, end)


def _clauses(clean: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What may be the subjects; of a name of several ends the pattern cannot say that it is too long."""
    place = max(0, start - 1)
    first = _subject(first=True).match(clean, 0, end) if start == 0 else None
    if first is not None and _fits(first):
        yield first
        place = first.end()
    while (found := _subject().search(clean, place, end)) is not None:
        fits = _fits(found)
        if fits:
            yield found
        place = found.end() if fits else found.start() + 1


def _fits(found: re.Match[str]) -> bool:
    return found.end() - found.start("name") <= NAME_LENGTH + 1


@cache
def blank_marks() -> str:
    """The characters of placeholders, for use in a class."""
    return "".join(sorted({re.escape(c) for mark in report_rules().unit_placeholders for c in mark}))


@cache
def placeholder() -> re.Pattern[str]:
    """A name with placeholders: ##县XX局."""
    marks = blank_marks()
    blank = rf"[{marks}]{{1,8}}"
    suffixes = any_of(report_rules().unit_suffixes)
    further = any_of(suffix for suffix in report_rules().unit_suffixes if len(suffix) > 1)
    branch = any_of(suffix for suffix in report_rules().unit_suffixes if suffix[-1] in BRANCH)
    return re.compile(
        rf"(?P<name>[{marks}](?<![{marks}][\s\S])[{marks}]{{0,7}}(?:[省市州县区镇乡]{blank}){{0,3}}[^\s,。;:、!?“”《》()的了与和被获授]{{0,12}}?(?:{suffixes})(?:{further}){{0,2}}"
        rf"(?:{blank}[\u4e00-\u9fff]{{0,4}}?(?:{branch}))?)"
    )


@lru_cache(maxsize=REMEMBERED)
def subject_name(line: str) -> str | None:
    """The unit that the line has as its first subject, behind words of time at most; None where there is none."""
    first = next(subjects(line, 0, len(line)), None)
    if first is None or first.start > FIRST_WORDS or _SPOKEN.search(line, 0, first.start):
        return None
    return first.name


def candidates(matches: Iterable[re.Match[str]], clean: str, end: int) -> Iterator[Candidate]:
    """The matches that name a unit."""
    ends = suffixes()
    for match in matches:
        start, name = match.start("name"), match["name"]
        if not name.endswith(ends.get(name[-1], ("\0",))):
            whole = (
                _whole().match(clean, start, end)
                if name[-1] in _WORD_ENDS or clean.startswith(_VERB_LIKE, start + len(name))
                else None
            )
            if whole is None:
                continue
            name = whole.group()
        elif clean.startswith(_GOES_ON, start + len(name)):
            longer = _longer().match(clean, start, end)
            if longer is not None and is_name(longer.group()):
                yield trimmed(start, longer.group())
        stop = start + len(name)
        if _OFFICE.match(clean, stop) or _LED.match(clean, stop) or _ISSUED.match(clean, stop):
            continue
        candidate = trimmed(start, name)
        if clean.startswith(_HELD, candidate.end) and clean.startswith(_AT, candidate.start - 1):
            continue
        if (candidate.name == name or suffixed(candidate.name)) and is_name(candidate.name):
            branch = _BRANCHED.match(clean, candidate.end, end)
            yield Candidate(candidate.start, branch.end(), candidate.name + branch.group()) if branch else candidate


@cache
def _longer() -> re.Pattern[str]:
    """The longest subject before a verb that is no name's beginning: 石桥社区服务中心坚持…, not 石桥社区."""
    long = any_of(word for word in report_rules().unit_after if len(word) > 1 and not word.startswith(_GOES_ON))
    return re.compile(rf"{NAME_CHARACTER}{{2,{NAME_LENGTH}}}{any_suffix()}(?=\s?(?:,|自|在|以|被|位|是|{long}))")


@cache
def _whole() -> re.Pattern[str]:
    """A subject up to a whole suffix, where its place has a verb's first character behind it (柳河市机关幼儿园)."""
    return re.compile(rf"{NAME_CHARACTER}{{1,{NAME_LENGTH}}}?{any_suffix()}(?=\s?(?:{_verb()})){NO_BRANCH}")
