"""What the words of a lexicon say of the entries that a kind of mention can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.catalogue import ROLES

HEADS: Final = ROLES.index("heads")
Posting = tuple[int, int, int, int, float]
"""(start, end, entry, role, weight): the characters from start to end of a word speak for an entry, that strongly.

``entry`` is an index of Lexicon.entries, ``role`` one of ROLES.
"""
ROLE_COUNT: Final = len(ROLES)
Said = tuple[tuple[int, float, bool], ...]
"""What characters say: each (claim, weight, whether it names a thing).

A claim is an entry and a role in one number: entry * ROLE_COUNT + role.
"""
Place = tuple[int, int, Said, bool]
"""(start, end, said, names): what a word's characters from start to end say, and whether they name a thing at all."""
Beside = tuple[int, int, int, float, bool]
"""(start, end, claim, weight, head): what a word's characters say right beside a number; ``head``: of its noun."""
View = tuple[tuple[Place, ...], tuple[Beside, ...], tuple[int, ...]]
"""(anywhere, beside, vetoes): what a word says of mentions of one kind, at any distance, beside them, or against."""


@dataclass(frozen=True, slots=True)
class Says:
    """What a word and the words inside it say of mentions of one measure.

    ``anywhere`` counts at any distance, ``beside`` only right beside the number; ``vetoes``: the entries ruled out.
    """

    anywhere: tuple[Place, ...]
    beside: tuple[Posting, ...]
    vetoes: tuple[int, ...]


Word = dict[str, Says]
"""What a word says, by measure."""


class Views(dict[int, View | None]):
    """What each word, by its number, says of the entries that a kind of mention can be; made where first looked up."""

    def __init__(self, says: Sequence[Word], measure: str, entries: frozenset[int]) -> None:
        super().__init__()
        self._says, self._measure, self._entries = says, measure, entries

    def __missing__(self, word: int) -> View | None:
        """Make a word's view, None where it says nothing."""
        says = self._says[word].get(self._measure)
        view = self._view(says) if says else None
        self[word] = view = view if view and any(view) else None
        return view

    def _view(self, says: Says) -> View:
        entries = self._entries
        places = []
        for start, end, said, names in says.anywhere:
            kept = tuple(each for each in said if each[0] // ROLE_COUNT in entries)
            if kept or names:
                places.append((start, end, kept, names))
        beside = tuple(
            (start, end, entry * ROLE_COUNT + role, weight, role == HEADS)
            for start, end, entry, role, weight in says.beside
            if role == HEADS or entry in entries  # what is counted is displaced by the head of any entry
        )
        return (tuple(places), beside, tuple(entry for entry in says.vetoes if entry in entries))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a measure word fits entries: ``shares`` of their score are kept, ``doubts`` is below 1 at once.

    Both hold only entries that it fits at all; ``views`` is what words say of these.
    """

    shares: dict[int, float]
    doubts: dict[int, float]
    views: Views
