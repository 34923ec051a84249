"""Who a report is of, as the report itself writes it: its title, its signature, the subject of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from ingest.kinds import of_kind, spoken_kinds
from ingest.lines import REMEMBERED, Line, lines_of
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

HEAD_LINES = 14
"""A report's title stands among its first lines."""
TAIL_LINES = 12
"""A report's signature stands among its last lines."""
LEAD = 700
"""Subjects within this many characters of the start weigh more: there a unit introduces itself."""
READ = 6000
"""A unit that has not named itself within this many characters has no name."""
NAME_LENGTH = 26
HEADLINE_LENGTH = 60
LEAD_WEIGHT = 4
"""What a name in the opening weighs against one behind it."""
TITLES, FIRST_WORDS = 120, 40
"""Behind at most so many characters of titles, a subject among the body's first words is the unit."""

_TIMES = r"[一二两三四五六七八九十几多近0-9]{1,3}年(?:多?来|以来)"
_NAME_CHARACTER = r"[^\s,。;:、!?“”\"《》()的了和与及>—]"
_PLACE_CHARACTER = r"(?![从对向在据照于到由经各我本全该为是和与的了])[\u4e00-\u9fff]"
_TITLE_PARTS = re.compile(r"[^\s:—\-]+(?:\s[^\s:—\-]+)*")
_SIGNED_PARTS = re.compile(r"(?:[^\s:]{2,12}:\s?)?[^\s]+")
_NUMBER = r"[一二三四五六七八九十0-9]{1,3}"
_NUMBERING = rf"第?{_NUMBER}篇|(?:篇|范文|例文){_NUMBER}|{_NUMBER}[、.]"
_TITLE_NOISE = re.compile(
    rf"(?:[【\[(<《“]|{_NUMBERING}|[】\])>》:、.\s]|(?:19|20)[0-9Xx]{{2}}(?:[-—~至][0-9]{{2,4}})?年?度?|关于|——|(?:申报|汇报|事迹)材料:)+"
)
_PLACE = re.compile(r"[省市县区州旗镇乡村盟第国]")
_SHORT = re.compile(r"[省市县区州旗镇乡]|[^省市县区州旗镇乡]{2,6}$")
"""A name without its place: 县民政局, 供电公司."""
_RANK = re.compile(r"(?:中级|高级|基层|人民)+")
_INTRODUCED = re.compile(r",?\s?(?:\(以下简称|位于|成立于|始建|是|现有|地处|隶属|坐落|创建于|创办|共有|下辖|辖)")
_DEFINED = re.compile(r"\s?\((?:以下|下)?简?称:?[“\"]?([^()“”\"]{2,14})[”\"]?\)")
_OFFICE = re.compile(
    r"(?:机关)?(?:党[组委](?:成员|书记|副书记|委员)|副?[局院校厂站所处行镇乡村县市区]长|副?(?:书记|主任|经理|董事长|总经理))"
)
"""Behind a name: who holds an office there, not the unit."""
_AMOUNT = re.compile(r"[0-9](?:[0-9.]*)[万亿元个多余%]")
_BRANCH = "部局司心处站所院校会队"
"""What a name in parentheses behind a unit's name ends in: 烟草专卖局(公司)."""
_SPOKEN = re.compile(r"[我本全。]|公司|学校|医院|中心|[局院站行][0-9党机于在的将把先]")
"""Before a name these show that the unit already speaks of itself, and the name is another's."""
_COUNTED = re.compile(r"[0-9][所处站个家]$")
_BRANCHED = re.compile(rf"\([^()以下简称]{{1,8}}[{_BRANCH}]\)")
_OWN = ("我", "本", "全", "各", "该", "此", "这", "某些", "每", "一")


class _Candidate(NamedTuple):
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


