"""Find every quantity of a text, with its exact span.

One compiled scan finds where a number may begin; each hit is read by grammar
(`ingest.language.quantities`) and kept unless a rule of ``not_quantities.toml`` says that it is none.
Time is linear in the text: every look around a hit is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from string import ascii_letters
from typing import Final

from ingest.candidates import CANDIDATE
from ingest.counting import counts, lacks, marks_up
from ingest.exclusions import EXCLUSIONS, OPENING
from ingest.language.common import Quantity, about_apart
from ingest.language.measures import MEASURES
from ingest.language.quantities import YEARS, measure_after, read_closely, read_quantity
from ingest.language.signs import places
from ingest.types import Measure, Mention, Qualifier, Text

_PLAIN_END: Final = ",。;、)"
# Parts of a date, a ratio, a version, a URL: a sign that ties the number to what stands before it.
_TIES: Final = "./:-·~&=?_@%\\+*"
# What stands before most numbers is none of these, which would make them ordinals or parts of something else.
_WATCHED: Final = EXCLUSIONS.ordinal_ends | frozenset(_TIES + ascii_letters)
_LABEL_ENDS, _PHRASE_STARTS = EXCLUSIONS.label_ends, EXCLUSIONS.phrase_starts
_LOST_TAIL: Final = re.compile(r"[余多]?[万亿]?")
_LINE_NUMBER: Final = re.compile(r"[0-9]{1,2}\.")
_GLUED: Final = re.compile(r"[四五六七八九](?=两)")  # 两 follows no digit: 武九两条干线 is two lines
_NEAR: Final = 12
_PARTED: Final = ("分", "度", "吨", "公斤", "斤")
"""Counted with a fraction too, even where a line's number may stand: 4.8分."""
_AT_ONCE: Final = 256


_Found = tuple[int, int, float | None, str, Qualifier, Measure]
"""Where a quantity begins and ends in the mended text, its value, unit, qualifier and measure."""
_FORMAL: Final = frozenset("壹贰叁肆伍陆柒捌玖")
"""One alone is a numeral only before money: 入伍人员, 登陆, 陆家村."""


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
    raw = text.raw
    return tuple(
        [
            Mention(start, end, raw[start:end], value, unit, qualifier, measure)
            for start, end, value, unit, qualifier, measure in _found(_scan(text.clean))
        ]
    )


def _scan(clean: str) -> _Scan:
    openings = places(clean, OPENING)
    openings.reverse()
    return _Scan(clean, openings=openings)


def _found(scan: _Scan) -> list[_Found]:
    quantities = []
    hits = CANDIDATE.finditer(scan.clean)
    # Many hits are found before they are read: the processor stays with what searching or reading does.
    while some := list(islice(hits, _AT_ONCE)):
        for hit in some:
            if hit.start() < scan.done:
                continue
            found = _READERS[hit.lastgroup or ""](scan, hit)
            if found is not None:
                if not found[3]:
                    found = _as_before(scan, found)
                elif found[5] == "rate" and found[4] == "exact" and about_apart(scan.clean, found[0]):
                    found = (*found[:4], "about", "rate")
                scan.done, scan.last = found[1], found
                quantities.append(found)
    return quantities


def _as_before(scan: _Scan, found: _Found) -> _Found:
    """存款增1.9亿元,日均增1.2亿; 就诊8.6万人次,其中急诊2万: a number without a unit takes that of the one before."""
    last, (start, end, value, _, qualifier, _) = scan.last, found
    amount = last[5] == "amount" and "亿" in scan.clean[start:end]
    if start - last[1] > _NEAR or not (amount or "其中" in scan.clean[last[1] : start]):
        return found
    return start, end, value, last[3], qualifier, last[5]


def _read_digits(scan: _Scan, hit: re.Match[str]) -> _Found | None:
    clean, start = scan.clean, hit.start()
    before = clean[start - 1] if start else ""
    if clean[start : start + 2] in _PHRASE_STARTS and _in_phrase(scan, start):
        return None
    if before in _WATCHED:
        if EXCLUSIONS.ordinal(clean, start):
            scan.done = hit.end()
            return None
        if _tied(clean, start):
            return None
    if clean[hit.end()] == ".":
        start = _behind_line_number(clean, start)
    quantity = read_quantity(clean, start, scan.done)
    if quantity is None:
        return _read_plain(clean, hit)
    if before in _LABEL_ENDS and _labelled(scan, quantity):
        return None
    if (
        quantity.value == 1
        and hit.group() == "1"
        and (negation := EXCLUSIONS.negated(clean, quantity.first)) >= scan.done
    ):
        return negation, quantity.end, 0.0, quantity.unit, "exact", quantity.measure
    return quantity[:6] if counts(clean, quantity, scan.opened_before(quantity.first)) else None


