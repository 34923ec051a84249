"""Runs the SQL files: a relation a file, layer by layer, each file after those it reads.

``sql/<layer>/<name>.sql`` makes the relation ``<layer>.<name>``. Its first line is ``-- grain: …`` and becomes the
relation's comment. A file reads lower layers and files of its own layer; anything else is an error before SQL runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from warehouse.errors import RefusedError

SQL = Path(__file__).parent.parent / "sql"
"""The folder of all SQL files."""

LAYERS = ("source", "staging", "core", "mart", "main")
"""Lowest first. ``source`` is given by the caller: the lake's tables, the catalogue, the units, the version."""

_IN_MEMORY = {"source", "staging"}
_VIEWS = {"staging", "main"}
_GRAIN = "-- grain: "


@dataclass(frozen=True, slots=True)
class Relation:
    """One SQL file: the relation it makes, its grain, and the relations of ours that it reads."""

    layer: str
    name: str
    grain: str
    query: str
    reads: frozenset[str]

    @property
    def full_name(self) -> str:
        """``layer.name``, as other files read it."""
        return f"{self.layer}.{self.name}"


def load(folder: Path = SQL) -> tuple[Relation, ...]:
    """Read the relations of all layers, in an order in which each comes after those it reads. Raises RefusedError."""
    relations = {each.full_name: each for each in _read(folder, LAYERS[1:])}
    for relation in relations.values():
        _check_reads(relation, relations)
    return tuple(_in_order(relations, folder))


def load_checks(folder: Path = SQL) -> tuple[Relation, ...]:
    """Read the checks: queries whose rows are offences."""
    return tuple(_read(folder, ("checks",)))


def make(connection: duckdb.DuckDBPyConnection, relations: Iterable[Relation]) -> None:
    """Make the relations in the current database; the ``source`` and ``staging`` catalogs must be attached."""
    for relation in relations:
        kind = "view" if relation.layer in _VIEWS else "table"
        if relation.layer not in _IN_MEMORY:
            connection.execute(f"create schema if not exists {relation.layer}")
        try:
            connection.execute(f"create {kind} {relation.full_name} as {relation.query}")
        except duckdb.Error as error:
            where = f"sql/{relation.layer}/{relation.name}.sql"
            raise RefusedError(f"{where}: {error}; a query over lower layers was expected; mend it") from error
        if relation.layer not in _IN_MEMORY:
            comment = relation.grain.replace("'", "''")
            connection.execute(f"comment on {kind} {relation.full_name} is '{comment}'")


def check(connection: duckdb.DuckDBPyConnection, checks: Iterable[Relation]) -> None:
    """Run the checks; the first that gives rows raises RefusedError with some of them."""
    for each in checks:
        rows = connection.sql(each.query).limit(5).pl()
        if not rows.is_empty():
            shown = "; ".join(str(row) for row in rows.to_dicts())
            raise RefusedError(
                f"sql/checks/{each.name}.sql: found {shown}; expected no row ({each.grain}); "
                "nothing was published and the last version stays; mend the data or report the error"
            )


def _read(folder: Path, layers: Iterable[str]) -> Iterator[Relation]:
    for layer in layers:
        for path in sorted((folder / layer).glob("*.sql")):
            yield _parse(path, layer)


def _parse(path: Path, layer: str) -> Relation:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    if not first.startswith(_GRAIN):
        raise RefusedError(f"{path}: the first line is {first!r}; expected '{_GRAIN}…'; say what one row is")
    code = re.sub(r"--[^\n]*|'[^']*'", " ", text)
    reads = frozenset(re.findall(rf"\b(?:from|join)\s+((?:{'|'.join(LAYERS)})\.\w+)", code))
    return Relation(layer, path.stem, first.removeprefix(_GRAIN), text, reads)


def _check_reads(relation: Relation, relations: Mapping[str, Relation]) -> None:
    where = f"sql/{relation.layer}/{relation.name}.sql"
    for read in sorted(relation.reads):
        layer = read.partition(".")[0]
        if LAYERS.index(layer) > LAYERS.index(relation.layer):
            raise RefusedError(f"{where}: reads {read}; expected only lower layers; move the file or what it reads")
        if layer != "source" and read not in relations:
            raise RefusedError(f"{where}: reads {read}, which no file makes; expected a file under sql/; mend the name")


def _in_order(relations: Mapping[str, Relation], folder: Path) -> Iterator[Relation]:
    graph = {name: [read for read in sorted(each.reads) if read in relations] for name, each in relations.items()}
    try:
        names = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise RefusedError(f"{folder}: {circle} read each other; expected no circle; cut it") from error
    return (relations[name] for name in sorted(names, key=lambda name: LAYERS.index(relations[name].layer)))
