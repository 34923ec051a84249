"""Titles that stand before what says that they were won: on a list that a sentence announces (公布了…名单,我院榜上
有名), and with their signs (…等牌匾挂满了墙)."""

from __future__ import annotations

import re

from ingest.honors.patterns import last_match
from ingest.honors.rules import HonorRules

_QUOTED = re.compile(r"[“\"「](?P<name>[^“”\"「」\n]{4,40})[”\"」]")
_NAMED = re.compile(
    r"(?P<name>(?:对(?=标)|[^,,。;;“”\"「」的了对将把\n]){2,40}?)"
    r"(?=名单|评选|称号|荣誉|进行|予以|给予|等?[,,])"
)
_GIVEN = ("进行", "予以", "给予", "进行了")
"""Before 表彰 where its object stands in front (对先进单位进行表彰)."""
_COUNT = re.compile(r"\d[个家名项]")
_CLAUSE = re.compile("[,,。;;::\n]")
_SIGN = re.compile(
    "(?:等|的|一?[块项面张枚座串个]{1,2})*(?:荣誉|称号|殊荣|奖项|牌匾|奖牌|奖杯|奖状|锦旗|证书){1,2}[^,,。;;、\n“”]{0,8}$"
)
"""What was handed over with the titles, at the end of what stands before the verb."""


def paraded(clean: str, begin: int, end: int, rules: HonorRules) -> tuple[int, int] | None:
    """The titles in ``[begin, end)`` whose signs are the verb's subject; None where the clause begins with no level."""
    last = last_match(_CLAUSE, clean, begin, end)
    begin = last.end() if last else begin
    sign = _SIGN.search(clean, begin, end)
    if sign is None or rules.level_word.match(clean, begin) is None:
        return None
    return begin, sign.start()


def announced(clean: str, begin: int, end: int, rules: HonorRules) -> tuple[int, int] | None:
    """The title that is announced in ``[begin, end)``, with its quotation marks; None where it is only proposed."""
    verb = rules.announces.search(clean, begin, end)
    if verb is None or rules.proposed.search(clean, begin, end):
        return None
    quoted = last_match(_QUOTED, clean, verb.end(), end)
    if quoted is not None:
        return quoted.span()
    if "、" in clean[verb.end() : end]:
        return None  # several titles, of which the unit won one
    given = verb.start() if clean.endswith(_GIVEN, begin, verb.start()) else 0
    for named in _NAMED.finditer(clean, begin if given else verb.end(), given or end):
        ends = last_match(rules.title_end, clean, *named.span())
        if ends is not None and _COUNT.search(clean, named.start(), ends.end()) is None:
            return named.start(), ends.end()
    return None
