"""The score of every indicator for a mention, from the words near it."""

from __future__ import annotations

import re

from ingest.catalogue import ROLES
from ingest.coding.frames import Near
from ingest.coding.lexicon import DELIMITERS, HEADS, ROLE_COUNT, Entry, Fit, Lexicon, Place
from ingest.coding.scope import Scopes
from ingest.coding.subject import subject
from ingest.types import Coding, Mention

# What may stand between a figure and the next one of another unit that continues it: 123户,540人.
_NOTHING = {"", *DELIMITERS}
# How many characters of distance are counted, and how near a word beside the number must be.
_FAR = 15
# 等 ends a list (培训、助老等活动), but not in 不等 and 中等.
_LISTED = re.compile("(?<![不中高初同平])等(?!级)")
_ROLES = range(ROLE_COUNT)
# How many of the best scores are looked at: the best, and the first of another code.
_BEST = 6
# How many characters may stand between a figure and what continues it in another unit.
_NEXT = 4
_BESIDE = 4
_RIGHT_BEFORE = 1

Proof = tuple[float, int, int]
"""(worth, start, end): what the best word of a role is worth for an entry, and where it stands."""


class Evidence:
    """What speaks for each entry: the best proof of each claim (an entry and a role in one number), and vetoes.

    ``displaced``: what is counted stands right after the number.
    """

    __slots__ = ("displaced", "proofs", "vetoed")

    def __init__(self) -> None:
        self.proofs: dict[int, Proof] = {}
        self.vetoed: set[int] = set()
        self.displaced = False

    def add(self, claim: int, worth: float, start: int, end: int) -> None:
        """Keep a proof if it is the best of its claim."""
        known = self.proofs.get(claim)
        if known is None or worth > known[0]:
            self.proofs[claim] = (worth, start, end)

    def add_place(self, place: Place, start: int, factor: float, naming: float) -> None:
        """Keep what a place of the word at ``start`` says: times ``factor``, names of things times ``naming``."""
        begin, stop, said = place
        proofs, first, last = self.proofs, start + begin, start + stop
        for claim, weight, names in said:
            worth = weight * (naming if names else factor)
            known = proofs.get(claim)
            if known is None or worth > known[0]:
                proofs[claim] = (worth, first, last)


