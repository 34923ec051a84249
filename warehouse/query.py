"""Ask the current version of the warehouse by the name of a query in ``sql/queries/``."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

from warehouse import runner, versions
from warehouse.errors import QueryError
from warehouse.home import Home

_PARAMETER = re.compile(r"\$([a-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Version:
    """The version that answers: its number and file, and when (UTC), from how many batches and by what it was built."""

    number: int
    path: Path
    built_at: datetime
    lake_batches: int
    wenming_version: str


@dataclass(frozen=True, slots=True)
class _Open:
    path: Path
    connection: duckdb.DuckDBPyConnection
    version: Version


class Warehouse:
    """A reader of a data home's warehouse; one serves all threads of a server, and follows new versions by itself."""

    def __init__(self, home: Path, queries: Path = runner.SQL / "queries") -> None:
        """Read the home's warehouse with the queries of a folder; nothing is opened before the first question."""
        self._home = Home(Path(home))
        self._queries = queries
        self._lock = threading.Lock()
        self._open: _Open | None = None

    @property
    def version(self) -> Version:
        """The version that answers now. Raises MissingError, DamagedError."""
        return self._current().version

    def ask(self, name: str, **parameters: object) -> pl.DataFrame:
        """Run ``sql/queries/<name>.sql`` with its ``$parameters`` (lists allowed) and give all its rows.

        A parameter that the query does not name, or one that is missing, raises QueryError; so does a failing query.
        """
        query = _query(self._queries, name)
        _check_parameters(name, query, parameters)
        opened = self._current()
        try:
            # A cursor is a connection of its own to the same open file: threads do not wait for each other.
            with opened.connection.cursor() as cursor:
                frame: pl.DataFrame = cursor.sql(query, params=dict(parameters)).pl()
                return frame
        except duckdb.IOException as error:
            raise versions.damaged(opened.path, error) from error
        except duckdb.Error as error:
            raise QueryError(
                f"sql/queries/{name}.sql: {error}; a query that runs was expected; mend the file"
            ) from error

    def close(self) -> None:
        """Let go of the open version."""
        with self._lock:
            if self._open:
                self._open.connection.close()
            self._open = None

    def _current(self) -> _Open:
        path = versions.current(self._home)
        opened = self._open
        if opened is None or opened.path != path:
            with self._lock:
                opened = self._open
                if opened is None or opened.path != path:
                    # The version before is not closed: threads may still be reading it; it goes with its last cursor.
                    self._open = opened = _open(path)
        return opened


def _open(path: Path) -> _Open:
    connection = versions.open_version(path)
    try:
        row = connection.execute(
            "select version_no, built_at, lake_batches, wenming_version from main.version"
        ).fetchone()
    except duckdb.Error as error:
        connection.close()
        raise versions.damaged(path, error) from error
    if row is None:
        connection.close()
        raise versions.damaged(path, ValueError("the table version is empty"))
    number, built_at, batches, wenming_version = row
    return _Open(path, connection, Version(number, path, built_at, batches, wenming_version))


@lru_cache(maxsize=256)
def _read(path: Path, modified: int) -> str:
    return path.read_text(encoding="utf-8")


def _query(folder: Path, name: str) -> str:
    path = folder / f"{name}.sql"
    if not re.fullmatch(r"\w+", name) or not path.exists():
        raise QueryError(f"{path}: there is no such query; a file under sql/queries/ was expected; mend the name")
    return _read(path, path.stat().st_mtime_ns)


def _check_parameters(name: str, query: str, given: Mapping[str, object]) -> None:
    wanted = set(_PARAMETER.findall(re.sub(r"--[^\n]*", "", query)))
    if wanted != set(given):
        raise QueryError(
            f"sql/queries/{name}.sql: got the parameters {', '.join(sorted(given)) or 'none'}; "
            f"expected {', '.join(sorted(wanted)) or 'none'}; mend the call"
        )
