"""The titles in the list behind a verb.

A zone is read piece by piece (pieces end at 、 , ; :); reading stops at the first piece that turns to something else.
"""

from __future__ import annotations

import re

from ingest.honors.names import BODIES, MAX_HEAD, PLACE, VAGUE
from ingest.honors.pieces import Piece, Title, pieces, skip_dates
from ingest.honors.quoted import QuotedTitles
from ingest.honors.rules import HonorRules

_ENUMERATOR = re.compile(r"[((]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[))..]?|其中|包括")
_LABEL = 12  # most characters of a winner's name or a heading before a colon within a list
_MAX_MISSES = 3
_MAX_WITHIN = 12
"""Most pieces between two 、 that are no titles by their own words, such as works that one 先进集体 ends."""
_UNKNOWN = (4, 16)
"""Fewest and most characters of a name that no rule knows."""
_FIRST_UNKNOWN = (6, 20)
"""The same of the first one of a list."""
_BREAKS = ("", "、")
"""Separators in front of a piece that goes on with the list for certain."""
_CONTESTS = ("创建活动", "活动", "评选", "竞赛", "评比", "创建")
_COLONS = (":", ":")
_OPENS = (*_COLONS, "(", "(")
"""What a list opens with behind a count (省级荣誉3项(…、…))."""
_AMONG = (",其中包括", ",其中有", ",其中“", ",包括")
_SEMICOLONS = (";", ";")


