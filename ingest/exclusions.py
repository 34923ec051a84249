"""Numbers that state no quantity: ordinals, slogans, names, 一 as an article, quoted numbers.

The words are data in ``ingest/rules/not_quantities.toml``, compiled once at import. Every look is
anchored at an offset and bounded, so asking is constant time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from ingest.language.measures import MeasureWord
from ingest.language.numerals import SPELLED, read_numeral
from ingest.rulefile import RULES, RuleFile, any_of

# Where a clause ends for the questions below; the enumeration comma too.
_CLAUSE_END: Final = re.compile(r"[,。;、:!?\n\r()]")
OPENING: Final = '"“‘「『【〝《'
_FOLLOWING: Final = re.compile(
    rf"[、,](?:[\u4e00-\u9fff]{{1,8}}?)(?:[0-9]{{1,4}}|[{SPELLED}]{{1,4}})(?![0-9{SPELLED}])"
)
_SIZED: Final = re.compile(r"(?:近|约|超过?|由)?[0-9]{1,5}[余多]?[人名]")
"""Behind 一支: how many it has makes a team one that was formed (一支30人的宣讲队伍)."""
LOOK_BACK: Final = 40
LOOK_AHEAD: Final = 24
LONGEST_ORDINALS: Final = 12
LONGEST_LISTED: Final = 12
_MOST_APART: Final = 2
_ORDINAL_TIES: Final = tuple("、至到-~–—和及")
_SUBTITLE: Final = re.compile(r"\([^()\n]{1,30}\)[ \t]*(?:\n|$)")
"""What closes a headline: 工作汇报3篇(市级文明单位)."""
_WRITTEN: Final = re.compile(r"共|撰|写|发表|完成|报送|上报|编|形成|刊")
_QUOTES: Final = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("【", "】"), ("“", "〞"), ("〝", "〞"))


class Exclusions:
    """The compiled ``not_quantities.toml``."""

    def __init__(self, file: RuleFile) -> None:
        self._before = _by_last(file.words("before.words"))
        self.ordinal_ends = frozenset({*self._before, *_ORDINAL_TIES, " "})
        self._before_unless = file.strings("before.unless")
        self._labels, self._longest_label = _by_last(file.words("labelled.words")), file.number("labelled.longest")
        self._counters = _by_last(file.words("counter.words"))
        self.label_ends = frozenset({*self._labels, ":", " "})
        self._counter_prefixes = frozenset("".join(file.words("counter.prefixes")))
        self._phrases = _by_number(file)
        self.phrase_starts = frozenset(self._phrases)
        self._slogan_measures = frozenset(file.words("slogan.measures"))
        self._heads = _by_first(file.words("slogan.heads"))
        self._slogan_not_behind = file.words("slogan.not_behind")
        self._tails = re.compile(rf"[^,。;、:!?\n0-9]{{0,8}}?(?:{any_of(file.words('slogan.tails'))})")
        self._unless = file.word_lists("slogan.unless")
        self._label_after = _by_first(file.words("label.after"))
        self._figure_before, self._figure_after = file.words("figure.before"), _by_first(file.words("figure.after"))
        self._numbered, self._numbered_unless = file.words("numbered.after"), file.words("numbered.unless_behind")
        self.position_measures = frozenset(file.words("position.measures"))
        self._position, self._towards = file.words("position.after"), file.words("position.towards")
        self._collections, self._links = file.words("collection.nouns"), file.words("collection.links")
        self._one_verbs = file.words("one.verbs")
        self._one_never = frozenset(file.words("one.never"))
        self._one_never_unless = file.word_lists("one.never_unless")
        self._weekly, self._weekday = frozenset(file.words("one.weekly.words")), file.words("one.weekly.before")
        self._offered = file.words("collection.offered")
        self._one_not_before = file.word_lists("one.not_before")
        self._one_verb = re.compile(any_of(self._one_verbs))
        abstract = any_of(file.words("one.abstract"))
        self._abstract = re.compile(abstract)
        self._praised = re.compile(
            rf"(?:[^,。;:!?\n()0-9的、{SPELLED}][^,。;:!?\n()0-9的、]{{1,8}}、){{1,6}}(?![0-9{SPELLED}])[^,。;:!?\n()、]{{0,14}}?的[^,。;:!?\n()、]{{0,10}}?(?:{abstract})"
        )
        self._outcome = re.compile(any_of(file.words("one.outcomes")))
        self._outcome_never = frozenset(file.words("one.outcomes_never"))
        self._frequency = re.compile(any_of(file.words("one.frequency")))
        self._clock = {"小时": file.numbers("clock.hours"), "天": file.numbers("clock.days")}
        self._clock_before, self._clock_after = file.words("clock.before"), file.words("clock.after")
        self._named = file.words("quoted.names")
        self._longest_quoted = file.number("quoted.longest")
        self.longest_title = file.number("quoted.longest_title")
        self.zero_nouns = file.strings("zero.nouns")
        self.negations = tuple(sorted(file.words("zero.negations"), key=len, reverse=True))

    def ordinal(self, clean: str, start: int) -> bool:
        """Whether the number at ``start`` stands behind 第, 前, 届 or another word that makes it a place in a list."""
        end = start - 1 if clean[start - 1 : start] == " " else start
        for word in self._before.get(clean[end - 1 : end], ()):
            begin = end - len(word)
            if begin >= 0 and clean.startswith(word, begin):
                return not (begin and clean[begin - 1] in self._before_unless.get(word, ""))
        return clean[end - 1 : end] in _ORDINAL_TIES and _listed_ordinal(clean, end)

    def labelled(self, clean: str, start: int, end: int, measured: bool) -> bool:
        """Whether the number ``[start, end)`` is a phone number, a label (编号12) or a page's counter (点击:88次)."""
        apart = start
        while apart and start - apart < _MOST_APART and clean[apart - 1] in ": ":
            apart -= 1
        if clean.endswith(self._labels.get(clean[apart - 1 : apart], "\0"), 0, apart):
            return not measured or ":" in clean[apart:start] or end - start >= self._longest_label
        if apart == start:
            return False
        for word in self._counters.get(clean[apart - 1 : apart], ()):
            if clean.endswith(word, 0, apart):
                before = clean[max(0, apart - len(word) - 1) : apart - len(word)]
                return before in self._counter_prefixes or not "\u4e00" <= before <= "\u9fff"
        return False

    def phrase(self, clean: str, start: int) -> int:
        """Where the set phrase ends that holds the number at ``start``; 0 for none."""
        for offset, phrase in self._phrases.get(clean[start : start + 2], ()):
            if start >= offset and clean.startswith(phrase, start - offset):
                return start - offset + len(phrase)
        return 0

    def slogan(self, clean: str, start: int, word: MeasureWord, end: int, spelled: bool) -> bool:
        """Whether what follows the measure word at ``end`` makes a small number at ``start`` a slogan (三个到位)."""
        if word.word not in self._slogan_measures or clean.endswith(self._slogan_not_behind, 0, start):
            return False
        for head in self._heads.get(clean[end : end + 1], ()):
            if clean.startswith(head, end):
                return not clean.startswith(self._unless.get(head, ()) or "\0", end + len(head))
        return spelled and self._tails.match(clean, end) is not None

    def label(self, clean: str, end: int) -> bool:
        """Whether what follows a small quantity at ``end`` makes it part of a name: 五级联动, 1%人口抽样调查."""
        after = self._label_after.get(clean[end : end + 1])
        return after is not None and clean.startswith(after, end)

    def figure_of_speech(self, clean: str, start: int, end: int) -> bool:
        """做好三篇文章: whether words that make the number ``[start, end)`` a figure of speech enclose it."""
        after = self._figure_after.get(clean[end : end + 1])
        return after is not None and clean.startswith(after, end) and clean.endswith(self._figure_before, 0, start)

    def numbered(self, clean: str, start: int, end: int) -> bool:
        """Whether the digits ``[start, end)`` are the number of a thing: 1461次列车, but not 开行1461次列车."""
        return clean.startswith(self._numbered, end) and not clean.endswith(self._numbered_unless, 0, start)

    def position(self, clean: str, start: int, end: int) -> bool:
        """Whether the length ``[start, end)`` is a place on a road (国道128公里处), not how far away something is."""
        return clean.startswith(self._position, end) and not clean.endswith(self._towards, 0, start)

    def counts_articles(self, clean: str, start: int, end: int) -> bool:
        """文明单位申报材料8篇: the title of a collection, a line without punctuation that ends with the number."""
        if clean.startswith(self._offered, end):
            return True
        goes_on = "\n\r 】<"
        start -= clean[start - 1 : start] == "约"
        if clean[start - 1 : start] == "(" and clean.startswith(")", end):  # 年度总结(5篇), 年度总结(900字)(全文980字)
            start, end, goes_on = start - 1, end + 1, "\n\r (<"
        start -= clean[start - 1 : start] in ("共", " ")
        subtitled = _SUBTITLE.match(clean, end) is not None
        if not subtitled and end < len(clean) and clean[end] not in goes_on:
            return False
        if not clean.endswith(self._collections, 0, start):
            return False
        line = clean[max(0, start - LOOK_BACK) : start]
        head, _, title = line[line.rfind("\n") + 1 :].rpartition(":")
        if "范文" in head + title:
            return True
        if subtitled and _WRITTEN.search(title):
            return False
        return not any(mark in title for mark in ",。;、") and (not head or head.endswith(self._links))

    def counts_rates(self, clean: str, word: MeasureWord, end: int) -> bool:
        """四个100%: a small number that only says how many rates the next number is."""
        if word.word != "个" or not clean[end : end + 1] or clean[end] not in "0123456789百" + SPELLED:
            return False
        rate = read_numeral(clean, end)
        return rate is not None and (rate.kind == "rate" or clean.startswith("%", rate.end))

    def quoted(self, clean: str, start: int, end: int, spelled: bool, opened: int) -> bool:
        """Whether ``[start, end)`` stands in a title 《…》 or in a quotation that is a slogan or a name.

        The last sign of `OPENING` before it is at ``opened``, at most ``longest_title`` before it.

        That is a short one for a number in Chinese characters; for digits, one that begins with them or is followed by
        活动, 工程, 机制 and the like.
        """
        low = max(0, start - self.longest_title)
        if clean.rfind("《", low, start) > clean.rfind("》", low, start):
            return clean.find("》", end, end + self.longest_title) >= 0
        if opened < start - self._longest_quoted:
            return False
        begin, close = self._quotation(clean, start, end)
        if close < 0:
            return False
        return spelled or clean[begin + 1].isdigit() or clean.startswith(self._named, close + 1)

    def _quotation(self, clean: str, start: int, end: int) -> tuple[int, int]:
        """Where the short quotation around ``[start, end)`` opens and closes; -1 where there is none."""
        low = max(0, start - self._longest_quoted)
        for opening, closing in _QUOTES:
            begin = clean.rfind(opening, low, start)
            if begin > clean.rfind(closing, low, start):
                return begin, clean.find(closing, end, begin + self._longest_quoted + 2)
        if start and clean[start - 1] == '"':
            return start - 1, clean.find('"', end, start + self._longest_quoted + 1)
        return -1, -1

    def around_the_clock(self, clean: str, start: int, end: int, value: float, unit: str) -> bool:
        """24小时值班, 8小时以外, 365天: hours and days of a name."""
        if value not in self._clock.get(unit, ()):
            return False
        return clean.startswith(self._clock_after, end) or clean.endswith(self._clock_before, 0, start)

    def one_counts(self, clean: str, start: int, end: int, word: MeasureWord, last_end: int, parallel: int) -> bool:
        """Whether 一 with its measure word is a number: built, hired, sent, held, won, a frequency, one more of a list.

        ``last_end`` is where the quantity before it ends, ``parallel`` the same if it has the same unit, else -1.
        """
        if word.use == "noun":
            return True
        if clean.startswith(self._one_not_before.get(word.word, "\0"), end):
            return False
        if word.word not in self._weekly and clean.endswith(self._weekday, 0, start):
            return False
        if (
            clean[start - 1 : start] == "的" and clean[start - 3 : start - 2] != "每"
        ):  # 常年组织的一项活动, 每年的一次体检
            return False
        if word.word in self._one_never:
            things = self._one_never_unless.get(word.word, "\0")
            if not (clean.startswith(things, end) or clean.endswith(things, 0, start)):
                return False
        low, high = _clause(clean, start, end)
        listed = start - last_end <= LONGEST_LISTED and clean[start - 1 : start] in ("、", "和", "及")
        verb_end = start - 1 if clean[start - 1 : start] in ("了", "过", "出") else start
        if not (listed or clean.endswith(self._one_verbs, low, verb_end)):
            behind_noun = high == end or clean[end : end + 1].isdigit()
            listed = last_end >= low or clean.startswith("、", last_end, low)
            if not listed and word.measure == "count" and word.word not in self._outcome_never:
                listed = 0 < low == parallel + 1 or _leads_list(clean, end, word.word)
            last = behind_noun and (listed or self._one_verb.search(clean, low, start))
            won = word.word not in self._outcome_never and self._outcome.search(clean, end, high)
            if not (last or won or self._frequency.search(clean, low, start)):
                return False
        if word.word in self._outcome_never or _SIZED.match(clean, end):
            return True
        return self._abstract.search(clean, end, high) is None and (
            not clean.startswith("、", high) or self._praised.match(clean, end) is None
        )

    def negated(self, clean: str, start: int) -> int:
        """Where 没有, 未发生 or another negation begins that ends at ``start``; -1 for none."""
        if not clean.endswith(self.negations, 0, start):
            return -1
        return start - len(next(word for word in self.negations if clean.endswith(word, 0, start)))


