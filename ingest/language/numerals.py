"""Read numbers of Chinese prose: Arabic, Chinese, or both in one, with multipliers, as a value.

`read_numeral` reads the number that begins at an offset of a clean text; `parse_numeral` reads a
string that is nothing but a number. Rates (百分之九十, 三分之一, 两成, 半数) come out in per cent,
翻番 in multiples. Every pattern is anchored and looks at a bounded stretch, so reading is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

More = Literal["exact", "over", "about"]

DIGITS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
UNITS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
SPELLED = DIGITS + "".join(UNITS)
"""Every character that a number written in Chinese may begin with (but for the vague 数 and 几)."""

_DIGIT_VALUES = dict(zip(DIGITS, (0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_MORE: Final[dict[str, More]] = {
    "多": "over",
    "余": "over",
    "馀": "over",
    "佘": "over",
    "于": "over",
    "几": "over",
    "数": "over",
    "来": "about",
}

LONGEST = 20
"""Characters of the longest number that is read; a longer run of digits is no figure of a report."""

# A multiplier after digits. 千瓦, 千克, 万科 and the like are words of their own; 个亿 is 亿 as it is spoken.
_SCALE = r"(?:百(?!分)|千(?![瓦克伏米卡赫帕])|万(?![科达])|亿)"
_ARABIC: Final = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])(?:\.[0-9]{1,8})?|[1-9][0-9]{0,2}(?: [0-9]{3}){1,3}(?![0-9.,])"
    r"|[0-9]{1,15}(?:[.。][0-9]{1,8})?)(?![0-9])(?:[.,](?=%))?"  # 98.6.%: a stray point
    rf"(?:[ \n]?(?P<inner>[多余馀佘几来])?"
    rf"(?P<scale>(?:个多?(?=亿(?![元吨级])))?{_SCALE}(?:[多余馀]?{_SCALE}){{0,2}}))?"
    r"(?P<more>[ ]?[多余馀佘几来]|\n[多余馀佘几来](?!方)|于(?=[人名户家次件]))?"  # 佘 and 于 are misprints of 余
)
# 3万5千, 1亿2000万, 1亿2千多万, 8万5000元: a number with a lower multiplier, or with none, follows.
_CHAINED: Final = re.compile(
    rf"(?P<digits>[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?)(?P<scale>{_SCALE}{{1,2}}(?:(?P<inner>[多余馀])万)?)"
    r"|(?<=万)(?P<rest>[0-9]{3,4})(?![0-9.,年])"
)
_SPELLED: Final = re.compile(
    rf"(?:[{SPELLED}]|[几多余馀来](?=[十百千万亿])){{1,{LONGEST}}}(?![{SPELLED}])"
    rf"(?:点[{DIGITS}]{{1,6}}[百千万亿]{{0,2}})?(?P<more>[多余馀几来])?"
)
# 两个亿, but not 两个亿元企业.
_SPOKEN_HUNDRED_MILLION: Final = re.compile(r"个亿(?![元吨级])")
_NUMERATOR: Final = re.compile(rf"[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?|[{SPELLED}]{{1,8}}(?:点[{DIGITS}]{{1,6}})?")
HALVED = r"(?=[的,。;以]|职工|员工|党员|干部|学生|教师|人员|居民|村民|群众|农户|用户|客户|企业|社区|行政村)"
"""What follows 半 where 近半 and 过半 say half of something, unlike 近半年 and 过半百."""
_RATE_WORDS: Final = re.compile(rf"百分百|半数|过半(?:数|{HALVED})|一半|(?<=近)半{HALVED}")
_TENTHS: Final = re.compile(
    r"成(?![不立为功效果员本长品人绩就交都了分年型套])(?P<part>半|[一二三四五六七八九](?=[,。;、!)的多左以升上提到下降增减]|$))?"
)
_DOUBLED: Final = re.compile(r"(?P<times>[一两三四五0-9])?番")
# 占1/3, 1/3以上 and 2/3的; 1/4 alone may be a page of four.
_FRACTION: Final = re.compile(
    r"(?P<part>(?:(?<=[占约近超达])|(?:(?<=的)|(?<=[总人员]数))(?=[1-9]/(?:[2-9]|10)(?:[,。;、)]|$))|(?=[1-9]/(?:[2-9]|10)(?:的|以上|左右|强|多)))[1-9])/(?P<whole>10|[2-9])(?![0-9/])"
)
_SMALL_MONEY: Final = re.compile(rf"(?:(?P<jiao>[0-9{DIGITS}])[角毛])?(?:(?P<fen>[0-9{DIGITS}])分(?!之))?")


class Numeral(NamedTuple):
    """A number at ``[start, end)``; a tuple, as one is made for every number of a text.

    ``kind`` is ``rate`` where ``value`` is in per cent, ``multiple`` for 翻番, else ``number``. ``more`` is what a
    vague part inside says (数十, 十几, 30多). ``spelled``: written in Chinese characters. ``scaled``: 万 or 亿 follows
    digits. ``ranged``: two neighbours such as 七八十, of which ``value`` is the lower.
    """

    start: int
    end: int
    value: float
    kind: Literal["number", "rate", "multiple"] = "number"
    more: More = "exact"
    spelled: bool = False
    scaled: bool = False
    ranged: bool = False


@dataclass(slots=True)
class _Reading:
    """Where reading a spelled number stands: whole 万 and 亿, the section below them, the digit not yet placed."""

    total: float = 0
    section: float = 0.0
    digit: int | None = None
    unit: int = 0
    more: More = "exact"
    ranged: bool = False

    def take(self, character: str) -> bool:
        """Read one more character; False when the run is no number."""
        if character in _MORE:
            self.more = _MORE[character]
            return True
        unit = UNITS.get(character)
        return self._take_digit(_DIGIT_VALUES[character]) if unit is None else self._take_unit(unit)

    def _take_digit(self, digit: int) -> bool:
        if digit == 0:
            self.unit = 0
            return self.digit is None
        if self.digit is None:
            self.digit = digit
            return True
        if digit != self.digit + 1 and (self.digit, digit) != (3, 5):
            return False
        self.ranged = True
        return True

    def _take_unit(self, unit: int) -> bool:
        if unit in (20, 30):
            self.section, unit = self.section + unit, 10
        elif unit < 10**4:
            if self.digit is None and 0 < self.unit < 10**4:
                return False
            self.section += (1 if self.digit is None else self.digit) * unit
        else:
            below = self.section + (self.digit or 0)
            self._close_section(below, unit)
        self.digit, self.unit = None, unit
        return True

    def _close_section(self, below: float, unit: int) -> None:
        if unit == 10**8:
            self.total = (self.total + below or 1.0) * unit
        else:
            self.total += (below or 1) * unit
        self.section = 0.0

    def value(self) -> float:
        """The value read; 一百二 is 120, 三万五 is 35000."""
        if self.digit is None:
            return self.total + self.section
        scale = self.unit / 10 if self.unit >= 100 and not self.ranged else 1
        return self.total + self.section + self.digit * scale


def _positional(run: str) -> float | None:
    """二〇〇八 as 2008; None for a run that is not digit by digit."""
    if len(run) < 3 or any(c not in _DIGIT_VALUES for c in run) or not any(c in "〇○零" for c in run):
        return None
    return float("".join(str(_DIGIT_VALUES[c]) for c in run))


@lru_cache(maxsize=4096)
def _spelled_value(run: str) -> tuple[float, More, bool] | None:
    """Value, vagueness and whether it is a range of neighbours; None when ``run`` is no number."""
    whole, _, decimals = run.partition("点")
    positional = _positional(whole)
    if positional is not None:
        return positional, "exact", False
    reading = _Reading()
    if not all(map(reading.take, whole)):
        return None
    value = reading.value()
    if decimals:
        digits = "".join(str(_DIGIT_VALUES[c]) for c in decimals if c in _DIGIT_VALUES)
        value = float(f"{value:.0f}.{digits}")
        for character in decimals[len(digits) :]:
            value *= UNITS[character]
    return value, reading.more, reading.ranged


def _scale_value(scale: str) -> float:
    value = 1.0
    for character in scale:
        value *= UNITS.get(character, 1)
    return value


def _read_arabic(clean: str, start: int) -> Numeral | None:
    if clean[start + 1 : start + 2] == "/" and (fraction := _FRACTION.match(clean, start)):
        value = int(fraction["part"]) / int(fraction["whole"]) * 100
        return Numeral(start, fraction.end(), value, "rate")
    match = _ARABIC.match(clean, start)
    if match is None:
        return None
    digits, inner, scale, more = match.groups()
    end = match.end()
    value = float(digits if digits.isdigit() else digits.replace(",", "").replace(" ", "").replace("。", "."))
    if not (scale or more):
        return Numeral(start, end, value)
    if scale:
        last = _scale_value(scale)
        value *= last
        while not more and (chained := _CHAINED.match(clean, end)) and _scale_value(chained["scale"] or "") < last:
            last, inner = _scale_value(chained["scale"] or ""), chained["inner"] or inner
            value, end = value + float(chained["digits"] or chained["rest"]) * last, chained.end()
        if end > match.end() and clean[end : end + 1] in ("多", "余", "馀"):  # 6万8千余元
            more, end = clean[end], end + 1
    vague = inner or next((part for part in scale or "" if part in "多余馀"), "") or (more or "").strip()
    return Numeral(start, end, value, more=_MORE[vague] if vague else "exact", scaled=bool(scale))


def _read_rate(clean: str, numeral: Numeral) -> Numeral | None:
    """百分之九十, 三分之一: ``numeral`` is the denominator and 分之 follows it."""
    numerator = _NUMERATOR.match(clean, numeral.end + 2)
    if numerator is None or numeral.value <= 0:
        return None
    part = parse_numeral(numerator[0])
    if part is None:
        return None
    end, more = numerator.end(), part.more
    if clean[end : end + 1] in ("多", "余", "几"):
        end, more = end + 1, "over"
    return Numeral(numeral.start, end, part.value / numeral.value * 100, "rate", more, spelled=True)


def _read_spelled(clean: str, start: int) -> Numeral | None:
    match = _SPELLED.match(clean, start)
    if match is None:
        return None
    more = match["more"]
    reading = _spelled_value(match[0].removesuffix(more) if more else match[0])
    if reading is None:
        return None
    value, inner, ranged = reading
    end, scaled = match.end(), "万" in match[0] or "亿" in match[0]
    if spoken := _SPOKEN_HUNDRED_MILLION.match(clean, end):
        value, end, scaled = value * 10**8, spoken.end(), True
    vague = _MORE[more] if more else inner
    return Numeral(start, end, value, more=vague, spelled=True, scaled=scaled, ranged=ranged)


def _read_tenths(clean: str, numeral: Numeral) -> Numeral | None:
    tenths = _TENTHS.match(clean, numeral.end)
    if tenths is None or not 0 < numeral.value <= 10:
        return None
    part = tenths["part"]
    value = numeral.value * 10 + (5 if part == "半" else _DIGIT_VALUES[part] if part else 0)
    return Numeral(numeral.start, tenths.end(), value, "rate", numeral.more, spelled=True, ranged=numeral.ranged)


def _read_doubled(clean: str, start: int) -> Numeral | None:
    """翻番 and 翻了两番 with 翻 at ``start``; the numeral begins at 两 where a number is said."""
    begin = start + (2 if clean.startswith("了", start + 1) else 1)
    doubled = _DOUBLED.match(clean, begin)
    if doubled is None:
        return None
    power = parse_numeral(doubled["times"]) if doubled["times"] else None
    value = 2.0 ** (power.value if power else 1)
    return Numeral(begin if power else start, doubled.end(), value, "multiple", spelled=True)


def read_numeral(clean: str, start: int) -> Numeral | None:
    """Read the number that begins at ``start`` of ``clean``; None where there is none.

    The number takes its multipliers and a vague 多, 余, 几 or 来 with it, but no measure word.
    """
    first = clean[start : start + 1]
    if "0" <= first <= "9":
        return _read_arabic(clean, start)
    if first in "百半过一" and (words := _RATE_WORDS.match(clean, start)):
        value, over = 100.0 if words[0] == "百分百" else 50.0, words[0].startswith("过半")
        return Numeral(start, words.end(), value, "rate", "over" if over else "exact", spelled=True)
    if first == "翻":
        return _read_doubled(clean, start)
    numeral = _read_spelled(clean, start)
    if numeral is None:
        return None
    if clean.startswith("分之", numeral.end):
        return _read_rate(clean, numeral)
    return (_read_tenths(clean, numeral) if clean.startswith("成", numeral.end) else None) or numeral


def parse_numeral(text: str) -> Numeral | None:
    """Read ``text``, which is nothing but a number: 1.54万, 数十万, 百分之九十, 五元三毛; None if it is none."""
    vague = text[:1] in ("数", "几")
    numeral = read_numeral(text, 1 if vague else 0)
    if numeral is None:
        return None
    value, end = numeral.value, numeral.end
    if end < len(text) and text[end] in "元块":
        small, end = read_small_money(text, end + 1)
        value += small
    if end != len(text):
        return None
    return Numeral(
        0, end, value, numeral.kind, "over" if vague else numeral.more, numeral.spelled, numeral.scaled, numeral.ranged
    )


def read_small_money(clean: str, start: int) -> tuple[float, int]:
    """角, 毛 and 分 that follow 元 at ``start``: their value in 元 and where they end (0 and ``start`` for none)."""
    match = _SMALL_MONEY.match(clean, start)
    if match is None or match.end() == start:
        return 0.0, start
    digit = {**_DIGIT_VALUES, **{str(d): d for d in range(10)}}
    return digit.get(match["jiao"] or "", 0) / 10 + digit.get(match["fen"] or "", 0) / 100, match.end()
