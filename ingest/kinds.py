"""What kind of unit a text says that it is of (我局, 该厂), and whether a name is of that kind."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import chain

from ingest.report_rules import report_rules
from ingest.rulefile import any_of

READ = 6000
"""A unit that has not spoken of itself within this many characters has no kind."""
OFTEN = 2
"""A word for itself that stands less than once beside so many of the most frequent is of another."""

_NO_KIND = r"(?!业|门|理|长|员|级|内外)(?!(?<=社)[会团])(?!(?<=[所处会行办部])[于在有说做以])"
"""Behind a word of one character: it was none for the unit (本行业, 我所在, 本社会)."""


@lru_cache(maxsize=4)
def spoken_kinds(clean: str, start: int, end: int) -> tuple[str, ...]:
    """The kinds by which the text speaks of its unit, the most frequent first: by 我 and 本, else 该."""
    own, this = Counter[str](), Counter[str]()
    stop = min(end, start + READ)
    found = chain(*(spoken.finditer(clean, start, stop) for spoken in _spoken()))
    for match in sorted(found, key=lambda match: match.start()):
        (this if match[1] == "该" else own)[match[2]] += 1
    counts = own or this
    most = max(counts.values(), default=0)
    return tuple(kind for kind, count in counts.most_common() if count * OFTEN >= most)


@cache
def _spoken() -> tuple[re.Pattern[str], ...]:
    """我局, 本院, 该厂; 本站 is a web page's. Each is quicker looked for by its own first character."""
    kinds = any_of(kind for kind in report_rules().self_kinds if kind not in ("会", "单位"))
    return tuple(re.compile(rf"({first})({kinds}){_NO_KIND}(?<!本站)") for first in "我本该")


def of_kind(name: str, kinds: tuple[str, ...]) -> bool:
    """Whether the name ends as units of one of the kinds are called; any name where no kind is told."""
    endings = report_rules().self_endings
    words = name.partition("(")[0]
    return not kinds or any(words.endswith(endings.get(kind, (kind,))) for kind in kinds)
