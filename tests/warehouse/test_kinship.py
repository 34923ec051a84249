"""Near copies and reused text between documents."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import small

CODE = {"code": "service.deeds", "unit": "件"}
WORDS = "春夏秋冬山川湖海风云雨雪松竹梅兰石泉林木江河日月星辰田园村路桥灯书画琴棋城乡街巷门窗墙瓦"


def _prose(seed: int, length: int = 600) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) for _ in range(length)) + "。\n"


BODY, OTHER = _prose(1), _prose(2)
THREE, ONE = [{**CODE, "value": 30}, {**CODE, "value": 20}, {**CODE, "value": 9}], [{**CODE, "value": 30}]

# name, (unit, year, body, facts) of the first and the second report, expected kind, and which report is the copy
CASES = [
    ("same unit and year", ("甲局", 2024, BODY, THREE), ("甲局", 2024, BODY, ONE), "duplicate", "b.txt"),
    ("the one with more figures stays", ("甲局", 2024, BODY, ONE), ("甲局", 2024, BODY, THREE), "duplicate", "a.txt"),
    ("year unknown", ("甲局", 2024, BODY, THREE), ("甲局", None, BODY, ONE), "duplicate", "b.txt"),
    ("unit unknown", ("甲局", 2024, BODY, THREE), (None, 2024, BODY, ONE), "duplicate", "b.txt"),
    ("unit a placeholder", ("甲局", 2024, BODY, THREE), ("××局", 2024, BODY, ONE), "duplicate", "b.txt"),
    ("a short name", ("云岭市统计局", 2024, BODY, THREE), ("统计局", None, BODY, ONE), "duplicate", "b.txt"),
    ("half the text", ("甲局", 2024, BODY, THREE), ("甲局", 2024, BODY[:280] + OTHER[:150], ONE), "duplicate", "b.txt"),
    ("another year of the unit", ("甲局", 2023, BODY, THREE), ("甲局", 2024, BODY, ONE), "reused_text", None),
    ("another unit", ("甲局", 2024, BODY, THREE), ("乙局", 2024, BODY, ONE), "reused_text", None),
    ("half of another year's", ("甲局", 2023, BODY, THREE), ("甲局", 2024, BODY[:280] + OTHER[:200], ONE), None, None),
    ("other text", ("甲局", 2024, BODY, THREE), ("甲局", 2024, OTHER, ONE), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first", "second", "kind", "copy"), CASES, ids=[case[0] for case in CASES])
def test_pairs(tmp_path: Path, name: str, first: tuple, second: tuple, kind: str | None, copy: str | None) -> None:
    small.write(tmp_path, [
        small.one_report(file, unit, year=year, body=body, facts=facts)
        for file, (unit, year, body, facts) in (("a.txt", first), ("b.txt", second))
    ])  # fmt: skip
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        kinds = connection.execute("select kind from findings where kind in ('duplicate', 'reused_text')").fetchall()
        copies = connection.execute("select source_name from reports where copy_of_report_id is not null").fetchall()
        in_facts = connection.execute("select distinct source_name from mentions where in_facts").fetchall()
    assert kinds == ([(kind,)] if kind else []), name
    assert copies == ([(copy,)] if copy else [])
    assert sorted(in_facts) == [(file,) for file in ("a.txt", "b.txt") if file != copy]


def test_what_stands_everywhere_makes_no_copies(tmp_path: Path) -> None:
    slogan = _prose(3, 400)
    small.write(tmp_path, [
        small.one_report(f"{n}.txt", f"第{n}局", year=2024, body=slogan + _prose(100 + n, 60), facts=ONE)
        for n in range(60)
    ])  # fmt: skip
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        assert connection.execute("select count(*) from findings where kind = 'reused_text'").fetchone() == (0,)


def test_a_copy_within_a_file_is_kept_and_left_out_of_facts(tmp_path: Path) -> None:
    draft, hint = small.one_report("a.txt", "甲局", year=2024, facts=THREE)
    small.draft_report(draft, 2, {"year": 2024, "facts": ONE, "duplicate_of": 1}, "甲局")
    small.write(tmp_path, [(draft, hint)])
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        rows = connection.execute(
            "select report_no, duplicate_of, copy_of_report_id = document_id || '/1' from reports"
        ).fetchall()
        assert rows == [(1, None, None), (2, 1, True)]
        assert connection.execute("select value, observation_count from unit_year").fetchall() == [(59.0, 3)]
        assert connection.execute("select count(*) from mentions").fetchone() == (4,)
        assert connection.execute("select message from findings where kind = 'duplicate'").fetchone() == (
            "“a.txt”第2篇与同一文件第1篇基本相同，按重复材料处理，不计入数据",
        )


@pytest.mark.parametrize("name", ["统计局", "××局", None])
def test_a_copy_without_a_full_name_is_of_the_unit_whose_text_it_is(tmp_path: Path, name: str | None) -> None:
    small.write(tmp_path, [
        small.one_report("a.txt", "云岭市统计局", year=2024, body=BODY, facts=THREE),
        small.one_report("b.txt", name, year=None, body=BODY, facts=ONE),
    ])  # fmt: skip
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        assert connection.execute("select unit_name, report_count from units").fetchall() == [("云岭市统计局", 1)]
        assert connection.execute("select unit_name from reports order by source_name").fetchall()[1] == (name,)
        assert connection.execute("select count(*) from findings where kind = 'unnamed_unit'").fetchone() == (0,)
