"""Whether a quantity that reads like one counts: no slogan, label, name, date or page number."""

from __future__ import annotations

import re
from typing import Final

from ingest.exclusions import EXCLUSIONS
from ingest.furniture import FURNITURE
from ingest.language.common import Quantity
from ingest.language.measures import MEASURES, MeasureWord
from ingest.language.numerals import SPELLED
from ingest.language.quantities import YEARS

_SMALL: Final = 12
"""A number up to this may announce a slogan; larger ones count."""
_LABELS: Final = 1000
"""Numbers below it may be those of bus lines and the like."""
_GENERATIONS: Final = 6  # of mobile networks: 4G, 5G
_TRAIN: Final = 4
"""Digits of a train's number."""
_MOST_IN_A_ROW: Final = 6
"""Behind a larger number of 届 a title is that of the session: 荣获十一届省级文明单位."""
_TITLE_SOON: Final = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:文明|先进|模范|优秀|卫生)")
_LINE: Final = 40
"""Of a line this much is read before a number."""
_WORDS_BEFORE: Final = re.compile(r"[\u4e00-\u9fff][ \t]?[\r\n]+$")
_STOPS: Final = frozenset({"", "\n", "\r", *",。;、:)"})
_THINGS = frozenset("台辆幢栋")
"""没有一台电脑: what was wanting; nothing bad is counted so."""
_LACKED: Final = frozenset("个条座家所间")
_QUALITY: Final = re.compile(r"[^,。;、\n因被]{1,6}的")
"""没有一个像样的阅览室 says what a place was like, and counts nothing."""
_ROOM: Final = re.compile(r"[0-9]{1,4}(?:室|房|号|铺|单元|[,。;、)\n]|$)")
"""Behind 栋: an address (3栋502室), unlike 6栋216套."""
_NUMBERED: Final = frozenset({"栋", "幢", "组"})
"""What is numbered as often as it is counted."""
_VILLAGES: Final = frozenset({"村", "社"})
_COUNTED_VILLAGES: Final = frozenset({"", "全", "各", "每", "本", "该", "个", *SPELLED, *"0123456789"})
_ANOTHER: Final = re.compile(rf"[、和及与,][0-9{SPELLED}]{{1,3}}[栋幢](?![0-9])")
"""Another house behind one, and nothing named between them."""
_SHARED_OUT: Final = re.compile(r"分别|各|依次")
_LONGEST_SERIES: Final = 24
_TITLED: Final = ("篇", "字", "页")
"""What a title on a page may say that it has."""
_PARTICULAR: Final = frozenset({*_TITLED, *MEASURES.not_behind, *MEASURES.only_behind, *EXCLUSIONS.position_measures})
_PHONE: Final = 10
"""Digits of a number that is rather a phone number or an identity than a count."""


def counts(clean: str, quantity: Quantity, opened: int) -> bool:
    """Whether a quantity that was read is one, and no slogan, name or label.

    ``opened`` is where the last quotation or title before it opens, negative for none.
    """
    word, small = quantity.word, quantity.value <= _SMALL
    near = opened >= 0 and quantity.first - opened <= EXCLUSIONS.longest_title
    if near and EXCLUSIONS.quoted(clean, quantity.first, quantity.end, quantity.spelled, opened):
        return False
    if word is None:
        return True
    if word.word in _PARTICULAR and not _stands_free(clean, quantity, word):
        return False
    if word.word in FURNITURE.measures and FURNITURE.holds(clean, quantity.first, quantity.word_end, word.word):
        return False
    if word.word in _NUMBERED and _numbers(clean, quantity, word.word):
        return False
    if small and EXCLUSIONS.label(clean, quantity.word_end):
        return False
    if word.measure == "count" and (small or quantity.spelled) and _announces(clean, quantity, word):
        return False
    if word.measure == "duration" and EXCLUSIONS.around_the_clock(
        clean, quantity.start, quantity.end, quantity.value, quantity.unit
    ):
        return False
    return quantity.spelled or not _mistaken(clean, quantity, word)


