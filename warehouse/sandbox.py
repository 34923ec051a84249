"""The child process that runs an analyst's SQL; ``analyst.run_sql`` starts it by this file's path and ends it.

It imports nothing of ours, so that it starts fast and holds nothing worth taking. The task comes as JSON on stdin; the
answer goes to stdout: a line of JSON, then, if the query gave rows, an Arrow stream.

Settings alone leave holes: ``COPY`` inside a CTE may write the database file and its ``.wal``, and ``repeat`` ignores
the time-out. So the process gives up its rights first: no bytes to any file, no override of file modes as root (the
published files are read-only), little memory, few files, little time.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from dataclasses import dataclass
from typing import Any, BinaryIO

import duckdb
import pyarrow as pa

_ALLOWED = ("SELECT", "EXPLAIN", "MULTI")
# These run SQL out of a string, past the check of what the statement is.
_RUN_STRINGS = ("query", "json_execute_serialized_sql")
_AS_TEXT = ("INTERVAL", "UNION", "BIT", "TIME WITH TIME ZONE", "HUGEINT", "BIGNUM", "VARIANT", "GEOMETRY")
_BATCH_ROWS = 2048
_OPEN_FILES = 64


def main() -> None:
    """Read the task, run it, write the answer."""
    task = json.load(sys.stdin)
    connection: duckdb.DuckDBPyConnection | None = None
    answer = _Answer([], None, truncated=False)
    try:
        _give_up_rights(task["seconds"], task["memory"])
        connection = _connect(task)
        _check_statement(connection, task["query"])
        answer = _run(connection, task)
        header: dict[str, Any] = {"error": None, "truncated": answer.truncated}
    except (duckdb.Error, _RefusedStatementError, MemoryError) as error:
        header = {"error": type(error).__name__, "message": str(error), "tables": _tables(connection)}
        header["opened"] = connection is not None
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n")
    if answer.schema is not None:
        _write(sys.stdout.buffer, answer.schema, answer.batches)
    sys.stdout.buffer.flush()
    # Without teardown: threads of a query that was cut off at its cap need not be waited for.
    os._exit(0)


@dataclass(frozen=True, slots=True)
class _Answer:
    batches: list[pa.RecordBatch]
    schema: pa.Schema | None
    truncated: bool


class _RefusedStatementError(Exception):
    """The statement would not only read."""


def _run(connection: duckdb.DuckDBPyConnection, task: dict[str, Any]) -> _Answer:
    relation = connection.sql(task["query"])
    if relation is None:
        return _Answer([], pa.schema([]), truncated=False)
    if _is_awkward(relation):
        relation = relation.project(_as_text_where_needed(relation))
    reader = relation.to_arrow_reader(_BATCH_ROWS)
    batches, truncated = _take(reader, task["rows"], task["bytes"])
    return _Answer(batches, reader.schema, truncated)


def _is_awkward(relation: duckdb.DuckDBPyRelation) -> bool:
    return len(set(relation.columns)) < len(relation.columns) or any(map(_needs_text, relation.types))


def _needs_text(kind: object) -> bool:
    """Types that the frame of the answer cannot hold, alone or inside others."""
    return any(word in str(kind) for word in _AS_TEXT)


def _as_text_where_needed(relation: duckdb.DuckDBPyRelation) -> str:
    """A select list that turns such columns into text and tells columns of one name apart."""
    items, seen = [], set()
    for place, (name, kind) in enumerate(zip(relation.columns, relation.types, strict=True), 1):
        shown = name
        while shown in seen:
            shown = f"{name}_{place}"
            name = shown
        seen.add(shown)
        quoted = shown.replace('"', '""')
        items.append(f'#{place}{"::text" if _needs_text(kind) else ""} as "{quoted}"')
    return ", ".join(items)


def _connect(task: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        task["path"],
        read_only=True,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_unsigned_extensions": "false",
            "allow_community_extensions": "false",
            "memory_limit": f"{task['memory']}B",
            "threads": "2",
        },
    )
    connection.execute("set temp_directory = ''")
    connection.execute("set python_enable_replacements = false")
    connection.execute("set enable_progress_bar = false")
    connection.execute(f"set max_execution_time = {int(task['seconds'] * 1000)}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _check_statement(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise _RefusedStatementError(f"{len(statements)} statements")
    kind = statements[0].type.name
    if kind not in _ALLOWED:
        raise _RefusedStatementError(f"a statement of the kind {kind}")
    words = _words(query)
    if "copy" in words:
        raise _RefusedStatementError('the word copy (as a column\'s name, write "copy")')
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.strip('"') in _RUN_STRINGS and following == "(":
            raise _RefusedStatementError(f"the function {word}")


def _words(query: str) -> list[str]:
    """The query's tokens in lower case, without comments."""
    data = query.encode()  # the tokenizer counts bytes
    tokens = duckdb.tokenize(query)
    ends = [start for start, _ in tokens[1:]] + [len(data)]
    return [
        data[start:end].decode(errors="replace").strip().lower()
        for (start, kind), end in zip(tokens, ends, strict=True)
        if kind != duckdb.token_type.comment
    ]


def _take(reader: pa.RecordBatchReader, rows: int, size: int) -> tuple[list[pa.RecordBatch], bool]:
    batches: list[pa.RecordBatch] = []
    for batch in reader:
        if batch.num_rows > rows or batch.nbytes > size:
            kept = min(rows, batch.num_rows * size // max(1, batch.nbytes))
            batches.append(batch.slice(0, kept))
            return batches, True
        batches.append(batch)
        rows -= batch.num_rows
        size -= batch.nbytes
    return batches, False


def _write(out: BinaryIO, schema: pa.Schema, batches: list[pa.RecordBatch]) -> None:
    with pa.ipc.new_stream(out, schema) as stream:
        for batch in batches:
            stream.write_batch(batch)


def _tables(connection: duckdb.DuckDBPyConnection | None) -> list[str]:
    if connection is None:
        return []
    query = "select view_name from duckdb_views() where schema_name = 'main' and not internal order by view_name"
    try:
        return [name for (name,) in connection.execute(query).fetchall()]
    except duckdb.Error:
        return []


def _give_up_rights(seconds: float, memory: int) -> None:
    if sys.platform == "win32":  # killed at its time, files read-only: the parent sees to both
        return
    import resource

    address_space = memory + (3 << 30)  # DuckDB reserves more than it uses
    for what, limit in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_CPU, int(seconds * 2) + 2),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    if sys.platform == "linux" and os.geteuid() == 0:
        _drop_capabilities()


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]


def _drop_capabilities() -> None:
    """Keep, of root's rights, only that of reading any file: a read-only file is then read-only for root too."""
    version_3, read_any = 0x20080522, 1 << 2
    data = (_CapData * 2)(_CapData(read_any, read_any, 0), _CapData(0, 0, 0))
    if ctypes.CDLL(None, use_errno=True).capset(ctypes.byref(_CapHeader(version_3, 0)), data) != 0:
        raise _RefusedStatementError("root's rights, which could not be given up")


if __name__ == "__main__":
    main()
