"""Titles in quotation marks."""

from __future__ import annotations

import re

from ingest.honors.names import PLACE
from ingest.honors.patterns import AWARDED
from ingest.honors.pieces import Piece, Title
from ingest.honors.plain import PlainTitles

_JUNK = re.compile(r"[。,,、;;?!?!<>|]")
_LATIN_ASIDE = re.compile(r"[((][^\u4e00-\u9fff\d]+[))]$")
"""Pinyin that a mirror leaves behind a character."""
_NEXT_QUOTES = ("“", "、“", '、"', "、「")
_LAST_QUOTES = ("”", "”、", '"、', "」、")
_OPENING = ("“", '"', "「")
_WORKED_FOR = ("创建", "争创")
_TO_WORK_FOR = ("创建", "争创", "争当", "申报", "申创", "创评")
"""How the words before a quotation end that is worked for (获得“…”后,我站将创建“…”)."""
_EVENT = re.compile(
    "(?:活动|行动|工程|竞赛|比赛|大赛|评选|评比|建设|创建|考核|标准|要求|目标|办法|决定|通知|意见|大会|会议|论坛|讲座|栏目|专栏)$"
)
"""How a quotation ends that names what is done, not what is won."""
_PRAISED = re.compile("(?:最美|最佳|十佳|十大|优秀|模范)[\u4e00-\u9fff]{2,8}$")
_WINNER = re.compile(r"[\u4e00-\u9fff]{2,3}等\d{0,3}[余多]?[名人位]")
"""A person and how many there were (龙某某等10余名)."""
_DAYS = re.compile("(?<![青少\\d度届])(?:年|月|日|周|季)$")
"""How a quotation ends that names a time of work (定为“交通安全月”)."""
_MARK = 8
"""Most characters of a quotation, with its marks, that praises in front of a noun."""
_GIVER = re.compile("(?:[\u4e00-\u9fff]{0,4}[省市县区州旗镇乡国级委局段厂司团校院])?")
"""What stands before it: nothing, a level or who gave it (局党委“四强”党支部)."""
_OWN_NAME = 5
"""Fewest characters of a quotation that the next one does not go on with (“五五”“普法”先进集体)."""


class QuotedTitles(PlainTitles):
    """Reads the titles of a piece that stand in quotation marks."""

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
        if self.kind == "state" and lead.endswith("的") and (lead[0] in "我本该" or not self.placed(lead[:PLACE])):
            return False  # what it is to somebody (是孩子们的“文明乐园”)
        if _DAYS.search(content) or (lead.endswith(_TO_WORK_FOR) and not self.continues(after)):
            return False
        if not 2 <= len(content) <= 60 or len(lead) > 40:
            return False
        called = rules.called.match(after) is not None
        if self.only_opens(content, after):
            return False
        if self.ends_in_title(content) or self._levelled_quote(start, end, after):
            return True
        if _PRAISED.match(content) and _WINNER.match(after):
            return True
        if self.continues(after) and not (len(content) >= _OWN_NAME and after.startswith(_OPENING)):
            return False
        if self.kind in ("bestow", "gain") and AWARDED.search(lead + self.zone[start - 1]):
            return not _JUNK.search(content) and rules.tail.match(after) is not None
        if lead and self.ends_in_title(lead):
            return False
        if called:
            return not _JUNK.search(content) and self.kind != "state"
        free = self.kind == "bestow" and self.zone[start - 1] != "《" and not _JUNK.search(content)
        if not first and (self._between_quotes(start, end) or self._beside_quotes(start, lead)):
            return not _JUNK.search(content) and not content.startswith(_WORKED_FOR)
        if free and not first:
            return rules.called.search(self.zone, end) is not None
        return free and rules.tail.match(after) is not None and not content.startswith(_WORKED_FOR)

    def _levelled_quote(self, start: int, end: int, after: str) -> bool:
        """Whether a quotation says its level and praises or has a noun, as unknown titles do (“全省文明诊所”)."""
        content = self.zone[start:end]
        if not self.ranked or not self.placed(content[:PLACE]) or self.continues(after):
            return False
        if _JUNK.search(content) or _EVENT.search(content) or self.rules.office.search(content):
            return False
        graded = self.rules.graded.search(content) and self.rules.any_noun_end.search(content)
        return bool(graded or self.rules.praise.search(content)) or self.levelled_name(start, end)

    def _marked(self, piece: Piece) -> list[Title]:
        """A few quoted words that no rule knows, maybe behind a level, and the noun of a title (市级“三优”单位)."""
        if self.kind != "bestow" or len(piece.quotes) != 1:
            return []
        start, (opens, closes) = self.skip_leads(piece.start, piece.end), piece.quotes[0]
        if closes - opens > _MARK or _GIVER.fullmatch(self.zone, start, opens) is None:
            return []
        noun = self.rules.noun.match(self.zone, closes, piece.end)
        if noun is None:
            return []
        rest = self.zone[noun.end() : piece.end]
        if self.rules.tail.match(rest) is None or self.counted_or_blocked(self.zone[opens:closes], rest):
            return []
        return [Title(start, noun.end(), piece.start, False)]

    def _between_quotes(self, start: int, end: int) -> bool:
        """Whether another quotation of the list follows one that a title's noun ends, such as 单位."""
        follows = self.zone.startswith(_NEXT_QUOTES, end + 1)
        return follows and self.rules.noun_end.search(self.zone, start, end) is not None

    def _beside_quotes(self, start: int, lead: str) -> bool:
        """Whether a quotation follows another one of the list at once, as a title that no rule knows."""
        if lead and self.rules.joined.fullmatch(lead) is None and self.rules.level_only.fullmatch(lead) is None:
            return False
        return self.kind != "build" and self.zone.endswith(_LAST_QUOTES, 0, start - 1 - len(lead))

    def _split_inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """One quotation may hold several titles."""
        parts = [(m.start(), m.end()) for m in re.finditer(r"[^、,,]+", self.zone[start:end])]
        if len(parts) > 1 and all(self.ends_in_title(self.zone[start + a : start + b]) for a, b in parts):
            return [(start + a, start + b) for a, b in parts]
        return [(start, end)]
