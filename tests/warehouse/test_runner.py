"""The runner of SQL files: grain, layers, order."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.warehouse import small
from warehouse import runner
from warehouse.errors import RefusedError

GRAIN = "-- grain: one row a thing\n"


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.partition("__")[0] / f"{name.partition('__')[2]}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


BAD = [
    ({"core__a": "select 1"}, "a.sql: the first line is 'select 1'; expected '-- grain: …'"),
    (
        {"core__a": GRAIN + "from mart.b", "mart__b": GRAIN + "select 1"},
        "sql/core/a.sql: reads mart.b; expected only lower",
    ),
    ({"core__a": GRAIN + "from core.b"}, "sql/core/a.sql: reads core.b, which no file makes"),
    ({"core__a": GRAIN + "from core.b", "core__b": GRAIN + "select * from x join core.a"}, "read each other"),
]


@pytest.mark.parametrize(("files", "message"), BAD, ids=["no grain", "higher layer", "unknown", "circle"])
def test_a_file_that_breaks_the_rules_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(RefusedError) as error:
        runner.load(_write(tmp_path, **files))
    assert message in str(error.value)


def test_a_file_comes_after_those_it_reads(tmp_path: Path) -> None:
    folder = _write(
        tmp_path,
        core__a=GRAIN + "select * from core.b",
        core__b=GRAIN + "select * from staging.z -- from mart.late",
        staging__z=GRAIN + "select 'from mart.late' as said",
        mart__late=GRAIN + "select * from core.a",
    )
    assert [each.full_name for each in runner.load(folder)] == ["staging.z", "core.b", "core.a", "mart.late"]


def test_an_error_in_sql_names_its_file(tmp_path: Path) -> None:
    relations = runner.load(_write(tmp_path, core__a=GRAIN + "select nothing"))
    with duckdb.connect() as connection, pytest.raises(RefusedError, match=r"sql/core/a\.sql: .*nothing"):
        runner.make(connection, relations)


def test_grains_become_comments(tmp_path: Path) -> None:
    small.write(tmp_path, [small.one_report("a.txt", "甲局", year=2024)])
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        comments = dict(connection.execute(
            "select table_name, comment from duckdb_tables() where schema_name = 'mart' union all "
            "select view_name, comment from duckdb_views() where schema_name = 'main' and not internal"
        ).fetchall())  # fmt: skip
    assert comments["unit_year"] == "one row a unit, indicator and year; a year without a row is not mentioned, never 0"
    assert all(comments.values())
