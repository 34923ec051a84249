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
DEEDS = {"code": "service.deeds", "unit": "件", "subject": "办实事"}
TRADE = {"code": "business.count", "unit": "册"}
AREA = {"code": "project.area", "unit": "平方米"}
DEGREE = {"code": "workforce.education", "unit": "人", "subject": "本科以上学历"}
SHARE = {"code": "workforce.education_rate", "unit": "%", "subject": "本科以上学历", "before": "占"}
ON = {"goes_on": True}  # the sentence goes on behind the figure

# name, the unit's reports (year, facts), the findings expected: kind, severity, year, message
CASES: list[tuple[str, list[tuple[Any, list[dict[str, Any]]]], list[tuple[str, str, int | None, str]]]] = [
    ("nothing to look at", [(2023, [{**STAFF, "value": 100}]), (2024, [{**STAFF, "value": 120}])], []),
    (
        "contradiction",
        [(2024, [{**RATE, "value": 98.5}, {**RATE, "value": 97}])],
        [("conflicting", "high", 2024, "2024年群众满意率前后矛盾：一处写“97%”，一处写“98.5%”")],
    ),
    (
        "lost digits",
        [(2024, [CASH])],
        [("placeholder", "medium", 2024, "职工捐款金额的数字缺失，材料写作“XX元”")],
    ),
    (
        "the unit's own name before the thing",
        [(2024, [{**RATE, "value": 98.5}, {**RATE, "value": 97, "subject": "全局群众满意率"}])],
        [("conflicting", "high", 2024, "2024年群众满意率前后矛盾：一处写“97%”，一处写“98.5%”")],
    ),
    ("two things", [(2024, [{**RATE, "value": 98.5}, {**RATE, "value": 97, "subject": "窗口满意率"}])], []),
    ("a whole and its part", [(2024, [{**RATE, "value": 97}, {**RATE, "value": 98.5, "part": True}])], []),
    (
        "a jump",
        [(2023, [{**CASH, "value": 20000}]), (2024, [{**CASH, "value": 31000}])],
        [("large_change", "medium", 2024, "职工捐款金额比上年增加55.0%，由2万元增到3.1万元")],
    ),
    (
        "a jump to many times as much",
        [(2023, [{**CASH, "value": 20000}]), (2024, [{**CASH, "value": 123456}])],
        [("large_change", "medium", 2024, "职工捐款金额比上年增加517%，由2万元增到12.3万元")],
    ),
    (
        "a fall",
        [(2023, [{**STAFF, "value": 1200}]), (2024, [{**STAFF, "value": 600}])],
        [("large_change", "medium", 2024, "在职职工人数比上年减少50.0%，由1,200人减到600人")],
    ),
    ("a change such as many years bring", [(2023, [{**CASH, "value": 20000}]), (2024, [{**CASH, "value": 27000}])], []),
    (
        "a rate that falls by many points",
        [(2023, [{**RATE, "value": 98}]), (2024, [{**RATE, "value": 81.5}])],
        [("large_change", "medium", 2024, "群众满意率比上年降低16.5个百分点，由98%变到81.5%")],
    ),
    ("a rate that falls by few", [(2023, [{**RATE, "value": 98}]), (2024, [{**RATE, "value": 90}])], []),
    (
        "a sum that grew because more of it was told",
        [
            (2023, [{**DEEDS, "value": 30}]),
            (2024, [{**DEEDS, "value": 32}, {**DEEDS, "value": 24, "subject": "办小事"}]),
        ],
        [],
    ),
    (
        "other figures of the same head noun",
        [(2023, [{**CASH, "value": 20000}]), (2024, [{**CASH, "value": 40000, "subject": "职工向灾区捐款"}])],
        [("large_change", "medium", 2024, "职工捐款金额比上年增加100%，由2万元增到4万元")],
    ),
    (
        "other figures that share the word for a measure only",
        [
            (2023, [{**AREA, "value": 4200, "subject": "治理水土流失面积"}]),
            (2024, [{**AREA, "value": 1200, "subject": "恢复灌溉面积"}]),
        ],
        [],
    ),
    (
        "业务 is another thing with every phrase",
        [
            (2023, [{**TRADE, "value": 43600, "subject": "馆藏图书"}]),
            (2024, [{**TRADE, "value": 2100, "subject": "采购图书"}]),
        ],
        [],
    ),
    (
        "a share that its figures contradict",
        [(2024, [{**STAFF, "value": 61, **ON}, {**DEGREE, "value": 58, **ON, "part": True}, {**SHARE, "value": 96.6}])],
        [("rate_mismatch", "high", 2024, "占比与原数不符：61人中的58人写作占“96.6%”，按这两个数计算为95.1%")],
    ),
    (
        "a share cut off instead of rounded",
        [(2024, [{**STAFF, "value": 61, **ON}, {**DEGREE, "value": 58, **ON, "part": True}, {**SHARE, "value": 95}])],
        [],
    ),
    (
        "a share of a whole that is named",
        [
            (
                2024,
                [
                    {**STAFF, "value": 61, **ON, "before": "现有职工"},
                    {**DEGREE, "value": 50, **ON},
                    {**SHARE, "value": 70, "before": "占职工总数的"},
                ],
            )
        ],
        [("rate_mismatch", "high", 2024, "占比与原数不符：61人中的50人写作占“70%”，按这两个数计算为82.0%")],
    ),
    (
        "a share of a whole that is not in the sentence",
        [
            (
                2024,
                [
                    {**STAFF, "value": 61, **ON, "before": "现有职工"},
                    {**DEGREE, "value": 50, **ON},
                    {**SHARE, "value": 70, "before": "占党员总数的"},
                ],
            )
        ],
        [],
    ),
    (
        "a share without a word of what it is a part of",
        [(2024, [{**STAFF, "value": 61, **ON}, {**DEGREE, "value": 50, **ON}, {**SHARE, "value": 70}])],
        [],
    ),
    (
        "a share of a figure in another sentence",
        [
            (
                2024,
                [
                    {**STAFF, "value": 61, "before": "现有职工"},
                    {**DEGREE, "value": 50, **ON},
                    {**SHARE, "value": 70, "before": "占职工总数的"},
                ],
            )
        ],
        [],
    ),
    (
        "a share of a vague figure",
        [
            (
                2024,
                [
                    {**STAFF, "value": 60, **ON, "qualifier": "over"},
                    {**DEGREE, "value": 58, **ON, "part": True},
                    {**SHARE, "value": 70},
                ],
            )
        ],
        [],
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
        # No later report is missing of what ended: the cases end in different years. Their few words are much alike.
        "select kind, severity, year, message from findings where unit_name = $1 "
        "and (kind <> 'missing_report' or year < $2) and kind <> 'reused_text'",
        [f"第{number}局", max(last, default=0)],
    ).fetchall()
    assert rows == [(*rest, message.format(file=f"{number}-{reports[0][0]}.txt")) for *rest, message in expected]


def test_evidence_of_both_sides_is_given(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select f.kind, one.quote, other.quote from findings as f join mentions as one using (mention_id) "
        "join mentions as other on other.mention_id = f.other_mention_id "
        "where f.unit_name in (select '第' || unnest($1) || '局') order by 1",
        [
            [
                [case[0] for case in CASES].index(name)
                for name in ("contradiction", "a jump", "a share that its figures contradict")
            ]
        ],
    ).fetchall()
    assert rows == [
        ("conflicting", "97%", "98.5%"),
        ("large_change", "31000元", "20000元"),
        ("rate_mismatch", "96.6%", "61人"),
    ]
