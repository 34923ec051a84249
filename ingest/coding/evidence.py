"""What the words around a mention say: the best proof of each entry and role, and which entries they rule out.

Most of the time that coding takes is spent here, so that the loops over words and places hold no calls.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from ingest.coding.rules import Rules
from ingest.coding.scan import Item
from ingest.coding.scope import REACH_RIGHT, Scopes
from ingest.coding.views import ROLE_COUNT, Beside, Fit, Said, View
from ingest.types import Mention

# How many characters of distance are counted, and how near a word beside the number must be.
_FAR: Final = 15
_BESIDE: Final = 4
_RIGHT_BEFORE: Final = 1
# 等 ends a list (培训、助老等活动), but not in 不等 and 中等.
_LISTED: Final = re.compile("(?<![不中高初同平])等(?!级)")

Proof = tuple[float, int, int]
"""(worth, start, end): what the best word of a role is worth for an entry, and where it stands."""


class Evidence:
    """What speaks for each entry that a mention can be.

    ``proofs``: the best proof of each claim (an entry and a role in one number); ``vetoed``: the entries ruled out;
    ``displaced``: what is counted stands right after the number.
    """

    __slots__ = ("displaced", "fit", "mention", "proofs", "vetoed")

    def __init__(self, mention: Mention, fit: Fit) -> None:
        self.mention = mention
        self.fit = fit
        self.proofs: dict[int, Proof] = {}
        self.vetoed: set[int] = set()
        self.displaced = False

    def add(self, claim: int, worth: float, start: int, end: int) -> None:
        """Keep a proof if it is the best of its claim."""
        known = self.proofs.get(claim)
        if known is None or worth > known[0]:
            self.proofs[claim] = (worth, start, end)


class Weigher:
    """Weighs the words around the mentions of a report."""

    def __init__(self, rules: Rules, scopes: Scopes) -> None:
        self._rules, self._distance = rules, rules.distance
        self._scopes, self._clean = scopes, scopes.clean
        # What a word keeps so many characters and so many steps away.
        self._nears = _nears(self._distance["character"], rules.reach + REACH_RIGHT)
        self._factors = _factors(self._distance["decay"], self._distance["floor"])
        self._line = self._distance["line"]

    def weigh(self, fits: Sequence[Fit]) -> list[Evidence]:
        """Weigh the words around all mentions, each of which its fit is given for.

        Those after them come first, for these may displace what stands before.
        """
        scopes = self._scopes
        evidences = [Evidence(mention, fit) for mention, fit in zip(scopes.mentions, fits, strict=True)]
        for index, evidence in enumerate(evidences):
            items = scopes.right(index)
            # More than a mark or a sentence's end.
            if items and items[0][3] >= 0 and (items[0][2] >= 0 or len(items) > 1):
                self._weigh_right(evidence, items)
        for index, evidence in enumerate(evidences):
            self._weigh_left(evidence, scopes.left(index), scopes.followed(index))
        return evidences

    def _weigh_right(self, evidence: Evidence, items: list[Item]) -> None:
        mention, distance, views = evidence.mention, self._distance, evidence.fit.views
        end = mention.end
        next_to = mention.measure != "amount" and items[0][2] < 0 and items[0][0] <= end + 1
        times = distance["right_next"] if next_to else distance["right"]
        steps = 0.0
        for start, _, word, away in items[: self._rules.words_right]:
            if away < 0 or start > end + REACH_RIGHT:
                return
            if word < 0:
                steps += away * times if self._clean[start] != ")" else distance["semicolon"]
            elif view := views[word]:
                self._weigh_after(evidence, view, start, steps)

    def _weigh_after(self, evidence: Evidence, view: View, start: int, steps: float) -> None:
        """Weigh a word that begins at ``start``, so many steps after the mention."""
        end, counted = evidence.mention.end, evidence.mention.measure == "count" and not steps
        places, beside, vetoes = view
        proofs, nears, suffixes = evidence.proofs, self._nears, self._rules.suffixes
        factor = self._distance["decay"] ** steps if steps else 1.0
        for begin, stop, said, names in places:
            first, last = start + begin, start + stop
            worth = factor * nears[first - end]
            if self._clean[last : last + 1] in suffixes:
                worth *= self._rules.suffixed
            if counted and names:
                evidence.displaced = True
            for claim, weight, _ in said:
                value = weight * worth
                if claim not in proofs or value > proofs[claim][0]:
                    proofs[claim] = (value, first, last)
        for begin, stop, claim, weight, head in beside:
            if head and not steps and start + begin - end <= _BESIDE:
                near = self._distance["heads_after"] - 0.05 * (start + begin - end)
                evidence.displaced = True
                evidence.add(claim, weight * near * self._suffixed(start + stop), start + begin, start + stop)
        if vetoes and steps <= self._rules.veto_after:
            evidence.vetoed.update(vetoes)

    def _suffixed(self, end: int) -> float:
        return self._rules.suffixed if self._clean[end : end + 1] in self._rules.suffixes else 1.0

    def _weigh_left(self, evidence: Evidence, items: list[Item], followed: bool) -> None:
        rules, clean, nears, factors = self._rules, self._clean, self._nears, self._factors
        end, proofs, views = evidence.mention.start, evidence.proofs, evidence.fit.views
        lost = self._distance["displaced"] if evidence.displaced else 1.0
        taken = self._distance["taken"] if followed else 1.0
        suffixes, suffixed, limit, left = rules.suffixes, rules.suffixed, end - rules.reach, rules.words_left
        steps, factor = 0.0, 1.0
        close: list[Said] = []
        for start, _, word, away in items:
            if word < 0:
                steps += away
                factor = factors[steps] * taken
                continue
            if start < limit or not left:
                return
            left -= 1
            view = views[word]
            if view is None:
                continue
            places, beside, vetoes = view
            for begin, stop, said, _ in places:
                last = start + stop
                far = end - last
                worth = factor * nears[far]
                if far and clean[last] in suffixes:
                    worth *= suffixed
                for claim, weight, names in said:
                    value = weight * (worth * lost) if names else weight * worth
                    if claim not in proofs or value > proofs[claim][0]:
                        proofs[claim] = (value, start + begin, last)
                if far <= _RIGHT_BEFORE:
                    close.append(said)
            if beside and steps <= self._line:
                self._weigh_beside(evidence, beside, start, followed)
            if vetoes and steps <= rules.veto_before and not evidence.displaced:
                evidence.vetoed.update(self._unnamed(vetoes, start, end, close) if close else vetoes)

    def _weigh_beside(self, evidence: Evidence, beside: tuple[Beside, ...], start: int, followed: bool) -> None:
        """Weigh what a word says beside the number, where nothing but a filler stands between."""
        end = evidence.mention.start
        for begin, stop, claim, weight, head in beside:
            last = start + stop
            if end - last <= _BESIDE and self._rules.adjacent_gap.issuperset(self._clean[last:end]):
                kept = self._distance["heads_followed"] if followed and head else 1.0
                evidence.add(claim, weight * kept, start + begin, last)

    def _unnamed(self, vetoes: tuple[int, ...], start: int, end: int, close: list[Said]) -> Collection[int]:
        """Give the entries that a word at ``start`` rules out: not what is named right before the number it lists."""
        if not _LISTED.search(self._clean, start, end):
            return vetoes
        named = {claim // ROLE_COUNT for said in close for claim, _, names in said if names}
        return [entry for entry in vetoes if entry not in named]


@lru_cache(maxsize=4)
def _nears(character: float, reach: int) -> list[float]:
    return [1.0 - character * min(_FAR, far) for far in range(reach + 1)]


class _Factors(dict[float, float]):
    """What a word keeps so many steps away; remembered, as few different sums occur."""

    def __init__(self, decay: float, floor: float) -> None:
        super().__init__()
        self._decay, self._floor = decay, floor

    def __missing__(self, steps: float) -> float:
        """Make the factor of a number of steps."""
        factor: float = self._decay**steps
        self[steps] = factor = max(self._floor, factor)
        return factor


@lru_cache(maxsize=4)
def _factors(decay: float, floor: float) -> _Factors:
    return _Factors(decay, floor)
