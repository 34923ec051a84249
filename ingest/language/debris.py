"""Take out what a scraper or a mirror left between characters, and find the way back to the text as read.

Pinyin in brackets (個(gè)), inline HTML tags, a blank entity before a measure word, characters without width,
and a line break in the middle of a number (收入120⏎7.35亿元) are cut out; what is left is read as if they had
never been there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from ingest.language.signs import places
from ingest.types import Text

# Numbers cut by a line break or a blank: up to four digits behind a Chinese character, and what follows goes on with
# digits and a measure. Years and the numbers of tables, figures and pages are no such numbers.
_HAN = r"[\u4e00-\u9fff]"
_UNCUT = "[第图表页注年月日]|附件"
_NOT_CUT = "".join(
    rf"(?<!{word}{blank}[0-9]{{{n}}}[ \n])" for word in _UNCUT.split("|") for blank in ("", " ") for n in (1, 2)
)
_CUT_BEFORE = "|".join(
    [
        rf"(?<=[ :{_HAN[1:-1]}][0-9][ \n])",
        *(rf"(?<=[ :{_HAN[1:-1]}][0-9]{{{n}}}\n)" for n in (2, 3)),
        rf"(?<={_HAN}[3-9][0-9]{{3}}\n)",
    ]
)
_MEASURED = r"[ ]?[%万亿元人户件篇次个项平亩公米吨名家台座处期场册份条株盏套间所支批本岁小学课种幅块幢栋辆颗棵只张]"
_ENTITY = "(?:nbsp|ensp|emsp|thinsp)"
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# A form filled in: 到位资金(12.5)亿元; 加强(2)项目 is a list's number.
_FILLED = re.compile(rf"\((?<={_HAN}\()[0-9][0-9.]{{0,7}}\)(?=[万亿]?(?:元|亩|平方米|公里|%))")
# 1O人, 2O0万元: the letter for the digit; O2O平台 and H2O are none.
_LETTER_ZERO = re.compile(rf"[Oo](?<=[0-9].)(?<![A-Za-z]..)[Oo]{{0,3}}(?=[0-9Oo.]{{0,8}}(?:[余多]?{_MEASURED}))")
# What a blank or a line break cuts goes on with one of these behind it, which rules most blanks out.
_GOES_ON = "0-9.方米里顷斤时次升长"
_BLANK = (
    rf"(?:{_CUT_BEFORE}){_NOT_CUT}(?=[0-9]{{1,4}}(?:\.[0-9]{{1,4}}(?![0-9.、]))?{_MEASURED})"
    # … or within a year: 201⏎9年.
    rf"|(?:(?<=[{_HAN[1:-1]}。,;\n](?:20|19)[0-9]\n)(?=[0-9]年)|(?<=[{_HAN[1:-1]}。,;](?:20|19)\n)(?=[0-9]{{2}}年))"
    rf"|(?<=年[0-9]\n)(?=[0-9]\.[0-9]{{1,4}}{_MEASURED})"
    # … or at its decimal point: 12.⏎5亿元, 1⏎.3万人次, 3.2⏎7亿元.
    rf"|(?:(?<=[0-9]\.\n)|(?<=[0-9]\.[0-9]\n))(?=[0-9]{{1,4}}{_MEASURED})|(?<=[0-9]\n)(?=\.[0-9]{{1,4}}{_MEASURED})"
    # Digits set apart: 2 0 0万元; a blank behind the comma of a number: 2, 300人.
    rf"|(?<=[ :{_HAN[1:-1]}][0-9][ ])(?=[0-9](?:[ ][0-9]){{1,6}}{_MEASURED})"
    rf"|(?<=[0-9] [0-9] )(?=[0-9](?:[ ][0-9]){{0,6}}{_MEASURED})"
    rf"|(?:(?<={_HAN}[1-9],[ ])|(?<={_HAN}[1-9][0-9],[ ])|(?<={_HAN}[1-9][0-9]{{2}},[ ]))(?=[0-9]{{3}}{_MEASURED})"
    # Blanks around the decimal point: 3 . 5万元, 增长3. 5%; within 平 方 米.
    rf"|(?<=[0-9][ ])(?=\.[ ]?[0-9]{{1,4}}{_MEASURED})"
    rf"|(?:(?<=[,:{_HAN[1:-1]}][0-9]\.[ ])|(?<=[,:{_HAN[1:-1]}][0-9]{{2}}\.[ ])|(?<=[0-9][ ]\.[ ]))"
    rf"(?=[0-9]{{1,4}}{_MEASURED})"
    r"|(?<=[平方][ ])(?=[方米])"
    # A measure word cut by a line break or a blank: 6500平⏎米, 12小 时.
    r"|(?<=[0-9余多万亿 ][平公小学课人毫延][\n ])(?=[方米里顷斤时次升长])"
)
# Every piece of debris begins with one of these; what follows looks back at it. So they are looked for first.
_FIRST = f" \n(<&{_NO_WIDTH}"
_DEBRIS = re.compile(
    rf"[{_FIRST}](?:(?<=[ \n])(?=[{_GOES_ON}])(?:{_BLANK})|(?<![ \n])(?:"
    rf"(?<=[{_HAN[1:-1]})]\()[a-zà-ǜ]{{0,3}}[aeiouüà-ǜ][a-zà-ǜ]{{0,4}} ?\)"
    r"|(?<=<)/?(?:b|strong|span|font|em|i|u|a|sup|sub)(?:\s[^<>]{0,200})?>"
    rf"|(?<=[0-9余多万亿]&)(?:{_ENTITY};)(?:&{_ENTITY};)*(?={_HAN})|(?<=[0-9余多万亿]<)br ?/?>(?={_MEASURED})"
    rf"|(?<=[{_NO_WIDTH}])))"
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A text without its debris.

    ``cuts`` are the offsets in it from which on ``removed`` characters are missing so far.
    """

    text: Text
    cuts: tuple[int, ...]
    removed: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as read that holds ``[start, end)`` of the mended text."""
        return start + self._shift(start), end - 1 + self._shift(end - 1) + 1

    def _shift(self, offset: int) -> int:
        index = bisect_right(self.cuts, offset)
        return self.removed[index - 1] if index else 0


def _debris(clean: str) -> list[tuple[int, int]]:
    """Give the spans of the pieces of debris, in order."""
    found: list[tuple[int, int]] = []
    end = 0
    for place in places(clean, _FIRST):
        if place >= end and (piece := _DEBRIS.match(clean, place)) is not None:
            end = piece.end()
            found.append((place, end))
    return found


def mend(text: Text) -> Mended:
    """Cut the debris out of a text, its raw and its clean twin alike, so that what reads it meets none."""
    raw, clean = text.raw, text.clean
    if "O" in clean or "o" in clean:
        clean = _LETTER_ZERO.sub(lambda zeros: "0" * len(zeros[0]), clean)
    debris = _debris(clean)
    if brackets := [sign for match in _FILLED.finditer(clean) for sign in (match.start(), match.end() - 1)]:
        debris = sorted([*debris, *((sign, sign + 1) for sign in brackets)])
    if not debris:
        return Mended(Text(raw, clean), (), ())
    pieces, raws, cuts, removed = [], [], [], []
    end = length = gone = 0
    for start, stop in debris:
        pieces.append(clean[end:start])
        raws.append(raw[end:start])
        length += start - end
        gone += stop - start
        end = stop
        cuts.append(length)
        removed.append(gone)
    pieces.append(clean[end:])
    raws.append(raw[end:])
    return Mended(Text("".join(raws), "".join(pieces)), tuple(cuts), tuple(removed))
