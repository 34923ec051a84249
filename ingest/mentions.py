"""Find every quantity of a text, with its exact span.

One compiled scan finds where a number may begin; each hit is read by grammar
(`ingest.language.quantities`) and kept unless a rule of ``not_quantities.toml`` says that it is none.
Time is linear in the text: every look around a hit is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_letters

from ingest.exclusions import EXCLUSIONS, OPENING, marks_up
from ingest.language.debris import mend
from ingest.language.measures import MEASURES, MeasureWord
from ingest.language.numerals import SPELLED
from ingest.language.quantities import YEARS, Quantity, measure_after, read_quantity
from ingest.types import Measure, Mention, Qualifier, Text

_FOLLOW = re.escape(MEASURES.first_characters + MEASURES.counted_first)
_ZERO = "|".join(sorted(map(re.escape, EXCLUSIONS.zero_nouns), key=len, reverse=True))
_LOST_FIRST = "".join(sorted({word[0] for word in MEASURES.lost_measures}))
_LOST_SIGNS = "Xx×*#○_"
# Where a number may begin. A run of digits is one hit however long it is: possessive, and never begun inside.
# One set of first characters stands in front, so that the scan runs over prose in C; each branch looks back at it.
_CANDIDATE = re.compile(
    rf"[0-9{SPELLED}半过翻{_LOST_SIGNS} ](?:"
    rf"(?P<digits>(?<=[0-9])(?<![0-9].)[0-9]*+(?=[{_FOLLOW}百千万亿多余馀几来个和及与佘于 \n\r\t,.。;、()/&半至到~〜–—―-]))"
    rf"|(?P<zero>(?<=[零0])(?<![{SPELLED}0-9.“‘「\"].)(?=[\u4e00-\u9fff]{{0,3}}(?:{_ZERO})(?:[,。;、!?)\s的]|$))(?!零?[距容售星散碎部])|(?<=为零)(?=[,。;、!\s]))"
    rf"|(?P<spelled>(?<=[{SPELLED}])(?<![{SPELLED}0-9Oo].)[{SPELLED}]*+(?=[{_FOLLOW}多余馀几来个分成点半 \n\r\t至到~〜–—―-]"
    r"|(?<=[万亿])[,。;、资的投贷税]))"
    r"|(?P<rate>(?<=半)数|(?<=过)半(?=[数的,。;以])|(?<=翻)(?=了?[一两三四五0-9]?番))"
    rf"|(?P<lost>(?<![A-Za-z0-9.].)(?:(?<=[0-9])[0-9]{{0,2}}+[{_LOST_SIGNS}]{{1,8}}+|(?<=[{_LOST_SIGNS}])[{_LOST_SIGNS}]{{0,7}}+)"
    rf"(?=[余多]?[万亿]?[{_FOLLOW}])"
    rf"|(?<=[\u4e00-\u9fff] )[ ]{{0,11}}+(?=[{_LOST_FIRST}])))"
)
_SMALL = 12
"""A number up to this may announce a slogan; larger ones count."""
_LABELS = 1000
"""Numbers below it may be those of bus lines and the like."""
_GENERATIONS = 6  # of mobile networks: 4G, 5G
_PARTICULAR = frozenset({"篇", *MEASURES.not_behind, *MEASURES.only_behind})
_PLAIN_END = ",。;、)"
# Parts of a date, a ratio, a version, a URL: a sign that ties the number to what stands before it.
_TIES = "./:-·~&=?_@%\\+*"
_MAY_TIE = frozenset(_TIES + ascii_letters)
_LOST_TAIL = re.compile(r"[余多]?[万亿]?")
_LINE_NUMBER = re.compile(r"[0-9]{1,2}\.")
_NEAR = 12
_PHONE = 10
"""Digits of a number that is rather a phone number or an identity than a count."""


_Found = tuple[int, int, float | None, str, Qualifier, Measure]
"""Where a quantity begins and ends in the mended text, its value, unit, qualifier and measure."""


@dataclass(slots=True)
class _Scan:
    """Where a scan of one text stands: what is read up to ``done``, and what the last hits mean for the next."""

    clean: str
    done: int = 0
    last: _Found = (-100, -100, None, "", "exact", "count")
    openings: list[int] = field(default_factory=list)
    """Where quotations and titles open that are not passed yet, the last one first."""
    opened: int = -100

    def opened_before(self, start: int) -> int:
        """Where the last quotation or title before ``start`` opens; ``start`` must not go back."""
        while self.openings and self.openings[-1] < start:
            self.opened = self.openings.pop()
        return self.opened


def find_mentions(text: Text) -> tuple[Mention, ...]:
    """The quantities of ``text`` in order, none overlapping another; lost digits (XX万元) have the value None."""
    mended, raw = mend(text.clean), text.raw
    mentions = []
    for first, last, value, unit, qualifier, measure in _found(_scan(mended.clean)):
        start, end = mended.span(first, last) if mended.cuts else (first, last)
        mentions.append(Mention(start, end, raw[start:end], value, unit, qualifier, measure))
    return tuple(mentions)


def _scan(clean: str) -> _Scan:
    openings = [match.start() for match in OPENING.finditer(clean)]
    openings.reverse()
    return _Scan(clean, openings=openings)


def _found(scan: _Scan) -> Iterator[_Found]:
    for hit in _CANDIDATE.finditer(scan.clean):
        if hit.start() < scan.done:
            continue
        found = _READERS[hit.lastgroup or ""](scan, hit)
        if found is not None:
            if not found[3]:
                found = _as_before(scan, found)
            scan.done, scan.last = found[1], found
            yield found


def _as_before(scan: _Scan, found: _Found) -> _Found:
    """存款增1.9亿元,日均增1.2亿; 就诊8.6万人次,其中急诊2万: a number without a unit takes that of the one before."""
    last, (start, end, value, _, qualifier, _) = scan.last, found
    amount = last[5] == "amount" and "亿" in scan.clean[start:end]
    if start - last[1] > _NEAR or not (amount or "其中" in scan.clean[last[1] : start]):
        return found
    return start, end, value, last[3], qualifier, last[5]


def _read_number(scan: _Scan, hit: re.Match[str]) -> _Found | None:
    clean, start, digits, written = scan.clean, hit.start(), hit.lastgroup == "digits", hit.group()
    before = clean[start - 1] if start else ""
    if before in EXCLUSIONS.ordinal_ends and EXCLUSIONS.ordinal(clean, start):
        scan.done = hit.end()
        return None
    if clean[start : start + 2] in EXCLUSIONS.phrase_starts and (phrase_end := EXCLUSIONS.phrase(clean, start)):
        scan.done = phrase_end
        return None
    if digits:
        if before in _MAY_TIE and _tied(clean, start):
            return None
        if clean[hit.end()] == ".":
            start = _behind_line_number(clean, start)
    quantity = read_quantity(clean, start, scan.done)
    if quantity is None:
        return _read_plain(clean, hit) if digits else None
    if clean[quantity.start - 1 : quantity.start] in EXCLUSIONS.label_ends and EXCLUSIONS.labelled(clean, start, quantity.number_end, quantity.word is not None):
        scan.done = quantity.end
        return None
    if quantity.bare or _lost_digits(clean, quantity):
        return _read_bare(clean, quantity)
    if written == "一":
        return _read_one(scan, quantity)
    if written == "1" and (negation := EXCLUSIONS.negated(clean, quantity.first)) >= scan.done:
        return negation, quantity.end, 0.0, quantity.unit, "exact", quantity.measure
    if written == "二" and quantity.word is not None and quantity.word.word not in MEASURES.two_alone:
        return None
    return _as_found(quantity) if _counts(scan, quantity) else None


def _read_plain(clean: str, hit: re.Match[str]) -> _Found | None:
    """职工120,其中党员45: a number without a measure word, directly behind what is counted."""
    start, end = hit.span()
    digits = hit.group()
    if clean[end] not in _PLAIN_END or digits[0] == "0" or len(digits) > 6 or int(digits) in YEARS:
        return None
    unit = MEASURES.plain_unit(clean, start)
    if unit is None or (clean[end] in ",." and clean[end + 1 : end + 2].isdigit()):
        return None
    return (start, end, float(digits), unit, "exact", "count")


def _tied(clean: str, start: int) -> bool:
    """Whether the digits at ``start`` are the tail of a date, a version, a phone number or a Latin word."""
    before = clean[start - 1 : start] if start else ""
    if not before:
        return False
    if before.isascii() and before.isalpha():
        return not (before.isupper() and clean[start - 2 : start - 1].isupper())  # CT1台, ATM68台 against A4, ISO9001
    return before in _TIES and start > 1 and clean[start - 2].isascii() and clean[start - 2].isalnum()


def _behind_line_number(clean: str, start: int) -> int:
    """3.20名 at the start of a line is section 3 with 20名, as no one counts parts of a person."""
    match = _LINE_NUMBER.match(clean, start)
    if match is None or not (start == 0 or clean[start - 1] in "\n\r 。;"):
        return start
    whole = read_quantity(clean, start)
    if whole is None or whole.word is None or whole.measure != "count" or whole.scaled or whole.value % 1 == 0:
        return start
    return match.end() if match.end() < len(clean) and clean[match.end()] in "123456789" else start


def _counts(scan: _Scan, quantity: Quantity) -> bool:
    """Whether a quantity that was read is one, and no slogan, name or label."""
    clean, word, small = scan.clean, quantity.word, quantity.value <= _SMALL
    opened = scan.opened_before(quantity.first)
    if opened >= 0 and EXCLUSIONS.quoted(clean, quantity.first, quantity.end, quantity.spelled, opened):
        return False
    if word is None:
        return True
    if word.word in _PARTICULAR and not _stands_free(clean, quantity, word):
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
    if clean.endswith(MEASURES.not_behind.get(word.word, "\0"), 0, quantity.start):
        return False
    if quantity.value < _LABELS and not clean.endswith(MEASURES.only_behind.get(word.word, ""), 0, quantity.start):
        return False
    return word.word != "篇" or not EXCLUSIONS.counts_articles(clean, quantity.start, quantity.end)


def _announces(clean: str, quantity: Quantity, word: MeasureWord) -> bool:
    """Whether a small number announces a slogan or a list: 三个到位, 四个100%, 做好三篇文章."""
    return (
        EXCLUSIONS.slogan(clean, quantity.start, word, quantity.word_end)
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
        return True
    return word.word in "分G版页" and _names(clean, quantity, word.word, before)


def _names(clean: str, quantity: Quantity, word: str, before: str) -> bool:
    """Whether a measure word that is also another word is that one: 8时30分, 5G, 2.0版, a line's 12页."""
    if word == "分":
        return before in ("时", "点") and clean[quantity.start - 2 : quantity.start - 1].isdigit()
    if word == "G":
        return quantity.value <= _GENERATIONS
    if word == "版":
        return "." in clean[quantity.start : quantity.number_end]
    return before in ("", "\n", "\r", " ")


