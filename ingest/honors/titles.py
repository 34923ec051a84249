"""The titles in the list behind a verb.

A zone is read piece by piece (pieces end at 、 , ; :); reading stops at the first piece that turns to something else.
"""

from __future__ import annotations

import re

from ingest.honors.names import MAX_TITLE, Names
from ingest.honors.pieces import Piece, Title, pieces, skip_dates
from ingest.honors.rules import HonorRules

_ENUMERATOR = re.compile(r"[((]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[))..]?|其中|包括")
_JUNK = re.compile(r"[。,,、;;?!?!<>|]")
_LATIN_ASIDE = re.compile(r"[((][^\u4e00-\u9fff\d]+[))]$")
"""Pinyin that a mirror leaves behind a character."""
_CLAUSE_END = re.compile(r"等?(?:荣誉)?(?:称号)?(?:[((][^()()]{1,24}[))])?(?:$|[,,;;。]|、(?:19|20|[Xx×]{2}))")
_NEXT_NAME = re.compile(r"、([^、,,;;::。]+)")
_VAGUE = re.compile(r"\d|[的等此]|奖励|唯一")
_NAME = 6
"""Characters within which a title begins behind its winner's name in a list of lines."""
_LABEL = 12  # most characters of a winner's name or a heading before a colon within a list
_MAX_HEAD = 20
_MAX_MISSES = 3
_UNKNOWN = (4, 16)
"""Fewest and most characters of a name that no rule knows."""
_BREAKS = ("", "、")
"""Separators in front of a piece that goes on with the list for certain."""
_NEXT_QUOTES = ("“", "、“", '、"', "、「")
_COLONS = (":", ":")
_SEMICOLONS = (";", ";")


