"""Normalise a document's text one character for one character.

What rules look at (``Text.clean``) has exactly the length of what was read (``Text.raw``), so an
offset found in one means the same in the other.
"""

from __future__ import annotations

import re
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

_TYPED = re.compile(r"'(?=[\u4e00-\u9fff\d])([^'\"“”\n,;]{1,30}(?<=[\u4e00-\u9fff]))'")

# Prime marks for quotation marks, as converters of PDF write them.
_QUOTES = {0x301D: "“", 0x301E: "”"}

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
    table.update(_QUOTES)
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))  # lone surrogates: no converter takes them
    return table


_FOLDING = _fold_table()
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLDING)))}]")
_MANY = 40
"""From so many different characters to fold on, one pass over a table is faster than a pass for each."""
_CONVERTED = [chr(code) for code in (*range(0x80, 0xD800), *range(0xE000, 0x10000))]
"""Every character of the basic plane that the converter may know."""


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


# Characters that the converter changes only beside others (反覆, 瞭解), so not when it is given them one by one.
_PHRASED = "沈瞭藉甦衹哩覆坏"
_IN_PHRASES = re.compile(
    f"[{_PHRASED}](?:(?<=[沈瞭藉甦衹])|(?<=[英海]哩)|(?<=[回答批拜重反函示明申]覆)|(?<=覆)(?=[墓按文校信呈命])"
    "|(?<=[捏毛土打陶拉一]坏)|(?<=坏)(?=[土子布]))"
)


@cache
def _converted() -> str:
    """The characters that the converter changes, for use in a class.

    Of the rare characters beyond the basic plane each counts as one: a pattern that lists them is slow.
    """
    before = "\n".join(_CONVERTED)
    after = _converter().convert(before).split("\n")
    changed = [old for old, new in zip(_CONVERTED, after, strict=True) if old != new]
    return f"{re.escape(''.join(changed))}\U00010000-\U0010ffff"


@cache
def _traditional() -> re.Pattern[str]:
    """The same as a pattern; a text without one of them, or a phrase, needs no conversion."""
    return re.compile(f"[{_converted()}]")


@cache
def _touched() -> re.Pattern[str]:
    """The characters that folding or simplifying may change: up to the first of them a text is clean as it is."""
    return re.compile(f"[{re.escape(''.join(map(chr, _FOLDING)))}{_converted()}{_PHRASED}]")


def _fold(text: str, start: int) -> str:
    """Each character of ``_FOLDING`` replaced, of which none stands before ``start``.

    Only those that occur are looked for, which are few.
    """
    present = set(_FOLDED.findall(text, start))
    if len(present) > _MANY:
        return text.translate(_FOLDING)
    for character in present:
        text = text.replace(character, _FOLDING[ord(character)])
    return text


def _quote(text: str) -> str:
    """Typewriter's quotation marks around Chinese words made those that rules know ('文明单位', but not it's)."""
    return _TYPED.sub("“\\1”", text) if "'" in text else text


def _simplify(text: str, start: int) -> str:
    """Traditional characters, from ``start`` on, made simple.

    Character by character where the phrase tables would change the length.
    """
    if _traditional().search(text, start) is None and _IN_PHRASES.search(text, start) is None:
        return text
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
    Kangxi radicals the characters they look like, typewriter's quotation marks printed ones; other blanks become
    spaces, line ends stay.
    """
    touched = _touched().search(raw)
    simplified = raw if touched is None else _simplify(_fold(raw, touched.start()), touched.start())
    return Text(raw=raw, clean=_quote(simplified))
