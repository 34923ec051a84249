"""How many people a unit has (现有职工120人): figures of its last year, whatever years the report covers."""

from __future__ import annotations

import re
from functools import cache

from ingest.language.period_rules import rules
from ingest.rulefile import any_of

BEFORE, AFTER = 24, 40
"""So many characters before and behind a number are read."""

_SINGLED_OUT = re.compile(r"报到|先后|累计|曾|全年|每年|又有|另有|年有|已有")
_HONORED = re.compile(r"[^,。;]{0,24}?(?:受到|荣获|获得|荣立|被评|被授|参加|参与|当选|考取|取得|通过)")
_BODY = re.compile(r"(?P<held>)(?:班子|支部|党委|党组|一班人|总支)(?:现?[由有])?$")
_OF_BODY = ("成员", "组成", "委员", "班子成员")
"""How many lead the unit: 领导班子由5人组成."""
_AGE = re.compile(r"(?P<held>)平均年[龄岁][为在达只有仅]{0,2}$")


@cache
def _staff_before() -> re.Pattern[str]:
    """What says before the number that it counts staff: 现有职工; a clause's first words, too (社区党员, 高级职称)."""
    words = rules()
    held, nouns = any_of(words.staff_held), any_of(words.staff_nouns)
    own = rf"(?:[我本全]?(?:{any_of(words.staff_bodies)}))?[“”]*(?:{any_of(words.staff_kinds)}|[、“”]){{0,4}}"
    return re.compile(
        rf"(?:(?P<held>{held})[^,。;、]{{0,8}}?(?:{nouns})?|(?:^|[人名]、){own}(?:{nouns}))(?:总数)?[为达共]?$"
    )


@cache
def _staff_after() -> re.Pattern[str]:
    kinds, nouns = any_of(rules().staff_kinds), any_of(rules().staff_nouns)
    return re.compile(rf"(?:{kinds}){{0,4}}(?:{nouns}|人)?(?:左右|以上)?(?:[,。;、(\n]|其中|$)")


@cache
def _staff_part() -> re.Pattern[str]:
    words = rules()
    named = any_of((*words.staff_kinds, *words.staff_nouns, *words.staff_parts))
    return re.compile(rf"(?:其中)?(?:{named}|[、和及的]){{1,5}}(?:分别|占|达|为|有|[0-9]{{1,4}}[人名])*[和、]?$")


def part_of_staff(clean: str, clause: int, start: int, unit: str) -> bool:
    """Whether the number at ``start`` is a part of the staff that its sentence has counted (其中正高39人)."""
    before = clean[max(clause, start - BEFORE) : start]
    return unit in ("人", "%") and _staff_part().search(before) is not None and not _SINGLED_OUT.search(before)


def on_shift(clean: str, clause: int, start: int) -> bool:
    """Whether the number at ``start`` counts those of one shift (每天白班5人), which is no number a day."""
    before = clean[max(clause, start - BEFORE) : start]
    return any(word in before for word in rules().staff_shifts)


def staff_words(clean: str, clause: int, start: int, end: int, unit: str) -> re.Match[str] | None:
    """What says before the number at ``[start, end)``, in its clause from ``clause`` on, that it counts the staff.

    Its group ``held`` holds for the rest of the sentence, too (现有); a clause's first words say it of their own number
    only. None where the number counts other people, or those who won something.
    """
    before = clean[max(clause, start - BEFORE) : start]
    if unit != "人":
        return _AGE.search(before) if unit == "岁" else None
    body = _BODY.search(before) if clean.startswith(_OF_BODY, end) else None
    if body is not None:
        return body
    held, after = _staff_before().search(before), _staff_after().match(clean, end, end + BEFORE)
    if held is None or after is None or not any(noun in held.group() + after.group() for noun in rules().staff_nouns):
        return None
    if _SINGLED_OUT.search(before) or _HONORED.match(clean, end, end + AFTER):
        return None
    return held
