"""Given reports, expected rows of the marts: every case is a unit of its own in one small lake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse import small

CASES = small.load_cases("unit_year")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    home: Path = tmp_path_factory.mktemp("marts")
    small.write(home, (
        small.one_report(f"{number}-{place}.txt", _unit(number), **report)
        for number, case in enumerate(CASES)
        for place, report in enumerate(case["reports"])
    ))  # fmt: skip
    return duckdb.connect(str(small.make(home).path), read_only=True)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_unit_year(warehouse: duckdb.DuckDBPyConnection, number: int) -> None:
    rows = (
        warehouse.sql(
            "select * from unit_year where unit_name = $unit order by indicator_code, year",
            params={"unit": _unit(number)},
        )
        .pl()
        .to_dicts()
    )
    expected = CASES[number]["expect"]
    assert len(rows) == len(expected), rows
    for row, wanted in zip(rows, expected, strict=True):
        assert {name: _shown(row[name]) for name in wanted} == wanted


def test_span_keeps_its_years(warehouse: duckdb.DuckDBPyConnection) -> None:
    number = next(n for n, case in enumerate(CASES) if case["name"].startswith("several years"))
    rows = warehouse.execute(
        "select period_start, period_end, value from unit_span where unit_name = ?", [_unit(number)]
    ).fetchall()
    assert rows == [(2022, 2024, 240000.0)]


def _unit(number: int) -> str:
    return CASES[number].get("unit", "第{number}号单位").format(number=number)


def _shown(value: Any) -> Any:
    return "null" if value is None else value
