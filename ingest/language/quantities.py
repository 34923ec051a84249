"""Read the quantity that begins at an offset: approximator, number or range, measure word, approximator.

This is grammar only; what is no quantity although it reads like one is `ingest.exclusions`' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.language.measures import MEASURES, Counted, MeasureWord
from ingest.language.numerals import UNITS, Numeral, read_numeral, read_small_money
from ingest.types import Measure, Qualifier

_RANGE = re.compile(r"[ ]?(?:-{1,2}|[–—―〜~]{1,2}|至|到|&[mn]dash;|&minus;)[ ]?")
_HALF = re.compile(r"(?:个)?(?P<part>半|多|余|来)(?=个?(?:小时|学时|课时|钟头|百分点))")
_FILLERS = "了有为达 "
YEARS = range(1949, 2051)
"""Numbers that are years rather than quantities where no measure word tells otherwise."""
_BARE = frozenset("百千万亿")
# 人数百余, 总数: 数 is part of a noun there; 网上, 会上: 上 is a place.
_NOT_VAGUE = {"数": "人总户件次多少系指岁基倍函分整参位", "上": "网以马晚早身桌楼线路", "过": "通经超不"}
# Words of hundreds and thousands without a digit count only with one of these before them.
_LONGEST_LIST = 8
_VAGUE_PREFIX: dict[str, Qualifier] = {"数": "over", "几": "over", "上": "over", "过": "over"}


_BY_STRENGTH: tuple[Qualifier, ...] = ("under", "over", "about", "exact")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at ``[first, end)``; its number at ``start``, its measure word at ``[word_start, word_end)``.

    ``word`` is None for rates (三分之一) and for numbers without a measure word, whose ``unit`` is what is counted.
    ``bare`` says that the number has no digit at all (百名, 万元) and nothing that makes it vague.
    """

    first: int
    start: int
    end: int
    value: float
    unit: str
    measure: Measure
    qualifier: Qualifier
    numeral: Numeral
    word: MeasureWord | None
    word_end: int
    bare: bool


@dataclass(frozen=True, slots=True)
class _Core:
    """A number with its measure word, before approximators."""

    value: float
    numeral: Numeral
    word: MeasureWord | None
    end: int


def read_quantity(clean: str, start: int) -> Quantity | None:
    """Read the quantity whose number begins at ``start`` of ``clean``; None where no measure follows the number."""
    numeral = read_numeral(clean, start)
    if numeral is None:
        return None
    if numeral.kind != "number":
        core = _Core(numeral.value, numeral, None, numeral.end)
        return _qualify(clean, core, "%", "rate") if numeral.kind == "rate" else _qualify(clean, core, "倍", "multiple")
    measured = _read_range(clean, numeral) or _read_measured(clean, numeral)
    if measured is not None and measured.word is not None:
        return _qualify(clean, measured, measured.word.unit, measured.word.measure)
    if numeral.scaled and clean[start] not in _BARE:
        unit, measure = _listed(clean, numeral) or _counted(clean, numeral)
    elif (noun := _counted_behind(clean, numeral)) is not None:
        unit, measure = noun.unit, noun.measure
    else:
        return None
    return _qualify(clean, _Core(numeral.value, numeral, None, numeral.end), unit, measure)


def measure_after(clean: str, position: int, numeral: Numeral | None = None) -> tuple[MeasureWord, int] | None:
    """The measure word at ``position`` or behind one blank or line break, and where it ends.

    None where it does not follow numbers written as ``numeral`` is.
    """
    if clean[position : position + 1] in (" ", "\n", "\t"):
        position += 1
    elif clean.startswith("\r\n", position):
        position += 2
    word = MEASURES.match(clean, position)
    if word is None:
        return None
    if numeral is not None and not _follows(word, numeral):
        return None
    return word, position + len(word.word)


def _follows(word: MeasureWord, numeral: Numeral) -> bool:
    if not numeral.spelled or word.use == "always":
        return True
    return word.use == "large" and numeral.value >= 100


def _read_measured(clean: str, numeral: Numeral) -> _Core | None:
    value, end = numeral.value, numeral.end
    half = _HALF.match(clean, end)
    if half is not None:
        end = half.end()
        if half["part"] == "半":
            value += 0.5
        else:
            numeral = replace(numeral, more="about" if half["part"] == "来" else "over")
    found = measure_after(clean, end, numeral)
    if found is None:
        return None
    word, end = found
    if word.use == "noun" and not _noun_counts(clean, numeral, end):
        return None
    value *= word.factor
    if word.unit == "元":
        small, end = read_small_money(clean, end)
        value += small
    return _Core(value, numeral, word, end)


def _noun_counts(clean: str, numeral: Numeral, end: int) -> bool:
    """40余村, 辖3镇, 5县2区: a noun without a measure word, but not 3区 as a label."""
    if numeral.more != "exact" or clean.endswith(MEASURES.noun_after, 0, numeral.start):
        return True
    return clean[end : end + 1].isdigit()


