"""Every query of the pages reads what the warehouse has: it binds, also on an empty one, and says its grain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import small
from warehouse.runner import SQL

QUERIES = sorted((SQL / "queries").glob("*.sql"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(small.make(tmp_path_factory.mktemp("empty")).path), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_runs(empty: duckdb.DuckDBPyConnection, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- one row"), "the first line says what one row is"
    names = set(re.findall(r"\$([a-z_]\w*)", re.sub(r"--[^\n]*", "", text)))
    empty.execute(text, dict.fromkeys(names)).fetchall()
