"""Titles won by being on the list that a sentence announces (公布了…名单,我院榜上有名)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.honors.anchors import Anchor, squeeze
from ingest.honors.patterns import last_match
from ingest.honors.rules import HonorRules
from ingest.types import Report, Text

_BACK = 160
_QUOTED = re.compile(r"[“\"「](?P<name>[^“”\"「」\n]{4,40})[”\"」]")
_NAMED = re.compile(r"(?P<name>[^,,。;;“”\"「」的了\n]{2,40}?)(?=名单|评选|称号|荣誉|等?[,,])")
_COUNT = re.compile(r"\d[个家名项]")


def listings(text: Text, report: Report, rules: HonorRules) -> Iterator[Anchor]:
    """The titles of announcements whose sentence goes on to say that the unit is on the list."""
    clean = text.clean
    for word, hit in _hits(clean, report, rules):
        begin = max(report.start, hit - _BACK)
        begin = max(begin, clean.rfind("。", begin, hit) + 1)
        span = _announced(clean, begin, hit, rules)
        if span is not None:
            before, zone = squeeze(clean, begin, span[0], lines=False), squeeze(clean, *span, lines=False)
            yield Anchor(word, "bestow", before, "", zone, cut=False)


def _hits(clean: str, report: Report, rules: HonorRules) -> Iterator[tuple[str, int]]:
    """The words that say so; they are rare, so that looking for each is faster than a pattern of all."""
    for word in rules.listed:
        hit = clean.find(word, report.start, report.end)
        while hit >= 0:
            yield word, hit
            hit = clean.find(word, hit + 1, report.end)


def _announced(clean: str, begin: int, end: int, rules: HonorRules) -> tuple[int, int] | None:
    """The title that is announced in ``[begin, end)``, with its quotation marks; None where it is only proposed."""
    verb = rules.announces.search(clean, begin, end)
    if verb is None or rules.proposed.search(clean, begin, end):
        return None
    quoted = last_match(_QUOTED, clean, verb.end(), end)
    if quoted is not None:
        return quoted.span()
    if "、" in clean[verb.end() : end]:
        return None  # several titles, of which the unit won one
    for named in _NAMED.finditer(clean, verb.end(), end):
        ends = last_match(rules.title_end, clean, *named.span())
        if ends is not None and _COUNT.search(clean, named.start(), ends.end()) is None:
            return named.start(), ends.end()
    return None
