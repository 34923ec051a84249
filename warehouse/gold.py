"""Gold files: what careful readers would put into a table from one report, one JSON object a line.

The form is described in the annotation guideline: ``kind`` is report, quantity or honor; offsets count Unicode
characters of the source, half-open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.errors import RefusedError

Years = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """An annotated quantity; ``codes`` are those that a careful reader accepts, the best first."""

    start: int
    end: int
    quote: str
    value: float
    unit: str
    qualifier: str
    codes: tuple[str, ...]
    period: Years
    per: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldHonor:
    """An annotated title."""

    start: int
    end: int
    quote: str
    level: str
    year: int | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldReport:
    """An annotated report span with its unit and period."""

    start: int
    end: int
    unit: str | None
    period: Years


@dataclass(slots=True)
class GoldDocument:
    """All that is annotated in one source."""

    quantities: list[GoldQuantity] = field(default_factory=list)
    honors: list[GoldHonor] = field(default_factory=list)
    reports: list[GoldReport] = field(default_factory=list)


def read_gold(paths: Iterable[Path]) -> dict[str, GoldDocument]:
    """Read gold files; give the annotations by source name. Raises RefusedError naming file and line."""
    documents: dict[str, GoldDocument] = {}
    for path in paths:
        for where, record in _records(path):
            _add(documents.setdefault(_take(record, "doc", where), GoldDocument()), record, where)
    return documents


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path}: {error}; a gold file in UTF-8 was expected; check the path") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path} line {number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise RefusedError(f"{where}: {error}; one JSON object was expected; correct the line") from error
        if not isinstance(record, dict):
            raise RefusedError(f"{where}: {record!r}; one JSON object was expected; correct the line")
        yield where, record


def _add(document: GoldDocument, record: dict[str, Any], where: str) -> None:
    kind = _take(record, "kind", where)
    if kind == "quantity":
        document.quantities.append(_quantity(record, where))
    elif kind == "honor":
        document.honors.append(_honor(record, where))
    elif kind == "report":
        unit, period = record.get("unit"), _years(record.get("period"), where)
        document.reports.append(GoldReport(_take(record, "start", where), _take(record, "end", where), unit, period))
    else:
        raise RefusedError(f"{where}: kind {kind!r}; report, quantity or honor was expected; correct the line")


def _quantity(record: dict[str, Any], where: str) -> GoldQuantity:
    start, quote = _take(record, "start", where), _take(record, "quote", where)
    return GoldQuantity(
        start=start,
        end=start + len(quote),
        quote=quote,
        value=_take(record, "value", where),
        unit=_take(record, "unit", where),
        qualifier=_take(record, "qualifier", where),
        codes=(_take(record, "code", where), *(record.get("also") or ())),
        period=_years(record.get("period"), where),
        per=record.get("per") or "total",
        optional=bool(record.get("optional")),
    )


def _honor(record: dict[str, Any], where: str) -> GoldHonor:
    start, quote = _take(record, "start", where), _take(record, "quote", where)
    year = record.get("year")
    return GoldHonor(
        start, start + len(quote), quote, record.get("level") or "other", int(year) if year else None,
        bool(record.get("optional")),
    )  # fmt: skip


def _take(record: dict[str, Any], key: str, where: str) -> Any:
    if key not in record:
        raise RefusedError(f"{where}: no {key!r}; a record with it was expected; add it as the guideline says")
    return record[key]


def _years(period: object, where: str) -> Years:
    if not period:
        return None
    first, _, last = str(period).partition("/")
    try:
        return int(first[:4]), int((last or first)[:4])
    except ValueError as error:
        raise RefusedError(f"{where}: period {period!r}; YYYY, YYYY/YYYY or null was expected; correct it") from error
