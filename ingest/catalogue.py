"""The indicator catalogue: themes, indicators and the words by which a figure is known.

The data is ``ingest/rules/indicators.toml``, whose head explains each key. An analyst extends it there.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from ingest.errors import RulesError
from ingest.types import Measure

Aggregate = Literal["sum", "latest", "max", "mean"]
Better = Literal["up", "down", "none"]

DEFAULT_PATH = Path(__file__).parent / "rules" / "indicators.toml"
_REQUIRED = ("zh", "measure", "unit", "aggregate")


class CatalogueError(RulesError):
    """A catalogue entry that cannot be used: correct the named entry of the named file."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of indicators; ``code`` is what stands before the dot of theirs."""

    code: str
    zh: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words that speak for an entry, by how much they decide; ``not_words`` rule it out."""

    strong: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    adjacent: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()


ROLES = tuple(field.name for field in fields(Words))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    ``unit`` is the canonical unit of its values. ``units`` are the measure words that fit, empty for any; ``own_units``
    speak for the indicator by themselves. ``prior`` is its score, 0 to 1, before any word. ``better``: the good way.
    A ``headline`` is shown before others, as a key figure and as what a comparison opens with.
    """

    code: str
    zh: str
    theme: str
    measure: Measure
    unit: str
    aggregate: Aggregate
    better: Better
    headline: bool
    units: tuple[str, ...]
    own_units: tuple[str, ...]
    prior: float
    words: Words


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Themes and indicators in the file's order; two catalogues read from the same bytes are equal.

    ``digest`` is the sha256 of those bytes.
    """

    themes: tuple[Theme, ...]
    indicators: tuple[Indicator, ...]
    digest: str

    def __eq__(self, other: object) -> bool:
        """Whether both were read from the same bytes."""
        return isinstance(other, Catalogue) and self.digest == other.digest

    def __hash__(self) -> int:
        """Hash by content, so that what is compiled from a catalogue can be cached."""
        return hash(self.digest)

    def indicator(self, code: str) -> Indicator:
        """Give the indicator of a code. Raises KeyError."""
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise KeyError(code)


def load(path: Path | None = None, *, additions: Path | None = None) -> Catalogue:
    """Read and check a catalogue; the project's own without ``path``. Raises CatalogueError.

    ``additions`` is a file of the same form: its themes and indicators come after those of the catalogue, and an
    indicator with a code that is there already takes its place.
    """
    target = path or DEFAULT_PATH
    catalogue = _parse(_bytes(target), str(target), ())
    if additions is None:
        return catalogue
    return _merged(catalogue, _parse(_bytes(additions), str(additions), catalogue.themes))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CatalogueError(str(path), reason, "a catalogue file", "name a TOML file that can be read") from error


@lru_cache(maxsize=4)
def _parse(data: bytes, where: str, before: tuple[Theme, ...]) -> Catalogue:
    """Read a catalogue; the themes of the one ``before`` it need not be named again."""
    try:
        tree = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(where, f"not TOML in UTF-8 ({error})", "a TOML file", "mend the named place") from error
    themes = _themes(tree, where) if "theme" in tree or not before else ()
    known = {theme.code for theme in (*before, *themes)}
    entries = _table(tree, "indicator", where)
    indicators = tuple(_indicator(code, entry, known, where) for code, entry in entries.items())
    return Catalogue(themes, indicators, hashlib.sha256(data).hexdigest())


def _merged(base: Catalogue, added: Catalogue) -> Catalogue:
    themes = {theme.code: theme for theme in (*base.themes, *added.themes)}
    indicators = {indicator.code: indicator for indicator in (*base.indicators, *added.indicators)}
    digest = hashlib.sha256(f"{base.digest} {added.digest}".encode()).hexdigest()
    return Catalogue(tuple(themes.values()), tuple(indicators.values()), digest)


def _table(tree: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    value = tree.get(key)
    if not isinstance(value, dict) or not value:
        raise CatalogueError(where, f"no [{key}]", f"a table [{key}] with entries", f"add [{key}]")
    return value


def _themes(tree: dict[str, Any], where: str) -> tuple[Theme, ...]:
    themes = []
    for code, zh in _table(tree, "theme", where).items():
        if not isinstance(zh, str) or not zh:
            raise CatalogueError(f"{where}: theme {code}", f"{zh!r}", "a name in quotes", f'write {code} = "名称"')
        themes.append(Theme(code, zh))
    return tuple(themes)


def _indicator(code: str, entry: Any, themes: set[str], where: str) -> Indicator:
    here = f"{where}: {code}"
    theme = code.partition(".")[0]
    if theme not in themes or theme == code:
        known = ", ".join(sorted(themes))
        remedy = "name the entry theme.name, or add the theme under [theme]"
        raise CatalogueError(here, f"theme {theme!r}", f"one of {known}, then a dot", remedy)
    if not isinstance(entry, dict):
        raise CatalogueError(here, f"{entry!r}", "a table with zh, measure, unit, aggregate", "write it as a table")
    _check_keys(here, entry)
    words = Words(**{role: _list(here, entry, role) for role in ROLES})
    if not (words.strong or words.nouns or words.verbs or words.heads or words.adjacent):
        remedy = "add the words that reports use for it"
        raise CatalogueError(here, "no words", "strong, nouns, verbs, heads or adjacent words", remedy)
    return Indicator(
        code=code,
        zh=_text(here, entry, "zh"),
        theme=theme,
        measure=_choice(here, entry, "measure", get_args(Measure)),
        unit=_text(here, entry, "unit"),
        aggregate=_choice(here, entry, "aggregate", get_args(Aggregate)),
        better=_choice(here, {"better": "up"} | entry, "better", get_args(Better)),
        headline=_flag(here, entry, "headline"),
        units=_list(here, entry, "units"),
        own_units=_list(here, entry, "own_units"),
        prior=_share(here, entry, "prior"),
        words=words,
    )


def _check_keys(here: str, entry: dict[str, Any]) -> None:
    known = (*_REQUIRED, "better", "headline", "units", "own_units", "prior", *ROLES)
    for key in entry:
        if key not in known:
            raise CatalogueError(here, f"key {key!r}", f"one of {', '.join(known)}", "correct or remove the key")
    for key in _REQUIRED:
        if key not in entry:
            raise CatalogueError(here, f"no {key}", f"the keys {', '.join(_REQUIRED)}", f"add {key}")


def _text(here: str, entry: dict[str, Any], key: str) -> str:
    value = entry[key]
    if not isinstance(value, str) or not value:
        raise CatalogueError(here, f"{key} = {value!r}", "a text in quotes", f"write {key} in quotes")
    return value


def _choice(here: str, entry: dict[str, Any], key: str, choices: tuple[str, ...]) -> Any:
    value = entry[key]
    if value not in choices:
        raise CatalogueError(here, f"{key} = {value!r}", f"one of {', '.join(choices)}", f"correct {key}")
    return value


def _flag(here: str, entry: dict[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise CatalogueError(here, f"{key} = {value!r}", "true or false", f"correct {key}")
    return value


def _share(here: str, entry: dict[str, Any], key: str) -> float:
    value = entry.get(key, 0.0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1:
        raise CatalogueError(here, f"{key} = {value!r}", "a number from 0 to below 1", f"correct {key}")
    return float(value)


def _list(here: str, entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise CatalogueError(here, f"{key} = {value!r}", 'a list of words ["词", "词"]', f"write {key} as a list")
    if key not in ("units", "own_units") and "" in value:
        raise CatalogueError(here, f"an empty word in {key}", "words of at least one character", "remove it")
    return tuple(value)