def _stands_free(clean: str, quantity: Quantity, word: MeasureWord) -> bool:
    """Whether the measure word counts behind what stands before the number: 连续四届 and 102路 do not."""
    opened = clean[quantity.start - 1 : quantity.start] in ("(", "[", "【")  # 合集(3篇)
    if clean.endswith(MEASURES.not_behind.get(word.word, "\0"), 0, quantity.start - opened):
        return False
    if quantity.value < _LABELS and not clean.endswith(MEASURES.only_behind.get(word.word, ""), 0, quantity.start):
        return False
    if word.word == "届" and quantity.value > _MOST_IN_A_ROW and _TITLE_SOON.match(clean, quantity.end):
        return False
    if word.word in EXCLUSIONS.position_measures:
        return not EXCLUSIONS.position(clean, quantity.first, quantity.end)
    return word.word not in _TITLED or not EXCLUSIONS.counts_articles(clean, quantity.start, quantity.end)


def _announces(clean: str, quantity: Quantity, word: MeasureWord) -> bool:
    """Whether a small number announces a slogan or a list: 三个到位, 四个100%, 做好三篇文章."""
    return (
        EXCLUSIONS.slogan(clean, quantity.start, word, quantity.word_end, quantity.spelled)
        or EXCLUSIONS.counts_rates(clean, word, quantity.word_end)
        or EXCLUSIONS.figure_of_speech(clean, quantity.start, quantity.number_end)
    )


def _mistaken(clean: str, quantity: Quantity, word: MeasureWord) -> bool:
    """Years before what only looks like a measure, clock times, phone numbers, page numbers on their own line."""
    start, end = quantity.start, quantity.number_end
    length, before = end - start, clean[start - 1 : start]
    if length == 4 and (digits := clean[start:end]).isdigit() and int(digits) in YEARS:
        return clean.startswith(MEASURES.not_before_year.get(word.word, "\0"), quantity.word_end)
    if word.measure == "count" and length >= _PHONE and clean[start:end].isdigit():
        return True
    if before in ("", "\n", "\r") and clean[end] in "\n\r" and clean[start:end].isdigit():
        return not _set_apart(clean, start, quantity.word_end)
    if word.word == "次" and length <= _TRAIN and not quantity.scaled and EXCLUSIONS.numbered(clean, start, end):
        return True
    if word.word in ("栋", "幢") and _ROOM.match(clean, quantity.word_end):
        return True
    return word.word in "分G版页" and _names(clean, quantity, word.word, before)


def lacks(clean: str, quantity: Quantity) -> bool:
    """Whether a negation before 一 says what a place was like (没有一个像样的阅览室), and not that nothing happened."""
    word = quantity.word
    if word is None:
        return False
    return word.word in _THINGS or (word.word in _LACKED and _QUALITY.match(clean, quantity.end) is not None)


def _set_apart(clean: str, start: int, end: int) -> bool:
    """Whether the number on a line of its own is no page's, as nothing else stands between the words before it and the
    measure word that ends at ``end``: 占地面积⏎15600⏎㎡."""
    return _WORDS_BEFORE.search(clean, max(0, start - 4), start) is not None and clean[end : end + 1] in _STOPS


def _numbers(clean: str, quantity: Quantity, word: str) -> bool:
    """Whether the number is that of a house or a group: 8栋、9栋和3栋, 长虹村三组."""
    start, end = quantity.start, quantity.word_end
    if word == "组":
        return clean[start - 1 : start] in _VILLAGES and clean[start - 2 : start - 1] not in _COUNTED_VILLAGES
    others = clean[start - 2 : start - 1] == word or _ANOTHER.match(clean, end) is not None
    return others and not _SHARED_OUT.search(clean, max(0, start - _LONGEST_SERIES), start)


def _names(clean: str, quantity: Quantity, word: str, before: str) -> bool:
    """Whether a measure word that is also another word is that one: 8时30分, 5G, 2.0版, a line's 12页."""
    if word == "分":
        return before in ("时", "点") and clean[quantity.start - 2 : quantity.start - 1].isdigit()
    if word == "G":
        return quantity.value <= _GENERATIONS
    if word == "版":
        return "." in clean[quantity.start : quantity.number_end]
    return before in ("", "\n", "\r", " ")


def marks_up(clean: str, start: int) -> bool:
    """Whether the signs at ``start`` are Markdown: a bullet or heading at a line's start, the end of **bold** text."""
    sign = clean[start]
    if sign not in "*#_":
        return False
    line = clean[max(clean.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE, 0) : start]
    opened = line.rfind(sign)
    return not line.strip(" -+>\t") or (opened >= 0 and not any(mark in line[opened:] for mark in ",。;、:("))
