"""A unit's name in full: with its place, written out, as the text defines it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.names import Candidate, blank_marks, candidates, placeholder, trimmed
from ingest.naming import is_name, suffixed
from ingest.ownname import PLACE, READ, body_subjects
from ingest.report_rules import report_rules

HEAD_LENGTH = 2
"""A headline's name and the one that it shortens begin with the same characters."""
HEADLINE = 50
"""No headline is longer than this many characters."""

_SHORT = re.compile(r"[省市县区州旗镇乡]|[^省市县区州旗镇乡]{2,6}$")
"""A name without its place: 县民政局, 供电公司."""
_COUNTY = re.compile(r"[^市县区]{1,6}[市县区](?:[^市县区]{1,4}[市县区])?")
_PROVINCE = re.compile(r"(?:黑龙江|[\u4e00-\u9fff]{2})省$")
_RANK = re.compile(r"(?:中级|高级|基层|人民)+")
_FIRM = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[了的与和及向对在是为])(?P<name>[^\s了的与和及向对在是为,。;:、“”()]{2,18}公司)$"
)
_CLAUSE = re.compile(r"[\n。,;:()“”\s](?=[\u4e00-\u9fff]{2,10}$)")
_NO_PLACE = "了使让的在对向从为被把将与和及等该本我全各由经除是至到以于"
_AT_PLACE = re.compile(f"[^{_NO_PLACE}\\W\\d]{{2,4}}?[省市县区州旗镇乡][^{_NO_PLACE}]*$")
_PUT_IN = re.compile("[省市县区州]?[^省市县区州旗镇乡村]{0,10}(?<![分子支])")
_LEVELS = "市县区州旗"
_FULL = re.compile(r"全[名称][为是:]?(?P<name>[^\s,。;:、()“”]{4,26})")
_DEFINED = re.compile(r"\((?:以下|下)?简?称:?[“\"]?([^()“”\"]{2,14})[”\"]?\)")


def in_full(chosen: Candidate, head: Sequence[Line], clean: str, start: int, end: int) -> Candidate:
    """The fullest form of the chosen name that the text has; ``head`` are the lines where its title stands."""
    chosen = _with_town(_defined(chosen, clean, start, end), clean, start, end)
    if _goes_before(chosen.name, clean, start, end):
        chosen = _prefixed(chosen, head, clean, start, end)
    chosen = _spelled(chosen, body_subjects(clean, start, end))
    chosen = _owned(chosen, clean, start, end)
    if _SHORT.match(chosen.name):
        chosen = _before_name(chosen, clean, start, end)
        chosen = _placed(_fuller(chosen, body_subjects(clean, start, end)), clean, start, end)
    return _with_province(chosen, clean, start, end)


