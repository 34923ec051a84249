"""Telling the encoding of Chinese text from its bytes.

UTF-8 is strict enough to prove itself. GB18030 accepts all of Big5, so between those two the one whose
reading holds more common characters wins: both standards put their common characters in a first level of their own.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A few kilobytes tell the encoding as surely as the whole file.
_SAMPLE_BYTES = 16_384


def decode(data: bytes) -> tuple[str, str]:
    """Give the text and the name of its encoding; a byte-order mark is not part of the text.

    Raises UnicodeDecodeError when no known encoding fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = _legacy_encoding(data[:_SAMPLE_BYTES])
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        other = "gb18030" if name == "big5hkscs" else "big5hkscs"
        return data.decode(other), other


def _legacy_encoding(sample: bytes) -> str:
    simplified = _commonness(sample, "gb18030", _in_first_level_of_gb2312)
    traditional = _commonness(sample, "big5hkscs", _in_first_level_of_big5)
    return "big5hkscs" if traditional > simplified else "gb18030"


def _commonness(sample: bytes, encoding: str, common: Callable[[str], bool]) -> float:
    """Give the share of common characters among those outside ASCII, 0 where the bytes do not decode."""
    # The sample may end inside a character, so the incremental decoder keeps the cut tail to itself.
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    outside = [character for character in text if character > "\x7f"]
    return sum(map(common, outside)) / len(outside) if outside else 0.0


def _in_first_level_of_gb2312(character: str) -> bool:
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7 or lead in (0xA1, 0xA3)


def _in_first_level_of_big5(character: str) -> bool:
    try:
        code = int.from_bytes(character.encode("big5"), "big")
    except UnicodeEncodeError:
        return False
    return 0xA440 <= code <= 0xC67E or 0xA140 <= code <= 0xA2CC
