"""The shared weights of coding, read from ``ingest/rules/coding.toml``, whose comments explain each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.catalogue import ROLES, Words
from ingest.errors import RulesError
from ingest.types import Measure

PATH = Path(__file__).parent.parent / "rules" / "coding.toml"


@dataclass(frozen=True, slots=True)
class NoneEntry:
    """A kind of figure that no indicator may claim."""

    name: str
    measure: Measure
    units: tuple[str, ...]
    own_units: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Rules:
    """Weights, distances and thresholds; all weights and shares are between 0 and 1, distances are in steps."""

    threshold: float
    reach: int
    words_left: int
    words_right: int
    weights: dict[str, float]
    distance: dict[str, float]
    suffixes: frozenset[str]
    suffixed: float
    strict_units: frozenset[str]
    general_units: frozenset[str]
    unlisted: float
    general_unlisted: float
    other_measures: dict[str, Measure]
    inherit: float
    inherit_subset: float
    subset_words: tuple[str, ...]
    veto_before: float
    veto_after: float
    veto_share: float
    adjacent_gap: frozenset[str]
    none_entries: tuple[NoneEntry, ...]
    subject_length: int
    subject_leading: tuple[str, ...]
    subject_trailing: tuple[str, ...]


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Read the shared weights. Raises RulesError."""
    tree = tomllib.loads(PATH.read_text(encoding="utf-8"))
    try:
        return _rules(tree)
    except (KeyError, TypeError) as error:
        expected = "the keys that the file's comments name"
        raise RulesError(str(PATH), f"{error} missing or malformed", expected, "restore it") from error


def _rules(tree: dict[str, Any]) -> Rules:
    return Rules(
        threshold=float(tree["threshold"]),
        reach=int(tree["reach"]),
        words_left=int(tree["words_left"]),
        words_right=int(tree["words_right"]),
        weights={key: float(value) for key, value in tree["weights"].items()},
        distance={key: float(value) for key, value in tree["distance"].items()},
        suffixes=frozenset(tree["suffix"]["characters"]),
        suffixed=float(tree["suffix"]["share"]),
        strict_units=frozenset(tree["units"]["strict"]),
        general_units=frozenset(tree["units"]["general"]),
        unlisted=float(tree["units"]["unlisted"]),
        general_unlisted=float(tree["units"]["general_unlisted"]),
        other_measures=dict(tree["units"]["other_measures"]),
        inherit=float(tree["inherit"]["weight"]),
        inherit_subset=float(tree["inherit"]["subset"]),
        subset_words=tuple(tree["inherit"]["subset_words"]),
        veto_before=float(tree["veto"]["before"]),
        veto_after=float(tree["veto"]["after"]),
        veto_share=float(tree["veto"]["share"]),
        adjacent_gap=frozenset(tree["adjacent"]["gap"]),
        none_entries=tuple(_none_entry(name, entry) for name, entry in tree["none"].items()),
        subject_length=int(tree["subject"]["length"]),
        subject_leading=tuple(tree["subject"]["leading"]),
        subject_trailing=tuple(tree["subject"]["trailing"]),
    )


def _none_entry(name: str, entry: dict[str, Any]) -> NoneEntry:
    words = Words(**{role: tuple(entry.get(role, ())) for role in ROLES})
    return NoneEntry(name, entry["measure"], tuple(entry.get("units", ())), tuple(entry.get("own_units", ())), words)