def _lost_digits(clean: str, quantity: Quantity) -> bool:
    """约万元: 万 or 亿 alone behind 约."""
    alone = clean[quantity.start] in "万亿" and quantity.number_end - quantity.start == 1
    return alone and quantity.first < quantity.start and clean[quantity.first : quantity.start] in MEASURES.lost_vague


def _read_bare(clean: str, quantity: Quantity) -> _Found | None:
    """百, 千, 万, 亿 with no digit: lost digits in 投资万元, a number in 投资千万元, else part of a name."""
    word = quantity.word
    if word is None or word.word not in MEASURES.lost_measures:
        return None
    if quantity.first == quantity.start and not _lacks_number(clean, quantity.first):
        return None
    if quantity.number_end - quantity.start > 1:
        return _as_found(quantity)
    if clean[quantity.start] not in "万亿":
        return None
    return (quantity.first, quantity.end, None, word.unit, quantity.qualifier, word.measure)


def _read_one(scan: _Scan, quantity: Quantity) -> _Found | None:
    """一 with a measure word: an article unless it counts; 没有一例 is zero."""
    clean, word = scan.clean, quantity.word
    if word is None or word.measure in ("rate", "multiple") or quantity.value != word.factor:  # 一个半小时
        return _as_found(quantity)
    negation = EXCLUSIONS.negated(clean, quantity.first)
    if negation >= scan.done:
        return (negation, quantity.end, 0.0, word.unit, "exact", word.measure)
    if not EXCLUSIONS.one_counts(clean, quantity.first, quantity.word_end, word, scan.last[1]):
        return None
    return _as_found(quantity) if _counts(scan, quantity) else None