def _owned(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name with the firm that owns the unit, where the text writes it in front (…有限公司青石矿)."""
    if PLACE.match(short.name) or "公司" in short.name:
        return short
    stop = min(end, start + READ)
    place = clean.find("公司" + short.name, start, stop)
    firm = _FIRM.search(clean, max(start, place - 24), place + len("公司")) if place >= 0 else None
    if firm is None or not is_name(firm["name"], stated=True):
        return short
    last = place + len("公司") + len(short.name)
    return Candidate(firm.start("name"), last, clean[firm.start("name") : last])


def _before_name(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The one name with a place that opens clauses and ends as the chosen one, even without a verb behind it
    (4月,云川县公安交警大队南桥中队…, for 交警大队)."""
    stop = min(end, start + READ)
    found = set[Candidate]()
    place = clean.find(short.name, start + 2, stop)
    while place >= 0:
        opens = _CLAUSE.search(clean, max(start, place - 12), place)
        if opens is not None:
            full = trimmed(opens.end(), clean[opens.end() : place + len(short.name)])
            if len(full.name) > len(short.name) + 1 and _AT_PLACE.match(full.name) and is_name(full.name):
                found.add(full)
        place = clean.find(short.name, place + 1, stop)
    full = min(found, key=lambda c: (len(c.name), c.start), default=short)
    return full if all(other.name.endswith(full.name) for other in found) else short


def written_out(short: Candidate, body: Sequence[Candidate]) -> Candidate:
    """The body's name that begins and ends as the headline's (云川县疾控中心, 云川县疾病预防控制中心)."""
    head, tail = short.name[:HEAD_LENGTH], short.name[-1]
    same = [c for c in body if c.name.startswith(head) and c.name.endswith(tail) and not c.name.startswith(short.name)]
    return _fuller(short, same)


def _spelled(short: Candidate, body: Sequence[Candidate]) -> Candidate:
    """The body's name that the chosen one shortens within (云川局(公司), 云川市烟草专卖局(公司)) or calls by its brand
    (云川邮政, 邮政集团有限公司云川县分公司)."""
    full = [c for c in body if not c.blank and len(c.name) > len(short.name)]
    same = [c for c in full if _spells(c.name, short.name) or _branded(c.name, short.name)]
    if not same and full and full[0] is body[0] and _placed_by_name(full[0].name, short.name):
        same = full[:1]
    return max(same, key=lambda c: len(c.name), default=short)


def _spells(full: str, short: str) -> bool:
    """Whether the full name is the short one with a place's kind and words without a place put in."""
    for cut in range(HEAD_LENGTH, len(short)):
        head, tail = short[:cut], short[cut:]
        place = full.find(head)
        if place >= 0 and full.endswith(tail) and _PUT_IN.fullmatch(full, place + cut, len(full) - len(tail)):
            return True
    return False


def _placed_by_name(full: str, short: str) -> bool:
    """Whether the first subject has a place's name where the chosen one says its level (云川中院, 市中院)."""
    return short[0] in _LEVELS and full.endswith(short[1:]) and PLACE.search(full[: 1 - len(short)]) is None


def _branded(full: str, short: str) -> bool:
    place, brand = short[:-HEAD_LENGTH], short[-HEAD_LENGTH:]
    return brand in report_rules().unit_brands and place in full and brand in full


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
    full = [c for c in longer if PLACE.search(c.name[:-1]) or c.name.endswith(short.name)]
    return max(full, key=lambda c: len(c.name), default=short)


def _shortens(short: Candidate, full: Candidate) -> bool:
    rest = iter(full.name)
    return all(character in rest for character in short.name)


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


def _prefixed(short: Candidate, head: Sequence[Line], clean: str, start: int, end: int) -> Candidate:
    """The name that puts the unit above it before the chosen one (东山银行柳河市分行, for 柳河市分行): a subject of the
    body's, or a headline's first words."""
    full = [c for c in body_subjects(clean, start, end) if not c.blank and c.name.endswith(short.name)]
    longer = re.compile(rf"[\u4e00-\u9fff]{{2,6}}{re.escape(short.name)}")
    for line in head:
        found = longer.match(line.text) if len(line.text) < HEADLINE and "。" not in line.text else None
        headed = None if found is None or line.chrome or line.title else trimmed(line.start, found.group())
        if headed is not None and headed.start == line.start and is_name(headed.name):
            full.append(headed)
    return max(full, key=lambda c: len(c.name), default=short)


def _with_town(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name with the town between county and village, where the text writes it so (云川县石门镇梨花村)."""
    place = _COUNTY.match(short.name)
    if place is None or place.end() == len(short.name):
        return short
    town = r"(?:(?![和与及党司局院校])[\u4e00-\u9fff]){1,6}[市县区镇乡道]"
    written = re.compile(rf"{re.escape(place.group())}{town}{re.escape(short.name[place.end() :])}")
    found = written.search(clean, start, min(end, start + READ))
    return short if found is None else Candidate(found.start(), found.end(), found.group())


def _placed(short: Candidate, clean: str, start: int, end: int) -> Candidate:
    """The name with the place that was taken out before it (##县民政局), where it begins with the kind of place.

    What names but a kind of unit (中级法院) gives way to the first name with placeholders that it shortens; a name
    without a place to the one with the place that the text calls its own (市财政局 beside 我市).
    """
    rank = _RANK.match(short.name)
    if rank is not None and short.name[rank.end() :] in report_rules().unit_suffixes:
        blanks = candidates(placeholder().finditer(clean, start, min(end, start + READ)), clean, end)
        return next((blank for blank in blanks if _shortens(short, blank)), short)
    stop = min(end, start + READ)
    level = max(_LEVELS, key=lambda level: sum(clean.count(own + level, start, stop) for own in ("我", "全")))
    place = -1 if PLACE.match(short.name) else clean.find(level + short.name, start, stop)
    if place >= 0 and (clean.find("我" + level, start, stop) >= 0 or clean.find("全" + level, start, stop) >= 0):
        return Candidate(place, place + 1 + len(short.name), level + short.name)
    level = "" if PLACE.match(short.name) else f"[{_LEVELS}省]"
    blank = rf"[{blank_marks()}]{{1,8}}{level}{re.escape(short.name)}"
    found = re.search(blank, clean[start:stop])
    return Candidate(start + found.start(), start + found.end(), found.group()) if found else short
