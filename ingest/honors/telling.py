"""Whether the words before a verb tell that a title was won, or wish, plan, rule or only count."""

from __future__ import annotations

import re

from ingest.honors.anchors import Anchor
from ingest.honors.patterns import last_match
from ingest.honors.rules import HonorRules

VENUE = re.compile(
    r"(?:在|于)([^,,。;;]{2,60})(?:中(?![心学小队国央])|上(?!级)|里|期间|(?<=[考评][核评选议比审])$|(?<=[竞大比]赛)$)"
    r"|(?:参加|举办的|组织的|开展的)([^,,。;;]{2,40}?)(?:中|上|[,,])"
    r"|经([^,,。;;]{2,30}?)(?:评审|评选|考核|审核|验收|批准|认定|推荐)"
)
"""Where titles are won (在…比赛中)."""
_NEAR = 8
_LIST_OPENS = re.compile(r"(?:称号)?(?:主要|包括|如下|有|是)*[::,,\n“\"(\d(【】]")
_MAKES = re.compile("(?:又|还|并|也|就|先后)?[把将](?!我|本|该)")
"""How a clause opens in which the unit makes something of another (又把青溪小学定为联系点)."""
_WISH_WITHIN = 50
_OFTEN = re.compile(r"(?<!\d)[1-9]\d{2,}[多余]?次$")
"""So often no one unit wins a title."""
_CLOSING = ("”", "」", "』")
_NAMED = re.compile(r"、|(?<![我全本该])[科室部队庭所站班组厅行院校]$")


def announces(anchor: Anchor, rules: HonorRules) -> bool:
    """Whether a heading is followed by its list (主要荣誉:…), not by a sentence about honors."""
    zone = anchor.zone.words
    opens = _LIST_OPENS.match(zone) or rules.level_word.match(zone)
    return anchor.word.endswith((":", "—")) or opens is not None


def blocked(anchor: Anchor, rules: HonorRules) -> bool:
    """Whether the clause wishes, plans, denies or rules instead of telling."""
    clause, before = anchor.clause, anchor.before.words
    if before.rfind("《") > before.rfind("》") and "》" in anchor.zone.words:
        return True
    wish = rules.block_before.search(clause + anchor.word)
    if (wish and wish.start() < len(clause)) or rules.block_directly.search(clause):
        return True
    if rules.own.search(clause) or _MAKES.match(clause):
        return True
    if anchor.kind in ("build", "dated") and rules.block_before.search(before[-_WISH_WITHIN:]):
        return True
    if anchor.kind in ("build", "state") and rules.block_build.search(clause[-_NEAR:]):
        return True
    return rules.rule_opening.match(clause) is not None


def only_counted(anchor: Anchor, rules: HonorRules) -> bool:
    """Whether the winners are only counted (有3名职工), neither one nor named (内科、外科2个科室, “甲”和“乙”)."""
    clause = anchor.clause
    if anchor.before.words.endswith(_CLOSING, 0, len(anchor.before.words) - len(clause)) and rules.counted.match(
        clause
    ):
        return False
    clause = VENUE.sub("", clause.lstrip("、"))
    if _OFTEN.search(clause):
        return True
    last = last_match(rules.counted, clause)
    if last is None or last[1] in ("1", "一"):
        return False
    if rules.among.search(clause, last.end()):
        return False
    head = clause[: last.start()]
    if rules.counted.search(head):
        return True
    return not ("等" in head[-2:] or _NAMED.search(head) or rules.persons.search(head))
