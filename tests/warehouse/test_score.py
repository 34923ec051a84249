"""Scoring against gold files: each kind of disagreement counts where it should, and agrees with the shared scorer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.errors import RefusedError
from warehouse.gold import read_gold
from warehouse.score import Score, as_text, score

QUANTITY = {
    "kind": "quantity", "doc": "甲.txt", "report": 1, "quote": "12次", "start": 10, "value": 12, "unit": "次",
    "qualifier": "exact", "code": "training.sessions", "also": [], "period": "2024", "per": "total", "optional": False,
}  # fmt: skip
HONOR = {
    "kind": "honor", "doc": "甲.txt", "report": 1, "quote": "市级文明单位", "start": 40, "title": "市级文明单位",
    "level": "市", "year": "2023",
}  # fmt: skip
REPORT = {"kind": "report", "doc": "甲.txt", "report": 1, "start": 0, "end": 100, "unit": "市档案馆", "period": "2024"}
FOUND = {
    "quote": "12次", "char_start": 10, "char_end": 13, "value": 12.0, "unit": "次", "qualifier": "exact",
    "indicator_code": "training.sessions", "period_start": 2024, "period_end": 2024, "per": "total",
}  # fmt: skip


def gold_file(folder: Path, *records: Mapping[str, Any]) -> Path:
    path = folder / "甲.jsonl"
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    return path


def warehouse(folder: Path, *mentions: Mapping[str, Any]) -> Path:
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table mentions(source_name text, quote text, char_start int, char_end int, value double, "
            "unit text, qualifier text, indicator_code text, period_start int, period_end int, per text)"
        )
        connection.execute(
            "create table honors as select '甲.txt' source_name, 40 char_start, 46 char_end, '市级文明单位' title, "
            "'市' as level, 2023 as year"
        )
        connection.execute(
            "create table reports as select '甲.txt' source_name, 0 char_start, 95 char_end, '市档案馆' unit_name, "
            "2024 period_start, 2024 period_end"
        )
        for mention in mentions:
            row = {"source_name": "甲.txt", **FOUND, **mention}
            connection.execute(
                f"insert into mentions({', '.join(row)}) values ({', '.join('?' * len(row))})", [*row.values()]
            )
    return path


def scored(folder: Path, gold: Mapping[str, Any], *mentions: Mapping[str, Any]) -> Score:
    return score(warehouse(folder, *mentions), [gold_file(folder, {**QUANTITY, **gold}, HONOR, REPORT)])


def counts(result: Score) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    quantity, indicator = result.rates()["quantity"], result.rates()["indicator"]
    return (quantity.right, quantity.wrong, quantity.missed), (indicator.right, indicator.wrong, indicator.missed)


CASES: list[tuple[str, dict[str, Any], list[dict[str, Any]], tuple[Any, Any]]] = [
    ("right", {}, [{}], ((1, 0, 0), (1, 0, 0))),
    ("missed", {}, [], ((0, 0, 1), (0, 0, 1))),
    ("optional and missed", {"optional": True}, [], ((0, 0, 0), (0, 0, 0))),
    ("optional and found", {"optional": True}, [{}], ((0, 0, 0), (0, 0, 0))),
    ("other and none", {"code": "other"}, [{"indicator_code": None}], ((1, 0, 0), (0, 0, 0))),
    ("other and coded", {"code": "other"}, [{}], ((1, 0, 0), (0, 1, 0))),
    ("a code also accepted", {"code": "culture.events", "also": ["training.sessions"]}, [{}], ((1, 0, 0), (1, 0, 0))),
    ("another code", {"code": "culture.events"}, [{}], ((1, 0, 0), (0, 1, 1))),
    ("no code", {}, [{"indicator_code": None}], ((1, 0, 0), (0, 0, 1))),
    ("found beside it", {}, [{}, {"char_start": 60, "char_end": 62}], ((1, 1, 0), (1, 1, 0))),
]


@pytest.mark.parametrize(
    ("gold", "mentions", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_counts(
    tmp_path: Path, gold: dict[str, Any], mentions: list[dict[str, Any]], expected: tuple[Any, Any]
) -> None:
    assert counts(scored(tmp_path, gold, *mentions)) == expected


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("value", {"value": 13.0}),
        ("unit", {"unit": "场"}),
        ("qualifier", {"qualifier": "over"}),
        ("period", {"period_start": None, "period_end": None}),
        ("per", {"per": "year"}),
    ],
)
def test_each_reading_is_judged_by_itself(tmp_path: Path, name: str, change: dict[str, Any]) -> None:
    result = scored(tmp_path, {}, change)
    shares = result.shares()
    assert shares[name] == 0.0
    assert all(shares[other] == 1.0 for other in ("value", "unit", "qualifier", "period", "per") if other != name)
    assert [(miss.kind, miss.quote) for miss in result.misses] == [(name, "12次")]


def test_text_names_indicators_and_misses(tmp_path: Path) -> None:
    text = as_text(scored(tmp_path, {"code": "culture.events"}, {}), {"culture.events": "文体活动"}, 5)
    assert "culture.events" in text
    assert "文体活动" in text
    assert "wrong indicator: 1" in text
    assert "甲.txt:10 '12次': found training.sessions; gold culture.events" in text
    assert "report split" in text


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("{", "line 2"),
        ("[]", "one JSON object"),
        ('{"kind": "quantity"}', "no 'doc'"),
        ('{"kind": "mystery", "doc": "甲.txt"}', "mystery"),
        ('{"kind": "report", "doc": "甲.txt", "start": 0, "end": 9, "period": "去年"}', "去年"),
    ],
)
def test_a_broken_gold_line_is_named(tmp_path: Path, line: str, found: str) -> None:
    path = tmp_path / "坏.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(RefusedError, match=found):
        read_gold([path])
