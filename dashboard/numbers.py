"""The look's number forms: figures, changes, ranks and scales as a report writes them.

Values come in canonical units (元, %, 人 …). Nothing here prints more digits than the source wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10
from typing import Literal

MINUS = "\N{MINUS SIGN}"
DASH = "—"
WAN = 10_000.0
YI = 100_000_000.0
SMALL_COUNT = 10.0
SMALL_MONEY = 10_000.0
STEADY_VALUE = 0.0005  # of one value: ±0.05 %
STEADY_THEME = 0.005  # of a theme: ±0.5 %
PEER_MEDIAN = 8  # units from which a median and the middle half are said
PEER_DOTS = 4  # units from which peers are shown at all

Direction = Literal["up", "down", "steady", "none"]
QUALIFIERS = {"exact": "", "about": "约", "over": "逾", "under": "不足"}


def _fixed(value: float, decimals: int) -> str:
    """The size of a number with this many decimals; a half rounds up, as readers expect (四舍五入)."""
    return f"{Decimal(repr(abs(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


def _hundredfold(rate: float) -> float:
    """A fraction in per cent, without the dust of binary fractions (0.145 is 14.5, not 14.499…)."""
    return round(rate * 100, 9)


def plain(value: float, decimals: int = 2) -> str:
    """A number with thousands separators and at most ``decimals``, no trailing zeros, a true minus."""
    text = _fixed(value, decimals)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return MINUS + text if value < 0 and text.strip("0.,") else text


def _three_digits(value: float) -> str:
    """Three significant digits; from 1,000 whole (totals print up to 9,999万)."""
    size = abs(value)
    decimals = 0 if size >= 99.95 else 1 if size >= 9.995 else 2
    return plain(value, decimals)


@dataclass(frozen=True, slots=True)
class Scale:
    """How values of one chart or cell are divided and named: 123456元 on ``Scale(1e4, "万元")`` is 12.3."""

    divisor: float
    unit: str

    def text(self, value: float, qualifier: str = "exact", quote: str = "") -> str:
        """The figure without its unit: ``逾8``, ``12.3``."""
        shown = value / self.divisor
        digits = _three_digits(shown) if self.divisor > 1 else plain(shown, 1 if self.unit == "%" else 2)
        return prefix(qualifier, quote) + digits

    def derived(self, value: float) -> str:
        """A median or quartile without its unit: no source wrote its digits, so it has three at most."""
        shown = value / self.divisor
        return plain(shown, 1) if self.unit == "%" else _three_digits(shown)

    def with_unit(self, value: float, qualifier: str = "exact", quote: str = "") -> str:
        """The figure with its unit: ``逾8万元``."""
        return self.text(value, qualifier, quote) + self.unit


def prefix(qualifier: str, quote: str = "") -> str:
    """The word before an approximate figure; 近 where the source wrote it."""
    if qualifier in ("about", "under") and ("近" in quote or "将近" in quote):
        return "近"
    return QUALIFIERS.get(qualifier, "")


def scale_for(values: Iterable[float | None], unit: str) -> Scale:
    """One scale for all values: 亿 when the greatest reaches 1亿, 万 from 1万, else plain; rates are never divided."""
    top = max((abs(value) for value in values if value is not None), default=0.0)
    if unit == "%" or top < WAN:
        return Scale(1.0, unit)
    # 9,999.5万 would print as 10,000万, so it already counts as 1亿.
    return Scale(YI, "亿" + unit) if top >= YI - 0.5 * WAN else Scale(WAN, "万" + unit)


def figure(value: float | None, unit: str, qualifier: str = "exact", quote: str = "") -> str:
    """A value with its unit: ``9,876人``, ``12.3万元``, ``98.5%``, ``逾8万元``; — for none."""
    if value is None:
        return DASH
    return scale_for([value], unit).with_unit(value, qualifier, quote)


def split_figure(value: float | None, unit: str, qualifier: str = "exact", quote: str = "") -> tuple[str, str]:
    """A value and its unit apart, for a key figure whose unit is set smaller: ``("12.3", "万元")``."""
    if value is None:
        return DASH, ""
    scale = scale_for([value], unit)
    return scale.text(value, qualifier, quote), scale.unit


def full(value: float | None) -> str:
    """The unrounded value, for hover and copies."""
    return DASH if value is None else plain(value, 6)


def signed(value: float, unit: str = "", decimals: int = 2) -> str:
    """A difference with its sign: ``+12``, ``−3.1``."""
    text = plain(value, decimals)
    return (text if text.startswith(MINUS) or not text.strip("0.,") else "+" + text) + unit


def percent(rate: float, decimals: int = 1) -> str:
    """A signed rate for an axis or a label: 0.12 → ``+12.0%``, −0.031 → ``−3.1%``."""
    text = _fixed(_hundredfold(rate), decimals)
    sign = "" if not text.strip("0.") else MINUS if rate < 0 else "+"
    return f"{sign}{text}%"


def share(part: float, whole: float) -> str:
    """A share with one decimal: ``80.3%``; — of nothing."""
    return f"{_fixed(_hundredfold(part / whole), 1)}%" if whole else DASH


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words. ``text`` has no 同比 before it; ``approximate`` when either figure is."""

    direction: Direction
    text: str
    approximate: bool = False