def _as_found(quantity: Quantity) -> _Found:
    return quantity.first, quantity.end, quantity.value, quantity.unit, quantity.qualifier, quantity.measure


def _read_zero(scan: _Scan, hit: re.Match[str]) -> _Found | None:
    """零投诉, 投诉率为零: zero of what is counted; a rate where 率 stands before."""
    clean, (start, end) = scan.clean, hit.span()
    before, after = clean[max(0, start - 8) : start], clean[end : end + 8]
    if clean.startswith("为", start - 1) and "率" in before:
        return (start, end, 0.0, "%", "exact", "rate")
    around = before if clean.startswith("为", start - 1) else after
    noun = next((noun for noun in EXCLUSIONS.zero_nouns if noun in around), "")
    return (start, end, 0.0, EXCLUSIONS.zero_nouns.get(noun, ""), "exact", "count")


def _read_lost(scan: _Scan, hit: re.Match[str]) -> _Found | None:
    """XX万元, ##人: a measure whose digits were taken out."""
    clean, start = scan.clean, hit.start()
    blank = clean[start] == " "
    if not _lacks_number(clean, start) if blank else EXCLUSIONS.ordinal(clean, start) or marks_up(clean, start):
        return None
    tail = _LOST_TAIL.match(clean, hit.end())
    found = measure_after(clean, tail.end() if tail else hit.end())
    if found is None:
        return None
    word, end = found
    lacking = MEASURES.lost_measures if blank else MEASURES.placeholder_measures
    vague = not blank and tail is not None and tail.group() and word.use != "noun"  # XX余家
    if not vague and word.word not in lacking:
        return None
    if word.word == "人" and clean.startswith(MEASURES.lost_names, end):
        return None
    first, before = MEASURES.before(clean, start) or (start, "exact")
    if first < scan.done:
        first, before = start, "exact"
    end, after = MEASURES.after(clean, end, word.measure) or (end, "exact")
    return (first, end, None, word.unit, after if before == "exact" else before, word.measure)


def _lacks_number(clean: str, start: int) -> bool:
    """Whether a word that demands a number stands before the blanks that end at ``start``: 投资万元, 面积  平方米."""
    while start and clean[start - 1] == " ":
        start -= 1
    return clean.endswith(MEASURES.lost_before, 0, start)


_READERS = {
    "digits": _read_number,
    "spelled": _read_number,
    "rate": _read_number,
    "zero": _read_zero,
    "lost": _read_lost,
}
