"""The shared weights of coding, read from ``ingest/rules/coding.toml``, whose comments explain each.

Its frames stand in ``ingest/rules/frames``, a file for each theme.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Final, get_args

from ingest.catalogue import ROLES, Words
from ingest.coding.frames import FILLERS, Frame
from ingest.errors import RulesError
from ingest.rulefile import RULES, RuleFile
from ingest.types import Measure

_WEIGHTS: Final = ("strong", "nouns", "verbs", "heads", "adjacent", "none", "context", "own_units", "topic")
_DISTANCES: Final = (
    *("decay", "comma", "bracket", "line", "enumeration", "semicolon", "mention", "right", "right_next"),
    *("character", "floor", "displaced", "taken", "inside", "heads_followed", "heads_after", "length", "paragraph"),
)


@dataclass(frozen=True, slots=True)
class NoneEntry:
    """A kind of figure that no indicator may claim."""

    name: str
    measure: str
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
    telling_units: tuple[str, ...]
    told: float
    unlisted: float
    general_unlisted: float
    other_measures: dict[str, str]
    inherit: float
    inherit_subset: float
    inherit_next: float
    inherit_displaced: float
    continued: dict[str, tuple[str, ...]]
    subset_words: tuple[str, ...]
    veto_before: float
    veto_after: float
    veto_share: float
    adjacent_gap: frozenset[str]
    names: tuple[str, ...]
    none_entries: tuple[NoneEntry, ...]
    frames: tuple[Frame, ...]
    framed: float
    subject_length: int
    subject_leading: tuple[str, ...]
    subject_trailing: tuple[str, ...]


@lru_cache(maxsize=2)
def load_rules(path: Path = RULES / "coding.toml", frames: Path = RULES / "frames") -> Rules:
    """Read the shared weights and the folder of frames. Raises RulesError, which names file, entry and remedy."""
    file = RuleFile(path)
    return Rules(
        threshold=_weight(file, "scope.threshold"),
        reach=file.number("scope.reach"),
        words_left=file.number("scope.words_left"),
        words_right=file.number("scope.words_right"),
        weights={key: _weight(file, f"weights.{key}") for key in _WEIGHTS},
        distance={key: _weight(file, f"distance.{key}") for key in _DISTANCES},
        suffixes=frozenset(file.words("suffix.characters")),
        suffixed=_weight(file, "suffix.share"),
        strict_units=frozenset(file.words("units.strict")),
        general_units=frozenset(file.words("units.general")),
        telling_units=file.words("units.telling"),
        told=_weight(file, "units.told"),
        unlisted=_weight(file, "units.unlisted"),
        general_unlisted=_weight(file, "units.general_unlisted"),
        other_measures=_other_measures(file),
        inherit=_weight(file, "inherit.weight"),
        inherit_subset=_weight(file, "inherit.subset"),
        inherit_displaced=_weight(file, "inherit.displaced"),
        inherit_next=_weight(file, "inherit.next"),
        continued=_continued(file),
        subset_words=file.words("inherit.subset_words"),
        veto_before=_weight(file, "veto.before"),
        veto_after=_weight(file, "veto.after"),
        veto_share=_weight(file, "veto.share"),
        adjacent_gap=frozenset(file.words("adjacent.gap")),
        names=file.words("names.words"),
        none_entries=tuple(_none_entry(file, name) for name in file.table("none")),
        frames=_frames(frames),
        framed=_weight(file, "weights.framed"),
        subject_length=file.number("subject.length"),
        subject_leading=file.words("subject.leading"),
        subject_trailing=file.words("subject.trailing"),
    )


def _weight(file: RuleFile, entry: str) -> float:
    parent, _, key = entry.rpartition(".")
    found = file.table(parent).get(key)
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 10:
        raise file.error(entry, found, "a number from 0 to 10")
    return float(found)


def _measure(file: RuleFile, entry: str, found: object) -> str:
    if not isinstance(found, str) or found not in get_args(Measure):
        raise file.error(entry, found, f"one of {', '.join(get_args(Measure))}")
    return found


def _other_measures(file: RuleFile) -> dict[str, str]:
    entry = "units.other_measures"
    return {unit: _measure(file, f"{entry}.{unit}", found) for unit, found in file.table(entry).items()}


def _none_entry(file: RuleFile, name: str) -> NoneEntry:
    entry = file.table("none")[name]
    here = f"none.{name}"
    lists = {role: _list(file, here, entry, role) for role in (*ROLES, "units", "own_units")}
    words = Words(**{role: lists[role] for role in ROLES})
    measure = _measure(file, f"{here}.measure", entry.get("measure"))
    return NoneEntry(name, measure, lists["units"], lists["own_units"], words)


def _continued(file: RuleFile) -> dict[str, tuple[str, ...]]:
    here = "inherit.continued"
    table = file.table(here)
    return {code: _list(file, here, table, code) for code in table}


def _frames(folder: Path) -> tuple[Frame, ...]:
    """The frames of all files, whose order says nothing; each has a name of its own."""
    found: dict[str, Frame] = {}
    for path in sorted(folder.glob("*.toml")):
        file = RuleFile(path)
        for name in file.table("frame"):
            if name in found:
                raise file.error(f"frame.{name}", name, "a name that no other frame has", "rename one of them")
            found[name] = _frame(file, name)
    if not found:
        raise RulesError(folder.name, "no frames", "the files of frames by theme", "restore the shipped folder")
    return tuple(found.values())


def _frame(file: RuleFile, name: str) -> Frame:
    entry, here = file.table("frame")[name], f"frame.{name}"
    known = tuple(field.name for field in fields(Frame))
    for key in entry:
        if key not in known:
            raise file.error(here, key, f"one of {', '.join(known)}")
    roles = ("units", "quotes", "ends", "earlier", "without", "begins", "later", "back", "ahead", "never", "rather")
    measures, ends = _list(file, here, entry, "measures"), _list(file, here, entry, "ends")
    for word in ends:
        if word[-1:] in FILLERS:
            raise file.error(f"{here}.ends", word, f"no word that ends with {FILLERS.strip()}: these are passed over")
    return Frame(
        name=name,
        measures=frozenset(_measure(file, f"{here}.measures", measure) for measure in measures),
        zero=bool(entry.get("zero", False)),
        opens=bool(entry.get("opens", False)),
        going=bool(entry.get("going", False)),
        **{role: _list(file, here, entry, role) for role in roles},
    )


def _list(file: RuleFile, here: str, entry: dict[str, object], role: str) -> tuple[str, ...]:
    found = entry.get(role, [])
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise file.error(f"{here}.{role}", found, "a list of words")
    return tuple(found)
