"""Who a report is of, as the report itself writes it: its title, its signature, the subject of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from ingest.kinds import of_kind, spoken_kinds
from ingest.lines import Line, lines_of
from ingest.names import (
    FIRST_WORDS,
    NAME_CHARACTER,
    NAME_LENGTH,
    Candidate,
    any_suffix,
    blank_marks,
    candidates,
    is_name,
    placeholder,
    subjects,
    suffixed,
    trimmed,
)
from ingest.openings import openings
from ingest.report_rules import report_rules
from ingest.rulefile import any_of
from ingest.territories import territory_name
from ingest.titles import headline_name, sent_name, signature_names, title_names

HEAD_LINES = 14
"""A report's title stands among its first lines."""
TAIL_LINES = 12
"""A report's signature stands among its last lines."""
LEAD = 700
"""Subjects within this many characters of the start weigh more: there a unit introduces itself."""
READ = 6000
"""A unit that has not named itself within this many characters has no name."""
HEAD_LENGTH = 2
"""A headline's name and the one that it shortens begin with the same characters."""
INTRODUCTION = 3
"""What a name weighs more that opens the text or is introduced by its founding."""
TIME_WORDS = 8
"""Words of time before the first subject (近年来,) are no longer than this, in characters."""
HEADLINE = 50
"""No headline is longer than this many characters."""
LEAD_WEIGHT = 4
"""What a name in the opening weighs against one behind it."""
TITLES = 120
"""Behind at most so many characters of titles, a subject among the body's first words is the unit."""

_PLACE = re.compile(r"[省市县区州旗镇乡村盟第国]")
_SHORT = re.compile(r"[省市县区州旗镇乡]|[^省市县区州旗镇乡]{2,6}$")
"""A name without its place: 县民政局, 供电公司."""
_COUNTY = re.compile(r"[^市县区]{1,6}[市县区](?:[^市县区]{1,4}[市县区])?")
_PROVINCE = re.compile(r"(?:黑龙江|[\u4e00-\u9fff]{2})省$")
_RANK = re.compile(r"(?:中级|高级|基层|人民)+")
_INTRODUCED = re.compile(r",?\s?(?:\(以下简称|位于|成立于|始建|是|现有|地处|隶属|坐落|创建于|创办|共有|下辖|辖)")
_TOWARDS = ("到", "赴", "往", "去", "向", "对", "与", "被", "给")
"""Before a name these say that it is another's."""
_FOUNDED = re.compile(r",?\s?(?:成立于|始建|建制于|创建于|创办于|组建于|位于|地处|坐落|现有|下辖)")
_FULL = re.compile(r"全[名称][为是:]?(?P<name>[^\s,。;:、()“”]{4,26})")
_DEFINED = re.compile(r"\((?:以下|下)?简?称:?[“\"]?([^()“”\"]{2,14})[”\"]?\)")


