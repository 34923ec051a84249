"""Write numbers as Chinese prose does: the oracle of the numeral tests, independent of the reader."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """``number`` (1 to 9999 万) in Chinese characters."""
    high, low = divmod(number, 10_000)
    if not high:
        return _section(low)
    gap = "零" if 0 < low < 1000 else ""
    return _section(high) + "万" + gap + (_section(low, lead=True) if low else "")


def _section(number: int, *, lead: bool = False) -> str:
    written, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if not digit:
            zero = bool(written)
            continue
        written += ("零" if zero else "") + _DIGITS[digit] + word
        zero = False
    return written[1:] if written.startswith("一十") and not lead else written
