"""What a person should look at: each kind from a small lake that has it, and nothing from one that has not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse import small

RATE = {"code": "service.satisfaction_rate", "unit": "%", "subject": "群众满意率"}
STAFF = {"code": "workforce.staff", "unit": "人", "subject": "职工"}
CASH = {"code": "donation.cash", "unit": "元", "subject": "捐款"}
GROWTH = {"code": "business.growth_rate", "unit": "%", "subject": "增长"}

# name, the unit's reports (year, facts), the findings expected: kind, severity, year, message
CASES: list[tuple[str, list[tuple[Any, list[dict[str, Any]]]], list[tuple[str, str, int | None, str]]]] = [
    ("nothing to look at", [(2023, [{**STAFF, "value": 100}]), (2024, [{**STAFF, "value": 120}])], []),
    (
        "contradiction",
        [(2024, [{**RATE, "value": 98.5}, {**RATE, "value": 97}])],
        [("conflicting", "high", 2024, "2024年群众满意率前后矛盾：一处写97%，一处写98.5%")],
    ),
    (
        "lost digits",
        [(2024, [CASH])],
        [("placeholder", "medium", 2024, "职工捐款金额的数字缺失，材料写作“XX元”")],
    ),
    (
        "a jump",
        [(2023, [{**CASH, "value": 20000}]), (2024, [{**CASH, "value": 27000}])],
        [("large_change", "medium", 2024, "职工捐款金额比上年增加35.0%，由20000元到27000元")],
    ),
    (
        "a fall",
        [(2023, [{**STAFF, "value": 100}]), (2024, [{**STAFF, "value": 60}])],
        [("large_change", "medium", 2024, "在职职工人数比上年减少40.0%，由100人到60人")],
    ),
    ("a jump from little money", [(2023, [{**CASH, "value": 9000}]), (2024, [{**CASH, "value": 27000}])], []),
    ("a jump from few", [(2023, [{**STAFF, "value": 9}]), (2024, [{**STAFF, "value": 20}])], []),
    (
        "a jump between different things",
        [(2023, [{**STAFF, "value": 90}]), (2024, [{**STAFF, "value": 900, "subject": "窗口协管员"}])],
        [],
    ),
    (
        "a year without a report",
        [(2022, []), (2024, [])],
        [("missing_report", "medium", 2023, "2023年没有收到材料")],
    ),
    (
        "a rate above 100 %",
        [(2024, [{**RATE, "value": 104}])],
        [("rate_above_100", "high", 2024, "群众满意率写作“104%”，超过100%")],
    ),
    ("a growth above 100 %", [(2024, [{**GROWTH, "value": 140}])], []),
    (
        "values without a year",
        [(None, [{**STAFF, "value": 4}, {**CASH, "value": 5}])],
        [("undated", "low", None, "“{file}”第1篇看不出年度，2个数值不能计入任何一年")],
    ),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home: Path = tmp_path_factory.mktemp("findings")
    small.write(home, (
        small.one_report(f"{number}-{year}.txt", f"第{number}局", year=year, facts=facts)
        for number, (_, reports, _) in enumerate(CASES)
        for year, facts in reports
    ))  # fmt: skip
    with duckdb.connect(str(small.make(home).path), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0] for case in CASES])
def test_findings(warehouse: duckdb.DuckDBPyConnection, number: int) -> None:
    _, reports, expected = CASES[number]
    last = {year for year, _ in reports if year}
    rows = warehouse.execute(
        # No later report is missing of what ended: the cases end in different years.
        "select kind, severity, year, message from findings where unit_name = $1 "
        "and (kind <> 'missing_report' or year < $2)",
        [f"第{number}局", max(last, default=0)],
    ).fetchall()
    assert rows == [(*rest, message.format(file=f"{number}-{reports[0][0]}.txt")) for *rest, message in expected]


def test_evidence_of_both_sides_is_given(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select f.kind, one.quote, other.quote from findings as f join mentions as one using (mention_id) "
        "join mentions as other on other.mention_id = f.other_mention_id "
        "where f.unit_name in ('第1局', '第3局') order by 1"
    ).fetchall()
    assert rows == [("conflicting", "97%", "98.5%"), ("large_change", "27000元", "20000元")]