def _listed_ordinal(clean: str, end: int) -> bool:
    """第一、二、三: whether the number behind ``end`` goes on a list of ordinals."""
    begin = clean.rfind("第", max(0, end - LONGEST_ORDINALS), end)
    return begin >= 0 and all(c in _ORDINAL_TIES or _is_number(c) for c in clean[begin + 1 : end])


def _leads_list(clean: str, end: int, word: str) -> bool:
    """护士一名、医生三名: whether a number with the same measure word follows behind another noun."""
    following = _FOLLOWING.match(clean, end)
    return following is not None and clean.startswith(word, following.end())


def _clause(clean: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - LOOK_BACK)
    for mark in _CLAUSE_END.finditer(clean, low, start):
        low = mark.end()
    stop = _CLAUSE_END.search(clean, end, end + LOOK_AHEAD)
    return low, stop.start() if stop else min(len(clean), end + LOOK_AHEAD)


def _by_first(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {first: tuple(word for word in words if word[0] == first) for first in {word[0] for word in words}}


def _by_last(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        found[word[-1]].append(word)
    return {last: tuple(group) for last, group in found.items()}


def _by_number(file: RuleFile) -> dict[str, tuple[tuple[int, str], ...]]:
    """Phrases by the two characters from each of their number runs, with that run's offset in the phrase."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for phrase in file.words("phrase.words"):
        runs = [i for i, c in enumerate(phrase) if _is_number(c) and not (i and _is_number(phrase[i - 1]))]
        if not runs:
            raise file.error("phrase.words", phrase, "phrases that hold a number", "take it out")
        for offset in runs:
            found[phrase[offset : offset + 2]].append((offset, phrase))
    return {first: tuple(group) for first, group in found.items()}


def _is_number(character: str) -> bool:
    return character in SPELLED or "0" <= character <= "9"


EXCLUSIONS: Final = Exclusions(RuleFile(RULES / "not_quantities.toml"))