class TitleReader(QuotedTitles):
    """Reads the titles of one zone.

    ``kind`` is the verb's kind in ``[verbs]`` of the rules, ``cut`` says that another verb follows,
    ``told`` that the clause speaks of one winner, ``into`` that the verb makes it what follows (核定为).
    """

    def __init__(
        self, zone: str, kind: str, rules: HonorRules, *, cut: bool = False, told: bool = False, into: bool = False
    ) -> None:
        super().__init__(zone, kind, rules, told=told, into=into)
        self.cut = cut

    def titles(self) -> list[Title]:
        """The titles in order; empty where the verb names none."""
        found: list[Title] = []
        missed: list[Piece] = []
        closed = skipping = False
        for piece in pieces(self.zone):
            if skipping and piece.before != "\n":
                continue
            if skipping and skip_dates(self.zone, piece.start, piece.end) == piece.start:
                break
            skipping = False
            if _ENUMERATOR.fullmatch(self.zone, piece.start, piece.end):
                continue
            if found and (self._turns(piece) or (closed and not self._resumes(piece))):
                break
            titles = self._in_piece(piece, first=not found)
            if titles:
                found += self._joined(titles, missed, bool(found)) if piece.before == "、" else titles
                missed, closed = [], closed or self._closes(titles[-1], piece)
                continue
            missed.append(piece)
            if self._hopeless(piece, len(missed), bool(found)):
                if self.kind != "list" or not found:
                    break
                skipping = True  # the other columns of a row
        return found

    # Where the list ends.

    def _turns(self, piece: Piece) -> bool:
        """Whether a piece after a comma opens something else, or is the subject of the next verb."""
        if piece.before == "、":
            return False
        if self.zone.endswith("以来", 0, piece.start - 1):
            return True
        ends = piece.before in _SEMICOLONS and self.kind != "list"
        if ends and (self.kind == "state" or not self._opens_title(piece)):
            return True
        if self.cut and piece.end == len(self.zone) and not piece.quotes:
            return True
        start = skip_dates(self.zone, piece.start, piece.end)
        return self.rules.opening.match(self.zone, start, piece.end) is not None

    def _hopeless(self, piece: Piece, misses: int, found: bool) -> bool:
        """Whether no title can come behind a piece that is none."""
        mark = self.zone[piece.end : piece.end + 1]
        start = self.skip_leads(piece.start, piece.end) if mark == "、" or self.kind == "state" else piece.start
        if mark == "、" and self._only_level(start, piece.end):
            return False
        if found and mark == "、" and piece.before != "、" and not self.cut and self.opens_with_level(start):
            return False  # the first of another group, or of works that share a noun
        only_dates = skip_dates(self.zone, piece.start, piece.end) >= piece.end
        if self.kind == "list":
            label = mark in _COLONS and piece.end - piece.start <= _LABEL
            return misses > _MAX_MISSES or (found and not only_dates and not label)
        if self.kind == "gain" and self.zone.find("一大批", piece.start, piece.end) >= 0:
            return True
        within = mark == "、" and piece.before in _BREAKS and piece.end - piece.start <= MAX_HEAD
        if misses > (_MAX_WITHIN if within else _MAX_MISSES) or self.kind in ("build", "dated"):
            return True
        if self.kind == "state" and not self.placed(self.zone[start : start + PLACE]):
            return True
        if found and mark == "、" and self.rules.work_end.search(self.zone, piece.start, piece.end):
            return False
        if mark in _OPENS and self.rules.count_end.search(self.zone, piece.start, piece.end):
            return False
        if mark in _COLONS and not found and self.rules.called.search(self.zone, piece.start, piece.end):
            return False
        if not found and self.zone.startswith(_AMONG, piece.end):
            return False  # a count, then what it counts
        if self.kind == "state" and not found and mark == "," and self.opens_with_level(piece.end + 1):
            return False  # a mere grade, then titles
        comma = piece.before not in _BREAKS or mark not in _BREAKS
        return comma and not only_dates

    def _closes(self, title: Title, piece: Piece) -> bool:
        """Whether ``等…称号`` ends the list."""
        after = self.zone[title.end : piece.end].lstrip('”"」』’》')
        return after.startswith("等") and self.kind != "list"

    def _resumes(self, piece: Piece) -> bool:
        """Whether a piece behind ``等…荣誉`` lists on: with a quotation, or a level and 荣誉 again."""
        if any(quote[0] == piece.start for quote in piece.quotes):
            return True
        return self.opens_with_level(piece.start) and self.rules.called.search(self.zone, piece.start) is not None

    def _opens_title(self, piece: Piece) -> bool:
        start = self.skip_leads(piece.start, piece.end)
        return self.opens_with_level(start) or any(
            quote[0] == start or self.rules.called.match(self.zone, quote[1]) for quote in piece.quotes
        )

    # Pieces.

    def _in_piece(self, piece: Piece, first: bool) -> list[Title]:
        quoted: list[Title] = []
        for quote in piece.quotes:
            quoted += self._quoted(quote, piece, first and not quoted)
        if quoted:
            return [*self._before_quotes(piece, quoted[0], first), *quoted, *self._behind_quotes(piece, quoted[-1])]
        if any(self._apart(quote, piece) for quote in piece.quotes):
            return []
        return (
            self._plain(piece, first)
            or self._called(piece)
            or self._one_of(piece)
            or self._listed(piece, first)
            or self._marked(piece)
            or self._made(piece)
        )

    def _apart(self, quote: tuple[int, int], piece: Piece) -> bool:
        """Whether a quoted title stands apart, not only in the name of another (“…号”创建活动优秀组织奖)."""
        content = self.zone[quote[0] + 1 : quote[1] - 1]
        if not self.ends_in_title(content) or self.only_opens(content, self.zone[quote[1] : piece.end]):
            return False
        return not self.zone.startswith(_CONTESTS, quote[1]) or not self.continues(self.zone[quote[1] : piece.end])

    def _joined(self, titles: list[Title], missed: list[Piece], listed: bool) -> list[Title]:
        """The titles with what stands before them in the list and is no title by its own words.

        It is a name that no rule knows, the first half of a title that holds 、 itself
        (全省思想政治工作、精神文明建设先进单位), or the first of its levels (省、市级文明单位).
        """
        named: list[Title] = []
        head: int | None = None
        for piece in missed:
            start = self.skip_leads(piece.start, piece.end)
            named_so = self._unknown(start, piece) if listed else self._first_unknown(start, piece, titles[0])
            if self.levelled_name(start, piece.end) or (head is None and named_so):
                named.append(Title(start, piece.end, piece.start, False))
                head = None
            elif head is None:
                head = piece.start
        return named + (titles if head is None else self._with_head(titles, head, missed[-1].end))

    def _with_head(self, titles: list[Title], head: int, end: int) -> list[Title]:
        """The titles where the words from ``head`` to ``end`` are the beginning of the first, else as they are."""
        first = titles[0]
        start = self.skip_leads(head, end)
        if self._only_level(start, end):
            return [Title(first.start if first.quoted else start, first.end, start, first.quoted), *titles[1:]]
        if first.quoted or self.opens_with_level(first.start):
            return titles
        if first.start - start > MAX_HEAD or not self.opens_with_level(start):
            return titles
        return [Title(start, first.end, head, False), *titles[1:]]

    def _only_level(self, start: int, end: int) -> bool:
        return self.rules.level_only.fullmatch(self.zone, start, end) is not None

    def _first_unknown(self, start: int, missed: Piece, following: Title) -> bool:
        """Whether the first piece is a title that no rule knows: it says its level, and the next title its own."""
        words = self.zone[start : missed.end]
        if missed.before or missed.quotes or not _FIRST_UNKNOWN[0] <= len(words) <= _FIRST_UNKNOWN[1]:
            return False
        if not (self.kind == "bestow" or self.rules.called.search(self.zone, missed.end)):
            return False
        if not self.opens_with_level(start) or not self.opens_with_level(following.start):
            return False
        rules = self.rules
        if words.endswith(BODIES) or any(test.search(words) for test in (rules.institution, rules.work_end, VAGUE)):
            return False
        return self.kind in ("bestow", "gain") and self.nameable(words) and not self.counted_or_blocked(words, "")

    def _unknown(self, start: int, missed: Piece) -> bool:
        """Whether a piece between two titles is the name of another (…先进集体、助学兴教功德单位、…)."""
        words = self.zone[start : missed.end]
        if words.endswith(BODIES):
            return False
        if missed.before != "、" or not _UNKNOWN[0] <= len(words) <= _UNKNOWN[1] or self.kind == "state":
            return False
        levelled = self.opens_with_level(start) and self.zone[missed.end : missed.end + 1] == "、"
        if not (levelled or self.rules.noun_end.search(words)) or VAGUE.search(words) or "、" in words:
            return False
        return self.nameable(words) and self.rules.opening.match(words) is None

    def _behind_quotes(self, piece: Piece, quoted: Title) -> list[Title]:
        """The title without quotation marks that 和 joins behind the last quoted one (“…”和市“五一”劳动奖状)."""
        start = quoted.end + 1
        called = self.rules.called.match(self.zone, start, piece.end)
        join = self.rules.join.match(self.zone, called.end() if called else start, piece.end)
        if join is None:
            return []
        inner = tuple(quote for quote in piece.quotes if quote[0] >= join.end())
        return self._plain(Piece(join.end(), piece.end, "", inner), first=False)

    def _before_quotes(self, piece: Piece, quoted: Title, first: bool) -> list[Title]:
        """The title without quotation marks that 和 joins to the first quoted one (…第一名及“…”)."""
        end = quoted.start - 1
        join = self.rules.join.search(self.zone, max(piece.start, end - 2), end)
        if join is None or join.end() != end:
            return []
        return self._plain(Piece(piece.start, join.start(), piece.before, ()), first)
