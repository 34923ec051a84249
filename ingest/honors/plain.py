"""Titles without quotation marks."""

from __future__ import annotations

import re

from ingest.honors.names import BODIES, MAX_HEAD, MAX_TITLE, VAGUE, Names
from ingest.honors.pieces import Piece, Title

_CLAUSE_END = re.compile(r"等?(?:荣誉)?(?:称号)?(?:[((][^()()]{1,24}[))])?(?:$|[,,;;。]|、(?:19|20|[Xx×]{2}))")
_ASIDE = re.compile(r"[((][^()()]{1,24}[))]")
_BODY_ENDS = ("厅", "局", "府", "办", "委员会", "省委", "市委", "县委", "区委")
"""How a body's name ends, which is no title without praise (省卫生厅, but 全国优秀公安局)."""
_PRAISED_BODIES = ("文明委", "文明办")
"""Bodies whose names hold a word of praise."""
_COUNTED = re.compile(r"\d[个家所名]")
"""What makes a stated name one of many (是全省20个试点县之一)."""
_OF_GROUP = re.compile("单位(?=[和及与暨]|等|$)|集体(?=[和及与暨])")
"""What belongs to a name of the rules in front of it."""
_SIGNS = re.compile(
    r"(?:[\d二两三四五六七八九十]{1,3}[个项块面座枚张]|(?:荣誉)?(?:称号)?的)(?:荣誉)?(?:奖牌|奖杯|奖状|奖章|金杯|证书|牌匾)"
)
"""What was handed over with so many titles or with one (…先进集体的奖牌)."""
_NEXT_NAME = re.compile(r"、([^、,,;;::。]+)")
_OF = re.compile("(?<!满意)的")
"""What makes a stated name a description (是全县办学最久的中学)."""
_LOOKS = 3
"""How often a name's end is looked for behind its first."""
_NAME = 6
"""Characters within which a title begins behind its winner's name in a list of lines."""
_BODY = re.compile("[委会府厅局部](?:的?(?:表彰|嘉奖|通报|表扬))")
"""Behind a body's name these say that it gives something (受到市文明委表彰)."""
_STRONG_PLACE = re.compile("强[县市镇乡村区]$")
_RANKED = re.compile("(?:领先|一流|先进|知名|闻名|著名|[最较].{1,3})$")
"""How words end that rank what was built before 的 (建成省内领先的检测中心)."""
_MANY = re.compile("大批|一批|众多")
_CLOSING = '”"」』'


