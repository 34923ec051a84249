"""Near copies and reused text between documents."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import small

CODE = {"code": "service.deeds", "unit": "件"}
WORDS = "春夏秋冬山川湖海风云雨雪松竹梅兰石泉林木江河日月星辰田园村路桥灯书画琴棋城乡街巷门窗墙瓦"


def _prose(seed: int, length: int = 600) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) for _ in range(length)) + "。\n"


THREE, ONE = [{**CODE, "value": 30}, {**CODE, "value": 20}, {**CODE, "value": 9}], [{**CODE, "value": 30}]

# What the second report holds of the first one's 600 characters, and of its own: containment in the smaller one.
WHOLE, HALF, NONE = (600, 0), (280, 200), (0, 500)

# name, (unit, year, facts) of the first and the second report, the second's text, expected kind, which one is the copy
CASES = [
    ("same unit and year", ("甲局", 2024, THREE), ("甲局", 2024, ONE), WHOLE, "duplicate", "b"),
    ("the one with more figures stays", ("甲局", 2024, ONE), ("甲局", 2024, THREE), WHOLE, "duplicate", "a"),
    ("year unknown", ("甲局", 2024, THREE), ("甲局", None, ONE), WHOLE, "duplicate", "b"),
    ("unit unknown", ("甲局", 2024, THREE), (None, 2024, ONE), WHOLE, "duplicate", "b"),
    ("unit a placeholder", ("甲局", 2024, THREE), ("××局", 2024, ONE), WHOLE, "duplicate", "b"),
    ("a short name", ("云岭市统计局", 2024, THREE), ("统计局", None, ONE), WHOLE, "duplicate", "b"),
    ("half the text", ("甲局", 2024, THREE), ("甲局", 2024, ONE), HALF, "duplicate", "b"),
    ("another year of the unit", ("甲局", 2023, THREE), ("甲局", 2024, ONE), WHOLE, "reused_text", None),
    ("another unit", ("甲局", 2024, THREE), ("乙局", 2024, ONE), WHOLE, "reused_text", None),
    ("half of another year's", ("甲局", 2023, THREE), ("甲局", 2024, ONE), HALF, None, None),
    ("other text", ("甲局", 2024, THREE), ("甲局", 2024, ONE), NONE, None, None),
]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """All cases in one lake: each has a text of its own, so none is kin to another."""
    home: Path = tmp_path_factory.mktemp("pairs")
    drafts = []
    for number, (_, first, second, (taken, own), _, _) in enumerate(CASES):
        body = _prose(10 + number)
        bodies = (body, body[:taken] + _prose(50 + number, own))
        for letter, (unit, year, facts), text in zip("ab", (first, second), bodies, strict=True):
            drafts.append(small.one_report(f"{number}{letter}", unit, year=year, body=text, facts=facts))
    small.write(home, drafts)
    with duckdb.connect(str(small.make(home).path), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[0] for case in CASES])
def test_pairs(pairs: duckdb.DuckDBPyConnection, number: int) -> None:
    *_, kind, copy = CASES[number]

    def ask(query: str) -> list[str]:
        return [value for (value,) in pairs.execute(query, [[f"{number}a", f"{number}b"]]).fetchall()]

    assert ask(
        "select kind from findings join documents using (document_id) "
        "where kind in ('duplicate', 'reused_text') and source_name in $1"
    ) == ([kind] if kind else [])
    assert ask("select source_name[-1:] from reports where copy_of_report_id is not null and source_name in $1") == (
        [copy] if copy else []
    )
    assert ask("select distinct source_name[-1:] from mentions where in_facts and source_name in $1 order by 1") == [
        letter for letter in "ab" if letter != copy
    ]


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
        small.one_report("a.txt", "云岭市统计局", year=2024, body=_prose(1), facts=THREE),
        small.one_report("b.txt", name, year=None, body=_prose(1), facts=ONE),
    ])  # fmt: skip
    with duckdb.connect(str(small.make(tmp_path).path), read_only=True) as connection:
        assert connection.execute("select unit_name, report_count from units").fetchall() == [("云岭市统计局", 1)]
        assert connection.execute("select unit_name from reports order by source_name").fetchall()[1] == (name,)
        assert connection.execute("select count(*) from findings where kind = 'unnamed_unit'").fetchone() == (0,)