class Scorer:
    """Codes mentions one after the other: a number in a list may take its neighbour's code."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._rules = lexicon.rules
        self._distance = lexicon.rules.distance
        self._before: int | None = None
        self._direct = False  # whether that is the code of the mention right before

    def code(self, scopes: Scopes, index: int) -> Coding:
        """Choose the code of a mention; to be called for each mention in order."""
        evidence = Evidence()
        evidence.displaced = self._weigh_right(evidence, scopes, index)
        self._weigh_left(evidence, scopes, index)
        topic = self._topic(scopes, index)
        scores = self._scores(evidence, topic, scopes, index)
        coding = self._decide(scores, evidence, scopes, index)
        if not scores or self._lexicon.entries[scores[0][1]].code is not None:
            # 比上年增长14亿元 stands between a figure and what continues it.
            self._before = scores[0][1] if coding.code else None
        self._direct = coding.code is not None
        return coding

    def _weigh_right(self, evidence: Evidence, scopes: Scopes, index: int) -> bool:
        """Weigh the words after a mention; say whether what is counted stands right there."""
        displaced = False
        counted = scopes.mentions[index].measure == "count"
        clean, end = scopes.clean, scopes.mentions[index].end
        character = self._distance["character"]
        for start, says, steps in scopes.right(index):
            factor = self._distance["decay"] ** steps
            for place in says.anywhere:
                near = 1.0 - character * min(_FAR, start + place[0] - end)
                worth = factor * near * self._suffixed(clean, start + place[1])
                displaced = displaced or (counted and not steps and any(names for _, _, names in place[2]))
                evidence.add_place(place, start, worth, worth)
            for begin, stop, entry, role, weight in says.beside:
                if role == HEADS and not steps and start + begin - end <= _BESIDE:
                    near = self._distance["heads_after"] - 0.05 * (start + begin - end)
                    displaced = True
                    worth = weight * near * self._suffixed(clean, start + stop)
                    evidence.add(entry * ROLE_COUNT + role, worth, start + begin, start + stop)
            if says.vetoes and steps <= self._rules.veto_after:
                evidence.vetoed.update(says.vetoes)
        return displaced

    def _weigh_left(self, evidence: Evidence, scopes: Scopes, index: int) -> None:
        distance, clean, end = self._distance, scopes.clean, scopes.mentions[index].start
        followed = scopes.followed(index)
        displaced = evidence.displaced
        lost = distance["displaced"] if displaced else 1.0
        taken = distance["taken"] if followed else 1.0
        decay, floor, character = distance["decay"], distance["floor"], distance["character"]
        suffixes, suffixed = self._rules.suffixes, self._rules.suffixed
        named: set[int] = set()  # by a word right before the number, whatever is listed before that
        for start, says, steps in scopes.left(index):
            factor = max(floor, decay**steps) * taken if steps else 1.0
            for place in says.anywhere:
                far = end - start - place[1]
                worth = factor * (1.0 - character * (far if far < _FAR else _FAR))
                if far and clean[start + place[1]] in suffixes:
                    worth *= suffixed
                evidence.add_place(place, start, worth, worth * lost)
                if far <= _RIGHT_BEFORE:
                    named.update(claim // ROLE_COUNT for claim, _, names in place[2] if names)
            if says.beside and steps <= distance["line"]:
                for begin, stop, entry, role, weight in says.beside:
                    if self._beside(clean, start + stop, end):
                        kept = distance["heads_followed"] if followed and role == HEADS else 1.0
                        evidence.add(entry * ROLE_COUNT + role, weight * kept, start + begin, start + stop)
            if says.vetoes and steps <= self._rules.veto_before and not displaced:
                listed = _LISTED.search(clean, start, end) is not None
                evidence.vetoed.update(entry for entry in says.vetoes if not (listed and entry in named))

    def _beside(self, clean: str, stop: int, end: int) -> bool:
        """Whether nothing but a filler stands between a word and the number."""
        return end - stop <= _BESIDE and self._rules.adjacent_gap.issuperset(clean[stop:end])

    def _suffixed(self, clean: str, end: int) -> float:
        return self._rules.suffixed if clean[end : end + 1] in self._rules.suffixes else 1.0

    def _inherited(self, scopes: Scopes, index: int) -> list[tuple[int, float]]:
        """Give the entries that a mention may take from the one before it in a list, and their worth."""
        between = scopes.between(index)
        if between is None or self._before is None:
            return []
        mention, before = scopes.mentions[index], scopes.mentions[index - 1]
        found: list[tuple[int, float]] = []
        if mention.measure == before.measure and (mention.unit == before.unit or between.strip() in _NOTHING):
            subset = any(word in between for word in self._rules.subset_words)
            found = [(self._before, self._rules.inherit_subset if subset else self._rules.inherit)]
        if self._direct and mention.unit != before.unit and (len(between) <= _NEXT or "占" in between):
            found += [(number, self._rules.inherit_next) for number in self._lexicon.continued.get(self._before, ())]
        return found

    def _topic(self, scopes: Scopes, index: int) -> dict[int, float]:
        """Give the entries that the heading above a mention speaks for, and how strongly."""
        measure, share = scopes.mentions[index].measure, self._rules.weights["topic"]
        topic: dict[int, float] = {}
        for word in scopes.topic(index):
            if measure in word:
                for _, _, said in word[measure].anywhere:
                    for claim, weight, names in said:
                        if names:
                            entry = claim // ROLE_COUNT
                            topic[entry] = max(topic.get(entry, 0.0), weight * share)
        return topic

    def _scores(
        self, evidence: Evidence, topic: dict[int, float], scopes: Scopes, index: int
    ) -> list[tuple[float, int]]:
        """Give (score, entry) of the entries that something speaks for, best first."""
        fit = self._fit(scopes.mentions[index])
        doubts = dict(fit.doubts)
        for claim, proof in evidence.proofs.items():
            number = claim // ROLE_COUNT
            doubts[number] = doubts.get(number, 1.0) * (1.0 - proof[0])
        for number, worth in topic.items():
            doubts[number] = doubts.get(number, 1.0) * (1.0 - worth)
        never = self._framed(doubts, evidence, scopes, index)
        kept = self._rules.inherit_displaced if evidence.displaced else 1.0
        for neighbour, weight in self._inherited(scopes, index):
            if neighbour in fit.shares:
                doubts[neighbour] = doubts.get(neighbour, 1.0) * (1.0 - weight * kept)
        scores = []
        for number, doubt in doubts.items():
            share = fit.shares.get(number, 0.0)
            if share and number not in never:
                veto = self._rules.veto_share if number in evidence.vetoed else 1.0
                scores.append((share * veto * (1.0 - doubt), -number))
        scores.sort(reverse=True)
        return [(score, -number) for score, number in scores[:_BEST]]

    def _framed(self, doubts: dict[int, float], evidence: Evidence, scopes: Scopes, index: int) -> set[int]:
        """Let the frames that a mention stands in speak; give the entries that they rule out."""
        mention = scopes.mentions[index]
        near = Near(scopes.clean, scopes.start, scopes.end, mention)
        verdicts = self._lexicon.frames.get(mention.measure)
        held = [each for each in verdicts.possible(near) if each.frame.holds(near)] if verdicts else []
        if not held:
            return set()
        never = {number for verdict in held for number in verdict.never}
        rather = {number for verdict in held for number in verdict.rather}
        for number in rather:
            doubts[number] = doubts.get(number, 1.0) * (1.0 - self._rules.framed)
        evidence.vetoed -= rather
        return never - rather

    def _fit(self, mention: Mention) -> Fit:
        """Give how well a mention's measure word fits the entries of its measure."""
        # 平方公里 says more than its canonical 平方米, so other measures than counts are looked up as written.
        written = mention.unit if mention.measure == "count" else mention.quote.lstrip("0123456789., \n")
        known = self._lexicon.fits.get((mention.measure, written))
        if known is None:
            known = Fit({}, {})
            for number in self._lexicon.by_measure.get(mention.measure, ()):
                entry = self._lexicon.entries[number]
                known.shares[number] = self._share(entry, mention)
                doubt = self._doubt(entry, mention, written)
                if doubt < 1.0:
                    known.doubts[number] = doubt
            self._lexicon.fits[mention.measure, written] = known
        return known

    def _doubt(self, entry: Entry, mention: Mention, written: str) -> float:
        counted = mention.measure == "count"
        own = written in entry.own_units if counted else any(unit in written for unit in entry.own_units)
        weight = self._rules.weights["own_units" if entry.code else "none"] if own else 0.0
        if own and entry.code and written.endswith(self._rules.telling_units):
            weight = self._rules.told
        return (1.0 - entry.prior) * (1.0 - weight)

    def _share(self, entry: Entry, mention: Mention) -> float:
        if mention.measure != "count" or not entry.units or mention.unit in entry.units | entry.own_units:
            return 1.0
        strict, general = self._rules.strict_units, self._rules.general_units
        if mention.unit in strict or (mention.unit and entry.units <= strict):
            return 0.0
        return self._rules.general_unlisted if mention.unit in general else self._rules.unlisted

    def _decide(self, scores: list[tuple[float, int]], evidence: Evidence, scopes: Scopes, index: int) -> Coding:
        entries = self._lexicon.entries
        score, best = scores[0] if scores else (0.0, -1)
        first = best * ROLE_COUNT
        proofs = [(proof, role) for role in _ROLES if (proof := evidence.proofs.get(first + role)) is not None]
        proofs.sort(reverse=True)
        code = entries[best].code if scores and score >= self._rules.threshold else None
        rival, rival_code = 0.0, None
        for other, number in scores:
            if entries[number].code not in (None, code):
                rival, rival_code = other, entries[number].code
                break
        if scores and entries[best].code is None:
            # Surely none: what is left of the best indicator's claim.
            score = min(rival, 1.0 - score)
        phrase = subject(scopes, index, proofs[0][0][1:] if proofs else None)
        rule = self._rule(scopes.clean, best, proofs)
        return Coding(code, round(score, 3), rival_code, round(rival, 3), rule, phrase)

    def _rule(self, clean: str, best: int, proofs: list[tuple[Proof, int]]) -> str:
        if best < 0:
            return "no words near"
        words = ", ".join(f"{clean[start:end]} ({ROLES[role]} {worth:.2f})" for (worth, start, end), role in proofs)
        return f"{self._lexicon.entries[best].name}: {words or 'prior, unit or neighbour'}"
