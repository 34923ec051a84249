"""Where a number may begin: the one scan of a text for quantities."""

from __future__ import annotations

import re
from typing import Final

from ingest.exclusions import EXCLUSIONS
from ingest.language.measures import MEASURES
from ingest.language.numerals import HALVED, SPELLED

_FOLLOW = re.escape(MEASURES.first_characters + MEASURES.counted_first)
_ZERO = "|".join(sorted(map(re.escape, EXCLUSIONS.zero_nouns), key=len, reverse=True))
_LOST_FIRST = "".join(sorted({word[0] for word in MEASURES.lost_measures}))
_LOST_SIGNS = "Xx×*#○_"
# Where a number may begin. A run of digits is one hit however long it is: possessive, and never begun inside.
# One set of first characters stands in front, so that the scan runs over prose in C; each branch looks back at it.
_DIGITS_FOLLOW = rf"{_FOLLOW}{''.join(MEASURES.misprints)}百千万亿多余馀几来个和及与佘于 \n\r\t,.。;、()/&半至到~〜–—―-"
_SPELLED_FOLLOW = rf"{_FOLLOW}多余馀几来个分成点半 \n\r\t至到~〜–—―-"
CANDIDATE: Final = re.compile(
    rf"[0-9{SPELLED}半过翻{_LOST_SIGNS} ](?:"
    rf"(?P<digits>(?<=[0-9])(?<![0-9].)[0-9]*+(?=[{_DIGITS_FOLLOW}]))"
    rf"|(?P<zero>(?<=[零0])(?<![{SPELLED}0-9.“‘「\"].)(?=[\u4e00-\u9fff]{{0,3}}(?:{_ZERO})(?:[,。;、!?)\s的]|$))"
    r"(?!零?[距容售星散碎部])|(?<=为零)(?=[,。;、!\s]))"
    rf"|(?P<spelled>(?<=[{SPELLED}])(?<![{SPELLED}0-9Oo].)[{SPELLED}]*+(?=[{_SPELLED_FOLLOW}]"
    r"|(?<=[万亿])[,。;、资的投贷税]))"
    rf"|(?P<rate>(?<=半)数|(?<=过)半(?=数)|(?<![间务双]过)(?<=过)半{HALVED}|(?<=近半)(?<![最附将]近半){HALVED}|(?<=翻)(?=了?[一两三四五0-9]?番))"
    rf"|(?P<lost>(?<![A-Za-z0-9.].)(?:(?<=[0-9])[0-9]{{0,2}}+[{_LOST_SIGNS}]{{1,8}}+|(?<=[{_LOST_SIGNS}])[{_LOST_SIGNS}]{{0,7}}+)"
    rf"(?=[余多]?[万亿]?[{_FOLLOW}])"
    rf"|(?<=[\u4e00-\u9fff] )[ ]{{0,11}}+(?=[{_LOST_FIRST}])))"
)
"""Its groups say what may begin: digits, a spelled number, zero of something, a rate, digits that were lost."""
