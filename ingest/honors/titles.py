"""The titles in the list behind a verb.

A zone is the run of text behind a verb, without white space. It is read piece by piece (pieces end at 、 , ; :),
and reading stops at the first piece that turns to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.honors.rules import HonorRules, last_match

_TOKEN = re.compile(
    r"(?P<quoted>[“”][^“”\n]{1,80}[“”]|\"[^\"\n]{1,80}\"|「[^「」\n]{1,80}」|『[^『』\n]{1,80}』|‘[^‘’\n]{1,80}’|《[^《》\n]{1,80}》)"
    r"|(?P<aside>[((][^()()\n]{0,40}[))])"
    r"|(?P<break>[、,,;;::。.\n])"
)
_ENUMERATOR = re.compile(r"[((]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[))..]?|其中|包括")
_DATE = re.compile(
    r"(?:于|在)?[((]?(?:(?:19|20)\d{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2}|[Xx×#*\d]{2,4})(?:[—\-~至到](?:19|20)?\d{2})?(?:年度?|届)(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:底|初|以来|起)?[))]?"
    r"|(?:连续|近)[二两三四五六七八九十\d]+(?:个?年度?|次|届)|第[一二三四五六七八九十\d]+次|[二两三四五六七八九十\d]+次|年年|历年|多年|今年|去年|前年|上年度?|本年度"
)
_JUNK = re.compile(r"[。,,、;;?!?!<>|]")
_TITLE_REST = re.compile(r"(?:荣誉)?(?:称号)?[((]?[\d—\-]*(?:年度?)?[))]?")
"""What may stand behind a title inside its quotation marks."""
_LATIN_ASIDE = re.compile(r"[((][^\u4e00-\u9fff\d]+[))]$")
"""Pinyin that a mirror leaves behind a character."""
_WINNER = re.compile(r"[\u4e00-\u9fff]{2,4}(?:等|同志|$)")
_MAX_TITLE = 45
_MAX_MISSES = 3
_STRONG_MARKS = re.compile("先进|优秀|示范|奖|模范")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run between two separators; ``before`` is the separator in front of it, empty for the first."""

    start: int
    end: int
    before: str
    quotes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title at ``[start, end)`` of the zone; ``lead`` is where the words that introduce it begin."""

    start: int
    end: int
    lead: int
    quoted: bool


def pieces(zone: str) -> Iterator[Piece]:
    """Split at separators that stand outside quotation marks and brackets."""
    start, before, quotes = 0, "", []
    for token in _TOKEN.finditer(zone):
        if token["quoted"]:
            quotes.append(token.span())
        elif token["break"]:
            yield Piece(start, token.start(), before, tuple(quotes))
            start, before, quotes = token.end(), token["break"], []
    yield Piece(start, len(zone), before, tuple(quotes))


class TitleReader:
    """Reads the titles of one zone.

    ``kind`` is the verb's kind in ``[verbs]`` of the rules, ``cut`` says that another verb follows.
    """

    def __init__(self, zone: str, kind: str, rules: HonorRules, *, cut: bool = False) -> None:
        self.zone, self.kind, self.rules, self.cut = zone, kind, rules, cut

    def titles(self) -> list[Title]:
        """The titles in order; empty where the verb names none."""
        found: list[Title] = []
        misses, pending = 0, None
        for piece in pieces(self.zone):
            if _ENUMERATOR.fullmatch(self.zone, piece.start, piece.end):
                continue
            if found and (self._turns(piece) or self._leads_on(piece)):
                break
            titles = self._in_piece(piece, first=not found)
            if titles:
                found += self._joined(titles, pending if piece.before == "、" else None)
                misses, pending = 0, None
                if self._closed(titles[-1], piece):
                    break
                continue
            misses += 1
            if self._hopeless(piece, misses, bool(found)):
                break
            pending = piece.start if pending is None else pending
        return found

    def _turns(self, piece: Piece) -> bool:
        """Whether a piece after a comma opens something else than one more title."""
        if piece.before == "、":
            return False
        return self.rules.opening.match(self.zone, self._skip_dates(piece.start, piece.end), piece.end) is not None

    def _leads_on(self, piece: Piece) -> bool:
        """Whether a piece after a comma is the subject of the next verb, which ends the zone."""
        return self.cut and piece.end == len(self.zone) and piece.before != "、" and not piece.quotes

    def _hopeless(self, piece: Piece, misses: int, found: bool) -> bool:
        if self.kind == "list":
            return misses > _MAX_MISSES or found
        comma = piece.before not in ("", "、")
        return misses > _MAX_MISSES or comma or self.kind in ("state", "build")

    def _closed(self, title: Title, piece: Piece) -> bool:
        """Whether ``等…称号`` ends the list."""
        after = self.zone[title.end : piece.end].lstrip('”"」』’》')
        return after.startswith("等") and self.kind != "list"

    def _joined(self, titles: list[Title], pending: int | None) -> list[Title]:
        """Give a title that holds 、 itself its first half back (全省思想政治工作、精神文明建设先进单位)."""
        first = titles[0]
        if pending is None or first.quoted:
            return titles
        start = self._skip_leads(pending, first.end)
        head = self.zone[start : first.start]
        if len(head) > 20 or not any(head.startswith(word) for level in self.rules.levels for word in level.first):
            return titles
        return [Title(start, first.end, pending, False), *titles[1:]]

    def _in_piece(self, piece: Piece, first: bool) -> list[Title]:
        quoted = [title for quote in piece.quotes for title in self._quoted(quote, piece, first)]
        if quoted or any(self._ends_in_title(self.zone[start + 1 : end - 1]) for start, end in piece.quotes):
            return quoted
        return self._plain(piece, first)

    # Titles in quotation marks.

    def _quoted(self, quote: tuple[int, int], piece: Piece, first: bool) -> list[Title]:
        start, end = quote[0] + 1, quote[1] - 1
        after = self.zone[quote[1] : piece.end]
        lead = max([piece.start, *(other[1] for other in piece.quotes if other[1] <= quote[0])])
        if not self._acceptable_quote(start, end, after, self.zone[lead : quote[0]], first):
            return []
        debris = _LATIN_ASIDE.search(self.zone, start, end)
        spans = self._split_inside(start, debris.start() if debris else end)
        return [Title(*span, lead, True) for span in spans if not self.rules.inside.search(self.zone, *span)]

    def _acceptable_quote(self, start: int, end: int, after: str, lead: str, first: bool) -> bool:
        rules, content = self.rules, self.zone[start:end]
        if rules.count_after.match(after) or rules.block_after.match(after) or rules.count_before.match(lead):
            return False
        if not 2 <= len(content) <= 60 or len(lead) > 40:
            return False
        called = rules.called.match(after) is not None
        if self._ends_in_title(content):
            return True
        if self._continues(after):
            return False
        if called:
            return not _JUNK.search(content) and self.kind != "state"
        free = self.kind == "bestow" and first and not _JUNK.search(content)
        return free and rules.tail.match(after) is not None and not content.startswith(("创建", "争创"))

    def _ends_in_title(self, content: str) -> bool:
        last = last_match(self.rules.title_end, content)
        return last is not None and _TITLE_REST.fullmatch(content, last.end()) is not None

    def _continues(self, after: str) -> bool:
        """Whether the quoted words are only the beginning of a title (“五五”普法先进集体)."""
        match = self.rules.title_end.search(after)
        return match is not None and match.start() <= 15

    def _split_inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """One quotation may hold several titles."""
        parts = [(m.start(), m.end()) for m in re.finditer(r"[^、,,]+", self.zone[start:end])]
        if len(parts) > 1 and all(self._ends_in_title(self.zone[start + a : start + b]) for a, b in parts):
            return [(start + a, start + b) for a, b in parts]
        return [(start, end)]

    # Titles without quotation marks.

    def _plain(self, piece: Piece, first: bool) -> list[Title]:
        found: list[Title] = []
        start = piece.start
        matches = list(self.rules.title_end.finditer(self.zone, piece.start, piece.end))
        for n, match in enumerate(matches):
            if match.end() <= start:
                continue
            rest = self.zone[match.end() : piece.end]
            last = n == len(matches) - 1
            join = self.rules.join.match(rest)
            if not (last or join or self._ends(match, rest)):
                continue
            title = self._plain_title(start, match.end(), rest, first and not found)
            if title is not None:
                found.append(title)
            start = match.end() + (join.end() if join else 0)
        return found

    def _ends(self, match: re.Match[str], rest: str) -> bool:
        """Whether a title ends here although another one ends later in the piece."""
        if self._names_winner(match.group(), rest):
            return True
        return self.rules.called.match(rest) is not None or rest[:1] in "((等后的"

    def _names_winner(self, title: str, rest: str) -> bool:
        """Whether a person's name follows (省三八红旗手钱某某等)."""
        return self.rules.person.search(title) is not None and _WINNER.match(rest) is not None

    def _plain_title(self, lead: int, end: int, rest: str, first: bool) -> Title | None:
        rules = self.rules
        start = self._skip_leads(lead, end)
        words = self.zone[start:end]
        if rules.count_before.match(words) or rules.count_after.match(rest) or rules.block_after.match(rest):
            return None
        if words in rules.not_titles or not 2 <= len(words) <= _MAX_TITLE or rules.inside.search(words):
            return None
        if rules.opening.match(words) and not _STRONG_MARKS.search(words):
            return None
        if self.kind in ("state", "build") and not self._placed(words):
            return None
        follows = rules.tail.match(rest) or rules.join.match(rest) or self._names_winner(words, rest)
        if not first and not follows:
            return None
        return Title(start, end, lead, False)

    def _placed(self, words: str) -> bool:
        """Whether the words begin with a level or a place, as a title does that is only stated."""
        head = words[:12]
        return any(word in head for level in self.rules.levels for word in (*level.first, *level.place))

    def _skip_leads(self, start: int, end: int) -> int:
        while start < end:
            dates = self._skip_dates(start, end)
            lead = self.rules.lead.match(self.zone, dates, end)
            after = lead.end() if lead else dates
            if after == start or after >= end:
                break
            start = after
        return start

    def _skip_dates(self, start: int, end: int) -> int:
        while (date := _DATE.match(self.zone, start, end)) is not None and date.end() > start:
            start = date.end()
        return start
