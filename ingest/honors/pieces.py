"""A zone, the run of text behind a verb, parted into pieces: the runs between separators that stand outside quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    # Each token is told by its first character, so that the search skips all others at once.
    '[“”"「『‘《((、,,;;::。\\n.](?:'
    r"(?P<quoted>(?<=[“”])(?![、,和及与暨;]{1,2}[“”])[^“”\n]{1,80}[“”]|(?<=\")[^\"\n]{1,80}\"|(?<=「)[^「」\n]{1,80}」|(?<=『)[^『』\n]{1,80}』"
    r"|(?<=‘)[^‘’\n]{1,80}’|(?<=《)[^《》\n]{1,80}》)"
    r"|(?P<aside>(?<=[((])(?<![\d两三四五六七八九十][项个].)[^()()\n]{0,40}[))])"
    r"|(?P<break>(?<=[,,;;::。\n((])|(?<=、)(?!(?<=[一二三四五六七八九十\d届]、)第?[一二三四五六七八九十\d、第]{1,16}[届批])|(?<!\d\.)(?<=\.)|(?<=\.)(?!\d)))"
)
_DATE = re.compile(
    r"(?:19|20)\d{2}\Z|(?:19|20)\d{2}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?(?!\d)|[((]?\d{1,2}[))..](?:(?!\d)|(?=(?:19|20)\d{2}年))|"
    r"(?:于|在)?[((]?(?:(?:19|20)\d{2}|[一二][九〇零○0Oo][〇零○0Oo一二三四五六七八九]{2}|[Xx×#*_\d]{2,4})(?:[—\-~至到](?:19|20)?\d{2})?(?:年度?|届)(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:底|初|以来|起)?[))]?"
    r"|(?:连续|近)[二两三四五六七八九十\d]+(?:个?年度?|次|届)|第[一二三四五六七八九十\d]+次|[二两三四五六七八九十\d]+次|年年|历年|多年|今年|去年|前年|上年度?|本年度"
)


class Piece(NamedTuple):
    """A run between two separators; ``before`` is the separator in front of it, empty for the first."""

    start: int
    end: int
    before: str
    quotes: tuple[tuple[int, int], ...]


class Title(NamedTuple):
    """A title at ``[start, end)`` of the zone; ``lead`` is where the words that introduce it begin."""

    start: int
    end: int
    lead: int
    quoted: bool


def pieces(zone: str) -> Iterator[Piece]:
    """Split at separators that stand outside quotation marks and brackets."""
    start, before, quotes = 0, "", []
    for token in _TOKEN.finditer(zone):
        if token.lastgroup == "quoted":
            quotes.append(token.span())
        elif token.lastgroup == "break":
            yield Piece(start, token.start(), before, tuple(quotes))
            start, before, quotes = token.end(), token.group(), []
    yield Piece(start, len(zone), before, tuple(quotes))


def skip_dates(zone: str, start: int, end: int) -> int:
    """Where the words behind the dates and streaks at ``start`` begin."""
    while (date := _DATE.match(zone, start, end)) is not None and date.end() > start:
        start = date.end()
    return start