ARROWS = {"up": "↑", "down": "↓"}


def _arrow(difference: float, amount: str, approximate: bool) -> Change:
    direction: Direction = "up" if difference > 0 else "down"
    return Change(direction, f"{'约 ' if approximate else ''}{ARROWS[direction]} {amount}", approximate)


def is_small_base(previous: float, unit: str) -> bool:
    """Whether a rate over this base would mislead: below 10, or below 1万元."""
    return unit != "%" and abs(previous) < (SMALL_MONEY if unit == "元" else SMALL_COUNT)


def change(value: float, previous: float | None, unit: str, approximate: bool = False) -> Change:
    """A value against last year's, by the look's rules: rate, difference (small base), 个百分点, or 持平."""
    if previous is None:
        return Change("none", "上年未提及")
    difference = value - previous
    if unit == "%":
        steady, amount = abs(difference) <= 0.05 + 1e-9, f"{plain(abs(difference), 1)}个百分点"
    elif is_small_base(previous, unit):
        steady, amount = difference == 0, figure(abs(difference), unit)
    else:
        rate = difference / previous
        steady, amount = abs(rate) <= STEADY_VALUE, rate_text(abs(rate), approximate)
    return Change("steady", "持平", approximate) if steady else _arrow(difference, amount, approximate)


def rate_text(rate: float, approximate: bool = False) -> str:
    """A rate's size: ``12.0%``; whole percents from 100 % or when a figure is approximate."""
    decimals = 0 if approximate or rate >= 0.9995 else 1
    return f"{_fixed(_hundredfold(rate), decimals)}%"


def theme_change(rate: float) -> Change:
    """A theme's median change, 持平 within ±0.5 %."""
    if abs(rate) <= STEADY_THEME:
        return Change("steady", "持平")
    return _arrow(rate, rate_text(abs(rate)), approximate=False)


def rank(place: int, total: int, tied: bool = False) -> str:
    """A rank in words: ``第3，共24家``; ``并列第17，共25家``."""
    return f"{'并列' if tied else ''}第{place}，共{total}家"


def years(start: int, end: int) -> str:
    """Years with a range dash: ``2021—2023年``; one year alone: ``2023年``."""
    return f"{start}年" if start == end else f"{start}{DASH}{end}年"


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round tick values (1, 2, 2.5, 4 or 5 × 10ⁿ apart) from at or below ``low`` to at or above ``high``."""
    if high <= low:
        high = low + 1
    step = _round_step((high - low) / max(about, 1))
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return [round(number * step, 10) for number in range(int(first), int(last) + 1)]


def _round_step(raw: float) -> float:
    power = 10.0 ** floor(log10(raw))
    return float(next(step * power for step in (1, 2, 2.5, 4, 5, 10) if step * power >= raw * (1 - 1e-9)))
