"""The words near each mention of a report, and how far each stands from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.coding.lexicon import DELIMITERS, SENTENCE_ENDS, Lexicon, Says, Word
from ingest.coding.topic import Topics
from ingest.types import Mention

# What is looked at to the right of a mention, in characters.
_REACH_RIGHT = 45

# A word at [start, end), or with Word None a delimiter of so many steps (-1: a sentence's end).
_Item = tuple[int, int, Word | None, float]
Near = tuple[int, Says, float]
"""(start, says, steps): where a word near a mention begins, what it says of the mention's measure, how far it is."""


class Scopes:
    """The scopes of a report's mentions.

    The text between two mentions is scanned once, at most ``reach`` characters from either, so the work is linear.
    """

    def __init__(self, clean: str, start: int, end: int, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.clean, self.start, self.end = clean, start, end
        self.mentions = mentions
        self._lexicon = lexicon
        self._rules = lexicon.rules
        self._steps = {mark: lexicon.rules.distance[key] for mark, key in DELIMITERS.items()}
        self._steps |= dict.fromkeys(SENTENCE_ENDS, -1.0)
        self._edges = [start, *(mention.end for mention in mentions)]
        stops = [*(mention.start for mention in mentions), end]
        self._gaps = [self._scan(left, right) for left, right in zip(self._edges, stops, strict=True)]
        self._topics = Topics(clean, start, end)
        self._topic_words: dict[int, list[Word]] = {}

    def left(self, index: int) -> Iterator[Near]:
        """Give the words before a mention, nearest first, to the sentence's beginning, at most ``reach`` away."""
        rules, mention = self._rules, self.mentions[index]
        limit, measure = mention.start - rules.reach, mention.measure
        steps, count = 0.0, 0
        for gap in range(index, -1, -1):
            for start, _, word, away in reversed(self._gaps[gap]):
                if start < limit or away < 0 or count >= rules.words_left:
                    return
                if word is None:
                    steps += away
                    continue
                count += 1
                if measure in word:
                    yield start, word[measure], steps
            steps += rules.distance["mention"]
            if self._edges[gap] < limit:
                return

    def right(self, index: int) -> Iterator[Near]:
        """Give the words after a mention, nearest first, up to the next one or the sentence's end."""
        rules, mention = self._rules, self.mentions[index]
        limit, measure = mention.end + _REACH_RIGHT, mention.measure
        items = self._own(index)
        if measure == "amount":
            items = items + self._beyond(index)
        times = rules.distance["right"]
        if measure != "amount" and items and items[0][2] is None and items[0][0] <= mention.end + 1:
            times = rules.distance["right_next"]
        steps = 0.0
        for start, _, word, away in items[: rules.words_right]:
            if away < 0 or start > limit:
                return
            if word is None:
                steps += away * times if self.clean[start] != ")" else rules.distance["semicolon"]
            elif measure in word:
                yield start, word[measure], steps

    def topic(self, index: int) -> list[Word]:
        """Give the words of the heading that a mention stands under."""
        number = self._topics.over(self.mentions[index].start)
        if number is None:
            return []
        known = self._topic_words.get(number)
        if known is None:
            known = [word for _, _, word, _ in self._items(*self._topics.spans[number]) if word is not None]
            self._topic_words[number] = known
        return known

    def followed(self, index: int) -> bool:
        """Whether a counted mention is followed by words at once, as in 10人获得了证书."""
        mention = self.mentions[index]
        after = self.clean[mention.end : mention.end + 1]
        return mention.measure == "count" and bool(after) and after not in self._steps

    def between(self, index: int) -> str | None:
        """Give the text between a mention and the one before it, None when it is long or begins another clause."""
        if index == 0:
            return None
        start, end = self._edges[index], self.mentions[index].start
        if end - start > 30 or any(away < 0 or away >= 2 for _, _, _, away in self._gaps[index]):
            return None
        return self.clean[start:end]

    def piece(self, index: int) -> int:
        """Give where the words directly before a mention begin: after the last delimiter or mention."""
        for _, end, word, _ in reversed(self._gaps[index]):
            if word is None:
                return end
        return max(self._edges[index], self.mentions[index].start - self._rules.reach)

    def _own(self, index: int) -> list[_Item]:
        """Give what stands after a mention and is not the next one's: 投入5万元,/村集体收入2万元."""
        items = self._gaps[index + 1]
        if index + 1 == len(self.mentions) or self.mentions[index].measure != self.mentions[index + 1].measure:
            return items
        delimiters = [place for place, item in enumerate(items) if item[2] is None]
        return items[: delimiters[-1]] if delimiters else items

    def _beyond(self, index: int) -> list[_Item]:
        """Give what stands after the mention that follows an amount at once: 投入8万元,完成3间/教室改造."""
        after = index + 1
        if after >= len(self.mentions) or self.mentions[after].measure == "amount":
            return []
        if any(away < 0 or away >= 2 for _, _, _, away in self._gaps[after]):
            return []
        place = self.mentions[after].start
        return [(place, place, None, self._rules.distance["mention"]), *self._gaps[after + 1]]

    def _scan(self, start: int, end: int) -> list[_Item]:
        reach = self._rules.reach
        if end - start <= reach + _REACH_RIGHT:
            return self._items(start, end)
        return self._items(start, start + _REACH_RIGHT) + self._items(end - reach, end)

    def _step(self, place: int) -> float:
        """Give the steps of a delimiter; an empty line or an indent after a line's end begins another paragraph."""
        if self.clean[place] == "\n" and self.clean[place + 1 : place + 3].startswith(("\n", "  ")):
            return self._rules.distance["paragraph"]
        return self._steps[self.clean[place]]

    def _items(self, start: int, end: int) -> list[_Item]:
        """Find words, the longest from the left, and delimiters."""
        clean, words, begins, steps = self.clean, self._lexicon.words, self._lexicon.begins, self._steps
        items: list[_Item] = []
        at = start
        single = self._lexicon.single
        for place in [i for i in range(start, end) if clean[i : i + 2] in begins or clean[i] in single]:
            if place < at:
                continue
            if clean[place] in steps:
                items.append((place, place + 1, None, self._step(place)))
                continue
            for length in (*begins.get(clean[place : place + 2], ()), 1):
                word = words.get(clean[place : place + length])
                if word is not None and place + length <= end:
                    at = place + length
                    items.append((place, at, word, 0.0))
                    break
        return items
