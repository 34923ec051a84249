"""What can be a title: how its words begin and end, and what around them says that it is none."""

from __future__ import annotations

import re

from ingest.honors.levels import without_exceptions
from ingest.honors.patterns import last_match
from ingest.honors.pieces import skip_dates
from ingest.honors.rules import HonorRules

_TITLE_REST = re.compile(r"(?:荣誉)?(?:称号)?[((]?[\d—\-]*(?:年度?)?[))]?")
"""What may stand behind a title inside its quotation marks."""
_WINNER = re.compile(r"(?!提名|称号|荣誉|入围)[\u4e00-\u9fff]{2,4}?(?:等|为代表|同志|$)")
MAX_TITLE = 45
MAX_HEAD = 20
"""Most characters of a name that no rule knows, or of the first half of one that holds 、 itself."""
VAGUE = re.compile(r"\d|[的此]|(?<![甲乙丙特一二三高中初])等|奖励|唯一|最[高大]$")
"""What a name that no rule knows cannot hold."""
BODIES = ("委", "府", "厅", "办", "局")
"""Ends of bodies, which give titles and are none (省国资委、集团公司文明单位)."""
_PLACEHOLDER = re.compile(r"[*#×Xx某]{1,4}")
PLACE = 5
"""Characters within which a name that no rule knows says its level or place."""
_SUBJECTS = ("该", "我", "这", "坚持", "把", "将", "中央精神文明", "中央文明委")
"""What begins a sentence about the unit or who gives titles, never a title."""
_SHORT_QUOTE = 3
"""Most characters of a quotation that needs the noun behind it (“三优”单位)."""
_UNKNOWN = (4, 20)
"""Fewest and most characters of such a name."""
_GRADE = re.compile("[特一二三四]级")
"""A mere grade, where it is only stated (是国家二级档案馆)."""
_FRACTION = re.compile(r"\d/\d")
"""Part of a whole (保持全省1/4强)."""
_PLACED = 12
"""Characters within which a stated title names its level."""


class Names:
    """Judges words of one zone behind a verb of a ``kind``."""

    def __init__(self, zone: str, kind: str, rules: HonorRules, *, told: bool = False, into: bool = False) -> None:
        self.zone, self.kind, self.rules, self.told, self.into = zone, kind, rules, told, into
        self.ranked = kind != "build" or zone.find("行列") >= 0 or zone.find("之列") >= 0

    def opens_with_level(self, start: int) -> bool:
        """Whether a word of a level begins at ``start``, maybe behind a placeholder (**市)."""
        lost = _PLACEHOLDER.match(self.zone, start)
        return self.rules.level_word.match(self.zone, lost.end() if lost else start) is not None

    def ends_in_title(self, content: str) -> bool:
        """Whether quoted words end as titles do."""
        last = last_match(self.rules.title_end, content)
        return last is not None and _TITLE_REST.fullmatch(content, last.end()) is not None

    def continues(self, after: str) -> bool:
        """Whether the quoted words are only the beginning of a title (“五五”普法先进集体)."""
        match = self.rules.title_end.search(after)
        return match is not None and match.start() <= 15

    def only_opens(self, content: str, after: str) -> bool:
        """Whether quoted words that end as titles do are but the beginning of one (“四强”党支部), or what it is for
        (“…项目”县级先进集体)."""
        if len(content) <= _SHORT_QUOTE:
            return self.rules.noun.match(after) is not None
        return self.rules.level_word.match(after) is not None and self.continues(after)

    def names_winner(self, title: str, rest: str) -> bool:
        """Whether a person's name follows (省三八红旗手钱某某等)."""
        return self.kind != "state" and self.rules.person.search(title) is not None and _WINNER.match(rest) is not None

    def counted_or_blocked(self, words: str, rest: str) -> bool:
        """Whether what is around the words makes them a count, a rule, a wish or another thing's name."""
        rules = self.rules
        if rules.count_before.match(words) or rules.count_after.match(rest) or rules.block_after.match(rest):
            return True
        if self.rules_winners(rest) or rules.count_inside.search(words):
            return True
        return rules.opening.match(words) is not None and not rules.strong.search(words)

    def rules_winners(self, rest: str) -> bool:
        """Whether it is said of whoever wins (获得“…”称号的职工), not of the unit (唯一获得“…”称号的单位)."""
        return not self.told and self.rules.winners.match(rest) is not None

    def nameable(self, words: str) -> bool:
        """Whether the words are a name and not too bare, too long, vague, an aside or half a quotation."""
        if words in self.rules.not_titles or _FRACTION.search(words):
            return False
        if not 2 <= len(words) <= MAX_TITLE or words.startswith(("(", "(")):
            return False
        if words.startswith(_SUBJECTS) or (len(words) == 3 and words.endswith("先进")):
            return False
        whole_quotes = words.count("“") == words.count("”") and words.count('"') % 2 == 0
        return whole_quotes and self.rules.inside.search(self.rules.works_listed.sub("", words)) is None

    def placed(self, words: str) -> bool:
        """Whether the words begin with a level or a place, as a title does that is only stated."""
        return self.rules.level_word.search(without_exceptions(words[:_PLACED], self.rules)) is not None

    def levelled_name(self, start: int, end: int) -> bool:
        """Whether a name that no rule knows has a level or a place, and a title's noun (国家二级博物馆)."""
        words, rules = self.zone[start:end], self.rules
        if not _UNKNOWN[0] <= len(words) <= _UNKNOWN[1] or not self.placed(words[:PLACE]):
            return False
        if self.kind == "state" and _GRADE.search(words):
            return False
        if rules.any_noun_end.search(words) is None or rules.office.search(words):
            return False
        if rules.institution.search(words) and not (self.into and rules.graded.search(words)):
            return False
        return not VAGUE.search(words) and self.nameable(words) and not rules.not_stated.search(words)

    def skip_leads(self, start: int, end: int) -> int:
        """Where a title begins behind the dates, streaks and small words that introduce it."""
        given = self.rules.given.match(self.zone, start, end)
        start = given.end() if given else start
        while start < end:
            dates = skip_dates(self.zone, start, end)
            lead = self.rules.lead.match(self.zone, dates, end)
            after = lead.end() if lead else dates
            if after == start or after >= end:
                break
            start = after
        return start
