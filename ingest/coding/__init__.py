"""Which indicator a mention is a value of: the words around it, weighed by the catalogue.

``scope`` finds the words of a report and how far each stands from a mention, ``scoring`` weighs them, ``lexicon`` is
the catalogue compiled for it, ``rules`` the shared weights of ``ingest/rules/coding.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.catalogue import Catalogue
from ingest.coding.lexicon import compile_lexicon
from ingest.coding.scope import Scopes
from ingest.coding.scoring import Scorer
from ingest.types import Coding, Mention, Report, Text

__all__ = ["code_mentions"]


def code_mentions(text: Text, report: Report, mentions: Sequence[Mention], catalogue: Catalogue) -> list[Coding]:
    """Choose an indicator for each of a report's mentions, in their order (ascending offsets); None where none fits.

    Mentions whose digits were lost are coded like the others. The time taken is linear in the report's length.
    """
    if not mentions:
        return []
    lexicon = compile_lexicon(catalogue)
    scopes = Scopes(text.clean, report.start, report.end, mentions, lexicon)
    return Scorer(lexicon, scopes).codings()
