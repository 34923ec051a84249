"""Normalise a document's text one character for one character.

What rules look at (``Text.clean``) has exactly the length of what was read (``Text.raw``), so an
offset found in one means the same in the other.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC

from ingest.types import Text

# Full-width forms, compatibility ideographs, Kangxi radicals (PDF text layers draw 公积金 with U+2FA6)
# and small forms such as ﹪. NFKC folds them; only foldings that keep the length are taken.
_FOLDED_RANGES = (
    (0x2E80, 0x2FE0),
    (0xF900, 0xFB00),
    (0xFE10, 0xFE20),
    (0xFE50, 0xFE6C),
    (0xFF01, 0xFF5F),
    (0xFFE0, 0xFFE7),
)

# Radicals of U+2E80–2EFF that Unicode gives no decomposition, but that PDF fonts use for whole characters.
_RADICALS = dict(
    zip(
        "⺟⺠⺩⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民王虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)

# Blanks that are not U+0020. Line ends stay what they are: rules need them.
_BLANKS = dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for first, end in _FOLDED_RANGES:
        for code in range(first, end):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    table.update({ord(radical): character for radical, character in _RADICALS.items()})
    table.update(_BLANKS)
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))  # lone surrogates: no converter takes them
    return table


_FOLDING = _fold_table()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplify(text: str) -> str:
    """Traditional characters made simple; character by character where the phrase tables would change the length."""
    convert = _converter().convert
    simplified = convert(text)
    if len(simplified) == len(text):
        return str(simplified)
    kept = []
    for line in text.splitlines(keepends=True):
        whole = convert(line)
        kept.append(whole if len(whole) == len(line) else "".join(map(_simplify_character, line)))
    return "".join(kept)


def _simplify_character(character: str) -> str:
    simplified = str(_converter().convert(character))
    return simplified if len(simplified) == 1 else character


def prepare(raw: str) -> Text:
    """Give ``raw`` with its normalised twin of the same length.

    Full-width digits, letters and punctuation become half-width, traditional characters simplified,
    Kangxi radicals the characters they look like; other blanks become spaces, line ends stay.
    """
    return Text(raw=raw, clean=_simplify(raw.translate(_FOLDING)))
