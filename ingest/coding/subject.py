"""The phrase that a mention counts: 群众满意率, 在编职工."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.coding.rules import load_rules
from ingest.coding.scope import Scopes


def subject(scopes: Scopes, index: int, proof: tuple[int, int] | None) -> str:
    """Give what a mention counts; ``proof`` is the span of the word that decided its code, None without one.

    It is the words right before the number, or after it up to the deciding word; a word farther off stands for itself.
    """
    mention = scopes.mentions[index]
    length, leading, trailing = _ends()
    if proof is not None and proof[0] >= mention.end:
        phrase = scopes.clean[mention.end : proof[1]]
        return leading.sub("", phrase[-length:])
    begin = scopes.piece(index)
    if proof is not None and proof[1] <= begin:
        return scopes.clean[proof[0] : proof[1]]
    phrase = scopes.clean[max(begin, mention.start - length) : mention.start].strip()
    return trailing.sub("", leading.sub("", phrase))


@lru_cache(maxsize=1)
def _ends() -> tuple[int, re.Pattern[str], re.Pattern[str]]:
    rules = load_rules()
    leading = "|".join(map(re.escape, sorted(rules.subject_leading, key=len, reverse=True)))
    trailing = "|".join(map(re.escape, sorted(rules.subject_trailing, key=len, reverse=True)))
    return rules.subject_length, re.compile(f"^(?:{leading})+"), re.compile(f"(?:{trailing})+$")
