"""The phrase that a mention counts: 群众满意率, 在编职工."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.coding.rules import load_rules
from ingest.coding.scope import Scopes
from ingest.rulefile import any_of


@dataclass(frozen=True, slots=True)
class _Ends:
    """What does not belong to a phrase at its ends, with the characters that it begins or ends with there."""

    length: int
    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    firsts: frozenset[str]
    lasts: frozenset[str]

    def trimmed(self, phrase: str) -> str:
        """Give a phrase without what does not belong to it at its beginning."""
        return self.leading.sub("", phrase) if phrase[:1] in self.firsts else phrase

    def bare(self, phrase: str) -> str:
        """Give a phrase without what does not belong to it at either end."""
        kept = self.trimmed(phrase)
        return self.trailing.sub("", kept) if kept[-1:] in self.lasts else kept


def subject(scopes: Scopes, index: int, proof: tuple[int, int] | None) -> str:
    """Give what a mention counts; ``proof`` is the span of the word that decided its code, None without one.

    It is the words right before the number, or after it up to the deciding word; a word farther off stands for itself.
    """
    mention, ends = scopes.mentions[index], _ends()
    if proof is not None and proof[0] >= mention.end:
        return ends.trimmed(scopes.clean[mention.end : proof[1]][-ends.length :])
    begin = scopes.piece(index)
    if proof is not None and proof[1] <= begin:
        return scopes.clean[proof[0] : proof[1]]
    return ends.bare(scopes.clean[max(begin, mention.start - ends.length) : mention.start].strip())


@lru_cache(maxsize=1)
def _ends() -> _Ends:
    rules = load_rules()
    return _Ends(
        length=rules.subject_length,
        leading=re.compile(f"^(?:{any_of(rules.subject_leading)})+"),
        trailing=re.compile(f"(?:{any_of(rules.subject_trailing)})+$"),
        firsts=frozenset(word[0] for word in rules.subject_leading),
        lasts=frozenset(word[-1] for word in rules.subject_trailing),
    )