def _read_range(clean: str, low: Numeral) -> _Core | None:
    """3至5次, 3-5万元, 30%-40%: the lower bound is the value; None where no range begins."""
    measured = None
    dash = _RANGE.match(clean, low.end)
    if dash is None:
        measured = _read_measured(clean, low)
        if measured is None or measured.word is None or (dash := _RANGE.match(clean, measured.end)) is None:
            return measured
        if clean[low.start - 1 : low.start] in ("从", "由"):
            return measured
    high = read_numeral(clean, dash.end())
    found = None if high is None else _read_measured(clean, high)
    if high is None or found is None or found.word is None:
        return measured
    if measured is not None and measured.word is not None:
        same = measured.word.unit == found.word.unit and measured.value < found.value
        return _Core(measured.value, low, found.word, found.end) if same else measured
    value = low.value
    scale = _scale(clean, high)
    if not low.scaled and value * scale < high.value:
        value *= scale
    return _Core(value * found.word.factor, low, found.word, found.end) if value < high.value else None


def _scale(clean: str, numeral: Numeral) -> float:
    """The 万 or 亿 at the end of a number, which both ends of a range share."""
    value = 1.0
    for character in clean[numeral.start : numeral.end]:
        if character in "百千万亿" and (not numeral.spelled or character in "万亿"):
            value *= UNITS[character]
    return value


def _listed(clean: str, numeral: Numeral) -> tuple[str, Measure] | None:
    """12万、8万、5.6万元: the unit of the next number of the list."""
    position = numeral.end
    for _ in range(_LONGEST_LIST):
        if clean[position : position + 1] not in ("、", "和", "及"):
            return None
        following = read_numeral(clean, position + 1)
        if following is None:
            return None
        found = measure_after(clean, following.end, following)
        if found is not None:
            return found[0].unit, found[0].measure
        position = following.end
    return None


def _counted_behind(clean: str, numeral: Numeral) -> Counted | None:
    """The noun of people or households directly behind a number that is no year: 2800师生, 五千三百多群众."""
    if numeral.more == "exact" and (numeral.value < MEASURES.plain_least or numeral.value in YEARS):
        return None
    return MEASURES.people_behind(clean, numeral.end)


def _counted(clean: str, numeral: Numeral) -> tuple[str, Measure]:
    """What a number without a measure word counts (66万用户, 用户66万): unit and measure; empty if not clear."""
    best: tuple[int, str, Measure] = (99, "", "count")
    for counted in MEASURES.counted:
        if clean.startswith(counted.noun, numeral.end):
            return counted.unit, counted.measure
        found = clean.rfind(counted.noun, max(0, numeral.start - 10), numeral.start)
        distance = numeral.start - found - len(counted.noun)
        if found >= 0 and distance < best[0] and not any(c in clean[found : numeral.start] for c in ",。;、"):
            best = (distance, counted.unit, counted.measure)
    return best[1], best[2]


def _qualify(clean: str, core: _Core, unit: str, measure: Measure) -> Quantity:
    """Take the approximators around a number with its measure word in."""
    numeral, start = core.numeral, core.numeral.start
    first, found = start, set()
    bare = clean[start] in _BARE and numeral.kind == "number"
    if clean[start] in "十百千万亿" and numeral.kind == "number" and (prefix := _vague_prefix(clean, start)):
        first -= 1
        found.add(prefix)
    before = _approximator_before(clean, first)
    while before is not None:
        first, qualifier = before
        found.add(qualifier)
        before = _approximator_before(clean, first)
    after = MEASURES.after(clean, core.end, measure)
    end = core.end
    if after is not None:
        end, qualifier = after
        found.add(qualifier)
    found.add(numeral.more)
    return Quantity(
        first,
        start,
        end,
        round(core.value, 6),
        unit,
        measure,
        _strongest(found),
        numeral,
        core.word,
        core.end,
        bare and found == {"exact"},
    )


def _vague_prefix(clean: str, start: int) -> Qualifier | None:
    """数十, 几百, 上千, 过万: what the character before a number that begins with its unit says."""
    prefix = clean[start - 1] if start else ""
    if start > 1 and clean[start - 2] in _NOT_VAGUE.get(prefix, ""):
        return None
    return _VAGUE_PREFIX.get(prefix)


def _approximator_before(clean: str, end: int) -> tuple[int, Qualifier] | None:
    found = MEASURES.before(clean, end)
    if found is None and end and clean[end - 1] in _FILLERS:
        found = MEASURES.before(clean, end - 1)
    return found


def _strongest(found: set[Qualifier]) -> Qualifier:
    """A bound says more than 近 or 约: 近200多人 is over."""
    return next(qualifier for qualifier in _BY_STRENGTH if qualifier in found)