def _read_spelled(scan: _Scan, hit: re.Match[str]) -> _Found | None:
    clean, start, written = scan.clean, hit.start(), hit.group()
    if clean[start : start + 2] in _PHRASE_STARTS and _in_phrase(scan, start):
        return None
    if len(written) > 1 and (glued := _GLUED.match(written)):
        start, written = glued.end() + start, written[glued.end() :]
    if start and clean[start - 1] in EXCLUSIONS.ordinal_ends and EXCLUSIONS.ordinal(clean, start):
        scan.done = hit.end()
        return None
    quantity = read_closely(clean, start, scan.done)
    if quantity is None or (clean[start - 1 : start] in _LABEL_ENDS and _labelled(scan, quantity)):
        return None
    if quantity.bare or _lost_digits(clean, quantity):
        return _read_bare(clean, quantity)
    if written in _FORMAL and quantity.measure != "amount":
        return None
    if written == "一":
        return _read_one(scan, quantity)
    if written == "二" and quantity.word is not None and quantity.word.word not in MEASURES.two_alone:
        return None
    return quantity[:6] if counts(clean, quantity, scan.opened_before(quantity.first)) else None


def _in_phrase(scan: _Scan, start: int) -> bool:
    """Whether a set phrase holds the number at ``start``; reading goes on behind it."""
    end = EXCLUSIONS.phrase(scan.clean, start)
    scan.done = end or scan.done
    return end > 0


def _labelled(scan: _Scan, quantity: Quantity) -> bool:
    """Whether the number is a label (编号12), no quantity; reading goes on behind it."""
    clean, start = scan.clean, quantity.start
    if not EXCLUSIONS.labelled(clean, start, quantity.number_end, quantity.word is not None):
        return False
    scan.done = quantity.end
    return True


def _read_plain(clean: str, hit: re.Match[str]) -> _Found | None:
    """职工120,其中党员45: a number without a measure word, behind what is counted; 展板12快: with a slip for it."""
    start, end = hit.span()
    digits = hit.group()
    slip = MEASURES.misprints.get(clean[end])
    if slip is not None:
        if clean[end + 1 : end + 2] not in _PLAIN_END or not "\u4e00" <= clean[start - 1 : start] <= "\u9fff":
            return None
        return (start, end + 1, float(digits), slip.unit, "exact", slip.measure)
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
    if whole.word.word in _PARTED:
        return start
    return match.end() if match.end() < len(clean) and clean[match.end()] in "123456789" else start


def _lost_digits(clean: str, quantity: Quantity) -> bool:
    """约万元: 万 or 亿 alone behind 约."""
    alone = clean[quantity.start] in "万亿" and quantity.number_end - quantity.start == 1
    return alone and quantity.first < quantity.start and clean[quantity.first : quantity.start] in MEASURES.lost_vague


def _read_bare(clean: str, quantity: Quantity) -> _Found | None:
    """百, 千, 万, 亿 with no digit: lost digits in 投资万元, a number in 投资千万元, 出动百人, else part of a name."""
    word = quantity.word
    if clean[quantity.start] in "百千" and clean.endswith(MEASURES.hundreds_behind, 0, quantity.first):
        return quantity[:6]
    if word is None or word.word not in MEASURES.lost_measures:
        return None
    if quantity.first == quantity.start and not _lacks_number(clean, quantity.first):
        return None
    if quantity.number_end - quantity.start > 1:
        return quantity[:6]
    if clean[quantity.start] not in "万亿":
        return None
    return (quantity.first, quantity.end, None, word.unit, quantity.qualifier, word.measure)


def _read_one(scan: _Scan, quantity: Quantity) -> _Found | None:
    """一 with a measure word: an article unless it counts; 没有一例 is zero."""
    clean, word = scan.clean, quantity.word
    if word is None or word.measure in ("rate", "multiple") or quantity.value != word.factor:  # 一个半小时
        return quantity[:6]
    negation = EXCLUSIONS.negated(clean, quantity.first)
    if negation >= scan.done:
        return None if lacks(clean, quantity) else (negation, quantity.end, 0.0, word.unit, "exact", word.measure)
    parallel = scan.last[1] if scan.last[3] == quantity.unit else -1
    if not EXCLUSIONS.one_counts(clean, quantity.first, quantity.word_end, word, scan.last[1], parallel):
        return None
    return quantity[:6] if counts(clean, quantity, scan.opened_before(quantity.first)) else None


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


_READERS: Final = {
    "digits": _read_digits,
    "spelled": _read_spelled,
    "rate": _read_spelled,
    "zero": _read_zero,
    "lost": _read_lost,
}