def unit_span(clean: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the fullest name that the report gives its unit stands; None where it only says 我局.

    Title and signature go before the body, and a real name before one with placeholders.
    """
    lines = lines_of(clean, start, end)
    head = _head(lines)
    # The first lines of a short report are its last ones, too.
    named = [*title_names(head), *signature_names(dict.fromkeys((*head, *lines[-TAIL_LINES:])))]
    real = [candidate for candidate in named if not candidate.blank]
    chosen = max(real, key=lambda c: len(c.name)) if real else _untitled(named, lines, clean, start, end)
    if chosen is None:
        return None
    chosen = _with_town(_defined(chosen, clean, start, end), clean, start, end)
    if _goes_before(chosen.name, clean, start, end):
        chosen = _prefixed(chosen, clean, start, end)
    if _SHORT.match(chosen.name):
        chosen = _placed(_fuller(chosen, _body_subjects(clean, start, end)), clean, start, end)
    chosen = _with_province(chosen, clean, start, end)
    return chosen.start, chosen.end


def _untitled(blank: Sequence[Candidate], lines: Sequence[Line], clean: str, start: int, end: int) -> Candidate | None:
    """The unit where neither title nor signature names it: by a headline, the body, who sent it in, the county."""
    headline = None if blank else headline_name(_head(lines), spoken_kinds(clean, start, end))
    if headline is not None:
        return _written_out(headline, _body_subjects(clean, start, end))
    body = _body_or(blank, clean, start, end) or _sent(lines, clean, start, end)
    return body or territory_name(clean, start, end)


def _sent(lines: Sequence[Line], clean: str, start: int, end: int) -> Candidate | None:
    """Who sent the text in, by its page's head or foot."""
    return sent_name((*lines[:HEAD_LINES], *lines[-TAIL_LINES:]), spoken_kinds(clean, start, end))


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines where the title stands: behind a table of contents, from the title's second printing on."""
    seen = set[str]()
    for i, line in enumerate(lines[: 2 * HEAD_LINES]):
        if line.text in seen and line.title:
            return lines[i : i + HEAD_LINES]
        seen.add(line.text)
    return lines[:HEAD_LINES]


def _defined(chosen: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The full name, where the chosen one is said to be short for it: 长河林业局第二贮木场(以下简称贮木二场)."""
    stop = min(end, start + READ)
    short = any(clean.find(word, start, stop) >= 0 for word in ("简称", "下称", "(称"))
    for found in _DEFINED.finditer(clean, start, stop) if short else ():
        if found[1] != chosen.name:
            continue
        place = max(clean.rfind(mark, start, found.start()) for mark in "\n。,;:、“”)") + 1
        full = trimmed(max(place, start), clean[max(place, start) : found.start()].rstrip())
        if len(full.name) > len(chosen.name) and suffixed(full.name):
            return full
    told = any(clean.find(word, start, stop) >= 0 for word in ("全名", "全称"))
    said = _FULL.search(clean, start, stop) if told else None
    if said is None or not suffixed(said["name"]):
        return chosen
    return Candidate(*said.span("name"), said["name"])


def _fuller(short: Candidate, body: Sequence[Candidate]) -> Candidate:
    """The longest name of the body that the title's shortens (县民政局, 云川县民政局; 环卫站, 云川县环境卫生管理站)."""
    same = [c for c in body if not c.blank and c.name.endswith((short.name[-1], "公司"))]
    longer = [c for c in same if len(c.name) > len(short.name) and _shortens(short, c)]
    full = [c for c in longer if _PLACE.search(c.name[:-1]) or c.name.endswith(short.name)]
    return max(full, key=lambda c: len(c.name), default=short)


def _with_province(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name with its province, where the text writes it so (东江省云川市供电局)."""
    place = clean.find("省" + short.name, start, min(end, start + READ))
    province = _PROVINCE.search(clean, max(start, place - 3), place + 1) if place >= 0 else None
    if province is None:
        return short
    name = clean[province.start() : place + 1 + len(short.name)]
    return Candidate(province.start(), province.start() + len(name), name)


def _goes_before(name: str, clean: str, start: int, end: int) -> bool:
    """Whether the name stands behind other characters of a word anywhere, so that a longer one may be there."""
    stop = min(end, start + READ)
    place = clean.find(name, start + 1, stop)
    while place >= 0:
        if "\u4e00" <= clean[place - 1] <= "\u9fff":
            return True
        place = clean.find(name, place + 1, stop)
    return False


def _prefixed(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name that puts the unit above it before the chosen one (东山银行柳河市分行, for 柳河市分行): a subject of the
    body's, or a headline's first words."""
    full = [c for c in _body_subjects(clean, start, end) if not c.blank and c.name.endswith(short.name)]
    longer = re.compile(rf"[\u4e00-\u9fff]{{2,6}}{re.escape(short.name)}")
    for line in _head(lines_of(clean, start, end)):
        found = longer.match(line.text) if len(line.text) < HEADLINE and "。" not in line.text else None
        headed = None if found is None or line.chrome or line.title else trimmed(line.start, found.group())
        if headed is not None and headed.start == line.start and is_name(headed.name):
            full.append(headed)
    return max(full, key=lambda c: len(c.name), default=short)


def _written_out(short: Candidate, body: Sequence[Candidate]) -> Candidate:
    """The body's name that begins and ends as the headline's (云川县疾控中心, 云川县疾病预防控制中心)."""
    head, tail = short.name[:HEAD_LENGTH], short.name[-1]
    same = [c for c in body if c.name.startswith(head) and c.name.endswith(tail) and not c.name.startswith(short.name)]
    return _fuller(short, same)


def _with_town(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name with the town between county and village, where the text writes it so (云川县石门镇梨花村)."""
    place = _COUNTY.match(short.name)
    if place is None or place.end() == len(short.name):
        return short
    town = r"[\u4e00-\u9fff]{1,6}[市县区镇乡道]"
    written = re.compile(rf"{re.escape(place.group())}{town}{re.escape(short.name[place.end() :])}")
    found = written.search(clean, start, min(end, start + READ))
    return short if found is None else Candidate(found.start(), found.end(), found.group())


def _shortens(short: Candidate, full: Candidate) -> bool:
    rest = iter(full.name)
    return all(character in rest for character in short.name)


def _placed(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name with the place that was taken out before it (##县民政局), where it begins with the kind of place.

    What names but a kind of unit (中级法院) gives way to the first name with placeholders that it shortens.
    """
    rank = _RANK.match(short.name)
    if rank is not None and short.name[rank.end() :] in report_rules().unit_suffixes:
        blanks = candidates(placeholder().finditer(clean, start, min(end, start + READ)), clean, end)
        return next((blank for blank in blanks if _shortens(short, blank)), short)
    blank = rf"[{blank_marks()}]{{1,8}}{re.escape(short.name)}"
    found = re.search(blank, clean[start : min(end, start + READ)]) if _PLACE.match(short.name) else None
    return Candidate(start + found.start(), start + found.end(), found.group()) if found else short


def _body_or(blank: Sequence[Candidate], clean: str, start: int, end: int) -> Candidate | None:
    """The body's real name for the same kind of unit, else the fullest with placeholders."""
    body = _body_name(clean, start, end)
    if body is not None and (not blank or (not body.blank and any(body.name[-1] == other.name[-1] for other in blank))):
        return body
    same = [body] if body is not None and any(body.name[-2:] == other.name[-2:] for other in blank) else []
    return max([*blank, *same], key=lambda c: len(c.name)) if blank else None


@lru_cache(maxsize=1)
def _body_subjects(clean: str, start: int, end: int) -> tuple[Candidate, ...]:
    """The units that are subjects of the text's clauses, in order, and those glued to a title or a number."""
    stop = min(end, start + READ)
    tail = max(stop, end - LEAD)
    found = [c for span in ((start, stop), (tail, end)) for c in subjects(clean, *span)]
    glued = candidates(_glued_names(clean, start, min(stop, start + LEAD)), clean, end)
    known = {c.start for c in found}
    return tuple(sorted([*found, *(c for c in glued if c.start not in known)], key=lambda c: c.start))


@lru_cache(maxsize=1)
def _body_name(clean: str, start: int, end: int) -> Candidate | None:
    """The name that the body uses most for its own unit, subjects of its opening weighing more."""
    stop = min(end, start + READ)
    kinds = spoken_kinds(clean, start, end)
    own = [c for c in _body_subjects(clean, start, end) if of_kind(c.name, kinds)]
    weights = _weights(own, clean, start)
    body = start + min(len(clean[start:stop]) - len(clean[start:stop].lstrip()), stop - start)
    real = [c for c in own if not c.blank]
    chosen = [c for c in real if _plausible(c, weights, clean, body)] or [
        c
        for c in openings(clean, start, min(stop, start + LEAD))
        if not c.blank and _PLACE.search(c.name[:-1]) and of_kind(c.name, kinds)
    ]
    if not chosen:
        found = candidates(placeholder().finditer(clean, start, stop), clean, end)
        blank = [c for c in found if of_kind(c.name, kinds) and not clean.startswith(_TOWARDS, c.start - 1)]
        chosen, weights = (blank, _weights(blank, clean, start)) if blank or not kinds else (real, weights)
    prose = next((line.start for line in lines_of(clean, start, end) if "。" in line.text and not line.chrome), body)
    for c in real:
        weights[c.name] += INTRODUCTION * (_opens(clean, prose, c.start) + (_FOUNDED.match(clean, c.end) is not None))
    return max(chosen, key=lambda c: (weights[c.name], len(c.name), -c.start)) if chosen else None


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
    blanks = [re.escape(mark) for mark in map(chr, range(0x3001)) if mark.isspace()]
    before = [rf"{re.escape(noun)}(?:{any_of(nouns)})*" for noun in sorted(nouns, key=len, reverse=True)]
    before += [rf"{digit}[、.]" for digit in "0123456789一二三四五六七八九十"]
    before += ["授予", "命名", *(rf"{blank}(?<=[!>\-\u4e00-\u9fff].)" for blank in blanks)]
    after = any_of([*rules.unit_after, *rules.title_follow])
    return re.compile(
        rf"(?:{'|'.join(before)})(?:基本情况|概况|简介|[_|-])?"
        rf"(?P<name>{NAME_CHARACTER}{{1,{NAME_LENGTH}}}?{any_suffix()})(?=“|\s?(?:{after}))",
        re.DOTALL,
    )


def _opens(clean: str, prose: int, start: int) -> bool:
    """Whether the first sentence has its first subject at ``start``, behind words of time at most (近年来,)."""
    return start == prose or (prose < start <= prose + TIME_WORDS and clean[start - 1] == ",")


def _plausible(candidate: Candidate, weights: Counter[str], clean: str, body: int) -> bool:
    """Whether the subject may be a name: it holds a place, introduces itself, comes back, or opens the body."""
    line = clean.rfind("\n", body, candidate.start) + 1 or body
    if candidate.start - line < FIRST_WORDS and line - body < TITLES:
        return True
    if _PLACE.search(candidate.name[:-1]) or _INTRODUCED.match(clean, candidate.end):
        return True
    return weights[candidate.name] > LEAD_WEIGHT


def _weights(named: Iterable[Candidate], clean: str, start: int) -> Counter[str]:
    """How much each name was used: most where it has a short form of its own, more in the opening than behind it."""
    weights: Counter[str] = Counter()
    for candidate in named:
        weights[candidate.name] += LEAD_WEIGHT if candidate.start < start + LEAD else 1
        weights[candidate.name] += 6 if clean.startswith("(以下简称", candidate.end) else 0
    return weights