def unit_span(clean: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the fullest name that the report gives its unit stands; None where it only says 我局.

    Title and signature go before the body, and a real name before one with placeholders.
    """
    lines = lines_of(clean, start, end)
    head = _head(lines)
    # The first lines of a short report are its last ones, too.
    named = [*_title_names(head), *_signature_names(dict.fromkeys((*head, *lines[-TAIL_LINES:])))]
    real = [candidate for candidate in named if not candidate.blank]
    if real:
        chosen: _Candidate | None = max(real, key=lambda c: len(c.name))
    else:
        headline = None if named else _headline_name(head, clean, start, end)
        chosen = headline or _body_or(named, clean, start, end) or _sent_name(lines, clean, start, end)
        chosen = chosen or _territory_name(clean, start, end)
    if chosen is not None:
        chosen = _defined(chosen, clean, start, end)
    if chosen is not None and _SHORT.match(chosen.name):
        chosen = _placed(_fuller(chosen, _body_subjects(clean, start, end)), clean, start, end)
    return None if chosen is None else (chosen.start, chosen.end)


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines where the title stands: behind a table of contents, from the title's second printing on."""
    seen = set[str]()
    for i, line in enumerate(lines[: 2 * HEAD_LINES]):
        if line.text in seen and line.title:
            return lines[i : i + HEAD_LINES]
        seen.add(line.text)
    return lines[:HEAD_LINES]


@cache
def _headline() -> re.Pattern[str]:
    """A headline's first words, or those behind a dash, up to what may be a name's end with a verb, a colon or a
    quotation behind it (县医院:喜获…; 石门村“三大变”)."""
    after, last = any_of(report_rules().unit_after), _last_characters()
    return re.compile(
        rf"(?:^|[—!:\s|_](?=[^—!:\s|_]))(?P<name>{_NAME_CHARACTER}{{1,{NAME_LENGTH}}}?[{last}])(?=:\S|“|\s?(?:{after}))"
    )


def _headline_name(lines: Iterable[Line], clean: str, start: int, end: int) -> _Candidate | None:
    """The unit that a headline above the text has as its subject, of the kind that the text calls its own."""
    kinds = spoken_kinds(clean, start, end)
    for line in lines:
        if "。" in line.text and not line.chrome:
            return None
        if line.chrome or line.numbered or len(line.text) > HEADLINE_LENGTH:
            continue
        found = _candidates(_headline().finditer(clean, line.start, line.end), clean, line.end)
        named = [c for c in found if not c.blank and of_kind(c.name, kinds)]
        if named:
            return max(named, key=lambda c: len(c.name))
    return None


@cache
def _sent() -> re.Pattern[str]:
    suffixes = any_of(report_rules().unit_suffixes)
    return re.compile(rf"(?:{any_of(report_rules().unit_sources)}):\s?(?P<name>[^\s,。;:]{{1,26}}?(?:{suffixes}))(?=[\s)】|]|$)")


def _sent_name(lines: Sequence[Line], clean: str, start: int, end: int) -> _Candidate | None:
    """Who sent the text in by its page's head or foot, where that is of the kind that the text calls its own."""
    kinds = spoken_kinds(clean, start, end)
    for line in [*lines[:HEAD_LINES], *lines[-TAIL_LINES:]] if kinds else ():
        if "。" not in line.text and (found := _sent().search(line.text)) and of_kind(found["name"], kinds):
            if is_name(found["name"], stated=True):
                return _Candidate(line.start + found.start("name"), line.start + found.end("name"), found["name"])
    return None


@cache
def _territory() -> re.Pattern[str]:
    rules = report_rules()
    verbs = any_of(word for word in rules.unit_after if len(word) > 1 or word in "以把将")
    return re.compile(
        rf"(?:^|[\n。,;:]\s{{0,8}})(?P<name>{_PLACE_CHARACTER}{{1,8}}?(?:{any_of(rules.unit_territories)}))"
        rf"(?<!{')(?<!'.join(rules.unit_areas)})(?={verbs})",
        re.MULTILINE,
    )


def _territory_name(clean: str, start: int, end: int) -> _Candidate | None:
    """The county or district that is the subject of the text's clauses, where the text names no unit and is of none."""
    if spoken_kinds(clean, start, end):
        return None
    found = [_trimmed(m.start("name"), m["name"]) for m in _territory().finditer(clean, start, min(end, start + READ))]
    named = [c for c in found if len(c.name) > 1 and not c.name.startswith(_OWN) and _others().search(c.name) is None]
    counts = Counter(c.name for c in named)
    return max(named, key=lambda c: (counts[c.name], -c.start), default=None)


def _defined(chosen: _Candidate, clean: str, start: int, end: int) -> _Candidate:
    """The full name, where the chosen one is said to be short for it: 长河油田第二采油厂(以下简称采油二厂)."""
    for found in _DEFINED.finditer(clean, start, min(end, start + READ)):
        if found[1] != chosen.name:
            continue
        place = max(clean.rfind(mark, start, found.start()) for mark in "\n。,;:、“”") + 1
        full = _trimmed(max(place, start), clean[max(place, start) : found.start()].rstrip())
        if len(full.name) > len(chosen.name) and _suffixed(full.name):
            return full
    return chosen


def _fuller(short: _Candidate, body: Sequence[_Candidate]) -> _Candidate:
    """The longest name of the body that the title's shortens (县民政局, 云川县民政局; 环卫站, 云川县环境卫生管理站)."""
    full = [c for c in body if not c.blank and len(c.name) > len(short.name) and _shortens(short, c)]
    return max(full, key=lambda c: len(c.name), default=short)


def _shortens(short: _Candidate, full: _Candidate) -> bool:
    rest = iter(full.name)
    return all(character in rest for character in short.name)


def _placed(short: _Candidate, clean: str, start: int, end: int) -> _Candidate:
    """The name with the place that was taken out before it (##县民政局), where it begins with the kind of place.

    What names but a kind of unit (中级法院) gives way to the first name with placeholders that it shortens.
    """
    rank = _RANK.match(short.name)
    if rank is not None and short.name[rank.end() :] in report_rules().unit_suffixes:
        blanks = _candidates(_placeholder().finditer(clean, start, min(end, start + READ)), clean, end)
        return next((blank for blank in blanks if _shortens(short, blank)), short)
    blank = rf"[{_marks()}]{{1,8}}{re.escape(short.name)}"
    found = re.search(blank, clean[start : min(end, start + READ)]) if _PLACE.match(short.name) else None
    return _Candidate(start + found.start(), start + found.end(), found.group()) if found else short


def _body_or(blank: Sequence[_Candidate], clean: str, start: int, end: int) -> _Candidate | None:
    """The body's real name for the same kind of unit, else the fullest with placeholders."""
    body = _body_name(clean, start, end)
    if body is not None and (not blank or (not body.blank and any(body.name[-1] == other.name[-1] for other in blank))):
        return body
    same = [body] if body is not None and any(body.name[-2:] == other.name[-2:] for other in blank) else []
    return max([*blank, *same], key=lambda c: len(c.name)) if blank else None


def is_name(name: str, stated: bool = False) -> bool:
    """Whether the words name a unit rather than a kind of unit, a title or a body above it.

    ``stated`` where a title or a signature says so: there 电力局 alone is a name, in running text it is not.
    """
    rules = report_rules()
    if len(name) < 3 or name.startswith(_OWN) or name in rules.unit_generic:
        return False
    if (not stated and name in _suffixes().get(name[-1], ())) or _AMOUNT.search(name) or _COUNTED.search(name):
        return False
    return not name.endswith(rules.level_kinds) and _others().search(name) is None


@cache
def _others() -> re.Pattern[str]:
    return re.compile(any_of(report_rules().unit_others))


@cache
def _suffixes() -> dict[str, tuple[str, ...]]:
    """The last words of units' names by their last character: so few are quickly asked."""
    suffixes = report_rules().unit_suffixes
    return {last: tuple(suffix for suffix in suffixes if suffix[-1] == last) for last in _last_characters()}


def _suffixed(name: str) -> bool:
    return name.endswith(_suffixes().get(name[-1:], ("\0",)))


def _trimmed(start: int, name: str) -> _Candidate:
    """The candidate without the words that running text puts before a name (两年来, 作为)."""
    edge = _edge().match(name)
    cut = edge.end() if edge else 0
    return _Candidate(start + cut, start + len(name), name[cut:])


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(rf"(?:{_TIMES}|(?:19|20)[0-9]{{2}}年度?|{any_of(report_rules().unit_before)})+")


def _any_suffix() -> str:
    """A pattern of what units' names end with; the look at its first character spares trying them all everywhere."""
    suffixes = report_rules().unit_suffixes
    return f"(?={any_of({suffix[0] for suffix in suffixes})})(?:{any_of(suffixes)})"


@cache
def _title_name() -> re.Pattern[str]:
    suffixes = _any_suffix()
    follow = any_of(report_rules().title_follow)
    return re.compile(
        rf"[^。,;:]{{1,36}}?{suffixes}(?:\([^()]{{1,8}}[{_BRANCH}]\))?(?=\s?(?:{follow}|$|[“\"《\s0-9(-]))"
    )


def _title_names(lines: Iterable[Line]) -> Iterator[_Candidate]:
    """The names in the lines that are titles, part by part: a title may stand behind a slogan and a dash."""
    for line in lines:
        if not line.title:
            continue
        for part in _TITLE_PARTS.finditer(line.text):
            noise = _TITLE_NOISE.match(line.text, part.start())
            found = _title_name().match(line.text, noise.end() if noise else part.start())
            candidate = _trimmed(line.start + found.start(), found.group()) if found else None
            if candidate is not None and is_name(candidate.name, stated=True):
                yield candidate


def names_unit(text: str) -> bool:
    """Whether the words are a unit's name and nothing else."""
    return _suffixed(text) and is_name(text, stated=True)


def titled_name(line: Line) -> str | None:
    """The unit that the title names, or None."""
    return next((candidate.name for candidate in _title_names([line])), None)


@cache
def _signature() -> re.Pattern[str]:
    suffixes = _any_suffix()
    label = r"(?:(?:申报|上报|报送|报告|汇报|填报|呈报|推荐|创建|参评)?单位(?:名称)?(?:\(盖章\))?:\s?)?[(【—-]{0,3}"
    return re.compile(
        rf"{label}(?P<name>[^。,;:>]{{2,30}}?{suffixes}(?:\([^()]{{1,8}}[{_BRANCH}]\))?)(?:党委|党组|党支部|党总支)?[)】]?(?=$|\s|[(]|(?:19|20|二)[0-9〇○零])"
    )


def _signature_names(lines: Iterable[Line]) -> Iterator[_Candidate]:
    for line in lines:
        if len(line.text) > 48 or line.chrome or line.numbered:
            continue
        for part in _SIGNED_PARTS.finditer(line.text):
            found = _signature().match(line.text, *part.span())
            candidate = _trimmed(line.start + found.start("name"), found["name"]) if found else None
            if candidate is not None and is_name(candidate.name, stated=True):
                yield candidate


@cache
def _last_characters() -> str:
    return "".join(sorted({suffix[-1] for suffix in report_rules().unit_suffixes}))


@cache
def _subject(first: bool = False) -> re.Pattern[str]:
    """A clause's first words up to what may be a name's end, with a verb or a comma behind it.

    ``first`` for the words at a text's very beginning; else the mark before the clause is matched, too, which is quick.
    """
    last, branch = _last_characters(), r"(?!分[行局公支校院社]|(?:股份)?有限)"
    edge = "" if first else r"[\n。,;:(“—来](?:(?<!来)|(?<=[年以]来))"
    return re.compile(
        rf"{edge}[ \t]{{0,8}}(?P<name>{_NAME_CHARACTER}{{1,{NAME_LENGTH}}}?[{last}])(?=\s?(?:{_verb()})){branch}"
    )


def _verb() -> str:
    """How what follows a subject begins: a word of one character, which holds for all words that it begins, or one of
    the few others, told by their first characters."""
    words = report_rules().unit_after
    single = [word for word in words if len(word) == 1]
    longer = [word for word in words if word[0] not in single]
    looks = [(single, any_of(single)), (longer, f"(?={any_of({word[0] for word in longer})})(?:{any_of(longer)})")]
    return "|".join(look for needed, look in looks if needed)


def _subjects(clean: str, start: int, end: int) -> Iterator[_Candidate]:
    """The subjects of the clauses that begin in ``clean[start:end]``."""
    first = _subject(first=True).match(clean, 0, end) if start == 0 else None
    place = max(0, start - 1) if first is None else first.end()
    rest = _subject().finditer(clean, place, end)
    return _candidates(rest if first is None else chain([first], rest), clean, end)


@cache
def _opening() -> re.Pattern[str]:
    """A line's first words up to a suffix of at least two characters, whatever follows."""
    suffixes = any_of(suffix for suffix in report_rules().unit_suffixes if len(suffix) > 1)
    return re.compile(rf"^[ \t]{{0,8}}(?P<name>{_NAME_CHARACTER}{{1,{NAME_LENGTH}}}?(?:{suffixes}))", re.MULTILINE)


@cache
def _marks() -> str:
    """The characters of placeholders, for use in a class."""
    return "".join(sorted({re.escape(c) for mark in report_rules().unit_placeholders for c in mark}))


@cache
def _placeholder() -> re.Pattern[str]:
    marks = _marks()
    blank = rf"[{marks}]{{1,8}}"
    suffixes = any_of(report_rules().unit_suffixes)
    further = any_of(suffix for suffix in report_rules().unit_suffixes if len(suffix) > 1)
    branch = any_of(suffix for suffix in report_rules().unit_suffixes if suffix[-1] in _BRANCH)
    return re.compile(
        rf"(?P<name>[{marks}](?<![{marks}][\s\S])[{marks}]{{0,7}}(?:[省市州县区镇乡]{blank}){{0,3}}[^\s,。;:、!?“”《》()的了与和被获授]{{0,12}}?(?:{suffixes})(?:{further}){{0,2}}"
        rf"(?:{blank}[\u4e00-\u9fff]{{0,4}}?(?:{branch}))?)"
    )


@lru_cache(maxsize=REMEMBERED)
def subject_name(line: str) -> str | None:
    """The unit that the line has as its first subject, behind words of time at most; None where there is none."""
    first = next(_subjects(line, 0, len(line)), None)
    if first is None or first.start > FIRST_WORDS or _SPOKEN.search(line, 0, first.start):
        return None
    return first.name


def _candidates(matches: Iterable[re.Match[str]], clean: str, end: int) -> Iterator[_Candidate]:
    """The matches that name a unit."""
    suffixes = _suffixes()
    for found in matches:
        name = found["name"]
        if not name.endswith(suffixes.get(name[-1], ("\0",))) or _OFFICE.match(clean, found.end("name")):
            continue
        candidate = _trimmed(found.start("name"), name)
        if (candidate.name == name or _suffixed(candidate.name)) and is_name(candidate.name):
            branch = _BRANCHED.match(clean, candidate.end, end)
            yield _Candidate(candidate.start, branch.end(), candidate.name + branch.group()) if branch else candidate


@lru_cache(maxsize=1)
def _body_subjects(clean: str, start: int, end: int) -> tuple[_Candidate, ...]:
    """The units that are subjects of the text's clauses, in order, and those glued to a title or a number."""
    stop = min(end, start + READ)
    tail = max(stop, end - LEAD)
    found = [c for span in ((start, stop), (tail, end)) for c in _subjects(clean, *span)]
    glued = _candidates(_glued().finditer(clean, start, min(stop, start + LEAD)), clean, end)
    known = {c.start for c in found}
    return tuple(sorted([*found, *(c for c in glued if c.start not in known)], key=lambda c: c.start))


@lru_cache(maxsize=1)
def _body_name(clean: str, start: int, end: int) -> _Candidate | None:
    """The name that the body uses most for its own unit, subjects of its opening weighing more."""
    stop = min(end, start + READ)
    kinds = spoken_kinds(clean, start, end)
    subjects = [c for c in _body_subjects(clean, start, end) if of_kind(c.name, kinds)]
    weights = _weights(subjects, clean, start)
    body = start + min(len(clean[start:stop]) - len(clean[start:stop].lstrip()), stop - start)
    real = (
        [c for c in subjects if not c.blank and _plausible(c, weights, clean, body)]
        or [
            c
            for c in _candidates(_opening().finditer(clean, start, min(stop, start + LEAD)), clean, end)
            if not c.blank and _PLACE.search(c.name[:-1]) and of_kind(c.name, kinds)
        ]
        or [c for c in subjects if kinds and not c.blank]
    )
    chosen = real or list(_candidates(_placeholder().finditer(clean, start, stop), clean, end))
    weights = weights if real else _weights(chosen, clean, start)
    return max(chosen, key=lambda c: (weights[c.name], len(c.name), -c.start)) if chosen else None


@cache
def _glued() -> re.Pattern[str]:
    """A name behind a title, a heading or a number without a mark between them (…汇报材料临江站现有职工…)."""
    rules = report_rules()
    nouns = any_of(word for word in rules.title_nouns if len(word) > 1)
    after = any_of([*rules.unit_after, *rules.title_follow])
    return re.compile(
        rf"(?:{nouns}|[0-9一二三四五六七八九十][、.]|[!>\-]\s)(?:基本情况|概况|简介)?"
        rf"(?P<name>{_NAME_CHARACTER}{{1,{NAME_LENGTH}}}?[{_last_characters()}])(?=\s?(?:{after}))"
    )


def _plausible(candidate: _Candidate, weights: Counter[str], clean: str, body: int) -> bool:
    """Whether the subject may be a name: it holds a place, introduces itself, comes back, or opens the body."""
    line = clean.rfind("\n", body, candidate.start) + 1 or body
    if candidate.start - line < FIRST_WORDS and line - body < TITLES:
        return True
    if _PLACE.search(candidate.name[:-1]) or _INTRODUCED.match(clean, candidate.end):
        return True
    return weights[candidate.name] > LEAD_WEIGHT


def _weights(candidates: Iterable[_Candidate], clean: str, start: int) -> Counter[str]:
    """How much each name was used: most where it has a short form of its own, more in the opening than behind it."""
    weights: Counter[str] = Counter()
    for candidate in candidates:
        weights[candidate.name] += LEAD_WEIGHT if candidate.start < start + LEAD else 1
        weights[candidate.name] += 6 if clean.startswith("(以下简称", candidate.end) else 0
    return weights
