"""Who a unit is: one identity for the names that reports use, from the names alone and from the home's ``units.toml``.

``units.toml`` is the committee's own list and optional::

    [[unit]]
    name = "滨江市住房公积金管理中心"
    aliases = ["市住房公积金管理中心", "滨江公积金中心"]
    type = "窗口单位"          # optional, else told by the name's ending
    region = "滨江市"          # optional
    level = "省级"             # optional: 国家级 · 省级 · 市级 · 区县级

Two names are one unit only when they are equal after normalising or listed together: a guess that joins two units
would be worse than two rows.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opencc import OpenCC

from warehouse.errors import RefusedError

_TITLE_LEVELS = ("国家级", "省级", "市级", "区县级")
_PLACEHOLDER = re.compile(r"[X×✕*#＊○〇□]{1,}|某+|_{2,}|\.{3,}|…+", re.IGNORECASE)
_KEYS = {"name", "aliases", "type", "region", "level"}


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name as written and the unit it means.

    ``unit_id`` is None for a name with placeholders, which means another unit in each document; ``shown`` is then
    what can be shown of it, or None when nothing but placeholders is left.
    """

    written: str
    unit_id: str | None
    unit_name: str | None
    shown: str | None
    unit_type: str | None
    region: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Unit:
    """An entry of ``units.toml``."""

    name: str
    aliases: tuple[str, ...]
    type: str | None
    region: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    ends: tuple[str, ...]
    has: tuple[str, ...]


def normalise(name: str) -> str:
    """Fold width, traditional characters, spaces and quotation marks away, so that one name is written one way."""
    folded = _converter().convert(unicodedata.normalize("NFKC", name))
    return re.sub(r"[\s“”\"'‘’《》【】\u3000\ufeff\u200b]", "", folded).strip(",.;:，。；：、—-–·")


def load_units(path: Path) -> tuple[Unit, ...]:
    """Read ``units.toml``; no file means no entries. Raises RefusedError for what cannot be meant."""
    if not path.exists():
        return ()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("unit", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path}: {error}; a TOML file in UTF-8 was expected; mend the line named") from error
    if not isinstance(entries, list):
        raise RefusedError(f"{path}: [unit] is one table; a list was expected; write [[unit]] above each unit")
    units = tuple(_unit(path, number, entry) for number, entry in enumerate(entries, 1))
    _check_unambiguous(path, units)
    return units


def resolve(names: Iterable[str], units: Iterable[Unit]) -> list[UnitName]:
    """Give each written name its unit."""
    listed = {normalise(alias): unit for unit in units for alias in (unit.name, *unit.aliases)}
    return [_resolve(written, listed) for written in names]


def unit_type(name: str) -> str | None:
    """The type that a normalised name's ending tells, or None."""
    bare = re.sub(r"\([^()]*\)$", "", name)
    for rule in _rules():
        if bare.endswith(rule.ends) and (not rule.has or any(each in bare[:-1] for each in rule.has)):
            return rule.name
    return None


def _resolve(written: str, listed: Mapping[str, Unit]) -> UnitName:
    name = normalise(written)
    unit = listed.get(name)
    if unit is None and (_PLACEHOLDER.search(name) or not name):
        shown = name if _PLACEHOLDER.sub("", name) else None
        return UnitName(written, None, None, shown, unit_type(name), None, None)
    full = normalise(unit.name) if unit else name
    unit_id = "u" + hashlib.sha256(full.encode()).hexdigest()[:8]
    if unit is None:
        return UnitName(written, unit_id, full, None, unit_type(full), None, None)
    return UnitName(written, unit_id, full, None, unit.type or unit_type(full), unit.region, unit.level)


def _unit(path: Path, number: int, entry: object) -> Unit:
    where = f"{path}: [[unit]] number {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not normalise(entry["name"]):
        raise RefusedError(f'{where}: has no name; a text was expected; add name = "…"')
    if unknown := set(entry) - _KEYS:
        raise RefusedError(
            f"{where} ({entry['name']}): {', '.join(sorted(unknown))} is not known; "
            f"expected {', '.join(sorted(_KEYS))}; mend the key"
        )
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(each, str) for each in aliases):
        raise RefusedError(f"{where} ({entry['name']}): aliases is {aliases!r}; expected a list of texts; mend it")
    if entry.get("level") not in (None, *_TITLE_LEVELS):
        raise RefusedError(
            f"{where} ({entry['name']}): level is {entry['level']!r}; "
            f"expected one of {'、'.join(_TITLE_LEVELS)}; mend it"
        )
    return Unit(entry["name"], tuple(aliases), entry.get("type"), entry.get("region"), entry.get("level"))


def _check_unambiguous(path: Path, units: Iterable[Unit]) -> None:
    owners: dict[str, str] = {}
    for unit in units:
        for alias in (unit.name, *unit.aliases):
            owner = owners.setdefault(normalise(alias), unit.name)
            if owner != unit.name:
                raise RefusedError(
                    f"{path}: {alias} stands for both {owner} and {unit.name}; "
                    "one unit was expected; remove it from one"
                )


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads((Path(__file__).parent / "unit_types.toml").read_text(encoding="utf-8"))
    return tuple(_Rule(each["name"], tuple(each["ends"]), tuple(each.get("has", ()))) for each in data["type"])
