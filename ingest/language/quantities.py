"""Read the quantity that begins at an offset: approximator, number or range, measure word, approximator.

This is grammar only; what is no quantity although it reads like one is `ingest.exclusions`' business.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.language.common import (
    BEFORE_LAST,
    COMMON,
    JOINTS,
    RANGE_FIRST,
    Quantity,
    approximators_before,
    read_common,
    strongest_of,
)
from ingest.language.measures import MEASURES, Counted, MeasureWord
from ingest.language.numerals import UNITS, Numeral, read_numeral, read_small_money
from ingest.types import Measure, Qualifier

YEARS: Final = range(1949, 2051)
"""Numbers that are years rather than quantities where no measure word tells otherwise."""
_RANGE: Final = re.compile(r"[ ]?(?:-{1,2}|[–—―〜~]{1,2}|至|到|&[mn]dash;|&minus;)[ ]?")
_HALF_FIRST: Final = frozenset("个半多余来")
_HALF: Final = re.compile(r"(?:个)?(?P<part>半|多|余|来)(?=个?(?:小时|学时|课时|钟头|百分点))")
_BLANKS: Final = frozenset(" \n\t\r")
_BARE: Final = frozenset("百千万亿")
_LONGEST_LIST: Final = 8
_NOUN_LIST: Final = 20


class _Core(NamedTuple):
    """A number with its measure, before approximators."""

    value: float
    numeral: Numeral
    unit: str
    measure: Measure
    word: MeasureWord | None
    end: int


def read_quantity(clean: str, start: int, low: int = 0) -> Quantity | None:
    """Read the quantity whose number begins at ``start`` of ``clean``; None where no measure follows the number.

    Approximators before the number are looked for from ``low`` on.
    """
    common = COMMON.match(clean, start)
    if common is not None and (quantity := read_common(clean, common, low)) is not None:
        return quantity
    return read_closely(clean, start, low)


def read_closely(clean: str, start: int, low: int = 0) -> Quantity | None:
    """Read the same by grammar alone: the commonest form has digits, which a number in Chinese characters has not."""
    numeral = read_numeral(clean, start)
    core = None if numeral is None else _read_core(clean, numeral)
    return None if core is None else _qualify(clean, core, low)


def _read_core(clean: str, numeral: Numeral) -> _Core | None:
    if numeral.kind == "rate":
        return _Core(numeral.value, numeral, "%", "rate", None, numeral.end)
    if numeral.kind == "multiple":
        return _Core(numeral.value, numeral, "倍", "multiple", None, numeral.end)
    return _read_range(clean, numeral) or _read_unmeasured(clean, numeral)


def _read_unmeasured(clean: str, numeral: Numeral) -> _Core | None:
    """66万用户, 2800师生, 12、15人: a multiplier, people or the measure of a list in place of a measure word."""
    listed = _listed(clean, numeral)
    if listed is not None:
        return listed
    bare = clean[numeral.start] in _BARE
    if numeral.scaled:
        following = clean[numeral.end : numeral.end + 1]
        if following.isascii() and following.isalpha():  # 1亿VIP文档
            return None
        unit, measure = _counted(clean, numeral)
        if bare and not (unit and approximators_before(clean, numeral.start, 0)[1]):  # 存款突破百亿
            return None
        return _Core(numeral.value, numeral, unit, measure, None, numeral.end)
    noun = _counted_behind(clean, numeral)
    return None if noun is None else _Core(numeral.value, numeral, noun.unit, noun.measure, None, numeral.end)


def measure_after(clean: str, position: int, numeral: Numeral | None = None) -> tuple[MeasureWord, int] | None:
    """The measure word at ``position``, behind one blank or line break or in brackets, and where it ends.

    None where it does not follow numbers written as ``numeral`` is.
    """
    first = clean[position : position + 1]
    if first in _BLANKS:
        position += 2 if clean.startswith("\r\n", position) else first != "\r"
        first = clean[position : position + 1]
    bracketed = first == "("
    word = MEASURES.match(clean, position + bracketed)
    if word is None or (bracketed and not clean.startswith(")", position + 1 + len(word.word))):
        return None
    if numeral is not None and not _follows(word, numeral):
        return None
    return word, position + len(word.word) + 2 * bracketed


def _follows(word: MeasureWord, numeral: Numeral) -> bool:
    if not numeral.spelled or word.use in ("always", "noun"):
        return True
    return word.use == "large" and numeral.value >= 100


def _read_measured(clean: str, numeral: Numeral) -> _Core | None:
    value, end = numeral.value, numeral.end
    half = _HALF.match(clean, end) if clean[end : end + 1] in _HALF_FIRST else None
    if half is not None:
        end = half.end()
        if half["part"] == "半":
            value += 0.5
        else:
            numeral = numeral._replace(more="about" if half["part"] == "来" else "over")
    found = measure_after(clean, end, numeral)
    if found is None:
        return None
    word, end = found
    if word.word == "个":
        word = _shared(clean, end) or word
    if word.use == "noun" and not _noun_counts(clean, numeral, end, len(word.word)):
        return None
    value *= word.factor
    if word.unit == "元":
        small, end = read_small_money(clean, end)
        value += small
    return _Core(value, numeral, word.unit, word.measure, word, end)


def _noun_counts(clean: str, numeral: Numeral, end: int, length: int) -> bool:
    """40余村, 辖3镇, 5县2区, 辖两区三镇: a noun without a measure word, but not 3区 as a label.

    A longer noun behind a blank begins what follows (达标率100 学校占地).
    """
    if length > 1 and clean[end - length - 1] in _BLANKS:
        return False
    if numeral.spelled:
        return MEASURES.noun_list.search(clean, max(0, numeral.start - _NOUN_LIST), numeral.start) is not None
    if numeral.more != "exact" or clean.endswith(MEASURES.noun_after, 0, numeral.start):
        return True
    return clean[end : end + 1].isdigit()


def _read_range(clean: str, low: Numeral) -> _Core | None:
    """A number with its measure, or a range of which the lower bound is the value: 3至5次, 3-5万元, 30%-40%."""
    dash = _RANGE.match(clean, low.end) if clean[low.end : low.end + 1] in RANGE_FIRST else None
    if dash is not None:
        return _read_bounds(clean, low, dash.end())
    measured = _read_measured(clean, low)
    if measured is None:
        return None
    dash = _RANGE.match(clean, measured.end) if clean[measured.end : measured.end + 1] in RANGE_FIRST else None
    if dash is None or clean[low.start - 1 : low.start] in ("从", "由"):
        return measured
    high = _read_bound(clean, dash.end())
    if high is None or high.unit != measured.unit or high.value <= measured.value:
        return measured
    return high._replace(value=measured.value, numeral=low)


def _read_bound(clean: str, start: int) -> _Core | None:
    numeral = read_numeral(clean, start)
    return None if numeral is None else _read_measured(clean, numeral)


def _read_bounds(clean: str, low: Numeral, start: int) -> _Core | None:
    """A range whose measure follows the upper bound at ``start``; the bounds share 万 or 亿 (3-5万元)."""
    high = _read_bound(clean, start)
    if high is None or high.word is None:
        return None
    scale = _scale(clean, high.numeral)
    value = low.value if low.scaled or low.value * scale >= high.numeral.value else low.value * scale
    if value >= high.numeral.value:
        return None
    return high._replace(value=value * high.word.factor, numeral=low)


def _scale(clean: str, numeral: Numeral) -> float:
    """The 万 or 亿 at the end of a number, which both ends of a range share."""
    value = 1.0
    for character in clean[numeral.start : numeral.end]:
        if character in "百千万亿" and (not numeral.spelled or character in "万亿"):
            value *= UNITS[character]
    return value


def _listed(clean: str, numeral: Numeral) -> _Core | None:
    """12万、8万、5.6万元; 5.2和6.8个百分点: a number whose measure follows the last number of its list.

    A number without 万 is one of a list only behind a Chinese character, where it is no section number, and no year.
    """
    position, scaled = numeral.end, numeral.scaled
    if clean[position : position + 1] not in JOINTS or clean[numeral.start] in _BARE:
        return None
    if not scaled and (numeral.spelled or not _in_prose(clean, numeral)):
        return None
    for _ in range(_LONGEST_LIST):
        if clean[position : position + 1] not in JOINTS:
            return None
        following = read_numeral(clean, position + 1)
        if following is None or following.spelled != numeral.spelled:
            return None
        found = measure_after(clean, following.end, following)
        if found is not None:
            word, value = found[0], numeral.value * (1 if scaled else _scale(clean, following))
            if word.use == "noun":
                return None
            return _Core(value * word.factor, numeral, word.unit, word.measure, word, numeral.end)
        position = following.end
    return None


def _in_prose(clean: str, numeral: Numeral) -> bool:
    before = clean[numeral.start - 1 : numeral.start]
    return ("\u4e00" <= before <= "\u9fff" or before == "、") and numeral.value not in YEARS


def _shared(clean: str, end: int) -> MeasureWord | None:
    """3个和6个百分点: the measure word that 个 at ``end`` is short for."""
    if clean[end : end + 1] not in JOINTS:
        return None
    following = read_numeral(clean, end + 1)
    found = None if following is None else measure_after(clean, following.end, following)
    return found[0] if found is not None and len(found[0].word) > 1 and found[0].word[0] == "个" else None


def _counted_behind(clean: str, numeral: Numeral) -> Counted | None:
    """The noun of people or households directly behind a number that is no year: 2800师生, 五千三百多群众."""
    if numeral.more == "exact" and (numeral.value < MEASURES.plain_least or numeral.value in YEARS):
        return None
    noun = MEASURES.counted_behind(clean, numeral.end)
    return noun if noun is not None and noun.unit in MEASURES.plain_units else None


def _counted(clean: str, numeral: Numeral) -> tuple[str, Measure]:
    """What a number without a measure word counts (66万用户, 用户66万): unit and measure; empty if not clear."""
    noun = MEASURES.counted_behind(clean, numeral.end) or MEASURES.counted_before(clean, numeral.start)
    return ("", "count") if noun is None else (noun.unit, noun.measure)


def _qualify(clean: str, core: _Core, low: int) -> Quantity:
    """Take the approximators around a number with its measure in."""
    numeral, start = core.numeral, core.numeral.start
    first = start
    strongest: Qualifier = numeral.more
    if start > low and clean[start - 1] in BEFORE_LAST:
        first, found = approximators_before(clean, start, low)
        strongest = strongest_of(strongest, found)
    end = core.end
    if clean[end : end + 1] in MEASURES.after_first and (after := MEASURES.after(clean, end, core.measure)) is not None:
        end, strongest = after[0], strongest_of(strongest, [after[1]])
    bare = strongest == "exact" and clean[start] in _BARE and numeral.kind == "number"
    value = round(core.value, 6)
    return Quantity(
        first,
        end,
        value,
        core.unit,
        strongest,
        core.measure,
        start,
        numeral.end,
        numeral.spelled,
        numeral.scaled,
        core.word,
        core.end,
        bare,
    )
