"""The words near each mention of a report, and how far each stands from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from ingest.coding.lexicon import SENTENCE_ENDS, Lexicon
from ingest.coding.pairs import pairs
from ingest.coding.scan import Item, Piece, scan, step_lengths
from ingest.coding.topic import Topics
from ingest.coding.views import ROLE_COUNT
from ingest.language.signs import places
from ingest.types import Mention

# What is looked at to the right of a mention, in characters.
REACH_RIGHT: Final = 45
_NO_TOPIC: Final[dict[int, float]] = {}


class Scopes:
    """The scopes of a report's mentions, of which there is at least one.

    What stands near mentions is scanned once, at most ``reach`` characters from either, so the work is linear.
    """

    def __init__(self, clean: str, start: int, end: int, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.clean, self.start, self.end = clean, start, end
        self.mentions = mentions
        self._lexicon = lexicon
        self._rules = lexicon.rules
        self._steps = step_lengths(lexicon)
        self._edges = [start, *(mention.end for mention in mentions)]
        self._pairs = pairs(clean, start, end, mentions)
        topics = Topics(clean, start, mentions[-1].end)
        self._topics = [topics.over(mention.start) for mention in mentions]
        headings = [number for number, _ in groupby(self._topics) if number is not None]
        spans = [topics.spans[number] for number in headings]
        found = scan(clean, [*self._pieces(), *((begin, stop, stop) for begin, stop in spans)], lexicon, self._steps)
        self._items, self._firsts, self._stops = found.items, found.firsts, [first - 1 for first in found.firsts[1:]]
        self._sentences, self._clauses, self._words = found.sentences, found.clauses, found.words
        of_headings = pairwise(found.firsts[len(self._edges) :])
        self._headings = {
            number: [word for _, _, word, _ in found.items[first:last] if word >= 0]
            for number, (first, last) in zip(headings, of_headings, strict=True)
        }
        self._topic_worths: dict[tuple[int, str], dict[int, float]] = {}

    def left(self, index: int) -> list[Item]:
        """Give what stands before a mention in its sentence, nearest first; the farthest may be beyond ``reach``."""
        items = self._items[self._sentences[index] : self._stops[index]][::-1]
        pair = self._pairs.get(index)
        if pair is None or pair.behind:
            return items
        # What lies between the value and its name in the list is no distance.
        return [item for item in items if pair.speaks(item[0]) and (item[2] >= 0 or item[0] < pair.names[0])]

    def right(self, index: int) -> list[Item]:
        """Give what stands after a mention, nearest first, up to the next one or for an amount the one after that."""
        pair = self._pairs.get(index)
        if pair and pair.behind:
            listed = self._items[self._firsts[pair.last + 1] : self._stops[pair.last + 1]]
            return [item for item in listed if item[2] >= 0 and pair.speaks(item[0])]
        start, stop = self._firsts[index + 1], self._stops[index + 1]
        measure, items = self.mentions[index].measure, self._items
        if index + 1 < len(self.mentions) and start < stop and self.mentions[index + 1].measure == measure:
            stop = self._shared(start, stop)
        if measure == "amount":
            return items[start:stop] + self._beyond(index)
        return items[start:stop]

    def topic(self, index: int) -> dict[int, float]:
        """Give the entries that the heading which a mention stands under speaks for, and how strongly."""
        number, measure = self._topics[index], self.mentions[index].measure
        if number is None:
            return _NO_TOPIC
        known = self._topic_worths.get((number, measure))
        if known is None:
            known = self._topic_worths[number, measure] = self._topic(number, measure)
        return known

    def followed(self, index: int) -> bool:
        """Whether a counted mention is followed by words at once, as in 10人获得了证书."""
        mention = self.mentions[index]
        if mention.measure != "count" or mention.end == len(self.clean):
            return False
        return self.clean[mention.end] not in self._steps

    def between(self, index: int) -> str | None:
        """Give the text between a mention and the one before it, None when it is long or begins another clause."""
        start, end = self._edges[index], self.mentions[index].start
        if index == 0 or end - start > 30 or self._parted(index) or index in self._pairs:
            return None
        return self.clean[start:end]

    def piece(self, index: int) -> int:
        """Give where the words directly before a mention begin: after the last delimiter or mention."""
        return self._words[index]

    def _parted(self, index: int) -> bool:
        """Whether another clause begins between a mention and the one before it."""
        return self._clauses[index] > self._firsts[index]

    def _shared(self, start: int, stop: int) -> int:
        """Give the item that the next mention's words begin with: 投入5万元,/村集体收入2万元."""
        for place in range(stop - 1, start - 1, -1):
            if self._items[place][2] < 0:
                return place
        return stop

    def _beyond(self, index: int) -> list[Item]:
        """Give what stands after the mention that follows an amount at once: 投入8万元,完成3间/教室改造."""
        after = index + 1
        if after >= len(self.mentions) or self.mentions[after].measure == "amount" or self._parted(after):
            return []
        place = self.mentions[after].start
        items = self._items[self._firsts[after + 1] : self._stops[after + 1]]
        return [(place, place, -1, self._rules.distance["mention"]), *items]

    def _topic(self, number: int, measure: str) -> dict[int, float]:
        share, views = self._rules.weights["topic"], self._lexicon.every_view(measure)
        worths: dict[int, float] = {}
        for word in self._headings[number]:
            view = views[word]
            for _, _, said, _ in view[0] if view else ():
                for claim, weight, names in said:
                    if names:
                        entry = claim // ROLE_COUNT
                        worths[entry] = max(worths.get(entry, 0.0), weight * share)
        return worths

    def _pieces(self) -> list[Piece]:
        """Give the text that is looked at: of each gap between mentions what reaches either within its sentence."""
        mentions, reach = self.mentions, self._rules.reach
        whole = reach + REACH_RIGHT
        rights = [*(mention.start for mention in mentions), self.end]
        last = min(self.end, mentions[-1].end + whole)
        ends = places(self.clean, SENTENCE_ENDS, self.start, last)
        pieces: list[Piece] = []
        place, many = 0, len(ends)
        for number, (left, right) in enumerate(zip(self._edges, rights, strict=True)):
            # Behind the last mention nothing stands before another.
            edge, before = (mentions[number].end, reach) if number < len(mentions) else (self.end, 0)
            first = bisect_left(ends, left, place)
            place = bisect_left(ends, right, first) if first < many and ends[first] < right else first
            if right - left <= whole and place <= first + 1:
                pieces.append((left, right, edge))
                continue
            stop, begin = left + REACH_RIGHT, max(left, right - before)
            if place > first:
                stop, begin = min(stop, ends[first] + 1), max(begin, ends[place - 1])
            if number:
                pieces.append((left, stop, -1))
            pieces.append((begin, right, edge))
        return pieces
