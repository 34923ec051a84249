"""The county or district that a text is of, where it names no unit."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ingest.kinds import READ, spoken_kinds
from ingest.names import Candidate, trimmed
from ingest.naming import OWN, others
from ingest.report_rules import report_rules
from ingest.rulefile import any_of

_PLACE_CHARACTER = r"(?![从对向在据照于到由经各我本全该为是和与的了])[\u4e00-\u9fff]"


@cache
def _territory() -> re.Pattern[str]:
    rules = report_rules()
    verbs = any_of(word for word in rules.unit_after if len(word) > 1 or word in "以把将")
    return re.compile(
        rf"[\n。,;:]\s{{0,8}}(?P<name>(?:{_PLACE_CHARACTER}){{1,8}}?(?:{any_of(rules.unit_territories)}))"
        rf"(?<!{')(?<!'.join(rules.unit_areas)})(?={verbs})"
    )


def territory_name(clean: str, start: int, end: int) -> Candidate | None:
    """The county or district that is the subject of the text's clauses, where the text names no unit and is of none."""
    if spoken_kinds(clean, start, end):
        return None
    # A line break in front stands for the beginning of the text, so that each clause begins behind a mark.
    edge = "\n" if start == 0 or clean[start - 1] == "\n" else " "
    words = edge + clean[start : min(end, start + READ)]
    found = [trimmed(start - 1 + m.start("name"), m["name"]) for m in _territory().finditer(words)]
    named = [c for c in found if len(c.name) > 1 and not c.name.startswith(OWN) and others().search(c.name) is None]
    counts = Counter(c.name for c in named)
    return max(named, key=lambda c: (counts[c.name], -c.start), default=None)
