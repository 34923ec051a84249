"""Analysts' SQL: run in a child process that can only read the current version, with time, rows and bytes capped."""

from __future__ import annotations

import difflib
import io
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from warehouse import versions
from warehouse.errors import QueryError, QueryTimeoutError, WarehouseError
from warehouse.home import Home

SECONDS = 30.0
"""How long a query may run unless its caller says otherwise."""

ROWS = 100_000
"""How many rows a query may give unless its caller says otherwise."""

BYTES = 256 << 20
"""How many bytes of rows (as Arrow) a query may give."""

MEMORY = 1 << 30
"""How many bytes of memory DuckDB may use for a query."""

_STARTING_SECONDS = 2.0
_SANDBOX = Path(__file__).with_name("sandbox.py")


@dataclass(frozen=True, slots=True)
class Result:
    """A query's rows; ``truncated`` when there were more than the caps allow; ``seconds`` as the caller waited."""

    frame: pl.DataFrame
    truncated: bool
    seconds: float
    version_no: int


def run_sql(
    home: Path, query: str, *, seconds: float = SECONDS, rows: int = ROWS, size: int = BYTES, memory: int = MEMORY
) -> Result:
    """Run one reading statement against the current version; ``size`` and ``memory`` are bytes.

    Raises MissingError without a warehouse, DamagedError for one cut short, QueryTimeoutError after ``seconds``, and
    QueryError for a query that is wrong, would write, or needs too much memory.
    """
    version = versions.current(Home(Path(home)))
    task = {
        "path": str(version), "query": query, "seconds": seconds, "rows": rows, "bytes": size, "memory": memory
    }  # fmt: skip
    begun = time.monotonic()
    output = _run_child(task, seconds)
    version.with_name(version.name + ".wal").unlink(missing_ok=True)
    header, _, stream = output.partition(b"\n")
    answer = json.loads(header)
    if answer["error"]:
        raise _friendly(answer, version, seconds)
    frame = pl.read_ipc_stream(io.BytesIO(stream))
    return Result(frame, answer["truncated"], time.monotonic() - begun, versions.number(version))


def _run_child(task: dict[str, Any], seconds: float) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SANDBOX)],
            input=json.dumps(task).encode(), capture_output=True, env=_clean_environment(),
            timeout=seconds + _STARTING_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _too_slow(seconds) from error
    if done.returncode or not done.stdout:
        raise _ended_early(done, seconds)
    return done.stdout


def _clean_environment() -> dict[str, str]:
    """Nothing of ours: no paths, no passwords. Windows cannot start a process without its own folder."""
    kept = {"SYSTEMROOT"} & set(os.environ)
    return {name: os.environ[name] for name in kept} | {"LC_ALL": "C.UTF-8"}


def _ended_early(done: subprocess.CompletedProcess[bytes], seconds: float) -> QueryError:
    if done.returncode in (-24, -9):  # SIGXCPU, SIGKILL by the limit on processor time
        return _too_slow(seconds)
    last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return QueryError(
        f"sql: the query's process ended ({last or done.returncode}); rows were expected; "
        "it may need more memory than it is given: ask for fewer rows or columns"
    )


def _too_slow(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(
        f"sql: not ready after {seconds:g} seconds; an answer within them was expected; "
        "ask for fewer rows, or allow more seconds"
    )


def _friendly(answer: dict[str, Any], version: Path, seconds: float) -> WarehouseError:
    kind, message = answer["error"], answer["message"].strip()
    if kind == "InterruptException":
        return _too_slow(seconds)
    # Of the errors of files, one met while reading is the warehouse's; any other is of what the query tried to reach.
    is_barred = kind == "IOException" and answer["opened"] and "read" not in message
    if is_barred or kind in ("PermissionException", "InvalidInputException"):
        return QueryError(f"sql: refused ({message}); only reading the warehouse was expected; leave that part out")
    if kind in ("IOException", "SerializationException", "InternalException", "FatalException"):
        return versions.damaged(version, ValueError(message))
    if kind == "CatalogException" and (found := re.search(r"Table with name (\S+) does not exist", message)):
        return _unknown_table(found[1], answer["tables"])
    if kind == "_RefusedStatementError":
        return QueryError(
            f"sql: found {message}; one statement that only reads was expected (select, from, with, explain); "
            "leave it out: the warehouse is rebuilt from the lake and never written to"
        )
    if kind in ("OutOfMemoryException", "MemoryError"):
        return QueryError(
            "sql: the query needs more memory than it is given; a smaller one was expected; "
            "ask for fewer rows or columns"
        )
    return QueryError(f"sql: {message}\nexpected DuckDB's SQL; mend the query")


def _unknown_table(name: str, tables: list[str]) -> QueryError:
    near = difflib.get_close_matches(name.rpartition(".")[2].strip('"'), tables, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "choose one of them"
    return QueryError(f"sql: there is no table {name}; expected one of {', '.join(tables)}; {hint}")
