"""Who a report is of, as the report itself writes it: its title, its signature, the subject of its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ingest.fullest import in_full, written_out
from ingest.kinds import of_kind, spoken_kinds
from ingest.lines import Line, lines_of
from ingest.names import Candidate
from ingest.ownname import body_or, body_subjects
from ingest.report_rules import report_rules
from ingest.rulefile import any_of
from ingest.territories import territory_name
from ingest.titles import headline_name, sent_name, signature_names, stated_name, title_names

HEAD_LINES = 14
"""A report's title stands among its first lines."""
TAIL_LINES = 12
"""A report's signature stands among its last lines."""


def unit_span(clean: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the fullest name that the report gives its unit stands; None where it only says 我局.

    Title and signature go before the body, and a real name before one with placeholders.
    """
    clean = _unparted(clean)
    lines = lines_of(clean, start, end)
    head = _head(lines)
    # The first lines of a short report are its last ones, too.
    named = [*title_names(head), *signature_names(dict.fromkeys((*head, *lines[-TAIL_LINES:])))]
    kinds = spoken_kinds(clean, start, end)
    named = [candidate for candidate in named if of_kind(candidate.name, kinds)] or named
    real = [candidate for candidate in named if not candidate.blank]
    chosen = stated_name(clean, start, end)
    if chosen is None:
        chosen = max(real, key=lambda c: len(c.name)) if real else _untitled(named, lines, clean, start, end)
    if chosen is None:
        return None
    chosen = in_full(chosen, head, clean, start, end)
    return chosen.start, chosen.end


@lru_cache(maxsize=1)
def _unparted(clean: str) -> str:
    """The text with 和 replaced where it is part of a name, since elsewhere it parts two (住房和城乡建设局)."""
    return _joined().sub("咊", clean)


@cache
def _joined() -> re.Pattern[str]:
    """和 as part of a name. What rules most out is asked first: the word behind it, the character before it."""
    rules, places = report_rules(), dict[str, list[str]]()
    joined = "|".join(f"(?<={word}和)" for word in rules.unit_joined)
    for first, _, rest in (place.partition("和") for place in rules.unit_joined_places):
        places.setdefault(first, []).append(rest)
    begun = any_of(places.pop("", ("\0",)))
    last = any_of({first[-1] for first in places})
    within = "|".join(f"(?<={first}和)(?={any_of(rests)})" for first, rests in places.items())
    return re.compile(f"和(?:(?={any_of(rules.unit_joining)})(?:{joined})|(?={begun})|(?<=(?:{last})和)(?:{within}))")


def _untitled(blank: Sequence[Candidate], lines: Sequence[Line], clean: str, start: int, end: int) -> Candidate | None:
    """The unit where neither title nor signature names it: by a headline, the body, who sent it in, the county."""
    headline = None if blank else headline_name(_head(lines), spoken_kinds(clean, start, end))
    if headline is not None:
        return written_out(headline, body_subjects(clean, start, end))
    body = body_or(blank, clean, start, end) or _sent(lines, clean, start, end)
    return body or territory_name(clean, start, end)


def _sent(lines: Sequence[Line], clean: str, start: int, end: int) -> Candidate | None:
    """Who sent the text in, by its page's head or foot."""
    return sent_name((*lines[:HEAD_LINES], *lines[-TAIL_LINES:]), spoken_kinds(clean, start, end))


def _head(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines where the title stands: behind a table of contents, from the title's second printing on."""
    seen = set[str]()
    for i, line in enumerate(lines[: 2 * HEAD_LINES]):
        if line.text in seen and line.title:
            return lines[i : i + HEAD_LINES]
        seen.add(line.text)
    return lines[:HEAD_LINES]
