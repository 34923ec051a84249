"""The commonest form of a quantity read in few steps, and what stands around any quantity.

Reports write nine of ten quantities as digits, a multiplier and a measure word; the rest is grammar
(`ingest.language.quantities`).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.language.measures import MEASURES, MeasureWord
from ingest.language.numerals import SPELLED, UNITS
from ingest.types import Measure, Qualifier

RANGE_FIRST: Final = frozenset(" -–—―〜~至到&")
JOINTS: Final = ("、", "和", "及", "与")
_FILLERS: Final = "了有为达占 "
_FILLED_WITH: Final = frozenset(_FILLERS)
BEFORE_LAST: Final = MEASURES.before_last | frozenset(_FILLERS)
_STRENGTH: Final[dict[Qualifier, int]] = {"exact": 0, "about": 1, "over": 2, "under": 3}
_MOST_APPROXIMATORS: Final = 3
_APART: Final = 20
_ENDS: Final = ",。;、:!?\n0123456789"
# The commonest form by far: digits, 万 or 亿, a vague 多 or 余, then the measure. What may go on otherwise is left out.
COMMON: Final = re.compile(
    r"((?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,9})(?:\.[0-9]{1,8})?)(万(?![科达])|亿)?([多余])?"
    r"(?=[^0-9,.。 \n\r\t(/百千万亿多余馀佘几来于成分半和及与、至到~〜–—―&-])(?!个[半多余来亿])"
)
_COMMON_SCALES: Final = {None: 1.0, "万": 1e4, "亿": 1e8}
_MORE_THAN: Final[dict[str | None, Qualifier]] = {None: "exact", "多": "over", "余": "over"}
# Behind a measure word these may make it another: a range; for 个 and 元 also a list, and small money.
_GOES_ON: Final = {
    "个": RANGE_FIRST | frozenset(JOINTS),
    **dict.fromkeys(
        (word.word for word in MEASURES.words.values() if word.unit == "元"),
        RANGE_FIRST | frozenset(SPELLED) | frozenset("0123456789"),
    ),
}


class Quantity(NamedTuple):
    """A quantity at ``[first, end)``; its number at ``[start, number_end)``, its measure word up to ``word_end``.

    ``word`` is None for rates (三分之一) and for numbers without a measure word, whose ``unit`` is what is counted.
    The first six are what a mention says; ``spelled`` and ``scaled`` are as a `Numeral` has them.
    ``bare`` says that the number has no digit at all (百名, 万元) and nothing that makes it vague.
    """

    first: int
    end: int
    value: float
    unit: str
    qualifier: Qualifier
    measure: Measure
    start: int
    number_end: int
    spelled: bool
    scaled: bool
    word: MeasureWord | None
    word_end: int
    bare: bool


def read_common(clean: str, common: re.Match[str], low: int) -> Quantity | None:
    """A number of the commonest form with its measure word, in few steps; None where the grammar has to look closer."""
    start, number_end = common.span()
    word = MEASURES.match(clean, number_end)
    if word is None or word.use == "noun":
        return None
    word_end = end = number_end + len(word.word)
    following = clean[end : end + 1]
    if following in _GOES_ON.get(word.word, RANGE_FIRST):
        return None
    digits, scale, more = common.groups()
    first, strongest = start, _MORE_THAN[more]
    before = clean[start - 1] if start > low else ""
    if before in MEASURES.before_last or (
        before in _FILLED_WITH and clean[start - 2 : start - 1] in MEASURES.before_last
    ):
        first, found = approximators_before(clean, start, low)
        strongest = strongest_of(strongest, found)
    if following in MEASURES.after_first and (after := MEASURES.after(clean, end, word.measure)) is not None:
        end, strongest = after[0], strongest_of(strongest, [after[1]])
    plain = scale is None and word.factor == 1 and digits.isdigit()
    value = float(digits) if plain else round(float(digits.replace(",", "")) * _COMMON_SCALES[scale] * word.factor, 6)
    unit, measure, scaled = word.unit, word.measure, bool(scale)
    return Quantity(
        first, end, value, unit, strongest, measure, start, number_end, False, scaled, word, word_end, False
    )  # fmt: skip


def strongest_of(qualifier: Qualifier, others: list[Qualifier]) -> Qualifier:
    """The one of several qualifiers that says most: 近100人以上 is over."""
    return max(qualifier, *others, key=_STRENGTH.__getitem__) if others else qualifier


def approximators_before(clean: str, start: int, low: int) -> tuple[int, list[Qualifier]]:
    """Where the approximators before a number at ``start`` begin, and what they say; none begins before ``low``."""
    first, found = start, list[Qualifier]()
    if first > low and clean[first] in UNITS and (prefix := MEASURES.prefix(clean, first)) is not None:
        first, found = first - 1, [prefix]
    for _ in range(_MOST_APPROXIMATORS):
        before = _approximator_before(clean, first)
        if before is None or before[0] < low:
            break
        first = before[0]
        found.append(before[1])
    return first, found


def _approximator_before(clean: str, end: int) -> tuple[int, Qualifier] | None:
    found = MEASURES.before(clean, end)
    if found is None and end and clean[end - 1] in _FILLERS:
        found = MEASURES.before(clean, end - 1)
    return found


def about_apart(clean: str, start: int) -> bool:
    """Whether 约 stands some words before the share at ``start``: 约占全县人口的四分之一."""
    before = clean[max(0, start - _APART) : start]
    for word in MEASURES.about_apart:
        place = before.rfind(word)
        if place >= 0 and not any(sign in before[place:] for sign in _ENDS):
            return True
    return False