class PlainTitles(Names):
    """Reads the titles of a piece that stand without quotation marks."""

    def _plain(self, piece: Piece, first: bool) -> list[Title]:
        found: list[Title] = []
        start = piece.start
        matches = self._name_ends(piece.start, piece.end)
        for n, match in enumerate(matches):
            last = n == len(matches) - 1
            if match.end() <= start or (not last and any(a < match.end() < b for a, b in piece.quotes)):
                continue
            end = self._whole_end(match.end(), piece.end)
            rest = self.zone[end : piece.end]
            aside = _ASIDE.match(rest)
            join = self.rules.join.match(rest, aside.end() if aside else 0)
            if not found and start > piece.start and _MANY.search(self.zone, piece.start, start):
                break
            if not (last or join or self._ends(match, rest)):
                continue
            title = self._plain_title(start, end, rest, first and not found)
            if title is not None:
                found.append(title)
            start = end + (join.end() if join else 0)
        return found

    def _whole_end(self, end: int, stop: int) -> int:
        """Where a name ends that 单位 or 集体 goes on with (劳动模范集体和…, 优秀组织单位)."""
        of = _OF_GROUP.match(self.zone, end, stop)
        return of.end() if of else end

    def _name_ends(self, start: int, end: int) -> list[re.Match[str]]:
        """Where names may end; the last is looked for again within itself unless the words behind it end a title."""
        matches = list(self.rules.title_end.finditer(self.zone, start, end))
        if len(matches) > 1 and _SIGNS.match(self.zone, matches[-2].end(), end):
            del matches[-1]
        for _ in range(_LOOKS):
            last = matches[-1] if matches else None
            if last is None or last.end() == end or self._followed(last, self.zone[last.end() : end]):
                break
            later = self._later_end(last, end)
            if later is None:
                break
            matches[-1] = later
        return matches

    def _later_end(self, last: re.Match[str], end: int) -> re.Match[str] | None:
        """Where a name goes on past a noun of one character or overlaps the next (杰出青年文明号)."""
        if self.rules.noun_end.search(last.group()) is None or _STRONG_PLACE.search(last.group()):
            further = self.rules.further_end.match(self.zone, last.start(), end)
            if further is not None and further.end() > last.end():
                return further
        later = self.rules.title_end.search(self.zone, last.start() + 1, end)
        if later is None or later.end() <= last.end() or later.start() >= last.end():
            return None
        return later if later.end() == end or self._followed(later, self.zone[later.end() : end]) else None

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
        if called is None or not 4 <= called.start() - start <= MAX_HEAD or not self.opens_with_level(start):
            return []
        words = self.zone[start : called.start()]
        if VAGUE.search(words) or self.rules.inside.search(words):
            return []
        if self.rules.winners.search(self.zone, called.start(), piece.end) and not self.told:
            return []
        blocked = self.counted_or_blocked(words, self.zone[called.end() : piece.end])
        return [] if blocked else [Title(start, called.start(), piece.start, False)]

    def _one_of(self, piece: Piece) -> list[Title]:
        """A levelled name that no rule knows and that is one of several (评为省八大优质水库之一)."""
        end = self.zone.find("之一", piece.start, piece.end)
        if end < 0 or self.kind not in ("bestow", "state", "build"):
            return []
        start = self.skip_leads(piece.start, piece.end)
        if not 4 <= end - start <= MAX_HEAD:
            return []
        words = self.zone[start:end]
        if not self.opens_with_level(start) or (self.kind == "state" and self._described(words)):
            return []
        vague = "的" in words or self.rules.not_stated.search(words) or self.rules.inside.search(words)
        return [] if vague else [Title(start, end, piece.start, False)]

    def _made(self, piece: Piece) -> list[Title]:
        """A name that no rule knows, as what a verb makes of the unit (核定为国家二级博物馆,评为文明监狱)."""
        built = self.kind == "build" and piece.before == "、"
        if piece.quotes or not (self.into or built or self.kind == "bestow"):
            return []
        start = self.skip_leads(piece.start, piece.end)
        listed = self.into and piece.before in ("", "、")
        if not (self.levelled_name(start, piece.end) or (listed and self._praised(start, piece.end))):
            return []
        blocked = self.counted_or_blocked(self.zone[start : piece.end], "")
        return [] if blocked else [Title(start, piece.end, piece.start, False)]

    def _praised(self, start: int, end: int) -> bool:
        """Whether the words are a name of praise that ends in no noun of the rules."""
        words = self.zone[start:end]
        praise = self.rules.praise.search(words)
        if praise is None or words.endswith(_PRAISED_BODIES):
            return False
        if self.rules.office.search(words) or not praise.end() < len(words) <= MAX_HEAD:
            return False
        return not VAGUE.search(words) and self.nameable(words) and not self.rules.not_stated.search(words)

    def _listed(self, piece: Piece, first: bool) -> list[Title]:
        """A name that no rule knows, in a list of levelled names that is called 荣誉 (省特级…、市十大…等荣誉称号)."""
        if first or piece.before != "、":
            return []
        start = self.skip_leads(piece.start, piece.end)
        end = self.zone.find("等", start, piece.end)
        end = piece.end if end < 0 else end
        last = end < piece.end
        called = self.rules.called.search(self.zone, end, end + 2 * MAX_TITLE) is not None
        if not called or not 4 <= end - start <= MAX_HEAD:
            return []
        if not self.opens_with_level(start) or not (last or self.zone[piece.end : piece.end + 1] == "、"):
            return []
        vague = VAGUE.search(self.zone, start, end) or self.zone.endswith(BODIES, start, end)
        return [] if vague else [Title(start, end, piece.start, False)]

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
        if self.rules.inside.search(self.zone, lead, start) or _BODY.match(self.zone, end - 1):
            return None
        if not self.nameable(words) or self.counted_or_blocked(words, rest):
            return None
        if words.endswith(_BODY_ENDS) and self.rules.praise.search(words) is None:
            return None
        if "一批" in self.zone[lead:start] and not self.opens_with_level(start):
            return None
        placed = self.placed(words) or self._listed_on(lead, first) or self.placed(self.zone[lead:start])
        if self.kind in ("state", "build") and (words.endswith("先进") or not placed):
            return None
        if (self.kind == "state" and self._described(words)) or self._likened(words, rest):
            return None
        if self.kind == "dated":
            listed = first or self.zone[lead - 1] == "、"
            return Title(start, end, lead, False) if listed and lead == start and self._stands_alone(end) else None
        rules = self.rules
        follows = rules.tail.match(rest) or rules.join.match(rest) or self.names_winner(words, rest)
        free = self.kind == "list" or (first and self.kind not in ("gain", "state"))
        return Title(start, end, lead, False) if free or follows else None

    def _described(self, words: str) -> bool:
        """Whether what a unit is said to be tells what it is like or does, not what it won."""
        rules = self.rules
        if _COUNTED.search(words) and rules.praise.search(words) is None:
            return True
        return any(test.search(words) for test in (rules.not_stated, _OF, rules.office))

    def _likened(self, words: str, rest: str) -> bool:
        """Whether words before 的 tell what is gained or kept to be like (成为文明的使者,保持…的工匠精神)."""
        if self.kind not in ("gain", "build") or self.rules.called.match(rest):
            return False
        of = _OF.search(words)
        if of is None:
            return False
        before = words[: of.start()]
        if self.kind == "build" and _RANKED.search(before):
            return True
        return not self.placed(before) or self.rules.praise.search(before) is not None

    def _listed_on(self, lead: int, first: bool) -> bool:
        """Whether a title follows another one of the same stated list (是市平安校园、先进单位)."""
        return not first and self.zone[lead - 1] in "、和"

    def _stands_alone(self, end: int) -> bool:
        """Whether the clause ends behind a title that no verb names, or goes on with another one of a level."""
        if _CLAUSE_END.match(self.zone, end) is not None:
            return True
        following = _NEXT_NAME.match(self.zone, end)
        return (
            following is not None
            and self.opens_with_level(end + 1)
            and self.ends_in_title(following[1].rstrip(_CLOSING))
        )
