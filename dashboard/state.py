"""What a page shows, and its form in the URL.

A view is parsed from a path and a query string and written back to them; only what differs from the default is
written, so that the plain address of a page always shows its default view and a copied link shows the same view
to whoever opens it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Literal, cast
from urllib.parse import parse_qs, urlencode

PageName = Literal["overview", "compare", "trend", "unit", "evidence"]

PATHS: dict[str, PageName] = {
    "/": "overview",
    "/compare": "compare",
    "/trend": "trend",
    "/unit": "unit",
    "/evidence": "evidence",
}
_PATH_OF = {name: path for path, name in PATHS.items()}
_NUMBERS = frozenset({"year", "since", "part"})
_LISTS = frozenset({"units", "tables"})
_KEPT = {
    "overview": ("year", "kind", "region", "level"),
    "compare": ("year", "kind", "region", "level", "indicator", "unit"),
    "trend": ("year", "kind", "indicator"),
    "unit": ("year", "unit"),
    "evidence": (),
}
"""What a link from one page to another may carry along, by the page that it leads to."""


@dataclass(frozen=True, slots=True)
class View:
    """The state of a page; ``None`` or an empty tuple means the page's default.

    ``kind``, ``region`` and ``level`` narrow the units; ``per`` is the measure's basis (total, person …);
    ``unit`` is the unit in hand and ``units`` those drawn as lines; ``since`` is the first year of a trend;
    ``value`` is the id of the mention or honor whose evidence is open (``none``: closed on purpose);
    ``tables`` names the charts shown as tables; ``part`` counts the pages of a long table from 1.
    """

    page: PageName = "overview"
    year: int | None = None
    kind: str | None = None
    region: str | None = None
    level: str | None = None
    indicator: str | None = None
    per: str | None = None
    unit: str | None = None
    units: tuple[str, ...] = ()
    since: int | None = None
    show: str | None = None
    value: str | None = None
    document: str | None = None
    tables: tuple[str, ...] = ()
    part: int | None = None


_PARAMETERS = tuple(field.name for field in fields(View) if field.name != "page")


def parse(pathname: str | None, search: str | None) -> View | None:
    """The view of an address, or None where the path is no page of ours.

    Unknown parameters and numbers that are none are left out: an old or mangled link still opens.
    """
    page = PATHS.get((pathname or "/").rstrip("/") or "/")
    if page is None:
        return None
    given = parse_qs((search or "").lstrip("?"), keep_blank_values=False)
    read = {name: _read(name, given[name]) for name in _PARAMETERS if name in given}
    return replace(View(page=page), **{name: value for name, value in read.items() if value})  # type: ignore[arg-type]


def _read(name: str, texts: list[str]) -> object:
    if name in _LISTS:
        return tuple(dict.fromkeys(texts))
    text = texts[-1].strip()
    if name in _NUMBERS:
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else None
    return text


def search_of(view: View) -> str:
    """The query string of a view with its ``?``, empty for the default view."""
    pairs: list[tuple[str, str]] = []
    for name in _PARAMETERS:
        value = getattr(view, name)
        if name in _LISTS:
            pairs.extend((name, item) for item in value)
        elif value is not None:
            pairs.append((name, str(value)))
    return f"?{urlencode(pairs)}" if pairs else ""


def href(view: View) -> str:
    """The address of a view, from the root of the site."""
    return _PATH_OF[view.page] + search_of(view)


def moved(view: View, page: PageName, **changes: object) -> View:
    """The view of another page that keeps what both pages ask for, with ``changes`` applied."""
    kept = {name: getattr(view, name) for name in _KEPT[page]}
    return replace(View(page=page, **kept), **changes)  # type: ignore[arg-type]


def changed(view: View, **changes: object) -> View:
    """The same page with other filters: an open evidence panel and the table's part belong to the old ones."""
    fresh = replace(view, value=None, part=None)
    return replace(fresh, **changes)  # type: ignore[arg-type]


def with_controls(view: View, controls: Iterable[tuple[str, object, object]]) -> View:
    """The view after its controls were read: (name, value, the page's default); a default value is not written."""
    changes = {name: _written(name, value, default) for name, value, default in controls}
    same = all(getattr(view, name) == value for name, value in changes.items())
    return view if same else changed(view, **changes)


def _written(name: str, value: object, default: object) -> object:
    if name in _LISTS:
        items = tuple(cast("list[str]", value or []))
        return () if items == tuple(cast("list[str]", default or [])) else items
    if value in (None, "", default) or str(value) == str(default):
        return None
    return int(str(value)) if name in _NUMBERS else str(value)


def toggled(view: View, table: str) -> View:
    """The view with one chart's table shown in place of the chart, or the chart again."""
    tables = tuple(name for name in view.tables if name != table)
    return replace(view, tables=tables if table in view.tables else (*tables, table))