class TitleReader(Names):
    """Reads the titles of one zone.

    ``kind`` is the verb's kind in ``[verbs]`` of the rules, ``cut`` says that another verb follows,
    ``told`` that the clause speaks of one winner.
    """

    def __init__(self, zone: str, kind: str, rules: HonorRules, *, cut: bool = False, told: bool = False) -> None:
        super().__init__(zone, kind, rules, told=told)
        self.cut = cut

    def titles(self) -> list[Title]:
        """The titles in order; empty where the verb names none."""
        found: list[Title] = []
        misses, closed = 0, False
        missed: Piece | None = None
        for piece in pieces(self.zone):
            if _ENUMERATOR.fullmatch(self.zone, piece.start, piece.end):
                continue
            if found and (self._turns(piece) or (closed and not self._resumes(piece))):
                break
            titles = self._in_piece(piece, first=not found)
            if titles:
                if missed is not None and piece.before == "、":
                    found += self._joined(titles, missed, bool(found))
                else:
                    found += titles
                misses, missed, closed = 0, None, closed or self._closes(titles[-1], piece)
                continue
            misses += 1
            if self._hopeless(piece, misses, bool(found)):
                break
            missed = piece if missed is None else Piece(missed.start, piece.end, missed.before, ())
        return found

    # Where the list ends.

    def _turns(self, piece: Piece) -> bool:
        """Whether a piece after a comma opens something else, or is the subject of the next verb."""
        if piece.before == "、":
            return False
        if piece.before in _SEMICOLONS and self.kind != "list" and not self._opens_title(piece):
            return True
        if self.cut and piece.end == len(self.zone) and not piece.quotes:
            return True
        start = skip_dates(self.zone, piece.start, piece.end)
        return self.rules.opening.match(self.zone, start, piece.end) is not None

    def _hopeless(self, piece: Piece, misses: int, found: bool) -> bool:
        """Whether no title can come behind a piece that is none."""
        only_dates = skip_dates(self.zone, piece.start, piece.end) >= piece.end
        if self.zone[piece.end : piece.end + 1] == "、" and self._only_level(piece.start, piece.end):
            return False
        if self.kind == "list":
            label = self.zone[piece.end : piece.end + 1] in _COLONS and piece.end - piece.start <= _LABEL
            return misses > _MAX_MISSES or (found and not only_dates and not label)
        if misses > _MAX_MISSES or self.kind in ("build", "dated"):
            return True
        if self.kind == "state" and not self.opens_with_level(self.skip_leads(piece.start, piece.end)):
            return True
        mark = self.zone[piece.end : piece.end + 1]
        if mark in _COLONS and not found and self.rules.called.search(self.zone, piece.start, piece.end):
            return False
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
        return self.opens_with_level(piece.start) and self.rules.called.search(self.zone, piece.end) is not None

    def _opens_title(self, piece: Piece) -> bool:
        start = self.skip_leads(piece.start, piece.end)
        return self.opens_with_level(start) or any(quote[0] == start for quote in piece.quotes)

    # Pieces.

    def _in_piece(self, piece: Piece, first: bool) -> list[Title]:
        quoted = [title for quote in piece.quotes for title in self._quoted(quote, piece, first)]
        if quoted:
            return [*self._before_quotes(piece, quoted[0], first), *quoted]
        if any(self.ends_in_title(self.zone[start + 1 : end - 1]) for start, end in piece.quotes):
            return []
        return self._plain(piece, first) or self._called(piece) or self._one_of(piece) or self._listed(piece, first)

    def _joined(self, titles: list[Title], missed: Piece, listed: bool) -> list[Title]:
        """The titles with what stands before them in the list and is no title by its own words.

        It is a name that no rule knows between two titles, the first half of a title that holds 、 itself
        (全省思想政治工作、精神文明建设先进单位), or the first of its levels (省、市级文明单位).
        """
        first = titles[0]
        start = self.skip_leads(missed.start, missed.end)
        if self._only_level(start, missed.end):
            return [Title(first.start if first.quoted else start, first.end, start, first.quoted), *titles[1:]]
        if listed and self._unknown(start, missed):
            return [Title(start, missed.end, missed.start, False), *titles]
        if first.quoted or self.opens_with_level(first.start):
            return titles
        if first.start - start > _MAX_HEAD or not self.opens_with_level(start):
            return titles
        return [Title(start, first.end, missed.start, False), *titles[1:]]

    def _only_level(self, start: int, end: int) -> bool:
        return self.rules.level_only.fullmatch(self.zone, start, end) is not None

    def _unknown(self, start: int, missed: Piece) -> bool:
        """Whether a piece between two titles is the name of another (…先进单位、尊师重教功臣单位、…)."""
        words = self.zone[start : missed.end]
        if missed.before != "、" or not _UNKNOWN[0] <= len(words) <= _UNKNOWN[1] or self.kind == "state":
            return False
        if self.rules.noun_end.search(words) is None or _VAGUE.search(words) or "、" in words:
            return False
        return self.nameable(words) and self.rules.opening.match(words) is None

    def _before_quotes(self, piece: Piece, quoted: Title, first: bool) -> list[Title]:
        """The title without quotation marks that 和 joins to the first quoted one (…第一名及“…”)."""
        end = quoted.start - 1
        join = self.rules.join.search(self.zone, max(piece.start, end - 2), end)
        if join is None or join.end() != end:
            return []
        return self._plain(Piece(piece.start, join.start(), piece.before, ()), first)

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
        if self.rules_winners(after) or (self.kind == "state" and rules.performs.search(lead)):
            return False
        if self.continues(after) and rules.event.search(after):
            return False
        if not 2 <= len(content) <= 60 or len(lead) > 40:
            return False
        called = rules.called.match(after) is not None
        if self.ends_in_title(content):
            return True
        if self.continues(after):
            return False
        if lead and self.ends_in_title(lead):
            return False
        if called:
            return not _JUNK.search(content) and self.kind != "state"
        free = self.kind == "bestow" and self.zone[start - 1] != "《" and not _JUNK.search(content)
        if not first and self._between_quotes(start, end):
            return True
        if free and not first:
            return rules.called.search(self.zone, end) is not None
        return free and rules.tail.match(after) is not None and not content.startswith(("创建", "争创"))

    def _between_quotes(self, start: int, end: int) -> bool:
        """Whether another quotation of the list follows one that a title's noun ends, such as 单位."""
        follows = self.zone.startswith(_NEXT_QUOTES, end + 1)
        return follows and self.rules.noun_end.search(self.zone, start, end) is not None

    def _split_inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """One quotation may hold several titles."""
        parts = [(m.start(), m.end()) for m in re.finditer(r"[^、,,]+", self.zone[start:end])]
        if len(parts) > 1 and all(self.ends_in_title(self.zone[start + a : start + b]) for a, b in parts):
            return [(start + a, start + b) for a, b in parts]
        return [(start, end)]

    # Titles without quotation marks.

    def _plain(self, piece: Piece, first: bool) -> list[Title]:
        found: list[Title] = []
        start = piece.start
        matches = self._name_ends(piece.start, piece.end)
        for n, match in enumerate(matches):
            if match.end() <= start:
                continue
            rest = self.zone[match.end() : piece.end]
            join = self.rules.join.match(rest)
            if not (n == len(matches) - 1 or join or self._ends(match, rest)):
                continue
            title = self._plain_title(start, match.end(), rest, first and not found)
            if title is not None:
                found.append(title)
            start = match.end() + (join.end() if join else 0)
        return found

    def _name_ends(self, start: int, end: int) -> list[re.Match[str]]:
        """Where names may end; the last is looked for again within itself unless the words behind it end a title."""
        matches = list(self.rules.title_end.finditer(self.zone, start, end))
        for _ in range(_MAX_MISSES):
            last = matches[-1] if matches else None
            if last is None or last.end() == end or self._followed(last, self.zone[last.end() : end]):
                break
            later = self.rules.title_end.search(self.zone, last.start() + 1, end)
            if later is None or later.end() <= last.end() or later.start() >= last.end():
                break
            if later.end() < end and not self._followed(later, self.zone[later.end() : end]):
                break
            matches[-1] = later
        return matches

    def _followed(self, match: re.Match[str], rest: str) -> bool:
        """Whether the rest of a piece is what may stand behind a title."""
        rules = self.rules
        follows = rules.tail.match(rest) or rules.join.match(rest)
        return follows is not None or self.names_winner(match.group(), rest)

    def _called(self, piece: Piece) -> list[Title]:
        """A levelled name that no rule knows and that is called 称号 (保持了国家二级…称号)."""
        if self.rules.called_word.search(self.zone, piece.start, piece.end) is None:
            return []
        start = self.skip_leads(piece.start, piece.end)
        called = self.rules.called.search(self.zone, start, piece.end)
        if called is None or not 4 <= called.start() - start <= _MAX_HEAD or not self.opens_with_level(start):
            return []
        words = self.zone[start : called.start()]
        if _VAGUE.search(words) or self.rules.inside.search(words):
            return []
        if self.rules.winners.search(self.zone, called.start(), piece.end) and not self.told:
            return []
        blocked = self.counted_or_blocked(words, self.zone[called.end() : piece.end])
        return [] if blocked else [Title(start, called.start(), piece.start, False)]

    def _one_of(self, piece: Piece) -> list[Title]:
        """A levelled name that no rule knows and that is one of several (评为省十大精品展览之一)."""
        end = self.zone.find("之一", piece.start, piece.end)
        start = self.skip_leads(piece.start, piece.end)
        if self.kind not in ("bestow", "state", "build") or not 4 <= end - start <= _MAX_HEAD:
            return []
        if not self.opens_with_level(start):
            return []
        words = self.zone[start:end]
        vague = "的" in words or self.rules.not_stated.search(words) or self.rules.inside.search(words)
        return [] if vague else [Title(start, end, piece.start, False)]

    def _listed(self, piece: Piece, first: bool) -> list[Title]:
        """A name that no rule knows, in a list of levelled names that is called 荣誉 (省特级…、市十大…等荣誉称号)."""
        if first or piece.before != "、":
            return []
        start = self.skip_leads(piece.start, piece.end)
        end = self.zone.find("等", start, piece.end)
        end = piece.end if end < 0 else end
        last = end < piece.end
        called = self.rules.called.search(self.zone, end, end + 2 * MAX_TITLE) is not None
        if not called or not 4 <= end - start <= _MAX_HEAD:
            return []
        if not self.opens_with_level(start) or not (last or self.zone[piece.end : piece.end + 1] == "、"):
            return []
        return [] if _VAGUE.search(self.zone, start, end) else [Title(start, end, piece.start, False)]

    def _ends(self, match: re.Match[str], rest: str) -> bool:
        """Whether a title ends here although another one ends later in the piece."""
        if self.names_winner(match.group(), rest):
            return True
        return self.rules.called.match(rest) is not None or rest[:1] in "((等后的"

    def _plain_title(self, lead: int, end: int, rest: str, first: bool) -> Title | None:
        start = self.skip_leads(lead, end)
        if self.kind == "list" and (level := self.rules.level_word.search(self.zone, start, min(end, start + _NAME))):
            start = level.start()
        words = self.zone[start:end]
        if self.rules.inside.search(self.zone, lead, start):
            return None
        if not self.nameable(words) or self.counted_or_blocked(words, rest):
            return None
        placed = self.placed(words) or self._listed_on(lead, first)
        if self.kind in ("state", "build") and (words.endswith("先进") or not placed):
            return None
        if self.kind == "state" and self.rules.not_stated.search(words):
            return None
        if self.kind == "dated":
            listed = first or self.zone[lead - 1] == "、"
            return Title(start, end, lead, False) if listed and lead == start and self._stands_alone(end) else None
        rules = self.rules
        follows = rules.tail.match(rest) or rules.join.match(rest) or self.names_winner(words, rest)
        free = self.kind == "list" or (first and self.kind != "gain")
        return Title(start, end, lead, False) if free or follows else None

    def _listed_on(self, lead: int, first: bool) -> bool:
        """Whether a title follows another one of the same stated list (是市平安校园、先进单位)."""
        return not first and self.zone[lead - 1] in "、和"

    def _stands_alone(self, end: int) -> bool:
        """Whether the clause ends behind a title that no verb names, or goes on with another one of a level."""
        if _CLAUSE_END.match(self.zone, end) is not None:
            return True
        following = _NEXT_NAME.match(self.zone, end)
        return following is not None and self.opens_with_level(end + 1) and self.ends_in_title(following[1])
