"""The score of every indicator for a mention, from the words near it."""

from __future__ import annotations

from typing import NamedTuple

from ingest.catalogue import ROLES
from ingest.coding.lexicon import ADJACENT, DELIMITERS, HEADS, NOT_WORDS, NOUNS, STRONG, Entry, Lexicon
from ingest.coding.scope import Scopes
from ingest.coding.subject import subject
from ingest.types import Coding, Mention

# What may stand between a figure and the next one of another unit that continues it: 123户,540人.
_NOTHING = {"", *DELIMITERS}


class Proof(NamedTuple):
    """The best word of a role for an entry: what it is worth and where it stands."""

    worth: float
    start: int
    end: int


class Evidence:
    """What speaks for each entry: the best proof of each role, and a veto."""

    def __init__(self) -> None:
        self.proofs: dict[tuple[int, int], Proof] = {}
        self.vetoed: set[int] = set()

    def add(self, entry: int, role: int, worth: float, start: int, end: int) -> None:
        """Keep a proof if it is the best of its entry and role."""
        known = self.proofs.get((entry, role))
        if known is None or worth > known.worth:
            self.proofs[entry, role] = Proof(worth, start, end)


class Scorer:
    """Codes mentions one after the other: a number in a list may take its neighbour's code."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._rules = lexicon.rules
        distance = lexicon.rules.distance
        self._decay, self._floor = distance["decay"], distance["floor"]
        self._character, self._sentence = distance["character"], distance["sentence"]
        self._after = distance["heads_after"]
        self._before: Coding | None = None

    def code(self, scopes: Scopes, index: int) -> Coding:
        """Choose the code of a mention; to be called for each mention in order."""
        mention = scopes.mentions[index]
        evidence = Evidence()
        displaced = self._weigh_right(evidence, scopes, index)
        self._weigh_left(evidence, scopes, index, displaced)
        scores = self._scores(evidence, mention, self._inherited(scopes, index))
        coding = self._decide(scores, evidence, scopes, index)
        if not scores or self._lexicon.entries[scores[0][1]].code is not None:
            # 比上年增长14亿元 stands between a figure and what continues it.
            self._before = coding
        return coding

    def _weigh_right(self, evidence: Evidence, scopes: Scopes, index: int) -> bool:
        """Weigh the words after a mention; say whether what is counted stands right there."""
        displaced = False
        mention = scopes.mentions[index]
        for start, word, steps in scopes.right(index):
            factor = self._decay**steps
            for begin, end, entry, role, weight in word.says.get(mention.measure, ()):
                near = 1.0 - self._character * min(15, start + begin - mention.end)
                near *= self._suffixed(scopes.clean, start + end)
                if role == NOT_WORDS:
                    if steps <= self._rules.veto_after:
                        evidence.vetoed.add(entry)
                elif role == HEADS:
                    if start + begin == mention.end:
                        evidence.add(entry, role, weight * self._after * near, start + begin, start + end)
                elif role != ADJACENT:
                    displaced = displaced or (role in (NOUNS, STRONG) and not steps)
                    evidence.add(entry, role, weight * factor * near, start + begin, start + end)
        return displaced

    def _weigh_left(self, evidence: Evidence, scopes: Scopes, index: int, displaced: bool) -> None:
        lost = self._rules.distance["displaced"] if displaced else 1.0
        taken = self._rules.distance["taken"] if scopes.followed(index) else 1.0
        heads = self._rules.distance["heads_followed"] if scopes.followed(index) else 1.0
        mention = scopes.mentions[index]
        for start, word, steps in scopes.left(index):
            factor = self._sentence if steps is None else max(self._floor, self._decay**steps)
            if steps:
                factor *= taken
            for begin, end, entry, role, weight in word.says.get(mention.measure, ()):
                far = mention.start - start - end
                near = 1.0 - self._character * min(15, far)
                worth = weight * factor * near * self._suffixed(scopes.clean, start + end)
                if role == NOT_WORDS:
                    if steps is not None and steps <= self._rules.veto_before:
                        evidence.vetoed.add(entry)
                elif role in (ADJACENT, HEADS):
                    if (
                        steps == 0
                        and far <= 4
                        and self._rules.adjacent_gap.issuperset(scopes.clean[start + end : mention.start])
                    ):
                        kept = heads if role == HEADS else 1.0
                        evidence.add(entry, role, weight * kept, start + begin, start + end)
                else:
                    worth *= lost if role in (NOUNS, STRONG) else 1.0
                    evidence.add(entry, role, worth, start + begin, start + end)

    def _suffixed(self, clean: str, end: int) -> float:
        return self._rules.suffixed if clean[end : end + 1] in self._rules.suffixes else 1.0

    def _inherited(self, scopes: Scopes, index: int) -> tuple[str, float] | None:
        """Give the neighbour's code and its worth where a mention continues a list."""
        between = scopes.between(index)
        if between is None or self._before is None or self._before.code is None:
            return None
        mention, before = scopes.mentions[index], scopes.mentions[index - 1]
        if mention.measure != before.measure or (mention.unit != before.unit and between.strip() not in _NOTHING):
            return None
        rules = self._rules
        subset = any(word in between for word in rules.subset_words)
        return self._before.code, rules.inherit_subset if subset else rules.inherit

    def _scores(
        self, evidence: Evidence, mention: Mention, inherited: tuple[str, float] | None
    ) -> list[tuple[float, int]]:
        """Give (score, entry) of the entries of the mention's measure, best first."""
        doubts: dict[int, float] = {}
        for (spoken_for, _), proof in evidence.proofs.items():
            doubts[spoken_for] = doubts.get(spoken_for, 1.0) * (1.0 - proof.worth)
        scores = []
        for number in self._lexicon.by_measure.get(mention.measure, ()):
            entry = self._lexicon.entries[number]
            doubt = doubts.get(number, 1.0) * (1.0 - entry.prior)
            if self._own_unit(entry, mention):
                doubt *= 1.0 - self._rules.weights["own_units" if entry.code else "none"]
            if inherited and inherited[0] == entry.code:
                doubt *= 1.0 - inherited[1]
            score = (1.0 - doubt) * self._unit_fit(entry, mention)
            if number in evidence.vetoed:
                score *= self._rules.veto_share
            if score > 0:
                scores.append((score, number))
        scores.sort(key=lambda pair: (-pair[0], pair[1]))
        return scores

    def _own_unit(self, entry: Entry, mention: Mention) -> bool:
        """Whether the measure word as written speaks for an entry: 平方公里, though its canonical unit is 平方米."""
        if mention.measure == "count":
            return mention.unit in entry.own_units
        return any(unit in mention.quote for unit in entry.own_units)

    def _unit_fit(self, entry: Entry, mention: Mention) -> float:
        if mention.measure != "count" or not entry.units or mention.unit in entry.units:
            return 1.0
        if mention.unit in entry.own_units:
            return 1.0
        strict, general = self._rules.strict_units, self._rules.general_units
        if mention.unit in strict or (mention.unit not in general and entry.units <= strict):
            return 0.0
        return self._rules.general_unlisted if mention.unit in general else self._rules.unlisted

    def _decide(self, scores: list[tuple[float, int]], evidence: Evidence, scopes: Scopes, index: int) -> Coding:
        entries = self._lexicon.entries
        best = scores[0] if scores else (0.0, -1)
        proofs = {role: proof for (entry, role), proof in evidence.proofs.items() if entry == best[1]}
        main = max(proofs.values(), default=None, key=lambda proof: proof.worth)
        phrase = subject(scopes, index, (main.start, main.end) if main else None)
        code = entries[best[1]].code if scores and best[0] >= self._rules.threshold else None
        rivals = [(score, entries[number].code) for score, number in scores if entries[number].code not in (None, code)]
        rival, rival_code = rivals[0] if rivals else (0.0, None)
        score = best[0]
        if code is None and scores and entries[best[1]].code is None:
            # Surely none: what is left of the best indicator's claim.
            score = min(rival, 1.0 - best[0])
        return Coding(code, round(score, 3), rival_code, round(rival, 3), self._rule(scopes, best[1], proofs), phrase)

    def _rule(self, scopes: Scopes, number: int, proofs: dict[int, Proof]) -> str:
        if number < 0:
            return "no words near"
        ranked = sorted(proofs.items(), key=lambda pair: -pair[1].worth)
        words = ", ".join(f"{scopes.clean[p.start : p.end]} ({ROLES[role]} {p.worth:.2f})" for role, p in ranked)
        return f"{self._lexicon.entries[number].name}: {words or 'prior, unit or neighbour'}"
