"""The words near each mention of a report, and how far each stands from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.coding.lexicon import DELIMITERS, SENTENCE_ENDS, Lexicon, Word
from ingest.types import Mention

# What is looked at to the right of a mention, in characters.
_REACH_RIGHT = 45


class Item(NamedTuple):
    """A word at ``[start, end)``, or with ``word`` None a delimiter of ``steps`` steps (-1: a sentence's end)."""

    start: int
    end: int
    word: Word | None
    steps: float


class Near(NamedTuple):
    """A word near a mention. ``steps`` is None in the sentence before."""

    start: int
    word: Word
    steps: float | None


class Scopes:
    """The scopes of a report's mentions.

    The text between two mentions is scanned once, at most ``reach`` characters from either, so the work is linear.
    """

    def __init__(self, clean: str, start: int, end: int, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.clean = clean
        self.mentions = mentions
        self._lexicon = lexicon
        self._rules = lexicon.rules
        edges = [start, *(mention.end for mention in mentions)]
        stops = [*(mention.start for mention in mentions), end]
        self.edges = edges
        self._gaps = [self._scan(left, right) for left, right in zip(edges, stops, strict=True)]

    def left(self, index: int) -> Iterator[Near]:
        """Give the words before a mention, nearest first, into the sentence before, at most ``reach`` away."""
        rules = self._rules
        limit = self.mentions[index].start - rules.reach
        steps: float | None = 0.0
        count = 0
        for gap in range(index, -1, -1):
            for item in reversed(self._gaps[gap]):
                if item.start < limit or count >= rules.words_left:
                    return
                if item.word is not None:
                    count += 1
                    yield Near(item.start, item.word, steps)
                elif item.steps < 0:
                    if steps is None:
                        return
                    steps = None
                elif steps is not None:
                    steps += item.steps
            if steps is not None:
                steps += rules.distance["mention"]
            if self.edges[gap] < limit:
                return

    def right(self, index: int) -> Iterator[tuple[int, Word, float]]:
        """Give (start, word, steps) of the words after a mention, up to the next one or the sentence's end."""
        rules = self._rules
        mention = self.mentions[index]
        limit = mention.end + _REACH_RIGHT
        items = self._gaps[index + 1]
        away = rules.distance["right"]
        if mention.measure != "amount" and items and items[0].word is None and items[0].start <= mention.end + 1:
            away = rules.distance["right_next"]
        steps = 0.0
        own = self._own(index)
        for count, item in enumerate(items[:own]):
            if item.steps < 0 or item.start > limit or count > rules.words_right:
                return
            if item.word is not None:
                yield item.start, item.word, steps
            else:
                steps += item.steps * away

    def _own(self, index: int) -> int:
        """Give how many words and delimiters after a mention are not the next one's: 投入5万元,/村集体收入2万元."""
        items = self._gaps[index + 1]
        if index + 1 == len(self.mentions) or self.mentions[index].measure != self.mentions[index + 1].measure:
            return len(items)
        delimiters = [place for place, item in enumerate(items) if item.word is None]
        return delimiters[-1] if delimiters else len(items)

    def followed(self, index: int) -> bool:
        """Whether a counted mention is followed by words at once, as in 10人获得了证书."""
        mention = self.mentions[index]
        after = self.clean[mention.end : mention.end + 1]
        return mention.measure == "count" and bool(after) and after not in DELIMITERS and after not in SENTENCE_ENDS

    def between(self, index: int) -> str | None:
        """Give the text between a mention and the one before it, None when it is long or begins another clause."""
        if index == 0:
            return None
        start, end = self.edges[index], self.mentions[index].start
        if end - start > 30 or any(item.steps < 0 or item.steps >= 2 for item in self._gaps[index]):
            return None
        return self.clean[start:end]

    def piece(self, index: int) -> int:
        """Give where the words directly before a mention begin: after the last delimiter or mention."""
        for item in reversed(self._gaps[index]):
            if item.word is None:
                return item.end
        return max(self.edges[index], self.mentions[index].start - self._rules.reach)

    def _scan(self, start: int, end: int) -> list[Item]:
        reach = self._rules.reach
        if end - start <= reach + _REACH_RIGHT:
            return list(self._items(start, end))
        return [*self._items(start, start + _REACH_RIGHT), *self._items(end - reach, end)]

    def _items(self, start: int, end: int) -> Iterator[Item]:
        words = self._lexicon.words
        distance = self._rules.distance
        for match in self._lexicon.pattern.finditer(self.clean, start, end):
            found = match.group()
            word = words.get(found)
            if word is not None:
                yield Item(match.start(), match.end(), word, 0.0)
            elif found in SENTENCE_ENDS:
                yield Item(match.start(), match.end(), None, -1.0)
            else:
                yield Item(match.start(), match.end(), None, distance[DELIMITERS[found]])
