"""The verbs that say a title was won, each with its sentence before it and the list of titles behind it.

One pass over a report finds the verbs; each looks at most ``_BACK`` characters back and ``_AHEAD`` ahead and never
past the next verb, so the time is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from ingest.honors.listings import announced, paraded
from ingest.honors.patterns import AWARDED, last_match
from ingest.honors.rules import HonorRules
from ingest.types import Report, Text

_BACK = 160
_AHEAD = 600
MAKING = ("为", "晋升", "晋级")
"""How verbs end that make a unit what follows, also where no rule knows its name (核定为国家二级博物馆)."""
_CONFERRED = ("颁发", "颁发了")
_TO_US = re.compile("[向给为对][我本该][^。;;\n]{0,40}$")
"""What is said before one that gives a title to the unit itself (向我校颁发了“…”锦旗)."""
_LEVEL_WITHIN = 12
"""Characters behind a verb within which a name that no rule knows says its level."""
_DATED_AHEAD = 80
_NAME = 45
_SENTENCE_END = re.compile(
    # Each end is told by its first character, so that the search skips all others at once.
    r"[。!?!?\s](?:(?<=[。!?!?])|(?<=\n)(?=\s*\n)|(?<=[;;::]\s)(?:\s*\n|(?<=\n))"
    r"|(?<=\n)(?=[ \t\u3000]{2}|\s*[((]?[一二三四五六七八九十\d]{1,2}[、..))]))"
)
_LINES_FOLLOW = re.compile(r"(?:以下)?(?:荣誉)?(?:称号)?[::][ \t]*\n")
_LAST_QUOTE = re.compile(r"[“\"「『][^“”\"「」『』\n]{2,40}[”\"」』][、和及与]?\Z")
_QUOTE = re.compile('[“”"「『‘《]')
"""What opens a quotation: words in it that no rule knows are a title where the verb bestows them."""
_RUNS = re.compile(r"\S+")
_PAGE = re.compile(r"\n(?<=[\u4e00-\u9fff、“]\n)[ \t\u3000]*\n\s*\d{1,3}、(?=[^。;;\n]{1,30}?(?:、|称号|荣誉|[”」』]))")
"""A page's end and the next page's number inside a list of titles."""
_WRAPPED = re.compile(
    r"\n(?<=[\u4e00-\u9fff、“]\n)(?<!称号\n)(?<!荣誉\n)[ \t\u3000]*\n[ \t\u3000]*"
    r"(?=[\u4e00-\u9fffXx*×“])(?![一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十])"
    r"(?=[^。;;::\n]{1,20}?(?:、|等?(?:荣誉)?称号|等荣誉|[”」』]))"
)
"""A blank line between the lines of one paragraph, inside a list of titles."""
_YEAR_LINE = re.compile(r"\n[ \t]*(?=(?:19|20)\d{2})")
_LINES = re.compile(r"[\S\n]+")
_HONORED = ("受到", "得到")
_COMMENDED = re.compile("[^,,。;;\n]{0,20}?(?:表彰|表扬|嘉奖)")
_CLAUSE_END = re.compile("[,,。;;\n]")
_CLOSING = '”"」』'
"""What closes a quotation."""
_CLAUSE_MARK = re.compile("[,;:。!?\n“”]")


class Squeezed(NamedTuple):
    """A run of normalised text without white space; ``places`` are the document offsets of its characters."""

    words: str
    places: Sequence[int]

    def raw(self, text: Text, start: int, end: int) -> str:
        """``[start, end)`` of the words as they were read, without white space."""
        return "".join(text.raw[place] for place in self.places[start:end])


class Anchor(NamedTuple):
    """A verb with its sentence ``before`` it and its ``zone`` behind it; ``cut`` where the next verb ends the zone."""

    word: str
    kind: str
    before: Squeezed
    clause: str
    """The words before the verb back to the last comma or quotation mark."""
    zone: Squeezed
    cut: bool


def anchors(text: Text, report: Report, rules: HonorRules) -> Iterator[Anchor]:
    """The verbs of a report in order, without those that only look like one (获得者) or that no title can follow."""
    clean = text.clean
    hits = [hit for hit in rules.anchor.finditer(clean, report.start, report.end) if not _excepted(clean, hit, rules)]
    stops = [*(hit.start() for hit in hits), report.end]
    for hit, stop in zip(hits, stops[1:], strict=True):
        if rules.kind_of[hit.group()] == "listed":
            yield from _listed(clean, report, hit, rules)
            continue
        if rules.kind_of[hit.group()] == "paraded":
            yield from _paraded(clean, report, hit, rules)
            continue
        if hit.group() in _HONORED:
            yield from _honored_as(clean, report, hit)
        kind = "list" if _LINES_FOLLOW.match(clean, hit.end()) else rules.kind_of[hit.group()]
        end = _zone_end(clean, hit.end(), min(stop, hit.end() + _AHEAD), kind)
        opens = hit.end() + (kind == "list" and clean.startswith("】", hit.end()))
        if _may_name(_words(clean, opens, end, lines=kind == "list"), hit.group(), kind, rules):
            begin = _sentence_start(clean, max(report.start, hit.start() - _BACK), hit.start())
            cut = end == stop < report.end
            before = _squeeze(clean, begin, hit.start(), lines=False)
            zone = _squeeze(clean, opens, end, lines=kind == "list")
            yield Anchor(hit.group(), kind, before, _clause(before.words), zone, cut)


def _listed(clean: str, report: Report, hit: re.Match[str], rules: HonorRules) -> Iterator[Anchor]:
    """The title of the list that the unit is said to be on, announced earlier in the sentence."""
    begin = max(report.start, hit.start() - _BACK)
    begin = max(begin, clean.rfind("。", begin, hit.start()) + 1)
    span = announced(clean, begin, hit.start(), rules)
    if span is not None:
        before, zone = _squeeze(clean, begin, span[0], lines=False), _squeeze(clean, *span, lines=False)
        yield Anchor(hit.group(), "listed", before, "", zone, cut=False)


def _paraded(clean: str, report: Report, hit: re.Match[str], rules: HonorRules) -> Iterator[Anchor]:
    """The titles whose signs are said to hang or to stand where all see them (…等牌匾挂满了墙)."""
    begin = max(report.start, hit.start() - _BACK)
    span = paraded(clean, begin, hit.start(), rules)
    if span is not None:
        before = _squeeze(clean, _sentence_start(clean, begin, span[0]), span[0], lines=False)
        yield Anchor(hit.group(), "bestow", before, "", _squeeze(clean, *span, lines=False), cut=False)


def _honored_as(clean: str, report: Report, hit: re.Match[str]) -> Iterator[Anchor]:
    """The title as whose bearer the unit is commended (作为市级先进单位受到表彰)."""
    begin = clean.rfind("作为", max(report.start, hit.start() - _NAME), hit.start())
    if begin < 0 or not _COMMENDED.match(clean, hit.end(), min(report.end, hit.end() + _NAME)):
        return
    if _CLAUSE_END.search(clean, begin, hit.start()) is None:
        start = _sentence_start(clean, max(report.start, begin - _BACK), begin)
        before = _squeeze(clean, start, begin, lines=False)
        zone = _squeeze(clean, begin + len("作为"), hit.start(), lines=False)
        yield Anchor("作为", "bestow", before, _clause(before.words), zone, cut=False)


def _may_name(zone: str, word: str, kind: str, rules: HonorRules) -> bool:
    """Whether a title can be in the zone at all; most verbs (取得成效) are followed by none, which is told at once."""
    if rules.title_end.search(zone) or rules.called_word.search(zone) or "之一" in zone:
        return True
    if (_QUOTE if kind == "bestow" else AWARDED).search(zone) is not None:
        return True
    if kind != "bestow" and not word.endswith(MAKING):
        return False
    return (rules.level_word.search(zone, 0, _LEVEL_WITHIN) or rules.praise.search(zone, 0, _LEVEL_WITHIN)) is not None


def dated(text: Text, report: Report, rules: HonorRules) -> Iterator[Anchor]:
    """Years that open a clause and are followed by a title at once, without a verb (2009年市级文明单位;)."""
    clean = text.clean
    for hit in rules.dated.finditer(clean, report.start, report.end):
        end = _zone_end(clean, hit.end(), min(report.end, hit.end() + _DATED_AHEAD), "dated")
        line = _YEAR_LINE.search(clean, hit.end(), end)
        end = line.start() if line else end
        begin = _sentence_start(clean, max(report.start, hit.start() - _BACK), hit.start())
        before = _squeeze(clean, begin, hit.end(), lines=False)
        zone = _squeeze(clean, hit.end(), end, lines=False)
        yield Anchor("年", "dated", before, _clause(before.words), zone, cut=False)


def named(text: Text, report: Report, rules: HonorRules) -> Iterator[Anchor]:
    """Titles in quotation marks that stand before their verb (“…”称号已连续保持六年), each with its clause."""
    clean = text.clean
    marks = "".join(mark for mark in _CLOSING if clean.find(mark, report.start, report.end) >= 0)
    for hit in _closed(marks, rules.named).finditer(clean, report.start, report.end) if marks else ():
        start = _list_start(clean, max(report.start, hit.start() - _AHEAD), hit.start() + 1)
        begin = _sentence_start(clean, max(report.start, start - _BACK), start)
        before = _squeeze(clean, begin, start, lines=False)
        zone = _squeeze(clean, start, hit.end(), lines=False)
        yield Anchor("称号", "named", before, _clause(before.words), zone, cut=False)


@cache
def _closed(marks: str, behind: str) -> re.Pattern[str]:
    """What stands behind one of the marks, of which most texts have only one: then the search is far quicker."""
    return re.compile(f"[{marks}]{behind}")


def _list_start(clean: str, least: int, end: int) -> int:
    """Where the quotations begin that follow one another up to ``end``; ``end`` where there is none."""
    while quote := _LAST_QUOTE.search(clean, max(least, end - _NAME), end):
        end = quote.start()
    return end


def _clause(words: str) -> str:
    mark = _CLAUSE_MARK.search(words[::-1])  # from the end, where it is
    return words[len(words) - mark.start() :] if mark else words


def _squeeze(clean: str, start: int, end: int, *, lines: bool) -> Squeezed:
    words = _words(clean, start, end, lines=lines)
    if len(words) == end - start:
        return Squeezed(words, range(start, end))
    places: list[int] = []
    for run in _kept(clean, start, end, lines=lines):
        places += range(*run)
    return Squeezed(words, places)


def _words(clean: str, start: int, end: int, *, lines: bool) -> str:
    segment = clean[start:end]
    if segment.split() == [segment]:
        return segment
    return "".join(clean[slice(*run)] for run in _kept(clean, start, end, lines=lines))


def _kept(clean: str, start: int, end: int, *, lines: bool) -> Iterator[tuple[int, int]]:
    """The runs without white space and, unless lines are kept, without the numbers of pages."""
    if lines:
        yield from (run.span() for run in _LINES.finditer(clean, start, end))
        return
    for page in chain(_PAGE.finditer(clean, start, end), (None,)):
        stop = page.start() if page else end
        yield from (run.span() for run in _RUNS.finditer(clean, start, stop))
        start = page.end() if page else end


def _excepted(clean: str, hit: re.Match[str], rules: HonorRules) -> bool:
    if hit.group() in _CONFERRED and not _TO_US.search(clean, max(0, hit.start() - _NAME), hit.start()):
        return True
    guard = rules.guards.get(hit.group())
    return guard is not None and guard.match(clean, hit.end()) is None


def _zone_end(clean: str, start: int, stop: int, kind: str) -> int:
    if kind == "list":
        return stop
    end = _SENTENCE_END.search(clean, start, stop)
    while end is not None and (goes_on := _goes_on(clean, start, end.start(), stop)):
        end = _SENTENCE_END.search(clean, goes_on, stop)
    return end.start() if end else stop


def _goes_on(clean: str, start: int, end: int, stop: int) -> int:
    """Where a list of titles goes on behind a page's end or a blank line at ``end``; 0 where it does not."""
    if not clean.startswith("\n", end):
        return 0
    page = _PAGE.match(clean, end, stop)
    if page is None and clean.find("、", start, end) >= 0:
        page = _WRAPPED.match(clean, end, stop)
    return page.end() if page else 0


def _sentence_start(clean: str, start: int, stop: int) -> int:
    start = max(start, clean.rfind("。", start, stop) + 1)
    last = last_match(_SENTENCE_END, clean, start, stop)
    return last.end() if last else start
