"""The score of every indicator for a mention, from the words near it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ingest.catalogue import ROLES
from ingest.coding.evidence import Evidence, Proof, Weigher
from ingest.coding.frames import has
from ingest.coding.lexicon import DELIMITERS, Entry, Lexicon
from ingest.coding.scope import Scopes
from ingest.coding.subject import subject
from ingest.coding.views import ROLE_COUNT, Fit
from ingest.types import Coding, Mention

# What may stand between a figure and the next one of another unit that continues it: 123户,540人.
_NOTHING: Final = {"", *DELIMITERS}
_NONE: Final[frozenset[int]] = frozenset()
# How many of the best scores are looked at: the best, and the first of another code.
_BEST: Final = 6
# How many characters may stand between a figure and what continues it in another unit.
_NEXT: Final = 4


class Scorer:
    """Codes a report's mentions: a number in a list may take its neighbour's code."""

    def __init__(self, lexicon: Lexicon, scopes: Scopes) -> None:
        self._lexicon, self._scopes = lexicon, scopes
        self._rules = lexicon.rules
        self._weigher = Weigher(lexicon.rules, scopes)
        self._before: int | None = None
        self._direct = False  # whether that is the code of the mention right before

    def codings(self) -> list[Coding]:
        """Choose a code for each mention.

        Each stage is done for all mentions before the next: the processor stays with what one stage does, which saves
        a sixth of the time.
        """
        mentions = self._scopes.mentions
        weighed = self._weigher.weigh([self._fit(mention) for mention in mentions])
        doubted = [self._doubts(evidence, index) for index, evidence in enumerate(weighed)]
        framed = [self._framed(doubts, evidence) for doubts, evidence in zip(doubted, weighed, strict=True)]
        scored = [
            self._scores(doubts, never, evidence, index)
            for index, (doubts, never, evidence) in enumerate(zip(doubted, framed, weighed, strict=True))
        ]
        proved = [
            _proofs(evidence, -scores[0][1]) if scores else [] for scores, evidence in zip(scored, weighed, strict=True)
        ]
        phrases = [
            subject(self._scopes, index, proofs[0][0][1:] if proofs else None) for index, proofs in enumerate(proved)
        ]
        words = [self._words(proofs) for proofs in proved]
        return [self._decide(scores, told, phrase) for scores, told, phrase in zip(scored, words, phrases, strict=True)]

    def _pass_on(self, scores: list[tuple[float, int]]) -> None:
        """Keep what the next mention in a list may take."""
        if not scores:
            self._before, self._direct = None, False
            return
        score, best = scores[0][0], -scores[0][1]
        named = self._lexicon.entries[best].code is not None
        self._direct = named and score >= self._rules.threshold
        if named:  # 比上年增长26亿元 stands between a figure and what continues it
            self._before = best if self._direct else None

    def _inherit(self, doubts: dict[int, float], evidence: Evidence, index: int) -> None:
        """Let the mention before speak for what a list goes on with."""
        between = self._scopes.between(index)
        if between is None or self._before is None:
            return
        kept = self._rules.inherit_displaced if evidence.displaced else 1.0
        for number, weight in self._inherited(index, self._before, between):
            doubts[number] = doubts.get(number, 1.0) * (1.0 - weight * kept)

    def _inherited(self, index: int, entry: int, between: str) -> list[tuple[int, float]]:
        """Give the entries that a mention may take from the one before it, which is an entry's, and their worth."""
        mention, before = self._scopes.mentions[index], self._scopes.mentions[index - 1]
        same, found = mention.unit == before.unit, list[tuple[int, float]]()
        if mention.measure == before.measure and (same or between.strip() in _NOTHING):
            subset = has(between, self._rules.subset_words)
            found = [(entry, self._rules.inherit_subset if subset else self._rules.inherit)]
        if self._direct and not same and (len(between) <= _NEXT or "占" in between):
            found += [(number, self._rules.inherit_next) for number in self._lexicon.continued.get(entry, ())]
        return found

    def _doubts(self, evidence: Evidence, index: int) -> dict[int, float]:
        """Give what the measure word, the words around and the heading leave to doubt about each entry."""
        doubts = evidence.fit.doubts.copy()
        for claim, (worth, _, _) in evidence.proofs.items():
            number = claim // ROLE_COUNT
            doubts[number] = doubts.get(number, 1.0) * (1.0 - worth)
        for number, worth in self._scopes.topic(index).items():
            doubts[number] = doubts.get(number, 1.0) * (1.0 - worth)
        return doubts

    def _scores(
        self, doubts: dict[int, float], never: frozenset[int], evidence: Evidence, index: int
    ) -> list[tuple[float, int]]:
        """Give (score, -entry) of the entries that something speaks for, best first; to be called in order."""
        if self._before is not None:
            self._inherit(doubts, evidence, index)
        shares, vetoed, kept = evidence.fit.shares, evidence.vetoed, self._rules.veto_share
        # Of entries that score the same the first comes first.
        scores = [
            (shares[number] * (1.0 - doubt) * (kept if number in vetoed else 1.0), -number)
            for number, doubt in doubts.items()
            if number in shares and number not in never
        ]
        scores.sort(reverse=True)
        self._pass_on(scores)
        return scores

    def _framed(self, doubts: dict[int, float], evidence: Evidence) -> frozenset[int]:
        """Let the frames that a mention stands in speak; give the entries that they rule out."""
        scopes, mention = self._scopes, evidence.mention
        verdicts = self._lexicon.frames.get(mention.measure)
        held = verdicts.held(scopes.clean, scopes.start, scopes.end, mention) if verdicts else ()
        if not held:
            return _NONE
        never = _NONE.union(*[verdict.never for verdict in held]) if len(held) > 1 else held[0].never
        rather = _NONE.union(*[verdict.rather for verdict in held if verdict.rather])
        if not rather:
            return never
        for number in rather:
            doubts[number] = doubts.get(number, 1.0) * (1.0 - self._rules.framed)
        evidence.vetoed -= rather
        return never - rather

    def _fit(self, mention: Mention) -> Fit:
        """Give how well a mention's measure word fits the entries of its measure."""
        # 平方公里 says more than its canonical 平方米, so other measures than counts are looked up as written.
        clean = self._scopes.clean[mention.start : mention.end]
        written = mention.unit if mention.measure == "count" else clean.lstrip("0123456789., \n")
        known = self._lexicon.fits.get((mention.measure, written))
        if known is None:
            known = self._lexicon.fits[mention.measure, written] = self._new_fit(mention, written)
        return known

    def _new_fit(self, mention: Mention, written: str) -> Fit:
        entries = self._lexicon.entries
        every = self._lexicon.by_measure.get(mention.measure, ())
        shares = {number: share for number in every if (share := self._share(entries[number], mention))}
        doubts = {number: self._doubt(entries[number], mention, written) for number in shares}
        speaking = {number: doubt for number, doubt in doubts.items() if doubt < 1.0}
        return Fit(shares, speaking, self._lexicon.views_of(mention.measure, frozenset(shares)))

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

    def _decide(self, scores: list[tuple[float, int]], words: str, phrase: str) -> Coding:
        if not scores:
            return Coding(None, 0.0, None, 0.0, "no words near", phrase)
        entries = self._lexicon.entries
        score, entry = scores[0][0], entries[-scores[0][1]]
        code = entry.code if score >= self._rules.threshold else None
        rival, rival_code = 0.0, None
        for other, number in scores[:_BEST]:
            other_code = entries[-number].code
            if other_code is not None and other_code != code:
                rival, rival_code = other, other_code
                break
        if entry.code is None:
            # Surely none: what is left of the best indicator's claim.
            score = min(rival, 1.0 - score)
        return Coding(code, round(score, 3), rival_code, round(rival, 3), f"{entry.name}: {words}", phrase)

    def _words(self, proofs: list[tuple[Proof, int]]) -> str:
        if not proofs:
            return "prior, unit or neighbour"
        clean = self._scopes.clean
        return ", ".join([clean[start:end] + _told(role, worth) for (worth, start, end), role in proofs])


def _proofs(evidence: Evidence, entry: int) -> list[tuple[Proof, int]]:
    """Give the proofs of an entry with their roles, best first."""
    first = entry * ROLE_COUNT
    proofs = [(proof, claim - first) for claim, proof in evidence.proofs.items() if first <= claim < first + ROLE_COUNT]
    if len(proofs) > 1:
        proofs.sort(reverse=True)
    return proofs


@lru_cache(maxsize=4096)
def _told(role: int, worth: float) -> str:
    """Tell what a word was worth in a role; remembered, as few different ones occur and numbers are slow to write."""
    return f" ({ROLES[role]} {worth:.2f})"
